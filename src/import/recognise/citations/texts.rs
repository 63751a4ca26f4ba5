//! The texts of a draft in which citations may stand; what they say is not known here.

use crate::import::draft::Draft;
use crate::import::tree::{Block, BlockKind, Inline};

/// Running text of a draft.
pub(super) struct Text<'a> {
    /// Its inlines
    pub(super) inlines: &'a mut Vec<Inline>,
    /// The line of its block
    pub(super) line: usize,
    /// Where it stands
    pub(super) setting: Setting,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In the body
    Body,
    /// In a note
    Note,
}

/// Deeper blocks are left as they are.
const DEEPEST: usize = 64;

/// The texts of a draft but its headings, in order.
pub(super) fn texts(draft: &mut Draft) -> Vec<Text<'_>> {
    let mut found = Vec::new();
    gather(&mut draft.blocks, Setting::Body, 0, &mut found);
    for note in &mut draft.notes {
        gather(&mut note.blocks, Setting::Note, 0, &mut found);
    }
    found
}

fn gather<'a>(blocks: &'a mut [Block], setting: Setting, depth: usize, found: &mut Vec<Text<'a>>) {
    if depth > DEEPEST {
        return;
    }
    for block in blocks {
        let line = block.line;
        let mut push = |inlines: &'a mut Vec<Inline>| found.push(Text { inlines, line, setting });
        match &mut block.kind {
            BlockKind::Paragraph(inlines) => push(inlines),
            BlockKind::Figure { caption, .. } => push(caption),
            BlockKind::Table(head, rows) => {
                head.iter_mut().for_each(&mut push);
                rows.iter_mut().flatten().for_each(push);
            }
            BlockKind::Quote(inner) => gather(inner, setting, depth + 1, found),
            BlockKind::List(_, items) => {
                for item in items {
                    gather(item, setting, depth + 1, found);
                }
            }
            BlockKind::Definitions(terms) => {
                for (term, definitions) in terms {
                    found.push(Text { inlines: term, line, setting });
                    for blocks in definitions {
                        gather(blocks, setting, depth + 1, found);
                    }
                }
            }
            BlockKind::Heading(..)
            | BlockKind::Code(..)
            | BlockKind::Formula(_)
            | BlockKind::Rule
            | BlockKind::Markdown(_) => {}
        }
    }
}
