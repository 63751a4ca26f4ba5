//! What one build leaves to the next. Every build goes the same way; one with an empty memo finds nothing in it.

use std::sync::Arc;

use crate::model::corpus::Part;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::memory::Memory;
use crate::model::source::{Digest, SourceFile, SourceKind, SourcePath};
use crate::{parse, read, render, resolve};

/// What one build leaves to the next: values that are pure functions of what they were made from, and so never wrong.
/// What the last build did not use is not in it.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) read: read::Kept,
    parsed: Memory<Source, Arc<Parsed>>,
    pub(super) resolved: resolve::Kept,
    pub(super) rendered: render::Kept,
}

/// All that the parse stage knows of a file.
type Source = (FileId, SourceKind, SourcePath, Digest);

/// What became of a file.
type Parsed = (Option<Part>, Vec<Diagnostic>);

impl Memo {
    /// A memo that takes no file for unchanged before it was read: for drives that other machines write to.
    pub fn distrustful() -> Self {
        Self { read: read::Kept::new(read::Trust::Nothing), ..Self::default() }
    }

    /// Parses a file, unless it was parsed as it is.
    pub(super) fn parse(&self, file: &SourceFile) -> Arc<Parsed> {
        let source = (file.id, file.kind.clone(), file.path.clone(), file.digest);
        self.parsed.get_or(source, || Arc::new(parse::parse(file)))
    }

    /// Drops the files that this build did not parse.
    pub(super) fn end_of_parse(&self) {
        self.parsed.sweep();
    }
}
