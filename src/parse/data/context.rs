//! What every reader of a file shares: the file, and the list of what is wrong with it.

use std::ops::Range;

use super::toml::Quoted;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::SourceFile;
use crate::model::span::Span;
use crate::model::text::Text;
use crate::parse::markdown::{self, Base, BlockNumbers, Origin};

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Context<'f> {
    /// The file
    pub(super) file: &'f SourceFile,
    /// What is wrong with it
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'f> Context<'f> {
    /// A file of which nothing has been read.
    pub(super) fn new(file: &'f SourceFile) -> Self {
        Self { file, diagnostics: Vec::new() }
    }

    /// A place in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file.id, range)
    }

    /// Notes something wrong.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Parses the Markdown from a byte of the file to its end.
    pub(super) fn body(&mut self, start: usize) -> Text {
        let text = self.file.text.get(start..).unwrap_or_default();
        self.markdown(text, Base::Verbatim(start), BlockNumbers::Counted)
    }

    /// Parses the Markdown in a string.
    pub(super) fn text_of(&mut self, string: &Quoted<'_>, numbering: BlockNumbers) -> Text {
        let base = string.verbatim.map_or(Base::Whole(string.span), Base::Verbatim);
        self.markdown(&string.text, base, numbering)
    }

    /// Parses a Markdown text.
    pub(super) fn markdown(&mut self, text: &str, base: Base, numbering: BlockNumbers) -> Text {
        let origin = Origin { file: self.file.id, text, base, numbering };
        let (text, diagnostics) = markdown::parse(origin);
        self.diagnostics.extend(diagnostics);
        text
    }
}
