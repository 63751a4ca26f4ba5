//! What a reader of a foreign format understood of one document; how it becomes an article is not known here.

use crate::model::diagnostic::Diagnostic;

use super::csl::Item;
use super::tree::Block;

/// One document, understood as far as it goes. No word of it is lost: what is no field, block, note, entry of the list
/// of references or image is in `chrome`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// The bibliographic data, by CSL variable, in the order in which they are to be written
    pub(crate) fields: Vec<Field>,
    /// What is known of this text of the work, as `[edition]` names it: `kind`, `by`, `issued`, `license`
    pub(crate) edition: Vec<Field>,
    /// The text, without its notes
    pub(crate) blocks: Vec<Block>,
    /// The notes, in the order of the copy
    pub(crate) notes: Vec<Note>,
    /// The list of references, an entry each
    pub(crate) references: Vec<Reference>,
    /// The works that its program put into the document, as that describes them
    pub(crate) items: Vec<Item>,
    /// What the copy lacks
    pub(crate) apparatus: Apparatus,
    /// What belongs to the site and not to the work: navigation, adverts, forms
    pub(crate) chrome: Vec<Chrome>,
    /// The images that came with the document
    pub(crate) files: Vec<Extracted>,
    /// What was not understood, or understood with doubt, at the source's line
    pub(crate) doubts: Vec<Diagnostic>,
    /// What was counted in text that is Markdown already, which nobody counts again
    pub(crate) counted: Counted,
}

/// How much there is in text that is Markdown already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Headings
    pub(crate) headings: usize,
    /// Markers of notes
    pub(crate) markers: usize,
    /// Citations, each a group
    pub(crate) citations: usize,
}

/// One article of a document: most have one.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// What it is called within the document, where that has several
    pub(crate) name: Option<String>,
    /// What was understood of it
    pub(crate) draft: Draft,
}

/// One piece of bibliographic data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// A CSL variable, as article front matter names it: `title`, `author`, `container-title`, `issued`, …
    pub(crate) name: &'static str,
    /// What it holds
    pub(crate) value: Value,
    /// Whether the document says so
    pub(crate) certainty: Certainty,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text; dates as EDTF
    Text(String),
    /// Several texts, such as keywords
    List(Vec<String>),
    /// Names, in order
    Names(Vec<PersonName>),
}

/// A name, as far as its parts are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PersonName {
    /// One string, to be split by whoever reads the front matter: `Rosemary Foot`
    Whole(String),
    /// In parts
    Parts {
        /// The given names
        given: String,
        /// The family name
        family: String,
        /// The ORCID iD, bare
        orcid: Option<String>,
    },
}

/// Whether a document says a thing, or it was guessed from where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// The document names the field: a `meta` element, a line `Date: …`
    Stated,
    /// Guessed; the front matter marks it `# guessed`
    Guessed,
}

/// One note of the author.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Note {
    /// Its label, as printed where it is a number or a symbol
    pub(crate) label: String,
    /// Its text
    pub(crate) blocks: Vec<Block>,
    /// The line of the source where it begins, from 1; 0 where the format has no lines
    pub(crate) line: usize,
}

/// One entry of the list of references.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    /// The key that citations use: `foot-2019`, `xi-2017b`
    pub(crate) key: String,
    /// The entry as printed; kept in the variable `note` where the rest is not certain
    pub(crate) printed: String,
    /// The CSL type, where it is certain
    pub(crate) kind: Option<&'static str>,
    /// What of it was understood
    pub(crate) fields: Vec<Field>,
    /// The line of the source where it begins, from 1; 0 where the format has no lines
    pub(crate) line: usize,
}

/// What the copy lacks, as `[apparatus]` says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Apparatus {
    /// The number of notes, where the copy has markers and no list of notes at all
    pub(crate) absent: Option<usize>,
    /// Labels of markers whose notes are lost
    pub(crate) missing: Vec<String>,
    /// Labels of notes to which no marker points
    pub(crate) unmarked: Vec<String>,
    /// Works that the text cites and no list describes
    pub(crate) works: Vec<Unlisted>,
}

/// A work that the text cites and no list describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unlisted {
    /// The key that citations use
    pub(crate) key: String,
    /// Author and year as printed: `Xi 2017b`
    pub(crate) printed: String,
}

/// Lines that belong to the site and not to the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chrome {
    /// What it seems to be: `navigation`, `share buttons`, `comment form`
    pub(crate) what: &'static str,
    /// Its words
    pub(crate) text: String,
    /// The line of the source where it begins, from 1; 0 where the format has no lines
    pub(crate) line: usize,
}

/// An image that came with the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extracted {
    /// The name under which the text refers to it: a bare file name
    pub(crate) name: String,
    /// Its bytes
    pub(crate) bytes: Vec<u8>,
}
