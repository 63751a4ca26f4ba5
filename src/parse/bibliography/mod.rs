//! Bibliography files to works, one broken entry at a time; which of them are cited is not known here.
//!
//! Each format cuts its file into entries first, so that a mistake in one costs no other, and then says what its fields
//! mean in CSL's variables. What all of them share is in [`draft`]: dates, addresses, identifiers.

mod bibtex;
mod csl_json;
mod dates;
mod draft;
mod hayagriva;
mod particles;
mod suggest;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::sync::Arc;

use crate::model::diagnostic::Diagnostic;
use crate::model::source::{BibliographyFormat, SourceFile};
use crate::model::work::Work;

/// Parses a bibliography. A broken entry costs that entry alone.
pub(super) fn parse(file: &SourceFile, format: BibliographyFormat) -> (Vec<Arc<Work>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let works = match format {
        BibliographyFormat::BibLatex => bibtex::parse(file, &mut diagnostics),
        BibliographyFormat::Hayagriva => hayagriva::parse(file, &mut diagnostics),
        BibliographyFormat::CslJson => csl_json::parse(file, &mut diagnostics),
    };
    (works.into_iter().map(Arc::new).collect(), diagnostics)
}
