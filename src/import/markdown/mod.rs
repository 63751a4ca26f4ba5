//! The tree of a foreign document → postil's Markdown, such that postil reads the same words and structure from it.
//!
//! 1. `simple` brings inlines into a form that Markdown can say: no emphasis within emphasis, no link within a link, no
//!    white space at the edges of marks.
//! 2. `inlines` writes them, with `escape` for all words that could be taken for markup and
//!    `cites` for citations.
//! 3. `blocks` writes the blocks, line by line behind the marks of the quotes and lists around them.
//!
//! Whether markers have notes and links lead anywhere is not known here.

mod address;
mod blocks;
mod cites;
mod escape;
mod inlines;
mod simple;

#[cfg(test)]
mod tests;

use super::draft::Note;
use super::tree::Block;

/// Writes a text and its notes, with a line's end behind the last line; nothing for nothing.
pub(crate) fn write(blocks: &[Block], notes: &[Note]) -> String {
    let mut writer = blocks::Writer::default();
    writer.blocks(blocks);
    for note in notes {
        writer.note(&label(&note.label), &note.blocks);
    }
    writer.finish()
}

/// A note's label as Markdown can hold it; labels that differ stay different.
pub(crate) fn label(printed: &str) -> String {
    let mut label = String::new();
    for c in printed.trim().chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '.' | '+' | '#' | '†' | '‡' | '§' | '¶') {
            label.push(c);
        } else {
            // The character's number, so that `*` and `**` are two labels.
            label.extend(["_", &format!("{:x}", u32::from(c))]);
        }
    }
    if label.is_empty() { "_".to_owned() } else { label }
}
