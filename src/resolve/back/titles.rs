//! Short titles in notes: an author and the first words of a title that only one of the text’s works has.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tokens::{Kind, Token};
use crate::model::links::{CitationText, WorkId};
use crate::model::work::Name;
use crate::resolve::works::Works;

/// The works that a text cites, by the family names of their authors in small letters.
#[derive(Debug, Default)]
pub(super) struct Titles {
    works: BTreeMap<String, Vec<(WorkId, Vec<String>)>>,
}

/// Words that a title may begin with and a short title leaves out.
const ARTICLES: [&str; 18] = [
    "a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las",
    "una", "l",
];

impl Titles {
    /// The works that a text cites.
    pub(super) fn of(citations: &[CitationText], works: &Works) -> Self {
        let mut titles = Self::default();
        for id in citations.iter().flat_map(|citation| &citation.works).flatten() {
            let Some(work) = works.all.get(id) else { continue };
            let title = content(work.title());
            for name in work.names("author").iter().chain(work.names("editor")) {
                let family = match name {
                    Name::Person(person) => person.family.as_str(),
                    Name::Literal(name) => name.as_str(),
                };
                let family = family.split_whitespace().next_back().unwrap_or_default().to_lowercase();
                let known = titles.works.entry(family).or_default();
                if !known.iter().any(|(other, _)| other == id) {
                    known.push((id.clone(), title.clone()));
                }
            }
        }
        titles
    }

    /// The works of the first of some names that has any.
    pub(super) fn by_author(&self, names: &[&str]) -> Vec<WorkId> {
        let found = names.iter().find_map(|name| self.works.get(*name));
        found.map_or_else(Vec::new, |works| works.iter().map(|(id, _)| id.clone()).collect())
    }

    /// The short titles in a note, each with its work.
    pub(super) fn find(&self, text: &str, tokens: &[Token]) -> Vec<(Range<usize>, WorkId)> {
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let works = token.word().filter(|_| token.capital).and_then(|name| self.works.get(name));
            let Some(works) = works.filter(|_| tokens.get(at + 1).is_some_and(|next| next.is(','))) else {
                continue;
            };
            found.extend(title(text, &tokens[at + 2..], works));
        }
        found
    }
}

/// The words that begin the title of one of some works: two at least, or the whole of it.
fn title(text: &str, tokens: &[Token], works: &[(WorkId, Vec<String>)]) -> Option<(Range<usize>, WorkId)> {
    let quotes = tokens
        .iter()
        .take_while(|token| matches!(token.kind, Kind::Mark('“' | '‘' | '„' | '«' | '"' | '\'')))
        .count();
    let tokens = &tokens[quotes..];
    let skipped =
        usize::from(tokens.first().and_then(Token::word).is_some_and(|word| ARTICLES.contains(&word)));
    let count = |title: &[String]| {
        let pairs = tokens[skipped.min(tokens.len())..].iter().map(Token::word).zip(title);
        pairs.take_while(|(word, of_title)| *word == Some(of_title.as_str())).count()
    };
    let fits = |(_, title): &&(WorkId, Vec<String>)| {
        let count = count(title);
        count > 1 || (count == 1 && title.len() == 1 && title[0].chars().count() > 4)
    };
    let fitting: Vec<_> = works.iter().filter(fits).collect();
    let [(id, whole)] = fitting.as_slice() else { return None };
    let first = tokens.first()?;
    let last = tokens.get(skipped + count(whole) - 1)?;
    let range = first.range.start..last.range.end;
    text.get(range.clone())?;
    Some((range, id.clone()))
}

/// The words of a title before its subtitle, without an article in front.
fn content(title: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut tag = false;
    for c in title.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            c if !tag => plain.push(c),
            _ => {}
        }
    }
    let main = plain.split([':', '?', '–', '—']).next().unwrap_or_default().to_lowercase();
    let mut words: Vec<String> = main
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.len() > 1 && ARTICLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    words
}
