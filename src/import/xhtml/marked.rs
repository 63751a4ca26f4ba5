//! The labels to which markers of a text lead.

use std::collections::BTreeSet;

use super::Text;
use crate::import::tree::{Block, BlockKind, Inline};

/// The labels of all markers, those in notes too.
pub(super) fn labels(text: &Text) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    in_blocks(&text.blocks, &mut found);
    text.notes.iter().for_each(|note| in_blocks(&note.blocks, &mut found));
    found
}

fn in_blocks(blocks: &[Block], found: &mut BTreeSet<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => in_line(words, found),
            BlockKind::Figure { caption, .. } => in_line(caption, found),
            BlockKind::Quote(inner) => in_blocks(inner, found),
            BlockKind::List(_, items) => items.iter().for_each(|item| in_blocks(item, found)),
            BlockKind::Definitions(entries) => {
                for (term, bodies) in entries {
                    in_line(term, found);
                    for body in bodies {
                        in_blocks(body, found);
                    }
                }
            }
            BlockKind::Table(head, rows) => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| in_line(cell, found));
            }
            BlockKind::Code(..) | BlockKind::Formula(_) | BlockKind::Rule | BlockKind::Markdown(_) => {}
        }
    }
}

fn in_line(words: &[Inline], found: &mut BTreeSet<String>) {
    for inline in words {
        match inline {
            Inline::Marker(label) => {
                found.insert(label.clone());
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link(_, inner) => in_line(inner, found),
            _ => {}
        }
    }
}
