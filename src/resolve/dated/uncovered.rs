//! Dates that articles state and no event covers, each with an id for an event; what happened is the author’s to say.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Statement, Told, meet};
use crate::model::article::Article;
use crate::model::corpus::Corpus;
use crate::model::date::Date;
use crate::model::dated::{Suggestions, Uncovered};
use crate::model::ids::{DocumentId, EventId};
use crate::model::links::{Links, Notes};
use crate::resolve::flat::{Citations, Flat};
use crate::resolve::index::Index;
use crate::resolve::passages::Places;
use crate::resolve::sentences::{self, Sentences};

/// No sentence is shown longer than so many bytes.
const LONGEST_SENTENCE: usize = 400;

/// The dates of all articles that no event covers.
pub(in crate::resolve) fn uncovered(corpus: &Corpus, links: &Links) -> Suggestions {
    let index = Index::of(corpus);
    let mut taken: BTreeSet<String> = corpus.events.iter().map(|event| event.id.to_string()).collect();
    let mut found = Suggestions { articles: corpus.articles.len(), ..Suggestions::default() };
    let sentences = Sentences::new();
    for article in corpus.articles.values() {
        look_through(article, &index, links, &sentences, &mut taken, &mut found);
    }
    found
}

fn look_through(
    article: &Article,
    index: &Index<'_>,
    links: &Links,
    sentences: &Sentences,
    taken: &mut BTreeSet<String>,
    found: &mut Suggestions,
) {
    let Some(resolved) = links.documents.get(&DocumentId::Article(article.id.clone())) else { return };
    let flat = Flat::of(&article.text, Citations::Omitted);
    let no_notes = Notes::default();
    let notes = if resolved.notes.list.is_empty() { &no_notes } else { &resolved.notes };
    let places = Places::of(&article.text, notes);
    for leaf in &flat.leaves {
        let told = Told::of(&flat, &leaf.range, &resolved.targets, sentences);
        for statement in &told.statements {
            found.dates += 1;
            let sentence = told.sentence(&statement.range);
            if is_covered(&told, statement, &sentence, index) {
                continue;
            }
            let at = statement.range.start + leaf.range.start..statement.range.end + leaf.range.start;
            let Some(span) = flat.span(&at) else { continue };
            let (paragraph, note) = places.find(&leaf.within);
            let words = told.text.get(statement.range.clone()).unwrap_or_default();
            found.uncovered.push(Uncovered {
                article: article.id.clone(),
                span,
                paragraph,
                note: note.cloned(),
                words: words.to_owned(),
                sentence: shown(told.text.get(sentence).unwrap_or_default(), words),
                id: free_id(article, &statement.date, taken),
                near: near(index, &statement.date),
                date: statement.date.clone(),
            });
        }
    }
}

/// A date is covered by an event of its time that its sentence links, or its ¶ where the time is just the same.
fn is_covered(told: &Told<'_>, statement: &Statement, sentence: &Range<usize>, index: &Index<'_>) -> bool {
    told.events.iter().any(|(range, _, id)| {
        let Some(event) = index.events.get(id.as_str()) else { return false };
        let in_sentence = sentence.start <= range.start && range.start < sentence.end;
        if in_sentence {
            meet(&event.date.value, &statement.date)
        } else {
            same(&event.date.value, &statement.date)
        }
    })
}

fn same(a: &Date, b: &Date) -> bool {
    (a.earliest, a.latest) == (b.earliest, b.latest)
}

/// The events of just that time.
fn near(index: &Index<'_>, date: &Date) -> Vec<EventId> {
    const MOST: usize = 3;
    let events = index.events.values().filter(|event| same(&event.date.value, date));
    events.take(MOST).map(|event| event.id.clone()).collect()
}

/// `odgaard-2023-2011-03`, with a number after it where it is taken.
fn free_id(article: &Article, date: &Date, taken: &mut BTreeSet<String>) -> EventId {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let date: String = date.edtf.replace("/..", "").replace("../", "").chars().map(plain).collect();
    let parts: Vec<&str> = date.split('-').filter(|part| !part.is_empty()).collect();
    let base = format!("{}-{}", article.id, parts.join("-"));
    let mut id = base.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-n{number}");
        number += 1;
    }
    EventId::new(id)
}

/// A sentence, or of a very long one what stands around the date.
fn shown(sentence: &str, words: &str) -> String {
    let sentence = sentence.trim();
    if sentence.len() <= LONGEST_SENTENCE {
        return sentence.to_owned();
    }
    let (before, after) = sentence.split_once(words).unwrap_or((sentence, ""));
    let before = sentences::tail(before, LONGEST_SENTENCE / 2);
    let after = sentences::head(after, LONGEST_SENTENCE / 2);
    let before = before.split_once(' ').map_or(before, |(_, rest)| rest);
    let after = after.rsplit_once(' ').map_or(after, |(rest, _)| rest);
    format!("… {before}{words}{after} …")
}
