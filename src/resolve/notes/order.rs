//! Numbers and order of a list of notes; which notes it holds is decided before.
//!
//! Where the source prints its numbers, they stay, and the notes of citations have letters between them: nothing may look
//! like a number of the source that is none. Where nothing is printed, all are counted in one sequence.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::article::Numbering;
use crate::model::links::{ListedNote, NoteMarker, NoteMatter, NoteState, Notes};

/// Numbers and orders notes that come in the order of their first markers, those without a marker last.
pub(super) fn arrange(
    mut markers: Vec<NoteMarker>,
    notes: Vec<ListedNote>,
    declared: Option<Numbering>,
) -> Notes {
    let numbering = declared.unwrap_or_else(|| usual(&notes));
    let order = match numbering {
        Numbering::Order => (0..notes.len()).collect(),
        Numbering::Source => with_citations(&notes, by_source(&notes)),
    };
    let mut ranks = vec![0; notes.len()];
    for (place, &index) in order.iter().enumerate() {
        if let Some(slot) = ranks.get_mut(index) {
            *slot = place;
        }
    }
    for marker in &mut markers {
        marker.note = marker.note.and_then(|index| ranks.get(index).copied());
    }
    let mut placed: Vec<_> = ranks.into_iter().zip(notes).collect();
    placed.sort_by_key(|(place, _)| *place);
    let list = numbered(placed.into_iter().map(|(_, note)| note).collect(), numbering);
    let cited: BTreeMap<_, _> = list
        .iter()
        .enumerate()
        .filter_map(|(place, note)| match note.matter {
            NoteMatter::Citation(id) => Some((id, place)),
            _ => None,
        })
        .collect();
    Notes { markers, list, cited }
}

fn numbered(mut list: Vec<ListedNote>, numbering: Numbering) -> Vec<ListedNote> {
    match numbering {
        Numbering::Order => {
            for (number, note) in (1_u32..).zip(&mut list) {
                note.number = number.to_string();
            }
        }
        Numbering::Source => {
            let (citations, written): (Vec<_>, Vec<_>) = list.iter_mut().partition(|note| note.is_citation());
            let printed: BTreeSet<&str> = written.iter().map(|note| note.label.as_str()).collect();
            let mut free = (0_u32..).map(letters).filter(|letters| !printed.contains(letters.as_str()));
            for note in citations {
                note.number = free.next().unwrap_or_default();
            }
            for note in written {
                note.label.as_str().clone_into(&mut note.number);
            }
        }
    }
    list
}

/// `a` to `z`, then `aa`, `ab`, …
fn letters(mut n: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(n % 26).unwrap_or_default()));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

/// Labels that are numbers and grow from marker to marker are those of a printed source.
fn usual(notes: &[ListedNote]) -> Numbering {
    let written: Vec<&ListedNote> = notes.iter().filter(|note| !note.is_citation()).collect();
    let Some(numbers) = written.iter().map(|note| number(note)).collect::<Option<Vec<_>>>() else {
        return Numbering::Order;
    };
    let marked: Vec<_> = numbers.iter().zip(&written).filter(|(_, note)| is_marked(note)).collect();
    let grows = marked.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b));
    if grows && !written.is_empty() { Numbering::Source } else { Numbering::Order }
}

/// The notes of the source by number; where some labels are none, by marker, with unmarked numbers before the first
/// greater one.
fn by_source(notes: &[ListedNote]) -> Vec<usize> {
    let written = || notes.iter().enumerate().filter(|(_, note)| !note.is_citation());
    let mut order: Vec<usize> = written().map(|(index, _)| index).collect();
    if written().all(|(_, note)| number(note).is_some()) {
        order.sort_by_key(|&index| notes.get(index).and_then(number));
        return order;
    }
    let (marked, unmarked): (Vec<_>, Vec<_>) = written().partition(|(_, note)| is_marked(note));
    let mut unmarked: Vec<_> = unmarked.iter().map(|(index, note)| (number(note), *index)).collect();
    unmarked.sort_by_key(|(number, _)| number.unwrap_or(u64::MAX));
    let mut unmarked = unmarked.into_iter().peekable();
    order.clear();
    for (index, note) in marked {
        if let Some(limit) = number(note) {
            while let Some((_, earlier)) = unmarked.next_if(|(number, _)| number.is_some_and(|n| n < limit)) {
                order.push(earlier);
            }
        }
        order.push(index);
    }
    order.extend(unmarked.map(|(_, index)| index));
    order
}

/// The notes of the source with those of citations between them: each behind the note whose marker stands before its own.
fn with_citations(notes: &[ListedNote], written: Vec<usize>) -> Vec<usize> {
    let mut behind: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut last = None;
    for (index, note) in notes.iter().enumerate().filter(|(_, note)| is_marked(note)) {
        if note.is_citation() {
            behind.entry(last).or_default().push(index);
        } else {
            last = Some(index);
        }
    }
    let mut order = behind.remove(&None).unwrap_or_default();
    for index in written {
        order.push(index);
        order.extend(behind.remove(&Some(index)).unwrap_or_default());
    }
    order
}

fn is_marked(note: &ListedNote) -> bool {
    note.state != NoteState::Unmarked
}

fn number(note: &ListedNote) -> Option<u64> {
    let label = note.label.as_str();
    // `+8` would parse.
    label.bytes().all(|byte| byte.is_ascii_digit()).then(|| label.parse().ok()).flatten()
}
