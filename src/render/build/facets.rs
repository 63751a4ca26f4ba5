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

/// A value of an event, with the facet that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Value {
    facet: usize,
    token: String,
    label: String,
}

/// What the events of the timeline can be filtered by; facets that no event has are left out.
pub(crate) fn facets(context: &dyn Context) -> Vec<FacetView> {
    let mut counts: BTreeMap<(usize, String), (String, usize)> = BTreeMap::new();
    for value in context.index().timeline().flat_map(|event| values(context, event)) {
        let (_, count) = counts.entry((value.facet, value.token)).or_insert((value.label, 0));
        *count += 1;
    }
    let mut facets: Vec<FacetView> =
        FACETS.iter().map(|&(key, title)| FacetView { key, title, options: Vec::new() }).collect();
    for ((facet, value), (label, count)) in counts {
        if let Some(facet) = facets.get_mut(facet) {
            facet.options.push(FacetOption { value, label, count });
        }
    }
    for facet in &mut facets {
        facet.options.sort_by_key(|option| Reverse(option.count));
    }
    facets.retain(|facet| !facet.options.is_empty());
    facets
}

/// The values of an event as its element carries them: `tag:Global-South`.
pub(crate) fn of_event(context: &dyn Context, event: &Event) -> Vec<String> {
    let written = |value: Value| FACETS.get(value.facet).map(|(key, _)| format!("{key}:{}", value.token));
    values(context, event).into_iter().filter_map(written).collect()
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
    use super::{facets, of_event};
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

    #[test]
    fn events_carry_their_values() {
        let reader = reader();
        let values: Vec<_> =
            reader.index().timeline().map(|event| of_event(&reader, event).join(" ")).collect();
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
        assert!(facets(&Reader::default().finish()).is_empty());
    }
}
