//! Diagnostics as JSON, one object a line, for editors and scripts.

use serde::Serialize;

use super::position::Positions;
use super::severity_name;
use crate::model::diagnostic::{Diagnostic, Place};

#[derive(Serialize)]
struct RawDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<&'a str>,
}

/// A diagnostic as one line. What is not known is `null`; the end is the place after the last character.
pub(super) fn print(diagnostic: &Diagnostic, positions: &Positions<'_>) -> String {
    let mut raw = RawDiagnostic {
        code: diagnostic.code.name(),
        severity: severity_name(diagnostic.severity),
        message: &diagnostic.message,
        path: None,
        line: None,
        column: None,
        end_line: None,
        end_column: None,
        help: diagnostic.help.as_deref(),
    };
    match &diagnostic.place {
        Place::Reader => {}
        Place::File(path) => raw.path = Some(path.as_str()),
        Place::Span(span) => {
            if let Some((file, index)) = positions.file(*span) {
                let range = span.range();
                let (start, end) = (index.position(range.start), index.position(range.end));
                raw.path = Some(file.path.as_str());
                (raw.line, raw.column) = (Some(start.line), Some(start.column));
                (raw.end_line, raw.end_column) = (Some(end.line), Some(end.column));
            }
        }
    }
    // A struct of strings and numbers is always JSON.
    serde_json::to_string(&raw).unwrap_or_default()
}
