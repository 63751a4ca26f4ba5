//! Cuts time into periods with about as many events each, so that crowded years are given room; which events stand in
//! which lane is not known here.
//!
//! One scale for all would press what happened lately into a corner, and a bent scale would deceive. So each period is
//! drawn with its own even scale, and an overview shows all of them on one.

use std::ops::Range;

use super::calendar::{DayNumber, Step};
use super::drawn::{Drawn, End, Form};

/// As many events as a period holds before time is cut once more.
const EVENTS: usize = 30;
/// The most periods.
const PERIODS: usize = 6;

/// The periods in order; none where there is no event. The events are in the order of their beginnings.
pub(super) fn periods(events: &[Drawn<'_>]) -> Vec<Range<DayNumber>> {
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return Vec::new() };
    let count = events.len().div_ceil(EVENTS).min(PERIODS);
    let at = |n: usize| events.get(events.len() * n / count).map_or(last.begin, |event| event.begin);
    let mut cuts: Vec<DayNumber> = Vec::new();
    for n in 1..count {
        let around = at(n - 1)..at(n + 1).max(at(n - 1) + 1);
        let cut = Step::naming(&around).floor(at(n));
        if cut > cuts.last().copied().unwrap_or(first.begin) {
            cuts.push(cut);
        }
    }
    let starts = std::iter::once(first.begin).chain(cuts.iter().copied());
    let mut periods: Vec<Range<DayNumber>> = Vec::new();
    for (n, start) in starts.enumerate() {
        let end = cuts.get(n).copied().unwrap_or_else(|| end_of(events, start, last.begin));
        periods.push(start..end);
    }
    round(&mut periods);
    periods
}

/// The end of the last period: that of its events, but a long one may not take more room than the others together.
fn end_of(events: &[Drawn<'_>], start: DayNumber, last: DayNumber) -> DayNumber {
    let room = last + (last - start).max(1);
    let ends = events.iter().filter(|event| event.begin >= start);
    let reach = |event: &Drawn<'_>| match (event.form, event.to) {
        (Form::Span, End::Open) => event.begin + 1,
        (Form::Span, _) => event.end.min(room.max(event.begin + 1)),
        _ => event.end,
    };
    ends.map(reach).max().unwrap_or(last + 1)
}

/// Makes the outer ends whole years, months or days.
fn round(periods: &mut [Range<DayNumber>]) {
    if let Some(first) = periods.first_mut() {
        let unit = Step::naming(first);
        first.start = unit.floor(first.start);
    }
    if let Some(last) = periods.last_mut() {
        let unit = Step::naming(last);
        last.end = unit.ceiling(last.end);
    }
}
