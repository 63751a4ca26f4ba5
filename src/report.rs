//! Diagnostics for people, editors and pipelines; which there are is not decided here.
//!
//! One diagnostic, three printers: [`human`] draws the place, [`json`] and [`github`] spell it for programs. Lines and
//! columns are counted by [`position`] alone, and [`clean`] is what all text from outside passes on its way to a
//! terminal.

mod clean;
mod dated;
mod excerpt;
mod github;
mod human;
mod imported;
mod json;
mod position;
mod preview;
mod summary;

use std::io::{self, Write};

use crate::model::config::EditorLink;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::Sources;
use crate::pipeline::Suggested;
pub use imported::{imported, imported_json};
use position::Positions;
pub use summary::{Counts, summary};

/// For whom diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// People, with or without colours
    Human(Style),
    /// Programs: one JSON object a line
    Json,
    /// GitHub's workflow commands, which become annotations of a change
    Github,
}

/// Whether a terminal's colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text alone
    Plain,
    /// Text with ANSI colours
    Colored,
}

/// Prints diagnostics in the order in which they come.
///
/// # Errors
/// What the system says of `out`.
pub fn print(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    let positions = Positions::new(diagnostics, sources);
    let human = human::Printer::new(format);
    for diagnostic in diagnostics {
        let text = match format {
            Format::Human(_) => human.print(diagnostic, &positions),
            Format::Json => json::print(diagnostic, &positions),
            Format::Github => github::print(diagnostic, &positions),
        };
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Each diagnostic as a line of JSON for the preview: with its excerpt, and the address of its place in an editor.
pub fn preview_lines(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    editor: Option<&EditorLink>,
) -> Vec<String> {
    let positions = Positions::new(diagnostics, sources);
    let print = |diagnostic| preview::print(diagnostic, sources, &positions, editor);
    diagnostics.iter().map(print).collect()
}

/// Prints dates that no event covers: for people as a timeline to fill in.
///
/// # Errors
/// What the system says of `out`.
pub fn print_dates(suggested: &Suggested, format: Format, out: &mut dyn Write) -> io::Result<()> {
    dated::print(suggested, format, out)
}

/// The word for a severity.
fn severity_name(severity: crate::model::diagnostic::Severity) -> &'static str {
    use crate::model::diagnostic::Severity;
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests;
