//! Mistakes of the author, as values: collected by every stage, printed by none.

use super::code::Code;
use super::source::SourcePath;
use super::span::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// What the page says would be wrong; nothing is written.
    Error,
    /// Likely a slip; an error under `--strict`.
    Warning,
    /// Worth knowing; never a failure.
    Note,
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A stretch of a source's text
    Span(Span),
    /// A file as a whole: one that could not be read, or an asset
    File(SourcePath),
    /// The reader as a whole
    Reader,
}

/// One mistake, with what its author needs to mend it.
///
/// Messages are lower case, quote values in backticks and end without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind; `postil explain` tells more of it
    pub code: Code,
    /// How much it matters; the code's own severity unless changed
    pub severity: Severity,
    /// What is wrong
    pub message: String,
    /// Where it is wrong
    pub place: Place,
    /// A few words under the excerpt
    pub label: Option<String>,
    /// Other places that matter, each with a few words
    pub related: Vec<(Span, String)>,
    /// How to mend it
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of a stretch of text.
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Place::Span(span), message)
    }

    /// A diagnostic of a whole file.
    pub fn of_file(code: Code, path: SourcePath, message: impl Into<String>) -> Self {
        Self::new(code, Place::File(path), message)
    }

    /// A diagnostic of the reader as a whole.
    pub fn of_reader(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Place::Reader, message)
    }

    fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// Adds words under the excerpt.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds how to mend it, where something is known.
    #[must_use]
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}
