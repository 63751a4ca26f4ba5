//! Days as numbers on a line, and the steps in which an axis counts them; what happened on a day is not known here.

use std::ops::Range;

use crate::model::date::{Date, DateParts, Day, Endpoint, Qualifiers, Shape};
use crate::render::dates;

/// A day as its distance from 1 January 1970. EDTF knows years of nineteen digits.
pub(super) type DayNumber = i128;

/// The number of a day of the proleptic Gregorian calendar.
pub(super) fn number(day: Day) -> DayNumber {
    from_civil(i128::from(day.year), i128::from(day.month), i128::from(day.day))
}

/// The distances from one mark of an axis to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// One day or several
    Days(i128),
    /// One month or several, counted from January
    Months(i128),
    /// One year or several, counted from the year 0
    Years(i128),
}

impl Step {
    /// The shortest step that cuts a range into no more than so many pieces.
    pub(super) fn shortest(range: &Range<DayNumber>, most: i128) -> Self {
        let length = range.end - range.start;
        let fits = |step: &Self| length <= step.days() * most;
        let short =
            [Self::Days(1), Self::Days(7), Self::Months(1), Self::Months(3), Self::Months(6), Self::Years(1)];
        if let Some(step) = short.into_iter().find(fits) {
            return step;
        }
        let powers = std::iter::successors(Some(1_i128), |power| power.checked_mul(10)).take(20);
        let mut years = powers.flat_map(|power| [1, 2, 5].map(|n| Self::Years(n * power)));
        years.find(fits).unwrap_or(Self::Years(i128::from(i64::MAX)))
    }

    /// The days, months or years that name the ends of a range: years, if there are more than four of them.
    pub(super) fn naming(range: &Range<DayNumber>) -> Self {
        Self::shortest(range, 8).unit()
    }

    /// The last beginning of a step on or before a day.
    pub(super) fn floor(self, day: DayNumber) -> DayNumber {
        let (year, month, _) = civil(day);
        match self {
            // Weeks begin on Mondays; 1 January 1970 was a Thursday.
            Self::Days(n) => (day + 3).div_euclid(n) * n - 3,
            Self::Months(n) => month_start((year * 12 + month - 1).div_euclid(n) * n),
            Self::Years(n) => month_start(year.div_euclid(n) * n * 12),
        }
    }

    /// The beginning of the step after the one in which a day is.
    pub(super) fn after(self, day: DayNumber) -> DayNumber {
        let start = self.floor(day);
        let (year, month, _) = civil(start);
        match self {
            Self::Days(n) => start + n,
            Self::Months(n) => month_start(year * 12 + month - 1 + n),
            Self::Years(n) => month_start((year + n) * 12),
        }
    }

    /// The first beginning of a step on or after a day.
    pub(super) fn ceiling(self, day: DayNumber) -> DayNumber {
        if self.floor(day) == day { day } else { self.after(day) }
    }

    /// The beginnings of steps in a range, from its own beginning on.
    pub(super) fn within(self, range: &Range<DayNumber>) -> impl Iterator<Item = DayNumber> + use<> {
        let end = range.end;
        let first = self.ceiling(range.start);
        std::iter::successors(Some(first), move |day| Some(self.after(*day)))
            .take_while(move |day| *day < end)
    }

    /// The coarsest of years, months and days that begins with a day.
    pub(super) fn beginning(day: DayNumber) -> Self {
        let whole = |step: &Self| step.floor(day) == day;
        [Self::Years(1), Self::Months(1)].into_iter().find(whole).unwrap_or(Self::Days(1))
    }

    /// The coarsest of years, months and days whose beginning parts two days.
    pub(super) fn parting(before: DayNumber, after: DayNumber) -> Self {
        let parts = |step: &Self| step.floor(after) > before;
        [Self::Years(1), Self::Months(1)].into_iter().find(parts).unwrap_or(Self::Days(1))
    }

    /// The beginning of a step in few words of a language, no finer than the step.
    pub(super) fn words(self, day: DayNumber, language: &str) -> String {
        dates::short_in(&self.date(day), language)
    }

    /// The whole months, days or years that the step counts.
    pub(super) fn unit(self) -> Self {
        match self {
            Self::Days(_) => Self::Days(1),
            Self::Months(_) => Self::Months(1),
            Self::Years(_) => Self::Years(1),
        }
    }

    fn days(self) -> i128 {
        match self {
            Self::Days(n) => n,
            Self::Months(n) => n * 30,
            Self::Years(n) => n * 365,
        }
    }

    fn date(self, number: DayNumber) -> Date {
        let (year, month, day) = civil(number);
        let small = |n: i128| u8::try_from(n).unwrap_or(1);
        let year = i64::try_from(year).unwrap_or(if year < 0 { i64::MIN } else { i64::MAX });
        let sign = if year < 0 { "-" } else { "" };
        let digits = year.unsigned_abs();
        let written = if digits > 9999 { format!("Y{sign}{digits}") } else { format!("{sign}{digits:04}") };
        let (edtf, month_part, day_part) = match self {
            Self::Years(_) => (written, None, None),
            Self::Months(_) => (format!("{written}-{month:02}"), Some(small(month)), None),
            Self::Days(_) => (format!("{written}-{month:02}-{day:02}"), Some(small(month)), Some(small(day))),
        };
        let whole = Day { year, month: small(month), day: small(day) };
        let parts = DateParts { year, month: month_part, day: day_part };
        let shape = Shape::Single(parts, Qualifiers::default());
        Date { edtf, earliest: Some(whole), latest: Some(whole), shape }
    }
}

/// A range in few words of a language: each end as a year, a month or a day, whichever it is.
pub(super) fn title(range: &Range<DayNumber>, language: &str) -> String {
    let (first, last) = ends(range);
    let (Shape::Single(from, doubt), Shape::Single(to, _)) = (first.shape, last.shape) else {
        return dates::short_in(&first, language);
    };
    if first.edtf == last.edtf {
        return dates::short_in(&first, language);
    }
    let edtf = format!("{}/{}", first.edtf, last.edtf);
    let shape = Shape::Interval(Endpoint::Known(from, doubt), Endpoint::Known(to, doubt));
    dates::short_in(&Date { edtf, earliest: first.earliest, latest: last.latest, shape }, language)
}

/// A range as a part of an address: `1949-to-2009`.
pub(super) fn slug(range: &Range<DayNumber>) -> String {
    let (first, last) = ends(range);
    if first.edtf == last.edtf { first.edtf } else { format!("{}-to-{}", first.edtf, last.edtf) }
}

/// The first and the last year, month or day of a range.
fn ends(range: &Range<DayNumber>) -> (Date, Date) {
    let last = range.end - 1;
    let (from, to) = (Step::beginning(range.start), Step::beginning(range.end));
    if civil(range.start).0 != civil(last).0 {
        return (from.date(range.start), to.date(last));
    }
    // Within a year both are of one kind: “Jan–May 2010”.
    let finer = if from.days() < to.days() { from } else { to };
    (finer.date(range.start), finer.date(last))
}

/// The first day of a month, counted from January of the year 0.
fn month_start(month: i128) -> DayNumber {
    from_civil(month.div_euclid(12), month.rem_euclid(12) + 1, 1)
}

/// Counts years from March on, so that the leap day is the last, in eras of 400 years.
fn from_civil(year: i128, month: i128, day: i128) -> DayNumber {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a number.
fn civil(number: DayNumber) -> (i128, i128, i128) {
    let shifted = number + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + i128::from(month <= 2);
    (year, month, day_of_year - (153 * shifted_month + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{Step, civil, from_civil, number, slug, title};
    use crate::model::date::Day;

    #[test]
    fn days_have_numbers() {
        let check = |year, month, day, expected| {
            assert_eq!(number(Day { year, month, day }), expected, "{year}-{month}-{day}");
        };
        check(1970, 1, 1, 0);
        check(1970, 3, 1, 59);
        check(2000, 2, 29, 11_016);
        check(2024, 3, 1, 19_783);
        check(0, 1, 1, -719_528);
        check(-1, 12, 31, -719_529);
    }

    #[test]
    fn steps_fit_the_range() {
        let year = |year| from_civil(year, 1, 1);
        let check = |from, to, step| assert_eq!(Step::shortest(&(from..to), 12), step, "{from}..{to}");
        check(0, 1, Step::Days(1));
        check(0, 60, Step::Days(7));
        check(year(2019), year(2020), Step::Months(3));
        check(year(2016), year(2020), Step::Months(6));
        check(year(2010), year(2020), Step::Years(1));
        check(year(1949), year(2024), Step::Years(10));
        check(year(-3000), year(2000), Step::Years(500));
        check(year(i128::from(i64::MIN)), year(i128::from(i64::MAX)), Step::Years(2 * 10_i128.pow(18)));
    }

    #[test]
    fn steps_have_their_words() {
        let range = from_civil(2017, 3, 9)..from_civil(2019, 3, 9);
        let words = |step: Step| step.within(&range).map(|day| step.words(day, "en")).collect::<Vec<_>>();
        assert_eq!(words(Step::Years(1)), ["2018", "2019"]);
        assert_eq!(words(Step::Months(6)), ["Jul 2017", "Jan 2018", "Jul 2018", "Jan 2019"]);
        assert_eq!(Step::Days(7).words(Step::Days(7).ceiling(range.start), "en"), "13 Mar 2017");
    }

    #[test]
    fn ranges_are_named_by_their_ends() {
        let day = |(year, month, day): (i128, i128, i128)| from_civil(year, month, day);
        let check = |from, to, expected: &str, address: &str| {
            let range = day(from)..day(to);
            assert_eq!((title(&range, "en").as_str(), slug(&range).as_str()), (expected, address));
        };
        check((1949, 1, 1), (2010, 1, 1), "1949–2009", "1949-to-2009");
        check((1949, 1, 1), (1950, 1, 1), "1949", "1949");
        check((1949, 1, 1), (2010, 6, 1), "1949 – May 2010", "1949-to-2010-05");
        check((2010, 1, 1), (2010, 6, 1), "Jan–May 2010", "2010-01-to-2010-05");
        check((2010, 6, 1), (2011, 1, 1), "Jun–Dec 2010", "2010-06-to-2010-12");
        check((2010, 6, 1), (2012, 1, 1), "Jun 2010 – 2011", "2010-06-to-2011");
        check((2010, 6, 1), (2010, 6, 9), "1–8 Jun 2010", "2010-06-01-to-2010-06-08");
        check((2010, 6, 3), (2010, 7, 1), "3–30 Jun 2010", "2010-06-03-to-2010-06-30");
        check((1955, 4, 18), (1955, 4, 19), "18 Apr 1955", "1955-04-18");
        check((-43, 1, 1), (-42, 1, 1), "44 BCE", "-0043");
        let range = day((2010, 1, 1))..day((2010, 6, 1));
        assert_eq!(
            (title(&range, "de"), title(&range, "zh-Hans")),
            ("Jan.–Mai 2010".into(), "2010年1–5月".into())
        );
    }

    #[test]
    fn days_are_parted_by_years_months_or_days() {
        let check = |before, after, expected| assert_eq!(Step::parting(before, after), expected);
        check(from_civil(2009, 5, 5), from_civil(2010, 1, 9), Step::Years(1));
        check(from_civil(2010, 5, 5), from_civil(2010, 6, 9), Step::Months(1));
        check(from_civil(2010, 5, 5), from_civil(2010, 5, 9), Step::Days(1));
        check(from_civil(2010, 5, 5), from_civil(2010, 5, 5), Step::Days(1));
    }

    proptest! {
        #[test]
        fn numbers_and_days_are_one(year in -1_000_000_i64..1_000_000, month in 1_u8..=12, day in 1_u8..=28) {
            let number = number(Day { year, month, day });
            prop_assert_eq!(civil(number), (i128::from(year), i128::from(month), i128::from(day)));
        }

        #[test]
        fn a_day_stands_in_its_step(day in -9_000_000_i128..9_000_000, n in 1_i128..30) {
            for step in [Step::Days(n), Step::Months(n), Step::Years(n)] {
                prop_assert!(step.floor(day) <= day && day < step.after(day));
                prop_assert_eq!(step.floor(step.after(day)), step.after(day));
                prop_assert!(step.ceiling(day) >= day);
            }
        }
    }
}
