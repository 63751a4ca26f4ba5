//! Diagnostics for the preview's client: JSON with the excerpt in three parts, and the way into an editor. The client shows
//! all of it as text.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::excerpt::Excerpt;
use super::position::Positions;
use super::severity_name;
use crate::model::config::EditorLink;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::source::Sources;

/// What stays as it is in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[derive(Serialize)]
struct RawFault<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    /// The words before, at and after the place
    excerpt: Option<[String; 3]>,
    editor: Option<String>,
}

/// A diagnostic as one line.
pub(super) fn print(
    diagnostic: &Diagnostic,
    sources: &Sources,
    positions: &Positions<'_>,
    editor: Option<&EditorLink>,
) -> String {
    let mut raw = RawFault {
        code: diagnostic.code.name(),
        severity: severity_name(diagnostic.severity),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        path: None,
        line: None,
        column: None,
        excerpt: None,
        editor: None,
    };
    match &diagnostic.place {
        Place::Reader => {}
        Place::File(path) => raw.path = Some(path.as_str()),
        Place::Span(span) => {
            if let Some((file, index)) = positions.file(*span) {
                let Excerpt { position, text, words } = Excerpt::new(index, &span.range());
                let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
                raw.excerpt = Some([part(0..words.start), part(words.clone()), part(words.end..text.len())]);
                raw.path = Some(file.path.as_str());
                (raw.line, raw.column) = (Some(position.line), Some(position.column));
            }
        }
    }
    raw.editor = editor.zip(raw.path).filter(|(_, path)| !path.starts_with('<')).map(|(editor, path)| {
        let disk = sources.root.join(path);
        let disk = disk.to_string_lossy().replace('\\', "/");
        let encoded = utf8_percent_encode(&disk, PATH).to_string();
        editor.to(&encoded, raw.line.unwrap_or(1), raw.column.unwrap_or(1))
    });
    // A struct of strings and numbers is always JSON.
    serde_json::to_string(&raw).unwrap_or_default()
}
