//! Findings → bibliographic fields in CSL's words; which lines they stand in was found before.

use std::collections::BTreeSet;

use super::dates::date;
use super::fields::{Label, kind};
use super::findings::Finding;
use super::names::names;
use crate::import::draft::{Certainty, Field, Value};

/// The fields of the work and of this text of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    /// The work's, as front matter names them
    pub(super) fields: Vec<Field>,
    /// What `[edition]` says
    pub(super) edition: Vec<Field>,
    /// The passages of whose findings none became a field
    pub(super) unused: Vec<usize>,
}

/// How much shorter a text must be than the count of words that it states, to be an abridgement: a fifth.
const SHORT: usize = 5;

/// Settles the fields. `words` are those of the text; `behind` is the first passage behind it.
pub(super) fn metadata(findings: &[Finding], words: usize, behind: usize) -> Metadata {
    let first = |label| first(findings, label);
    let mut metadata = Metadata::default();
    let mut notes = Vec::new();
    metadata.fields.extend(first(Label::Title).map(|finding| text("title", finding)));
    people(findings, behind, &mut metadata, &mut notes);
    metadata.fields.extend(first(Label::Issued).and_then(|finding| {
        let (edtf, _) = date(&finding.value).or_else(|| year(&finding.value))?;
        Some(Field { name: "issued", value: Value::Text(edtf), certainty: finding.certainty })
    }));
    let csl = first(Label::Kind).and_then(|finding| kind(&finding.value));
    metadata.fields.extend(csl.map(|csl| Field {
        name: "type",
        value: Value::Text(csl.to_owned()),
        certainty: Certainty::Stated,
    }));
    metadata
        .fields
        .extend(first(Label::Kind).filter(|_| csl.is_none()).map(|finding| text("genre", finding)));
    simple(findings, csl, &mut metadata.fields);
    metadata.fields.extend(first(Label::Keywords).map(keywords));
    for label in [Label::Affiliation, Label::Words, Label::Language] {
        notes.extend(
            findings
                .iter()
                .filter(|finding| finding.label == label)
                .map(|finding| format!("{}: {}", heading(label), finding.value)),
        );
    }
    if !notes.is_empty() {
        let guessed = findings
            .iter()
            .any(|finding| finding.label == Label::Affiliation && finding.certainty == Certainty::Guessed);
        let certainty = if guessed { Certainty::Guessed } else { Certainty::Stated };
        metadata.fields.push(Field { name: "note", value: Value::Text(notes.join(". ")), certainty });
    }
    let count = first(Label::Words)
        .and_then(|finding| finding.value.replace([',', '.', ' '], "").parse::<usize>().ok());
    if count.is_some_and(|count| words.saturating_mul(SHORT) < count.saturating_mul(SHORT - 1)) {
        let value = Value::Text("abridged".to_owned());
        metadata.edition.insert(0, Field { name: "kind", value, certainty: Certainty::Guessed });
    }
    metadata.unused = unused(findings, &metadata.fields);
    metadata
}

/// The passages of whose findings none is in a field: told in other words elsewhere, or not usable.
fn unused(findings: &[Finding], fields: &[Field]) -> Vec<usize> {
    let stated = |finding: &Finding| finding.certainty == Certainty::Stated;
    let author = findings.iter().any(|finding| finding.label == Label::Author && stated(finding));
    let holds = |text: &str| fields.iter().any(|field| field.value == Value::Text(text.to_owned()));
    let is_used = |finding: &Finding| match finding.label {
        Label::Author => stated(finding) || !author,
        Label::Editor | Label::Translator | Label::Affiliation | Label::Words | Label::Language => true,
        Label::Kind | Label::Keywords => first(findings, finding.label) == Some(finding),
        Label::Issued => holds(
            &date(&finding.value).or_else(|| year(&finding.value)).map(|(edtf, _)| edtf).unwrap_or_default(),
        ),
        _ => holds(&finding.value),
    };
    let used: BTreeSet<usize> =
        findings.iter().filter(|finding| is_used(finding)).map(|finding| finding.passage).collect();
    let all: BTreeSet<usize> = findings.iter().map(|finding| finding.passage).collect();
    all.difference(&used).copied().collect()
}

/// Where a finding goes as it is.
const SIMPLE: [(Label, &str); 13] = [
    (Label::Container, "container-title"),
    (Label::Publisher, "publisher"),
    (Label::Place, "publisher-place"),
    (Label::Volume, "volume"),
    (Label::Issue, "issue"),
    (Label::Pages, "page"),
    (Label::Doi, "DOI"),
    (Label::Url, "URL"),
    (Label::Issn, "ISSN"),
    (Label::Isbn, "ISBN"),
    (Label::Source, "source"),
    (Label::License, "license"),
    (Label::Abstract, "abstract"),
];

/// The fields that hold what was found. What publishes an article is its journal.
fn simple(findings: &[Finding], csl: Option<&str>, fields: &mut Vec<Field>) {
    let periodical = csl.is_some_and(|csl| csl.starts_with("article-"));
    for (label, name) in SIMPLE {
        let name = if name == "publisher" && periodical { "container-title" } else { name };
        let usable = |finding: &&Finding| is_usable(name, &finding.value);
        if fields.iter().all(|field| field.name != name) {
            fields.extend(first(findings, label).filter(usable).map(|finding| text(name, finding)));
        }
    }
}

/// The first finding of a label, those first that are no guesses.
fn first(findings: &[Finding], label: Label) -> Option<&Finding> {
    let of = findings.iter().filter(|finding| finding.label == label);
    of.min_by_key(|finding| finding.certainty == Certainty::Guessed)
}

fn text(name: &'static str, finding: &Finding) -> Field {
    Field { name, value: Value::Text(finding.value.clone()), certainty: finding.certainty }
}

fn heading(label: Label) -> &'static str {
    match label {
        Label::Words => "Word count",
        Label::Language => "Language",
        _ => "Affiliation",
    }
}

/// Whether a value is what its field may hold; what is not stays out, and the line in the text.
fn is_usable(name: &str, value: &str) -> bool {
    match name {
        "DOI" => value.contains("10."),
        "URL" => value.starts_with("http://") || value.starts_with("https://"),
        _ => !value.is_empty(),
    }
}

/// A year alone.
fn year(value: &str) -> Option<(String, std::ops::Range<usize>)> {
    let year = value.split(|c: char| !c.is_ascii_digit()).find(|digits| {
        digits.len() == 4 && matches!(digits.get(..2), Some("15" | "16" | "17" | "18" | "19" | "20"))
    })?;
    Some((year.to_owned(), 0..0))
}

/// Authors, editors, translators. A by-line behind a text whose head names other authors tells who made this text of it.
fn people(findings: &[Finding], behind: usize, metadata: &mut Metadata, notes: &mut Vec<String>) {
    let of = |label| findings.iter().filter(move |finding| finding.label == label);
    let head =
        of(Label::Author).any(|finding| finding.passage < behind && finding.certainty == Certainty::Stated);
    let is_editor = |finding: &Finding| head && finding.passage >= behind;
    let certain = of(Label::Author).any(|finding| finding.certainty == Certainty::Stated);
    let (mut authors, mut certainty) = (Vec::new(), Certainty::Stated);
    for finding in of(Label::Author).filter(|finding| !certain || finding.certainty == Certainty::Stated) {
        let (found, positions) = names(&finding.value);
        if is_editor(finding) {
            let by = Value::Text(finding.value.clone());
            metadata.edition.push(Field { name: "by", value: by, certainty: Certainty::Guessed });
            continue;
        }
        notes.extend(positions.iter().map(|position| format!("Affiliation: {position}")));
        for name in found {
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
        if finding.certainty == Certainty::Guessed {
            certainty = Certainty::Guessed;
        }
    }
    let mut push = |name, names: Vec<_>, certainty| {
        if !names.is_empty() {
            metadata.fields.push(Field { name, value: Value::Names(names), certainty });
        }
    };
    push("author", authors, certainty);
    for (label, name) in [(Label::Editor, "editor"), (Label::Translator, "translator")] {
        push(name, of(label).flat_map(|finding| names(&finding.value).0).collect(), Certainty::Stated);
    }
}

/// Keywords between semicolons, or between commas.
fn keywords(finding: &Finding) -> Field {
    let value = finding.value.trim_end_matches('.');
    let marks: &[char] =
        if value.contains([';', '；']) { &[';', '；'] } else { &[',', '，', '、', '|', '•', '·'] };
    let words = value.split(marks).map(str::trim);
    let words = words.map(|word| word.strip_prefix("and ").unwrap_or(word)).filter(|word| !word.is_empty());
    Field {
        name: "keyword",
        value: Value::List(words.map(str::to_owned).collect()),
        certainty: finding.certainty,
    }
}
