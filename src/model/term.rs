//! Entries of the glossary: concepts, people, places, organisations and documents.

use std::collections::BTreeMap;

use super::ids::TermId;
use super::span::{Span, Spanned};
use super::text::Text;

/// An entry of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its id
    pub id: TermId,
    /// What it is
    pub kind: TermKind,
    /// Its name in the reader's language
    pub name: String,
    /// Other names
    pub aliases: Vec<String>,
    /// Its name in other languages, by BCP 47 tag
    pub forms: BTreeMap<String, String>,
    /// A form in Latin letters
    pub romanisation: Option<String>,
    /// Its explanation
    pub text: Text,
    /// Entries to see as well
    pub see: Vec<Spanned<TermId>>,
    /// Addresses elsewhere
    pub links: Vec<Spanned<String>>,
    /// Where its id stands
    pub span: Span,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// A concept
    Concept,
    /// A person
    Person,
    /// A place
    Place,
    /// An organisation
    Organisation,
    /// A document
    Document,
}

impl TermKind {
    /// Every kind, in the glossary's order.
    pub const ALL: [Self; 5] = [Self::Concept, Self::Person, Self::Place, Self::Organisation, Self::Document];

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Document => "document",
        }
    }
}
