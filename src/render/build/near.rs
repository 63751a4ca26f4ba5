//! The neighbours of an event in time: what other texts tell of just before it and just after it.
//!
//! They are found when the reader is built; a page shows them beside its passages, and an event's page lists them.

use std::sync::Arc;

use super::{Context, coverage};
use crate::model::address::{Address, Location};
use crate::model::event::Event;
use crate::model::ids::ArticleId;
use crate::render::dates;
use crate::render::view::{LinkView, NearEvent, NearView};

/// Of so many events that articles tell of, in each direction, neighbours are taken.
const REACH: usize = 200;

/// The neighbours of an event, a few on each side. On an article's page they are those of other articles, and the other
/// articles that tell of the event itself are named, too.
pub(crate) fn near(context: &dyn Context, from: &Location, event: &Event, each_side: usize) -> NearView {
    let own = match from {
        Location::Article(id) => Some(id),
        _ => None,
    };
    let position = context.index().position(&event.id).unwrap_or(0);
    let view = |event: &Event| {
        let places = places(context, from, event, own);
        (!places.is_empty()).then(|| NearEvent {
            href: context.href(from, &Address::page(Location::Event(event.id.clone()))),
            title: event.title.clone(),
            date: dates::short_in(&event.date.value, &context.corpus().site.language),
            places,
        })
    };
    let found = |event: &Arc<Event>| {
        event.date.value.earliest.or(event.date.value.latest)?;
        view(event)
    };
    let (before, after) = context.index().told_around(position);
    let mut before: Vec<NearEvent> = before.take(REACH).filter_map(found).take(each_side).collect();
    before.reverse();
    NearView {
        before,
        also: own.map_or_else(Vec::new, |_| places(context, from, event, own)),
        after: after.take(REACH).filter_map(found).take(each_side).collect(),
    }
}

/// The first passage of each article about an event, but for one article's own.
fn places(context: &dyn Context, from: &Location, event: &Event, own: Option<&ArticleId>) -> Vec<LinkView> {
    let told = coverage::by_article(context, event).into_iter().filter(|(id, _)| Some(*id) != own);
    told.filter_map(|(id, passages)| {
        let first = passages.first()?;
        let name = context.index().article_name(id);
        let title = match first.paragraph {
            Some(paragraph) => format!("{name}, ¶ {paragraph}"),
            None => name,
        };
        Some(LinkView { href: context.href(from, &first.address), title })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::near;
    use crate::model::address::Location;
    use crate::model::ids::{ArticleId, DocumentId, EventId};
    use crate::model::links::Referent;
    use crate::render::build::Context as _;
    use crate::render::build::fake::{Reader, passage};

    fn check(from: &Location, expected: [&str; 3]) {
        let mut reader = Reader::default();
        let told = [("one", "a"), ("two", "b"), ("three", "a"), ("four", "a"), ("four", "b"), ("five", "b")];
        for (n, id) in ["none", "one", "two", "three", "four", "five"].into_iter().enumerate() {
            reader.event(id, &format!("195{n}"), id);
        }
        for (id, article) in told {
            let document = DocumentId::Article(ArticleId::new(article));
            reader.passage(Referent::Event(EventId::new(id)), passage(&document, 7, "link-1"));
        }
        let reader = reader.finish();
        let view = near(&reader, from, reader.index().at(4).unwrap(), 2);
        let words = |events: &[crate::render::view::NearEvent]| {
            let event = |e: &crate::render::view::NearEvent| {
                let places = e.places.iter().map(|place| place.title.as_str()).collect::<Vec<_>>();
                format!("{} {} ({})", e.date, e.title, places.join("; "))
            };
            events.iter().map(event).collect::<Vec<_>>().join(", ")
        };
        let also = view.also.iter().map(|place| place.title.clone()).collect::<Vec<_>>().join("; ");
        assert_eq!([words(&view.before), also, words(&view.after)], expected);
    }

    #[test]
    fn neighbours_are_what_other_articles_tell() {
        check(&Location::Article(ArticleId::new("a")), ["1952 two (b, ¶ 7)", "b, ¶ 7", "1955 five (b, ¶ 7)"]);
        check(
            &Location::Event(EventId::new("four")),
            ["1952 two (b, ¶ 7), 1953 three (a, ¶ 7)", "", "1955 five (b, ¶ 7)"],
        );
    }
}
