//! What a reader's own style must not do to the engine: nest without end, call itself, or call macros that it has not.
//! Whether it is a good style is not asked.

use std::collections::BTreeMap;

use citationberg::{IndependentStyle, Layout, Style};
use serde_json::Value;

use super::super::variants::calls;

/// How deeply elements may stand in each other in the file.
const MAX_NESTING: usize = 120;
/// How deeply they may stand with every macro in its place; the deepest style of the archive has 95.
const MAX_DEPTH: usize = 250;
/// How many elements there may be with every macro in its place; Chicago author-date has a million.
const MAX_ELEMENTS: usize = 5_000_000;

/// Why a style cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The macro at fault
    pub(super) name: String,
    /// What is wrong with it
    pub(super) message: String,
}

/// Checks that a file does not nest too deeply to be parsed; else tells where.
pub(super) fn nesting(text: &str) -> Result<(), usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let rest = &text[start..];
        if let Some(skipped) = skip(rest, "<!--", "-->").or_else(|| skip(rest, "<![CDATA[", "]]>")) {
            at = start + skipped;
            continue;
        }
        let end = rest.find('>').map_or(text.len(), |end| start + end);
        match bytes.get(start + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'?' | b'!') => {}
            _ if end > start && bytes.get(end - 1) == Some(&b'/') => {}
            _ => depth += 1,
        }
        if depth > MAX_NESTING {
            return Err(start);
        }
        at = (end + 1).min(text.len());
    }
    Ok(())
}

fn skip(rest: &str, open: &str, close: &str) -> Option<usize> {
    let inside = rest.strip_prefix(open)?;
    Some(inside.find(close).map_or(rest.len(), |end| open.len() + end + close.len()))
}

/// Checks the macros of a style.
pub(super) fn macros(style: &IndependentStyle) -> Result<(), Fault> {
    let json = serde_json::to_value(Style::Independent(style.clone())).unwrap_or_default();
    let sizes = Sizes::of(&json)?;
    for part in ["citation", "bibliography"] {
        let Some(layout) = json.get(part) else { continue };
        let mut called = Vec::new();
        calls(layout, &mut called);
        if let Some(name) = called.iter().find(|name| !sizes.0.contains_key(*name)) {
            return Err(missing(name));
        }
        // Sort keys are printed apart from each other, and the layout apart from them.
        let mut in_layout = Vec::new();
        layout.get("layout").into_iter().for_each(|layout| calls(layout, &mut in_layout));
        let total = in_layout.iter().fold(count(layout), |sum, name| {
            sum.saturating_add(sizes.0.get(name).map_or(0, |size| size.elements))
        });
        if total > MAX_ELEMENTS {
            return Err(Fault { name: part.to_owned(), message: "it is too large".to_owned() });
        }
    }
    Ok(())
}

/// The style that is used if even the default one cannot be had: it prints titles.
pub(super) fn minimal() -> IndependentStyle {
    use citationberg::taxonomy::{StandardVariable, Variable};
    use citationberg::{Citation, InheritableNameOptions, LayoutRenderingElement, LocalString, Text};
    let title = Text::with_target(Variable::Standard(StandardVariable::Title));
    let layout = Layout::with_elements(vec![LayoutRenderingElement::Text(title)]);
    IndependentStyle {
        info: anonymous(LocalString { lang: None, value: String::new() }),
        default_locale: None,
        version: "1.0".to_owned(),
        citation: Citation::with_layout(layout),
        bibliography: None,
        settings: citationberg::IndependentStyleSettings {
            class: citationberg::StyleClass::InText,
            initialize_with_hyphen: true,
            page_range_format: None,
            demote_non_dropping_particle: citationberg::DemoteNonDroppingParticle::default(),
            options: InheritableNameOptions::default(),
        },
        macros: Vec::new(),
        locale: Vec::new(),
    }
}

fn anonymous(title: citationberg::LocalString) -> citationberg::StyleInfo {
    citationberg::StyleInfo {
        authors: Vec::new(),
        contributors: Vec::new(),
        category: Vec::new(),
        field: Vec::new(),
        id: String::new(),
        issn: Vec::new(),
        eissn: None,
        issnl: None,
        link: Vec::new(),
        published: None,
        rights: None,
        summary: None,
        title,
        title_short: None,
        updated: None,
    }
}

/// How large each macro is with those that it calls in their places.
struct Sizes(BTreeMap<String, Size>);

#[derive(Clone, Copy)]
struct Size {
    elements: usize,
    depth: usize,
}

impl Sizes {
    /// Measures the macros from the innermost outwards; those that are never reached call themselves.
    fn of(json: &Value) -> Result<Self, Fault> {
        let bodies = json.get("macro").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut waiting: BTreeMap<String, (usize, usize, Vec<String>)> = BTreeMap::new();
        for body in bodies {
            let name = body.get("@name").and_then(Value::as_str).unwrap_or_default().to_owned();
            let mut called = Vec::new();
            calls(body, &mut called);
            // The engine takes the first of two macros of one name.
            waiting.entry(name).or_insert((count(body), depth(body), called));
        }
        let mut sizes: BTreeMap<String, Size> = BTreeMap::new();
        // A chain of macros longer than the depth allowed is at fault in any case.
        for _ in 0..=MAX_DEPTH {
            let ready: Vec<String> = waiting
                .iter()
                .filter(|(_, (_, _, called))| called.iter().all(|name| !waiting.contains_key(name)))
                .map(|(name, _)| name.clone())
                .collect();
            for name in ready {
                let Some((elements, depth, called)) = waiting.remove(&name) else { continue };
                let mut size = Size { elements, depth };
                for inner in &called {
                    let inner = sizes.get(inner).ok_or_else(|| missing(inner))?;
                    size.elements = size.elements.saturating_add(inner.elements);
                    size.depth = size.depth.max(depth + inner.depth);
                }
                if size.depth > MAX_DEPTH || size.elements > MAX_ELEMENTS {
                    return Err(fault(&name, "is too large"));
                }
                sizes.insert(name, size);
            }
        }
        match waiting.keys().next() {
            Some(name) => Err(fault(name, "calls itself")),
            None => Ok(Self(sizes)),
        }
    }
}

fn fault(name: &str, what: &str) -> Fault {
    Fault { name: name.to_owned(), message: format!("the macro `{name}` {what}") }
}

fn missing(name: &str) -> Fault {
    Fault { name: name.to_owned(), message: format!("there is no macro `{name}`") }
}

fn count(part: &Value) -> usize {
    match part {
        Value::Object(map) => 1 + map.values().map(count).sum::<usize>(),
        Value::Array(values) => values.iter().map(count).sum(),
        _ => 0,
    }
}

fn depth(part: &Value) -> usize {
    match part {
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or_default(),
        Value::Array(values) => values.iter().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}
