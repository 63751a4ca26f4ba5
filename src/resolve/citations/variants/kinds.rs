//! A style without what it says of other types of works. Most of a large style is said of other types, and the engine
//! walks all of it for each work, several times over.
//!
//! Tests of the type are answered here, and nothing else is changed: each choice stays a choice, so that groups and
//! substitutes around it see the same elements.

use std::str::FromStr;

use citationberg::taxonomy::Kind;
use serde_json::{Map, Value, json};

/// The tests that a branch of a choice may have.
const TESTS: [&str; 7] =
    ["@disambiguate", "@is-numeric", "@is-uncertain-date", "@locator", "@position", "@type", "@variable"];

/// What is known of a branch.
enum Verdict {
    Never,
    Perhaps,
    Always,
}

/// Answers every test of the type in a style.
pub(super) fn keep(json: &mut Value, kind: &str) {
    let kind = Kind::from_str(kind).ok();
    visit(json, kind);
}

fn visit(json: &mut Value, kind: Option<Kind>) {
    match json {
        Value::Object(map) => {
            if let Some(Value::Object(choose)) = map.get_mut("choose") {
                decide(choose, kind);
            }
            map.values_mut().for_each(|value| visit(value, kind));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| visit(value, kind)),
        _ => {}
    }
}

/// Drops the branches that are never taken, and those after one that always is.
fn decide(choose: &mut Map<String, Value>, kind: Option<Kind>) {
    let mut branches = Vec::new();
    branches.extend(choose.remove("if"));
    if let Some(Value::Array(more)) = choose.remove("else-if") {
        branches.extend(more);
    }
    let mut otherwise = choose.remove("else");
    let mut kept = Vec::new();
    for branch in branches {
        let Value::Object(mut branch) = branch else { continue };
        match answer(&mut branch, kind) {
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

/// Answers the test of the type in one branch, and takes it out.
fn answer(branch: &mut Map<String, Value>, kind: Option<Kind>) -> Verdict {
    let Some(Value::Array(types)) = branch.remove("@type") else { return Verdict::Perhaps };
    let is = |name: &Value| {
        let name = name.as_str().and_then(|name| Kind::from_str(name).ok());
        name.is_some() && name == kind
    };
    let others = TESTS.iter().any(|test| branch.contains_key(*test));
    match branch.get("@match").and_then(Value::as_str) {
        Some("any") if types.iter().any(is) => Verdict::Always,
        Some("any") if others => Verdict::Perhaps,
        Some("any") => Verdict::Never,
        Some("none") if types.iter().any(is) => Verdict::Never,
        Some("none") if others => Verdict::Perhaps,
        Some("none") => Verdict::Always,
        _ if !types.iter().all(is) => Verdict::Never,
        _ if others => Verdict::Perhaps,
        _ => Verdict::Always,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(branches: &Value, kind: &str, expected: &Value) {
        let mut style = json!({ "choose": branches });
        keep(&mut style, kind);
        assert_eq!(&style["choose"], expected);
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
