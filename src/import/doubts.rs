//! What is doubtful about a document, or wrong with it, as diagnostics; what that is, each reader says itself.

use std::ops::Range;

use super::document::Document;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;

impl Document {
    /// Something that was read in one of several ways, in the document as a whole: all that can be said of a format
    /// without lines.
    pub(super) fn doubt(&self, message: impl Into<String>) -> Diagnostic {
        self.whole(Code::ImportDoubt, message)
    }

    /// Something that was read in one of several ways, at a range of the text.
    pub(super) fn doubt_at(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        self.at(Code::ImportDoubt, range, message)
    }

    /// Something that was not understood; its words are in the article.
    pub(super) fn kept(&self, message: impl Into<String>) -> Diagnostic {
        self.whole(Code::ImportText, message)
    }

    /// Something at a range of the text that was not understood; its words are in the article.
    pub(super) fn kept_at(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        self.at(Code::ImportText, range, message)
    }

    /// The document is not what it says it is, or damaged.
    pub(super) fn damaged(&self, message: impl Into<String>) -> Diagnostic {
        self.whole(Code::ImportFormat, message)
    }

    /// The document asks for more than a document may.
    pub(super) fn refused(&self, message: impl Into<String>) -> Diagnostic {
        self.whole(Code::ImportRefused, message)
    }
}
