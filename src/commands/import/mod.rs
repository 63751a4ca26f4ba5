//! `postil import`: documents → articles, one after the other, and tables → events; how a document is understood is not
//! known here.
//!
//! 1. The bibliography is read, if one is given.
//! 2. Every document is opened and read on its own; one that fails does not keep the others back.
//! 3. Bibliographies that a document names come along. Each gets its slug; of two with one slug the second is an error, as is a file that is there already.
//! 4. The files are written, and told with everything that is in doubt.
//! 5. Tables (`.csv`, `.tsv`) go to the timeline, as those of `postil timeline import` do.

mod bibliography;
mod plan;
mod told;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Outcome;
use super::console::{Console, notice};
use super::timeline;
use crate::cli::ImportOptions;
use crate::import::document::Document;
use crate::import::draft::{Draft, Part};
use crate::import::{self, article, review};
use crate::model::code::Code;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::failure::Failure;
use crate::model::ids::{ArticleId, FileId};
use crate::model::imported::Imported;
use crate::model::source::{Digest, SourceFile, SourceKind, SourcePath, Sources};
use crate::model::work::Work;
use crate::pipeline;
use crate::write::{Existing, existing};
use bibliography::Brought;
use plan::Plan;

/// Imports every document that can be imported.
pub(super) fn import(typed: &ImportOptions, console: Console) -> Result<Outcome, Failure> {
    let mut run = Run { typed, sources: Sources::default(), diagnostics: Vec::new(), slugs: BTreeMap::new() };
    let known = run.bibliography();
    let (tables, documents): (Vec<_>, Vec<_>) = typed.files.iter().partition(|path| timeline::is_table(path));
    for path in documents {
        let first = run.diagnostics.len();
        let summaries = run.document(path, &known);
        // Each document's doubts stand with it.
        let doubts = run.diagnostics.get(first..).unwrap_or_default();
        console.import(&summaries, doubts, &run.sources)?;
    }
    if !typed.into.join("site.toml").is_file() && !typed.dry_run {
        let shown = typed.into.display();
        notice(&format!(
            "`{shown}` has no `site.toml` yet: a line `title = \"…\"` in it makes a reader of it"
        ));
    }
    let mut outcome = Outcome::Fine;
    for (n, path) in tables.into_iter().enumerate() {
        // A second table comes after the first.
        let target =
            timeline::Target { into: &typed.into, dry_run: typed.dry_run, force: typed.force && n == 0 };
        if timeline::take_in(path, &target, console)? != Outcome::Fine {
            outcome = Outcome::Faulty;
        }
    }
    let faulty = run.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if faulty { Outcome::Faulty } else { outcome })
}

/// What one call has gathered.
struct Run<'t> {
    typed: &'t ImportOptions,
    /// The documents, and the bibliography, which diagnostics point into
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    /// The slugs that are taken, folded, each with its document
    slugs: BTreeMap<String, SourcePath>,
}

impl Run<'_> {
    fn next_id(&self) -> FileId {
        FileId(u32::try_from(self.sources.files.len()).unwrap_or(u32::MAX))
    }

    fn bibliography(&mut self) -> Vec<Work> {
        let Some(path) = &self.typed.bibliography else {
            return Vec::new();
        };
        match pipeline::bibliography(path, self.next_id()) {
            Ok(bibliography) => {
                self.sources.files.push(bibliography.file);
                self.diagnostics.extend(bibliography.diagnostics);
                bibliography.works.iter().map(|work| Work::clone(work)).collect()
            }
            Err(diagnostic) => {
                self.diagnostics.push(*diagnostic);
                Vec::new()
            }
        }
    }

    /// Imports one document; what goes wrong is told.
    fn document(&mut self, path: &Path, known: &[Work]) -> Vec<Imported> {
        let document = match import::open::open(path, self.next_id()) {
            Ok((document, doubt)) => {
                self.diagnostics.extend(doubt);
                document
            }
            Err(diagnostic) => {
                self.diagnostics.push(*diagnostic);
                return Vec::new();
            }
        };
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let slug = pipeline::slug(&stem);
        self.sources.files.push(SourceFile {
            id: document.file,
            kind: SourceKind::Article(ArticleId::new(slug.as_str())),
            path: document.path.clone(),
            text: Arc::clone(&document.text),
            digest: Digest::of(document.text.as_bytes()),
        });
        let mut brought = self.bring(&document, path);
        let works = brought.iter().flat_map(|brought| &brought.works).map(|work| Work::clone(work));
        let known: Vec<Work> = known.iter().cloned().chain(works).collect();
        let parts = match import::drafts(&document, &known) {
            Ok(parts) => parts,
            Err(diagnostic) => {
                self.diagnostics.push(*diagnostic);
                return Vec::new();
            }
        };
        let article = |Part { name, draft }: Part| {
            let slug = name.map_or_else(|| slug.clone(), |name| self.part_slug(&slug, &name));
            self.article(&document, &slug, &draft, std::mem::take(&mut brought))
        };
        parts.into_iter().filter_map(article).collect()
    }

    /// Writes one article of a document.
    fn article(
        &mut self,
        document: &Document,
        slug: &str,
        draft: &Draft,
        brought: Vec<Brought>,
    ) -> Option<Imported> {
        self.diagnostics.extend(draft.doubts.iter().cloned());
        let page = self.typed.review.then(|| review::page(document, draft));
        let plan = Plan::new(&self.typed.into, slug, draft, article::article(draft), brought, page);
        let summary = told::told(document, draft, &plan);
        let written = self.take_slug(slug, &document.path) && self.write(&plan, &document.path);
        written.then_some(summary)
    }

    /// The slug of a chapter: the book's, and the first words of its title; a number where these are not its own.
    fn part_slug(&self, slug: &str, name: &str) -> String {
        let words: Vec<&str> = name.split_whitespace().take(8).collect();
        let own = pipeline::slug(&format!("{slug}-{}", words.join(" ")));
        let is_free = |slug: &String| !self.slugs.contains_key(&pipeline::folded_slug(slug));
        let numbered = (2..).map(|number| format!("{own}-{number}"));
        std::iter::once(own.clone()).chain(numbered).find(is_free).unwrap_or(own)
    }

    fn take_slug(&mut self, slug: &str, path: &SourcePath) -> bool {
        let folded = pipeline::folded_slug(slug);
        if let Some(first) = self.slugs.get(&folded) {
            let message = format!("`{path}` and `{first}` would both be the article `{slug}`");
            let help = "rename one of the files: an article is named after its file";
            self.diagnostics.push(Diagnostic::of_file(Code::SlugCollision, path.clone(), message).help(help));
            return false;
        }
        self.slugs.insert(folded, path.clone());
        true
    }

    fn write(&mut self, plan: &Plan, document: &SourcePath) -> bool {
        let replaced = if self.typed.force { Existing::Replaced } else { Existing::Kept };
        if let Some(there) = existing(plan.occupied()).filter(|_| replaced == Existing::Kept) {
            self.diagnostics.push(exists(document, there));
            return false;
        }
        if self.typed.dry_run {
            return true;
        }
        let Err((path, error)) = crate::write::import(&plan.files, replaced) else {
            return true;
        };
        let message = format!("cannot write `{}`: {error}", path.display());
        self.diagnostics.push(Diagnostic::of_file(Code::ImportUnwritable, document.clone(), message));
        false
    }
}

fn exists(document: &SourcePath, there: &Path) -> Diagnostic {
    let message = format!("`{}` is there already", there.display());
    let help = "`--force` writes over it; `--into` another folder leaves it alone";
    Diagnostic::of_file(Code::ImportExists, document.clone(), message).help(help)
}
