//! What `site.toml` says, checked.

use super::citation::Listed;
use super::ids::{ArticleId, FileId, SessionId};
use super::span::{Span, Spanned};
use super::text::Text;

/// The reader's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The reader's title
    pub title: String,
    /// A line under it
    pub subtitle: Option<String>,
    /// For search engines
    pub description: Option<String>,
    /// The language of what the reader itself says (BCP 47)
    pub language: String,
    /// Where it will stand on the web
    pub base_url: Option<BaseUrl>,
    /// Who made it
    pub editor: Option<Editor>,
    /// The syllabus
    pub sessions: Vec<Session>,
    /// How citations look
    pub citations: CitationSettings,
    /// Whether there is a search page
    pub search: bool,
    /// Its file
    pub file: FileId,
}

/// Who made a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// A person's or a group's name
    pub name: String,
    /// Their page
    pub url: Option<String>,
}

/// One meeting of a class or a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its id
    pub id: SessionId,
    /// Its title
    pub title: String,
    /// When it meets, as typed
    pub date: Option<String>,
    /// What is read, in order
    pub articles: Vec<Spanned<ArticleId>>,
    /// Its introduction; empty where nothing is said
    pub text: Text,
    /// Where its id stands
    pub span: Span,
}

/// `[citations]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationSettings {
    /// A style's name in the archive, or the path of a `.csl` file below the root
    pub style: Spanned<String>,
    /// The locale (BCP 47); the site's language where none is given
    pub locale: Option<Spanned<String>>,
    /// Works that the bibliography of the reader lists though no text cites them
    pub listed: Vec<Spanned<Listed>>,
}

/// An absolute `http` or `https` address that ends in `/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks and completes an address; `None` if it is not an absolute web address without query and fragment.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let host = rest.split('/').next().unwrap_or_default();
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '"' | '<' | '>' | '\\');
        if host.is_empty() || !text.chars().all(plain) {
            return None;
        }
        Some(Self(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }))
    }

    /// The address with its `/` at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the address: `/` or `/deep/path/`.
    pub fn path(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
        self.0[after_scheme..].find('/').map_or("/", |at| &self.0[after_scheme + at..])
    }
}
