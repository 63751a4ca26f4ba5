//! Which citation of its work each cite is (CSL 1.0.2, “Choose”, `position`): the engine keeps no history, so it is kept
//! here. What a style says at a position is not known.
//!
//! Citations follow each other as a reader meets them: those in notes in the order of the notes, the author's and the
//! citations' own in one sequence. A note without citations, or one that is lost, stands between two others as any note
//! does, so that no “ibid.” leads past it.

use std::collections::HashMap;

use super::library::{CitingText, Resolved};
use super::variants::{Nearness, Noted, Position, Stand};
use crate::model::citation::{Cite, Locator};
use crate::model::ids::CitationId;
use crate::model::links::Notes;
use crate::model::text::Within;

/// Which citation of its work a cite is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// What a style can know of it
    pub(super) stand: Stand,
    /// The index of the note that cites the work first, for a later citation in another note
    pub(super) first: Option<usize>,
}

/// The places of the cites of a text, by citation and cite. `order` gives the order in which a citation prints its cites.
pub(super) fn places(
    text: &CitingText<'_>,
    notes: Option<&Notes>,
    near: usize,
    order: impl Fn(&Resolved<'_>) -> Vec<usize>,
) -> Vec<Vec<Place>> {
    let mut places: Vec<Vec<Place>> =
        text.citations.iter().map(|resolved| vec![Place::default(); resolved.works.len()]).collect();
    let mut history = History { near, ..History::default() };
    for (citation, note) in sequence(text, notes) {
        let Some(resolved) = text.citations.get(citation) else { continue };
        history.enter(note);
        for cite in order(resolved) {
            let work = resolved.works.get(cite).copied().flatten();
            let place = history.cite(work, resolved.citation.items.get(cite));
            if let Some(slot) = places.get_mut(citation).and_then(|places| places.get_mut(cite)) {
                *slot = place;
            }
        }
    }
    places
}

/// The citations as a reader meets them, each with the index of its note; `notes` is given where a style cites in them.
fn sequence(text: &CitingText<'_>, notes: Option<&Notes>) -> Vec<(usize, Option<usize>)> {
    let Some(notes) = notes else { return (0..text.citations.len()).map(|n| (n, None)).collect() };
    let written: HashMap<usize, usize> =
        notes.list.iter().enumerate().filter_map(|(place, note)| Some((note.definition()?, place))).collect();
    let note = |n: u32, resolved: &Resolved<'_>| match resolved.citation.within {
        Within::Body(_) => notes.cited.get(&CitationId(n)).copied(),
        Within::Note(index) => written.get(&(index as usize)).copied(),
    };
    let mut sequence: Vec<(usize, Option<usize>)> =
        (0..).zip(&text.citations).map(|(n, resolved)| (n as usize, note(n, resolved))).collect();
    sequence.sort_by_key(|(_, note)| note.unwrap_or(usize::MAX));
    sequence
}

/// What has been cited so far.
#[derive(Debug, Default)]
struct History<'a> {
    /// How many notes back a citation is near
    near: usize,
    /// The notes of the first and the last citation of each work
    known: HashMap<usize, (Option<usize>, Option<usize>)>,
    /// The note of the present citation
    note: Option<usize>,
    /// The cites of the present citation so far
    here: Vec<Known<'a>>,
    /// The citation before it
    before: Vec<Known<'a>>,
    /// Its note
    before_note: Option<usize>,
    /// How many citations that note has
    before_count: usize,
}

/// A cite that was met: its work, and its locator.
type Known<'a> = (Option<usize>, Option<&'a Locator>);

impl<'a> History<'a> {
    /// Begins a citation.
    fn enter(&mut self, note: Option<usize>) {
        if !self.here.is_empty() {
            self.before = std::mem::take(&mut self.here);
            let same = self.before_note == self.note && self.before_count > 0;
            self.before_count = if same { self.before_count + 1 } else { 1 };
            self.before_note = self.note;
        }
        self.note = note;
    }

    /// Adds a cite to the present citation.
    fn cite(&mut self, work: Option<usize>, cite: Option<&'a Cite>) -> Place {
        let locator = cite.and_then(|cite| cite.locator.as_ref());
        let place = work.map(|work| self.place(work, locator)).unwrap_or_default();
        self.here.push((work, locator));
        if let Some(work) = work {
            let (_, last) = self.known.entry(work).or_insert((self.note, self.note));
            *last = self.note;
        }
        place
    }

    fn place(&self, work: usize, locator: Option<&Locator>) -> Place {
        let Some((first, last)) = self.known.get(&work).copied() else { return Place::default() };
        let is_near = match (last, self.note) {
            (Some(last), Some(note)) => note.abs_diff(last) <= self.near,
            _ => true,
        };
        let first = first.filter(|_| first != self.note);
        let stand = Stand {
            position: self.preceding(work).map_or(Position::Subsequent, |before| again(before.1, locator)),
            nearness: if is_near { Nearness::Near } else { Nearness::Far },
            noted: if first.is_some() { Noted::Yes } else { Noted::No },
        };
        Place { stand, first }
    }

    /// The cite just before, if it is of the same work and no reader could take another one for it.
    fn preceding(&self, work: usize) -> Option<&Known<'a>> {
        let before = match (self.here.last(), self.before.as_slice()) {
            (Some(before), _) => before,
            (None, [before]) if self.follows() => before,
            _ => return None,
        };
        Some(before).filter(|before| before.0 == Some(work))
    }

    /// Whether the present citation stands in the same note as the one before it, or in the next one after a note with
    /// that citation alone.
    fn follows(&self) -> bool {
        match (self.before_note, self.note) {
            (Some(before), Some(note)) if before != note => before + 1 == note && self.before_count == 1,
            (before, note) => before == note,
        }
    }
}

/// The position of a cite whose work has just been cited.
fn again(before: Option<&Locator>, locator: Option<&Locator>) -> Position {
    match (before, locator) {
        (Some(_), None) => Position::Subsequent,
        (before, Some(_)) if before != locator => Position::IbidWithLocator,
        _ => Position::Ibid,
    }
}
