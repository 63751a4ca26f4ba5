//! Works as RIS, the tagged lines that every reference manager reads.
//!
//! A value is one line, whatever it held. RIS has no escapes, so none are made. Unidentified works are left out.

use super::fields::{date_words, doi, inverted, is_listed, joined, numbers, pages, text};
use crate::model::date::DateParts;
use crate::model::work::Work;

/// The records of the works, in their order; unidentified works are left out.
pub(crate) fn records(works: &[&Work]) -> String {
    works.iter().filter(|work| is_listed(work)).map(|work| record(work)).collect()
}

const FIELDS: [(&str, &str); 18] = [
    ("title", "TI"),
    ("title-short", "ST"),
    ("container-title", "T2"),
    ("container-title-short", "J2"),
    ("collection-title", "T3"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("edition", "ET"),
    ("genre", "M3"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("ISSN", "SN"),
    ("ISBN", "SN"),
    ("URL", "UR"),
    ("language", "LA"),
    ("archive", "DB"),
    ("abstract", "AB"),
    ("note", "N1"),
];

const ROLES: [(&str, &str); 6] = [
    ("author", "AU"),
    ("editor", "ED"),
    ("collection-editor", "A3"),
    ("translator", "A4"),
    ("director", "AU"),
    ("composer", "AU"),
];

fn record(work: &Work) -> String {
    let mut lines = vec![line("TY", kind(&work.kind))];
    let mut add = |tag: &str, value: Option<String>| {
        lines.extend(value.filter(|value| !value.is_empty()).map(|value| line(tag, &value)));
    };
    for (role, tag) in ROLES {
        for name in work.names(role) {
            add(tag, Some(inverted(name)));
        }
    }
    let issued = numbers(work, "issued");
    add("PY", issued.and_then(|issued| joined(DateParts { month: None, day: None, ..issued.first }, '/')));
    add("DA", date(work));
    for (name, tag) in FIELDS {
        add(tag, text(work, name));
    }
    // What is no periodical has its number where a periodical has its issue.
    if work.field("issue").is_none() {
        add("IS", text(work, "number").or_else(|| text(work, "collection-number")));
    }
    if let Some((first, last)) = pages(work) {
        add("SP", Some(first));
        add("EP", last);
    }
    add("DO", doi(work).map(str::to_owned));
    for keyword in work.field("keyword").unwrap_or_default().split([',', ';']) {
        add("KW", Some(keyword.trim().to_owned()));
    }
    add("Y2", numbers(work, "accessed").and_then(|date| joined(date.first, '/')));
    add("ID", Some(work.key.as_str().to_owned()));
    lines.push(line("ER", ""));
    lines.concat()
}

/// `YYYY/MM/DD/words`: with the words where numbers cannot say the whole date.
fn date(work: &Work) -> Option<String> {
    let words = date_words(work, "issued")?;
    let Some(numbers) = numbers(work, "issued") else { return Some(format!("///{words}")) };
    let certain = numbers.last.is_none() && !numbers.doubtful;
    let plain = numbers.first.month.is_none_or(|month| month <= 12);
    let Some(date) = joined(numbers.first, '/') else { return Some(format!("///{words}")) };
    let slashes = "/".repeat(3 - date.matches('/').count());
    Some(if certain && plain { format!("{date}{slashes}") } else { format!("{date}{slashes}{words}") })
}

fn line(tag: &str, value: &str) -> String {
    let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{tag}  - {value}\r\n")
}

fn kind(csl: &str) -> &'static str {
    match csl {
        "article-journal" | "review" | "review-book" => "JOUR",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "article" => "UNPB",
        "book" | "classic" | "collection" => "BOOK",
        "periodical" => "SER",
        "chapter" => "CHAP",
        "entry" | "entry-encyclopedia" => "ENCYC",
        "entry-dictionary" => "DICT",
        "paper-conference" => "CPAPER",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" | "post" => "ELEC",
        "post-weblog" => "BLOG",
        "dataset" => "DATA",
        "software" => "COMP",
        "legislation" | "regulation" | "treaty" => "STAT",
        "bill" => "BILL",
        "legal_case" => "CASE",
        "hearing" => "HEAR",
        "patent" => "PAT",
        "manuscript" => "MANSCPT",
        "speech" => "SLIDE",
        "pamphlet" => "PAMP",
        "motion_picture" => "MPCT",
        "broadcast" => "VIDEO",
        "song" => "SOUND",
        "musical_score" => "MUSIC",
        "graphic" | "figure" => "ART",
        "map" => "MAP",
        "personal_communication" => "PCOMM",
        "standard" => "STAND",
        _ => "GEN",
    }
}

#[cfg(test)]
mod tests {
    use super::records;
    use crate::model::work::{Name, WorkDate};
    use crate::render::exports::samples::{article, bare, unidentified, work};

    fn lines(text: &str) -> Vec<&str> {
        text.split_terminator("\r\n").collect()
    }

    #[test]
    fn an_article() {
        let expected = [
            "TY  - JOUR",
            "AU  - Foot, Rosemary",
            "AU  - King, Amy",
            "PY  - 2021",
            "DA  - 2021/05/12/",
            "TI  - China’s World View: Where Do Japan & Russia Fit?",
            "T2  - The British Journal of Politics & International Relations",
            "J2  - Br. J. Polit. Int. Relat.",
            "VL  - 23",
            "IS  - 2",
            "PB  - SAGE",
            "SN  - 1369-1481",
            "UR  - https://example.org/a_b?c=1&d=2",
            "LA  - en",
            "AB  - Two lines of 100 %.",
            "SP  - 210",
            "EP  - 227",
            "DO  - 10.1177/1369148120914467",
            "KW  - alliances",
            "KW  - Japan",
            "ID  - foot-king-2020",
            "ER  - ",
        ];
        assert_eq!(lines(&records(&[&article()])), expected);
    }

    #[test]
    fn dates() {
        let check = |edtf: &str, expected: &[&str]| {
            let text = records(&[&work("k", "book", edtf, &[])]);
            let found: Vec<_> =
                lines(&text).into_iter().filter(|l| l.starts_with("PY") || l.starts_with("DA")).collect();
            assert_eq!(found, expected, "{edtf}");
        };
        check("2021-11", &["PY  - 2021", "DA  - 2021/11//"]);
        check("2021", &["PY  - 2021", "DA  - 2021///"]);
        check("2021-11~", &["PY  - 2021", "DA  - 2021/11//about November 2021"]);
        check("2001-21", &["PY  - 2001", "DA  - 2001///spring 2001"]);
        check("1954/1957", &["PY  - 1954", "DA  - 1954///1954–1957"]);
        check("195X", &["DA  - ///the 1950s"]);
        check("-0043", &["DA  - ///44 BCE"]);
    }

    #[test]
    fn a_value_cannot_start_a_line_or_a_record() {
        let mut hostile = work("k\r\nER  - ", "book", "", &[("title", "a\r\nER  - \nTY  - X\u{85}b\u{0}")]);
        hostile.names.insert("author".to_owned(), vec![Name::Literal("A\nB".to_owned())]);
        hostile.dates.insert("issued".to_owned(), WorkDate::Literal("soon\nER  - ".to_owned()));
        let expected = [
            "TY  - BOOK",
            "AU  - A B",
            "DA  - ///soon ER -",
            "TI  - a ER - TY - X b",
            "ID  - k ER -",
            "ER  - ",
        ];
        assert_eq!(lines(&records(&[&hostile])), expected);
    }

    #[test]
    fn many_works_and_unidentified_ones() {
        let text = records(&[&bare("a"), &unidentified("x", "X", "y"), &bare("b")]);
        assert_eq!(lines(&text), ["TY  - GEN", "ID  - a", "ER  - ", "TY  - GEN", "ID  - b", "ER  - "]);
    }
}
