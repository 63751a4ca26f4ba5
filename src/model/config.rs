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
    /// How the preview leads to a place in an editor
    pub editor_link: Option<EditorLink>,
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

/// An address that opens a place of a file in an editor, such as `vscode://file/{path}:{line}:{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorLink(String);

/// Schemes that run or hold what they are given, instead of opening it.
const NO_EDITORS: [&str; 5] = ["javascript", "data", "vbscript", "blob", "about"];

impl EditorLink {
    /// Checks an address; `None` if it has no scheme, one that is no editor's, or no `{path}`.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        let plain = text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\'));
        let editor = !NO_EDITORS.iter().any(|no| scheme.eq_ignore_ascii_case(no));
        (named && plain && editor && rest.contains("{path}")).then(|| Self(text.to_owned()))
    }

    /// The address of a place; `path` is percent-encoded already.
    pub fn to(&self, path: &str, line: usize, column: usize) -> String {
        let placed = self.0.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        // An address may have the slash already that paths begin with.
        let slashed = self.0.contains("/{path}") && !self.0.contains("//{path}");
        placed.replace("{path}", if slashed { path.trim_start_matches('/') } else { path })
    }
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::EditorLink;

    #[test]
    fn editors_have_schemes_of_their_own() {
        let link = EditorLink::parse("vscode://file/{path}:{line}:{column}").unwrap();
        assert_eq!(link.to("/a%20b/x.md", 3, 7), "vscode://file/a%20b/x.md:3:7");
        let link = EditorLink::parse("txmt://open?url=file://{path}&line={line}").unwrap();
        assert_eq!(link.to("/x.md", 3, 7), "txmt://open?url=file:///x.md&line=3");
        for no in
            ["javascript:{path}", "JavaScript:{path}", "{path}", "vscode://file/", "a b:{path}", "1:{path}"]
        {
            assert_eq!(EditorLink::parse(no), None, "{no}");
        }
    }
}
