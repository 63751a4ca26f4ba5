//! Axes of small and of crowded readers: what is drawn, and that nothing overlaps.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::{prop_assert, proptest};

use super::Stretch;
use crate::model::address::Location;
use crate::model::date::{Date, DateParts, Endpoint, Qualifiers, Shape};
use crate::model::event::Event;
use crate::model::ids::{ArticleId, DocumentId, EventId};
use crate::model::links::Referent;
use crate::render::build::Context as _;
use crate::render::build::fake::{Fake, Reader, passage};
use crate::render::exports::samples::date;
use crate::render::view::{AxisLane, AxisMark, AxisView};

fn endpoint(text: &str) -> Endpoint {
    match text {
        ".." => Endpoint::Open,
        "" => Endpoint::Unknown,
        text => match shape(&date(text)) {
            Shape::Single(parts, doubt) => Endpoint::Known(parts, doubt),
            _ => Endpoint::Unknown,
        },
    }
}

fn shape(date: &Date) -> Shape {
    if let Some((from, to)) = date.edtf.split_once('/') {
        return Shape::Interval(endpoint(from), endpoint(to));
    }
    let ends = |marks: [char; 2]| date.edtf.ends_with(marks);
    let doubt = Qualifiers {
        uncertain: ends(['?', '%']),
        approximate: ends(['~', '%']),
        unspecified: date.edtf.contains('X'),
    };
    let year = date.earliest.or(date.latest).map_or(0, |day| day.year);
    Shape::Single(DateParts { year, month: None, day: None }, doubt)
}

fn reader<'a>(events: impl IntoIterator<Item = (&'a str, &'a str)>) -> Reader {
    let mut reader = Reader::default();
    for (n, (edtf, kind)) in events.into_iter().enumerate() {
        let id = format!("e{n}");
        reader.event(&id, edtf, &format!("The event number {n}, which has a rather long title"));
        let event = reader.event_mut(&id);
        event.date.value.shape = shape(&event.date.value);
        event.kind = (!kind.is_empty()).then(|| kind.to_owned());
    }
    reader
}

/// The drawing of all events of a reader.
fn axis(reader: &Fake) -> Option<AxisView> {
    let events: Vec<&Event> = reader.index().timeline().map(|event| &**event).collect();
    let stretches = super::bounds(&[&events]).into_iter().map(|time| Stretch { time, events: &events });
    super::axis(reader, &Location::Timeline, &stretches.collect::<Vec<_>>())
}

fn drawn<'a>(events: impl IntoIterator<Item = (&'a str, &'a str)>) -> AxisView {
    axis(&reader(events).finish()).unwrap()
}

fn marks(view: &AxisView) -> Vec<&AxisMark> {
    view.periods
        .iter()
        .flat_map(|period| &period.lanes)
        .flat_map(|lane| &lane.marks)
        .filter(|mark| !mark.hidden)
        .collect()
}

/// Left, top, right and bottom of everything in a lane: of a mark, what it and its words take together.
fn boxes(lane: &AxisLane) -> Vec<[u32; 4]> {
    let marks = lane.marks.iter().filter(|mark| !mark.hidden).map(|mark| {
        let label = mark.x.checked_add_signed(i32::try_from(mark.label_x).unwrap()).unwrap();
        let left = mark.x.min(label);
        let right = (mark.x + mark.width).max(label + mark.label_width);
        [left, mark.y, right, mark.y + mark.height]
    });
    let crowds = lane.crowds.iter().map(|c| [c.x, c.y, c.x + c.width, c.y + c.height]);
    marks.chain(crowds).collect()
}

fn check_layout(view: &AxisView, events: usize) {
    let mut count = 0;
    for period in &view.periods {
        let mut below = 0;
        for lane in &period.lanes {
            assert!(lane.y >= below, "lanes stand below one another");
            below = lane.y + lane.height;
            let boxes = boxes(lane);
            for (n, a) in boxes.iter().enumerate() {
                assert!(period.left <= a[0] && a[2] <= view.width, "{a:?} is within the drawing");
                assert!(lane.y <= a[1] && a[3] <= below, "{a:?} is within its lane");
                for b in &boxes[n + 1..] {
                    let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                    assert!(apart, "{a:?} and {b:?} overlap");
                }
            }
            let crowded: usize = lane.crowds.iter().map(|crowd| crowd.count).sum();
            assert_eq!(lane.marks.iter().filter(|mark| mark.hidden).count(), crowded);
            count += lane.marks.len();
        }
        assert!(below <= period.height);
    }
    assert_eq!(count + view.undated, events, "every event is drawn once");
}

#[test]
fn no_event_no_axis() {
    assert!(axis(&Reader::default().finish()).is_none());
    assert!(axis(&reader([("../..", "")]).finish()).is_none(), "nothing has a date to draw");
}

#[test]
fn one_day_is_a_whole_axis() {
    let view = drawn([("2019-02-16", "")]);
    check_layout(&view, 1);
    assert_eq!(view.summary, "1 event drawn in order of time, 16 Feb 2019");
    assert!(view.overview.is_none());
    let marks = marks(&view);
    assert_eq!((marks[0].form, marks[0].fade, marks[0].href.as_str()), ("day", "none", "#e0"));
    assert_eq!(marks[0].name, "The event number 0, which has a rather long title, 16 February 2019");
    assert_eq!(view.periods[0].lanes[0].name, "");
}

#[test]
fn dates_have_their_forms() {
    let check = |edtf: &str, expected: (&str, &str, bool)| {
        let view = drawn([("1900-05-05", "a"), (edtf, "b"), ("1999-05-05", "c")]);
        check_layout(&view, 3);
        let marks = marks(&view);
        let mark = marks.iter().find(|mark| mark.event == "e1").unwrap();
        assert_eq!((mark.form, mark.fade, mark.doubtful), expected, "{edtf}");
    };
    check("1950-04-18", ("day", "none", false));
    check("1950-04-18~", ("day", "both", false));
    check("1950", ("within", "none", false));
    check("1950~", ("within", "both", false));
    check("1950?", ("within", "none", true));
    check("195X", ("within", "none", false));
    check("1950/1957", ("span", "none", false));
    check("1950~/1957", ("span", "start", false));
    check("1950/1957~", ("span", "end", false));
    check("1950/..", ("span", "end", false));
    check("../1950", ("span", "start", false));
    check("1950/", ("span", "end", false));
    check("1950?/1957", ("span", "none", true));
}

#[test]
fn the_scale_follows_the_dates() {
    let ticks = |dates: [&'static str; 2]| {
        let view = drawn(dates.map(|date| (date, "")));
        check_layout(&view, 2);
        view.periods[0].ticks.iter().map(|tick| tick.words.clone()).take(3).collect::<Vec<_>>()
    };
    assert_eq!(ticks(["1949", "2022"]), ["1950", "1960", "1970"]);
    assert_eq!(ticks(["2014", "2019"]), ["2014", "2015", "2016"]);
    assert_eq!(ticks(["2019-01", "2019-06"]), ["Jan 2019", "Feb 2019", "Mar 2019"]);
    assert_eq!(ticks(["2019-02-16", "2019-02-19"]), ["16 Feb 2019", "17 Feb 2019", "18 Feb 2019"]);
    assert_eq!(ticks(["-3000", "1999"]), ["3001 BCE", "2001 BCE", "1001 BCE"]);
}

#[test]
fn lanes_are_kinds_and_the_frequent_come_first() {
    let view = drawn([("1950", "war"), ("1951", "treaty"), ("1952", "treaty"), ("1953", "")]);
    check_layout(&view, 4);
    let names: Vec<_> = view.periods[0].lanes.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(names, ["treaty", "war", "other"]);
    let kinds: Vec<String> = (0..30).map(|n| format!("kind {n}")).collect();
    let view = drawn(kinds.iter().map(|kind| ("1950", kind.as_str())));
    check_layout(&view, 30);
    assert_eq!(view.periods[0].lanes.len(), 10);
}

#[test]
fn forty_on_one_day_and_one_that_spans_a_century() {
    let crowd = std::iter::repeat_n(("1955-04-18", ""), 40);
    let view = drawn(crowd.chain([("1900/1999", ""), ("1955-05", ""), ("1957", "")]));
    check_layout(&view, 43);
    let crowds: Vec<_> = view.periods.iter().flat_map(|p| &p.lanes).flat_map(|l| &l.crowds).collect();
    assert!(!crowds.is_empty());
    assert!(crowds[0].name.contains(" more, the first The event number "), "{}", crowds[0].name);
}

#[test]
fn crowded_years_get_periods_of_their_own() {
    let lately = (0..60).map(|n| format!("{}-{:02}", 2015 + n / 12, n % 12 + 1));
    let dates: Vec<String> = (0..20).map(|n| format!("{}", 1900 + n * 5)).chain(lately).collect();
    let view = drawn(dates.iter().map(|date| (date.as_str(), "")));
    check_layout(&view, 80);
    let titles: Vec<_> = view.periods.iter().map(|period| period.title.as_str()).collect();
    assert_eq!(titles, ["1900–2014", "2015–2016", "2017–2019"]);
    let overview = view.overview.unwrap();
    let parts: Vec<_> = overview.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(parts, ["1900–2014: 20 events", "2015–2019: 60 events"], "narrow ones are one");
    assert_eq!(overview.parts[0].href, "#:period-1");
    assert_eq!(overview.parts[0].words, "1900–2014");
    assert!(overview.columns.iter().all(|column| column.y + column.height == overview.base));
}

#[test]
fn thousands_of_events_are_drawn_in_bounds() {
    let dates: Vec<String> = (0..5000).map(|n| format!("{}-{:02}", 1500 + n / 10, n % 12 + 1)).collect();
    let kinds = ["war", "treaty", "summit", "speech", ""];
    let view = drawn(dates.iter().enumerate().map(|(n, date)| (date.as_str(), kinds[n % 5])));
    check_layout(&view, 5000);
    assert!(view.periods.len() <= 6);
    assert!(marks(&view).len() < 2000, "{}", marks(&view).len());
}

#[test]
fn years_beyond_all_counting() {
    let view = drawn([("2000", ""), ("1950", "")]);
    check_layout(&view, 2);
    let mut reader = reader([("2000", ""), ("2001", "")]);
    for (id, year) in [("e0", i64::MIN), ("e1", i64::MAX)] {
        let date = &mut reader.event_mut(id).date.value;
        for day in [&mut date.earliest, &mut date.latest] {
            day.as_mut().unwrap().year = year;
        }
    }
    check_layout(&axis(&reader.finish()).unwrap(), 2);
}

#[test]
fn a_mark_tells_how_many_articles_speak_of_it() {
    let mut reader = reader([("1955", "")]);
    let event = Referent::Event(EventId::new("e0"));
    for (article, fragment) in [("a", "link-1"), ("a", "link-2"), ("b", "link-1")] {
        let document = DocumentId::Article(ArticleId::new(article));
        reader.passage(event.clone(), passage(&document, 1, fragment));
    }
    reader.passage(event, passage(&DocumentId::Home, 0, "link-1"));
    assert_eq!(marks(&axis(&reader.finish()).unwrap())[0].told, 2);
}

proptest! {
    #[test]
    fn nothing_ever_overlaps(
        events in proptest::collection::vec((1900_i64..2030, 1_u8..=12, 1_u8..=28, 0_u8..8, 0_usize..12), 1..120)
    ) {
        let dated: Vec<(String, String)> = events
            .iter()
            .map(|(year, month, day, form, kind)| {
                let edtf = match form {
                    0 => format!("{year}"),
                    1 => format!("{year}-{month:02}"),
                    2 => format!("{year}/{}", year + i64::from(*day)),
                    3 => format!("{year}/.."),
                    4 => format!("../{year}"),
                    5 => format!("{year}~"),
                    _ => format!("{year}-{month:02}-{day:02}"),
                };
                (edtf, format!("kind {kind}"))
            })
            .collect();
        let view = drawn(dated.iter().map(|(date, kind)| (date.as_str(), kind.as_str())));
        check_layout(&view, events.len());
        prop_assert!(view.periods.len() <= 6);
    }
}
