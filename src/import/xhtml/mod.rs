//! XHTML → blocks, notes and references, for pages of the web and of books alike.
//!
//! 1. `index` numbers the elements of all pages, and tells where links lead.
//! 2. `notes` and `works` decide what is a marker, a note, an entry of the list of references: the roles of elements.
//! 3. `blocks`, `inlines`, `tables` and `maths` build the text of each article with these roles.
//! 4. `cites` makes citations of links to entries, `raised` notes of numbers that lead nowhere.
//!
//! Which part of a page is the article, and what the page says of it, is not known here.

mod blocks;
mod cites;
mod code;
mod flat;
mod index;
mod inlines;
pub(super) mod kinds;
mod marked;
mod maths;
mod notes;
mod pictures;
mod raised;
mod roles;
mod said;
mod tables;
mod works;

pub(super) use blocks::Addresses;
pub(super) use index::{Index, Page, joined};
pub(super) use pictures::{Files, pictures};
pub(super) use roles::{Role, Roles};

use super::draft::{Apparatus, Chrome, Note, PersonName, Reference, Value};
use super::recognise::references;
use super::tree::{Block, BlockKind};
use super::xml::Element;
use blocks::Builder;
use cites::Authors;

/// What was decided of some pages.
pub(super) struct Settled {
    /// The roles of elements
    pub(super) roles: Roles,
    notes: notes::Found,
    /// The entries of lists of references: article, element, entry
    works: Vec<(usize, usize, Reference)>,
}

/// The text of one article.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) references: Vec<Reference>,
    pub(super) apparatus: Apparatus,
    pub(super) chrome: Vec<Chrome>,
    /// What is open about notes: a line and what is to be said
    pub(super) doubts: Vec<(usize, String)>,
}

/// Whether lines are those of the document, or of a file in an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Of the document
    Own,
    /// Not to be told
    None,
}

/// Decides what is a note and what an entry.
pub(super) fn settle(index: &Index<'_>, lines: Lines) -> Settled {
    let mut roles = Roles::default();
    let notes = notes::find(index, &mut roles);
    let entries = works::find(index, &mut roles);
    let mut works = Vec::new();
    let articles: std::collections::BTreeSet<usize> = entries.iter().map(|entry| entry.article).collect();
    for article in articles {
        let of: Vec<&works::Entry> = entries.iter().filter(|entry| entry.article == article).collect();
        let printed = of.iter().map(|entry| printed(index, entry, lines)).collect();
        let read = references::listed(printed);
        works.extend(of.iter().zip(read).map(|(entry, reference)| (article, entry.at, reference)));
    }
    let keys: Vec<(usize, String)> = works.iter().map(|(_, at, work)| (*at, work.key.clone())).collect();
    works::link(index, &mut roles, &keys);
    Settled { roles, notes, works }
}

fn printed(index: &Index<'_>, entry: &works::Entry, lines: Lines) -> (usize, String, Option<String>) {
    let Some(element) = index.element(entry.at) else { return (0, String::new(), None) };
    let nobody = Roles::default();
    let mut builder = Builder::new(index, &nobody, &|address| address.to_owned(), lines == Lines::Own);
    let blocks = builder.whole(element);
    let line = if lines == Lines::Own { element.line() } else { 0 };
    (line, references::printed(&blocks), entry.key.clone())
}

/// Builds the text of an article from the elements that hold it.
pub(super) fn text(
    index: &Index<'_>,
    settled: &Settled,
    article: usize,
    roots: &[&Element],
    addresses: &Addresses<'_>,
    lines: Lines,
) -> Text {
    let mut builder = Builder::new(index, &settled.roles, addresses, lines == Lines::Own);
    let mut text = Text::default();
    for root in roots {
        if !builder.is_apart(root) {
            text.blocks.extend(builder.blocks(root));
        }
    }
    for note in settled.notes.notes.iter().filter(|note| note.article == article) {
        text.notes.push(own_note(index, note, &mut builder));
    }
    text.notes.append(&mut builder.notes);
    let lost = settled.notes.missing.iter().filter(|(of, _)| *of == article).map(|(_, label)| label.clone());
    text.apparatus.missing = lost.collect();
    text.references =
        settled.works.iter().filter(|(of, ..)| *of == article).map(|(.., work)| work.clone()).collect();
    text.chrome = builder.chrome;
    let authors = authors(settled);
    cites::cite(&mut text.blocks, &authors);
    text.notes.iter_mut().for_each(|note| cites::cite(&mut note.blocks, &authors));
    if text.notes.is_empty() && text.apparatus.missing.is_empty() {
        raised::find(&mut text);
    }
    let marked = marked::labels(&text);
    let unmarked = text.notes.iter().map(|note| &note.label).filter(|label| !marked.contains(*label));
    text.apparatus.unmarked = unmarked.cloned().collect();
    text.apparatus.missing.retain(|label| marked.contains(label));
    if text.notes.is_empty() && !text.apparatus.missing.is_empty() {
        text.apparatus.absent = Some(text.apparatus.missing.len());
        text.apparatus.missing.clear();
    }
    empty_sections(&mut text);
    levels(&mut text.blocks);
    text
}

/// A note’s text: its elements without their own roles, which keep them out of the running text.
fn own_note(index: &Index<'_>, note: &notes::Body, builder: &mut Builder<'_, '_>) -> Note {
    let mut blocks = Vec::new();
    let mut line = 0;
    for part in &note.parts {
        if let Some(element) = index.element(*part) {
            line = if line == 0 { builder.line(element) } else { line };
            blocks.extend(builder.of_part(element));
        }
    }
    notes::without_label(&mut blocks, &note.label);
    Note { label: note.label.clone(), blocks, line }
}

fn authors(settled: &Settled) -> Authors {
    let author = |work: &Reference| {
        let names = work.fields.iter().find_map(|field| match &field.value {
            Value::Names(names) => names.first(),
            _ => None,
        });
        names.map_or_else(String::new, |name| match name {
            PersonName::Whole(name) => name.clone(),
            PersonName::Parts { family, .. } => family.clone(),
        })
    };
    settled.works.iter().map(|(.., work)| (work.key.clone(), author(work))).collect()
}

/// Takes out headings of notes and references under which nothing is left, and lines above them.
fn empty_sections(text: &mut Text) {
    use super::text::sections::{Section, section};
    if text.notes.is_empty() && text.references.is_empty() {
        return;
    }
    while matches!(text.blocks.last(), Some(Block { kind: BlockKind::Rule, .. })) {
        text.blocks.pop();
    }
    let mut at = text.blocks.len();
    while at > 0 {
        at -= 1;
        let Some(block) = text.blocks.get(at) else { break };
        let words = match &block.kind {
            BlockKind::Heading(_, words) => words,
            BlockKind::Paragraph(words) if words.len() == 1 => words,
            _ => continue,
        };
        let is_section = matches!(section(&raised::plain(words)), Some(Section::Notes | Section::Works));
        let level = |block: &Block| if let BlockKind::Heading(level, _) = block.kind { level } else { 7 };
        let next = text.blocks.get(at + 1);
        let empty = next
            .is_none_or(|next| matches!(next.kind, BlockKind::Heading(..)) && level(next) <= level(block));
        if is_section && empty {
            text.blocks.remove(at);
        }
    }
    while matches!(text.blocks.last(), Some(Block { kind: BlockKind::Rule, .. })) {
        text.blocks.pop();
    }
}

/// Brings the highest heading to level 2: the title of the article is above it.
fn levels(blocks: &mut [Block]) {
    let level =
        |block: &Block| if let BlockKind::Heading(level, _) = block.kind { Some(level) } else { None };
    let Some(highest) = blocks.iter().filter_map(level).min() else { return };
    for block in blocks {
        if let BlockKind::Heading(level, _) = &mut block.kind {
            *level = (*level + 2).saturating_sub(highest).clamp(2, 6);
        }
    }
}

/// Whether two lines have the same letters and digits.
pub(super) fn same(one: &str, other: &str) -> bool {
    let bare = |line: &str| -> String {
        line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}
