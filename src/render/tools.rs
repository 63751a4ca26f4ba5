//! What rendering needs once for a whole build: coloured code and the allow-list.

use super::code::Coloured;
use super::kept::Kept;
use super::sanitise::Sanitiser;
use crate::model::corpus::Corpus;

/// The tools of one build.
pub(super) struct Tools<'a> {
    /// The code blocks
    pub(super) code: Coloured<'a>,
    /// Cleans raw HTML
    pub(super) sanitiser: Sanitiser,
}

impl<'a> Tools<'a> {
    /// Loads what there is to load and an earlier build has not left.
    pub(super) fn new(corpus: &'a Corpus, kept: &Kept) -> Self {
        Self { code: Coloured::new(corpus, kept), sanitiser: Sanitiser::new() }
    }
}
