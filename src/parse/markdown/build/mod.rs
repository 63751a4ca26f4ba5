//! The tree from pulldown-cmark's events; ids are counted apart for the body and for each note, and put in order later.
//!
//! The stack of open frames is a vector. Beyond [`DEEPEST`] frames no more are opened: what stands there becomes plain
//! text, with one diagnostic for each such place.

mod blocks;
mod inlines;

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::frame::{BuiltNote, Frame, FrameKind, Tables};
use super::prepare::Prepared;
use super::{Origin, extensions};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;
use crate::model::text::{Block, BlockKind, Within};

/// The frames that may be open at once.
const DEEPEST: usize = 64;

/// A text whose ids are still counted apart for the body and each note.
#[derive(Debug)]
pub(super) struct Built {
    /// The blocks of the body
    pub(super) blocks: Vec<Block>,
    /// What is looked up later, of the body
    pub(super) tables: Tables,
    /// The notes, in the order of the text
    pub(super) notes: Vec<(BuiltNote, Span)>,
}

/// Builds the tree of a prepared text.
pub(super) fn build(origin: Origin<'_>, prepared: &Prepared<'_>, diagnostics: &mut Vec<Diagnostic>) -> Built {
    let mut builder = Builder {
        origin,
        prepared,
        diagnostics,
        stack: vec![Frame::new(FrameKind::Body, 0..origin.text.len())],
        body: Tables::default(),
        notes: Vec::new(),
        run: None,
        citation: 0,
        covered: 0..0,
        image: None,
        flat: None,
    };
    let parser = Parser::new_ext(&prepared.masked, extensions());
    for (event, range) in parser.into_offset_iter() {
        if let Some(typed) = prepared.typed(range.clone()) {
            builder.event(event, range, typed);
        }
    }
    builder.finish()
}

struct Builder<'a, 'd> {
    origin: Origin<'a>,
    prepared: &'a Prepared<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
    /// The open blocks and inlines; the body is at the bottom
    stack: Vec<Frame>,
    body: Tables,
    notes: Vec<BuiltNote>,
    /// The run of characters that is being gathered
    run: Option<(String, Range<usize>)>,
    /// The next citation
    citation: usize,
    /// What the last citation has taken of the text
    covered: Range<usize>,
    /// The image whose words are being gathered
    image: Option<OpenImage>,
    /// The place that is too deep, while it lasts
    flat: Option<Flat>,
}

/// An image whose words are being gathered.
struct OpenImage {
    link: crate::model::ids::LinkId,
    alt: String,
    range: Range<usize>,
    /// How many tags are open in it
    depth: usize,
}

/// What stands too deep, as plain text.
struct Flat {
    text: String,
    range: Range<usize>,
    /// How many tags are open in it, with the first
    depth: usize,
}

impl Builder<'_, '_> {
    fn event(&mut self, event: Event<'_>, masked: Range<usize>, typed: Range<usize>) {
        if self.flat.is_some() {
            self.flat_event(&event, masked, typed);
        } else if self.is_in_citation(&event, &typed) {
            // What is left of an address in a citation, whose words the citation has.
        } else if self.image.is_some() {
            self.image_event(&event, masked, typed);
        } else {
            match event {
                Event::Start(tag) => self.start(tag, typed),
                Event::End(_) => self.end(),
                Event::Rule => {
                    self.close_tight();
                    self.push_block(BlockKind::Rule, typed);
                }
                Event::TaskListMarker(done) => self.task(done),
                event => self.inline_event(event, masked, typed),
            }
        }
    }

    fn is_in_citation(&self, event: &Event<'_>, typed: &Range<usize>) -> bool {
        let link = matches!(event, Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link));
        link && typed.start >= self.covered.start && typed.end <= self.covered.end
    }

    /// The tables of the body, or of the note that is open.
    fn tables(&mut self) -> &mut Tables {
        match self.open_note() {
            Some(note) if note < self.notes.len() => &mut self.notes[note].tables,
            _ => &mut self.body,
        }
    }

    fn open_note(&self) -> Option<usize> {
        self.stack.iter().rev().find_map(|frame| match frame.kind {
            FrameKind::Note(note) => Some(note),
            _ => None,
        })
    }

    fn within(&self) -> Within {
        let ordinal = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        match self.open_note() {
            Some(note) => Within::Note(ordinal(note)),
            None => Within::Body(ordinal(self.body_blocks())),
        }
    }

    fn body_blocks(&self) -> usize {
        match self.stack.first().map(|frame| &frame.content) {
            Some(super::frame::Content::Blocks(blocks)) => blocks.len(),
            _ => 0,
        }
    }

    /// Characters of an event as they were typed, where they stand in the text as they are.
    fn typed_text<'s>(&'s self, shown: &'s str, masked: Range<usize>, typed: Range<usize>) -> &'s str {
        if self.prepared.masked.get(masked) == Some(shown) {
            self.prepared.source.get(typed).unwrap_or(shown)
        } else {
            shown
        }
    }

    /// Begins a stretch of plain text where nesting is too deep.
    fn begin_flat(&mut self, range: Range<usize>) {
        let span = self.origin.span(range.start..self.first_line_end(&range));
        self.diagnostics.push(
            Diagnostic::at(Code::NestingTooDeep, span, format!("nesting deeper than {DEEPEST} levels"))
                .label("from here on it is plain text")
                .help("use fewer quotes, lists or marks of emphasis within each other"),
        );
        self.flat = Some(Flat { text: String::new(), range, depth: 1 });
    }

    fn first_line_end(&self, range: &Range<usize>) -> usize {
        let text = self.prepared.source.get(range.clone()).unwrap_or_default();
        range.start + text.find('\n').unwrap_or(text.len()).min(80).min(text.len())
    }

    fn finish(mut self) -> Built {
        while self.stack.len() > 1 {
            self.end();
        }
        self.close_run();
        let blocks = self.stack.pop().map(|frame| frame.content.into_blocks()).unwrap_or_default();
        let origin = self.origin;
        let notes = self.notes.into_iter().map(|note| {
            let span = origin.span(note.head.clone());
            (note, span)
        });
        Built { blocks, tables: self.body, notes: notes.collect() }
    }
}
