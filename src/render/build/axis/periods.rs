//! Cuts time into periods with about as many events each, so that crowded years are given room; which events stand in
//! which lane is not known here.
//!
//! One scale for all would press what happened lately into a corner, and a bent scale would deceive. So each period is
//! drawn with its own even scale, and an overview shows all of them on one.

use std::ops::Range;

use super::super::calendar::{DayNumber, Step};
use super::drawn::{Drawn, End, Form};
use super::in_order;
use crate::model::event::Event;

/// As many events as a period holds before time is cut once more.
const EVENTS: usize = 30;
/// The most periods.
const PERIODS: usize = 6;

/// From when to when each of several groups of events is, one after the other: from whole years, months or days to where
/// the next one begins, or beyond the day that both share; `None` for a group without dates.
pub(in crate::render::build) fn bounds(groups: &[&[&Event]]) -> Vec<Option<Range<DayNumber>>> {
    let mut bounds: Vec<Option<Range<DayNumber>>> = Vec::new();
    let mut last: Option<(usize, Vec<Drawn<'_>>)> = None;
    for group in groups {
        let drawn = in_order(group);
        let (Some(first), Some(latest)) = (drawn.first(), drawn.last()) else {
            bounds.push(None);
            continue;
        };
        let unit = match last.as_ref().and_then(|(_, before)| before.last()) {
            Some(before) => Step::parting(before.begin, first.begin),
            None => Step::naming(&(first.begin..latest.begin + 1)),
        };
        let start = unit.floor(first.begin);
        if let Some((n, events)) = &last
            && let Some(Some(before)) = bounds.get_mut(*n)
        {
            let shared = events.last().is_some_and(|event| event.begin == first.begin);
            before.end = if shared { whole(events, first.begin) } else { start };
        }
        bounds.push(Some(start..latest.begin + 1));
        last = Some((bounds.len() - 1, drawn));
    }
    if let Some((n, events)) = &last
        && let Some(Some(range)) = bounds.get_mut(*n)
    {
        range.end = end_of(events, range.start);
        range.end = Step::naming(range).ceiling(range.end);
    }
    bounds
}

/// The end of a day, or that of the month or the year that begins with it and that an event fills: “1955” is no 1 January.
fn whole(events: &[Drawn<'_>], day: DayNumber) -> DayNumber {
    let is_wide = events.iter().any(|event| event.begin == day && event.end > day + 1);
    if is_wide { Step::beginning(day).after(day) } else { day + 1 }
}

/// Cuts a stretch of time into periods, in order; the events are those of the stretch, in the order of their beginnings.
pub(super) fn periods(events: &[Drawn<'_>], time: &Range<DayNumber>) -> Vec<Range<DayNumber>> {
    let count = events.len().div_ceil(EVENTS).clamp(1, PERIODS);
    let last = events.last().map_or(time.start, |event| event.begin);
    let at = |n: usize| events.get(events.len() * n / count).map_or(last, |event| event.begin);
    let mut starts = vec![time.start];
    for n in 1..count {
        let around = at(n - 1)..at(n + 1).max(at(n - 1) + 1);
        let cut = Step::naming(&around).floor(at(n));
        if starts.last().is_some_and(|start| *start < cut) && cut < time.end {
            starts.push(cut);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([time.end]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The end of the last events, but a long one may not take more room than the others together.
fn end_of(events: &[Drawn<'_>], start: DayNumber) -> DayNumber {
    let last = events.last().map_or(start, |event| event.begin);
    let room = last + (last - start).max(1);
    let reach = |event: &Drawn<'_>| match (event.form, event.to) {
        (Form::Span, End::Open) => event.begin + 1,
        (Form::Span, _) => event.end.min(room.max(event.begin + 1)),
        _ => event.end,
    };
    events.iter().map(reach).max().unwrap_or(last + 1)
}
