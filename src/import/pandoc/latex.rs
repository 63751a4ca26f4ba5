//! TeX within Markdown: which of it are formulas, figures, references, citations and layout; what it prints is not computed.

/// Environments that are formulas.
const FORMULAS: &[(&str, &str)] = &[
    ("equation", ""),
    ("displaymath", ""),
    ("math", ""),
    ("align", "aligned"),
    ("aligned", "aligned"),
    ("alignat", "aligned"),
    ("flalign", "aligned"),
    ("eqnarray", "aligned"),
    ("gather", "gathered"),
    ("multline", "gathered"),
];

/// Commands that lay out a page and have no words.
const LAYOUT: &[&str] = &[
    "newpage",
    "clearpage",
    "cleardoublepage",
    "pagebreak",
    "footnotesize",
    "normalsize",
    "small",
    "tiny",
    "scriptsize",
    "large",
    "Large",
    "noindent",
    "bigskip",
    "medskip",
    "smallskip",
    "vspace",
    "hspace",
    "vfill",
    "hfill",
    "centering",
    "tableofcontents",
    "appendix",
    "linebreak",
    "newline",
    "nolinebreak",
    "singlespacing",
    "doublespacing",
    "raggedright",
    "maketitle",
    "par",
    "thispagestyle",
    "pagestyle",
    "setlength",
    "bibliographystyle",
    "printbibliography",
    "label",
];

/// Whether a line has nothing but commands of layout.
pub(super) fn is_layout(line: &str) -> bool {
    let mut rest = line.trim();
    if !rest.starts_with('\\') {
        return false;
    }
    while !rest.is_empty() {
        let Some(command) = command(rest).filter(|command| is_layout_command(command.name)) else {
            return false;
        };
        rest = rest.get(command.length..).unwrap_or_default().trim_start();
    }
    true
}

pub(super) fn is_layout_command(name: &str) -> bool {
    LAYOUT.contains(&name)
}

/// A command at the head of a text.
pub(super) struct Command<'t> {
    pub(super) name: &'t str,
    /// What stands in square brackets
    pub(super) options: Vec<&'t str>,
    /// What stands in braces
    pub(super) arguments: Vec<&'t str>,
    pub(super) length: usize,
}

/// Reads a command.
pub(super) fn command(text: &str) -> Option<Command<'_>> {
    let rest = text.strip_prefix('\\')?;
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 {
        return None;
    }
    let name = rest.get(..letters)?;
    let star = usize::from(rest.get(letters..)?.starts_with('*'));
    let mut found = Command { name, options: Vec::new(), arguments: Vec::new(), length: 1 + letters + star };
    while found.options.len() + found.arguments.len() < 4 {
        let behind = text.get(found.length..)?;
        let (open, close) = match behind.chars().next() {
            Some('{') => ('{', '}'),
            Some('[') if found.arguments.is_empty() => ('[', ']'),
            _ => break,
        };
        let Some(end) = super::scan::closing(behind, open, close) else { break };
        let inner = behind.get(1..end)?;
        if open == '{' {
            found.arguments.push(inner);
        } else {
            found.options.push(inner);
        }
        found.length += end + 1;
    }
    Some(found)
}

/// The TeX of an environment that is a formula, on one line.
pub(super) fn formula(name: &str, source: &str) -> Option<String> {
    let bare = name.trim_end_matches('*');
    let (_, inner) = FORMULAS.iter().find(|(of, _)| *of == bare)?;
    let (_, rest) = source.split_once("\\begin{")?;
    let (_, rest) = rest.split_once('}')?;
    let (body, _) = rest.rsplit_once("\\end{")?;
    let body = one_line(body);
    let body = body.trim();
    Some(if inner.is_empty() { body.to_owned() } else { format!("\\begin{{{inner}}}{body}\\end{{{inner}}}") })
}

/// TeX on one line, without comments, labels and numbers of formulas.
pub(super) fn one_line(tex: &str) -> String {
    let mut out = String::new();
    for line in tex.lines() {
        let comment = line
            .match_indices('%')
            .find(|(at, _)| !line.get(..*at).is_some_and(|before| before.ends_with('\\')));
        let line = comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line)).trim();
        if !line.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    while let Some(at) = out.find("\\label{") {
        let end = out.get(at..).and_then(|rest| rest.find('}')).map_or(out.len(), |end| at + end + 1);
        out.replace_range(at..end, "");
    }
    out.replace("\\nonumber", "").replace("\\notag", "").trim().to_owned()
}

/// The picture and the caption of a figure.
pub(super) fn figure(name: &str, source: &str) -> Option<(String, String)> {
    if !matches!(name.trim_end_matches('*'), "figure" | "center" | "wrapfigure") {
        return None;
    }
    // Two pictures in one figure are more than can be said here.
    let mut pictures = source.match_indices("\\includegraphics");
    let (at, _) = pictures.next().filter(|_| pictures.next().is_none())?;
    let path = command(source.get(at..)?)?.arguments.first()?.trim().to_owned();
    let caption = source.find("\\caption").and_then(|at| command(source.get(at..)?));
    let caption = caption.and_then(|command| command.arguments.first().copied()).unwrap_or_default();
    Some((path, caption.split_whitespace().collect::<Vec<_>>().join(" ")))
}
