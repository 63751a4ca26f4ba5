//! Data of schema.org in a page: what it says of the article, as values; which of it is believed is not known here.

use serde_json::Value;

use crate::import::draft::PersonName;

/// How deep lists and graphs are gone into.
const DEEPEST: usize = 4;

/// Gathers the articles that a script of the page describes.
pub(super) fn articles(text: &str, found: &mut Vec<Value>) {
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        gather(value, 0, found);
    }
}

fn gather(value: Value, depth: usize, found: &mut Vec<Value>) {
    match value {
        Value::Array(values) if depth < DEEPEST => {
            for value in values {
                gather(value, depth + 1, found);
            }
        }
        Value::Object(mut object) => {
            let graph = object.remove("@graph").or_else(|| object.remove("mainEntity"));
            if is_article(object.get("@type")) {
                found.push(Value::Object(object));
            }
            if let Some(graph) = graph.filter(|_| depth < DEEPEST) {
                gather(graph, depth + 1, found);
            }
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    kinds(kind).any(|kind| {
        kind.ends_with("Article")
            || matches!(
                kind,
                "BlogPosting" | "Report" | "Chapter" | "Book" | "Thesis" | "CreativeWork" | "Review"
            )
    })
}

/// The types of a thing.
pub(super) fn kinds(kind: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = match kind {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter().filter_map(Value::as_str)
}

/// A text that a thing has under a name.
pub(super) fn text(thing: &Value, name: &str) -> Option<String> {
    let value = thing.get(name)?;
    let text = value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()));
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

/// The name of a thing within a thing: its publisher, the periodical that it is part of.
pub(super) fn name_of(thing: &Value, name: &str) -> Option<String> {
    let value = thing.get(name)?;
    let value = value.as_array().and_then(|values| values.first()).unwrap_or(value);
    value
        .as_str()
        .map(str::to_owned)
        .or_else(|| text(value, "name"))
        .filter(|text| !text.is_empty() && !text.starts_with("http"))
}

/// Texts in a list, or parted by commas in one.
pub(super) fn texts(thing: &Value, name: &str) -> Vec<String> {
    match thing.get(name) {
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(text)) => text.split(',').map(|word| word.trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// The persons that a thing names.
pub(super) fn persons(thing: &Value, name: &str) -> Vec<PersonName> {
    let list = match thing.get(name) {
        Some(Value::Array(values)) => values.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter().filter_map(person).collect()
}

fn person(value: &Value) -> Option<PersonName> {
    if let Some(name) = value.as_str() {
        return Some(PersonName::Whole(name.to_owned()))
            .filter(|_| !name.trim().is_empty() && !name.contains("://"));
    }
    let orcid = ["@id", "sameAs", "identifier"].iter().find_map(|name| {
        let address = value.get(*name)?.as_str()?;
        address.rsplit_once("orcid.org/").map(|(_, orcid)| orcid.to_owned())
    });
    match (text(value, "givenName"), text(value, "familyName"), text(value, "name")) {
        (Some(given), Some(family), _) => Some(PersonName::Parts { given, family, orcid }),
        (.., Some(name)) => Some(PersonName::Whole(name)),
        _ => None,
    }
}
