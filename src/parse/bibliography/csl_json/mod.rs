//! CSL-JSON: an array of items, each read on its own, so that a broken one costs itself alone.

mod spans;

use serde_json::Value;

use super::dates;
use super::draft::Draft;
use super::particles;
use super::suggest::did_you_mean;
use super::vocabulary::{self, Kind};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::SourceFile;
use crate::model::span::Span;
use crate::model::work::{Name, Person, Work};
use crate::parse::csl::TYPES;

use spans::{Member, Object};

/// Reads a file.
pub(super) fn parse(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<Work> {
    let objects = spans::objects(&file.text);
    if let Some(fault) = objects.fault {
        let span = Span::new(file.id, fault.clone());
        diagnostics.push(
            Diagnostic::at(Code::BibliographySyntax, span, "this is no list of CSL items")
                .help("a file of CSL-JSON is an array of objects: `[ { \"id\": \"key\", … }, … ]`"),
        );
    }
    objects.list.iter().filter_map(|object| item(file, object, diagnostics)).collect()
}

fn item(file: &SourceFile, object: &Object, diagnostics: &mut Vec<Diagnostic>) -> Option<Work> {
    let text = file.text.get(object.range.clone()).unwrap_or_default();
    let whole = Span::new(file.id, object.range.start..object.range.start + 1);
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let at = object.range.start + offset(text, error.line(), error.column());
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            let span = Span::new(file.id, at..at);
            diagnostics.push(
                Diagnostic::at(Code::BibliographySyntax, span, format!("broken JSON: {reason}"))
                    .help("the item is left out; look for a missing comma, quotation mark or brace"),
            );
            return None;
        }
    };
    let id = value.get("id").map(text_of).unwrap_or_default();
    if id.is_empty() {
        diagnostics.push(
            Diagnostic::at(Code::BibliographySyntax, whole, "an item without an `id` cannot be cited")
                .help("give it one: `\"id\": \"key\"`"),
        );
        return None;
    }
    let place =
        |name: &str| object.value_of(&file.text, name).map_or(whole, |range| Span::new(file.id, range));
    let kind = kind(&value, place("type"), diagnostics);
    let mut draft = Draft::new(&id, place("id"), &kind, diagnostics);
    for Member { name, name_range, value_range } in object.members(&file.text) {
        if let Some(value) = value.get(&name) {
            let spans = (Span::new(file.id, name_range), Span::new(file.id, value_range));
            variable(&mut draft, &name, value, spans);
        }
    }
    Some(draft.finish())
}

/// The item's type; one that CSL does not know is a document.
fn kind(item: &Value, span: Span, diagnostics: &mut Vec<Diagnostic>) -> String {
    let typed = item.get("type").map(text_of).unwrap_or_default();
    if typed.is_empty() || TYPES.contains(&typed.as_str()) {
        return if typed.is_empty() { "document".to_owned() } else { typed };
    }
    let message = format!("`{typed}` is no type of CSL, and is taken for `document`");
    let help = did_you_mean(&typed, TYPES.iter().copied());
    diagnostics.push(Diagnostic::at(Code::BibliographyField, span, message).help_if(help));
    "document".to_owned()
}

fn variable(draft: &mut Draft<'_>, name: &str, value: &Value, (name_span, span): (Span, Span)) {
    match vocabulary::kind_of(name) {
        Some(Kind::Name) => {
            let names = value.as_array().map(Vec::as_slice).unwrap_or_default();
            draft.names(name, names.iter().filter_map(person).collect());
        }
        Some(Kind::Date) => {
            if let Some(text) = date(value) {
                draft.date(name, &text, span);
            }
        }
        Some(Kind::Text) => match (name, text_of(value)) {
            ("DOI", doi) => draft.doi(&doi),
            ("URL", url) => draft.url("URL", &url, span),
            // What older programs write.
            ("shortTitle", text) => draft.set("title-short", text),
            ("journalAbbreviation", text) => draft.set("container-title-short", text),
            ("event", text) => draft.set("event-title", text),
            (_, text) => draft.set(name, text),
        },
        None => {
            if let Some(meant) = vocabulary::mistyped(name) {
                let message = format!("`{name}` is no variable of CSL, and is left out");
                let help = format!("did you mean `{meant}`?");
                draft.report(Diagnostic::at(Code::BibliographyField, name_span, message).help(help));
            }
        }
    }
}

/// A text, a number or a list of texts as one text.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => {
            list.iter().map(text_of).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => String::new(),
    }
}

fn person(value: &Value) -> Option<Name> {
    let part = |name: &str| value.get(name).map(text_of).unwrap_or_default();
    let literal = match value {
        Value::String(name) => name.trim().to_owned(),
        _ => part("literal"),
    };
    if !literal.is_empty() {
        return Some(Name::Literal(literal));
    }
    let orcid = ["ORCID", "orcid"].into_iter().map(part).find(|id| !id.is_empty());
    let person = Person {
        family: part("family"),
        given: part("given"),
        dropping_particle: part("dropping-particle"),
        non_dropping_particle: part("non-dropping-particle"),
        suffix: part("suffix"),
        orcid: orcid.map(|id| id.rsplit('/').next().unwrap_or_default().to_owned()),
    };
    let named = !person.family.is_empty() || !person.given.is_empty();
    named.then(|| Name::Person(particles::separate(person)))
}

/// A date as EDTF, or as the words that stand for it.
fn date(value: &Value) -> Option<String> {
    if let Value::String(text) = value {
        return Some(text.clone());
    }
    let uncertain = value
        .get("circa")
        .is_some_and(|circa| !matches!(circa, Value::Null | Value::Bool(false)) && text_of(circa) != "0");
    let parts = value.get("date-parts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let season = value.get("season").map(text_of).and_then(|season| season_number(&season));
    let ends: Vec<String> = parts.iter().filter_map(|end| end_of_date(end, season, uncertain)).collect();
    match ends.as_slice() {
        [one] => Some(one.clone()),
        [from, to, ..] => Some(format!("{from}/{to}")),
        [] => ["raw", "literal"]
            .into_iter()
            .filter_map(|name| value.get(name))
            .map(text_of)
            .find(|text| !text.is_empty()),
    }
}

fn end_of_date(parts: &Value, season: Option<u8>, circa: bool) -> Option<String> {
    let part = |n: usize| parts.get(n).map(text_of).and_then(|text| text.parse::<i64>().ok());
    let year = part(0)?;
    // CSL numbers seasons from 13 on in old data.
    let month = part(1).and_then(|month| u8::try_from(month).ok()).map(|month| match month {
        13..=16 => month + 8,
        _ => month,
    });
    let day = part(2).and_then(|day| u8::try_from(day).ok());
    let sign = if circa { "~" } else { "" };
    // CSL counts -1 as 1 BCE; EDTF counts the year 0.
    let year = if year < 0 { year + 1 } else { year };
    Some(dates::from_parts(year, month.or(season), day) + sign)
}

fn season_number(season: &str) -> Option<u8> {
    match season.parse::<u8>() {
        Ok(number @ 1..=4) => Some(number + 20),
        Ok(number @ 21..=24) => Some(number),
        _ => dates::month(season).filter(|number| *number > 20),
    }
}

/// The byte of a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests;
