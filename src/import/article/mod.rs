//! A draft → the files of an article: front matter, text, notes, and the works of its list of references; where they go is
//! not known here.

mod references;
mod toml;

use super::draft::{Apparatus, Certainty, Draft, Field, PersonName, Value};
use super::markdown;

/// The files of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Article {
    /// The article itself
    pub(crate) text: String,
    /// The list of references as CSL-JSON, where there is one
    pub(crate) references: Option<String>,
}

/// Writes an article.
pub(crate) fn article(draft: &Draft) -> Article {
    let mut text = String::from("+++\n");
    text.extend(draft.fields.iter().map(line));
    if !draft.edition.is_empty() {
        text.push_str("\n[edition]\n");
        text.extend(draft.edition.iter().map(line));
    }
    text.push_str(&apparatus(&draft.apparatus));
    text.push_str("+++\n\n");
    text.push_str(&markdown::write(&draft.blocks, &draft.notes));
    let works = draft.references.len() + draft.items.len();
    let references = (works > 0).then(|| references::csl_json(&draft.references, &draft.items));
    Article { text, references }
}

fn line(field: &Field) -> String {
    let value = match &field.value {
        Value::Text(text) => toml::string(text),
        Value::List(texts) => list(texts.iter().map(|text| toml::string(text))),
        Value::Names(names) => list(names.iter().map(name)),
    };
    let guessed = if field.certainty == Certainty::Guessed { " # guessed" } else { "" };
    format!("{} = {value}{guessed}\n", field.name)
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn name(name: &PersonName) -> String {
    match name {
        PersonName::Whole(name) => toml::string(name),
        PersonName::Parts { given, family, orcid } => {
            let given = Some(given).filter(|given| !given.is_empty());
            let parts = [("given", given), ("family", Some(family)), ("ORCID", orcid.as_ref())];
            let parts =
                parts.iter().filter_map(|(key, value)| Some(format!("{key} = {}", toml::string((*value)?))));
            format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
        }
    }
}

fn apparatus(apparatus: &Apparatus) -> String {
    let Apparatus { absent, missing, unmarked, works } = apparatus;
    let mut lines = Vec::new();
    if let Some(count) = absent.filter(|count| *count > 0) {
        lines.push(format!("notes = {{ state = \"absent\", count = {count} }}"));
    }
    for (key, labels) in [("missing", missing), ("unmarked", unmarked)] {
        if !labels.is_empty() {
            lines.push(format!("{key} = {}", list(labels.iter().map(|printed| label(printed)))));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, "\n[apparatus]".to_owned());
    }
    for work in works {
        let (key, printed) = (toml::string(&work.key), toml::string(&work.printed));
        lines.push(format!("\n[[apparatus.work]]\nkey = {key}\nprinted = {printed}"));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// A note's label, as the text has it: numbers as numbers.
fn label(printed: &str) -> String {
    let label = markdown::label(printed);
    let number = label.len() <= 9 && !label.starts_with('0') && label.chars().all(|c| c.is_ascii_digit());
    if number { label } else { toml::string(&label) }
}

#[cfg(test)]
mod tests;
