//! Tables from the disk as text, and events to the disk; what they say is not known here.
#![allow(clippy::disallowed_methods, reason = "import reads and writes files that are named by hand")]

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::super::decode;
use crate::model::failure::Failure;
use crate::model::ids::FileId;
use crate::model::source::{Digest, SourceFile, SourceKind, SourcePath, Sources};

/// Larger tables are no timelines.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The number of a table among its sources, where it is alone.
pub(super) const FILE: FileId = FileId(0);

/// A table, brought to text.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    /// The file alone, for diagnostics
    pub(crate) sources: Sources,
}

impl Opened {
    /// Its text, with `\n` at each line's end and without byte order mark.
    pub(super) fn text(&self) -> &str {
        self.sources.files.first().map_or("", |file| &file.text)
    }

    /// A table that is text already.
    pub(crate) fn of(path: &Path, text: &str) -> Self {
        let text: Arc<str> = text.replace("\r\n", "\n").replace('\r', "\n").into();
        let file = SourceFile {
            id: FILE,
            kind: SourceKind::Timeline,
            path: SourcePath::new(path.to_string_lossy().replace('\\', "/")),
            digest: Digest::of(text.as_bytes()),
            text,
        };
        Self { sources: Sources { files: vec![file], ..Sources::default() } }
    }
}

/// Reads a table, by its byte order mark, as UTF-8, or as what its bytes look like.
pub(crate) fn open(path: &Path) -> Result<Opened, Failure> {
    let failed = |source: io::Error| Failure::Read { path: path.to_owned(), source };
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > MOST_BYTES {
        return Err(failed(io::Error::other("a table of more than 64 MB is not read")));
    }
    let bytes = fs::read(path).map_err(failed)?;
    Ok(Opened::of(path, &decode::text(&bytes).0))
}

/// Writes a timeline: after what it holds, or in its place.
pub(crate) fn append(path: &Path, tables: &str, existing: Existing) -> Result<(), Failure> {
    let failed = |source: io::Error| Failure::Write { path: path.to_owned(), source };
    let before = match (existing, fs::read_to_string(path)) {
        (Existing::Replaced, _) => String::new(),
        (Existing::Kept, Ok(text)) => text,
        (Existing::Kept, Err(error)) if error.kind() == io::ErrorKind::NotFound => String::new(),
        (Existing::Kept, Err(source)) => return Err(Failure::Read { path: path.to_owned(), source }),
    };
    let mut text = before;
    if !text.is_empty() {
        let gap = if text.ends_with('\n') { "\n" } else { "\n\n" };
        text.push_str(gap);
    }
    text.push_str(tables);
    let most = SourceKind::Timeline.most_bytes();
    if text.len() as u64 > most {
        let message = format!("the timeline would be larger than the {} MB that are read", most / 1_000_000);
        return Err(failed(io::Error::other(message)));
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    // A full disk must not leave half a timeline.
    let beside = path.with_extension("toml.new");
    fs::write(&beside, text).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}

/// What becomes of the events that stand in a timeline already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// They stay, and the new ones come after them
    Kept,
    /// They go
    Replaced,
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::super::decode::text;
    use super::{Existing, append};

    #[test]
    fn a_timeline_that_would_not_be_read_is_not_written() {
        let path = Path::new("no folder/timeline.toml");
        let failure = append(path, &"#".repeat(64_000_001), Existing::Kept).err();
        let source = failure.as_ref().and_then(std::error::Error::source).map(ToString::to_string);
        assert!(source.is_some_and(|told| told.contains("larger than the 64 MB")), "{failure:?}");
        assert!(!path.exists());
    }

    fn decoded(bytes: &[u8]) -> String {
        text(bytes).0.into_owned()
    }

    #[test]
    fn every_encoding_is_read() {
        assert_eq!(decoded("\u{feff}Jahr".as_bytes()), "Jahr");
        let wide: Vec<u8> = "\u{feff}Jähr".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&wide), "Jähr");
        assert_eq!(
            decoded(b"Stra\xdfe in M\xfcnchen, \xfcber die Br\xfccke"),
            "Straße in München, über die Brücke"
        );
        assert_eq!(decoded(b""), "");
    }
}
