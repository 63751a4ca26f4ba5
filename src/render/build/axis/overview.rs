//! The overview: all events counted on one even scale, with the periods below it as ways to their drawings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::calendar::{self, DayNumber, Step};
use super::super::counted;
use super::drawn::Drawn;
use super::{Scale, WIDTH, label, ticks};
use crate::render::view::{AxisColumn, AxisOverview, AxisPart, PeriodLink};

/// The height of the highest column.
const COLUMN: u32 = 44;
/// Where the columns stand.
const BASE: u32 = 50;
/// The height of the line with the periods.
const PARTS: u32 = 22;
/// The height of the line with the dates.
const TICKS: u32 = 18;

/// The narrowest way to a period: narrower ones are made one.
const NARROWEST: u32 = 24;

/// Counts the events, in the order of their beginnings; each range has its way.
pub(super) fn overview(
    events: &[Drawn<'_>],
    ranges: &[Range<DayNumber>],
    ways: &[PeriodLink],
    language: &str,
) -> AxisOverview {
    let start = ranges.first().map_or(0, |period| period.start);
    let end = ranges.last().map_or(start + 1, |period| period.end);
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
        ticks: ticks(&scale, Step::shortest(&scale.range, 12), language),
        columns: counts.into_iter().map(column).collect(),
        parts: parts(&scale, ranges, ways, language),
    }
}

/// The ways, each wide enough to be pressed; what is too narrow is one way with what follows it.
fn parts(scale: &Scale, ranges: &[Range<DayNumber>], ways: &[PeriodLink], language: &str) -> Vec<AxisPart> {
    let mut groups: Vec<(Range<DayNumber>, Vec<&PeriodLink>)> = Vec::new();
    let width = |range: &Range<DayNumber>| scale.position(range.end) - scale.position(range.start);
    for (range, way) in ranges.iter().zip(ways) {
        match groups.last_mut() {
            // Several periods may share a day.
            Some((before, group)) if width(before) < NARROWEST || range.start < before.end => {
                group.push(way);
                before.end = range.end;
            }
            _ => groups.push((range.clone(), vec![way])),
        }
    }
    // The last one may be narrow still.
    if let [.., (before, group), (range, last)] = groups.as_mut_slice()
        && width(range) < NARROWEST
    {
        before.end = range.end;
        group.append(last);
        groups.pop();
    }
    groups.iter().filter_map(|(range, group)| part(scale, range, group, language)).collect()
}

fn part(scale: &Scale, range: &Range<DayNumber>, group: &[&PeriodLink], language: &str) -> Option<AxisPart> {
    let first = group.first()?;
    let title = match group {
        [only] => only.title.clone(),
        _ => calendar::title(range, language),
    };
    let (x, end) = (scale.position(range.start), scale.position(range.end));
    let count = counted(group.iter().map(|way| way.count).sum(), "event", "events");
    let width = end.saturating_sub(x + 2).max(4);
    let words = if label::width(&title) <= width { title.clone() } else { String::new() };
    let name = format!("{title}: {count}");
    let current = group.iter().any(|way| way.current);
    let href = group.iter().find(|way| way.current).unwrap_or(first).href.clone();
    Some(AxisPart { href, name, current, words, x, y: BASE + TICKS, width, height: PARTS - 2 })
}
