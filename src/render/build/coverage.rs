//! Builds the table of events against articles: which text tells of what, and which passes over it.
//!
//! A cell counts the passages of an article's own text, its notes included; what annotations to it say is the editor's,
//! and is not counted here.

use std::collections::BTreeMap;

use super::{Context, counted, passages};
use crate::model::address::{Address, Fragment, Location};
use crate::model::event::Event;
use crate::model::ids::{ArticleId, DocumentId};
use crate::model::links::{Passage, Referent};
use crate::render::dates;
use crate::render::view::{CoverageCell, CoverageColumn, CoverageRow, CoverageView};

/// How many articles tell of any event.
pub(crate) fn columns(context: &dyn Context) -> usize {
    let told = |id: &&ArticleId| context.index().events_of_article(id).next().is_some();
    context.corpus().articles.keys().filter(told).count()
}

/// Builds the table of some events for a page, with a column for each article that tells of one; `None` where none
/// does.
pub(crate) fn coverage(context: &dyn Context, page: &Location, events: &[&Event]) -> Option<CoverageView> {
    let rows: Vec<(&Event, BTreeMap<&ArticleId, Vec<&Passage>>)> =
        events.iter().map(|event| (*event, by_article(context, event))).collect();
    let mut told: BTreeMap<&ArticleId, usize> = BTreeMap::new();
    for id in rows.iter().flat_map(|(_, cells)| cells.keys()) {
        *told.entry(id).or_default() += 1;
    }
    if told.is_empty() {
        return None;
    }
    let column = |(id, events): (&&ArticleId, &usize)| CoverageColumn {
        href: context.href(page, &Address::page(Location::Article((*id).clone()))),
        title: context.index().article_name(id),
        events: *events,
    };
    let articles: Vec<&ArticleId> = told.keys().copied().collect();
    let untold = rows.iter().filter(|(_, cells)| cells.is_empty()).count();
    let shared = rows.iter().filter(|(_, cells)| cells.len() > 1).count();
    let rows = rows.iter().map(|(event, cells)| row(context, page, event, cells, &articles)).collect();
    Some(CoverageView { columns: told.iter().map(column).collect(), rows, shared, untold })
}

/// The articles whose own texts speak of an event, with their passages in order.
pub(crate) fn by_article<'a>(
    context: &'a dyn Context,
    event: &Event,
) -> BTreeMap<&'a ArticleId, Vec<&'a Passage>> {
    let mut articles: BTreeMap<&ArticleId, Vec<&Passage>> = BTreeMap::new();
    for passage in passages::of(context, &Referent::Event(event.id.clone())) {
        if let DocumentId::Article(id) = &passage.document {
            articles.entry(id).or_default().push(passage);
        }
    }
    articles
}

fn row(
    context: &dyn Context,
    page: &Location,
    event: &Event,
    told: &BTreeMap<&ArticleId, Vec<&Passage>>,
    columns: &[&ArticleId],
) -> CoverageRow {
    let fragment = Some(Fragment::new(event.id.as_str()));
    let cells = columns.iter().map(|id| {
        let passages = told.get(id).map_or(&[][..], Vec::as_slice);
        let name = context.index().article_name(id);
        CoverageCell {
            href: passages.first().map(|first| context.href(page, &first.address)),
            name: format!("{name}: {}", counted(passages.len(), "passage", "passages")),
            passages: passages.len(),
        }
    });
    CoverageRow {
        event: event.id.to_string(),
        href: context.href(page, &Address { page: page.clone(), fragment }),
        title: event.title.clone(),
        date: dates::short_in(&event.date.value, &context.corpus().site.language),
        articles: told.len(),
        cells: cells.collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{CoverageView, Event, coverage};
    use crate::model::address::Location;
    use crate::model::ids::{AnnotationId, ArticleId, DocumentId, EventId};
    use crate::model::links::Referent;
    use crate::render::build::Context as _;
    use crate::render::build::fake::{Reader, passage};
    use crate::render::exports::samples::{by, work};

    fn table(reader: Reader) -> Option<CoverageView> {
        let reader = reader.finish();
        let events: Vec<&Event> = reader.index().timeline().map(|event| &**event).collect();
        coverage(&reader, &Location::Timeline, &events)
    }

    fn reader() -> Reader {
        let mut reader = Reader::default();
        for (key, family) in [("a-2020", "Able"), ("b-2021", "Baker"), ("c-2022", "Cole")] {
            let year = key.rsplit_once('-').unwrap().1;
            reader.article(by(work(key, "book", year, &[("title", "On it")]), "author", "X", family));
        }
        reader.event("two", "1955", "Told twice");
        reader.event("one", "1954", "Told once");
        reader.event("none", "1956", "Passed over");
        reader
    }

    #[test]
    fn each_cell_leads_to_the_first_passage() {
        let mut reader = reader();
        let article = |key: &str| DocumentId::Article(ArticleId::new(key));
        let event = |id: &str| Referent::Event(EventId::new(id));
        reader.passage(event("two"), passage(&article("a-2020"), 2, "link-1"));
        reader.passage(event("two"), passage(&article("a-2020"), 7, "link-5"));
        reader.passage(event("two"), passage(&article("b-2021"), 1, "link-1"));
        reader.passage(event("one"), passage(&article("b-2021"), 3, "link-2"));
        let annotation = DocumentId::Annotation(ArticleId::new("c-2022"), AnnotationId::new("x"));
        reader.passage(event("none"), passage(&annotation, 0, "a-x-link-1"));
        let view = table(reader).unwrap();
        let columns: Vec<_> = view.columns.iter().map(|c| (c.title.as_str(), c.events)).collect();
        assert_eq!(columns, [("Able 2020", 1), ("Baker 2021", 2)], "an annotation is not the article's word");
        let rows: Vec<_> = view
            .rows
            .iter()
            .map(|row| (row.title.as_str(), row.articles, row.cells.iter().map(|c| c.passages).collect()))
            .collect();
        let expected: [(&str, usize, Vec<usize>); 3] =
            [("Told once", 1, vec![0, 1]), ("Told twice", 2, vec![2, 1]), ("Passed over", 0, vec![0, 0])];
        assert_eq!(rows, expected);
        let cell = &view.rows[1].cells[0];
        assert_eq!(
            (cell.href.as_deref(), cell.name.as_str()),
            (Some("/articles/a-2020/#link-1"), "Able 2020: 2 passages")
        );
        assert_eq!((view.rows[0].href.as_str(), view.rows[0].cells[0].href.as_deref()), ("#one", None));
        assert_eq!((view.shared, view.untold), (1, 1));
    }

    #[test]
    fn a_reader_whose_articles_tell_of_nothing_has_no_table() {
        assert!(table(reader()).is_none());
    }
}
