//! The bibliographies that a document names: they are found beside it and come along; what they say is not known here.
#![allow(clippy::disallowed_methods, reason = "an import reads documents from anywhere")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Run;
use crate::import;
use crate::import::document::Document;
use crate::model::code::Code;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::work::Work;
use crate::pipeline;

/// A bibliography that comes along.
#[derive(Debug)]
pub(super) struct Brought {
    /// The ending of its file, without the dot
    pub(super) ending: String,
    /// Its text
    pub(super) text: String,
    /// Its works
    pub(super) works: Vec<Arc<Work>>,
}

impl Run<'_> {
    /// Reads the bibliographies of a document.
    pub(super) fn bring(&mut self, document: &Document, path: &Path) -> Vec<Brought> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let (mut files, mut lost) = (Vec::new(), Vec::new());
        for name in import::bibliographies(document) {
            let file = folder.join(&name);
            if file.is_file() && !name.starts_with('/') { files.push(file) } else { lost.push(name) }
        }
        let given = self.typed.bibliography.as_ref().and_then(|path| path.canonicalize().ok());
        files.retain(|file| given.is_none() || file.canonicalize().ok() != given);
        let mut keys = BTreeSet::new();
        let mut brought: Vec<Brought> =
            files.iter().filter_map(|file| self.read_beside(file, &mut keys)).collect();
        if files.is_empty() && given.is_none() {
            let only = only_bibliography(folder);
            let found = only.as_deref().and_then(|file| self.read_beside(file, &mut keys));
            // A file that nobody named belongs to the document if it is cited.
            let found = found.filter(|found| !lost.is_empty() || import::cites(document, &found.works));
            if let (Some(found), Some(file)) = (found, &only) {
                self.diagnostics.push(taken(document, file));
                brought.push(found);
                lost.clear();
            }
        }
        self.diagnostics.extend(lost.iter().map(|name| absent(document, name)));
        brought
    }

    /// Reads a bibliography; a key that was there before gets a number, and a file with mistakes is written anew without
    /// them.
    fn read_beside(&mut self, path: &Path, keys: &mut BTreeSet<String>) -> Option<Brought> {
        let read = match pipeline::bibliography(path, self.next_id()) {
            Ok(read) => read,
            Err(diagnostic) => {
                self.diagnostics.push(softened(*diagnostic));
                return None;
            }
        };
        let mut text = read.file.text.to_string();
        let ending =
            read.file.path.file_name().rsplit_once('.').map_or("bib", |(_, ending)| ending).to_owned();
        let broken = read.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        self.diagnostics.extend(read.diagnostics.into_iter().map(softened));
        self.sources.files.push(read.file);
        let mut works = Vec::new();
        let mut again = Vec::new();
        for work in read.works {
            if keys.insert(work.key.to_string()) { works.push(work) } else { again.push(work) }
        }
        self.diagnostics.extend(again.iter().map(|work| repeated(work)));
        if broken {
            return Some(Brought { ending: "json".to_owned(), text: pipeline::csl_json(&works), works });
        }
        // From the end, so that the places before stay what they are.
        again.sort_by_key(|work| std::cmp::Reverse(work.span.start));
        for work in again {
            rename(&mut text, &work, keys);
        }
        Some(Brought { ending, text, works })
    }
}

/// The only bibliography in a folder.
fn only_bibliography(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let paths = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found = paths.filter(|path| path.extension().is_some_and(|ending| ending == "bib"));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Puts a number behind a key where it stands.
fn rename(text: &mut String, work: &Work, keys: &mut BTreeSet<String>) {
    let key = work.key.as_str();
    let range = work.span.start as usize..work.span.end as usize;
    let Some(at) = text.get(range.clone()).and_then(|stretch| stretch.find(key)) else { return };
    let free = (2..10_000).map(|number| format!("{key}-{number}")).find(|own| !keys.contains(own));
    if let Some(own) = free {
        let start = range.start + at;
        text.replace_range(start..start + key.len(), &own);
        keys.insert(own);
    }
}

/// What is wrong with a bibliography does not keep its document back.
fn softened(diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic { severity: diagnostic.severity.max(Severity::Warning), ..diagnostic }
}

fn taken(document: &Document, file: &Path) -> Diagnostic {
    let message =
        format!("`{}` is taken for the bibliography: it is the only one beside the document", file.display());
    document.whole(Code::ImportDoubt, message).help("name another one with `--bibliography`")
}

fn absent(document: &Document, name: &str) -> Diagnostic {
    let message = format!("the bibliography `{name}` is not beside the document");
    document.whole(Code::ImportCitation, message).help("name the file with `--bibliography`")
}

fn repeated(work: &Work) -> Diagnostic {
    let message = format!("the key `{}` stands twice; the later entry gets another one", work.key);
    Diagnostic { severity: Severity::Warning, ..Diagnostic::at(Code::WorkDuplicate, work.span, message) }
        .help("citations of the key mean the first entry")
}
