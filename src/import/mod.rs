//! Foreign documents → articles: a small pipeline of its own, which only `commands` calls.
//!
//! 1. `open` brings the bytes to text and tells the format.
//! 2. The reader of the format (`text`, `html`, `markdown`, `docx`, `jats`, `epub`, `tei`) makes a [`draft::Draft`]: what
//!    was understood, as values, and whatever was not, in its place.
//! 3. `recognise` finds in a draft what its format does not mark: note markers, note lists, author-date citations,
//!    lists of references.
//! 4. `article` writes a draft as an article: front matter, Markdown, definitions of notes.
//!
//! What is written where, and what is printed, is not known here.

mod archive;
mod decode;
pub(crate) mod document;
mod doubts;
pub(crate) mod draft;
#[cfg(fuzzing)]
pub(crate) mod fuzzing;
pub(crate) mod markdown;
mod recognise;
mod text;
pub(crate) mod tree;
#[allow(unused_imports, reason = "its readers are added one by one")]
mod xml;

use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use document::{Document, Format};
use draft::Draft;

/// Reads a document by its format.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
#[allow(clippy::match_same_arms, reason = "each reader takes the place of an arm")]
pub(crate) fn read(document: &Document) -> Result<Draft, Box<Diagnostic>> {
    match document.format {
        Format::Text => Ok(text::read(document)),

        Format::Html => Err(Box::new(no_reader(document))),

        Format::Markdown => Err(Box::new(no_reader(document))),

        Format::Docx => Err(Box::new(no_reader(document))),

        Format::Jats => Err(Box::new(no_reader(document))),

        Format::Epub => Err(Box::new(no_reader(document))),

        Format::Tei => Err(Box::new(no_reader(document))),
    }
}

fn no_reader(document: &Document) -> Diagnostic {
    let message = format!("{} cannot be imported", document.format.name());
    let help = "copy its text from where it is shown, and import that as a plain text";
    document.whole(Code::ImportFormat, message).help(help)
}
