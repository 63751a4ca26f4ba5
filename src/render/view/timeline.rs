//! The views of the timeline: `timeline.html` and `event.html`.

use serde::Serialize;

use super::{AxisOverview, AxisView, Html, LinkView, PassageGroup, Shell};

/// `timeline.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TimelinePage {
    /// The frame
    pub(crate) shell: Shell,
    /// What the events can be filtered by
    pub(crate) facets: Vec<FacetView>,
    /// The events as a drawing, if any has a date that can be drawn and there is room for it
    pub(crate) axis: Option<AxisView>,
    /// On an overview without a drawing of each event: all events counted on one scale
    pub(crate) density: Option<AxisOverview>,
    /// The events in order of time, with everything
    pub(crate) events: Vec<EventView>,
    /// On the overview of a timeline of several pages: the events in short, if there is room for them
    pub(crate) lines: Vec<EventLine>,
    /// The pages by periods, if there are any
    pub(crate) periods: Vec<PeriodLink>,
    /// How many events the page is about
    pub(crate) total: usize,
    /// The script with the names of all events, where the overview has no room for them
    pub(crate) data: Option<String>,
    /// Which article tells of which event, if any does
    pub(crate) coverage: Option<CoverageView>,
    /// On the overview: the events as files
    pub(crate) exports: Vec<LinkView>,
    /// On the page of a period: the overview
    pub(crate) overview_href: Option<String>,
    /// The period before it
    pub(crate) previous: Option<LinkView>,
    /// The period after it
    pub(crate) next: Option<LinkView>,
}

/// A page of the timeline.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PeriodLink {
    /// Its address
    pub(crate) href: String,
    /// From when to when
    pub(crate) title: String,
    /// How many events it has
    pub(crate) count: usize,
    /// It is the page that shows the link
    pub(crate) current: bool,
}

/// An event in short, on the overview of a timeline of several pages.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EventLine {
    /// Its id, and its fragment on the page
    pub(crate) id: String,
    /// Its place on the page of its period
    pub(crate) href: String,
    /// Its name
    pub(crate) title: String,
    /// The date in few words
    pub(crate) date: String,
    /// For `<time datetime>`, where HTML can say the date
    pub(crate) datetime: Option<String>,
    /// The year in which it begins, for headings in a list
    pub(crate) year: String,
    /// The numbers of the values that it can be filtered by
    pub(crate) facets: Vec<usize>,
    /// The first year it can mean, unless it is open
    pub(crate) first_year: Option<String>,
    /// The last year it can mean, unless it is open
    pub(crate) last_year: Option<String>,
    /// Where it is spoken of, by source, if there is room for it
    pub(crate) places: Vec<LinePlaces>,
}

/// The places at which one source speaks of an event.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinePlaces {
    /// The source's short name
    pub(crate) title: String,
    /// The passages: “¶ 7”
    pub(crate) links: Vec<LinkView>,
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
    /// The numbers of the values that it can be filtered by, on pages with filters
    pub(crate) facets: Vec<usize>,
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
    /// What articles say of its date against the timeline
    pub(crate) conflicts: Vec<ConflictView>,
    /// Every passage that speaks of it, by source
    pub(crate) groups: Vec<PassageGroup>,
    /// How many passages there are
    pub(crate) passages: usize,
    /// On an article's page: the first passage in this article
    pub(crate) here: Option<String>,
    /// On the page of an article or of the event: what others tell of at about that time
    pub(crate) near: Option<NearView>,
}

/// What happened at about the time of an event.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NearView {
    /// Shortly before it, in order
    pub(crate) before: Vec<NearEvent>,
    /// On an article's page: where other articles tell of the event itself
    pub(crate) also: Vec<LinkView>,
    /// Shortly after it, in order
    pub(crate) after: Vec<NearEvent>,
}

/// A neighbour in time.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NearEvent {
    /// Its page
    pub(crate) href: String,
    /// Its name
    pub(crate) title: String,
    /// Its date, in few words
    pub(crate) date: String,
    /// The first passage of each article that tells of it
    pub(crate) places: Vec<LinkView>,
}

/// A date that an article states for an event, and that does not fit the event’s own.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ConflictView {
    /// The passage
    pub(crate) href: String,
    /// The article and the ¶
    pub(crate) title: String,
    /// The date as the article says it
    pub(crate) words: String,
    /// The date in EDTF
    pub(crate) edtf: String,
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
    /// How many rarer values there are that are not offered
    pub(crate) rarer: usize,
}

/// A value that events can be filtered by.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FacetOption {
    /// Its number on the page, by which events name it
    pub(crate) number: usize,
    /// As addresses carry it
    pub(crate) value: String,
    /// Its name
    pub(crate) label: String,
    /// How many events have it
    pub(crate) count: usize,
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
