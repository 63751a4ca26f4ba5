//! The entities that a document type declares: their names and what kind they are. None is expanded, none is opened.

use std::collections::BTreeMap;

/// What an entity stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// A few words
    Words,
    /// Text that names other entities: the stuff of entity bombs
    Nested,
    /// A file or an address
    External,
}

/// The general entities that a document type declares.
pub(super) fn entities(doctype: &str) -> BTreeMap<&str, Declared> {
    let mut found = BTreeMap::new();
    let mut rest = doctype;
    while let Some(start) = rest.find("<!") {
        rest = rest.get(start + 2..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(declaration) = rest.strip_prefix("ENTITY") {
            let (name, kind, after) = declared(declaration);
            if let (Some(name), Some(kind)) = (name, kind) {
                found.entry(name).or_insert(kind);
            }
            rest = after;
        }
    }
    found
}

/// The name and kind of one declaration, and what follows it. Entities of the document type itself (`%`) have no kind:
/// no text can name them.
fn declared(declaration: &str) -> (Option<&str>, Option<Declared>, &str) {
    let declaration = declaration.trim_start();
    let (name, rest) = word(declaration);
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let kind = match quote {
        _ if name == "%" => None,
        Some(quote) => {
            let value = rest.get(1..).and_then(|value| value.split(quote).next()).unwrap_or_default();
            Some(if value.contains('<') || names_entity(value) { Declared::Nested } else { Declared::Words })
        }
        None => Some(Declared::External),
    };
    let after = match quote {
        Some(quote) => rest.get(1..).and_then(|value| value.split_once(quote)).map_or("", |(_, after)| after),
        None => rest,
    };
    ((!name.is_empty()).then_some(name), kind, after)
}

/// Whether a value names an entity, other than a character by its number.
fn names_entity(value: &str) -> bool {
    value.split('&').skip(1).any(|after| !after.starts_with('#'))
}

fn word(text: &str) -> (&str, &str) {
    text.find(|c: char| c.is_whitespace()).map_or((text, ""), |end| text.split_at(end))
}
