//! A foreign document as its readers get it: decoded where it is a text, bytes where it is an archive; what it says is not
//! looked at.

use std::ops::Range;
use std::sync::Arc;

use crate::model::code::Code;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::ids::FileId;
use crate::model::source::SourcePath;
use crate::model::span::Span;

/// The formats that have a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Format {
    /// Plain text: a page copied from a browser, or what `pdftotext` gives
    Text,
    /// A web page
    Html,
    /// Markdown with or without front matter
    Markdown,
    /// Word's format
    Docx,
    /// The XML of journals
    Jats,
    /// An electronic book
    Epub,
    /// The XML of editions
    Tei,
}

impl Format {
    /// Its name, as it is told to people.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Docx => "DOCX",
            Self::Jats => "JATS XML",
            Self::Epub => "EPUB",
            Self::Tei => "TEI XML",
        }
    }
}

/// One document, opened.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Its number, for the places of diagnostics
    pub(crate) file: FileId,
    /// Where it is, as typed
    pub(crate) path: SourcePath,
    /// What it is
    pub(crate) format: Format,
    /// Its text, without byte order mark, with `\n` at each line's end; empty for an archive
    pub(crate) text: Arc<str>,
    /// Its bytes, as they lie on the disk
    pub(crate) bytes: Arc<[u8]>,
}

/// Where the lines of a document are.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'d> {
    document: &'d Document,
    starts: Vec<usize>,
}

impl Lines<'_> {
    /// The place of a line, which is counted from 1; the whole document, where the line is not known.
    pub(crate) fn place(&self, line: usize) -> Place {
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied();
        let words = start
            .and_then(|start| self.document.text.get(start..)?.lines().next().map(|words| (start, words)));
        match words {
            Some((start, words)) => Place::Span(Span::new(self.document.file, start..start + words.len())),
            None => Place::File(self.document.path.clone()),
        }
    }
}

impl Document {
    /// A diagnostic of a stretch of the text.
    pub(crate) fn at(&self, code: Code, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(code, Span::new(self.file, range), message)
    }

    /// Where its lines are.
    pub(crate) fn lines(&self) -> Lines<'_> {
        let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Lines { document: self, starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// A diagnostic of the document as a whole; for formats without lines.
    pub(crate) fn whole(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::of_file(code, self.path.clone(), message)
    }
}
