//! Lines of Markdown and what begins on them; what is in them is not known here.

use super::scan::{self, Attributes};

/// A line without its end, and the byte at which it begins in the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// Its number, from 1
    pub(super) number: usize,
}

/// The lines of a text from a byte on.
pub(super) fn lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let before = text.get(..from).unwrap_or_default().matches('\n').count();
    let mut start = from;
    let mut lines = Vec::new();
    for (at, line) in text.get(from..).unwrap_or_default().split_inclusive('\n').enumerate() {
        lines.push(Line { text: line.trim_end_matches('\n'), start, number: before + at + 1 });
        start += line.len();
    }
    lines
}

impl Line<'_> {
    /// The line without some bytes at its head.
    pub(super) fn behind(self, bytes: usize) -> Self {
        let bytes = bytes.min(self.text.len());
        Self { text: self.text.get(bytes..).unwrap_or_default(), start: self.start + bytes, ..self }
    }

    /// The line without four blanks or a tab at its head.
    pub(super) fn dedented(self) -> Self {
        let blanks = self.text.bytes().take(4).take_while(|b| *b == b' ').count();
        self.behind(if self.text.starts_with('\t') { 1 } else { blanks })
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// How many columns a line is indented by.
pub(super) fn indent(text: &str) -> usize {
    let mut columns = 0;
    for c in text.chars() {
        match c {
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// A line behind the marks of quotes and lists.
fn inner(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let next = rest.strip_prefix('>').or_else(|| marker(rest).and_then(|length| rest.get(length..)));
        match next {
            Some(next) => rest = next.trim_start(),
            None => return rest,
        }
    }
}

/// The length of a list's mark at the head of a text.
pub(super) fn marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let mark = match rest.chars().next()? {
        '-' | '*' | '+' if digits == 0 => 1,
        '.' | ')' if digits > 0 => 1,
        '#' if digits == 0 && rest.starts_with("#. ") => 2,
        '(' if digits == 0 && rest.starts_with("(@") => rest.find(')')? + 1,
        _ => return None,
    };
    let ends = rest.get(mark..)?;
    (ends.is_empty() || ends.starts_with([' ', '\t'])).then_some(digits + mark)
}

/// An open fence: its character and length.
pub(super) type Fence = (char, usize);

/// The fence that a line opens, with what stands behind it, and the byte of the fence in the line.
pub(super) fn fence(text: &str) -> Option<(Fence, &str, usize)> {
    let rest = inner(text);
    let sign = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = scan::row(rest, 0, sign);
    let info = rest.get(length..)?;
    let opens = length >= 3 && !(sign == '`' && info.contains('`'));
    opens.then(|| ((sign, length), info.trim(), text.len() - rest.len()))
}

/// Whether a line closes a fence.
pub(super) fn closes(text: &str, (sign, length): Fence) -> bool {
    let rest = text.trim_start_matches([' ', '\t', '>']).trim_end();
    rest.len() >= length && rest.chars().all(|c| c == sign)
}

/// Whether a line belongs to fenced code; keeps track of the fence.
pub(super) fn in_fence(text: &str, open: &mut Option<Fence>) -> bool {
    if let Some(fence) = *open {
        if closes(text, fence) {
            *open = None;
        }
        return true;
    }
    *open = fence(text).map(|(fence, ..)| fence);
    open.is_some()
}

/// The level and the words of a heading, of one line or of two.
pub(super) fn heading<'t>(line: &'t str, next: Option<&str>, after_blank: bool) -> Option<(u8, &'t str)> {
    let bare = line.trim();
    if indent(line) > 3 || bare.is_empty() {
        return None;
    }
    let level = scan::row(bare, 0, '#');
    let words = bare.get(level..)?;
    // Jekyll's Markdown needs no blank behind the signs; with one sign it is a hashtag.
    let bold = level > 1 && words.starts_with(char::is_alphabetic);
    if (1..=6).contains(&level) && (words.starts_with([' ', '\t']) || words.is_empty() || bold) {
        let level = u8::try_from(level).ok()?;
        return Some((level, words.trim()));
    }
    let under = next.filter(|_| after_blank)?.trim_end();
    let plain = !bare.starts_with(['>', '|', '#', '<', '`', ':', '~'])
        && marker(bare).is_none()
        && fence(line).is_none();
    let level = match under {
        _ if !plain || under.len() < 2 => return None,
        _ if under.chars().all(|c| c == '=') => 1,
        _ if under.chars().all(|c| c == '-') => 2,
        _ => return None,
    };
    let rule = bare.chars().all(|c| "-=*_ ".contains(c));
    (!rule).then_some((level, bare))
}

/// The words of a heading, and the attributes behind them.
pub(super) fn heading_parts(words: &str) -> (&str, Attributes) {
    let cut = words.rfind('{').and_then(|at| {
        let (attributes, length) = scan::attributes(words.get(at..)?)?;
        (at + length == words.len()).then_some((words.get(..at)?, attributes))
    });
    let (words, attributes) = cut.unwrap_or((words, Attributes::default()));
    let words = words.trim_end();
    let bare = words.trim_end_matches('#');
    let words = if bare.ends_with(' ') || bare.is_empty() { bare.trim_end() } else { words };
    (words, attributes)
}

/// Whether a line is nothing but a rule or a table's dashes.
pub(super) fn is_drawn(text: &str) -> bool {
    let bare = text.trim();
    bare.len() >= 3
        && bare.chars().all(|c| "-=*_|:+ \t>".contains(c))
        && bare.chars().filter(|c| "-=*_".contains(*c)).count() >= 3
}

/// The label of the note that a line defines, and the byte behind its colon.
pub(super) fn note(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_start_matches(' ').strip_prefix("[^")?;
    let (label, behind) = rest.split_once("]:")?;
    let sound = text.len() - text.trim_start_matches(' ').len() <= 3
        && !label.is_empty()
        && !label.contains(['[', ']'])
        && !label.contains(char::is_whitespace);
    sound.then(|| (label, text.len() - behind.len()))
}
