//! Blocks as words on one line, where a cell or a heading holds them.

use crate::import::tree::{Block, BlockKind, Inline};

/// Blocks as the words of one line, as cells of tables and headings hold them.
pub(super) fn flat(blocks: Vec<Block>) -> Vec<Inline> {
    let mut words = Vec::new();
    for block in blocks {
        let mut inner = match block.kind {
            BlockKind::Heading(_, inner) | BlockKind::Paragraph(inner) => inner,
            BlockKind::Quote(blocks) => flat(blocks),
            BlockKind::List(_, items) => flat(items.into_iter().flatten().collect()),
            BlockKind::Definitions(entries) => entries
                .into_iter()
                .flat_map(|(term, bodies)| {
                    let line = block.line;
                    let term = Block { kind: BlockKind::Paragraph(term), line };
                    flat(std::iter::once(term).chain(bodies.into_iter().flatten()).collect())
                })
                .collect(),
            BlockKind::Code(_, text) | BlockKind::Markdown(text) => vec![Inline::Code(text)],
            BlockKind::Table(head, rows) => {
                let cells = head.into_iter().chain(rows.into_iter().flatten());
                cells.flat_map(|cell| cell.into_iter().chain([Inline::Text(" ".to_owned())])).collect()
            }
            BlockKind::Figure { source, alt, caption } => {
                std::iter::once(Inline::Image(source, alt)).chain(caption).collect()
            }
            BlockKind::Formula(tex) => vec![Inline::Formula(tex)],
            BlockKind::Rule => continue,
        };
        if !words.is_empty() && !inner.is_empty() {
            words.push(Inline::Break);
        }
        words.append(&mut inner);
    }
    words
}
