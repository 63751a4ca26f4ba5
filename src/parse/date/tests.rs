//! Dates in, dates and errors out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::*;

fn span_of(text: &str) -> String {
    let date = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    let day = |day: Option<Day>| {
        day.map_or("–".to_owned(), |d| format!("{}-{:02}-{:02}", d.year, d.month, d.day))
    };
    format!("{} {} {}", date.edtf, day(date.earliest), day(date.latest))
}

#[test]
fn dates_have_canonical_text_and_bounds() {
    let check = |text: &str, expected: &str| assert_eq!(span_of(text), expected, "{text}");
    check("1955-04-18", "1955-04-18 1955-04-18 1955-04-18");
    check("1955-04", "1955-04 1955-04-01 1955-04-30");
    check("1955", "1955 1955-01-01 1955-12-31");
    check("2004-02", "2004-02 2004-02-01 2004-02-29");
    check("2021-11~", "2021-11~ 2021-11-01 2021-11-30");
    check("?2004-?06-?11", "2004-06-11? 2004-06-11 2004-06-11");
    check("201X", "201X 2010-01-01 2019-12-31");
    check("2001-24", "2001-24 2001-12-01 2002-02-28");
    check("-0043", "-0043 -43-01-01 -43-12-31");
    check("Y-17000", "Y-17000 -17000-01-01 -17000-12-31");
    check("1954/1957-02", "1954/1957-02 1954-01-01 1957-02-28");
    check("1954/..", "1954/.. 1954-01-01 –");
    check("/1957", "/1957 – 1957-12-31");
    check("[1667,1670..1672]", "[1667,1670..1672] 1667-01-01 1672-12-31");
    check("2019-03-26T10:00:00Z", "2019-03-26T10:00:00Z 2019-03-26 2019-03-26");
}

#[test]
fn shapes_keep_parts_and_qualifiers() {
    let shape = |text: &str| parse(text).unwrap().shape;
    let parts = |year, month, day| DateParts { year, month, day };
    let none = Qualifiers::default();
    let unspecified = Qualifiers { unspecified: true, ..none };
    let both = Qualifiers { uncertain: true, approximate: true, ..none };
    assert_eq!(shape("1955-04-18"), Shape::Single(parts(1955, Some(4), Some(18)), none));
    assert_eq!(shape("201X"), Shape::Single(parts(2010, None, None), unspecified));
    assert_eq!(shape("2004-XX-05"), Shape::Single(parts(2004, None, None), unspecified));
    assert_eq!(shape("1984%"), Shape::Single(parts(1984, None, None), both));
    assert_eq!(shape("2001-21"), Shape::Single(parts(2001, Some(21), None), none));
    assert_eq!(shape("{1960,1961~}"), Shape::Set(Qualifiers { approximate: true, ..none }));
    let known = Endpoint::Known(parts(1954, None, None), none);
    assert_eq!(shape("1954/"), Shape::Interval(known, Endpoint::Unknown));
    assert_eq!(shape("1954/.."), Shape::Interval(known, Endpoint::Open));
}

#[test]
fn canonical_text_parses_to_the_same_date() {
    for text in
        ["~1984-06", "2004-06~-11", "156X-12-25", "Y17E7", "1950S2", "..1984-10-10/..", "{..1983-12-31}"]
    {
        let date = parse(text).unwrap();
        assert_eq!(parse(&date.edtf).unwrap(), date, "{text}");
    }
}

fn fails(text: &str, wrong: &str, message: &str, help: Option<&str>) {
    let error = parse(text).unwrap_err();
    let found = (&text[error.offset..error.end], error.message.as_str(), error.help.as_deref());
    assert_eq!(found, (wrong, message, help), "{text}");
}

#[test]
fn impossible_dates_are_explained() {
    fails("2019-02-30", "30", "`2019-02` has no day 30", Some("its last day is `2019-02-28`"));
    fails("1955/2019-04-31", "31", "`2019-04` has no day 31", Some("its last day is `2019-04-30`"));
    fails("1957/1954", "1954", "the interval ends before it begins", Some("EDTF writes it `1954/1957`"));
    fails(
        "2019-13",
        "13",
        "`2019-13` is not a date: month must be 01-12 or a sub-year code 21-41",
        Some(FORMS),
    );
    fails("", "", "the date is empty", Some(FORMS));
}

#[test]
fn old_drafts_get_the_new_form() {
    let help = |text: &str, expected: &str| {
        let help = parse(text).unwrap_err().help.unwrap();
        assert_eq!(help, format!("EDTF writes it `{expected}`"), "{text}");
    };
    help("195u", "195X");
    help("19uu", "19XX");
    help("199x", "199X");
    help("1999-uu", "1999-XX");
    help("unknown/2006", "/2006");
    help("2004-01/open", "2004-01/..");
    help("1984?~", "1984%");
    help("y-17000", "Y-17000");
    help("[1667, 1668]", "[1667,1668]");
}

#[test]
fn friendly_words_are_read() {
    let check = |text: &str, expected: &str| {
        let date = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(date.edtf, expected, "{text}");
        assert_eq!(parse(expected).unwrap(), date, "{text}");
    };
    check("c. 1850", "1850~");
    check("c.1850", "1850~");
    check("circa March 2011", "2011-03~");
    check("c. 1850s", "185X~");
    check("perhaps 1850", "1850?");
    check("March 2011", "2011-03");
    check("26 March 2019", "2019-03-26");
    check("16 February 2019", "2019-02-16");
    check(" March 26, 2019 ", "2019-03-26");
    check("Mar. 26th, 2019", "2019-03-26");
    check("Sept 2019", "2019-09");
    check("spring 2001", "2001-21");
    check("1850s", "185X");
    check("the 1850s", "185X");
    check("early 1960s", "1960/1963~");
    check("the mid-1960s", "1964~/1966~");
    check("late 1960s", "1967~/1969");
    check("late 2017", "2017-09~/2017-12");
    check("early 19th century", "1800/1833~");
    check("19th century", "18XX");
    check("2019年3月26日", "2019-03-26");
    check("1954–1957", "1954/1957");
    check("March 2011 to May 2012", "2011-03/2012-05");
    check("2001–present", "2001/..");
    check("since 2001", "2001/..");
    check("until March 2001", "../2001-03");
    check("44 BC", "-0043");
    check("1 BCE", "0000");
    check("AD 79", "0079");
    check("-03XX", "[-0399..-0300]");
    check("-199X", "[-1999..-1990]");
}

#[test]
fn digits_in_another_order_get_an_edtf_form_where_it_is_certain() {
    let check = |text: &str, expected: Option<&str>| {
        let help = parse(text).unwrap_err().help.unwrap();
        let expected = expected.map_or(FORMS.to_owned(), |edtf| format!("EDTF writes it `{edtf}`"));
        assert_eq!(help, expected, "{text}");
    };
    check("2019-3-26", Some("2019-03-26"));
    check("2019/03/26", Some("2019-03-26"));
    check("26/03/2019", Some("2019-03-26"));
    check("03/04/2019", None);
    check("20190326", Some("2019-03-26"));
    check("1954-1957", Some("1954/1957"));
    check("1954 / 1957", Some("1954/1957"));
    check("1990-95", Some("1990/1995"));
    check("850", Some("0850"));
}

#[test]
fn words_that_may_mean_two_things_are_no_date() {
    for text in ["31 June 2019", "1900s", "early 1900s", "early", "forthcoming", "n.d.", "May", "1957–1954"]
    {
        assert!(parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_text_written_otherwise_is_wrong_as_a_whole() {
    let message = "`1954 / 1957` is not written as a date";
    fails("1954 / 1957", "1954 / 1957", message, Some("EDTF writes it `1954/1957`"));
}

/// Dates of every form, most of them possible.
fn dates() -> impl proptest::strategy::Strategy<Value = String> {
    const DATE: &str = "[?~%]?(-?[0-9]{4}|[0-9]{2}(XX|[0-9]X)|XXXX)[?~%]?\
                        (-[?~%]?(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|XX|0X|1X)[?~%]?\
                        |-[?~%]?(0[1-9]|1[0-2]|XX)-[?~%]?(0[1-9]|[12][0-9]|3[01X]|XX)[?~%]?)?";
    let plain = format!(
        "{DATE}|Y-?[1-9][0-9]{{4,9}}(S[1-4])?|Y-?[1-9][0-9]?E[4-9]|[0-9]{{4}}S[1-4]|({DATE}|\\.\\.|)/({DATE}|\\.\\.|)\
         |\\[(\\.\\.)?{DATE}(,{DATE}){{0,2}}(\\.\\.)?\\]|\\{{{DATE}(\\.\\.{DATE})?\\}}"
    );
    proptest::string::string_regex(&plain).unwrap()
}

proptest::proptest! {
    #[test]
    fn bounds_are_ordered_and_the_spelling_reads_as_the_same_date(text in dates()) {
        let Ok(date) = parse(&text) else { return Ok(()) };
        if let (Some(earliest), Some(latest)) = (date.earliest, date.latest) {
            proptest::prop_assert!(earliest <= latest, "{}", text);
        }
        proptest::prop_assert_eq!(parse(&date.edtf), Ok(date));
    }

    #[test]
    fn the_order_is_total(texts in proptest::collection::vec(dates(), 3)) {
        let dates: Vec<Date> = texts.iter().filter_map(|text| parse(text).ok()).collect();
        for a in &dates {
            for b in &dates {
                proptest::prop_assert_eq!(a.cmp(b), b.cmp(a).reverse());
                proptest::prop_assert_eq!(a.cmp(b).is_eq(), a == b);
                for c in &dates {
                    proptest::prop_assert!(!(a <= b && b <= c) || a <= c);
                }
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}") {
        if let Err(error) = parse(&text) {
            assert!(text.get(error.offset..error.end).is_some());
        }
    }

    #[test]
    fn what_looks_like_a_date_has_ordered_bounds(text in "[-Y0-9XS/.,\\[\\]~?%T:Euxy{} –]{0,24}") {
        match parse(&text) {
            Ok(date) => {
                if let (Some(earliest), Some(latest)) = (date.earliest, date.latest) {
                    assert!(earliest <= latest, "{text}");
                }
                assert_eq!(parse(&date.edtf).unwrap(), date);
            }
            Err(error) => assert!(text.get(error.offset..error.end).is_some()),
        }
    }
}
