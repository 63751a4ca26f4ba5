//! Names of persons and bodies, from tables in CSL's parts or from plain strings; no name is looked up anywhere.
//!
//! A string is taken apart only where it can be read in one way by the rules in `docs/formats.md`; a table says the
//! parts itself.

use super::context::Context;
use super::table::{Table, expect_words, mismatch, one_line};
use super::toml::{Kind, Quoted, Value};
use super::web;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::work::{Name, Person};

/// What follows a family name without being part of it.
const SUFFIXES: [&str; 8] = ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V"];

/// Words that no person's name has in English: the string names a body.
const OF_BODIES: [&str; 6] = ["of", "for", "on", "the", "at", "in"];

/// Takes the names of a role: one string or table, or a list of them.
pub(super) fn names<'f>(context: &mut Context<'f>, table: &mut Table<'f>, key: &'static str) -> Vec<Name> {
    match table.value(key) {
        None => Vec::new(),
        Some(Value { kind: Kind::List(items), .. }) => {
            items.into_iter().filter_map(|item| name(context, key, item)).collect()
        }
        Some(value) => name(context, key, value).into_iter().collect(),
    }
}

fn name<'f>(context: &mut Context<'f>, key: &str, value: Value<'f>) -> Option<Name> {
    match value.kind {
        Kind::Table(table) => from_table(context, table),
        Kind::String(_) => {
            let string = expect_words(context, key, value)?;
            from_string(context, key, &string)
        }
        _ => {
            mismatch(
                context,
                key,
                "a name",
                &value,
                "write `\"Rosemary Foot\"` or `{ given = \"Rosemary\", family = \"Foot\" }`",
            );
            None
        }
    }
}

fn from_table<'f>(context: &mut Context<'f>, mut table: Table<'f>) -> Option<Name> {
    let span = table.span();
    let literal = table.line(context, "literal");
    let mut part = |key| table.line(context, key).unwrap_or_default();
    let mut person = Person {
        family: part("family"),
        given: part("given"),
        dropping_particle: part("dropping-particle"),
        non_dropping_particle: part("non-dropping-particle"),
        suffix: part("suffix"),
        orcid: None,
    };
    person.orcid = table.string(context, "ORCID").and_then(|string| web::orcid(context, &string));
    table.finish(context);
    match literal {
        None if person.family.is_empty() && person.given.is_empty() => {
            let help = "write `family = \"…\"`, or `literal = \"…\"` for a body";
            context.report(Diagnostic::at(Code::KeyMissing, span, "a name without `family`").help(help));
            None
        }
        None => Some(Name::Person(person)),
        Some(literal) if person == Person::default() => Some(Name::Literal(literal)),
        Some(_) => {
            let message = "a name with both `literal` and other parts";
            let help = "`literal` is a whole name that is not to be taken apart; leave out one or the other";
            context.report(Diagnostic::at(Code::ValueInvalid, span, message).help(help));
            None
        }
    }
}

fn from_string(context: &mut Context<'_>, key: &str, string: &Quoted<'_>) -> Option<Name> {
    let name = one_line(&string.text);
    let parsed = take_apart(&name);
    if parsed.is_none() {
        let message = format!("`{name}` may be several names or the name of a body");
        let help = format!(
            "put each person in a string of their own, `{key} = [\"…\", \"…\"]`, and a body in a table, \
             `{{ literal = \"…\" }}`"
        );
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
    }
    parsed
}

/// The name that a string is; `None` where it could be several.
fn take_apart(name: &str) -> Option<Name> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let joins = |word: &&str| matches!(*word, "and" | "&" | "und" | "et" | "y") || word.ends_with(';');
    if words.iter().any(joins) {
        return None;
    }
    if name.contains([',', '，']) {
        return inverted(name);
    }
    if words.len() < 2 || name.contains(is_cjk) || words.iter().any(|word| OF_BODIES.contains(word)) {
        return Some(Name::Literal(name.to_owned()));
    }
    Some(Name::Person(direct(&words)))
}

/// “Yang, Jiechi”; “King, Martin Luther, Jr.”
fn inverted(name: &str) -> Option<Name> {
    let parts: Vec<&str> = name.split([',', '，']).map(str::trim).collect();
    let (family, given, suffix) = match parts.as_slice() {
        [family, suffix] if SUFFIXES.contains(suffix) => {
            let words: Vec<&str> = family.split_whitespace().collect();
            return Some(Name::Person(Person { suffix: (*suffix).to_owned(), ..direct(&words) }));
        }
        [family, given] => (family, given, ""),
        [family, given, suffix] | [family, suffix, given] if SUFFIXES.contains(suffix) => {
            (family, given, *suffix)
        }
        _ => return None,
    };
    if family.is_empty() || given.is_empty() {
        return None;
    }
    let words: Vec<&str> = family.split_whitespace().collect();
    let particles = particles(&words, 0);
    Some(Name::Person(Person {
        family: words.get(particles..)?.join(" "),
        given: (*given).to_owned(),
        non_dropping_particle: words.get(..particles)?.join(" "),
        suffix: suffix.to_owned(),
        ..Person::default()
    }))
}

/// “Rosemary Foot”, “Ursula von der Leyen”, “Martin Luther King Jr.”
fn direct(words: &[&str]) -> Person {
    let (words, suffix) = match words {
        [rest @ .., last] if rest.len() > 1 && SUFFIXES.contains(last) => (rest, *last),
        _ => (words, ""),
    };
    let Some((family, before)) = words.split_last() else {
        return Person::default();
    };
    // Lower-case words before the family name belong to it.
    let given = before.iter().rposition(|word| !is_particle(word)).map_or(0, |at| at + 1);
    let (given, particles) = before.split_at(given);
    Person {
        family: (*family).to_owned(),
        given: given.join(" "),
        non_dropping_particle: particles.join(" "),
        suffix: suffix.to_owned(),
        ..Person::default()
    }
}

/// How many words from `start` on are particles, the last word never being one.
fn particles(words: &[&str], start: usize) -> usize {
    words.iter().skip(start).take(words.len().saturating_sub(1)).take_while(|word| is_particle(word)).count()
}

fn is_particle(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Characters of Chinese, Japanese and Korean, whose names are not taken apart.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x3040..=0x30FF | 0x3130..=0x318F | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str) -> String {
        match take_apart(name) {
            None => "?".to_owned(),
            Some(Name::Literal(name)) => format!("={name}"),
            Some(Name::Person(p)) => {
                [p.given, p.dropping_particle, p.non_dropping_particle, p.family, p.suffix].join("|")
            }
        }
    }

    #[test]
    fn strings_are_taken_apart_where_they_can_be() {
        let check = |name: &str, expected: &str| assert_eq!(shown(name), expected, "{name}");
        check("Rosemary Foot", "Rosemary|||Foot|");
        check("Patricia M. Kim", "Patricia M.|||Kim|");
        check("Yang, Jiechi", "Jiechi|||Yang|");
        check("杨洁篪", "=杨洁篪");
        check("小津 安二郎", "=小津 安二郎");
        check("杨，洁篪", "洁篪|||杨|");
        check("Ursula von der Leyen", "Ursula||von der|Leyen|");
        check("van Gogh, Vincent", "Vincent||van|Gogh|");
        check("García Márquez, Gabriel", "Gabriel|||García Márquez|");
        check("Martin Luther King Jr.", "Martin Luther|||King|Jr.");
        check("Martin Luther King, Jr.", "Martin Luther|||King|Jr.");
        check("King, Martin Luther, Jr.", "Martin Luther|||King|Jr.");
        check("King, Jr., Martin Luther", "Martin Luther|||King|Jr.");
        check("Xinhua", "=Xinhua");
        check("Ministry of Foreign Affairs", "=Ministry of Foreign Affairs");
        check("Rosemary Foot and Amy King", "?");
        check("Ministry of Trade and Industry", "?");
        check("Foot, Rosemary, King, Amy", "?");
        check("Foot,", "?");
        check("von", "=von");
    }
}
