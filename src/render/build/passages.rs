//! Passages as pages list them: each with its source and place, grouped by source in the order of the documents.

use std::collections::BTreeMap;

use super::Context;
use crate::model::address::{Address, Fragment, Location};
use crate::model::ids::{ArticleId, DocumentId, EventId, PageId, SessionId, TermId};
use crate::model::links::{Passage, Referent};
use crate::render::exports::markup::plain;
use crate::render::view::{PassageGroup, PassageView};

/// What holds a passage: the texts of an event, or the annotations to an article, are one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Home,
    Session(SessionId),
    Article(ArticleId),
    Annotations(ArticleId),
    Page(PageId),
    Event(EventId),
    Term(TermId),
}

/// Every passage that refers to something, in the order of the documents; what a thing's own page says of it is no
/// passage about it.
pub(crate) fn of<'a>(context: &'a dyn Context, referent: &Referent) -> Vec<&'a Passage> {
    let own = match referent {
        Referent::Event(id) => Some(Location::Event(id.clone())),
        Referent::Term(id) => Some(Location::Term(id.clone())),
        Referent::Article(id) => Some(Location::Article(id.clone())),
        Referent::Page(id) => Some(Location::Page(id.clone())),
        Referent::Work(_) => None,
    };
    let passages = context.links().passages.get(referent).into_iter().flatten();
    passages.filter(|passage| own.as_ref() != Some(&passage.address.page)).collect()
}

/// The passages by source, for a page.
pub(crate) fn groups(context: &dyn Context, from: &Location, passages: &[&Passage]) -> Vec<PassageGroup> {
    let mut groups: Vec<PassageGroup> = Vec::new();
    let mut places: BTreeMap<Source, usize> = BTreeMap::new();
    for passage in passages {
        let source = Source::of(&passage.document);
        let place = *places.entry(source).or_insert_with_key(|source| {
            groups.push(PassageGroup {
                title: source.group_title(context),
                href: context.href(from, &source_address(&passage.document)),
                kind: source.kind(),
                passages: Vec::new(),
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.passages.push(view(context, from, passage));
        }
    }
    groups
}

/// A passage, for a page.
pub(crate) fn view(context: &dyn Context, from: &Location, passage: &Passage) -> PassageView {
    let source = Source::of(&passage.document);
    let language = language_of(context, &passage.document);
    let page_language = page_language(context, from);
    PassageView {
        href: context.href(from, &passage.address),
        source: source.title(context),
        source_short: source.short_title(context),
        source_kind: source.kind(),
        place: place(context, passage),
        before: passage.before.clone(),
        words: passage.words.clone(),
        after: passage.after.clone(),
        lang: (!language.eq_ignore_ascii_case(page_language)).then(|| language.to_owned()),
    }
}

/// The title of what holds a text.
pub(crate) fn source_title(context: &dyn Context, document: &DocumentId) -> String {
    Source::of(document).title(context)
}

/// The kind of what holds a text: `article`, `annotation`, …
pub(crate) fn source_kind(document: &DocumentId) -> &'static str {
    Source::of(document).kind()
}

/// `note 8, ¶ 12`
fn place(context: &dyn Context, passage: &Passage) -> String {
    let note = passage.note.as_ref();
    let note = note.map(|label| format!("note {}", context.index().note_number(&passage.document, label)));
    let paragraph = passage.paragraph.map(|number| format!("¶ {number}"));
    note.into_iter().chain(paragraph).collect::<Vec<_>>().join(", ")
}

fn source_address(document: &DocumentId) -> Address {
    match document {
        DocumentId::Annotation(_, id) => Address::within(document, Fragment::annotation(id)),
        _ => Address::page(Location::of(document)),
    }
}

/// The language of a text; editors' texts are in the site's.
fn language_of<'a>(context: &'a dyn Context, document: &DocumentId) -> &'a str {
    match document {
        DocumentId::Annotation(..) => &context.corpus().site.language,
        _ => page_language(context, &Location::of(document)),
    }
}

fn page_language<'a>(context: &'a dyn Context, page: &Location) -> &'a str {
    let corpus = context.corpus();
    let language = match page {
        Location::Article(id) => corpus.articles.get(id).and_then(|article| article.language.as_deref()),
        Location::Page(id) => corpus.pages.get(id).and_then(|page| page.language.as_deref()),
        Location::Home => corpus.home.as_ref().and_then(|page| page.language.as_deref()),
        _ => None,
    };
    language.unwrap_or(&corpus.site.language)
}

impl Source {
    fn of(document: &DocumentId) -> Self {
        match document {
            DocumentId::Home => Self::Home,
            DocumentId::Session(id) => Self::Session(id.clone()),
            DocumentId::Article(id) => Self::Article(id.clone()),
            DocumentId::Annotation(id, _) => Self::Annotations(id.clone()),
            DocumentId::Page(id) => Self::Page(id.clone()),
            DocumentId::Event(id) | DocumentId::EventSource(id, _) => Self::Event(id.clone()),
            DocumentId::Term(id) => Self::Term(id.clone()),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Session(_) => "session",
            Self::Article(_) => "article",
            Self::Annotations(_) => "annotation",
            Self::Page(_) => "page",
            Self::Event(_) => "event",
            Self::Term(_) => "term",
        }
    }

    fn title(&self, context: &dyn Context) -> String {
        let corpus = context.corpus();
        let index = context.index();
        let article = |id: &ArticleId| {
            corpus.articles.get(id).map_or_else(|| id.to_string(), |article| plain(article.title()))
        };
        match self {
            Self::Home => {
                let own = corpus.home.as_ref().map(|page| &page.title).filter(|title| !title.is_empty());
                own.unwrap_or(&corpus.site.title).clone()
            }
            Self::Session(id) => index.session(id).unwrap_or(id.as_str()).to_owned(),
            Self::Article(id) => article(id),
            Self::Annotations(id) => format!("Annotation to “{}”", article(id)),
            Self::Page(id) => corpus.pages.get(id).map_or_else(|| id.to_string(), |page| page.title.clone()),
            Self::Event(id) => index.event(id).map_or_else(|| id.to_string(), |event| event.title.clone()),
            Self::Term(id) => {
                index.term(id.as_str()).map_or_else(|| id.to_string(), |term| term.name.clone())
            }
        }
    }

    fn group_title(&self, context: &dyn Context) -> String {
        match self {
            Self::Annotations(id) => {
                format!("Annotations to “{}”", Self::Article(id.clone()).title(context))
            }
            _ => self.title(context),
        }
    }

    fn short_title(&self, context: &dyn Context) -> String {
        match self {
            Self::Article(id) => context.index().article_name(id),
            Self::Annotations(id) => format!("Annotation to {}", context.index().article_name(id)),
            _ => self.title(context),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{groups, of, view};
    use crate::model::address::{Address, Fragment, Location};
    use crate::model::article::Page;
    use crate::model::config::Session;
    use crate::model::ids::{
        AnnotationId, ArticleId, DocumentId, EventId, FileId, NoteLabel, PageId, SessionId, TermId,
    };
    use crate::model::links::{DocumentLinks, ListedNote, NoteMatter, NoteState, Notes, Referent};
    use crate::model::term::TermKind;
    use crate::model::text::Text;
    use crate::render::build::fake::{Reader, passage};
    use crate::render::exports::samples::{by, span, work};

    fn article() -> DocumentId {
        DocumentId::Article(ArticleId::new("odgaard-2023"))
    }

    fn annotation(id: &str) -> DocumentId {
        DocumentId::Annotation(ArticleId::new("odgaard-2023"), AnnotationId::new(id))
    }

    fn reader() -> Reader {
        let mut reader = Reader::default();
        let odgaard = work("odgaard-2023", "book", "2023", &[("title", "Home <i>&</i> away")]);
        reader.article(by(odgaard, "author", "L", "Odgaard"));
        reader.event("bandung", "1955", "Bandung");
        reader.term("un", TermKind::Organisation, "United Nations");
        let page = Page {
            id: PageId::new("about"),
            title: "About".to_owned(),
            description: None,
            order: None,
            language: Some("zh".to_owned()),
            draft: false,
            text: Text::default(),
            file: FileId(0),
        };
        reader.corpus.pages.insert(page.id.clone(), Arc::new(page));
        reader.corpus.site.sessions.push(Session {
            id: SessionId::new("one"),
            title: "Session one".to_owned(),
            date: None,
            articles: Vec::new(),
            text: Text::default(),
            span: span(),
        });
        reader
    }

    #[test]
    fn every_kind_of_source_has_its_names() {
        let fake = reader().finish();
        let check = |document: DocumentId, source: &str, short: &str, kind: &str| {
            let view = view(&fake, &Location::Glossary, &passage(&document, 0, "link-1"));
            assert_eq!(
                (view.source.as_str(), view.source_short.as_str(), view.source_kind),
                (source, short, kind)
            );
            assert_eq!(view.place, "");
        };
        check(article(), "Home & away", "Odgaard 2023", "article");
        check(annotation("x"), "Annotation to “Home & away”", "Annotation to Odgaard 2023", "annotation");
        check(DocumentId::Event(EventId::new("bandung")), "Bandung", "Bandung", "event");
        check(DocumentId::EventSource(EventId::new("bandung"), 0), "Bandung", "Bandung", "event");
        check(DocumentId::Term(TermId::new("un")), "United Nations", "United Nations", "term");
        check(DocumentId::Page(PageId::new("about")), "About", "About", "page");
        check(DocumentId::Session(SessionId::new("one")), "Session one", "Session one", "session");
        check(DocumentId::Home, "A reader", "A reader", "home");
        check(DocumentId::Article(ArticleId::new("gone")), "gone", "gone", "article");
    }

    #[test]
    fn places_name_the_note_by_its_printed_number() {
        let mut reader = reader();
        let note = ListedNote {
            label: NoteLabel::new("star"),
            number: "8".to_owned(),
            state: NoteState::Resolved,
            matter: NoteMatter::Written(0),
            markers: 1,
            block: Some(0),
        };
        let notes = Notes { list: vec![note], ..Notes::default() };
        reader.links.documents.insert(article(), DocumentLinks { notes, ..DocumentLinks::default() });
        let fake = reader.finish();
        let place = |paragraph: u32, note: Option<&str>| {
            let mut passage = passage(&article(), paragraph, "link-1");
            passage.note = note.map(NoteLabel::new);
            view(&fake, &Location::Timeline, &passage).place
        };
        assert_eq!(place(12, None), "¶ 12");
        assert_eq!(place(12, Some("star")), "note 8, ¶ 12");
        assert_eq!(place(0, Some("3")), "note 3");
    }

    #[test]
    fn the_language_is_told_where_it_is_not_the_pages() {
        let mut reader = reader();
        let id = ArticleId::new("odgaard-2023");
        if let Some(article) = reader.corpus.articles.get_mut(&id) {
            Arc::make_mut(article).language = Some("de".to_owned());
        }
        let fake = reader.finish();
        let lang =
            |from: &Location, document: &DocumentId| view(&fake, from, &passage(document, 1, "l")).lang;
        let own = Location::Article(id);
        assert_eq!(lang(&Location::Timeline, &article()).as_deref(), Some("de"));
        assert_eq!(lang(&own, &article()), None);
        assert_eq!(
            lang(&own, &annotation("x")).as_deref(),
            Some("en"),
            "editors write in the site's language"
        );
        assert_eq!(lang(&own, &DocumentId::Page(PageId::new("about"))).as_deref(), Some("zh"));
        assert_eq!(lang(&Location::Timeline, &DocumentId::Home), None);
    }

    #[test]
    fn groups_keep_the_order_of_the_documents() {
        let fake = reader().finish();
        let bandung = EventId::new("bandung");
        let passages = [
            passage(&article(), 1, "link-1"),
            passage(&annotation("one"), 0, "a-one-link-1"),
            passage(&annotation("two"), 0, "a-two-link-1"),
            passage(&DocumentId::Event(bandung.clone()), 0, "bandung-link-1"),
            passage(&article(), 9, "link-2"),
            passage(&DocumentId::EventSource(bandung, 0), 0, "bandung-source-1-link-1"),
        ];
        let groups = groups(&fake, &Location::References, &passages.iter().collect::<Vec<_>>());
        let found: Vec<_> = groups
            .iter()
            .map(|group| (group.title.as_str(), group.href.as_str(), group.kind, group.passages.len()))
            .collect();
        assert_eq!(
            found,
            [
                ("Home & away", "/articles/odgaard-2023/", "article", 2),
                ("Annotations to “Home & away”", "/articles/odgaard-2023/#a-one", "annotation", 2),
                ("Bandung", "/timeline/bandung/", "event", 2),
            ]
        );
    }

    #[test]
    fn what_a_page_says_of_itself_is_no_passage_about_it() {
        let mut reader = reader();
        let referent = Referent::Article(ArticleId::new("odgaard-2023"));
        reader.passage(referent.clone(), passage(&article(), 1, "link-1"));
        reader.passage(referent.clone(), passage(&annotation("x"), 0, "a-x-link-1"));
        reader.passage(referent.clone(), passage(&DocumentId::Home, 0, "link-1"));
        let fake = reader.finish();
        let found: Vec<_> = of(&fake, &referent).into_iter().map(|passage| passage.address.clone()).collect();
        assert_eq!(found, [Address { page: Location::Home, fragment: Some(Fragment::new("link-1")) }]);
        assert!(of(&fake, &Referent::Page(PageId::new("about"))).is_empty());
    }
}
