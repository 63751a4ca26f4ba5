//! Lays out a new folder; never writes over anything.
#![allow(clippy::disallowed_methods, reason = "writing is this stage's work")]

use std::fs;
use std::io;
use std::path::Path;

use super::disk::{Disk, RealDisk};
use super::write_failure;
use crate::model::failure::Failure;

/// Writes files below a folder that is empty or not there yet; a `.git` in it does not count.
pub(crate) fn fresh(folder: &Path, files: &[(&str, &str)]) -> Result<(), Failure> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry.map_err(|source| Failure::Read { path: folder.to_owned(), source })?;
                if entry.file_name() != ".git" {
                    return Err(Failure::NotEmpty { path: folder.to_owned() });
                }
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(write_failure(folder, source)),
    }
    for (path, content) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|source| write_failure(parent, source))?;
        }
        RealDisk.create_file(&path, content.as_bytes()).map_err(|source| write_failure(&path, source))?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_folder_is_filled() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a b/新");
        fresh(&target, &[("x/y.md", "text"), ("z", "")]).unwrap();
        assert_eq!(fs::read_to_string(target.join("x/y.md")).unwrap(), "text");
        assert!(matches!(fresh(&target, &[("n", "")]), Err(Failure::NotEmpty { .. })));
        assert!(!target.join("n").exists());
        let repository = folder.path().join("r");
        fs::create_dir_all(repository.join(".git")).unwrap();
        fresh(&repository, &[("n", "")]).unwrap();
        assert!(matches!(fresh(&target.join("z"), &[]), Err(Failure::Write { .. })));
    }
}
