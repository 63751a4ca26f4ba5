//! Brings output files to the disk, safely; knows nothing of what they hold.
//!
//! 1. [`guard`] refuses an output folder that would swallow something that is not output.
//! 2. [`lock`] waits for another build that writes there.
//! 3. [`plan`] compares the files with the disk and with the last [`manifest`]: what is new or changed, what is left
//!    alone, what is to be removed. A file that postil did not write ends the work here.
//! 4. [`commit`] stages everything that is new, then renames it in: assets first, pages after, the manifest last.
//!
//! Until everything is staged the last good output is untouched. Links that lie in the output folder are never
//! followed. [`fresh()`] is the simple sibling for a folder that is new, and [`import()`] that for single files.

mod commit;
mod disk;
mod fresh;
mod guard;
mod imported;
mod lock;
mod manifest;
mod plan;

use std::path::Path;

use crate::model::failure::Failure;
use crate::model::output::OutputFile;
use disk::{Disk, RealDisk};
pub(crate) use fresh::fresh;
pub(crate) use imported::{Existing, existing, import};

/// What writing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed
    pub changed: usize,
    /// Files left alone, since they were the same
    pub unchanged: usize,
    /// Files removed, since they are no longer part of the reader
    pub removed: usize,
}

/// Writes the files below `output`; `root` is the reader's folder, which must not be overwritten.
pub(crate) fn write(files: &[OutputFile], output: &Path, root: &Path) -> Result<Written, Failure> {
    write_to(&RealDisk, files, output, root)
}

/// Refuses what [`write()`] would refuse, before any work is done.
pub(crate) fn check_output(output: &Path, root: &Path) -> Result<(), Failure> {
    guard::guard(output, root).map(|_| ())
}

fn write_to(disk: &dyn Disk, files: &[OutputFile], output: &Path, root: &Path) -> Result<Written, Failure> {
    let output = guard::guard(output, root)?;
    let mut made = Vec::new();
    let result = commit::create_dirs(disk, &output, &mut made).and_then(|()| {
        let _held = lock::hold(&output);
        write_held(disk, files, &output)
    });
    if result.is_err() {
        commit::remove_dirs(disk, &made);
    }
    result
}

fn write_held(disk: &dyn Disk, files: &[OutputFile], output: &Path) -> Result<Written, Failure> {
    let last = manifest::load(output)?;
    let plan = plan::plan(files, output, &last)?;
    let next = manifest::Manifest::of(files);
    commit::commit(disk, output, &plan, &last, &next)?;
    Ok(Written { changed: plan.changed.len(), unchanged: plan.unchanged, removed: plan.obsolete.len() })
}

/// The failure of a write.
fn write_failure(path: &Path, source: std::io::Error) -> Failure {
    Failure::Write { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests;
