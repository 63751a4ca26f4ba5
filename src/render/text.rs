//! Markdown trees to HTML, with the notes, citations and links that resolve found. Where blocks go on a page is not decided here.

mod around;
mod block;
mod inline;
mod note;

use std::collections::BTreeMap;

use super::addresses::Addresses;
use super::build::index::Index;
use super::tools::Tools;
use crate::model::address::{Address, Fragment, Fragments, Location};
use crate::model::annotation::AnnotationKind;
use crate::model::corpus::Corpus;
use crate::model::ids::{AnnotationId, DocumentId};
use crate::model::links::{DocumentLinks, Links, WorkId};
use crate::model::text::Text;

use super::rich::WorkLink;

/// What all texts of a build share.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// The reader
    pub(super) corpus: &'a Corpus,
    /// What was found in it
    pub(super) links: &'a Links,
    /// Tables over both
    pub(super) index: &'a Index,
    /// How addresses are spelled
    pub(super) addresses: Addresses<'a>,
    /// Syntaxes, allow-list
    pub(super) tools: &'a Tools<'a>,
}

/// Which copy of a text is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copy {
    /// The one that carries the ids
    Original,
    /// One for the margin: without ids, and passed over by the keyboard
    Margin,
}

/// Writes one text for one page.
pub(super) struct TextWriter<'a> {
    around: Surroundings<'a>,
    page: &'a Location,
    text: &'a Text,
    found: &'a DocumentLinks,
    fragments: Fragments,
    kinds: BTreeMap<&'a AnnotationId, AnnotationKind>,
    language: &'a str,
    copy: Copy,
}

impl<'a> TextWriter<'a> {
    /// A writer of `text`, the text of `document`, for `page`.
    pub(super) fn new(
        around: Surroundings<'a>,
        page: &'a Location,
        document: &'a DocumentId,
        text: &'a Text,
        found: &'a DocumentLinks,
    ) -> Self {
        let annotations = match document {
            DocumentId::Article(id) => around.corpus.annotations.get(id),
            _ => None,
        };
        let kinds = annotations.iter().flat_map(|set| &set.annotations).map(|a| (&a.id, a.kind)).collect();
        let fragments = Fragments::of(document);
        let article = match document {
            DocumentId::Article(id) => around.corpus.articles.get(id),
            _ => None,
        };
        let language = article.and_then(|article| article.language.as_deref());
        let language = language.unwrap_or(&around.corpus.site.language);
        Self { around, page, text, found, fragments, kinds, language, copy: Copy::Original }
    }

    /// The same text for the margin.
    pub(super) fn for_margin(&self) -> Self {
        Self { fragments: self.fragments.clone(), kinds: BTreeMap::new(), copy: Copy::Margin, ..*self }
    }

    fn href(&self, address: &Address) -> String {
        self.around.addresses.href(self.page, address)
    }

    fn here(&self, fragment: Fragment) -> String {
        self.href(&Address { page: self.page.clone(), fragment: Some(fragment) })
    }

    /// An id for an element, in the copy that carries them.
    fn id(&self, fragment: &Fragment) -> Option<String> {
        (self.copy == Copy::Original).then(|| fragment.as_str().to_owned())
    }

    fn tabindex(&self) -> Option<&'static str> {
        (self.copy == Copy::Margin).then_some("-1")
    }

    fn work_link(&self, id: &WorkId) -> Option<WorkLink> {
        work_link(self.around, self.page, id)
    }
}

/// Where a page's citations of a work lead: to its entry in the page's own list, or else in the reader's bibliography.
pub(super) fn work_link(around: Surroundings<'_>, page: &Location, id: &WorkId) -> Option<WorkLink> {
    let own = match page {
        Location::Home => Some(DocumentId::Home),
        Location::Session(id) => Some(DocumentId::Session(id.clone())),
        Location::Article(id) => Some(DocumentId::Article(id.clone())),
        Location::Page(id) => Some(DocumentId::Page(id.clone())),
        _ => None,
    };
    let found = own.and_then(|document| around.links.documents.get(&document));
    let listed = found.is_some_and(|found| found.references.iter().any(|r| r.work == *id));
    let entry = if listed {
        Address { page: page.clone(), fragment: Some(Fragment::reference(&id.key)) }
    } else {
        Address { page: Location::References, fragment: Some(around.index.entry(id)?.clone()) }
    };
    Some(WorkLink { href: around.addresses.href(page, &entry), unidentified: id.declared_by.is_some() })
}
