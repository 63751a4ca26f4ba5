//! Running text of Markdown: what postil reads as it stands is copied; notes in their place, cross-references, links into
//! nowhere, attributes and TeX are rewritten. Blocks are not known here.

use std::ops::Range;

use super::labels::Target;
use super::scan;
use super::{State, latex};
use crate::model::web::is_web_address;

/// Brackets within each other beyond this many are copied.
const DEEPEST: usize = 12;

/// Characters with which something can begin.
const SPECIAL: &str = "\\`$<^![@{-.";

impl State<'_> {
    /// Rewrites running text, which stands at a place of the document.
    pub(super) fn inlines(&mut self, text: &str, place: &Range<usize>) -> String {
        if self.depth > DEEPEST {
            return text.to_owned();
        }
        self.depth += 1;
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = rest.find(|c| SPECIAL.contains(c)).unwrap_or(rest.len());
            if plain > 0 {
                out.push_str(rest.get(..plain).unwrap_or_default());
                at += plain;
                continue;
            }
            let before = text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ');
            let (piece, length) = self.piece(self.reach(rest), before, place).unwrap_or_else(|| {
                let c = rest.chars().next().unwrap_or(' ');
                // Each sign without a partner costs a search; those of a text that is none are many.
                self.failures += usize::from(!matches!(c, '@' | '.' | '-'));
                (c.to_string(), c.len_utf8())
            });
            if piece.starts_with('\u{a0}') && out.ends_with('~') {
                out.pop();
            }
            out.push_str(&piece);
            at += length.max(1);
        }
        self.depth -= 1;
        out
    }

    /// As much of a text as is looked at: little, when much was looked at in vain.
    fn reach<'t>(&self, text: &'t str) -> &'t str {
        if self.failures < 500 {
            return text;
        }
        let mut end = text.len().min(400);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.get(..end).unwrap_or(text)
    }

    /// What the head of a text becomes, and how much of it that is.
    fn piece(&mut self, rest: &str, before: char, place: &Range<usize>) -> Option<(String, usize)> {
        match rest.chars().next()? {
            '\\' => self.backslash(rest, before, place),
            '`' => Some(self.code(rest, place)),
            '$' => formula(rest),
            '<' => self.angle(rest, place),
            '^' if rest.starts_with("^[") => self.inline_note(rest, place),
            '!' if rest.starts_with("![") => self.picture(rest, place),
            '[' => self.bracket(rest, place),
            '@' if !before.is_alphanumeric() => self.bare_citation(rest, place),
            '{' => self.brace(rest, place),
            '-' | '.' => dashes(rest),
            _ => None,
        }
    }

    fn backslash(&mut self, rest: &str, before: char, place: &Range<usize>) -> Option<(String, usize)> {
        let next = rest.chars().nth(1)?;
        if next == ' ' {
            return Some(("\u{a0}".to_owned(), 2));
        }
        if !next.is_ascii_alphabetic() {
            return Some((rest.chars().take(2).collect(), 1 + next.len_utf8()));
        }
        let command = latex::command(rest)?;
        let length = command.length;
        let argument = command.arguments.first().copied().unwrap_or_default();
        let marked = |state: &mut Self, mark: &str| format!("{mark}{}{mark}", state.inlines(argument, place));
        let piece = match command.name {
            "autoref" | "cref" | "Cref" | "nameref" => self.reference(argument, place),
            "ref" | "eqref" | "pageref" => {
                let number = self.number(argument, place);
                if before == '~' { format!("\u{a0}{number}") } else { number }
            }
            "cite" | "citep" | "parencite" | "autocite" => self.cite(&command, place)?,
            "citet" | "textcite" => self.narrative(argument, place)?,
            "footnote" if !argument.is_empty() => {
                return Some((self.note_of(argument, place), length));
            }
            "textbf" if !argument.is_empty() => marked(self, "**"),
            "emph" | "textit" if !argument.is_empty() => marked(self, "*"),
            "texttt" if !argument.is_empty() && !argument.contains('`') => format!("`{argument}`"),
            "textsc" | "underline" | "text" | "mbox" if !argument.is_empty() => self.inlines(argument, place),
            "LaTeX" | "TeX" | "BibTeX" => {
                format!("{}{}", command.name, if argument.is_empty() { "" } else { argument })
            }
            "url" if is_web_address(argument) => format!("<{argument}>"),
            "href" if is_web_address(argument) && command.arguments.len() > 1 => {
                let words = command.arguments.get(1).copied().unwrap_or_default();
                format!("[{}]({argument})", self.inlines(words, place))
            }
            name if latex::is_layout_command(name) => {
                self.set_apart("layout commands", rest.get(..length)?, self.line_of(place));
                String::new()
            }
            _ => {
                self.tell_once("LaTeX commands stand as text", place, "write them in Markdown");
                return Some((rest.get(..length)?.replace('@', "\\@"), length));
            }
        };
        Some((piece, length))
    }

    /// The number of the line at a place.
    pub(super) fn line_of(&self, place: &Range<usize>) -> usize {
        self.document.text.get(..place.start).map_or(0, |before| before.matches('\n').count() + 1)
    }

    /// Code, without attributes behind it.
    fn code(&mut self, rest: &str, place: &Range<usize>) -> (String, usize) {
        let Some((_, length)) = scan::code(rest) else {
            let row = scan::row(rest, 0, '`');
            return ("`".repeat(row), row);
        };
        let code = rest.get(..length).unwrap_or_default().to_owned();
        let behind = rest.get(length..).unwrap_or_default();
        match scan::attributes(behind) {
            Some((_, more)) => {
                if behind.starts_with("{=") {
                    let what = "raw text of another format stands as code";
                    self.tell_once(what, place, "write it in Markdown, or take it out");
                }
                (code, length + more)
            }
            None => (code, length),
        }
    }

    /// Comments, pictures, addresses and other tags.
    fn angle(&mut self, rest: &str, place: &Range<usize>) -> Option<(String, usize)> {
        if rest.starts_with("<!--") {
            let end = scan::find(rest, "-->")? + 3;
            self.set_apart("comments", rest.get(..end)?, self.line_of(place));
            return Some((String::new(), end));
        }
        let end = scan::find(rest, ">")?;
        let tag = rest.get(1..end)?;
        if tag.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("img ")) {
            let attributes = scan::attributes_in(tag.get(4..)?.trim_end_matches('/'));
            let source = attributes.value(&["src"])?.to_owned();
            let alt = attributes.value(&["alt"]).unwrap_or_default().to_owned();
            return Some((self.picture_in_line(&source, &alt, place), end + 1));
        }
        let opens = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        opens.then(|| (rest.get(..=end).unwrap_or_default().to_owned(), end + 1))
    }

    fn inline_note(&mut self, rest: &str, place: &Range<usize>) -> Option<(String, usize)> {
        let inner = rest.get(1..)?;
        let end = scan::closing(inner, '[', ']')?;
        let marker = self.note_of(inner.get(1..end)?, place);
        Some((marker, end + 2))
    }

    /// Makes a note of words; returns its marker.
    fn note_of(&mut self, words: &str, place: &Range<usize>) -> String {
        let text = self.inlines(words.trim(), place);
        let number = self.notes.len() + 1;
        let label = self.free(&format!("{number}"));
        self.note(label.clone(), text, self.line_of(place));
        self.marker(label)
    }

    fn marker(&mut self, label: String) -> String {
        self.counted.markers += 1;
        let marker = format!("[^{label}]");
        self.marked.push(label);
        marker
    }

    /// Markers, citations, links, and words with attributes.
    fn bracket(&mut self, rest: &str, place: &Range<usize>) -> Option<(String, usize)> {
        let end = scan::closing(rest, '[', ']')?;
        let inner = rest.get(1..end)?;
        let behind = rest.get(end + 1..)?;
        if let Some(typed) = inner.strip_prefix('^')
            && !typed.is_empty()
            && !typed.contains(char::is_whitespace)
        {
            let label = self.label(typed);
            return Some((self.marker(label), end + 1));
        }
        if behind.starts_with('(')
            && let Some((address, title, length)) = scan::destination(behind)
        {
            return Some(self.link(inner, address, title, (end + 1, length), rest, place));
        }
        if let Some((_, length)) = scan::attributes(behind) {
            return Some((self.inlines(inner, place), end + 1 + length));
        }
        let keys = scan::keys(inner);
        if keys.is_empty() || inner.starts_with('^') {
            return None;
        }
        if keys.iter().all(|key| self.is_cross_reference(key)) {
            let words: Vec<String> = keys.iter().map(|key| self.reference(key, place)).collect();
            return Some((words.join("; "), end + 1));
        }
        for key in keys {
            self.know(key, place);
        }
        self.counted.citations += 1;
        Some((rest.get(..=end)?.to_owned(), end + 1))
    }

    fn link(
        &mut self,
        words: &str,
        address: &str,
        title: Option<&str>,
        (start, length): (usize, usize),
        rest: &str,
        place: &Range<usize>,
    ) -> (String, usize) {
        let mut used = start + length;
        if let Some((_, more)) = rest.get(used..).and_then(scan::attributes) {
            used += more;
        }
        let shown = self.inlines(words, place);
        let mail = address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        if mail || is_web_address(address) {
            let written = rest.get(start..start + length).unwrap_or_default();
            return (format!("[{shown}]{written}"), used);
        }
        let target = address.strip_prefix('#').and_then(|id| self.labels.target(id));
        let titled = title.map(|title| format!(" \"{title}\"")).unwrap_or_default();
        if let Some(Target::Heading(fragment, _)) = target {
            return (format!("[{shown}](#h-{fragment}{titled})"), used);
        }
        let message = format!("the link to `{address}` leads nowhere from here; its words stand without it");
        let help = "link to the article, or to the address on the web";
        self.doubts.push(self.document.kept_at(place.clone(), message).help(help));
        (shown, used)
    }

    /// What programs before Pandoc replace: Liquid's tags, Hugo's shortcodes.
    fn brace(&mut self, rest: &str, place: &Range<usize>) -> Option<(String, usize)> {
        let end = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")]
            .into_iter()
            .find(|(open, _)| rest.starts_with(open))
            .and_then(|(_, close)| Some(scan::find(rest, close)? + close.len()))?;
        let tag = rest.get(..end)?;
        let inner = tag.trim_matches(['{', '}', '%', '<', '>', ' ', '-']);
        let name = inner.strip_prefix("include").map_or(inner, str::trim_start);
        if name.starts_with("figure") {
            return Some((self.figure_of_tag(name, place), end));
        }
        if name.starts_with("toc") {
            self.set_apart("tags of a site generator", tag, self.line_of(place));
            return Some((String::new(), end));
        }
        self.tell_once("tags of a site generator stand as text", place, "write what they stand for");
        let kept =
            rest.get(..end)?.replace('{', "\\{").replace('<', "\\<").replace('@', "\\@").replace('\n', " ");
        Some((kept, end))
    }
}

/// A formula, on one line.
fn formula(rest: &str) -> Option<(String, usize)> {
    if let Some(inner) = rest.strip_prefix("$$") {
        let end = scan::find(inner, "$$")?;
        let mut length = end + 4;
        let behind = rest.get(length..)?;
        let blank = behind.len() - behind.trim_start_matches(' ').len();
        if let Some((attributes, more)) = behind.get(blank..).and_then(scan::attributes)
            && attributes.id.is_some()
        {
            length += blank + more;
        }
        return Some((format!("$${}$$", latex::one_line(inner.get(..end)?)), length));
    }
    let inner = rest.get(1..)?;
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let end = ends(inner)?;
    let length = end + 2;
    Some((rest.get(..length)?.replace('\n', " "), length))
}

/// The byte of the sign that ends a formula in a line.
fn ends(inner: &str) -> Option<usize> {
    let mut escaped = false;
    let mut before = ' ';
    for (at, c) in inner.char_indices().take(2000) {
        if c == '$' && !escaped {
            let behind = inner.get(at + 1..).and_then(|rest| rest.chars().next());
            let sound = !before.is_whitespace() && !behind.is_some_and(|c| c.is_ascii_digit());
            return (sound && at > 0).then_some(at);
        }
        escaped = c == '\\' && !escaped;
        before = c;
    }
    None
}

/// Dashes and ellipses as they are printed.
fn dashes(rest: &str) -> Option<(String, usize)> {
    let sign = rest.chars().next()?;
    let row = scan::row(rest, 0, sign);
    let printed = match (sign, row) {
        ('-', 2) => "–",
        ('-', 3) => "—",
        ('.', 3) => "…",
        _ => return Some((rest.get(..row)?.to_owned(), row)),
    };
    Some((printed.to_owned(), row))
}
