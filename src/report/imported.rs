//! The summary of an import: a few lines for people, an object for programs.

use serde::Serialize;

use super::clean::clean;
use crate::model::imported::Imported;

/// How many characters of chrome and of a value are shown.
const SHOWN: usize = 72;

/// What was found in a document, for people.
pub fn imported(imported: &Imported) -> String {
    let target = imported.files.first().map_or("nothing to write", String::as_str);
    let mut lines = vec![format!("{} ({}) → {target}", imported.document, imported.format)];
    for (name, value, guessed) in &imported.fields {
        let guessed = if *guessed { "  (guessed)" } else { "" };
        lines.push(row(name, &format!("{}{guessed}", short(value))));
    }
    lines.push(row(
        "text",
        &format!("{}, {}", counted(imported.words, "word"), counted(imported.headings, "heading")),
    ));
    lines.push(row("notes", &notes(imported)));
    if imported.citations > 0 || imported.references > 0 {
        let mut parts = vec![counted(imported.citations, "citation")];
        if imported.references > 0 {
            parts.push(format!("{} in its list", counted(imported.references, "work")));
        }
        if !imported.unlisted.is_empty() {
            parts.push(format!("{} that no list describes", counted(imported.unlisted.len(), "work")));
        }
        lines.push(row("citations", &parts.join(", ")));
    }
    for (what, text, line) in &imported.chrome {
        let place = if *line > 0 { format!(", line {line}") } else { String::new() };
        lines.push(row("set apart", &format!("{what}{place}: {}", short(text))));
    }
    for file in imported.files.iter().skip(1) {
        lines.push(row("with it", file));
    }
    clean(&lines.join("\n"))
}

fn row(name: &str, value: &str) -> String {
    format!("  {name:<16} {value}")
}

fn notes(imported: &Imported) -> String {
    let mut parts = vec![counted(imported.notes, "note"), counted(imported.markers, "marker")];
    if let Some(count) = imported.absent {
        parts.push(format!("the list of the {count} notes is absent"));
    }
    for (what, labels) in [("missing", &imported.missing), ("unmarked", &imported.unmarked)] {
        if !labels.is_empty() {
            parts.push(format!("{what}: {}", labels.join(", ")));
        }
    }
    parts.join(", ")
}

fn counted(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " / ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    format!("{}…", line.chars().take(SHOWN).collect::<String>().trim_end())
}

#[derive(Serialize)]
struct RawImported<'a> {
    kind: &'static str,
    document: &'a str,
    format: &'a str,
    files: &'a [String],
    fields: Vec<RawField<'a>>,
    words: usize,
    headings: usize,
    notes: usize,
    markers: usize,
    absent: Option<usize>,
    missing: &'a [String],
    unmarked: &'a [String],
    citations: usize,
    unlisted: &'a [String],
    references: usize,
    chrome: Vec<RawChrome<'a>>,
}

#[derive(Serialize)]
struct RawField<'a> {
    name: &'a str,
    value: &'a str,
    guessed: bool,
}

#[derive(Serialize)]
struct RawChrome<'a> {
    what: &'a str,
    text: &'a str,
    line: usize,
}

/// What was found in a document, as one line of JSON; its `kind` tells it from a diagnostic, which has a `code`.
pub fn imported_json(imported: &Imported) -> String {
    let raw = RawImported {
        kind: "imported",
        document: &imported.document,
        format: imported.format,
        files: &imported.files,
        fields: imported
            .fields
            .iter()
            .map(|(name, value, guessed)| RawField { name, value, guessed: *guessed })
            .collect(),
        words: imported.words,
        headings: imported.headings,
        notes: imported.notes,
        markers: imported.markers,
        absent: imported.absent,
        missing: &imported.missing,
        unmarked: &imported.unmarked,
        citations: imported.citations,
        unlisted: &imported.unlisted,
        references: imported.references,
        chrome: imported
            .chrome
            .iter()
            .map(|(what, text, line)| RawChrome { what, text, line: *line })
            .collect(),
    };
    // A struct of strings and numbers is always JSON.
    serde_json::to_string(&raw).unwrap_or_default()
}
