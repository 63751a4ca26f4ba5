//! Places in the finished reader: pages and fragments. How a link to one is spelled is the render stage's.

use super::ids::{
    AnnotationId, ArticleId, CitationId, DocumentId, EventId, LinkId, NoteLabel, PageId, Paragraph,
    SessionId, TermId, WorkKey,
};

/// A page of the finished reader.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// `/`
    Home,
    /// `/sessions/<id>/`
    Session(SessionId),
    /// `/articles/<slug>/`
    Article(ArticleId),
    /// `/pages/<slug>/`
    Page(PageId),
    /// `/timeline/`
    Timeline,
    /// `/timeline/<from>-to-<to>/`, where the timeline has several pages
    Period(String),
    /// `/timeline/<id>/`
    Event(EventId),
    /// `/glossary/`
    Glossary,
    /// `/glossary/<id>/`
    Term(TermId),
    /// `/references/`
    References,
    /// `/apparatus/`
    Apparatus,
    /// `/keywords/`
    Keywords,
    /// `/keywords/<slug>/`
    Keyword(String),
    /// `/search/`
    Search,
    /// `/404.html`
    NotFound,
}

impl Location {
    /// The page on which a text is read.
    pub fn of(document: &DocumentId) -> Self {
        match document {
            DocumentId::Home => Self::Home,
            DocumentId::Session(id) => Self::Session(id.clone()),
            DocumentId::Article(id) | DocumentId::Annotation(id, _) => Self::Article(id.clone()),
            DocumentId::Page(id) => Self::Page(id.clone()),
            DocumentId::Event(id) | DocumentId::EventSource(id, _) => Self::Event(id.clone()),
            DocumentId::Term(id) => Self::Term(id.clone()),
        }
    }
}

/// A place on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The page
    pub page: Location,
    /// The place on it; the whole page where there is none
    pub fragment: Option<Fragment>,
}

impl Address {
    /// The whole of a page.
    pub fn page(page: Location) -> Self {
        Self { page, fragment: None }
    }

    /// A place on the page of a text.
    pub fn within(document: &DocumentId, fragment: Fragment) -> Self {
        Self { page: Location::of(document), fragment: Some(fragment) }
    }
}

/// An `id` on a page, without `#` and not percent-encoded. It holds no white space.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fragment(String);

impl Fragment {
    /// An id as typed by an author, or made by a heading.
    pub fn new(id: &str) -> Self {
        Self(id.split_whitespace().collect::<Vec<_>>().join("-"))
    }

    /// `p12`
    pub fn paragraph(number: Paragraph) -> Self {
        Self(format!("p{number}"))
    }

    /// `ref-<key>`
    pub fn reference(key: &WorkKey) -> Self {
        Self::new(&format!("ref-{key}"))
    }

    /// `a-<id>`
    pub fn annotation(id: &AnnotationId) -> Self {
        Self::new(&format!("a-{id}"))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The ids inside one text; texts that share a page have a prefix each, so that no id comes twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragments {
    prefix: String,
}

impl Fragments {
    /// The ids of a text.
    pub fn of(document: &DocumentId) -> Self {
        let prefix = match document {
            DocumentId::Home | DocumentId::Session(_) | DocumentId::Article(_) | DocumentId::Page(_) => {
                String::new()
            }
            DocumentId::Annotation(_, id) => format!("a-{id}-"),
            DocumentId::Event(id) => format!("{id}-"),
            DocumentId::EventSource(id, n) => format!("{id}-source-{}-", n + 1),
            DocumentId::Term(id) => format!("{id}-"),
        };
        Self { prefix }
    }

    /// `fn-8`: a note
    pub fn note(&self, label: &NoteLabel) -> Fragment {
        Fragment::new(&format!("{}fn-{label}", self.prefix))
    }

    /// `fnref-8-1`: a note's marker
    pub fn marker(&self, label: &NoteLabel, occurrence: u32) -> Fragment {
        Fragment::new(&format!("{}fnref-{label}-{occurrence}", self.prefix))
    }

    /// `cite-3`: a citation, counted from 1
    pub fn citation(&self, id: CitationId) -> Fragment {
        Fragment::new(&format!("{}cite-{}", self.prefix, id.0 + 1))
    }

    /// `link-3`: a link, counted from 1
    pub fn link(&self, id: LinkId) -> Fragment {
        Fragment::new(&format!("{}link-{}", self.prefix, id.0 + 1))
    }

    /// A heading
    pub fn heading(&self, id: &str) -> Fragment {
        Fragment::new(&format!("{}{id}", self.prefix))
    }
}
