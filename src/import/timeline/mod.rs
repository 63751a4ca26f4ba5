//! A table of events → `[[event]]` tables: TimelineJS's spreadsheet, or a plain one; what stands on the timeline already
//! is not known here.
//!
//! 1. `open` brings the bytes to text, whatever their encoding.
//! 2. `cells` finds rows and cells with their places, whatever parts them; a quote that is left open ends its row.
//! 3. `columns` tells what the columns hold, and `rows` what each row says. A row that says nothing sound is told and
//!    left out, and the others go on.
//! 4. `write` writes the events as TOML.

mod cells;
mod columns;
mod html;
mod open;
mod rows;
#[cfg(test)]
mod tests;
mod write;

use crate::model::code::Code;
use crate::model::date::Date;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;

pub(crate) use open::{Existing, Opened, append, open};
pub(crate) use write::toml;

/// How dates are read: the date, or what is wrong with it and how it is mended.
pub(crate) type ReadDate<'a> = &'a dyn Fn(&str) -> Result<Date, (String, Option<String>)>;

/// An event, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its id
    pub(crate) id: String,
    /// Where its row says so, or where the row begins
    pub(crate) place: Span,
    /// The date in EDTF
    pub(crate) date: String,
    /// Its name
    pub(crate) title: String,
    /// What happened, in Markdown
    pub(crate) text: String,
    /// A word of the reader's own
    pub(crate) kind: Option<String>,
    /// Tags
    pub(crate) tags: Vec<String>,
    /// Where it was
    pub(crate) place_name: Option<String>,
    /// The ids of people
    pub(crate) people: Vec<String>,
    /// Citations
    pub(crate) sources: Vec<String>,
}

/// What a table says.
pub(crate) struct Taken {
    /// The events, in its order
    pub(crate) events: Vec<Entry>,
    /// What is wrong with it, by place
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads a table; ids in `known` are taken.
pub(crate) fn read(opened: &Opened, known: &std::collections::BTreeSet<String>, date: ReadDate<'_>) -> Taken {
    let (text, file) = (opened.text(), open::FILE);
    let mut diagnostics = Vec::new();
    let mut table = cells::rows(text, file, &mut diagnostics).into_iter();
    if table.len() == 0 {
        let empty = Diagnostic::at(Code::FileEmpty, Span::new(file, 0..0), "the table is empty");
        diagnostics.push(empty.help("its first row names the columns: `date`, `title` and more"));
    }
    let columns = table.next().and_then(|header| columns::columns(&header, file, &mut diagnostics));
    let events = match columns {
        Some(columns) => rows::events(table, &columns, file, known, date, &mut diagnostics),
        None => Vec::new(),
    };
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    Taken { events, diagnostics }
}
