//! Stages what is new and moves it in; what is new is not decided here.
//!
//! Space and permission are asked for while staging: new bytes, new folders and the manifest are all on the disk
//! before anything of the last output is touched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::manifest::{self, Manifest};
use super::plan::Plan;
use super::write_failure;
use crate::model::failure::Failure;
use crate::model::output::OutPath;

/// The folder, in the output folder, that new bytes are gathered in.
pub(super) const STAGING: &str = ".postil-staging";

/// Carries a plan out.
pub(super) fn commit(
    disk: &dyn Disk,
    output: &Path,
    plan: &Plan<'_>,
    last: &Manifest,
    next: &Manifest,
) -> Result<(), Failure> {
    if plan.changed.is_empty() && plan.obsolete.is_empty() && last == next {
        return Ok(());
    }
    let mut made = Vec::new();
    let result = stage(disk, output, plan, last, next, &mut made).and_then(|()| {
        made.clear();
        move_in(disk, output, plan)
    });
    // Whatever happened, nothing of the staging stays; what cannot be removed is removed by the next build.
    let staging = output.join(STAGING);
    if staging.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
        _ = disk.remove_dir_all(&staging);
    }
    remove_dirs(disk, &made);
    result
}

/// Writes everything that is new beside the old; `made` gathers the folders that would have to go again.
fn stage(
    disk: &dyn Disk,
    output: &Path,
    plan: &Plan<'_>,
    last: &Manifest,
    next: &Manifest,
    made: &mut Vec<PathBuf>,
) -> Result<(), Failure> {
    let staging = output.join(STAGING);
    match staging.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {
            disk.remove_dir_all(&staging).map_err(|source| write_failure(&staging, source))?;
        }
        Ok(_) => return Err(Failure::Foreign { path: staging }),
        Err(_) => {}
    }
    disk.create_dir(&staging).map_err(|source| write_failure(&staging, source))?;
    // A failure names the file as it would be known, not the place that it has for now.
    let put = |name: &str, target: &str, content: &[u8]| {
        let written = disk.create_file(&staging.join(name), content);
        written.map_err(|source| write_failure(&output.join(target), source))
    };
    for (n, file) in plan.changed.iter().enumerate() {
        put(&n.to_string(), file.path.as_str(), &file.content)?;
    }
    put("pending", manifest::NAME, &last.with_pending(next).to_bytes())?;
    put("manifest", manifest::NAME, &next.to_bytes())?;
    for file in &plan.changed {
        let target = output.join(file.path.as_str());
        // A folder in place of an obsolete file can only be made when that file is gone.
        if let Some(folder) = target.parent().filter(|folder| !blocked(folder, output)) {
            create_dirs(disk, folder, made)?;
        }
    }
    Ok(())
}

/// Whether a file stands where one of the folders should be.
fn blocked(folder: &Path, output: &Path) -> bool {
    let below = folder.ancestors().take_while(|ancestor| *ancestor != output);
    below.into_iter().any(|ancestor| ancestor.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()))
}

/// Makes a folder and those above it; `made` gathers them.
pub(super) fn create_dirs(disk: &dyn Disk, folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|ancestor| !ancestor.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        match disk.create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            // Another build may have made it in the meantime.
            Err(_) if folder.is_dir() => {}
            Err(source) => return Err(write_failure(folder, source)),
        }
    }
    Ok(())
}

/// Removes folders that were made, the last one first, as far as they are empty.
pub(super) fn remove_dirs(disk: &dyn Disk, made: &[PathBuf]) {
    for folder in made.iter().rev() {
        _ = disk.remove_dir(folder);
    }
}

/// Moves everything in. From here on nothing needs space.
fn move_in(disk: &dyn Disk, output: &Path, plan: &Plan<'_>) -> Result<(), Failure> {
    let staging = output.join(STAGING);
    let rename = |name: &str, target: &Path| {
        disk.rename(&staging.join(name), target).map_err(|source| write_failure(target, source))
    };
    rename("pending", &output.join(manifest::NAME))?;
    let changed: BTreeSet<&str> = plan.changed.iter().map(|file| file.path.as_str()).collect();
    let (first, after): (Vec<&OutPath>, Vec<&OutPath>) =
        plan.obsolete.iter().partition(|path| is_in_the_way(path.as_str(), &changed));
    for path in first {
        remove(disk, output, path)?;
    }
    for (n, file) in plan.changed.iter().enumerate() {
        let target = output.join(file.path.as_str());
        if let Some(folder) = target.parent() {
            create_dirs(disk, folder, &mut Vec::new())?;
        }
        rename(&n.to_string(), &target)?;
    }
    for path in after {
        remove(disk, output, path)?;
    }
    rename("manifest", &output.join(manifest::NAME))
}

/// Whether a file and a folder would have one name.
fn is_in_the_way(obsolete: &str, changed: &BTreeSet<&str>) -> bool {
    let below = format!("{obsolete}/");
    let holds_new = changed.range(below.as_str()..).next().is_some_and(|path| path.starts_with(&below));
    let mut folder = obsolete;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        if changed.contains(parent) {
            return true;
        }
        folder = parent;
    }
    holds_new
}

/// Removes a file, and the folders that are empty without it.
fn remove(disk: &dyn Disk, output: &Path, path: &OutPath) -> Result<(), Failure> {
    let file = output.join(path.as_str());
    disk.remove_file(&file).map_err(|source| write_failure(&file, source))?;
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != output) {
        // A folder that still holds something refuses, and so ends the way up.
        if disk.remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
