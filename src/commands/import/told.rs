//! What was found in a document, counted; how it is printed is not known here.

use super::plan::Plan;
use crate::import::document::Document;
use crate::import::draft::{Certainty, Draft, Field, PersonName, Value};
use crate::import::tree::{Block, BlockKind, Inline};
use crate::model::imported::Imported;

/// Counts what is in a draft.
pub(super) fn told(document: &Document, draft: &Draft, plan: &Plan) -> Imported {
    let mut tally = Tally::default();
    draft.blocks.iter().for_each(|block| tally.block(block));
    let counted = draft.counted;
    let (words, headings) = (tally.words, tally.headings + counted.headings);
    let markers = tally.markers + counted.markers;
    let citations = tally.citations + in_notes(draft) + counted.citations;
    Imported {
        document: document.path.to_string(),
        format: document.format.name(),
        files: plan.files.iter().map(|(path, _)| path.to_string_lossy().replace('\\', "/")).collect(),
        fields: draft.fields.iter().chain(&draft.edition).map(field).collect(),
        words,
        headings,
        notes: draft.notes.len(),
        markers,
        absent: draft.apparatus.absent,
        missing: draft.apparatus.missing.clone(),
        unmarked: draft.apparatus.unmarked.clone(),
        citations,
        unlisted: draft.apparatus.works.iter().map(|work| work.printed.clone()).collect(),
        references: draft.references.len() + draft.items.len(),
        chrome: draft.chrome.iter().map(|chrome| (chrome.what, chrome.text.clone(), chrome.line)).collect(),
    }
}

fn in_notes(draft: &Draft) -> usize {
    let mut tally = Tally::default();
    draft.notes.iter().flat_map(|note| &note.blocks).for_each(|block| tally.block(block));
    tally.citations
}

fn field(field: &Field) -> (&'static str, String, bool) {
    let value = match &field.value {
        Value::Text(text) => text.clone(),
        Value::List(texts) => texts.join("; "),
        Value::Names(names) => names.iter().map(name).collect::<Vec<_>>().join("; "),
    };
    (field.name, value, field.certainty == Certainty::Guessed)
}

fn name(name: &PersonName) -> String {
    match name {
        PersonName::Whole(name) => name.clone(),
        PersonName::Parts { given, family, .. } => format!("{given} {family}").trim().to_owned(),
    }
}

/// Counts over a tree, whose depth every reader caps.
#[derive(Default)]
struct Tally {
    words: usize,
    headings: usize,
    markers: usize,
    citations: usize,
}

impl Tally {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(_, inlines) => {
                self.headings += 1;
                self.inlines(inlines);
            }
            BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| self.block(block)),
            BlockKind::List(_, items) => items.iter().flatten().for_each(|block| self.block(block)),
            BlockKind::Definitions(entries) => {
                for (term, definitions) in entries {
                    self.inlines(term);
                    definitions.iter().flatten().for_each(|block| self.block(block));
                }
            }
            BlockKind::Code(_, text) | BlockKind::Markdown(text) => self.text(text),
            BlockKind::Table(head, rows) => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(cell));
            }
            BlockKind::Figure { caption, .. } => self.inlines(caption),
            BlockKind::Formula(_) | BlockKind::Rule => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.text(text),
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Strikethrough(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner)
                | Inline::Link(_, inner) => self.inlines(inner),
                Inline::Marker(_) => self.markers += 1,
                Inline::Citation(citation) => {
                    self.citations += 1;
                    self.text(&citation.printed);
                }
                Inline::Formula(_) | Inline::Image(..) | Inline::Break => {}
            }
        }
    }

    /// Characters of scripts without spaces are counted one by one.
    fn text(&mut self, text: &str) {
        let wide = |c: &char| matches!(u32::from(*c), 0x3041..=0x9fff | 0xac00..=0xd7a3);
        let other = text.split(|c: char| c.is_whitespace() || wide(&c));
        self.words += other.filter(|word| word.chars().any(char::is_alphanumeric)).count();
        self.words += text.chars().filter(wide).count();
    }
}
