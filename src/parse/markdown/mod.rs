//! Markdown to blocks and inlines, through pulldown-cmark; what links and keys mean is not known here.
//!
//! 1. [`prepare`] looks for citations and note markers, since pulldown-cmark knows no citations and takes a marker
//!    without a note for plain text. It writes a second text of the same layout, in which every citation is a row of
//!    inert characters and every label has a note.
//! 2. [`build`] turns pulldown-cmark's events on that text into the tree, with an explicit stack; all characters come
//!    from the text as typed.
//! 3. [`number`] gives out what is counted over the whole text: ids, ¶ numbers, fragments of headings.

mod build;
mod frame;
mod heading;
mod number;
mod prepare;
mod scripts;
mod tokens;

use std::ops::Range;

use pulldown_cmark::Options;

use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::span::Span;
use crate::model::text::Text;

/// A Markdown text and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    /// The file
    pub(super) file: FileId,
    /// The Markdown
    pub(super) text: &'a str,
    /// How offsets in `text` become offsets in the file
    pub(super) base: Base,
    /// Whether its top-level blocks are numbered
    pub(super) numbering: BlockNumbers,
}

/// How offsets in a text become offsets in its file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base {
    /// The text stands in the file as it is, from this byte on
    Verbatim(usize),
    /// The text has been changed on the way (escapes undone), so that only the whole of it can be shown
    Whole(Span),
}

/// Whether the top-level blocks of a text get ¶ numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockNumbers {
    /// They do: articles, pages, sessions
    Counted,
    /// They do not: annotations, events, terms
    None,
}

/// Parses a text. Whatever it cannot make sense of stays text, with a diagnostic.
pub(super) fn parse(origin: Origin<'_>) -> (Text, Vec<Diagnostic>) {
    let prepared = prepare::prepare(origin.text);
    let mut diagnostics: Vec<Diagnostic> = prepared
        .problems
        .iter()
        .map(|problem| {
            let span = origin.span(problem.range.clone());
            Diagnostic::at(Code::CitationSyntax, span, problem.message.as_str()).help(problem.help.as_str())
        })
        .collect();
    let built = build::build(origin, &prepared, &mut diagnostics);
    let text = number::number(built, origin.numbering, &mut diagnostics);
    (text, diagnostics)
}

impl Origin<'_> {
    /// The place of some bytes of the text in its file.
    fn span(&self, range: Range<usize>) -> Span {
        match self.base {
            Base::Verbatim(start) => Span::new(self.file, start + range.start..start + range.end),
            Base::Whole(span) => span,
        }
    }
}

/// What postil reads beside `CommonMark`; superscript is ours, and subscript within words.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUBSCRIPT
}

#[cfg(test)]
mod tests;
