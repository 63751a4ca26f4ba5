//! What an import made of one document, as it is told to people and programs; how it was made is not known here.

/// What was found in a document, and where it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The document, as typed
    pub document: String,
    /// The format it was read as
    pub format: &'static str,
    /// The files that were written, or would be; the article first
    pub files: Vec<String>,
    /// Bibliographic data: the field, its value, and whether it was guessed
    pub fields: Vec<(&'static str, String, bool)>,
    /// Words of the text, without notes
    pub words: usize,
    /// Headings
    pub headings: usize,
    /// Notes
    pub notes: usize,
    /// Markers in the text
    pub markers: usize,
    /// The number of notes of a copy that has none of them
    pub absent: Option<usize>,
    /// Labels of markers without a note
    pub missing: Vec<String>,
    /// Labels of notes without a marker
    pub unmarked: Vec<String>,
    /// Citations, each a group in brackets or a name with a year
    pub citations: usize,
    /// Works that are cited and not listed, as printed
    pub unlisted: Vec<String>,
    /// Entries of the list of references
    pub references: usize,
    /// What was set apart: what it seems to be, its words, its line
    pub chrome: Vec<(&'static str, String, usize)>,
}
