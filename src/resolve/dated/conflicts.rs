//! Dates that do not fit the event that their sentence links; which of the two is right is not known here.
//!
//! A sentence may tell of several times. So a date counts against an event only where no date of the sentence fits it,
//! where the date stands close to the link and in one clause with it, and where it is the date of no other event that
//! the sentence links. What is said to be after, before or since a date is not at it. Four digits that no word calls a
//! year may be anything: they count near the time of the event, or not at all.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Certainty;
use super::{Statement, Told, meet};
use crate::model::address::{Address, Fragments};
use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::date::{Date, Day, Endpoint, Shape};
use crate::model::dated::DateConflict;
use crate::model::diagnostic::Diagnostic;
use crate::model::event::Event;
use crate::model::ids::{DocumentId, EventId, LinkId};
use crate::model::links::{Links, Notes};
use crate::resolve::flat::{Citations, Flat};
use crate::resolve::index::Index;
use crate::resolve::passages::Places;
use crate::resolve::sentences::Sentences;

/// A date farther from a link than so many bytes is hardly said of it,
const FARTHEST: usize = 60;
/// nor one with more words between.
const MOST_WORDS: usize = 4;
/// A number that is likely a year, and so many years away from the event, is hardly one.
const FARTHEST_YEARS: i64 = 50;
/// Prepositions and articles are not longer, nor is one character of Chinese.
const LONGEST_LITTLE_WORD: usize = 3;

/// The dates that do not fit, by event, in the order of the articles; and a diagnostic of each.
pub(in crate::resolve) fn conflicts(
    index: &Index<'_>,
    corpus: &Corpus,
    links: &Links,
) -> (BTreeMap<EventId, Vec<DateConflict>>, Vec<Diagnostic>) {
    let (mut found, mut diagnostics) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
    let (sentences, no_notes) = (Sentences::new(), Notes::default());
    for article in corpus.articles.values() {
        let document = DocumentId::Article(article.id.clone());
        let Some(resolved) = links.documents.get(&document) else { continue };
        if !article.text.links.iter().any(|link| link.destination.starts_with("event:")) {
            continue;
        }
        let flat = Flat::of(&article.text, Citations::Omitted);
        let notes = if resolved.notes.list.is_empty() { &no_notes } else { &resolved.notes };
        let places = Places::of(&article.text, notes);
        for leaf in &flat.leaves {
            let told = Told::of(&flat, &leaf.range, &resolved.targets, &sentences);
            for (range, link, id) in &told.events {
                let Some(event) = index.events.get(id.as_str()) else { continue };
                let Some(statement) = against(&told, range, event, index) else { continue };
                let words = told.text.get(statement.range.clone()).unwrap_or_default();
                let at = statement.range.start + leaf.range.start..statement.range.end + leaf.range.start;
                let span = flat.span(&at).unwrap_or(event.date.span);
                diagnostics.push(diagnostic(event, words, span));
                let fragment =
                    Fragments::of(&document).link(LinkId(u32::try_from(*link).unwrap_or(u32::MAX)));
                let conflict = DateConflict {
                    document: document.clone(),
                    address: Address::within(&document, fragment),
                    paragraph: places.find(&leaf.within).0,
                    words: words.to_owned(),
                    date: statement.date.clone(),
                };
                found.entry(id.clone()).or_default().push(conflict);
            }
        }
    }
    (found, diagnostics)
}

fn diagnostic(event: &Event, words: &str, span: crate::model::span::Span) -> Diagnostic {
    let message =
        format!("`{words}` does not fit the date of the event `{}`, `{}`", event.id, event.date.value.edtf);
    Diagnostic::at(Code::EventDateConflict, span, message)
        .related(event.date.span, "the event’s date")
        .help("mend the one that is wrong; if the article says so, the event shows both")
}

/// The date that a sentence states against the event that it links there.
fn against<'t>(
    told: &'t Told<'_>,
    link: &Range<usize>,
    event: &Event,
    index: &Index<'_>,
) -> Option<&'t Statement> {
    let sentence = told.sentence(link);
    let within = |range: &Range<usize>| sentence.start <= range.start && range.end <= sentence.end;
    let stated = || told.statements.iter().filter(|statement| within(&statement.range));
    let own = widened(&event.date.value);
    if stated().any(|statement| meet(&statement.date, &own)) {
        return None;
    }
    let others = || {
        let linked = told.events.iter().filter(|(range, _, id)| within(range) && *id != event.id);
        linked.filter_map(|(_, _, id)| index.events.get(id.as_str()))
    };
    let near = wider(&own, FARTHEST_YEARS);
    let is_date = |statement: &Statement| match statement.certainty {
        Certainty::Sure => true,
        Certainty::Likely => meet(&statement.date, &near),
        Certainty::Possible => false,
    };
    let is_other =
        |statement: &Statement| others().any(|other| meet(&statement.date, &widened(&other.date.value)));
    stated()
        .filter(|statement| statement.at && !statement.about && is_date(statement) && !is_other(statement))
        .filter(|statement| is_close(told.text, &statement.range, link))
        .min_by_key(|statement| distance(&statement.range, link))
}

fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    second.start.saturating_sub(first.end)
}

/// Whether nothing between a date and a link, here in braces, parts them: “in 1956, at the {conference}”, “the
/// {conference} was held in 1956”. Before the link only little words may stand, since “in 2005 they praised the
/// {conference}” says nothing of its date.
fn is_close(text: &str, date: &Range<usize>, link: &Range<usize>) -> bool {
    let date_first = date.start <= link.start;
    let (first, second) = if date_first { (date, link) } else { (link, date) };
    let between = text.get(first.end..second.start).unwrap_or_default();
    let parts = |c: char| matches!(c, ';' | ':' | '(' | ')' | '—' | '。' | '；' | '：' | '（' | '）');
    let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let few = between.len() <= FARTHEST && words.clone().count() <= MOST_WORDS;
    let little = !date_first || words.all(|word| word.len() <= LONGEST_LITTLE_WORD);
    few && little && !between.contains(parts)
}

/// The time of an event, wider by what its own doubts leave open.
fn widened(date: &Date) -> Date {
    let doubtful =
        |end: &Endpoint| matches!(end, Endpoint::Known(_, marks) if marks.approximate || marks.uncertain);
    let is_doubtful = match &date.shape {
        Shape::Single(_, marks) | Shape::Set(marks) => marks.approximate || marks.uncertain,
        Shape::Interval(first, last) => doubtful(first) || doubtful(last),
    };
    match (date.earliest, date.latest) {
        (Some(earliest), Some(latest)) if is_doubtful => {
            wider(date, 1 + latest.year.saturating_sub(earliest.year) / 2)
        }
        _ => date.clone(),
    }
}

/// A time that begins so many years before, and ends so many after.
fn wider(date: &Date, years: i64) -> Date {
    let earlier = |day: Day| Day { year: day.year.saturating_sub(years), ..day };
    let later = |day: Day| Day { year: day.year.saturating_add(years), ..day };
    Date { earliest: date.earliest.map(earlier), latest: date.latest.map(later), ..date.clone() }
}
