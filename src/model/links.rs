//! What resolve found out, in side tables keyed by typed ids; nothing here knows HTML.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::address::Address;
use super::dated::DateConflict;
use super::ids::{
    AnnotationId, ArticleId, CitationId, DocumentId, EventId, NoteLabel, PageId, Paragraph, RunId, TermId,
    WorkKey,
};
use super::ledger::Ledger;
use super::rich::Rich;
use super::source::SourcePath;
use super::work::Work;

/// The side tables of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// What was found for each text
    pub documents: BTreeMap<DocumentId, DocumentLinks>,
    /// The passages that refer to each thing, in the order of the documents
    pub passages: BTreeMap<Referent, Vec<Passage>>,
    /// The dates that articles state against those of the events that they link
    pub conflicts: BTreeMap<EventId, Vec<DateConflict>>,
    /// Where the annotations of each article stand, in the order of the text
    pub placed: BTreeMap<ArticleId, Vec<Placed>>,
    /// The state of each article's apparatus
    pub ledgers: BTreeMap<ArticleId, Ledger>,
    /// Every work that is cited or listed, unidentified ones included
    pub works: BTreeMap<WorkId, Arc<Work>>,
    /// The bibliography of the whole reader, in its style's order
    pub references: Vec<Reference>,
    /// The full reference of each article as a work, cited or not
    pub article_references: BTreeMap<ArticleId, Reference>,
}

/// A work in the reader: those that only one article's apparatus declares belong to that article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkId {
    /// The article that declares the work, for an unidentified one
    pub declared_by: Option<ArticleId>,
    /// The key
    pub key: WorkKey,
}

/// What was found for one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentLinks {
    /// Where each link leads, by [`LinkId`](super::ids::LinkId)
    pub targets: Vec<Target>,
    /// The markers and notes
    pub notes: Notes,
    /// Each citation as it is shown, by [`CitationId`]
    pub citations: Vec<CitationText>,
    /// The works it cites, in the style's order
    pub references: Vec<Reference>,
    /// The stretches of each run of characters that annotations speak of, in order
    pub marks: BTreeMap<RunId, Vec<Mark>>,
    /// The stretches of each run of characters in notes that refer back, in order
    pub back: BTreeMap<RunId, Vec<BackLink>>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place in the reader; `lang` is set when the link's words are a term's form in another language
    Internal {
        /// The place
        address: Address,
        /// The language of the link's words (BCP 47)
        lang: Option<String>,
        /// The thing it names, for an `event:` or `term:` link
        referent: Option<Referent>,
    },
    /// A file of the reader
    Asset(SourcePath),
    /// Another site, or `mailto:`; checked to be safe
    External(String),
    /// Nowhere: a diagnostic says why
    Nowhere,
}

/// Something that passages refer to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referent {
    /// An article, by a link or a citation
    Article(ArticleId),
    /// A page
    Page(PageId),
    /// An event
    Event(EventId),
    /// A term
    Term(TermId),
    /// A work
    Work(WorkId),
}

/// A sentence that refers to something, cut where the referring words begin and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The text that holds it
    pub document: DocumentId,
    /// The ¶ it stands in, or whose marker leads to the note it stands in
    pub paragraph: Option<Paragraph>,
    /// The note it stands in
    pub note: Option<NoteLabel>,
    /// The place to land on: the link or citation itself
    pub address: Address,
    /// The sentence before the referring words
    pub before: String,
    /// The referring words; for a citation, its text
    pub words: String,
    /// The sentence after them
    pub after: String,
}

/// The markers and notes of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// By [`MarkerId`](super::ids::MarkerId)
    pub markers: Vec<NoteMarker>,
    /// The notes in the order of the list
    pub list: Vec<ListedNote>,
    /// The citations that stand in notes of their own, each with the index of its note in [`Notes::list`]
    pub cited: BTreeMap<CitationId, usize>,
}

/// A note marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMarker {
    /// The index of its note in [`Notes::list`]; `None` where a diagnostic says that there is none
    pub note: Option<usize>,
    /// The how-manieth marker of that note it is, from 1
    pub occurrence: u32,
}

/// A note in the list, a lost one included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedNote {
    /// Its label; that of a citation's own note is one that no other note has
    pub label: NoteLabel,
    /// What is printed for it
    pub number: String,
    /// Whether the note is there, and marked
    pub state: NoteState,
    /// What it consists of
    pub matter: NoteMatter,
    /// How many markers lead to it
    pub markers: u32,
    /// The index in [`Text::blocks`](super::text::Text::blocks) of the block with its first marker in the body
    pub block: Option<u32>,
}

impl ListedNote {
    /// The index in [`Text::notes`](super::text::Text::notes) of a note that the text's author wrote.
    pub fn definition(&self) -> Option<usize> {
        match self.matter {
            NoteMatter::Written(index) => Some(index),
            NoteMatter::Citation(_) | NoteMatter::Lost => None,
        }
    }

    /// Whether it is a citation that the style has put into a note.
    pub fn is_citation(&self) -> bool {
        matches!(self.matter, NoteMatter::Citation(_))
    }
}

/// What a note consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteMatter {
    /// What the author wrote: the index in [`Text::notes`](super::text::Text::notes)
    Written(usize),
    /// A citation of the text, in a style that cites in notes
    Citation(CitationId),
    /// Nothing: the note is lost
    Lost,
}

/// The states of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteState {
    /// It is there, and a marker leads to it
    Resolved,
    /// The marker is there, the note is lost
    Missing,
    /// The whole note list is lost
    Absent,
    /// It is there, and no marker leads to it
    Unmarked,
}

/// A citation as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitationText {
    /// What stands in the text; runs that stand for a work carry its id
    pub content: Rich,
    /// What its own note says, in styles that cite in notes
    pub note: Option<Rich>,
    /// The works, in the order of the cites; `None` for an undefined key
    pub works: Vec<Option<WorkId>>,
}

impl CitationText {
    /// The citation in the run of its sentence, one in a note of its own in brackets.
    pub fn words(&self) -> String {
        let content = self.content.text();
        let Some(note) = &self.note else { return content };
        let note = note.text();
        let inner = note.trim().trim_end_matches('.');
        if content.is_empty() { format!("({inner})") } else { format!("{content} ({inner})") }
    }
}

/// A work in a bibliography.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The work
    pub work: WorkId,
    /// The number or label before it, in styles that have one
    pub label: Option<Rich>,
    /// Its text
    pub content: Rich,
}

/// A stretch of a run of characters that an annotation speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the run
    pub range: Range<usize>,
    /// The annotation
    pub annotation: AnnotationId,
    /// The first stretch of the annotation
    pub first: bool,
}

/// A stretch of a run of characters in a note that refers back: “ibid.”, “note 4 above”, a short title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackLink {
    /// Bytes of the run
    pub range: Range<usize>,
    /// What it means
    pub to: BackTarget,
    /// The last stretch of the words
    pub ends: bool,
}

/// What words in a note refer back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackTarget {
    /// A note of the same text
    Note(NoteLabel),
    /// A note that is lost
    Lost(NoteLabel),
    /// A work
    Work(WorkId),
}

/// Where an annotation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The annotation
    pub annotation: AnnotationId,
    /// Its index in [`AnnotationSet::annotations`](super::annotation::AnnotationSet::annotations)
    pub index: usize,
    /// The block that its quote begins in
    pub at: super::text::Within,
    /// The ¶ of that block
    pub paragraph: Option<Paragraph>,
}
