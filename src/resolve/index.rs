//! What a reader holds, by the names that its texts use for it; which text uses which name is not known here.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::destination::join;
use crate::model::address::Location;
use crate::model::corpus::Corpus;
use crate::model::event::Event;
use crate::model::ids::{ArticleId, DocumentId, FileId, PageId};
use crate::model::nearest::Names;
use crate::model::source::SourcePath;
use crate::model::term::Term;

/// Lookup tables of a corpus.
#[derive(Debug)]
pub(super) struct Index<'a> {
    /// The corpus
    pub(super) corpus: &'a Corpus,
    /// The events by id, the first of each
    pub(super) events: BTreeMap<&'a str, &'a Event>,
    /// The terms by id, the first of each
    pub(super) terms: BTreeMap<&'a str, &'a Term>,
    /// Earlier slugs of articles
    pub(super) aliases: BTreeMap<&'a str, &'a ArticleId>,
    /// The slugs of articles
    pub(super) article_names: Names<'a>,
    /// The slugs of pages
    pub(super) page_names: Names<'a>,
    /// The ids of events
    pub(super) event_names: Names<'a>,
    /// The ids of terms
    pub(super) term_names: Names<'a>,
    /// The names of the reader's own files
    pub(super) asset_names: Names<'a>,
    pages: BTreeMap<String, Location>,
    assets: BTreeMap<String, &'a SourcePath>,
    by_name: BTreeMap<&'a str, &'a SourcePath>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A page that is made of the file
    Page(Location),
    /// A file to show or offer
    Asset(&'a SourcePath),
}

impl<'a> Index<'a> {
    /// Indexes a corpus.
    pub(super) fn of(corpus: &'a Corpus) -> Self {
        let mut events = BTreeMap::new();
        for event in &corpus.events {
            events.entry(event.id.as_str()).or_insert(event.as_ref());
        }
        let mut terms = BTreeMap::new();
        for term in &corpus.terms {
            terms.entry(term.id.as_str()).or_insert(term.as_ref());
        }
        let mut aliases = BTreeMap::new();
        for article in corpus.articles.values() {
            for alias in &article.aliases {
                aliases.entry(alias.value.as_str()).or_insert(&article.id);
            }
        }
        let mut by_name = BTreeMap::new();
        for path in corpus.assets.keys().filter(|path| !path.as_str().starts_with("assets/theme/")) {
            by_name.entry(path.file_name()).or_insert(path);
        }
        Self {
            corpus,
            article_names: corpus.articles.keys().map(ArticleId::as_str).collect(),
            page_names: corpus.pages.keys().map(PageId::as_str).collect(),
            event_names: events.keys().copied().collect(),
            term_names: terms.keys().copied().collect(),
            asset_names: by_name.keys().copied().collect(),
            pages: pages(corpus),
            assets: corpus.assets.keys().map(|path| (normal(path.as_str()), path)).collect(),
            events,
            terms,
            aliases,
            by_name,
        }
    }

    /// What a relative path leads to from the first of some folders where it leads to anything.
    pub(super) fn find(&self, folders: &[&str], path: &str) -> Option<Found<'a>> {
        folders.iter().filter_map(|folder| join(folder, path)).find_map(|path| {
            let path = normal(&path);
            let page = self.pages.get(&path).cloned().map(Found::Page);
            page.or_else(|| self.assets.get(&path).copied().map(Found::Asset))
        })
    }

    /// The folders that the relative paths of a text start from. A text inside a TOML file starts from `content/`,
    /// wherever its file is, and may leave out `articles/`.
    pub(super) fn folders(&self, document: &DocumentId) -> Vec<&str> {
        match document {
            DocumentId::Article(id) => {
                let file = self.corpus.articles.get(id).map(|article| article.file);
                vec![file.and_then(|file| self.path(file)).map_or("content/articles", SourcePath::folder)]
            }
            DocumentId::Page(id) => {
                let file = self.corpus.pages.get(id).map(|page| page.file);
                vec![file.and_then(|file| self.path(file)).map_or("content/pages", SourcePath::folder)]
            }
            DocumentId::Home => vec!["content"],
            DocumentId::Session(_) => vec!["content", "content/articles", ""],
            DocumentId::Annotation(..) => vec!["content", "content/articles", "content/annotations"],
            DocumentId::Event(_) | DocumentId::EventSource(..) | DocumentId::Term(_) => {
                vec!["content", "content/articles"]
            }
        }
    }

    /// The path of an article's file.
    pub(super) fn article_path(&self, id: &ArticleId) -> String {
        let file = self.corpus.articles.get(id).map(|article| article.file);
        let path = file.and_then(|file| self.path(file)).map(SourcePath::to_string);
        path.unwrap_or_else(|| format!("content/articles/{id}.md"))
    }

    /// A file of the reader by its last part.
    pub(super) fn asset_named(&self, name: &str) -> Option<&'a SourcePath> {
        self.by_name.get(name).copied()
    }

    /// The path of a source.
    pub(super) fn path(&self, file: FileId) -> Option<&'a SourcePath> {
        self.corpus.files.get(&file)
    }
}

/// The pages by the paths of the files that they are made of.
fn pages(corpus: &Corpus) -> BTreeMap<String, Location> {
    let mut pages = BTreeMap::from([("content/index.md".to_owned(), Location::Home)]);
    let mut add = |path: &str, location: Location| {
        pages.entry(normal(path)).or_insert(location);
    };
    let path = |file: FileId| corpus.files.get(&file);
    for article in corpus.articles.values() {
        let location = Location::Article(article.id.clone());
        // Both ways of keeping an article lead to it, so that moving it beside its images breaks no link.
        let usual = [
            format!("content/articles/{}.md", article.id),
            format!("content/articles/{}/index.md", article.id),
        ];
        for path in
            path(article.file).map(SourcePath::as_str).into_iter().chain(usual.iter().map(String::as_str))
        {
            add(path, location.clone());
        }
    }
    for page in corpus.pages.values() {
        add(&format!("content/pages/{}.md", page.id), Location::Page(page.id.clone()));
        if let Some(path) = path(page.file) {
            add(path.as_str(), Location::Page(page.id.clone()));
        }
    }
    let tables = [
        (corpus.events.first().map(|event| event.span.file), Location::Timeline),
        (corpus.terms.first().map(|term| term.span.file), Location::Glossary),
    ];
    let bibliographies: BTreeSet<FileId> = corpus.works.iter().map(|work| work.span.file).collect();
    let references = bibliographies.into_iter().map(|file| (Some(file), Location::References));
    for (file, location) in tables.into_iter().chain(references) {
        if let Some(path) = file.and_then(path) {
            add(path.as_str(), location);
        }
    }
    pages
}

/// Paths are compared in NFC: some systems keep file names decomposed.
fn normal(path: &str) -> String {
    path.nfc().collect()
}
