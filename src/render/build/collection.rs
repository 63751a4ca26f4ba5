//! The pages around the articles: home, sessions, texts, keywords, search, and the page for what is not there.

use std::collections::BTreeMap;

use super::article::{headings, issued};
use super::{Context, counted, listed, passages, references};
use crate::model::address::{Address, Fragment, Location};
use crate::model::annotation::AnnotationKind;
use crate::model::article::{Article, Page};
use crate::model::config::Session;
use crate::model::ids::{DocumentId, SessionId};
use crate::model::links::Referent;
use crate::model::text::{BlockKind, plain};
use crate::model::work::{Name, WorkOrigin};
use crate::render::exports::markup::plain as plain_field;
use crate::render::pages::{Pages, direction};
use crate::render::view::{
    ArticleCard, FactView, HeadingView, HomePage, KeywordPage, KeywordRow, KeywordsPage, LinkView,
    NotFoundPage, SearchPage, SearchRow, SessionCard, SessionPage, TextPage,
};
use crate::render::words;

/// Builds the home page.
pub(in crate::render) fn home(pages: &Pages<'_>) -> HomePage {
    let page = Location::Home;
    let home = pages.corpus().home.as_deref();
    let body = home.map(|home| pages.body(&page, &DocumentId::Home, &home.text)).unwrap_or_default();
    let read = |id: &_| pages.site().sessions.iter().any(|s| s.articles.iter().any(|a| a.value == *id));
    let unread = pages.syllabus().iter().copied().filter(|article| !read(&article.id));
    let mut shell = pages.shell(&page, "", "home");
    shell.description =
        home.and_then(|home| home.description.clone()).or_else(|| pages.site().description.clone());
    HomePage {
        shell,
        blocks: body.blocks,
        notes: body.notes,
        references: references::list(pages, &page, &[DocumentId::Home]),
        sessions: (1..).zip(&pages.site().sessions).map(|(n, s)| session_card(pages, &page, n, s)).collect(),
        articles: unread.map(|article| card(pages, &page, article)).collect(),
        counts: counts(pages),
    }
}

fn counts(pages: &Pages<'_>) -> Vec<FactView> {
    let corpus = pages.corpus();
    let to = |index: Location| Some(pages.page_href(&Location::Home, index));
    let annotations: usize = corpus.annotations.values().map(|set| set.annotations.len()).sum();
    let count = |one: &str, many: &str, n: usize, href: Option<String>| FactView {
        label: if n == 1 { one } else { many }.to_owned(),
        value: n.to_string(),
        href,
    };
    let identified = pages.links().references.iter().filter(|reference| reference.work.declared_by.is_none());
    let works = identified.count() + pages.index().unidentified().len();
    [
        count("article", "articles", corpus.articles.len(), None),
        count("annotation", "annotations", annotations, None),
        count("event", "events", corpus.events.len(), to(Location::Timeline)),
        count("glossary entry", "glossary entries", corpus.terms.len(), to(Location::Glossary)),
        count("work cited", "works cited", works, to(Location::References)),
    ]
    .into_iter()
    .filter(|count| count.value != "0")
    .collect()
}

/// An article in a list.
pub(super) fn card(pages: &Pages<'_>, page: &Location, article: &Article) -> ArticleCard {
    let authors: Vec<String> = article.work.names("author").iter().map(Name::full).collect();
    let document = DocumentId::Article(article.id.clone());
    let notes = pages.found(&document).notes.list.iter().filter(|note| !note.is_citation()).count();
    let annotations = pages.corpus().annotations.get(&article.id).map_or(0, |set| set.annotations.len());
    let plural = |n: usize, one: &str, many: &str| (n > 0).then(|| counted(n, one, many));
    let citations = article.text.citations.len();
    ArticleCard {
        href: pages.page_href(page, Location::Article(article.id.clone())),
        title: article.title().to_owned(),
        byline: listed(&authors),
        issued: issued(&article.work, &pages.corpus().site.language),
        container: article
            .work
            .field("container-title")
            .or_else(|| article.work.field("publisher"))
            .map(str::to_owned),
        edition: article.edition.kind.name(),
        abstract_: article.work.field("abstract").map(str::to_owned),
        minutes: words::minutes(pages.words(&article.id)),
        counts: [
            plural(notes, "note", "notes"),
            plural(citations, "citation", "citations"),
            plural(annotations, "annotation", "annotations"),
        ]
        .into_iter()
        .flatten()
        .collect(),
        lang: article.language.clone().filter(|language| *language != pages.site().language),
    }
}

fn session_card(pages: &Pages<'_>, page: &Location, number: usize, session: &Session) -> SessionCard {
    let articles = session.articles.iter().filter_map(|id| pages.corpus().articles.get(&id.value));
    SessionCard {
        href: pages.page_href(page, Location::Session(session.id.clone())),
        title: session.title.clone(),
        date: session.date.clone(),
        number,
        articles: articles.map(|article| card(pages, page, article)).collect(),
    }
}

/// Builds the page of a session of the syllabus.
pub(in crate::render) fn session(pages: &Pages<'_>, id: &SessionId) -> SessionPage {
    let sessions = &pages.site().sessions;
    let index = sessions.iter().position(|session| session.id == *id).unwrap_or_default();
    let session = &sessions[index];
    let page = Location::Session(session.id.clone());
    let document = DocumentId::Session(session.id.clone());
    let body = pages.body(&page, &document, &session.text);
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| sessions.get(at)).map(|session| LinkView {
            href: pages.page_href(&page, Location::Session(session.id.clone())),
            title: session.title.clone(),
        })
    };
    SessionPage {
        shell: pages.shell(&page, &session.title, "session"),
        session: session_card(pages, &page, index + 1, session),
        blocks: body.blocks,
        notes: body.notes,
        references: references::list(pages, &page, std::slice::from_ref(&document)),
        questions: questions(pages, &page, session),
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
    }
}

/// The annotations of kind `question` to a session's articles, by the words they speak of.
fn questions(pages: &Pages<'_>, page: &Location, session: &Session) -> Vec<LinkView> {
    let mut questions = Vec::new();
    for article in &session.articles {
        let Some(set) = pages.corpus().annotations.get(&article.value) else { continue };
        for annotation in set.annotations.iter().filter(|a| a.kind == AnnotationKind::Question) {
            let first = annotation.text.blocks.iter().find_map(|block| match &block.kind {
                BlockKind::Paragraph(content) => Some(plain(content)),
                _ => None,
            });
            let address = Address {
                page: Location::Article(article.value.clone()),
                fragment: Some(Fragment::annotation(&annotation.id)),
            };
            questions.push(LinkView {
                href: pages.href(page, &address),
                title: first.unwrap_or_else(|| annotation.quote.value.clone()),
            });
        }
    }
    questions
}

/// Builds a page of text.
pub(in crate::render) fn text(pages: &Pages<'_>, text: &Page) -> TextPage {
    let page = Location::Page(text.id.clone());
    let document = DocumentId::Page(text.id.clone());
    let body = pages.body(&page, &document, &text.text);
    let mut shell = pages.shell(&page, &text.title, "page");
    shell.description.clone_from(&text.description);
    if let Some(language) = &text.language {
        shell.direction = direction(language);
        shell.language.clone_from(language);
    }
    TextPage {
        shell,
        contents: headings(&text.text),
        blocks: body.blocks,
        notes: body.notes,
        references: references::list(pages, &page, std::slice::from_ref(&document)),
        referrers: passages::groups(pages, &page, &passages::of(pages, &Referent::Page(text.id.clone()))),
    }
}

/// A keyword's name, and the articles that have it.
pub(in crate::render) type Keyword<'a> = (String, Vec<&'a Article>);

/// The articles' keywords by slug.
pub(in crate::render) type Keywords<'a> = BTreeMap<String, Keyword<'a>>;

/// Gathers the keywords; spellings that share a slug are one keyword.
pub(in crate::render) fn keywords<'a>(pages: &Pages<'a>) -> Keywords<'a> {
    let mut keywords = Keywords::new();
    for article in pages.syllabus().iter().copied() {
        for keyword in &article.keywords {
            let (_, articles) =
                keywords.entry(slug(keyword)).or_insert_with(|| (keyword.clone(), Vec::new()));
            if !articles.iter().any(|known| known.id == article.id) {
                articles.push(article);
            }
        }
    }
    keywords
}

/// The part of a keyword's address: letters and digits of any script, the rest as hyphens. Two signs are spelled out,
/// since C, C++ and C# are not one keyword.
pub(in crate::render) fn slug(keyword: &str) -> String {
    let lower = keyword.to_lowercase().replace('+', " plus ").replace('#', " sharp ");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    if slug.is_empty() { "keyword".to_owned() } else { slug }
}

/// Builds the list of keywords.
pub(in crate::render) fn keyword_list(pages: &Pages<'_>) -> KeywordsPage {
    let page = Location::Keywords;
    let row = |(slug, (title, articles)): (String, Keyword<'_>)| KeywordRow {
        href: pages.page_href(&page, Location::Keyword(slug)),
        title,
        count: articles.len(),
    };
    KeywordsPage {
        shell: pages.shell(&page, "Keywords", "keywords"),
        keywords: keywords(pages).into_iter().map(row).collect(),
    }
}

/// Builds the page of a keyword.
pub(in crate::render) fn keyword(
    pages: &Pages<'_>,
    slug: &str,
    (title, articles): &Keyword<'_>,
) -> KeywordPage {
    let page = Location::Keyword(slug.to_owned());
    KeywordPage {
        shell: pages.shell(&page, title, "keyword"),
        articles: articles.iter().map(|article| card(pages, &page, article)).collect(),
        keywords_href: pages.page_href(&page, Location::Keywords),
    }
}

/// Builds the page for what is not there.
pub(in crate::render) fn not_found(pages: &Pages<'_>) -> NotFoundPage {
    let page = Location::NotFound;
    let link = |article: &Article| LinkView {
        href: pages.page_href(&page, Location::Article(article.id.clone())),
        title: article.title().to_owned(),
    };
    NotFoundPage {
        shell: pages.shell(&page, "Page not found", "not-found"),
        articles: pages.syllabus().iter().copied().map(link).collect(),
    }
}

/// Builds the search page: everything that has a name.
pub(in crate::render) fn search(pages: &Pages<'_>) -> SearchPage {
    let mut rows = Vec::new();
    let articles = pages.syllabus();
    rows.extend(articles.iter().map(|article| article_row(pages, article)));
    rows.extend(articles.iter().flat_map(|article| section_rows(pages, article)));
    for text in pages.text_pages() {
        rows.push(row(pages, Location::Page(text.id.clone()), &text.title, "page", String::new()));
    }
    for session in &pages.site().sessions {
        rows.push(row(
            pages,
            Location::Session(session.id.clone()),
            &session.title,
            "session",
            String::new(),
        ));
    }
    for term in &pages.corpus().terms {
        let also: Vec<&str> = term
            .aliases
            .iter()
            .chain(term.forms.values())
            .chain(&term.romanisation)
            .map(String::as_str)
            .collect();
        rows.push(row(pages, Location::Term(term.id.clone()), &term.name, "term", also.join(" ")));
    }
    for event in pages.index().timeline() {
        let also = format!("{} {}", event.date.value.edtf, event.tags.join(" "));
        rows.push(row(pages, Location::Event(event.id.clone()), &event.title, "event", also));
    }
    work_rows(pages, &mut rows);
    SearchPage { shell: pages.shell(&Location::Search, "Search", "search"), rows }
}

fn row(pages: &Pages<'_>, to: Location, title: &str, kind: &'static str, also: String) -> SearchRow {
    SearchRow {
        href: pages.page_href(&Location::Search, to),
        title: title.to_owned(),
        kind,
        within: None,
        also,
    }
}

fn article_row(pages: &Pages<'_>, article: &Article) -> SearchRow {
    let authors: Vec<String> = article.work.names("author").iter().map(Name::full).collect();
    let also = format!("{} {}", authors.join(" "), article.keywords.join(" "));
    row(pages, Location::Article(article.id.clone()), article.title(), "article", also.trim().to_owned())
}

fn section_rows(pages: &Pages<'_>, article: &Article) -> Vec<SearchRow> {
    let page = Location::Article(article.id.clone());
    let within = pages.index().article_name(&article.id);
    let section = |heading: HeadingView| {
        let address = Address { page: page.clone(), fragment: Some(Fragment::new(&heading.id)) };
        SearchRow {
            href: pages.href(&Location::Search, &address),
            title: heading.title,
            kind: "section",
            within: Some(within.clone()),
            also: String::new(),
        }
    };
    headings(&article.text).into_iter().map(section).collect()
}

fn work_rows(pages: &Pages<'_>, rows: &mut Vec<SearchRow>) {
    for (id, work) in &pages.links().works {
        let Some(entry) = pages.index().entry(id) else { continue };
        if matches!(work.origin, WorkOrigin::Article(_)) {
            continue;
        }
        let address = Address { page: Location::References, fragment: Some(entry.clone()) };
        let authors: Vec<String> = work.names("author").iter().map(Name::full).collect();
        rows.push(SearchRow {
            href: pages.href(&Location::Search, &address),
            title: plain_field(work.title()),
            kind: "work",
            within: None,
            also: authors.join(" "),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(
            ["Global South", "C++", "C#", "新 型", "…"].map(slug),
            ["global-south", "c-plus-plus", "c-sharp", "新-型", "keyword"]
        );
    }
}
