//! What header blocks, by-lines and the lines around a text say of the work; what of it becomes which field is settled in
//! `metadata`.

use super::dates::{date, is_date};
use super::fields::{Label, dated, labelled};
use super::names;
use crate::import::draft::{Certainty, PersonName};

/// One thing that a line says of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// What it says
    pub(super) label: Label,
    /// As it stands there
    pub(super) value: String,
    /// Whether the line says so itself
    pub(super) certainty: Certainty,
    /// The line, among the passages
    pub(super) passage: usize,
}

/// What a short line says, and what of it belongs to the text all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// What it says
    pub(super) findings: Vec<Finding>,
    /// Where the text goes on, in bytes, if it does
    pub(super) rest: Option<usize>,
}

/// Words that say where a text was published first, before `by` or `in`.
const FIRST: &[&str] = &[
    "originally published",
    "first published",
    "first appeared",
    "originally appeared",
    "republished from",
    "reprinted from",
    "ursprünglich erschienen",
    "zuerst erschienen",
    "erstmals veröffentlicht",
    "initialement publié",
    "publié initialement",
    "publié à l’origine",
    "publicado originalmente",
    "originalmente publicado",
    "publicado por primera vez",
    "原载",
    "首发于",
];

/// What a line says of the work, if it does nothing else.
pub(super) fn told(line: &str, passage: usize) -> Option<Told> {
    let stated = |label, value: &str| Finding {
        label,
        value: value.trim().to_owned(),
        certainty: Certainty::Stated,
        passage,
    };
    if let Some((labels, value)) = labelled(line) {
        return Some(Told {
            findings: divided(&labels, value).map(|(label, value)| stated(label, value)).collect(),
            rest: None,
        });
    }
    if let Some(rest) = dated(line)
        && let Some((_, range)) = date(rest)
        && range.start <= 4
    {
        let start = line.len() - rest.len();
        let behind = line.get(start + range.end..).unwrap_or("");
        let words = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
        let finding = stated(Label::Issued, rest.get(range).unwrap_or(""));
        let rest = (!words.is_empty()).then(|| line.len() - words.len());
        return Some(Told { findings: vec![finding], rest });
    }
    by_line(line).map(|names| Told { findings: vec![stated(Label::Author, names)], rest: None })
}

/// The values of a double label, `Date/Place: November 15, 2021/ USA`.
fn divided<'t>(labels: &[Label], value: &'t str) -> impl Iterator<Item = (Label, &'t str)> {
    let parts: Vec<&str> = value.split('/').map(str::trim).collect();
    let pairs: Vec<(Label, &str)> = if labels.len() > 1 && parts.len() == labels.len() {
        labels.iter().copied().zip(parts).collect()
    } else {
        // One value under two names: the last is the plainer, as in `Organization/Publisher`.
        labels.last().map(|label| (*label, value)).into_iter().collect()
    };
    pairs.into_iter().filter(|(_, value)| !value.is_empty())
}

/// The names of a by-line: `By Rosemary Foot and Amy King`.
fn by_line(line: &str) -> Option<&str> {
    let rest = ["By ", "BY ", "by ", "Von ", "von ", "Par ", "par ", "Por ", "por ", "De ", "Di "]
        .iter()
        .find_map(|by| line.strip_prefix(by))?;
    let first = rest.split([',', '|', '–', '—']).next()?.trim();
    (rest.chars().count() < 160 && names::are_names(first)).then_some(rest)
}

/// A sentence that says where a text was published first: by or in what, and when.
pub(super) fn first_publication(line: &str, passage: usize) -> Vec<Finding> {
    let lower = line.to_lowercase();
    let Some(start) = FIRST.iter().find_map(|words| lower.find(words).map(|at| at + words.len())) else {
        return Vec::new();
    };
    // Small letters may be longer or shorter than capitals: then the place is not known.
    let Some(rest) = line.get(start..).filter(|_| lower.len() == line.len() && line.chars().count() < 300)
    else {
        return Vec::new();
    };
    let when = date(rest);
    let place = rest.trim_start();
    let label = if ["by ", "von ", "par ", "por "].iter().any(|by| place.starts_with(by)) {
        Label::Publisher
    } else {
        Label::Container
    };
    let name = place.split_once(' ').map_or("", |(_, name)| name);
    let end = [" on ", " in ", " am ", " le ", " el ", " em ", ", ", ". ", " ("]
        .iter()
        .filter_map(|end| name.find(end))
        .min();
    let name = name.get(..end.unwrap_or(name.len())).unwrap_or(name).trim_end_matches(['.', ' ']);
    let name = ["the ", "dem ", "der ", "la ", "le ", "el ", "o ", "a "]
        .iter()
        .find_map(|the| name.strip_prefix(the))
        .unwrap_or(name);
    let finding = |label, value: &str| Finding {
        label,
        value: value.to_owned(),
        certainty: Certainty::Guessed,
        passage,
    };
    let mut findings = Vec::new();
    if name.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii()) && names_something(name) {
        findings.push(finding(label, name));
    }
    findings.extend(when.and_then(|(_, range)| rest.get(range)).map(|when| finding(Label::Issued, when)));
    findings
}

fn names_something(name: &str) -> bool {
    (2..100).contains(&name.chars().count()) && !is_date(name)
}

/// The author of whom a sentence says what they are: `Alice Ekman is Head of …`.
pub(super) fn described(text: &str) -> Option<PersonName> {
    let at = [" is ", " was ", " ist ", " est ", " es ", " é ", " è ", " serves ", " teaches ", " holds "]
        .iter()
        .filter_map(|verb| text.find(verb))
        .min()?;
    let name = text.get(..at)?;
    let name = ["Dr. ", "Dr ", "Prof. ", "Professor "]
        .iter()
        .find_map(|title| name.strip_prefix(title))
        .unwrap_or(name);
    names::is_name(name).then(|| PersonName::Whole(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(findings: &[Finding]) -> Vec<(Label, &str)> {
        findings.iter().map(|finding| (finding.label, &*finding.value)).collect()
    }

    #[test]
    fn lines_of_a_header_are_understood() {
        let check = |line: &str, expected: &[(Label, &str)], rest: Option<&str>| {
            let told = told(line, 0).unwrap_or_default();
            assert_eq!(values(&told.findings), expected, "{line}");
            assert_eq!(told.rest.and_then(|at| line.get(at..)), rest, "{line}");
        };
        check("Author: A. Smith", &[(Label::Author, "A. Smith")], None);
        check(
            "Date/Place: November 15, 2021/ USA",
            &[(Label::Issued, "November 15, 2021"), (Label::Place, "USA")],
            None,
        );
        check("Organization/Publisher: Foreign Affairs", &[(Label::Publisher, "Foreign Affairs")], None);
        check(
            "date 2020-05-12 Security partnerships",
            &[(Label::Issued, "2020-05-12")],
            Some("Security partnerships"),
        );
        check("By Rosemary Foot and Amy King", &[(Label::Author, "Rosemary Foot and Amy King")], None);
        check("By contrast, this is text", &[], None);
        check("", &[], None);
    }

    #[test]
    fn first_publications_are_understood() {
        let line = "This analysiswas originally published by the Elcano Royal Institute on 26 March 2019.";
        let found = first_publication(line, 0);
        assert_eq!(
            values(&found),
            [(Label::Publisher, "Elcano Royal Institute"), (Label::Issued, "26 March 2019")]
        );
        assert!(first_publication("It was published.", 0).is_empty());
        let found = first_publication("First published in Asian Affairs, 2023.", 0);
        assert_eq!(values(&found), [(Label::Container, "Asian Affairs")]);
    }

    #[test]
    fn authors_are_described() {
        let ekman = PersonName::Whole("Alice Ekman".to_owned());
        assert_eq!(described("Alice Ekman is Head of China Research at the institute."), Some(ekman));
        assert_eq!(described("The question is open."), None);
    }
}
