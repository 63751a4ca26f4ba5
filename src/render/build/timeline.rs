//! The timeline, the page of each event, and the events that other pages list.

use super::axis::Stretch;
use super::facets::Facets;
use super::periods::{Overview, Period, Plan};
use super::{Context, axis, counted, coverage, near, page_link, passages};
use crate::model::address::{Address, Fragment, Location};
use crate::model::dated::DateConflict;
use crate::model::event::Event;
use crate::model::ids::{ArticleId, DocumentId, EventId, TermId};
use crate::model::links::{Passage, Referent};
use crate::render::dates;
use crate::render::exports::plain_text::plain_text;
use crate::render::exports::{icalendar, json_ld, timeline_script};
use crate::render::view::{
    Alternate, AxisOverview, ConflictView, EventLine, EventPage, EventView, Html, LinePlaces, LinkView,
    PeriodLink, Shell, TimelinePage,
};

/// The events with their passages, for programs.
pub(crate) const JSON: &str = "timeline.json";
/// The events for TimelineJS.
pub(crate) const TIMELINE_JS: &str = "timeline.timelinejs.json";
/// The events whose days are known, for calendars.
pub(crate) const CALENDAR: &str = "timeline.ics";

/// How much a view of an event shows of its passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// Every passage
    Passages,
    /// How many there are
    Count,
}

/// Builds `/timeline/`: with everything, or as an overview of the periods' pages.
pub(crate) fn page(context: &dyn Context, plan: &Plan) -> TimelinePage {
    let page = Location::Timeline;
    let all = events(context);
    let facets = Facets::of(context, &all);
    let mut shell = context.shell(&page, "Timeline", "timeline");
    let exports = exports(context);
    let alternate = |(path, media_type, title): &(&str, &'static str, &str)| Alternate {
        rel: "alternate",
        media_type,
        href: context.file_href(&page, path),
        title: format!("The events: {title}"),
    };
    shell.alternates = exports.iter().map(alternate).collect();
    let count = counted(all.len(), "event", "events");
    shell.description = Some(if plan.overview == Overview::Whole {
        format!("{count} in order of time, each with the passages that speak of it")
    } else {
        let periods = counted(plan.periods.len(), "period", "periods");
        format!("{count} in order of time, with every passage on the pages of {periods}")
    });
    let whole: &[&Event] = if plan.overview == Overview::Whole { &all } else { &[] };
    let drawn = plan.overview >= Overview::Drawn;
    let stretches = match plan.overview {
        Overview::Whole => {
            axis::bounds(&[&all]).into_iter().map(|time| Stretch { time, events: &all }).collect()
        }
        _ => plan.periods.iter().map(|period| stretch(period, &all)).collect::<Vec<_>>(),
    };
    let periods = links(context, plan, &page);
    TimelinePage {
        shell,
        axis: drawn.then(|| axis::axis(context, &page, &stretches)).flatten(),
        density: (!drawn).then(|| density(context, plan, &all, &periods)).flatten(),
        events: whole.iter().map(|event| listed(context, &page, &facets, event)).collect(),
        lines: lines(context, plan, &facets, &all),
        periods,
        total: all.len(),
        data: (plan.overview == Overview::Counted).then(|| context.file_href(&page, timeline_script::PATH)),
        coverage: drawn.then(|| coverage::coverage(context, &page, &all)).flatten(),
        exports: exports
            .iter()
            .map(|(path, _, title)| LinkView {
                href: context.file_href(&page, path),
                title: (*title).to_owned(),
            })
            .collect(),
        overview_href: None,
        previous: None,
        next: None,
        facets: facets.views,
    }
}

/// Builds the page of a period; `None` if there is no such period.
pub(crate) fn period_page(context: &dyn Context, plan: &Plan, slug: &str) -> Option<TimelinePage> {
    let at = plan.periods.iter().position(|period| period.slug == slug)?;
    let period = plan.periods.get(at)?;
    let page = Location::Period(slug.to_owned());
    let all = events(context);
    let own = all.get(period.events.clone())?;
    let facets = Facets::of(context, own);
    let mut shell = context.shell(&page, &period.title, "timeline");
    let count = counted(own.len(), "event", "events");
    shell.description = Some(format!("{count} in order of time, each with the passages that speak of it"));
    let way = |at: Option<usize>| {
        let period = plan.periods.get(at?)?;
        Some(page_link(context, &page, Location::Period(period.slug.clone()), &period.title))
    };
    let periods = links(context, plan, &page);
    Some(TimelinePage {
        shell,
        axis: axis::axis(context, &page, &[stretch(period, &all)]),
        density: density(context, plan, &all, &periods),
        events: own.iter().map(|event| listed(context, &page, &facets, event)).collect(),
        lines: Vec::new(),
        periods,
        total: own.len(),
        data: None,
        coverage: coverage::coverage(context, &page, own),
        exports: Vec::new(),
        overview_href: Some(context.href(&page, &Address::page(Location::Timeline))),
        previous: way(at.checked_sub(1)),
        next: way(Some(at + 1)),
        facets: facets.views,
    })
}

/// Builds `/timeline/<id>/`; `None` if there is no such event.
pub(crate) fn event_page(context: &dyn Context, plan: &Plan, id: &EventId) -> Option<EventPage> {
    let event = context.index().event(id)?;
    let page = Location::Event(id.clone());
    let link = |event: &Event| page_link(context, &page, Location::Event(event.id.clone()), &event.title);
    let (previous, next) = context.index().neighbours(id);
    Some(EventPage {
        shell: event_shell(context, &page, event),
        event: EventView {
            near: Some(near::near(context, &page, event, 3)),
            ..view(context, &page, event, Detail::Passages)
        },
        previous: previous.map(|event| link(event)),
        next: next.map(|event| link(event)),
        timeline_href: context.href(&page, &place_on_timeline(context, plan, id)),
    })
}

/// Where an event stands on the timeline: on the overview, if that names events, else on the page of its period.
fn place_on_timeline(context: &dyn Context, plan: &Plan, id: &EventId) -> Address {
    let fragment = Some(Fragment::new(id.as_str()));
    let period = context.index().position(id).and_then(|position| plan.period_of(position));
    match period {
        Some(period) if plan.overview == Overview::Counted => {
            Address { page: Location::Period(period.slug.clone()), fragment }
        }
        _ => Address { page: Location::Timeline, fragment },
    }
}

/// All events counted on one scale, with the ways to the periods.
fn density(context: &dyn Context, plan: &Plan, all: &[&Event], ways: &[PeriodLink]) -> Option<AxisOverview> {
    let periods = plan.periods.iter().zip(ways).map(|(period, way)| (stretch(period, all), way.clone()));
    axis::density(&context.corpus().site.language, periods)
}

fn stretch<'a>(period: &Period, all: &'a [&'a Event]) -> Stretch<'a> {
    Stretch { time: period.time.clone(), events: all.get(period.events.clone()).unwrap_or_default() }
}

fn events(context: &dyn Context) -> Vec<&Event> {
    context.index().timeline().map(|event| &**event).collect()
}

fn links(context: &dyn Context, plan: &Plan, page: &Location) -> Vec<PeriodLink> {
    let link = |period: &Period| {
        let to = Location::Period(period.slug.clone());
        PeriodLink {
            current: to == *page,
            href: context.href(page, &Address::page(to)),
            title: period.title.clone(),
            count: period.events.len(),
        }
    };
    plan.periods.iter().map(link).collect()
}

/// The events in short, each with the way to its place on the page of its period.
fn lines(context: &dyn Context, plan: &Plan, facets: &Facets, all: &[&Event]) -> Vec<EventLine> {
    if !matches!(plan.overview, Overview::Listed | Overview::Drawn) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for period in &plan.periods {
        let to = Location::Period(period.slug.clone());
        let own = all.get(period.events.clone()).unwrap_or_default();
        lines.extend(own.iter().map(|event| line(context, plan, facets, &to, event)));
    }
    lines
}

fn line(context: &dyn Context, plan: &Plan, facets: &Facets, to: &Location, event: &Event) -> EventLine {
    let page = Location::Timeline;
    let date = &event.date.value;
    let fragment = Some(Fragment::new(event.id.as_str()));
    EventLine {
        id: event.id.to_string(),
        href: context.href(&page, &Address { page: to.clone(), fragment }),
        title: event.title.clone(),
        date: dates::short_in(date, &context.corpus().site.language),
        datetime: dates::datetime(date),
        year: year(context, event),
        facets: facets.numbers(context, event),
        first_year: date.earliest.map(|day| day.year.to_string()),
        last_year: date.latest.map(|day| day.year.to_string()),
        places: if plan.overview == Overview::Drawn { places(context, &page, event) } else { Vec::new() },
    }
}

/// The places of the passages about an event, by source.
fn places(context: &dyn Context, from: &Location, event: &Event) -> Vec<LinePlaces> {
    let passages = passages::of(context, &Referent::Event(event.id.clone()));
    let groups = passages::groups(context, from, &passages).into_iter();
    groups
        .map(|group| LinePlaces {
            title: group.passages.first().map_or(group.title, |passage| passage.source_short.clone()),
            links: group
                .passages
                .into_iter()
                .map(|passage| LinkView { title: passage.place, href: passage.href })
                .collect(),
        })
        .collect()
}

/// The year in which an event begins, in words.
fn year(context: &dyn Context, event: &Event) -> String {
    let day = event.date.value.earliest.or(event.date.value.latest);
    let language = &context.corpus().site.language;
    day.map_or_else(|| "Undated".to_owned(), |day| dates::year_in(day.year, language))
}

/// The events that an article's text links, for its page; each with the way to the first passage.
pub(crate) fn of_article(context: &dyn Context, id: &ArticleId) -> Vec<EventView> {
    let page = Location::Article(id.clone());
    let own = context.index().events_of_article(id);
    own.map(|event| EventView {
        near: Some(near::near(context, &page, event, 2)),
        ..view(context, &page, event, Detail::Count)
    })
    .collect()
}

/// The events that name a term, for its page.
pub(crate) fn of_term(context: &dyn Context, id: &TermId) -> Vec<EventView> {
    let page = Location::Term(id.clone());
    let events = context.index().events_of_term(id);
    events.map(|event| view(context, &page, event, Detail::Count)).collect()
}

/// The name of the place of an event, and the term that it is, if it is one.
pub(crate) fn place(context: &dyn Context, event: &Event) -> Option<(String, Option<TermId>)> {
    let place = &event.place.as_ref()?.value;
    Some(match context.index().term(place) {
        Some(term) => (term.name.clone(), Some(term.id.clone())),
        None => (place.clone(), None),
    })
}

/// The people of an event who have an entry in the glossary; the others are diagnosed.
pub(crate) fn people(context: &dyn Context, event: &Event) -> Vec<(TermId, String)> {
    let terms = event.people.iter().filter_map(|person| context.index().term(person.value.as_str()));
    terms.map(|term| (term.id.clone(), term.name.clone())).collect()
}

/// An event with everything, on a page with filters.
fn listed(context: &dyn Context, page: &Location, facets: &Facets, event: &Event) -> EventView {
    EventView { facets: facets.numbers(context, event), ..view(context, page, event, Detail::Passages) }
}

fn view(context: &dyn Context, from: &Location, event: &Event, detail: Detail) -> EventView {
    let term = |id: &TermId| Address::page(Location::Term(id.clone()));
    let (place, place_term) = place(context, event).unzip();
    let passages = passages::of(context, &Referent::Event(event.id.clone()));
    let date = &event.date.value;
    let language = &context.corpus().site.language;
    let sources = (0..).zip(&event.sources).map(|(n, _)| DocumentId::EventSource(event.id.clone(), n));
    EventView {
        id: event.id.to_string(),
        href: context.href(from, &Address::page(Location::Event(event.id.clone()))),
        title: event.title.clone(),
        date: dates::words_in(date, language),
        edtf: date.edtf.clone(),
        datetime: dates::datetime(date),
        year: year(context, event),
        html: context.text_html(from, &DocumentId::Event(event.id.clone())),
        facets: Vec::new(),
        first_year: date.earliest.map(|day| day.year.to_string()),
        last_year: date.latest.map(|day| day.year.to_string()),
        kind: event.kind.clone(),
        tags: event.tags.clone(),
        place,
        place_href: place_term.flatten().map(|id| context.href(from, &term(&id))),
        people: people(context, event)
            .into_iter()
            .map(|(id, name)| LinkView { href: context.href(from, &term(&id)), title: name })
            .collect(),
        sources: sources.map(|source| context.text_html(from, &source)).collect(),
        conflicts: match detail {
            Detail::Passages => conflicts(context, from, event),
            Detail::Count => Vec::new(),
        },
        groups: match detail {
            Detail::Passages => passages::groups(context, from, &passages),
            Detail::Count => Vec::new(),
        },
        passages: passages.len(),
        here: here(context, from, &passages),
        near: None,
    }
}

/// The same events for other programs: the path, its media type, and what it is called.
fn exports(context: &dyn Context) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut files =
        vec![(JSON, "application/json", "JSON"), (TIMELINE_JS, "application/json", "for TimelineJS")];
    if context.index().timeline().any(|event| icalendar::has_days(event)) {
        files.push((CALENDAR, "text/calendar", "iCalendar"));
    }
    files
}

/// The frame of an event's page, with what it says to search engines.
fn event_shell(context: &dyn Context, page: &Location, event: &Event) -> Shell {
    let mut shell = context.shell(page, &event.title, "event");
    let place = place(context, event).map(|(name, _)| name);
    let people: Vec<String> = people(context, event).into_iter().map(|(_, name)| name).collect();
    let text = plain_text(&event.text, context.links().documents.get(&DocumentId::Event(event.id.clone())));
    let url = shell.canonical.as_deref();
    let around = json_ld::Around { place, people, language: &shell.language, url };
    shell.json_ld = Some(Html(json_ld::event(event, &text, around)));
    shell
}

/// What articles say of the date against the timeline.
fn conflicts(context: &dyn Context, from: &Location, event: &Event) -> Vec<ConflictView> {
    let found = context.links().conflicts.get(&event.id).map_or(&[][..], Vec::as_slice);
    let view = |conflict: &DateConflict| {
        let article = passages::source_title(context, &conflict.document);
        let paragraph = conflict.paragraph.map_or(String::new(), |paragraph| format!(", ¶ {paragraph}"));
        ConflictView {
            href: context.href(from, &conflict.address),
            title: format!("{article}{paragraph}"),
            words: conflict.words.clone(),
            edtf: conflict.date.edtf.clone(),
        }
    };
    found.iter().map(view).collect()
}

/// On an article's page, the first of the passages that stands in its text.
fn here(context: &dyn Context, from: &Location, passages: &[&Passage]) -> Option<String> {
    let Location::Article(id) = from else { return None };
    let own = DocumentId::Article(id.clone());
    let passage = passages.iter().find(|passage| passage.document == own)?;
    Some(context.href(from, &passage.address))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Plan, event_page, of_article, of_term};
    use crate::model::ids::{ArticleId, DocumentId, EventId, TermId};
    use crate::model::links::Referent;
    use crate::model::term::TermKind;
    use crate::render::build::fake::{Fake, Reader, passage};
    use crate::render::exports::samples::{by, work};

    fn reader() -> Fake {
        let mut reader = Reader::default();
        reader.article(by(work("a-2020", "book", "2020", &[("title", "On A")]), "author", "X", "Able"));
        reader.term("bandung", TermKind::Place, "Bandung");
        reader.term("zhou", TermKind::Person, "Zhou Enlai");
        reader.event("later", "1955-04-18/1955-04-24", "The conference");
        reader.event("early", "1954", "The treaty");
        reader.event("same", "1955-04-18/1955-04-24", "At the same time");
        reader.event("open", "../..", "Always");
        let event = reader.event_mut("later");
        event.place = Some(crate::render::build::fake::spanned("bandung".to_owned()));
        event.people = vec![
            crate::render::build::fake::spanned(TermId::new("zhou")),
            crate::render::build::fake::spanned(TermId::new("nobody")),
        ];
        event.sources = vec![crate::model::text::Text::default()];
        reader.event_mut("early").place = Some(crate::render::build::fake::spanned("Moscow".to_owned()));
        let article = DocumentId::Article(ArticleId::new("a-2020"));
        let later = Referent::Event(EventId::new("later"));
        reader.passage(later.clone(), passage(&article, 2, "link-1"));
        reader.passage(later.clone(), passage(&article, 7, "link-5"));
        reader.passage(later.clone(), passage(&DocumentId::Term(TermId::new("zhou")), 0, "zhou-link-1"));
        reader.passage(
            later,
            passage(&DocumentId::EventSource(EventId::new("later"), 0), 0, "later-source-1-link-1"),
        );
        reader.finish()
    }

    fn plan(reader: &Fake) -> Plan {
        crate::render::build::periods::plan(reader)
    }

    fn page(reader: &Fake) -> crate::render::view::TimelinePage {
        super::page(reader, &plan(reader))
    }

    #[test]
    fn events_in_order_of_time() {
        let page = page(&reader());
        let events: Vec<_> = page
            .events
            .iter()
            .map(|event| (event.id.as_str(), event.year.as_str(), event.date.as_str()))
            .collect();
        assert_eq!(
            events,
            [
                ("open", "Undated", "at any time"),
                ("early", "1954", "1954"),
                ("later", "1955", "18–24 April 1955"),
                ("same", "1955", "18–24 April 1955"),
            ]
        );
        assert_eq!(
            page.shell.description.as_deref(),
            Some("4 events in order of time, each with the passages that speak of it")
        );
    }

    #[test]
    fn an_event_with_everything() {
        let page = page(&reader());
        let event = &page.events[2];
        assert_eq!(event.href, "/timeline/later/");
        assert_eq!(
            (event.place.as_deref(), event.place_href.as_deref()),
            (Some("Bandung"), Some("/glossary/bandung/"))
        );
        let people: Vec<_> =
            event.people.iter().map(|link| (link.title.as_str(), link.href.as_str())).collect();
        assert_eq!(people, [("Zhou Enlai", "/glossary/zhou/")], "unknown people are diagnosed, not shown");
        assert_eq!(event.passages, 3, "the event's own sources are no passages about it");
        let groups: Vec<_> =
            event.groups.iter().map(|g| (g.title.as_str(), g.kind, g.passages.len())).collect();
        assert_eq!(groups, [("On A", "article", 2), ("Zhou Enlai", "term", 1)]);
        assert_eq!(event.groups[0].passages[1].href, "/articles/a-2020/#link-5");
        assert_eq!(event.sources.len(), 1);
        assert_eq!((event.datetime.as_deref(), event.here.as_deref()), (None, None));
        let early = &page.events[1];
        assert_eq!((early.place.as_deref(), early.place_href.as_deref()), (Some("Moscow"), None));
        assert_eq!(early.datetime.as_deref(), Some("1954"));
    }

    #[test]
    fn the_overview_is_drawn_in_the_periods_that_its_pages_have() {
        let mut reader = Reader::default();
        for n in 0..150 {
            reader.event(&format!("e{n}"), &format!("{}", 1900 + n * n / 200), &format!("Number {n}"));
        }
        let reader = reader.finish();
        let plan = plan(&reader);
        let page = super::page(&reader, &plan);
        let names = |axis: Option<crate::render::view::AxisView>| -> Vec<String> {
            axis.unwrap().periods.into_iter().map(|period| period.name).collect()
        };
        let pages = plan.periods.iter().map(|p| super::period_page(&reader, &plan, &p.slug).unwrap());
        let mut drawn = Vec::new();
        for (period, page) in plan.periods.iter().zip(pages) {
            assert_eq!(page.shell.title, period.title);
            let ends: Vec<&str> = period.title.split('–').collect();
            let own = names(page.axis);
            assert!(own[0].starts_with(ends[0]), "{own:?} begin with {ends:?}");
            let last = own.last().unwrap().split(':').next().unwrap();
            assert!(last.ends_with(ends.last().unwrap()), "{own:?} end with {ends:?}");
            drawn.extend(own);
        }
        assert_eq!(names(page.axis), drawn);
        let ways: Vec<_> = page.periods.iter().map(|way| way.title.as_str()).collect();
        assert_eq!(ways, ["1900–1909", "1910–1949", "1950–2011"]);
    }

    #[test]
    fn the_page_of_an_event() {
        let reader = reader();
        let plan = plan(&reader);
        let page = event_page(&reader, &plan, &EventId::new("early")).unwrap();
        let title = |link: Option<crate::render::view::LinkView>| link.map(|link| link.title);
        assert_eq!(
            (title(page.previous), title(page.next)),
            (Some("Always".to_owned()), Some("The conference".to_owned()))
        );
        assert_eq!(page.timeline_href, "/timeline/#early");
        assert_eq!(
            event_page(&reader, &plan, &EventId::new("open")).unwrap().previous.map(|link| link.href),
            None
        );
        assert!(event_page(&reader, &plan, &EventId::new("none")).is_none());
    }

    #[test]
    fn events_of_articles_and_terms() {
        let reader = reader();
        let events = of_article(&reader, &ArticleId::new("a-2020"));
        assert_eq!(events.len(), 1);
        assert_eq!(
            (events[0].here.as_deref(), events[0].passages, events[0].groups.len()),
            (Some("#link-1"), 3, 0)
        );
        for (term, count) in [("bandung", 1), ("zhou", 1), ("none", 0)] {
            assert_eq!(of_term(&reader, &TermId::new(term)).len(), count, "{term}");
        }
    }
}
