//! The views of the timeline: `timeline.html` and `event.html`.

use serde::Serialize;

use super::{Html, LinkView, PassageGroup, Shell};

/// `timeline.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TimelinePage {
    /// The frame
    pub(crate) shell: Shell,
    /// The events in order of time
    pub(crate) events: Vec<EventView>,
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
