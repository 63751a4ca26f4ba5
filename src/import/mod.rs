//! Foreign documents → articles: a small pipeline of its own, which only `commands` calls.
//!
//! 1. `open` brings the bytes to text and tells the format.
//! 2. The reader of the format (`text`, `html`, `markdown`, `docx`, `jats`, `epub`, `tei`) makes a [`draft::Draft`]: what
//!    was understood, as values, and whatever was not, in its place.
//! 3. `recognise` finds in a draft what its format does not mark: note markers, note lists, author-date citations,
//!    lists of references.
//! 4. `article` writes a draft as an article: front matter, Markdown, definitions of notes.
//!
//! What is written where, and what is printed, is not known here.

pub(crate) mod draft;
pub(crate) mod tree;
