//! Citations whose works stand in the bibliography under other keys; how these were found is not known here.

use std::collections::BTreeMap;

use super::texts;
use crate::import::draft::Draft;
use crate::import::tree::Inline;

/// Gives the citations of some keys the keys of the bibliography.
pub(super) fn rename(draft: &mut Draft, keys: &BTreeMap<String, String>) {
    if !keys.is_empty() {
        for text in texts::texts(draft) {
            in_line(text.inlines, keys);
        }
    }
}

fn in_line(inlines: &mut [Inline], keys: &BTreeMap<String, String>) {
    for inline in inlines {
        match inline {
            Inline::Citation(citation) => {
                for cite in &mut citation.cites {
                    if let Some(key) = keys.get(&cite.key) {
                        key.clone_into(&mut cite.key);
                    }
                }
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link(_, inner) => in_line(inner, keys),
            _ => {}
        }
    }
}
