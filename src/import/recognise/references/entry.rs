//! One entry of a list of references: its authors, its year, and what stands behind; where entries begin is not known here.

use crate::import::draft::{Certainty, Field, PersonName, Value};
use crate::import::recognise::citations::{read_year, slug_of_name};
use crate::import::recognise::fold::slug;
use crate::import::recognise::keys::{self, Others};
use crate::import::recognise::tokens::{Kind, Tokens};

use super::names::{self, Names};
use super::source::{self, Source};

/// An entry as far as it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    names: Names,
    /// The year as citations print it: `2017b`, `n.d.`
    year: Option<Year>,
    source: Source,
}

/// An entry's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Year {
    /// `2017b`, `nd`
    form: String,
    /// As printed
    printed: String,
    /// The year of the first edition
    original: Option<String>,
}

impl Entry {
    /// Whether its authors and its year are known.
    pub(super) fn is_certain(&self) -> bool {
        !self.names.list.is_empty() && self.year.is_some()
    }

    /// Its key, which others may have as well.
    pub(super) fn key(&self) -> String {
        let slugs: Vec<_> = self.names.list.iter().map(slug_of).collect();
        let slugs: Vec<_> = slugs.iter().map(String::as_str).collect();
        let others = if self.names.et_al { Others::Some } else { Others::None };
        match (slugs.as_slice(), &self.source.title) {
            ([], Some(title)) => {
                let head: Vec<_> = title.split_whitespace().take(3).collect();
                keys::key(&[&slug(&head.join(" "))], others, self.year_form())
            }
            _ => keys::key(&slugs, others, self.year_form()),
        }
    }

    /// The CSL type, where it is certain, and the fields.
    pub(super) fn fields(self) -> (Option<&'static str>, Vec<Field>) {
        let mut fields = Vec::new();
        let mut push = |name, value| fields.push(Field { name, value, certainty: Certainty::Guessed });
        if !self.names.list.is_empty() {
            let role = if self.names.editors { "editor" } else { "author" };
            push(role, Value::Names(self.names.list));
        }
        if let Some(year) = &self.year {
            let digits = year.form.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
            match digits {
                Some(digits) => {
                    push("issued", Value::Text(digits.to_owned()));
                    let letter = year.form.get(4..).unwrap_or_default();
                    if !letter.is_empty() {
                        push("year-suffix", Value::Text(letter.to_owned()));
                    }
                }
                None => push("status", Value::Text(year.printed.clone())),
            }
            if let Some(original) = &year.original {
                push("original-date", Value::Text(original.clone()));
            }
        }
        let (kind, more) = self.source.fields();
        for (name, value) in more {
            push(name, Value::Text(value));
        }
        (kind, fields)
    }

    fn year_form(&self) -> &str {
        self.year.as_ref().map_or("nd", |year| year.form.as_str())
    }
}

/// The year of an entry is looked for in so many tokens: papers of physicists have thousands of authors.
const LONGEST: usize = 40_000;

/// Reads an entry; `before` is the entry before it, whose authors a dash repeats.
pub(super) fn read(printed: &str, before: Option<&Entry>) -> Entry {
    let text = without_number(printed.trim());
    let dash = dash(text);
    let tokens = Tokens::of(text);
    let mut years = (0..tokens.len().min(LONGEST)).filter_map(|at| Some((at, year(&tokens, at)?)));
    if let Some((at, (year, next))) = years.next() {
        let head = text.get(..tokens.bytes(at, at).start).unwrap_or_default();
        let found = match (dash, before) {
            (Some(length), Some(before)) => {
                let between = head.get(length..).unwrap_or_default();
                let plain = !between.contains(char::is_alphanumeric);
                plain.then(|| before.names.clone()).or_else(|| names::read(head.get(length..)?))
            }
            (Some(length), None)
                if !head.get(length..).unwrap_or_default().contains(char::is_alphanumeric) =>
            {
                Some(Names::default())
            }
            _ => names::read(head),
        };
        if let Some(found) = found {
            let rest = text.get(tokens.bytes(at, next).end..).unwrap_or_default();
            let source = source::read(behind_year(rest));
            return Entry { names: found, year: Some(year), source };
        }
    }
    without_year_in_front(text)
}

/// Whether an entry begins with a dash for the authors of the entry before.
pub(super) fn begins_with_dash(text: &str) -> bool {
    dash(without_number(text.trim())).is_some()
}

/// A year at a token, and the token behind it.
pub(super) fn year(tokens: &Tokens<'_>, at: usize) -> Option<(Year, usize)> {
    if !matches!(tokens.kind(at), Some(Kind::Number | Kind::Word | Kind::Han | Kind::Mark('['))) {
        return None;
    }
    let (year, next) = read_year(tokens, at, tokens.len())?;
    let original = (year.forms.len() > 1).then(|| year.forms.first().cloned()).flatten();
    let form = year.key().to_owned();
    Some((Year { form, printed: year.printed, original }, next))
}

/// What stands behind the year, its bracket and the month in it left out: `, March 5). `
fn behind_year(rest: &str) -> &str {
    let rest = rest.trim_start();
    let close = rest.find(')').filter(|close| {
        let inner = rest.get(..*close).unwrap_or_default();
        inner.len() < 30 && !inner.contains(['(', '.', '“', '"'])
    });
    let rest = match close {
        Some(close) => rest.get(close + 1..).unwrap_or_default(),
        None => rest,
    };
    rest.trim_start_matches(['.', ',', ':', ')', ']', ' ', '\u{a0}', ';'])
}

/// `Foot, Rosemary. “Title.” Journal, vol. 1, 2019`: names and title before the year.
fn without_year_in_front(text: &str) -> Entry {
    let quote = text.find(['“', '"', '«', '‘']);
    let head_end = quote.or_else(|| names_end(text));
    let Some((head, rest)) = head_end.and_then(|end| text.split_at_checked(end)) else {
        return Entry { source: source::read(text), ..Entry::default() };
    };
    let Some(found) = names::read(head).filter(|_| head.len() < 400) else {
        return Entry { source: source::read(text), ..Entry::default() };
    };
    let tokens = Tokens::of(rest);
    let last = (0..tokens.len().min(2000)).rev().find_map(|at| Some(year(&tokens, at)?.0));
    Entry { names: found, year: last, source: source::read(rest.trim_start_matches(['.', ' '])) }
}

/// The end of the names before a title: the last full stop up to which there are names and nothing else.
fn names_end(text: &str) -> Option<usize> {
    let mut end = None;
    for (at, _) in text.match_indices(". ").take(40) {
        match text.get(..at).and_then(names::read) {
            Some(_) => end = Some(at),
            None if end.is_some() => break,
            None => {}
        }
    }
    end
}

fn slug_of(name: &PersonName) -> String {
    match name {
        PersonName::Whole(name) => slug_of_name(name),
        PersonName::Parts { given, family, .. } if given.is_empty() => slug_of_name(family),
        PersonName::Parts { family, .. } => slug(family),
    }
}

/// The entry without `[12]`, `12.` or a bullet before it.
fn without_number(text: &str) -> &str {
    let text = text.trim_start_matches(['•', '*', '·', '▪', '◦', ' ']);
    let bare = text.trim_start_matches(['[', '(']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let rest = bare.get(digits..).unwrap_or_default();
    match rest.strip_prefix([']', ')', '.']) {
        Some(rest) if (1..=3).contains(&digits) => rest.trim_start(),
        _ => text,
    }
}

/// Whether a number stands before an entry.
pub(super) fn is_numbered(text: &str) -> bool {
    let text = text.trim();
    without_number(text).len() < text.len()
        && text.starts_with(|c: char| matches!(c, '[' | '(') || c.is_ascii_digit())
}

/// The length of a dash that stands for authors: `———.`, `---`, `___`.
fn dash(text: &str) -> Option<usize> {
    let length = text.find(|c| !matches!(c, '—' | '–' | '-' | '_' | '―' | '⸺' | '⸻')).unwrap_or(text.len());
    let count = text.get(..length)?.chars().count();
    let long = text.starts_with(['⸺', '⸻', '—', '―']);
    (count >= 3 || (count >= 1 && long)).then_some(length)
}
