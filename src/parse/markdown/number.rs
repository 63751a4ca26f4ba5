//! What is counted over a whole text: ids in document order, ¶ numbers, headings' fragments; nothing is parsed here.

use super::BlockNumbers;
use super::build::Built;
use super::frame::{BuiltNote, Tables};
use super::heading;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::Paragraph;
use crate::model::span::Span;
use crate::model::text::{Block, BlockKind, Inline, InlineKind, NoteDefinition, Text};

/// Puts the body and the notes together.
pub(super) fn number(built: Built, numbering: BlockNumbers, diagnostics: &mut Vec<Diagnostic>) -> Text {
    let Built { mut blocks, tables, notes } = built;
    if numbering == BlockNumbers::Counted {
        number_blocks(&mut blocks);
    }
    let mut text = Text::default();
    Shift { links: 0, citations: 0, markers: 0, runs: &mut text.runs }.blocks(&mut blocks);
    add(&mut text, tables);
    let notes = notes.into_iter().map(|(note, span)| add_note(&mut text, note, span));
    let notes = notes.collect();
    text.blocks = blocks;
    text.notes = notes;
    heading::finish(&mut text, numbering, diagnostics);
    text
}

/// Every top-level block has a number but headings, rules and raw HTML.
fn number_blocks(blocks: &mut [Block]) {
    let counted = blocks
        .iter_mut()
        .filter(|block| !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule | BlockKind::Html(_)));
    for (block, number) in counted.zip(1..) {
        block.number = Some(Paragraph(number));
    }
}

fn add(text: &mut Text, tables: Tables) {
    text.links.extend(tables.links);
    text.citations.extend(tables.citations);
    text.markers.extend(tables.markers);
}

fn add_note(text: &mut Text, note: BuiltNote, span: Span) -> NoteDefinition {
    let BuiltNote { label, mut blocks, tables, .. } = note;
    let ordinal = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut shift = Shift {
        links: ordinal(text.links.len()),
        citations: ordinal(text.citations.len()),
        markers: ordinal(text.markers.len()),
        runs: &mut text.runs,
    };
    shift.blocks(&mut blocks);
    add(text, tables);
    NoteDefinition { label, blocks, span }
}

/// How far the ids of a note move, and how many runs there have been. The tree is no deeper than the builder's stack.
struct Shift<'a> {
    links: u32,
    citations: u32,
    markers: u32,
    runs: &'a mut u32,
}

impl Shift<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Paragraph(inlines) => self.inlines(inlines),
                BlockKind::Heading(heading) => self.inlines(&mut heading.content),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.blocks(&mut item.blocks);
                    }
                }
                BlockKind::Definitions(list) => {
                    for definition in list {
                        self.inlines(&mut definition.term);
                        definition.bodies.iter_mut().for_each(|body| self.blocks(body));
                    }
                }
                BlockKind::Table(table) => {
                    let rows = table.rows.iter_mut().flatten();
                    table.head.iter_mut().chain(rows).for_each(|cell| self.inlines(cell));
                }
                BlockKind::Figure { image, .. } => image.link.0 += self.links,
                BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match &mut inline.kind {
                InlineKind::Run(run, _) => {
                    run.0 = *self.runs;
                    *self.runs += 1;
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner) => self.inlines(inner),
                InlineKind::Link(link, inner) => {
                    link.0 += self.links;
                    self.inlines(inner);
                }
                InlineKind::Image(image) => image.link.0 += self.links,
                InlineKind::Marker(marker) => marker.0 += self.markers,
                InlineKind::Citation(citation) => citation.0 += self.citations,
                InlineKind::Code(_)
                | InlineKind::Math { .. }
                | InlineKind::SoftBreak
                | InlineKind::HardBreak
                | InlineKind::Html(_) => {}
            }
        }
    }
}
