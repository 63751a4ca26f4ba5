//! Note markers in running text: numbers and symbols that stick to words, found as a sequence over a whole text; how the
//! notes were found that they lead to is not known here.
//!
//! 1. [`candidates`] gathers every number that could be a marker, with how much its surroundings speak for it.
//! 2. [`chain`] finds the sequence that explains most of them, in one style of marking, and with the numbers of the
//!    notes where there is a list of them.
//! 3. [`symbols`] finds `*`, `†` and the like, where notes begin with them.
//!
//! So years, decimals, figures and the numbers of resolutions are left alone: they do not continue the sequence.

mod candidates;
mod chain;
mod context;
mod symbols;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use candidates::{Candidate, Style};

/// A place in one of the texts that were searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Which text
    pub(crate) passage: usize,
    /// Its bytes there
    pub(crate) range: Range<usize>,
}

/// One marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stands; a space that parts it from its word belongs to it
    pub(crate) spot: Spot,
    /// The labels of its notes: mostly one
    pub(crate) labels: Vec<String>,
}

/// Something that the sequence leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// No marker was found for a number of the sequence; these places have the number
    Gap(String, Vec<Spot>),
    /// A number was taken for a marker although its surroundings do not look so
    Weak(String, Spot),
    /// A number was taken for a marker, and stands as well in other places where it could be one
    Ambiguous(String, Spot, Vec<Spot>),
    /// Numbers look like markers and make no sequence, so they were left as they are
    NoSequence(Vec<Spot>),
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Markers {
    /// The markers, in the order of the text
    pub(crate) marks: Vec<Mark>,
    /// What is open
    pub(crate) doubts: Vec<Doubt>,
}

/// The highest number that a note is thought to have.
const HIGHEST: u32 = 4999;

/// Finds the markers of a text; `labels` are those of its notes, as far as a list of them was found.
pub(crate) fn markers(passages: &[&str], labels: &[String]) -> Markers {
    let numbers: BTreeSet<u32> =
        labels.iter().filter_map(|label| label.parse().ok()).filter(|number| *number <= HIGHEST).collect();
    let found = candidates::candidates(passages);
    let mut markers = best(&found, &numbers).map_or_else(Markers::default, |(style, chain)| Markers {
        marks: marks(&found, &chain),
        doubts: doubts(&found, &chain, style, &numbers),
    });
    if markers.marks.is_empty() {
        markers.doubts.extend(chain::no_sequence(&found));
    }
    markers.marks.extend(symbols::marks(passages, labels));
    markers.marks.extend(symbols::lettered(passages, labels));
    markers.marks.sort_by_key(|mark| (mark.spot.passage, mark.spot.range.start));
    markers
}

/// The items of a list that go on from one another: their indices, of numbers and of how much speaks for each.
pub(crate) fn sequence(items: &[(u32, i64)]) -> Vec<usize> {
    let items = items.iter().enumerate().map(|(index, (number, strength))| (index, *number, *strength));
    chain::sequence(items, &BTreeSet::new())
}

/// The style of marking that explains the text best, and its sequence: indices of candidates.
fn best(found: &[Candidate], numbers: &BTreeSet<u32>) -> Option<(Style, Vec<usize>)> {
    let tried = Style::ALL.into_iter().filter_map(|style| {
        let chain = with_repetitions(found, chain::chain(found, style, numbers), style, numbers);
        let credible = chain::is_credible(found, &chain, style, numbers);
        credible.then(|| (chain::worth(found, &chain, numbers), style, chain))
    });
    // Of equals the first: styles are tried from the clearest on.
    let best = tried.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, style, chain)| (style, chain))
}

/// Brackets and raised digits may lead to one note again and again.
fn with_repetitions(
    found: &[Candidate],
    chain: Vec<usize>,
    style: Style,
    numbers: &BTreeSet<u32>,
) -> Vec<usize> {
    if !style.repeats() || numbers.is_empty() {
        return chain;
    }
    let mut all: BTreeSet<usize> = chain.into_iter().collect();
    let again = found.iter().enumerate().filter(|(_, candidate)| {
        candidate.style == style
            && candidate.strength >= candidates::FAIR
            && numbers.contains(&candidate.number)
    });
    all.extend(again.map(|(index, _)| index));
    all.into_iter().collect()
}

/// Candidates of one bracket, or of one run such as `1,2`, are one marker of several notes; where only some of them are
/// taken, the bracket is none.
fn marks(found: &[Candidate], chain: &[usize]) -> Vec<Mark> {
    let mut marks: BTreeMap<(usize, usize), (Mark, usize)> = BTreeMap::new();
    for candidate in chain.iter().filter_map(|&index| found.get(index)) {
        let spot = &candidate.spot;
        let (mark, _) = marks
            .entry((spot.passage, spot.range.start))
            .or_insert_with(|| (Mark { spot: spot.clone(), labels: Vec::new() }, candidate.company));
        mark.labels.push(candidate.number.to_string());
    }
    let whole = |(mark, company): (Mark, usize)| (mark.labels.len() == company).then_some(mark);
    marks.into_values().filter_map(whole).collect()
}

fn doubts(found: &[Candidate], chain: &[usize], style: Style, numbers: &BTreeSet<u32>) -> Vec<Doubt> {
    let taken: BTreeSet<u32> =
        chain.iter().filter_map(|&index| found.get(index)).map(|candidate| candidate.number).collect();
    let mut by_number: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, candidate) in found.iter().enumerate() {
        by_number.entry(candidate.number).or_default().push(index);
    }
    let mut doubts = gaps(found, chain, &by_number, numbers, &taken);
    for (place, &index) in chain.iter().enumerate() {
        let Some(candidate) = found.get(index) else {
            continue;
        };
        let label = candidate.number.to_string();
        if candidate.strength < 0 {
            doubts.push(Doubt::Weak(label.clone(), candidate.spot.clone()));
        }
        let from = place.checked_sub(1).and_then(|before| chain.get(before)).copied();
        let to = chain.get(place + 1).copied();
        let rivals = between(&by_number, candidate.number, from, to)
            .filter(|&other| other != index && (!style.repeats() || numbers.is_empty()))
            .filter_map(|other| found.get(other))
            .filter(|other| other.strength >= candidate.strength.max(candidates::FAIR));
        let rivals: Vec<Spot> = rivals.map(|other| other.spot.clone()).collect();
        if !rivals.is_empty() {
            doubts.push(Doubt::Ambiguous(label, candidate.spot.clone(), rivals));
        }
    }
    doubts
}

/// Numbers that the sequence skips, each with the places that have it between its neighbours.
fn gaps(
    found: &[Candidate],
    chain: &[usize],
    by_number: &BTreeMap<u32, Vec<usize>>,
    numbers: &BTreeSet<u32>,
    taken: &BTreeSet<u32>,
) -> Vec<Doubt> {
    let at: BTreeMap<u32, usize> =
        chain.iter().filter_map(|&index| Some((found.get(index)?.number, index))).collect();
    let last = numbers.last().or(taken.last()).copied().unwrap_or(0);
    let open = |number: &u32| !taken.contains(number) && (numbers.is_empty() || numbers.contains(number));
    let gap = |number: u32| {
        let from = at.range(..number).next_back().map(|(_, index)| *index);
        let to = at.range(number..).next().map(|(_, index)| *index);
        let spots = between(by_number, number, from, to).filter_map(|index| found.get(index));
        Doubt::Gap(number.to_string(), spots.take(4).map(|candidate| candidate.spot.clone()).collect())
    };
    (1..=last).filter(open).map(gap).collect()
}

/// The candidates of a number between two others.
fn between(
    by_number: &BTreeMap<u32, Vec<usize>>,
    number: u32,
    from: Option<usize>,
    to: Option<usize>,
) -> impl Iterator<Item = usize> {
    let all = by_number.get(&number).map_or(&[][..], Vec::as_slice);
    let start = from.map_or(0, |from| all.partition_point(|index| *index <= from));
    all.iter().skip(start).copied().take_while(move |index| to.is_none_or(|to| *index < to))
}
