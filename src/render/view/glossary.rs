//! The views of the glossary: `glossary.html` and `term.html`.

use serde::Serialize;

use super::{EventView, Html, LinkView, PassageGroup, Shell};

/// `glossary.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GlossaryPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The terms by kind; kinds without terms are left out
    pub(crate) groups: Vec<TermGroup>,
}

/// The terms of a kind.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TermGroup {
    /// `concept`, `person`, `place`, `organisation` or `document`
    pub(crate) kind: &'static str,
    /// “Concepts”, “People”, …
    pub(crate) title: &'static str,
    /// Sorted by name
    pub(crate) terms: Vec<TermView>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TermView {
    /// Its id, and its fragment in the glossary
    pub(crate) id: String,
    /// Its page
    pub(crate) href: String,
    /// Its name
    pub(crate) name: String,
    /// As in [`TermGroup::kind`]
    pub(crate) kind: &'static str,
    /// Other names
    pub(crate) aliases: Vec<String>,
    /// Its forms in other languages
    pub(crate) forms: Vec<FormView>,
    /// A form in Latin letters
    pub(crate) romanisation: Option<String>,
    /// Its explanation
    pub(crate) html: Html,
    /// Entries to see as well
    pub(crate) see: Vec<LinkView>,
    /// Addresses elsewhere
    pub(crate) links: Vec<LinkView>,
    /// How many passages speak of it
    pub(crate) passages: usize,
    /// The articles that speak of it
    pub(crate) articles: Vec<LinkView>,
}

/// A term's name in another language.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FormView {
    /// The language (BCP 47)
    pub(crate) lang: String,
    /// The form
    pub(crate) text: String,
}

/// `term.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TermPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The term
    pub(crate) term: TermView,
    /// Every passage that speaks of it, by source
    pub(crate) groups: Vec<PassageGroup>,
    /// The words by which each article calls it, with the article: “new type of international relations (Ekman 2019)”
    pub(crate) renderings: Vec<LinkView>,
    /// The events that name it as their place or among their people
    pub(crate) events: Vec<EventView>,
}
