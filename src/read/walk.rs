//! Lists the files in the known places of a reader's folder; opens none of them, and knows not what they are for.
//!
//! Hidden files and what editors leave behind are passed over. A symbolic link is followed if it stays inside the
//! folder, but never out of a linked folder into another: so that no loop can be walked, however links are laid.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use unicode_normalization::UnicodeNormalization;

use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::failure::Failure;
use crate::model::source::SourcePath;

/// The places that are looked into; everything else in the folder is the reader's own business.
pub(super) const PLACES: [&str; 5] = ["site.toml", "content", "templates", "assets", "styles"];

/// A file, and where it is on the disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// Its path below the root, in NFC
    pub(super) path: SourcePath,
    /// Its path on the disk
    pub(super) disk: PathBuf,
}

/// Lists every file, sorted by path.
pub(super) fn walk(root: &Path, output: &Path) -> Result<(Vec<Found>, Vec<Diagnostic>), Failure> {
    let canonical = root.canonicalize().map_err(|_| Failure::NoFolder { path: root.to_owned() })?;
    if !canonical.is_dir() {
        return Err(Failure::NoFolder { path: root.to_owned() });
    }
    // An output folder that is not there yet holds nothing that would have to be passed over.
    let output = output.canonicalize().unwrap_or_else(|_| output.to_owned());
    let mut walk = Walk { root: canonical, output, found: Vec::new(), diagnostics: Vec::new() };
    for place in PLACES {
        walk.enter(walk.root.join(place), Depth::Plain);
    }
    walk.found.sort();
    Ok((walk.found, walk.diagnostics))
}

/// What is under way.
struct Walk {
    root: PathBuf,
    output: PathBuf,
    found: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
}

/// Whether a folder was reached through a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Plain,
    Linked,
}

impl Walk {
    /// Walks a file, a folder or a link; a path at which nothing is found is passed over.
    fn enter(&mut self, start: PathBuf, depth: Depth) {
        let Ok(metadata) = start.symlink_metadata() else { return };
        if metadata.is_symlink() {
            return self.follow(&start, depth);
        }
        if metadata.is_dir() { self.descend(&start, depth) } else { self.keep(start) }
    }

    fn descend(&mut self, folder: &Path, depth: Depth) {
        let output = self.output.clone();
        let walk = WalkBuilder::new(folder)
            .standard_filters(false)
            .hidden(true)
            .follow_links(false)
            .sort_by_file_name(OsStr::cmp)
            .filter_entry(move |entry| entry.path() != output && !is_litter(entry.file_name()))
            .build();
        for entry in walk {
            match entry {
                // The folder itself comes first; where it is a link, it has been judged already.
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) if entry.path_is_symlink() => self.follow(entry.path(), depth),
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
                Ok(entry) => self.keep(entry.into_path()),
                Err(error) => self.unreadable(folder, &error),
            }
        }
    }

    fn follow(&mut self, link: &Path, depth: Depth) {
        let path = self.source_path(link);
        let Ok(target) = link.canonicalize() else {
            let message = format!("the symbolic link `{path}` leads nowhere");
            let help = "remove the link, or put the file in its place";
            return self
                .diagnostics
                .push(Diagnostic::of_file(Code::FileUnreadable, path, message).help(help));
        };
        if !target.starts_with(&self.root) {
            let message = format!("the symbolic link `{path}` leaves the reader's folder");
            let help = "put a copy of the file in its place";
            return self
                .diagnostics
                .push(Diagnostic::of_file(Code::SymlinkOutside, path, message).help(help));
        }
        if target.starts_with(&self.output) {
            return;
        }
        if !target.is_dir() {
            return self.keep(link.to_owned());
        }
        let parent = link.parent().and_then(|parent| parent.canonicalize().ok());
        if depth == Depth::Linked || parent.is_some_and(|parent| parent.starts_with(&target)) {
            let message = format!("the symbolic link `{path}` is not followed");
            let help = "a link may lead to a folder that neither holds the link nor was reached by one";
            return self.diagnostics.push(Diagnostic::of_file(Code::FileUnknown, path, message).help(help));
        }
        self.descend(link, Depth::Linked);
    }

    fn keep(&mut self, disk: PathBuf) {
        let path = self.source_path(&disk);
        let below = disk.strip_prefix(&self.root).unwrap_or(&disk);
        if below.to_str().is_none() {
            let message = format!("the name of `{path}` is not UTF-8");
            let diagnostic = Diagnostic::of_file(Code::FileUnreadable, path, message);
            return self.diagnostics.push(diagnostic.help("rename the file"));
        }
        self.found.push(Found { path, disk });
    }

    fn unreadable(&mut self, folder: &Path, error: &ignore::Error) {
        let path = self.source_path(culprit(error).unwrap_or(folder));
        let why = reason(error);
        let message = format!("cannot read `{path}`: {why}");
        self.diagnostics.push(Diagnostic::of_file(Code::FileUnreadable, path, message));
    }

    fn source_path(&self, disk: &Path) -> SourcePath {
        let below = disk.strip_prefix(&self.root).unwrap_or(disk);
        let parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().nfc().collect()).collect();
        SourcePath::new(parts.join("/"))
    }
}

/// What editors and systems leave behind, which no one means to publish.
fn is_litter(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Why something cannot be read: the walker's own words name the path once more, from the root of the disk.
fn reason(error: &ignore::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), |error| error.kind().to_string())
}

/// The path that an error is about.
fn culprit(error: &ignore::Error) -> Option<&Path> {
    let mut error = error;
    loop {
        match error {
            ignore::Error::WithPath { path, .. } => return Some(path),
            ignore::Error::Loop { child, .. } => return Some(child),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error = err,
            _ => return None,
        }
    }
}
