//! Waits for changes of the reader's folder; what they mean is not known here.
//!
//! Only the places that are read are watched, and not the whole folder, which may hold much else.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::model::failure::Failure;

/// Changes that come so soon after each other belong together: an editor that saves, a program that writes many files.
const QUIET: Duration = Duration::from_millis(15);

/// No change waits longer than this.
const LONGEST: Duration = Duration::from_millis(100);

/// When to look again after a folder has come: files may have come into it before it was watched.
const SETTLED: Duration = Duration::from_millis(150);

/// The folders that a reader is made from, and its settings.
const PLACES: [&str; 5] = ["content", "templates", "assets", "styles", "site.toml"];

/// Changes as they come.
pub(super) struct Changes {
    root: PathBuf,
    watcher: RecommendedWatcher,
    receiver: Receiver<Change>,
    /// When to look again, though nothing has been heard
    again: Option<Instant>,
    /// What was heard while a build was under way
    heard: Cell<Option<Change>>,
}

/// What kind of change it is, as far as watching goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// A file
    File,
    /// A folder may have come
    Folder,
    /// One of the watched places may have come or gone
    Place,
}

impl Changes {
    /// Begins to watch.
    pub(super) fn watch(root: &Path) -> Result<Self, Failure> {
        let failure = |why: String| Failure::Watch { path: root.to_owned(), why };
        let real = root.canonicalize().map_err(|_| Failure::NoFolder { path: root.to_owned() })?;
        let (sender, receiver) = mpsc::channel();
        let handler = handler(real.clone(), sender);
        let mut watcher = notify::recommended_watcher(handler).map_err(|error| failure(error.to_string()))?;
        watcher.watch(&real, RecursiveMode::NonRecursive).map_err(|error| failure(error.to_string()))?;
        let mut changes = Self { root: real, watcher, receiver, again: None, heard: Cell::new(None) };
        changes.watch_places().map_err(|error| failure(error.to_string()))?;
        Ok(changes)
    }

    /// Waits until something has changed and it is quiet again; `false` when nothing more can come.
    pub(super) fn wait(&mut self) -> bool {
        let again = self.again.take();
        let heard = self.heard.take().map(Ok);
        let first = heard.unwrap_or_else(|| match again {
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(again) => self.receiver.recv_timeout(again.saturating_duration_since(Instant::now())),
        });
        let worst = match first {
            Ok(change) => gather(&self.receiver, change),
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        };
        if worst == Change::Place {
            // A place that cannot be watched now is tried again with the next change of the root.
            _ = self.watch_places();
        }
        if worst >= Change::Folder {
            self.again = Some(Instant::now() + SETTLED);
        }
        true
    }

    /// Whether something has changed since; what it was is kept for [`wait`](Self::wait).
    pub(super) fn pending(&self) -> bool {
        let worst = self.receiver.try_iter().chain(self.heard.get()).max();
        self.heard.set(worst);
        worst.is_some()
    }

    fn watch_places(&mut self) -> notify::Result<()> {
        for place in PLACES {
            let path = self.root.join(place);
            if path.is_dir() {
                self.watcher.watch(&path, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}

/// Takes what comes until it is quiet, but not for ever; gives the change that asks for most.
fn gather(receiver: &Receiver<Change>, first: Change) -> Change {
    let begun = Instant::now();
    let mut worst = first;
    while let Some(left) = LONGEST.checked_sub(begun.elapsed()) {
        match receiver.recv_timeout(QUIET.min(left)) {
            Ok(change) => worst = worst.max(change),
            Err(_) => break,
        }
    }
    worst
}

fn handler(root: PathBuf, sender: Sender<Change>) -> impl FnMut(notify::Result<Event>) {
    move |event| {
        let change = match event {
            Ok(event) => change(&root, &event),
            // Something was missed.
            Err(_) => Some(Change::Place),
        };
        if let Some(change) = change {
            // Nobody listens any more when the preview has ended.
            _ = sender.send(change);
        }
    }
}

/// What an event asks for; reading files is an event, too, and asks for nothing.
fn change(root: &Path, event: &Event) -> Option<Change> {
    if event.need_rescan() {
        return Some(Change::Place);
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    if event.paths.is_empty() {
        return Some(Change::File);
    }
    event.paths.iter().filter_map(|path| change_at(path.strip_prefix(root).ok()?, event.kind)).max()
}

fn change_at(path: &Path, kind: EventKind) -> Option<Change> {
    let parts: Vec<&str> = path.iter().map(|part| part.to_str().unwrap_or_default()).collect();
    let place = parts.first()?;
    // Editors write hidden files and backups beside those that they save.
    if !PLACES.contains(place) || parts.iter().any(|part| part.starts_with('.') || part.ends_with('~')) {
        return None;
    }
    Some(match kind {
        _ if parts.len() == 1 && *place != "site.toml" => Change::Place,
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => Change::File,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)) => Change::Folder,
        _ => Change::File,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic, and changes folders")]
mod tests {
    use std::fs;

    use notify::event::{AccessKind, AccessMode, DataChange};

    use super::*;

    fn check(kind: EventKind, path: &str, expected: Option<Change>) {
        let event = Event::new(kind).add_path(Path::new("/r").join(path));
        assert_eq!(change(Path::new("/r"), &event), expected, "{path}");
    }

    #[test]
    fn only_sources_count() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        check(written, "content/a.md", Some(Change::File));
        check(written, "site.toml", Some(Change::File));
        check(written, "target/x", None);
        check(written, "public/index.html", None);
        check(written, "content/.a.md.swp", None);
        check(written, "content/a.md~", None);
        check(written, "", None);
        check(EventKind::Access(AccessKind::Open(AccessMode::Read)), "content/a.md", None);
        check(EventKind::Create(CreateKind::Folder), "content/articles/a", Some(Change::Folder));
        check(EventKind::Create(CreateKind::Folder), "content", Some(Change::Place));
    }

    #[test]
    fn many_changes_are_one() {
        let (sender, receiver) = mpsc::channel();
        for change in [Change::File, Change::Folder, Change::File] {
            sender.send(change).unwrap();
        }
        assert_eq!(gather(&receiver, Change::File), Change::Folder);
        assert!(receiver.try_recv().is_err());
    }

    #[test]
    fn a_stream_of_changes_does_not_hold_a_build_up() {
        let (sender, receiver) = mpsc::channel();
        let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let stopped = std::sync::Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
                sender.send(Change::File).unwrap();
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let begun = Instant::now();
        gather(&receiver, Change::File);
        assert!(begun.elapsed() < Duration::from_secs(5));
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        thread.join().unwrap();
    }

    #[test]
    fn changes_on_the_disk_are_heard() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut changes = Changes::watch(root).unwrap();
        let mut check = |what: &str| {
            let (sender, receiver) = mpsc::channel();
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    // Twice where a folder came: now, and when it is settled.
                    while changes.wait() && changes.again.is_some() {}
                    sender.send(()).unwrap();
                });
                assert!(receiver.recv_timeout(Duration::from_secs(20)).is_ok(), "{what}");
            });
        };
        fs::write(root.join("site.toml"), "x").unwrap();
        check("a new file in the root");
        fs::create_dir_all(root.join("content/articles")).unwrap();
        check("a place that comes late");
        fs::write(root.join("content/articles/a.md"), "x").unwrap();
        check("a file in it");
        fs::rename(root.join("content/articles/a.md"), root.join("content/articles/b.md")).unwrap();
        check("a new name");
        fs::remove_file(root.join("content/articles/b.md")).unwrap();
        check("a file that goes");
    }
}
