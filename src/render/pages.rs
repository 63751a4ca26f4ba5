//! What every page of a build draws on: addresses, HTML of texts, and the frame. Which pages there are is decided in `mod.rs`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::address::{Address, Location};
use crate::model::article::{Article, Page};
use crate::model::config::Site;
use crate::model::corpus::Corpus;
use crate::model::ids::{ArticleId, DocumentId};
use crate::model::links::{DocumentLinks, Links};
use crate::model::memory::Same;
use crate::model::rich::Rich;
use crate::model::text::Text;

use super::addresses::{self, Addresses};
use super::assets;
use super::build::Context;
use super::build::index::Index;
use super::html::Writer;
use super::kept::Kept;
use super::rich::{self, Leads};
use super::text::{Surroundings, TextWriter, work_link};
use super::tools::Tools;
use super::view::{BlockView, EditorView, Html, NavLink, NoteView, Shell, SiteView};
use super::words::Counter;

/// What every page of a build draws on.
pub(super) struct Pages<'a> {
    around: Surroundings<'a>,
    texts: BTreeMap<DocumentId, &'a Text>,
    words: BTreeMap<ArticleId, usize>,
    keywords: bool,
    /// Every page of an article asks for it
    syllabus: Vec<&'a Article>,
    places: BTreeMap<&'a ArticleId, usize>,
}

/// A text that stands on a page as its main matter.
#[derive(Default)]
pub(super) struct Body {
    /// The blocks
    pub(super) blocks: Vec<BlockView>,
    /// The notes
    pub(super) notes: Vec<NoteView>,
}

const NOTHING: &DocumentLinks = &DocumentLinks {
    targets: Vec::new(),
    notes: crate::model::links::Notes { markers: Vec::new(), list: Vec::new(), cited: BTreeMap::new() },
    citations: Vec::new(),
    references: Vec::new(),
    marks: BTreeMap::new(),
    back: BTreeMap::new(),
};

impl<'a> Pages<'a> {
    /// Prepares what pages draw on.
    pub(super) fn new(
        corpus: &'a Corpus,
        links: &'a Links,
        index: &'a Index,
        tools: &'a Tools<'a>,
        kept: &Kept,
    ) -> Self {
        let addresses = Addresses::new(corpus.site.base_url.as_ref());
        let keywords = corpus.articles.values().any(|article| !article.keywords.is_empty());
        let around = Surroundings { corpus, links, index, addresses, tools };
        let syllabus = syllabus(corpus);
        let places = syllabus.iter().enumerate().map(|(place, article)| (&article.id, place)).collect();
        let (texts, words) = (corpus.texts().collect(), words(corpus, kept));
        Self { around, texts, words, keywords, syllabus, places }
    }

    /// The settings.
    pub(super) fn site(&self) -> &'a Site {
        &self.around.corpus.site
    }

    /// What was found for one text.
    pub(super) fn found(&self, document: &DocumentId) -> &'a DocumentLinks {
        self.around.links.documents.get(document).unwrap_or(NOTHING)
    }

    /// The address of a page, as another spells it.
    pub(super) fn page_href(&self, from: &Location, to: Location) -> String {
        self.href(from, &Address::page(to))
    }

    /// The absolute address of a page, where the reader's place is known.
    pub(super) fn absolute(&self, page: &Location) -> Option<String> {
        self.around.addresses.absolute(&addresses::path(page))
    }

    /// The absolute address of a file of the output, where the reader's place is known.
    pub(super) fn absolute_file(&self, path: &str) -> Option<String> {
        self.around.addresses.absolute(path)
    }

    /// Words in the body of an article.
    pub(super) fn words(&self, article: &ArticleId) -> usize {
        self.words.get(article).copied().unwrap_or(0)
    }

    /// A writer of a text for a page.
    pub(super) fn writer<'p>(
        &'p self,
        page: &'p Location,
        document: &'p DocumentId,
        text: &'p Text,
    ) -> TextWriter<'p> {
        TextWriter::new(self.around, page, document, text, self.found(document))
    }

    /// A text as a page's main matter: its blocks with the notes beside them.
    pub(super) fn body(&self, page: &Location, document: &DocumentId, text: &Text) -> Body {
        let writer = self.writer(page, document, text);
        let blocks = (0u32..).zip(&text.blocks).map(|(index, block)| BlockView {
            kind: kind(&block.kind),
            id: block.number.map(|number| format!("p{number}")),
            number: block.number.map(|number| number.0),
            html: writer.block(block),
            sidenotes: writer.sidenotes(index),
            annotations: Vec::new(),
        });
        Body { blocks: blocks.collect(), notes: writer.notes() }
    }

    /// The articles in the order of the syllabus; those that no session reads follow by slug.
    pub(super) fn syllabus(&self) -> &[&'a Article] {
        &self.syllabus
    }

    /// Where an article stands in the syllabus.
    pub(super) fn place(&self, article: &ArticleId) -> Option<usize> {
        self.places.get(article).copied()
    }

    /// The articles by slug.
    pub(super) fn articles(&self) -> impl Iterator<Item = &'a Article> {
        self.around.corpus.articles.values().map(AsRef::as_ref)
    }

    /// The pages in their order.
    pub(super) fn text_pages(&self) -> Vec<&'a Page> {
        let mut pages: Vec<&Page> = self.around.corpus.pages.values().map(AsRef::as_ref).collect();
        pages.sort_by_key(|page| (page.order.unwrap_or(i64::MAX), page.title.to_lowercase()));
        pages
    }

    /// Whether a page is part of this reader: indexes of nothing are not.
    pub(super) fn has(&self, page: &Location) -> bool {
        let corpus = self.corpus();
        match page {
            Location::Timeline => !corpus.events.is_empty(),
            Location::Glossary => !corpus.terms.is_empty(),
            Location::References => {
                !self.links().references.is_empty()
                    || self.links().works.keys().any(|work| work.declared_by.is_some())
            }
            Location::Apparatus => !self.links().ledgers.is_empty(),
            Location::Keywords => self.keywords,
            Location::Search => self.site().search,
            _ => true,
        }
    }

    fn nav(&self, page: &Location) -> Vec<NavLink> {
        let indexes = [
            (Location::Timeline, "Timeline"),
            (Location::Glossary, "Glossary"),
            (Location::References, "References"),
            (Location::Apparatus, "Apparatus"),
            (Location::Keywords, "Keywords"),
        ];
        let indexes = indexes.into_iter().filter(|(index, _)| self.has(index));
        let indexes = indexes.map(|(index, title)| (index, title.to_owned()));
        let texts = self.text_pages();
        let texts = texts.into_iter().map(|text| (Location::Page(text.id.clone()), text.title.clone()));
        let link = |(to, title): (Location, String)| NavLink {
            current: to == *page || parent(page).as_ref() == Some(&to),
            href: self.page_href(page, to),
            title,
        };
        indexes.chain(texts).map(link).collect()
    }
}

impl Context for Pages<'_> {
    fn corpus(&self) -> &Corpus {
        self.around.corpus
    }

    fn links(&self) -> &Links {
        self.around.links
    }

    fn index(&self) -> &Index {
        self.around.index
    }

    fn href(&self, from: &Location, to: &Address) -> String {
        self.around.addresses.href(from, to)
    }

    fn file_href(&self, from: &Location, path: &str) -> String {
        self.around.addresses.file(from, path)
    }

    fn shell(&self, page: &Location, title: &str, kind: &'static str) -> Shell {
        let site = self.site();
        let hrefs = |paths: Vec<String>| paths.iter().map(|path| self.file_href(page, path)).collect();
        Shell {
            site: SiteView {
                title: site.title.clone(),
                subtitle: site.subtitle.clone(),
                description: site.description.clone(),
                language: site.language.clone(),
                editor: site
                    .editor
                    .as_ref()
                    .map(|editor| EditorView { name: editor.name.clone(), url: editor.url.clone() }),
            },
            title: title.to_owned(),
            description: None,
            language: site.language.clone(),
            direction: direction(&site.language),
            kind,
            canonical: self.absolute(page),
            nav: self.nav(page),
            home: self.page_href(page, Location::Home),
            search: self.has(&Location::Search).then(|| self.page_href(page, Location::Search)),
            styles: hrefs(assets::styles(self.corpus())),
            scripts: hrefs(assets::scripts(self.corpus(), page)),
            meta: Vec::new(),
            alternates: Vec::new(),
            json_ld: None,
        }
    }

    fn text_html(&self, page: &Location, document: &DocumentId) -> Html {
        let Some(text) = self.texts.get(document) else { return Html::default() };
        let text_writer = self.writer(page, document, text);
        // A source of an event stands in a list of sources.
        let body = match document {
            DocumentId::EventSource(..) => text_writer.line(),
            _ => text_writer.body(),
        };
        let notes = text_writer.notes();
        if notes.is_empty() {
            return body;
        }
        let mut writer = Writer::default();
        writer.html(&body);
        writer.open("ol").attr("class", "notes").end();
        for note in notes {
            let value = note.number.parse::<u32>().is_ok().then_some(note.number.as_str());
            writer.open("li").attr("id", &note.id).maybe("value", value).end();
            writer.html(&note.html);
            for back in &note.back {
                writer.open("a").attr("role", "doc-backlink").attr("href", &back.href).end();
                writer.text("↩");
                writer.close("a");
            }
            writer.close("li");
        }
        writer.close("ol");
        writer.finish()
    }

    fn rich_html(&self, page: &Location, text: &Rich) -> Html {
        let work = |id: &_| work_link(self.around, page, id);
        let mut writer = Writer::default();
        rich::write(&mut writer, text, &Leads::Linked { work: &work, tabindex: None });
        writer.finish()
    }
}

/// The index that a page belongs to.
fn parent(page: &Location) -> Option<Location> {
    match page {
        Location::Event(_) | Location::Period(_) => Some(Location::Timeline),
        Location::Term(_) => Some(Location::Glossary),
        Location::Keyword(_) => Some(Location::Keywords),
        _ => None,
    }
}

/// The direction in which a language is written, by its script or by its name.
pub(super) fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 12] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    const SCRIPTS: [&str; 6] = ["Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];
    let mut parts = language.split('-');
    let name = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4) {
        Some(script) if SCRIPTS.contains(&script) => "rtl",
        None if RIGHT_TO_LEFT.contains(&name) => "rtl",
        _ => "ltr",
    }
}

fn kind(block: &crate::model::text::BlockKind) -> &'static str {
    use crate::model::text::BlockKind;
    match block {
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Heading(_) => "heading",
        BlockKind::Quote(_) => "quote",
        BlockKind::List { .. } => "list",
        BlockKind::Definitions(_) => "definitions",
        BlockKind::Code { .. } => "code",
        BlockKind::Table(_) => "table",
        BlockKind::Figure { .. } => "figure",
        BlockKind::Rule => "rule",
        BlockKind::Html(_) => "html",
    }
}

fn syllabus(corpus: &Corpus) -> Vec<&Article> {
    let mut known: BTreeSet<&ArticleId> = BTreeSet::new();
    let read = corpus.site.sessions.iter().flat_map(|session| session.articles.iter().map(|id| &id.value));
    let ids = read.chain(corpus.articles.keys()).filter(|id| known.insert(id));
    ids.filter_map(|id| corpus.articles.get(id)).map(AsRef::as_ref).collect()
}

/// The words of every article, counted once: lists of articles name them again and again.
fn words(corpus: &Corpus, kept: &Kept) -> BTreeMap<ArticleId, usize> {
    let counter = Counter::new();
    let count = |article| kept.words.get_or(Same::of(article), || counter.words(&article.text));
    corpus.articles.par_iter().map(|(id, article)| (id.clone(), count(article))).collect()
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn direction_follows_script_and_language() {
        let directions = ["en", "ar", "he-IL", "az-Arab", "ar-Latn", "zh-Hans"].map(direction);
        assert_eq!(directions, ["ltr", "rtl", "rtl", "rtl", "ltr", "ltr"]);
    }
}
