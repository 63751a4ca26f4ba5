//! What rendering needs once for a whole build: coloured code and the allow-list. None of it keeps a state.

use super::code::Coloured;
use super::highlight::Highlighter;
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
    /// Loads what there is to load.
    pub(super) fn new(corpus: &'a Corpus) -> Self {
        Self { code: Coloured::new(corpus, &Highlighter::new()), sanitiser: Sanitiser::new() }
    }
}
