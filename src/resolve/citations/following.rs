//! What stands around each citation in the author’s notes: a citation that ends its paragraph ends as the style’s notes do,
//! one that begins it has a capital, and others go on as they are typed. How a citation is worded is not known here.

use std::collections::HashMap;

use super::join::Around;
use crate::model::ids::CitationId;
use crate::model::text::{Block, BlockKind, Inline, InlineKind, Text};

/// What stands around each citation of the notes, in what is read in one go.
pub(super) fn following(text: &Text) -> HashMap<CitationId, Around> {
    let mut walk = Walk::default();
    if !text.citations.is_empty() {
        text.notes.iter().for_each(|note| walk.blocks(&note.blocks));
    }
    walk.found
}

#[derive(Default)]
struct Walk {
    found: HashMap<CitationId, Around>,
    /// Whether nothing of the paragraph has been read yet
    begins: bool,
    /// The citation after which nothing has been read yet
    open: Option<(CitationId, bool)>,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => self.leaf(content),
                BlockKind::Heading(heading) => self.leaf(&heading.content),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.leaf(&definition.term);
                        definition.bodies.iter().for_each(|body| self.blocks(body));
                    }
                }
                BlockKind::Table(table) => {
                    table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.leaf(cell));
                }
                BlockKind::Code { .. } | BlockKind::Figure { .. } | BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    fn leaf(&mut self, content: &[Inline]) {
        self.begins = true;
        self.inlines(content);
        if let Some((last, begins)) = self.open.take() {
            self.found.insert(last, Around { begins, next: None });
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Run(_, text) | InlineKind::Code(text) => {
                    self.read(text.trim_start().chars().next());
                }
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Superscript(content)
                | InlineKind::Subscript(content)
                | InlineKind::Link(_, content) => self.inlines(content),
                InlineKind::Citation(id) => {
                    let begins = self.begins;
                    self.read(Some(' '));
                    self.open = Some((*id, begins));
                }
                InlineKind::Marker(_) | InlineKind::Image(_) | InlineKind::Math { .. } => {
                    self.read(Some(' '));
                }
                InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::Html(_) => {}
            }
        }
    }

    fn read(&mut self, first: Option<char>) {
        if first.is_none() {
            return;
        }
        self.begins = false;
        if let Some((citation, begins)) = self.open.take() {
            self.found.insert(citation, Around { begins, next: first });
        }
    }
}
