//! Builders: each makes the view of one kind of page from the corpus and its links.
//!
//! Builders choose and order what a page shows. How addresses are spelled, how texts become HTML and what frames a
//! page they ask of a [`Context`]; nothing here writes HTML.

pub(crate) mod apparatus;
pub(crate) mod article;
pub(crate) mod axis;
mod calendar;
pub(crate) mod collection;
pub(crate) mod coverage;
pub(crate) mod facets;
pub(crate) mod glossary;
pub(crate) mod index;
pub(crate) mod near;
pub(crate) mod passages;
pub(crate) mod periods;
pub(crate) mod redirect;
pub(crate) mod references;
pub(crate) mod short_name;
pub(crate) mod timeline;

#[cfg(test)]
pub(crate) mod fake;

use std::collections::BTreeSet;

use crate::model::address::{Address, Location};
use crate::model::corpus::Corpus;
use crate::model::ids::DocumentId;
use crate::model::links::{Links, Passage};
use crate::model::rich::Rich;
use crate::render::view::{Html, LinkView, Shell};
use index::Index;

/// What builders need of the rest of the stage.
pub(crate) trait Context: Sync {
    /// The parsed reader
    fn corpus(&self) -> &Corpus;
    /// What refers to what
    fn links(&self) -> &Links;
    /// Tables that all builders share; made once, by [`Index::of`]
    fn index(&self) -> &Index;
    /// The frame of a page
    fn shell(&self, page: &Location, title: &str, kind: &'static str) -> Shell;
    /// The address of a place, spelled for a page
    fn href(&self, from: &Location, to: &Address) -> String;
    /// The address of a file below the output folder, spelled for a page
    fn file_href(&self, from: &Location, path: &str) -> String;
    /// A whole text of the reader, for a page
    fn text_html(&self, from: &Location, document: &DocumentId) -> Html;
    /// A short formatted text, for a page
    fn rich_html(&self, from: &Location, rich: &Rich) -> Html;
}

/// A link from one page to the whole of another.
pub(crate) fn page_link(context: &dyn Context, from: &Location, to: Location, title: &str) -> LinkView {
    LinkView { href: context.href(from, &Address::page(to)), title: title.to_owned() }
}

/// “1 event”, “2 events”.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// “a”, “a and b”, “a, b and c”.
pub(crate) fn listed(words: &[String]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The articles whose own texts hold passages, in their order, each with its short name and the way to the first one.
fn first_passages<'a>(
    context: &dyn Context,
    from: &Location,
    passages: impl Iterator<Item = &'a Passage>,
) -> Vec<LinkView> {
    let mut known = BTreeSet::new();
    let articles = passages.filter_map(|passage| match &passage.document {
        DocumentId::Article(id) if known.insert(id) => Some(LinkView {
            href: context.href(from, &passage.address),
            title: context.index().article_name(id),
        }),
        _ => None,
    });
    articles.collect()
}
