//! Dates that no event covers: as a timeline to fill in, as JSON, and as annotations of a change.

use std::io::{self, Write};

use serde::Serialize;

use super::clean::clean_line;
use super::position::{Position, Positions};
use super::{Format, github};
use crate::model::dated::Uncovered;
use crate::model::diagnostic::Place;
use crate::model::ids::{EventId, NoteLabel};
use crate::pipeline::Suggested;

#[derive(Serialize)]
struct RawDate<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    article: &'a str,
    paragraph: Option<u32>,
    note: Option<&'a str>,
    words: &'a str,
    edtf: &'a str,
    sentence: &'a str,
    id: &'a str,
    /// The events of just that time
    near: Vec<&'a str>,
    stub: String,
    link: String,
}

/// Prints the dates, for people as TOML whose comments say where each stands.
pub(super) fn print(suggested: &Suggested, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let found = &suggested.suggestions.uncovered;
    let positions = Positions::of(found.iter().map(|date| date.span), &suggested.sources);
    for date in found {
        let text = match format {
            Format::Human(_) => for_people(date, &positions),
            Format::Json => json(date, &positions),
            Format::Github => {
                let message = format!("`{}`: {}\n{}", date.words, date.sentence, stub(date));
                github::annotation("notice", "timeline", &Place::Span(date.span), &message, &positions)
            }
        };
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn for_people(date: &Uncovered, positions: &Positions<'_>) -> String {
    let (path, start, _) = place(date, positions);
    let paragraph = date.paragraph.map_or(String::new(), |paragraph| format!(", ¶ {paragraph}"));
    let note = date.note.as_ref().map_or(String::new(), |note| format!(", note {note}"));
    let near: Vec<String> = date.near.iter().map(|id| format!("`{id}`")).collect();
    let near = if near.is_empty() { String::new() } else { format!("# of that time: {}\n", near.join(", ")) };
    let (line, column) = (start.line, start.column);
    format!(
        "# {path}:{line}:{column}{paragraph}{note}\n# {}\n{near}# link it: {}\n{}",
        clean_line(&date.sentence),
        clean_line(&link(date)),
        stub(date)
    )
}

fn json(date: &Uncovered, positions: &Positions<'_>) -> String {
    let (path, start, end) = place(date, positions);
    let raw = RawDate {
        path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        article: date.article.as_str(),
        paragraph: date.paragraph.map(|paragraph| paragraph.0),
        note: date.note.as_ref().map(NoteLabel::as_str),
        words: &date.words,
        edtf: &date.date.edtf,
        sentence: &date.sentence,
        id: date.id.as_str(),
        near: date.near.iter().map(EventId::as_str).collect(),
        stub: stub(date),
        link: link(date),
    };
    // A struct of strings and numbers is always JSON.
    serde_json::to_string(&raw).unwrap_or_default()
}

fn place<'a>(date: &Uncovered, positions: &Positions<'a>) -> (&'a str, Position, Position) {
    let nowhere = Position { line: 1, column: 1 };
    positions.file(date.span).map_or(("", nowhere, nowhere), |(file, index)| {
        let range = date.span.range();
        (file.path.as_str(), index.position(range.start), index.position(range.end))
    })
}

/// Ids and dates hold no character that TOML would escape.
fn stub(date: &Uncovered) -> String {
    format!("[[event]]\nid = \"{}\"\ndate = \"{}\"\ntitle = \"\"\n", date.id, date.date.edtf)
}

fn link(date: &Uncovered) -> String {
    format!("[{}](event:{})", date.words, date.id)
}
