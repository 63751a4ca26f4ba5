//! Cites joined to citations: affixes, delimiters, and what stands in the text and what in a note. Which works they are is
//! known here by their ids alone.

mod collapse;

use citationberg::{Collapse, FontStyle, FontVariant, FontWeight, StyleClass};
use citationberg::{TextDecoration, VerticalAlign};

use super::engine::Engine;
use super::order::{Arrangement, arrangement};
use super::pieces::push_run;
use super::shown::Shown;
use crate::model::citation::CitationForm;
use crate::model::rich::{Baseline, Lead, Look, Rich, RichRun};
use collapse::gathered;

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
    /// Whether full stops stand before a closing quotation mark
    quoted: bool,
}

/// Where a citation is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// In the run of the text
    Text,
    /// In a note of its own, which its place in the text leads to
    OwnNote,
    /// In a note of the author's
    InNote(Around),
}

/// What stands around a citation in a note of the author's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// Whether it is the first thing in its paragraph
    pub(super) begins: bool,
    /// The first character after it; none where it ends its paragraph
    pub(super) next: Option<char>,
}

/// A citation as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// In the text
    pub(super) content: Rich,
    /// In its own note
    pub(super) note: Option<Rich>,
}

impl Joining {
    /// Reads it from a style.
    pub(super) fn of(engine: &Engine) -> Self {
        let style = &engine.blueprint.style;
        let citation = &style.citation;
        let layout = &citation.layout;
        let delimiter = layout.delimiter.clone().unwrap_or_default();
        let affix = |affix: &Option<String>| affix.as_deref().unwrap_or_default().trim().to_owned();
        Self {
            class: style.settings.class,
            open: affix(&layout.prefix),
            close: affix(&layout.suffix),
            group_delimiter: citation.cite_group_delimiter.clone().unwrap_or_else(|| ", ".to_owned()),
            suffix_delimiter: citation.year_suffix_delimiter.clone().unwrap_or_else(|| delimiter.clone()),
            after_collapse: citation.after_collapse_delimiter.clone().unwrap_or_else(|| delimiter.clone()),
            delimiter: if delimiter.is_empty() { "; ".to_owned() } else { delimiter },
            collapse: citation.collapse,
            groups: citation.cite_group_delimiter.is_some()
                || citation.collapse.is_some_and(|collapse| collapse != Collapse::CitationNumber),
            arrangement: arrangement(citation.sort.as_ref()),
            quoted: engine.punctuation_in_quote(),
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
    pub(super) fn citation(&self, form: CitationForm, mut cites: Vec<Shown>, spot: Spot) -> Joined {
        let mut runs = Vec::new();
        match (form, self.class) {
            (CitationForm::Narrative, StyleClass::InText) => self.narrative(&mut runs, cites),
            (CitationForm::Narrative, StyleClass::Note) => return self.narrative_in_notes(cites, spot),
            (CitationForm::Parenthetical, class) => {
                self.arrange(&mut cites);
                if self.groups {
                    cites = gathered(cites);
                }
                let parts = self.parts(cites);
                match class {
                    StyleClass::InText => self.bracketed(&mut runs, &parts),
                    StyleClass::Note => return self.noted(&parts, spot),
                }
            }
        }
        Joined { content: Rich(runs), note: None }
    }

    /// The cites of a citation of a note style, in its own note or in the author's.
    fn noted(&self, parts: &[Part], spot: Spot) -> Joined {
        let mut runs = Vec::new();
        push_run(&mut runs, &self.open, self.look, None);
        cites(&mut runs, parts, self.look);
        match spot {
            Spot::OwnNote | Spot::InNote(Around { next: None, .. }) => self.end(&mut runs),
            Spot::InNote(Around { next: Some('.'), .. }) => drop_full_stop(&mut runs),
            Spot::Text | Spot::InNote(_) => {}
        }
        if spot == Spot::OwnNote || matches!(spot, Spot::InNote(Around { begins: true, .. })) {
            capitalise(&mut runs, parts);
        }
        if spot == Spot::OwnNote {
            return Joined { content: Rich::default(), note: Some(Rich(runs)) };
        }
        Joined { content: Rich(runs), note: None }
    }

    /// Ends a note with the style's own mark, unless one stands there.
    fn end(&self, runs: &mut Vec<RichRun>) {
        let last = runs
            .iter()
            .rev()
            .find_map(|run| run.text.trim_end_matches(['”', '’', '"', '»']).chars().next_back());
        let ended = matches!((last, self.close.as_str()), (Some('.' | '?' | '!' | '…'), "."));
        if ended {
            return;
        }
        if let Some(last) = runs.last_mut().filter(|last| self.quoted && last.text.ends_with(['”', '’']))
        {
            let at = last.text.trim_end_matches(['”', '’']).len();
            if matches!(self.close.as_str(), "." | ",") {
                return last.text.insert_str(at, &self.close);
            }
        }
        push_run(runs, &self.close, self.look, None);
    }

    /// The author in the sentence. A note of its own names the author again, since it is read by itself; in a note of the
    /// author's the rest follows in brackets.
    fn narrative_in_notes(&self, mut cites: Vec<Shown>, spot: Spot) -> Joined {
        let mut runs = Vec::new();
        if let Some(first) = cites.first_mut() {
            words(&mut runs, &first.prefix, Look::default());
            let lead = first.work.clone().map(Lead::Work);
            first.author.iter().for_each(|piece| push_run(&mut runs, &piece.text, piece.look, lead.clone()));
            first.prefix.clear();
            if spot != Spot::OwnNote {
                first.whole.clone_from(&first.rest);
            }
        }
        if spot == Spot::OwnNote {
            let Joined { note, .. } = self.noted(&self.parts(cites), spot);
            return Joined { content: Rich(runs), note };
        }
        let parts: Vec<Part> =
            self.parts(cites).into_iter().filter(|part| !part.cite.whole.is_empty()).collect();
        if !parts.is_empty() {
            push_run(&mut runs, " (", Look::default(), None);
            self::cites(&mut runs, &parts, self.look);
            drop_full_stop(&mut runs);
            push_run(&mut runs, ")", Look::default(), None);
        }
        if matches!(spot, Spot::InNote(Around { next: None, .. })) {
            self.end(&mut runs);
        }
        Joined { content: Rich(runs), note: None }
    }

    /// The author in the sentence, then the rest and the other cites in brackets.
    fn narrative(&self, runs: &mut Vec<RichRun>, mut cites: Vec<Shown>) {
        let others = if cites.len() > 1 { cites.split_off(1) } else { Vec::new() };
        let Some(mut first) = cites.pop() else { return };
        words(runs, &first.prefix, Look::default());
        let lead = first.work.clone().map(Lead::Work);
        first.author.iter().for_each(|piece| push_run(runs, &piece.text, piece.look, lead.clone()));
        let mut parts = Vec::new();
        first.whole.clone_from(&first.rest);
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
        cites(runs, parts, look);
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
}

/// A cite with what stands before it.
struct Part {
    delimiter: String,
    cite: Shown,
}

/// The cites with what stands between them.
fn cites(runs: &mut Vec<RichRun>, parts: &[Part], look: Look) {
    for part in parts {
        push_run(runs, &part.delimiter, look, None);
        words(runs, &part.cite.prefix, Look::default());
        let lead = part.cite.work.clone().map(Lead::Work);
        for piece in &part.cite.whole {
            push_run(runs, &piece.text, piece.look, lead.clone());
        }
        tail(runs, &part.cite.suffix);
    }
}

/// Takes the full stop from the end, where another one or a bracket follows.
fn drop_full_stop(runs: &mut [RichRun]) {
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches('.').len());
    }
}

/// A note begins with a capital, also where the author’s words do (`see` becomes “See”), or those of the locale: “Ibid.”
fn capitalise(runs: &mut [RichRun], parts: &[Part]) {
    let begins = parts.first().is_some_and(|part| !part.cite.prefix.trim().is_empty() || part.cite.worded);
    let Some(first) = runs.first_mut().filter(|_| begins) else { return };
    let mut chars = first.text.chars();
    if let Some(initial) = chars.next() {
        first.text = initial.to_uppercase().chain(chars).collect();
    }
}

/// Whether a cite has no words around it that bind it to its place.
fn is_free(cite: &Shown) -> bool {
    cite.prefix.trim().is_empty() && cite.suffix.trim().is_empty() && cite.work.is_some()
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
