//! What templates see: one serialisable struct for each kind of page, and nothing else.
//!
//! Views hold finished values: addresses are spelled for the page that shows them, dates have their words, and fields
//! named `html` are safe HTML that templates print with `| safe`. Every other text is plain and is escaped by Tera.
//! No view is filled in later, and none is read back.

mod apparatus;
mod article;
mod axis;
mod collection;
mod glossary;
mod references;
mod timeline;

pub(crate) use apparatus::{ApparatusPage, ArticleLedger, LedgerRow, Totals};
pub(crate) use article::{
    AnnotationView, ArticlePage, BlockView, EditionView, FactView, HeadingView, NoteView, SidenoteView,
    WorkMeta,
};
pub(crate) use axis::{
    AxisColumn, AxisCrowd, AxisLane, AxisMark, AxisOverview, AxisPart, AxisPeriod, AxisTick, AxisView,
    ScaleWords, StripDot, StripThread, StripView,
};
pub(crate) use collection::{
    ArticleCard, HomePage, KeywordPage, KeywordRow, KeywordsPage, NotFoundPage, RedirectPage, SearchPage,
    SearchRow, SessionCard, SessionPage, TextPage,
};
pub(crate) use glossary::{FormView, GlossaryPage, TermGroup, TermPage, TermView};
pub(crate) use references::{ReferenceView, ReferencesPage, SharedWork, SortingView};
pub(crate) use timeline::{
    ConflictView, CoverageCell, CoverageColumn, CoverageRow, CoverageView, EventLine, EventPage, EventView,
    FacetOption, FacetView, LinePlaces, NearEvent, NearView, PeriodLink, TimelinePage,
};

use serde::Serialize;

/// Safe HTML, made by the typed writer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Html(pub(crate) String);

/// What the frame of every page shows: `shell` in each view.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shell {
    /// The reader
    pub(crate) site: SiteView,
    /// The page's own title; empty on the home page
    pub(crate) title: String,
    /// For `<meta name="description">`
    pub(crate) description: Option<String>,
    /// `lang` of the page's main text
    pub(crate) language: String,
    /// `ltr` or `rtl`
    pub(crate) direction: &'static str,
    /// The kind of page, a class on `body`: `article`, `timeline`, …
    pub(crate) kind: &'static str,
    /// The absolute address, if the reader has a base URL
    pub(crate) canonical: Option<String>,
    /// The main ways: articles, timeline, glossary, references, apparatus, pages
    pub(crate) nav: Vec<NavLink>,
    /// The address of the home page
    pub(crate) home: String,
    /// The address of the search page, if there is one
    pub(crate) search: Option<String>,
    /// The addresses of the style sheets, in order
    pub(crate) styles: Vec<String>,
    /// The addresses of the scripts, in order
    pub(crate) scripts: Vec<String>,
    /// `name` and `content` of further `meta` elements, such as Highwire's `citation_title`
    pub(crate) meta: Vec<MetaTag>,
    /// `rel`, `type`, `href` and `title` of further `link` elements
    pub(crate) alternates: Vec<Alternate>,
    /// JSON-LD, ready to stand in a `script type="application/ld+json"`
    pub(crate) json_ld: Option<Html>,
}

/// The reader itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SiteView {
    /// Its title
    pub(crate) title: String,
    /// The line under it
    pub(crate) subtitle: Option<String>,
    /// Its description
    pub(crate) description: Option<String>,
    /// Its language
    pub(crate) language: String,
    /// Who made it
    pub(crate) editor: Option<EditorView>,
}

/// Who made the reader.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EditorView {
    /// Their name
    pub(crate) name: String,
    /// Their page
    pub(crate) url: Option<String>,
}

/// A link of the main navigation.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NavLink {
    /// Where it leads
    pub(crate) href: String,
    /// Its words
    pub(crate) title: String,
    /// This is the page, or the page is below it
    pub(crate) current: bool,
}

/// A `meta` element.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MetaTag {
    /// Its name
    pub(crate) name: &'static str,
    /// Its content
    pub(crate) content: String,
}

/// A `link` element.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Alternate {
    /// `alternate`, …
    pub(crate) rel: &'static str,
    /// The media type
    pub(crate) media_type: &'static str,
    /// Where it leads
    pub(crate) href: String,
    /// What it is
    pub(crate) title: String,
}

/// A link in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView {
    /// Where it leads
    pub(crate) href: String,
    /// Its words
    pub(crate) title: String,
}

/// A sentence that refers to something, with the way to it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PassageView {
    /// The link or citation itself
    pub(crate) href: String,
    /// What holds the passage: an article's title, “annotation to …”
    pub(crate) source: String,
    /// Its short name: “Odgaard 2023”
    pub(crate) source_short: String,
    /// `article`, `annotation`, `event`, `term`, `page`, `session` or `home`
    pub(crate) source_kind: &'static str,
    /// `¶ 12`, `note 8, ¶ 12`; empty where there is no number
    pub(crate) place: String,
    /// The sentence before the words
    pub(crate) before: String,
    /// The words that refer
    pub(crate) words: String,
    /// The sentence after them
    pub(crate) after: String,
    /// The language of the sentence, where it is not the page's
    pub(crate) lang: Option<String>,
}

/// The passages of one source, for a list in groups.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PassageGroup {
    /// The source's title
    pub(crate) title: String,
    /// Its address
    pub(crate) href: String,
    /// As in [`PassageView::source_kind`]
    pub(crate) kind: &'static str,
    /// Its passages, in order
    pub(crate) passages: Vec<PassageView>,
}
