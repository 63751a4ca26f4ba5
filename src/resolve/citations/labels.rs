//! Disambiguation: what makes each work's citations differ from all others, decided once for the whole reader, so that a
//! label means the same work on every page (CSL 1.0.2, “Disambiguation”). How citations are joined is not known here.
//!
//! 1. Names that two persons share get their given names, where the style's rule is about names.
//! 2. Works whose citations are equal get more names,
//! 3. then given names, where the rule is about citations,
//! 4. then what the style keeps for `disambiguate="true"`,
//! 5. and then letters after the year, in the order of the bibliography.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use citationberg::{DisambiguationRule, StyleClass};

use super::engine::{Engine, Output};
use super::library::Entry;
use super::pieces::{self, Piece, Sign};
use super::print::{self, Job, Shape};
use super::variants::{Ambiguity, AmbiguityUse, Given, Position};

/// Decides the shape of each work among those that are cited; `ranks` is the order of the bibliography.
pub(super) fn shapes(
    engine: &mut Engine,
    entries: &[Entry<'_>],
    cited: &[usize],
    ranks: &[usize],
) -> Vec<Shape> {
    let mut desk = Desk { engine, entries, shapes: vec![Shape::default(); entries.len()] };
    let mut texts = labels(&mut desk, cited);
    let rule = desk.rule();
    if let Some(rule) = rule.filter(|rule| *rule != DisambiguationRule::ByCite) {
        let changed = names::by_name(&mut desk, &texts, rule);
        let printed = desk.print(&changed, Given::Style);
        texts.extend(changed.into_iter().zip(printed).filter_map(|(entry, output)| Some((entry, output?))));
    }
    let mut groups = ambiguous(texts.iter().map(|(entry, pieces)| (*entry, pieces::text(pieces))));
    if desk.engine.blueprint.style.citation.disambiguate_add_names {
        groups = names::add(&mut desk, groups, &texts);
    }
    if rule == Some(DisambiguationRule::ByCite) {
        groups = names::by_cite(&mut desk, groups);
    }
    groups = by_condition(&mut desk, groups);
    by_year(&mut desk, groups, ranks);
    desk.shapes
}

/// The citations of the known works whose labels could be equal.
fn labels(desk: &mut Desk<'_, '_>, cited: &[usize]) -> BTreeMap<usize, Vec<Piece>> {
    let known: Vec<usize> =
        cited.iter().copied().filter(|entry| desk.entries[*entry].printed.is_none()).collect();
    let outputs = desk.print(&known, Given::Style);
    let printed = known.into_iter().zip(outputs).filter_map(|(entry, output)| Some((entry, output?)));
    // Numbers tell works apart by themselves.
    let numbered = |pieces: &[Piece]| pieces.iter().any(|piece| piece.marks.sign == Sign::Number);
    printed.filter(|(_, pieces)| !pieces.is_empty() && !numbered(pieces)).collect()
}

/// The position whose citations are told apart: notes are cited in full, other citations as they mostly stand.
pub(super) fn usual_position(engine: &Engine) -> Position {
    let in_text = engine.blueprint.style.settings.class == StyleClass::InText;
    if in_text && engine.blueprint.positions.tells_later() { Position::Subsequent } else { Position::First }
}

/// What disambiguation works with.
struct Desk<'a, 'b> {
    engine: &'a mut Engine,
    entries: &'a [Entry<'b>],
    shapes: Vec<Shape>,
}

impl Desk<'_, '_> {
    fn print(&mut self, entries: &[usize], given: Given) -> Vec<Output> {
        let position = usual_position(self.engine);
        let jobs: Vec<Job> = entries.iter().map(|entry| Job::whole(*entry, position)).collect();
        match given {
            Given::Style => print::cites(self.engine, self.entries, &self.shapes, &jobs),
            given => print::batch(self.engine, self.entries, &self.shapes, &jobs, given),
        }
    }

    fn rule(&self) -> Option<DisambiguationRule> {
        let citation = &self.engine.blueprint.style.citation;
        citation.disambiguate_add_givenname.then_some(citation.givenname_disambiguation_rule)
    }
}

/// The groups of works that have the same text.
fn ambiguous(texts: impl Iterator<Item = (usize, String)>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (entry, text) in texts {
        groups.entry(text).or_default().push(entry);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn by_condition(desk: &mut Desk<'_, '_>, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    if desk.engine.blueprint.ambiguity == AmbiguityUse::Untested {
        return groups;
    }
    let mut left = Vec::new();
    let all: Vec<usize> = groups.iter().flatten().copied().collect();
    for entry in &all {
        desk.shapes[*entry].ambiguity = Ambiguity::Yes;
    }
    let outputs = desk.print(&all, Given::Style);
    let text = |output: &Output| output.as_deref().map(pieces::text).unwrap_or_default();
    let mut texts = all.iter().copied().zip(outputs.iter().map(text));
    for group in groups {
        let texts: Vec<(usize, String)> = texts.by_ref().take(group.len()).collect();
        let rest = ambiguous(texts.into_iter());
        if rest.first().is_some_and(|rest| rest.len() == group.len()) {
            // It tells none of them from another.
            for entry in group {
                desk.shapes[entry].ambiguity = Ambiguity::No;
            }
        }
        left.extend(rest);
    }
    left
}

fn by_year(desk: &mut Desk<'_, '_>, groups: Vec<Vec<usize>>, ranks: &[usize]) {
    if !desk.engine.blueprint.style.citation.disambiguate_add_year_suffix {
        return;
    }
    // What sources print of works that they never list: no other work may get that label.
    let taken: BTreeSet<(&str, &str)> = desk
        .entries
        .iter()
        .filter_map(|entry| entry.printed.as_ref())
        .map(|printed| (printed.author, printed.year))
        .collect();
    let firsts: Vec<usize> = groups.iter().filter_map(|group| group.first().copied()).collect();
    let outputs = desk.print(&firsts, Given::Style);
    for (mut group, output) in groups.into_iter().zip(outputs) {
        let author = output.as_deref().map(author).unwrap_or_default();
        group.sort_by_key(|entry| ranks[*entry]);
        let mut next = 0;
        for entry in group {
            let year = desk.entries[entry].made.year.as_deref().unwrap_or_default();
            while taken.contains(&(author.as_str(), format!("{year}{}", letters(next)).as_str())) {
                next += 1;
            }
            desk.shapes[entry].suffix = Some(letters(next));
            next += 1;
        }
    }
}

fn author(pieces: &[Piece]) -> String {
    pieces.iter().filter(|piece| piece.marks.author).map(|piece| piece.text.as_str()).collect()
}

/// `a` to `z`, then `aa`, `ab`, …
fn letters(mut n: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(n % 26).unwrap_or_default()));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_never_run_out() {
        let check = |n, expected| assert_eq!(letters(n), expected);
        check(0, "a");
        check(25, "z");
        check(26, "aa");
        check(27, "ab");
        check(701, "zz");
        check(702, "aaa");
    }
}
