//! Dates in English; what a date says is read elsewhere.

use super::said::{Day, Doubt, End, Member, Month, Point, Said, Year};
use super::{Length, Patterns};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// A date in words.
pub(super) fn say(said: &Said, length: Length) -> String {
    match said {
        Said::One(point) => doubted(point.doubt(), &point_words(point, length), length),
        Said::Span(first, last) => span(first, last, length),
        Said::OneOf(members) => one_of(members, length),
        Said::AllOf(members) => {
            let members = members.iter().map(|member| member_words(member, "and", length));
            joined(&members.collect::<Vec<_>>(), "and")
        }
    }
}

/// An astronomical year: “1955”, “44 BCE”; years of fewer than four digits are marked as years by their era.
pub(super) fn year(year: i64) -> String {
    let (number, era) = numbered(year);
    format!("{number}{era}")
}

/// Days, months and years in few words.
pub(super) fn patterns() -> Patterns {
    Patterns {
        months: MONTHS.map(|month| month.get(..3).unwrap_or(month)),
        first_day: "1",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        year: "{}",
        before: "{} BCE",
        after: "{} CE",
    }
}

/// The number of a year, and its era with a space before it where it has to be told.
fn numbered(year: i64) -> (String, &'static str) {
    match year {
        ..=0 => (grouped(year.unsigned_abs() + 1), " BCE"),
        1..=999 => (year.to_string(), " CE"),
        _ => (grouped(year.unsigned_abs()), ""),
    }
}

/// A number with commas from 10,000 on.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if number < 10_000 {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn doubted(doubt: Doubt, words: &str, length: Length) -> String {
    let (before, after) = match (length, doubt.uncertain, doubt.approximate) {
        (_, false, false) => ("", ""),
        (Length::Full, true, false) => ("perhaps ", ""),
        (Length::Full, false, true) => ("about ", ""),
        (Length::Full, true, true) => ("perhaps about ", ""),
        (Length::Short, true, false) => ("", "?"),
        (Length::Short, false, true) => ("c. ", ""),
        (Length::Short, true, true) => ("c. ", "?"),
    };
    format!("{before}{words}{after}")
}

fn doubted_point(point: &Point, length: Length) -> String {
    doubted(point.doubt(), &point_words(point, length), length)
}

/// A date without its doubts.
fn point_words(point: &Point, length: Length) -> String {
    let words = match point.month {
        Month::None => year_words(point.year, length),
        Month::Exact(month) => with_year(&day_and_month(point.day, month, length), point.year, length),
        Month::Season(season) => season_words(season, point.year, length),
        Month::Between(first, last) => match length {
            Length::Full => {
                let months = format!("a month between {} and {}", name(first, length), name(last, length));
                with_year(&months, point.year, length)
            }
            Length::Short => {
                let months = format!("{}–{}", name(first, length), name(last, length));
                with_year(&months, point.year, length)
            }
        },
        Month::Any => match (length, point.day) {
            (Length::Short, _) => year_words(point.year, length),
            (_, Day::None) => format!("some month {}", in_year(point.year)),
            (_, Day::Exact(day)) => format!("day {day} of some month {}", in_year(point.year)),
            (_, Day::Between(..) | Day::Any) => format!("some day {}", in_year(point.year)),
        },
    };
    match &point.time {
        Some(time) if length == Length::Full => match time.zone.as_str() {
            "" => format!("{words}, {}", time.clock),
            "Z" => format!("{words}, {} UTC", time.clock),
            shift => format!("{words}, {} (UTC{shift})", time.clock),
        },
        _ => words,
    }
}

fn name(month: u8, length: Length) -> &'static str {
    let name = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
    match length {
        Length::Full => name,
        Length::Short => name.get(..3).unwrap_or(name),
    }
}

fn day_and_month(day: Day, month: u8, length: Length) -> String {
    let month = name(month, length);
    match (day, length) {
        (Day::None, _) | (Day::Any, Length::Short) => month.to_owned(),
        (Day::Exact(day), _) => format!("{day} {month}"),
        (Day::Between(first, last), Length::Full) => format!("a day between {first} and {last} {month}"),
        (Day::Between(first, last), Length::Short) => format!("{first}–{last} {month}"),
        (Day::Any, Length::Full) => format!("some day in {month}"),
    }
}

/// “May 2014”, “May in the 1950s”.
fn with_year(words: &str, year: Year, length: Length) -> String {
    match (year, length) {
        (Year::Exact(_) | Year::Rounded(_), _) => format!("{words} {}", year_words(year, length)),
        (_, Length::Full) => format!("{words} {}", in_year(year)),
        (_, Length::Short) => format!("{words}, {}", year_words(year, length)),
    }
}

fn in_year(year: Year) -> String {
    format!("in {}", year_words(year, Length::Full))
}

fn year_words(year: Year, length: Length) -> String {
    match (year, length) {
        // The era's missing year 0 is lost in the rounding.
        (Year::Rounded(year), _) if year < -9999 => format!("{} BCE", grouped(year.unsigned_abs())),
        (Year::Exact(year) | Year::Rounded(year), _) => self::year(year),
        // “The 2000s” may mean the century.
        (Year::Decade(first), Length::Full) if first % 100 == 0 => {
            format!("the years {}", years(first, first + 9))
        }
        (Year::Decade(first), Length::Short) if first % 100 == 0 => years(first, first + 9),
        (Year::Decade(first), Length::Full) => format!("the {first}s"),
        (Year::Decade(first), Length::Short) => format!("{first}s"),
        (Year::Century(n), Length::Full) => format!("the {} century", ordinal(n)),
        (Year::Century(n), Length::Short) => format!("{} c.", ordinal(n)),
        (Year::CenturyBefore(n), Length::Full) => format!("the {} century BCE", ordinal(n)),
        (Year::CenturyBefore(n), Length::Short) => format!("{} c. BCE", ordinal(n)),
        (Year::Millennium(n), Length::Full) => format!("the {} millennium", ordinal(n)),
        (Year::Millennium(n), Length::Short) => format!("{} millennium", ordinal(n)),
        (Year::Between(first, last), Length::Full) => {
            format!("a year between {} and {}", self::year(first), self::year(last))
        }
        (Year::Between(first, last), Length::Short) => years(first, last),
        (Year::Any, Length::Full) => "an unknown year".to_owned(),
        (Year::Any, Length::Short) => "unknown year".to_owned(),
    }
}

/// “1954–1957”, “44–31 BCE”, “31 BCE – 14 CE”.
fn years(first: i64, last: i64) -> String {
    let ((from, from_era), (to, to_era)) = (numbered(first), numbered(last));
    if from_era == to_era {
        format!("{from}–{to}{to_era}")
    } else {
        format!("{from}{from_era} – {to}{to_era}")
    }
}

fn ordinal(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// ISO 8601-2's parts of a year: seasons, seasons of a hemisphere, quarters, thirds and halves.
fn season_words(season: u8, year: Year, length: Length) -> String {
    let nth = |first: u8| usize::from(season.wrapping_sub(first));
    let of = |part: &str| match year {
        Year::Exact(_) | Year::Rounded(_) => format!("{part} of {}", year_words(year, length)),
        _ => format!("{part} of a year {}", in_year(year)),
    };
    let named = |first| SEASONS.get(nth(first)).copied().unwrap_or_default();
    match (season, length) {
        (25..=28, _) => format!("{} (northern hemisphere)", with_year(named(25), year, length)),
        (29..=32, _) => format!("{} (southern hemisphere)", with_year(named(29), year, length)),
        (33..=36, Length::Short) => with_year(&format!("Q{}", nth(32)), year, length),
        (33..=36, Length::Full) => {
            of(["the first quarter", "the second quarter", "the third quarter", "the last quarter"]
                .get(nth(33))
                .copied()
                .unwrap_or_default())
        }
        (37..=39, Length::Full) => of(["the first third", "the second third", "the last third"]
            .get(nth(37))
            .copied()
            .unwrap_or_default()),
        (37..=39, Length::Short) => {
            of(["1st third", "2nd third", "last third"].get(nth(37)).copied().unwrap_or_default())
        }
        (40, Length::Full) => of("the first half"),
        (40, Length::Short) => of("1st half"),
        (41, Length::Full) => of("the second half"),
        (41, Length::Short) => of("2nd half"),
        _ => with_year(named(21), year, length),
    }
}

fn span(first: &End, last: &End, length: Length) -> String {
    match (first, last, length) {
        (End::Point(first), End::Point(last), _) => between(first, last, length),
        (End::Open, End::Open, Length::Full) => "at any time".to_owned(),
        (End::Open, End::Open, Length::Short) => "any time".to_owned(),
        (End::Open | End::Unknown, End::Open | End::Unknown, Length::Full) => "at an unknown time".to_owned(),
        (End::Open | End::Unknown, End::Open | End::Unknown, Length::Short) => "unknown time".to_owned(),
        (End::Open, last, _) => format!("until {}", end(last, length)),
        (first, End::Open, _) => format!("from {}", end(first, length)),
        (End::Unknown, last, Length::Full) => format!("until {}, beginning unknown", end(last, length)),
        (first, End::Unknown, Length::Full) => format!("from {}, end unknown", end(first, length)),
        (first, last, Length::Full) => format!("from {} to {}", end(first, length), end(last, length)),
        (first, last, Length::Short) => format!("{} – {}", end(first, length), end(last, length)),
    }
}

fn end(end: &End, length: Length) -> String {
    match end {
        End::Point(point) => doubted_point(point, length),
        End::OrEarlier(point) => format!("{} or earlier", doubted_point(point, length)),
        End::OrLater(point) => format!("{} or later", doubted_point(point, length)),
        End::Open | End::Unknown => "?".to_owned(),
    }
}

/// Two dates with what they share said once: “25–27 October 2018”.
fn between(first: &Point, last: &Point, length: Length) -> String {
    if first == last {
        return doubted_point(first, length);
    }
    let exact = |point: &Point| {
        matches!(point.year, Year::Exact(_))
            && matches!(point.month, Month::None | Month::Exact(_) | Month::Season(_))
            && matches!(point.day, Day::None | Day::Exact(_))
            && point.time.is_none()
    };
    if first.doubt() == last.doubt() && exact(first) && exact(last) {
        return doubted(first.doubt(), &shared(first, last, length), length);
    }
    match length {
        Length::Full => format!("from {} to {}", doubted_point(first, length), doubted_point(last, length)),
        Length::Short => format!("{} – {}", doubted_point(first, length), doubted_point(last, length)),
    }
}

fn shared(first: &Point, last: &Point, length: Length) -> String {
    let same_year = first.year == last.year;
    let year = || year_words(last.year, length);
    match (first.month, first.day, last.month, last.day) {
        (Month::None, Day::None, Month::None, Day::None) => match (first.year, last.year) {
            (Year::Exact(first), Year::Exact(last)) => years(first, last),
            _ => spaced(first, last, length),
        },
        (Month::Exact(from), Day::None, Month::Exact(to), Day::None) if same_year => {
            format!("{}–{} {}", name(from, length), name(to, length), year())
        }
        (Month::Season(from @ 21..=24), _, Month::Season(to @ 21..=24), _) if same_year => {
            let season = |n: u8| SEASONS.get(usize::from(n - 21)).copied().unwrap_or_default();
            format!("{}–{} {}", season(from), season(to), year())
        }
        (Month::Exact(from), Day::Exact(a), Month::Exact(to), Day::Exact(b)) if same_year && from == to => {
            format!("{a}–{b} {} {}", name(to, length), year())
        }
        (Month::Exact(from), Day::Exact(a), Month::Exact(to), Day::Exact(b)) if same_year => {
            format!("{a} {} – {b} {} {}", name(from, length), name(to, length), year())
        }
        _ => spaced(first, last, length),
    }
}

fn spaced(first: &Point, last: &Point, length: Length) -> String {
    format!("{} – {}", point_words(first, length), point_words(last, length))
}

fn one_of(members: &[Member], length: Length) -> String {
    let words: Vec<_> = members.iter().map(|member| member_words(member, "or", length)).collect();
    match (members, length) {
        ([Member::Range(..)], _) => format!("one of {}", joined(&words, "and")),
        ([_], _) | (_, Length::Short) => joined(&words, "or"),
        (_, Length::Full) => format!("one of {}", joined(&words, "and")),
    }
}

fn member_words(member: &Member, joint: &str, length: Length) -> String {
    match member {
        Member::Point(point) => doubted_point(point, length),
        Member::OrEarlier(point) => format!("{} {joint} earlier", doubted_point(point, length)),
        Member::OrLater(point) => format!("{} {joint} later", doubted_point(point, length)),
        Member::Range(first, last) => between(first, last, length),
    }
}

/// “a, b and c”
fn joined(words: &[String], joint: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
    }
}
