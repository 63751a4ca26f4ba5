//! The views of the bibliography: `references.html`, and the list of works on any page.

use serde::Serialize;

use super::{Html, LinkView, PassageGroup, PassageView, Shell};

/// `references.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReferencesPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The identified works, in the style's order
    pub(crate) references: Vec<ReferenceView>,
    /// The works that a source cites and never lists
    pub(crate) unidentified: Vec<ReferenceView>,
    /// The works that two or more articles cite
    pub(crate) shared: Vec<SharedWork>,
    /// The bibliography as files
    pub(crate) exports: Vec<LinkView>,
}

/// A work in a bibliography: `li#ref-<key>`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReferenceView {
    /// `ref-<key>`
    pub(crate) id: String,
    /// The citation key
    pub(crate) key: String,
    /// Resolved, or cited by a source that never lists it
    pub(crate) identified: bool,
    /// Its number or label, in styles that have one
    pub(crate) label: Option<Html>,
    /// Its text, for `.reference-text`
    pub(crate) html: Html,
    /// For an unidentified work, the sentence that says so
    pub(crate) statement: Option<String>,
    /// Its entry on `/references/`, from other pages
    pub(crate) href: Option<String>,
    /// The edition of it in this reader
    pub(crate) article: Option<LinkView>,
    /// The ways back to each citation on this page; `title` is `1`, `2`, …
    pub(crate) back: Vec<LinkView>,
    /// Every passage that cites it, by source; on `/references/` only
    pub(crate) groups: Vec<PassageGroup>,
    /// What it can be sorted and filtered by, on `/references/` only
    pub(crate) sorting: Option<SortingView>,
    /// COinS (`Z3988` title), on `/references/` only
    pub(crate) coins: Option<String>,
}

/// A work that two or more articles cite.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SharedWork {
    /// Its entry
    pub(crate) href: String,
    /// Its short name
    pub(crate) title: String,
    /// The first passage of each article that cites it
    pub(crate) passages: Vec<PassageView>,
}

/// What a work can be sorted and filtered by.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SortingView {
    /// The kind of work in words: “journal article”
    pub(crate) kind: String,
    /// The family name of the first author or editor
    pub(crate) author: Option<String>,
    /// The year of publication
    pub(crate) year: Option<i64>,
}
