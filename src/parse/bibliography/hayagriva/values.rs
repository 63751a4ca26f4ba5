//! YAML values as texts and names; which field they belong to is not known here.

use serde_norway::{Mapping, Value};

use super::super::particles;
use crate::model::work::{Name, Person};

/// A field of an entry.
pub(super) fn get<'v>(fields: &'v Mapping, name: &str) -> Option<&'v Value> {
    fields.get(name)
}

/// A text: typed as such, as a number, or as the `value` of a formattable string.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Mapping(inner) => inner.get("value").map(text).unwrap_or_default(),
        Value::Tagged(tagged) => text(&tagged.value),
        Value::Null | Value::Sequence(_) => String::new(),
    }
}

/// A formattable string as CSL's rich text: braces protect letters, and `verbatim` the whole.
pub(super) fn formattable(value: &Value) -> String {
    let typed = text(value);
    let verbatim = value.get("verbatim").and_then(Value::as_bool).unwrap_or(false);
    if verbatim && !typed.is_empty() {
        return format!("<span class=\"nocase\">{typed}</span>");
    }
    if !typed.contains('{') || typed.matches('{').count() != typed.matches('}').count() {
        return typed;
    }
    typed.replace('{', "<span class=\"nocase\">").replace('}', "</span>")
}

/// The short form of a formattable string.
pub(super) fn short(value: &Value) -> String {
    value.get("short").map(text).unwrap_or_default()
}

/// One name, or a list of names.
pub(super) fn names(value: &Value) -> Vec<Name> {
    match value {
        Value::Sequence(list) => list.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    }
}

/// The values of a list, or the one value that is none.
pub(super) fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Sequence(list) => list.iter().collect(),
        one => vec![one],
    }
}

fn name(value: &Value) -> Option<Name> {
    if let Value::Mapping(parts) = value {
        let part = |name: &str| parts.get(name).map(text).unwrap_or_default();
        let person = Person {
            family: part("name"),
            given: part("given-name"),
            non_dropping_particle: part("prefix"),
            suffix: part("suffix"),
            ..Person::default()
        };
        return (!person.family.is_empty()).then_some(Name::Person(person));
    }
    let typed = text(value);
    let parts: Vec<&str> = typed.split(',').map(str::trim).collect();
    let (family, suffix, given) = match parts.as_slice() {
        [] | [""] => return None,
        [whole] => return Some(Name::Literal((*whole).to_owned())),
        [family, given] => (*family, "", *given),
        [family, suffix, given, ..] => (*family, *suffix, *given),
    };
    let person = Person {
        family: family.to_owned(),
        given: given.to_owned(),
        suffix: suffix.to_owned(),
        ..Person::default()
    };
    Some(Name::Person(particles::separate(person)))
}
