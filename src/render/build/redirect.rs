//! Builds the pages at earlier addresses of articles; that no article has such an address now is checked with all paths.

use super::{Context, page_link};
use crate::model::address::Location;
use crate::model::article::Article;
use crate::model::ids::ArticleId;
use crate::model::span::Spanned;
use crate::render::pages::Pages;
use crate::render::view::RedirectPage;

/// Every earlier slug of an article, with the article that it leads to.
pub(in crate::render) fn all<'a>(pages: &Pages<'a>) -> Vec<(&'a Spanned<String>, &'a Article)> {
    let of = |article: &'a Article| article.aliases.iter().map(move |alias| (alias, article));
    pages.articles().flat_map(of).collect()
}

/// The page that an earlier slug had.
pub(in crate::render) fn location(alias: &str) -> Location {
    Location::Article(ArticleId::new(alias))
}

/// Builds the page at an earlier slug of an article. Its canonical address is the article's own.
pub(in crate::render) fn page(pages: &Pages<'_>, alias: &str, article: &Article) -> RedirectPage {
    let from = location(alias);
    let to = Location::Article(article.id.clone());
    let mut shell = pages.shell(&from, article.title(), "redirect");
    shell.canonical = pages.absolute(&to);
    RedirectPage { shell, target: page_link(pages, &from, to, article.title()) }
}
