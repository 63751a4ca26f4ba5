//! Everything that was parsed, immutable; what refers to what is not known here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::annotation::AnnotationSet;
use super::article::{Article, Page};
use super::config::Site;
use super::event::Event;
use super::ids::{ArticleId, DocumentId, FileId, PageId};
use super::source::{AssetFile, SourcePath};
use super::term::Term;
use super::text::Text;
use super::work::Work;

/// What one source file became.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// `site.toml`
    Site(Box<Site>),
    /// The home page
    Home(Arc<Page>),
    /// An article
    Article(Arc<Article>),
    /// A page
    Page(Arc<Page>),
    /// Works
    Works(Vec<Arc<Work>>),
    /// Events
    Timeline(Vec<Arc<Event>>),
    /// Terms
    Glossary(Vec<Arc<Term>>),
    /// Annotations to an article
    Annotations(Arc<AnnotationSet>),
    /// The text of a `.csl` file
    Style(Arc<str>),
}

/// The parsed reader.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Its settings
    pub site: Site,
    /// The home page's text
    pub home: Option<Arc<Page>>,
    /// The articles by slug
    pub articles: BTreeMap<ArticleId, Arc<Article>>,
    /// The articles and pages that were there as drafts, and are no part of this build
    pub drafts: BTreeSet<String>,
    /// The pages by slug
    pub pages: BTreeMap<PageId, Arc<Page>>,
    /// The works of all bibliography files, in the order of files and entries, duplicates included
    pub works: Vec<Arc<Work>>,
    /// The events in the file's order, duplicates included
    pub events: Vec<Arc<Event>>,
    /// The terms in the file's order, duplicates included
    pub terms: Vec<Arc<Term>>,
    /// The annotations, by the article that they name
    pub annotations: BTreeMap<ArticleId, Arc<AnnotationSet>>,
    /// The reader's own citation styles
    pub styles: BTreeMap<SourcePath, (FileId, Arc<str>)>,
    /// Where the sources stand that became part of the reader
    pub files: BTreeMap<FileId, SourcePath>,
    /// The files that pages may show or offer, the theme's among them
    pub assets: BTreeMap<SourcePath, Asset>,
}

/// A file that pages may show or offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The file
    pub file: AssetFile,
    /// Width and height in pixels, for an image
    pub dimensions: Option<(u32, u32)>,
}

impl Corpus {
    /// What to say where something leads to a draft that is no part of this build.
    pub fn draft_help(&self, slug: &str) -> Option<String> {
        let draft =
            || format!("`{slug}` is a draft: take `draft = true` out of it, or build with `--drafts`");
        self.drafts.contains(slug).then(draft)
    }

    /// Every text with its owner. An owner comes more than once only where its id is a duplicate.
    pub fn texts(&self) -> impl Iterator<Item = (DocumentId, &Text)> {
        let home = self.home.iter().map(|page| (DocumentId::Home, &page.text));
        let sessions = self.site.sessions.iter().map(|s| (DocumentId::Session(s.id.clone()), &s.text));
        let articles = self.articles.values().map(|a| (DocumentId::Article(a.id.clone()), &a.text));
        let pages = self.pages.values().map(|p| (DocumentId::Page(p.id.clone()), &p.text));
        let annotations = self.annotations.values().flat_map(|set| {
            set.annotations
                .iter()
                .map(|a| (DocumentId::Annotation(set.article.clone(), a.id.clone()), &a.text))
        });
        let events = self.events.iter().flat_map(|e| {
            let sources = (0..).zip(&e.sources);
            let sources = sources.map(|(n, text)| (DocumentId::EventSource(e.id.clone(), n), text));
            std::iter::once((DocumentId::Event(e.id.clone()), &e.text)).chain(sources)
        });
        let terms = self.terms.iter().map(|t| (DocumentId::Term(t.id.clone()), &t.text));
        home.chain(sessions).chain(articles).chain(pages).chain(annotations).chain(events).chain(terms)
    }
}
