//! What stands around the raised number of a citation’s note: the space before it goes, and the marks after it come first,
//! as notes are set in most languages. In French the number stays before the marks.

use std::ops::Range;

use super::TextWriter;
use crate::model::ids::CitationId;
use crate::model::text::{Inline, InlineKind};

/// The marks that a note’s number follows.
const MARKS: [char; 13] = ['.', ',', ';', ':', '!', '?', '”', '’', '»', '。', '，', '；', '：'];

impl TextWriter<'_> {
    /// The part of a run that stands where it was typed.
    pub(super) fn kept(&self, inlines: &[Inline], at: usize, text: &str) -> Range<usize> {
        let after = at.checked_sub(1).and_then(|before| inlines.get(before));
        let start = if after.is_some_and(|inline| self.is_raised(inline)) { self.moved(text) } else { 0 };
        let before = inlines.get(at + 1).is_some_and(|inline| self.is_raised(inline));
        let end = if before { text.trim_end().len() } else { text.len() };
        start..end.max(start)
    }

    /// Whether a line's end is dropped: a note's number follows.
    pub(super) fn is_dropped(&self, inlines: &[Inline], at: usize) -> bool {
        inlines.get(at + 1).is_some_and(|inline| self.is_raised(inline))
    }

    /// The marks after a citation that are set before its number, with the run that they begin.
    pub(super) fn marks_after<'i>(
        &self,
        inlines: &'i [Inline],
        at: usize,
    ) -> Option<(&'i Inline, Range<usize>)> {
        let next =
            inlines.get(at).filter(|inline| self.is_raised(inline)).and_then(|_| inlines.get(at + 1))?;
        match &next.kind {
            InlineKind::Run(_, text) => {
                Some((next, 0..self.moved(text))).filter(|(_, marks)| !marks.is_empty())
            }
            _ => None,
        }
    }

    fn moved(&self, text: &str) -> usize {
        if self.language.starts_with("fr") {
            return 0;
        }
        text.len() - text.trim_start_matches(MARKS).len()
    }

    /// Whether an inline is nothing but the number of a note.
    fn is_raised(&self, inline: &Inline) -> bool {
        let InlineKind::Citation(id) = &inline.kind else { return false };
        self.is_noted(*id)
    }

    fn is_noted(&self, id: CitationId) -> bool {
        let is_empty =
            |id: CitationId| self.found.citations.get(id.index()).is_some_and(|c| c.content.0.is_empty());
        self.found.notes.cited.contains_key(&id) && is_empty(id)
    }
}
