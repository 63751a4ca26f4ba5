//! The words of citations that are believed, and of doubts about those that are not.

use std::ops::Range;

use super::groups::RawCite;
use super::scan::{Candidate, Shape};
use super::works::{self, Match, Works};
use crate::import::tree::{Citation, CitationForm, Cite};
use crate::model::code::Code;
use crate::model::diagnostic::{Diagnostic, Place};

/// The citation of a candidate whose works are known, and the bytes that it takes the place of.
pub(super) fn citation(candidate: &Candidate, text: &str, works: &Works) -> Option<(Range<usize>, Citation)> {
    let (start, form) = extent(candidate, text, works);
    let mut cites = Vec::with_capacity(candidate.cites.len());
    for cite in &candidate.cites {
        let found = match &candidate.shape {
            Shape::Years(near) => works.near(near, &cite.year),
            _ => works.find(cite),
        };
        let Match::One(at) = found else { return None };
        cites.push(Cite {
            prefix: cite.prefix.clone(),
            key: works.key(at).to_owned(),
            suffix: cite.suffix.clone(),
        });
    }
    let range = start..candidate.bracket.end;
    let printed = text.get(range.clone())?.to_owned();
    Some((range, Citation { cites, form, printed }))
}

/// A doubt about a candidate that stays text.
pub(super) fn doubt(candidate: &Candidate, text: &str, works: &Works, place: Place) -> Diagnostic {
    let (start, _) = extent(candidate, text, works);
    let printed = text.get(start..candidate.bracket.end).unwrap_or_default();
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    let several = candidate.cites.iter().find_map(|cite| match works.find(cite) {
        Match::Several(found) => Some(found),
        _ => None,
    });
    let (message, help) = if let Some(found) = several {
        let keys: Vec<_> = found.iter().map(|at| format!("`@{}`", works.key(*at))).collect();
        (
            format!("`{printed}` may mean several works, and stays text"),
            format!("it may be {}", keys.join(" or ")),
        )
    } else {
        let cites: Vec<_> = candidate.cites.iter().map(proposal).collect();
        let help = format!("if it is one, write `[{}]` and declare the work", cites.join("; "));
        (format!("`{printed}` may be a citation, and stays text"), help)
    };
    Diagnostic {
        code: Code::ImportCitation,
        severity: Code::ImportCitation.severity(),
        message,
        place,
        label: None,
        related: Vec::new(),
        help: Some(help),
    }
}

fn proposal(cite: &RawCite) -> String {
    let key = works::key(&cite.authors, &cite.year);
    if cite.suffix.is_empty() { format!("@{key}") } else { format!("@{key}, {}", cite.suffix) }
}

/// Where a citation begins, and how it stands: authors stay text unless the citation prints just their names.
fn extent(candidate: &Candidate, text: &str, works: &Works) -> (usize, CitationForm) {
    let bracket = candidate.bracket.start;
    match &candidate.shape {
        Shape::Bracket => (bracket, CitationForm::Bracketed),
        Shape::Years(_) => (bracket, CitationForm::YearOnly),
        Shape::Narrative { options, likely, possessive } => {
            let Some((start, authors)) = options.get(*likely) else {
                return (bracket, CitationForm::YearOnly);
            };
            let same = candidate.cites.iter().filter(|cite| cite.authors == *authors).count();
            let printed = text.get(*start..bracket).unwrap_or_default();
            let whole = printed.split_whitespace().eq(authors.printed.split_whitespace());
            let plain = whole && candidate.cites.first().is_some_and(|cite| works.prints(cite));
            if plain && same == 1 && !possessive {
                (*start, CitationForm::Narrative)
            } else {
                (bracket, CitationForm::YearOnly)
            }
        }
    }
}
