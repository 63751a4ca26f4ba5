//! Cites joined to citations: affixes, delimiters, collapse (CSL 1.0.2, “Cite Grouping” and “Cite Collapsing”). Which
//! works they are is known here by their ids alone.

use std::collections::HashMap;

use citationberg::{Collapse, FontStyle, FontVariant, FontWeight, IndependentStyle, StyleClass};
use citationberg::{TextDecoration, VerticalAlign};

use super::order::{Arrangement, arrangement};
use super::pieces::{self, push_run};
use super::shown::{Located, Shown};
use crate::model::citation::CitationForm;
use crate::model::rich::{Baseline, Lead, Look, Rich, RichRun};

/// How a style joins cites.
#[derive(Clone, Debug)]
pub(super) struct Joining {
    class: StyleClass,
    open: String,
    close: String,
    delimiter: String,
    group_delimiter: String,
    /// Whether cites of one author stand together (CSL 1.0.2, “Cite Grouping”)
    groups: bool,
    after_collapse: String,
    suffix_delimiter: String,
    collapse: Option<Collapse>,
    arrangement: Arrangement,
    look: Look,
}

impl Joining {
    /// Reads it from a style.
    pub(super) fn of(style: &IndependentStyle) -> Self {
        let citation = &style.citation;
        let layout = &citation.layout;
        let delimiter = layout.delimiter.clone().unwrap_or_default();
        let note = style.settings.class == StyleClass::Note;
        let affix = |affix: &Option<String>| affix.as_deref().unwrap_or_default().trim().to_owned();
        Self {
            class: style.settings.class,
            open: if note { "(".to_owned() } else { affix(&layout.prefix) },
            close: if note { ")".to_owned() } else { affix(&layout.suffix) },
            group_delimiter: citation.cite_group_delimiter.clone().unwrap_or_else(|| ", ".to_owned()),
            suffix_delimiter: citation.year_suffix_delimiter.clone().unwrap_or_else(|| delimiter.clone()),
            after_collapse: citation.after_collapse_delimiter.clone().unwrap_or_else(|| delimiter.clone()),
            delimiter: if delimiter.is_empty() { "; ".to_owned() } else { delimiter },
            collapse: citation.collapse,
            groups: citation.cite_group_delimiter.is_some()
                || citation.collapse.is_some_and(|collapse| collapse != Collapse::CitationNumber),
            arrangement: arrangement(citation.sort.as_ref()),
            look: Look {
                italic: layout.font_style.is_some_and(|style| style != FontStyle::Normal),
                bold: layout.font_weight == Some(FontWeight::Bold),
                small_caps: layout.font_variant == Some(FontVariant::SmallCaps),
                underline: layout.text_decoration == Some(TextDecoration::Underline),
                baseline: match layout.vertical_align {
                    Some(VerticalAlign::Sup) => Baseline::Super,
                    Some(VerticalAlign::Sub) => Baseline::Sub,
                    _ => Baseline::Normal,
                },
            },
        }
    }

    /// Joins the cites of a citation.
    pub(super) fn citation(&self, form: CitationForm, mut cites: Vec<Shown>) -> Rich {
        let mut runs = Vec::new();
        match form {
            CitationForm::Parenthetical => {
                self.arrange(&mut cites);
                if self.groups {
                    cites = gathered(cites);
                }
                self.bracketed(&mut runs, &self.parts(cites));
            }
            CitationForm::Narrative => self.narrative(&mut runs, cites),
        }
        Rich(runs)
    }

    /// The author in the sentence, then the rest and the other cites in brackets.
    fn narrative(&self, runs: &mut Vec<RichRun>, mut cites: Vec<Shown>) {
        let others = if cites.len() > 1 { cites.split_off(1) } else { Vec::new() };
        let Some(mut first) = cites.pop() else { return };
        words(runs, &first.prefix, Look::default());
        let lead = first.work.clone().map(Lead::Work);
        first.author.iter().for_each(|piece| push_run(runs, &piece.text, piece.look, lead.clone()));
        let mut parts = Vec::new();
        first.whole = match self.class {
            // A note names the author again: it is read by itself.
            StyleClass::Note => first.whole,
            StyleClass::InText => first.rest.clone(),
        };
        first.prefix.clear();
        if !first.whole.is_empty() || !first.suffix.trim().is_empty() {
            parts.push(Part { delimiter: String::new(), cite: first });
        }
        for part in self.parts(others) {
            let delimiter = match (parts.is_empty(), part.delimiter.is_empty()) {
                (false, true) => self.delimiter.clone(),
                _ => part.delimiter,
            };
            parts.push(Part { delimiter, cite: part.cite });
        }
        if !parts.is_empty() {
            push_run(runs, " ", Look::default(), None);
            self.bracketed(runs, &parts);
        }
    }

    fn bracketed(&self, runs: &mut Vec<RichRun>, parts: &[Part]) {
        let numbers = parts.iter().any(|part| part.cite.number.is_some());
        // Without affixes of its own a style relies on its numbers' brackets or height.
        let own = !self.open.is_empty() || !self.close.is_empty() || numbers;
        let (open, close) = if own { (self.open.as_str(), self.close.as_str()) } else { ("(", ")") };
        let look = if own { self.look } else { Look::default() };
        push_run(runs, open, look, None);
        for part in parts {
            push_run(runs, &part.delimiter, look, None);
            words(runs, &part.cite.prefix, Look::default());
            let lead = part.cite.work.clone().map(Lead::Work);
            let pieces = &part.cite.whole;
            for piece in pieces {
                push_run(runs, &piece.text, piece.look, lead.clone());
            }
            tail(runs, &part.cite.suffix);
        }
        if self.class == StyleClass::Note
            && let Some(last) = runs.last_mut()
        {
            last.text.truncate(last.text.trim_end_matches('.').len());
        }
        push_run(runs, close, look, None);
    }

    /// Puts cites into the style's order, but none past one that words bind to its place.
    fn arrange(&self, cites: &mut [Shown]) {
        for run in cites.chunk_by_mut(|a, b| is_free(a) && is_free(b)) {
            match self.arrangement {
                Arrangement::Cited => {}
                Arrangement::Ranks => run.sort_by_key(|cite| cite.rank),
                Arrangement::Numbers => run.sort_by_key(|cite| cite.number.unwrap_or(usize::MAX)),
            }
        }
    }

    /// The cites with what stands before each.
    fn parts(&self, cites: Vec<Shown>) -> Vec<Part> {
        match self.collapse {
            Some(Collapse::CitationNumber) => self.collapse_numbers(cites),
            Some(_) => self.collapse_years(cites),
            None if self.groups => self.collapse_years(cites),
            None => self.plain(cites),
        }
    }

    fn plain(&self, cites: Vec<Shown>) -> Vec<Part> {
        let part =
            |(n, cite)| Part { delimiter: if n == 0 { String::new() } else { self.delimiter.clone() }, cite };
        cites.into_iter().enumerate().map(part).collect()
    }

    /// Cites of one author after each other name the author once.
    fn collapse_years(&self, cites: Vec<Shown>) -> Vec<Part> {
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
    fn collapse_numbers(&self, cites: Vec<Shown>) -> Vec<Part> {
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

/// A cite with what stands before it.
struct Part {
    delimiter: String,
    cite: Shown,
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

/// Whether a cite has no words around it that bind it to its place.
fn is_free(cite: &Shown) -> bool {
    cite.prefix.trim().is_empty() && cite.suffix.trim().is_empty() && cite.work.is_some()
}

/// Moves cites up behind the first of the same author, but none past words. A cite with words after it is the last of
/// its author.
fn gathered(cites: Vec<Shown>) -> Vec<Shown> {
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

/// Words before a cite, with a space after them.
fn words(runs: &mut Vec<RichRun>, prefix: &str, look: Look) {
    let prefix = prefix.trim();
    push_run(runs, prefix, look, None);
    if !prefix.is_empty() && !prefix.ends_with(['(', '[', '“', '‘', '’', '\'', '/']) {
        push_run(runs, " ", look, None);
    }
}

/// Words after a cite, with a space before them unless they begin with punctuation.
fn tail(runs: &mut Vec<RichRun>, suffix: &str) {
    let suffix = suffix.trim();
    if suffix.is_empty() {
        return;
    }
    if !suffix.starts_with([',', ';', ':', '.', ')', ']', '’', '?', '!']) {
        push_run(runs, " ", Look::default(), None);
    }
    push_run(runs, suffix, Look::default(), None);
}
