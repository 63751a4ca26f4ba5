//! The dates that articles state; what they say of them beyond that is not understood.
//!
//! 1. A text becomes words, numbers and signs ([`tokens`]), which [`lexicon`] and [`names`] know.
//! 2. What they name becomes dates ([`scan`], [`value`]).
//! 3. What stands around them tells dates of events from those of publications ([`context`]).
//! 4. Dates are compared with the events that their sentences link: [`mod@conflicts`], [`mod@uncovered`].

mod conflicts;
mod context;
mod lexicon;
mod names;
mod scan;
#[cfg(test)]
mod tests;
mod tokens;
mod uncovered;
mod value;

use std::ops::Range;

use self::context::{Before, Certainty, Surroundings};
use self::value::Reach;
use super::flat::Flat;
use super::sentences::{Sentences, around};
use crate::model::date::{Date, Day};
use crate::model::ids::EventId;
use crate::model::links::{Referent, Target};
use crate::resolve::flat::Spotted;

pub(super) use conflicts::conflicts;
pub(super) use uncovered::uncovered;

/// A date that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Statement {
    /// Bytes of the text
    range: Range<usize>,
    /// The date
    date: Date,
    /// Whether something is said to be then: not after it, before it, or since then
    at: bool,
    /// Whether it is about then
    about: bool,
    /// How sure it is a date
    certainty: Certainty,
}

/// The dates that a text states, in order.
fn statements(text: &str) -> Vec<Statement> {
    // Most texts without four digits in a row say nothing of any year.
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens::tokens(text);
    let surroundings = Surroundings::new(text, &tokens);
    let mut found = Vec::new();
    let mut last = Before::default();
    for named in scan::scan(&tokens) {
        if surroundings.is_number(&named, last) {
            last.number = Some(named.end);
            continue;
        }
        let Some(bearing) = surroundings.bearing(&named, last) else { continue };
        let Some(date) = value::date(named.said, bearing.reach) else { continue };
        let (Some(first), Some(end)) = (tokens.get(named.start), tokens.get(named.end - 1)) else { continue };
        last.date = Some(named.end);
        let about = bearing.reach == Reach::About || matches!(named.said, value::Said::Part(..));
        let (range, certainty) = (first.range.start..end.range.end, bearing.certainty);
        found.push(Statement { range, date, at: bearing.at, about, certainty });
    }
    found
}

/// The sentences of one leaf of a text, with its dates and the events that it links.
struct Told<'a> {
    /// The leaf’s characters
    text: &'a str,
    borders: Vec<usize>,
    /// Its dates
    statements: Vec<Statement>,
    /// The events that it links, by where the links stand, and the links’ own numbers
    events: Vec<(Range<usize>, usize, EventId)>,
}

impl<'a> Told<'a> {
    /// What a leaf tells; its ranges are of the leaf, not of the whole text.
    fn of(flat: &'a Flat<'a>, leaf: &Range<usize>, targets: &[Target], sentences: &Sentences) -> Self {
        let text = flat.text.get(leaf.clone()).unwrap_or_default();
        let first = flat.spots.partition_point(|spot| spot.range.start < leaf.start);
        let spots = flat.spots.iter().skip(first).take_while(|spot| spot.range.start < leaf.end);
        let events = spots.filter_map(|spot| {
            let Spotted::Link(link) = spot.what else { return None };
            let Some(Target::Internal { referent: Some(Referent::Event(event)), .. }) =
                targets.get(link.index())
            else {
                return None;
            };
            let range = spot.range.start - leaf.start..spot.range.end.saturating_sub(leaf.start);
            Some((range, link.index(), event.clone()))
        });
        let (events, statements) = (events.collect(), statements(text));
        let borders = if statements.is_empty() { Vec::new() } else { sentences.borders(text) };
        Self { text, borders, statements, events }
    }

    /// The sentence around a range.
    fn sentence(&self, range: &Range<usize>) -> Range<usize> {
        around(&self.borders, range)
    }
}

/// Whether two times have a day in common; where an end is open or unknown, they may.
fn meet(a: &Date, b: &Date) -> bool {
    let before = |end: Option<Day>, start: Option<Day>| matches!((end, start), (Some(e), Some(s)) if e < s);
    !before(a.latest, b.earliest) && !before(b.latest, a.earliest)
}
