//! What an EDTF date says, for any language to word: read from the canonical spelling, without checking it again.

/// What a date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// One date
    One(Point),
    /// From one end to the other
    Span(End, End),
    /// `[…]`: one of its members, not known which
    OneOf(Vec<Member>),
    /// `{…}`: all of its members
    AllOf(Vec<Member>),
}

/// An end of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A date
    Point(Point),
    /// `..1985`: a date or an earlier one
    OrEarlier(Point),
    /// `1990..`: a date or a later one
    OrLater(Point),
    /// `..`: there is no end
    Open,
    /// Nothing: the end is not known
    Unknown,
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    /// A date
    Point(Point),
    /// `..1985`: a date or an earlier one
    OrEarlier(Point),
    /// `1990..`: a date or a later one
    OrLater(Point),
    /// `1670..1672`: every date between two
    Range(Point, Point),
}

/// A date, as precise as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// The year
    pub(super) year: Year,
    /// The month or season
    pub(super) month: Month,
    /// The day
    pub(super) day: Day,
    /// The time of day
    pub(super) time: Option<Time>,
    /// How sure the year is
    pub(super) year_doubt: Doubt,
    /// How sure the month is
    pub(super) month_doubt: Doubt,
    /// How sure the day is
    pub(super) day_doubt: Doubt,
}

/// A year, or the years that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// An astronomical year
    Exact(i64),
    /// An astronomical year of which only the first digits count
    Rounded(i64),
    /// Ten years from this one
    Decade(i64),
    /// The n-th century of the common era
    Century(i64),
    /// The n-th century before it
    CenturyBefore(i64),
    /// The n-th millennium of the common era
    Millennium(i64),
    /// A year between two
    Between(i64, i64),
    /// Any year
    Any,
}

/// A month or a season, or the months that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    /// Not given
    None,
    /// 1 to 12
    Exact(u8),
    /// 21 to 41: ISO 8601-2's parts of a year
    Season(u8),
    /// A month between two
    Between(u8, u8),
    /// Any month
    Any,
}

/// A day, or the days that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// Not given
    None,
    /// 1 to 31
    Exact(u8),
    /// A day between two
    Between(u8, u8),
    /// Any day
    Any,
}

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// `14:30`, with seconds where there are any
    pub(super) clock: String,
    /// Empty for local time, `Z`, or the shift from it: `+02:00`
    pub(super) zone: String,
}

/// How sure a part of a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubt {
    /// `?`
    pub(super) uncertain: bool,
    /// `~`
    pub(super) approximate: bool,
}

impl Doubt {
    fn of(sign: char) -> Option<Self> {
        match sign {
            '?' => Some(Self { uncertain: true, approximate: false }),
            '~' => Some(Self { uncertain: false, approximate: true }),
            '%' => Some(Self { uncertain: true, approximate: true }),
            _ => None,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }
}

impl Point {
    /// How sure the date as a whole is.
    pub(super) fn doubt(&self) -> Doubt {
        let rounded = Doubt { uncertain: false, approximate: matches!(self.year, Year::Rounded(_)) };
        self.year_doubt.and(self.month_doubt).and(self.day_doubt).and(rounded)
    }

    fn read(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(Time::read(time)?)),
            None => (text, None),
        };
        let (doubt, date) = leading_doubt(date);
        // A sign before the digits is the year's, not a joint between parts.
        let digits = date.find(|c: char| !matches!(c, 'Y' | '-')).unwrap_or(date.len());
        let (sign, rest) = date.split_at_checked(digits)?;
        let mut parts = rest.split('-');
        let (body, group) = trailing_doubt(parts.next()?);
        let mut point = Self {
            year: year(sign, body)?,
            month: Month::None,
            day: Day::None,
            time,
            year_doubt: doubt.and(group),
            month_doubt: Doubt::default(),
            day_doubt: Doubt::default(),
        };
        if let Some(part) = parts.next() {
            point.read_month(part)?;
        }
        if let Some(part) = parts.next() {
            point.read_day(part)?;
        }
        parts.next().is_none().then_some(point)
    }

    fn read_month(&mut self, part: &str) -> Option<()> {
        let (own, body) = leading_doubt(part);
        let (body, group) = trailing_doubt(body);
        self.month = month(body)?;
        self.month_doubt = own.and(group);
        self.year_doubt = self.year_doubt.and(group);
        Some(())
    }

    fn read_day(&mut self, part: &str) -> Option<()> {
        let (own, body) = leading_doubt(part);
        let (body, group) = trailing_doubt(body);
        self.day = day(body, self.month, self.year)?;
        self.day_doubt = own.and(group);
        self.month_doubt = self.month_doubt.and(group);
        self.year_doubt = self.year_doubt.and(group);
        Some(())
    }
}

impl Said {
    /// Reads a canonical spelling; `None` where it is not one.
    pub(super) fn read(edtf: &str) -> Option<Self> {
        if let Some(rest) = edtf.strip_prefix('[') {
            return members(rest.strip_suffix(']')?).map(Self::OneOf);
        }
        if let Some(rest) = edtf.strip_prefix('{') {
            return members(rest.strip_suffix('}')?).map(Self::AllOf);
        }
        match edtf.split_once('/') {
            Some((first, last)) => Some(Self::Span(End::read(first)?, End::read(last)?)),
            None => Point::read(edtf).map(Self::One),
        }
    }
}

impl End {
    fn read(text: &str) -> Option<Self> {
        match text {
            "" => Some(Self::Unknown),
            ".." => Some(Self::Open),
            _ => Some(match Member::read(text)? {
                Member::Point(point) => Self::Point(point),
                Member::OrEarlier(point) => Self::OrEarlier(point),
                Member::OrLater(point) => Self::OrLater(point),
                Member::Range(..) => return None,
            }),
        }
    }
}

impl Member {
    fn read(text: &str) -> Option<Self> {
        match text.split_once("..") {
            None => Point::read(text).map(Self::Point),
            Some(("", last)) => Point::read(last).map(Self::OrEarlier),
            Some((first, "")) => Point::read(first).map(Self::OrLater),
            Some((first, last)) => Some(Self::Range(Point::read(first)?, Point::read(last)?)),
        }
    }
}

impl Time {
    fn read(text: &str) -> Option<Self> {
        let end = text.find(['Z', '+', '-']).unwrap_or(text.len());
        let (clock, zone) = text.split_at_checked(end)?;
        let plain =
            |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | 'Z' | '+' | '-'));
        let clock = clock.strip_suffix(":00").filter(|short| short.contains(':')).unwrap_or(clock);
        (plain(clock) && plain(zone)).then(|| Self { clock: clock.to_owned(), zone: zone.to_owned() })
    }
}

fn members(text: &str) -> Option<Vec<Member>> {
    text.split(',').map(Member::read).collect()
}

fn leading_doubt(text: &str) -> (Doubt, &str) {
    let mut chars = text.chars();
    match chars.next().and_then(Doubt::of) {
        Some(doubt) => (doubt, chars.as_str()),
        None => (Doubt::default(), text),
    }
}

fn trailing_doubt(text: &str) -> (&str, Doubt) {
    let mut chars = text.chars();
    match chars.next_back().and_then(Doubt::of) {
        Some(doubt) => (chars.as_str(), doubt),
        None => (text, Doubt::default()),
    }
}

fn year(sign: &str, body: &str) -> Option<Year> {
    let (long, negative) = match sign {
        "" => (false, false),
        "-" => (false, true),
        "Y" => (true, false),
        "Y-" => (true, true),
        _ => return None,
    };
    let (body, rounded) = match body.split_once('S') {
        Some((body, digits)) => (body, digits.parse::<u32>().ok().map(|_| true)?),
        None => (body, false),
    };
    let (body, power) = match body.split_once('E') {
        Some((body, power)) => (body, Some(number(power)?)),
        None => (body, None),
    };
    if body.contains('X') {
        let whole = !long && !rounded && power.is_none();
        return masked_year(body, negative).filter(|_| whole);
    }
    let fits = long || (body.len() == 4 && power.is_none());
    if !fits {
        return None;
    }
    let value = signed(body, negative)?;
    let value = match power {
        Some(power) => value.checked_mul(10_i64.checked_pow(u32::try_from(power).ok()?)?)?,
        None => value,
    };
    Some(if rounded || power.is_some() { Year::Rounded(value) } else { Year::Exact(value) })
}

fn number(text: &str) -> Option<i64> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Reads digits together with their sign, since the least number has no positive twin.
fn signed(text: &str, negative: bool) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if negative { format!("-{text}").parse().ok() } else { text.parse().ok() }
}

fn masked_year(body: &str, negative: bool) -> Option<Year> {
    if body.len() != 4 || !body.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return None;
    }
    let least = number(&body.replace('X', "0"))?;
    let most = number(&body.replace('X', "9"))?;
    let known = body.trim_end_matches('X');
    Some(match (negative, known.len()) {
        _ if known.contains('X') => between(least, most, negative),
        (false, 0) => Year::Any,
        (false, 1) => Year::Millennium(least / 1000 + 1),
        (false, 2) => Year::Century(least / 100 + 1),
        (true, 2) => Year::CenturyBefore(least / 100 + 1),
        (false, 3) if least > 0 => Year::Decade(least),
        _ => between(least, most, negative),
    })
}

fn between(least: i64, most: i64, negative: bool) -> Year {
    if negative { Year::Between(-most, -least) } else { Year::Between(least, most) }
}

fn month(body: &str) -> Option<Month> {
    Some(match body {
        "0X" => Month::Between(1, 9),
        "1X" => Month::Between(10, 12),
        _ if masked(body) => Month::Any,
        _ => match two_digits(body)? {
            month @ 1..=12 => Month::Exact(month),
            season @ 21..=41 => Month::Season(season),
            _ => return None,
        },
    })
}

fn day(body: &str, month: Month, year: Year) -> Option<Day> {
    let length = month_length(month, year);
    let between = |first, last: u8| match last.min(length) {
        last if last < first => None,
        last if last == first => Some(Day::Exact(first)),
        last => Some(Day::Between(first, last)),
    };
    Some(match body {
        "0X" => between(1, 9)?,
        "1X" => between(10, 19)?,
        "2X" => between(20, 29)?,
        "3X" => between(30, 31)?,
        _ if masked(body) => Day::Any,
        _ => match two_digits(body)? {
            day @ 1..=31 => Day::Exact(day),
            _ => return None,
        },
    })
}

fn masked(body: &str) -> bool {
    body.len() == 2 && body.contains('X') && body.bytes().all(|b| b.is_ascii_digit() || b == b'X')
}

fn two_digits(body: &str) -> Option<u8> {
    (body.len() == 2 && body.bytes().all(|b| b.is_ascii_digit())).then(|| body.parse().ok()).flatten()
}

/// The most days that a month may have.
fn month_length(month: Month, year: Year) -> u8 {
    match month {
        Month::Exact(2) => match year {
            Year::Exact(year) if year % 4 != 0 || (year % 100 == 0 && year % 400 != 0) => 28,
            _ => 29,
        },
        Month::Exact(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}
