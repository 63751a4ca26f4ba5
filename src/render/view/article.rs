//! The view of an article: `article.html`.

use serde::Serialize;

use super::{EventView, Html, LinkView, PassageGroup, ReferenceView, Shell, StripView};

/// `article.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ArticlePage {
    /// The frame
    pub(crate) shell: Shell,
    /// The work that the text is of
    pub(crate) work: WorkMeta,
    /// This text of it
    pub(crate) edition: EditionView,
    /// The article's keywords
    pub(crate) keywords: Vec<LinkView>,
    /// The sessions that read it
    pub(crate) sessions: Vec<LinkView>,
    /// The article before it in the syllabus
    pub(crate) previous: Option<LinkView>,
    /// The article after it
    pub(crate) next: Option<LinkView>,
    /// The headings, in order
    pub(crate) contents: Vec<HeadingView>,
    /// The body
    pub(crate) blocks: Vec<BlockView>,
    /// The list of notes
    pub(crate) notes: Vec<NoteView>,
    /// What the list of notes has to say of itself: a whole list that is lost; `None` when all is well
    pub(crate) notes_statement: Option<String>,
    /// The works it cites
    pub(crate) references: Vec<ReferenceView>,
    /// The events that its text links, in order of time
    pub(crate) events: Vec<EventView>,
    /// The same at their places in the text and in time, if there are several
    pub(crate) strip: Option<StripView>,
    /// What refers to it
    pub(crate) referrers: Vec<PassageGroup>,
    /// The state of its apparatus in words, one line a state: “24 note markers: 22 resolved, 2 missing”
    pub(crate) apparatus: Vec<String>,
    /// The way to its ledger
    pub(crate) apparatus_href: String,
    /// The kinds of annotation on the page, with how many there are of each
    pub(crate) annotation_kinds: Vec<FactView>,
    /// Words in the body
    pub(crate) words: usize,
    /// Minutes to read it
    pub(crate) minutes: usize,
    /// The bibliographic data as files: BibLaTeX, CSL-JSON, RIS
    pub(crate) exports: Vec<LinkView>,
}

/// The work of an article.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct WorkMeta {
    /// The slug, which is its citation key
    pub(crate) key: String,
    /// The title
    pub(crate) title: String,
    /// The authors' names
    pub(crate) authors: Vec<String>,
    /// The authors in a line; empty where there is none
    pub(crate) byline: String,
    /// The date of the work in words
    pub(crate) issued: Option<String>,
    /// The reference in the reader's style
    pub(crate) reference: Html,
    /// The abstract
    #[serde(rename = "abstract")]
    pub(crate) abstract_: Option<String>,
    /// Other facts to show, each with its label: “Journal”, “DOI”
    pub(crate) facts: Vec<FactView>,
}

/// A labelled value.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FactView {
    /// The label
    pub(crate) label: String,
    /// The value
    pub(crate) value: String,
    /// Where the value leads
    pub(crate) href: Option<String>,
}

/// This text of the work.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EditionView {
    /// `full`, `abridged`, `excerpt` or `link-only`
    pub(crate) kind: &'static str,
    /// A sentence that says what the text is; `None` for a full text without further data
    pub(crate) statement: Option<String>,
    /// The licence of this text
    pub(crate) license: Option<String>,
    /// The address of the licence's text, for Creative Commons
    pub(crate) license_href: Option<String>,
}

/// A heading in the contents.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HeadingView {
    /// 2 to 6
    pub(crate) level: u8,
    /// Its fragment
    pub(crate) id: String,
    /// Its text
    pub(crate) title: String,
}

/// A top-level block of a text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BlockView {
    /// `paragraph`, `heading`, `quote`, `list`, `table`, `code`, `figure`, `definitions`, `rule`, `html`
    pub(crate) kind: &'static str,
    /// The fragment, `p12`; headings carry theirs in the HTML
    pub(crate) id: Option<String>,
    /// The ¶
    pub(crate) number: Option<u32>,
    /// The block's HTML
    pub(crate) html: Html,
    /// Copies of the notes whose first marker stands in it, for the margin; without ids
    pub(crate) sidenotes: Vec<SidenoteView>,
    /// The annotations whose quote begins in it
    pub(crate) annotations: Vec<AnnotationView>,
}

/// A note's copy in the margin.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SidenoteView {
    /// What is printed for it
    pub(crate) number: String,
    /// `resolved`, `missing`, `absent` or `unmarked`
    pub(crate) state: &'static str,
    /// `written` by the author of the text, or the `citation` of a style that cites in notes
    pub(crate) kind: &'static str,
    /// Its HTML
    pub(crate) html: Html,
}

/// A note in the list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NoteView {
    /// `fn-8`
    pub(crate) id: String,
    /// What is printed for it
    pub(crate) number: String,
    /// `resolved`, `missing`, `absent` or `unmarked`
    pub(crate) state: &'static str,
    /// `written` by the author of the text, or the `citation` of a style that cites in notes
    pub(crate) kind: &'static str,
    /// Its HTML; for a lost note, the line that says what is lost and why
    pub(crate) html: Html,
    /// The ways back, one for each marker; `title` is `1`, `2`, …
    pub(crate) back: Vec<LinkView>,
}

/// An annotation.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AnnotationView {
    /// `a-<id>`
    pub(crate) id: String,
    /// `context`, `gloss`, `question`, `critique` or `comparison`
    pub(crate) kind: &'static str,
    /// The layer it belongs to
    pub(crate) layer: Option<String>,
    /// Who wrote it
    pub(crate) by: Option<String>,
    /// The words it speaks of
    pub(crate) quote: String,
    /// Its HTML
    pub(crate) html: Html,
    /// What to see as well
    pub(crate) see: Vec<LinkView>,
}
