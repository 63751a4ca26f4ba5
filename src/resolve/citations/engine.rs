//! The door to hayagriva: one work and one variant of a style in, pieces out. What is asked for when is not known here.
//!
//! The engine is given one work at a time and keeps no history, so that its output depends on nothing else, takes time
//! in proportion to the works, and can be had in parallel. What it has printed is kept for the next build.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, LocatorPayload,
    SpecificLocator, standalone_citation,
};
use rayon::prelude::*;

use super::item::{EngineWork, Sort};
use super::locator::{Kind, LocatorKind};
use super::pieces::{self, Piece, Sign};
use super::variants::{Blueprint, CiteForm, NameLimit, Sheet, Suffixed, sort_separator};
use crate::model::memory::Memory;
use crate::model::source::Digest;

/// A style and a locale, ready to print.
#[derive(Debug)]
pub(super) struct Engine {
    /// The style
    pub(super) blueprint: Blueprint,
    locale: LocaleCode,
    files: Vec<Locale>,
    sheets: BTreeMap<Sort, Sheet>,
    cites: BTreeMap<CiteForm, BTreeMap<Sort, IndependentStyle>>,
    /// What was printed, by the work and all that it was asked for
    printed: Memory<Digest, Output>,
    keys: Memory<Digest, Vec<String>>,
    name: Digest,
}

/// A citation to print.
#[derive(Clone, Copy, Debug)]
pub(super) struct CiteJob<'a> {
    /// The work
    pub(super) work: &'a EngineWork,
    /// How
    pub(super) form: CiteForm,
    /// With a stand-in for what kind of locator
    pub(super) locator: Option<LocatorKind>,
}

impl CiteJob<'_> {
    /// All that the output depends on, within one style.
    fn digest(&self) -> Digest {
        Digest::of_value(&(self.work.digest, self.form, self.locator))
    }
}

/// What the engine made of a work; `None` where it failed.
pub(super) type Output = Option<Vec<Piece>>;

impl Engine {
    /// Prepares a style for a locale. `files` holds the locale and those that it falls back on.
    pub(super) fn new(style: IndependentStyle, locale: LocaleCode, files: Vec<Locale>) -> Self {
        Self {
            name: Self::name(&style, &locale),
            blueprint: Blueprint::new(style),
            locale,
            files,
            sheets: BTreeMap::new(),
            cites: BTreeMap::new(),
            printed: Memory::default(),
            keys: Memory::default(),
        }
    }

    /// Whether the engine is one for this style and locale.
    pub(super) fn is_for(&self, style: &IndependentStyle, locale: &LocaleCode) -> bool {
        self.name == Self::name(style, locale)
    }

    /// What tells engines apart; the files follow from the locale.
    fn name(style: &IndependentStyle, locale: &LocaleCode) -> Digest {
        let style = serde_json::to_string(&Style::Independent(style.clone()));
        Digest::of_value(&(style.unwrap_or_default(), locale.0.as_str()))
    }

    /// Ends a build: what it did not print is forgotten.
    pub(super) fn sweep(&mut self) {
        self.printed.sweep();
        self.keys.sweep();
    }

    /// The locale in use.
    pub(super) fn locale(&self) -> &LocaleCode {
        &self.locale
    }

    /// The short word for a locator, where the locale has one.
    pub(super) fn term(&self, locator: LocatorKind) -> Option<&str> {
        use citationberg::TermForm;
        use citationberg::taxonomy::Term;
        let plural = locator.kind == Kind::Numbers;
        let find = |form| {
            let mut terms =
                self.files.iter().filter_map(|file| file.term(Term::Locator(locator.label), form));
            terms.find_map(|term| if plural { term.multiple() } else { term.single() })
        };
        find(TermForm::Short).or_else(|| find(TermForm::Long))
    }

    /// Whether full stops and commas stand before a closing quotation mark.
    pub(super) fn punctuation_in_quote(&self) -> bool {
        let options = self.files.iter().find_map(|file| file.style_options?.punctuation_in_quote);
        options.unwrap_or_default()
    }

    /// A word of the locale.
    pub(super) fn word(&self, word: citationberg::taxonomy::OtherTerm) -> Option<&str> {
        use citationberg::TermForm;
        use citationberg::taxonomy::Term;
        self.files.iter().find_map(|file| file.term(Term::Other(word), TermForm::Long)?.single())
    }

    /// Prepares for the sorts of some works.
    pub(super) fn prepare<'a>(&mut self, works: impl Iterator<Item = &'a EngineWork>) {
        let sorts: BTreeSet<&Sort> = works.map(|work| &work.sort).collect();
        self.sheets.retain(|sort, _| sorts.contains(sort));
        self.cites.values_mut().for_each(|styles| styles.retain(|sort, _| sorts.contains(sort)));
        let new: Vec<&Sort> = sorts.into_iter().filter(|sort| !self.sheets.contains_key(*sort)).collect();
        let sheets: Vec<_> =
            new.into_par_iter().map(|sort| (sort.clone(), self.blueprint.sheet(sort))).collect();
        self.sheets.extend(sheets);
    }

    /// Prints citations, without affixes, in the order of the jobs.
    pub(super) fn cites(&mut self, jobs: &[CiteJob<'_>]) -> Vec<Output> {
        let names: Vec<Digest> = jobs.iter().map(CiteJob::digest).collect();
        let mut outputs: Vec<Option<Output>> = names.iter().map(|name| self.printed.get(name)).collect();
        let missing: Vec<usize> = (0..jobs.len()).filter(|n| outputs[*n].is_none()).collect();
        let wanted = missing.iter().map(|n| (jobs[*n].form, &jobs[*n].work.sort)).collect();
        self.make_styles(wanted);
        let made: Vec<(usize, Output)> = missing.into_par_iter().map(|n| (n, self.cite(&jobs[n]))).collect();
        for (n, output) in made {
            self.printed.keep(names[n], output.clone());
            outputs[n] = Some(output);
        }
        outputs.into_iter().map(Option::flatten).collect()
    }

    fn make_styles(&mut self, wanted: BTreeSet<(CiteForm, &Sort)>) {
        let made: Vec<_> = wanted
            .into_par_iter()
            .filter(|(form, sort)| self.style(*form, sort).is_none())
            .filter_map(|(form, sort)| Some((form, sort.clone(), self.sheets.get(sort)?.cite(form)?)))
            .collect();
        for (form, sort, style) in made {
            self.cites.entry(form).or_default().insert(sort, style);
        }
    }

    /// Prints the entries of works in the bibliography; `None` if the style has none.
    pub(super) fn entries(&self, works: &[(&EngineWork, Suffixed)]) -> Option<Vec<Output>> {
        self.blueprint.style.bibliography.as_ref()?;
        let name = |(work, suffix): &(&EngineWork, Suffixed)| Digest::of_value(&(work.digest, suffix));
        let known: Vec<Option<Output>> = works.iter().map(|job| self.printed.get(&name(job))).collect();
        let wanted: BTreeSet<(&Sort, Suffixed)> = works
            .iter()
            .zip(&known)
            .filter(|(_, known)| known.is_none())
            .map(|((work, suffix), _)| (&work.sort, *suffix))
            .collect();
        let styles: BTreeMap<(&Sort, Suffixed), IndependentStyle> = wanted
            .into_par_iter()
            .filter_map(|(sort, suffix)| Some(((sort, suffix), self.sheets.get(sort)?.bibliography(suffix)?)))
            .collect();
        let print = |(work, suffix): &(&EngineWork, Suffixed)| {
            let style = styles.get(&(&work.sort, *suffix))?;
            let tree = guarded(|| self.entry(work, style))?;
            Some(pieces::flatten(&tree?, &work.holes))
        };
        let keep = |(job, known): (&(&EngineWork, Suffixed), Option<Output>)| {
            known.unwrap_or_else(|| {
                let output = print(job);
                self.printed.keep(name(job), output.clone());
                output
            })
        };
        Some(works.par_iter().zip(known).map(keep).collect())
    }

    /// The outputs of macros as sort keys, for each work one text a macro.
    pub(super) fn sort_keys(
        &self,
        works: &[&EngineWork],
        macros: &[&str],
        limit: NameLimit,
    ) -> Vec<Vec<String>> {
        let name = |work: &EngineWork| Digest::of_value(&(work.digest, macros, limit));
        let known: Vec<Option<Vec<String>>> = works.iter().map(|work| self.keys.get(&name(work))).collect();
        let missing = works.iter().zip(&known).filter(|(_, known)| known.is_none());
        let sorts: BTreeSet<&Sort> = missing.map(|(work, _)| &work.sort).collect();
        let styles: BTreeMap<&Sort, IndependentStyle> = sorts
            .into_par_iter()
            .filter_map(|sort| Some((sort, self.sheets.get(sort)?.sort(macros, limit)?)))
            .collect();
        let print = |work: &EngineWork| {
            let style = styles.get(&work.sort)?;
            let item = CitationItem::with_entry(&work.sorting);
            let request =
                CitationRequest::new(vec![item], style, Some(self.locale.clone()), &self.files, None);
            guarded(|| standalone_citation(request))
        };
        let keys = |work: &&EngineWork| {
            let tree = print(work).unwrap_or_default();
            split_keys(&pieces::flatten(&tree, &work.holes), macros.len())
        };
        let keep = |(work, known): (&&EngineWork, Option<Vec<String>>)| {
            known.unwrap_or_else(|| {
                let made = keys(work);
                self.keys.keep(name(work), made.clone());
                made
            })
        };
        works.par_iter().zip(known).map(keep).collect()
    }

    fn style(&self, form: CiteForm, sort: &Sort) -> Option<&IndependentStyle> {
        self.cites.get(&form)?.get(sort)
    }

    fn cite(&self, job: &CiteJob<'_>) -> Output {
        let style = self.style(job.form, &job.work.sort)?;
        let payload = job
            .locator
            .map(|locator| SpecificLocator(locator.label, LocatorPayload::Str(locator.kind.stand_in())));
        let item = CitationItem::with_locator(&job.work.item, payload);
        let request = CitationRequest::new(vec![item], style, Some(self.locale.clone()), &self.files, None);
        let tree = guarded(|| standalone_citation(request))?;
        Some(pieces::flatten(&tree, &job.work.holes))
    }

    fn entry(&self, work: &EngineWork, style: &IndependentStyle) -> Option<ElemChildren> {
        let locale = || Some(self.locale.clone());
        let mut driver = BibliographyDriver::new();
        let item = CitationItem::with_entry(&work.item);
        driver.citation(CitationRequest::new(vec![item], style, locale(), &self.files, None));
        let rendered = driver.finish(BibliographyRequest::new(style, locale(), &self.files));
        rendered.bibliography.and_then(|list| list.items.into_iter().next()).map(|item| item.content)
    }
}

/// The engine panics where it is at a loss. A work must not end the program: it is shown by its plain title instead.
fn guarded<T>(print: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(print)).ok()
}

/// Cuts the printed sort keys at their separators. Numbers get leading zeros, quotation marks go.
fn split_keys(pieces: &[Piece], count: usize) -> Vec<String> {
    const MARKS: [char; 12] = ['“', '”', '‘', '’', '„', '‚', '«', '»', '‹', '›', '"', '\''];
    let mut keys = vec![String::new(); count];
    let mut key = 0;
    for piece in pieces {
        let text = if piece.marks.sign == Sign::Numeral { padded(&piece.text) } else { piece.text.clone() };
        for c in text.chars() {
            if let Some(next) = separated(c) {
                key = next;
            } else if !MARKS.contains(&c)
                && let Some(key) = keys.get_mut(key)
            {
                key.push(c);
            }
        }
    }
    keys.into_iter().map(|key| key.trim().to_owned()).collect()
}

fn separated(c: char) -> Option<usize> {
    let first = sort_separator(0);
    ('\u{E800}'..='\u{EBFF}').contains(&c).then(|| (u32::from(c) - u32::from(first)) as usize)
}

/// Numbers with leading zeros, so that they sort as text.
pub(super) fn padded(text: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.extend(std::iter::repeat_n('0', 10_usize.saturating_sub(digits.len())));
            out.push_str(&digits);
            digits.clear();
        }
        out.push(c);
    }
    out
}
