//! What was understood of a document, lined up with the lines that it was made of: every line of the document is in one
//! row, and every part of the article too.

use crate::import::document::Document;
use crate::import::draft::Draft;
use crate::import::markdown;
use crate::model::diagnostic::{Diagnostic, Place};

/// A part of an article beside its lines.
pub(super) struct Row<'d> {
    /// Its number among the rows
    pub(super) number: usize,
    /// The line of the document where it begins, from 1; 0 where the format has no lines
    pub(super) line: usize,
    pub(super) kind: Kind,
    /// What it is called
    pub(super) name: String,
    /// The lines of the document; empty where another row of the same line has them
    pub(super) source: String,
    /// What stands in the article
    pub(super) result: String,
    /// What is in doubt there
    pub(super) doubts: Vec<&'d Diagnostic>,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Front,
    Text,
    Note,
    Reference,
    Chrome,
}

impl Kind {
    /// Its class on the page.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Text => "text",
            Self::Note => "note",
            Self::Reference => "reference",
            Self::Chrome => "chrome",
        }
    }
}

/// The rows of an article, and what is in doubt of the document as a whole.
pub(super) fn rows<'d>(
    document: &Document,
    draft: &'d Draft,
    front: &str,
) -> (Vec<Row<'d>>, Vec<&'d Diagnostic>) {
    let mut rows = parts(draft, front);
    // The front matter is made of all lines, and stands before them.
    rows.sort_by_key(|row| row.line);
    let lines: Vec<&str> = document.text.split('\n').collect();
    let starts: Vec<usize> = rows.iter().map(|row| row.line).collect();
    let mut shown = 1;
    for (at, row) in rows.iter_mut().enumerate() {
        row.number = at;
        // Of several parts on one line the first has it.
        let next = starts.partition_point(|start| *start <= row.line);
        let end = starts.get(next).copied().unwrap_or(lines.len() + 1);
        if row.line > 0 && end > shown {
            // Lines before the first part belong to it.
            let piece = lines.get(shown - 1..(end - 1).min(lines.len())).unwrap_or_default();
            piece.join("\n").trim_matches('\n').clone_into(&mut row.source);
            shown = end;
        }
    }
    let mut whole = Vec::new();
    let breaks = Breaks::of(&document.text);
    for doubt in &draft.doubts {
        let line = match &doubt.place {
            Place::Span(span) => breaks.line(span.range().start),
            _ => 0,
        };
        let place = starts.partition_point(|start| *start <= line).checked_sub(1);
        match place.filter(|_| line > 0).and_then(|place| rows.get_mut(place)) {
            Some(row) => row.doubts.push(doubt),
            None => whole.push(doubt),
        }
    }
    (rows, whole)
}

/// The parts of an article, in its own order.
fn parts<'d>(draft: &Draft, front: &str) -> Vec<Row<'d>> {
    let row = |line, kind, name: &str, result: String| Row {
        number: 0,
        line,
        kind,
        name: name.to_owned(),
        source: String::new(),
        result,
        doubts: Vec::new(),
    };
    let mut rows = vec![row(0, Kind::Front, "Front matter", front.to_owned())];
    for block in &draft.blocks {
        rows.push(row(
            block.line,
            Kind::Text,
            "Text",
            written(&markdown::write(std::slice::from_ref(block), &[])),
        ));
    }
    for note in &draft.notes {
        let name = format!("Note {}", note.label);
        rows.push(row(
            note.line,
            Kind::Note,
            &name,
            written(&markdown::write(&[], std::slice::from_ref(note))),
        ));
    }
    for work in &draft.references {
        let name = format!("Work {}", work.key);
        rows.push(row(work.line, Kind::Reference, &name, work.printed.clone()));
    }
    for chrome in &draft.chrome {
        let mut set_apart =
            row(chrome.line, Kind::Chrome, &format!("Set apart: {}", chrome.what), String::new());
        set_apart.source = if chrome.line == 0 { chrome.text.clone() } else { String::new() };
        rows.push(set_apart);
    }
    rows
}

fn written(markdown: &str) -> String {
    markdown.trim_end().to_owned()
}

/// Where lines end.
struct Breaks {
    at: Vec<usize>,
}

impl Breaks {
    fn of(text: &str) -> Self {
        Self { at: text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect() }
    }

    /// The line of a byte, from 1.
    fn line(&self, byte: usize) -> usize {
        self.at.partition_point(|end| *end < byte) + 1
    }
}
