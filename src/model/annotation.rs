//! The editor's annotations: W3C Web Annotations whose target is a TextQuoteSelector. Where a quote stands is not known here.

use super::ids::{AnnotationId, ArticleId, FileId};
use super::span::{Span, Spanned};
use super::text::Text;

/// One file of annotations to one article.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnotationSet {
    /// The article
    pub article: ArticleId,
    /// The annotations in the file's order
    pub annotations: Vec<Annotation>,
    /// Its file
    pub file: FileId,
}

/// A remark on a stretch of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Unique in its article; made from the quote where none is given
    pub id: AnnotationId,
    /// Who wrote it: its own `by`, or the file's
    pub by: Option<String>,
    /// The layer it belongs to: its own, or the file's
    pub layer: Option<String>,
    /// The words it speaks of
    pub quote: Spanned<String>,
    /// The words before them (TextQuoteSelector `prefix`)
    pub prefix: Option<String>,
    /// The words after them (TextQuoteSelector `suffix`)
    pub suffix: Option<String>,
    /// What kind of remark it is
    pub kind: AnnotationKind,
    /// What it says
    pub text: Text,
    /// Ids of terms, events or articles to see as well
    pub see: Vec<Spanned<String>>,
    /// The whole annotation
    pub span: Span,
}

/// What an annotation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnnotationKind {
    /// Background that the text takes for granted
    Context,
    /// The meaning of a word
    Gloss,
    /// Something to talk about
    Question,
    /// A doubt
    Critique,
    /// What another text says
    Comparison,
}

impl AnnotationKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Context, Self::Gloss, Self::Question, Self::Critique, Self::Comparison];

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Gloss => "gloss",
            Self::Question => "question",
            Self::Critique => "critique",
            Self::Comparison => "comparison",
        }
    }
}
