//! Builds the view of the drawn axis from the events; how a line or a word looks is the template's and the theme's.
//!
//! 1. Each event gets a first and a last day, and ends that are sure, soft or open: [`drawn`].
//! 2. Time is cut into periods with about as many events each, each with an even scale of its own: [`periods`].
//! 3. In each period the events stand in lanes by kind. A kind is what an event has one of, so that it is drawn once and
//!    its name can stand beside it; by article it would be drawn as often as it is told, and that is what the table of
//!    the articles shows.
//! 4. In a lane, events are laid into rows so that nothing overlaps: [`rows`]. What finds no room is drawn as a crowd,
//!    with a number.
//! 5. Where there are several periods, an overview counts all events on one scale: [`overview`].

mod calendar;
mod drawn;
mod label;
mod overview;
mod periods;
mod rows;

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Context, counted, coverage};
use crate::model::address::{Address, Fragment, Location};
use crate::model::event::Event;
use crate::render::dates;
use crate::render::view::{AxisCrowd, AxisLane, AxisMark, AxisPeriod, AxisTick, AxisView};
use calendar::{DayNumber, Step};
use drawn::{Drawn, Form};
use rows::{Placed, Rows};

/// The width of the drawing; a unit is about a pixel where it has the whole page.
const WIDTH: u32 = 1000;
/// The column with the names of the lanes.
const NAMES: u32 = 104;
/// The height of the line with the dates.
const HEAD: u32 = 24;
/// The height of a row.
const ROW: u32 = 19;
/// The height of a mark in its row.
const BAR: u32 = 15;
/// Above and below the rows of a lane.
const PADDING: u32 = 4;
/// The width of a piece in which a crowd is counted.
const PIECE: u32 = 34;
/// The rows that the lanes of a period share.
const ROWS: usize = 60;
/// The most lanes.
const LANES: usize = 10;

/// An even scale: the days of a period on a stretch of the drawing.
#[derive(Clone, Debug)]
struct Scale {
    range: Range<DayNumber>,
    left: u32,
    right: u32,
}

impl Scale {
    /// Where a day begins; days before and after the period are at its edges.
    fn position(&self, day: DayNumber) -> u32 {
        let length = (self.range.end - self.range.start).max(1);
        let along = (day - self.range.start).clamp(0, length);
        let width = i128::from(self.right - self.left);
        self.left + u32::try_from(along * width / length).unwrap_or(0)
    }
}

/// The drawing; `None` where no event has a date that can be drawn.
pub(crate) fn axis(context: &dyn Context) -> Option<AxisView> {
    let mut events: Vec<Drawn<'_>> =
        context.index().timeline().filter_map(|event| Drawn::of(event)).collect();
    events.sort_by_key(|event| (event.begin, event.end));
    let undated = context.index().timeline().count() - events.len();
    let kinds = Kinds::of(&events);
    let periods = periods::periods(&events);
    let mut rest = events.as_slice();
    let mut views = Vec::new();
    for (n, range) in periods.iter().enumerate() {
        let last = n + 1 == periods.len();
        let here = rest.iter().take_while(|event| last || event.begin < range.end).count();
        let (own, others) = rest.split_at(here);
        rest = others;
        views.push(period(context, n, range, own, &kinds));
    }
    let whole = periods.first()?.start..periods.last()?.end;
    let span = calendar::title(&whole);
    let lanes = if kinds.named { ", in lanes by kind" } else { "" };
    Some(AxisView {
        width: WIDTH,
        summary: format!(
            "{} drawn in order of time, {span}{lanes}",
            counted(events.len(), "event", "events")
        ),
        overview: (views.len() > 1).then(|| overview::overview(&events, &periods, &views)),
        periods: views,
        undated,
    })
}

fn period(
    context: &dyn Context,
    n: usize,
    range: &Range<DayNumber>,
    events: &[Drawn<'_>],
    kinds: &Kinds<'_>,
) -> AxisPeriod {
    let left = if kinds.named { NAMES } else { 6 };
    let scale = Scale { range: range.clone(), left, right: WIDTH - 4 };
    let step = Step::shortest(range, 10);
    let title = calendar::title(range);
    let mut by_lane: BTreeMap<usize, Vec<&Drawn<'_>>> = BTreeMap::new();
    for event in events {
        by_lane.entry(kinds.lane(event.event)).or_default().push(event);
    }
    let most_rows = (ROWS / by_lane.len().max(1)).clamp(4, 14);
    let mut lanes = Vec::new();
    let mut top = HEAD;
    for (lane, events) in by_lane {
        let rows = rows::lay(&events, &scale, most_rows);
        let view = lane_view(context, kinds.name(lane), &rows, &scale, top);
        top += view.height;
        lanes.push(view);
    }
    let count = counted(events.len(), "event", "events");
    AxisPeriod {
        id: format!(":period-{}", n + 1),
        name: format!("{title}: {count}"),
        title,
        count: events.len(),
        height: top + 1,
        left,
        right: scale.right,
        ticks: ticks(&scale, step),
        lanes,
    }
}

/// The lines of a scale with their words, which stand to the right of their line and end before the edge.
fn ticks(scale: &Scale, step: Step) -> Vec<AxisTick> {
    let unit = step.unit();
    let tick = |day| AxisTick { x: scale.position(day), words: unit.words(day) };
    let mut ticks: Vec<AxisTick> = step.within(&scale.range).map(tick).collect();
    for tick in &mut ticks {
        if tick.x + label::width(&tick.words) > scale.right {
            tick.words.clear();
        }
    }
    ticks
}

fn lane_view(context: &dyn Context, name: String, rows: &Rows<'_, '_>, scale: &Scale, top: u32) -> AxisLane {
    let row_count = u32::try_from(rows.count).unwrap_or(0) + u32::from(!rows.crowd.is_empty());
    let marks = rows.placed.iter().map(|placed| mark(context, placed, scale, top + PADDING));
    let crowd_top = top + PADDING + u32::try_from(rows.count).unwrap_or(0) * ROW;
    AxisLane {
        title: label::fitted(&name, NAMES - 14),
        name,
        y: top,
        height: row_count * ROW + 2 * PADDING,
        marks: marks.collect(),
        crowds: crowds(context, &rows.crowd, scale, crowd_top),
    }
}

fn mark(context: &dyn Context, placed: &Placed<'_, '_>, scale: &Scale, top: u32) -> AxisMark {
    let Drawn { event, form, doubtful, .. } = *placed.drawn;
    let y = top + u32::try_from(placed.row).unwrap_or(0) * ROW + (ROW - BAR) / 2;
    let cut = placed.words != event.title;
    let whole = if cut { label::width(&event.title) } else { 0 };
    // A name that is shown whole ends where its box does, or at the edge, if it would go over it.
    let box_end = if placed.label.end <= placed.mark.start { placed.label.end } else { scale.right };
    let whole_x = placed.label.start.min(box_end.saturating_sub(whole));
    AxisMark {
        event: event.id.to_string(),
        href: href(context, event),
        name: format!("{}, {}", event.title, dates::words(&event.date.value)),
        tip: format!("{} · {}", dates::short(&event.date.value), event.title),
        form: match form {
            Form::Day => "day",
            Form::Within => "within",
            Form::Span => "span",
        },
        fade: match placed.fades {
            (false, false) => "none",
            (true, false) => "start",
            (false, true) => "end",
            (true, true) => "both",
        },
        doubtful,
        told: coverage::by_article(context, event).len(),
        x: placed.mark.start,
        y,
        width: placed.mark.end - placed.mark.start,
        height: BAR,
        label_x: placed.label.start,
        label_width: placed.label.end - placed.label.start,
        words: placed.words.clone(),
        whole: cut.then(|| event.title.clone()),
        whole_x,
    }
}

/// The events without a place, counted in pieces of the scale.
fn crowds(context: &dyn Context, events: &[&Drawn<'_>], scale: &Scale, top: u32) -> Vec<AxisCrowd> {
    let last = (scale.right - scale.left) / PIECE - 1;
    let mut pieces: BTreeMap<u32, Vec<&Drawn<'_>>> = BTreeMap::new();
    for event in events {
        let piece = (scale.position(event.begin) - scale.left) / PIECE;
        pieces.entry(piece.min(last)).or_default().push(event);
    }
    let crowd = |(piece, events): (u32, Vec<&Drawn<'_>>)| {
        let first = events.first()?;
        let date = dates::words(&first.event.date.value);
        Some(AxisCrowd {
            events: events.iter().map(|drawn| drawn.event.id.to_string()).collect(),
            href: href(context, first.event),
            name: format!("{} more, the first {}, {date}", events.len(), first.event.title),
            count: events.len(),
            x: scale.left + piece * PIECE + 1,
            y: top + (ROW - BAR) / 2,
            width: PIECE - 2,
            height: BAR,
        })
    };
    pieces.into_iter().filter_map(crowd).collect()
}

fn href(context: &dyn Context, event: &Event) -> String {
    let fragment = Some(Fragment::new(event.id.as_str()));
    context.href(&Location::Timeline, &Address { page: Location::Timeline, fragment })
}

/// The lanes: the kinds of the events, the most frequent first; others share the last.
struct Kinds<'a> {
    lanes: BTreeMap<&'a str, usize>,
    names: Vec<&'a str>,
    named: bool,
}

impl<'a> Kinds<'a> {
    fn of(events: &[Drawn<'a>]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for kind in events.iter().filter_map(|drawn| drawn.event.kind.as_deref()) {
            *counts.entry(kind).or_default() += 1;
        }
        let mut names: Vec<&str> = counts.keys().copied().collect();
        names.sort_by_key(|name| std::cmp::Reverse(counts.get(name).copied()));
        if names.len() > LANES {
            names.truncate(LANES - 1);
        }
        let lanes = names.iter().copied().zip(0..).collect();
        Self { lanes, named: !names.is_empty(), names }
    }

    fn lane(&self, event: &Event) -> usize {
        let lane = event.kind.as_deref().and_then(|kind| self.lanes.get(kind));
        lane.copied().unwrap_or(self.names.len())
    }

    fn name(&self, lane: usize) -> String {
        let other = if self.named { "other" } else { "" };
        self.names.get(lane).copied().unwrap_or(other).to_owned()
    }
}

#[cfg(test)]
mod tests;
