//! Words in notes that refer back, such as “ibid.”, “op. cit.” and “note 4 above”, as links to what they mean; what is not
//! certain stays words, and is told. Citations and links of the author’s are left alone.
//!
//! 1. The words of each note ([`tokens`]), in the order of the list.
//! 2. The phrases among them ([`words`]), and short titles ([`titles`]).
//! 3. What each means: the note before, a note by its number, or a work.

mod titles;
mod tokens;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use super::passages::Resolved;
use super::works::Works;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{CitationId, RunId};
use crate::model::links::{BackLink, BackTarget, ListedNote, NoteMatter, NoteState, WorkId};
use crate::model::text::Within;
use tokens::{Kind, Token};
use words::Phrase;

/// What was found in the notes of a text.
pub(super) type Found = (BTreeMap<RunId, Vec<BackLink>>, Vec<Diagnostic>);

/// Finds what the notes of a text refer back to.
pub(super) fn find(resolved: Resolved<'_>, works: &Works) -> Found {
    let mut reader = Reader {
        notes: notes(&resolved),
        titles: titles::Titles::of(resolved.citations, works),
        resolved,
        sources: Vec::new(),
        links: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    for place in 0..reader.notes.len() {
        reader.note(place);
    }
    for links in reader.links.values_mut() {
        links.sort_by_key(|link| link.range.start);
    }
    (reader.links, reader.diagnostics)
}

/// The words of each note in the order of the list; none of a note that nobody wrote here.
fn notes(resolved: &Resolved<'_>) -> Vec<Vec<Token>> {
    let mut by_definition: BTreeMap<usize, Vec<Token>> = BTreeMap::new();
    for leaf in &resolved.flat.leaves {
        if let Within::Note(index) = leaf.within {
            by_definition.entry(index as usize).or_default().extend(tokens::tokens(resolved.flat, leaf));
        }
    }
    let listed = resolved.notes.list.iter();
    listed
        .map(|note| note.definition().and_then(|index| by_definition.remove(&index)).unwrap_or_default())
        .collect()
}

/// What words mean.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    Note(usize),
    Work(WorkId),
    /// What cannot be told, and why
    Unclear(&'static str, &'static str),
}

const NOTHING_BEFORE: (&str, &str) = ("there is no note before it", "cite the source: `[@key]`");
const NOT_HERE: (&str, &str) =
    ("the note before it in the source is not in this text", "cite the source, if it is known: `[@key]`");
const MANY: (&str, &str) = ("it could mean several sources", "cite the source that it means: `[@key]`");
const NO_CITATION: (&str, &str) =
    ("the source named before it is no citation", "cite that source, or this one: `[@key]`");
const NOBODY: (&str, &str) =
    ("no citation and no earlier note names that author", "cite the source that it means: `[@key]`");
const NO_SUCH_NOTE: (&str, &str) =
    ("there is no such note", "correct the number, or link the place: `[note 4](#fn-4)`");

struct Reader<'a> {
    resolved: Resolved<'a>,
    notes: Vec<Vec<Token>>,
    titles: titles::Titles,
    /// What “ibid.” in the next note means, by the place of the note
    sources: Vec<Meaning>,
    links: BTreeMap<RunId, Vec<BackLink>>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn note(&mut self, place: usize) {
        let tokens = std::mem::take(&mut self.notes[place]);
        let mut named: Vec<(usize, Meaning)> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let found = self.number(&tokens, at, place).or_else(|| self.phrase(&tokens, at, place, &named));
            let Some((meaning, end)) = found else {
                at += 1;
                continue;
            };
            self.link(&(tokens[at].range.start..tokens[end - 1].range.end), &meaning);
            named.push((at, meaning));
            at = end;
        }
        for (range, work) in self.titles.find(&self.resolved.flat.text, &tokens) {
            self.link(&range, &Meaning::Work(work));
        }
        let source = self.source(place, &tokens, &named);
        self.sources.push(source);
        self.notes[place] = tokens;
    }

    /// What the note as a whole names, for “ibid.” in the next one.
    fn source(&self, place: usize, tokens: &[Token], named: &[(usize, Meaning)]) -> Meaning {
        let listed = self.resolved.notes.list.get(place);
        if let Some(NoteMatter::Citation(id)) = listed.map(|note| note.matter) {
            return self.only_work(id).map_or(Meaning::Note(place), Meaning::Work);
        }
        let cited: Vec<CitationId> = tokens.iter().filter_map(cited).collect();
        let is_plain = |token: &Token| words::is_signal(token) || cited_or_number(token);
        match (named, cited.as_slice()) {
            // “Ibid.” after “ibid.” means the same; so does one after a note that cannot be told.
            ([(at, meaning)], []) if tokens[..*at].iter().all(words::is_signal) => meaning.clone(),
            ([], [id]) if tokens.iter().all(is_plain) => {
                self.only_work(*id).map_or(Meaning::Note(place), Meaning::Work)
            }
            _ => Meaning::Note(place),
        }
    }

    fn only_work(&self, id: CitationId) -> Option<WorkId> {
        let works = &self.resolved.citations.get(id.index())?.works;
        let first = works.first()?.as_ref()?;
        works.iter().all(|work| work.as_ref() == Some(first)).then(|| first.clone())
    }

    fn number(&self, tokens: &[Token], at: usize, place: usize) -> Option<(Meaning, usize)> {
        let (number, end) = words::note_number(tokens, at)?;
        let found = self.resolved.notes.list.iter().position(|note| note.number == number);
        let meaning =
            found.filter(|found| *found != place).map_or_else(|| unclear(NO_SUCH_NOTE), Meaning::Note);
        Some((meaning, end))
    }

    fn phrase(
        &self,
        tokens: &[Token],
        at: usize,
        place: usize,
        named: &[(usize, Meaning)],
    ) -> Option<(Meaning, usize)> {
        let (phrase, end) = words::phrase(tokens, at)?;
        let ahead = (end..tokens.len().min(end + 4)).any(|next| words::note_number(tokens, next).is_some());
        if phrase == Phrase::Cited && ahead {
            // “a. a. O. (Anm. 4)”: the number says it.
            return None;
        }
        let meaning = match phrase {
            Phrase::Cited => {
                self.author(tokens, at, place).unwrap_or_else(|| self.same(tokens, at, place, named))
            }
            Phrase::Same => self.same(tokens, at, place, named),
        };
        Some((meaning, end))
    }

    /// The source named last: in the same note, or else the note before.
    fn same(&self, tokens: &[Token], at: usize, place: usize, named: &[(usize, Meaning)]) -> Meaning {
        let before = &tokens[..at];
        if before.iter().all(words::is_signal) {
            return self.before(place);
        }
        let citation = before.iter().rposition(|token| cited(token).is_some());
        let phrase = named.last().map(|(at, _)| *at);
        match (citation, phrase) {
            (Some(citation), phrase) if phrase.is_none_or(|phrase| phrase < citation) => {
                let work = cited(&before[citation]).and_then(|id| self.only_work(id));
                work.map_or_else(|| unclear(MANY), Meaning::Work)
            }
            (_, Some(_)) => named.last().map_or_else(|| unclear(NO_CITATION), |(_, meaning)| meaning.clone()),
            _ => unclear(NO_CITATION),
        }
    }

    /// What the note before a note names. Where the source prints its numbers, it is the one with the number before.
    fn before(&self, place: usize) -> Meaning {
        let list = &self.resolved.notes.list;
        let printed = |note: &ListedNote| {
            note.number.parse::<u64>().ok().filter(|_| note.number == note.label.as_str())
        };
        let number = list.get(place).and_then(printed);
        let previous = (0..place)
            .rev()
            .find(|other| number.is_none() || list.get(*other).is_some_and(|n| !n.is_citation()));
        let Some(previous) = previous else {
            return unclear(if number.is_some_and(|number| number > 1) { NOT_HERE } else { NOTHING_BEFORE });
        };
        if let (Some(number), Some(other)) = (number, list.get(previous).and_then(printed))
            && other + 1 != number
        {
            return unclear(NOT_HERE);
        }
        self.sources.get(previous).cloned().unwrap_or_else(|| unclear(NOTHING_BEFORE))
    }

    /// The one work of an author who is named before “op. cit.”; `None` where nobody is.
    fn author(&self, tokens: &[Token], at: usize, place: usize) -> Option<Meaning> {
        let clause = tokens[..at].iter().rev().take(8);
        let clause =
            clause.take_while(|token| !token.is(';') && !matches!(token.kind, Kind::Cited(_) | Kind::Linked));
        let names: Vec<&str> = clause
            .filter(|token| token.capital && !words::is_signal(token))
            .filter_map(Token::word)
            .collect();
        if names.is_empty() {
            return None;
        }
        let works = self.titles.by_author(&names);
        if let [work] = works.as_slice() {
            return Some(Meaning::Work(work.clone()));
        }
        if works.len() > 1 {
            return Some(unclear(MANY));
        }
        let names_one =
            |token: &Token| token.capital && token.word().is_some_and(|word| names.contains(&word));
        let naming: Vec<usize> =
            (0..place).filter(|place| self.notes[*place].iter().any(names_one)).collect();
        let full = naming.iter().filter(|place| {
            let tokens = &self.notes[**place];
            !(0..tokens.len()).any(|at| matches!(words::phrase(tokens, at), Some((Phrase::Cited, _))))
        });
        Some(match full.collect::<Vec<_>>().as_slice() {
            [one] => Meaning::Note(**one),
            [] => unclear(NOBODY),
            _ => unclear(MANY),
        })
    }

    fn link(&mut self, range: &Range<usize>, meaning: &Meaning) {
        let to = match meaning {
            Meaning::Work(work) => BackTarget::Work(work.clone()),
            Meaning::Note(place) => match self.resolved.notes.list.get(*place) {
                Some(note) if matches!(note.state, NoteState::Missing | NoteState::Absent) => {
                    BackTarget::Lost(note.label.clone())
                }
                Some(note) => BackTarget::Note(note.label.clone()),
                None => return,
            },
            Meaning::Unclear(why, help) => return self.tell(range, why, help),
        };
        let runs = self.resolved.flat.runs(range);
        let last = runs.len().saturating_sub(1);
        for (n, (run, range)) in runs.into_iter().enumerate() {
            let links = self.links.entry(run).or_default();
            if links.iter().all(|other| other.range.end <= range.start || range.end <= other.range.start) {
                links.push(BackLink { range, to: to.clone(), ends: n == last });
            }
        }
    }

    fn tell(&mut self, range: &Range<usize>, why: &str, help: &str) {
        let words = self.resolved.flat.text.get(range.clone()).unwrap_or_default();
        let Some(span) = self.resolved.flat.span(range) else { return };
        let message = format!("what `{words}` refers to is unclear: {why}");
        self.diagnostics.push(Diagnostic::at(Code::NoteReferenceUnclear, span, message).help(help));
    }
}

fn unclear((why, help): (&'static str, &'static str)) -> Meaning {
    Meaning::Unclear(why, help)
}

fn cited(token: &Token) -> Option<CitationId> {
    match token.kind {
        Kind::Cited(id) => Some(id),
        _ => None,
    }
}

fn cited_or_number(token: &Token) -> bool {
    matches!(token.kind, Kind::Cited(_) | Kind::Number(_))
}
