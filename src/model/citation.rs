//! Citations as they are typed in a text (Pandoc's syntax); which works they mean is not known here.

use super::ids::{Paragraph, WorkKey};
use super::span::Span;
use super::text::Within;

/// One citation: `[see @a, p. 3; @b]`, or `@a [p. 3]` in the run of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// In brackets, or in the run of the sentence
    pub form: CitationForm,
    /// The cites, one at least
    pub items: Vec<Cite>,
    /// The whole citation
    pub span: Span,
    /// Where it stands
    pub within: Within,
}

/// How a citation stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationForm {
    /// `[@a]`: the whole citation in the style's brackets
    Parenthetical,
    /// `@a`: the author in the sentence, the rest in brackets
    Narrative,
}

/// One work of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// The key without its `@`
    pub key: WorkKey,
    /// The key with its `@`
    pub span: Span,
    /// Words before it: `see also`
    pub prefix: String,
    /// The part of the work
    pub locator: Option<Locator>,
    /// Words after it
    pub suffix: String,
    /// `-@a`: without the author
    pub suppress_author: bool,
}

/// A work that a bibliography lists though no text cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Every work of the bibliographies: `@*`
    All,
    /// One work
    Work(WorkKey),
}

/// A part of a work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Locator {
    /// CSL's name of the kind: `page`, `chapter`, `sub-verbo`, …
    pub label: &'static str,
    /// The part: `12`, `9–11`
    pub value: String,
}

impl Locator {
    /// The ¶ that the locator names, if it names just one.
    pub fn paragraph(&self) -> Option<Paragraph> {
        (self.label == "paragraph").then(|| self.value.parse().ok().map(Paragraph)).flatten()
    }
}
