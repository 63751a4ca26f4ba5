//! An article: a work, the edition of it that stands here, its apparatus and its text.

use super::date::Date;
use super::ids::{ArticleId, FileId, NoteLabel, PageId};
use super::span::{Span, Spanned};
use super::text::Text;
use super::work::Work;

/// An article of the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its slug
    pub id: ArticleId,
    /// The work, citable under the slug
    pub work: Work,
    /// The text's language (BCP 47); the site's where it says none
    pub language: Option<String>,
    /// What it is about
    pub keywords: Vec<String>,
    /// This text of the work
    pub edition: Edition,
    /// The state of the source's notes and works
    pub apparatus: Apparatus,
    /// How its citations look, where not as the site's
    pub style: ArticleStyle,
    /// The body and the notes
    pub text: Text,
    /// Kept out of a build unless drafts are asked for
    pub draft: bool,
    /// Earlier slugs, which lead here
    pub aliases: Vec<Spanned<String>>,
    /// Its file
    pub file: FileId,
    /// Where the title stands
    pub title_span: Span,
}

/// `[citations]` of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleStyle {
    /// A style's name in the archive, or the path of a `.csl` file below the root
    pub style: Option<Spanned<String>>,
    /// The locale (BCP 47)
    pub locale: Option<Spanned<String>>,
}

impl Article {
    /// The title of the work.
    pub fn title(&self) -> &str {
        self.work.title()
    }
}

/// A page that is not an article; `content/index.md` is one, too.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its slug; `index` for the home page
    pub id: PageId,
    /// Its title
    pub title: String,
    /// For feeds and search engines
    pub description: Option<String>,
    /// Its place among the pages; those without one follow by title
    pub order: Option<i64>,
    /// The text's language
    pub language: Option<String>,
    /// Kept out of a build unless drafts are asked for
    pub draft: bool,
    /// Its text
    pub text: Text,
    /// Its file
    pub file: FileId,
}

/// This text of a work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edition {
    /// How much of the work it is
    pub kind: EditionKind,
    /// Who made it
    pub by: Option<String>,
    /// When it was made
    pub issued: Option<Date>,
    /// The licence of this text
    pub license: Option<String>,
}

/// How much of a work a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EditionKind {
    /// The whole text
    #[default]
    Full,
    /// Shortened, in words of its own
    Abridged,
    /// A part of the text, unchanged
    Excerpt,
    /// No text: the reference and a link
    LinkOnly,
}

impl EditionKind {
    /// The word in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Abridged => "abridged",
            Self::Excerpt => "excerpt",
            Self::LinkOnly => "link-only",
        }
    }
}

/// What `[apparatus]` declares of the source's notes and works.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Apparatus {
    /// How notes are numbered, where the article says
    pub numbering: Option<Numbering>,
    /// The whole note list is missing; it had so many notes
    pub absent: Option<Spanned<u32>>,
    /// Markers whose notes are lost
    pub missing: Vec<Spanned<NoteLabel>>,
    /// Notes that no marker points to
    pub unmarked: Vec<Spanned<NoteLabel>>,
    /// Works that the source cites and never lists
    pub works: Vec<Work>,
}

/// How notes are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// As printed in the source: the label is the number
    Source,
    /// 1, 2, 3 by the first marker
    Order,
}
