//! What the tests of all formats share: a file in, works and diagnostics as lines out.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fmt::Write as _;

use super::parse;
use crate::model::diagnostic::Place;
use crate::model::ids::FileId;
use crate::model::source::{BibliographyFormat, Digest, SourceFile, SourceKind, SourcePath};
use crate::model::work::{Name, Work, WorkDate, WorkOrigin};

/// Each work as `key (type)` with its variables, and each diagnostic with the text it points at.
pub(super) fn show(text: &str, format: BibliographyFormat) -> String {
    let file = SourceFile {
        id: FileId(0),
        kind: SourceKind::Bibliography(format),
        path: SourcePath::new("content/references"),
        text: text.into(),
        digest: Digest::of(text.as_bytes()),
    };
    let (works, diagnostics) = parse(&file, format);
    let mut out = String::new();
    for work in works {
        assert_eq!(work.origin, WorkOrigin::Bibliography);
        assert_eq!(&text[work.span.range()], work.key.as_str(), "the span is the key's");
        writeln!(out, "{}", line(&work)).unwrap();
    }
    for diagnostic in diagnostics {
        let Place::Span(span) = diagnostic.place else { panic!("a place") };
        let at = &text[span.range()];
        let help = diagnostic.help.unwrap_or_default();
        writeln!(out, "! {} {} `{at}` ({help})", diagnostic.code, diagnostic.message).unwrap();
    }
    out
}

fn line(work: &Work) -> String {
    let mut line = format!("{} ({})", work.key, work.kind);
    for (variable, names) in &work.names {
        let names: Vec<_> = names.iter().map(name).collect();
        write!(line, " {variable}=[{}]", names.join("; ")).unwrap();
    }
    for (variable, date) in &work.dates {
        match date {
            WorkDate::Date(date) => write!(line, " {variable}={}", date.edtf).unwrap(),
            WorkDate::Literal(words) => write!(line, " {variable}=“{words}”").unwrap(),
        }
    }
    for (variable, text) in &work.fields {
        write!(line, " {variable}={text:?}").unwrap();
    }
    line
}

fn name(name: &Name) -> String {
    match name {
        Name::Literal(name) => format!("“{name}”"),
        Name::Person(p) => {
            let parts = [&p.given, &p.dropping_particle, &p.non_dropping_particle, &p.family, &p.suffix];
            parts.map(String::as_str).join("|")
        }
    }
}

#[test]
fn empty_files_are_fine() {
    for format in [BibliographyFormat::BibLatex, BibliographyFormat::Hayagriva, BibliographyFormat::CslJson] {
        assert_eq!(show("", format), "");
        assert_eq!(show("\n  \n", format), "");
    }
}

#[test]
fn odd_files_do_no_harm() {
    let pieces = [
        "{", "}", "[", "]", "\"", "@a{", "b,", "c = {", "a: ", "\n", " - ", "é", "\\", "# ", "\\url{", "$",
        "null", ",",
    ];
    for format in [BibliographyFormat::BibLatex, BibliographyFormat::Hayagriva, BibliographyFormat::CslJson] {
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    show(&format!("{first}{second}{third}{second}"), format);
                }
            }
            show(&first.repeat(10_000), format);
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        for format in [BibliographyFormat::BibLatex, BibliographyFormat::Hayagriva, BibliographyFormat::CslJson] {
            show(&text, format);
        }
        show(&format!("@book{{a, title = {{{text}}}, author = \"{text}\", date = {{{text}}}, url = {{{text}}}, pages = {{{text}}}}}"), BibliographyFormat::BibLatex);
    }
}
