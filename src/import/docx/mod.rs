//! DOCX, as Word, Pandoc and other programs write it → draft.
//!
//! 1. `parts` reads the files of the archive: styles, lists, links, notes, comments.
//! 2. `runs` goes through the text of a paragraph; `fields` through the fields in it, among them the citations of Zotero and
//!    Mendeley; `maths` through its formulas.
//! 3. `paragraphs` tells what each paragraph is, by its style, and `tables` its tables.
//! 4. `assemble` puts paragraphs together to blocks: lists, quotations, code, figures.

mod assemble;
mod fields;
mod maths;
mod paragraphs;
mod parts;
mod pictures;
mod runs;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::csl::Items;
use super::document::Document;
use super::draft::{
    Apparatus, Certainty, Chrome, Draft, Extracted, Field, Note, PersonName, Reference, Value,
};
use super::recognise::keys::Keys;
use super::xml::Element;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use fields::Open;
use parts::Parts;

/// Reads a document.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
pub(super) fn read(document: &Document) -> Result<Draft, Box<Diagnostic>> {
    let mut archive = Archive::open(&document.bytes).map_err(|trouble| Box::new(trouble.tell(document)))?;
    let (parts, mut doubts) = parts::read(document, &mut archive)?;
    doubts.extend(archive.doubts(document));
    let mut reader = Reader::new(document, &parts, doubts);
    reader.pictures(&mut archive);
    let blocks = match parts.body.first("w:body") {
        Some(body) => {
            let paragraphs = reader.paragraphs(body);
            reader.assemble(paragraphs)
        }
        None => Vec::new(),
    };
    reader.finish_notes();
    reader.tell();
    Ok(reader.draft(blocks))
}

/// What is gathered while a document is read.
struct Reader<'d> {
    document: &'d Document,
    parts: &'d Parts,
    /// Fields that are open, the innermost last; one may go over several paragraphs
    open: Vec<Open>,
    items: Items,
    /// Notes by the kind and number of their elements: their labels
    labels: BTreeMap<(Kind, String), String>,
    /// Notes to be read, in the order of their markers
    waiting: Vec<(Kind, String)>,
    notes: Vec<Note>,
    fields: Vec<Field>,
    /// The authors that the text names
    authors: Vec<PersonName>,
    references: Vec<Reference>,
    keys: Keys,
    chrome: Vec<Chrome>,
    /// Pictures by the file in the archive: the names under which they come along
    images: BTreeMap<String, String>,
    files: Vec<Extracted>,
    doubts: Vec<Diagnostic>,
    /// What is told once, with how often it was seen
    told: BTreeMap<&'static str, usize>,
    missing: BTreeSet<String>,
    /// How many items each list has had
    counts: BTreeMap<(String, usize), u64>,
    depth: usize,
    /// What stands before the ids of links in the part that is read
    prefix: &'static str,
}

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Foot,
    End,
}

impl<'d> Reader<'d> {
    fn new(document: &'d Document, parts: &'d Parts, doubts: Vec<Diagnostic>) -> Self {
        Self {
            document,
            parts,
            open: Vec::new(),
            items: Items::default(),
            labels: BTreeMap::new(),
            waiting: Vec::new(),
            notes: Vec::new(),
            fields: Vec::new(),
            authors: Vec::new(),
            references: Vec::new(),
            keys: Keys::default(),
            chrome: Vec::new(),
            images: BTreeMap::new(),
            files: Vec::new(),
            doubts,
            told: BTreeMap::new(),
            missing: BTreeSet::new(),
            counts: BTreeMap::new(),
            depth: 0,
            prefix: "",
        }
    }

    fn seen(&mut self, what: &'static str) {
        *self.told.entry(what).or_default() += 1;
    }

    fn set_apart(&mut self, what: &'static str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        match self.chrome.last_mut().filter(|last| last.what == what) {
            Some(last) => last.text = format!("{}\n{text}", last.text),
            None => self.chrome.push(Chrome { what, text, line: 0 }),
        }
    }

    /// The label of a note's marker; the note is read later.
    fn marker(&mut self, kind: Kind, id: &str, custom: Option<&str>) -> String {
        if let Some(label) = self.labels.get(&(kind, id.to_owned())) {
            return label.clone();
        }
        let count = self.labels.keys().filter(|(of, _)| *of == kind).count() + 1;
        let label = match custom.map(str::trim).filter(|sign| !sign.is_empty()) {
            Some(sign) if !self.labels.values().any(|label| label == sign) => sign.to_owned(),
            _ if kind == Kind::End && !self.parts.footnotes.is_empty() => format!("e{count}"),
            _ => count.to_string(),
        };
        self.labels.insert((kind, id.to_owned()), label.clone());
        self.waiting.push((kind, id.to_owned()));
        label
    }

    /// Reads the notes to which markers lead, and those to which none does.
    fn finish_notes(&mut self) {
        let parts = self.parts;
        let mut at = 0;
        while let Some((kind, id)) = self.waiting.get(at).cloned() {
            at += 1;
            let label = self.labels.get(&(kind, id.clone())).cloned().unwrap_or_default();
            match parts.notes(kind).get(&id) {
                Some(element) => {
                    self.prefix = if kind == Kind::Foot { "f:" } else { "e:" };
                    self.note(label, element);
                }
                None => {
                    self.missing.insert(label);
                }
            }
        }
        for (kind, notes) in [(Kind::Foot, &parts.footnotes), (Kind::End, &parts.endnotes)] {
            for (id, element) in notes {
                let unread = !self.labels.contains_key(&(kind, id.clone()));
                if unread && element.words().is_some() {
                    self.set_apart("notes without a marker", &element.text());
                }
            }
        }
    }

    fn note(&mut self, label: String, element: &Element) {
        let paragraphs = self.paragraphs(element);
        let blocks = self.assemble(paragraphs);
        self.notes.push(Note { label, blocks, line: 0 });
    }

    fn tell(&mut self) {
        for (what, count) in std::mem::take(&mut self.told) {
            self.doubts.push(self.document.doubt(format!("{what} ({count})")));
        }
        for label in &self.missing {
            let message = format!("`[^{label}]` has no note");
            self.doubts.push(
                self.document
                    .whole(Code::ImportNotes, message)
                    .help("the front matter declares it in `[apparatus]`"),
            );
        }
        for (author, text) in &self.parts.comments {
            let by = if author.is_empty() { String::new() } else { format!(" by {author}") };
            let message = format!("a comment{by} was left out: {text}");
            self.doubts.push(
                self.document.doubt(message).help("annotations of the editor stand in `content/annotations`"),
            );
        }
    }

    /// Fields that the text states, then those that the program has noted.
    fn all_fields(&mut self) -> Vec<Field> {
        let mut fields = std::mem::take(&mut self.fields);
        let authors = std::mem::take(&mut self.authors);
        let has = |fields: &[Field], name: &str| fields.iter().any(|field| field.name == name);
        let core = &self.parts.core;
        if !has(&fields, "title") {
            if core.title.is_none() {
                let message = "no title was found; the file’s name stands in for it";
                let help = "write the title into the front matter";
                self.doubts.push(self.document.whole(Code::ImportMetadata, message).help(help));
            }
            let name = self.document.path.file_name();
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let title = core.title.clone().unwrap_or_else(|| stem.to_owned());
            let certainty = Certainty::Guessed;
            fields.insert(0, Field { name: "title", value: Value::Text(title), certainty });
        }
        let title_first = usize::from(!fields.is_empty());
        if !authors.is_empty() {
            fields.insert(
                title_first,
                Field { name: "author", value: Value::Names(authors), certainty: Certainty::Stated },
            );
        } else if !core.authors.is_empty() {
            let value = Value::Names(core.authors.clone());
            fields.insert(title_first, Field { name: "author", value, certainty: Certainty::Guessed });
        }
        if !core.keywords.is_empty() {
            fields.push(Field {
                name: "keyword",
                value: Value::List(core.keywords.clone()),
                certainty: Certainty::Stated,
            });
        }
        if let Some(language) = core.language.clone() {
            fields.push(Field {
                name: "language",
                value: Value::Text(language),
                certainty: Certainty::Stated,
            });
        }
        fields
    }

    fn draft(mut self, blocks: Vec<super::tree::Block>) -> Draft {
        Draft {
            fields: self.all_fields(),
            blocks,
            notes: self.notes,
            references: self.references,
            items: self.items.list,
            apparatus: Apparatus { missing: self.missing.into_iter().collect(), ..Apparatus::default() },
            chrome: self.chrome,
            files: self.files,
            doubts: self.doubts,
            ..Draft::default()
        }
    }
}
