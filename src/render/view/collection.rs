//! The views of the pages around the articles: `index.html`, `session.html`, `page.html`, `keyword(s).html`, `search.html`, `404.html`, `redirect.html`.

use serde::Serialize;

use super::{BlockView, FactView, HeadingView, LinkView, NoteView, PassageGroup, ReferenceView, Shell};

/// `index.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HomePage {
    /// The frame
    pub(crate) shell: Shell,
    /// The introduction
    pub(crate) blocks: Vec<BlockView>,
    /// Its notes
    pub(crate) notes: Vec<NoteView>,
    /// The works it cites
    pub(crate) references: Vec<ReferenceView>,
    /// The sessions, in order
    pub(crate) sessions: Vec<SessionCard>,
    /// The articles that no session reads
    pub(crate) articles: Vec<ArticleCard>,
    /// How much there is: articles, notes, events, …
    pub(crate) counts: Vec<FactView>,
}

/// A session with its articles.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SessionCard {
    /// Its page
    pub(crate) href: String,
    /// Its title
    pub(crate) title: String,
    /// When it meets
    pub(crate) date: Option<String>,
    /// Its place in the syllabus, from 1
    pub(crate) number: usize,
    /// What is read
    pub(crate) articles: Vec<ArticleCard>,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ArticleCard {
    /// Its page
    pub(crate) href: String,
    /// Its title
    pub(crate) title: String,
    /// Its authors
    pub(crate) byline: String,
    /// The year or date of the work, in words
    pub(crate) issued: Option<String>,
    /// Where it appeared
    pub(crate) container: Option<String>,
    /// As in [`EditionView::kind`](super::EditionView::kind)
    pub(crate) edition: &'static str,
    /// The abstract
    #[serde(rename = "abstract")]
    pub(crate) abstract_: Option<String>,
    /// Minutes to read it
    pub(crate) minutes: usize,
    /// Its notes, annotations and events in short: “53 notes”
    pub(crate) counts: Vec<String>,
    /// The language of its title, where it is not the reader's
    pub(crate) lang: Option<String>,
}

/// `session.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SessionPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The session
    pub(crate) session: SessionCard,
    /// Its introduction
    pub(crate) blocks: Vec<BlockView>,
    /// Its notes
    pub(crate) notes: Vec<NoteView>,
    /// The works it cites
    pub(crate) references: Vec<ReferenceView>,
    /// The questions among the annotations to its articles
    pub(crate) questions: Vec<LinkView>,
    /// The session before it
    pub(crate) previous: Option<LinkView>,
    /// The session after it
    pub(crate) next: Option<LinkView>,
}

/// `page.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TextPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The headings
    pub(crate) contents: Vec<HeadingView>,
    /// The text
    pub(crate) blocks: Vec<BlockView>,
    /// Its notes
    pub(crate) notes: Vec<NoteView>,
    /// The works it cites
    pub(crate) references: Vec<ReferenceView>,
    /// What refers to it
    pub(crate) referrers: Vec<PassageGroup>,
}

/// `keywords.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct KeywordsPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The keywords, sorted
    pub(crate) keywords: Vec<KeywordRow>,
}

/// A keyword in the list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct KeywordRow {
    /// Its page
    pub(crate) href: String,
    /// The keyword
    pub(crate) title: String,
    /// How many articles have it
    pub(crate) count: usize,
}

/// `keyword.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct KeywordPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The articles that have it
    pub(crate) articles: Vec<ArticleCard>,
    /// The list of all keywords
    pub(crate) keywords_href: String,
}

/// `search.html`: everything that has a name, as a list that a script narrows down
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The rows, those of one kind together
    pub(crate) rows: Vec<SearchRow>,
}

/// A thing that can be found by its name.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchRow {
    /// Its address
    pub(crate) href: String,
    /// Its name
    pub(crate) title: String,
    /// `article`, `section`, `term`, `event`, `work`, `page` or `session`
    pub(crate) kind: &'static str,
    /// What holds it: the article of a section
    pub(crate) within: Option<String>,
    /// Other words that find it: aliases, forms in other languages, authors
    pub(crate) also: String,
}

/// `404.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NotFoundPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The articles
    pub(crate) articles: Vec<LinkView>,
}

/// `redirect.html`: stands at an earlier address of an article
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RedirectPage {
    /// The frame; its canonical address is the article's
    pub(crate) shell: Shell,
    /// The article
    pub(crate) target: LinkView,
}
