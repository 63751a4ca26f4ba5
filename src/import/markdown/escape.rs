//! Words as Markdown: what could be taken for markup gets a backslash, and no more; structure is not known here.

/// Where words stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The character before them, a line's end at the head of a line
    pub(super) before: char,
    /// The character behind them, a line's end at its end
    pub(super) behind: char,
    /// The text around them
    pub(super) within: Within,
}

/// The text around some words, as far as it gives characters a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// A paragraph
    Line,
    /// The words of a link
    Link,
    /// Words behind which `(`, `[` or `:` would make a link or a definition of what is before them
    Bracket,
}

/// Characters that mean something wherever they stand.
const ALWAYS: &str = "\\`*[<$~^{}|";

/// Words with backslashes; white space is folded.
pub(super) fn escape(text: &str, place: Place) -> String {
    let text = folded(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.as_str();
    if place.before == '\n' {
        rest = rest.trim_start_matches(' ');
        let head = head_of_line(rest);
        if let (Some(words), Some(mark)) = (rest.get(..head), rest.get(head..).filter(|_| head < usize::MAX))
        {
            out.push_str(words);
            out.push('\\');
            let mut chars = mark.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
    }
    let mut before = out.chars().next_back().unwrap_or(place.before);
    let mut chars = rest.char_indices().peekable();
    let mut first = place.within == Within::Bracket && out.is_empty();
    while let Some((at, c)) = chars.next() {
        let behind = chars.peek().map_or(place.behind, |(_, next)| *next);
        let starts = std::mem::take(&mut first);
        if starts && c == '[' {
            // Not even with a backslash may it stand right behind a marker.
            out.push_str("&#91;");
            before = c;
            continue;
        }
        if starts && matches!(c, '(' | ':')
            || needs_backslash(c, before, behind, place)
            || opens_entity(rest.get(at..))
        {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A text without control characters, every stretch of white space a blank.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == ' ' || is_line_white(c) {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() && c != '\u{feff}' {
            out.push(c);
        }
    }
    out
}

fn is_line_white(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn needs_backslash(c: char, before: char, behind: char, place: Place) -> bool {
    match c {
        ']' => place.within == Within::Link,
        // Between letters it is a part of the word.
        '_' => !(before.is_alphanumeric() && behind.is_alphanumeric()),
        // Behind a letter it belongs to an address.
        '@' => !before.is_alphanumeric(),
        '!' => behind == '[',
        _ => ALWAYS.contains(c),
    }
}

/// Whether a text begins like the name of a character: `&amp;`, `&#38;`.
fn opens_entity(text: Option<&str>) -> bool {
    let Some(name) = text.and_then(|text| text.strip_prefix('&')) else { return false };
    let length = name.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    length > 0 && name.as_bytes().get(length) == Some(&b';')
}

/// The byte of a mark at the head of a line that would make a block of it; more than any byte where there is none.
fn head_of_line(text: &str) -> usize {
    let ends = |rest: Option<&str>| rest.is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
    let mut chars = text.chars();
    match chars.next() {
        Some('>' | '=' | ':' | '#') => 0,
        Some('-' | '+') if ends(text.get(1..)) || text.starts_with("--") || text.starts_with("++") => 0,
        Some(c) if c.is_ascii_digit() => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let mark = text.get(digits..).filter(|rest| rest.starts_with(['.', ')']));
            let is_number = digits <= 9 && mark.is_some_and(|mark| ends(mark.get(1..)));
            if is_number { digits } else { usize::MAX }
        }
        _ => usize::MAX,
    }
}

/// Words between double quotes, as a picture's title.
pub(super) fn title(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in folded(words.trim()).chars() {
        match c {
            // Whatever a formula or a note could begin with is no better in a title.
            '"' | '\\' | '`' | '<' | '$' | '[' | ']' | '{' | '}' | '|' | '&' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
