//! JATS XML, as publishers and Pandoc write it → draft.
//!
//! 1. `references` makes works of the list of references, each with the ids that lead to it.
//! 2. `front` makes fields of what the article says of itself.
//! 3. `notes` finds the notes and gives them labels.
//! 4. `blocks` and `inlines` go through the text; references to works are grouped as they stand.

mod blocks;
mod figures;
mod front;
mod inlines;
mod notes;
mod references;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::draft::{Apparatus, Chrome, Draft, Extracted, Note};
use super::xml::{self, Element};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use notes::Labels;
use references::Works;

/// Reads a document.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
pub(super) fn read(document: &Document) -> Result<Draft, Box<Diagnostic>> {
    let tree = xml::parse(&document.text).map_err(|why| Box::new(why.tell(document, None)))?;
    let article = article(&tree.root);
    let mut reader = Reader {
        document,
        works: references::works(article),
        labels: Labels::of(article),
        notes: Vec::new(),
        marked: Vec::new(),
        chrome: Vec::new(),
        files: Vec::new(),
        doubts: tree.doubts(document, None),
        unknown: BTreeSet::new(),
        told: BTreeMap::new(),
    };
    let fields = reader.front(article);
    let blocks = reader.text(article);
    reader.tell_unknown();
    Ok(reader.draft(fields, blocks))
}

/// The article, which may stand in something around it.
fn article(root: &Element) -> &Element {
    if root.local() == "article" {
        root
    } else {
        root.every().find(|element| element.local() == "article").unwrap_or(root)
    }
}

/// What is gathered while a document is read.
struct Reader<'d> {
    document: &'d Document,
    works: Works,
    labels: Labels,
    notes: Vec<Note>,
    /// The labels of markers, in order
    marked: Vec<String>,
    chrome: Vec<Chrome>,
    files: Vec<Extracted>,
    doubts: Vec<Diagnostic>,
    /// Names of elements that are not known
    unknown: BTreeSet<String>,
    /// What is told once, with how often it was seen
    told: BTreeMap<&'static str, usize>,
}

impl Reader<'_> {
    /// Counts something that is told once, at the end.
    fn seen(&mut self, what: &'static str) {
        *self.told.entry(what).or_default() += 1;
    }

    fn tell_unknown(&mut self) {
        if !self.unknown.is_empty() {
            let names: Vec<String> = self.unknown.iter().take(12).map(|name| format!("`{name}`")).collect();
            let message = format!("elements that are not known stand as their text: {}", names.join(", "));
            self.doubts.push(self.document.kept(message));
        }
        for (what, count) in &self.told {
            self.doubts.push(self.document.doubt(format!("{what} ({count})")));
        }
    }

    fn set_apart(&mut self, what: &'static str, element: &Element) {
        if let Some(text) = spaced(element) {
            self.chrome.push(Chrome { what, text, line: element.line() });
        }
    }

    fn draft(mut self, fields: Vec<super::draft::Field>, blocks: Vec<super::tree::Block>) -> Draft {
        let notes: BTreeSet<&str> = self.notes.iter().map(|note| note.label.as_str()).collect();
        let marked: BTreeSet<&str> = self.marked.iter().map(String::as_str).collect();
        let mut missing: Vec<String> = Vec::new();
        for label in self.marked.iter().filter(|label| !notes.contains(label.as_str())) {
            if !missing.contains(label) {
                missing.push(label.clone());
            }
        }
        let unmarked: Vec<String> = self
            .notes
            .iter()
            .map(|note| note.label.clone())
            .filter(|label| !marked.contains(label.as_str()))
            .collect();
        for (labels, what) in [(&missing, "has no note"), (&unmarked, "has no marker")] {
            for label in labels {
                let message = format!("`[^{label}]` {what}");
                let help = "the front matter declares it in `[apparatus]`";
                self.doubts.push(self.document.whole(Code::ImportNotes, message).help(help));
            }
        }
        Draft {
            fields,
            blocks,
            apparatus: Apparatus { missing, unmarked, ..Apparatus::default() },
            notes: self.notes,
            references: self.works.references,
            chrome: self.chrome,
            files: self.files,
            doubts: self.doubts,
            ..Draft::default()
        }
    }
}

/// The words of an element, with white space between those of elements that hold data.
fn spaced(element: &Element) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut waiting: Vec<&super::xml::Node> = element.children.iter().rev().collect();
    while let Some(node) = waiting.pop() {
        match node {
            super::xml::Node::Text(text) => words.extend(text.split_whitespace().map(str::to_owned)),
            super::xml::Node::Element(element) => waiting.extend(element.children.iter().rev()),
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}
