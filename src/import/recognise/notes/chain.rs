//! The sequence of numbers that explains a text's markers best, in linear time but for a logarithm; where the numbers stand
//! and how good each is was settled before.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{Candidate, GOOD, Style};
use super::{Doubt, HIGHEST, Spot};

/// What a number costs that the sequence skips, where no list tells that there is such a note.
const GAP: i64 = 20;

/// What a note costs that no marker leads to.
const UNMARKED: i64 = 30;

/// What a marker costs whose note is not in the list.
const UNLISTED: i64 = 30;

/// The best sequence of one style: indices of candidates, their numbers growing.
pub(super) fn chain(found: &[Candidate], style: Style, numbers: &BTreeSet<u32>) -> Vec<usize> {
    let items = found.iter().enumerate().filter_map(|(index, candidate)| {
        let strength = style.strength(candidate)?;
        Some((index, candidate.number, i64::from(strength)))
    });
    sequence(items, numbers)
}

/// The best sequence of numbered items, each an index, a number and a strength; `numbers` are those that must occur.
pub(super) fn sequence(
    items: impl Iterator<Item = (usize, u32, i64)>,
    numbers: &BTreeSet<u32>,
) -> Vec<usize> {
    let items: Vec<_> = items.filter(|(_, number, _)| (1..=HIGHEST).contains(number)).collect();
    let highest = items.iter().map(|(_, number, _)| *number).max().unwrap_or(0);
    let costs = Costs::of(numbers, highest);
    let mut best = Best::up_to(highest);
    let mut before: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    let mut end: Option<(i64, usize)> = None;
    for (index, number, strength) in items {
        let (ahead, previous) = best.below(number);
        let score = strength + ahead - costs.up_to(number - 1) - costs.unlisted(number, numbers);
        // Every number goes on from the best sequence that ends below it, as if nothing were skipped so far.
        best.raise(number, score + costs.up_to(number), index);
        before.insert(index, previous);
        let whole = score - costs.rest(number);
        if end.is_none_or(|(best, _)| whole > best) {
            end = Some((whole, index));
        }
    }
    let mut chain = Vec::new();
    let mut at = end.map(|(_, index)| index);
    while let Some(index) = at {
        chain.push(index);
        at = before.get(&index).copied().flatten();
    }
    chain.reverse();
    chain
}

/// How much a sequence explains.
pub(super) fn worth(found: &[Candidate], chain: &[usize], numbers: &BTreeSet<u32>) -> i64 {
    let highest = chain.iter().filter_map(|&index| found.get(index)).map(|candidate| candidate.number).max();
    let costs = Costs::of(numbers, highest.unwrap_or(0));
    let members = || chain.iter().filter_map(|&index| found.get(index));
    let strengths: i64 = members().map(|candidate| i64::from(candidate.strength)).sum();
    let met: BTreeSet<u32> = members().map(|candidate| candidate.number).collect();
    let last = met.last().copied().unwrap_or(0);
    let met: i64 = met.into_iter().map(|number| costs.of_one(number)).sum();
    strengths - (costs.up_to(last) - met) - costs.rest(last)
}

/// Whether a sequence is more than chance.
pub(super) fn is_credible(
    found: &[Candidate],
    chain: &[usize],
    style: Style,
    numbers: &BTreeSet<u32>,
) -> bool {
    let members: Vec<&Candidate> = chain.iter().filter_map(|&index| found.get(index)).collect();
    let Some(last) = members.iter().max_by_key(|candidate| candidate.number) else {
        return false;
    };
    let strong = members.iter().filter(|candidate| candidate.strength >= GOOD).count();
    if !numbers.is_empty() {
        let met: BTreeSet<u32> = members.iter().map(|candidate| candidate.number).collect();
        let listed = met.intersection(numbers).count();
        return listed * 3 >= numbers.len() * style.share_of_three()
            && (strong > 0 || style == Style::Spaced);
    }
    let clear = match style {
        Style::Raised | Style::Bracketed => strong >= 1,
        Style::Circled | Style::Attached => strong >= 2,
        Style::Rounded | Style::Spaced => false,
    };
    let reach = usize::try_from(last.number).unwrap_or(usize::MAX);
    clear && members.len() * 3 >= reach.saturating_mul(2)
}

/// Numbers that look like markers, in a text where no sequence was found.
pub(super) fn no_sequence(found: &[Candidate]) -> Option<Doubt> {
    let strong = found.iter().filter(|candidate| candidate.strength >= GOOD);
    let spots: Vec<Spot> = strong.map(|candidate| candidate.spot.clone()).take(6).collect();
    (spots.len() >= 2).then_some(Doubt::NoSequence(spots))
}

/// What skipping numbers costs: sums from 1 on.
struct Costs {
    sums: Vec<i64>,
    listed: bool,
}

impl Costs {
    fn of(numbers: &BTreeSet<u32>, highest: u32) -> Self {
        let highest = highest.max(numbers.last().copied().unwrap_or(0));
        let mut sum = 0;
        let cost = |number: u32| match (numbers.is_empty(), numbers.contains(&number)) {
            (true, _) => GAP,
            (false, true) => UNMARKED,
            (false, false) => 0,
        };
        let sums = (0..=highest).map(|number| {
            sum += if number == 0 { 0 } else { cost(number) };
            sum
        });
        Self { sums: sums.collect(), listed: !numbers.is_empty() }
    }

    fn up_to(&self, number: u32) -> i64 {
        let at = usize::try_from(number).unwrap_or(usize::MAX).min(self.sums.len().saturating_sub(1));
        self.sums.get(at).copied().unwrap_or(0)
    }

    fn of_one(&self, number: u32) -> i64 {
        self.up_to(number) - self.up_to(number.saturating_sub(1))
    }

    /// What remains unmarked behind the last number.
    fn rest(&self, number: u32) -> i64 {
        if self.listed { self.up_to(HIGHEST) - self.up_to(number) } else { 0 }
    }

    fn unlisted(&self, number: u32, numbers: &BTreeSet<u32>) -> i64 {
        if self.listed && !numbers.contains(&number) { UNLISTED } else { 0 }
    }
}

/// The best sequences by their last number, for the question which is best below a number (a Fenwick tree).
struct Best {
    tree: Vec<(i64, Option<usize>)>,
}

impl Best {
    fn up_to(highest: u32) -> Self {
        let size = usize::try_from(highest).unwrap_or(0) + 2;
        Self { tree: vec![(i64::MIN, None); size] }
    }

    /// The best sequence whose last number is below `number`; none at all is worth nothing.
    fn below(&self, number: u32) -> (i64, Option<usize>) {
        let mut best = (0, None);
        let mut at = usize::try_from(number).unwrap_or(0);
        // Node `n` covers the numbers up to `n - 1`.
        while at > 0 {
            if let Some(node) = self.tree.get(at).filter(|node| node.1.is_some() && node.0 > best.0) {
                best = *node;
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, number: u32, score: i64, index: usize) {
        let mut at = usize::try_from(number).unwrap_or(0) + 1;
        while let Some(node) = self.tree.get_mut(at) {
            if node.1.is_none() || score > node.0 {
                *node = (score, Some(index));
            }
            at += at & at.wrapping_neg();
        }
    }
}
