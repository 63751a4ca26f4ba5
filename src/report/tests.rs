//! Diagnostics to text, in each format.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::model::code::Code;
use crate::model::ids::FileId;
use crate::model::source::{Digest, SourceFile, SourceKind, SourcePath};
use crate::model::span::Span;
use crate::pipeline::Summary;

const TEXT: &str = "one\nzwei 新型国际关系 [^9] end\nthree\n";

fn sources(text: &str) -> Sources {
    let file = SourceFile {
        id: FileId(0),
        kind: SourceKind::Home,
        path: SourcePath::new("content/index.md"),
        text: Arc::from(text),
        digest: Digest::of(text.as_bytes()),
    };
    Sources { root: "reader".into(), files: vec![file], assets: Vec::new() }
}

fn undefined(text: &str, words: &str) -> Diagnostic {
    let start = text.find(words).unwrap();
    let span = Span::new(FileId(0), start..start + words.len());
    Diagnostic::at(Code::NoteUndefined, span, "note `9` is not defined")
}

fn printed(diagnostics: &[Diagnostic], sources: &Sources, format: Format) -> String {
    let mut out = Vec::new();
    print(diagnostics, sources, format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human(diagnostic: Diagnostic, text: &str) -> String {
    printed(&[diagnostic], &sources(text), Format::Human(Style::Plain))
}

#[test]
fn people_see_the_place() {
    let first = Span::new(FileId(0), 0..3);
    let diagnostic = undefined(TEXT, "[^9]")
        .label("this marker")
        .related(first, "the first one")
        .help("did you mean `8`?\nor write `[^9]: …`");
    insta::assert_snapshot!(human(diagnostic, TEXT), @r#"
    error[note-undefined]: note `9` is not defined
     --> content/index.md:2:13
      |
    2 | zwei 新型国际关系 [^9] end
      |                   ^^^^ this marker
      |
     ::: content/index.md:1:1
      |
    1 | one
      | --- the first one
      |
      = help: did you mean `8`?
              or write `[^9]: …`
    "#);
}

#[test]
fn whole_files_have_no_excerpt() {
    let path = SourcePath::new("content/a.md");
    let diagnostic = Diagnostic::of_file(Code::FileEmpty, path, "`content/a.md` is empty").help("write it");
    insta::assert_snapshot!(human(diagnostic, TEXT), @r#"
    error[file-empty]: `content/a.md` is empty
    --> content/a.md
     = help: write it
    "#);
    let diagnostic = Diagnostic::of_reader(Code::SiteMissing, "there is no `site.toml`");
    insta::assert_snapshot!(human(diagnostic, TEXT), @r#"
    error[site-missing]: there is no `site.toml`
    "#);
}

#[test]
fn a_span_over_lines_shows_the_first() {
    insta::assert_snapshot!(human(undefined(TEXT, "[^9] end\nthree"), TEXT), @r#"
    error[note-undefined]: note `9` is not defined
     --> content/index.md:2:13
      |
    2 | zwei 新型国际关系 [^9] end
      |                   ^^^^^^^^
    "#);
}

#[test]
fn the_end_of_a_file_can_be_shown() {
    let end = Diagnostic::at(Code::FrontMatterUnclosed, Span::new(FileId(0), 3..3), "unclosed").label("here");
    insta::assert_snapshot!(human(end, "+++"), @r#"
    error[front-matter-unclosed]: unclosed
     --> content/index.md:1:4
      |
    1 | +++
      |    ^ here
    "#);
    let beyond = Span::new(FileId(0), 70..90);
    let nowhere = Span::new(FileId(7), 0..1);
    for (span, text) in [(beyond, ""), (beyond, "é\n"), (nowhere, "x")] {
        for format in [Format::Human(Style::Colored), Format::Json, Format::Github] {
            let diagnostic = Diagnostic::at(Code::NoteUnused, span, "m").related(span, "r").label("l");
            assert!(printed(&[diagnostic], &sources(text), format).contains("note-unused"));
        }
    }
}

#[test]
fn every_span_of_a_text_can_be_shown() {
    let text = "a é\u{1b}\t新\r\n\u{301}\n\n👩\u{200d}🎓\n";
    let spans = (0..=text.len()).flat_map(|start| (0..=text.len()).map(move |end| start..end));
    let spans =
        spans.map(|range| Diagnostic::at(Code::NoteUnused, Span::new(FileId(0), range), "m").label("l"));
    let all: Vec<_> = spans.collect();
    let printed = printed(&all, &sources(text), Format::Human(Style::Plain));
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn long_lines_are_cut() {
    let text = format!("{}[^9]{}", "新".repeat(500_000), "b".repeat(500_000));
    let printed = human(undefined(&text, "[^9]"), &text);
    assert!(printed.contains(":1:500001\n"), "{printed}");
    let colored =
        super::tests::printed(&[undefined(&text, "[^9]")], &sources(&text), Format::Human(Style::Colored));
    assert!(colored.contains(":1:500001"), "{colored}");
    assert!(printed.len() < 1000 && printed.contains("…新新") && printed.contains("bb…"), "{printed}");
    let long = format!("[^{}]", "9".repeat(1_000_000));
    let printed = human(undefined(&long, &long).label("9".repeat(5000)), &long);
    assert!(printed.len() < 4000, "{}", printed.len());
}

#[test]
fn a_terminal_gets_no_controls() {
    let text = "a\u{1b}[2J[^9]\u{9b}31m\u{7}";
    let diagnostic = undefined(text, "[^9]").label("\u{1b}[1m").help("\u{1b}]0;title\u{7}");
    let printed = human(Diagnostic { message: "\u{1b}[31m".to_owned(), ..diagnostic }, text);
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n'), "{printed:?}");
}

#[test]
fn thousands_of_diagnostics_on_one_long_line_are_quick() {
    let text = "新 [^9] ".repeat(20_000);
    let at = |n: usize| Diagnostic::at(Code::NoteUnused, Span::new(FileId(0), n * 9 + 4..n * 9 + 8), "m");
    let all: Vec<_> = (0..20_000).map(at).collect();
    let printed = printed(&all, &sources(&text), Format::Github);
    assert_eq!(printed.lines().count(), 20_000);
    assert!(printed.lines().last().unwrap().contains("col=139996,endColumn=140000"));
}

#[test]
fn programs_get_json() {
    let help = undefined(TEXT, "[^9]").help("say \"8\"");
    let path = SourcePath::new("a.md");
    let whole = Diagnostic::of_file(Code::FileUnknown, path, "m");
    let reader = Diagnostic::of_reader(Code::SiteMissing, "m");
    let over = undefined(TEXT, "end\nth");
    insta::assert_snapshot!(printed(&[help, whole, reader, over], &sources(TEXT), Format::Json), @r#"
    {"code":"note-undefined","severity":"error","message":"note `9` is not defined","path":"content/index.md","line":2,"column":13,"end_line":2,"end_column":17,"help":"say \"8\""}
    {"code":"file-unknown","severity":"warning","message":"m","path":"a.md","line":null,"column":null,"end_line":null,"end_column":null,"help":null}
    {"code":"site-missing","severity":"error","message":"m","path":null,"line":null,"column":null,"end_line":null,"end_column":null,"help":null}
    {"code":"note-undefined","severity":"error","message":"note `9` is not defined","path":"content/index.md","line":2,"column":18,"end_line":3,"end_column":3,"help":null}
    "#);
}

#[test]
fn github_gets_commands() {
    let help = undefined(TEXT, "[^9]").help("100%\r\n:,");
    let path = SourcePath::new("content/a:b,c%.md");
    let whole = Diagnostic::of_file(Code::FileUnknown, path, "a:b,c");
    let reader = Diagnostic {
        severity: crate::model::diagnostic::Severity::Note,
        ..Diagnostic::of_reader(Code::SiteMissing, "m")
    };
    let over = undefined(TEXT, "end\nth");
    insta::assert_snapshot!(printed(&[help, whole, reader, over], &sources(TEXT), Format::Github), @r#"
    ::error file=reader/content/index.md,line=2,endLine=2,col=13,endColumn=17,title=note-undefined::note `9` is not defined%0Ahelp: 100%25%0D%0A:,
    ::warning file=reader/content/a%3Ab%2Cc%25.md,title=file-unknown::a:b,c
    ::notice title=site-missing::m
    ::error file=reader/content/index.md,line=2,endLine=3,col=18,title=note-undefined::note `9` is not defined
    "#);
}

#[test]
fn colours_are_only_used_when_asked_for() {
    let diagnostic = [undefined(TEXT, "[^9]")];
    assert!(printed(&diagnostic, &sources(TEXT), Format::Human(Style::Colored)).contains("\u{1b}["));
    assert!(!printed(&diagnostic, &sources(TEXT), Format::Human(Style::Plain)).contains('\u{1b}'));
}

#[test]
fn the_last_line_counts() {
    let reader = Summary { articles: 1, notes: 12_345, citations: 2, annotations: 0, events: 1, terms: 100 };
    let line = |errors, warnings| summary(&reader, Counts { errors, warnings }, Duration::from_millis(423));
    let counted = "1 article, 12,345 notes, 2 citations, 0 annotations, 1 event, 100 terms";
    assert_eq!(line(0, 0), format!("{counted}, 0 warnings in 0.42 s"));
    assert_eq!(line(1, 1), format!("{counted}, 1 error, 1 warning in 0.42 s"));
}
