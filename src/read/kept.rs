//! What one reading leaves to the next: the numbers of files, and the files that have not changed since.
//!
//! A file is taken for unchanged where all that the system says of it is as it was: device, inode, size, and both times,
//! of which the second cannot be set by programs. A file that was changed shortly before it was read is read again, since
//! two changes within one tick of the clock leave one time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::ids::FileId;
use crate::model::source::{AssetFile, Digest, SourcePath};

/// A file that was changed so many seconds before it was read, or less, is read again.
#[cfg(unix)]
const SETTLED: i64 = 3;

/// What one reading leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    numbers: HashMap<SourcePath, FileId>,
    next: u32,
    earlier: HashMap<PathBuf, (Stamp, Content)>,
    now: Mutex<HashMap<PathBuf, (Stamp, Content)>>,
    trust: Trust,
}

/// Whether what the system says of files is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Trust {
    /// It is
    #[default]
    System,
    /// Every file is read again: other machines write to the drive, with clocks of their own
    Nothing,
}

/// What was read of a file.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A tidied text
    Text(Arc<str>, Digest),
    /// Bytes
    Asset(AssetFile),
}

/// What the system says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp([i64; 7]);

impl Kept {
    /// Nothing yet.
    pub(crate) fn new(trust: Trust) -> Self {
        Self { trust, ..Self::default() }
    }

    /// A file's stamp, where it says for sure whether the file is changed later. To be asked before it is read.
    pub(super) fn stamp(&self, disk: &Path) -> Option<Stamp> {
        if self.trust == Trust::Nothing { None } else { Stamp::of(disk) }
    }

    /// What was read of a file, if it has not changed since.
    pub(super) fn unchanged(&self, disk: &Path, stamp: Stamp) -> Option<Content> {
        let (before, content) = self.earlier.get(disk)?;
        (*before == stamp).then(|| content.clone())
    }

    /// Keeps what was read of a file.
    pub(super) fn keep(&self, disk: &Path, stamp: Stamp, content: Content) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(disk.to_owned(), (stamp, content));
    }

    /// Ends a reading: files that are gone are forgotten.
    pub(super) fn finish(&mut self, present: &[SourcePath]) -> Vec<FileId> {
        self.earlier = std::mem::take(self.now.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut before = std::mem::take(&mut self.numbers);
        let mut number = |path: &SourcePath| {
            let id = before.remove(path).unwrap_or_else(|| {
                self.next = self.next.saturating_add(1);
                FileId(self.next - 1)
            });
            self.numbers.insert(path.clone(), id);
            id
        };
        present.iter().map(&mut number).collect()
    }
}

impl Stamp {
    #[cfg(unix)]
    fn of(disk: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let found = disk.metadata().ok()?;
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        let settled = i64::try_from(now.as_secs()).ok()? - SETTLED;
        let wraps = |n: u64| i64::from_ne_bytes(n.to_ne_bytes());
        let (changed, modified) = (found.ctime(), found.mtime());
        (changed.max(modified) < settled).then(|| {
            Self([
                wraps(found.dev()),
                wraps(found.ino()),
                wraps(found.size()),
                modified,
                found.mtime_nsec(),
                changed,
                found.ctime_nsec(),
            ])
        })
    }

    /// Elsewhere times can be set by programs, so that they say nothing for sure.
    #[cfg(not(unix))]
    fn of(_: &Path) -> Option<Self> {
        None
    }
}
