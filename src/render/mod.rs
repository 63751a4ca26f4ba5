//! Makes pages of the corpus and its links, through templates; knows nothing of the disk.
//!
//! 1. Code is coloured ([`code`]), and what rendering alone can see is checked: [`checks`].
//! 2. The templates are compiled: [`templates`].
//! 3. A view is built for each page ([`build`]) from HTML of its texts ([`text`], [`rich`], [`html`]), with addresses
//!    spelled for that page ([`addresses`]).
//! 4. Each view goes through its template.
//! 5. Files that are no pages are added: assets, bibliographies, JSON, feed, sitemap.
//! 6. Paths are checked to be safe, and to be different on every file system.
//!
//! [`mod@kept`] has what earlier builds made of the same values.

mod addresses;
mod assets;
mod build;
mod checks;
mod code;
mod dates;
mod exports;
mod files;
mod highlight;
mod html;
mod kept;
mod lines;
mod maths;
mod pages;
mod paths;
mod rich;
mod sanitise;
mod tags;
mod templates;
mod text;
mod tools;
mod view;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::address::Location;
use crate::model::article::Article;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::links::Links;
use crate::model::output::OutputFile;
use crate::model::source::SourceFile;
use crate::model::span::{Span, Spanned};
use crate::model::work::Work;

use build::Context as _;
use build::collection::Keywords;
use build::index::Index;
use build::periods::Plan;
pub(crate) use kept::Kept;
use kept::Press;
use pages::Pages;
use paths::Unchecked;
use tools::Tools;

/// Works as a file of CSL-JSON.
pub(crate) fn csl_json(works: &[&Work]) -> String {
    exports::csl_json::items(works)
}

/// Renders every page and file of the reader. `templates` are the built-in ones and the reader's own; `build_time`, in
/// seconds since 1970, dates what has no date of its own in the feed; `kept` is what earlier builds left.
pub(crate) fn render(
    corpus: &Corpus,
    links: &Links,
    templates: &[&SourceFile],
    build_time: Option<i64>,
    kept: &mut Kept,
) -> (Vec<OutputFile>, Vec<Diagnostic>) {
    let templates = kept.templates(templates);
    let kept = &*kept;
    let tools = Tools::new(corpus, kept);
    let mut diagnostics = checks::check(corpus, &tools, kept);
    let (set, templates) = match templates {
        Ok(templates) => templates,
        Err(faults) => {
            diagnostics.extend(faults);
            return (Vec::new(), diagnostics);
        }
    };
    let press = Press::new(set, &templates, kept);
    let index = Index::of(corpus, links);
    let pages = Pages::new(corpus, links, &index, &tools, kept);
    let keywords = build::collection::keywords(&pages);
    let plan = build::periods::plan(&pages);
    let locations = locations(&pages, &keywords, &plan);
    let render = |location: &Location| {
        let content = render_page(&pages, &press, (&keywords, &plan), location)?;
        let origin = origin(&pages, location);
        Ok(Unchecked { path: addresses::path(location), content, origin })
    };
    let rendered: Vec<_> = locations.par_iter().map(render).collect();
    let mut files = files::all(&pages, &locations, &plan, build_time, kept);
    for result in rendered.into_iter().chain(redirects(&pages, &press)) {
        match result {
            Ok(page) => files.push(page),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let (files, collisions) = paths::check(files);
    diagnostics.extend(collisions);
    kept.sweep();
    (files, diagnostics)
}

/// Every page of the reader.
fn locations(pages: &Pages<'_>, keywords: &Keywords<'_>, plan: &Plan) -> Vec<Location> {
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
    all.extend(plan.periods.iter().map(|period| Location::Period(period.slug.clone())));
    all.extend(corpus.terms.iter().map(|term| Location::Term(term.id.clone())));
    all.extend(keywords.keys().map(|slug| Location::Keyword(slug.clone())));
    all.into_iter().collect()
}

/// Builds the view of a page and takes it through its template.
fn render_page(
    pages: &Pages<'_>,
    templates: &Press<'_>,
    (keywords, plan): (&Keywords<'_>, &Plan),
    location: &Location,
) -> Result<Arc<[u8]>, Box<Diagnostic>> {
    use build::{apparatus, article, collection, glossary, references, timeline};
    let corpus = pages.corpus();
    match location {
        Location::Home => templates.render("index.html", &collection::home(pages)),
        Location::Session(id) => templates.render("session.html", &collection::session(pages, id)),
        Location::Article(id) => {
            templates.render("article.html", &article::page(pages, &corpus.articles[id]))
        }
        Location::Page(id) => templates.render("page.html", &collection::text(pages, &corpus.pages[id])),
        Location::Timeline => templates.render("timeline.html", &timeline::page(pages, plan)),
        Location::Period(slug) => {
            whole(timeline::period_page(pages, plan, slug).as_ref(), |v| templates.render("timeline.html", v))
        }
        Location::Event(id) => {
            whole(timeline::event_page(pages, plan, id).as_ref(), |v| templates.render("event.html", v))
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
    render: impl FnOnce(&V) -> Result<Arc<[u8]>, Box<Diagnostic>>,
) -> Result<Arc<[u8]>, Box<Diagnostic>> {
    view.map_or_else(|| Ok(Arc::default()), render)
}

/// The pages at earlier addresses of articles; they come last, so that what is wrong with one is told at the alias.
fn redirects(pages: &Pages<'_>, templates: &Press<'_>) -> Vec<Result<Unchecked, Box<Diagnostic>>> {
    use build::redirect;
    let render = |(alias, article): &(&Spanned<String>, &Article)| {
        let content = templates.render("redirect.html", &redirect::page(pages, &alias.value, article))?;
        let path = addresses::path(&redirect::location(&alias.value));
        Ok(Unchecked { path, content, origin: Some(alias.span) })
    };
    redirect::all(pages).par_iter().map(render).collect()
}

/// Where the id or slug of a page stands.
fn origin(pages: &Pages<'_>, location: &Location) -> Option<Span> {
    let corpus = pages.corpus();
    match location {
        Location::Session(id) => corpus.site.sessions.iter().find(|s| s.id == *id).map(|s| s.span),
        Location::Article(id) => corpus.articles.get(id).map(|article| article.title_span),
        Location::Page(id) => corpus.pages.get(id).map(|page| Span::new(page.file, 0..0)),
        Location::Event(id) => pages.index().event(id).map(|event| event.span),
        Location::Term(id) => pages.index().term(id.as_str()).map(|term| term.span),
        _ => None,
    }
}
