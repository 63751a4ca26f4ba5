//! Finds in a draft what its format does not mark: note markers, note lists, author-date citations, lists of references;
//! which format it was is not known here.

pub(super) mod citations;
pub(super) mod keys;
pub(super) mod language;
pub(super) mod notes;
pub(super) mod references;

mod fold;
mod tokens;
