//! Builds to folders on the disk, and disks that fail on the way.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic, and lays out folders")]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::model::output::OutPath;

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("reader/content")).unwrap();
        Self { folder }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("reader")
    }

    fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    fn write(&self, files: &[(&str, &str)]) -> Result<Written, Failure> {
        write(&build(files), &self.output(), &self.root())
    }

    fn write_through(&self, disk: &dyn Disk, files: &[(&str, &str)]) -> Result<Written, Failure> {
        write_to(disk, &build(files), &self.output(), &self.root())
    }

    fn put(&self, path: &str, content: &str) {
        let path = self.output().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Everything in the output folder but the manifest; folders end in `/`.
    fn there(&self) -> BTreeMap<String, String> {
        let mut there = BTreeMap::new();
        let mut folders = vec![self.output()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.output()).unwrap().to_str().unwrap().to_owned();
                if path.is_dir() && !path.is_symlink() {
                    there.insert(format!("{name}/"), String::new());
                    folders.push(path);
                } else if name != manifest::NAME {
                    there.insert(name, fs::read_to_string(&path).unwrap_or_default());
                }
            }
        }
        there
    }

    fn check(&self, expected: &[(&str, &str)]) {
        let files: Vec<_> = self.there().into_iter().filter(|(path, _)| !path.ends_with('/')).collect();
        let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(files, expected);
    }
}

fn build(files: &[(&str, &str)]) -> Vec<OutputFile> {
    let file = |(path, content): &(&str, &str)| OutputFile {
        path: OutPath::new(path).unwrap(),
        content: Arc::from(content.as_bytes()),
    };
    files.iter().map(file).collect()
}

fn written(changed: usize, unchanged: usize, removed: usize) -> Written {
    Written { changed, unchanged, removed }
}

/// A disk that fails at the n-th change, and at every later one that needs space.
struct Failing {
    left: Cell<usize>,
    log: std::cell::RefCell<Vec<String>>,
}

impl Failing {
    fn after(changes: usize) -> Self {
        Self { left: Cell::new(changes), log: std::cell::RefCell::default() }
    }

    fn take(&self, what: &str, path: &Path) -> io::Result<()> {
        self.log.borrow_mut().push(format!("{what} {}", path.file_name().unwrap().to_string_lossy()));
        match self.left.get().checked_sub(1) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => Err(io::Error::from(io::ErrorKind::StorageFull)),
        }
    }
}

impl Disk for Failing {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.take("dir", path)?;
        RealDisk.create_dir(path)
    }

    fn create_file(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        if let Err(error) = self.take("file", path) {
            // A full disk leaves a part of the file.
            RealDisk.create_file(path, &content[..content.len() / 2])?;
            return Err(error);
        }
        RealDisk.create_file(path, content)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.take("rename", to)?;
        RealDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_dir(path)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_dir_all(path)
    }
}

#[test]
fn only_what_changed_is_written() {
    let site = Site::new();
    assert_eq!(site.write(&[("index.html", "a"), ("x/y.css", "b")]).unwrap(), written(2, 0, 0));
    site.check(&[("index.html", "a"), ("x/y.css", "b")]);
    let time = |name| fs::metadata(site.output().join(name)).unwrap().modified().unwrap();
    let before = (time("x/y.css"), time(manifest::NAME));
    assert_eq!(site.write(&[("index.html", "a"), ("x/y.css", "b")]).unwrap(), written(0, 2, 0));
    assert_eq!(before, (time("x/y.css"), time(manifest::NAME)));
    assert_eq!(site.write(&[("index.html", "c"), ("x/y.css", "b")]).unwrap(), written(1, 1, 0));
    assert_eq!(before.0, time("x/y.css"));
    site.check(&[("index.html", "c"), ("x/y.css", "b")]);
    // An edit of the same length is seen, since the bytes are compared.
    site.put("index.html", "X");
    assert_eq!(site.write(&[("index.html", "c"), ("x/y.css", "b")]).unwrap(), written(1, 1, 0));
    site.check(&[("index.html", "c"), ("x/y.css", "b")]);
}

#[test]
fn an_empty_build_makes_an_empty_folder() {
    let site = Site::new();
    assert_eq!(site.write(&[]).unwrap(), written(0, 0, 0));
    site.check(&[]);
    assert!(site.output().is_dir());
}

#[test]
fn what_is_no_longer_made_is_removed() {
    let site = Site::new();
    site.write(&[("index.html", "a"), ("deep/er/old.html", "b"), ("deep/edited.html", "c")]).unwrap();
    site.put("deep/edited.html", "by hand");
    site.put("CNAME", "example.org");
    assert_eq!(site.write(&[("index.html", "a")]).unwrap(), written(0, 1, 1));
    site.check(&[("CNAME", "example.org"), ("deep/edited.html", "by hand"), ("index.html", "a")]);
    assert!(!site.there().contains_key("deep/er/"));
    // Nobody's now: it stays for good.
    assert_eq!(site.write(&[("index.html", "a")]).unwrap(), written(0, 1, 0));
    assert_eq!(site.there().len(), 4);
}

#[test]
fn foreign_files_are_never_overwritten() {
    let site = Site::new();
    site.put("about/index.html", "mine");
    site.put("same.css", "b");
    let refused = site.write(&[("about/index.html", "a"), ("new.css", "n"), ("same.css", "b")]);
    assert!(
        matches!(&refused, Err(Failure::Foreign { path }) if path.ends_with("about/index.html")),
        "{refused:?}"
    );
    site.check(&[("about/index.html", "mine"), ("same.css", "b")]);
    let refused = site.write(&[("about", "a")]);
    assert!(matches!(refused, Err(Failure::Foreign { .. })));
    let refused = site.write(&[("same.css/x", "a")]);
    assert!(matches!(refused, Err(Failure::Foreign { .. })));
    assert_eq!(site.write(&[("same.css", "b")]).unwrap(), written(0, 1, 0));
}

#[test]
fn files_and_folders_change_places() {
    let site = Site::new();
    site.write(&[("a", "file"), ("b/c/d", "deep")]).unwrap();
    assert_eq!(site.write(&[("a/x/y", "deep"), ("b", "file")]).unwrap(), written(2, 0, 2));
    site.check(&[("a/x/y", "deep"), ("b", "file")]);
    site.put("a/x/mine", "mine");
    assert!(matches!(site.write(&[("a", "file"), ("b", "file")]), Err(Failure::Foreign { .. })));
    site.check(&[("a/x/mine", "mine"), ("a/x/y", "deep"), ("b", "file")]);
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed() {
    let site = Site::new();
    site.write(&[("a/index.html", "a"), ("b.css", "b")]).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("index.html"), "a").unwrap();
    fs::remove_dir_all(site.output().join("a")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.output().join("a")).unwrap();
    assert!(matches!(site.write(&[("a/index.html", "new"), ("b.css", "b")]), Err(Failure::Foreign { .. })));
    assert_eq!(site.write(&[("b.css", "b")]).unwrap(), written(0, 1, 0));
    assert_eq!(fs::read_to_string(elsewhere.path().join("index.html")).unwrap(), "a");
    let target = elsewhere.path().join("index.html");
    fs::remove_file(site.output().join("b.css")).unwrap();
    std::os::unix::fs::symlink(&target, site.output().join("b.css")).unwrap();
    assert!(matches!(site.write(&[("b.css", "new")]), Err(Failure::Foreign { .. })));
    std::os::unix::fs::symlink(elsewhere.path(), site.output().join(commit::STAGING)).unwrap();
    assert!(matches!(site.write(&[("c.css", "new")]), Err(Failure::Foreign { .. })));
    assert_eq!(fs::read_to_string(target).unwrap(), "a");
}

#[test]
fn assets_come_before_pages_and_the_manifest_last() {
    let site = Site::new();
    let disk = Failing::after(usize::MAX);
    site.write_through(&disk, &[("a.html", "a"), ("b.HTML", "a"), ("z.css", "z")]).unwrap();
    let log = disk.log.into_inner();
    let renames: Vec<_> = log.iter().filter_map(|line| line.strip_prefix("rename ")).collect();
    assert_eq!(renames, [manifest::NAME, "z.css", "a.html", "b.HTML", manifest::NAME]);
}

#[test]
fn a_failure_at_any_time_can_be_mended() {
    let old = [("a.html", "old"), ("b/c.html", "old"), ("gone.html", "old")];
    let new = [("a.html", "new"), ("b/c.html", "new"), ("d/e.css", "new")];
    let mut staged = 0;
    for changes in 0.. {
        let site = Site::new();
        site.write(&old).unwrap();
        site.put("CNAME", "example.org");
        let before = site.there();
        let disk = Failing::after(changes);
        let result = site.write_through(&disk, &new);
        let after = site.there();
        assert!(!after.contains_key(".postil-staging/"), "{changes}");
        if result.is_ok() {
            break;
        }
        if !disk.log.borrow().iter().any(|line| line.starts_with("rename")) || after == before {
            staged += 1;
            assert_eq!(before, after, "the last output was touched at change {changes}");
        }
        // The next build needs no help, whatever it makes.
        site.write(&[("a.html", "newer"), ("d/e.css", "newer")]).unwrap();
        site.check(&[("CNAME", "example.org"), ("a.html", "newer"), ("d/e.css", "newer")]);
    }
    assert!(staged >= 7, "{staged}");
}

#[test]
fn a_failure_in_a_new_folder_leaves_none() {
    let site = Site::new();
    for changes in 0..4 {
        let result = site.write_through(&Failing::after(changes), &[("a/b.html", "x"), ("c.css", "y")]);
        assert!(matches!(result, Err(Failure::Write { .. })));
        assert!(!site.output().exists(), "{changes}");
        assert!(!result.unwrap_err().to_string().contains("/0"), "the file is named as it would be known");
    }
}

#[test]
fn what_a_killed_build_left_is_cleared() {
    let site = Site::new();
    site.write(&[("a.html", "a")]).unwrap();
    site.put(".postil-staging/0", "half");
    site.write(&[("a.html", "b")]).unwrap();
    site.check(&[("a.html", "b")]);
}

#[test]
fn a_broken_manifest_makes_everything_foreign() {
    let site = Site::new();
    site.write(&[("a.html", "a"), ("b.html", "b")]).unwrap();
    site.put(manifest::NAME, "{");
    assert!(matches!(site.write(&[("a.html", "c")]), Err(Failure::Foreign { .. })));
    assert_eq!(site.write(&[("a.html", "a")]).unwrap(), written(0, 1, 0));
    site.check(&[("a.html", "a"), ("b.html", "b")]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_a_failure() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.write(&[("a.html", "a")]).unwrap();
    let mode = |mode| fs::set_permissions(site.output(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    // The super-user may write anywhere.
    if fs::write(site.output().join("probe"), "").is_err() {
        let result = site.write(&[("a.html", "b")]);
        assert!(matches!(result, Err(Failure::Write { .. })), "{result:?}");
        site.check(&[("a.html", "a")]);
    }
    mode(0o755);
}

#[test]
fn an_output_that_is_a_file_is_a_failure() {
    let site = Site::new();
    fs::write(site.output(), "x").unwrap();
    assert!(site.write(&[("a.html", "a")]).is_err());
    assert_eq!(fs::read_to_string(site.output()).unwrap(), "x");
}

#[test]
fn builds_at_once_come_one_after_the_other() {
    let site = Site::new();
    let many: Vec<String> = (0..300).map(|n| format!("p{n}/index.html")).collect();
    let files = |content: &'static str| many.iter().map(|path| (path.as_str(), content)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        for content in ["a", "b", "c", "d"] {
            let (site, mut files) = (&site, files(content));
            scope.spawn(move || {
                files.push((content, ""));
                for _ in 0..5 {
                    site.write(&files).unwrap();
                }
            });
        }
    });
    let there: Vec<_> = site.there().into_iter().filter(|(path, _)| !path.ends_with('/')).collect();
    let pages: std::collections::BTreeSet<&str> =
        there.iter().filter(|(path, _)| path.contains('/')).map(|(_, content)| content.as_str()).collect();
    assert_eq!((there.len(), pages.len()), (301, 1), "{pages:?}");
}
