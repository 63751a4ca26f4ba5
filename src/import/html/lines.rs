//! Lines of an article that belong to the site by their words, and sections that it adds; the same words as in plain texts.

use super::metadata::{Metadata, behind_by, edtf};
use crate::import::draft::{Certainty, Chrome, PersonName, Value};
use crate::import::text::chrome::chrome;
use crate::import::text::dates;
use crate::import::text::names;
use crate::import::text::sections::{Section, section};
use crate::import::tree::{Block, BlockKind, Inline};
use crate::import::xhtml::{Text, same};

/// Lines longer than this are text.
const LONGEST: usize = 25;

/// How far behind the title lines of the head may stand.
const HEAD: usize = 8;

/// Sets lines and sections of the site apart, and takes what the head of the text says.
pub(super) fn set_apart(text: &mut Text, metadata: &mut Metadata) {
    let mut kept = Vec::new();
    let mut site: Option<(&'static str, u8)> = None;
    let first = text.blocks.iter().position(is_prose).unwrap_or(text.blocks.len());
    for (at, block) in std::mem::take(&mut text.blocks).into_iter().enumerate() {
        let words = words_of(&block);
        if let BlockKind::Heading(level, _) = block.kind {
            site = match section(&words) {
                Some(Section::Site(what)) => Some((what, level)),
                _ => site.filter(|(_, around)| level > *around),
            };
        }
        let line =
            || chrome(&words).filter(|_| is_line(&block) && words.split_whitespace().count() <= LONGEST);
        let what = site
            .map(|(what, _)| what)
            .or_else(line)
            .or_else(|| head_line(&block, &words, at, first, metadata));
        match what.filter(|_| !has_marker(&block)) {
            Some(what) => text.chrome.push(Chrome { what, text: words, line: block.line }),
            None => kept.push(block),
        }
    }
    text.blocks = kept;
    text.chrome.sort_by_key(|chrome| chrome.line);
}

/// A line above the prose that names the author or tells the date, and nothing else.
fn head_line(
    block: &Block,
    words: &str,
    at: usize,
    first: usize,
    metadata: &mut Metadata,
) -> Option<&'static str> {
    if at >= first || at > HEAD || !is_line(block) || words.split_whitespace().count() > 12 {
        return None;
    }
    let has_date = metadata.fields.iter().any(|field| field.name == "issued");
    let by = behind_by(words);
    if by.len() < words.len() && names::are_names(by) {
        metadata.add("author", Value::Names(names::names(by).0), Certainty::Guessed);
        return Some("by-line and date");
    }
    let is_author = metadata.fields.iter().any(|field| {
        let said = |name: &PersonName| match name {
            PersonName::Whole(name) => name.clone(),
            PersonName::Parts { given, family, .. } => format!("{given} {family}"),
        };
        field.name == "author" && matches!(&field.value, Value::Names(names) if names.iter().any(|name| same(&said(name), words)))
    });
    if is_author {
        return Some("by-line and date");
    }
    if dates::is_date(words) {
        if let Some(date) = edtf(words).filter(|_| !has_date) {
            metadata.add("issued", Value::Text(date), Certainty::Guessed);
        }
        return Some("by-line and date");
    }
    let is_title = metadata.fields.iter().any(|field| {
        field.name == "title" && matches!(&field.value, Value::Text(title) if same(title, words))
    });
    is_title.then_some("title")
}

fn is_prose(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(_)) && words_of(block).split_whitespace().count() > 25
}

fn is_line(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading(..))
}

/// The words of a block, a line each for what is in it.
fn words_of(block: &Block) -> String {
    let mut text = String::new();
    gather(block, &mut text);
    text.trim().to_owned()
}

fn gather(block: &Block, text: &mut String) {
    match &block.kind {
        BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => inlines(words, text),
        BlockKind::Figure { alt, caption, .. } => {
            text.push_str(alt);
            text.push(' ');
            inlines(caption, text);
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| gather(block, text)),
        BlockKind::List(_, items) => items.iter().flatten().for_each(|block| gather(block, text)),
        BlockKind::Definitions(entries) => {
            for (term, bodies) in entries {
                inlines(term, text);
                text.push('\n');
                bodies.iter().flatten().for_each(|block| gather(block, text));
            }
        }
        BlockKind::Code(_, words) | BlockKind::Formula(words) | BlockKind::Markdown(words) => {
            text.push_str(words);
        }
        BlockKind::Table(head, rows) => {
            for cell in head.iter().chain(rows.iter().flatten()) {
                inlines(cell, text);
                text.push(' ');
            }
        }
        BlockKind::Rule => {}
    }
    text.push('\n');
}

fn inlines(words: &[Inline], text: &mut String) {
    for inline in words {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Formula(words) | Inline::Image(_, words) => {
                text.push_str(words);
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link(_, inner) => inlines(inner, text),
            Inline::Citation(citation) => text.push_str(&citation.printed),
            Inline::Break => text.push('\n'),
            Inline::Marker(_) => {}
        }
    }
}

fn has_marker(block: &Block) -> bool {
    let BlockKind::Paragraph(words) = &block.kind else { return false };
    words.iter().any(|inline| matches!(inline, Inline::Marker(_) | Inline::Citation(_)))
}
