//! The stages in order; the only place where they meet.
//!
//! 1. Every source is read, and parsed on its own.
//! 2. The parts become one corpus; drafts are taken out, and the base URL is put in its place.
//! 3. What refers to what is resolved, and if nothing is wrong so far, pages are rendered.
//! 4. The diagnostics of all stages are sorted by place.
//!
//! Nothing is written by [`run`]; [`write()`] does that, when the caller has looked at the diagnostics. [`run_kept`] goes
//! the same way with a [`Memo`] of the builds before.

mod memo;
mod verify;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::code::Code;
use crate::model::config::{BaseUrl, EditorLink};
use crate::model::corpus::{Corpus, Part};
use crate::model::date::Date;
use crate::model::dated::Suggestions;
use crate::model::diagnostic::{Diagnostic, Place, Severity};
use crate::model::failure::Failure;
use crate::model::ids::{ArticleId, FileId};
use crate::model::output::OutputFile;
use crate::model::source::{SourceFile, SourceKind, Sources};
use crate::model::work::Work;
pub use crate::write::Written;
use crate::{parse, read, render, resolve};
pub use memo::Memo;
pub use verify::difference;

/// What to build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The reader's folder
    pub root: PathBuf,
    /// The folder that pages go to, and that is no part of the reader
    pub output: PathBuf,
    /// The address it will stand at, in place of the one in `site.toml`
    pub base_url: Option<BaseUrl>,
    /// Whether drafts go out
    pub drafts: Drafts,
    /// The build's own time in seconds since 1970, where one is set from outside (`SOURCE_DATE_EPOCH`); no clock is read
    pub build_time: Option<i64>,
}

/// Whether articles marked `draft` are part of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out
    Excluded,
    /// They are there
    Included,
}

/// How much there is in a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles
    pub articles: usize,
    /// Notes that are there
    pub notes: usize,
    /// Citations
    pub citations: usize,
    /// Annotations
    pub annotations: usize,
    /// Events
    pub events: usize,
    /// Glossary entries
    pub terms: usize,
}

/// A stage of the pipeline, as it is announced when it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are found and read
    Read,
    /// Sources become values
    Parse,
    /// References are resolved
    Resolve,
    /// Pages are made
    Render,
    /// Files are written
    Write,
}

/// A finished build, nothing of it written.
#[derive(Clone, Debug, Default)]
pub struct Build {
    /// The sources, which diagnostics point into
    pub sources: Sources,
    /// The files; none where there is an error
    pub files: Vec<OutputFile>,
    /// What is to be said, sorted by place
    pub diagnostics: Vec<Diagnostic>,
    /// How much there is
    pub summary: Summary,
    /// How the settings lead to a place in an editor
    pub editor_link: Option<EditorLink>,
}

/// A bibliography file on its own.
#[derive(Clone, Debug)]
pub struct Bibliography {
    /// The file, which diagnostics point into
    pub file: SourceFile,
    /// Its works
    pub works: Vec<Arc<Work>>,
    /// What is to be said of it
    pub diagnostics: Vec<Diagnostic>,
}

impl Build {
    /// How many diagnostics of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Runs read, parse, resolve and render.
pub fn run(options: &Options) -> Result<Build, Failure> {
    run_observed(options, &mut |_| {})
}

/// Runs read, parse, resolve and render, and says which of them begins.
pub fn run_observed(options: &Options, observe: &mut dyn FnMut(Stage)) -> Result<Build, Failure> {
    let mut observe = |stage| {
        observe(stage);
        ControlFlow::Continue(())
    };
    // Nobody stops it.
    Ok(run_kept(options, &mut Memo::default(), &mut observe)?.unwrap_or_default())
}

/// Runs read, parse, resolve and render with what earlier builds left. `observe` hears which stage begins, and can stop
/// the build there; then there is none.
pub fn run_kept(
    options: &Options,
    memo: &mut Memo,
    observe: &mut dyn FnMut(Stage) -> ControlFlow<()>,
) -> Result<Option<Build>, Failure> {
    if observe(Stage::Read).is_break() {
        return Ok(None);
    }
    let (sources, mut diagnostics) = read::read(&options.root, &options.output, &mut memo.read)?;
    if observe(Stage::Parse).is_break() {
        return Ok(None);
    }
    let (corpus, parsed) = parse_all(&sources, memo);
    diagnostics.extend(parsed);
    let mut files = Vec::new();
    let mut summary = Summary::default();
    let mut editor_link = None;
    if let Some(mut corpus) = corpus {
        if options.drafts == Drafts::Excluded {
            leave_out_drafts(&mut corpus);
        }
        if options.base_url.is_some() {
            corpus.site.base_url.clone_from(&options.base_url);
        }
        summary = Summary::of(&corpus);
        editor_link.clone_from(&corpus.site.editor_link);
        if observe(Stage::Resolve).is_break() {
            return Ok(None);
        }
        let (links, resolved) = resolve::resolve(&corpus, &mut memo.resolved);
        diagnostics.extend(resolved);
        // Also where there are errors: what is wrong with templates is told in the same run.
        if observe(Stage::Render).is_break() {
            return Ok(None);
        }
        let is_template = |file: &&SourceFile| matches!(file.kind, SourceKind::Template(..));
        let templates: Vec<&SourceFile> = sources.files.iter().filter(is_template).collect();
        let (rendered, faults) =
            render::render(&corpus, &links, &templates, options.build_time, &mut memo.rendered);
        diagnostics.extend(faults);
        files = rendered;
    }
    if has_errors(&diagnostics) {
        files.clear();
    }
    let diagnostics = in_order(diagnostics, &sources);
    Ok(Some(Build { sources, files, diagnostics, summary, editor_link }))
}

/// The dates that a reader’s articles state and no event covers, with the sources that they stand in.
#[derive(Clone, Debug)]
pub struct Suggested {
    /// The sources
    pub sources: Sources,
    /// The dates
    pub suggestions: Suggestions,
}

/// Reads, parses and resolves a reader, and finds the dates that no event covers; mistakes are left to `check`.
pub fn suggest(options: &Options) -> Result<Suggested, Failure> {
    let mut memo = Memo::default();
    let (sources, _) = read::read(&options.root, &options.output, &mut memo.read)?;
    let (corpus, _) = parse_all(&sources, &memo);
    let suggestions = corpus.map_or_else(Suggestions::default, |mut corpus| {
        if options.drafts == Drafts::Excluded {
            leave_out_drafts(&mut corpus);
        }
        let (links, _) = resolve::resolve(&corpus, &mut memo.resolved);
        resolve::suggest(&corpus, &links)
    });
    Ok(Suggested { sources, suggestions })
}

/// What stands on a reader's timeline already.
#[derive(Clone, Debug, Default)]
pub struct TimelineFile {
    /// The sources, which diagnostics point into
    pub sources: Sources,
    /// The ids of its events
    pub ids: BTreeSet<String>,
    /// Why it cannot be added to: it is no TOML
    pub broken: Vec<Diagnostic>,
}

/// Reads a reader's timeline, to add to it.
pub fn timeline(root: &Path) -> Result<TimelineFile, Failure> {
    let (sources, _) = read::read(root, &root.join("public"), &mut read::Kept::default())?;
    let mut found = TimelineFile::default();
    for file in sources.files.iter().filter(|file| file.kind == SourceKind::Timeline) {
        let (part, diagnostics) = parse::parse(file);
        if let Some(Part::Timeline(events)) = part {
            found.ids.extend(events.iter().map(|event| event.id.to_string()));
        }
        found.broken.extend(diagnostics.into_iter().filter(|d| d.code == Code::TomlSyntax));
    }
    found.sources = sources;
    Ok(found)
}

/// Reads a date in EDTF or in friendly words; an error says what is wrong, and how it is mended.
pub fn date(text: &str) -> Result<Date, (String, Option<String>)> {
    parse::date(text)
}

/// Writes the files of a build to its output folder.
pub fn write(build: &Build, options: &Options) -> Result<Written, Failure> {
    crate::write::write(&build.files, &options.output, &options.root)
}

/// The works of a bibliography file that lies anywhere; `id` is its number among the sources of `Diagnostic`s.
///
/// # Errors
/// Why the file could not be read. The box keeps the common way small.
pub fn bibliography(path: &Path, id: FileId) -> Result<Bibliography, Box<Diagnostic>> {
    let file = read::bibliography(path, id)?;
    let (part, diagnostics) = parse::parse(&file);
    let works = match part {
        Some(Part::Works(works)) => works,
        _ => Vec::new(),
    };
    Ok(Bibliography { file, works, diagnostics })
}

/// Works as a file of CSL-JSON.
pub fn csl_json(works: &[Arc<Work>]) -> String {
    let works: Vec<&Work> = works.iter().map(AsRef::as_ref).collect();
    render::csl_json(&works)
}

/// The slug that a name can have: the name itself, or what is next to it.
pub fn slug(name: &str) -> String {
    read::slug(name)
}

/// What two slugs share that cannot stand side by side.
pub fn folded_slug(slug: &str) -> String {
    read::folded_slug(slug)
}

/// Refuses an output folder that [`write()`] would refuse, before any work is done.
pub fn check_output(options: &Options) -> Result<(), Failure> {
    crate::write::check_output(&options.output, &options.root)
}

fn parse_all(sources: &Sources, memo: &Memo) -> (Option<Corpus>, Vec<Diagnostic>) {
    let is_parsed = |file: &&SourceFile| !matches!(file.kind, SourceKind::Template(..));
    let files: Vec<&SourceFile> = sources.files.iter().filter(is_parsed).collect();
    let outcomes: Vec<_> = files.par_iter().map(|file| memo.parse(file)).collect();
    memo.end_of_parse();
    let mut diagnostics = Vec::new();
    let mut parts: Vec<(&SourceFile, Part)> = Vec::new();
    for (file, outcome) in files.into_iter().zip(outcomes) {
        let (part, found) = outcome.as_ref();
        diagnostics.extend(found.iter().cloned());
        parts.extend(part.clone().map(|part| (file, part)));
    }
    (parse::assemble(parts, &sources.assets), diagnostics)
}

/// A draft goes with its annotations and its place in the syllabus; a link to it is a dead link all the same.
fn leave_out_drafts(corpus: &mut Corpus) {
    let drafts: Vec<ArticleId> =
        corpus.articles.values().filter(|article| article.draft).map(|article| article.id.clone()).collect();
    for draft in &drafts {
        corpus.articles.remove(draft);
        corpus.annotations.remove(draft);
    }
    for session in &mut corpus.site.sessions {
        session.articles.retain(|article| !drafts.contains(&article.value));
    }
    let pages: Vec<_> = corpus.pages.values().filter(|page| page.draft).map(|page| page.id.clone()).collect();
    corpus.pages.retain(|_, page| !page.draft);
    corpus.drafts =
        drafts.iter().map(ToString::to_string).chain(pages.iter().map(ToString::to_string)).collect();
    corpus.home.take_if(|page| page.draft);
}

impl Summary {
    fn of(corpus: &Corpus) -> Self {
        let mut summary = Self {
            articles: corpus.articles.len(),
            annotations: corpus.annotations.values().map(|set| set.annotations.len()).sum(),
            events: corpus.events.len(),
            terms: corpus.terms.len(),
            ..Self::default()
        };
        for (_, text) in corpus.texts() {
            summary.notes += text.notes.len();
            summary.citations += text.citations.len();
        }
        summary
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Sorts by path, place and code, and says nothing twice.
fn in_order(mut diagnostics: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let place = |diagnostic: &Diagnostic| match &diagnostic.place {
        Place::Reader => (None, 0, 0),
        Place::File(path) => (Some(path.clone()), 0, 0),
        Place::Span(span) => (sources.file(span.file).map(|file| file.path.clone()), span.start, span.end),
    };
    diagnostics.sort_by_cached_key(|diagnostic| {
        let (path, start, end) = place(diagnostic);
        (path, start, diagnostic.code, end, diagnostic.message.clone(), diagnostic.help.clone())
    });
    diagnostics.dedup();
    diagnostics
}

#[cfg(test)]
mod csl_suite;
#[cfg(test)]
mod note_styles;
#[cfg(test)]
mod tests;
