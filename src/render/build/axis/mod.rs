//! Builds the view of the drawn axis from the events; how a line or a word looks is the template's and the theme's.
//!
//! 1. Each event gets a first and a last day, and ends that are sure, soft or open: [`drawn`].
//! 2. Time is cut into periods with about as many events each, each with an even scale of its own: [`periods`].
//! 3. In each period the events stand in lanes by kind. A kind is what an event has one of, so that it is drawn once and
//!    its name can stand beside it; by article it would be drawn as often as it is told, and that is what the table of
//!    the articles shows.
//! 4. In a lane, events are laid into rows so that nothing overlaps: [`rows`]. What finds no room is drawn as a crowd,
//!    with a number; its marks are there all the same, hidden, for a script that gives the drawing more room.
//! 5. Where there are several periods, an overview counts all events on one scale: [`overview`]. Where the events of
//!    each period have a page of their own, the overview stands alone: [`density`].

mod calendar;
mod drawn;
mod label;
mod overview;
mod periods;
mod rows;
pub(crate) mod strip;

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Context, counted, coverage};
use crate::model::address::{Address, Fragment, Location};
use crate::model::event::Event;
use crate::render::dates;
use crate::render::view::{AxisCrowd, AxisLane, AxisMark, AxisOverview, AxisPeriod, AxisTick, AxisView};
use calendar::{DayNumber, Step};
use drawn::{Drawn, End, Form};
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

/// The events of a period that has a page of its own.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// The period's name in addresses
    pub(crate) slug: String,
    /// From when to when
    pub(crate) title: String,
    /// Its events
    pub(crate) events: Vec<&'a Event>,
}

/// The drawing of some events, whose list stands on the same page; `None` where none has a date that can be drawn.
pub(crate) fn axis(context: &dyn Context, page: &Location, all: &[&Event]) -> Option<AxisView> {
    let events = in_order(all);
    let undated = all.len() - events.len();
    let kinds = Kinds::of(&events);
    let periods = periods::periods(&events);
    let mut rest = events.as_slice();
    let mut views = Vec::new();
    for (n, range) in periods.iter().enumerate() {
        let last = n + 1 == periods.len();
        let here = rest.iter().take_while(|event| last || event.begin < range.end).count();
        let (own, others) = rest.split_at(here);
        rest = others;
        views.push(period(context, page, n, range, own, &kinds));
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
        // The page of a period has an overview of all periods.
        overview: (views.len() > 1 && *page == Location::Timeline)
            .then(|| overview::overview(&events, &periods, &ways(&views))),
        periods: views,
        undated,
    })
}

/// Counts all events on one scale, with ways to the pages of the periods, each from its first event to that of the
/// next; `None` where none has a date that can be drawn.
pub(crate) fn density(context: &dyn Context, page: &Location, groups: &[Group<'_>]) -> Option<AxisOverview> {
    let mut all = Vec::new();
    let mut ranges: Vec<Range<DayNumber>> = Vec::new();
    let mut ways = Vec::new();
    for Group { slug, title, events } in groups {
        let drawn = in_order(events);
        let (Some(first), Some(last)) = (drawn.first(), drawn.last()) else { continue };
        if let Some(before) = ranges.last_mut() {
            before.end = first.begin.max(before.start + 1);
        }
        ranges.push(first.begin..last.begin + 1);
        let href = context.href(page, &Address::page(Location::Period(slug.clone())));
        let current = *page == Location::Period(slug.clone());
        ways.push(overview::Way { href, title: title.clone(), count: events.len(), current });
        all.extend(drawn);
    }
    (!all.is_empty()).then(|| overview::overview(&all, &ranges, &ways))
}

/// The events that can be drawn, by their beginnings.
fn in_order<'a>(all: &[&'a Event]) -> Vec<Drawn<'a>> {
    let mut events: Vec<Drawn<'a>> = all.iter().filter_map(|event| Drawn::of(event)).collect();
    events.sort_by_key(|event| (event.begin, event.end));
    events
}

fn ways(views: &[AxisPeriod]) -> Vec<overview::Way> {
    let way = |view: &AxisPeriod| overview::Way {
        href: format!("#{}", view.id),
        title: view.title.clone(),
        count: view.count,
        current: false,
    };
    views.iter().map(way).collect()
}

fn period(
    context: &dyn Context,
    page: &Location,
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
        let view = lane_view(context, page, kinds.name(lane), &rows, &scale, top);
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
        first_day: range.start.to_string(),
        days: (range.end - range.start).to_string(),
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

fn lane_view(
    context: &dyn Context,
    page: &Location,
    name: String,
    rows: &Rows<'_, '_>,
    scale: &Scale,
    top: u32,
) -> AxisLane {
    let row_count = u32::try_from(rows.count).unwrap_or(0) + u32::from(!rows.crowd.is_empty());
    let mut marks: Vec<(&Drawn<'_>, AxisMark)> = rows
        .placed
        .iter()
        .map(|placed| (placed.drawn, mark(context, page, placed, scale, top + PADDING)))
        .collect();
    let hidden = rows.crowd.iter().map(|drawn| {
        let placed = rows::place(drawn, scale);
        (*drawn, AxisMark { hidden: true, ..mark(context, page, &placed, scale, top + PADDING) })
    });
    marks.extend(hidden);
    // Whoever goes through them one by one goes forward in time.
    marks.sort_by_key(|(drawn, _)| (drawn.begin, drawn.end));
    let crowd_top = top + PADDING + u32::try_from(rows.count).unwrap_or(0) * ROW;
    AxisLane {
        title: label::fitted(&name, NAMES - 14),
        name,
        y: top,
        height: row_count * ROW + 2 * PADDING,
        rows: row_count,
        marks: marks.into_iter().map(|(_, mark)| mark).collect(),
        crowds: crowds(context, page, &rows.crowd, scale, crowd_top),
    }
}

fn mark(
    context: &dyn Context,
    page: &Location,
    placed: &Placed<'_, '_>,
    scale: &Scale,
    top: u32,
) -> AxisMark {
    let Drawn { event, form, doubtful, from, to, begin, end } = *placed.drawn;
    let y = top + u32::try_from(placed.row).unwrap_or(0) * ROW + (ROW - BAR) / 2;
    let sides = |start: bool, end: bool| match (start, end) {
        (false, false) => "none",
        (true, false) => "start",
        (false, true) => "end",
        (true, true) => "both",
    };
    AxisMark {
        event: event.id.to_string(),
        href: href(context, page, event),
        name: format!("{}, {}", event.title, dates::words(&event.date.value)),
        form: match form {
            Form::Day => "day",
            Form::Within => "within",
            Form::Span => "span",
        },
        fade: sides(placed.fades.0, placed.fades.1),
        open: sides(from == End::Open, to == End::Open),
        doubtful,
        told: coverage::by_article(context, event).len(),
        x: placed.mark.start,
        y,
        width: placed.mark.end - placed.mark.start,
        height: BAR,
        from_day: (begin - scale.range.start).to_string(),
        to_day: (end - scale.range.start).to_string(),
        label_x: i64::from(placed.label.start) - i64::from(placed.mark.start),
        label_width: placed.label.end - placed.label.start,
        words: event.title.clone(),
        cut: placed.cut,
        hidden: false,
    }
}

/// The events without a place, counted in pieces of the scale.
fn crowds(
    context: &dyn Context,
    page: &Location,
    events: &[&Drawn<'_>],
    scale: &Scale,
    top: u32,
) -> Vec<AxisCrowd> {
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
            href: href(context, page, first.event),
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

fn href(context: &dyn Context, page: &Location, event: &Event) -> String {
    let fragment = Some(Fragment::new(event.id.as_str()));
    context.href(page, &Address { page: page.clone(), fragment })
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
