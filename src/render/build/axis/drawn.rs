//! An event as the axis draws it: where it begins and ends, and how sure that is. Where it stands is not known here.

use crate::model::date::{Date, Endpoint, Qualifiers, Shape};
use crate::model::event::Event;
use crate::render::build::calendar::{DayNumber, number};

/// What is drawn for a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A day
    Day,
    /// Some time within: a year, a decade, one of a set
    Within,
    /// All the time from one end to the other
    Span,
}

/// How one end of a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It is where it is drawn
    Sure,
    /// It is thereabouts
    Soft,
    /// It is open, or nobody knows
    Open,
}

/// An event to draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawn<'a> {
    /// The event
    pub(super) event: &'a Event,
    /// Its first day; for an open beginning, the last day that is known
    pub(super) begin: DayNumber,
    /// The day after its last one; for an open end, after the last day that is known
    pub(super) end: DayNumber,
    /// What is drawn
    pub(super) form: Form,
    /// How it begins
    pub(super) from: End,
    /// How it ends
    pub(super) to: End,
    /// Marked `?`
    pub(super) doubtful: bool,
}

impl<'a> Drawn<'a> {
    /// The event as it is drawn; `None` where its date names no day at all.
    pub(super) fn of(event: &'a Event) -> Option<Self> {
        let date = &event.date.value;
        let (from, to, doubtful) = ends(date);
        let begin = number(date.earliest.or(date.latest)?);
        let known = match date.shape {
            // A span without an end is known up to where its beginning ends at least.
            _ if date.latest.is_none() => begin,
            _ => date.latest.map_or(begin, number),
        };
        let end = known.max(begin) + 1;
        let form = match date.shape {
            Shape::Interval(..) => Form::Span,
            _ if end - begin == 1 && from != End::Open && to != End::Open => Form::Day,
            _ => Form::Within,
        };
        Some(Self { event, begin, end, form, from, to, doubtful })
    }
}

fn ends(date: &Date) -> (End, End, bool) {
    let (from, to, doubtful) = match date.shape {
        Shape::Single(_, doubt) | Shape::Set(doubt) => (soft(doubt), soft(doubt), doubt.uncertain),
        Shape::Interval(from, to) => {
            let doubtful = [from, to].iter().any(|end| matches!(end, Endpoint::Known(_, d) if d.uncertain));
            (end(from), end(to), doubtful)
        }
    };
    let open = |bound: Option<_>, end: End| if bound.is_none() { End::Open } else { end };
    (open(date.earliest, from), open(date.latest, to), doubtful)
}

fn end(endpoint: Endpoint) -> End {
    match endpoint {
        Endpoint::Known(_, doubt) if doubt.unspecified => End::Soft,
        Endpoint::Known(_, doubt) => soft(doubt),
        Endpoint::Open | Endpoint::Unknown => End::Open,
    }
}

/// A year with unspecified digits is drawn as the years that it can be, with sure ends.
fn soft(doubt: Qualifiers) -> End {
    if doubt.approximate { End::Soft } else { End::Sure }
}
