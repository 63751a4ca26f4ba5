//! Tables of a DOCX; cells that reach over several columns or rows get empty ones beside them.

use super::super::xml::Element;
use super::Reader;
use super::paragraphs::Piece;
use super::parts::is_on;
use crate::import::tree::{Block, BlockKind, Inline};

/// The most columns that a cell may reach over.
const WIDEST: usize = 60;

impl Reader<'_> {
    /// A table; one of a single cell only frames what is in it.
    pub(super) fn table(&mut self, element: &Element) -> Vec<Piece> {
        let rows: Vec<&Element> = element.all("w:tr").collect();
        if let [row] = rows[..]
            && let Some(cell) = row.first("w:tc")
            && row.all("w:tc").count() == 1
        {
            return self.paragraphs(cell);
        }
        let mut cells: Vec<Vec<Vec<Inline>>> = rows.iter().map(|row| self.row(row)).collect();
        let look = element.at(&["w:tblPr", "w:tblLook"]);
        let bits =
            look.and_then(|look| u32::from_str_radix(look.attribute("w:val")?, 16).ok()).unwrap_or(0x20);
        let first =
            look.and_then(|look| look.attribute("w:firstRow")).map_or(bits & 0x20 > 0, |first| first == "1");
        let marked = rows
            .first()
            .and_then(|row| row.first("w:trPr"))
            .is_some_and(|properties| is_on(properties, "w:tblHeader"));
        let head = if (first || marked) && cells.len() > 1 { cells.remove(0) } else { Vec::new() };
        vec![Piece::Block(Block { kind: BlockKind::Table(head, cells), line: 0 })]
    }

    fn row(&mut self, row: &Element) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        for cell in row.all("w:tc") {
            let properties = cell.first("w:tcPr");
            let value = |name: &str| {
                properties.and_then(|all| all.first(name)).and_then(|property| property.attribute("w:val"))
            };
            let columns =
                value("w:gridSpan").and_then(|span| span.parse().ok()).unwrap_or(1_usize).clamp(1, WIDEST);
            let below = properties
                .and_then(|all| all.first("w:vMerge"))
                .is_some_and(|merge| merge.attribute("w:val") != Some("restart"));
            if columns > 1 || below {
                self.seen("cells that reach over several columns or rows stand in the first of them");
            }
            let pieces = self.paragraphs(cell);
            cells.push(running(pieces));
            cells.resize(cells.len() + columns - 1, Vec::new());
        }
        cells
    }
}

/// What is in a cell as one run of words.
fn running(pieces: Vec<Piece>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for piece in pieces {
        let words = match piece {
            Piece::Paragraph(paragraph) => paragraph.words,
            Piece::Block(Block { kind: BlockKind::Table(head, rows), .. }) => {
                let cells = std::iter::once(head).chain(rows).flatten();
                cells.flat_map(|cell| cell.into_iter().chain([Inline::Text(" ".to_owned())])).collect()
            }
            Piece::Block(_) => Vec::new(),
        };
        if !out.is_empty() && !words.is_empty() {
            out.push(Inline::Text(" ".to_owned()));
        }
        out.extend(words);
    }
    out
}
