//! Formulas of Word as TeX, as far as their structure is known; of the rest the characters stay.

use super::super::xml::Element;

/// Elements within each other beyond this many are given by their characters.
const DEEPEST: usize = 30;

/// The TeX of a formula.
pub(super) fn tex(element: &Element) -> String {
    let tex = inside(element, 0);
    tex.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn inside(element: &Element, depth: usize) -> String {
    element.elements().map(|child| one(child, depth + 1)).collect()
}

/// The parts of a name in an element.
fn parts_of(element: &Element, name: &str, depth: usize) -> Vec<String> {
    element.elements().filter(|child| child.local() == name).map(|part| inside(part, depth)).collect()
}

/// What stands between two fences, which are brackets where nothing is said.
fn delimited(fences: &[Option<String>; 2], inner: &str) -> String {
    let [open, close] = fences;
    format!("{}{inner}{}", fence(open.as_deref().unwrap_or("(")), fence(close.as_deref().unwrap_or(")")))
}

/// The command for a mark above a letter.
fn accent(sign: Option<&str>) -> &'static str {
    match sign {
        Some("\u{305}" | "¯") => "\\bar",
        Some("\u{20d7}" | "→") => "\\vec",
        Some("\u{303}" | "~") => "\\tilde",
        Some("\u{307}" | "˙") => "\\dot",
        _ => "\\hat",
    }
}

fn one(element: &Element, depth: usize) -> String {
    if depth > DEEPEST {
        return escaped(&element.text());
    }
    let part = |name: &str| parts_of(element, name, depth).into_iter().next().unwrap_or_default();
    let property = |name: &str| {
        let all = element.elements().find(|child| child.local().ends_with("Pr"))?;
        let property = all.elements().find(|child| child.local() == name)?;
        Some(property.attribute("m:val").unwrap_or_default().to_owned())
    };
    match element.local() {
        "r" => element
            .elements()
            .filter(|child| child.local() == "t")
            .map(|text| escaped(&text.text()))
            .collect(),
        "sSup" => format!("{}^{{{}}}", grouped(&part("e")), part("sup")),
        "sSub" => format!("{}_{{{}}}", grouped(&part("e")), part("sub")),
        "sSubSup" => format!("{}_{{{}}}^{{{}}}", grouped(&part("e")), part("sub"), part("sup")),
        "sPre" => format!("{{}}_{{{}}}^{{{}}}{}", part("sub"), part("sup"), part("e")),
        "f" => format!("\\frac{{{}}}{{{}}}", part("num"), part("den")),
        "rad" if part("deg").trim().is_empty() => format!("\\sqrt{{{}}}", part("e")),
        "rad" => format!("\\sqrt[{}]{{{}}}", part("deg"), part("e")),
        "nary" => {
            let sign = property("chr").unwrap_or_else(|| "∫".to_owned());
            let limit =
                |mark: &str, of: &str| if of.is_empty() { String::new() } else { format!("{mark}{{{of}}}") };
            let limits = limit("_", &part("sub")) + &limit("^", &part("sup"));
            format!("{}{limits} {}", escaped(&sign).trim_end(), part("e"))
        }
        "d" => {
            let fences = ["begChr", "endChr"].map(property);
            delimited(&fences, &parts_of(element, "e", depth).join(","))
        }
        "func" => format!("{} {}", function(&part("fName")), part("e")),
        "bar" => format!("\\overline{{{}}}", part("e")),
        "acc" => format!("{}{{{}}}", accent(property("chr").as_deref()), part("e")),
        "limLow" => format!("{}_{{{}}}", function(&part("e")), part("lim")),
        "limUpp" => format!("{}^{{{}}}", function(&part("e")), part("lim")),
        "m" => {
            let rows = element.elements().filter(|child| child.local() == "mr");
            let rows: Vec<String> = rows.map(|row| parts_of(row, "e", depth).join(" & ")).collect();
            format!("\\begin{{matrix}}{}\\end{{matrix}}", rows.join(" \\\\ "))
        }
        name if name.ends_with("Pr") => String::new(),
        _ => inside(element, depth),
    }
}

/// A base of which an index belongs to the whole.
fn grouped(base: &str) -> String {
    let base = base.trim();
    if base.chars().count() <= 1 { base.to_owned() } else { format!("{{{base}}}") }
}

fn fence(sign: &str) -> String {
    match sign {
        "{" | "}" => format!("\\{sign}"),
        "⟨" => "\\langle ".to_owned(),
        "⟩" => "\\rangle ".to_owned(),
        sign => sign.to_owned(),
    }
}

fn function(name: &str) -> String {
    const KNOWN: &[&str] =
        &["sin", "cos", "tan", "log", "ln", "exp", "lim", "max", "min", "sup", "inf", "det", "arg"];
    let name = name.trim();
    if KNOWN.contains(&name) { format!("\\{name}") } else { name.to_owned() }
}

/// Characters as TeX has them.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\backslash "),
            '{' | '}' | '%' | '#' | '&' | '_' | '$' => out.extend(['\\', c]),
            '∑' => out.push_str("\\sum "),
            '∏' => out.push_str("\\prod "),
            '∫' => out.push_str("\\int "),
            '−' => out.push('-'),
            c => out.push(c),
        }
    }
    out
}
