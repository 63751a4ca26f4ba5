//! Makes pages of the corpus and its links, through templates; knows nothing of the disk.
//!
//! 1. The templates are compiled: [`templates`].
//! 2. What rendering alone can see is checked: [`checks`].
//! 3. A view is built for each page ([`build`]) from HTML of its texts ([`text`], [`rich`], [`html`]), with addresses
//!    spelled for that page ([`addresses`]).
//! 4. Each view goes through its template.
//! 5. Files that are no pages are added: assets, bibliographies, JSON, feed, sitemap.
//! 6. Paths are checked to be safe, and to be different on every file system.

mod addresses;
mod assets;
mod build;
mod checks;
mod dates;
mod exports;
mod files;
mod highlight;
mod html;
mod maths;
mod pages;
mod rich;
mod sanitise;
mod templates;
mod text;
mod tools;
mod view;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::address::Location;
use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::links::Links;
use crate::model::output::{OutPath, OutputFile};
use crate::model::source::SourceFile;

use build::Context as _;
use build::collection::Keywords;
use build::index::Index;
use pages::Pages;
use templates::Templates;
use tools::Tools;

/// A file before its path is checked.
type Unchecked = (String, Arc<[u8]>);

/// Renders every page and file of the reader. `templates` are the built-in ones and the reader's own; `build_time`, in
/// seconds since 1970, dates what has no date of its own in the feed.
pub(crate) fn render(
    corpus: &Corpus,
    links: &Links,
    templates: &[&SourceFile],
    build_time: Option<i64>,
) -> (Vec<OutputFile>, Vec<Diagnostic>) {
    let templates = match Templates::compile(templates) {
        Ok(templates) => templates,
        Err(diagnostics) => return (Vec::new(), diagnostics),
    };
    let tools = Tools::new();
    let mut diagnostics = checks::check(corpus, &tools);
    let index = Index::of(corpus, links);
    let pages = Pages::new(corpus, links, &index, &tools);
    let keywords = build::collection::keywords(&pages);
    let locations = locations(&pages, &keywords);
    let render = |location: &Location| render_page(&pages, &templates, &keywords, location);
    let rendered: Vec<_> = locations.par_iter().map(render).collect();
    let mut files = files::all(&pages, &locations, build_time);
    for (location, result) in locations.iter().zip(rendered) {
        match result {
            Ok(page) => files.push((addresses::path(location), page.into_bytes().into())),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let (files, collisions) = check_paths(files);
    diagnostics.extend(collisions);
    (files, diagnostics)
}

/// Every page of the reader.
fn locations(pages: &Pages<'_>, keywords: &Keywords<'_>) -> Vec<Location> {
    let corpus = pages.corpus();
    let indexes = [
        Location::Home,
        Location::Timeline,
        Location::Glossary,
        Location::References,
        Location::Apparatus,
        Location::Keywords,
        Location::Search,
        Location::NotFound,
    ];
    // A set: an id that is there twice is an error of its own, and not two pages.
    let mut all: BTreeSet<Location> = indexes.into_iter().filter(|index| pages.has(index)).collect();
    all.extend(corpus.site.sessions.iter().map(|session| Location::Session(session.id.clone())));
    all.extend(corpus.articles.keys().map(|id| Location::Article(id.clone())));
    all.extend(corpus.pages.keys().map(|id| Location::Page(id.clone())));
    all.extend(corpus.events.iter().map(|event| Location::Event(event.id.clone())));
    all.extend(corpus.terms.iter().map(|term| Location::Term(term.id.clone())));
    all.extend(keywords.keys().map(|slug| Location::Keyword(slug.clone())));
    all.into_iter().collect()
}

/// Builds the view of a page and takes it through its template.
fn render_page(
    pages: &Pages<'_>,
    templates: &Templates,
    keywords: &Keywords<'_>,
    location: &Location,
) -> Result<String, Box<Diagnostic>> {
    use build::{apparatus, article, collection, glossary, references, timeline};
    let corpus = pages.corpus();
    match location {
        Location::Home => templates.render("index.html", &collection::home(pages)),
        Location::Session(id) => templates.render("session.html", &collection::session(pages, id)),
        Location::Article(id) => {
            templates.render("article.html", &article::page(pages, &corpus.articles[id]))
        }
        Location::Page(id) => templates.render("page.html", &collection::text(pages, &corpus.pages[id])),
        Location::Timeline => templates.render("timeline.html", &timeline::page(pages)),
        Location::Event(id) => {
            whole(timeline::event_page(pages, id).as_ref(), |v| templates.render("event.html", v))
        }
        Location::Glossary => templates.render("glossary.html", &glossary::page(pages)),
        Location::Term(id) => {
            whole(glossary::term_page(pages, id).as_ref(), |v| templates.render("term.html", v))
        }
        Location::References => templates.render("references.html", &references::page(pages)),
        Location::Apparatus => templates.render("apparatus.html", &apparatus::page(pages)),
        Location::Keywords => templates.render("keywords.html", &collection::keyword_list(pages)),
        Location::Keyword(slug) => {
            templates.render("keyword.html", &collection::keyword(pages, slug, &keywords[slug]))
        }
        Location::Search => templates.render("search.html", &collection::search(pages)),
        Location::NotFound => templates.render("404.html", &collection::not_found(pages)),
    }
}

/// Renders a view that is there; a page without one was never asked for.
fn whole<V>(
    view: Option<&V>,
    render: impl FnOnce(&V) -> Result<String, Box<Diagnostic>>,
) -> Result<String, Box<Diagnostic>> {
    view.map_or_else(|| Ok(String::new()), render)
}

/// Checks that each path is safe, and that no two are one file where case does not count.
fn check_paths(files: Vec<Unchecked>) -> (Vec<OutputFile>, Vec<Diagnostic>) {
    let mut checked: BTreeMap<String, OutputFile> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (path, content) in files {
        match OutPath::new(&path) {
            Err(why) => {
                let message = format!("`{path}` cannot be a file of the reader: {why}");
                diagnostics.push(
                    Diagnostic::of_reader(Code::OutputPath, message)
                        .help("rename the file or id it comes from"),
                );
            }
            Ok(safe) => {
                let folded = safe.folded();
                if let Some(other) = checked.get(&folded) {
                    let message = format!("`{safe}` and `{}` would be one file", other.path);
                    diagnostics.push(
                        Diagnostic::of_reader(Code::OutputCollision, message)
                            .help("rename one of the files or ids they come from"),
                    );
                } else {
                    checked.insert(folded, OutputFile { path: safe, content });
                }
            }
        }
    }
    (checked.into_values().collect(), diagnostics)
}

#[cfg(test)]
mod tests {
    use super::check_paths;

    #[test]
    fn unsafe_and_colliding_paths_are_diagnosed() {
        let paths = ["a.html", "A.html", "../x", "con.html", "b/c.html"];
        let files = paths.iter().map(|path| ((*path).to_owned(), Vec::new().into())).collect();
        let (files, diagnostics) = check_paths(files);
        assert_eq!(files.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), ["a.html", "b/c.html"]);
        let codes: Vec<_> = diagnostics.iter().map(|d| d.code.name()).collect();
        assert_eq!(codes, ["output-collision", "output-path", "output-path"]);
    }
}
