//! Tests of the apparatus page: statements in every number, rows, totals.

use super::{counts, lines, page, ranges, statements};
use crate::model::address::{Address, Fragment};
use crate::model::ids::{ArticleId, CitationId, DocumentId, NoteLabel};
use crate::model::ledger::{Ledger, LedgerCitation, LedgerMarker, LedgerNote, LedgerWork, WorkState};
use crate::model::links::{NoteState, WorkId};
use crate::render::build::fake::{Fake, Reader, work_id};
use crate::render::exports::samples::{article, by, unidentified, work};

fn address(id: &str) -> Address {
    Address::within(&DocumentId::Article(ArticleId::new("a-2020")), Fragment::new(id))
}

fn marker(label: &str, state: NoteState) -> LedgerMarker {
    LedgerMarker { label: NoteLabel::new(label), state, address: address(&format!("fnref-{label}-1")) }
}

fn note(label: &str, state: NoteState) -> LedgerNote {
    LedgerNote { label: NoteLabel::new(label), state, address: address(&format!("fn-{label}")) }
}

fn cited(key: &str, citations: u32) -> LedgerWork {
    LedgerWork { work: work_id(key), state: WorkState::Resolved, citations }
}

fn lost(key: &str, citations: u32) -> LedgerWork {
    let work = WorkId { declared_by: Some(ArticleId::new("a-2020")), ..work_id(key) };
    LedgerWork { work, state: WorkState::Unidentified, citations }
}

fn reader(ledger: Ledger) -> Fake {
    let mut reader = Reader::default();
    reader.article(by(work("a-2020", "book", "2020", &[("title", "On <i>A</i>")]), "author", "X", "Able"));
    reader.article(by(work("b-2021", "book", "2021", &[("title", "On B")]), "author", "X", "Baker"));
    reader.work(article());
    for key in ["x", "y"] {
        reader.work(unidentified(key, &format!("{} 1999", key.to_uppercase()), "a-2020"));
    }
    reader.links.ledgers.insert(ArticleId::new("a-2020"), ledger);
    reader.finish()
}

fn check(ledger: Ledger, expected: &[&str]) {
    assert_eq!(statements(&reader(ledger), &ArticleId::new("a-2020")), expected);
}

#[test]
fn lost_notes() {
    let of = |labels: &[&str]| Ledger {
        markers: labels.iter().map(|label| marker(label, NoteState::Missing)).collect(),
        ..Ledger::default()
    };
    check(of(&["8"]), &["Note 8 is not in the copy: its marker stands, its text is lost."]);
    check(of(&["8", "8"]), &["Note 8 is not in the copy: its marker stands, its text is lost."]);
    check(
        of(&["8", "9"]),
        &["Notes 8 and 9 are not in the copy: their markers stand, their texts are lost."],
    );
    check(
        of(&["3", "4", "5", "*", "9"]),
        &["Notes 3–5, * and 9 are not in the copy: their markers stand, their texts are lost."],
    );
    check(
        of(&["3", "4", "5"]),
        &["Notes 3–5 are not in the copy: their markers stand, their texts are lost."],
    );
}

#[test]
fn absent_lists() {
    let of = |count| Ledger {
        markers: vec![marker("1", NoteState::Absent)],
        absent: Some(count),
        ..Ledger::default()
    };
    check(of(53), &["The whole note list (53 notes) is missing from the copy."]);
    check(of(1), &["The whole note list (1 note) is missing from the copy."]);
}

#[test]
fn unmarked_notes() {
    let of = |labels: &[&str]| Ledger {
        notes: labels.iter().map(|label| note(label, NoteState::Unmarked)).collect(),
        ..Ledger::default()
    };
    check(of(&["1"]), &["No marker points to note 1."]);
    check(of(&["1", "5"]), &["No marker points to notes 1 and 5."]);
}

#[test]
fn works_without_a_list() {
    let of = |works: Vec<LedgerWork>| Ledger { works, ..Ledger::default() };
    check(
        of(vec![lost("x", 2), lost("y", 1)]),
        &["2 works are cited by author and year; the copy has no list of them."],
    );
    check(
        of(vec![lost("x", 2), lost("y", 1), cited("foot-king-2020", 1)]),
        &["2 works are cited by author and year; the copy does not list them."],
    );
    check(
        of(vec![lost("x", 1)]),
        &["1 work is cited by author and year; the copy has no list that names it."],
    );
    check(
        of(vec![lost("x", 1), cited("foot-king-2020", 1)]),
        &["1 work is cited by author and year; the copy does not list it."],
    );
    check(of(vec![lost("x", 0)]), &["1 work is declared as cited, but no citation leads to it: X 1999."]);
    check(
        of(vec![lost("x", 0), lost("y", 0)]),
        &["2 works are declared as cited, but no citation leads to them: X 1999 and Y 1999."],
    );
}

#[test]
fn nothing_is_said_where_nothing_lacks() {
    let ledger = Ledger {
        markers: vec![marker("1", NoteState::Resolved)],
        notes: vec![note("1", NoteState::Resolved)],
        works: vec![cited("foot-king-2020", 1)],
        ..Ledger::default()
    };
    check(ledger, &[]);
    check(Ledger::default(), &[]);
    assert!(statements(&reader(Ledger::default()), &ArticleId::new("none")).is_empty());
}

#[test]
fn runs_of_numbers() {
    let check = |numbers: &[&str], expected: &[&str]| {
        let numbers: Vec<String> = numbers.iter().map(|&n| n.to_owned()).collect();
        assert_eq!(ranges(&numbers), expected);
    };
    check(&["1", "2", "3", "5", "6", "9"], &["1–3", "5", "6", "9"]);
    check(&["a", "b", "18446744073709551615", "0"], &["a", "b", "18446744073709551615", "0"]);
    check(&[], &[]);
}

fn full_ledger() -> Ledger {
    let citation = |n: u32, text: &str, state| LedgerCitation {
        citation: CitationId(n),
        text: text.to_owned(),
        state,
        address: address(&format!("cite-{}", n + 1)),
    };
    Ledger {
        markers: vec![marker("2", NoteState::Resolved), marker("8", NoteState::Missing)],
        notes: vec![note("1", NoteState::Unmarked), note("2", NoteState::Resolved)],
        absent: None,
        citations: vec![
            citation(0, "(Foot and King 2020)", WorkState::Resolved),
            citation(1, "(X 1999)", WorkState::Unidentified),
        ],
        works: vec![cited("foot-king-2020", 1), lost("x", 1), lost("y", 0)],
    }
}

#[test]
fn the_page() {
    let page = page(&reader(full_ledger()));
    assert_eq!(page.json_href, "/apparatus.json");
    assert_eq!(page.articles.len(), 1, "an article that was never resolved has no ledger");
    let ledger = &page.articles[0];
    assert_eq!(
        (ledger.id.as_str(), ledger.title.as_str(), ledger.short.as_str()),
        ("a-2020", "On A", "Able 2020")
    );
    let rows: Vec<_> = [&ledger.markers, &ledger.notes, &ledger.citations, &ledger.works]
        .into_iter()
        .flatten()
        .map(|row| (row.label.as_str(), row.state, row.href.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("2", "resolved", "/articles/a-2020/#fnref-2-1"),
            ("8", "missing", "/articles/a-2020/#fnref-8-1"),
            ("1", "unmarked", "/articles/a-2020/#fn-1"),
            ("2", "resolved", "/articles/a-2020/#fn-2"),
            ("(Foot and King 2020)", "resolved", "/articles/a-2020/#cite-1"),
            ("(X 1999)", "unidentified", "/articles/a-2020/#cite-2"),
            ("Foot and King 2021", "resolved", "/articles/a-2020/#ref-foot-king-2020"),
            ("X 1999", "unidentified", "/articles/a-2020/#ref-x"),
            ("Y 1999", "unidentified", "/references/#ref-y"),
        ]
    );
    assert_eq!(
        lines(&ledger.totals),
        [
            "2 note markers: 1 resolved, 1 missing",
            "2 notes: 1 resolved, 1 unmarked",
            "2 citations: 1 resolved, 1 unidentified",
            "3 works: 1 resolved, 2 unidentified",
        ]
    );
}

#[test]
fn a_work_of_two_articles_counts_once() {
    let mut reader = Reader::default();
    for key in ["a-2020", "b-2021"] {
        reader.article(work(key, "book", "2020", &[]));
        reader.links.ledgers.insert(ArticleId::new(key), full_ledger());
    }
    let totals = page(&reader.finish()).totals;
    assert_eq!((totals.markers, totals.markers_missing, totals.notes_unmarked), (4, 2, 2));
    assert_eq!((totals.works, totals.works_resolved, totals.works_unidentified), (3, 1, 2));
    assert!(lines(&counts(&Ledger::default())).is_empty());
}
