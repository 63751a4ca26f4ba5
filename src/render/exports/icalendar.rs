//! `/timeline.ics`: the events whose days are known, as iCalendar (RFC 5545).
//!
//! A calendar knows days and nothing wider: an event of a month or of a year would stand on its first day, and is left
//! out. What is about or perhaps so is tentative. The time stamp that each entry must have is the build's own, where
//! one is set from outside; no clock is read.

use std::fmt::Write;

use super::plain_text::plain_text;
use crate::model::address::Location;
use crate::model::date::{Date, DateParts, Day, Endpoint, Qualifiers, Shape};
use crate::model::event::Event;
use crate::model::ids::DocumentId;
use crate::model::source::Digest;
use crate::render::build::{Context, timeline};
use crate::render::dates;

/// No line is longer than so many bytes.
const LONGEST_LINE: usize = 75;

/// Makes the calendar; `None` where no event has its days. `absolute` gives the address of a page on the web.
pub(crate) fn calendar(
    context: &dyn Context,
    absolute: &dyn Fn(&Location) -> Option<String>,
    build_time: Option<i64>,
) -> Option<String> {
    let site = &context.corpus().site;
    let stamp = jiff::Timestamp::from_second(build_time.unwrap_or(0)).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let stamp = stamp.strftime("%Y%m%dT%H%M%SZ").to_string();
    let realm = realm(absolute(&Location::Home).as_deref(), &site.title);
    let mut events = Lines::default();
    for event in context.index().timeline() {
        let Some((first, after, marks)) = days(&event.date.value) else { continue };
        let doubtful = marks.uncertain || marks.approximate;
        events.line("BEGIN", "VEVENT");
        events.line("UID", &format!("{}@{realm}", event.id));
        events.line("DTSTAMP", &stamp);
        events.line("DTSTART;VALUE=DATE", &first);
        events.line("DTEND;VALUE=DATE", &after);
        events.text("SUMMARY", &event.title);
        describe(context, event, &mut events);
        if let Some(url) = absolute(&Location::Event(event.id.clone())) {
            events.line("URL", &url);
        }
        events.line("STATUS", if doubtful { "TENTATIVE" } else { "CONFIRMED" });
        events.line("TRANSP", "TRANSPARENT");
        events.line("END", "VEVENT");
    }
    if events.0.is_empty() {
        return None;
    }
    let mut calendar = Lines::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//postil//timeline//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.text("X-WR-CALNAME", &site.title);
    calendar.0.push_str(&events.0);
    calendar.line("END", "VCALENDAR");
    Some(calendar.0)
}

/// Whether an event has a place in the calendar.
pub(crate) fn has_days(event: &Event) -> bool {
    days(&event.date.value).is_some()
}

fn describe(context: &dyn Context, event: &Event, out: &mut Lines) {
    let document = DocumentId::Event(event.id.clone());
    let text = plain_text(&event.text, context.links().documents.get(&document));
    let text = format!("{}\n\n{text}", dates::words_in(&event.date.value, &context.corpus().site.language));
    out.text("DESCRIPTION", text.trim());
    if let Some((place, _)) = timeline::place(context, event) {
        out.text("LOCATION", &place);
    }
    let categories: Vec<String> = event.kind.iter().chain(&event.tags).map(|word| escaped(word)).collect();
    if !categories.is_empty() {
        out.line("CATEGORIES", &categories.join(","));
    }
}

/// What tells this reader's events from those of another in one calendar.
fn realm(home: Option<&str>, title: &str) -> String {
    let address = home.and_then(|home| home.split_once("://")).map(|(_, rest)| rest.trim_end_matches('/'));
    address.map_or_else(
        || format!("{}.timeline.invalid", Digest::of(title.as_bytes()).short(12)),
        |address| address.replace('/', "."),
    )
}

/// The first day, the day after the last, and the doubts, of a date that names its days.
fn days(date: &Date) -> Option<(String, String, Qualifiers)> {
    let named = |parts: &DateParts| parts.day.is_some();
    let marks = match &date.shape {
        Shape::Single(parts, marks) if named(parts) && !marks.unspecified => *marks,
        Shape::Interval(Endpoint::Known(first, a), Endpoint::Known(last, b))
            if named(first) && named(last) && !a.unspecified && !b.unspecified =>
        {
            Qualifiers {
                uncertain: a.uncertain || b.uncertain,
                approximate: a.approximate || b.approximate,
                unspecified: false,
            }
        }
        _ => return None,
    };
    let day = |day: Day| {
        let year = i16::try_from(day.year).ok().filter(|year| (1..=9999).contains(year))?;
        jiff::civil::Date::new(year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
    };
    let (first, last) = (day(date.earliest?)?, day(date.latest?)?);
    let spelled = |day: jiff::civil::Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    Some((spelled(first), spelled(last.tomorrow().ok()?), marks))
}

/// Lines as RFC 5545 ends and folds them.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is written as it is.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in format!("{name}:{value}").chars().filter(|c| !c.is_control()) {
            if length + c.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += c.len_utf8();
            self.0.push(c);
        }
        _ = self.0.write_str("\r\n");
    }

    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\n")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Lines, calendar, days};
    use crate::model::date::{Date, DateParts, Day, Endpoint, Qualifiers, Shape};

    fn day(year: i64, month: u8, day: u8) -> (DateParts, Day) {
        (DateParts { year, month: Some(month), day: Some(day) }, Day { year, month, day })
    }

    #[test]
    fn only_days_are_days() {
        let none = Qualifiers::default();
        let check = |shape, earliest, latest, expected: Option<(&str, &str)>| {
            let date = Date { edtf: String::new(), earliest: Some(earliest), latest: Some(latest), shape };
            let found = days(&date);
            let found = found.as_ref().map(|(first, after, _)| (first.as_str(), after.as_str()));
            assert_eq!(found, expected);
        };
        let (parts, at) = day(2019, 12, 31);
        check(Shape::Single(parts, none), at, at, Some(("20191231", "20200101")));
        let (first, from) = day(1955, 4, 18);
        let (last, to) = day(1955, 4, 24);
        let span = Shape::Interval(Endpoint::Known(first, none), Endpoint::Known(last, none));
        check(span, from, to, Some(("19550418", "19550425")));
        let month = DateParts { day: None, ..first };
        check(Shape::Single(month, none), from, to, None);
        let half = Shape::Interval(Endpoint::Known(month, none), Endpoint::Known(last, none));
        check(half, from, to, None);
        let (early, at) = day(-43, 3, 15);
        check(Shape::Single(early, none), at, at, None);
    }

    #[test]
    fn lines_are_escaped_and_folded() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "a, b; c\\\nd");
        assert_eq!(lines.0, "SUMMARY:a\\, b\\; c\\\\\\nd\r\n");
        let mut lines = Lines::default();
        lines.text("DESCRIPTION", &"新é".repeat(60));
        for line in lines.0.trim_end().split("\r\n") {
            assert!(line.len() <= 75, "{line}");
        }
        assert_eq!(lines.0.replace("\r\n ", ""), format!("DESCRIPTION:{}\r\n", "新é".repeat(60)));
    }

    #[test]
    fn a_calendar() {
        let mut reader = crate::render::build::fake::Reader::default();
        reader.event("year", "1955", "A year");
        let none = reader.finish();
        assert_eq!(calendar(&none, &|_| None, None), None);
        let mut reader = crate::render::build::fake::Reader::default();
        reader.event("bandung", "1955-04-18", "Bandung");
        let (parts, at) = day(1955, 4, 18);
        let date = &mut reader.event_mut("bandung").date.value;
        (date.earliest, date.latest) = (Some(at), Some(at));
        date.shape = Shape::Single(parts, Qualifiers::default());
        let text = calendar(&reader.finish(), &|_| Some("https://e.org/reader/".into()), Some(1_577_836_800))
            .unwrap();
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//postil//timeline//EN\r\nCALSCALE:GREGORIAN\r\n\
                        X-WR-CALNAME:A reader\r\nBEGIN:VEVENT\r\nUID:bandung@e.org.reader\r\n\
                        DTSTAMP:20200101T000000Z\r\nDTSTART;VALUE=DATE:19550418\r\nDTEND;VALUE=DATE:19550419\r\n\
                        SUMMARY:Bandung\r\nDESCRIPTION:18 April 1955\r\nURL:https://e.org/reader/\r\n\
                        STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(text, expected);
    }
}
