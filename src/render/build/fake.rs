//! A reader for tests: a corpus and links that are put together by hand, and a context whose addresses are plain paths.

#![allow(clippy::unwrap_used, reason = "a test that asks for what it never added has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Context, Index};
use crate::model::address::{Address, Fragment, Location};
use crate::model::article::EditionKind;
use crate::model::config::{CitationSettings, Site};
use crate::model::corpus::Corpus;
use crate::model::event::Event;
use crate::model::ids::{ArticleId, DocumentId, EventId, FileId, Paragraph, TermId, WorkKey};
use crate::model::links::{CitationText, Links, Passage, Reference, Referent, WorkId};
use crate::model::rich::Rich;
use crate::model::span::Spanned;
use crate::model::term::{Term, TermKind};
use crate::model::text::Text;
use crate::model::work::{Work, WorkOrigin};
use crate::render::exports::samples::{date, edition, span};
use crate::render::view::{Html, Shell, SiteView};

/// An empty reader in English.
pub(crate) fn corpus() -> Corpus {
    Corpus {
        drafts: BTreeSet::new(),
        site: Site {
            title: "A reader".to_owned(),
            subtitle: None,
            description: None,
            language: "en".to_owned(),
            base_url: None,
            editor: None,
            sessions: Vec::new(),
            citations: CitationSettings {
                style: spanned("apa".to_owned()),
                locale: None,
                listed: Vec::new(),
            },
            search: false,
            editor_link: None,
            file: FileId(0),
        },
        home: None,
        articles: BTreeMap::new(),
        pages: BTreeMap::new(),
        works: Vec::new(),
        events: Vec::new(),
        terms: Vec::new(),
        annotations: BTreeMap::new(),
        styles: BTreeMap::new(),
        files: BTreeMap::new(),
        assets: BTreeMap::new(),
    }
}

/// A value at a place that no test looks at.
pub(crate) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, span())
}

/// A work that is no article's own.
pub(crate) fn work_id(key: &str) -> WorkId {
    WorkId { declared_by: None, key: WorkKey::new(key) }
}

/// A passage with three pieces; ¶ 0 is none.
pub(crate) fn passage(document: &DocumentId, paragraph: u32, fragment: &str) -> Passage {
    Passage {
        document: document.clone(),
        paragraph: (paragraph > 0).then_some(Paragraph(paragraph)),
        note: None,
        address: Address::within(document, Fragment::new(fragment)),
        before: "Before ".to_owned(),
        words: "words".to_owned(),
        after: " after.".to_owned(),
    }
}

/// A reader in the making.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    /// The corpus
    pub(crate) corpus: Corpus,
    /// Its links
    pub(crate) links: Links,
}

impl Default for Reader {
    fn default() -> Self {
        Self { corpus: corpus(), links: Links::default() }
    }
}

impl Reader {
    /// Adds an article whose slug is the work's key.
    pub(crate) fn article(&mut self, mut work: Work) {
        work.origin = WorkOrigin::Article(ArticleId::new(work.key.as_str()));
        self.work(work.clone());
        let article = edition(work, EditionKind::Full);
        self.corpus.articles.insert(article.id.clone(), article.into());
    }

    /// Adds a work.
    pub(crate) fn work(&mut self, work: Work) {
        let declared_by = match &work.origin {
            WorkOrigin::Unidentified { article, .. } => Some(article.clone()),
            _ => None,
        };
        let id = WorkId { declared_by, key: work.key.clone() };
        self.links.works.insert(id, work.into());
    }

    /// Adds a citation to an article's ¶, with its passages and references.
    pub(crate) fn cites(&mut self, article: &str, paragraph: u32, works: &[WorkId]) {
        let document = DocumentId::Article(ArticleId::new(article));
        let links = self.links.documents.entry(document.clone()).or_default();
        let count = links.citations.len() + 1;
        let works: Vec<_> = works.iter().cloned().map(Some).collect();
        links.citations.push(CitationText {
            content: Rich::plain("(cited)"),
            note: None,
            works: works.clone(),
        });
        for work in works.into_iter().flatten() {
            let reference = || Reference {
                work: work.clone(),
                label: None,
                content: Rich::plain(work.key.as_str().to_owned()),
            };
            for references in [&mut links.references, &mut self.links.references] {
                if !references.iter().any(|reference| reference.work == work) {
                    references.push(reference());
                }
            }
            let passages = self.links.passages.entry(Referent::Work(work.clone())).or_default();
            let passage = passage(&document, paragraph, &format!("cite-{count}"));
            if passages.last() != Some(&passage) {
                passages.push(passage);
            }
        }
    }

    /// Adds a passage that refers to something.
    pub(crate) fn passage(&mut self, referent: Referent, passage: Passage) {
        self.links.passages.entry(referent).or_default().push(passage);
    }

    /// Adds an event.
    pub(crate) fn event(&mut self, id: &str, edtf: &str, title: &str) {
        let event = Event {
            id: EventId::new(id),
            date: spanned(date(edtf)),
            title: title.to_owned(),
            text: Text::default(),
            kind: None,
            tags: Vec::new(),
            place: None,
            people: Vec::new(),
            sources: Vec::new(),
            span: span(),
        };
        self.corpus.events.push(event.into());
    }

    /// An event that was added.
    pub(crate) fn event_mut(&mut self, id: &str) -> &mut Event {
        let event = self.corpus.events.iter_mut().find(|event| event.id.as_str() == id);
        Arc::make_mut(event.unwrap())
    }

    /// Adds a term.
    pub(crate) fn term(&mut self, id: &str, kind: TermKind, name: &str) {
        let term = Term {
            id: TermId::new(id),
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            forms: BTreeMap::new(),
            romanisation: None,
            text: Text::default(),
            see: Vec::new(),
            links: Vec::new(),
            span: span(),
        };
        self.corpus.terms.push(term.into());
    }

    /// A term that was added.
    pub(crate) fn term_mut(&mut self, id: &str) -> &mut Term {
        let term = self.corpus.terms.iter_mut().find(|term| term.id.as_str() == id);
        Arc::make_mut(term.unwrap())
    }

    /// Makes the context.
    pub(crate) fn finish(self) -> Fake {
        let index = Index::of(&self.corpus, &self.links);
        Fake { corpus: self.corpus, links: self.links, index }
    }
}

/// A finished reader.
#[derive(Debug)]
pub(crate) struct Fake {
    corpus: Corpus,
    links: Links,
    index: Index,
}

impl Context for Fake {
    fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    fn links(&self) -> &Links {
        &self.links
    }

    fn index(&self) -> &Index {
        &self.index
    }

    fn shell(&self, _: &Location, title: &str, kind: &'static str) -> Shell {
        Shell {
            site: SiteView {
                title: self.corpus.site.title.clone(),
                subtitle: None,
                description: None,
                language: self.corpus.site.language.clone(),
                editor: None,
            },
            title: title.to_owned(),
            description: None,
            language: self.corpus.site.language.clone(),
            direction: "ltr",
            kind,
            canonical: None,
            nav: Vec::new(),
            home: "/".to_owned(),
            search: None,
            styles: Vec::new(),
            scripts: Vec::new(),
            meta: Vec::new(),
            alternates: Vec::new(),
            json_ld: None,
        }
    }

    fn href(&self, from: &Location, to: &Address) -> String {
        let page = if *from == to.page && to.fragment.is_some() { String::new() } else { path(&to.page) };
        match &to.fragment {
            Some(fragment) => format!("{page}#{}", fragment.as_str()),
            None => page,
        }
    }

    fn file_href(&self, _: &Location, path: &str) -> String {
        format!("/{path}")
    }

    fn text_html(&self, _: &Location, document: &DocumentId) -> Html {
        Html(format!("<p>{document:?}</p>"))
    }

    fn rich_html(&self, _: &Location, rich: &Rich) -> Html {
        Html(rich.text())
    }
}

fn path(page: &Location) -> String {
    match page {
        Location::Home => "/".to_owned(),
        Location::Session(id) => format!("/sessions/{id}/"),
        Location::Article(id) => format!("/articles/{id}/"),
        Location::Page(id) => format!("/pages/{id}/"),
        Location::Timeline => "/timeline/".to_owned(),
        Location::Period(slug) => format!("/timeline/{slug}/"),
        Location::Event(id) => format!("/timeline/{id}/"),
        Location::Glossary => "/glossary/".to_owned(),
        Location::Term(id) => format!("/glossary/{id}/"),
        Location::References => "/references/".to_owned(),
        Location::Apparatus => "/apparatus/".to_owned(),
        Location::Keywords => "/keywords/".to_owned(),
        Location::Keyword(slug) => format!("/keywords/{slug}/"),
        Location::Search => "/search/".to_owned(),
        Location::NotFound => "/404.html".to_owned(),
    }
}
