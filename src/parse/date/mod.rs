//! EDTF dates (ISO 8601-2:2019 Annex A), through edtf-core; how a date is worded is not known here.
//!
//! Friendly words (“c. 1850”, “March 2011”) are accepted where they can only mean one thing, and are kept as EDTF writes
//! it. Digits in another order and the spellings of older drafts are errors whose help says how EDTF writes them: they
//! may be slips, or mean something else to another reader.

mod proposal;

use edtf_core::{Bound, DateField, Edtf, IntervalEndpoint, SetElement};

use crate::model::date::{Date, DateParts, Day, Endpoint, Qualifiers, Shape};
use crate::parse::char_floor;

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateError {
    /// What is wrong, as a diagnostic says it
    pub(super) message: String,
    /// The byte of the text where it goes wrong
    pub(super) offset: usize,
    /// The byte after the part that is wrong
    pub(super) end: usize,
    /// How to write it instead
    pub(super) help: Option<String>,
}

/// What help says where nothing better is known.
const FORMS: &str = "dates are written in EDTF: `1955`, `1955-04`, `1955-04-18`, `1955~` (about), `1955?` (perhaps), \
                     `1954/1957` (from, to), `1954/..` (from then on)";

/// Parses a date.
pub(super) fn parse(text: &str) -> Result<Date, DateError> {
    // A date of more characters than any sensible one holds is a paste gone wrong.
    const MOST_BYTES: usize = 1000;
    if text.len() > MOST_BYTES {
        let message = "the date is longer than 1,000 characters".to_owned();
        return Err(DateError { message, offset: 0, end: text.len(), help: Some(FORMS.to_owned()) });
    }
    let edtf = Edtf::parse(text).or_else(|error| {
        let friendly = proposal::friendly(text).and_then(|edtf| Edtf::parse(&edtf).ok());
        friendly.ok_or_else(|| explain(text, error.offset, error.message))
    })?;
    let shape = shape(&edtf).ok_or_else(|| DateError {
        message: "the year is too far away to be counted with".to_owned(),
        offset: 0,
        end: text.len(),
        help: None,
    })?;
    let bounds = edtf.bounds();
    Ok(Date { edtf: edtf.to_string(), earliest: day(bounds.earliest), latest: day(bounds.latest), shape })
}

fn day(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(date) => Some(Day { year: date.year, month: date.month, day: date.day }),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    }
}

/// The parts of a date; `None` where a year does not fit a number.
fn shape(edtf: &Edtf) -> Option<Shape> {
    Some(match edtf {
        Edtf::Date(date) => Shape::Single(parts(date)?, qualifiers(date)),
        Edtf::DateTime(moment) => Shape::Single(parts(&moment.date)?, qualifiers(&moment.date)),
        Edtf::Interval(interval) => Shape::Interval(endpoint(&interval.start)?, endpoint(&interval.end)?),
        Edtf::Set(set) => {
            let mut all = Qualifiers::default();
            for date in set.elements.iter().flat_map(dates) {
                parts(date)?;
                let one = qualifiers(date);
                all.uncertain |= one.uncertain;
                all.approximate |= one.approximate;
                all.unspecified |= one.unspecified;
            }
            Shape::Set(all)
        }
    })
}

/// `..1985` at the start of an interval keeps its date here; that it may be earlier, the bounds say.
fn endpoint(end: &IntervalEndpoint) -> Option<Endpoint> {
    Some(match end {
        IntervalEndpoint::Open => Endpoint::Open,
        IntervalEndpoint::Unknown => Endpoint::Unknown,
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Endpoint::Known(parts(date)?, qualifiers(date)),
    })
}

fn dates(element: &SetElement) -> impl Iterator<Item = &edtf_core::Date> {
    let (first, second) = match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => (date, None),
        SetElement::Range(from, to) => (from, Some(to)),
    };
    std::iter::once(first).chain(second)
}

/// Unspecified digits of a year count as zeros (`201X` is 2010); a month or day with one is a part that is missing.
fn parts(date: &edtf_core::Date) -> Option<DateParts> {
    let year = match date.year.kind {
        edtf_core::YearKind::Standard { negative, digits } => {
            let year = digits.iter().fold(0, |year, digit| year * 10 + i64::from(digit.unwrap_or(0)));
            if negative { -year } else { year }
        }
        _ => date.year.value()?,
    };
    let month = date.month.and_then(DateField::value);
    let day = month.and(date.day).and_then(DateField::value);
    Some(DateParts { year, month, day })
}

fn qualifiers(date: &edtf_core::Date) -> Qualifiers {
    Qualifiers {
        uncertain: date.is_uncertain(),
        // A year of so many significant digits (`1950S2`) is an estimate.
        approximate: date.is_approximate() || date.year.significant_digits.is_some(),
        unspecified: date.has_unspecified(),
    }
}

/// Words what edtf-core found, and proposes what was meant.
fn explain(text: &str, offset: usize, message: &str) -> DateError {
    if let Some(error) = impossible(text, offset, message) {
        return error;
    }
    let (offset, end) = extent(text, offset);
    let message = match message {
        "empty input" => "the date is empty".to_owned(),
        "interval end precedes interval start" => "the interval ends before it begins".to_owned(),
        reason => format!("`{text}` is not a date: {}", reason.replace('\'', "`")),
    };
    match proposal::propose(text) {
        // Where the whole must be written otherwise, a place inside it says little.
        Some(proposal) if text.chars().any(char::is_whitespace) || !text.is_ascii() => {
            let help = Some(format!("EDTF writes it `{proposal}`"));
            DateError {
                message: format!("`{text}` is not written as a date"),
                offset: 0,
                end: text.len(),
                help,
            }
        }
        Some(proposal) => {
            DateError { message, offset, end, help: Some(format!("EDTF writes it `{proposal}`")) }
        }
        None => DateError { message, offset, end, help: Some(FORMS.to_owned()) },
    }
}

/// A day that its month does not have.
fn impossible(text: &str, offset: usize, message: &str) -> Option<DateError> {
    let digits = text.get(offset..offset + 2).filter(|day| day.bytes().all(|b| b.is_ascii_digit()))?;
    let month = text.get(..offset)?.strip_suffix('-')?;
    let start = month.rfind(['/', ',', '[', '{', '.']).map_or(0, |at| at + 1);
    let month = month.get(start..)?;
    if message != "day is out of range for the month" || digits == "00" {
        return None;
    }
    let Bound::Date(last) = Edtf::parse(month).ok()?.bounds().latest else {
        return None;
    };
    let plain = month.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    Some(DateError {
        message: format!("`{month}` has no day {digits}"),
        offset,
        end: offset + digits.len(),
        help: plain.then(|| format!("its last day is `{month}-{:02}`", last.day)),
    })
}

/// The part of the text that a mistake covers: from the offset on, as far as letters, digits and qualifiers go.
fn extent(text: &str, offset: usize) -> (usize, usize) {
    let start = char_floor(text, offset);
    let rest = text.get(start..).unwrap_or_default();
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '?' | '~' | '%');
    let run: usize = rest.chars().take_while(|c| inside(*c)).map(char::len_utf8).sum();
    let first = rest.chars().next().map_or(0, char::len_utf8);
    (start, start + run.max(first))
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod vectors;
