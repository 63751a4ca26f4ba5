//! TEI XML, the common part of it → draft.
//!
//! 1. `header` makes fields of what the header says, `works` works of the lists of them.
//! 2. `blocks` and `inlines` go through the text; notes stand where they are marked.
//!
//! Elements that are not known stand as their text, and are told.

mod blocks;
mod header;
mod inlines;
#[cfg(test)]
mod tests;
mod works;

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::draft::{Apparatus, Chrome, Draft, Extracted, Note};
use super::xml::{self, Element};
use crate::model::diagnostic::Diagnostic;
use works::Works;

/// Reads a document.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
pub(super) fn read(document: &Document) -> Result<Draft, Box<Diagnostic>> {
    let tree = xml::parse(&document.text).map_err(|why| Box::new(why.tell(document, None)))?;
    let root = &tree.root;
    // Of several texts in one corpus each is a document of its own; the first stands for it.
    let text = if root.local() == "TEI" || root.local() == "TEI.2" {
        root
    } else {
        root.every().find(|part| matches!(part.local(), "TEI" | "TEI.2")).unwrap_or(root)
    };
    let mut reader = Reader {
        document,
        works: works::works(text),
        ids: notes_apart(text),
        labels: BTreeMap::new(),
        taken: BTreeSet::new(),
        marked: BTreeSet::new(),
        notes: Vec::new(),
        chrome: Vec::new(),
        files: Vec::new(),
        doubts: tree.doubts(document, None),
        unknown: BTreeSet::new(),
        told: BTreeMap::new(),
    };
    let fields = reader.header(text);
    let blocks = reader.text(text);
    reader.tell();
    Ok(reader.draft(fields, blocks))
}

/// The notes that stand apart from their markers, by their ids.
fn notes_apart(text: &Element) -> BTreeMap<String, Element> {
    let targets: BTreeSet<&str> = text
        .every()
        .filter(|part| matches!(part.local(), "ref" | "ptr"))
        .filter_map(|part| part.attribute("target")?.strip_prefix('#'))
        .collect();
    let notes = text.every().filter(|part| part.local() == "note");
    notes
        .filter_map(|note| Some((note.attribute("xml:id")?, note)))
        .filter(|(id, _)| targets.contains(id))
        .map(|(id, note)| (id.to_owned(), note.clone()))
        .collect()
}

/// What is gathered while a document is read.
struct Reader<'d> {
    document: &'d Document,
    works: Works,
    /// Notes to which something refers
    ids: BTreeMap<String, Element>,
    /// The labels of these
    labels: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    marked: BTreeSet<String>,
    notes: Vec<Note>,
    chrome: Vec<Chrome>,
    files: Vec<Extracted>,
    doubts: Vec<Diagnostic>,
    unknown: BTreeSet<String>,
    told: BTreeMap<&'static str, usize>,
}

impl Reader<'_> {
    fn seen(&mut self, what: &'static str) {
        *self.told.entry(what).or_default() += 1;
    }

    fn set_apart(&mut self, what: &'static str, element: &Element) {
        if let Some(text) = element.words() {
            self.chrome.push(Chrome { what, text, line: element.line() });
        }
    }

    /// A label that no other note has.
    fn free(&mut self, printed: Option<&str>) -> String {
        let printed = printed
            .map(|sign| sign.trim_matches(|c: char| "()[]. ".contains(c)))
            .filter(|sign| !sign.is_empty());
        let wanted = printed.map_or_else(|| (self.taken.len() + 1).to_string(), str::to_owned);
        let mut label = wanted.clone();
        let mut number = 1;
        while !self.taken.insert(label.clone()) {
            number += 1;
            label = format!("{wanted}-{number}");
        }
        label
    }

    fn tell(&mut self) {
        if !self.unknown.is_empty() {
            let names: Vec<String> = self.unknown.iter().take(12).map(|name| format!("`{name}`")).collect();
            let message = format!("elements that are not known stand as their text: {}", names.join(", "));
            self.doubts.push(self.document.kept(message));
        }
        for (what, count) in &self.told {
            self.doubts.push(self.document.doubt(format!("{what} ({count})")));
        }
    }

    fn draft(self, fields: Vec<super::draft::Field>, blocks: Vec<super::tree::Block>) -> Draft {
        let unmarked = self
            .notes
            .iter()
            .map(|note| note.label.clone())
            .filter(|label| !self.marked.contains(label))
            .collect();
        Draft {
            fields,
            blocks,
            apparatus: Apparatus { unmarked, ..Apparatus::default() },
            notes: self.notes,
            references: self.works.references,
            chrome: self.chrome,
            files: self.files,
            doubts: self.doubts,
            ..Draft::default()
        }
    }
}
