//! Two builds of one state, compared: one that knew the builds before, and a clean one. They are to be the same.

use super::Build;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::source::Sources;
use crate::model::span::Span;

/// The first difference of a build from a clean one of the same state, in words.
pub fn difference(build: &Build, clean: &Build) -> Option<String> {
    of_diagnostics(build, clean).or_else(|| of_files(build, clean))
}

fn of_diagnostics(build: &Build, clean: &Build) -> Option<String> {
    let ours = build.diagnostics.iter().map(Some).chain(std::iter::repeat(None));
    let theirs = clean.diagnostics.iter().map(Some).chain(std::iter::repeat(None));
    let count = build.diagnostics.len().max(clean.diagnostics.len());
    let said = |found: Option<&Diagnostic>| found.map_or("nothing", |d| d.message.as_str()).to_owned();
    ours.zip(theirs)
        .take(count)
        .find(|(ours, theirs)| {
            let ours = ours.map(|diagnostic| told(diagnostic, &build.sources));
            ours != theirs.map(|diagnostic| told(diagnostic, &clean.sources))
        })
        .map(|(ours, theirs)| format!("it says “{}”; a clean build says “{}”", said(ours), said(theirs)))
}

/// A diagnostic with its places by path: two builds number the same file differently.
fn told<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> (impl PartialEq + use<'a>, Vec<impl PartialEq + use<'a>>) {
    let place = |span: Span| (sources.file(span.file).map(|file| &file.path), span.start, span.end);
    let at = match &diagnostic.place {
        Place::Reader => (None, 0, 0),
        Place::File(path) => (Some(path), 0, 0),
        Place::Span(span) => place(*span),
    };
    let words =
        (&diagnostic.code, &diagnostic.severity, &diagnostic.message, &diagnostic.label, &diagnostic.help);
    ((at, words), diagnostic.related.iter().map(|(span, label)| (place(*span), label)).collect())
}

fn of_files(build: &Build, clean: &Build) -> Option<String> {
    let pairs = build.files.iter().zip(&clean.files);
    for (ours, theirs) in pairs {
        if ours.path != theirs.path {
            let (first, has) =
                if ours.path < theirs.path { (&ours.path, "makes") } else { (&theirs.path, "leaves out") };
            return Some(format!("it {has} `{first}`, unlike a clean build"));
        }
        if ours.content != theirs.content {
            let same = ours.content.iter().zip(theirs.content.iter()).take_while(|(a, b)| a == b).count();
            return Some(format!("`{}` differs from a clean build’s at byte {same}", ours.path));
        }
    }
    let (ours, theirs) = (build.files.len(), clean.files.len());
    (ours != theirs).then(|| format!("it makes {ours} files; a clean build makes {theirs}"))
}
