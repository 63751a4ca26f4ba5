//! Cuts a text into lines and cleans each: NFC, no soft hyphens, no characters without width or meaning; what a line is for
//! is not known here.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

/// A line of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text, cleaned, without white space around it; no-break spaces are kept, since they tell of markers
    pub(super) text: String,
    /// Its bytes in the source, without white space around them
    pub(super) range: Range<usize>,
    /// Its number, from 1
    pub(super) number: usize,
    /// How many columns it is indented
    pub(super) indent: usize,
    /// The page that it stands on, from 0: form feeds turn pages
    pub(super) page: usize,
    /// Whether a soft hyphen stood at its end, so that the next line goes on with the same word
    pub(super) hyphenated: bool,
}

impl Line {
    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// The lines of a text, blank ones too.
pub(super) fn lines(source: &str) -> Vec<Line> {
    let (mut lines, mut start, mut number, mut page) = (Vec::new(), 0, 1, 0);
    for raw in source.split_inclusive(['\n', '\u{c}', '\u{2028}', '\u{2029}', '\u{85}']) {
        lines.push(line(raw, start, number, page));
        start += raw.len();
        number += usize::from(raw.ends_with('\n'));
        page += usize::from(raw.ends_with('\u{c}'));
    }
    lines
}

fn line(raw: &str, start: usize, number: usize, page: usize) -> Line {
    let inner = raw.trim();
    let before = raw.len() - raw.trim_start().len();
    let indent = raw.get(..before).map_or(0, columns);
    let hyphenated = inner.ends_with('\u{ad}');
    Line {
        text: clean(inner),
        range: start + before..start + before + inner.len(),
        number,
        indent,
        page,
        hyphenated,
    }
}

fn columns(space: &str) -> usize {
    space.chars().fold(0, |column, c| match c {
        '\t' => column / 8 * 8 + 8,
        '\n' | '\u{c}' => 0,
        '\u{3000}' => column + 2,
        _ => column + 1,
    })
}

/// Composes characters, drops what nobody sees, and makes each run of white space one space; runs with a no-break space
/// in them become one of these.
pub(super) fn clean(text: &str) -> String {
    let plain = |c: char| c.is_ascii() && !c.is_ascii_control();
    if text.chars().all(plain) && !text.contains("  ") {
        return text.to_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut space: Option<char> = None;
    for c in text.chars() {
        if is_unseen(c) {
            continue;
        }
        if c.is_whitespace() {
            let fixed = matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
            space = if fixed { Some('\u{a0}') } else { space.or(Some(' ')) };
        } else {
            cleaned.extend(space.take());
            cleaned.push(c);
        }
    }
    if is_nfc(&cleaned) { cleaned } else { cleaned.nfc().collect() }
}

/// Soft hyphens, marks of bytes and of direction, and controls; joiners stay, since scripts need them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffc}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cleaned() {
        let check = |source: &str, expected: &[&str]| {
            let lines = lines(source);
            assert_eq!(lines.iter().map(|line| &*line.text).collect::<Vec<_>>(), expected, "{source:?}");
        };
        check("", &[]);
        check("a\n\n  b  c\t\n", &["a", "", "b c"]);
        check("e\u{301}\u{ad}t\u{200b}e\u{301}", &["été"]);
        check("a \u{a0} b", &["a\u{a0}b"]);
        check("a\u{0}b\u{c}c", &["ab", "c"]);
    }

    #[test]
    fn places_are_kept() {
        let source = "a\n\t é\u{ad}\n\u{c}b";
        let lines = lines(source);
        assert_eq!(source.get(lines.get(1).map_or(0..0, |line| line.range.clone())), Some("é\u{ad}"));
        let told: Vec<_> =
            lines.iter().map(|line| (line.number, line.indent, line.page, line.hyphenated)).collect();
        assert_eq!(told, [(1, 0, 0, false), (2, 9, 0, true), (3, 0, 0, false), (3, 0, 1, false)]);
    }
}
