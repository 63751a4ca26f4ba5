//! The page for small documents.

use super::page;
use crate::import::document::{Document, Format};
use crate::import::drafts;
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

fn pages(format: Format, text: &str) -> Vec<String> {
    let path = SourcePath::new("a <b>.txt");
    let document =
        Document { file: FileId(0), path, format, text: text.into(), bytes: text.as_bytes().into() };
    let parts = drafts(&document, &[]).unwrap_or_default();
    parts.iter().map(|part| page(&document, &part.draft)).collect()
}

/// The rows of a page: what it is, source and result.
fn rows(page: &str) -> Vec<(String, String, String)> {
    let between = |text: &str, start: &str, end: &str| {
        text.split_once(start)
            .and_then(|(_, rest)| rest.split_once(end))
            .map_or("", |(inner, _)| inner)
            .to_owned()
    };
    let row = |section: &str| {
        (
            between(section, "<h2>", "</h2>"),
            between(&between(section, "<div class=\"source\">", "</div>"), "<pre dir=\"auto\">", "</pre>"),
            between(&between(section, "<div class=\"result\">", "</div>"), "<pre dir=\"auto\">", "</pre>"),
        )
    };
    page.split("<section ").skip(1).map(row).collect()
}

#[test]
fn lines_stand_beside_what_was_made_of_them() {
    let text = "<h1>T</h1>\n<p>One <script>x</script>&lt;b&gt;<sup><a href=\"#n\" id=\"m\">1</a></sup></p>\n<nav>Home</nav>\n<ol>\n<li id=\"n\">Note <a href=\"#m\">↩</a></li>\n</ol>\n";
    let pages = pages(Format::Html, text);
    let page = pages.first().map_or("", String::as_str);
    assert!(!page.contains("<script") && !page.contains("a <b>"), "{page}");
    let rows = rows(page);
    let found: Vec<(&str, &str)> =
        rows.iter().map(|(name, _, result)| (name.as_str(), result.as_str())).collect();
    assert_eq!(
        found.get(1..),
        Some(
            &[
                ("Text <small>line 2</small>", "One \\&lt;b&gt;<b>[^1]</b>"),
                ("Set apart: navigation <small>line 3</small>", ""),
                ("Note 1 <small>line 5</small>", "<b>[^1]</b>: Note"),
            ][..]
        )
    );
    // Every line of the document is on the page once, in order.
    let sources: Vec<&str> =
        rows.iter().map(|(_, source, _)| source.as_str()).filter(|source| !source.is_empty()).collect();
    assert_eq!(sources.join("\n"), super::escaped(text.trim_end()));
}

#[test]
fn doubts_stand_where_they_arose() {
    let pages = pages(Format::Html, "<p>Text</p>\n<p><img src=\"a.png\"></p>");
    let page = pages.first().map_or("", String::as_str);
    assert!(page.contains("2 things are in doubt") && page.contains("<strong>In doubt:</strong>"), "{page}");
}
