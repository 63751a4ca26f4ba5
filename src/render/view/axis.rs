//! The views of drawings: the axis of the timeline, and the strip of an article. All numbers are units of the drawing.

use serde::Serialize;

/// The events of an article at their place in the text and in time. All numbers are units of the drawing.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StripView {
    /// What it shows, in words
    pub(crate) summary: String,
    /// Its width
    pub(crate) width: u32,
    /// Its height
    pub(crate) height: u32,
    /// Where the line of the text is
    pub(crate) text_y: u32,
    /// Where the line of time is
    pub(crate) time_y: u32,
    /// The scale of the text
    pub(crate) text_ticks: Vec<AxisTick>,
    /// The scale of time
    pub(crate) time_ticks: Vec<AxisTick>,
    /// From each place in the text to its time
    pub(crate) threads: Vec<StripThread>,
    /// The events on the line of time
    pub(crate) dots: Vec<StripDot>,
}

/// A thread of the strip.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StripThread {
    /// The passage
    pub(crate) href: String,
    /// The ¶, the event and its date
    pub(crate) name: String,
    /// Where it begins on the line of the text
    pub(crate) text_x: u32,
    /// Where it ends on the line of time
    pub(crate) time_x: u32,
}

/// An event of the strip.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StripDot {
    /// The event's page
    pub(crate) href: String,
    /// Its name and date
    pub(crate) name: String,
    /// Where it stands on the line of time
    pub(crate) x: u32,
}

/// The events as a drawing. All numbers are units of the drawing, from its upper left corner.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AxisView {
    /// What it shows, in words
    pub(crate) summary: String,
    /// The width of each part of it
    pub(crate) width: u32,
    /// How the scale is worded
    pub(crate) words: ScaleWords,
    /// All events on one scale, where there are several periods
    pub(crate) overview: Option<AxisOverview>,
    /// The periods, each with its own even scale
    pub(crate) periods: Vec<AxisPeriod>,
    /// How many events have no date that can be drawn
    pub(crate) undated: usize,
}

/// How days, months and years are put in few words, for a script that makes a scale anew: `{}` is what is put in, `{d}`,
/// `{m}` and `{y}` are day, month and year.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ScaleWords {
    /// The months, parted by `|`
    pub(crate) months: String,
    /// The first day of a month
    pub(crate) first_day: &'static str,
    /// A day
    pub(crate) day: &'static str,
    /// A month
    pub(crate) month: &'static str,
    /// A year that stands alone
    pub(crate) year: &'static str,
    /// A year before the common era
    pub(crate) before: &'static str,
    /// A year of the common era that would not look like one
    pub(crate) after: &'static str,
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
    /// The ways to the periods; narrow ones are one
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
    /// It leads to the page that shows it
    pub(crate) current: bool,
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
    /// Its first day, counted from 1 January 1970
    pub(crate) first_day: String,
    /// How many days it has
    pub(crate) days: String,
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
    /// How many rows it has
    pub(crate) rows: u32,
    /// Its events in order, those of crowds included
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
    /// `day`, `within` (some time in it) or `span` (all of it)
    pub(crate) form: &'static str,
    /// The ends that are about, open or beyond the period: `none`, `start`, `end` or `both`
    pub(crate) fade: &'static str,
    /// The ends that are open: `none`, `start`, `end` or `both`
    pub(crate) open: &'static str,
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
    /// Its first day, counted from that of the period
    pub(crate) from_day: String,
    /// The day after its last one, counted in the same way
    pub(crate) to_day: String,
    /// The left edge of the box with its words, from that of the mark
    pub(crate) label_x: i64,
    /// The width of that box
    pub(crate) label_width: u32,
    /// Its title
    pub(crate) words: String,
    /// The box is too narrow for the title
    pub(crate) cut: bool,
    /// It is counted in a crowd, and shown only by a script that has more room
    pub(crate) hidden: bool,
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
