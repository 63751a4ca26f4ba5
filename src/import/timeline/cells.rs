//! The rows and cells of a table, each with its place; what they hold is not known here.
//!
//! Cells are parted by commas, semicolons or tabs, whichever the first row has most of. A quoted cell may hold all of
//! them, line ends, and quotes written twice. A quote that is never closed, or whose close is followed by more text on
//! another line, was left open: its cell ends with its line, so that the rows below stay what they are.

use std::ops::Range;

use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::span::Span;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its cells
    pub(super) cells: Vec<Cell>,
    /// Where it begins
    pub(super) start: usize,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it holds, quotes undone, without white space around it
    pub(super) text: String,
    /// Where it stands, quotes included
    pub(super) range: Range<usize>,
}

impl Row {
    /// A cell’s text; empty where the row is too short.
    pub(super) fn text(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", |cell| &cell.text)
    }

    /// A cell’s place; that of the row’s beginning where the row is too short.
    pub(super) fn span(&self, column: Option<usize>, file: FileId) -> Span {
        let cell = column.and_then(|column| self.cells.get(column));
        let first = self.cells.first().map_or(self.start..self.start, |cell| cell.range.clone());
        Span::new(file, cell.map_or(first, |cell| cell.range.clone()))
    }
}

/// The rows of a table; those without any text are left out.
pub(super) fn rows(text: &str, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let mut scanner = Scanner { text, file, delimiter: delimiter(text), at: 0, diagnostics };
    let mut rows = Vec::new();
    while scanner.at < text.len() {
        let row = scanner.row();
        if row.cells.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

/// What parts the cells of the first line that says anything.
fn delimiter(text: &str) -> char {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    for c in line.chars() {
        quoted ^= c == '"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && c == *delimiter);
        }
    }
    // The first of equals: a table of one column has none at all.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(',', |(delimiter, _)| delimiter)
}

struct Scanner<'a> {
    text: &'a str,
    file: FileId,
    delimiter: char,
    at: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Scanner<'_> {
    fn row(&mut self) -> Row {
        let start = self.at;
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            match self.rest().chars().next() {
                Some(c) if c == self.delimiter => self.at += c.len_utf8(),
                Some(_) => {
                    self.at += 1;
                    return Row { cells, start };
                }
                None => return Row { cells, start },
            }
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Reads a cell up to what parts it from the next, or to its line’s end.
    fn cell(&mut self) -> Cell {
        let start = self.at;
        let blank = self.rest().len() - self.rest().trim_start_matches(' ').len();
        if self.rest().get(blank..).is_some_and(|rest| rest.starts_with('"'))
            && let Some(cell) = self.quoted(start + blank)
        {
            return cell;
        }
        let delimiter = self.delimiter;
        let length = self.rest().find([delimiter, '\n']).unwrap_or(self.rest().len());
        self.at = start + length;
        let typed = self.text.get(start..self.at).unwrap_or_default();
        let trimmed = typed.trim();
        let first = start + (typed.len() - typed.trim_start().len());
        Cell { text: trimmed.to_owned(), range: first..first + trimmed.len() }
    }

    /// A cell in quotes; `None` where the quote is left open, and is a character like any other.
    fn quoted(&mut self, open: usize) -> Option<Cell> {
        let mut content = String::new();
        let mut at = open + 1;
        let close = loop {
            let Some(length) = self.text.get(at..).and_then(|rest| rest.find('"')) else {
                return Some(self.left_open(open));
            };
            content.push_str(self.text.get(at..at + length).unwrap_or_default());
            at += length + 1;
            if !self.text.get(at..).is_some_and(|rest| rest.starts_with('"')) {
                break at;
            }
            content.push('"');
            at += 1;
        };
        let rest = self.text.get(close..).unwrap_or_default();
        let after = rest.trim_start_matches(' ');
        let blank = rest.len() - after.len();
        if after.is_empty() || after.starts_with([self.delimiter, '\n']) {
            self.at = close + blank;
            return Some(Cell { text: content.trim().to_owned(), range: open..close });
        }
        if content.contains('\n') {
            return Some(self.left_open(open));
        }
        let span = Span::new(self.file, open..close);
        let message = "text follows the quote that ends its cell";
        let help = "a quote within a quoted cell is written twice: `\"\"`";
        self.diagnostics.push(Diagnostic::at(Code::TableQuote, span, message).help(help));
        None
    }

    fn left_open(&mut self, open: usize) -> Cell {
        let span = Span::new(self.file, open..open + 1);
        let message = "this quote is left open; its cell is taken to end with the line";
        let help = "close the quote, or write it twice where it is a part of the text";
        self.diagnostics.push(Diagnostic::at(Code::TableQuote, span, message).help(help));
        let rest = self.text.get(open..).unwrap_or_default();
        let end = open + rest.find('\n').unwrap_or(rest.len());
        let text = self.text.get(open + 1..end).unwrap_or_default().trim().to_owned();
        self.at = end;
        Cell { text, range: open..end }
    }
}
