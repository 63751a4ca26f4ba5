//! Works as CSL-JSON.
//!
//! Dates are numbers where numbers say no more than the date does, and words (`literal`) otherwise. CSL-JSON has no room
//! for ORCID iDs. Unidentified works are left out.

use serde_json::{Map, Value, json};

use super::fields::is_listed;
use crate::model::date::{Date, DateParts};
use crate::model::work::{Name, Person, Work, WorkDate};
use crate::render::dates;

/// The works as a JSON array with a line's end, in their order; unidentified works are left out.
pub(crate) fn items(works: &[&Work]) -> String {
    let items: Vec<Value> = works.iter().filter(|work| is_listed(work)).map(|work| item(work)).collect();
    format!("{:#}\n", Value::Array(items))
}

fn item(work: &Work) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(work.key.as_str()));
    item.insert("type".to_owned(), json!(work.kind_or_document()));
    for (name, names) in work.names.iter().filter(|(_, names)| !names.is_empty()) {
        item.insert(name.clone(), names.iter().map(name_value).collect());
    }
    for (name, date) in &work.dates {
        item.insert(name.clone(), date_value(date));
    }
    for (name, value) in &work.fields {
        // What a program reads as the item's own is never overwritten by a field of the same name.
        if !item.contains_key(name) {
            item.insert(name.clone(), json!(value));
        }
    }
    Value::Object(item)
}

fn name_value(name: &Name) -> Value {
    match name {
        Name::Literal(name) => json!({ "literal": name }),
        Name::Person(person) => person_value(person),
    }
}

fn person_value(person: &Person) -> Value {
    let parts = [
        ("family", &person.family),
        ("given", &person.given),
        ("dropping-particle", &person.dropping_particle),
        ("non-dropping-particle", &person.non_dropping_particle),
        ("suffix", &person.suffix),
    ];
    let parts = parts.into_iter().filter(|(_, part)| !part.is_empty());
    Value::Object(parts.map(|(name, part)| (name.to_owned(), json!(part))).collect())
}

fn date_value(date: &WorkDate) -> Value {
    match date {
        WorkDate::Literal(text) => json!({ "literal": text }),
        WorkDate::Date(date) => numbers_value(date),
    }
}

fn numbers_value(date: &Date) -> Value {
    let Some(numbers) = dates::numbers(date).filter(|numbers| !is_season_span(numbers)) else {
        return json!({ "literal": dates::words(date) });
    };
    let mut value = Map::new();
    let ends = std::iter::once(numbers.first).chain(numbers.last);
    value.insert("date-parts".to_owned(), ends.map(parts).collect());
    if let Some(season) = season(numbers.first) {
        value.insert("season".to_owned(), json!(season));
    }
    if numbers.doubtful {
        value.insert("circa".to_owned(), json!(true));
    }
    Value::Object(value)
}

/// CSL has seasons for single dates only, and only four of them.
fn is_season_span(numbers: &dates::Numbers) -> bool {
    let month = |parts: DateParts| parts.month.unwrap_or_default();
    let (first, last) = (month(numbers.first), numbers.last.map(month).unwrap_or_default());
    first > 24 || last > 12 || (first > 12 && numbers.last.is_some())
}

fn season(parts: DateParts) -> Option<u8> {
    parts.month.and_then(|month| month.checked_sub(20)).filter(|season| (1..=4).contains(season))
}

fn parts(parts: DateParts) -> Value {
    // CSL counts years before the common era as people do: there is no year 0.
    let year = if parts.year > 0 { parts.year } else { parts.year.saturating_sub(1) };
    match (parts.month.filter(|month| *month <= 12), parts.day) {
        (Some(month), Some(day)) => json!([year, month, day]),
        (Some(month), None) => json!([year, month]),
        (None, _) => json!([year]),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use serde_json::{Value, json};

    use super::items;
    use crate::model::work::WorkDate;
    use crate::render::exports::samples::{article, bare, chapter, unidentified, work};

    fn check(work: &crate::model::work::Work, expected: &Value) {
        let text = items(&[work]);
        let found: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(found, json!([expected]), "{text}");
    }

    #[test]
    fn an_article() {
        check(
            &article(),
            &json!({
                "id": "foot-king-2020",
                "type": "article-journal",
                "author": [{ "family": "Foot", "given": "Rosemary" }, { "family": "King", "given": "Amy" }],
                "issued": { "date-parts": [[2021, 5, 12]] },
                "DOI": "10.1177/1369148120914467",
                "ISSN": "1369-1481",
                "URL": "https://example.org/a_b?c=1&d=2",
                "abstract": "Two lines\nof 100 %.",
                "container-title": "The British Journal of Politics & International Relations",
                "container-title-short": "Br. J. Polit. Int. Relat.",
                "issue": "2",
                "keyword": "alliances, Japan",
                "language": "en",
                "page": "210–27",
                "publisher": "SAGE",
                "title": "China’s World View: <i>Where</i> Do Japan & Russia Fit?",
                "volume": "23",
            }),
        );
    }

    #[test]
    fn names_and_a_span() {
        let text = items(&[&chapter()]);
        let found: Value = serde_json::from_str(&text).unwrap();
        let author = json!([
            { "family": "Gogh", "given": "Vincent", "non-dropping-particle": "van" },
            { "literal": "Research and Unit" },
        ]);
        assert_eq!(found[0]["author"], author);
        assert_eq!(found[0]["issued"], json!({ "date-parts": [[1954], [1957]] }));
        assert!(
            text.starts_with("[\n  {\n    \"id\": \"gogh-1954\",\n    \"type\": \"chapter\",\n"),
            "{text}"
        );
        assert!(text.ends_with("]\n"), "{text}");
    }

    #[test]
    fn dates() {
        let check = |edtf: &str, issued: Value| {
            check(&work("k", "book", edtf, &[]), &json!({ "id": "k", "type": "book", "issued": issued }));
        };
        check("2021-11~", json!({ "date-parts": [[2021, 11]], "circa": true }));
        check("2001-21", json!({ "date-parts": [[2001]], "season": 1 }));
        check("2001-21/2001-23", json!({ "literal": "spring–autumn 2001" }));
        check("2001-33", json!({ "literal": "the first quarter of 2001" }));
        check("2019-05-XX", json!({ "date-parts": [[2019, 5]] }));
        check("-0043", json!({ "date-parts": [[-44]] }));
        check("195X", json!({ "literal": "the 1950s" }));
        check("2017-06/..", json!({ "literal": "from June 2017" }));
        check("[1667,1668]", json!({ "literal": "one of 1667 and 1668" }));
    }

    #[test]
    fn words_for_a_date_and_hostile_text() {
        let mut hostile =
            work("\"k\\", "book", "", &[("title", "\"]}\u{2028}</script>"), ("id", "x"), ("type", "y")]);
        hostile.dates.insert("issued".to_owned(), WorkDate::Literal("forthcoming".to_owned()));
        let expected = json!({ "id": "\"k\\", "type": "book", "title": "\"]}\u{2028}</script>",
            "issued": { "literal": "forthcoming" } });
        check(&hostile, &expected);
    }

    #[test]
    fn unidentified_works_are_left_out() {
        assert_eq!(items(&[&unidentified("x", "X 2017", "a")]), "[]\n");
        let found: Value = serde_json::from_str(&items(&[&bare("a"), &bare("b")])).unwrap();
        assert_eq!(found.as_array().map(Vec::len), Some(2));
    }
}
