//! Tables → their head and rows; tables that only part a page into columns are no tables.

use super::blocks::Builder;
use super::index::Index;
use super::kinds;
use crate::import::tree::{Block, BlockKind, Inline};
use crate::import::xml::Element;

/// The most columns that one cell may be said to span.
const WIDEST: usize = 200;

impl Builder<'_, '_> {
    pub(super) fn table(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        let at = self.index.number(element);
        let rows = rows(self.index, at);
        if is_layout(self.index, element, &rows) {
            for row in &rows {
                if self.index.element(*row).is_some_and(|row| self.is_apart(row)) {
                    continue;
                }
                for cell in cells(self.index, *row) {
                    if let Some(cell) = self.index.element(cell) {
                        let mut inner = if self.is_apart(cell) { Vec::new() } else { self.blocks(cell) };
                        blocks.append(&mut inner);
                    }
                }
            }
            return;
        }
        let line = self.line(element);
        if let Some(caption) = element.first("caption") {
            let words = self.words(caption);
            if !words.is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph(words), line });
            }
        }
        let mut grid = Vec::new();
        let mut spans: Vec<usize> = Vec::new();
        for row in &rows {
            let apart = self.index.element(*row).is_some_and(|row| self.is_apart(row));
            if !apart {
                let cells = self.row(*row, &mut spans);
                grid.push((cells, is_head(self.index, *row)));
            }
        }
        grid.retain(|(cells, _)| cells.iter().any(|cell| !cell.is_empty()));
        let has_head = grid.first().is_some_and(|(_, head)| *head);
        let mut grid = grid.into_iter().map(|(cells, _)| cells);
        let head = if has_head { grid.next().unwrap_or_default() } else { Vec::new() };
        let rows: Vec<_> = grid.collect();
        if !head.is_empty() || !rows.is_empty() {
            blocks.push(Block { kind: BlockKind::Table(head, rows), line });
        }
    }

    /// The cells of a row, with empty ones where another reaches over.
    fn row(&mut self, row: usize, spans: &mut Vec<usize>) -> Vec<Vec<Inline>> {
        let mut out: Vec<Vec<Inline>> = Vec::new();
        for cell in cells(self.index, row) {
            while reaches(spans, out.len()) {
                out.push(Vec::new());
            }
            let Some(cell) = self.index.element(cell) else { continue };
            let number =
                |name| cell.attribute(name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(1);
            let (wide, high) = (number("colspan").clamp(1, WIDEST), number("rowspan").clamp(1, 10_000));
            let words = if self.is_apart(cell) { Vec::new() } else { self.words(cell) };
            for column in 0..wide {
                let place = out.len();
                spans.resize(spans.len().max(place + 1), 0);
                if let Some(span) = spans.get_mut(place) {
                    *span = high - 1;
                }
                out.push(if column == 0 { words.clone() } else { Vec::new() });
            }
        }
        while reaches(spans, out.len()) {
            out.push(Vec::new());
        }
        out
    }
}

/// Whether a cell from above reaches into a column; that is one row less for it.
fn reaches(spans: &mut [usize], column: usize) -> bool {
    match spans.get_mut(column) {
        Some(span) if *span > 0 => {
            *span -= 1;
            true
        }
        _ => false,
    }
}

/// The rows of a table, without those of tables in it.
pub(super) fn rows(index: &Index<'_>, table: usize) -> Vec<usize> {
    let mut rows = Vec::new();
    for child in index.children(table) {
        if index.is(child, &["tr"]) {
            rows.push(child);
        } else if index.is(child, &["thead", "tbody", "tfoot"]) {
            rows.extend(index.children(child).filter(|row| index.is(*row, &["tr"])));
        }
    }
    rows
}

pub(super) fn cells<'i>(index: &'i Index<'_>, row: usize) -> impl Iterator<Item = usize> + 'i {
    index.children(row).filter(|cell| index.is(*cell, &["td", "th"]))
}

fn is_head(index: &Index<'_>, row: usize) -> bool {
    let in_head = index.parent(row).is_some_and(|parent| index.is(parent, &["thead"]));
    in_head || (cells(index, row).count() > 0 && cells(index, row).all(|cell| index.is(cell, &["th"])))
}

/// Whether a table only parts a page: it has one column, or whole texts in its cells.
fn is_layout(index: &Index<'_>, element: &Element, rows: &[usize]) -> bool {
    if kinds::has_role(element, &["presentation", "none"]) {
        return true;
    }
    let at = index.number(element);
    let inner = at + 1..index.end(at);
    let texts = |at: usize| {
        index.element(at).is_some_and(|element| {
            kinds::heading(element).is_some()
                || matches!(element.local(), "table" | "article" | "section" | "main")
        })
    };
    let columns = rows.iter().map(|row| cells(index, *row).count()).max().unwrap_or(0);
    columns <= 1 || inner.into_iter().any(texts)
}
