//! `postil build` and `postil check`: the pipeline once, with writing or without.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Outcome;
use super::console::{Console, notice, summary};
use super::progress::Progress;
use crate::cli::{BuildOptions, CheckOptions};
use crate::model::diagnostic::Severity;
use crate::model::failure::Failure;
use crate::pipeline::{self, Build, Drafts, Options, Stage};

/// Builds the reader; a build with errors leaves the last output as it was.
pub(super) fn build(typed: &BuildOptions, console: Console) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let options = Options {
        root: typed.root.clone(),
        output: typed.output.clone().unwrap_or_else(|| default_output(&typed.root)),
        base_url: typed.base_url.clone(),
        drafts: if typed.drafts { Drafts::Included } else { Drafts::Excluded },
        build_time: build_time(),
    };
    let worst = if typed.strict { Severity::Note } else { Severity::Warning };
    pipeline::check_output(&options)?;
    let progress = Progress::begin();
    let build = pipeline::run_observed(&options, &mut |stage| progress.stage(stage))?;
    let outcome = outcome(&build, worst);
    let written = if outcome == Outcome::Fine {
        progress.stage(Stage::Write);
        Some(pipeline::write(&build, &options))
    } else {
        None
    };
    drop(progress);
    console.diagnostics(&build)?;
    match written {
        Some(written) => {
            let written = written?;
            let output = options.output.display();
            let (changed, removed) = (written.changed, written.removed);
            notice(&format!(
                "{output}: {changed} written, {} unchanged, {removed} removed",
                written.unchanged
            ));
        }
        None if build.count(Severity::Error) > 0 => notice("nothing was written"),
        None => notice("nothing was written: `--strict` takes warnings for errors"),
    }
    summary(&build, started.elapsed());
    Ok(outcome)
}

/// The time that stands for the build's own, as reproducible-builds.org defines `SOURCE_DATE_EPOCH`.
fn build_time() -> Option<i64> {
    std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()
}

/// Does everything but writing.
pub(super) fn check(typed: &CheckOptions, console: Console) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let options = Options {
        root: typed.root.clone(),
        output: default_output(&typed.root),
        base_url: None,
        drafts: Drafts::Excluded,
        build_time: build_time(),
    };
    let progress = Progress::begin();
    let build = pipeline::run_observed(&options, &mut |stage| progress.stage(stage))?;
    drop(progress);
    console.diagnostics(&build)?;
    summary(&build, started.elapsed());
    let worst = if typed.strict { Severity::Note } else { Severity::Warning };
    Ok(outcome(&build, worst))
}

/// Where a build goes when nothing else is said.
pub(super) fn default_output(root: &Path) -> PathBuf {
    root.join("public")
}

/// Fine if nothing is worse than what is allowed.
fn outcome(build: &Build, worst_allowed: Severity) -> Outcome {
    // Severities are ordered from the worst on.
    let faulty = build.diagnostics.iter().any(|diagnostic| diagnostic.severity < worst_allowed);
    if faulty { Outcome::Faulty } else { Outcome::Fine }
}
