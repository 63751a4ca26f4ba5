//! Author-date citations in running text → [`Citation`](crate::import::tree::Citation)s, with the works that no list
//! describes; numbers in brackets and note markers are not looked at here.
//!
//! 1. `texts` gives the running texts of a draft, `flat` each as one string; `typed` takes what is a citation already.
//! 2. `scan` finds what may be a citation: `groups` in brackets, `narrative` as a part of the sentence.
//! 3. `judge` weighs all of them together; what is doubtful stays text.
//! 4. `works` gives each work its key, by the list of references where there is one.
//! 5. `build` words the citations, and `flat` puts them in the place of what was printed.

mod authors;
mod bodies;
mod build;
mod flat;
mod groups;
mod judge;
mod locators;
mod narrative;
mod persons;
mod renamed;
mod scan;
mod subjects;
mod texts;
mod typed;
mod vocabulary;
mod works;
mod years;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use std::collections::BTreeSet;

use crate::import::draft::Draft;
use crate::import::recognise::fold;
use crate::import::recognise::tokens::Tokens;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::work::Work;

use groups::RawCite;
use judge::{Evidence, Verdict};
use scan::{Candidate, Shape};
use texts::Setting;
use works::{Match, Works};
use years::Year;

/// Turns the author-date citations of a draft into [`Citation`](crate::import::tree::Citation)s. Works that neither its
/// list of references nor the bibliography describes are entered in its apparatus; doubts are placed by the line of
/// their block.
pub(in crate::import) fn recognise(draft: &mut Draft, bibliography: &[Work], place: &dyn Fn(usize) -> Place) {
    let titles = works::titles(bibliography);
    let mut other = BTreeMap::new();
    draft.references.retain(|reference| match works::known(&titles, reference) {
        Some(key) => {
            other.insert(reference.key.clone(), key.to_owned());
            false
        }
        None => true,
    });
    renamed::rename(draft, &other);
    let mut works = Works::of(&draft.references, bibliography);
    let notes = draft.notes.len();
    let mut texts = texts::texts(draft);
    let keys: BTreeSet<&str> = bibliography.iter().map(|work| work.key.as_str()).collect();
    for text in &mut texts {
        typed::take(text.inlines, &keys);
    }
    let flats: Vec<_> = texts.iter().map(|text| flat::text(text.inlines)).collect();
    let mut found = find(&flats, &texts);
    let evidence = Evidence::of(&found, &works, notes);
    for one in &mut found {
        settle(&mut one.candidate, &works, &evidence);
        cut(&mut one.candidate, &works);
    }
    let mut doubts = Vec::new();
    found.retain(|one| match verdict(one, &works, &evidence) {
        Verdict::Believed => true,
        Verdict::Doubted => {
            doubts.push(doubt(one, &flats, &works, place));
            false
        }
        Verdict::Refused => false,
    });
    enter(&found, &mut works);
    let mut cuts: Vec<Vec<_>> = flats.iter().map(|_| Vec::new()).collect();
    for one in &found {
        if let (Some(flat), Some(cuts)) = (flats.get(one.text), cuts.get_mut(one.text)) {
            cuts.extend(build::citation(&one.candidate, flat, &works));
        }
    }
    for (text, cuts) in texts.iter_mut().zip(cuts).filter(|(_, cuts)| !cuts.is_empty()) {
        *text.inlines = flat::replace(std::mem::take(text.inlines), cuts);
    }
    draft.apparatus.works.extend(works.unlisted());
    draft.doubts.extend(doubts);
}

/// Whether a name is a body's: a ministry, an office, a newspaper.
pub(super) fn is_body(name: &str) -> bool {
    let words: Vec<_> = name.split_whitespace().collect();
    let capitals = words.iter().all(|word| !word.starts_with(char::is_lowercase));
    !name.contains(';')
        && words.len() > 1
        && bodies::speaks_for(&words) == Some(subjects::Subject::Body)
        && (!name.contains(',') || !capitals)
}

/// Whether a name is a publisher's.
pub(super) fn is_publisher(name: &str) -> bool {
    let words: Vec<_> = name.split_whitespace().collect();
    bodies::speaks_for(&words) == Some(subjects::Subject::Publisher)
}

/// The part of a key that a name makes which is one string.
pub(super) fn slug_of_name(name: &str) -> String {
    let tokens = Tokens::of(name);
    let read = authors::read(&tokens, 0, tokens.len());
    let slug = read.and_then(|authors| authors.names.into_iter().next()).map(|name| name.slug);
    slug.unwrap_or_else(|| fold::slug(name))
}

/// Reads a year at a token: the first, where letters stand for several.
pub(super) fn read_year(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(Year, usize)> {
    let (years, next) = years::read(tokens, at, end)?;
    Some((years.into_iter().next()?, next))
}

/// A candidate and where it stands.
struct Found {
    /// The number of its text
    text: usize,
    setting: Setting,
    line: usize,
    candidate: Candidate,
}

fn find(flats: &[String], texts: &[texts::Text<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, (flat, text)) in flats.iter().zip(texts).enumerate() {
        // Most paragraphs have no bracket, and need not be cut into tokens.
        if !flat.contains(['(', '[', '（', '［', '【', '〔']) {
            continue;
        }
        let one = |candidate| Found { text: at, setting: text.setting, line: text.line, candidate };
        found.extend(scan::candidates(&Tokens::of(flat)).into_iter().map(one));
    }
    found
}

/// Decides where the authors of a narrative citation begin: where the likely name begins, or another that is known.
fn settle(candidate: &mut Candidate, works: &Works, evidence: &Evidence) {
    let Shape::Narrative { options, likely, .. } = &mut candidate.shape else { return };
    let with = |at: usize| {
        let (_, authors) = options.get(at)?;
        let cite = candidate.cites.first()?;
        Some(RawCite { authors: authors.clone(), ..cite.clone() })
    };
    let known = |cite: &RawCite| matches!(works.find(cite), Match::One(_) | Match::Several(_));
    let order = || options.get(*likely).map(|_| *likely).into_iter().chain((0..options.len()).rev());
    let chosen = order()
        .find(|at| with(*at).is_some_and(|cite| known(&cite)))
        .or_else(|| order().find(|at| with(*at).is_some_and(|cite| evidence.is_certain(&cite))));
    let Some(chosen) = chosen else { return };
    let (Some(first), Some((_, authors))) = (candidate.cites.first().cloned(), options.get(chosen)) else {
        return;
    };
    for cite in candidate.cites.iter_mut().filter(|cite| cite.authors == first.authors) {
        cite.authors = authors.clone();
    }
    *likely = chosen;
}

/// Takes words for a prefix that look like the first of several authors, where the others are those of a known work:
/// `JAX, Bradbury et al. 2018`.
fn cut(candidate: &mut Candidate, works: &Works) {
    if candidate.shape != Shape::Bracket {
        return;
    }
    for cite in &mut candidate.cites {
        let mut shorter = cite.clone();
        while works.find(&shorter) == Match::None
            && let Some(authors) = shorter.authors.without_first()
        {
            let (word, _) = shorter.authors.printed.split_once(", ").unwrap_or_default();
            let space = if shorter.prefix.is_empty() { "" } else { " " };
            shorter.prefix = format!("{}{space}{word},", shorter.prefix);
            shorter.authors = authors;
        }
        if matches!(works.find(&shorter), Match::One(_)) {
            *cite = shorter;
        }
    }
}

fn verdict(one: &Found, works: &Works, evidence: &Evidence) -> Verdict {
    let candidate = &one.candidate;
    let matches: Vec<_> = match &candidate.shape {
        Shape::Years(near) => candidate.cites.iter().map(|cite| works.near(near, &cite.year)).collect(),
        Shape::Narrative { likely: usize::MAX, .. } => return Verdict::Refused,
        _ => candidate.cites.iter().map(|cite| works.find(cite)).collect(),
    };
    evidence.judge(candidate, one.setting, &matches)
}

/// Enters the works of believed citations: first those whose authors are named in full, so that `Foot et al.` finds them.
fn enter(found: &[Found], works: &mut Works) {
    let cites = || {
        let named = found.iter().filter(|one| !matches!(one.candidate.shape, Shape::Years(_)));
        named.flat_map(|one| &one.candidate.cites)
    };
    for cite in cites().filter(|cite| !cite.authors.et_al) {
        works.enter(cite);
    }
    for cite in cites().filter(|cite| cite.authors.et_al) {
        works.enter(cite);
    }
}

fn doubt(one: &Found, flats: &[String], works: &Works, place: &dyn Fn(usize) -> Place) -> Diagnostic {
    build::doubt(&one.candidate, flats.get(one.text).map_or("", String::as_str), works, place(one.line))
}
