//! Small corpora for the tests of this stage, written in a scrap of Markdown; it understands what tests need, no more.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that is written wrongly should fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::annotation::{Annotation, AnnotationKind, AnnotationSet};
use crate::model::article::{Apparatus, Article, ArticleStyle, Edition, Numbering, Page};
use crate::model::citation::{Citation, CitationForm, Cite};
use crate::model::config::{CitationSettings, Session, Site};
use crate::model::corpus::{Asset, Corpus};
use crate::model::date::{Date, DateParts, Qualifiers, Shape};
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::event::Event;
use crate::model::ids::{
    AnnotationId, ArticleId, CitationId, EventId, FileId, LinkId, MarkerId, NoteLabel, PageId, Paragraph,
    RunId, SessionId, TermId, WorkKey,
};
use crate::model::source::{AssetFile, Digest, SourcePath};
use crate::model::span::{Span, Spanned};
use crate::model::term::{Term, TermKind};
use crate::model::text::{
    Alignment, Block, BlockKind, Heading, Image, Inline, InlineKind, Item, Link, LinkRole, Marker,
    NoteDefinition, Table, Text, Within,
};
use crate::model::work::{Work, WorkOrigin};

/// A corpus in the making, with the sources that its spans point into.
#[derive(Debug)]
pub(super) struct Fixture {
    /// The corpus
    pub(super) corpus: Corpus,
    sources: Vec<String>,
}

impl Fixture {
    /// A reader without anything in it.
    pub(super) fn new() -> Self {
        Self::of("chicago-author-date")
    }

    /// The same, with a `site.toml` for spans to point into.
    pub(super) fn of(site: &str) -> Self {
        let mut fixture = Self { corpus: corpus(), sources: Vec::new() };
        fixture.file("site.toml", site);
        fixture
    }

    /// Takes a source in; spans point to words in it.
    pub(super) fn file(&mut self, path: &str, source: &str) -> FileId {
        let id = FileId(u32::try_from(self.sources.len()).unwrap());
        self.sources.push(source.to_owned());
        self.corpus.files.insert(id, SourcePath::new(path));
        id
    }

    /// An article at `content/articles/<slug>.md`.
    pub(super) fn article(&mut self, slug: &str, source: &str) -> &mut Article {
        self.article_at(&format!("content/articles/{slug}.md"), slug, source)
    }

    /// An article.
    pub(super) fn article_at(&mut self, path: &str, slug: &str, source: &str) -> &mut Article {
        let file = self.file(path, source);
        let id = ArticleId::new(slug);
        let article = Article {
            id: id.clone(),
            work: work(slug, WorkOrigin::Article(id.clone()), file),
            language: None,
            keywords: Vec::new(),
            edition: Edition::default(),
            apparatus: Apparatus::default(),
            style: ArticleStyle::default(),
            text: text(file, source),
            draft: false,
            aliases: Vec::new(),
            file,
            title_span: Span::new(file, 0..0),
        };
        self.corpus.articles.insert(id.clone(), Arc::new(article));
        Arc::get_mut(self.corpus.articles.get_mut(&id).unwrap()).unwrap()
    }

    /// A page, or the home page where the slug is `index`.
    pub(super) fn page(&mut self, slug: &str, source: &str) {
        let path =
            if slug == "index" { "content/index.md".to_owned() } else { format!("content/pages/{slug}.md") };
        let file = self.file(&path, source);
        let page = Arc::new(Page {
            id: PageId::new(slug),
            title: slug.to_owned(),
            description: None,
            order: None,
            language: None,
            draft: false,
            text: text(file, source),
            file,
        });
        match slug {
            "index" => self.corpus.home = Some(page),
            _ => drop(self.corpus.pages.insert(PageId::new(slug), page)),
        }
    }

    /// An event, in a file of its own.
    pub(super) fn event(&mut self, id: &str, source: &str) -> &mut Event {
        let file = self.file("content/timeline.toml", source);
        let parts = DateParts { year: 1955, month: None, day: None };
        let date = Date {
            edtf: "1955".to_owned(),
            earliest: None,
            latest: None,
            shape: Shape::Single(parts, Qualifiers::default()),
        };
        self.corpus.events.push(Arc::new(Event {
            id: EventId::new(id),
            date: Spanned::new(date, Span::new(file, 0..0)),
            title: id.to_uppercase(),
            text: text(file, source),
            kind: None,
            tags: Vec::new(),
            place: None,
            people: Vec::new(),
            sources: Vec::new(),
            span: Span::new(file, 0..0),
        }));
        Arc::get_mut(self.corpus.events.last_mut().unwrap()).unwrap()
    }

    /// A term, in a file of its own.
    pub(super) fn term(&mut self, id: &str, kind: TermKind, source: &str) -> &mut Term {
        let file = self.file("content/glossary.toml", source);
        self.corpus.terms.push(Arc::new(Term {
            id: TermId::new(id),
            kind,
            name: id.to_uppercase(),
            aliases: Vec::new(),
            forms: BTreeMap::new(),
            romanisation: None,
            text: text(file, source),
            see: Vec::new(),
            links: Vec::new(),
            span: Span::new(file, 0..0),
        }));
        Arc::get_mut(self.corpus.terms.last_mut().unwrap()).unwrap()
    }

    /// A session.
    pub(super) fn session(&mut self, id: &str, articles: &[&str], source: &str) {
        let file = self.file("site.toml", &format!("{source}{}", articles.join(" ")));
        let mut end = source.len();
        let articles = articles.iter().map(|slug| {
            let span = Span::new(file, end..end + slug.len());
            end += slug.len() + 1;
            Spanned::new(ArticleId::new(*slug), span)
        });
        let articles = articles.collect();
        self.corpus.site.sessions.push(Session {
            id: SessionId::new(id),
            title: id.to_owned(),
            date: None,
            articles,
            text: text(file, source),
            span: Span::new(file, 0..0),
        });
    }

    /// Annotations to an article: a quote each, as `prefix|quote|suffix` or the quote alone; their ids are `n1`, `n2`, …
    pub(super) fn annotations(&mut self, slug: &str, quotes: &[&str]) -> &mut AnnotationSet {
        let source = quotes.join("\n");
        let file = self.file(&format!("content/annotations/{slug}.toml"), &source);
        let mut start = 0;
        let annotations = quotes.iter().zip(1..).map(|(typed, number)| {
            let span = Span::new(file, start..start + typed.len());
            start += typed.len() + 1;
            let parts: Vec<_> = typed.split('|').map(str::to_owned).collect();
            let some = |part: &String| (!part.is_empty()).then(|| part.clone());
            let (prefix, quote, suffix) = match parts.as_slice() {
                [prefix, quote, suffix] => (some(prefix), quote.clone(), some(suffix)),
                _ => (None, (*typed).to_owned(), None),
            };
            Annotation {
                id: AnnotationId::new(format!("n{number}")),
                by: None,
                layer: None,
                quote: Spanned::new(quote, span),
                prefix,
                suffix,
                kind: AnnotationKind::Context,
                text: Text::default(),
                see: Vec::new(),
                span,
            }
        });
        let set = AnnotationSet { article: ArticleId::new(slug), annotations: annotations.collect(), file };
        let id = set.article.clone();
        self.corpus.annotations.insert(id.clone(), Arc::new(set));
        Arc::get_mut(self.corpus.annotations.get_mut(&id).unwrap()).unwrap()
    }

    /// A file to show or offer.
    pub(super) fn asset(&mut self, path: &str) {
        let path = SourcePath::new(path);
        let file = AssetFile { path: path.clone(), bytes: Arc::from([]), digest: Digest([0; 32]) };
        self.corpus.assets.insert(path, Asset { file, dimensions: None });
    }

    /// A work of a bibliography.
    pub(super) fn work(&mut self, key: &str) {
        let file = self.file("content/references.bib", key);
        self.corpus.works.push(Arc::new(work(key, WorkOrigin::Bibliography, file)));
    }

    /// Prints diagnostics: the code, the source that it points to, the message, what is related, and the help.
    pub(super) fn print(&self, diagnostics: &[Diagnostic]) -> String {
        diagnostics.iter().map(|diagnostic| self.line(diagnostic)).collect::<Vec<_>>().join("\n")
    }

    fn line(&self, diagnostic: &Diagnostic) -> String {
        let place = match &diagnostic.place {
            Place::Span(span) => self.excerpt(*span),
            Place::File(path) => path.to_string(),
            Place::Reader => "the reader".to_owned(),
        };
        let mut line = format!("{} [{place}] {}", diagnostic.code, diagnostic.message);
        for (span, label) in &diagnostic.related {
            line.extend([" | ", label, " [", &self.excerpt(*span), "]"]);
        }
        if let Some(help) = &diagnostic.help {
            line.extend([" | help: ", help]);
        }
        line
    }

    fn excerpt(&self, span: Span) -> String {
        let source = &self.sources[span.file.index()];
        format!("{}:{}", span.start, &source[span.range()])
    }
}

/// Labels, each with the span `n..n + 1` of the first file.
pub(super) fn labels(labels: &[&str]) -> Vec<Spanned<NoteLabel>> {
    let label =
        |(n, label): (usize, &&str)| Spanned::new(NoteLabel::new(*label), Span::new(FileId(0), n..n + 1));
    labels.iter().enumerate().map(label).collect()
}

/// What an article might declare of its notes.
pub(super) fn apparatus(missing: &[&str], unmarked: &[&str], absent: Option<u32>) -> Apparatus {
    Apparatus {
        numbering: None::<Numbering>,
        absent: absent.map(|count| Spanned::new(count, Span::new(FileId(0), 0..7))),
        missing: labels(missing),
        unmarked: labels(unmarked),
        works: Vec::new(),
    }
}

/// A work of which only the key is known.
pub(super) fn work(key: &str, origin: WorkOrigin, file: FileId) -> Work {
    Work {
        key: WorkKey::new(key),
        kind: "book".to_owned(),
        fields: BTreeMap::from([("title".to_owned(), format!("Title of {key}"))]),
        names: BTreeMap::new(),
        dates: BTreeMap::new(),
        origin,
        span: Span::new(file, 0..0),
    }
}

fn corpus() -> Corpus {
    let style = Spanned::new("chicago-author-date".to_owned(), Span::new(FileId(0), 0..19));
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
            citations: CitationSettings { style, locale: None, listed: Vec::new() },
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

/// Parses a scrap of Markdown, a block a line: `# heading`, `- item`, `> quote`, `| table | row`, four spaces and code,
/// `[^label]: note`, an image alone, else a paragraph. In a block: links, images, `[@key]`, `[^label]`, `*emphasis*`, code, `$tex$`, a `\`
/// for a soft break. Numbered are all top-level blocks but headings.
pub(super) fn text(file: FileId, source: &str) -> Text {
    let mut scanner = Scanner { file, source, text: Text::default(), within: Within::Body(0), numbers: 0 };
    let mut notes = Vec::new();
    let mut start = 0;
    for line in source.split('\n') {
        let range = start..start + line.len();
        start = range.end + 1;
        if line.starts_with("[^") && line.contains("]: ") {
            notes.push(range);
        } else if !line.is_empty() {
            scanner.within = Within::Body(u32::try_from(scanner.text.blocks.len()).unwrap());
            let block = scanner.block(range, Numbered::Yes);
            scanner.text.blocks.push(block);
        }
    }
    for range in notes {
        let head = range.start + source[range.clone()].find("]: ").unwrap();
        scanner.within = Within::Note(u32::try_from(scanner.text.notes.len()).unwrap());
        let block = scanner.block(head + 3..range.end, Numbered::No);
        let label = NoteLabel::new(&source[range.start + 2..head]);
        let span = Span::new(file, range.start..head + 2);
        scanner.text.notes.push(NoteDefinition { label, blocks: vec![block], span });
    }
    scanner.text
}

#[derive(Clone, Copy, PartialEq)]
enum Numbered {
    Yes,
    No,
}

struct Scanner<'a> {
    file: FileId,
    source: &'a str,
    text: Text,
    within: Within,
    numbers: u32,
}

impl Scanner<'_> {
    fn block(&mut self, range: std::ops::Range<usize>, numbered: Numbered) -> Block {
        let line = &self.source[range.clone()];
        let skip = |n: usize| range.start + n..range.end;
        let kind = if let Some(words) = line.strip_prefix("# ") {
            let content = self.inlines(skip(2));
            let id: String = words.to_lowercase().replace(' ', "-");
            BlockKind::Heading(Heading { level: 2, id: format!("h-{id}").into(), content })
        } else if line.starts_with("- ") {
            let blocks = vec![self.block(skip(2), Numbered::No)];
            BlockKind::List { start: None, tight: true, items: vec![Item { task: None, blocks }] }
        } else if line.starts_with("> ") {
            BlockKind::Quote(vec![self.block(skip(2), Numbered::No)])
        } else if let Some(code) = line.strip_prefix("    ") {
            BlockKind::Code { language: None, text: code.into() }
        } else if line.starts_with("| ") {
            let mut at = range.start + 1;
            let cells = line[1..].split('|').map(|cell| {
                let range = at..at + cell.len();
                at += cell.len() + 1;
                range
            });
            let cells: Vec<_> = cells.collect();
            let head: Vec<_> = cells.into_iter().map(|cell| self.inlines(cell)).collect();
            let alignments = vec![Alignment::Default; head.len()];
            BlockKind::Table(Table { alignments, head, rows: Vec::new() })
        } else {
            let mut content = self.inlines(range.clone());
            match content.as_mut_slice() {
                [Inline { kind: InlineKind::Image(image), .. }] => {
                    BlockKind::Figure { image: image.clone(), caption: None }
                }
                _ => BlockKind::Paragraph(content),
            }
        };
        let counts = numbered == Numbered::Yes && !matches!(kind, BlockKind::Heading(_));
        self.numbers += u32::from(counts);
        let number = counts.then_some(Paragraph(self.numbers));
        Block { kind, span: Span::new(self.file, range), number }
    }

    fn inlines(&mut self, range: std::ops::Range<usize>) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let rest = &self.source[at..range.end];
            let (kind, length) = self.inline(at, rest);
            out.push(Inline { kind, span: Span::new(self.file, at..at + length) });
            at += length;
        }
        out
    }

    fn inline(&mut self, at: usize, rest: &str) -> (InlineKind, usize) {
        let until = |from: usize, end: &str| from + rest[from..].find(end).expect("an end");
        if rest.starts_with("[@") {
            return self.citation(at, rest);
        }
        if rest.starts_with("[^") {
            let length = until(0, "]") + 1;
            let span = Span::new(self.file, at..at + length);
            let id = MarkerId(u32::try_from(self.text.markers.len()).unwrap());
            let label = NoteLabel::new(&rest[2..length - 1]);
            self.text.markers.push(Marker { label, span, within: self.within.clone() });
            return (InlineKind::Marker(id), length);
        }
        if rest.starts_with("![") || rest.starts_with('[') {
            return self.link(at, rest);
        }
        if rest.starts_with('\\') {
            return (InlineKind::SoftBreak, 1);
        }
        for (mark, make) in [('*', None), ('`', Some(true)), ('$', Some(false))] {
            if rest.starts_with(mark) {
                let end = until(1, &mark.to_string());
                let inner = Arc::from(&rest[1..end]);
                let kind = match make {
                    None => InlineKind::Emphasis(self.inlines(at + 1..at + end)),
                    Some(true) => InlineKind::Code(inner),
                    Some(false) => InlineKind::Math { display: false, tex: inner },
                };
                return (kind, end + 1);
            }
        }
        let length = rest.find(['[', '!', '*', '`', '$', '\\']).filter(|&n| n > 0).unwrap_or(rest.len());
        // A mark of exclamation that opens no image is a character.
        let length = if rest.starts_with('!') { 1 } else { length };
        let run = RunId(self.text.runs);
        self.text.runs += 1;
        (InlineKind::Run(run, rest[..length].into()), length)
    }

    fn citation(&mut self, at: usize, rest: &str) -> (InlineKind, usize) {
        let length = rest.find(']').expect("an end") + 1;
        let span = Span::new(self.file, at..at + length);
        let items = rest[2..length - 1].split("; @").map(|key| Cite {
            key: WorkKey::new(key),
            span,
            prefix: String::new(),
            locator: None,
            suffix: String::new(),
            suppress_author: false,
        });
        let items = items.collect();
        let id = CitationId(u32::try_from(self.text.citations.len()).unwrap());
        let within = self.within.clone();
        self.text.citations.push(Citation { form: CitationForm::Parenthetical, items, span, within });
        (InlineKind::Citation(id), length)
    }

    fn link(&mut self, at: usize, rest: &str) -> (InlineKind, usize) {
        let open = usize::from(rest.starts_with('!')) + 1;
        let mut depth = 0;
        let closes = |c: char| {
            depth += i32::from(c == '[') - i32::from(c == ']');
            c == ']' && depth == 0
        };
        let middle = rest.find(closes).expect("an end");
        assert!(rest[middle..].starts_with("]("), "no link: {rest}");
        let end = middle + rest[middle..].find(')').expect("an end");
        let role = if open == 2 { LinkRole::Image } else { LinkRole::Link };
        let id = LinkId(u32::try_from(self.text.links.len()).unwrap());
        self.text.links.push(Link {
            destination: rest[middle + 2..end].replace("\\t", "\t").into(),
            title: None,
            role,
            span: Span::new(self.file, at..at + end + 1),
            within: self.within.clone(),
        });
        let kind = match role {
            LinkRole::Image => InlineKind::Image(Image { link: id, alt: rest[open..middle].to_owned() }),
            LinkRole::Link => InlineKind::Link(id, self.inlines(at + open..at + middle)),
        };
        (kind, end + 1)
    }
}
