//! The parts of the tree that are still open while the events come in; which events open them is not known here.

use std::ops::Range;
use std::sync::Arc;

use super::scripts;
use crate::model::citation::Citation;
use crate::model::ids::{LinkId, NoteLabel};
use crate::model::text::{Alignment, Block, Definition, Inline, InlineKind, Item, Link, Marker};

/// An open block or inline.
#[derive(Debug)]
pub(super) struct Frame {
    /// What it is
    pub(super) kind: FrameKind,
    /// The bytes it covers
    pub(super) range: Range<usize>,
    /// What is in it so far
    pub(super) content: Content,
    /// The inlines in it that are a lone `^` or `~`, and may begin or end a superscript or subscript
    pub(super) marks: Vec<usize>,
}

/// What an open block or inline is.
#[derive(Debug)]
pub(super) enum FrameKind {
    /// The body of the text
    Body,
    /// A note; its place among the notes
    Note(usize),
    /// A block quote
    Quote,
    /// A list
    List {
        /// The first number
        start: Option<u64>,
        /// Whether no item has had a paragraph of its own yet
        tight: bool,
        /// The items so far
        items: Vec<Item>,
    },
    /// An item of a list, ticked or not
    Item(Option<bool>),
    /// A definition list
    Definitions(Vec<Definition>),
    /// A term of a definition list
    DefinitionTerm,
    /// What the term means
    DefinitionBody,
    /// A paragraph
    Paragraph,
    /// The text of a tight item, which pulldown-cmark gives no paragraph
    TightParagraph,
    /// A heading: its level and the id typed for it
    Heading(u8, Option<Arc<str>>),
    /// A code block
    Code(Option<Arc<str>>, String),
    /// A block of HTML
    Html(String),
    /// A table
    Table {
        /// One for each column
        alignments: Vec<Alignment>,
        /// The header's cells
        head: Vec<Vec<Inline>>,
        /// The rows' cells
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// The header of a table: its cells so far
    TableHead(Vec<Vec<Inline>>),
    /// A row of a table: its cells so far
    TableRow(Vec<Vec<Inline>>),
    /// A cell of a table
    TableCell,
    /// Emphasis and the like
    Inline(InlineFrame),
}

/// An open inline.
#[derive(Clone, Copy, Debug)]
pub(super) enum InlineFrame {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// `^…^`
    Superscript,
    /// `~…~`
    Subscript,
    /// `[…](…)`
    Link(LinkId),
}

/// What is in an open block or inline.
#[derive(Debug)]
pub(super) enum Content {
    /// Blocks
    Blocks(Vec<Block>),
    /// Inlines
    Inlines(Vec<Inline>),
    /// Neither: the frame's kind holds it
    Own,
}

/// What is looked up later, of the body or of one note: ids are positions in these.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Links and images
    pub(super) links: Vec<Link>,
    /// Citations
    pub(super) citations: Vec<Citation>,
    /// Note markers
    pub(super) markers: Vec<Marker>,
}

/// A note with its own tables.
#[derive(Debug)]
pub(super) struct BuiltNote {
    /// The label
    pub(super) label: NoteLabel,
    /// The marker at its head
    pub(super) head: Range<usize>,
    /// The blocks
    pub(super) blocks: Vec<Block>,
    /// What is looked up later
    pub(super) tables: Tables,
}

impl Frame {
    /// A frame that nothing is in yet.
    pub(super) fn new(kind: FrameKind, range: Range<usize>) -> Self {
        let content = match &kind {
            FrameKind::Body
            | FrameKind::Note(_)
            | FrameKind::Quote
            | FrameKind::Item(_)
            | FrameKind::DefinitionBody => Content::Blocks(Vec::new()),
            FrameKind::DefinitionTerm
            | FrameKind::Paragraph
            | FrameKind::TightParagraph
            | FrameKind::Heading(..)
            | FrameKind::TableCell
            | FrameKind::Inline(_) => Content::Inlines(Vec::new()),
            FrameKind::List { .. }
            | FrameKind::Definitions(_)
            | FrameKind::Code(..)
            | FrameKind::Html(_)
            | FrameKind::Table { .. }
            | FrameKind::TableHead(_)
            | FrameKind::TableRow(_) => Content::Own,
        };
        Self { kind, range, content, marks: Vec::new() }
    }
}

impl Frame {
    /// The inlines with their super- and subscripts; none for other content.
    pub(super) fn into_inlines(self) -> Vec<Inline> {
        match self.content {
            Content::Inlines(inlines) => scripts::resolve(inlines, &self.marks),
            Content::Blocks(_) | Content::Own => Vec::new(),
        }
    }
}

impl Content {
    /// The blocks; none for other content.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        match self {
            Self::Blocks(blocks) => blocks,
            Self::Inlines(_) | Self::Own => Vec::new(),
        }
    }
}

impl InlineFrame {
    /// The finished inline.
    pub(super) fn close(self, content: Vec<Inline>) -> InlineKind {
        match self {
            Self::Emphasis => InlineKind::Emphasis(content),
            Self::Strong => InlineKind::Strong(content),
            Self::Strikethrough => InlineKind::Strikethrough(content),
            Self::Superscript => InlineKind::Superscript(content),
            Self::Subscript => InlineKind::Subscript(content),
            Self::Link(link) => InlineKind::Link(link, content),
        }
    }
}
