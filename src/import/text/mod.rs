//! Plain text → draft: a page copied from a browser, a typescript, or what `pdftotext` gives.
//!
//! 1. [`lines`] cuts the text into lines, cleaned, each with its place.
//! 2. [`pages`] undoes the pages of what was printed: running heads, numbers, notes at their feet; [`site_lines`] takes
//!    out what a site adds within the lines.
//! 3. [`note_lists`] finds the lines that are notes.
//! 4. [`passages`] joins lines that were one, and undoes hyphens at their ends.
//! 5. [`outline`] tells what each passage is for; [`metadata`] makes fields of what lines say of the work.
//! 6. [`apparatus`] brings the markers and the notes together.
//! 7. [`body`] builds the blocks.

mod apparatus;
mod body;
mod captions;
pub(in crate::import) mod chrome;
pub(in crate::import) mod dates;
mod fields;
mod findings;
mod headings;
mod imprint;
pub(in crate::import) mod labels;
mod lines;
mod metadata;
pub(in crate::import) mod names;
mod note_lists;
mod outline;
mod pages;
mod passages;
pub(in crate::import) mod sections;
mod site_lines;

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::draft::{Certainty, Chrome, Draft, Field, Value};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use apparatus::{Listed, Noted};
use lines::Line;
use note_lists::{Entry, NoteList};
use outline::{Outline, Role};
use pages::Undone;
use passages::Passage;

/// Reads a plain text.
pub(super) fn read(document: &Document) -> Draft {
    let Undone { mut lines, removed, notes } = pages::undo(lines::lines(&document.text));
    // The notes of pages are known by their lines.
    let added = if notes.is_none() { site_lines::take(&mut lines) } else { Vec::new() };
    let lists = notes.map_or_else(|| note_lists::note_lists(&lines), |list| vec![list]);
    let passages = passages::passages(&lines, &breaks(&lists));
    let (body, listed) = divided(passages, &lists);
    let mut outline = outline::outline(&body);
    let metadata = metadata::metadata(&outline.findings, words(&body, &outline.roles), outline.behind);
    outline.give_back(&metadata.unused);
    let texts: Vec<&str> =
        body.iter().zip(&outline.roles).map(|(passage, role)| searched(passage, *role)).collect();
    let Noted { marks, notes, apparatus, mut doubts } = apparatus::noted(document, &body, &texts, &listed);
    let mut fields = metadata.fields;
    doubts.extend(title(document, &body, &outline, &mut fields));
    doubts.extend(outline.doubtful.iter().filter_map(|index| doubtful(document, body.get(*index)?)));
    Draft {
        fields,
        edition: metadata.edition,
        blocks: body::blocks(&body, &outline.roles, &marks),
        notes,
        apparatus,
        chrome: printed(&removed).into_iter().chain(added).chain(chrome(&body, &outline.roles)).collect(),
        doubts,
        ..Draft::default()
    }
}

/// The lines where a passage begins in any case.
fn breaks(lists: &[NoteList]) -> BTreeSet<usize> {
    let of = |list: &NoteList| {
        let around = list.heading.into_iter().flat_map(|heading| [heading, heading + 1]).chain([list.end]);
        around.chain(list.entries.iter().map(|entry| entry.line)).collect::<Vec<_>>()
    };
    lists.iter().flat_map(of).collect()
}

/// Parts the notes from the body.
fn divided(passages: Vec<Passage>, lists: &[NoteList]) -> (Vec<Passage>, Vec<Listed<'_>>) {
    let begins: BTreeMap<usize, &Entry> =
        lists.iter().flat_map(|list| &list.entries).map(|entry| (entry.line, entry)).collect();
    let mut listed: Vec<Listed<'_>> =
        lists.iter().map(|list| Listed { list, passages: Vec::new() }).collect();
    let headings: BTreeSet<usize> = lists.iter().filter_map(|list| list.heading).collect();
    let mut body = Vec::new();
    let mut at = 0;
    for passage in passages {
        while listed.get(at).is_some_and(|listed| passage.index >= listed.list.end) {
            at += 1;
        }
        let is_heading = headings.contains(&passage.index);
        let first = listed.get(at).and_then(|listed| listed.list.entries.first()).map(|entry| entry.line);
        match listed.get_mut(at).filter(|_| first.is_some_and(|first| passage.index >= first)) {
            Some(listed) => {
                let entry = begins.get(&passage.index).copied();
                listed.passages.push((passage, entry));
            }
            None if is_heading => {}
            None => body.push(passage),
        }
    }
    (body, listed)
}

/// Where markers are looked for; the words of the site have none.
fn searched(passage: &Passage, role: Role) -> &str {
    match role {
        Role::Heading(_) | Role::Caption | Role::Text(_) | Role::Title => &passage.text,
        Role::Data | Role::Chrome(_) => "",
    }
}

fn words(body: &[Passage], roles: &[Role]) -> usize {
    let is_text = |role: &Role| matches!(role, Role::Text(_) | Role::Heading(_));
    let texts = body.iter().zip(roles).filter(|(_, role)| is_text(role));
    texts.map(|(passage, _)| passage.text.split_whitespace().count()).sum()
}

/// The title, which every article must have.
fn title(
    document: &Document,
    body: &[Passage],
    outline: &Outline,
    fields: &mut Vec<Field>,
) -> Option<Diagnostic> {
    if fields.iter().any(|field| field.name == "title") {
        return None;
    }
    let index = outline.roles.iter().position(|role| *role == Role::Title);
    let (text, doubt) = if let Some(passage) = index.and_then(|index| body.get(index)) {
        (passage.text.trim_start_matches(['#', ' ']).replace('\u{a0}', " "), None)
    } else {
        let name = document.path.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let doubt = document
            .whole(Code::ImportMetadata, "no title was found; the file’s name stands in for it")
            .help("write the title into the front matter");
        (stem.to_owned(), Some(doubt))
    };
    fields.insert(0, Field { name: "title", value: Value::Text(text), certainty: Certainty::Guessed });
    doubt
}

fn doubtful(document: &Document, passage: &Passage) -> Option<Diagnostic> {
    let range = passage.whole();
    (!range.is_empty()).then(|| {
        document
            .at(Code::ImportText, range, "this line above the text was not understood; it stays in the text")
            .help("take it out if it belongs to the site, or write it into the front matter")
    })
}

/// What the pages added.
fn printed(removed: &[Line]) -> Option<Chrome> {
    let line = removed.first()?.number;
    let text = removed.iter().map(|line| &*line.text).collect::<Vec<_>>().join("\n");
    Some(Chrome { what: "running heads and page numbers", text, line })
}

/// The lines of the site, those that stand together as one.
fn chrome(body: &[Passage], roles: &[Role]) -> Vec<Chrome> {
    let mut chrome: Vec<Chrome> = Vec::new();
    let mut last = None;
    for (index, (passage, role)) in body.iter().zip(roles).enumerate() {
        let Role::Chrome(what) = *role else {
            continue;
        };
        match chrome.last_mut().filter(|before| last == index.checked_sub(1) && before.what == what) {
            Some(before) => before.text = format!("{}\n{}", before.text, passage.text),
            None => chrome.push(Chrome { what, text: passage.text.clone(), line: passage.line }),
        }
        last = Some(index);
    }
    chrome
}

#[cfg(test)]
mod tests;
