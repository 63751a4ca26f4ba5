//! Where in a source something stands: byte offsets only; lines and columns are made when a diagnostic is printed.

use std::ops::Range;

use super::ids::FileId;

/// A range of bytes in a source file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file
    pub file: FileId,
    /// The first byte
    pub start: u32,
    /// The byte after the last
    pub end: u32,
}

impl Span {
    /// The span of a byte range; ranges beyond 4 GiB cannot occur, since the read stage limits a file's size.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value with the place where it was typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T> {
    /// The value
    pub value: T,
    /// Where it stands
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties a value to its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
