//! Hand-made corpora and diagnostics; whole sites are built by the integration tests.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::*;
use crate::model::annotation::AnnotationSet;
use crate::model::article::{Apparatus, Article, ArticleStyle, Edition, Page};
use crate::model::code::Code;
use crate::model::config::{CitationSettings, Session, Site};
use crate::model::ids::{FileId, NoteLabel, PageId, SessionId, WorkKey};
use crate::model::source::{Digest, SourcePath};
use crate::model::span::{Span, Spanned};
use crate::model::text::{NoteDefinition, Text};
use crate::model::work::{Work, WorkOrigin};

const FILE: FileId = FileId(0);

fn span(start: usize, end: usize) -> Span {
    Span::new(FILE, start..end)
}

fn article(slug: &str, draft: bool) -> (ArticleId, Arc<Article>) {
    let id = ArticleId::new(slug);
    let note = NoteDefinition { label: NoteLabel::new("1"), blocks: Vec::new(), span: span(0, 1) };
    let article = Article {
        id: id.clone(),
        work: Work {
            key: WorkKey::new(slug),
            kind: "article".to_owned(),
            fields: BTreeMap::new(),
            names: BTreeMap::new(),
            dates: BTreeMap::new(),
            origin: WorkOrigin::Article(id.clone()),
            span: span(0, 1),
        },
        language: None,
        keywords: Vec::new(),
        edition: Edition::default(),
        apparatus: Apparatus::default(),
        style: ArticleStyle::default(),
        text: Text { notes: vec![note], ..Text::default() },
        draft,
        aliases: Vec::new(),
        file: FILE,
        title_span: span(0, 1),
    };
    (id, Arc::new(article))
}

fn page(slug: &str, draft: bool) -> Arc<Page> {
    Arc::new(Page {
        id: PageId::new(slug),
        title: slug.to_owned(),
        description: None,
        order: None,
        language: None,
        draft,
        text: Text::default(),
        file: FILE,
    })
}

fn corpus() -> Corpus {
    let articles = BTreeMap::from([article("out", false), article("held-back", true)]);
    let read = |id: &ArticleId| Spanned::new(id.clone(), span(0, 1));
    let session = Session {
        id: SessionId::new("one"),
        title: "One".to_owned(),
        date: None,
        articles: articles.keys().map(read).collect(),
        text: Text::default(),
        span: span(0, 1),
    };
    let set = |id: &ArticleId| {
        let set = AnnotationSet { article: id.clone(), annotations: Vec::new(), file: FILE };
        (id.clone(), Arc::new(set))
    };
    Corpus {
        drafts: BTreeSet::new(),
        site: Site {
            title: "T".to_owned(),
            subtitle: None,
            description: None,
            language: "en".to_owned(),
            base_url: None,
            editor: None,
            sessions: vec![session],
            citations: CitationSettings {
                style: Spanned::new("apa".to_owned(), span(0, 1)),
                locale: None,
                listed: Vec::new(),
            },
            search: true,
            editor_link: None,
            file: FILE,
        },
        home: Some(page("index", true)),
        pages: [page("a", false), page("b", true)].map(|page| (page.id.clone(), page)).into(),
        annotations: articles.keys().map(set).collect(),
        articles,
        works: Vec::new(),
        events: Vec::new(),
        terms: Vec::new(),
        styles: BTreeMap::new(),
        files: BTreeMap::new(),
        assets: BTreeMap::new(),
    }
}

#[test]
fn drafts_go_with_what_hangs_on_them() {
    let mut corpus = corpus();
    assert_eq!((Summary::of(&corpus).articles, Summary::of(&corpus).notes), (2, 2));
    leave_out_drafts(&mut corpus);
    let out = ArticleId::new("out");
    assert_eq!(corpus.articles.keys().collect::<Vec<_>>(), [&out]);
    assert_eq!(corpus.annotations.keys().collect::<Vec<_>>(), [&out]);
    assert_eq!(corpus.site.sessions[0].articles.iter().map(|a| &a.value).collect::<Vec<_>>(), [&out]);
    assert_eq!(corpus.pages.keys().map(PageId::as_str).collect::<Vec<_>>(), ["a"]);
    assert_eq!(corpus.home, None);
    assert_eq!((Summary::of(&corpus).articles, Summary::of(&corpus).notes), (1, 1));
}

#[test]
fn diagnostics_are_sorted_and_said_once() {
    let file = |id, path: &str| SourceFile {
        id: FileId(id),
        kind: SourceKind::Home,
        path: SourcePath::new(path),
        text: Arc::from("some text"),
        digest: Digest::of(b"some text"),
    };
    let sources = Sources { files: vec![file(0, "b.md"), file(1, "c.md")], ..Sources::default() };
    let at = |file, start, message: &str| {
        Diagnostic::at(Code::NoteUnused, Span::new(FileId(file), start..start + 1), message)
    };
    let whole = Diagnostic::of_file(Code::FileEmpty, SourcePath::new("a.md"), "whole");
    let reader = Diagnostic::of_reader(Code::SiteMissing, "reader");
    let given = vec![
        at(1, 0, "e"),
        at(0, 5, "d"),
        at(0, 5, "c"),
        whole.clone(),
        at(0, 5, "d"),
        at(0, 1, "b"),
        reader.clone(),
    ];
    let expected = [reader, whole, at(0, 1, "b"), at(0, 5, "c"), at(0, 5, "d"), at(1, 0, "e")];
    assert_eq!(in_order(given, &sources), expected);
}
