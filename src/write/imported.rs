//! Writes the files of an import, one document at a time; never over anything unless it is told to.
#![allow(clippy::disallowed_methods, reason = "writing is this stage's work")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk};

/// What is to be done with files that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// They are kept
    Kept,
    /// They are replaced
    Replaced,
}

/// The first of these paths at which something is already.
pub(crate) fn existing<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Option<&'p PathBuf> {
    paths.into_iter().find(|path| path.symlink_metadata().is_ok())
}

/// Writes files, all of them or, as far as the disk allows, none: each is staged beside its place and renamed in.
///
/// # Errors
/// The path that failed, and what the system said.
pub(crate) fn import(files: &[(PathBuf, Vec<u8>)], existing: Existing) -> Result<(), (PathBuf, io::Error)> {
    write_to(&RealDisk, files, existing)
}

fn write_to(
    disk: &dyn Disk,
    files: &[(PathBuf, Vec<u8>)],
    existing: Existing,
) -> Result<(), (PathBuf, io::Error)> {
    let mut staged = Vec::new();
    let mut result = files.iter().try_for_each(|(path, content)| {
        stage(disk, path, content, existing, &mut staged).map_err(|error| (path.clone(), error))
    });
    if result.is_ok() {
        result = staged.iter().zip(files).try_for_each(|(beside, (path, _))| {
            disk.rename(beside, path).map_err(|error| (path.clone(), error))
        });
    }
    if result.is_err() {
        for beside in &staged {
            // What was renamed is no longer there.
            _ = disk.remove_file(beside);
        }
    }
    result
}

fn stage(
    disk: &dyn Disk,
    path: &Path,
    content: &[u8],
    existing: Existing,
    staged: &mut Vec<PathBuf>,
) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(_) if existing == Existing::Kept => return Err(io::ErrorKind::AlreadyExists.into()),
        // Renaming over a folder would fail only when other files are in their places already.
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        _ => {}
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let beside = beside(path);
    staged.push(beside.clone());
    disk.create_file(&beside, content)
}

/// A name beside a file's that nobody else uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.postil-import", std::process::id()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_unless_asked() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("x/a.md"), folder.path().join("x/b.md"));
        let files = |text: &str| vec![(b.clone(), text.into()), (a.clone(), text.into())];
        import(&files("1")[1..], Existing::Kept).unwrap();
        let (path, error) = import(&files("2"), Existing::Kept).unwrap_err();
        assert_eq!((path, error.kind()), (a.clone(), io::ErrorKind::AlreadyExists));
        assert_eq!((fs::read_to_string(&a).unwrap().as_str(), b.exists()), ("1", false));
        import(&files("3"), Existing::Replaced).unwrap();
        assert_eq!(fs::read_to_string(&b).unwrap(), "3");
        assert_eq!(fs::read_dir(folder.path().join("x")).unwrap().count(), 2);
    }

    #[test]
    fn a_folder_in_the_way_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a.md")).unwrap();
        let files = [(folder.path().join("a.md"), Vec::new())];
        assert!(import(&files, Existing::Replaced).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
