//! `postil timeline`: the dates that articles state and no event covers, and events from tables. Only an import changes
//! anything, and it adds at the end of one file.

use std::collections::BTreeSet;
use std::path::Path;

use super::Outcome;
use super::build::default_output;
use super::console::{Console, notice, say};
use crate::cli::{SuggestOptions, TimelineCommand, TimelineImportOptions};
use crate::import::timeline::{self as table, Existing};
use crate::model::diagnostic::Severity;
use crate::model::failure::Failure;
use crate::pipeline::{self, Drafts, Options};

/// Does what was typed after `timeline`.
pub(super) fn timeline(command: &TimelineCommand, console: Console) -> Result<Outcome, Failure> {
    match command {
        TimelineCommand::Suggest(options) => suggest(options, console),
        TimelineCommand::Import(typed) => {
            let TimelineImportOptions { file, into, dry_run, force } = typed;
            take_in(file, &Target { into, dry_run: *dry_run, force: *force }, console)
        }
    }
}

fn suggest(typed: &SuggestOptions, console: Console) -> Result<Outcome, Failure> {
    let options = Options {
        root: typed.root.clone(),
        output: default_output(&typed.root),
        base_url: None,
        drafts: if typed.drafts { Drafts::Included } else { Drafts::Excluded },
        build_time: None,
    };
    let suggested = pipeline::suggest(&options)?;
    console.dates(&suggested)?;
    let found = &suggested.suggestions;
    let (uncovered, dates, articles) = (found.uncovered.len(), found.dates, found.articles);
    let of = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    notice(&format!(
        "{} in {}; no event covers {uncovered} of them",
        of(dates, "dated statement"),
        of(articles, "article")
    ));
    Ok(Outcome::Fine)
}

/// Where the events of a table go.
pub(super) struct Target<'t> {
    /// The reader’s folder
    pub(super) into: &'t Path,
    /// They are printed, not written
    pub(super) dry_run: bool,
    /// They take the place of those that are there
    pub(super) force: bool,
}

/// Whether a document is a table of events, by its name.
pub(super) fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|name| name.eq_ignore_ascii_case("csv") || name.eq_ignore_ascii_case("tsv"))
}

/// What is wrong in a row leaves out that row, and makes the outcome faulty; the others are written.
pub(super) fn take_in(file: &Path, typed: &Target<'_>, console: Console) -> Result<Outcome, Failure> {
    let opened = table::open(file)?;
    let there = pipeline::timeline(typed.into)?;
    let existing = if typed.force { Existing::Replaced } else { Existing::Kept };
    if existing == Existing::Kept && !there.broken.is_empty() {
        console.print(&there.broken, &there.sources)?;
        notice("nothing was written: mend the timeline first, or put the events in its place with `--force`");
        return Ok(Outcome::Faulty);
    }
    let none = BTreeSet::new();
    let known = if existing == Existing::Kept { &there.ids } else { &none };
    let taken = table::read(&opened, known, &pipeline::date);
    console.print(&taken.diagnostics, &opened.sources)?;
    let tables = table::toml(&taken.events);
    let path = typed.into.join("content/timeline.toml");
    let count = match taken.events.len() {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    };
    if typed.dry_run {
        say(&tables)?;
        notice(&format!("{count} for `{}`; nothing was written", path.display()));
    } else if taken.events.is_empty() {
        notice("no events were found; nothing was written");
    } else {
        table::append(&path, &tables, existing)?;
        notice(&format!("{count} written to `{}`", path.display()));
    }
    let faulty = taken.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if faulty { Outcome::Faulty } else { Outcome::Fine })
}
