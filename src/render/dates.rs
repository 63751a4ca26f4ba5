//! Dates as readers say them, and as HTML and reference managers write them.
//!
//! The words are made from EDTF's canonical spelling, which says more than the model's parts: which digits are
//! unspecified, and what a set holds. [`said::Said`] is worded by [`english`], or by [`tongues`] from the table of another
//! language; a language without a table gets English, as the words of the theme are. Nothing is checked here: a spelling that is no EDTF is printed as it stands.

mod english;
mod said;
mod tables;
mod tongues;

use crate::model::date::{Date, DateParts};
use said::{Day, Doubt, End, Month, Point, Said, Year};

/// The language of formats that have no other.
const ENGLISH: &str = "en";

/// How much room the words may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// “about 16 February 2019”
    Full,
    /// “c. 16 Feb 2019”
    Short,
}

/// Patterns of few words: `{}` is what is put in, `{d}`, `{m}` and `{y}` are day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Patterns {
    /// The months
    pub(crate) months: [&'static str; 12],
    /// The first day of a month
    pub(crate) first_day: &'static str,
    /// A day
    pub(crate) day: &'static str,
    /// A month
    pub(crate) month: &'static str,
    /// A year that stands alone
    pub(crate) year: &'static str,
    /// A year before the common era
    pub(crate) before: &'static str,
    /// A year of the common era that would not look like one
    pub(crate) after: &'static str,
}

/// A date that plain numbers can say: a date or a span, with what is unspecified left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// The date, or where the span begins
    pub(crate) first: DateParts,
    /// Where the span ends
    pub(crate) last: Option<DateParts>,
    /// Marked `?` or `~` in any part
    pub(crate) doubtful: bool,
}

/// A date in the words of a language (BCP 47), English where it has no table: “16 February 2019”, “about 2021”, “the 1950s”.
pub(crate) fn words_in(date: &Date, language: &str) -> String {
    worded(date, Length::Full, language)
}

/// A date in English words.
pub(crate) fn words(date: &Date) -> String {
    worded(date, Length::Full, ENGLISH)
}

/// A date in few words of a language: “16 Feb 2019”, “c. 2021”, “1950s”.
pub(crate) fn short_in(date: &Date, language: &str) -> String {
    worded(date, Length::Short, language)
}

/// A date in few words of English.
pub(crate) fn short(date: &Date) -> String {
    short_in(date, ENGLISH)
}

/// An astronomical year in words: “1955”, “44 BCE”.
pub(crate) fn year(year: i64) -> String {
    year_in(year, ENGLISH)
}

/// An astronomical year in the words of a language.
pub(crate) fn year_in(year: i64, language: &str) -> String {
    tables::tongue(language).map_or_else(|| english::year(year), |tongue| tongues::year(year, tongue))
}

/// How a language puts a day, a month and a year in few words, for what words dates after the reader is built.
pub(crate) fn patterns(language: &str) -> Patterns {
    tables::tongue(language).map_or_else(english::patterns, tongues::patterns)
}

/// A date for HTML's `<time datetime>`: as much of it as is certain and as HTML's grammar can say, from the year down.
pub(crate) fn datetime(date: &Date) -> Option<String> {
    let Some(Said::One(point)) = Said::read(&date.edtf) else { return None };
    let certain = |doubt: Doubt| doubt == Doubt::default();
    let year = match point.year {
        Year::Exact(year) if year >= 1 && certain(point.year_doubt) => year,
        _ => return None,
    };
    match point.month {
        Month::Exact(month) if certain(point.month_doubt) => match point.day {
            Day::Exact(day) if certain(point.day_doubt) => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => Some(format!("{year:04}-{month:02}")),
        },
        _ => Some(format!("{year:04}")),
    }
}

/// A date in numbers; `None` where numbers would say what the date does not: an unspecified year, a set, an open end.
pub(crate) fn numbers(date: &Date) -> Option<Numbers> {
    match Said::read(&date.edtf)? {
        Said::One(point) => Some(Numbers { first: parts(&point)?, last: None, doubtful: doubtful(&point) }),
        Said::Span(End::Point(first), End::Point(last)) => Some(Numbers {
            first: parts(&first)?,
            last: Some(parts(&last)?),
            doubtful: doubtful(&first) || doubtful(&last),
        }),
        Said::Span(..) | Said::OneOf(_) | Said::AllOf(_) => None,
    }
}

/// The parts of a date as ISO 8601 writes them with four digits for the year; `None` for what it cannot say so.
pub(crate) fn iso(parts: DateParts) -> Option<String> {
    let year = Some(parts.year).filter(|year| (1..=9999).contains(year))?;
    Some(match (parts.month, parts.day) {
        (Some(month @ 1..=12), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month @ 1..=12), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

fn worded(date: &Date, length: Length, language: &str) -> String {
    let Some(said) = Said::read(&date.edtf) else { return date.edtf.clone() };
    match tables::tongue(language) {
        Some(tongue) => tongues::say(&said, length, tongue),
        None => english::say(&said, length),
    }
}

fn doubtful(point: &Point) -> bool {
    point.doubt() != Doubt::default()
}

fn parts(point: &Point) -> Option<DateParts> {
    let Year::Exact(year) = point.year else { return None };
    let month = match point.month {
        Month::Exact(month) | Month::Season(month) => Some(month),
        Month::None | Month::Between(..) | Month::Any => None,
    };
    let day = match point.day {
        Day::Exact(day) if month.is_some() => Some(day),
        _ => None,
    };
    Some(DateParts { year, month, day })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{Length, Numbers, datetime, numbers, short, worded, words, words_in, year, year_in};
    use crate::model::date::{Date, DateParts, Qualifiers, Shape};

    fn date(edtf: &str) -> Date {
        let shape = Shape::Set(Qualifiers::default());
        Date { edtf: edtf.to_owned(), earliest: None, latest: None, shape }
    }

    fn check(edtf: &str, full: &str, brief: &str) {
        assert_eq!(words(&date(edtf)), full, "{edtf} in full");
        assert_eq!(short(&date(edtf)), brief, "{edtf} in short");
    }

    #[test]
    fn single_dates() {
        check("2019-02-16", "16 February 2019", "16 Feb 2019");
        check("2014-05", "May 2014", "May 2014");
        check("2019", "2019", "2019");
        check("2001-21", "spring 2001", "spring 2001");
        check("2001-24", "winter 2001", "winter 2001");
        check("2001-25", "spring 2001 (northern hemisphere)", "spring 2001 (northern hemisphere)");
        check("2001-32", "winter 2001 (southern hemisphere)", "winter 2001 (southern hemisphere)");
        check("2001-33", "the first quarter of 2001", "Q1 2001");
        check("2001-39", "the last third of 2001", "last third of 2001");
        check("2001-41", "the second half of 2001", "2nd half of 2001");
        check("2019-02-16T14:30:00Z", "16 February 2019, 14:30 UTC", "16 Feb 2019");
        check("2019-02-16T14:30:05+02:00", "16 February 2019, 14:30:05 (UTC+02:00)", "16 Feb 2019");
        check("2019-02-16T14:30:00", "16 February 2019, 14:30", "16 Feb 2019");
    }

    #[test]
    fn doubts() {
        check("2021~", "about 2021", "c. 2021");
        check("2019?", "perhaps 2019", "2019?");
        check("2019%", "perhaps about 2019", "c. 2019?");
        check("2021-11~", "about November 2021", "c. Nov 2021");
        check("2019-?05", "perhaps May 2019", "May 2019?");
        check("2004~-06-?11", "perhaps about 11 June 2004", "c. 11 Jun 2004?");
        check("?2004-06", "perhaps June 2004", "Jun 2004?");
    }

    #[test]
    fn unspecified_digits() {
        check("195X", "the 1950s", "1950s");
        check("195X~", "about the 1950s", "c. 1950s");
        check("200X", "the years 2000–2009", "2000–2009");
        check("19XX", "the 20th century", "20th c.");
        check("20XX", "the 21st century", "21st c.");
        check("01XX", "the 2nd century", "2nd c.");
        check("10XX", "the 11th century", "11th c.");
        check("11XX", "the 12th century", "12th c.");
        check("22XX", "the 23rd century", "23rd c.");
        check("-01XX", "the 2nd century BCE", "2nd c. BCE");
        check("-00XX", "the 1st century BCE", "1st c. BCE");
        check("1XXX", "the 2nd millennium", "2nd millennium");
        check("XXXX", "an unknown year", "unknown year");
        check("-004X", "a year between 50 BCE and 41 BCE", "50–41 BCE");
        check("000X", "a year between 1 BCE and 9 CE", "1 BCE – 9 CE");
        check("19X5", "a year between 1905 and 1995", "1905–1995");
        check("2019-XX", "some month in 2019", "2019");
        check("2019-1X", "a month between October and December 2019", "Oct–Dec 2019");
        check("2019-05-XX", "some day in May 2019", "May 2019");
        check("2019-XX-XX", "some day in 2019", "2019");
        check("2019-02-2X", "a day between 20 and 28 February 2019", "20–28 Feb 2019");
        check("2020-02-2X", "a day between 20 and 29 February 2020", "20–29 Feb 2020");
        check("2019-04-3X", "30 April 2019", "30 Apr 2019");
        check("2019-05-3X", "a day between 30 and 31 May 2019", "30–31 May 2019");
        check("2019-05-0X", "a day between 1 and 9 May 2019", "1–9 May 2019");
        check("2019-XX-15", "day 15 of some month in 2019", "2019");
        check("XXXX-12-25", "25 December in an unknown year", "25 Dec, unknown year");
        check("19XX-12", "December in the 20th century", "Dec, 20th c.");
        check("195X-21", "spring in the 1950s", "spring, 1950s");
    }

    #[test]
    fn far_years() {
        check("-0043", "44 BCE", "44 BCE");
        check("-0043-03-15", "15 March 44 BCE", "15 Mar 44 BCE");
        check("0000", "1 BCE", "1 BCE");
        check("0476", "476 CE", "476 CE");
        check("Y170000002", "170,000,002", "170,000,002");
        check("Y-10000", "10,001 BCE", "10,001 BCE");
        check("Y-17E7", "about 170,000,000 BCE", "c. 170,000,000 BCE");
        check("Y171010000S3", "about 171,010,000", "c. 171,010,000");
        check("1950S2", "about 1950", "c. 1950");
        check("Y9223372036854775807", "9,223,372,036,854,775,807", "9,223,372,036,854,775,807");
        check("Y-9223372036854775808", "9,223,372,036,854,775,809 BCE", "9,223,372,036,854,775,809 BCE");
        assert_eq!(year(-9_223_372_036_854_775_808), "9,223,372,036,854,775,809 BCE");
    }

    #[test]
    fn intervals() {
        check("1954/1957", "1954–1957", "1954–1957");
        check("2018-10/2018-11", "October–November 2018", "Oct–Nov 2018");
        check("2018-10-25/2018-10-27", "25–27 October 2018", "25–27 Oct 2018");
        check("2018-10-30/2018-11-02", "30 October – 2 November 2018", "30 Oct – 2 Nov 2018");
        check("2018-10/2019-01", "October 2018 – January 2019", "Oct 2018 – Jan 2019");
        check("2018/2019-03", "2018 – March 2019", "2018 – Mar 2019");
        check("2001-21/2001-23", "spring–autumn 2001", "spring–autumn 2001");
        check("1954~/1957~", "about 1954–1957", "c. 1954–1957");
        check("1954~/1957", "from about 1954 to 1957", "c. 1954 – 1957");
        check("1954?/1957~", "from perhaps 1954 to about 1957", "1954? – c. 1957");
        check("1954?/1957?", "perhaps 1954–1957", "1954–1957?");
        check("2004-06-XX/2004-07-03", "from some day in June 2004 to 3 July 2004", "Jun 2004 – 3 Jul 2004");
        check("195X/1963", "from the 1950s to 1963", "1950s – 1963");
        check("2019/2019", "2019", "2019");
        check("-0043/-0030", "44–31 BCE", "44–31 BCE");
        check("-0030/0014", "31 BCE – 14 CE", "31 BCE – 14 CE");
        check("0044/0050", "44–50 CE", "44–50 CE");
        check("2017-06/..", "from June 2017", "from Jun 2017");
        check("2017-06~/..", "from about June 2017", "from c. Jun 2017");
        check("../2019", "until 2019", "until 2019");
        check("2017-06/", "from June 2017, end unknown", "Jun 2017 – ?");
        check("/2019", "until 2019, beginning unknown", "? – 2019");
        check("../..", "at any time", "any time");
        check("/..", "at an unknown time", "unknown time");
        check("/", "at an unknown time", "unknown time");
        check("..1985/1990", "from 1985 or earlier to 1990", "1985 or earlier – 1990");
        check("1985/1990..", "from 1985 to 1990 or later", "1985 – 1990 or later");
    }

    #[test]
    fn sets() {
        check("[1667,1668,1670..1672]", "one of 1667, 1668 and 1670–1672", "1667, 1668 or 1670–1672");
        check("[1667,1668]", "one of 1667 and 1668", "1667 or 1668");
        check("{1667,1668}", "1667 and 1668", "1667 and 1668");
        check("{1960,1961-12}", "1960 and December 1961", "1960 and Dec 1961");
        check("[..1760-12-03]", "3 December 1760 or earlier", "3 Dec 1760 or earlier");
        check("[1760-12..]", "December 1760 or later", "Dec 1760 or later");
        check(
            "[1760-01,1760-12..]",
            "one of January 1760 and December 1760 or later",
            "Jan 1760 or Dec 1760 or later",
        );
        check("{..1983}", "1983 and earlier", "1983 and earlier");
        check("[1670..1672]", "one of 1670–1672", "one of 1670–1672");
        check("[1667]", "1667", "1667");
    }

    #[test]
    fn what_is_no_date_is_printed_as_it_stands() {
        for text in [
            "",
            "soon",
            "20",
            "2019-13-XXX",
            "2019-00",
            "2019-02-40",
            "[",
            "[]",
            "{1667",
            "Y",
            "–2019",
            "2019-",
            "2019/2020/2021",
            "1950S",
            "Y1E99999",
            "99999",
            "2019-5",
            "é",
            "2019-0é",
            "~",
            "2019~~é",
        ] {
            check(text, text, text);
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(edtf in "[-0-9XYEST/.,?~%:+Z\\[\\]{}é]{0,24}") {
            let date = date(&edtf);
            for language in ["en", "de", "fr", "es", "zh", "tlh", ""] {
                prop_assert_eq!(words_in(&date, language).is_empty(), edtf.is_empty());
                prop_assert_eq!(worded(&date, Length::Short, language).is_empty(), edtf.is_empty());
            }
            if datetime(&date).is_some() {
                prop_assert!(numbers(&date).is_some());
            }
        }
    }

    #[test]
    fn other_languages() {
        let check = |edtf: &str, expected: [&str; 4]| {
            let found = ["de", "fr-FR", "es-MX", "zh-Hans"].map(|language| words_in(&date(edtf), language));
            assert_eq!(found, expected, "{edtf}");
        };
        check(
            "2019-02-16",
            ["16. Februar 2019", "16 février 2019", "16 de febrero de 2019", "2019年2月16日"],
        );
        check("1949-10-01", ["1. Oktober 1949", "1er octobre 1949", "1 de octubre de 1949", "1949年10月1日"]);
        check("2014-05", ["Mai 2014", "mai 2014", "mayo de 2014", "2014年5月"]);
        check("2019", ["2019", "2019", "2019", "2019年"]);
        check("2001-21", ["Frühling 2001", "printemps 2001", "primavera de 2001", "2001年春季"]);
        check("2001-33", ["1. Quartal 2001", "trimestre 1, 2001", "trimestre 1 de 2001", "2001年第1季度"]);
        check("2021~", ["um 2021", "vers 2021", "hacia 2021", "约2021年"]);
        check("2019?", ["vielleicht 2019", "peut-être 2019", "quizá 2019", "可能为2019年"]);
        check("195X", ["1950er Jahre", "années 1950", "años 1950", "1950年代"]);
        check("19XX", ["20. Jahrhundert", "XXe siècle", "siglo XX", "20世纪"]);
        check("-0043", ["44 v. Chr.", "44 av. J.-C.", "44 a. C.", "公元前44年"]);
        check("1954/1957", ["1954–1957", "1954–1957", "1954–1957", "1954–1957年"]);
        check(
            "2018-10-25/2018-10-27",
            ["25.–27. Oktober 2018", "25–27 octobre 2018", "25–27 de octubre de 2018", "2018年10月25–27日"],
        );
        check(
            "2018-10/2019-01",
            [
                "Oktober 2018 bis Januar 2019",
                "octobre 2018 – janvier 2019",
                "octubre de 2018 – enero de 2019",
                "2018年10月至2019年1月",
            ],
        );
        check("2017-06/..", ["seit Juni 2017", "depuis juin 2017", "desde junio de 2017", "自2017年6月起"]);
        check("../2019", ["bis 2019", "jusqu’à 2019", "hasta 2019", "至2019年"]);
        check("[1667,1668]", ["1667 oder 1668", "1667 ou 1668", "1667 o 1668", "1667年或1668年"]);
        check("soon", ["soon"; 4]);
        assert_eq!(worded(&date("2019-02-16"), Length::Short, "de-AT"), "16. Feb. 2019");
        assert_eq!(year_in(-43, "zh"), "公元前44年");
    }

    #[test]
    fn a_language_without_a_table_gets_english() {
        for language in ["sw", "tlh", "", "x", "endonesian"] {
            assert_eq!(words_in(&date("2019-02-16"), language), "16 February 2019");
        }
    }

    #[test]
    fn html_times() {
        let cases = [
            ("2019-02-16", Some("2019-02-16")),
            ("2019-02", Some("2019-02")),
            ("2019", Some("2019")),
            ("0044", Some("0044")),
            ("Y12345", Some("12345")),
            ("0000", None),
            ("-0043", None),
            ("2019~", None),
            ("2019-05?", None),
            ("2019-?05", Some("2019")),
            ("2019-05-~16", Some("2019-05")),
            ("2019-05-XX", Some("2019-05")),
            ("2019-XX", Some("2019")),
            ("2001-21", Some("2001")),
            ("195X", None),
            ("1950S2", None),
            ("1954/1957", None),
            ("[1667,1668]", None),
            ("soon", None),
        ];
        for (edtf, expected) in cases {
            assert_eq!(datetime(&date(edtf)).as_deref(), expected, "{edtf}");
        }
    }

    #[test]
    fn dates_in_numbers() {
        let of = |year, month, day| DateParts { year, month, day };
        let one = |first, doubtful| Some(Numbers { first, last: None, doubtful });
        assert_eq!(numbers(&date("2019-02-16")), one(of(2019, Some(2), Some(16)), false));
        assert_eq!(numbers(&date("2019-02-XX")), one(of(2019, Some(2), None), false));
        assert_eq!(numbers(&date("2019-XX-16")), one(of(2019, None, None), false));
        assert_eq!(numbers(&date("2001-21~")), one(of(2001, Some(21), None), true));
        assert_eq!(numbers(&date("195X")), None);
        assert_eq!(numbers(&date("2017/..")), None);
        assert_eq!(numbers(&date("[1667,1668]")), None);
        let span = numbers(&date("1954/1957?")).unwrap();
        assert_eq!(
            span,
            Numbers { first: of(1954, None, None), last: Some(of(1957, None, None)), doubtful: true }
        );
    }
}
