//! Tests of markers: what is one, and what only looks so.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::*;

/// Marks of a text as `label@word before`.
fn check(passages: &[&str], labels: &[&str], expected: &[&str]) {
    let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
    let found = markers(passages, &labels);
    let told: Vec<String> = found
        .marks
        .iter()
        .map(|mark| {
            let text = passages[mark.spot.passage];
            let before: String = text[..mark.spot.range.start].chars().rev().take(4).collect();
            format!("{}@{}", mark.labels.join("+"), before.chars().rev().collect::<String>())
        })
        .collect();
    assert_eq!(told, expected, "{passages:?}");
}

#[test]
fn numbers_that_stick_are_markers() {
    check(
        &[
            "He went abroad.1 Instead of 15,000 men,2 the USSR (and others)3 sent “advisers”4 in 1950.5 Then came peace6; it lasted.",
        ],
        &[],
        &["1@oad.", "2@men,", "3@ers)", "4@ers”", "5@950.", "6@eace"],
    );
    check(
        &["Le traité1, dit-on, fut signé « ici »2. Ensuite3\u{a0}: rien."],
        &[],
        &["1@aité", "2@ci »", "3@uite"],
    );
}

#[test]
fn numbers_that_do_not_are_none() {
    check(
        &["In 1991 the G20 met; COVID-19 and Resolution 1973 followed, on track 1.5 and track 2."],
        &[],
        &[],
    );
    check(&["The 19th of May 2019, CC BY 2.0, p.12, Art.5, vol.3; the ’60s and 3 more."], &[], &[]);
    check(&["Water is H2O, CO2 is gas; see https://example.org/a.1 and doi:10.1080/030.2."], &[], &[]);
}

#[test]
fn a_list_settles_what_stands_apart() {
    let texts = ["the region’.\u{a0}2", "a (CICA)3, and 4 others", "of ‘partnership’, 4 including those"];
    check(&texts, &["1", "2", "3", "4"], &["2@on’.", "3@ICA)", "4@ip’,"]);
}

#[test]
fn brackets_repeat_and_join() {
    check(
        &["One [1]. Two[2][3] and three [2,3], in [1997] and [4–6]."],
        &["1", "2", "3", "4", "5", "6"],
        &["1@One", "2@ Two", "3@o[2]", "2+3@hree", "4+5+6@ and"],
    );
    check(&["A[note 1] b[^2]."], &["1", "2"], &["1@A", "2@1] b"]);
}

#[test]
fn raised_digits_are_no_powers() {
    check(&["Area of 3 km², of 10² men¹, and more.²"], &["1", "2"], &["1@ men", "2@ore."]);
    check(&["一个新概念。①中国②"], &["1", "2"], &["1@新概念。", "2@。①中国"]);
}

#[test]
fn round_brackets_need_a_list() {
    check(&["A word(1) and (2019) another(2); 1) first"], &["1", "2"], &["1@word", "2@ther"]);
    check(&["A word(1) and another(2)."], &[], &[]);
    check(&["A word1) and another.2) More"], &["1", "2"], &["1@word", "2@her."]);
}

#[test]
fn symbols_need_a_note() {
    check(&["A word* and another† (5 * 3)."], &["*", "†"], &["*@word", "†@ther"]);
    check(&["A word* and another*."], &["*", "*-2"], &["*@word", "*-2@ther"]);
    check(&["Required fields are marked *, or*"], &[], &[]);
}

#[test]
fn gaps_are_told_with_their_candidates() {
    let labels: Vec<String> = (1..=3).map(|n| n.to_string()).collect();
    let found = markers(&["One.1 Then 2 men came. Three.3 End"], &labels);
    let spot = Spot { passage: 0, range: 10..12 };
    assert_eq!(found.doubts, [Doubt::Gap("2".to_owned(), vec![spot])]);
    let found = markers(&["Two men.2 Or three.2 End.3 X"], &labels[1..]);
    assert!(
        matches!(&found.doubts[..], [Doubt::Ambiguous(label, _, rivals)] if label == "2" && rivals.len() == 1)
    );
    assert!(markers(&[""], &[]).doubts.is_empty());
}

#[test]
fn nothing_panics_and_nothing_takes_long() {
    let text = "word.1 [2] ³ (4 5) 6, ".repeat(20_000);
    assert!(!markers(&[&text], &["1".to_owned(), "2".to_owned()]).marks.is_empty());
    for text in ["[", "[1", "[1,", "1", "(1", "é1", "[^", "²", "1]", "[999999999999999999999]", "0[0]⁰"] {
        _ = markers(&[text], &["1".to_owned()]);
    }
}
