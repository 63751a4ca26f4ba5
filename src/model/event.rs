//! Events of the timeline. Which passages speak of them is not known here.

use super::date::Date;
use super::ids::{EventId, TermId};
use super::span::{Span, Spanned};
use super::text::Text;

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id
    pub id: EventId,
    /// When it was
    pub date: Spanned<Date>,
    /// Its name
    pub title: String,
    /// What happened; empty where nothing is said
    pub text: Text,
    /// A word of the reader's own: `treaty`, `speech`
    pub kind: Option<String>,
    /// Tags
    pub tags: Vec<String>,
    /// Where it was: a term's id, or the name of a place
    pub place: Option<Spanned<String>>,
    /// The people in it
    pub people: Vec<Spanned<TermId>>,
    /// Where it is told: one citation each
    pub sources: Vec<Text>,
    /// Where its id stands
    pub span: Span,
}
