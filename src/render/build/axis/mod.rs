//! Builds the view of the drawn axis from the events; how a line or a word looks is the template's and the theme's.
//!
//! 1. Each event gets a first and a last day, and ends that are sure, soft or open: [`drawn`].
//! 2. Time is cut into periods with about as many events each, each with an even scale of its own: [`periods`]. Where the
//!    timeline has pages by period, each of those is cut on its own, so that a page shows what the overview shows.
//! 3. In each period the events stand in lanes by kind. A kind is what an event has one of, so that it is drawn once and
//!    its name can stand beside it; by article it would be drawn as often as it is told, and that is what the table of
//!    the articles shows.
//! 4. In a lane, events are laid into rows so that nothing overlaps: [`rows`]. What finds no room is drawn as a crowd,
//!    with a number; its marks are there all the same, hidden, for a script that gives the drawing more room.
//! 5. Where there are several periods, an overview counts all events on one scale: [`overview`]. Where the events of
//!    each period have a page of their own, the overview stands alone: [`density`].

mod drawn;
mod label;
mod overview;
mod periods;
mod rows;
pub(crate) mod strip;

use std::collections::BTreeMap;
use std::ops::Range;

use super::calendar::{self, DayNumber, Step};
use super::{Context, counted, coverage};
use crate::model::address::{Address, Fragment, Location};
use crate::model::event::Event;
use crate::render::dates;
use crate::render::view::{
    AxisCrowd, AxisLane, AxisMark, AxisOverview, AxisPeriod, AxisTick, AxisView, PeriodLink, ScaleWords,
};
use drawn::{Drawn, End, Form};
pub(super) use periods::bounds;
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

/// Events that a page shows together, in order.
#[derive(Clone, Debug)]
pub(super) struct Stretch<'a> {
    /// From when to when; `None` where none has a date that can be drawn
    pub(super) time: Option<Range<DayNumber>>,
    /// The events
    pub(super) events: &'a [&'a Event],
}

/// The drawing of some events, whose list stands on the same page; `None` where none has a date that can be drawn.
pub(super) fn axis(context: &dyn Context, page: &Location, stretches: &[Stretch<'_>]) -> Option<AxisView> {
    let all: Vec<Vec<Drawn<'_>>> = stretches.iter().map(|stretch| in_order(stretch.events)).collect();
    let events: Vec<Drawn<'_>> = all.iter().flatten().copied().collect();
    let undated = stretches.iter().map(|stretch| stretch.events.len()).sum::<usize>() - events.len();
    let kinds = Kinds::of(&events);
    let (mut periods, mut views) = (Vec::new(), Vec::new());
    for (stretch, mut rest) in stretches.iter().zip(all.iter().map(Vec::as_slice)) {
        let Some(time) = &stretch.time else { continue };
        for range in periods::periods(rest, time) {
            let last = range.end == time.end;
            let here = rest.iter().take_while(|event| last || event.begin < range.end).count();
            let (own, others) = rest.split_at(here);
            rest = others;
            views.push(period(context, page, views.len(), &range, own, &kinds));
            periods.push(range);
        }
    }
    let whole = periods.first()?.start..periods.last()?.end;
    let language = &context.corpus().site.language;
    let span = calendar::title(&whole, language);
    let lanes = if kinds.named { ", in lanes by kind" } else { "" };
    Some(AxisView {
        width: WIDTH,
        words: scale_words(language),
        summary: format!(
            "{} drawn in order of time, {span}{lanes}",
            counted(events.len(), "event", "events")
        ),
        // The page of a period has an overview of all periods.
        overview: (views.len() > 1 && *page == Location::Timeline)
            .then(|| overview::overview(&events, &periods, &ways(&views), language)),
        periods: views,
        undated,
    })
}

/// Counts all events on one scale, with the ways to the pages of the periods; `None` where none has a date that can be
/// drawn.
pub(super) fn density<'a>(
    language: &str,
    periods: impl Iterator<Item = (Stretch<'a>, PeriodLink)>,
) -> Option<AxisOverview> {
    let (mut all, mut ranges, mut ways) = (Vec::new(), Vec::new(), Vec::new());
    for (Stretch { time, events }, way) in periods {
        let Some(time) = time else { continue };
        all.extend(in_order(events));
        ranges.push(time);
        ways.push(way);
    }
    (!all.is_empty()).then(|| overview::overview(&all, &ranges, &ways, language))
}

/// What a script needs to word a scale anew.
fn scale_words(language: &str) -> ScaleWords {
    let patterns = dates::patterns(language);
    ScaleWords {
        months: patterns.months.join("|"),
        first_day: patterns.first_day,
        day: patterns.day,
        month: patterns.month,
        year: patterns.year,
        before: patterns.before,
        after: patterns.after,
    }
}

/// The events that can be drawn, by their beginnings.
fn in_order<'a>(all: &[&'a Event]) -> Vec<Drawn<'a>> {
    let mut events: Vec<Drawn<'a>> = all.iter().filter_map(|event| Drawn::of(event)).collect();
    events.sort_by_key(|event| (event.begin, event.end));
    events
}

fn ways(views: &[AxisPeriod]) -> Vec<PeriodLink> {
    let way = |view: &AxisPeriod| PeriodLink {
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
    let language = &context.corpus().site.language;
    let title = calendar::title(range, language);
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
        ticks: ticks(&scale, step, language),
        first_day: range.start.to_string(),
        days: (range.end - range.start).to_string(),
        lanes,
    }
}

/// The lines of a scale with their words, which stand to the right of their line and end before the edge.
fn ticks(scale: &Scale, step: Step, language: &str) -> Vec<AxisTick> {
    let unit = step.unit();
    let tick = |day| AxisTick { x: scale.position(day), words: unit.words(day, language) };
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
        name: format!("{}, {}", event.title, date_words(context, event)),
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
        let date = date_words(context, first.event);
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

fn date_words(context: &dyn Context, event: &Event) -> String {
    dates::words_in(&event.date.value, &context.corpus().site.language)
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
