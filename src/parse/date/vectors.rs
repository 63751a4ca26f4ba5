//! The examples of the specification and of another implementation's tests, with the bounds that the latter counts.
//!
//! `tests/edtf/vectors.tsv` holds what the npm package `edtf` says; `tests/edtf/differences.tsv` says where this
//! implementation says something else, and why.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;

use super::parse;
use crate::model::date::Day;

/// The lines of a table that are no comments, each as its cells.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// What is said here of a text, as the tables write it.
fn ours(text: &str) -> String {
    let day = |day: Option<Day>| {
        day.map_or("–".to_owned(), |day| format!("{}-{:02}-{:02}", day.year, day.month, day.day))
    };
    match parse(text) {
        Ok(date) => format!("{}\t{}", day(date.earliest), day(date.latest)),
        Err(_) => "error".to_owned(),
    }
}

#[test]
fn bounds_are_those_of_another_implementation() {
    let differences: BTreeMap<&str, (String, &str)> =
        rows(include_str!("../../../tests/edtf/differences.tsv"))
            .map(|row| {
                let (reason, cells) = row[1..].split_last().unwrap();
                (row[0], (cells.join("\t"), *reason))
            })
            .collect();
    let mut wrong = Vec::new();
    let mut used = 0;
    for row in rows(include_str!("../../../tests/edtf/vectors.tsv")) {
        let (text, theirs, ours) = (row[0], row[1..].join("\t"), ours(row[0]));
        match differences.get(text) {
            Some((_, reason)) if reason.len() < 20 => wrong.push(format!("{text}: the reason is missing")),
            Some((expected, _)) => {
                used += 1;
                if *expected != ours || theirs == ours {
                    wrong.push(format!("{text}\t{ours}\t(listed: {expected}; theirs: {theirs})"));
                }
            }
            None if theirs != ours => wrong.push(format!("{text}\t{ours}\t(theirs: {theirs})")),
            None => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(used, differences.len(), "a difference is listed of a text that no vector has");
}
