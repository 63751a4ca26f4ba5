//! The views of the timeline: `timeline.html` and `event.html`.

use serde::Serialize;

use super::{Html, LinkView, PassageGroup, Shell};

/// `timeline.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TimelinePage {
    /// The frame
    pub(crate) shell: Shell,
    /// What the events can be filtered by
    pub(crate) facets: Vec<FacetView>,
    /// The events as a drawing, if any has a date that can be drawn
    pub(crate) axis: Option<AxisView>,
    /// The events in order of time
    pub(crate) events: Vec<EventView>,
    /// Which article tells of which event, if any does
    pub(crate) coverage: Option<CoverageView>,
}

/// An event.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EventView {
    /// Its id, and its fragment on the timeline
    pub(crate) id: String,
    /// Its page
    pub(crate) href: String,
    /// Its name
    pub(crate) title: String,
    /// The date in words
    pub(crate) date: String,
    /// The date in EDTF
    pub(crate) edtf: String,
    /// For `<time datetime>`, where HTML can say the date
    pub(crate) datetime: Option<String>,
    /// The year in which it begins, for headings in a list
    pub(crate) year: String,
    /// What happened
    pub(crate) html: Html,
    /// What it can be filtered by: `tag:Global-South`
    pub(crate) facets: Vec<String>,
    /// The first year it can mean, unless it is open
    pub(crate) first_year: Option<String>,
    /// The last year it can mean, unless it is open
    pub(crate) last_year: Option<String>,
    /// A word of the reader's own
    pub(crate) kind: Option<String>,
    /// Its tags
    pub(crate) tags: Vec<String>,
    /// Where it was
    pub(crate) place: Option<String>,
    /// The place's entry
    pub(crate) place_href: Option<String>,
    /// The people in it
    pub(crate) people: Vec<LinkView>,
    /// Where it is told, each a citation
    pub(crate) sources: Vec<Html>,
    /// Every passage that speaks of it, by source
    pub(crate) groups: Vec<PassageGroup>,
    /// How many passages there are
    pub(crate) passages: usize,
    /// On an article's page: the first passage in this article
    pub(crate) here: Option<String>,
}

/// `event.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EventPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The event
    pub(crate) event: EventView,
    /// The event before it
    pub(crate) previous: Option<LinkView>,
    /// The event after it
    pub(crate) next: Option<LinkView>,
    /// Its place on the timeline
    pub(crate) timeline_href: String,
}

/// Something that events can be filtered by.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FacetView {
    /// `article`, `kind`, `tag`, `person` or `place`
    pub(crate) key: &'static str,
    /// Its name
    pub(crate) title: &'static str,
    /// The values, the most frequent first
    pub(crate) options: Vec<FacetOption>,
}

/// A value that events can be filtered by.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FacetOption {
    /// As addresses carry it
    pub(crate) value: String,
    /// Its name
    pub(crate) label: String,
    /// How many events have it
    pub(crate) count: usize,
}

/// The events as a drawing. All numbers are units of the drawing, from its upper left corner.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisView {
    /// What it shows, in words
    pub(crate) summary: String,
    /// The width of each part of it
    pub(crate) width: u32,
    /// All events on one scale, where there are several periods
    pub(crate) overview: Option<AxisOverview>,
    /// The periods, each with its own even scale
    pub(crate) periods: Vec<AxisPeriod>,
    /// How many events have no date that can be drawn
    pub(crate) undated: usize,
}

/// All events, counted on one scale.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisOverview {
    /// Its height
    pub(crate) height: u32,
    /// Where the columns stand
    pub(crate) base: u32,
    /// The scale
    pub(crate) ticks: Vec<AxisTick>,
    /// How many events there are at each time
    pub(crate) columns: Vec<AxisColumn>,
    /// The ways to the periods
    pub(crate) parts: Vec<AxisPart>,
}

/// A column of the overview.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisColumn {
    /// Its left edge
    pub(crate) x: u32,
    /// Its upper edge
    pub(crate) y: u32,
    /// Its width
    pub(crate) width: u32,
    /// Its height
    pub(crate) height: u32,
}

/// A period in the overview.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisPart {
    /// The period's drawing
    pub(crate) href: String,
    /// What it is called: “2008–2016: 27 events”
    pub(crate) name: String,
    /// Its years, where there is room for them; else empty
    pub(crate) words: String,
    /// Its left edge
    pub(crate) x: u32,
    /// Its upper edge
    pub(crate) y: u32,
    /// Its width
    pub(crate) width: u32,
    /// Its height
    pub(crate) height: u32,
}

/// A period, drawn with an even scale.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisPeriod {
    /// Its fragment
    pub(crate) id: String,
    /// From when to when: “2008–2016”
    pub(crate) title: String,
    /// The same with the number of events
    pub(crate) name: String,
    /// How many events begin in it
    pub(crate) count: usize,
    /// Its height
    pub(crate) height: u32,
    /// Where the scale begins
    pub(crate) left: u32,
    /// Where the scale ends
    pub(crate) right: u32,
    /// The scale
    pub(crate) ticks: Vec<AxisTick>,
    /// The lanes that have events here
    pub(crate) lanes: Vec<AxisLane>,
}

/// A line of a scale.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisTick {
    /// Where it stands
    pub(crate) x: u32,
    /// What begins there; empty where there is no room for words
    pub(crate) words: String,
}

/// A lane: the events of one kind.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisLane {
    /// The kind; empty where events have no kinds
    pub(crate) name: String,
    /// The same, cut to fit
    pub(crate) title: String,
    /// Its upper edge
    pub(crate) y: u32,
    /// Its height
    pub(crate) height: u32,
    /// Its events
    pub(crate) marks: Vec<AxisMark>,
    /// Events for which there is no room, counted
    pub(crate) crowds: Vec<AxisCrowd>,
}

/// An event in the drawing.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisMark {
    /// The event's id
    pub(crate) event: String,
    /// Its place in the list
    pub(crate) href: String,
    /// Its name and date
    pub(crate) name: String,
    /// Its date and name, in few words
    pub(crate) tip: String,
    /// `day`, `within` (some time in it) or `span` (all of it)
    pub(crate) form: &'static str,
    /// The ends that are about, open or beyond the period: `none`, `start`, `end` or `both`
    pub(crate) fade: &'static str,
    /// The date is uncertain
    pub(crate) doubtful: bool,
    /// How many articles speak of it
    pub(crate) told: usize,
    /// Its left edge
    pub(crate) x: u32,
    /// Its upper edge
    pub(crate) y: u32,
    /// Its width
    pub(crate) width: u32,
    /// Its height
    pub(crate) height: u32,
    /// The left edge of the box with its words
    pub(crate) label_x: u32,
    /// The width of that box
    pub(crate) label_width: u32,
    /// Its title, cut to fit
    pub(crate) words: String,
    /// The whole title, where it was cut
    pub(crate) whole: Option<String>,
    /// Where the whole title begins
    pub(crate) whole_x: u32,
}

/// Events that stand too close to be drawn each.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisCrowd {
    /// The events' ids
    pub(crate) events: Vec<String>,
    /// The place of the first in the list
    pub(crate) href: String,
    /// How many there are, and which is the first
    pub(crate) name: String,
    /// How many there are
    pub(crate) count: usize,
    /// Its left edge
    pub(crate) x: u32,
    /// Its upper edge
    pub(crate) y: u32,
    /// Its width
    pub(crate) width: u32,
    /// Its height
    pub(crate) height: u32,
}

/// A table of events against articles.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageView {
    /// The articles that tell of any event
    pub(crate) columns: Vec<CoverageColumn>,
    /// The events in order of time
    pub(crate) rows: Vec<CoverageRow>,
    /// How many events more than one article tells of
    pub(crate) shared: usize,
    /// How many events no article tells of
    pub(crate) untold: usize,
}

/// An article in the table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageColumn {
    /// Its page
    pub(crate) href: String,
    /// Its short name
    pub(crate) title: String,
    /// How many events it tells of
    pub(crate) events: usize,
}

/// An event in the table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageRow {
    /// Its id
    pub(crate) event: String,
    /// Its place in the list
    pub(crate) href: String,
    /// Its name
    pub(crate) title: String,
    /// Its date, in few words
    pub(crate) date: String,
    /// How many articles tell of it
    pub(crate) articles: usize,
    /// What each article says of it, in the order of the columns
    pub(crate) cells: Vec<CoverageCell>,
}

/// What an article says of an event.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageCell {
    /// The first passage, if there is one
    pub(crate) href: Option<String>,
    /// The article and the number of passages: “Odgaard 2023: 2 passages”
    pub(crate) name: String,
    /// How many passages there are
    pub(crate) passages: usize,
}
