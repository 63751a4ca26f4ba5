//! The lists of works of a TEI document; who refers to them is not asked.

use std::collections::{BTreeMap, BTreeSet};

use super::super::xml::Element;
use super::header::date;
use crate::import::draft::{Certainty, Field, PersonName, Reference, Value};
use crate::import::orcid::orcid;
use crate::import::recognise::keys::{Keys, of_work};
use crate::import::recognise::references::read_entry;
use crate::model::web::is_web_address;

/// The works of the lists.
#[derive(Debug, Default)]
pub(super) struct Works {
    pub(super) references: Vec<Reference>,
    pub(super) order: Vec<String>,
    by_id: BTreeMap<String, String>,
    /// Where the entries stand that have become works
    places: BTreeSet<usize>,
}

impl Works {
    /// The key of the work to which an id leads.
    pub(super) fn key(&self, id: &str) -> Option<&String> {
        self.by_id.get(id)
    }

    /// Whether an entry has become a work.
    pub(super) fn holds(&self, entry: &Element) -> bool {
        self.places.contains(&entry.range().start)
    }
}

/// Makes works of the entries of a text's lists.
pub(super) fn works(text: &Element) -> Works {
    let mut works = Works::default();
    let mut keys = Keys::default();
    for list in text.every().filter(|part| part.local() == "listBibl") {
        for entry in list.elements().filter(|part| matches!(part.local(), "biblStruct" | "bibl" | "biblFull"))
        {
            let Some(printed) = printed(entry) else { continue };
            let structured = entry.every().any(|part| matches!(part.local(), "title" | "author" | "date"));
            let (wanted, kind, fields) = if structured { described(entry) } else { read_entry(&printed) };
            let id = entry.attribute("xml:id");
            let key = keys.unique(&id.and_then(meaningful).unwrap_or(wanted));
            works.places.insert(entry.range().start);
            works.order.push(key.clone());
            if let Some(id) = id {
                works.by_id.insert(id.to_owned(), key.clone());
            }
            works.references.push(Reference { key, printed, kind, fields, line: entry.line() });
        }
    }
    // Pandoc writes entries as paragraphs.
    for entry in text.every().filter(|part| part.local() == "p") {
        let id = entry.attribute("xml:id").filter(|id| id.starts_with("ref-"));
        let (Some(id), Some(printed)) = (id, entry.words()) else { continue };
        let (wanted, kind, fields) = read_entry(&printed);
        let key = keys.unique(&meaningful(id).unwrap_or(wanted));
        works.order.push(key.clone());
        works.by_id.insert(id.to_owned(), key.clone());
        works.references.push(Reference { key, printed, kind, fields, line: entry.line() });
    }
    works
}

fn printed(entry: &Element) -> Option<String> {
    if entry.local() == "bibl" {
        return entry.words();
    }
    let words: Vec<String> =
        entry.every().filter(|part| part.elements().next().is_none()).filter_map(Element::words).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// An id that says more than the place in a list.
fn meaningful(id: &str) -> Option<String> {
    let bare = id.strip_prefix("ref-").unwrap_or(id);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    (letters > 2 && (digits >= 4 || id.starts_with("ref-")) && !bare.starts_with("bib"))
        .then(|| bare.to_owned())
}

fn described(entry: &Element) -> (String, Option<&'static str>, Vec<Field>) {
    let mut fields = Vec::new();
    let mut add = |name: &'static str, value: Option<Value>| {
        fields.extend(value.map(|value| Field { name, value, certainty: Certainty::Stated }));
    };
    let people = |role: &str| -> Vec<PersonName> {
        entry.every().filter(|part| part.local() == role).filter_map(person).collect()
    };
    let title = |level: &str| {
        entry.below("title").find(|title| title.attribute("level") == Some(level)).and_then(Element::words)
    };
    let (article, book, journal) = (title("a"), title("m"), title("j"));
    let any = entry.below("title").next().and_then(Element::words);
    let names = |names: Vec<PersonName>| (!names.is_empty()).then_some(Value::Names(names));
    let authors = people("author");
    let editors = people("editor");
    add("author", names(authors.clone()));
    add("editor", names(editors.clone()));
    let container = article.is_some().then(|| journal.clone().or_else(|| book.clone())).flatten();
    let own = article.clone().or_else(|| book.clone()).or(any);
    add("title", own.clone().map(Value::Text));
    add("container-title", container.map(Value::Text));
    let issued = entry.below("date").find_map(date);
    add("issued", issued.clone().map(Value::Text));
    let scope = |unit: &str| {
        let is_it = |part: &&Element| {
            matches!(part.local(), "biblScope")
                && part.attribute("unit").or(part.attribute("type")) == Some(unit)
        };
        entry.every().find(is_it)
    };
    add("volume", scope("volume").or_else(|| scope("vol")).and_then(Element::words).map(Value::Text));
    add("issue", scope("issue").and_then(Element::words).map(Value::Text));
    let pages = scope("page").or_else(|| scope("pp"));
    let span =
        pages.and_then(|pages| Some(format!("{}–{}", pages.attribute("from")?, pages.attribute("to")?)));
    add("page", span.or_else(|| pages.and_then(Element::words)).map(Value::Text));
    fields.extend(described_beside(entry));
    let kind = match (&article, &journal, &book) {
        (Some(_), Some(_), _) => Some("article-journal"),
        (Some(_), None, Some(_)) => Some("chapter"),
        (None, _, Some(_)) => Some("book"),
        _ => None,
    };
    let first = if authors.is_empty() { editors } else { authors };
    let mut slugs: Vec<String> = first.iter().map(family).collect();
    if slugs.is_empty() {
        slugs.extend(own.map(|title| title.split_whitespace().take(3).collect::<Vec<_>>().join(" ")));
    }
    let year = issued.as_deref().and_then(|issued| issued.get(..4)).unwrap_or("nd");
    (of_work(&slugs, year), kind, fields)
}

/// What is known of a work beside its names, titles and date.
fn described_beside(entry: &Element) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut add = |name: &'static str, value: Option<Value>| {
        fields.extend(value.map(|value| Field { name, value, certainty: Certainty::Stated }));
    };
    for (name, element) in
        [("publisher", "publisher"), ("publisher-place", "pubPlace"), ("edition", "edition")]
    {
        add(name, entry.below(element).next().and_then(Element::words).map(Value::Text));
    }
    let id = |kind: &str| {
        entry
            .below("idno")
            .find(|id| id.attribute("type").is_some_and(|own| own.eq_ignore_ascii_case(kind)))
            .and_then(Element::words)
    };
    add("DOI", id("doi").map(|doi| Value::Text(doi.trim_start_matches("https://doi.org/").to_owned())));
    let link = entry
        .every()
        .filter(|part| matches!(part.local(), "ref" | "ptr"))
        .find_map(|part| part.attribute("target"));
    add("URL", link.filter(|link| is_web_address(link)).map(|link| Value::Text(link.to_owned())));
    fields
}

fn family(name: &PersonName) -> String {
    match name {
        PersonName::Whole(name) => name.rsplit(' ').next().unwrap_or(name).to_owned(),
        PersonName::Parts { family, .. } => family.clone(),
    }
}

/// A person or a body.
pub(super) fn person(element: &Element) -> Option<PersonName> {
    let part = |name: &str| {
        let parts: Vec<String> =
            element.every().filter(|part| part.local() == name).filter_map(Element::words).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let id = element
        .every()
        .find(|part| part.local() == "idno")
        .and_then(Element::words)
        .and_then(|id| orcid(&id));
    if let Some(surname) = part("surname") {
        let link = part("nameLink").map(|link| format!("{link} ")).unwrap_or_default();
        return Some(PersonName::Parts {
            given: part("forename").unwrap_or_default(),
            family: format!("{link}{surname}"),
            orcid: id,
        });
    }
    let name = part("persName").or_else(|| part("name")).or_else(|| element.words())?;
    if part("orgName").is_some() || name.contains(" and ") || name.contains([';', '&']) {
        return Some(PersonName::Parts { given: String::new(), family: name, orcid: None });
    }
    Some(PersonName::Whole(name))
}
