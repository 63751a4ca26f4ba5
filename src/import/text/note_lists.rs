//! Lists of notes: which lines are the notes, and where each begins; where in the text their markers stand is not known
//! here.
//!
//! Under a heading such as “Notes” the lines that begin with numbers of a sequence are notes, and all others go on with the
//! note before them. Without a heading the end of the text is such a list if the text before it has markers for it.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Form, Label, Name, behind_arrow, label};
use super::lines::Line;
use super::sections::{Section, section};
use crate::import::recognise::notes;
use crate::model::months::month;

/// How many notes without numbers a list has at most.
const MOST_ARROWS: usize = 4999;

/// How many ends of a text are tried for a list without a heading.
const TRIES: usize = 6;

/// A list of notes, in indices of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteList {
    /// The line of its heading, or the rule above it
    pub(super) heading: Option<usize>,
    /// The line behind its last
    pub(super) end: usize,
    /// Its notes
    pub(super) entries: Vec<Entry>,
}

/// Where a note begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its label
    pub(super) label: String,
    /// The line
    pub(super) line: usize,
    /// Where its text begins in the line, in bytes
    pub(super) text: usize,
}

/// The lists of notes of a text, in their order.
pub(super) fn note_lists(lines: &[Line]) -> Vec<NoteList> {
    let sections: Vec<(usize, Section)> =
        lines.iter().enumerate().filter_map(|(index, line)| Some((index, section(&line.text)?))).collect();
    let mut lists = Vec::new();
    for (place, (heading, kind)) in sections.iter().enumerate() {
        if matches!(kind, Section::Notes | Section::Works) {
            let end = sections.get(place + 1).map_or(lines.len(), |(next, _)| *next);
            lists.extend(below_heading(lines, *heading, end, *kind));
        }
    }
    if lists.is_empty() {
        let end = sections
            .iter()
            .find(|(index, _)| *index * 2 > lines.len())
            .map_or(lines.len(), |(index, _)| *index);
        lists.extend(at_the_end(lines, end));
    }
    lists
}

fn below_heading(lines: &[Line], heading: usize, end: usize, kind: Section) -> Option<NoteList> {
    let entries = entries(lines, heading + 1, end);
    let entries = if entries.is_empty() { arrows(lines, heading, end, kind) } else { entries };
    let first = entries.first()?;
    let prose_before = lines.get(heading + 1..first.line)?.iter().filter(|line| !line.is_blank()).count();
    // A list of works may be numbered without being notes.
    let is_list =
        kind == Section::Notes || (entries.len() > 1 && is_marked(lines.iter().take(heading), &entries));
    (prose_before <= 2 && is_list).then(|| NoteList {
        heading: Some(heading),
        end: list_end(lines, &entries, end),
        entries,
    })
}

/// The last note goes on to the next blank line.
fn list_end(lines: &[Line], entries: &[Entry], end: usize) -> usize {
    let last = entries.last().map_or(0, |entry| entry.line);
    let alone = |index: usize, line: &Line| {
        index == last && label(&line.text).is_some_and(|label| label.text == line.text.len())
    };
    let mut at = last;
    while at < end {
        let Some(line) = lines.get(at).filter(|line| !line.is_blank()) else {
            break;
        };
        at += 1;
        // A label may stand alone, and its text below a blank line.
        while alone(at - 1, line) && at < end && lines.get(at).is_some_and(Line::is_blank) {
            at += 1;
        }
    }
    at
}

/// The lines of a region that begin notes.
fn entries(lines: &[Line], start: usize, end: usize) -> Vec<Entry> {
    let labelled: Vec<(usize, Label<'_>)> =
        (start..end).filter_map(|index| Some((index, label(&lines.get(index)?.text)?))).collect();
    let forms = Forms::of(lines, &labelled);
    let numbered: Vec<(usize, &Label<'_>, u32)> = labelled
        .iter()
        .filter_map(|(index, label)| match label.name {
            Name::Number(number) => Some((*index, label, number)),
            Name::Symbol(_) => None,
        })
        .collect();
    let items: Vec<(u32, i64)> = numbered
        .iter()
        .map(|(index, label, number)| (*number, forms.strength(lines, *index, label)))
        .collect();
    let chosen: BTreeSet<usize> = notes::sequence(&items)
        .into_iter()
        .filter_map(|item| numbered.get(item).map(|(index, _, _)| *index))
        .collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries = Vec::new();
    for (line, label) in labelled {
        let name = match label.name {
            Name::Number(number) if chosen.contains(&line) => number.to_string(),
            Name::Symbol(symbol) if begins(lines, line) => {
                let times = seen.entry(symbol.to_owned()).or_insert(0);
                *times += 1;
                if *times == 1 { symbol.to_owned() } else { format!("{symbol}-{times}") }
            }
            _ => continue,
        };
        entries.push(Entry { label: name, line, text: label.text });
    }
    entries
}

/// Notes whose numbers a copy has lost, and that begin with a way back: `^ Jump up to: a b Text`; their order numbers them,
/// with letters where the text above has one for each, as it has for notes beside references.
fn arrows(lines: &[Line], heading: usize, end: usize, kind: Section) -> Vec<Entry> {
    let begun = (heading + 1..end).filter_map(|line| Some((line, behind_arrow(&lines.get(line)?.text)?)));
    let mut begun: Vec<(usize, usize)> = begun.collect();
    begun.truncate(MOST_ARROWS);
    let has = |place: usize, line: &Line| {
        u8::try_from(place)
            .is_ok_and(|place| line.text.contains(&format!("[{}]", char::from(b'a' + place % 26))))
    };
    let letters = kind == Section::Notes
        && (0..begun.len()).all(|place| lines.iter().take(heading).any(|line| has(place, line)));
    let name = |place: usize| match u8::try_from(place).ok().filter(|place| letters && *place < 26) {
        Some(place) => char::from(b'a' + place).to_string(),
        None => (place + 1).to_string(),
    };
    begun
        .into_iter()
        .enumerate()
        .map(|(place, (line, text))| Entry { label: name(place), line, text })
        .collect()
}

/// How the labels of a list are set, as most of them are.
struct Forms {
    form: Option<Form>,
    /// Whether blank lines part the notes
    spaced: bool,
    indent: usize,
}

impl Forms {
    fn of(lines: &[Line], labelled: &[(usize, Label<'_>)]) -> Self {
        let mut counts: BTreeMap<Form, usize> = BTreeMap::new();
        let mut indents: BTreeMap<usize, usize> = BTreeMap::new();
        let mut spaced = 0;
        for (index, label) in labelled {
            *counts.entry(label.form).or_insert(0) += 1;
            *indents.entry(lines.get(*index).map_or(0, |line| line.indent)).or_insert(0) += 1;
            spaced += usize::from(is_blank(lines, *index, 1));
        }
        let most = |counts: &BTreeMap<usize, usize>| {
            counts.iter().max_by_key(|(_, n)| **n).map_or(0, |(key, _)| *key)
        };
        Self {
            form: counts.iter().max_by_key(|(_, count)| **count).map(|(form, _)| *form),
            spaced: spaced * 3 > labelled.len() * 2,
            indent: most(&indents),
        }
    }

    /// How much speaks for a note that begins with this label.
    fn strength(&self, lines: &[Line], index: usize, label: &Label<'_>) -> i64 {
        let Some(line) = lines.get(index) else {
            return 0;
        };
        let same_form = if self.form == Some(label.form) { 20 } else { -10 };
        let parted = match (self.spaced, is_blank(lines, index, 1)) {
            (true, true) => 20,
            (true, false) => -30,
            (false, true) => 10,
            (false, false) => 0,
        };
        let ended = if begins(lines, index) { 10 } else { -25 };
        let indented = if line.indent == self.indent { 5 } else { -5 };
        let month = if is_month(line.text.get(label.text..).unwrap_or("")) { -30 } else { 0 };
        30 + same_form + parted + ended + indented + month
    }
}

fn is_blank(lines: &[Line], index: usize, back: usize) -> bool {
    index.checked_sub(back).and_then(|index| lines.get(index)).is_none_or(Line::is_blank)
}

/// Whether what stands before a line has come to an end.
fn begins(lines: &[Line], index: usize) -> bool {
    let Some(last) = index.checked_sub(1).and_then(|last| lines.get(last)).filter(|line| !line.is_blank())
    else {
        return true;
    };
    last.text.ends_with(['.', '?', '!', ')', ']', '”', '’', '"', '»', '。', '）', '↩', '/', ':', '…'])
        || section(&last.text).is_some()
        || last.text.split_whitespace().any(|word| word.contains("://"))
}

/// A day of a date, not a number of a note: `12 May 1955`.
fn is_month(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    // “12 de mayo de 1955” as well.
    word == "de" || month(&word).is_some()
}

/// A list without a heading, at the end of the text.
fn at_the_end(lines: &[Line], end: usize) -> Option<NoteList> {
    let first = |index: &usize| {
        let name = lines.get(*index).and_then(|line| label(&line.text)).map(|label| label.name);
        matches!(name, Some(Name::Number(1..=3) | Name::Symbol(_))) && begins(lines, *index)
    };
    let starts: Vec<usize> = (1..end).rev().filter(first).take(TRIES).collect();
    starts.into_iter().rev().find_map(|start| {
        let entries = entries(lines, start, end);
        let fits = entries.first().is_some_and(|entry| entry.line == start) && is_dense(lines, &entries, end);
        (fits && is_marked(lines.iter().take(start), &entries)).then(|| NoteList {
            heading: rule_above(lines, start),
            end: list_end(lines, &entries, end),
            entries,
        })
    })
}

/// Notes are short; what follows the headings of a text is not.
fn is_dense(lines: &[Line], entries: &[Entry], end: usize) -> bool {
    let last = entries.last().map_or(0, |entry| entry.line);
    let passages = (entries.first().map_or(0, |entry| entry.line)..end.min(last + 1))
        .filter(|index| lines.get(*index).is_some_and(|line| !line.is_blank()) && is_blank(lines, *index, 1))
        .count();
    passages <= entries.len() * 2 + 1
}

/// Whether the text before a list has markers for most of its notes.
pub(super) fn is_marked<'l>(before: impl Iterator<Item = &'l Line>, entries: &[Entry]) -> bool {
    let texts: Vec<&str> = before.map(|line| &*line.text).collect();
    let labels: Vec<String> = entries.iter().map(|entry| entry.label.clone()).collect();
    let marked: BTreeSet<String> =
        notes::markers(&texts, &labels).marks.into_iter().flat_map(|mark| mark.labels).collect();
    let met = labels.iter().filter(|label| marked.contains(*label)).count();
    met * 5 >= labels.len() * 3 && !labels.is_empty()
}

/// A line of strokes above the notes.
fn rule_above(lines: &[Line], start: usize) -> Option<usize> {
    let above = (0..start).rev().find(|index| lines.get(*index).is_some_and(|line| !line.is_blank()))?;
    let text = &lines.get(above)?.text;
    let is_rule = text.chars().count() >= 3
        && text.chars().all(|c| matches!(c, '_' | '-' | '—' | '–' | '*' | '=' | '⸺' | ' '));
    is_rule.then_some(above)
}
