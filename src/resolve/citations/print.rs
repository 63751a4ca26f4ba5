//! Citations of works in the shape that tells them apart, printed by the engine in one batch. Which shape that is is
//! not decided here.

use std::collections::BTreeMap;

use super::engine::{CiteJob, Engine, Output};
use super::library::Entry;
use super::locator::LocatorKind;
use super::pieces::{self, Piece};
use super::variants::{Ambiguity, CiteForm, Given, Position, Stand, Suffixed};

/// What makes the citations of a work differ from those of others, everywhere in the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// How many names stand before “et al.”, where the style's number is not enough
    pub(super) shown: Option<u32>,
    /// The names with more than the style's form of them, by their order in print
    pub(super) given: BTreeMap<usize, Given>,
    /// Whether CSL's `disambiguate="true"` holds
    pub(super) ambiguity: Ambiguity,
    /// The letters after the year
    pub(super) suffix: Option<String>,
}

/// A citation to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Job {
    /// The index of the work
    pub(super) entry: usize,
    /// Which citation of the work it is
    pub(super) stand: Stand,
    /// With what kind of locator
    pub(super) locator: Option<LocatorKind>,
}

impl Job {
    /// A citation of the whole work.
    pub(super) fn whole(entry: usize, position: Position) -> Self {
        Self { entry, stand: Stand { position, ..Stand::default() }, locator: None }
    }
}

impl Shape {
    /// Whether the work has a year suffix.
    pub(super) fn suffixed(&self) -> Suffixed {
        if self.suffix.is_some() { Suffixed::Yes } else { Suffixed::No }
    }

    fn form(&self, job: &Job, given: Given) -> CiteForm {
        CiteForm {
            stand: job.stand,
            shown: self.shown,
            given,
            ambiguity: self.ambiguity,
            suffix: self.suffixed(),
        }
    }
}

/// Prints citations, each in the shape of its work, in the order of the jobs.
pub(super) fn cites(
    engine: &mut Engine,
    entries: &[Entry<'_>],
    shapes: &[Shape],
    jobs: &[Job],
) -> Vec<Output> {
    let mut outputs = batch(engine, entries, shapes, jobs, Given::Style);
    for given in [Given::Initials, Given::Full] {
        let wanted: Vec<usize> =
            (0..jobs.len()).filter(|n| shapes[jobs[*n].entry].given.values().any(|g| *g == given)).collect();
        let longer: Vec<Job> = wanted.iter().map(|n| jobs[*n]).collect();
        let longer = batch(engine, entries, shapes, &longer, given);
        for (n, longer) in wanted.into_iter().zip(longer) {
            let shape = &shapes[jobs[n].entry];
            if let (Some(pieces), Some(longer)) = (&outputs[n], longer) {
                let names = |ordinal: usize| shape.given.get(&ordinal) == Some(&given);
                outputs[n] = Some(splice(pieces, &longer, names));
            }
        }
    }
    for (output, job) in outputs.iter_mut().zip(jobs) {
        if let (Some(pieces), Some(letters)) = (output, &shapes[job.entry].suffix) {
            pieces::suffix(pieces, letters, entries[job.entry].made.year.as_deref());
        }
    }
    outputs
}

/// Prints citations with one form of given names for all names.
pub(super) fn batch(
    engine: &mut Engine,
    entries: &[Entry<'_>],
    shapes: &[Shape],
    jobs: &[Job],
    given: Given,
) -> Vec<Output> {
    let jobs: Vec<CiteJob<'_>> = jobs
        .iter()
        .map(|job| CiteJob {
            work: &entries[job.entry].made,
            form: shapes[job.entry].form(job, given),
            locator: job.locator,
        })
        .collect();
    engine.cites(&jobs)
}

/// Takes some names from another print of the same citation.
fn splice(pieces: &[Piece], longer: &[Piece], wanted: impl Fn(usize) -> bool) -> Vec<Piece> {
    let ordinal = |piece: &Piece| piece.marks.name.map(|name| name.ordinal).filter(|n| wanted(*n));
    let mut out = Vec::new();
    let mut last = None;
    for piece in pieces {
        let name = ordinal(piece);
        match name {
            Some(n) if last != name => {
                let instead = longer.iter().filter(|piece| ordinal(piece) == Some(n));
                instead.for_each(|piece| pieces::push(&mut out, piece.clone()));
            }
            Some(_) => {}
            None => pieces::push(&mut out, piece.clone()),
        }
        last = name;
    }
    out
}
