//! Dates from the parts that a text names, with their bounds; which words name them is not known here.

use crate::model::date::{Date, DateParts, Day, Endpoint, Qualifiers, Shape};

/// A date as a text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A year, a month, a season or a day
    Point(DateParts),
    /// From one to another
    Span(DateParts, DateParts),
    /// Ten years from this one
    Decade(i64),
    /// A part of some years or of one
    Part(Part, Whole),
}

/// A part of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// “early”
    Early,
    /// “mid”
    Middle,
    /// “late”
    Late,
    /// “the first half of”
    FirstHalf,
    /// “the second half of”
    SecondHalf,
}

/// What a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// Ten years from this one
    Decade(i64),
    /// A year
    Year(i64),
}

/// How a text speaks of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// It is then
    Then,
    /// “about”
    About,
    /// “since”, and nothing of an end
    From,
    /// “until”, and nothing of a beginning
    Until,
}

/// A year alone.
pub(super) fn year(year: i64) -> DateParts {
    DateParts { year, month: None, day: None }
}

/// The date that is said; `None` where there is no such day, or where it ends before it begins.
pub(super) fn date(said: Said, reach: Reach) -> Option<Date> {
    let (first, last) = ends(said)?;
    match reach {
        Reach::From => {
            let shape = Shape::Interval(known(first), Endpoint::Open);
            let edtf = format!("{}/..", spelled(first));
            Some(Date { edtf, earliest: Some(start(first)), latest: None, shape })
        }
        Reach::Until => {
            let shape = Shape::Interval(Endpoint::Open, known(last));
            let edtf = format!("../{}", spelled(last));
            Some(Date { edtf, earliest: None, latest: Some(end(last)), shape })
        }
        Reach::Then | Reach::About => closed(said, first, last, reach),
    }
}

fn closed(said: Said, first: DateParts, last: DateParts, reach: Reach) -> Option<Date> {
    let about = if reach == Reach::About { "~" } else { "" };
    let qualifiers = Qualifiers { approximate: reach == Reach::About, ..Qualifiers::default() };
    let (edtf, shape) = match said {
        Said::Point(_) => (format!("{}{about}", spelled(first)), Shape::Single(first, qualifiers)),
        Said::Decade(decade) => {
            let qualifiers = Qualifiers { unspecified: true, ..qualifiers };
            (format!("{:03}X{about}", decade / 10), Shape::Single(first, qualifiers))
        }
        Said::Span(..) => {
            let ends = Shape::Interval(Endpoint::Known(first, qualifiers), Endpoint::Known(last, qualifiers));
            (format!("{}{about}/{}{about}", spelled(first), spelled(last)), ends)
        }
        Said::Part(part, _) => {
            let sure = Qualifiers::default();
            let rough = Qualifiers { approximate: true, ..sure };
            // An end that the part shares with the whole is certain.
            let (from, to) = match part {
                Part::Early | Part::FirstHalf => (sure, rough),
                Part::Middle => (rough, rough),
                Part::Late | Part::SecondHalf => (rough, sure),
            };
            let mark = |end: Qualifiers| if end.approximate { "~" } else { "" };
            let edtf = format!("{}{}/{}{}", spelled(first), mark(from), spelled(last), mark(to));
            (edtf, Shape::Interval(Endpoint::Known(first, from), Endpoint::Known(last, to)))
        }
    };
    let (earliest, latest) = (start(first), end(last));
    (earliest <= latest).then_some(Date { edtf, earliest: Some(earliest), latest: Some(latest), shape })
}

/// The first and the last parts that are named.
fn ends(said: Said) -> Option<(DateParts, DateParts)> {
    let (first, last) = match said {
        Said::Point(parts) => (parts, parts),
        Said::Span(first, last) => (first, last),
        Said::Decade(first) => (year(first), year(first + 9)),
        Said::Part(part, Whole::Decade(first)) => {
            let (from, to) = match part {
                Part::Early => (0, 3),
                Part::Middle => (4, 6),
                Part::Late => (7, 9),
                Part::FirstHalf => (0, 5),
                Part::SecondHalf => (5, 9),
            };
            (year(first + from), year(first + to))
        }
        Said::Part(part, Whole::Year(of)) => {
            let (from, to) = match part {
                Part::Early => (1, 4),
                Part::Middle => (5, 8),
                Part::Late => (9, 12),
                Part::FirstHalf => (1, 6),
                Part::SecondHalf => (7, 12),
            };
            let month = |month| DateParts { year: of, month: Some(month), day: None };
            (month(from), month(to))
        }
    };
    (there_is(first) && there_is(last)).then_some((first, last))
}

fn there_is(parts: DateParts) -> bool {
    match (parts.month, parts.day) {
        (Some(month @ 1..=12), Some(day)) => (1..=month_length(parts.year, month)).contains(&day),
        (Some(month), None) => matches!(month, 1..=12 | 21..=24),
        (None, None) => true,
        _ => false,
    }
}

fn known(parts: DateParts) -> Endpoint {
    Endpoint::Known(parts, Qualifiers::default())
}

fn spelled(parts: DateParts) -> String {
    match (parts.month, parts.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", parts.year),
        (Some(month), None) => format!("{:04}-{month:02}", parts.year),
        _ => format!("{:04}", parts.year),
    }
}

/// Seasons are those of the northern half of the world, as EDTF's bounds count them.
fn start(parts: DateParts) -> Day {
    let month = match parts.month {
        Some(season @ 21..=24) => (season - 20) * 3,
        Some(month) => month,
        None => 1,
    };
    Day { year: parts.year, month, day: parts.day.unwrap_or(1) }
}

fn end(parts: DateParts) -> Day {
    let (year, month) = match parts.month {
        Some(24) => (parts.year + 1, 2),
        Some(season @ 21..=23) => (parts.year, (season - 20) * 3 + 2),
        Some(month) => (parts.year, month),
        None => (parts.year, 12),
    };
    Day { year, month, day: parts.day.unwrap_or_else(|| month_length(year, month)) }
}

fn month_length(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
