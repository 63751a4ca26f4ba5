//! A web page → draft: its article, its notes, what it says of itself.
//!
//! 1. `sink` makes a tree of it, as a browser would.
//! 2. `xhtml` decides what is a note, and builds the text.
//! 3. `main` finds the part of the page that is the article, `chrome` what of the rest, and within it, is the site's.
//! 4. `head` reads what the page says of the work, `lines` what its lines do.
//!
//! Nothing is cut silently: what is not in the article is in its list of chrome.

mod address;
mod chrome;
mod head;
mod json_ld;
mod lines;
mod main;
mod metadata;
mod sink;

use super::beside;
use super::document::Document;
use super::draft::{Certainty, Draft, Extracted, Field, Value};
use super::xhtml::{self, Files, Index, Lines, Page, Role, Text};
use super::xml::Element;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use head::Head;
use metadata::Metadata;

/// Reads a web page.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
pub(super) fn read(document: &Document) -> Result<Draft, Box<Diagnostic>> {
    let root = tree(&document.text).map_err(|why| {
        let help = "save the page again from a browser, without what is not the article";
        Box::new(document.refused(why).help(help))
    })?;
    let head = head::read(&root);
    let base = head.base().unwrap_or_default();
    let path = if base.is_empty() { document.path.file_name().to_owned() } else { base.clone() };
    let index = Index::of(vec![Page { path, root: &root, article: 0 }]);
    let mut settled = xhtml::settle(&index, Lines::Own);
    let main = main::find(&index, &document.text);
    let mut metadata = metadata::metadata(&head);
    let title = title(&index, main, &head, &mut metadata);
    if let Some(heading) = title {
        settled.roles.give(heading, Role::Dropped);
    }
    chrome::mark(&index, main, &mut settled.roles);
    let body = index.element(0).into_iter().collect::<Vec<&Element>>();
    let absolute = |address: &str| address::absolute(&base, address);
    let mut text = xhtml::text(&index, &settled, 0, &body, &absolute, Lines::Own);
    lines::set_apart(&mut text, &mut metadata);
    Ok(draft(document, text, metadata, &base))
}

/// The elements of a page of the web.
///
/// # Errors
/// Why it is not read, in words.
pub(super) fn tree(text: &str) -> Result<Element, String> {
    sink::parse(text).map_err(|refused| refused.to_string())
}

fn draft(document: &Document, mut text: Text, metadata: Metadata, base: &str) -> Draft {
    let lines = document.lines();
    let notes = |(line, message): (usize, String)| {
        let place = lines.place(line);
        let help = "compare the place with the original";
        Diagnostic { place, ..document.whole(Code::ImportNotes, message) }.help(help)
    };
    let mut doubts: Vec<Diagnostic> = std::mem::take(&mut text.doubts).into_iter().map(notes).collect();
    let (files, lost) = pictures(document, &mut text);
    let mut fields = metadata.fields;
    if fields.iter().all(|field| field.name != "title") {
        let name = document.path.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        fields.insert(0, Field { name: "title", value: Value::Text(stem), certainty: Certainty::Guessed });
        let message = "no title was found; the file’s name stands in for it";
        doubts.push(
            document.whole(Code::ImportMetadata, message).help("write the title into the front matter"),
        );
    }
    if let Some(first) = lost.first() {
        doubts.push(elsewhere(document, first, lost.len(), base));
    }
    Draft {
        fields,
        edition: metadata.edition,
        blocks: text.blocks,
        notes: text.notes,
        references: text.references,
        apparatus: text.apparatus,
        chrome: text.chrome,
        files,
        doubts,
        ..Draft::default()
    }
}

/// Brings along the pictures that lie beside the page; the others stay where they are.
fn pictures(document: &Document, text: &mut Text) -> (Vec<Extracted>, Vec<String>) {
    let mut files = Files::default();
    let mut lost = Vec::new();
    xhtml::pictures(text, &mut |address| {
        let found = beside::picture(document, address);
        let name = found.and_then(|(name, bytes)| files.add(&name, bytes));
        if name.is_none() {
            lost.push(address.to_owned());
        }
        name
    });
    (files.finish(), lost)
}

/// What is to be done with pictures that a page only names.
fn elsewhere(document: &Document, first: &str, count: usize, base: &str) -> Diagnostic {
    let message = if count == 1 {
        format!("the picture `{first}` is not in the document")
    } else {
        format!("{count} pictures are not in the document: `{first}`, …")
    };
    let help = if base.is_empty() {
        "put the files beside the article, and correct their names in it"
    } else {
        "the article shows them from their addresses; save them beside it, and name them there"
    };
    document.doubt(message).help(help)
}

/// Settles the title, and finds the heading that prints it: by its words, or as the only one of its rank.
fn title(index: &Index<'_>, main: usize, head: &Head, metadata: &mut Metadata) -> Option<usize> {
    let of = |at: usize| index.element(at).filter(|element| element.is("h1")).map(|_| index.words(at, 600));
    let headings: Vec<(usize, String)> = (0..index.len()).filter_map(|at| Some((at, of(at)?))).collect();
    let headings: Vec<_> = headings.into_iter().filter(|(_, words)| !words.is_empty()).collect();
    if let Some(title) = &metadata.title {
        let found = headings.iter().find(|(_, words)| xhtml::same(words, title));
        if found.is_some() || metadata.title_is_sure {
            metadata.set_title(title.clone(), Certainty::Stated);
            return found.map(|(at, _)| *at);
        }
    }
    let within: Vec<_> = headings.iter().filter(|(at, _)| index.is_within(*at, main)).collect();
    let only = match (within.as_slice(), headings.as_slice()) {
        ([one], _) => Some(*one),
        ([], [one]) => Some(one),
        // Of several the one that the page's own title begins with.
        _ => headings
            .iter()
            .find(|(_, words)| head.title.as_deref().is_some_and(|title| title.starts_with(words.as_str()))),
    };
    if let Some((at, words)) = only {
        metadata.set_title(words.clone(), Certainty::Stated);
        return Some(*at);
    }
    if let Some(title) = metadata.title.clone().or_else(|| head.own_title()) {
        metadata.set_title(title, Certainty::Guessed);
    }
    None
}

#[cfg(test)]
mod tests;
