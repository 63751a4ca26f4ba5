//! Dates as the field writes them (EDTF, ISO 8601-2:2019 Annex A), already checked; parsing is the parse stage's.

use std::cmp::Ordering;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Astronomical year: 0 is 1 BCE
    pub year: i64,
    /// 1 to 12
    pub month: u8,
    /// 1 to 31
    pub day: u8,
}

/// The parts that a date names; those after a missing one are missing, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateParts {
    /// Astronomical year
    pub year: i64,
    /// 1 to 12, or a season from 21 (spring) to 24 (winter), or an EDTF level 2 subdivision up to 41
    pub month: Option<u8>,
    /// 1 to 31
    pub day: Option<u8>,
}

/// How sure a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Qualifiers {
    /// `?`
    pub uncertain: bool,
    /// `~`
    pub approximate: bool,
    /// Digits given as `X`
    pub unspecified: bool,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// A date with its qualifiers
    Known(DateParts, Qualifiers),
    /// `..`: open
    Open,
    /// Nothing between the bounds: unknown
    Unknown,
}

/// What kind of date it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One date
    Single(DateParts, Qualifiers),
    /// From one end to the other
    Interval(Endpoint, Endpoint),
    /// A set of dates, `[…]` or `{…}`
    Set(Qualifiers),
}

/// A checked EDTF date; it orders by its earliest day, then its latest, then its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The date in EDTF's canonical spelling
    pub edtf: String,
    /// The first day it can mean; `None` when it is open or unknown
    pub earliest: Option<Day>,
    /// The last day it can mean; `None` when it is open or unknown
    pub latest: Option<Day>,
    /// Its parts
    pub shape: Shape,
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.earliest.or(date.latest), date.latest);
        key(self).cmp(&key(other)).then_with(|| self.edtf.cmp(&other.edtf))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
