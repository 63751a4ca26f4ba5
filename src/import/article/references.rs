//! The entries of a list of references as CSL-JSON; what is certain of an entry was settled before.

use serde_json::{Map, Value as Json, json};

use crate::import::csl::Item;
use crate::import::draft::{Field, PersonName, Reference, Value};

/// What CSL calls a work of which no type is known.
const UNKNOWN_TYPE: &str = "document";

/// An array of items, one entry each, in the order of the list.
pub(super) fn csl_json(references: &[Reference], items: &[Item]) -> String {
    let described = items.iter().map(|item| Json::Object(item.variables.clone()));
    let items: Vec<Json> = described.chain(references.iter().map(item)).collect();
    // Strings and maps of them are always JSON.
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

fn item(reference: &Reference) -> Json {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(reference.key));
    item.insert("type".to_owned(), json!(reference.kind.unwrap_or(UNKNOWN_TYPE)));
    for field in &reference.fields {
        item.insert(field.name.to_owned(), value(field));
    }
    // The words of the list are kept, whatever was understood of them.
    if !item.contains_key("note") {
        item.insert("note".to_owned(), json!(reference.printed));
    }
    Json::Object(item)
}

fn value(field: &Field) -> Json {
    match &field.value {
        Value::Text(text) if is_date(field.name) => date(text),
        Value::Text(text) => json!(text),
        Value::List(texts) => json!(texts.join("; ")),
        Value::Names(names) => Json::Array(names.iter().map(name).collect()),
    }
}

fn is_date(name: &str) -> bool {
    matches!(name, "accessed" | "available-date" | "event-date" | "issued" | "original-date" | "submitted")
}

/// A date of years, months and days has its parts; another is kept as it is.
fn date(edtf: &str) -> Json {
    let parts: Option<Vec<i64>> =
        edtf.split('-').map(|part| part.parse().ok().filter(|_| part.len() >= 2)).collect();
    match parts {
        Some(parts) if parts.len() <= 3 && !parts.is_empty() => json!({ "date-parts": [parts] }),
        _ => json!({ "literal": edtf }),
    }
}

fn name(name: &PersonName) -> Json {
    match name {
        PersonName::Whole(name) => json!({ "literal": name }),
        PersonName::Parts { given, family, .. } if given.is_empty() => json!({ "family": family }),
        PersonName::Parts { given, family, .. } => json!({ "family": family, "given": given }),
    }
}
