//! Brings a file to a document: its bytes, its format, its text; what the text says is not looked at.
#![allow(clippy::disallowed_methods, reason = "an import reads documents from anywhere")]

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::decode::{Decoded, Refusal, decode};
use super::document::Document;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

/// The most that a document may have; the longest book is below it.
const LIMIT: u64 = 64_000_000;

/// Opens a document; its encoding may be in doubt.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
pub(crate) fn open(path: &Path, file: FileId) -> Result<(Document, Option<Diagnostic>), Box<Diagnostic>> {
    let shown = SourcePath::new(path.to_string_lossy().replace('\\', "/"));
    let bytes = read_up_to(path, LIMIT).map_err(|error| {
        Box::new(Diagnostic::of_file(
            Code::FileUnreadable,
            shown.clone(),
            format!("cannot read `{shown}`: {error}"),
        ))
    })?;
    if bytes.len() as u64 > LIMIT {
        let message = format!("`{shown}` is larger than {} MB", LIMIT / 1_000_000);
        let help = "split it into its chapters or articles";
        return Err(Box::new(Diagnostic::of_file(Code::FileTooLarge, shown, message).help(help)));
    }
    let Decoded { format, text, guessed } =
        decode(shown.file_name(), &bytes).map_err(|refusal| Box::new(refused(&shown, refusal)))?;
    let document = Document { file, path: shown, format, text: text.into(), bytes: bytes.into() };
    let doubt = guessed.map(|encoding| {
        let message = format!("no encoding is stated, and `{encoding}` was guessed");
        document
            .doubt(message)
            .help("compare letters with accents; if they are wrong, save the document as UTF-8")
    });
    Ok((document, doubt))
}

fn refused(path: &SourcePath, refusal: Refusal) -> Diagnostic {
    let (code, message, help) = match refusal {
        Refusal::Empty => (Code::FileEmpty, format!("`{path}` is empty"), "there is nothing to import"),
        Refusal::Other(what, help) => (Code::ImportFormat, format!("`{path}` is {what}"), help),
    };
    Diagnostic::of_file(code, path.clone(), message).help(help)
}

/// Reads one byte over the limit at most, since a file may grow after its size was asked.
fn read_up_to(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // Opening a pipe would wait for its other end.
    if !path.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
