//! `/timeline.timelinejs.json`: the events for TimelineJS, with their dates in words as this reader says them.
//!
//! TimelineJS places an event by numbers alone, and one without a beginning or an end not at all: an open end is left
//! out, an event without any date is left out as a whole. What is about or perhaps so is said by the words.

use serde::Serialize;

use crate::model::address::{Address, Location};
use crate::model::date::{Date, DateParts, Day, Endpoint, Shape};
use crate::model::event::Event;
use crate::model::ids::DocumentId;
use crate::render::build::{Context, timeline};
use crate::render::dates;
use crate::render::html::escaped;

/// Beyond these years a browser has no dates, and TimelineJS counts years alone.
const FARTHEST_YEAR: u64 = 270_000;

/// The document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TimelineJs {
    title: Slide,
    events: Vec<Entry>,
    scale: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Slide {
    text: Words,
}

#[derive(Clone, Debug, Serialize)]
struct Entry {
    unique_id: String,
    start_date: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Moment>,
    display_date: String,
    text: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Words {
    headline: String,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Moment {
    year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
}

/// Makes the document; `absolute` gives the address of a page on the web, where the reader's place is known.
pub(crate) fn document(context: &dyn Context, absolute: &dyn Fn(&Location) -> Option<String>) -> TimelineJs {
    let site = &context.corpus().site;
    let events: Vec<&Event> = context.index().timeline().map(AsRef::as_ref).collect();
    let is_far = |day: Option<Day>| day.is_some_and(|day| day.year.unsigned_abs() > FARTHEST_YEAR);
    let far = events.iter().any(|event| is_far(event.date.value.earliest) || is_far(event.date.value.latest));
    TimelineJs {
        title: Slide {
            text: Words {
                headline: escaped(&site.title),
                text: site.description.as_deref().map(escaped).unwrap_or_default(),
            },
        },
        events: events.into_iter().filter_map(|event| entry(context, event, absolute)).collect(),
        scale: if far { "cosmological" } else { "human" },
    }
}

fn entry(
    context: &dyn Context,
    event: &Event,
    absolute: &dyn Fn(&Location) -> Option<String>,
) -> Option<Entry> {
    let date = &event.date.value;
    let (start, end) = moments(date)?;
    let location = Location::Event(event.id.clone());
    let href = absolute(&location).unwrap_or_else(|| context.href(&Location::Home, &Address::page(location)));
    let text = context.text_html(&Location::Home, &DocumentId::Event(event.id.clone()));
    let place = timeline::place(context, event).map(|(name, _)| format!("<p>{}</p>", escaped(&name)));
    Some(Entry {
        unique_id: event.id.to_string(),
        start_date: start,
        end_date: end,
        display_date: dates::words_in(date, &context.corpus().site.language),
        text: Words {
            headline: format!("<a href=\"{}\">{}</a>", escaped(&href), escaped(&event.title)),
            text: format!("{}{}", text.0, place.unwrap_or_default()),
        },
        group: event.kind.clone(),
    })
}

/// Where TimelineJS is to draw a date: from when, and until when where it is longer than its own beginning says.
fn moments(date: &Date) -> Option<(Moment, Option<Moment>)> {
    let known = |parts: DateParts, day: Option<Day>| {
        // A season is no month.
        let plain = parts.month.is_none_or(|month| month <= 12);
        if plain { Some(of_parts(parts)) } else { day.map(of_day) }
    };
    match (&date.shape, date.earliest, date.latest) {
        (Shape::Single(parts, marks), Some(earliest), Some(latest)) => {
            let plain = !marks.unspecified && parts.month.is_none_or(|month| month <= 12);
            // A year of so many significant digits reaches farther than itself.
            if plain && (parts.month.is_some() || earliest.year == latest.year) {
                return Some((of_parts(*parts), None));
            }
            Some((of_day(earliest), Some(of_day(latest))))
        }
        (Shape::Interval(Endpoint::Known(first, marks), _), Some(earliest), Some(latest))
            if !marks.unspecified =>
        {
            Some((known(*first, Some(earliest))?, Some(of_day(latest))))
        }
        (_, Some(earliest), Some(latest)) if earliest == latest => Some((of_day(earliest), None)),
        (_, Some(earliest), Some(latest)) => Some((of_day(earliest), Some(of_day(latest)))),
        (_, Some(day), None) | (_, None, Some(day)) => Some((of_day(day), None)),
        (_, None, None) => None,
    }
}

fn of_parts(parts: DateParts) -> Moment {
    Moment { year: counted(parts.year), month: parts.month, day: parts.day }
}

fn of_day(day: Day) -> Moment {
    Moment { year: counted(day.year), month: Some(day.month), day: Some(day.day) }
}

/// TimelineJS prints the year -44 as 44 BCE; so there is no year 0.
fn counted(year: i64) -> i64 {
    if year <= 0 { year.saturating_sub(1) } else { year }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use serde_json::{Value, json};

    use super::{Moment, document, moments};
    use crate::model::date::{Date, DateParts, Day, Endpoint, Qualifiers, Shape};
    use crate::render::build::fake::Reader;

    #[test]
    fn an_event() {
        let mut reader = Reader::default();
        reader.event("bandung-1955", "1955-04-18/1955-04-24", "Bandung & after");
        reader.event_mut("bandung-1955").kind = Some("conference".to_owned());
        let found: Value =
            serde_json::to_value(document(&reader.finish(), &|_| Some("https://e.org/x/".into()))).unwrap();
        assert_eq!(found["scale"], "human");
        assert_eq!(found["title"]["text"]["headline"], "A reader");
        let event = &found["events"][0];
        assert_eq!(event["unique_id"], "bandung-1955");
        assert_eq!(event["display_date"], "18–24 April 1955");
        assert_eq!(event["group"], "conference");
        assert_eq!(event["start_date"], json!({ "year": 1955, "month": 4, "day": 18 }));
        assert_eq!(event["text"]["headline"], "<a href=\"https://e.org/x/\">Bandung &amp; after</a>");
    }

    #[test]
    fn dates_as_numbers() {
        let none = Qualifiers::default();
        let parts = |year, month, day| DateParts { year, month, day };
        let day = |year, month, day| Some(Day { year, month, day });
        let check =
            |shape, earliest, latest, start: (i64, Option<u8>, Option<u8>), end: Option<(i64, u8, u8)>| {
                let date = Date { edtf: String::new(), earliest, latest, shape };
                let start = Moment { year: start.0, month: start.1, day: start.2 };
                let end = end.map(|(year, month, day)| Moment { year, month: Some(month), day: Some(day) });
                assert_eq!(moments(&date), Some((start, end)));
            };
        let year = Shape::Single(parts(1955, None, None), none);
        check(year, day(1955, 1, 1), day(1955, 12, 31), (1955, None, None), None);
        let season = Shape::Single(parts(2001, Some(24), None), none);
        check(season, day(2001, 12, 1), day(2002, 2, 28), (2001, Some(12), Some(1)), Some((2002, 2, 28)));
        let decade = Shape::Single(parts(1950, None, None), Qualifiers { unspecified: true, ..none });
        check(decade, day(1950, 1, 1), day(1959, 12, 31), (1950, Some(1), Some(1)), Some((1959, 12, 31)));
        let span = Shape::Interval(
            Endpoint::Known(parts(1954, None, None), none),
            Endpoint::Known(parts(1957, None, None), none),
        );
        check(span, day(1954, 1, 1), day(1957, 12, 31), (1954, None, None), Some((1957, 12, 31)));
        let since = Shape::Interval(Endpoint::Known(parts(2001, None, None), none), Endpoint::Open);
        check(since, day(2001, 1, 1), None, (2001, Some(1), Some(1)), None);
        let before = Shape::Single(parts(-43, Some(3), Some(15)), none);
        check(before, day(-43, 3, 15), day(-43, 3, 15), (-44, Some(3), Some(15)), None);
        let open = Date {
            edtf: "../..".into(),
            earliest: None,
            latest: None,
            shape: Shape::Interval(Endpoint::Open, Endpoint::Open),
        };
        assert_eq!(moments(&open), None);
    }
}
