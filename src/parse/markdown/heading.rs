//! Headings: their levels below the title, and a fragment for each that is unique in its text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::BlockNumbers;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;
use crate::model::text::{Block, BlockKind, Heading, Inline, InlineKind, Text};

/// Checks the levels of all headings and gives each its fragment.
pub(super) fn finish(text: &mut Text, numbering: BlockNumbers, diagnostics: &mut Vec<Diagnostic>) {
    check_levels(&text.blocks, numbering, diagnostics);
    let mut ids = Ids::default();
    let mut titles = Vec::new();
    each(text, &mut |heading, span| {
        titles.extend((heading.level == 1).then_some(span));
        ids.typed(heading, span);
    });
    diagnostics.extend(like_the_title(&titles));
    each(text, &mut |heading, span| {
        ids.give(heading, span, diagnostics);
        heading.level = heading.level.max(2);
    });
}

/// Warns once of all headings on the first level, which is the title's: who writes one so writes all so.
fn like_the_title(headings: &[Span]) -> Option<Diagnostic> {
    let (first, more) = headings.split_first()?;
    let message = match more.len() {
        0 => "heading of level 1 in the text".to_owned(),
        more => format!("heading of level 1 in the text, and {more} more"),
    };
    let help = match more.len() {
        0 => "the title is the heading of level 1; write this one with two `#`",
        _ => {
            "the title is the heading of level 1; write these with two `#`, and those below them with one more"
        }
    };
    Some(Diagnostic::at(Code::HeadingLevel, *first, message).help(help))
}

/// Warns of levels that are left out.
fn check_levels(blocks: &[Block], numbering: BlockNumbers, diagnostics: &mut Vec<Diagnostic>) {
    let mut last = (numbering == BlockNumbers::Counted).then_some(1);
    for block in blocks {
        let BlockKind::Heading(heading) = &block.kind else { continue };
        let level = heading.level.max(2);
        if let Some(last) = last
            && heading.level > last + 1
        {
            let message = format!("heading of level {level} under one of level {last}");
            let help = format!("write it with {} `#`", last + 1);
            diagnostics.push(Diagnostic::at(Code::HeadingLevel, block.span, message).help(help));
        }
        last = Some(level);
    }
}

/// The fragments of a text.
#[derive(Default)]
struct Ids {
    /// Those that are typed, with the first heading that has each
    typed: BTreeMap<Arc<str>, Span>,
    /// Those that are given out
    used: BTreeSet<Arc<str>>,
    /// The number to try next for words that come more than once
    next: BTreeMap<Arc<str>, u32>,
}

impl Ids {
    /// Notes an id that is typed; no heading without one gets it.
    fn typed(&mut self, heading: &mut Heading, span: Span) {
        if heading.id.is_empty() {
            return;
        }
        if !heading.id.starts_with("h-") {
            heading.id = format!("h-{}", heading.id).into();
        }
        self.typed.entry(Arc::clone(&heading.id)).or_insert(span);
    }

    /// Gives a heading its fragment.
    fn give(&mut self, heading: &mut Heading, span: Span, diagnostics: &mut Vec<Diagnostic>) {
        let base = if heading.id.is_empty() { slug(&heading.content) } else { Arc::clone(&heading.id) };
        let typed = self.typed.get(&base).filter(|_| !heading.id.is_empty());
        let free = typed.is_some() || !self.typed.contains_key(&base);
        if free && self.used.insert(Arc::clone(&base)) {
            heading.id = base;
            return;
        }
        if let Some(first) = typed {
            diagnostics.push(
                Diagnostic::at(Code::HeadingDuplicate, span, format!("two headings have the id `{base}`"))
                    .related(*first, "the first one")
                    .help("give one of them another id: `{#id}`"),
            );
        }
        heading.id = self.numbered(&base);
    }

    /// The first of `base-2`, `base-3`, … that is free.
    fn numbered(&mut self, base: &Arc<str>) -> Arc<str> {
        let next = self.next.entry(Arc::clone(base)).or_insert(2);
        loop {
            let id: Arc<str> = format!("{base}-{next}").into();
            *next += 1;
            if !self.typed.contains_key(&id) && self.used.insert(Arc::clone(&id)) {
                return id;
            }
        }
    }
}

/// Calls `visit` for every heading: those of the body, then those of the notes.
fn each(text: &mut Text, visit: &mut impl FnMut(&mut Heading, Span)) {
    visit_blocks(&mut text.blocks, visit);
    for note in &mut text.notes {
        visit_blocks(&mut note.blocks, visit);
    }
}

fn visit_blocks(blocks: &mut [Block], visit: &mut impl FnMut(&mut Heading, Span)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(heading) => visit(heading, block.span),
            BlockKind::Quote(blocks) => visit_blocks(blocks, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    visit_blocks(&mut item.blocks, visit);
                }
            }
            BlockKind::Definitions(list) => {
                let bodies = list.iter_mut().flat_map(|definition| &mut definition.bodies);
                for body in bodies {
                    visit_blocks(body, visit);
                }
            }
            _ => {}
        }
    }
}

/// `h-` and the words of a heading: letters, digits and marks of any script in lower case, `-` for white space.
fn slug(content: &[Inline]) -> Arc<str> {
    let mut words = String::new();
    plain(content, &mut words);
    let mut slug = String::from("h");
    let mut gap = true;
    for c in words.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' || is_combining_mark(c) {
            if std::mem::take(&mut gap) {
                slug.push('-');
            }
            slug.push(c);
        } else if c.is_whitespace() || matches!(c, '-' | '–' | '—') {
            gap = true;
        }
    }
    if slug.len() == 1 {
        slug.push_str("-section");
    }
    slug.nfc().collect::<String>().into()
}

/// The characters of a heading, without note markers and citations.
fn plain(content: &[Inline], words: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Run(_, text) | InlineKind::Code(text) | InlineKind::Math { tex: text, .. } => {
                words.push_str(text);
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::Link(_, inner) => plain(inner, words),
            InlineKind::Image(image) => words.push_str(&image.alt),
            InlineKind::SoftBreak | InlineKind::HardBreak => words.push(' '),
            InlineKind::Marker(_) | InlineKind::Citation(_) | InlineKind::Html(_) => {}
        }
    }
}
