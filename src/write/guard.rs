//! Refuses output folders that hold something other than output; writes nothing.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::model::failure::Failure;

/// The folders of a reader that are read: output among them would be read as content.
const SOURCES: [&str; 4] = ["content", "templates", "assets", "styles"];

/// The output folder's real path, if it is safe to write there.
pub(super) fn guard(output: &Path, root: &Path) -> Result<PathBuf, Failure> {
    guard_from(output, root, std::env::home_dir().as_deref())
}

fn guard_from(output: &Path, root: &Path, home: Option<&Path>) -> Result<PathBuf, Failure> {
    let refuse = |why| Err(Failure::OutputFolder { path: output.to_owned(), why });
    let root = root.canonicalize().map_err(|_| Failure::NoFolder { path: root.to_owned() })?;
    let real = real_path(output)?;
    if real.parent().is_none() {
        return refuse("is the root of the file system");
    }
    if real == root {
        return refuse("is the reader's own folder");
    }
    if root.starts_with(&real) {
        return refuse("holds the reader's folder");
    }
    // An empty home would be a prefix of everything.
    let home = home.filter(|home| home.is_absolute());
    if let Some(home) = home.map(|home| home.canonicalize().unwrap_or_else(|_| home.to_owned())) {
        if real == home {
            return refuse("is your home folder");
        }
        if home.starts_with(&real) {
            return refuse("holds your home folder");
        }
    }
    for name in SOURCES {
        let source = root.join(name);
        let source = source.canonicalize().unwrap_or(source);
        if real.starts_with(&source) || source.starts_with(&real) {
            return refuse("is or holds a folder that the reader is made from");
        }
    }
    Ok(real)
}

/// The path without links, `.` and `..`, as far as it exists.
fn real_path(path: &Path) -> Result<PathBuf, Failure> {
    let failure = |source| Failure::Write { path: path.to_owned(), source };
    let absolute = std::path::absolute(path).map_err(failure)?;
    let mut existing = absolute.as_path();
    let mut missing: Vec<OsString> = Vec::new();
    loop {
        match existing.canonicalize() {
            Ok(real) => return Ok(with_missing(real, &missing)),
            // A link that leads nowhere exists, though it cannot be followed.
            Err(source) if existing.symlink_metadata().is_ok() => return Err(failure(source)),
            Err(source) => match (existing.parent(), existing.components().next_back()) {
                (Some(parent), Some(Component::Normal(name))) => {
                    missing.push(name.to_owned());
                    existing = parent;
                }
                (Some(parent), Some(Component::ParentDir)) => {
                    missing.push(OsString::from(".."));
                    existing = parent;
                }
                _ => return Err(failure(source)),
            },
        }
    }
}

fn with_missing(mut real: PathBuf, missing: &[OsString]) -> PathBuf {
    for name in missing.iter().rev() {
        if name == ".." { _ = real.pop() } else { real.push(name) }
    }
    real
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic, and lays out folders")]
mod tests {
    use std::fs;

    use super::*;

    /// `home/reader/content` and `home/reader/templates`.
    fn check(output: &str, refused: Option<&str>) {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().canonicalize().unwrap();
        let root = base.join("home/reader");
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir_all(root.join("templates")).unwrap();
        let output = if output == "/" { PathBuf::from("/") } else { base.join(output) };
        match (guard_from(&output, &root, Some(&base.join("home"))), refused) {
            (Ok(real), None) => assert!(!real.to_string_lossy().contains("..")),
            (Err(Failure::OutputFolder { why, .. }), Some(words)) => {
                assert!(why.contains(words), "{}: {why}", output.display());
            }
            (result, _) => panic!("{}: {result:?}", output.display()),
        }
    }

    #[test]
    fn folders_of_their_own_pass() {
        check("home/reader/public", None);
        check("home/site/deep", None);
        check("home/reader/new/../public", None);
        check("home/reader/contents", None);
    }

    #[test]
    fn folders_with_other_things_are_refused() {
        check("home/reader", Some("the reader's own folder"));
        check("home/reader/.", Some("the reader's own folder"));
        check("home/reader/new/..", Some("the reader's own folder"));
        check("home", Some("holds the reader's folder"));
        check("home/reader/content", Some("made from"));
        check("home/reader/content/out", Some("made from"));
        check("home/reader/public/../templates/out", Some("made from"));
        check("home/reader/assets/out", Some("made from"));
        check("/", Some("root of the file system"));
    }

    #[test]
    fn the_home_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().canonicalize().unwrap();
        for name in ["reader", "homes/me"] {
            fs::create_dir_all(base.join(name)).unwrap();
        }
        let guard =
            |output: &str| guard_from(&base.join(output), &base.join("reader"), Some(&base.join("homes/me")));
        assert!(matches!(guard("homes/me"), Err(Failure::OutputFolder { why: "is your home folder", .. })));
        assert!(matches!(guard("homes"), Err(Failure::OutputFolder { why: "holds your home folder", .. })));
        assert!(guard("homes/me/site").is_ok());
        let nowhere = guard_from(&base.join("x"), &base.join("reader"), Some(Path::new("")));
        assert!(nowhere.is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_seen_through() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().canonicalize().unwrap();
        fs::create_dir_all(base.join("reader/content")).unwrap();
        std::os::unix::fs::symlink(base.join("reader"), base.join("link")).unwrap();
        std::os::unix::fs::symlink(base.join("gone"), base.join("dangling")).unwrap();
        let guard = |output: &str| guard_from(&base.join(output), &base.join("reader"), None);
        assert!(matches!(guard("link"), Err(Failure::OutputFolder { .. })));
        assert!(matches!(guard("link/content/x"), Err(Failure::OutputFolder { .. })));
        assert_eq!(guard("link/public").unwrap(), base.join("reader/public"));
        assert!(matches!(guard("dangling"), Err(Failure::Write { .. })));
    }
}
