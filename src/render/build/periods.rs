//! Divides a long timeline into pages by periods, and decides how much its overview shows, so that no page is too
//! large; how a page looks is not known here.
//!
//! A short timeline is one page with everything. Of a longer one, each period has a page with everything, and the
//! overview shows as much of each event as its size allows: [`Overview`]. Sizes are estimated from the texts, with
//! what the built-in templates write around them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::calendar::{self, DayNumber};
use super::facets::Facets;
use super::{Context, axis, coverage, passages};
use crate::model::date::Day;
use crate::model::event::Event;
use crate::model::ids::DocumentId;
use crate::model::links::Referent;

/// The bytes that the overview may have by estimate; 200 kB is what it may have.
const OVERVIEW: usize = 170_000;
/// The bytes of a period's page.
const PERIOD: usize = 150_000;
/// The events on a period's page, however short they are.
const EVENTS: usize = 60;
/// The most periods, so that the list of them fits into the overview.
const PERIODS: usize = 400;
/// A timeline of more events is never one page; this spares measuring it.
const ONE_PAGE: usize = 200;

/// What the overview of the timeline shows of each event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Overview {
    /// Nothing but how many there are at a time; a script's data have their names
    Counted,
    /// Its date and name
    Listed,
    /// The same, the places of its passages, and its mark in the drawing
    Drawn,
    /// Everything: there are no other pages
    Whole,
}

/// How the timeline is divided.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// What the overview shows
    pub(crate) overview: Overview,
    /// The periods with pages of their own, in order; none where the overview is whole
    pub(crate) periods: Vec<Period>,
}

/// A part of the timeline that has a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// Its name in addresses
    pub(crate) slug: String,
    /// From when to when, in few words
    pub(crate) title: String,
    /// From its first day to that of the next period; `None` where none of its events has a date
    pub(super) time: Option<Range<DayNumber>>,
    /// Its events, by their positions in the timeline
    pub(crate) events: Range<usize>,
}

impl Plan {
    /// The period with an event at a position.
    pub(crate) fn period_of(&self, position: usize) -> Option<&Period> {
        self.periods.iter().find(|period| period.events.contains(&position))
    }
}

/// Decides for a reader.
pub(crate) fn plan(context: &dyn Context) -> Plan {
    let events: Vec<&Event> = context.index().timeline().map(|event| &**event).collect();
    let columns = coverage::columns(context);
    let sizes: Vec<usize> = events.iter().map(|event| whole_size(context, event, columns)).collect();
    let facets = Facets::of(context, &events);
    let around = 7_000 + facets.size();
    // A heading of each year, the overview's drawing, and the ways to the periods.
    let years: BTreeSet<i64> = events.iter().filter_map(|event| Some(begin(event)?.year)).collect();
    let besides = 75 * years.len() + 110 * sizes.iter().sum::<usize>().div_ceil(PERIOD) + 8_000;
    let fits = |each: &dyn Fn(&Event) -> usize| {
        around + besides + events.iter().map(|event| each(event)).sum::<usize>() <= OVERVIEW
    };
    if events.len() <= ONE_PAGE && around + sizes.iter().sum::<usize>() <= OVERVIEW {
        return Plan { overview: Overview::Whole, periods: Vec::new() };
    }
    let overview = if fits(&|event| drawn_size(context, event, columns)) {
        Overview::Drawn
    } else if fits(&line_size) {
        Overview::Listed
    } else {
        Overview::Counted
    };
    let language = &context.corpus().site.language;
    let taken: BTreeSet<String> = events.iter().map(|event| event.id.as_str().to_lowercase()).collect();
    Plan { overview, periods: named(&events, &cuts(&events, &sizes), taken, language) }
}

/// The bytes of an event with everything, in the list, the drawing and the table.
fn whole_size(context: &dyn Context, event: &Event, columns: usize) -> usize {
    let passages = passages::of(context, &Referent::Event(event.id.clone()));
    let sentences = passages.iter().map(|p| 330 + p.before.len() + p.words.len() + p.after.len());
    let page = crate::model::address::Location::Timeline;
    let text = context.text_html(&page, &DocumentId::Event(event.id.clone())).0.len();
    1100 + event.title.len()
        + text
        + sentences.sum::<usize>()
        + 180 * event.sources.len()
        + drawing_size(event, columns, passages.len())
}

/// The bytes of an event that is named and drawn.
fn drawn_size(context: &dyn Context, event: &Event, columns: usize) -> usize {
    let passages = passages::of(context, &Referent::Event(event.id.clone())).len();
    line_size(event) + 110 * passages + drawing_size(event, columns, passages)
}

/// The bytes of an event that is named.
fn line_size(event: &Event) -> usize {
    215 + event.title.len() + 2 * event.id.as_str().len()
}

/// The bytes of an event in the drawing and in the table of the articles.
fn drawing_size(event: &Event, columns: usize, passages: usize) -> usize {
    670 + 3 * event.title.len() + 50 * columns + 80 * passages
}

/// Where time is cut: close to even portions, and there between the years, decades or centuries that are there.
fn cuts(events: &[&Event], sizes: &[usize]) -> Vec<Range<usize>> {
    let sizes: Vec<usize> = sizes.iter().map(|size| (*size).max(PERIOD / EVENTS)).collect();
    let total: usize = sizes.iter().sum();
    let portion = PERIOD.max(total.div_ceil(PERIODS));
    let count = total.div_ceil(portion).max(1);
    let ends: Vec<usize> = sizes
        .iter()
        .scan(0, |sum, size| {
            *sum += size;
            Some(*sum)
        })
        .collect();
    let mut cuts = vec![0];
    for n in 1..count {
        let ideal = total / count * n;
        let reach = portion / 4;
        let first = ends.partition_point(|end| *end < ideal.saturating_sub(reach)).max(1);
        let last = ends.partition_point(|end| *end <= ideal + reach);
        let exact = ends.partition_point(|end| *end < ideal);
        let best = (first..=last.min(events.len().saturating_sub(1)))
            .max_by_key(|at| (parting(events, *at), std::cmp::Reverse(at.abs_diff(exact))));
        let after = cuts.last().copied().unwrap_or(0);
        cuts.extend(best.filter(|at| *at > after));
    }
    cuts.push(events.len());
    cuts.windows(2).map(|ends| ends[0]..ends[1]).collect()
}

/// How much time parts an event from the one before it: the more, the better a page ends there.
fn parting(events: &[&Event], at: usize) -> u8 {
    let day = |at: usize| events.get(at).and_then(|event| begin(event));
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(day), day(at)) else { return 5 };
    let differ = |years: i64| before.year.div_euclid(years) != after.year.div_euclid(years);
    match () {
        () if differ(100) => 5,
        () if differ(10) => 4,
        () if differ(1) => 3,
        () if before.month != after.month => 2,
        () => u8::from(before.day != after.day),
    }
}

fn begin(event: &Event) -> Option<Day> {
    event.date.value.earliest.or(event.date.value.latest)
}

/// Gives each period its time, and a title and an address after that.
fn named(
    events: &[&Event],
    ranges: &[Range<usize>],
    mut taken: BTreeSet<String>,
    language: &str,
) -> Vec<Period> {
    let groups: Vec<&[&Event]> =
        ranges.iter().map(|range| events.get(range.clone()).unwrap_or_default()).collect();
    let mut periods: Vec<Period> = Vec::new();
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for (range, time) in ranges.iter().zip(axis::bounds(&groups)) {
        let (base, title) = match &time {
            Some(time) => (calendar::slug(time), calendar::title(time, language)),
            None => ("undated".to_owned(), "Undated".to_owned()),
        };
        let same = titles.entry(title.clone()).or_default();
        *same += 1;
        let title = if *same == 1 { title } else { format!("{title}, part {same}") };
        let mut slug = base.clone();
        let mut number = 1;
        while !taken.insert(slug.to_lowercase()) {
            number += 1;
            slug = format!("{base}-part-{number}");
        }
        periods.push(Period { slug, title, time, events: range.clone() });
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::{Overview, Plan, plan};
    use crate::render::build::fake::Reader;

    fn planned(dates: impl IntoIterator<Item = String>) -> (Plan, usize) {
        let mut reader = Reader::default();
        let mut count = 0;
        for (n, date) in dates.into_iter().enumerate() {
            reader.event(&format!("e{n}"), &date, &format!("The event number {n}"));
            count += 1;
        }
        (plan(&reader.finish()), count)
    }

    fn check(dates: impl IntoIterator<Item = String>, overview: Overview) -> Plan {
        let (plan, count) = planned(dates);
        assert_eq!(plan.overview, overview, "{count} events");
        let mut next = 0;
        let mut slugs = std::collections::BTreeSet::new();
        for period in &plan.periods {
            assert_eq!(period.events.start, next, "periods follow one another");
            assert!(period.events.end > next);
            next = period.events.end;
            assert!(slugs.insert(period.slug.to_lowercase()), "{} comes twice", period.slug);
        }
        assert_eq!(next, if plan.periods.is_empty() { 0 } else { count });
        plan
    }

    fn years(count: i64) -> impl Iterator<Item = String> {
        (0..count).map(move |n| format!("{}", 1500 + n * 500 / count))
    }

    #[test]
    fn the_overview_shows_what_there_is_room_for() {
        check(years(0), Overview::Whole);
        check(years(30), Overview::Whole);
        check(years(100), Overview::Drawn);
        check(years(400), Overview::Listed);
        let plan = check(years(5000), Overview::Counted);
        assert!((80..=100).contains(&plan.periods.len()), "{}", plan.periods.len());
        assert!(plan.periods.iter().all(|period| period.events.len() <= 120));
        let position = plan.periods[3].events.start;
        assert_eq!(plan.period_of(position), Some(&plan.periods[3]));
    }

    #[test]
    fn periods_end_between_decades_rather_than_years() {
        let plan = check(years(140), Overview::Drawn);
        let titles: Vec<_> = plan.periods.iter().map(|period| period.title.as_str()).collect();
        assert_eq!(titles, ["1500–1699", "1700–1799", "1800–1996"]);
        let slugs: Vec<_> = plan.periods.iter().map(|period| period.slug.as_str()).collect();
        assert_eq!(slugs, ["1500-to-1699", "1700-to-1799", "1800-to-1996"]);
    }

    #[test]
    fn what_shares_one_day_is_cut_all_the_same() {
        let plan = check((0..500).map(|_| "1955-04-18".to_owned()), Overview::Listed);
        let titles: Vec<_> = plan.periods.iter().take(2).map(|period| period.title.as_str()).collect();
        assert_eq!(titles, ["18 Apr 1955", "18 Apr 1955, part 2"]);
        let mixed = (0..300).map(|n| if n < 40 { format!("{}", 1900 + n) } else { "1955".to_owned() });
        let titles: Vec<_> =
            check(mixed, Overview::Listed).periods.into_iter().map(|period| period.title).collect();
        assert_eq!(titles[..3], ["1900–1955", "1955", "1955, part 2"], "a year is not its first day");
        let plan = check((0..300).map(|_| "../..".to_owned()), Overview::Listed);
        assert_eq!(plan.periods[0].slug, "undated");
    }

    #[test]
    fn an_events_name_is_no_periods() {
        let mut reader = Reader::default();
        for n in 0..120 {
            reader.event(&format!("e{n}"), "1955", "An event");
        }
        reader.event("1955-01-01", "1955", "Called like its day");
        let plan = plan(&reader.finish());
        assert!(plan.periods.iter().all(|period| period.slug != "1955-01-01"));
    }

    #[test]
    fn hundreds_of_thousands_have_hundreds_of_pages() {
        let plan = check(years(40_000), Overview::Counted);
        assert!(plan.periods.len() <= 401, "{}", plan.periods.len());
    }
}
