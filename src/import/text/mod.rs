//! Plain text → draft: a page copied from a browser, a typescript, or what `pdftotext` gives.
//!
//! 1. [`lines`] cuts the text into lines, cleaned, each with its place.
//! 2. [`passages`] joins lines that were one, and undoes hyphens at their ends.

mod lines;
mod passages;

use super::document::Document;
use super::draft::Draft;
use super::tree::{Block, BlockKind, Inline};

/// Reads a plain text.
pub(super) fn read(document: &Document) -> Draft {
    let lines = lines::lines(&document.text);
    let passages = passages::passages(&lines);
    let blocks = passages.into_iter().map(|passage| Block {
        kind: BlockKind::Paragraph(vec![Inline::Text(passage.text)]),
        line: passage.line,
    });
    Draft { blocks: blocks.collect(), ..Draft::default() }
}
