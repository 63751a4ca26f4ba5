//! The short names of works: “Odgaard 2023”, “Foot and King 2020”, “Kim et al. 2021”.
//!
//! They name a work in running lists; the style's own citation texts are made by the resolve stage.

use crate::model::work::{Name, Work, WorkDate, WorkOrigin};
use crate::render::dates;
use crate::render::exports::markup::plain;

/// The longest title that stands for a name, in characters.
const TITLE: usize = 48;

/// Family names and year; a work without names goes by its title, an unidentified one by what its source prints.
pub(crate) fn short_name(work: &Work) -> String {
    if let WorkOrigin::Unidentified { printed, .. } = &work.origin {
        return printed.clone();
    }
    let who = people(work).unwrap_or_else(|| shortened(&plain(work.title())));
    match year(work) {
        Some(year) => format!("{who} {year}"),
        None => who,
    }
}

/// The title at a length that fits into a list: without its subtitle, or cut after a word.
pub(crate) fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    let main = title.split([':', '：', '?', '？']).next().unwrap_or(title);
    if main.chars().count() <= TITLE {
        return main.trim_end().to_owned();
    }
    let cut: String = title.chars().take(TITLE).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ' ', '–', '—']))
}

fn people(work: &Work) -> Option<String> {
    let names = ["author", "editor", "director", "composer", "interviewer", "container-author"]
        .into_iter()
        .map(|role| work.names(role))
        .find(|names| !names.is_empty())?;
    let names: Vec<String> = names.iter().map(family).filter(|name| !name.is_empty()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [one, two] => Some(format!("{one} and {two}")),
        [one, ..] => Some(format!("{one} et al.")),
    }
}

fn family(name: &Name) -> String {
    match name {
        Name::Literal(name) => plain(name),
        Name::Person(person) if person.family.trim().is_empty() => person.given.trim().to_owned(),
        Name::Person(person) => {
            let parts = [person.non_dropping_particle.trim(), person.family.trim()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The year of the work, or the words of a date that names none.
fn year(work: &Work) -> Option<String> {
    match work.dates.get("issued")? {
        WorkDate::Literal(text) => Some(plain(text)).filter(|text| !text.is_empty()),
        WorkDate::Date(date) => match dates::numbers(date) {
            Some(numbers) => Some(dates::year(numbers.first.year)),
            None => Some(dates::short(date)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{short_name, shortened};
    use crate::model::work::{Name, WorkDate};
    use crate::render::exports::samples::{by, chapter, unidentified, work};

    #[test]
    fn names_and_years() {
        let mut entry = work("k", "book", "2020", &[("title", "A title")]);
        assert_eq!(short_name(&entry), "A title 2020");
        entry = by(entry, "author", "Rosemary", "Foot");
        assert_eq!(short_name(&entry), "Foot 2020");
        entry = by(entry, "author", "Amy", "King");
        assert_eq!(short_name(&entry), "Foot and King 2020");
        entry = by(entry, "author", "X", "Y");
        assert_eq!(short_name(&entry), "Foot et al. 2020");
        assert_eq!(short_name(&chapter()), "van Gogh and Research and Unit 1954");
        assert_eq!(short_name(&by(work("k", "book", "", &[]), "editor", "Plato", "")), "Plato");
        assert_eq!(short_name(&work("k", "book", "", &[])), "k");
        assert_eq!(short_name(&unidentified("x", "Xi 2017b", "a")), "Xi 2017b");
    }

    #[test]
    fn years_that_are_none() {
        let of = |edtf: &str| short_name(&by(work("k", "book", edtf, &[]), "author", "", "A"));
        assert_eq!(of("2021-11~"), "A 2021");
        assert_eq!(of("195X"), "A 1950s");
        assert_eq!(of("-0043"), "A 44 BCE");
        let mut literal = work("k", "book", "", &[]);
        literal.names.insert("author".to_owned(), vec![Name::Literal("World Bank".to_owned())]);
        literal.dates.insert("issued".to_owned(), WorkDate::Literal("forthcoming".to_owned()));
        assert_eq!(short_name(&literal), "World Bank forthcoming");
    }

    #[test]
    fn long_titles() {
        let check = |title: &str, expected: &str| assert_eq!(shortened(title), expected);
        check(
            "Too alone, China races to find allies: Is an alliance with Russia possible?",
            "Too alone, China races to find allies",
        );
        check(
            "A title of very many words that never seems to come to any end at all",
            "A title of very many words that never seems to…",
        );
        check(&"国".repeat(60), &format!("{}…", "国".repeat(48)));
        check("", "");
    }
}
