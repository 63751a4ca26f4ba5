//! `/timeline/events.js`: the names of all events, for an overview that has no room for them; what is done with them is
//! the theme's.
//!
//! It is one call with plain values. A script is read from a folder of files, too, where a page may not ask for data.

use serde::Serialize;

use crate::model::address::{Address, Location};
use crate::model::event::Event;
use crate::render::build::Context;
use crate::render::build::facets::Facets;
use crate::render::build::periods::Plan;
use crate::render::dates;

/// Where the script stands.
pub(crate) const PATH: &str = "timeline/events.js";

#[derive(Serialize)]
struct Values {
    /// The addresses of the periods' pages, as the overview spells them
    periods: Vec<String>,
    /// The events in order
    events: Vec<Row>,
}

/// Id, title, date, first and last year, the number of the period, and the numbers of the facets' values.
#[derive(Serialize)]
struct Row(String, String, String, Option<i64>, Option<i64>, usize, Vec<usize>);

/// The script; `None` only if plain values could not be written.
pub(crate) fn script(context: &dyn Context, plan: &Plan) -> Option<String> {
    let page = Location::Timeline;
    let all: Vec<&Event> = context.index().timeline().map(|event| &**event).collect();
    let facets = Facets::of(context, &all);
    let mut values = Values { periods: Vec::new(), events: Vec::new() };
    for (number, period) in plan.periods.iter().enumerate() {
        values.periods.push(context.href(&page, &Address::page(Location::Period(period.slug.clone()))));
        for event in all.get(period.events.clone()).unwrap_or_default() {
            let date = &event.date.value;
            values.events.push(Row(
                event.id.to_string(),
                event.title.clone(),
                dates::short_in(date, &context.corpus().site.language),
                date.earliest.map(|day| day.year),
                date.latest.map(|day| day.year),
                number,
                facets.numbers(context, event),
            ));
        }
    }
    Some(format!("postilTimeline({});\n", serde_json::to_string(&values).ok()?))
}
