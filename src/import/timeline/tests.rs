//! Tables in, events and diagnostics out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::path::Path;

use super::{Opened, read, toml};
use crate::model::date::{Date, DateParts, Day, Qualifiers, Shape};
use crate::model::diagnostic::Place;

/// Reads plain years, months and days, intervals of them, and “about”; the real one is the parse stage's.
fn date(text: &str) -> Result<Date, (String, Option<String>)> {
    let about = text.strip_prefix("c. ");
    let edtf = about.map_or(text.to_owned(), |rest| format!("{rest}~"));
    let day = |text: &str, month: u8, last: u8| {
        let mut parts = text.split('T').next().unwrap().split('-');
        let year = parts.next().and_then(|year| year.trim_end_matches('~').parse().ok())?;
        let month = parts.next().map_or(Some(month), |month| month.parse().ok()).filter(|m| *m <= 12)?;
        let day = parts.next().map_or(Some(last), |day| day.parse().ok()).filter(|day| *day <= 31)?;
        Some(Day { year, month, day })
    };
    let wrong = || (format!("`{text}` is not a date"), None);
    let (first, last) = edtf.split_once('/').unwrap_or((&edtf, &edtf));
    let earliest = day(first, 1, 1).ok_or_else(wrong)?;
    let latest = day(last, 12, 31).ok_or_else(wrong)?;
    if latest < earliest {
        return Err(("the interval ends before it begins".to_owned(), None));
    }
    let shape =
        Shape::Single(DateParts { year: earliest.year, month: None, day: None }, Qualifiers::default());
    Ok(Date { edtf, earliest: Some(earliest), latest: Some(latest), shape })
}

/// The TOML of a table, then its diagnostics, each with the text that it points to.
fn check(table: &str, expected: &str, complaints: &[&str]) {
    let opened = Opened::of(Path::new("table.csv"), table);
    let taken = read(&opened, &BTreeSet::from(["taken".to_owned()]), &date);
    let told: Vec<_> = taken
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let Place::Span(span) = diagnostic.place else { panic!("without a place") };
            let text = opened.text();
            let line = text[..span.range().start].matches('\n').count() + 1;
            format!("{} {line} [{}] {}", diagnostic.code, &text[span.range()], diagnostic.message)
        })
        .collect();
    assert_eq!(told, complaints, "{table}");
    assert_eq!(toml(&taken.events), expected, "{table}");
}

#[test]
fn a_plain_table() {
    check(
        "id;date;end;title;text;kind;tags;place;people;sources\r\n\
         bandung;1955-04-18;1955-04-24;\"The \"\"great\"\" conference\";\"One *line*.\n\nAnd another\";summit;Asia, peace;\
         Bandung;zhou;@a-1955, p. 3; @b\r\n;1954;;A treaty;;;;;;\r\n",
        "[[event]]\nid = \"bandung\"\ndate = \"1955-04-18/1955-04-24\"\ntitle = \"The \\\"great\\\" conference\"\n\
         text = \"\"\"\nOne *line*.\n\nAnd another\"\"\"\nkind = \"summit\"\nplace = \"Bandung\"\n\
         tags = [\"Asia\", \"peace\"]\npeople = [\"zhou\"]\nsources = [\"@a-1955, p. 3\"]\n\n\
         [[event]]\nid = \"a-treaty-1954\"\ndate = \"1954\"\ntitle = \"A treaty\"\n",
        &[],
    );
}

#[test]
fn the_spreadsheet_of_timeline_js() {
    check(
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,\
         Media Caption,Media Thumbnail,Type,Group,Background\n\
         ,,,,,,,,,A title,Words,,,,,title,,\n\
         1955,4,18,,1955,4,24,,,<b>Bandung</b> &amp; after,\"<p>It <i>met</i>. See <a href=\"\"https://e.org/a(b)\"\">this</a>.</p>1. *\",\
         https://e.org/p.jpg,AFP,A photograph,,,Asia,#fff\n\
         1850,,,,,,,,c. 1850,About then,,,,,,,,#000\n\
         2019,2,16,2:30 pm,,,,,,A speech,,,,,,era,,\n\
         -44,3,15,,,,,,,Ides,,,,,,,,\n",
        "[[event]]\nid = \"bandung-after-1955\"\ndate = \"1955-04-18/1955-04-24\"\ntitle = \"Bandung & after\"\n\
         text = \"\"\"\nIt *met*. See [this](https://e.org/a%28b%29).\n\n1\\\\. \\\\*\n\n[A photograph. AFP](https://e.org/p.jpg)\"\"\"\n\
         kind = \"Asia\"\n\n\
         [[event]]\nid = \"about-then-1850\"\ndate = \"1850~\"\ntitle = \"About then\"\n\n\
         [[event]]\nid = \"a-speech-2019\"\ndate = \"2019-02-16T14:30:00\"\ntitle = \"A speech\"\nkind = \"era\"\n",
        &[
            "table-cell 2 [title] a row of the type `title` is no event, and is left out",
            "table-cell 3 [#fff] this column is left out",
            "date-invalid 6 [15] `-0043-03-15` is not a date",
        ],
    );
}

#[test]
fn what_is_wrong_in_a_row_leaves_the_others() {
    check(
        "date,title,id\n2019-13-01,No month,\n1955,,\n1956,Good,taken\n1957,Better,a b\n1958/1957,Reversed,\n1959,Last,\n",
        "[[event]]\nid = \"a-b\"\ndate = \"1957\"\ntitle = \"Better\"\n\n\
         [[event]]\nid = \"last-1959\"\ndate = \"1959\"\ntitle = \"Last\"\n",
        &[
            "date-invalid 2 [2019-13-01] `2019-13-01` is not a date",
            "table-cell 3 [] the row has no title, and is left out",
            "id-duplicate 4 [taken] there is an event `taken` already; the row is left out",
            "table-cell 5 [a b] the id `a b` is written `a-b`",
            "date-invalid 6 [1958/1957] the interval ends before it begins",
        ],
    );
}

#[test]
fn quotes_that_are_left_open_end_with_their_line() {
    check(
        "date,title\n1955,\"Open\n1956,\"Shut\"\n1957,\"Open again\n1958,Last\n",
        "[[event]]\nid = \"open-1955\"\ndate = \"1955\"\ntitle = \"Open\"\n\n\
         [[event]]\nid = \"shut-1956\"\ndate = \"1956\"\ntitle = \"Shut\"\n\n\
         [[event]]\nid = \"open-again-1957\"\ndate = \"1957\"\ntitle = \"Open again\"\n\n\
         [[event]]\nid = \"last-1958\"\ndate = \"1958\"\ntitle = \"Last\"\n",
        &[
            "table-quote 2 [\"] this quote is left open; its cell is taken to end with the line",
            "table-quote 4 [\"] this quote is left open; its cell is taken to end with the line",
        ],
    );
    check(
        "date,title\n1955,\"A\" b\n",
        "[[event]]\nid = \"a-b-1955\"\ndate = \"1955\"\ntitle = \"\\\"A\\\" b\"\n",
        &["table-quote 2 [\"A\"] text follows the quote that ends its cell"],
    );
}

#[test]
fn columns_that_are_missing_or_unknown() {
    check(
        "when,title\n1955,A\n",
        "",
        &[
            "table-cell 1 [when] the column `when` is not known, and is left out",
            "table-column 1 [when] the table has no column `date`",
        ],
    );
    check("Year,Month\n1955,4\n", "", &["table-column 1 [Year] the table has no column `headline`"]);
    check(
        "Date\tTitle\tTags\ttitles\n1955\tA\tx\ty\n",
        "[[event]]\nid = \"a-1955\"\ndate = \"1955\"\ntitle = \"A\"\ntags = [\"x\"]\n",
        &["table-cell 1 [titles] the column `titles` is not known, and is left out"],
    );
    check("", "", &["file-empty 1 [] the table is empty"]);
    check("\n \n", "", &["file-empty 1 [] the table is empty"]);
    check("date,title\n", "", &[]);
}

#[test]
fn a_hundred_thousand_rows_take_no_time() {
    let mut table = "date,title\n".to_owned();
    for n in 0..100_000 {
        let (year, number) = ((1000 + n % 1000).to_string(), n.to_string());
        table.extend([year.as_str(), ",\"Event ", number.as_str(), "\n"]);
    }
    let opened = Opened::of(Path::new("table.csv"), &table);
    let taken = read(&opened, &BTreeSet::new(), &date);
    assert_eq!((taken.events.len(), taken.diagnostics.len()), (100_000, 100_000));
}

proptest::proptest! {
    #[test]
    fn no_table_is_too_strange(table in "(date|title|year|headline|[,;\\t\"\\n<>&/a-z0-9]|\\PC){0,60}") {
        let opened = Opened::of(Path::new("table.csv"), &table);
        let taken = read(&opened, &BTreeSet::new(), &date);
        for diagnostic in &taken.diagnostics {
            let Place::Span(span) = diagnostic.place else { panic!("without a place") };
            proptest::prop_assert!(opened.text().get(span.range()).is_some());
        }
        toml(&taken.events);
    }
}
