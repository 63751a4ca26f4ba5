//! What a book says of itself → fields in CSL's words.

use super::package::Package;
use crate::import::document::Document;
use crate::import::draft::{Certainty, Field, PersonName, Value};
use crate::import::text::dates;

/// The fields of the book, or of a chapter of it.
pub(super) fn fields(package: &Package, document: &Document, chapter: Option<&str>) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut push = |name, value, certainty| fields.push(Field { name, value, certainty });
    let text = |text: &str| Value::Text(text.to_owned());
    let (title, certainty) = match package.title() {
        Some(title) => (title.to_owned(), Certainty::Stated),
        None => (stem(document).to_owned(), Certainty::Guessed),
    };
    push("title", text(chapter.unwrap_or(&title)), certainty);
    for (name, role) in [("author", "aut"), ("editor", "edt"), ("translator", "trl")] {
        let names: Vec<_> =
            package.persons(role).iter().map(|name| PersonName::Whole((*name).to_owned())).collect();
        if !names.is_empty() {
            push(name, Value::Names(names), Certainty::Stated);
        }
    }
    if let Some(date) = package.all("dc:date").find_map(date) {
        push("issued", Value::Text(date), Certainty::Stated);
    }
    if chapter.is_some() {
        push("type", text("chapter"), Certainty::Stated);
        push("container-title", Value::Text(title), certainty);
    }
    for (name, data) in
        [("publisher", "dc:publisher"), ("abstract", "dc:description"), ("source", "dc:source")]
    {
        if let Some(value) = package.all(data).next().filter(|_| chapter.is_none() || name == "publisher") {
            push(name, text(value), Certainty::Stated);
        }
    }
    let identifiers = || package.all("dc:identifier").map(str::trim);
    if let Some(isbn) = identifiers().find_map(isbn) {
        push("ISBN", Value::Text(isbn), Certainty::Stated);
    }
    let doi = identifiers()
        .find_map(|name| name.find("10.").and_then(|at| name.get(at..)).filter(|doi| doi.contains('/')));
    if let Some(doi) = doi.filter(|_| chapter.is_none()) {
        push("DOI", text(doi), Certainty::Stated);
    }
    let subjects: Vec<String> = package.all("dc:subject").map(str::to_owned).collect();
    if !subjects.is_empty() {
        push("keyword", Value::List(subjects), Certainty::Stated);
    }
    let tag = |tag: &&str| {
        (2..20).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if let Some(language) = package.all("dc:language").find(tag).filter(|tag| *tag != "und") {
        push("language", text(language), Certainty::Stated);
    }
    fields
}

/// What the book says of this text of it.
pub(super) fn edition(package: &Package) -> Vec<Field> {
    let rights = package.all("dc:rights").next();
    rights
        .map(|rights| Field {
            name: "license",
            value: Value::Text(rights.to_owned()),
            certainty: Certainty::Stated,
        })
        .into_iter()
        .collect()
}

fn stem(document: &Document) -> &str {
    let name = document.path.file_name();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn isbn(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let bare = lower.trim_start_matches("urn:").trim_start_matches("isbn").trim_start_matches([':', ' ']);
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let plain = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | 'x' | ' '));
    (plain && matches!(digits, 9..=10 | 13)).then(|| bare.to_uppercase())
}

fn date(text: &str) -> Option<String> {
    let head = text.trim().split('T').next()?;
    let parts: Vec<&str> = head.split('-').collect();
    let digits = |part: &&str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year] if digits(year, 4) => Some(head.to_owned()),
        [year, month] if digits(year, 4) && digits(month, 2) => Some(head.to_owned()),
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => Some(head.to_owned()),
        _ => dates::date(text).map(|(date, _)| date),
    }
}
