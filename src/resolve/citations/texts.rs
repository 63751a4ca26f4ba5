//! The citations and the bibliography of each text, put together from what the engine printed. What is printed how is
//! not decided here.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use citationberg::StyleClass;
use rayon::prelude::*;

use super::engine::Engine;
use super::join::Joining;
use super::library::{CitingText, Entry, Resolved};
use super::locator;
use super::order::{self, Arrangement, arrangement};
use super::pieces::{self, Piece, Sign};
use super::print::{self, Job, Shape};
use super::references::References;
use super::shown::{self, Shown};
use super::variants::{Position, PositionUse};
use crate::model::citation::{Citation, CitationForm, Cite};
use crate::model::corpus::Corpus;
use crate::model::ids::DocumentId;
use crate::model::links::{CitationText, Reference};

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
    /// The letters after the year of each work
    letters: Vec<Option<String>>,
    /// Works that the engine failed at
    pub(super) failed: BTreeSet<usize>,
}

impl<'a> Press<'a> {
    /// Has every citation printed that the texts need.
    pub(super) fn new(
        engine: &'a mut Engine,
        entries: &'a [Entry<'a>],
        shapes: &[Shape],
        texts: &[CitingText<'_>],
        corpus: &'a Corpus,
        ranks: &'a [usize],
        references: &'a References,
    ) -> Self {
        let mut seen = HashSet::new();
        let mut jobs = Vec::new();
        for text in texts {
            let needed = needed(engine, entries, corpus, text);
            jobs.extend(needed.into_iter().flatten().flatten().filter(|job| seen.insert(*job)));
        }
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
        let sort = style.citation.sort.as_ref();
        let cite_ranks = match arrangement(sort) {
            Arrangement::Ranks => order::ranks(engine, entries, sort, Some(ranks)),
            _ => Vec::new(),
        };
        let joining = Joining::of(style);
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
        let made: Vec<_> =
            texts.par_iter().map(|text| (text.document.clone(), self.document(text))).collect();
        let mut documents = BTreeMap::new();
        for (document, made) in made {
            documents.entry(document).or_insert(made);
        }
        documents
    }

    fn document(&self, text: &CitingText<'_>) -> (Vec<CitationText>, Vec<Reference>) {
        let listed = self.listed(text);
        // What is unidentified shows its label, and takes no number.
        let numbered = listed.iter().filter(|entry| self.entries[**entry].printed.is_none());
        let numbers: HashMap<usize, usize> = numbered.zip(1..).map(|(entry, n)| (*entry, n)).collect();
        let jobs = needed(self.engine, self.entries, self.corpus, text);
        let citations = text.citations.iter().zip(jobs).map(|(resolved, jobs)| {
            let cites = resolved.citation.items.iter().zip(jobs);
            let cites = cites.map(|(cite, job)| match job {
                Some(job) => self.cite(resolved.citation, cite, job, &numbers),
                None => decorated(Shown::undefined(cite), cite),
            });
            CitationText {
                content: self.joining.citation(resolved.citation.form, cites.collect()),
                works: resolved.works.iter().map(|work| work.map(|w| self.entries[w].id.clone())).collect(),
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

    fn cite(&self, citation: &Citation, cite: &Cite, job: Job, numbers: &HashMap<usize, usize>) -> Shown {
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
            );
            if shown.whole.iter().any(|piece| piece.marks.sign == Sign::Number) {
                shown.number = numbers.get(&job.entry).copied();
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

/// What has to be printed for each cite of a text; `None` for undefined keys.
fn needed(
    engine: &Engine,
    entries: &[Entry<'_>],
    corpus: &Corpus,
    text: &CitingText<'_>,
) -> Vec<Vec<Option<Job>>> {
    let style = &engine.blueprint.style;
    let placed = engine.blueprint.positions == PositionUse::Tested
        // Until citations of note styles become notes, each stands for itself, in full.
        && style.settings.class == StyleClass::InText;
    let mut seen = HashSet::new();
    let mut job = |cite: &Cite, entry: usize| {
        let first = seen.insert(entry) || !placed;
        let locator = cite.locator.as_ref();
        let locator = locator.filter(|l| shown::edition(corpus, entries[entry].work, l).is_none());
        Job {
            entry,
            position: if first { Position::First } else { Position::Subsequent },
            locator: locator.map(locator::kind),
        }
    };
    let mut of = |resolved: &Resolved<'_>| {
        let cites = resolved.citation.items.iter().zip(&resolved.works);
        cites.map(|(cite, entry)| entry.map(|entry| job(cite, entry))).collect()
    };
    text.citations.iter().map(&mut of).collect()
}
