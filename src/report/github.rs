//! Diagnostics as GitHub's workflow commands, which become annotations beside the changed lines.

use std::fmt::Write;

use super::position::Positions;
use crate::model::diagnostic::{Diagnostic, Place, Severity};
use crate::model::source::{SourcePath, Sources};

/// A diagnostic as one command.
pub(super) fn print(diagnostic: &Diagnostic, positions: &Positions<'_>) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {help}"));
    let message: String = std::iter::once(diagnostic.message.clone()).chain(help).collect();
    annotation(command, diagnostic.code.name(), &diagnostic.place, &message, positions)
}

/// A command that annotates a place.
pub(super) fn annotation(
    command: &str,
    title: &str,
    place: &Place,
    message: &str,
    positions: &Positions<'_>,
) -> String {
    let mut properties = String::new();
    match place {
        Place::Reader => {}
        Place::File(path) => _ = write!(properties, "file={},", file(path, positions.sources)),
        Place::Span(span) => {
            if let Some((source, index)) = positions.file(*span) {
                let range = span.range();
                let (start, end) = (index.position(range.start), index.position(range.end));
                _ = write!(properties, "file={},line={}", file(&source.path, positions.sources), start.line);
                _ = write!(properties, ",endLine={},col={}", end.line, start.column);
                // An end column is only understood on the line of the start.
                if start.line == end.line {
                    _ = write!(properties, ",endColumn={}", end.column);
                }
                properties.push(',');
            }
        }
    }
    format!("::{command} {properties}title={title}::{}", escape_data(message))
}

/// The path as the repository has it: GitHub knows nothing of the reader's folder.
fn file(path: &SourcePath, sources: &Sources) -> String {
    let root = sources.root.to_string_lossy().replace('\\', "/");
    let root = root.trim_start_matches("./").trim_end_matches('/');
    if root.is_empty() || root == "." || path.as_str().starts_with('<') {
        escape_property(path.as_str())
    } else {
        escape_property(&format!("{root}/{path}"))
    }
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
