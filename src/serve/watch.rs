//! Waits for changes of the reader's folder; what they mean is not known here.
//!
//! Only the places that are read are watched, and not the whole folder, which may hold much else. What is heard is a
//! hint: what has changed is found by looking.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Config, ErrorKind, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::model::failure::Failure;

/// Changes that come so soon after each other belong together: an editor that saves, a program that writes many files.
const QUIET: Duration = Duration::from_millis(15);

/// No change waits longer than this.
const LONGEST: Duration = Duration::from_millis(100);

/// When to look again after a folder has come: files may have come into it before it was watched.
const SETTLED: Duration = Duration::from_millis(150);

/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(700);

/// The folders that a reader is made from, and its settings.
const PLACES: [&str; 5] = ["content", "templates", "assets", "styles", "site.toml"];

/// How changes are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The system tells of them; where it cannot, files are looked at again and again
    Listen,
    /// Files are looked at again and again: the system does not tell what other machines write to a drive
    Poll,
}

/// Changes as they come.
pub(super) struct Changes {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    receiver: Receiver<Change>,
    /// When to look again, though nothing has been heard
    again: Option<Instant>,
    /// What was heard while a build was under way
    heard: Cell<Option<Change>>,
    /// Why files are looked at though the system was to tell
    pub(super) unheard: Option<String>,
}

/// What kind of change it is, as far as watching goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// A file may be written on
    File,
    /// A file is written, and has its name
    Done,
    /// A folder may have come
    Folder,
    /// One of the watched places may have come or gone
    Place,
}

impl Changes {
    /// Begins to watch. Where the system has no room for more watches, files are looked at instead.
    pub(super) fn watch(root: &Path, look: Look) -> Result<Self, Failure> {
        let failure = |why: notify::Error| Failure::Watch { path: root.to_owned(), why: why.to_string() };
        let real = root.canonicalize().map_err(|_| Failure::NoFolder { path: root.to_owned() })?;
        if look == Look::Poll {
            return Self::with(real, look, None).map_err(failure);
        }
        match Self::with(real.clone(), look, None) {
            Err(error) if is_full(&error) => {
                Self::with(real, Look::Poll, Some(error.to_string())).map_err(failure)
            }
            other => other.map_err(failure),
        }
    }

    fn with(root: PathBuf, look: Look, unheard: Option<String>) -> notify::Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let handler = handler(root.clone(), sender);
        let config = Config::default().with_poll_interval(POLL);
        let mut watcher: Box<dyn Watcher + Send> = match look {
            Look::Listen => Box::new(RecommendedWatcher::new(handler, config)?),
            Look::Poll => Box::new(PollWatcher::new(handler, config)?),
        };
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        let mut changes = Self { root, watcher, receiver, again: None, heard: Cell::new(None), unheard };
        changes.watch_places()?;
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
        if worst == Change::Place && self.watch_places().is_err_and(|error| is_full(&error)) {
            self.poll_instead();
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

    /// A place that has come needs more watches than there are. If not even looking works, what is watched stays so.
    fn poll_instead(&mut self) {
        let why = "there is no room for more watches".to_owned();
        if let Ok(polling) = Self::with(self.root.clone(), Look::Poll, Some(why)) {
            *self = polling;
        }
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

/// Whether watching failed for want of room.
fn is_full(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        // Linux says so of its limit on watchers, and of watches in `ENOSPC`.
        ErrorKind::Io(error) => {
            use std::io::ErrorKind::{QuotaExceeded, StorageFull};
            matches!(error.kind(), StorageFull | QuotaExceeded) || error.raw_os_error() == Some(TOO_MANY)
        }
        _ => false,
    }
}

/// `EMFILE`: no more watchers.
const TOO_MANY: i32 = 24;

/// Takes what comes until a file is written or it is quiet, but not for ever; gives the change that asks for most.
fn gather(receiver: &Receiver<Change>, first: Change) -> Change {
    let begun = Instant::now();
    let mut worst = receiver.try_iter().fold(first, Change::max);
    while let Some(left) = LONGEST.checked_sub(begun.elapsed()).filter(|_| worst != Change::Done) {
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
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
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
        EventKind::Access(_) => Change::Done,
        // What gets a name may be a folder.
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) if has_ending(path) => {
            Change::Done
        }
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => Change::File,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)) => Change::Folder,
        _ => Change::File,
    })
}

/// Whether a path ends as files do; folders with such names are found when what is in them changes.
fn has_ending(path: &Path) -> bool {
    const ENDINGS: [&str; 6] = ["md", "toml", "html", "css", "js", "bib"];
    path.extension().is_some_and(|end| ENDINGS.iter().any(|known| end == *known))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic, and changes folders")]
mod tests {
    use std::fs;

    use notify::event::DataChange;

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
        check(EventKind::Access(AccessKind::Close(AccessMode::Read)), "content/a.md", None);
        check(EventKind::Access(AccessKind::Close(AccessMode::Write)), "content/a.md", Some(Change::Done));
        let named = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        check(named, "content/a.md", Some(Change::Done));
        check(named, "content/articles", Some(Change::Folder));
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
    fn a_written_file_is_not_waited_for() {
        let (sender, receiver) = mpsc::channel();
        sender.send(Change::File).unwrap();
        sender.send(Change::Done).unwrap();
        let begun = Instant::now();
        assert_eq!(gather(&receiver, Change::File), Change::Done);
        assert!(begun.elapsed() < QUIET);
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
        are_found(Look::Listen);
    }

    #[test]
    fn changes_on_a_foreign_drive_are_found() {
        are_found(Look::Poll);
    }

    fn are_found(look: Look) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut changes = Changes::watch(root, look).unwrap();
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
