//! Foreign documents → articles: a small pipeline of its own, which only `commands` calls.
//!
//! 1. `open` brings the bytes to text and tells the format.
//! 2. The reader of the format (`text`, `html`, `pandoc`, `docx`, `jats`, `epub`, `tei`) makes a [`draft::Draft`]: what
//!    was understood, as values, and whatever was not, in its place.
//! 3. `recognise` finds in a draft what its format does not mark: note markers, note lists, author-date citations,
//!    lists of references.
//! 4. `article` writes a draft as an article: front matter, Markdown, definitions of notes.
//! 5. `review` shows the document and the article side by side, where that is wanted.
//!
//! What is written where, and what is printed, is not known here.

mod archive;
pub(crate) mod article;
mod beside;
mod csl;
mod decode;
pub(crate) mod document;
mod docx;
mod doubts;
pub(crate) mod draft;
mod epub;
#[cfg(fuzzing)]
pub(crate) mod fuzzing;
mod grouped;
mod html;
mod jats;
pub(crate) mod markdown;
pub(crate) mod open;
mod orcid;
mod pandoc;
mod recognise;
pub(crate) mod review;
mod tei;
mod text;
pub(crate) mod timeline;
pub(crate) mod tree;
mod xhtml;
#[allow(unused_imports, reason = "its readers are added one by one")]
mod xml;

use std::sync::Arc;

use crate::model::diagnostic::Diagnostic;
use crate::model::work::Work;
use document::{Document, Format};
use draft::{Certainty, Draft, Field, Part, Value};
use tree::{BlockKind, Inline};

/// Reads a document, and finds in it what its format does not mark. `known` are works that it may cite.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
pub(crate) fn drafts(document: &Document, known: &[Work]) -> Result<Vec<Part>, Box<Diagnostic>> {
    let mut parts = read(document, known)?;
    let lines = document.lines();
    for Part { draft, .. } in &mut parts {
        guess_language(draft);
        recognise::references::take(draft);
        recognise::citations::recognise(draft, known, &|line| lines.place(line));
    }
    Ok(parts)
}

/// The files that a document names as its bibliographies, by their paths from its folder.
pub(crate) fn bibliographies(document: &Document) -> Vec<String> {
    match document.format {
        Format::Markdown => pandoc::bibliographies(&document.text),
        _ => Vec::new(),
    }
}

/// Whether a document cites one of some works by its key.
pub(crate) fn cites(document: &Document, works: &[Arc<Work>]) -> bool {
    let cited = pandoc::cited(&document.text);
    document.format == Format::Markdown && works.iter().any(|work| cited.contains(work.key.as_str()))
}

/// An article in another language than its site's says so; the paragraphs tell, where the document does not.
fn guess_language(draft: &mut Draft) {
    let texts = draft.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => inlines.iter().filter_map(words).collect(),
        BlockKind::Markdown(text) => vec![text.as_str()],
        _ => Vec::new(),
    });
    let guess = recognise::language::language(texts);
    if let Some(language) = guess.filter(|_| draft.fields.iter().all(|field| field.name != "language")) {
        let value = Value::Text(language.to_owned());
        draft.fields.push(Field { name: "language", value, certainty: Certainty::Guessed });
    }
}

fn words(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Text(text) => Some(text),
        _ => None,
    }
}

/// Reads a document by its format; only a book may be several articles.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
fn read(document: &Document, known: &[Work]) -> Result<Vec<Part>, Box<Diagnostic>> {
    let draft = match document.format {
        Format::Text => text::read(document),
        Format::Html => html::read(document)?,
        Format::Markdown => pandoc::read(document, known),
        Format::Docx => docx::read(document)?,
        Format::Jats => jats::read(document)?,
        Format::Epub => return epub::read(document),
        Format::Tei => tei::read(document)?,
    };
    Ok(vec![Part { name: None, draft }])
}
