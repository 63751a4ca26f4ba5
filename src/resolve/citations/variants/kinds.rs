//! A style without what it says of other sorts of works. Most of a large style is said of other types, and the engine
//! walks all of it for each work, several times over.
//!
//! Tests of the type and of names are answered here, and nothing else is changed: each choice stays a choice, so that
//! groups and substitutes around it see the same elements.

use std::str::FromStr;

use citationberg::taxonomy::{Kind, NameVariable, Variable};
use serde_json::{Map, Value, json};

use crate::resolve::citations::item::Sort;

/// The tests that a branch of a choice may have.
const TESTS: [&str; 7] =
    ["@disambiguate", "@is-numeric", "@is-uncertain-date", "@locator", "@position", "@type", "@variable"];

/// What is known of a branch.
enum Verdict {
    Never,
    Perhaps,
    Always,
}

/// Answers every test of the type and of names in a style.
pub(super) fn keep(json: &mut Value, sort: &Sort) {
    let kind = Kind::from_str(&sort.kind).ok();
    visit(json, &Known { kind, names: &sort.names });
}

/// What is known of a work.
struct Known<'a> {
    kind: Option<Kind>,
    names: &'a [String],
}

fn visit(json: &mut Value, known: &Known<'_>) {
    match json {
        Value::Object(map) => {
            if let Some(Value::Object(choose)) = map.get_mut("choose") {
                decide(choose, known);
            }
            map.values_mut().for_each(|value| visit(value, known));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| visit(value, known)),
        _ => {}
    }
}

/// Drops the branches that are never taken, and those after one that always is.
fn decide(choose: &mut Map<String, Value>, known: &Known<'_>) {
    let mut branches = Vec::new();
    branches.extend(choose.remove("if"));
    if let Some(Value::Array(more)) = choose.remove("else-if") {
        branches.extend(more);
    }
    let mut otherwise = choose.remove("else");
    let mut kept = Vec::new();
    for branch in branches {
        let Value::Object(mut branch) = branch else { continue };
        match answer(&mut branch, known) {
            Verdict::Never => {}
            Verdict::Perhaps => kept.push(Value::Object(branch)),
            Verdict::Always => {
                otherwise = branch.remove("$value").map(|children| json!({ "$value": children }));
                break;
            }
        }
    }
    let first = match (kept.is_empty(), otherwise.take()) {
        // A choice must have a first branch: one that holds, or one that cannot.
        (true, Some(Value::Object(mut only))) => {
            only.insert("@match".to_owned(), json!("all"));
            Value::Object(only)
        }
        (true, _) => json!({ "@match": "any", "$value": [] }),
        (false, rest) => {
            otherwise = rest;
            kept.remove(0)
        }
    };
    choose.insert("if".to_owned(), first);
    choose.insert("else-if".to_owned(), Value::Array(kept));
    if let Some(otherwise) = otherwise {
        choose.insert("else".to_owned(), otherwise);
    }
}

/// Answers what can be answered in one branch, and takes it out.
fn answer(branch: &mut Map<String, Value>, known: &Known<'_>) -> Verdict {
    let mut answers = types(branch, known);
    answers.extend(names(branch, known));
    if answers.is_empty() {
        return Verdict::Perhaps;
    }
    let others = TESTS.iter().any(|test| branch.contains_key(*test));
    match branch.get("@match").and_then(Value::as_str) {
        Some("any") if answers.contains(&true) => Verdict::Always,
        Some("any") if others => Verdict::Perhaps,
        Some("any") => Verdict::Never,
        Some("none") if answers.contains(&true) => Verdict::Never,
        Some("none") if others => Verdict::Perhaps,
        Some("none") => Verdict::Always,
        _ if answers.contains(&false) => Verdict::Never,
        _ if others => Verdict::Perhaps,
        _ => Verdict::Always,
    }
}

fn types(branch: &mut Map<String, Value>, known: &Known<'_>) -> Vec<bool> {
    let Some(Value::Array(types)) = branch.remove("@type") else { return Vec::new() };
    let is = |name: &Value| {
        let name = name.as_str().and_then(|name| Kind::from_str(name).ok());
        name.is_some() && name == known.kind
    };
    types.iter().map(is).collect()
}

/// CSL 1.0.2, “Choose”: `variable` tests what the work has. The engine also takes names for missing that it has printed
/// already.
fn names(branch: &mut Map<String, Value>, known: &Known<'_>) -> Vec<bool> {
    let Some(Value::Array(variables)) = branch.get_mut("@variable") else { return Vec::new() };
    let mut answers = Vec::new();
    variables.retain(|variable| {
        match serde_json::from_value(variable.clone()) {
            // The engine makes this one of two others.
            Ok(Variable::Name(NameVariable::EditorTranslator)) => true,
            Ok(Variable::Name(_)) => {
                answers.push(known.names.iter().any(|name| variable == name.as_str()));
                false
            }
            _ => true,
        }
    });
    if variables.is_empty() {
        branch.remove("@variable");
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(branches: &Value, kind: &str, expected: &Value) {
        let names = vec!["author".to_owned()];
        let mut style = json!({ "choose": branches });
        keep(&mut style, &Sort { kind: kind.to_owned(), names, ..Sort::default() });
        assert_eq!(&style["choose"], expected);
    }

    #[test]
    fn names_are_known() {
        let choose = |test: Value| {
            let mut test = test;
            test["$value"] = json!(["n"]);
            json!({ "if": test, "else-if": [], "else": { "$value": ["e"] } })
        };
        let holds = json!({ "if": { "@match": "all", "$value": ["n"] }, "else-if": [] });
        let fails = json!({ "if": { "@match": "all", "$value": ["e"] }, "else-if": [] });
        check(
            &choose(json!({ "@variable": ["editor", "author", "title"], "@match": "any" })),
            "book",
            &holds,
        );
        check(&choose(json!({ "@variable": ["editor", "author"], "@match": "all" })), "book", &fails);
        check(&choose(json!({ "@variable": ["editor", "author"], "@match": "none" })), "book", &fails);
        check(&choose(json!({ "@variable": ["editor"], "@match": "none" })), "book", &holds);
        let rest = json!({
            "if": { "@variable": ["title"], "@match": "all", "$value": ["n"] },
            "else-if": [],
            "else": { "$value": ["e"] },
        });
        check(&choose(json!({ "@variable": ["author", "title"], "@match": "all" })), "book", &rest);
    }

    #[test]
    fn branches_of_other_types_go() {
        let choose = json!({
            "if": { "@type": ["book"], "@match": "any", "$value": ["b"] },
            "else-if": [{ "@type": ["chapter"], "@variable": ["title"], "@match": "all", "$value": ["c"] }],
            "else": { "$value": ["e"] },
        });
        check(&choose, "book", &json!({ "if": { "@match": "all", "$value": ["b"] }, "else-if": [] }));
        check(
            &choose,
            "chapter",
            &json!({
                "if": { "@variable": ["title"], "@match": "all", "$value": ["c"] },
                "else-if": [],
                "else": { "$value": ["e"] },
            }),
        );
        check(&choose, "report", &json!({ "if": { "@match": "all", "$value": ["e"] }, "else-if": [] }));
        check(&choose, "no such type", &json!({ "if": { "@match": "all", "$value": ["e"] }, "else-if": [] }));
    }

    #[test]
    fn a_choice_without_branches_prints_nothing() {
        let choose = json!({ "if": { "@type": ["book"], "@match": "all", "$value": ["b"] }, "else-if": [] });
        check(&choose, "report", &json!({ "if": { "@match": "any", "$value": [] }, "else-if": [] }));
    }

    #[test]
    fn none_means_none() {
        let choose = json!({
            "if": { "@type": ["book"], "@match": "none", "$value": ["n"] },
            "else-if": [],
            "else": { "$value": ["e"] },
        });
        check(&choose, "book", &json!({ "if": { "@match": "all", "$value": ["e"] }, "else-if": [] }));
        check(&choose, "report", &json!({ "if": { "@match": "all", "$value": ["n"] }, "else-if": [] }));
    }

    #[test]
    fn two_types_at_once_are_no_type() {
        let choose =
            json!({ "if": { "@type": ["book", "report"], "@match": "all", "$value": ["b"] }, "else-if": [] });
        check(&choose, "book", &json!({ "if": { "@match": "any", "$value": [] }, "else-if": [] }));
    }
}
