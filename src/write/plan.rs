//! Compares a build with the disk: what to write, what to leave, what to remove; changes nothing.
#![allow(clippy::disallowed_methods, reason = "comparing with the disk is this stage's work")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use crate::model::failure::Failure;
use crate::model::output::{OutPath, OutputFile};

/// What is to be done.
pub(super) struct Plan<'a> {
    /// Files that are new or changed: assets first, pages after
    pub(super) changed: Vec<&'a OutputFile>,
    /// Files of postil's that are no longer part of the reader, unchanged since they were written
    pub(super) obsolete: BTreeSet<OutPath>,
    /// How many files are the same
    pub(super) unchanged: usize,
}

/// What stands at a path.
enum There {
    Nothing,
    File(PathBuf),
    Folder(PathBuf),
    /// A link, a pipe, or a file where a folder should be; its own path
    Other(PathBuf),
}

/// Makes the plan.
pub(super) fn plan<'a>(files: &'a [OutputFile], output: &Path, last: &Manifest) -> Result<Plan<'a>, Failure> {
    let kept: BTreeSet<&OutPath> = files.iter().map(|file| &file.path).collect();
    let obsolete = obsolete(&kept, output, last)?;
    let mut plan = Plan { changed: Vec::new(), obsolete, unchanged: 0 };
    for file in files {
        if is_same(file, output, last, &plan.obsolete)? {
            plan.unchanged += 1;
        } else {
            plan.changed.push(file);
        }
    }
    plan.changed.sort_by_key(|file| (is_page(&file.path), &file.path));
    Ok(plan)
}

fn is_page(path: &OutPath) -> bool {
    path.as_str().rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("html"))
}

/// Files that the last manifest lists, that are as postil wrote them, and that the build no longer has.
fn obsolete(kept: &BTreeSet<&OutPath>, output: &Path, last: &Manifest) -> Result<BTreeSet<OutPath>, Failure> {
    // Where case does not count, `A.css` on the disk may be the `a.css` that is to stay.
    let folded: BTreeSet<String> = kept.iter().map(|path| path.folded()).collect();
    let mut obsolete = BTreeSet::new();
    for path in last.paths().filter(|path| !kept.contains(path)) {
        let There::File(disk) = look(output, path)? else { continue };
        if last.wrote(path, &read(&disk)?)
            && !(folded.contains(&path.folded()) && same_place(&disk, kept, output))
        {
            obsolete.insert(path.clone());
        }
    }
    Ok(obsolete)
}

/// Whether a kept path leads to the same file, which only a disk that folds case does.
fn same_place(disk: &Path, kept: &BTreeSet<&OutPath>, output: &Path) -> bool {
    let Ok(real) = disk.canonicalize() else { return false };
    kept.iter().any(|path| output.join(path.as_str()).canonicalize().is_ok_and(|other| other == real))
}

fn is_same(
    file: &OutputFile,
    output: &Path,
    last: &Manifest,
    obsolete: &BTreeSet<OutPath>,
) -> Result<bool, Failure> {
    match look(output, &file.path)? {
        There::Nothing => Ok(false),
        There::File(disk) => {
            let metadata = disk.metadata().map_err(|source| read_failure(&disk, source))?;
            if metadata.len() == file.content.len() as u64 && *read(&disk)? == *file.content {
                return Ok(true);
            }
            if last.lists(&file.path) { Ok(false) } else { Err(Failure::Foreign { path: disk }) }
        }
        There::Folder(disk) if holds_only(&disk, &file.path, obsolete)? => Ok(false),
        There::Other(disk) if obsolete.iter().any(|path| output.join(path.as_str()) == disk) => Ok(false),
        There::Folder(disk) | There::Other(disk) => Err(Failure::Foreign { path: disk }),
    }
}

/// Looks at a path without following a link on the way.
fn look(output: &Path, path: &OutPath) -> Result<There, Failure> {
    let mut disk = output.to_owned();
    let mut parts = path.as_str().split('/').peekable();
    while let Some(part) = parts.next() {
        disk.push(part);
        let metadata = match disk.symlink_metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(There::Nothing),
            Err(source) => return Err(read_failure(&disk, source)),
        };
        let last = parts.peek().is_none();
        match (metadata.is_dir(), metadata.is_file()) {
            (true, _) if last => return Ok(There::Folder(disk)),
            (true, _) => {}
            (false, true) if last => return Ok(There::File(disk)),
            _ => return Ok(There::Other(disk)),
        }
    }
    Ok(There::Nothing)
}

/// Whether nothing but obsolete files is below a folder.
fn holds_only(folder: &Path, path: &OutPath, obsolete: &BTreeSet<OutPath>) -> Result<bool, Failure> {
    let mut folders = BTreeMap::from([(folder.to_owned(), path.as_str().to_owned())]);
    while let Some((folder, below)) = folders.pop_first() {
        let entries = fs::read_dir(&folder).map_err(|source| read_failure(&folder, source))?;
        for entry in entries {
            let entry = entry.map_err(|source| read_failure(&folder, source))?;
            let kind = entry.file_type().map_err(|source| read_failure(&folder, source))?;
            let Ok(name) = entry.file_name().into_string() else { return Ok(false) };
            let below = format!("{below}/{name}");
            if kind.is_dir() {
                folders.insert(entry.path(), below);
            } else if !OutPath::new(&below).is_ok_and(|path| obsolete.contains(&path)) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|source| read_failure(path, source))
}

fn read_failure(path: &Path, source: io::Error) -> Failure {
    Failure::Read { path: path.to_owned(), source }
}
