//! Lays marks into the rows of a lane so that nothing overlaps; colours and words are not known here.

use std::ops::Range;

use super::Scale;
use super::drawn::{Drawn, End, Form};
use super::label::{WIDEST, width};

/// Between two marks of a row.
const GAP: u32 = 8;
/// How far a mark with an open end reaches at least.
const REACH: u32 = 64;
/// From the middle of a day's mark to its words.
const AFTER_DAY: u32 = 8;
/// From the edge of a bar to its words.
const IN_BAR: u32 = 5;
/// From words to the mark that they stand before.
const BEFORE: u32 = 5;
/// The narrowest bar.
const NARROWEST: u32 = 6;

/// Where an event stands in its lane.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a, 'e> {
    /// The event
    pub(super) drawn: &'e Drawn<'a>,
    /// The row, from 0
    pub(super) row: usize,
    /// The mark, from left to right
    pub(super) mark: Range<u32>,
    /// The words' box
    pub(super) label: Range<u32>,
    /// The box is too narrow for the words
    pub(super) cut: bool,
    /// It goes on before or after the period
    pub(super) fades: (bool, bool),
}

/// A lane with its events laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows<'a, 'e> {
    /// The events that have a place
    pub(super) placed: Vec<Placed<'a, 'e>>,
    /// How many rows they take
    pub(super) count: usize,
    /// Those for which there is no room, in order
    pub(super) crowd: Vec<&'e Drawn<'a>>,
}

/// Lays events, in the order of their beginnings, into the first row with room; what no row can take is left over.
pub(super) fn lay<'a, 'e>(events: &[&'e Drawn<'a>], scale: &Scale, most_rows: usize) -> Rows<'a, 'e> {
    let mut rows = Rows::default();
    let mut taken: Vec<u32> = Vec::new();
    for event in events {
        let mut place = place(event, scale);
        let start = place.mark.start.min(place.label.start);
        let end = place.mark.end.max(place.label.end) + GAP;
        let free = taken.iter().position(|taken| *taken <= start);
        let row = free.or_else(|| (taken.len() < most_rows).then_some(taken.len()));
        let Some(row) = row else {
            rows.crowd.push(event);
            continue;
        };
        match taken.get_mut(row) {
            Some(taken) => *taken = end,
            None => taken.push(end),
        }
        place.row = row;
        rows.placed.push(place);
    }
    rows.count = taken.len();
    rows
}

/// Where an event stands in the first row, whatever stands there.
pub(super) fn place<'a, 'e>(drawn: &'e Drawn<'a>, scale: &Scale) -> Placed<'a, 'e> {
    let whole = width(&drawn.event.title);
    let length = whole.min(WIDEST);
    let (mark, fades) = mark(drawn, scale);
    let from = mark.start + if drawn.form == Form::Day { AFTER_DAY + 4 } else { IN_BAR };
    // Words that do not fit before the right edge stand on the other side of their mark.
    let before = mark.start.saturating_sub(length + BEFORE).max(scale.left);
    let start = if from + length <= scale.right { from } else { before };
    let label = start..(start + length).min(scale.right);
    let cut = whole > label.end - label.start;
    Placed { drawn, row: 0, mark, label, cut, fades }
}

/// The mark's edges, and whether it fades at each.
fn mark(drawn: &Drawn<'_>, scale: &Scale) -> (Range<u32>, (bool, bool)) {
    let (first, last) = (scale.position(drawn.begin), scale.position(drawn.end));
    if drawn.form == Form::Day {
        let middle = u32::midpoint(first, last).clamp(scale.left + 4, scale.right - 4);
        return (middle - 4..middle + 4, (drawn.from != End::Sure, drawn.to != End::Sure));
    }
    let first = first.min(scale.right - NARROWEST);
    let last = last.max(first + NARROWEST);
    let start =
        if drawn.from == End::Open { last.saturating_sub(REACH).max(scale.left).min(first) } else { first };
    let end = if drawn.to == End::Open { (first + REACH).max(last).min(scale.right) } else { last };
    let beyond = drawn.end > scale.range.end;
    (start..end, (drawn.from != End::Sure, drawn.to != End::Sure || beyond))
}
