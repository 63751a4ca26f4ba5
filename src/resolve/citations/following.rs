//! What follows each citation in the author’s notes: a citation that ends its paragraph ends as the style’s notes do, and
//! others go on as they are typed. How a citation is worded is not known here.

use std::collections::HashMap;

use crate::model::ids::CitationId;
use crate::model::text::{Block, BlockKind, Inline, InlineKind, Text};

/// The first character after each citation of the notes; none at the end of what is read in one go.
pub(super) fn following(text: &Text) -> HashMap<CitationId, Option<char>> {
    let mut walk = Walk::default();
    if !text.citations.is_empty() {
        text.notes.iter().for_each(|note| walk.blocks(&note.blocks));
    }
    walk.found
}

#[derive(Default)]
struct Walk {
    found: HashMap<CitationId, Option<char>>,
    /// The citation after which nothing has been read yet
    open: Option<CitationId>,
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
        self.inlines(content);
        if let Some(last) = self.open.take() {
            self.found.insert(last, None);
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
                    self.read(Some(' '));
                    self.open = Some(*id);
                }
                InlineKind::Marker(_) | InlineKind::Image(_) | InlineKind::Math { .. } => {
                    self.read(Some(' '));
                }
                InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::Html(_) => {}
            }
        }
    }

    fn read(&mut self, first: Option<char>) {
        if let (Some(first), Some(citation)) = (first, self.open) {
            self.found.insert(citation, Some(first));
            self.open = None;
        }
    }
}
