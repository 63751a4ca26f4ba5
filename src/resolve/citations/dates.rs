//! Dates of works as the engine can bear them: it knows single dates only, panics at ranges and drops words. Which
//! parts of a date are printed is the style's affair.
//!
//! A date that the engine cannot hold travels as a year that no work has, and what it says is put in its place
//! afterwards.

use citationberg::json::{DateValue, FixedDate, FixedDateRange};

use crate::model::date::{Date, DateParts, Endpoint, Qualifiers, Shape};
use crate::model::work::WorkDate;

/// A date for the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EngineDate {
    /// The date
    pub(super) value: DateValue,
    /// The words to put in place of its year
    pub(super) hole: Option<YearHole>,
}

/// A year that stands for words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct YearHole {
    /// The digits that the engine prints
    pub(super) digits: String,
    /// What they stand for
    pub(super) words: String,
}

/// How much a date says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Precision {
    /// A year
    #[default]
    Year,
    /// Words in place of a year: what they say of months and days is not known
    Words,
    /// A month or season
    Month,
    /// A day
    Day,
}

impl EngineDate {
    /// How much it says, unless it is words.
    pub(super) fn precision(&self) -> Precision {
        match &self.value {
            DateValue::Raw { raw, .. } if raw.start.day.is_some() => Precision::Day,
            DateValue::Raw { raw, season, .. } if raw.start.month.is_some() || season.is_some() => {
                Precision::Month
            }
            _ => Precision::Year,
        }
    }

    /// The year as it is printed.
    pub(super) fn year(&self) -> String {
        match (&self.hole, &self.value) {
            (Some(hole), _) => hole.words.clone(),
            (None, DateValue::Raw { raw, .. }) => raw.start.year.unsigned_abs().to_string(),
            (None, DateValue::DateParts { .. }) => String::new(),
        }
    }
}

/// The first of the years that stand for words; the engine's years end at 32767.
const FIRST_HOLE: i16 = 32001;
/// Years that are printed as they are.
const PRINTABLE: std::ops::RangeInclusive<i64> = -9999..=9999;
/// Added to years in sort keys, so that each has five digits.
const SORT_BASE: i16 = 20000;

/// A date for printing; `slot` tells the dates of one work apart. `None` where it says nothing.
pub(super) fn printed(date: &WorkDate, slot: u8) -> Option<EngineDate> {
    match meaning(date)? {
        Meaning::Parts(parts, doubt) => {
            let year = i16::try_from(parts.year).ok()?;
            Some(EngineDate { value: value(year, parts, doubt), hole: None })
        }
        Meaning::Words(words, doubt) => {
            let year = FIRST_HOLE + i16::from(slot);
            let parts = DateParts { year: i64::from(year), month: None, day: None };
            let hole = YearHole { digits: year.to_string(), words };
            Some(EngineDate { value: value(year, parts, doubt), hole: Some(hole) })
        }
    }
}

/// A date whose year sorts rightly as text. Words (“forthcoming”) come after every date.
pub(super) fn sorted(date: &WorkDate) -> DateValue {
    let last = DateParts { year: *PRINTABLE.end(), month: None, day: None };
    let parts = match date {
        WorkDate::Literal(_) => last,
        WorkDate::Date(date) => first_parts(date).unwrap_or(last),
    };
    let year = parts.year.clamp(-9000, *PRINTABLE.end());
    let year = i16::try_from(year).unwrap_or_default() + SORT_BASE;
    value(year, parts, Doubt::None)
}

/// What the engine is to print.
enum Meaning {
    Parts(DateParts, Doubt),
    Words(String, Doubt),
}

/// Whether CSL's `is-uncertain-date` holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubt {
    None,
    Circa,
}

fn meaning(date: &WorkDate) -> Option<Meaning> {
    let date = match date {
        WorkDate::Literal(words) if words.trim().is_empty() => return None,
        WorkDate::Literal(words) => return Some(Meaning::Words(words.trim().to_owned(), Doubt::None)),
        WorkDate::Date(date) => date,
    };
    match date.shape {
        Shape::Single(_, qualifiers)
            if qualifiers.unspecified && years(date).is_some_and(|(a, b)| a != b) =>
        {
            years(date).map(|(from, to)| span(Some(from), Some(to), doubt(qualifiers)))
        }
        Shape::Single(parts, qualifiers) => Some(single(parts, doubt(qualifiers))),
        Shape::Interval(start, end) => interval(start, end),
        Shape::Set(qualifiers) => Some(match years(date) {
            Some((from, to)) if from == to => {
                single(DateParts { year: from, month: None, day: None }, doubt(qualifiers))
            }
            Some((from, to)) => span(Some(from), Some(to), doubt(qualifiers)),
            None => Meaning::Words(date.edtf.clone(), doubt(qualifiers)),
        }),
    }
}

fn single(parts: DateParts, doubt: Doubt) -> Meaning {
    if PRINTABLE.contains(&parts.year) {
        Meaning::Parts(parts, doubt)
    } else {
        Meaning::Words(year_words(parts.year), doubt)
    }
}

/// An interval is printed as years if its ends are years; else its start stands for it, since no style says how the
/// days of two dates are joined.
fn interval(start: Endpoint, end: Endpoint) -> Option<Meaning> {
    match (start, end) {
        (Endpoint::Known(from, a), Endpoint::Known(to, b)) => {
            let doubt = if doubt(a) == Doubt::Circa { Doubt::Circa } else { doubt(b) };
            let years = from.month.is_none() && to.month.is_none() && from.year != to.year;
            Some(if years { span(Some(from.year), Some(to.year), doubt) } else { single(from, doubt) })
        }
        (Endpoint::Known(from, a), _) if from.month.is_none() => Some(span(Some(from.year), None, doubt(a))),
        (Endpoint::Known(from, a), _) => Some(single(from, doubt(a))),
        (_, Endpoint::Known(to, b)) => Some(span(None, Some(to.year), doubt(b))),
        _ => None,
    }
}

fn span(from: Option<i64>, to: Option<i64>, doubt: Doubt) -> Meaning {
    let words = |year: Option<i64>| year.map(year_words).unwrap_or_default();
    Meaning::Words(format!("{}–{}", words(from), words(to)), doubt)
}

/// The engine's own words for years before the common era depend on the locale; ranges of them are rare enough to do
/// without.
fn year_words(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BCE", 1 - year) }
}

fn years(date: &Date) -> Option<(i64, i64)> {
    Some((date.earliest?.year, date.latest?.year))
}

fn doubt(qualifiers: Qualifiers) -> Doubt {
    if qualifiers.approximate || qualifiers.uncertain { Doubt::Circa } else { Doubt::None }
}

fn first_parts(date: &Date) -> Option<DateParts> {
    let day = date.earliest.or(date.latest);
    let from_day = day.map(|day| DateParts { year: day.year, month: None, day: None });
    match date.shape {
        Shape::Single(parts, _) => Some(parts),
        Shape::Interval(Endpoint::Known(parts, _), _) | Shape::Interval(_, Endpoint::Known(parts, _)) => {
            Some(parts)
        }
        _ => from_day,
    }
}

fn value(year: i16, parts: DateParts, doubt: Doubt) -> DateValue {
    // The engine counts months and days from zero, seasons from one.
    let month = parts.month.filter(|month| (1..=12).contains(month));
    let season = parts.month.filter(|month| (21..=24).contains(month)).map(|month| (month - 20).to_string());
    let day = parts.day.filter(|day| month.is_some() && (1..=31).contains(day));
    let start = FixedDate {
        year,
        month: month.map(|month| month - 1),
        day: day.map(|day| day - 1),
        season: None,
        circa: doubt == Doubt::Circa,
    };
    DateValue::Raw { raw: FixedDateRange { start, end: None }, literal: None, season }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::*;
    use crate::model::date::Day;
    use crate::resolve::citations::sample::{interval, year};

    fn check(date: &WorkDate, expected: &str) {
        let shown = printed(date, 3).map(|date| match (date.hole, date.value) {
            (Some(hole), _) => hole.words,
            (None, DateValue::Raw { raw, .. }) => raw.start.year.to_string(),
            (None, _) => String::new(),
        });
        assert_eq!(shown.unwrap_or_default(), expected);
    }

    #[test]
    fn every_shape_is_printed() {
        check(&year(2019), "2019");
        check(&WorkDate::Literal("forthcoming".to_owned()), "forthcoming");
        check(&WorkDate::Literal(" ".to_owned()), "");
        check(&interval(Some(1954), Some(1957)), "1954–1957");
        check(&interval(Some(1954), None), "1954–");
        check(&interval(None, Some(1957)), "–1957");
        check(&interval(None, None), "");
        check(&year(-40), "-40");
        check(&year(123_456), "123456");
        check(&year(-20_000), "20001 BCE");
    }

    #[test]
    fn a_decade_is_a_span() {
        let day = |year| Some(Day { year, month: 1, day: 1 });
        let qualifiers = Qualifiers { unspecified: true, ..Qualifiers::default() };
        let shape = Shape::Single(DateParts { year: 1950, month: None, day: None }, qualifiers);
        let date = Date { edtf: "195X".to_owned(), earliest: day(1950), latest: day(1959), shape };
        check(&WorkDate::Date(date), "1950–1959");
    }

    #[test]
    fn sort_years_have_five_digits() {
        for (date, expected) in [
            (year(2019), 22019),
            (year(-44), 19956),
            (year(1_000_000), 29999),
            (year(-1_000_000), 11000),
            (WorkDate::Literal("in press".to_owned()), 29999),
        ] {
            let DateValue::Raw { raw, .. } = sorted(&date) else { panic!("not raw") };
            assert_eq!(raw.start.year, expected);
        }
    }
}
