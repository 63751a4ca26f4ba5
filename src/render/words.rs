//! Counts words and reading time, by Unicode's word boundaries, so that Chinese counts as fairly as English.

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use crate::model::text::{Block, BlockKind, Text, plain};

/// Words that an attentive reader takes in a minute.
const A_MINUTE: usize = 220;

/// Counts words.
pub(super) struct Counter {
    segmenter: WordSegmenterBorrowed<'static>,
}

impl Counter {
    /// Loads the boundaries.
    pub(super) fn new() -> Self {
        Self {
            segmenter: WordSegmenter::new_auto(icu_segmenter::options::WordBreakInvariantOptions::default()),
        }
    }

    /// The words in the body of a text.
    pub(super) fn words(&self, text: &Text) -> usize {
        text.blocks.iter().map(|block| self.block(block)).sum()
    }

    fn block(&self, block: &Block) -> usize {
        let blocks = |blocks: &[Block]| blocks.iter().map(|block| self.block(block)).sum::<usize>();
        match &block.kind {
            BlockKind::Paragraph(content) => self.count(&plain(content)),
            BlockKind::Heading(heading) => self.count(&plain(&heading.content)),
            BlockKind::Quote(content) => blocks(content),
            BlockKind::List { items, .. } => items.iter().map(|item| blocks(&item.blocks)).sum(),
            BlockKind::Definitions(definitions) => definitions
                .iter()
                .map(|d| {
                    self.count(&plain(&d.term)) + d.bodies.iter().map(|body| blocks(body)).sum::<usize>()
                })
                .sum(),
            BlockKind::Table(table) => table
                .head
                .iter()
                .chain(table.rows.iter().flatten())
                .map(|cell| self.count(&plain(cell)))
                .sum(),
            BlockKind::Figure { caption, .. } => caption.as_deref().map_or(0, |caption| self.count(caption)),
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Html(_) => 0,
        }
    }

    fn count(&self, text: &str) -> usize {
        self.segmenter.segment_str(text).iter_with_word_type().filter(|(_, kind)| kind.is_word_like()).count()
    }
}

/// Minutes to read so many words, one at least.
pub(super) fn minutes(words: usize) -> usize {
    words.div_ceil(A_MINUTE).max(1)
}
