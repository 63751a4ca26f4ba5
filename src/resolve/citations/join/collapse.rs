//! Cites that stand together, and what is then said once for all of them (CSL 1.0.2, “Cite Grouping” and “Cite Collapsing”).

use std::collections::HashMap;

use citationberg::Collapse;

use super::{Joining, Part, is_free};
use crate::resolve::citations::pieces;
use crate::resolve::citations::shown::{Located, Shown};

impl Joining {
    /// Cites of one author after each other name the author once.
    pub(super) fn collapse_years(&self, cites: Vec<Shown>) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut author = String::new();
        let mut collapsed = false;
        for mut cite in cites {
            let this = pieces::text(&cite.author);
            let joins = !this.is_empty()
                && this == author
                && cite.prefix.trim().is_empty()
                && !cite.rest.is_empty()
                && pieces::text(&cite.whole) != pieces::text(&cite.rest);
            // After a locator a comma would be misread.
            let closed = parts
                .last()
                .is_some_and(|last| last.cite.locator == Located::Yes || !last.cite.suffix.trim().is_empty());
            let delimiter = match (joins, closed, collapsed) {
                _ if parts.is_empty() => String::new(),
                (true, false, _) => self.group_delimiter.clone(),
                (false, _, true) => self.after_collapse.clone(),
                _ => self.delimiter.clone(),
            };
            if joins && self.collapse.is_some() {
                cite.whole.clone_from(&cite.rest);
            }
            collapsed = joins && self.collapse.is_some();
            author = this;
            let letters = parts.last().filter(|last| joins && one_year(&last.cite, &cite));
            let letters = letters.and_then(|_| cite.letters.clone()).filter(|_| self.joins_letters());
            if let Some(letters) = letters {
                cite.whole = pieces::like(&cite.rest, &letters);
                parts.push(Part { delimiter: self.suffix_delimiter.clone(), cite });
            } else {
                parts.push(Part { delimiter, cite });
            }
        }
        if self.collapse == Some(Collapse::YearSuffixRanged) { ranged(parts) } else { parts }
    }

    fn joins_letters(&self) -> bool {
        matches!(self.collapse, Some(Collapse::YearSuffix | Collapse::YearSuffixRanged))
    }

    /// Three numbers or more that follow each other become a range.
    pub(super) fn collapse_numbers(&self, cites: Vec<Shown>) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut cites = cites.into_iter().peekable();
        let mut collapsed = false;
        while let Some(cite) = cites.next() {
            let delimiter = match (parts.is_empty(), collapsed) {
                (true, _) => String::new(),
                (_, true) if !self.after_collapse.is_empty() => self.after_collapse.clone(),
                _ => self.delimiter.clone(),
            };
            let mut run = vec![cite];
            while let Some(next) = cites.next_if(|next| run.last().is_some_and(|last| follows(last, next))) {
                run.push(next);
            }
            collapsed = run.len() > 2;
            if collapsed {
                let last = run.pop();
                run.truncate(1);
                parts.extend(run.into_iter().map(|cite| Part { delimiter: delimiter.clone(), cite }));
                parts.extend(last.into_iter().map(|cite| Part { delimiter: "–".to_owned(), cite }));
            } else {
                let between = |n| if n == 0 { delimiter.clone() } else { self.delimiter.clone() };
                parts.extend(
                    run.into_iter().enumerate().map(|(n, cite)| Part { delimiter: between(n), cite }),
                );
            }
        }
        parts
    }
}

/// Whether two cites are years with letters and nothing else, of one year: `2019a`, `2019b`.
fn one_year(last: &Shown, cite: &Shown) -> bool {
    let year = |cite: &Shown| {
        let rest = pieces::text(&cite.rest);
        cite.letters.as_deref().and_then(|letters| rest.strip_suffix(letters).map(str::to_owned))
    };
    last.suffix.trim().is_empty() && year(last).is_some_and(|found| year(cite) == Some(found))
}

/// Three letters or more that follow each other become a range: `2019a–c`.
fn ranged(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut run = 0;
    for part in parts {
        let next = out.last().is_some_and(|last| next_letter(&last.cite, &part.cite));
        run = if next { run + 1 } else { 0 };
        if run >= 2 {
            // The last of the run so far is in its middle.
            out.pop();
            out.push(Part { delimiter: "–".to_owned(), cite: part.cite });
        } else {
            out.push(part);
        }
    }
    out
}

/// Whether a cite is nothing but the letter after that of the last one.
fn next_letter(last: &Shown, cite: &Shown) -> bool {
    let letter = |cite: &Shown| {
        let mut letters = cite.letters.as_deref().unwrap_or_default().chars();
        letters.next().filter(|_| letters.next().is_none())
    };
    let alone = cite.letters.as_deref() == Some(pieces::text(&cite.whole).as_str());
    alone && letter(last).zip(letter(cite)).is_some_and(|(a, b)| u32::from(a) + 1 == u32::from(b))
}

/// Moves cites up behind the first of the same author, but none past words. A cite with words after it is the last of
/// its author.
pub(super) fn gathered(cites: Vec<Shown>) -> Vec<Shown> {
    let mut out: Vec<Shown> = Vec::with_capacity(cites.len());
    for run in runs(cites) {
        let mut places: Vec<Vec<Shown>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for cite in run {
            let author = pieces::text(&cite.author);
            let place = known.get(&author).copied().filter(|_| !author.is_empty());
            if let Some(group) = place.and_then(|place| places.get_mut(place)) {
                group.push(cite);
            } else {
                known.insert(author, places.len());
                places.push(vec![cite]);
            }
        }
        out.extend(places.into_iter().flatten());
    }
    out
}

/// The stretches of cites within which they may change places: the first one may have words before it.
fn runs(cites: Vec<Shown>) -> Vec<Vec<Shown>> {
    let mut runs: Vec<Vec<Shown>> = Vec::new();
    for cite in cites {
        let ended = |last: &Shown| !last.suffix.trim().is_empty() || last.work.is_none();
        match runs.last_mut() {
            Some(run) if is_free(&cite) && !run.last().is_some_and(ended) => run.push(cite),
            _ => runs.push(vec![cite]),
        }
    }
    runs
}

/// Whether two cites are numbers and nothing else, the second one more than the first.
fn follows(cite: &Shown, next: &Shown) -> bool {
    let bare = |cite: &Shown| {
        cite.locator == Located::No && cite.prefix.trim().is_empty() && cite.suffix.trim().is_empty()
    };
    bare(cite) && bare(next) && cite.number.is_some_and(|number| next.number == Some(number + 1))
}
