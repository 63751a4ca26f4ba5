//! Numbers and order of a list of notes; which notes it holds is decided before.

use crate::model::article::Numbering;
use crate::model::links::{ListedNote, NoteMarker, NoteState, Notes};

/// Numbers and orders notes that come in the order of their first markers, those without a marker last.
pub(super) fn arrange(
    mut markers: Vec<NoteMarker>,
    notes: Vec<ListedNote>,
    declared: Option<Numbering>,
) -> Notes {
    let numbering = declared.unwrap_or_else(|| usual(&notes));
    let order = match numbering {
        Numbering::Order => (0..notes.len()).collect(),
        Numbering::Source => by_source(&notes),
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
    let list = placed.into_iter().map(|(place, note)| numbered(note, place, numbering)).collect();
    Notes { markers, list }
}

fn numbered(note: ListedNote, place: usize, numbering: Numbering) -> ListedNote {
    let number = match numbering {
        Numbering::Source => note.label.as_str().to_owned(),
        Numbering::Order => (place + 1).to_string(),
    };
    ListedNote { number, ..note }
}

/// Labels that are numbers and grow from marker to marker are those of a printed source.
fn usual(notes: &[ListedNote]) -> Numbering {
    let Some(numbers) = notes.iter().map(number).collect::<Option<Vec<_>>>() else {
        return Numbering::Order;
    };
    let marked: Vec<_> = numbers.iter().zip(notes).filter(|(_, note)| is_marked(note)).collect();
    let grows = marked.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b));
    if grows { Numbering::Source } else { Numbering::Order }
}

/// By number; where some labels are none, by marker, with unmarked numbers before the first greater one.
fn by_source(notes: &[ListedNote]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..notes.len()).collect();
    if notes.iter().all(|note| number(note).is_some()) {
        order.sort_by_key(|&index| notes.get(index).and_then(number));
        return order;
    }
    let (marked, unmarked): (Vec<_>, Vec<_>) =
        notes.iter().enumerate().partition(|(_, note)| is_marked(note));
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

fn is_marked(note: &ListedNote) -> bool {
    note.state != NoteState::Unmarked
}

fn number(note: &ListedNote) -> Option<u64> {
    let label = note.label.as_str();
    // `+8` would parse.
    label.bytes().all(|byte| byte.is_ascii_digit()).then(|| label.parse().ok()).flatten()
}
