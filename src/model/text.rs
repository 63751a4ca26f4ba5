//! Markdown as a tree of blocks and inlines (CommonMark's terms); what its links and keys mean is not known here.

use std::sync::Arc;

use super::citation::{Citation, Listed};
use super::ids::{CitationId, LinkId, MarkerId, NoteLabel, Paragraph, RunId};
use super::span::{Span, Spanned};

/// One parsed Markdown text with tables of everything in it that resolve has to look up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// The blocks, note definitions apart
    pub blocks: Vec<Block>,
    /// The note definitions in document order, duplicates included
    pub notes: Vec<NoteDefinition>,
    /// Every link and image, in document order: body first, then notes
    pub links: Vec<Link>,
    /// Every citation, likewise
    pub citations: Vec<Citation>,
    /// The works that its bibliography lists though it does not cite them
    pub listed: Vec<Spanned<Listed>>,
    /// Every note marker `[^8]`, likewise
    pub markers: Vec<Marker>,
    /// How many runs of plain characters it has: [`RunId`]s are below this
    pub runs: u32,
}

impl Text {
    /// Visits every block of the body and the notes, those inside other blocks as well, in document order.
    pub fn each_block<'t>(&'t self, visit: &mut dyn FnMut(&'t Block)) {
        each(&self.blocks, visit);
        for note in &self.notes {
            each(&note.blocks, visit);
        }
    }
}

fn each<'t>(blocks: &'t [Block], visit: &mut dyn FnMut(&'t Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(blocks) => each(blocks, visit),
            BlockKind::List { items, .. } => items.iter().for_each(|item| each(&item.blocks, visit)),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|d| &d.bodies).for_each(|body| each(body, visit));
            }
            _ => {}
        }
    }
}

/// A block and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is
    pub kind: BlockKind,
    /// Where it stands
    pub span: Span,
    /// Its number, if it is a top-level block of a document and neither heading, rule nor raw HTML
    pub number: Option<Paragraph>,
}

/// CommonMark's blocks, and those of the extensions that postil reads.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph
    Paragraph(Vec<Inline>),
    /// A heading
    Heading(Heading),
    /// A block quote
    Quote(Vec<Block>),
    /// A list; `start` is the first number of an ordered one
    List {
        /// The first number, for an ordered list
        start: Option<u64>,
        /// Without paragraphs around the items' text
        tight: bool,
        /// The items
        items: Vec<Item>,
    },
    /// A definition list
    Definitions(Vec<Definition>),
    /// A code block
    Code {
        /// The first word of the info string
        language: Option<Arc<str>>,
        /// The code
        text: Arc<str>,
    },
    /// A table
    Table(Table),
    /// An image alone in its paragraph
    Figure {
        /// The image
        image: Image,
        /// The caption, from the image's title
        caption: Option<String>,
    },
    /// A thematic break
    Rule,
    /// Raw HTML, as typed; it passes the allow-list when it is rendered
    Html(Arc<str>),
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6
    pub level: u8,
    /// The fragment, `h-` included: from `{#id}`, or else from the words; unique in its text
    pub id: Arc<str>,
    /// Its text
    pub content: Vec<Inline>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Ticked or not, for a task
    pub task: Option<bool>,
    /// What it holds
    pub blocks: Vec<Block>,
}

/// A term of a definition list with its definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term
    pub term: Vec<Inline>,
    /// Its definitions
    pub bodies: Vec<Vec<Block>>,
}

/// A table: every row has as many cells as there are alignments.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One for each column
    pub alignments: Vec<Alignment>,
    /// The header's cells
    pub head: Vec<Vec<Inline>>,
    /// The rows' cells
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the reader of the page has it
    Default,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// An inline and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is
    pub kind: InlineKind,
    /// Where it stands
    pub span: Span,
}

/// CommonMark's inlines, and those of the extensions that postil reads.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Plain characters
    Run(RunId, Arc<str>),
    /// `` `code` ``
    Code(Arc<str>),
    /// `*emphasis*`
    Emphasis(Vec<Inline>),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `~~struck~~`
    Strikethrough(Vec<Inline>),
    /// `^super^`
    Superscript(Vec<Inline>),
    /// `~sub~`
    Subscript(Vec<Inline>),
    /// A link; its target is in [`Text::links`]
    Link(LinkId, Vec<Inline>),
    /// An image
    Image(Image),
    /// A note marker; its label is in [`Text::markers`]
    Marker(MarkerId),
    /// A citation; its items are in [`Text::citations`]
    Citation(CitationId),
    /// TeX: `$…$`, or `$$…$$` when displayed
    Math {
        /// Set on a line of its own
        display: bool,
        /// The source
        tex: Arc<str>,
    },
    /// A line's end that is only white space
    SoftBreak,
    /// A line's end that stays
    HardBreak,
    /// Raw HTML, as typed
    Html(Arc<str>),
}

/// An image; its address is in [`Text::links`].
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Where its address stands
    pub link: LinkId,
    /// The words that stand for it
    pub alt: String,
}

/// A link or an image as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The destination as typed, with escapes undone
    pub destination: Arc<str>,
    /// The title
    pub title: Option<Arc<str>>,
    /// Link or image
    pub role: LinkRole,
    /// The whole link
    pub span: Span,
    /// What of the text it belongs to
    pub within: Within,
}

/// What a [`Link`] entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRole {
    /// `[…](…)` and `<…>`
    Link,
    /// `![…](…)`
    Image,
}

/// The part of a text that something stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// The body; the top-level block's index in [`Text::blocks`]
    Body(u32),
    /// A note; its index in [`Text::notes`]
    Note(u32),
}

/// A note marker as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The label
    pub label: NoteLabel,
    /// The marker
    pub span: Span,
    /// Where it stands
    pub within: Within,
}

/// A note as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteDefinition {
    /// The label
    pub label: NoteLabel,
    /// The note's blocks
    pub blocks: Vec<Block>,
    /// The marker at its head
    pub span: Span,
}

/// The characters of some inlines, as they would be read aloud: markup, markers, citations and raw HTML left out.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Run(_, text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Math { tex, .. } => out.push_str(tex),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::Link(_, content) => push_plain(content, out),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Image(_) | InlineKind::Marker(_) | InlineKind::Citation(_) | InlineKind::Html(_) => {}
        }
    }
}
