//! Byte offsets to lines and columns, both from 1; columns count Unicode scalar values.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::ids::FileId;
use crate::model::source::{SourceFile, Sources};
use crate::model::span::Span;

/// How many bytes are counted at most to find a column, however long its line is.
const STRIDE: usize = 1024;

/// The sources that diagnostics point into, ready to be counted in.
pub(super) struct Positions<'a> {
    /// The sources
    pub(super) sources: &'a Sources,
    indexes: BTreeMap<FileId, Index<'a>>,
}

/// A line and a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// From 1
    pub(super) line: usize,
    /// From 1
    pub(super) column: usize,
}

/// The lines of a file.
pub(super) struct Index<'a> {
    /// Its text
    pub(super) text: &'a str,
    /// The byte at which each line begins
    lines: Vec<usize>,
    /// The characters before each [`STRIDE`]th byte
    chars: Vec<usize>,
}

impl<'a> Positions<'a> {
    /// Prepares the files that the diagnostics name.
    pub(super) fn new(diagnostics: &[Diagnostic], sources: &'a Sources) -> Self {
        let spans = diagnostics.iter().flat_map(|diagnostic| {
            let place = match &diagnostic.place {
                Place::Span(span) => Some(*span),
                Place::File(_) | Place::Reader => None,
            };
            place.into_iter().chain(diagnostic.related.iter().map(|(span, _)| *span))
        });
        Self::of(spans, sources)
    }

    /// Prepares the files of some spans.
    pub(super) fn of(spans: impl Iterator<Item = Span>, sources: &'a Sources) -> Self {
        let mut indexes = BTreeMap::new();
        for span in spans {
            if let Some(file) = sources.file(span.file) {
                indexes.entry(span.file).or_insert_with(|| Index::new(&file.text));
            }
        }
        Self { sources, indexes }
    }

    /// The file of a span, and its lines; none for a file that this build does not have.
    pub(super) fn file(&self, span: Span) -> Option<(&'a SourceFile, &Index<'a>)> {
        Some((self.sources.file(span.file)?, self.indexes.get(&span.file)?))
    }
}

impl<'a> Index<'a> {
    fn new(text: &'a str) -> Self {
        let mut lines = vec![0];
        let mut chars = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                chars.push(count);
            }
            count += usize::from(is_first(byte));
            if byte == b'\n' {
                lines.push(at + 1);
            }
        }
        Self { text, lines, chars }
    }

    /// Where a byte stands; one beyond the end stands at the end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        Position { line, column: self.chars_before(offset).saturating_sub(self.chars_before(start)) + 1 }
    }

    /// The bytes of a line, without its end.
    pub(super) fn line(&self, number: usize) -> Range<usize> {
        let start = self.lines.get(number.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.lines.get(number).map_or(self.text.len(), |next| next - 1);
        start..end.max(start)
    }

    fn chars_before(&self, offset: usize) -> usize {
        let Some(&known) = self.chars.get(offset / STRIDE).or(self.chars.last()) else { return 0 };
        let from = (offset / STRIDE).min(self.chars.len().saturating_sub(1)) * STRIDE;
        let rest = self.text.as_bytes().get(from..offset).unwrap_or_default();
        known + rest.iter().filter(|&&byte| is_first(byte)).count()
    }
}

/// Whether a byte of UTF-8 begins a character.
fn is_first(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: usize, line: usize, column: usize) {
        assert_eq!(Index::new(text).position(offset), Position { line, column }, "{offset} in {text:?}");
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        check("", 0, 1, 1);
        check("", 9, 1, 1);
        check("ab\ncd", 0, 1, 1);
        check("ab\ncd", 2, 1, 3);
        check("ab\ncd", 3, 2, 1);
        check("ab\ncd", 99, 2, 3);
        check("ab\n", 3, 2, 1);
        check("新型é\n", 6, 1, 3);
        check("\n新型é", 9, 2, 4);
    }

    #[test]
    fn long_lines_count_as_short_ones() {
        let text = format!("a\n{}", "é".repeat(5000));
        let index = Index::new(&text);
        for chars in [0, 1, 511, 512, 513, 1023, 4999, 5000] {
            assert_eq!(index.position(2 + 2 * chars), Position { line: 2, column: chars + 1 });
        }
    }

    #[test]
    fn lines_end_before_their_newline() {
        let index = Index::new("ab\n\ncd");
        assert_eq!((index.line(1), index.line(2), index.line(3), index.line(4)), (0..2, 3..3, 4..6, 6..6));
    }
}
