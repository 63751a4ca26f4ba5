//! Which candidates are believed: a document that cites by author and year does so often, and by the same names.

use std::collections::BTreeSet;

use super::Found;
use super::groups::RawCite;
use super::scan::{Candidate, Shape};
use super::texts::Setting;
use super::works::{Match, Works};

/// What a document shows of its way of citing.
pub(super) struct Evidence {
    /// Names and years of citations that cannot be anything else, and of listed works
    certain: BTreeSet<(String, String)>,
    /// The names alone
    names: BTreeSet<String>,
    /// How much a candidate must weigh to be believed
    limit: i32,
    /// Whether there is a list of works in which citations are to be looked for
    has_list: bool,
}

/// What a candidate must weigh to be believed for itself.
const CERTAIN: i32 = 3;

/// What becomes of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is a citation
    Believed,
    /// It may be one
    Doubted,
    /// It is none
    Refused,
}

impl Evidence {
    /// Weighs all candidates of a document together.
    pub(super) fn of(found: &[Found], works: &Works, notes: usize) -> Self {
        let mut evidence = Self {
            certain: BTreeSet::new(),
            names: BTreeSet::new(),
            limit: CERTAIN,
            has_list: works.len() >= 5,
        };
        let mut certain = 0;
        let mut likely = 0;
        for Found { setting, candidate, .. } in found {
            if matches!(candidate.shape, Shape::Years(_)) {
                continue;
            }
            let listed = listed(candidate, works);
            let weight = candidate.weight + if listed { 5 } else { 0 };
            if weight >= CERTAIN {
                candidate.cites.iter().for_each(|cite| evidence.note(cite));
            }
            if *setting == Setting::Body {
                certain += usize::from(weight >= CERTAIN);
                likely += usize::from(weight >= 0 && candidate.shape == Shape::Bracket);
            }
        }
        evidence.limit = limit(certain, likely, notes);
        evidence
    }

    fn note(&mut self, cite: &RawCite) {
        for name in cite.authors.names.first().into_iter().flat_map(|name| &name.aliases) {
            self.names.insert(name.clone());
            for year in &cite.year.forms {
                self.certain.insert((name.clone(), year.clone()));
            }
        }
    }

    /// What becomes of a candidate whose cites mean known works, or not.
    pub(super) fn judge(&self, candidate: &Candidate, setting: Setting, matches: &[Match]) -> Verdict {
        let known = matches.iter().filter(|found| matches!(found, Match::One(_))).count();
        let all = known == matches.len() && known > 0;
        let mut weight = candidate.weight;
        if matches!(candidate.shape, Shape::Years(_)) {
            return if all { Verdict::Believed } else { Verdict::Refused };
        }
        if all {
            weight += 5;
        } else if candidate.cites.iter().all(|cite| self.is_certain(cite)) {
            weight += 4;
        } else if candidate.cites.iter().all(|cite| self.is_named(cite)) {
            weight += 2;
        } else if self.has_list {
            weight -= 1;
        }
        if matches.iter().any(|found| matches!(found, Match::Several(_))) {
            return Verdict::Doubted;
        }
        let limit = if setting == Setting::Note { self.limit.max(CERTAIN) } else { self.limit };
        match weight {
            _ if weight >= limit => Verdict::Believed,
            0.. => Verdict::Doubted,
            _ if candidate.cites.iter().any(|cite| cite.year.is_telling()) && weight > -4 => Verdict::Doubted,
            _ => Verdict::Refused,
        }
    }

    /// Whether a name and a year are certain from elsewhere in the document.
    pub(super) fn is_certain(&self, cite: &RawCite) -> bool {
        let names = cite.authors.names.first().into_iter().flat_map(|name| &name.aliases);
        names.into_iter().any(|name| {
            cite.year.forms.iter().any(|year| self.certain.contains(&(name.clone(), year.clone())))
        })
    }

    fn is_named(&self, cite: &RawCite) -> bool {
        cite.authors
            .names
            .first()
            .into_iter()
            .flat_map(|name| &name.aliases)
            .any(|name| self.names.contains(name))
    }
}

/// Whether every work of a candidate is in a list.
fn listed(candidate: &Candidate, works: &Works) -> bool {
    !candidate.cites.is_empty()
        && candidate.cites.iter().all(|cite| matches!(works.find(cite), Match::One(_) | Match::Several(_)))
}

/// What a bare name and year must weigh: nothing where the document cites so all the time, and more the less it does.
/// A document with notes of its own names works in them, and years in brackets are then mostly dates.
fn limit(certain: usize, likely: usize, notes: usize) -> i32 {
    let enough = 3.max(notes / 5);
    match certain {
        _ if certain >= enough => 0,
        1.. if likely >= 2 * certain.max(2) && notes < 5 => 0,
        1.. => 2,
        0 if likely >= 4 && notes == 0 => 0,
        0 => CERTAIN,
    }
}
