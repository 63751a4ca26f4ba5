//! Typed names for the things of a reader; none of them is looked up here.

use std::fmt;
use std::sync::Arc;

macro_rules! name {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(Arc<str>);

        impl $type {
            /// Wraps a text that the parse stage has already checked.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The name as it is typed in the sources.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

name! {
    /// An article's slug: `odgaard-2023` for `content/articles/odgaard-2023.md`.
    ArticleId
}
name! {
    /// A page's slug: `about` for `content/pages/about.md`.
    PageId
}
name! {
    /// The id of a `[[event]]`.
    EventId
}
name! {
    /// The id of a `[[term]]`.
    TermId
}
name! {
    /// The id of a `[[session]]`.
    SessionId
}
name! {
    /// A citation key: `wishnick-2018` in `[@wishnick-2018, p. 370]`.
    WorkKey
}
name! {
    /// A note's label: `8` in `[^8]`.
    NoteLabel
}
name! {
    /// An annotation's id, unique within its article.
    AnnotationId
}

macro_rules! ordinal {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(pub u32);

        impl $type {
            /// The position in the table that the ordinal counts.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

ordinal! {
    /// A file among the sources of one build.
    FileId
}
ordinal! {
    /// The n-th link or image of one text, in document order; indexes [`Text::links`](super::text::Text::links).
    LinkId
}
ordinal! {
    /// The n-th citation of one text; indexes [`Text::citations`](super::text::Text::citations).
    CitationId
}
ordinal! {
    /// The n-th note marker of one text; indexes [`Text::markers`](super::text::Text::markers).
    MarkerId
}
ordinal! {
    /// The n-th run of plain characters of one text.
    RunId
}

/// A numbered block of a document: ¶ 12 has the fragment `p12`. Counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Paragraph(pub u32);

impl fmt::Display for Paragraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Whatever carries Markdown of its own: the owner of a [`Text`](super::text::Text).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentId {
    /// `content/index.md`.
    Home,
    /// The introduction of a session in `site.toml`.
    Session(SessionId),
    /// An article's body and notes.
    Article(ArticleId),
    /// A page under `content/pages/`.
    Page(PageId),
    /// The text of an annotation to an article.
    Annotation(ArticleId, AnnotationId),
    /// The text of an event.
    Event(EventId),
    /// The n-th of an event's sources.
    EventSource(EventId, u32),
    /// The text of a glossary entry.
    Term(TermId),
}
