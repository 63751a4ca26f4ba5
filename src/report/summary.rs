//! The last line: how much there is, and how long it took.

use std::time::Duration;

use crate::model::diagnostic::Severity;
use crate::pipeline::{Build, Summary};

/// How many diagnostics there are, by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors
    pub errors: usize,
    /// Warnings
    pub warnings: usize,
}

impl Counts {
    /// Counts the diagnostics of a build.
    pub fn of(build: &Build) -> Self {
        Self { errors: build.count(Severity::Error), warnings: build.count(Severity::Warning) }
    }
}

/// `5 articles, 22 notes, … 0 warnings in 0.42 s`
pub fn summary(summary: &Summary, counts: Counts, time: Duration) -> String {
    let mut parts = vec![
        counted(summary.articles, "article", "articles"),
        counted(summary.notes, "note", "notes"),
        counted(summary.citations, "citation", "citations"),
        counted(summary.annotations, "annotation", "annotations"),
        counted(summary.events, "event", "events"),
        counted(summary.terms, "term", "terms"),
    ];
    if counts.errors > 0 {
        parts.push(counted(counts.errors, "error", "errors"));
    }
    parts.push(counted(counts.warnings, "warning", "warnings"));
    format!("{} in {:.2} s", parts.join(", "), time.as_secs_f64())
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// `12,345`
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
