//! Builds what events can be filtered by: articles, kinds, tags, people and places, each with its number of events.
//!
//! Filtering itself is the page's script's; without it the list is whole.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Context, coverage, timeline};
use crate::model::address::Fragment;
use crate::model::event::Event;
use crate::render::view::{FacetOption, FacetView};

/// The facets in the order of the page, by key and title.
const FACETS: [(&str, &str); 5] =
    [("article", "Article"), ("kind", "Kind"), ("tag", "Tag"), ("person", "Person"), ("place", "Place")];

/// The most values that a facet offers.
const OFFERED: usize = 60;

/// A value of an event, with the facet that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Value {
    facet: usize,
    token: String,
    label: String,
}

/// The values of some events: as a page offers them, and their numbers on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facets {
    /// What the page offers; facets that no event has are left out
    pub(crate) views: Vec<FacetView>,
    numbers: BTreeMap<(usize, String), usize>,
}

impl Facets {
    /// The facets of some events. Of each only the most frequent values are offered, so that a page has bounds.
    pub(crate) fn of(context: &dyn Context, events: &[&Event]) -> Self {
        let mut counts: BTreeMap<(usize, String), (String, usize)> = BTreeMap::new();
        for value in events.iter().flat_map(|event| values(context, event)) {
            let (_, count) = counts.entry((value.facet, value.token)).or_insert((value.label, 0));
            *count += 1;
        }
        let mut facets = Self::default();
        let mut options: [Vec<FacetOption>; FACETS.len()] = Default::default();
        for ((facet, value), (label, count)) in counts {
            if let Some(options) = options.get_mut(facet) {
                options.push(FacetOption { number: 0, value, label, count });
            }
        }
        for ((at, (key, title)), mut options) in (0..).zip(FACETS).zip(options) {
            options.sort_by_key(|option| Reverse(option.count));
            let rarer = options.len().saturating_sub(OFFERED);
            options.truncate(OFFERED);
            for option in &mut options {
                option.number = facets.numbers.len();
                facets.numbers.insert((at, option.value.clone()), option.number);
            }
            if !options.is_empty() {
                facets.views.push(FacetView { key, title, options, rarer });
            }
        }
        facets
    }

    /// The numbers of an event's values.
    pub(crate) fn numbers(&self, context: &dyn Context, event: &Event) -> Vec<usize> {
        let keys = values(context, event).into_iter().map(|value| (value.facet, value.token));
        keys.filter_map(|key| self.numbers.get(&key).copied()).collect()
    }

    /// About how many bytes the page has for them.
    pub(crate) fn size(&self) -> usize {
        let options = self.views.iter().flat_map(|facet| &facet.options);
        options.map(|option| 190 + option.value.len() + option.label.len()).sum()
    }
}

/// The values of an event, each once. A value holds no white space, so that an address can be read.
fn values(context: &dyn Context, event: &Event) -> Vec<Value> {
    let value = |facet, name: &str, label: &str| Value {
        facet,
        token: Fragment::new(name).as_str().to_owned(),
        label: label.to_owned(),
    };
    let articles = coverage::by_article(context, event).into_keys();
    let mut values: Vec<Value> =
        articles.map(|id| value(0, id.as_str(), &context.index().article_name(id))).collect();
    values.extend(event.kind.iter().map(|kind| value(1, kind, kind)));
    values.extend(event.tags.iter().map(|tag| value(2, tag, tag)));
    let people = timeline::people(context, event);
    values.extend(people.iter().map(|(id, name)| value(3, id.as_str(), name)));
    if let Some((name, term)) = timeline::place(context, event) {
        values.push(value(4, term.as_ref().map_or(name.as_str(), |id| id.as_str()), &name));
    }
    values.sort();
    values.dedup_by(|a, b| (a.facet, &a.token) == (b.facet, &b.token));
    values.retain(|value| !value.token.is_empty());
    values
}

#[cfg(test)]
mod tests {
    use super::{Facets, OFFERED};
    use crate::model::event::Event;
    use crate::model::ids::{ArticleId, DocumentId, EventId, TermId};
    use crate::model::links::Referent;
    use crate::model::term::TermKind;
    use crate::render::build::Context as _;
    use crate::render::build::fake::{Fake, Reader, passage, spanned};

    fn reader() -> Fake {
        let mut reader = Reader::default();
        reader.term("zhou", TermKind::Person, "Zhou Enlai");
        for (id, tags) in [("a", &["Global South", "peace"][..]), ("b", &["peace", "peace"]), ("c", &[])] {
            reader.event(id, "1955", id);
            reader.event_mut(id).tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        }
        let event = reader.event_mut("a");
        event.kind = Some("summit".to_owned());
        event.people = vec![spanned(TermId::new("zhou")), spanned(TermId::new("nobody"))];
        event.place = Some(spanned("Bandung, Indonesia".to_owned()));
        let article = DocumentId::Article(ArticleId::new("x-2020"));
        for link in ["link-1", "link-2"] {
            reader.passage(Referent::Event(EventId::new("a")), passage(&article, 1, link));
        }
        reader.finish()
    }

    fn facets(reader: &Fake) -> Facets {
        let events: Vec<&Event> = reader.index().timeline().map(|event| &**event).collect();
        Facets::of(reader, &events)
    }

    #[test]
    fn events_carry_the_numbers_of_their_values() {
        let reader = reader();
        let facets = facets(&reader);
        let names: Vec<String> = facets
            .views
            .iter()
            .flat_map(|facet| facet.options.iter().map(|option| format!("{}:{}", facet.key, option.value)))
            .collect();
        let name = |number: &usize| names[*number].clone();
        let values: Vec<_> = reader
            .index()
            .timeline()
            .map(|event| {
                let numbers = facets.numbers(&reader, event);
                numbers.iter().map(name).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(
            values,
            [
                "article:x-2020 kind:summit tag:Global-South tag:peace person:zhou place:Bandung,-Indonesia",
                "tag:peace",
                ""
            ]
        );
    }

    #[test]
    fn facets_count_events_and_the_frequent_come_first() {
        let found: Vec<_> = facets(&reader())
            .views
            .into_iter()
            .map(|facet| {
                let options = facet.options.iter().map(|o| format!("{} {}", o.label, o.count));
                (facet.key, options.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let expected = [
            ("article", "x-2020 1"),
            ("kind", "summit 1"),
            ("tag", "peace 2, Global South 1"),
            ("person", "Zhou Enlai 1"),
            ("place", "Bandung, Indonesia 1"),
        ];
        assert_eq!(found, expected.map(|(key, options)| (key, options.to_owned())));
        assert!(facets(&Reader::default().finish()).views.is_empty());
    }

    #[test]
    fn of_thousands_of_values_the_frequent_are_offered() {
        let mut reader = Reader::default();
        for n in 0..200 {
            let id = format!("e{n}");
            reader.event(&id, "1955", &id);
            reader.event_mut(&id).tags = vec![format!("tag {n}"), "all".to_owned()];
        }
        let facets = facets(&reader.finish());
        let tags = &facets.views[0];
        assert_eq!((tags.options.len(), tags.rarer, tags.options[0].count), (OFFERED, 141, 200));
    }
}
