//! Edits of a style in its serialised form: each says one decision in the style's own words. Which edits make a variant
//! is not known here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{Given, NameLimit, Position, Stand};
use crate::resolve::citations::dates::Precision;

/// Makes every position test say what it says at one position. The engine is run so that `subsequent` holds and nothing
/// else does.
pub(super) fn place(key: &str, map: &mut Map<String, Value>, stand: Stand) {
    if matches!(key, "if" | "else-if")
        && let Some(Value::Array(tests)) = map.get_mut("@position")
    {
        for test in tests {
            let holds = test.as_str().is_some_and(|test| stand.is(test));
            *test = json!(if holds { "subsequent" } else { "first" });
        }
    }
    if stand.position == Position::First {
        map.remove("@et-al-subsequent-min");
        map.remove("@et-al-subsequent-use-first");
    }
}

/// Shows so many names before “et al.”.
pub(super) fn show_names(map: &mut Map<String, Value>, shown: Option<u32>) {
    let Some(shown) = shown else { return };
    for name in ["@et-al-use-first", "@et-al-subsequent-use-first"] {
        if let Some(first) = map.get_mut(name) {
            *first = json!(shown);
        }
    }
}

/// Shows given names where the style has family names only.
pub(super) fn show_given(key: &str, map: &mut Map<String, Value>, given: Given) {
    if given == Given::Style {
        return;
    }
    if key == "name" {
        map.remove("@form");
    }
    map.remove("@name-form");
    if given == Given::Full && (matches!(key, "name" | "style") || map.contains_key("@initialize")) {
        map.insert("@initialize".to_owned(), json!(false));
    }
}

/// Puts the field that carries the year suffix where the style has the suffix.
pub(super) fn carry_suffix(map: &mut Map<String, Value>, carrier: &str) {
    const SUFFIX: &str = "year-suffix";
    match map.get_mut("@variable") {
        Some(Value::String(name)) if name == SUFFIX => carrier.clone_into(name),
        Some(Value::Array(names)) => {
            for name in names.iter_mut().filter(|name| *name == SUFFIX) {
                *name = json!(carrier);
            }
        }
        _ => {}
    }
}

/// The number of the note that cites a work first.
pub(super) const FIRST_NOTE: &str = "first-reference-note-number";

/// Puts the field that carries the number of a note where the style has that of the first one. The field is a text to the
/// engine, whichever element prints it, and its label a word.
pub(super) fn carry_first_note(json: &mut Value, carrier: &str) {
    match json {
        Value::Object(map) => {
            for (element, attribute, value) in
                [("number", "@variable", carrier), ("label", "@term", FIRST_NOTE)]
            {
                if let Some(text) = as_text(map, element, attribute, value) {
                    map.insert("text".to_owned(), text);
                }
            }
            match map.get_mut("@variable") {
                Some(Value::String(name)) if name == FIRST_NOTE => carrier.clone_into(name),
                Some(Value::Array(names)) => {
                    for name in names.iter_mut().filter(|name| *name == FIRST_NOTE) {
                        *name = json!(carrier);
                    }
                }
                _ => {}
            }
            map.values_mut().for_each(|value| carry_first_note(value, carrier));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| carry_first_note(value, carrier)),
        _ => {}
    }
}

/// An element that prints the number of the first note, made one that prints a text.
fn as_text(map: &mut Map<String, Value>, element: &str, attribute: &str, value: &str) -> Option<Value> {
    map.get(element)?.get("@variable").filter(|name| *name == FIRST_NOTE)?;
    let Some(Value::Object(mut text)) = map.remove(element) else { return None };
    let dropped: &[&str] =
        if element == "number" { &["@variable", "@form"] } else { &["@variable", "@plural"] };
    for name in dropped {
        text.remove(*name);
    }
    text.insert(attribute.to_owned(), json!(value));
    Some(Value::Object(text))
}

/// CSL 1.0.2, “Text” and “Number”: a number that is printed as text stands as it was typed; the engine always writes it
/// as numbers.
pub(super) fn as_typed(json: &mut Value, typed: &[(&str, &str)]) {
    if typed.is_empty() {
        return;
    }
    each(json, &mut |key, map| {
        let Some(Value::String(name)) = map.get_mut("@variable").filter(|_| key == "text") else { return };
        if let Some((_, carrier)) = typed.iter().find(|(number, _)| number == name) {
            (*carrier).clone_into(name);
        }
    });
}

/// CSL 1.0.2, “Sorting”: names are inverted, without labels, and as many as the key says.
pub(super) fn sort_names(key: &str, map: &mut Map<String, Value>, limit: NameLimit) {
    if matches!(key, "name" | "citation") {
        map.insert("@name-as-sort-order".to_owned(), json!("all"));
    }
    if key == "names"
        && let Some(Value::Array(children)) = map.get_mut("$value")
    {
        children.retain(|child| child.get("label").is_none());
    }
    for (value, name) in [(limit.min, "@et-al-min"), (limit.first, "@et-al-use-first")] {
        if let Some(value) = value
            && (matches!(key, "name" | "citation") || map.contains_key(name))
        {
            map.insert(name.to_owned(), json!(value));
        }
    }
}

/// CSL 1.0.2, “Sorting”: dates are year, month and day with leading zeros, of the parts that would be printed.
pub(super) fn sort_dates(map: &mut Map<String, Value>) {
    let Some(Value::Object(date)) = map.get_mut("date") else { return };
    let localized = date.contains_key("@form");
    let listed = |part: &str| {
        date.get("date-part")
            .and_then(Value::as_array)
            .is_some_and(|parts| parts.iter().any(|p| p.get("@name").is_some_and(|name| name == part)))
    };
    let wanted = |part: &str| match date.get("@date-parts").and_then(Value::as_str) {
        _ if !localized => listed(part),
        Some("year") => part == "year",
        Some("year-month") => part != "day",
        _ => true,
    };
    let parts: Vec<Value> = ["year", "month", "day"]
        .into_iter()
        .filter(|part| wanted(part))
        .map(|part| match part {
            "year" => json!({ "@name": part }),
            part => json!({ "@name": part, "@form": "numeric-leading-zeros" }),
        })
        .collect();
    let variable = date.get("@variable").cloned();
    let mut sorted = Map::new();
    if let Some(variable) = variable {
        sorted.insert("@variable".to_owned(), variable);
    }
    sorted.insert("date-part".to_owned(), Value::Array(parts));
    *date = sorted;
}

/// CSL 1.0.2, “Group”: a group is left out if its variables are empty. The engine counts a date of which nothing is
/// printed (the month of a year) as full, and prints the delimiters around it; so it gets a date that is missing. Words in
/// place of a date are printed whatever the parts.
pub(super) fn empty_dates(json: &mut Value, issued: Precision, missing: &str) {
    each(json, &mut |key, map| {
        if key != "date" || !is_empty_date(map, issued) {
            return;
        }
        if issued == Precision::Words {
            map.insert("date-part".to_owned(), json!([{ "@name": "year" }]));
        } else {
            map.insert("@variable".to_owned(), json!(missing));
        }
    });
}

fn is_empty_date(date: &Map<String, Value>, issued: Precision) -> bool {
    let parts = date.get("date-part").and_then(Value::as_array);
    let lacks = |part: &Value| match part.get("@name").and_then(Value::as_str) {
        Some("month") => matches!(issued, Precision::Year | Precision::Words),
        Some("day") => issued != Precision::Day,
        _ => false,
    };
    date.get("@variable") == Some(&json!("issued"))
        && !date.contains_key("@form")
        && parts.is_some_and(|parts| parts.iter().all(lacks))
}

/// Drops the macros that nothing calls and puts those that are called most in front: the engine looks them up one by
/// one.
pub(super) fn prune(json: &mut Value) {
    let Some(root) = json.as_object_mut() else { return };
    let Some(Value::Array(macros)) = root.remove("macro") else { return };
    let bodies: BTreeMap<String, &Value> =
        macros.iter().filter_map(|m| Some((m.get("@name")?.as_str()?.to_owned(), m))).collect();
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut queue: Vec<String> = Vec::new();
    for part in ["citation", "bibliography"] {
        root.get(part).into_iter().for_each(|part| calls(part, &mut queue));
    }
    while let Some(name) = queue.pop() {
        *uses.entry(name.clone()).or_default() += 1;
        if seen.insert(name.clone())
            && let Some(body) = bodies.get(&name)
        {
            calls(body, &mut queue);
        }
    }
    let name = |m: &Value| m.get("@name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut kept: Vec<Value> = macros.iter().filter(|m| uses.contains_key(&name(m))).cloned().collect();
    kept.sort_by_key(|m| std::cmp::Reverse(uses.get(&name(m)).copied().unwrap_or_default()));
    root.insert("macro".to_owned(), Value::Array(kept));
}

/// Adds the macros that a part of a style calls, each as often as it is called.
pub(in super::super) fn calls(part: &Value, found: &mut Vec<String>) {
    match part {
        Value::Object(map) => {
            if let Some(Value::String(name)) = map.get("@macro") {
                found.push(name.clone());
            }
            map.values().for_each(|value| calls(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| calls(value, found)),
        _ => {}
    }
}

/// Whether a style prints or tests a variable.
pub(super) fn names_variable(json: &Value, name: &str) -> bool {
    match json {
        Value::Object(map) => map.iter().any(|(key, value)| {
            let here = matches!(key.as_str(), "@variable" | "@is-numeric")
                && (value == name || value.as_array().is_some_and(|list| list.iter().any(|v| v == name)));
            here || names_variable(value, name)
        }),
        Value::Array(values) => values.iter().any(|value| names_variable(value, name)),
        _ => false,
    }
}

/// Calls a function for the root and for every element below it, with the element's name.
pub(super) fn each_with_root(json: &mut Value, edit: &mut impl FnMut(&str, &mut Map<String, Value>)) {
    if let Value::Object(root) = json {
        edit("style", root);
    }
    each(json, edit);
}

/// Calls a function for every element below the root, with the element's name.
pub(super) fn each(json: &mut Value, edit: &mut impl FnMut(&str, &mut Map<String, Value>)) {
    let Value::Object(map) = json else { return };
    for (key, value) in map.iter_mut() {
        match value {
            Value::Object(child) => {
                edit(key, child);
                each(value, edit);
            }
            Value::Array(children) => {
                for child in children {
                    if let Value::Object(map) = child {
                        edit(key, map);
                    }
                    each(child, edit);
                }
            }
            _ => {}
        }
    }
}

/// CSL 1.0.2, “Substitute”: names without children of their own take those of the names that they stand for. The engine
/// does so for direct children alone; here those inside of choices and groups get them.
pub(super) fn hand_down(json: &mut Value, around: Option<&Map<String, Value>>) {
    match json {
        Value::Object(map) => {
            if let Some(Value::Object(names)) = map.get_mut("names") {
                if let Some(around) = around {
                    take_over(names, around);
                }
                substitute(names);
            }
            map.iter_mut().filter(|(key, _)| *key != "names").for_each(|(_, value)| hand_down(value, around));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| hand_down(value, around)),
        _ => {}
    }
}

fn take_over(names: &mut Map<String, Value>, around: &Map<String, Value>) {
    let own = names.get("$value").and_then(Value::as_array);
    let has = |child: &str| own.is_some_and(|own| own.iter().any(|own| own.get(child).is_some()));
    if ["name", "et-al", "substitute"].into_iter().any(has) {
        return;
    }
    for (key, value) in around {
        if key == "$value" || !names.contains_key(key) || names.get(key) == Some(&Value::Null) {
            names.insert(key.clone(), value.clone());
        }
    }
}

/// Hands the children of some names down to what stands in their place.
fn substitute(names: &mut Map<String, Value>) {
    let mut given = names.clone();
    given.remove("@variable");
    if let Some(Value::Array(children)) = given.get_mut("$value") {
        children.retain(|child| child.get("substitute").is_none());
    }
    let Some(Value::Array(children)) = names.get_mut("$value") else { return };
    let substitutes = children.iter_mut().filter_map(|child| child.get_mut("substitute"));
    for element in substitutes.filter_map(|s| s.get_mut("$value").and_then(Value::as_array_mut)).flatten() {
        let direct = element.get("names").is_some();
        hand_down(element, if direct { None } else { Some(&given) });
    }
}

/// Whether names without a name of their own take that of the names around them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inherits {
    /// They do: they stand in a `cs:substitute`
    Yes,
    /// They do not
    No,
}

/// CSL 1.0.2, “Names”: `cs:name` may be left out. The engine then prints no names at all, if `cs:names` has another
/// child.
pub(super) fn name_names(json: &mut Value, inherits: Inherits) {
    match json {
        Value::Object(map) => {
            if inherits == Inherits::No
                && let Some(Value::Array(children)) =
                    map.get_mut("names").and_then(|names| names.get_mut("$value"))
                && !children.is_empty()
                && !children.iter().any(|child| child.get("name").is_some())
            {
                children.insert(0, json!({ "name": { "name-part": [] } }));
            }
            for (key, value) in map.iter_mut() {
                let direct = key == "$value" && inherits == Inherits::Yes;
                let inherits = if key == "substitute" || direct { Inherits::Yes } else { Inherits::No };
                name_names(value, inherits);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| name_names(value, inherits)),
        _ => {}
    }
}
