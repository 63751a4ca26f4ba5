//! Dates in languages other than English, from a table of words for each; what a date says is read elsewhere.
//!
//! The tables hold patterns: `{}` stands for what is put in, `{d}`, `{m}` and `{y}` for day, month and year. What a date
//! leaves open within a year or a month is not said in more words than the year or the month.

use super::said::{Day, Doubt, End, Member, Month, Point, Said, Year};
use super::tables::{Numerals, Tongue};
use super::{Length, Patterns};

/// A date in the words of a language.
pub(super) fn say(said: &Said, length: Length, tongue: &Tongue) -> String {
    Speaker { length, tongue }.say(said)
}

/// An astronomical year.
pub(super) fn year(year: i64, tongue: &Tongue) -> String {
    put(tongue.lone_year, &Speaker { length: Length::Full, tongue }.number_of_year(year))
}

/// Days, months and years in few words.
pub(super) fn patterns(tongue: &Tongue) -> Patterns {
    Patterns {
        months: tongue.short_months,
        first_day: tongue.first_day,
        day: tongue.day_month_year,
        month: tongue.month_year,
        year: tongue.lone_year,
        before: tongue.before,
        after: tongue.after,
    }
}

#[derive(Clone, Copy)]
struct Speaker<'a> {
    length: Length,
    tongue: &'a Tongue,
}

fn put(pattern: &str, what: &str) -> String {
    pattern.replacen("{}", what, 1)
}

fn put_two(pattern: &str, first: &str, second: &str) -> String {
    match pattern.split_once("{}") {
        Some((before, after)) => format!("{before}{first}{}", put(after, second)),
        None => pattern.to_owned(),
    }
}

impl Speaker<'_> {
    fn is_full(self) -> bool {
        self.length == Length::Full
    }

    fn say(self, said: &Said) -> String {
        match said {
            Said::One(point) => self.doubted(point),
            Said::Span(first, last) => self.span(first, last),
            Said::OneOf(members) => self.members(members, self.tongue.or),
            Said::AllOf(members) => self.members(members, self.tongue.and),
        }
    }

    fn doubted(self, point: &Point) -> String {
        self.with_doubt(point.doubt(), &self.point(point))
    }

    fn with_doubt(self, doubt: Doubt, words: &str) -> String {
        let t = self.tongue;
        let about = if self.is_full() { t.about } else { t.short_about };
        let words = if doubt.approximate { put(about, words) } else { words.to_owned() };
        match (doubt.uncertain, self.length) {
            (false, _) => words,
            (true, Length::Full) => put(t.perhaps, &words),
            (true, Length::Short) => format!("{words}?"),
        }
    }

    fn point(self, point: &Point) -> String {
        let t = self.tongue;
        let year = self.year(point.year);
        let words = match (point.month, point.day) {
            (Month::None | Month::Any, _) => self.lone(point.year, year),
            (Month::Exact(month), Day::Exact(day)) => self.day(day, month, &year),
            (Month::Exact(month), Day::Between(first, last)) => {
                self.day_words(&format!("{first}{}{last}", t.dash), month, &year)
            }
            (Month::Exact(month), Day::None | Day::Any) => self.month(month, &year),
            (Month::Season(season), _) => self.season(season, &year),
            (Month::Between(first, last), _) => {
                let months = format!("{}{}{}", self.name(first), t.dash, self.name(last));
                t.month_year.replace("{m}", &months).replace("{y}", &year)
            }
        };
        match &point.time {
            Some(time) if self.is_full() => match time.zone.as_str() {
                "" => format!("{words}, {}", time.clock),
                "Z" => format!("{words}, {} UTC", time.clock),
                shift => format!("{words}, {} (UTC{shift})", time.clock),
            },
            _ => words,
        }
    }

    /// A year that stands alone: “2019年”. What names itself a decade or a century needs nothing more.
    fn lone(self, year: Year, words: String) -> String {
        let named = matches!(year, Year::Century(_) | Year::CenturyBefore(_))
            || matches!(year, Year::Decade(first) if first % 100 != 0);
        if named { words } else { put(self.tongue.lone_year, &words) }
    }

    fn name(self, month: u8) -> &'static str {
        let names = if self.is_full() { &self.tongue.months } else { &self.tongue.short_months };
        names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
    }

    fn day(self, day: u8, month: u8, year: &str) -> String {
        let day = if day == 1 { self.tongue.first_day.to_owned() } else { day.to_string() };
        self.day_words(&day, month, year)
    }

    fn day_words(self, day: &str, month: u8, year: &str) -> String {
        let pattern = self.tongue.day_month_year;
        pattern.replace("{d}", day).replace("{m}", self.name(month)).replace("{y}", year)
    }

    fn month(self, month: u8, year: &str) -> String {
        self.tongue.month_year.replace("{m}", self.name(month)).replace("{y}", year)
    }

    /// ISO 8601-2's parts of a year: seasons, those of one half of the world, quarters, thirds and halves.
    fn season(self, season: u8, year: &str) -> String {
        let t = self.tongue;
        let name = |n: u8| t.seasons.get(usize::from(n)).copied().unwrap_or_default();
        let of = |words: &str| t.season_year.replace("{m}", words).replace("{y}", year);
        let nth = |words: &str, n: u8| of(&put(words, &n.to_string()));
        match season {
            25..=28 => format!("{} ({})", of(name(season - 25)), t.north),
            29..=32 => format!("{} ({})", of(name(season - 29)), t.south),
            33..=36 => nth(t.quarter, season - 32),
            37..=39 => nth(t.third, season - 36),
            40 | 41 => nth(t.half, season - 39),
            _ => of(name(season.saturating_sub(21))),
        }
    }

    fn number_of_year(self, year: i64) -> String {
        match year {
            ..=0 => put(self.tongue.before, &(year.unsigned_abs() + 1).to_string()),
            1..=999 => put(self.tongue.after, &year.to_string()),
            _ => year.to_string(),
        }
    }

    fn year(self, year: Year) -> String {
        let t = self.tongue;
        let ordinal = |n: i64| match t.numerals {
            Numerals::Arabic => n.to_string(),
            Numerals::Roman => roman(n),
        };
        let (decade, century) =
            if self.is_full() { (t.decade, t.century) } else { (t.short_decade, t.short_century) };
        match year {
            Year::Rounded(year) if year < -9999 => put(t.before, &year.unsigned_abs().to_string()),
            Year::Exact(year) | Year::Rounded(year) => self.number_of_year(year),
            Year::Decade(first) if first % 100 == 0 => self.years(first, first + 9),
            Year::Decade(first) => put(decade, &first.to_string()),
            Year::Century(n) => put(century, &ordinal(n)),
            Year::CenturyBefore(n) => put(t.before, &put(century, &ordinal(n))),
            Year::Millennium(n) => self.years((n - 1) * 1000, n * 1000 - 1),
            Year::Between(first, last) => self.years(first, last),
            Year::Any => t.any_year.to_owned(),
        }
    }

    fn years(self, first: i64, last: i64) -> String {
        format!("{}{}{}", self.number_of_year(first), self.tongue.dash, self.number_of_year(last))
    }

    fn span(self, first: &End, last: &End) -> String {
        let t = self.tongue;
        match (first, last) {
            (End::Point(first), End::Point(last)) => self.between(first, last),
            (End::Open | End::Unknown, End::Open | End::Unknown) => t.any_time.to_owned(),
            (End::Open, last) => put(t.until, &self.end(last)),
            (first, End::Open) => put(t.since, &self.end(first)),
            (End::Unknown, last) => format!("? – {}", self.end(last)),
            (first, End::Unknown) => format!("{} – ?", self.end(first)),
            (first, last) => put_two(t.from_to, &self.end(first), &self.end(last)),
        }
    }

    fn end(self, end: &End) -> String {
        match end {
            End::Point(point) => self.doubted(point),
            End::OrEarlier(point) => put(self.tongue.or_earlier, &self.doubted(point)),
            End::OrLater(point) => put(self.tongue.or_later, &self.doubted(point)),
            End::Open | End::Unknown => "?".to_owned(),
        }
    }

    fn between(self, first: &Point, last: &Point) -> String {
        if first == last {
            return self.doubted(first);
        }
        let years = |point: &Point| match (point.year, point.month) {
            (Year::Exact(year), Month::None) => Some(year),
            _ => None,
        };
        let shared = match (years(first), years(last)) {
            (Some(first), Some(last)) => Some(put(self.tongue.lone_year, &self.years(first, last))),
            _ => self.within_month(first, last),
        };
        match shared.filter(|_| first.doubt() == last.doubt()) {
            Some(words) => self.with_doubt(first.doubt(), &words),
            None => put_two(self.tongue.from_to, &self.doubted(first), &self.doubted(last)),
        }
    }

    /// “25.–27. Oktober 2018”, “Oktober–November 2018”: month and year are said once.
    fn within_month(self, first: &Point, last: &Point) -> Option<String> {
        if first.year != last.year || first.time.is_some() || last.time.is_some() {
            return None;
        }
        let year = self.year(last.year);
        let dash = self.tongue.dash;
        match (first.month, first.day, last.month, last.day) {
            (Month::Exact(from), Day::Exact(a), Month::Exact(to), Day::Exact(b)) if from == to => {
                Some(self.day_words(&format!("{a}{}{dash}{b}", self.tongue.day_mark), to, &year))
            }
            (Month::Exact(from), Day::None, Month::Exact(to), Day::None) => {
                let months = format!("{}{}{dash}{}", self.name(from), self.tongue.month_mark, self.name(to));
                Some(self.tongue.month_year.replace("{m}", &months).replace("{y}", &year))
            }
            _ => None,
        }
    }

    fn members(self, members: &[Member], joint: &str) -> String {
        let words: Vec<String> = members.iter().map(|member| self.member(member)).collect();
        match words.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, rest)) => format!("{}{joint}{last}", rest.join(self.tongue.comma)),
        }
    }

    fn member(self, member: &Member) -> String {
        match member {
            Member::Point(point) => self.doubted(point),
            Member::OrEarlier(point) => put(self.tongue.or_earlier, &self.doubted(point)),
            Member::OrLater(point) => put(self.tongue.or_later, &self.doubted(point)),
            Member::Range(first, last) => self.between(first, last),
        }
    }
}

/// A small number in Roman digits.
fn roman(number: i64) -> String {
    const DIGITS: [(i64, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number.clamp(0, 399);
    let mut out = String::new();
    for (value, digit) in DIGITS {
        while rest >= value {
            out.push_str(digit);
            rest -= value;
        }
    }
    out
}
