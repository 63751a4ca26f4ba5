//! The works that citations may mean, by author and year; which citations are believed is not known here.

use std::collections::{BTreeMap, BTreeSet};

use super::authors::{self, Authors, Name};
use super::groups::RawCite;
use super::years::{self, Year};
use crate::import::draft::{Field, PersonName, Reference, Unlisted, Value};
use crate::import::recognise::fold::fold;
use crate::import::recognise::keys::{self, Keys, Others};
use crate::import::recognise::tokens::Tokens;
use crate::model::work::{self, Work, WorkDate};

/// Works by their authors and years.
#[derive(Default)]
pub(super) struct Works {
    entries: Vec<Entry>,
    /// Alias of the first author and year without its letter → entries
    index: BTreeMap<(String, String), Vec<usize>>,
    keys: Keys,
}

/// A work.
struct Entry {
    key: String,
    /// The folded forms of each author's name
    authors: Vec<Vec<String>>,
    initial: Option<char>,
    /// Whether there are more authors than are known
    others: bool,
    years: Vec<String>,
    /// Author and year as the text first prints them, where no list describes the work
    printed: Option<String>,
}

/// What a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// One work
    One(usize),
    /// Any of several
    Several(Vec<usize>),
    /// None that is known
    None,
}

impl Works {
    /// The works of a document's own list and of a bibliography.
    pub(super) fn of(references: &[Reference], bibliography: &[Work]) -> Self {
        let mut works = Self::default();
        for reference in references {
            works.keys.take(&reference.key);
            let authors = reference_authors(reference);
            let years = reference_years(reference);
            works.add(&reference.key, authors, years, None);
        }
        for work in bibliography {
            works.keys.take(work.key.as_str());
            works.add(work.key.as_str(), work_authors(work), work_years(work), None);
        }
        works
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The key of a work that a match names.
    pub(super) fn key(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", |entry| entry.key.as_str())
    }

    /// The work that a cite means.
    pub(super) fn find(&self, cite: &RawCite) -> Match {
        let mut found = BTreeSet::new();
        for alias in aliases(&cite.authors) {
            for form in &cite.year.forms {
                if let Some(entries) = self.index.get(&(alias.clone(), without_letter(form).to_owned())) {
                    found.extend(entries.iter().copied().filter(|at| self.agrees(*at, cite)));
                }
            }
        }
        let found: Vec<_> = found.into_iter().collect();
        let found = self.prefer(found, |entry| cite.year.forms.iter().any(|form| entry.years.contains(form)));
        let found = match letter(&cite.year) {
            Some(_) => self.only(found, |entry| {
                entry.years.iter().any(|year| cite.year.forms.contains(year) || without_letter(year) == year)
            }),
            None => found,
        };
        let found = if cite.authors.et_al {
            self.prefer(found, |entry| entry.others || entry.authors.len() > 2)
        } else {
            found
        };
        let found = match cite.authors.names.first().and_then(|name| name.initial) {
            Some(initial) => self.prefer(found, |entry| entry.initial == Some(initial)),
            None => found,
        };
        match found.as_slice() {
            [] => Match::None,
            [one] => Match::One(*one),
            _ => Match::Several(found),
        }
    }

    /// Whether a citation of the work prints the very names that the text has.
    pub(super) fn prints(&self, cite: &RawCite) -> bool {
        let Match::One(at) = self.find(cite) else { return false };
        let Some(entry) = self.entries.get(at) else { return false };
        match &entry.printed {
            Some(printed) => *printed == format!("{} {}", cite.authors.printed, cite.year.printed),
            None => cite.authors.names.iter().zip(&entry.authors).all(|(name, known)| {
                !name.has_given && name.aliases.last().is_some_and(|whole| known.first() == Some(whole))
            }),
        }
    }

    /// The works of a year by authors whose names stand nearby.
    pub(super) fn near(&self, names: &[String], year: &Year) -> Match {
        for name in names {
            let entries = year
                .forms
                .iter()
                .filter_map(|form| self.index.get(&(name.clone(), without_letter(form).to_owned())));
            let found: Vec<_> = entries.flatten().copied().collect();
            let found = self.prefer(found, |entry| year.forms.iter().any(|form| entry.years.contains(form)));
            match found.as_slice() {
                [] => {}
                [one] => return Match::One(*one),
                _ => return Match::Several(found),
            }
        }
        Match::None
    }

    /// The work that a cite means, entered as unlisted where it is not known yet.
    pub(super) fn enter(&mut self, cite: &RawCite) -> Match {
        let found = self.find(cite);
        if found != Match::None {
            return found;
        }
        let key = self.keys.unique(&key(&cite.authors, &cite.year));
        let printed = format!("{} {}", cite.authors.printed, cite.year.printed);
        Match::One(self.add(&key, cite.authors.clone(), cite.year.forms.clone(), Some(printed)))
    }

    /// The works that no list describes, by key.
    pub(super) fn unlisted(&self) -> Vec<Unlisted> {
        let unlisted =
            |entry: &Entry| Some(Unlisted { key: entry.key.clone(), printed: entry.printed.clone()? });
        let mut works: Vec<_> = self.entries.iter().filter_map(unlisted).collect();
        works.sort_by(|a, b| a.key.cmp(&b.key));
        works
    }

    fn add(&mut self, key: &str, authors: Authors, years: Vec<String>, printed: Option<String>) -> usize {
        let at = self.entries.len();
        for alias in aliases(&authors) {
            for year in &years {
                let entries = self.index.entry((alias.clone(), without_letter(year).to_owned())).or_default();
                if entries.last() != Some(&at) {
                    entries.push(at);
                }
            }
        }
        self.entries.push(Entry {
            key: key.to_owned(),
            initial: authors.names.first().and_then(|name| name.initial),
            others: authors.et_al,
            authors: authors.names.into_iter().map(|name| name.aliases).collect(),
            years,
            printed,
        });
        at
    }

    /// Whether the names of a cite may be those of a work.
    fn agrees(&self, at: usize, cite: &RawCite) -> bool {
        let Some(entry) = self.entries.get(at) else { return false };
        let names = &cite.authors.names;
        let alike = entry.authors.iter().zip(names).all(|(known, name)| shares(known, &name.aliases));
        let whole = fold(&cite.authors.printed);
        let as_one = entry.authors.len() == 1 && entry.authors.iter().flatten().any(|alias| *alias == whole);
        let numbers = match (cite.authors.et_al, entry.others) {
            (false, false) => entry.authors.len() == names.len(),
            (true, false) => entry.authors.len() > names.len(),
            (false, true) => names.len() > entry.authors.len(),
            (true, true) => true,
        };
        as_one || (alike && numbers)
    }

    fn only(&self, found: Vec<usize>, accept: impl Fn(&Entry) -> bool) -> Vec<usize> {
        found.into_iter().filter(|at| self.entries.get(*at).is_some_and(&accept)).collect()
    }

    /// Those that are accepted, or all if none is.
    fn prefer(&self, found: Vec<usize>, accept: impl Fn(&Entry) -> bool) -> Vec<usize> {
        let preferred = self.only(found.clone(), accept);
        if preferred.is_empty() { found } else { preferred }
    }
}

/// The key of a work by its authors and year: `foot-king-2019`.
pub(super) fn key(authors: &Authors, year: &Year) -> String {
    let slugs: Vec<_> = authors.names.iter().map(|name| name.slug.as_str()).collect();
    let others = if authors.et_al { Others::Some } else { Others::None };
    keys::key(&slugs, others, year.key())
}

/// The works of a bibliography by their folded titles and years.
pub(super) fn titles(bibliography: &[Work]) -> BTreeMap<(String, String), &str> {
    let of = |work: &Work| {
        let title = work.field("title").map(fold).unwrap_or_default();
        let years = work_years(work).into_iter();
        years.map(move |year| (title.clone(), without_letter(&year).to_owned())).collect::<Vec<_>>()
    };
    let works = bibliography.iter().rev();
    works.flat_map(|work| of(work).into_iter().map(|name| (name, work.key.as_str()))).collect()
}

/// The key of a work of the same title and year, if one is there, so that an entry needs no place of its own.
pub(super) fn known<'k>(
    titles: &BTreeMap<(String, String), &'k str>,
    reference: &Reference,
) -> Option<&'k str> {
    let title = reference.fields.iter().find(|field| field.name == "title");
    let Some(Field { value: Value::Text(title), .. }) = title else { return None };
    let title = fold(title);
    let years = reference_years(reference);
    let same = |year: &String| titles.get(&(title.clone(), without_letter(year).to_owned())).copied();
    years.iter().find_map(same).filter(|_| !title.is_empty())
}

fn shares(known: &[String], names: &[String]) -> bool {
    known.iter().any(|name| names.contains(name))
}

/// The names by which the first author, or all of them as one body, may be looked up.
fn aliases(authors: &Authors) -> Vec<String> {
    let mut aliases = authors.names.first().map(|name| name.aliases.clone()).unwrap_or_default();
    let whole = fold(&authors.printed);
    if !whole.is_empty() && !aliases.contains(&whole) {
        aliases.push(whole);
    }
    aliases
}

fn without_letter(year: &str) -> &str {
    match year.get(..4) {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => digits,
        _ => year,
    }
}

fn letter(year: &Year) -> Option<char> {
    year.number.and_then(|_| year.key().chars().last()).filter(|c| c.is_alphabetic())
}

/// Names as if a citation had named them.
fn people(names: Vec<Name>, printed: String) -> Authors {
    Authors { printed, names, et_al: false, weight: 0 }
}

fn person(family: &str, given: &str) -> Name {
    let whole = [family, given].join(" ");
    let mut aliases = vec![fold(family), fold(&whole), fold(&[given, family].join(" "))];
    // Some styles leave `de` of `de Valpine` out, and some lists have it behind the given names.
    let bare = family.trim_start_matches(|c: char| c.is_lowercase() || c == ' ');
    aliases.push(fold(bare));
    aliases.dedup();
    let slug = crate::import::recognise::fold::slug(family);
    Name {
        aliases,
        family: family.to_owned(),
        slug,
        initial: given.chars().next(),
        has_given: !given.is_empty(),
    }
}

/// A name that is one string: a body, or a person whose family name is looked for.
fn whole(name: &str) -> Option<Name> {
    let tokens = Tokens::of(name);
    authors::read(&tokens, 0, tokens.len())?.names.into_iter().next()
}

fn reference_authors(reference: &Reference) -> Authors {
    let find = |wanted: &str| reference.fields.iter().find(|field| field.name == wanted);
    let field = ["author", "editor", "translator"].into_iter().find_map(find);
    let Some(Field { value: Value::Names(names), .. }) = field else {
        return people(Vec::new(), String::new());
    };
    let name = |name: &PersonName| match name {
        PersonName::Whole(name) => whole(name),
        PersonName::Parts { given, family, .. } if given.is_empty() => {
            whole(family).or_else(|| Some(person(family, "")))
        }
        PersonName::Parts { given, family, .. } => Some(person(family, given)),
    };
    let authors = people(names.iter().filter_map(name).collect(), String::new());
    Authors { et_al: names_others(&reference.printed), ..authors }
}

/// Whether an entry has `et al.` before its first number.
fn names_others(printed: &str) -> bool {
    let head = printed.find(|c: char| c.is_ascii_digit()).and_then(|at| printed.get(..at)).unwrap_or(printed);
    head.contains("et al") || head.contains("u. a.") || head.contains("и др")
}

fn reference_years(reference: &Reference) -> Vec<String> {
    let text = |name: &str| {
        reference.fields.iter().find(|field| field.name == name).and_then(|field| match &field.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    };
    let suffix = text("year-suffix").unwrap_or_default();
    let dates = ["issued", "original-date", "status"].into_iter().filter_map(text);
    dates.filter_map(|date| year_form(date, suffix)).collect()
}

/// The form of a year that a citation of a date prints.
fn year_form(date: &str, suffix: &str) -> Option<String> {
    let tokens = Tokens::of(date);
    match date.get(..4) {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => Some(format!("{digits}{suffix}")),
        _ => {
            let (found, _) = years::read(&tokens, 0, tokens.len())?;
            found.first().map(|year| year.key().to_owned())
        }
    }
}

fn work_authors(work: &Work) -> Authors {
    let names = ["author", "editor", "translator"].into_iter().map(|role| work.names(role));
    let names = names.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    let name = |name: &work::Name| match name {
        work::Name::Literal(literal) => whole(literal),
        work::Name::Person(p) => {
            let parts = [&p.dropping_particle, &p.non_dropping_particle, &p.family];
            let family: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).cloned().collect();
            let mut name = person(&family.join(" "), &p.given);
            name.aliases.push(fold(&p.family));
            Some(name)
        }
    };
    people(names.iter().filter_map(name).collect(), String::new())
}

fn work_years(work: &Work) -> Vec<String> {
    let suffix = work.field("year-suffix").unwrap_or_default();
    let mut years: Vec<_> = work.year().map(|year| format!("{year}{suffix}")).into_iter().collect();
    for date in work.dates.values() {
        match date {
            WorkDate::Date(date) => {
                let year = date.earliest.or(date.latest).map(|day| day.year.to_string());
                years.extend(year);
            }
            WorkDate::Literal(words) => years.extend(year_form(words, "")),
        }
    }
    years.dedup();
    years
}
