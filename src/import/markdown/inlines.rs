//! Inlines as a line of Markdown, or several where breaks are wanted; blocks are not known here.

use super::super::tree::{Citation, CitationForm, Inline};
use super::escape::{Place, Within, escape, folded};
use super::{address, cites};

/// The block whose words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A paragraph, which may have several lines
    Lines,
    /// A heading or a term, which has one
    Line,
    /// A table's cell, which `|` would end
    Cell,
}

/// Stands for a mark of which it is not known whether it will be written.
const MARK: char = '\u{fffc}';

/// Writes inlines in their simple form.
pub(super) fn write(inlines: &[Inline], shape: Shape) -> String {
    let mut line = Line { out: String::new(), closed: 0, opened: 0, coded: 0, bracket: 0, stars: 0, shape };
    line.inlines(inlines, '\n', Within::Line);
    line.out
}

/// The words that stand for a picture, or its caption, between brackets.
pub(super) fn alternative(text: &str) -> String {
    let place = Place { before: '[', behind: ']', within: Within::Link };
    escape(text.trim(), place)
}

/// TeX on one line, without its comments.
pub(super) fn one_line(tex: &str) -> String {
    let lines = tex.lines().map(|line| {
        let mut escaped = false;
        let comment = line.char_indices().find(|(_, c)| {
            let found = *c == '%' && !escaped;
            escaped = *c == '\\' && !escaped;
            found
        });
        comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line)).trim()
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether Markdown can hold TeX on one line between `$` signs.
pub(super) fn is_formula(tex: &str) -> bool {
    let (mut depth, mut escaped) = (0_usize, false);
    for c in tex.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '$' => return false,
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => {}
        }
    }
    !tex.is_empty() && depth == 0 && !escaped && depth_of(tex) < 20
}

fn depth_of(tex: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for c in tex.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}

struct Line {
    out: String,
    /// The length of the text when a mark was closed last
    closed: usize,
    /// The length of the text when one was opened last
    opened: usize,
    /// The length of the text behind the last code
    coded: usize,
    /// The length of the text behind the last marker or citation
    bracket: usize,
    /// How many marks of stars are open
    stars: usize,
    shape: Shape,
}

impl Line {
    fn inlines(&mut self, inlines: &[Inline], behind: char, within: Within) {
        for (at, inline) in inlines.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|n| inlines.get(n));
            let next = inlines.get(at + 1);
            let follows = next.map_or(behind, first);
            match inline {
                Inline::Text(text) if is_narrative(before) && is_group(next) && text.trim().is_empty() => {
                    // A bracket behind `@key` would belong to it.
                    self.out.push_str("&#32;");
                }
                Inline::Text(text) => self.text(text, follows, within),
                Inline::Emphasis(content) => self.marked(["*", "_"], content, follows, within),
                Inline::Strong(content) => self.marked(["**", "__"], content, follows, within),
                Inline::Strikethrough(content) => self.marked(["~~", "~~"], content, follows, within),
                Inline::Superscript(content) => self.script('^', content, follows, within),
                Inline::Subscript(content) => self.script('~', content, follows, within),
                Inline::Code(code) => self.code(code, follows, within),
                Inline::Formula(tex) => self.formula(tex),
                Inline::Link(target, content) => self.link(target, content),
                Inline::Image(source, alt) => self.image(source, alt),
                Inline::Marker(label) => {
                    self.out.extend(["[^", &super::label(label), "]"]);
                    self.bracket = self.out.len();
                }
                Inline::Citation(citation) if !cites::is_well_formed(citation) => {
                    self.text(&citation.printed, follows, within);
                }
                Inline::Citation(citation) => {
                    if is_narrative(before) && is_group(Some(inline)) {
                        self.out.push_str("&#32;");
                    }
                    self.citation(citation, next.map_or("", first_words), follows);
                    self.bracket = self.out.len();
                }
                Inline::Break => self.line_end(),
            }
        }
    }

    fn text(&mut self, text: &str, behind: char, within: Within) {
        let bracket = self.bracket == self.out.len() && self.bracket > 0;
        let within = if bracket && within == Within::Line { Within::Bracket } else { within };
        let words = escape(text, Place { before: self.last(), behind, within });
        self.out.push_str(&words);
    }

    /// The last character so far; a line's end at the head of a line.
    fn last(&self) -> char {
        self.out.chars().next_back().unwrap_or('\n')
    }

    /// Emphasis and the like. Where its marks would not count as such beside what stands there, they stand further in
    /// or not at all.
    fn marked(&mut self, marks: [&str; 2], content: &[Inline], behind: char, within: Within) {
        let (head, content, tail) = pared(content, self.last(), behind);
        if !head.is_empty() {
            self.text(&head, MARK, within);
        }
        let behind_mark = tail.chars().next().unwrap_or(behind);
        let opens = first_of(&content).is_some_and(|first| flanks(self.last(), first));
        let closes = last_of(&content).is_some_and(|last| flanks(behind_mark, last));
        let free = |mark: &&&str| {
            let sign = mark.chars().next().unwrap_or('*');
            let touches = self.closed == self.out.len() && self.last() == sign;
            let in_word = sign == '_' && (is_word(self.last()) || is_word(behind_mark));
            !(touches || in_word || sign == '*' && self.would_close(&content))
        };
        match marks.iter().find(free).filter(|_| opens && closes) {
            Some(mark) => {
                let sign = mark.chars().next().unwrap_or('*');
                self.stars += usize::from(sign == '*');
                self.out.push_str(mark);
                self.opened = self.out.len();
                self.inlines(&content, sign, within);
                self.out.push_str(mark);
                self.closed = self.out.len();
                self.stars -= usize::from(sign == '*');
            }
            None => self.inlines(&content, behind_mark, within),
        }
        if !tail.is_empty() {
            self.text(&tail, behind, within);
        }
    }

    /// Whether a star here could be taken for the end of one that is open.
    fn would_close(&self, content: &[Inline]) -> bool {
        let alone = self.opened != self.out.len();
        let closes = flanks(first_of(content).unwrap_or(' '), self.last());
        self.stars > 0 && alone && closes
    }

    fn script(&mut self, sign: char, content: &[Inline], behind: char, within: Within) {
        let ends = |c: char| c.is_whitespace() || is_punctuation(c);
        let touches = self.closed == self.out.len() && self.last() == sign;
        // Before a word, `~` could find its partner behind the next subscript.
        if touches || sign == '~' && ends(self.last()) && !ends(behind) {
            return self.inlines(content, behind, within);
        }
        self.out.push(sign);
        self.inlines(content, sign, within);
        self.out.push(sign);
        self.closed = self.out.len();
    }

    fn code(&mut self, code: &str, behind: char, within: Within) {
        if self.coded == self.out.len() && self.coded > 0 {
            // Two rows of backticks beside each other would be one.
            return self.text(code, behind, within);
        }
        let fence = "`".repeat(longest_row(code, '`') + 1);
        let pad = if code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) { " " } else { "" };
        let code = if self.shape == Shape::Cell { code.replace('|', "\\|") } else { code.to_owned() };
        self.out.extend([&fence, pad, &code, pad, &fence]);
        self.coded = self.out.len();
    }

    fn formula(&mut self, tex: &str) {
        let tex = match self.shape {
            Shape::Lines | Shape::Line => tex.to_owned(),
            Shape::Cell => tex.replace("\\|", "\\Vert ").replace('|', "\\vert "),
        };
        self.out.extend(["$", tex.trim(), "$"]);
    }

    fn link(&mut self, target: &str, content: &[Inline]) {
        let Some(target) = address::link(target) else { return self.inlines(content, ' ', Within::Line) };
        if self.bracket == self.out.len() && self.bracket > 0 {
            // Right behind a marker the parser sees neither.
            self.out.push(' ');
        }
        self.out.push('[');
        self.inlines(content, ']', Within::Link);
        self.out.extend(["](", &target, ")"]);
    }

    fn image(&mut self, source: &str, alt: &str) {
        let Some(source) = address::picture(source) else { return };
        self.out.extend(["![", &alternative(alt), "](", &source, ")"]);
    }

    fn line_end(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
        self.out.push_str(if self.shape == Shape::Lines { "\\\n" } else { " " });
    }

    fn citation(&mut self, citation: &Citation, words: &str, behind: char) {
        let Some((head, rest)) = citation.cites.split_first() else { return };
        if citation.form != CitationForm::Narrative {
            let year_only = citation.form == CitationForm::YearOnly;
            let cites = citation.cites.iter().map(|cite| {
                let author = if year_only && cites::has_author_of(cite, head) { "-" } else { "" };
                cites::bracketed(cite, author)
            });
            let cites = cites.collect::<Vec<_>>().join("; ");
            return self.out.extend(["[", &cites, "]"]);
        }
        if !head.prefix.trim().is_empty() {
            self.text(&format!("{} ", head.prefix.trim()), '@', Within::Line);
        }
        let mut ending = self.out.chars().rev();
        let (last, before) = (ending.next().unwrap_or(' '), ending.next().unwrap_or(' '));
        if last.is_alphanumeric() || ".+%".contains(last) && before.is_alphanumeric() || last == '-' {
            // Right behind a word, `@` is part of an address.
            self.out.push(' ');
        }
        let mut inner: Vec<String> = Vec::new();
        let locator = cites::words(head.suffix.trim().trim_start_matches(',').trim());
        if !locator.is_empty() {
            inner.push(locator);
        }
        inner.extend(rest.iter().map(|cite| cites::bracketed(cite, "")));
        let goes_on = inner.is_empty() && (cites::continues(words) || is_word(behind));
        self.out.push_str(&cites::key(&head.key, goes_on));
        if !inner.is_empty() {
            self.out.extend([" [", &inner.join("; "), "]"]);
        }
    }
}

/// What stands around marks that begin or end where their neighbours would take their meaning from them: punctuation
/// of the content is put outside.
fn pared(content: &[Inline], before: char, behind: char) -> (String, Vec<Inline>, String) {
    let mut content = content.to_vec();
    let (mut head, mut tail) = (String::new(), String::new());
    let outside = |c: char| c.is_whitespace() || is_punctuation(c);
    if let Some(Inline::Text(text)) = content.first_mut()
        && text.chars().next().is_some_and(|first| !flanks(before, first))
    {
        let words = text.trim_start_matches(outside).to_owned();
        head.push_str(text.get(..text.len() - words.len()).unwrap_or_default());
        *text = words;
    }
    if matches!(content.first(), Some(Inline::Text(text)) if text.is_empty()) {
        content.remove(0);
    }
    if let Some(Inline::Text(text)) = content.last_mut()
        && text.chars().next_back().is_some_and(|last| !flanks(behind, last))
    {
        let words = text.trim_end_matches(outside).to_owned();
        tail.push_str(text.get(words.len()..).unwrap_or_default());
        *text = words;
    }
    if matches!(content.last(), Some(Inline::Text(text)) if text.is_empty()) {
        content.pop();
    }
    (head, content, tail)
}

/// Whether a mark between these two characters belongs to the inner one, as `CommonMark` has it.
fn flanks(outer: char, inner: char) -> bool {
    let free = outer.is_whitespace() || is_punctuation(outer);
    !inner.is_whitespace() && (!is_punctuation(inner) || free)
}

/// Punctuation and symbols; whoever is neither letter nor digit may be taken for one.
fn is_punctuation(c: char) -> bool {
    c != MARK && !c.is_alphanumeric() && !c.is_whitespace()
}

fn is_word(c: char) -> bool {
    c == MARK || c.is_alphanumeric() || c == '_'
}

/// The first character that an inline will be written with.
fn first(inline: &Inline) -> char {
    match inline {
        Inline::Text(text) => folded(text).chars().next().unwrap_or(' '),
        Inline::Emphasis(_) | Inline::Strong(_) | Inline::Strikethrough(_) | Inline::Subscript(_) => MARK,
        Inline::Superscript(_) => '^',
        Inline::Code(_) => '`',
        Inline::Formula(_) => '$',
        Inline::Image(..) => '!',
        Inline::Citation(citation) if !cites::is_well_formed(citation) => {
            citation.printed.chars().next().unwrap_or(' ')
        }
        Inline::Citation(citation) if citation.form == CitationForm::Narrative => '@',
        Inline::Link(..) | Inline::Marker(_) | Inline::Citation(_) => '[',
        Inline::Break => '\n',
    }
}

/// The first characters of a text; none for others.
fn first_words(inline: &Inline) -> &str {
    match inline {
        Inline::Text(text) => text,
        Inline::Formula(_) => "$x",
        Inline::Subscript(_) => "~x",
        _ => "",
    }
}

/// The first character of what is marked; where it is a mark of its own, punctuation.
fn first_of(content: &[Inline]) -> Option<char> {
    content.first().map(first).map(|first| if first == MARK { '*' } else { first })
}

/// Its last character, likewise.
fn last_of(content: &[Inline]) -> Option<char> {
    match content.last()? {
        Inline::Text(text) => text.chars().next_back(),
        Inline::Break => Some('\n'),
        _ => Some('*'),
    }
}

fn is_narrative(inline: Option<&Inline>) -> bool {
    matches!(inline, Some(Inline::Citation(citation)) if citation.form == CitationForm::Narrative)
}

fn is_group(inline: Option<&Inline>) -> bool {
    matches!(inline, Some(Inline::Citation(citation)) if citation.form != CitationForm::Narrative)
}

/// The length of the longest row of a character.
pub(super) fn longest_row(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or_default()
}
