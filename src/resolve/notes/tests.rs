//! Tests of the notes: lists, markers and diagnostics as printed.
#![allow(clippy::unwrap_used, reason = "a test that is written wrongly should fail")]

use super::{Cites, resolve};
use crate::model::article::{Apparatus, Numbering};
use crate::model::links::{NoteState, Notes};
use crate::resolve::fixture::{Fixture, apparatus, labels};

/// What the spans of declarations point into.
const DECLARATIONS: &str = "0123456789";

/// The list as `number=label state ×markers @block`, the markers as `place.occurrence`, and the diagnostics.
fn check(source: &str, apparatus: Option<&Apparatus>, list: &str, markers: &str, diagnostics: &str) {
    let mut fixture = Fixture::of(DECLARATIONS);
    let text = fixture.article("a", source).text.clone();
    let (notes, found) = resolve(&text, apparatus, Cites::InText);
    assert_eq!(shown(&notes), list);
    let places = notes.markers.iter().map(|marker| match marker.note {
        Some(place) => format!("{place}.{}", marker.occurrence),
        None => "-".to_owned(),
    });
    assert_eq!(places.collect::<Vec<_>>().join(" "), markers);
    assert_eq!(fixture.print(&found), diagnostics);
}

fn shown(notes: &Notes) -> String {
    let notes = notes.list.iter().map(|note| {
        let state = match note.state {
            NoteState::Resolved => "resolved",
            NoteState::Missing => "missing",
            NoteState::Absent => "absent",
            NoteState::Unmarked => "unmarked",
        };
        assert_eq!(
            note.definition().is_some(),
            matches!(note.state, NoteState::Resolved | NoteState::Unmarked)
        );
        let block = note.block.map_or(String::new(), |block| format!(" @{block}"));
        format!("{}={} {state} ×{}{block}", note.number, note.label, note.markers)
    });
    notes.collect::<Vec<_>>().join(", ")
}

#[test]
fn numbers_that_grow_stay_as_printed() {
    check(
        "One.[^2] Two.[^5]\nThree.[^7]\n[^2]: b\n[^5]: e\n[^7]: g",
        None,
        "2=2 resolved ×1 @0, 5=5 resolved ×1 @0, 7=7 resolved ×1 @1",
        "0.1 1.1 2.1",
        "",
    );
}

#[test]
fn other_labels_are_numbered_by_their_first_markers() {
    check(
        "One.[^b] Two.[^a] Three.[^b]\n[^a]: a\n[^b]: b",
        None,
        "1=b resolved ×2 @0, 2=a resolved ×1 @0",
        "0.1 1.1 0.2",
        "",
    );
    check(
        "One.[^2] Two.[^1]\n[^1]: a\n[^2]: b",
        None,
        "1=2 resolved ×1 @0, 2=1 resolved ×1 @0",
        "0.1 1.1",
        "",
    );
}

#[test]
fn an_article_may_say_how_it_numbers() {
    let mut by_source = apparatus(&[], &[], None);
    by_source.numbering = Some(Numbering::Source);
    check(
        "One.[^2] Two.[^1]\n[^1]: a\n[^2]: b",
        Some(&by_source),
        "1=1 resolved ×1 @0, 2=2 resolved ×1 @0",
        "1.1 0.1",
        "",
    );
    check(
        "One.[^*] Two.[^3]\n[^*]: a\n[^3]: b",
        Some(&by_source),
        "*=* resolved ×1 @0, 3=3 resolved ×1 @0",
        "0.1 1.1",
        "",
    );
    by_source.unmarked = labels(&["2", "x"]);
    check(
        "One.[^*] Two.[^3]\n[^*]: a\n[^3]: b\n[^x]: c\n[^2]: d",
        Some(&by_source),
        "*=* resolved ×1 @0, 2=2 unmarked ×0, 3=3 resolved ×1 @0, x=x unmarked ×0",
        "0.1 2.1",
        "",
    );
    let mut by_order = apparatus(&[], &["1"], None);
    by_order.numbering = Some(Numbering::Order);
    check(
        "Two.[^2] Seven.[^7]\n[^1]: a\n[^2]: b\n[^7]: g",
        Some(&by_order),
        "1=2 resolved ×1 @0, 2=7 resolved ×1 @0, 3=1 unmarked ×0",
        "0.1 1.1",
        "",
    );
}

#[test]
fn markers_in_notes_count_after_the_body() {
    check(
        "One.[^1]\nTwo.[^3]\n[^1]: a [^2] and [^3]\n[^2]: b\n[^3]: c",
        None,
        "1=1 resolved ×1 @0, 2=3 resolved ×2 @1, 3=2 resolved ×1",
        "0.1 1.1 2.1 1.2",
        "",
    );
}

#[test]
fn what_is_declared_lost_is_listed() {
    check(
        "One.[^2] Two.[^8] Three.[^10]\n[^1]: a\n[^2]: b\n[^10]: j",
        Some(&apparatus(&["8"], &["1"], None)),
        "1=1 unmarked ×0, 2=2 resolved ×1 @0, 8=8 missing ×1 @0, 10=10 resolved ×1 @0",
        "1.1 2.1 3.1",
        "",
    );
    check(
        "One.[^1] Two.[^2]",
        Some(&apparatus(&[], &[], Some(2))),
        "1=1 absent ×1 @0, 2=2 absent ×1 @0",
        "0.1 1.1",
        "",
    );
}

#[test]
fn undefined_notes_are_errors() {
    check(
        "One.[^korea] Two.[^korae]\n[^korea]: a",
        None,
        "1=korea resolved ×1 @0",
        "0.1 -",
        "note-undefined [17:[^korae]] note `korae` is not defined | help: did you mean `[^korea]`? define it with a line `[^korae]: …`",
    );
    check(
        "One.[^8] Two.[^a\"b]",
        Some(&apparatus(&[], &[], None)),
        "",
        "- -",
        "note-undefined [4:[^8]] note `8` is not defined | help: define it with a line `[^8]: …`; if the source has lost it, declare that: `missing = [8]` under `[apparatus]`\n\
         note-undefined [13:[^a\"b]] note `a\"b` is not defined | help: define it with a line `[^a\"b]: …`; if the source has lost it, declare that: `missing = [\"a\\\"b\"]` under `[apparatus]`",
    );
}

#[test]
fn a_second_definition_is_an_error_and_the_first_counts() {
    check(
        "One.[^1]\n[^1]: a\n[^1]: b",
        None,
        "1=1 resolved ×1 @0",
        "0.1",
        "note-duplicate [17:[^1]:] note `1` is defined twice | first here [9:[^1]:] | help: give one of them another label, or join them into one note",
    );
}

#[test]
fn a_note_without_marker_is_listed_with_a_warning() {
    check(
        "One.\n[^01]: a",
        Some(&apparatus(&[], &[], None)),
        "01=01 unmarked ×0",
        "",
        "note-unused [5:[^01]:] no marker leads to note `01` | help: put `[^01]` where it belongs, or, if the source has no marker for it, declare that: `unmarked = [\"01\"]` under `[apparatus]`",
    );
    check(
        "One.\n[^a]: a",
        None,
        "1=a unmarked ×0",
        "",
        "note-unused [5:[^a]:] no marker leads to note `a` | help: put `[^a]` where it belongs, or take the note out",
    );
}

#[test]
fn declarations_that_are_not_so_are_errors() {
    check(
        "One.[^8]\n[^8]: h",
        Some(&apparatus(&["8", "9"], &[], None)),
        "8=8 resolved ×1 @0",
        "0.1",
        "note-declared-missing [0:0] note `8` is declared missing, yet it is defined | defined here [9:[^8]:] | help: take `8` out of `missing`\n\
         note-declared-missing [1:1] note `9` is declared missing, yet no marker leads to it | help: put `[^9]` where the source has it, or take `9` out of `missing`",
    );
    check(
        "One.[^1]\n[^1]: a",
        Some(&apparatus(&[], &["1", "2"], None)),
        "1=1 resolved ×1 @0",
        "0.1",
        "note-declared-unmarked [0:0] note `1` is declared unmarked, yet a marker leads to it | marked here [4:[^1]] | help: take `1` out of `unmarked`\n\
         note-declared-unmarked [1:1] note `2` is declared unmarked, yet it is not defined | help: define it with a line `[^2]: …`, or take `2` out of `unmarked`",
    );
}

#[test]
fn the_count_of_an_absent_list_must_hold() {
    check(
        "One.[^1] Three.[^3] Three again.[^3]",
        Some(&apparatus(&[], &[], Some(3))),
        "1=1 absent ×1 @0, 3=3 absent ×2 @0",
        "0.1 1.1 1.2",
        "note-count [0:0123456] the absent note list is declared to have had 3 notes, yet the text has markers to 2 | help: there is no marker `[^2]`",
    );
    check(
        "One.[^1] Two.[^2]",
        Some(&apparatus(&[], &[], Some(1))),
        "1=1 absent ×1 @0, 2=2 absent ×1 @0",
        "0.1 1.1",
        "note-count [0:0123456] the absent note list is declared to have had 1 note, yet the text has markers to 2 | help: correct the count, or the markers: `count = 2`",
    );
    check(
        "Nothing.",
        Some(&apparatus(&[], &[], Some(u32::MAX))),
        "",
        "",
        "note-count [0:0123456] the absent note list is declared to have had 4294967295 notes, yet the text has markers to 0 | help: correct the count, or the markers: `count = 0`",
    );
    check(
        "One.[^1]\n[^1]: a",
        Some(&apparatus(&[], &[], Some(1))),
        "1=1 resolved ×1 @0",
        "0.1",
        "note-count [0:0123456] the whole note list is declared absent, yet a note is defined | the first of them [9:[^1]:] | help: declare only those as lost that are: `missing = […]` in place of `notes`",
    );
}

#[test]
fn thousands_of_notes_are_no_trouble() {
    use std::fmt::Write as _;
    let mut source = String::new();
    for n in 1..=10_000 {
        write!(source, "x[^{n}] ").unwrap();
    }
    for n in 1..=10_000 {
        write!(source, "\n[^{n}]: y[^{}]", n + 20_000).unwrap();
    }
    let mut fixture = Fixture::new();
    let text = fixture.article("a", &source).text.clone();
    let (notes, found) = resolve(&text, None, Cites::InText);
    assert_eq!(notes.list.len(), 10_000);
    assert_eq!(found.len(), 10_000);
}
