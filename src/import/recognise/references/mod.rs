//! A list of references at a document's end → entries with keys; who cites them is not known here.
//!
//! 1. `section` finds the list by its heading and cuts it into entries.
//! 2. `entry` splits an entry at its year into authors and the rest.
//! 3. `names` reads the authors, `source` what stands behind the year.
//!
//! What is not certain is left out of an entry's fields; its words are always kept as printed.

mod entry;
mod names;
mod section;
mod source;

#[cfg(test)]
mod tests;

use crate::import::draft::{Draft, Field, Reference};
use crate::import::recognise::keys::Keys;
use crate::import::tree::Block;

use entry::Entry;

/// Moves the list of references from the blocks of a draft to its references, if it has one by authors and years.
pub(in crate::import) fn take(draft: &mut Draft) {
    let Some(section) = section::find(&draft.blocks) else { return };
    let entries = read(&section.entries);
    // Numbers before the entries are what the text cites; they belong to notes.
    if section.entries.iter().filter(|(_, printed)| entry::is_numbered(printed)).count() * 2 > entries.len() {
        return;
    }
    let dated = entries.iter().filter(|(_, entry)| entry.is_certain()).count();
    // A list of notes, or of links, has years too, but not behind the authors of most entries.
    if dated == 0 || dated * 5 < entries.len() * 3 {
        return;
    }
    let mut keys = Keys::default();
    draft.references.iter().for_each(|reference| keys.take(&reference.key));
    for ((line, printed), (_, entry)) in section.entries.into_iter().zip(entries) {
        let key = keys.unique(&entry.key());
        let (kind, fields) = entry.fields();
        draft.references.push(Reference { key, printed, kind, fields, line });
    }
    draft.blocks.drain(section.blocks);
}

/// Reads the entries of a list that its format marks as one: line, words, and the key that the document gives it.
pub(in crate::import) fn listed(entries: Vec<(usize, String, Option<String>)>) -> Vec<Reference> {
    let printed: Vec<(usize, String)> =
        entries.iter().map(|(line, words, _)| (*line, words.clone())).collect();
    let mut keys = Keys::default();
    let one = |((line, printed, key), (_, entry)): ((usize, String, Option<String>), (usize, Entry))| {
        let key = keys.unique(&key.unwrap_or_else(|| entry.key()));
        let (kind, fields) = entry.fields();
        Reference { key, printed, kind, fields, line }
    };
    let read = read(&printed);
    entries.into_iter().zip(read).map(one).collect()
}

/// The words of an entry, with the addresses of links that are not their own words.
pub(in crate::import) fn printed(blocks: &[Block]) -> String {
    section::words_of(blocks)
}

/// One entry that a document marks as such: the key that it should have, its type, its fields.
pub(in crate::import) fn read_entry(printed: &str) -> (String, Option<&'static str>, Vec<Field>) {
    let entry = entry::read(printed, None);
    let key = entry.key();
    let (kind, fields) = entry.fields();
    (key, kind, fields)
}

/// Reads entries in order: a dash stands for the authors of the entry before.
fn read(entries: &[(usize, String)]) -> Vec<(usize, Entry)> {
    let mut read: Vec<(usize, Entry)> = Vec::with_capacity(entries.len());
    for (line, printed) in entries {
        let entry = entry::read(printed, read.last().map(|(_, entry)| entry));
        read.push((*line, entry));
    }
    read
}
