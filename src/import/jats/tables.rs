//! Tables of JATS; cells that reach over several columns or rows get empty ones beside them.

use super::super::xml::Element;
use super::Reader;
use crate::import::tree::{Block, BlockKind, Inline};

/// The most columns that a cell may reach over.
const WIDEST: usize = 60;

type Row = Vec<Vec<Inline>>;

impl Reader<'_> {
    /// A table with its caption before it and its notes behind it.
    pub(super) fn table_wrap(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        let caption = self.caption(element);
        if !caption.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph(caption), line: element.line() });
        }
        let parts = element.elements().filter(|part| !matches!(part.local(), "label" | "caption"));
        let mut inner = element.clone();
        inner.children = parts.cloned().map(super::super::xml::Node::Element).collect();
        blocks.extend(self.flow(&inner, level));
        blocks
    }

    /// A table.
    pub(super) fn table(&mut self, element: &Element) -> BlockKind {
        let head = self.rows(element.elements().filter(|part| part.local() == "thead"));
        let mut rows =
            self.rows(element.elements().filter(|part| matches!(part.local(), "tbody" | "tfoot" | "tr")));
        let mut head = head.into_iter();
        let first = head.next();
        // Markdown's tables have one row at the head.
        let more: Vec<Row> = head.collect();
        rows.splice(0..0, more);
        BlockKind::Table(first.unwrap_or_default(), rows)
    }

    fn rows<'e>(&mut self, parts: impl Iterator<Item = &'e Element>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        // How many rows each column is still covered from above.
        let mut covered: Vec<usize> = Vec::new();
        for part in parts {
            let own = if part.local() == "tr" {
                vec![part]
            } else {
                part.elements().filter(|row| row.local() == "tr").collect()
            };
            for row in own {
                rows.push(self.row(row, &mut covered));
            }
        }
        rows
    }

    fn row(&mut self, row: &Element, covered: &mut Vec<usize>) -> Row {
        let mut cells: Row = Vec::new();
        for cell in row.elements().filter(|cell| matches!(cell.local(), "td" | "th")) {
            fill(&mut cells, covered);
            let span = |name: &str| {
                cell.attribute(name).and_then(|number| number.trim().parse().ok()).unwrap_or(1_usize)
            };
            let (columns, down) = (span("colspan").clamp(1, WIDEST), span("rowspan").clamp(1, 1000));
            if columns > 1 || down > 1 {
                self.seen("cells that reach over several columns or rows stand in the first of them");
            }
            let blocks = self.flow(cell, 6);
            let words = running(blocks);
            for at in 0..columns {
                let place = cells.len();
                cells.push(if at == 0 { words.clone() } else { Vec::new() });
                if covered.len() <= place {
                    covered.resize(place + 1, 0);
                }
                if let Some(rows) = covered.get_mut(place) {
                    *rows = down - 1;
                }
            }
        }
        fill(&mut cells, covered);
        cells
    }
}

/// Adds empty cells where cells from above reach down.
fn fill(cells: &mut Row, covered: &mut [usize]) {
    while let Some(rows) = covered.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(Vec::new());
    }
}

/// Blocks as one run of words, as a cell can hold it.
pub(super) fn running(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for block in blocks {
        let words = match block.kind {
            BlockKind::Paragraph(words) | BlockKind::Heading(_, words) => words,
            BlockKind::Quote(inner) => running(inner),
            BlockKind::List(_, items) => running(items.into_iter().flatten().collect()),
            BlockKind::Definitions(entries) => entries
                .into_iter()
                .flat_map(|(term, bodies)| {
                    term.into_iter()
                        .chain([Inline::Text(" ".to_owned())])
                        .chain(running(bodies.into_iter().flatten().collect()))
                })
                .collect(),
            BlockKind::Code(_, text) => {
                vec![Inline::Code(text.split_whitespace().collect::<Vec<_>>().join(" "))]
            }
            BlockKind::Formula(tex) => vec![Inline::Formula(tex)],
            BlockKind::Figure { source, alt, .. } => vec![Inline::Image(source, alt)],
            BlockKind::Table(head, rows) => {
                let cells = std::iter::once(head).chain(rows).flatten();
                cells.flat_map(|cell| cell.into_iter().chain([Inline::Text(" ".to_owned())])).collect()
            }
            BlockKind::Rule | BlockKind::Markdown(_) => Vec::new(),
        };
        if !out.is_empty() && !words.is_empty() {
            out.push(Inline::Text(" ".to_owned()));
        }
        out.extend(words);
    }
    out
}
