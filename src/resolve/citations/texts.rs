//! The citations and the bibliography of each text, put together from what the engine printed. What is printed how is
//! not decided here.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use citationberg::StyleClass;
use rayon::prelude::*;

use super::engine::Engine;
use super::following::following;
use super::join::{Joining, Spot};
use super::library::{CitingText, Entry, Resolved};
use super::locator;
use super::order::{self, Arrangement, arrangement};
use super::pieces::{self, Piece, Sign};
use super::positions::{Place, places};
use super::print::{self, Job, Shape};
use super::references::References;
use super::shown::{self, Shown};
use super::variants::Position;
use crate::model::citation::{Citation, CitationForm, Cite};
use crate::model::corpus::Corpus;
use crate::model::ids::{CitationId, DocumentId};
use crate::model::links::{CitationText, Notes, Reference};
use crate::model::text::Within;

/// Everything that citations are made of.
#[derive(Debug)]
pub(super) struct Press<'a> {
    engine: &'a Engine,
    entries: &'a [Entry<'a>],
    corpus: &'a Corpus,
    references: &'a References,
    joining: Joining,
    /// The order of the bibliography
    ranks: &'a [usize],
    /// The order within a citation
    cite_ranks: Vec<usize>,
    listing: Arrangement,
    printed: HashMap<Job, Vec<Piece>>,
    /// What is printed for each text
    plans: Vec<Plan<'a>>,
    /// Whether the style wants “ibid.” in small letters everywhere
    lowers_ibid: bool,
    /// The letters after the year of each work
    letters: Vec<Option<String>>,
    /// Works that the engine failed at
    pub(super) failed: BTreeSet<usize>,
}

/// What is printed for a text.
#[derive(Debug)]
struct Plan<'a> {
    /// What the engine prints for each cite; `None` for undefined keys
    jobs: Vec<Vec<Option<Job>>>,
    /// Which citation of its work each cite is
    places: Vec<Vec<Place>>,
    /// The notes, where the style cites in them
    notes: Option<&'a Notes>,
}

/// What is known before anything is printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Desk<'a> {
    /// The reader
    pub(super) corpus: &'a Corpus,
    /// The works
    pub(super) entries: &'a [Entry<'a>],
    /// What tells their citations apart
    pub(super) shapes: &'a [Shape],
    /// The order of the bibliography
    pub(super) ranks: &'a [usize],
    /// The entries of the bibliography
    pub(super) references: &'a References,
    /// The notes of each text
    pub(super) notes: &'a BTreeMap<DocumentId, Notes>,
}

impl<'a> Press<'a> {
    /// Has every citation printed that the texts need.
    pub(super) fn new(engine: &'a mut Engine, desk: Desk<'a>, texts: &[CitingText<'_>]) -> Self {
        let Desk { corpus, entries, shapes, ranks, references, .. } = desk;
        let sort = engine.blueprint.style.citation.sort.clone();
        let cite_ranks = match arrangement(sort.as_ref()) {
            Arrangement::Ranks => order::ranks(engine, entries, sort.as_ref(), Some(ranks)),
            _ => Vec::new(),
        };
        let plans: Vec<Plan<'a>> = texts.iter().map(|text| plan(engine, desk, &cite_ranks, text)).collect();
        let mut seen = HashSet::new();
        let needed = plans.iter().flat_map(|plan| plan.jobs.iter().flatten().flatten().copied());
        let jobs: Vec<Job> = needed.filter(|job| seen.insert(*job)).collect();
        let outputs = print::cites(engine, entries, shapes, &jobs);
        let mut failed: BTreeSet<usize> = references.failed.iter().copied().collect();
        let mut printed = HashMap::new();
        for (job, output) in jobs.into_iter().zip(outputs) {
            if output.is_none() {
                failed.insert(job.entry);
            }
            printed.insert(job, output.unwrap_or_else(|| shown::author_words(engine, &entries[job.entry])));
        }
        let style = &engine.blueprint.style;
        let joining = Joining::of(engine);
        let listing = arrangement(style.bibliography.as_ref().and_then(|list| list.sort.as_ref()));
        let letters = shapes.iter().map(|shape| shape.suffix.clone()).collect();
        Self {
            engine,
            entries,
            corpus,
            references,
            joining,
            ranks,
            cite_ranks,
            listing,
            printed,
            plans,
            lowers_ibid: engine.blueprint.lowers_ibid(),
            letters,
            failed,
        }
    }

    /// Each text with its citations and its bibliography. Of two texts of one owner the first counts: the other is a
    /// duplicate, and said to be one.
    pub(super) fn documents(
        &self,
        texts: &[CitingText<'_>],
    ) -> BTreeMap<DocumentId, (Vec<CitationText>, Vec<Reference>)> {
        let made: Vec<_> = texts
            .par_iter()
            .zip(&self.plans)
            .map(|(text, plan)| (text.document.clone(), self.document(text, plan)))
            .collect();
        let mut documents = BTreeMap::new();
        for (document, made) in made {
            documents.entry(document).or_insert(made);
        }
        documents
    }

    fn document(&self, text: &CitingText<'_>, plan: &Plan<'_>) -> (Vec<CitationText>, Vec<Reference>) {
        let listed = self.listed(text);
        // What is unidentified shows its label, and takes no number.
        let numbered = listed.iter().filter(|entry| self.entries[**entry].printed.is_none());
        let numbers: HashMap<usize, usize> = numbered.zip(1..).map(|(entry, n)| (*entry, n)).collect();
        let after = plan.notes.map(|_| following(text.text)).unwrap_or_default();
        let planned = plan.jobs.iter().zip(&plan.places);
        let citations =
            (0..).map(CitationId).zip(&text.citations).zip(planned).map(|((id, resolved), planned)| {
                let cites = resolved.citation.items.iter().zip(planned.0.iter().zip(planned.1));
                let cites = cites.map(|(cite, (job, place))| match job {
                    Some(job) => {
                        let first =
                            place.first.zip(plan.notes).and_then(|(first, notes)| notes.list.get(first));
                        let first = first.map(|note| note.number.as_str());
                        self.cite(resolved.citation, cite, *job, &Numbers { own: &numbers, first })
                    }
                    None => decorated(Shown::undefined(cite), cite),
                });
                let spot = match (&resolved.citation.within, plan.notes) {
                    (Within::Body(_), Some(notes)) if notes.cited.contains_key(&id) => Spot::OwnNote,
                    (Within::Note(_), Some(_)) => Spot::InNote(after.get(&id).copied().unwrap_or_default()),
                    _ => Spot::Text,
                };
                let joined = self.joining.citation(resolved.citation.form, cites.collect(), spot);
                CitationText {
                    content: joined.content,
                    note: joined.note,
                    works: resolved
                        .works
                        .iter()
                        .map(|work| work.map(|w| self.entries[w].id.clone()))
                        .collect(),
                }
            });
        let citations = citations.collect();
        let reference = |entry: usize| {
            self.references.reference(entry, &self.entries[entry], numbers.get(&entry).copied())
        };
        (citations, listed.into_iter().map(reference).collect())
    }

    /// The works of a text in the order of its bibliography.
    fn listed(&self, text: &CitingText<'_>) -> Vec<usize> {
        let mut seen = HashSet::new();
        let cited = text.citations.iter().flat_map(|resolved| resolved.works.iter().flatten().copied());
        let named = cited.chain(text.listed.iter().copied());
        let mut listed: Vec<usize> = named.filter(|entry| seen.insert(*entry)).collect();
        match self.listing {
            Arrangement::Ranks => listed.sort_by_key(|entry| self.ranks[*entry]),
            // The unidentified ones have no number, so they come last.
            Arrangement::Cited | Arrangement::Numbers => {
                listed.sort_by_key(|entry| self.entries[*entry].printed.map(|_| self.ranks[*entry]));
            }
        }
        listed
    }

    fn cite(&self, citation: &Citation, cite: &Cite, job: Job, numbers: &Numbers<'_>) -> Shown {
        let entry = &self.entries[job.entry];
        let locator = cite.locator.as_ref();
        let pieces = self.printed.get(&job).map(Vec::as_slice);
        let mut shown = if let Some(printed) = entry.printed {
            let joint = job.locator.map(|kind| shown::joint(pieces, kind, self.engine));
            let value =
                locator.map(|l| locator::written(l, self.engine.blueprint.style.settings.page_range_format));
            Shown::label(entry.work.title(), printed, joint.as_ref(), &value.unwrap_or_default())
        } else {
            let mut shown = Shown::printed(
                self.engine,
                pieces.unwrap_or_default(),
                locator.filter(|_| job.locator.is_some()),
                numbers.first,
            );
            if shown.whole.iter().any(|piece| piece.marks.sign == Sign::Number) {
                shown.number = numbers.own.get(&job.entry).copied();
                let number = shown.number.unwrap_or_default();
                pieces::number(&mut shown.whole, number);
                pieces::number(&mut shown.rest, number);
            }
            shown
        };
        if let Some(edition) = locator.and_then(|locator| shown::edition(self.corpus, entry.work, locator)) {
            shown.append(&edition);
        }
        if pieces::text(&shown.whole).trim().is_empty() {
            shown.whole = shown::author_words(self.engine, entry);
        }
        if pieces::text(&shown.author).trim().is_empty() && citation.form == CitationForm::Narrative {
            shown.author = shown::author_words(self.engine, entry);
        }
        shown.work = Some(entry.id.clone());
        let again = matches!(job.stand.position, Position::Ibid | Position::IbidWithLocator);
        shown.worded = again
            && !self.lowers_ibid
            && entry.printed.is_none()
            && shown.begins_with_a_word(entry.work.title());
        shown.letters = self.letters.get(job.entry).cloned().flatten();
        shown.rank = self.cite_ranks.get(job.entry).copied().unwrap_or_default();
        decorated(shown, cite)
    }
}

/// Adds the words that the author put around a cite.
fn decorated(mut shown: Shown, cite: &Cite) -> Shown {
    shown.prefix.clone_from(&cite.prefix);
    shown.suffix.clone_from(&cite.suffix);
    if cite.suppress_author && !shown.rest.is_empty() {
        shown.whole = shown.rest.clone();
        shown.author.clear();
    }
    shown
}

/// Numbers that stand in citations.
struct Numbers<'a> {
    /// Those of the works in their text
    own: &'a HashMap<usize, usize>,
    /// That of the note which cites the work first
    first: Option<&'a str>,
}

/// What has to be printed for a text.
fn plan<'a>(engine: &Engine, desk: Desk<'a>, cite_ranks: &[usize], text: &CitingText<'_>) -> Plan<'a> {
    let style = &engine.blueprint.style;
    let in_notes = style.settings.class == StyleClass::Note;
    let notes = desk.notes.get(&text.document).filter(|_| in_notes);
    let near = usize::try_from(style.citation.near_note_distance).unwrap_or(usize::MAX);
    let places = places(text, notes, near, |resolved| in_order(resolved, cite_ranks));
    let job = |cite: &Cite, entry: usize, place: &Place| {
        let locator = cite.locator.as_ref();
        let locator = locator.filter(|l| shown::edition(desk.corpus, desk.entries[entry].work, l).is_none());
        Job {
            entry,
            stand: engine.blueprint.positions.seen(place.stand),
            locator: locator.map(locator::kind),
        }
    };
    let of = |(resolved, places): (&Resolved<'_>, &Vec<Place>)| {
        let cites = resolved.citation.items.iter().zip(resolved.works.iter().zip(places));
        cites.map(|(cite, (entry, place))| entry.map(|entry| job(cite, entry, place))).collect()
    };
    let jobs = text.citations.iter().zip(&places).map(of).collect();
    Plan { jobs, places, notes }
}

/// The order in which a citation prints its cites; `ranks` is empty where the style keeps theirs.
fn in_order(resolved: &Resolved<'_>, ranks: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..resolved.works.len()).collect();
    if ranks.is_empty() || resolved.citation.form == CitationForm::Narrative {
        return order;
    }
    let is_free = |n: &usize| {
        let bare = resolved
            .citation
            .items
            .get(*n)
            .is_some_and(|cite| cite.prefix.trim().is_empty() && cite.suffix.trim().is_empty());
        bare && resolved.works.get(*n).copied().flatten().is_some()
    };
    let rank = |n: &usize| resolved.works.get(*n).copied().flatten().and_then(|work| ranks.get(work));
    for run in order.chunk_by_mut(|a, b| is_free(a) && is_free(b)) {
        run.sort_by_key(rank);
    }
    order
}
