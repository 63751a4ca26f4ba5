//! Each format: what sound input becomes, and what each mistake is called, where it is, and how it is mended.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod apparatus;
mod article;
mod entries;
mod page;
mod site;
mod syntax;

use super::parse;
use crate::model::corpus::Part;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::ids::{ArticleId, FileId, PageId};
use crate::model::source::{Digest, SourceFile, SourceKind, SourcePath};
use crate::model::span::Span;
use crate::model::text::{BlockKind, InlineKind, Text};

/// A file of each kind.
fn file(kind: SourceKind, text: &str) -> SourceFile {
    let path = match &kind {
        SourceKind::Site => "site.toml",
        SourceKind::Home => "content/index.md",
        SourceKind::Article(_) => "content/articles/foot-2020.md",
        SourceKind::Page(_) => "content/pages/about.md",
        SourceKind::Timeline => "content/timeline.toml",
        SourceKind::Glossary => "content/glossary.toml",
        _ => "content/annotations/foot-2020.toml",
    };
    let digest = Digest::of(text.as_bytes());
    SourceFile { id: FileId(7), kind, path: SourcePath::new(path), text: text.into(), digest }
}

fn article_kind() -> SourceKind {
    SourceKind::Article(ArticleId::new("foot-2020"))
}

fn page_kind() -> SourceKind {
    SourceKind::Page(PageId::new("about"))
}

fn annotations_kind() -> SourceKind {
    SourceKind::Annotations(ArticleId::new("foot-2020"))
}

/// The part of a file in which nothing is wrong.
fn sound(kind: SourceKind, text: &str) -> Part {
    let (part, diagnostics) = parse(&file(kind, text));
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    part.unwrap()
}

/// What is wrong with a file, a line for each: `line:column code `slice` message (help)`.
fn mistakes(kind: SourceKind, text: &str) -> Vec<String> {
    let (_, mut diagnostics) = parse(&file(kind, text));
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    diagnostics.iter().map(|diagnostic| shown(diagnostic, text)).collect()
}

fn shown(diagnostic: &Diagnostic, text: &str) -> String {
    let Place::Span(span) = diagnostic.place else {
        panic!("{diagnostic:?} has no span");
    };
    let before = &text[..span.range().start];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    let related: Vec<_> = diagnostic
        .related
        .iter()
        .map(|(span, label)| format!(" [{label}: {}]", slice(*span, text)))
        .collect();
    let related = related.concat();
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    format!(
        "{line}:{column} {} <{}> {}{related}{help}",
        diagnostic.code,
        slice(span, text),
        diagnostic.message
    )
}

fn slice(span: Span, text: &str) -> &str {
    assert_eq!(span.file, FileId(7));
    &text[span.range()]
}

/// Compares what is wrong with what should be, all of it.
fn check(kind: SourceKind, text: &str, expected: &[&str]) {
    assert_eq!(mistakes(kind, text), expected, "{text}");
}

/// Compares what is wrong in a file that has one mistake.
fn check_one(kind: SourceKind, text: &str, expected: &str) {
    check(kind, text, &[expected]);
}

/// The first line of a text's first run of characters, and where the run stands.
fn run(text: &Text) -> (String, Span) {
    let Some(BlockKind::Paragraph(inlines)) = text.blocks.first().map(|block| &block.kind) else {
        panic!("{text:?}");
    };
    match inlines.first().map(|inline| (&inline.kind, inline.span)) {
        Some((InlineKind::Run(_, run), span)) => (run.lines().next().unwrap_or_default().to_owned(), span),
        other => panic!("{other:?}"),
    }
}

/// The first line of a text, which stands in the file as it is.
fn verbatim(text: &Text, file: &str) -> String {
    let (run, span) = run(text);
    assert!(slice(span, file).starts_with(&run), "{run}");
    run
}
