//! The line that a diagnostic points at, cut around the words that matter; how it is drawn is not known here.

use std::ops::Range;

use super::clean::visible;
use super::position::{Index, Position};

/// How many characters are shown before the words, within them, and after.
const BEFORE: usize = 40;
const WITHIN: usize = 80;
const AFTER: usize = 40;

/// A line of a source, safe to print.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Where the words begin in the source
    pub(super) position: Position,
    /// The line, cut where it is long
    pub(super) text: String,
    /// The bytes of the words in `text`
    pub(super) words: Range<usize>,
}

impl Excerpt {
    /// The line on which a range begins. What goes on over its end is shown up to there.
    pub(super) fn new(index: &Index<'_>, range: &Range<usize>) -> Self {
        let position = index.position(range.start);
        let line = index.line(position.line);
        let start = char_boundary(index.text, range.start.clamp(line.start, line.end));
        let end = char_boundary(index.text, range.end.clamp(start, line.end));
        let before = index.text.get(line.start..start).unwrap_or_default();
        let within = index.text.get(start..end).unwrap_or_default();
        let after = index.text.get(end..line.end).unwrap_or_default();

        let mut text = String::new();
        let from = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        if from > 0 {
            text.push('…');
        }
        text.extend(before.get(from..).unwrap_or_default().chars().map(visible));
        let first = text.len();
        text.extend(within.chars().take(WITHIN).map(visible));
        let last = text.len();
        if within.chars().nth(WITHIN).is_some() {
            text.push('…');
        } else {
            text.extend(after.chars().take(AFTER).map(visible));
            if after.chars().nth(AFTER).is_some() {
                text.push('…');
            }
        }
        Self { position, text, words: first..last }
    }
}

fn char_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
