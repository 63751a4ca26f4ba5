//! The text of a foreign document as a tree of blocks and inlines, the same for every format; how it is written as
//! Markdown is not known here.

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    /// What it is
    pub(crate) kind: BlockKind,
    /// The line of the source where it begins, from 1; 0 where the format has no lines
    pub(crate) line: usize,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BlockKind {
    /// A heading of level 2 to 6; the title of the document is a field
    Heading(u8, Vec<Inline>),
    /// A paragraph
    Paragraph(Vec<Inline>),
    /// A block quotation
    Quote(Vec<Block>),
    /// A list; with a number, an ordered one that begins at it
    List(Option<u64>, Vec<Vec<Block>>),
    /// Terms and their definitions
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// A code block with its language
    Code(Option<String>, String),
    /// A table: the head's cells, then the rows'
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// A picture alone in its paragraph: address or file name, alternative text, caption
    Figure {
        /// Where it is
        source: String,
        /// What it shows, for who cannot see it
        alt: String,
        /// Its caption
        caption: Vec<Inline>,
    },
    /// A formula of its own, in TeX
    Formula(String),
    /// A change of subject
    Rule,
    /// Text that is Markdown already, written as it is
    Markdown(String),
}

/// A stretch of running text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Inline {
    /// Words, of which none is markup
    Text(String),
    /// Emphasis
    Emphasis(Vec<Inline>),
    /// Strong emphasis
    Strong(Vec<Inline>),
    /// What was deleted
    Strikethrough(Vec<Inline>),
    /// Raised words that are no note's marker
    Superscript(Vec<Inline>),
    /// Lowered words
    Subscript(Vec<Inline>),
    /// Code
    Code(String),
    /// A formula in TeX
    Formula(String),
    /// A link: its address, its words
    Link(String, Vec<Inline>),
    /// A picture in the line: address or file name, alternative text
    Image(String, String),
    /// A note's marker, with the note's label
    Marker(String),
    /// A citation
    Citation(Citation),
    /// A line's end that the author wants
    Break,
}

/// A group of citations that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation {
    /// Its parts, in order
    pub(crate) cites: Vec<Cite>,
    /// How it stands in the sentence
    pub(crate) form: CitationForm,
    /// As printed, brackets and all
    pub(crate) printed: String,
}

/// How a citation stands in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CitationForm {
    /// In brackets: `[@xi-2017c, p. 4]`
    Bracketed,
    /// As a part of the sentence: `@xi-2017c [p. 4]`
    Narrative,
    /// In brackets after the author's name: `[-@xi-2017c]`
    YearOnly,
}

/// One work in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cite {
    /// Words before it: `see also`
    pub(crate) prefix: String,
    /// The work's key, without `@`
    pub(crate) key: String,
    /// Locator and what follows, as Pandoc's syntax writes them after the comma: `p. 370`; empty where there is none
    pub(crate) suffix: String,
}
