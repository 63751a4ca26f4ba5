//! What several formats read from a work's fields: its DOI, page range, numbers and dates.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::markup::plain;
use crate::model::date::DateParts;
use crate::model::web::is_web_address;
use crate::model::work::{Name, Person, Work, WorkDate, WorkOrigin};
use crate::render::dates::{self, Numbers};

/// What a DOI may not show in the path of an address.
const DOI_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Whether more than a label is known of the work.
pub(super) fn is_listed(work: &Work) -> bool {
    !matches!(work.origin, WorkOrigin::Unidentified { .. })
}

/// A field without markup; `None` where it is empty.
pub(super) fn text(work: &Work, name: &str) -> Option<String> {
    work.field(name).map(plain).filter(|text| !text.is_empty())
}

/// The DOI alone, whatever stands before it in the field.
pub(super) fn doi(work: &Work) -> Option<&str> {
    let field = work.field("DOI")?.trim();
    let from = field.find("10.")?;
    let before = field.get(..from)?.to_ascii_lowercase();
    let prefix = matches!(before.trim(), "" | "doi:")
        || ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"]
            .contains(&before.as_str());
    let doi = field.get(from..)?;
    (prefix && !doi.contains(char::is_whitespace)).then_some(doi)
}

/// The address of the DOI.
pub(super) fn doi_url(work: &Work) -> Option<String> {
    doi(work).map(|doi| format!("https://doi.org/{}", utf8_percent_encode(doi, DOI_PATH)))
}

/// The address of the work: its DOI's, or else its own if it is one of the web.
pub(super) fn address(work: &Work) -> Option<String> {
    doi_url(work).or_else(|| web_url(work))
}

/// The work's own address, if it is one of the web.
pub(super) fn web_url(work: &Work) -> Option<String> {
    let url = work.field("URL")?.trim();
    is_web_address(url).then(|| url.to_owned())
}

/// The first and the last page: “210–27” is 210 and 227.
pub(super) fn pages(work: &Work) -> Option<(String, Option<String>)> {
    let field = text(work, "page")?;
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‒' | '−' | '‐' | '‑');
    let first_chunk = field.split([',', ';']).next().unwrap_or_default();
    let last_chunk = field.split([',', ';']).next_back().unwrap_or_default();
    let first = first_chunk.split(dash).next().unwrap_or_default().trim().to_owned();
    let last = last_chunk.rsplit(dash).next().unwrap_or_default().trim();
    if first.is_empty() {
        return Some((field, None));
    }
    let last = (last != first && !last.is_empty()).then(|| whole_number(&first, last));
    Some((first, last))
}

/// The second page of a range with the digits that were left out.
fn whole_number(first: &str, last: &str) -> String {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match first.len().checked_sub(last.len()) {
        Some(shared @ 1..) if digits(first) && digits(last) => {
            format!("{}{last}", first.get(..shared).unwrap_or_default())
        }
        _ => last.to_owned(),
    }
}

/// A date of the work in numbers, where numbers can say it.
pub(super) fn numbers(work: &Work, name: &str) -> Option<Numbers> {
    match work.dates.get(name)? {
        WorkDate::Date(date) => dates::numbers(date),
        WorkDate::Literal(_) => None,
    }
}

/// A date of the work in words.
pub(super) fn date_words(work: &Work, name: &str) -> Option<String> {
    match work.dates.get(name)? {
        WorkDate::Date(date) => Some(dates::words(date)),
        WorkDate::Literal(text) => Some(plain(text)).filter(|text| !text.is_empty()),
    }
}

/// Year, month and day of a date of the common era with the sign between them, as far as they are given: `2019/02/16`.
pub(super) fn joined(parts: DateParts, joint: char) -> Option<String> {
    if !(1..=9999).contains(&parts.year) {
        return None;
    }
    Some(match (parts.month.filter(|month| (1..=12).contains(month)), parts.day) {
        (Some(month), Some(day)) => format!("{:04}{joint}{month:02}{joint}{day:02}", parts.year),
        (Some(month), None) => format!("{:04}{joint}{month:02}", parts.year),
        (None, _) => format!("{:04}", parts.year),
    })
}

/// A name with the family name first: “van Gogh, Vincent”, “King, Martin Luther, Jr.”.
pub(super) fn inverted(name: &Name) -> String {
    let person = match name {
        Name::Literal(name) => return plain(name),
        Name::Person(person) => person,
    };
    let family = family(person);
    let parts = [family.as_str(), person.given.trim(), person.suffix.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The family name with its particles.
pub(super) fn family(person: &Person) -> String {
    let parts = [&person.dropping_particle, &person.non_dropping_particle, &person.family];
    let mut family = String::new();
    for part in parts.map(|part| part.trim()).into_iter().filter(|part| !part.is_empty()) {
        // “d’” and “al-” stand without a space.
        if !family.is_empty() && !family.ends_with(['’', '\'', '-', '‑']) {
            family.push(' ');
        }
        family.push_str(part);
    }
    family
}

#[cfg(test)]
mod tests {
    use super::{doi, doi_url, inverted, pages, web_url};
    use crate::model::work::{Name, Person, Work};
    use crate::render::exports::samples;

    fn with(field: &str, value: &str) -> Work {
        let mut work = samples::bare("k");
        work.fields.insert(field.to_owned(), value.to_owned());
        work
    }

    #[test]
    fn page_ranges() {
        let check = |field: &str, first: &str, last: Option<&str>| {
            let expected = Some((first.to_owned(), last.map(str::to_owned)));
            assert_eq!(pages(&with("page", field)), expected, "{field}");
        };
        check("210–227", "210", Some("227"));
        check("210-27", "210", Some("227"));
        check("3", "3", None);
        check("3–5, 9–12", "3", Some("12"));
        check("S1–S10", "S1", Some("S10"));
        check("xii--xiv", "xii", Some("xiv"));
        check("–", "–", None);
        check("7–", "7", None);
        check("99–5é", "99", Some("5é"));
        assert_eq!(pages(&with("page", " ")), None);
    }

    #[test]
    fn identifiers() {
        for field in ["10.1/a b", "none", "see 10.1/x", "http://evil.org/10.1/x", ""] {
            assert_eq!(doi(&with("DOI", field)), None, "{field}");
        }
        for field in
            ["10.1/x", "doi:10.1/x", "DOI: 10.1/x", "https://doi.org/10.1/x", "HTTP://DX.DOI.ORG/10.1/x"]
        {
            assert_eq!(doi(&with("DOI", field)), Some("10.1/x"), "{field}");
        }
        let strange = with("DOI", "10.1002/(SICI)1<1::AID>3.0.CO;2-\"#");
        assert_eq!(
            doi_url(&strange).as_deref(),
            Some("https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-%22%23")
        );
        assert_eq!(web_url(&with("URL", "javascript:alert(1)")), None);
        assert_eq!(web_url(&with("URL", "HTTPS://x.org/é")).as_deref(), Some("HTTPS://x.org/é"));
        assert_eq!(web_url(&with("URL", "é")), None);
    }

    #[test]
    fn names() {
        let person = |dropping: &str, kept: &str, family: &str, given: &str, suffix: &str| {
            Name::Person(Person {
                family: family.to_owned(),
                given: given.to_owned(),
                dropping_particle: dropping.to_owned(),
                non_dropping_particle: kept.to_owned(),
                suffix: suffix.to_owned(),
                orcid: None,
            })
        };
        assert_eq!(inverted(&person("", "van", "Gogh", "Vincent", "")), "van Gogh, Vincent");
        assert_eq!(inverted(&person("d’", "", "Alembert", "Jean", "")), "d’Alembert, Jean");
        assert_eq!(inverted(&person("", "", "King", "Martin Luther", "Jr.")), "King, Martin Luther, Jr.");
        assert_eq!(inverted(&person("", "", "", "Plato", "")), "Plato");
        assert_eq!(inverted(&Name::Literal("World Bank".to_owned())), "World Bank");
    }
}
