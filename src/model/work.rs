//! Works: everything that can be cited, in CSL's variables, whatever file or format it came from.

use std::collections::BTreeMap;

use super::date::Date;
use super::ids::{ArticleId, WorkKey};
use super::span::Span;

/// A work that can be cited. Names of types and variables are those of CSL 1.0.2.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The key that cites it
    pub key: WorkKey,
    /// The CSL type: `article-journal`, `book`, …; empty where its source says none, as BibTeX's `@misc`
    pub kind: String,
    /// Standard and number variables: `title`, `container-title`, `DOI`, `volume`, …
    pub fields: BTreeMap<String, String>,
    /// Name variables: `author`, `editor`, …
    pub names: BTreeMap<String, Vec<Name>>,
    /// Date variables: `issued`, `original-date`, …
    pub dates: BTreeMap<String, WorkDate>,
    /// Where the work is known from
    pub origin: WorkOrigin,
    /// Where its key stands
    pub span: Span,
}

/// A date of a work: checked, or words such as “forthcoming”.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkDate {
    /// A checked date
    Date(Date),
    /// CSL's `literal`
    Literal(String),
}

/// Where a work is known from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkOrigin {
    /// A bibliography file
    Bibliography,
    /// An article of this reader, by its front matter
    Article(ArticleId),
    /// Cited by the source of an article that never lists it: nothing but this label is known
    Unidentified {
        /// The article whose `[[apparatus.work]]` declares it
        article: ArticleId,
        /// Author and year as the source prints them
        printed: String,
    },
}

impl Work {
    /// A field's text.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The CSL type, or that of any document where none is known.
    pub fn kind_or_document(&self) -> &str {
        if self.kind.is_empty() { "document" } else { &self.kind }
    }

    /// The title, or a label that stands for it.
    pub fn title(&self) -> &str {
        match &self.origin {
            WorkOrigin::Unidentified { printed, .. } => printed,
            _ => self.field("title").unwrap_or(self.key.as_str()),
        }
    }

    /// The year of `issued`, where it is known.
    pub fn year(&self) -> Option<i64> {
        match self.dates.get("issued") {
            Some(WorkDate::Date(date)) => date.earliest.or(date.latest).map(|day| day.year),
            _ => None,
        }
    }

    /// The names in a role; none is an empty slice.
    pub fn names(&self, role: &str) -> &[Name] {
        self.names.get(role).map_or(&[], Vec::as_slice)
    }
}

/// The name of a person or of a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person, in CSL's name parts
    Person(Person),
    /// A body, or a name that is not to be taken apart
    Literal(String),
}

/// A person's name in CSL's parts; those that are not there are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Person {
    /// Family name
    pub family: String,
    /// Given names
    pub given: String,
    /// `de` in “Charles de Gaulle”, dropped in sorting
    pub dropping_particle: String,
    /// `van` in “van Gogh”, never dropped
    pub non_dropping_particle: String,
    /// `Jr.`
    pub suffix: String,
    /// ORCID iD, the sixteen digits with their hyphens
    pub orcid: Option<String>,
}

impl Name {
    /// The name as a reader says it: “Amy King”.
    pub fn full(&self) -> String {
        match self {
            Self::Literal(name) => name.clone(),
            Self::Person(p) => {
                let parts = [&p.given, &p.dropping_particle, &p.non_dropping_particle, &p.family, &p.suffix];
                parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
            }
        }
    }
}
