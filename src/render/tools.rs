//! What rendering needs once for a whole build: syntaxes and the allow-list. None of it keeps a state.

use super::highlight::Highlighter;
use super::sanitise::Sanitiser;

/// The tools of one build.
pub(super) struct Tools {
    /// Colours code
    pub(super) highlighter: Highlighter,
    /// Cleans raw HTML
    pub(super) sanitiser: Sanitiser,
}

impl Tools {
    /// Loads what there is to load.
    pub(super) fn new() -> Self {
        Self { highlighter: Highlighter::new(), sanitiser: Sanitiser::new() }
    }
}
