//! The page of an article.

use std::collections::BTreeSet;

use super::axis::strip::strip;
use super::short_name::short_name;
use super::{Context, apparatus, listed, passages, references, timeline};
use crate::model::address::{Address, Fragment, Location};
use crate::model::annotation::{Annotation, AnnotationKind};
use crate::model::article::{Article, Edition, EditionKind};
use crate::model::ids::{ArticleId, DocumentId, EventId, TermId};
use crate::model::links::{NoteState, Placed, Referent};
use crate::model::text::{BlockKind, Within, plain};
use crate::model::work::{Work, WorkDate};
use crate::render::pages::{Pages, direction};
use crate::render::view::{
    Alternate, AnnotationView, ArticlePage, BlockView, EditionView, FactView, HeadingView, Html, LinkView,
    Shell, WorkMeta,
};
use crate::render::{dates, exports, words};

/// The files of an article's bibliographic data, beside its page.
pub(crate) const EXPORTS: [(&str, &str); 3] =
    [("citation.bib", "BibLaTeX"), ("citation.json", "CSL-JSON"), ("citation.ris", "RIS")];

/// Builds the page of an article.
pub(in crate::render) fn page(pages: &Pages<'_>, article: &Article) -> ArticlePage {
    let page = Location::Article(article.id.clone());
    let document = DocumentId::Article(article.id.clone());
    let mut body = pages.body(&page, &document, &article.text);
    place_annotations(pages, &page, article, &mut body.blocks);
    let words = pages.words(&article.id);
    let (previous, next) = neighbours(pages, &page, &article.id);
    ArticlePage {
        shell: shell(pages, &page, article),
        work: work(pages, &page, article),
        edition: edition(&article.edition, &pages.corpus().site.language),
        keywords: keywords(pages, &page, article),
        sessions: sessions(pages, &page, &article.id),
        previous,
        next,
        contents: contents(article),
        annotation_kinds: annotation_kinds(&body.blocks),
        blocks: body.blocks,
        notes_statement: notes_statement(pages, &document, article),
        notes: body.notes,
        references: references::list(pages, &page, std::slice::from_ref(&document)),
        events: timeline::of_article(pages, &article.id),
        strip: strip(pages, &article.id),
        referrers: passages::groups(
            pages,
            &page,
            &passages::of(pages, &Referent::Article(article.id.clone())),
        ),
        apparatus: pages
            .links()
            .ledgers
            .get(&article.id)
            .map_or_else(Vec::new, |ledger| apparatus::lines(&apparatus::counts(ledger))),
        apparatus_href: pages.href(
            &page,
            &Address { page: Location::Apparatus, fragment: Some(Fragment::new(article.id.as_str())) },
        ),
        words,
        minutes: words::minutes(words),
        exports: exports_of(pages, &page, &article.id),
    }
}

fn shell(pages: &Pages<'_>, page: &Location, article: &Article) -> Shell {
    let mut shell = pages.shell(page, article.title(), "article");
    if let Some(language) = &article.language {
        shell.direction = direction(language);
        shell.language.clone_from(language);
    }
    shell.description = article.work.field("abstract").map(str::to_owned);
    let canonical = shell.canonical.as_deref();
    shell.meta = exports::highwire::tags(article, &shell.language, canonical);
    shell.json_ld = Some(Html(exports::json_ld::script(article, &shell.language, canonical)));
    let media = [
        "application/x-bibtex",
        "application/vnd.citationstyles.csl+json",
        "application/x-research-info-systems",
    ];
    shell.alternates = exports_of(pages, page, &article.id)
        .into_iter()
        .zip(media)
        .map(|(link, media_type)| Alternate {
            rel: "alternate",
            media_type,
            href: link.href,
            title: link.title,
        })
        .collect();
    shell
}

fn exports_of(pages: &Pages<'_>, page: &Location, id: &ArticleId) -> Vec<LinkView> {
    let link = |(file, title): &(&str, &str)| LinkView {
        href: pages.file_href(page, &format!("articles/{id}/{file}")),
        title: (*title).to_owned(),
    };
    EXPORTS.iter().map(link).collect()
}

fn work(pages: &Pages<'_>, page: &Location, article: &Article) -> WorkMeta {
    let work = &article.work;
    let authors: Vec<String> = work.names("author").iter().map(crate::model::work::Name::full).collect();
    let reference = pages.links().article_references.get(&article.id);
    WorkMeta {
        key: article.id.to_string(),
        title: article.title().to_owned(),
        byline: listed(&authors),
        authors,
        issued: issued(work, &pages.corpus().site.language),
        reference: reference.map_or_else(Html::default, |r| pages.rich_html(page, &r.content)),
        abstract_: work.field("abstract").map(str::to_owned),
        facts: facts(work),
    }
}

/// The date of a work in words of a language.
pub(super) fn issued(work: &Work, language: &str) -> Option<String> {
    match work.dates.get("issued")? {
        WorkDate::Date(date) => Some(dates::words_in(date, language)),
        WorkDate::Literal(words) => Some(words.clone()),
    }
}

fn facts(work: &Work) -> Vec<FactView> {
    let fact =
        |label: &str, value: String, href: Option<String>| FactView { label: label.to_owned(), value, href };
    let plain = |label: &str, name: &str| work.field(name).map(|value| fact(label, value.to_owned(), None));
    let volume = work.field("volume").map(|volume| match work.field("issue") {
        Some(issue) => format!("{volume}({issue})"),
        None => volume.to_owned(),
    });
    let reviewed = work.field("reviewed-title").map(|title| {
        let by: Vec<String> =
            work.names("reviewed-author").iter().map(crate::model::work::Name::full).collect();
        if by.is_empty() { title.to_owned() } else { format!("{title}, by {}", listed(&by)) }
    });
    let doi = work.field("DOI");
    [
        plain("Published in", "container-title"),
        reviewed.map(|title| fact("Retells", title, None)),
        volume.map(|volume| fact("Volume", volume, None)),
        plain("Pages", "page"),
        plain("Publisher", "publisher"),
        doi.map(|doi| fact("DOI", doi.to_owned(), Some(format!("https://doi.org/{doi}")))),
        work.field("URL").map(|url| fact("Address", url.to_owned(), Some(url.to_owned()))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn edition(edition: &Edition, language: &str) -> EditionView {
    let made = match (&edition.by, &edition.issued) {
        (Some(by), Some(issued)) => format!(" by {by}, {}", dates::words_in(issued, language)),
        (Some(by), None) => format!(" by {by}"),
        (None, Some(issued)) => format!(" of {}", dates::words_in(issued, language)),
        (None, None) => String::new(),
    };
    let statement = match edition.kind {
        EditionKind::Full if made.is_empty() => None,
        EditionKind::Full => Some(format!("Edited{made}.")),
        EditionKind::Abridged => Some(format!(
            "Abridged edition{made}: a shorter text in the editor’s words, not the work itself."
        )),
        EditionKind::Excerpt => Some(format!("Excerpt{made}: a part of the work.")),
        EditionKind::LinkOnly => {
            Some("The text is not in this reader; the reference leads to it.".to_owned())
        }
    };
    EditionView {
        kind: edition.kind.name(),
        statement,
        license_href: edition.license.as_deref().and_then(exports::license::address),
        license: edition.license.clone(),
    }
}

fn keywords(pages: &Pages<'_>, page: &Location, article: &Article) -> Vec<LinkView> {
    let link = |keyword: &String| LinkView {
        href: pages.page_href(page, Location::Keyword(super::collection::slug(keyword))),
        title: keyword.clone(),
    };
    article.keywords.iter().map(link).collect()
}

fn sessions(pages: &Pages<'_>, page: &Location, id: &ArticleId) -> Vec<LinkView> {
    let reads = pages.site().sessions.iter().filter(|s| s.articles.iter().any(|a| a.value == *id));
    reads
        .map(|session| LinkView {
            href: pages.page_href(page, Location::Session(session.id.clone())),
            title: session.title.clone(),
        })
        .collect()
}

fn neighbours(pages: &Pages<'_>, page: &Location, id: &ArticleId) -> (Option<LinkView>, Option<LinkView>) {
    let syllabus = pages.syllabus();
    let link = |article: Option<&&Article>| {
        article.map(|article| LinkView {
            href: pages.page_href(page, Location::Article(article.id.clone())),
            title: article.title().to_owned(),
        })
    };
    match pages.place(id) {
        Some(at) => (link(at.checked_sub(1).and_then(|at| syllabus.get(at))), link(syllabus.get(at + 1))),
        None => (None, None),
    }
}

/// The headings of an article.
fn contents(article: &Article) -> Vec<HeadingView> {
    headings(&article.text)
}

/// The headings among the top-level blocks of a text.
pub(super) fn headings(text: &crate::model::text::Text) -> Vec<HeadingView> {
    let heading = |block: &crate::model::text::Block| match &block.kind {
        BlockKind::Heading(heading) => Some(HeadingView {
            level: heading.level.max(2),
            id: Fragment::new(&heading.id).as_str().to_owned(),
            title: plain(&heading.content),
        }),
        _ => None,
    };
    text.blocks.iter().filter_map(heading).collect()
}

fn notes_statement(pages: &Pages<'_>, document: &DocumentId, article: &Article) -> Option<String> {
    let list = &pages.found(document).notes.list;
    let count = |state| list.iter().filter(|note| note.state == state).count();
    if article.apparatus.absent.is_some() {
        return Some(format!(
            "The copy that this edition follows came without its list of notes. Its {} markers stand where the author \
             set them; what the notes said is not known here.",
            count(NoteState::Absent)
        ));
    }
    let (missing, unmarked) = (count(NoteState::Missing), count(NoteState::Unmarked));
    let missing = match missing {
        0 => None,
        1 => {
            Some("One note is missing from the copy that this edition follows; its marker stands.".to_owned())
        }
        n => Some(format!(
            "{n} notes are missing from the copy that this edition follows; their markers stand."
        )),
    };
    let unmarked = match unmarked {
        0 => None,
        1 => Some("One note has no marker in the text.".to_owned()),
        n => Some(format!("{n} notes have no marker in the text.")),
    };
    let sentences: Vec<String> = [missing, unmarked].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn place_annotations(pages: &Pages<'_>, page: &Location, article: &Article, blocks: &mut [BlockView]) {
    let Some(set) = pages.corpus().annotations.get(&article.id) else { return };
    let placed = pages.links().placed.get(&article.id).map_or(&[][..], Vec::as_slice);
    let notes = &pages.found(&DocumentId::Article(article.id.clone())).notes.list;
    for place in placed {
        let Some(annotation) = set.annotations.get(place.index) else { continue };
        // An annotation to a note stands beside the block with the note's first marker.
        let block = match place.at {
            Within::Body(block) => Some(block),
            Within::Note(note) => {
                notes.iter().find(|listed| listed.definition() == Some(note as usize)).and_then(|n| n.block)
            }
        };
        let last = blocks.len().saturating_sub(1);
        let index = block.map_or(last, |block| block as usize);
        if let Some(block) = blocks.get_mut(index) {
            block.annotations.push(view(pages, page, &article.id, annotation, place));
        }
    }
}

fn view(
    pages: &Pages<'_>,
    page: &Location,
    article: &ArticleId,
    annotation: &Annotation,
    placed: &Placed,
) -> AnnotationView {
    let document = DocumentId::Annotation(article.clone(), annotation.id.clone());
    AnnotationView {
        id: Fragment::annotation(&placed.annotation).as_str().to_owned(),
        kind: annotation.kind.name(),
        layer: annotation.layer.clone(),
        by: annotation.by.clone(),
        quote: annotation.quote.value.clone(),
        html: pages.text_html(page, &document),
        see: annotation.see.iter().filter_map(|id| see(pages, page, &id.value)).collect(),
    }
}

/// A term, event or article by its id.
fn see(pages: &Pages<'_>, page: &Location, id: &str) -> Option<LinkView> {
    let corpus = pages.corpus();
    let (to, title) = if let Some(term) = corpus.terms.iter().find(|term| term.id.as_str() == id) {
        (Location::Term(TermId::new(id)), term.name.clone())
    } else if let Some(event) = corpus.events.iter().find(|event| event.id.as_str() == id) {
        (Location::Event(EventId::new(id)), event.title.clone())
    } else {
        let article = corpus.articles.get(id)?;
        (Location::Article(article.id.clone()), short_name(&article.work))
    };
    Some(LinkView { href: pages.page_href(page, to), title })
}

fn annotation_kinds(blocks: &[BlockView]) -> Vec<FactView> {
    let all: Vec<&'static str> = blocks.iter().flat_map(|b| &b.annotations).map(|a| a.kind).collect();
    let present: BTreeSet<&str> = all.iter().copied().collect();
    AnnotationKind::ALL
        .iter()
        .map(|kind| kind.name())
        .filter(|kind| present.contains(kind))
        .map(|kind| FactView {
            label: kind.to_owned(),
            value: all.iter().filter(|k| **k == kind).count().to_string(),
            href: None,
        })
        .collect()
}
