//! Dates that texts state: those that no event covers, and those that do not fit the event they are told of.

use super::address::Address;
use super::date::Date;
use super::ids::{ArticleId, DocumentId, EventId, NoteLabel, Paragraph};
use super::span::Span;

/// A date that an article states and no event covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// The article
    pub article: ArticleId,
    /// Where the date stands in its file
    pub span: Span,
    /// The ¶
    pub paragraph: Option<Paragraph>,
    /// The note it stands in
    pub note: Option<NoteLabel>,
    /// The date as the article says it
    pub words: String,
    /// The date
    pub date: Date,
    /// The sentence
    pub sentence: String,
    /// An id for an event, which none has
    pub id: EventId,
    /// The events of just that time
    pub near: Vec<EventId>,
}

/// All that was found in the articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The dates that no event covers, by article and place
    pub uncovered: Vec<Uncovered>,
    /// How many dates there are, covered ones included
    pub dates: usize,
    /// How many articles were looked through
    pub articles: usize,
}

/// A date that does not fit the event that it is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateConflict {
    /// The text that states it
    pub document: DocumentId,
    /// The link to the event
    pub address: Address,
    /// The ¶
    pub paragraph: Option<Paragraph>,
    /// The date as the text says it
    pub words: String,
    /// The date
    pub date: Date,
}
