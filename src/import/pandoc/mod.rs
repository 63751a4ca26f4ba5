//! Markdown as Pandoc, Quarto, Jekyll and Hugo write it → draft. Its text stays Markdown: what postil reads as it stands is
//! copied, and only the rest is rewritten.
//!
//! 1. `front` cuts the front matter off, `fields` makes fields of it, `plain` words.
//! 2. `labels` gathers what the text refers to: headings, figures, tables, formulas.
//! 3. `blocks` goes through the lines: code, formulas, tables, notes, headings; `latex` through what is TeX.
//! 4. `inlines` rewrites running text: notes in their place and links; `figures` and `tags` pictures; `cites` citations
//!    and cross-references.

mod blocks;
mod cites;
mod data;
mod fields;
mod figures;
mod front;
mod inlines;
mod labels;
mod latex;
mod lines;
mod plain;
mod scan;
mod tables;
mod tags;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::document::Document;
use super::draft::{Apparatus, Certainty, Chrome, Counted, Draft, Extracted, Field, Note, Unlisted, Value};
use super::tree::{Block, BlockKind};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::work::Work;
use data::Data;
use labels::Labels;
use lines::Line;

/// The files that a document's front matter names as its bibliographies.
pub(super) fn bibliographies(text: &str) -> Vec<String> {
    let front = front::front(text);
    let named = front.data.get("bibliography").map(Data::items).unwrap_or_default();
    named.iter().filter_map(Data::text).collect()
}

/// The keys that a text seems to cite.
pub(super) fn cited(text: &str) -> BTreeSet<&str> {
    let body = text.get(front::front(text).body..).unwrap_or_default();
    scan::keys(body).into_iter().collect()
}

/// Reads a document; `known` are the works that it can cite.
pub(super) fn read(document: &Document, known: &[Work]) -> Draft {
    let front = front::front(&document.text);
    let lines = lines::lines(&document.text, front.body);
    let mut state = State::new(document, Labels::of(&lines), known);
    let mut found = fields::fields(&front.data);
    if let Some(why) = &front.broken {
        let doubt = document.doubt_at(
            front.first_line(),
            format!("the front matter is broken, and was read line by line: {why}"),
        );
        state.doubts.push(doubt.help("compare the data of the article with it"));
    }
    if let Some(date) = &found.undated {
        let message = format!("the date `{date}` is no date that is understood");
        state.doubts.push(
            document.whole(Code::ImportMetadata, message).help("write it into the front matter as `issued`"),
        );
    }
    state.title(&mut found.stated);
    state.set_shift();
    let text = state.blocks(&lines);
    state.settle_notes();
    let others = found.others.join("\n");
    if !others.is_empty() {
        let what = "settings of other programs, affiliations";
        state.chrome.insert(0, Chrome { what, text: others, line: 1 });
    }
    state.draft(found.stated, text)
}

/// What is gathered while a text is rewritten.
struct State<'d> {
    document: &'d Document,
    labels: Labels,
    /// The keys of works that are known
    known: BTreeSet<&'d str>,
    /// How many levels headings go down
    shift: i8,
    /// Where the heading stands that is the title
    title_at: Option<usize>,
    notes: Vec<Note>,
    /// Typed labels and those that stand for them
    note_labels: BTreeMap<String, String>,
    /// Labels that are given out
    taken: BTreeSet<String>,
    /// The labels of markers, in order
    marked: Vec<String>,
    unlisted: Vec<Unlisted>,
    apparatus: Apparatus,
    chrome: Vec<Chrome>,
    files: Vec<Extracted>,
    doubts: Vec<Diagnostic>,
    /// What has been said once
    told: BTreeSet<&'static str>,
    counted: Counted,
    depth: usize,
    /// How often the partner of a sign was looked for in vain
    failures: usize,
}

impl<'d> State<'d> {
    fn new(document: &'d Document, labels: Labels, known: &'d [Work]) -> Self {
        Self {
            document,
            labels,
            known: known.iter().map(|work| work.key.as_str()).collect(),
            shift: 0,
            title_at: None,
            notes: Vec::new(),
            note_labels: BTreeMap::new(),
            taken: BTreeSet::new(),
            marked: Vec::new(),
            unlisted: Vec::new(),
            apparatus: Apparatus::default(),
            chrome: Vec::new(),
            files: Vec::new(),
            doubts: Vec::new(),
            told: BTreeSet::new(),
            counted: Counted::default(),
            depth: 0,
            failures: 0,
        }
    }

    /// Sees to a title: the front matter's, or that of a first heading above all text.
    fn title(&mut self, fields: &mut Vec<Field>) {
        let mut ones = self.labels.levels.iter().filter(|level| **level == 1);
        let alone = ones.next().is_some() && ones.next().is_none();
        let first = self
            .labels
            .first
            .clone()
            .filter(|(level, words, _, above)| *level == 1 && *above && alone && !words.is_empty());
        let stated = fields.iter().find(|field| field.name == "title").map(|field| field.value.clone());
        match (stated, first) {
            (Some(Value::Text(title)), Some((_, words, start, _))) if title == words => {
                self.title_at = Some(start);
            }
            (Some(_), _) => {}
            (None, Some((_, words, start, _))) => {
                self.title_at = Some(start);
                fields.insert(
                    0,
                    Field { name: "title", value: Value::Text(words), certainty: Certainty::Stated },
                );
            }
            (None, None) => {
                let name = self.document.path.file_name();
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
                fields.insert(
                    0,
                    Field { name: "title", value: Value::Text(stem), certainty: Certainty::Guessed },
                );
                let message = "no title was found; the file’s name stands in for it";
                let help = "write the title into the front matter";
                self.doubts.push(self.document.whole(Code::ImportMetadata, message).help(help));
            }
        }
    }

    /// Brings the highest heading below the title.
    fn set_shift(&mut self) {
        let skip = usize::from(self.title_at.is_some());
        let highest = self.labels.levels.iter().skip(skip).min().copied().unwrap_or(2);
        self.shift = 2 - i8::try_from(highest).unwrap_or(2);
    }

    /// The label of a note as the article has it: letters, digits and hyphens.
    fn label(&mut self, typed: &str) -> String {
        if let Some(label) = self.note_labels.get(typed) {
            return label.clone();
        }
        let plain: String = typed.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let label = self.free(plain.trim_matches('-'));
        self.note_labels.insert(typed.to_owned(), label.clone());
        label
    }

    /// A label that no other note has.
    fn free(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "note" } else { wanted };
        let mut label = wanted.to_owned();
        let mut number = 1;
        while !self.taken.insert(label.to_lowercase()) {
            number += 1;
            label = format!("{wanted}-{number}");
        }
        label
    }

    /// Takes in a note.
    fn note(&mut self, label: String, text: String, line: usize) {
        let blocks = vec![Block { kind: BlockKind::Markdown(text), line }];
        self.notes.push(Note { label, blocks, line });
    }

    /// Brings markers and notes together.
    fn settle_notes(&mut self) {
        let defined: BTreeSet<&str> = self.notes.iter().map(|note| note.label.as_str()).collect();
        let marked: BTreeSet<&str> = self.marked.iter().map(String::as_str).collect();
        let mut missing: Vec<String> = Vec::new();
        for label in self.marked.iter().filter(|label| !defined.contains(label.as_str())) {
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
                self.doubts.push(
                    self.document
                        .whole(Code::ImportNotes, message)
                        .help("the front matter declares it in `[apparatus]`"),
                );
            }
        }
        self.apparatus.missing = missing;
        self.apparatus.unmarked = unmarked;
    }

    /// Says something once for the whole document.
    fn tell_once(&mut self, what: &'static str, place: &Range<usize>, help: &'static str) {
        if self.told.insert(what) {
            self.doubts.push(self.document.kept_at(place.clone(), what).help(help));
        }
    }

    fn set_apart(&mut self, what: &'static str, text: &str, line: usize) {
        match self.chrome.last_mut().filter(|last| last.what == what) {
            Some(last) => last.text = format!("{}\n{}", last.text, text.trim()),
            None => self.chrome.push(Chrome { what, text: text.trim().to_owned(), line }),
        }
    }

    fn draft(mut self, fields: Vec<Field>, text: String) -> Draft {
        self.apparatus.works = self.unlisted;
        Draft {
            fields,
            blocks: vec![Block { kind: BlockKind::Markdown(text), line: 1 }],
            notes: self.notes,
            apparatus: self.apparatus,
            chrome: self.chrome,
            files: self.files,
            doubts: self.doubts,
            counted: self.counted,
            ..Draft::default()
        }
    }
}

/// The bytes of a line in the document.
fn place(line: &Line<'_>) -> Range<usize> {
    line.start..line.start + line.text.len()
}
