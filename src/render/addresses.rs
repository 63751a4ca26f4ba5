//! Spells addresses: every URL in the output passes [`Addresses::href`] or [`Addresses::file`]. Which pages there are is not known here.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::address::{Address, Location};
use crate::model::config::BaseUrl;

/// RFC 3986's unreserved characters stay as they are in a path segment; so does `~` in a fragment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How the addresses of one reader are spelled.
///
/// With a base URL they are absolute paths below its path, and folders end in `/`. Without one they are relative to the
/// page that shows them and name `index.html`, so that a folder of files works without a server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addresses<'a> {
    base: Option<&'a BaseUrl>,
}

impl<'a> Addresses<'a> {
    /// The addresses of a reader that stands at `base`, or anywhere.
    pub(super) fn new(base: Option<&'a BaseUrl>) -> Self {
        Self { base }
    }

    /// The address of a place, as a page at `from` spells it.
    pub(super) fn href(self, from: &Location, to: &Address) -> String {
        let fragment = to.fragment.as_ref().map(|f| encode(f.as_str()));
        if let (true, Some(fragment)) = (*from == to.page, &fragment) {
            return format!("#{fragment}");
        }
        let mut href = self.file(from, &path(&to.page));
        if let Some(fragment) = fragment {
            href.push('#');
            href.push_str(&fragment);
        }
        href
    }

    /// The address of a file of the output, as a page at `from` spells it. `path` is not encoded.
    pub(super) fn file(self, from: &Location, path: &str) -> String {
        match self.base {
            Some(base) => format!("{}{}", base.path(), encode_path(short(path))),
            None => relative(&self::path(from), path),
        }
    }

    /// The absolute address of a file of the output, where the reader's place is known.
    pub(super) fn absolute(self, path: &str) -> Option<String> {
        self.base.map(|base| format!("{}{}", base.as_str(), encode_path(short(path))))
    }
}

/// The file that holds a page, below the output folder.
pub(super) fn path(page: &Location) -> String {
    match page {
        Location::Home => "index.html".to_owned(),
        Location::Session(id) => format!("sessions/{id}/index.html"),
        Location::Article(id) => format!("articles/{id}/index.html"),
        Location::Page(id) => format!("pages/{id}/index.html"),
        Location::Timeline => "timeline/index.html".to_owned(),
        Location::Period(slug) => format!("timeline/{slug}/index.html"),
        Location::Event(id) => format!("timeline/{id}/index.html"),
        Location::Glossary => "glossary/index.html".to_owned(),
        Location::Term(id) => format!("glossary/{id}/index.html"),
        Location::References => "references/index.html".to_owned(),
        Location::Apparatus => "apparatus/index.html".to_owned(),
        Location::Keywords => "keywords/index.html".to_owned(),
        Location::Keyword(slug) => format!("keywords/{slug}/index.html"),
        Location::Search => "search/index.html".to_owned(),
        Location::NotFound => "404.html".to_owned(),
    }
}

/// A path without the `index.html` that servers add themselves.
fn short(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

fn relative(from: &str, to: &str) -> String {
    let from_folders: Vec<&str> = from.split('/').rev().skip(1).collect();
    let mut from_folders: Vec<&str> = from_folders.into_iter().rev().collect();
    let mut to_parts: Vec<&str> = to.split('/').collect();
    while to_parts.len() > 1 && from_folders.first() == to_parts.first() {
        from_folders.remove(0);
        to_parts.remove(0);
    }
    let up = "../".repeat(from_folders.len());
    format!("{up}{}", encode_path(&to_parts.join("/")))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed expectation should stop the test")]
mod tests {
    use super::Addresses;
    use crate::model::address::{Address, Fragment, Location};
    use crate::model::config::BaseUrl;
    use crate::model::ids::{ArticleId, TermId};

    fn check(base: Option<&str>, from: &Location, to: &Location, fragment: Option<&str>, href: &str) {
        let base = base.map(|base| BaseUrl::parse(base).unwrap());
        let address = Address { page: to.clone(), fragment: fragment.map(Fragment::new) };
        assert_eq!(Addresses::new(base.as_ref()).href(from, &address), href);
    }

    #[test]
    fn addresses_fit_where_the_reader_stands() {
        let a = Location::Article(ArticleId::new("a"));
        let b = Location::Article(ArticleId::new("b"));
        let zh = Location::Term(TermId::new("新"));
        check(None, &a, &b, None, "../b/index.html");
        check(None, &a, &b, Some("p1"), "../b/index.html#p1");
        check(None, &a, &a, Some("fn-ä"), "#fn-%C3%A4");
        check(None, &a, &a, None, "index.html");
        check(None, &a, &Location::Home, None, "../../index.html");
        check(None, &Location::Home, &zh, None, "glossary/%E6%96%B0/index.html");
        check(None, &Location::NotFound, &Location::Timeline, None, "timeline/index.html");
        check(Some("https://x.org/deep/path"), &a, &b, Some("p1"), "/deep/path/articles/b/#p1");
        check(Some("https://x.org"), &a, &Location::Home, None, "/");
    }

    #[test]
    fn absolute_addresses_need_a_base() {
        let base = BaseUrl::parse("https://x.org/r/").unwrap();
        assert_eq!(
            Addresses::new(Some(&base)).absolute("articles/a b/index.html").unwrap(),
            "https://x.org/r/articles/a%20b/"
        );
        assert_eq!(Addresses::new(None).absolute("index.html"), None);
    }
}
