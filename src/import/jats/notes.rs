//! The notes of a JATS document: which elements are notes, and the labels that they have; what is in them is read elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::super::xml::Element;
use super::Reader;
use crate::import::draft::Note;

/// The labels of notes, by the ids of their elements.
#[derive(Debug, Default)]
pub(super) struct Labels {
    by_id: BTreeMap<String, String>,
    /// Labels that are given out
    taken: BTreeSet<String>,
    /// The ids of notes that are taken in
    read: BTreeSet<String>,
}

impl Labels {
    /// Gives labels to the notes to which something refers, and to those with a number.
    pub(super) fn of(article: &Element) -> Self {
        let mut labels = Self::default();
        let referred: BTreeSet<&str> = article
            .every()
            .filter(|element| element.local() == "xref")
            .filter_map(|xref| xref.attribute("rid"))
            .flat_map(str::split_whitespace)
            .collect();
        // Notes of the text come before those of tables and of authors, which may have the same signs.
        let text = article.elements().filter(|part| part.local() != "front");
        for element in text.flat_map(Element::every).filter(|element| element.local() == "fn") {
            let Some(id) = element.attribute("id") else { continue };
            let printed = label_of(element);
            let numbered = printed.as_deref().is_some_and(|label| label.chars().all(|c| c.is_ascii_digit()));
            if referred.contains(id) || numbered {
                let label = labels.free(printed.as_deref());
                labels.by_id.insert(id.to_owned(), label);
            }
        }
        labels
    }

    /// A label that no other note has.
    fn free(&mut self, printed: Option<&str>) -> String {
        let wanted = printed.map_or_else(|| (self.taken.len() + 1).to_string(), str::to_owned);
        let mut label = wanted.clone();
        let mut number = 1;
        while !self.taken.insert(label.clone()) {
            number += 1;
            label = format!("{wanted}-{number}");
        }
        label
    }

    /// The label of a note by its element's id.
    pub(super) fn get(&self, id: &str) -> Option<&String> {
        self.by_id.get(id)
    }
}

/// The label that an element prints.
fn label_of(element: &Element) -> Option<String> {
    let words = element.elements().find(|child| child.local() == "label")?.words()?;
    let bare = words.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | ' '));
    Some(if bare.is_empty() { words } else { bare.to_owned() })
}

impl Reader<'_> {
    /// Takes in a note, if it is one to which something refers; whether it did.
    pub(super) fn take_note(&mut self, element: &Element) -> bool {
        let Some(id) = element.attribute("id") else { return false };
        let Some(label) = self.labels.get(id).cloned() else { return false };
        if self.labels.read.insert(id.to_owned()) {
            self.add_note(label, element);
        }
        true
    }

    fn add_note(&mut self, label: String, element: &Element) {
        // The place in the order is that of the element, not of notes within it.
        let at = self.notes.len();
        self.notes.push(Note { label, blocks: Vec::new(), line: element.line() });
        let blocks = self.flow(element, 6);
        if let Some(note) = self.notes.get_mut(at) {
            note.blocks = blocks;
        }
    }

    /// The marker of a note that stands in the running text itself.
    pub(super) fn note_in_place(&mut self, element: &Element) -> String {
        let known = element.attribute("id").and_then(|id| self.labels.get(id)).cloned();
        let label = known.unwrap_or_else(|| {
            let printed = label_of(element);
            self.labels.free(printed.as_deref())
        });
        if element.attribute("id").is_none_or(|id| self.labels.read.insert(id.to_owned())) {
            self.add_note(label.clone(), element);
        }
        self.marked.push(label.clone());
        label
    }

    /// The label of a marker whose note is not in the document.
    pub(super) fn lost_note(&mut self, id: &str, printed: &str) -> String {
        if let Some(label) = self.labels.get(id) {
            return label.clone();
        }
        let bare = printed.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | ' '));
        let label = self.labels.free(Some(bare).filter(|bare| !bare.is_empty()));
        self.labels.by_id.insert(id.to_owned(), label.clone());
        label
    }
}
