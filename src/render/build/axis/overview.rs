//! The overview: all events counted on one even scale, with the periods below it as ways to their drawings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::calendar::{DayNumber, Step};
use super::drawn::Drawn;
use super::{Scale, WIDTH, label, ticks};
use crate::render::view::{AxisColumn, AxisOverview, AxisPart, AxisPeriod};

/// The height of the highest column.
const COLUMN: u32 = 44;
/// Where the columns stand.
const BASE: u32 = 50;
/// The height of the line with the periods.
const PARTS: u32 = 22;
/// The height of the line with the dates.
const TICKS: u32 = 18;

/// Counts the events.
pub(super) fn overview(
    events: &[Drawn<'_>],
    periods: &[Range<DayNumber>],
    views: &[AxisPeriod],
) -> AxisOverview {
    let start = periods.first().map_or(0, |period| period.start);
    let end = periods.last().map_or(start + 1, |period| period.end);
    let scale = Scale { range: start..end, left: 4, right: WIDTH - 4 };
    let step = Step::shortest(&scale.range, 120);
    let mut counts: BTreeMap<DayNumber, u32> = BTreeMap::new();
    for event in events {
        *counts.entry(step.floor(event.begin)).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(1);
    let column = |(day, count): (DayNumber, u32)| {
        let x = scale.position(day);
        let width = scale.position(step.after(day)).saturating_sub(x + 1).max(2);
        let height = (u64::from(count) * u64::from(COLUMN)).div_ceil(u64::from(most));
        let height = u32::try_from(height).unwrap_or(COLUMN);
        AxisColumn { x, y: BASE - height, width, height }
    };
    AxisOverview {
        height: BASE + TICKS + PARTS,
        base: BASE,
        ticks: ticks(&scale, Step::shortest(&scale.range, 12)),
        columns: counts.into_iter().map(column).collect(),
        parts: periods.iter().zip(views).map(|(range, view)| part(&scale, range, view)).collect(),
    }
}

fn part(scale: &Scale, range: &Range<DayNumber>, view: &AxisPeriod) -> AxisPart {
    let x = scale.position(range.start);
    let width = scale.position(range.end).saturating_sub(x + 2).max(4);
    let words = if label::width(&view.title) <= width { view.title.clone() } else { String::new() };
    let href = format!("#{}", view.id);
    AxisPart { href, name: view.name.clone(), words, x, y: BASE + TICKS, width, height: PARTS - 2 }
}
