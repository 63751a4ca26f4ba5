//! Tables that builders share, made once for a build, so that no page searches the whole reader again.
//!
//! They hold nothing that the corpus and its links do not say; they only say it the other way round.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::short_name::{short_name, shortened};
use crate::model::address::Fragment;
use crate::model::corpus::Corpus;
use crate::model::event::Event;
use crate::model::ids::{ArticleId, DocumentId, EventId, NoteLabel, SessionId, TermId};
use crate::model::links::{Links, Referent, WorkId};
use crate::model::term::Term;
use crate::model::work::WorkOrigin;

/// Tables over a corpus and its links.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    events: BTreeMap<EventId, Arc<Event>>,
    timeline: Vec<EventId>,
    positions: BTreeMap<EventId, usize>,
    /// The places in the order of time of the events that articles tell of
    told: Vec<usize>,
    terms: BTreeMap<TermId, Arc<Term>>,
    term_events: BTreeMap<TermId, Vec<EventId>>,
    article_events: BTreeMap<ArticleId, Vec<EventId>>,
    article_names: BTreeMap<ArticleId, String>,
    sessions: BTreeMap<SessionId, String>,
    note_numbers: BTreeMap<DocumentId, BTreeMap<NoteLabel, String>>,
    entries: BTreeMap<WorkId, Entry>,
    unidentified: Vec<WorkId>,
}

/// A work's place in the bibliography of the whole reader.
#[derive(Clone, Debug)]
struct Entry {
    rank: usize,
    fragment: Fragment,
}

impl Index {
    /// Makes the tables.
    pub(crate) fn of(corpus: &Corpus, links: &Links) -> Self {
        let mut index = Self {
            events: first_of_each(corpus.events.iter().map(|event| (event.id.clone(), Arc::clone(event)))),
            terms: first_of_each(corpus.terms.iter().map(|term| (term.id.clone(), Arc::clone(term)))),
            article_names: article_names(corpus),
            sessions: corpus.site.sessions.iter().map(|s| (s.id.clone(), s.title.clone())).collect(),
            note_numbers: note_numbers(links),
            ..Self::default()
        };
        index.order_events(corpus);
        index.find_events(links);
        index.enter_works(links);
        index
    }

    /// An event.
    pub(crate) fn event(&self, id: &EventId) -> Option<&Arc<Event>> {
        self.events.get(id)
    }

    /// The events in order of time; those of one date in the order of the file.
    pub(crate) fn timeline(&self) -> impl Iterator<Item = &Arc<Event>> {
        self.timeline.iter().filter_map(|id| self.events.get(id))
    }

    /// The place of an event in the order of time.
    pub(crate) fn position(&self, id: &EventId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The event at a place in the order of time.
    pub(crate) fn at(&self, position: usize) -> Option<&Arc<Event>> {
        self.events.get(self.timeline.get(position)?)
    }

    /// The events before and after one in time.
    pub(crate) fn neighbours(&self, id: &EventId) -> (Option<&Arc<Event>>, Option<&Arc<Event>>) {
        let Some(position) = self.positions.get(id).copied() else { return (None, None) };
        let at = |position: usize| self.timeline.get(position).and_then(|id| self.events.get(id));
        (position.checked_sub(1).and_then(at), at(position + 1))
    }

    /// The events before and after a place in the order of time of which the texts of articles tell, the nearest first.
    pub(crate) fn told_around(
        &self,
        position: usize,
    ) -> (impl Iterator<Item = &Arc<Event>>, impl Iterator<Item = &Arc<Event>>) {
        let (before, rest) = self.told.split_at(self.told.partition_point(|told| *told < position));
        let after = rest.iter().skip_while(move |told| **told == position);
        (before.iter().rev().filter_map(|told| self.at(*told)), after.filter_map(|told| self.at(*told)))
    }

    /// The events that an article's text links, in order of time.
    pub(crate) fn events_of_article(&self, id: &ArticleId) -> impl Iterator<Item = &Arc<Event>> {
        self.article_events.get(id).into_iter().flatten().filter_map(|id| self.events.get(id))
    }

    /// The events that name a term as their place or among their people, in order of time.
    pub(crate) fn events_of_term(&self, id: &TermId) -> impl Iterator<Item = &Arc<Event>> {
        self.term_events.get(id).into_iter().flatten().filter_map(|id| self.events.get(id))
    }

    /// A term.
    pub(crate) fn term(&self, id: &str) -> Option<&Arc<Term>> {
        self.terms.get(id)
    }

    /// The terms by id, each once.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Arc<Term>> {
        self.terms.values()
    }

    /// An article's short name, unlike every other article's.
    pub(crate) fn article_name(&self, id: &ArticleId) -> String {
        self.article_names.get(id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// A session's title.
    pub(crate) fn session(&self, id: &SessionId) -> Option<&str> {
        self.sessions.get(id).map(String::as_str)
    }

    /// What is printed for a note.
    pub(crate) fn note_number<'a>(&'a self, document: &DocumentId, label: &'a NoteLabel) -> &'a str {
        let numbers = self.note_numbers.get(document);
        numbers.and_then(|numbers| numbers.get(label)).map_or(label.as_str(), String::as_str)
    }

    /// The place of a work's entry on the references page.
    pub(crate) fn entry(&self, work: &WorkId) -> Option<&Fragment> {
        self.entries.get(work).map(|entry| &entry.fragment)
    }

    /// A number that orders works as the bibliography of the whole reader does.
    pub(crate) fn rank(&self, work: &WorkId) -> usize {
        self.entries.get(work).map_or(usize::MAX, |entry| entry.rank)
    }

    /// The unidentified works, in the order of their entries.
    pub(crate) fn unidentified(&self) -> &[WorkId] {
        &self.unidentified
    }

    fn order_events(&mut self, corpus: &Corpus) {
        let mut known = BTreeSet::new();
        let mut events: Vec<&Arc<Event>> =
            corpus.events.iter().filter(|event| known.insert(&event.id)).collect();
        events.sort_by(|a, b| a.date.value.cmp(&b.date.value));
        self.timeline = events.into_iter().map(|event| event.id.clone()).collect();
        self.positions = self.timeline.iter().cloned().zip(0..).collect();
    }

    fn find_events(&mut self, links: &Links) {
        let Self { events, timeline, told, terms, term_events, article_events, .. } = self;
        for (position, event) in (0..).zip(timeline.iter().filter_map(|id| events.get(id))) {
            let place = event.place.iter().filter_map(|place| terms.get(place.value.as_str()));
            let people = event.people.iter().filter_map(|person| terms.get(&person.value));
            let named: BTreeSet<&TermId> = place.chain(people).map(|term| &term.id).collect();
            for term in named {
                term_events.entry(term.clone()).or_default().push(event.id.clone());
            }
            let passages = links.passages.get(&Referent::Event(event.id.clone()));
            let articles = passages.into_iter().flatten().filter_map(|passage| match &passage.document {
                DocumentId::Article(id) => Some(id),
                _ => None,
            });
            let articles: BTreeSet<&ArticleId> = articles.collect();
            if !articles.is_empty() {
                told.push(position);
            }
            for article in articles {
                article_events.entry(article.clone()).or_default().push(event.id.clone());
            }
        }
    }

    /// Gives each work its place on the references page. Works that different articles declare under one key, or that
    /// share it with an identified work, have the article's slug in their fragment.
    fn enter_works(&mut self, links: &Links) {
        let known: BTreeSet<&WorkId> = links.references.iter().map(|reference| &reference.work).collect();
        let is_unidentified = |id: &WorkId| {
            links.works.get(id).is_some_and(|work| matches!(work.origin, WorkOrigin::Unidentified { .. }))
        };
        let unlisted = links.works.keys().filter(|id| !known.contains(id) && is_unidentified(id));
        let order: Vec<&WorkId> =
            links.references.iter().map(|reference| &reference.work).chain(unlisted).collect();
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &order {
            *uses.entry(id.key.as_str()).or_default() += 1;
        }
        for (rank, id) in order.into_iter().enumerate() {
            let alone = uses.get(id.key.as_str()).is_none_or(|uses| *uses == 1);
            let fragment = match &id.declared_by {
                Some(article) if !alone => Fragment::new(&format!("ref-{article}:{}", id.key)),
                _ => Fragment::reference(&id.key),
            };
            if is_unidentified(id) {
                self.unidentified.push(id.clone());
            }
            self.entries.insert(id.clone(), Entry { rank, fragment });
        }
    }
}

/// A table in which the first of several values for a key counts, as everywhere in the reader.
fn first_of_each<K: Ord, V>(pairs: impl Iterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut table = BTreeMap::new();
    for (key, value) in pairs {
        table.entry(key).or_insert(value);
    }
    table
}

/// Short names; where two articles share one, each has its title added.
fn article_names(corpus: &Corpus) -> BTreeMap<ArticleId, String> {
    let names: BTreeMap<&ArticleId, String> =
        corpus.articles.values().map(|article| (&article.id, short_name(&article.work))).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.values() {
        *uses.entry(name).or_default() += 1;
    }
    let alone = |name: &str| uses.get(name).is_none_or(|uses| *uses == 1);
    let longer = corpus.articles.values().map(|article| {
        let name = names.get(&article.id).cloned().unwrap_or_default();
        let title = shortened(article.title());
        // A work without an author is called by its title already; then only the slug tells it apart.
        let name = match (alone(&name), name.starts_with(&title)) {
            (true, _) => name,
            (false, true) => format!("{name} ({})", article.id),
            (false, false) => format!("{name}, “{title}”"),
        };
        (article.id.clone(), name)
    });
    longer.collect()
}

/// The numbers of notes that differ from their labels.
fn note_numbers(links: &Links) -> BTreeMap<DocumentId, BTreeMap<NoteLabel, String>> {
    let tables = links.documents.iter().map(|(id, document)| {
        let notes = document.notes.list.iter().filter(|note| note.number != note.label.as_str());
        (id.clone(), notes.map(|note| (note.label.clone(), note.number.clone())).collect())
    });
    tables.filter(|(_, table): &(_, BTreeMap<_, _>)| !table.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::address::Fragment;
    use crate::model::ids::{ArticleId, EventId, TermId};
    use crate::model::links::WorkId;
    use crate::model::term::TermKind;
    use crate::render::build::Context;
    use crate::render::build::fake::{Reader, spanned, work_id};
    use crate::render::exports::samples::{bare, by, unidentified, work};

    #[test]
    fn articles_that_share_a_short_name_have_their_titles_added() {
        let mut reader = Reader::default();
        let kim =
            |key: &str, title: &str| by(work(key, "book", "2021", &[("title", title)]), "author", "P", "Kim");
        reader.article(kim("digest", "A digest: of things"));
        reader.article(kim("news", "News"));
        reader.article(work("one", "book", "2021", &[("title", "Unsigned")]));
        reader.article(work("two", "book", "2021", &[("title", "Unsigned")]));
        reader.article(by(bare("alone"), "author", "A", "Ekman"));
        let fake = reader.finish();
        let check = |id: &str, name: &str| assert_eq!(fake.index().article_name(&ArticleId::new(id)), name);
        check("digest", "Kim 2021, “A digest: of things”");
        check("news", "Kim 2021, “News”");
        check("one", "Unsigned 2021 (one)");
        check("two", "Unsigned 2021 (two)");
        check("alone", "Ekman");
        check("none", "none");
    }

    #[test]
    fn the_first_of_duplicates_counts() {
        let mut reader = Reader::default();
        reader.event("e", "1954", "First");
        reader.event("e", "1955", "Second");
        reader.term("t", TermKind::Person, "First");
        reader.term("t", TermKind::Place, "Second");
        reader.event_mut("e").people = vec![spanned(TermId::new("t")), spanned(TermId::new("t"))];
        let fake = reader.finish();
        let titles: Vec<_> = fake.index().timeline().map(|event| event.title.as_str()).collect();
        assert_eq!(titles, ["First"]);
        assert_eq!(fake.index().terms().map(|term| term.name.as_str()).collect::<Vec<_>>(), ["First"]);
        assert_eq!(fake.index().events_of_term(&TermId::new("t")).count(), 1);
        assert_eq!(fake.index().neighbours(&EventId::new("e")), (None, None));
    }

    #[test]
    fn entries_have_ids_of_their_own() {
        let mut reader = Reader::default();
        reader.article(bare("a"));
        reader.work(bare("shared"));
        reader.work(unidentified("shared", "Shared 1999", "a"));
        reader.work(unidentified("own", "Own 1999", "a"));
        reader.cites("a", 1, &[work_id("shared")]);
        let fake = reader.finish();
        let lost = |key: &str| WorkId { declared_by: Some(ArticleId::new("a")), ..work_id(key) };
        let entry = |id: &WorkId| fake.index().entry(id).map(Fragment::as_str);
        assert_eq!(entry(&work_id("shared")), Some("ref-shared"));
        assert_eq!(entry(&lost("shared")), Some("ref-a:shared"));
        assert_eq!(entry(&lost("own")), Some("ref-own"));
        assert_eq!(entry(&work_id("a")), None, "a work that nothing cites has no entry");
        assert_eq!(fake.index().unidentified(), [lost("own"), lost("shared")]);
        assert!(fake.index().rank(&work_id("shared")) < fake.index().rank(&lost("own")));
        assert_eq!(fake.index().rank(&work_id("none")), usize::MAX);
    }
}
