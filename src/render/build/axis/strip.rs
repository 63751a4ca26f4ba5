//! The strip of an article: its events at their place in the text and in time, each with a thread from one to the other.
//!
//! A list of the same events stands on the page; the strip shows at a glance what a list cannot, whether a text goes
//! forward in time, returns, or leaps.

use std::collections::{BTreeMap, BTreeSet};

use super::super::calendar::{self, Step};
use super::super::{Context, counted, passages};
use super::drawn::Drawn;
use super::{Scale, label, ticks};
use crate::model::address::{Address, Location};
use crate::model::event::Event;
use crate::model::ids::{ArticleId, DocumentId};
use crate::model::links::{Passage, Referent};
use crate::render::dates;
use crate::render::view::{AxisTick, StripDot, StripThread, StripView};

/// The width of the strip.
const WIDTH: u32 = 520;
/// From the edges to the first and the last place.
const SIDE: u32 = 8;
/// The line of the text.
const TEXT: u32 = 22;
/// The line of time.
const TIME: u32 = 92;
/// The height with the words below.
const HEIGHT: u32 = 112;
/// The least distance of two dots, where there is room for it.
const GAP: u32 = 7;

/// Draws the strip; `None` where fewer than two events can be drawn.
pub(crate) fn strip(context: &dyn Context, id: &ArticleId) -> Option<StripView> {
    let article = context.corpus().articles.get(id)?;
    let paragraphs = article.text.blocks.iter().filter(|block| block.number.is_some()).count();
    let paragraphs = u32::try_from(paragraphs).ok()?.max(1);
    let events: Vec<(Drawn<'_>, BTreeMap<u32, &Passage>)> = context
        .index()
        .events_of_article(id)
        .filter_map(|event| Some((Drawn::of(event)?, places(context, id, event))))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    let first = events.iter().map(|(drawn, _)| drawn.begin).min()?;
    let last = events.iter().map(|(drawn, _)| drawn.begin).max()?;
    if events.len() < 2 {
        return None;
    }
    let unit = Step::naming(&(first..last + 1));
    let range = unit.floor(first)..unit.after(last);
    let scale = Scale { range: range.clone(), left: SIDE, right: WIDTH - SIDE };
    let ideal: Vec<u32> = events.iter().map(|(drawn, _)| scale.position(drawn.begin)).collect();
    let dots = apart(&ideal);
    let along = |paragraph: u32| {
        let middle =
            (2 * u64::from(paragraph.min(paragraphs))).saturating_sub(1) * u64::from(WIDTH - 2 * SIDE);
        SIDE + u32::try_from(middle / (2 * u64::from(paragraphs))).unwrap_or(0)
    };
    let page = Location::Article(id.clone());
    let language = &context.corpus().site.language;
    let threads = events.iter().zip(&dots).flat_map(|((drawn, places), dot)| {
        let name = name(drawn.event, language);
        let thread = move |(paragraph, passage): (&u32, &&Passage)| StripThread {
            href: context.href(&passage.address.page, &passage.address),
            name: format!("¶ {paragraph}: {name}"),
            text_x: along(*paragraph),
            time_x: *dot,
        };
        places.iter().map(thread).collect::<Vec<_>>()
    });
    let count = counted(events.len(), "event", "events");
    Some(StripView {
        width: WIDTH,
        height: HEIGHT,
        text_y: TEXT,
        time_y: TIME,
        summary: format!("{count}, {}", calendar::title(&range, language)),
        text_ticks: text_ticks(paragraphs, along),
        time_ticks: ticks(&scale, Step::shortest(&range, 6), language),
        threads: threads.collect(),
        dots: events
            .iter()
            .zip(&dots)
            .map(|((drawn, _), x)| StripDot {
                href: context.href(&page, &Address::page(Location::Event(drawn.event.id.clone()))),
                name: name(drawn.event, language),
                x: *x,
            })
            .collect(),
    })
}

fn name(event: &Event, language: &str) -> String {
    format!("{}, {}", event.title, dates::words_in(&event.date.value, language))
}

/// The first passage about an event in each ¶ of an article.
fn places<'a>(context: &'a dyn Context, id: &ArticleId, event: &Event) -> BTreeMap<u32, &'a Passage> {
    let own = DocumentId::Article(id.clone());
    let mut places = BTreeMap::new();
    for passage in passages::of(context, &Referent::Event(event.id.clone())) {
        if let (true, Some(paragraph)) = (passage.document == own, passage.paragraph) {
            places.entry(paragraph.0).or_insert(passage);
        }
    }
    places
}

/// Moves places apart that are closer than dots can be, in their order and within the strip.
fn apart(ideal: &[u32]) -> Vec<u32> {
    let count = u32::try_from(ideal.len()).unwrap_or(u32::MAX);
    let gap = GAP.min((WIDTH - 2 * SIDE) / count.max(1));
    let mut order: Vec<usize> = (0..ideal.len()).collect();
    order.sort_by_key(|at| ideal.get(*at).copied());
    let mut places = vec![0; ideal.len()];
    let mut free = SIDE;
    for at in &order {
        let place = ideal.get(*at).copied().unwrap_or(0).max(free);
        free = place + gap;
        if let Some(slot) = places.get_mut(*at) {
            *slot = place;
        }
    }
    let mut most = WIDTH - SIDE;
    for at in order.iter().rev() {
        if let Some(slot) = places.get_mut(*at) {
            *slot = (*slot).min(most);
            most = slot.saturating_sub(gap);
        }
    }
    places
}

/// A few numbers of ¶.
fn text_ticks(paragraphs: u32, along: impl Fn(u32) -> u32) -> Vec<AxisTick> {
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|step| paragraphs / step <= 8);
    let step = step.unwrap_or(1000);
    let rest = (1..=paragraphs / step).map(|n| n * step);
    let numbers: BTreeSet<u32> = std::iter::once(1).chain(rest).collect();
    let mut end = 0;
    let mut ticks = Vec::new();
    for number in numbers {
        let tick = AxisTick { x: along(number), words: format!("¶ {number}") };
        // The first number keeps its place, and what would touch it has none.
        if tick.x >= end {
            end = tick.x + label::width(&tick.words) + 6;
            ticks.push(tick);
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use proptest::{prop_assert, proptest};

    use super::{SIDE, WIDTH, apart, strip};
    use crate::model::ids::{ArticleId, DocumentId, EventId};
    use crate::model::links::Referent;
    use crate::render::build::fake::{Reader, passage};
    use crate::render::exports::samples::{by, work};

    #[test]
    fn each_place_has_a_thread_to_its_time() {
        let mut reader = Reader::default();
        reader.article(by(work("a-2020", "book", "2020", &[("title", "On A")]), "author", "X", "Able"));
        let document = DocumentId::Article(ArticleId::new("a-2020"));
        for (id, date, places) in
            [("late", "1990", &[1, 1, 2][..]), ("early", "1950", &[3]), ("open", "../..", &[4])]
        {
            reader.event(id, date, id);
            for place in places {
                let passage = passage(&document, *place, &format!("link-{place}"));
                reader.passage(Referent::Event(EventId::new(id)), passage);
            }
        }
        let reader = reader.finish();
        let view = strip(&reader, &ArticleId::new("a-2020")).unwrap();
        assert_eq!((view.dots.len(), view.threads.len()), (2, 3), "what has no date is left to the list");
        assert!(view.dots[0].x < view.dots[1].x);
        assert_eq!(view.threads[0].name, "¶ 3: early, 1950");
        assert_eq!(view.summary, "2 events, 1950–1990");
        assert!(strip(&reader, &ArticleId::new("none")).is_none());
    }

    proptest! {
        #[test]
        fn dots_never_overlap(ideal in proptest::collection::vec(SIDE..WIDTH - SIDE, 1..70)) {
            let mut places = apart(&ideal);
            places.sort_unstable();
            prop_assert!(places.windows(2).all(|pair| pair[0] + 7 <= pair[1]));
            prop_assert!(places[0] >= SIDE && *places.last().unwrap() <= WIDTH - SIDE);
        }
    }
}
