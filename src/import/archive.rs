//! ZIP archives, read as if their maker meant harm: what an entry unpacks to is counted while it unpacks, and names that
//! would leave the archive's own folder are passed over. Nothing is written to the disk here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::document::Document;
use crate::model::diagnostic::Diagnostic;

/// More entries than any document has.
const MOST_ENTRIES: usize = 20_000;
/// The most bytes that one entry may unpack to.
const MOST_BYTES_OF_ENTRY: u64 = 64 << 20;
/// The most bytes that all entries which are read may unpack to.
const MOST_BYTES: u64 = 256 << 20;
/// How many times its packed size an entry may unpack to. Sound XML stays below 60.
const MOST_RATIO: u64 = 200;
/// Below this size the ratio says nothing: a small file of one letter packs well.
const RATIO_COUNTS_FROM: u64 = 1 << 20;
/// The most names that are told one by one.
const MOST_TOLD: usize = 5;

/// An open archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The number of each file, by its name
    entries: BTreeMap<String, usize>,
    /// Names that would leave the folder, or stand for two files
    strange: Vec<String>,
    /// How many bytes may still be unpacked
    left: u64,
}

/// Why an archive or a file of it cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Trouble {
    /// The bytes are no archive, or one that was cut off
    #[error("it is no ZIP archive, or one that was cut off: {0}")]
    NoArchive(String),
    /// There are too many entries
    #[error("it has {0} entries, more than the {MOST_ENTRIES} that are read")]
    Entries(usize),
    /// A file is not there
    #[error("it holds no file `{0}`")]
    Absent(String),
    /// A file needs a password
    #[error("`{0}` is encrypted")]
    Encrypted(String),
    /// A file cannot be unpacked
    #[error("`{name}` cannot be unpacked: {why}")]
    Damaged {
        /// Its name
        name: String,
        /// What is wrong
        why: String,
    },
    /// A file unpacks to more than a document needs
    #[error("`{name}` unpacks to {what}")]
    Bomb {
        /// Its name
        name: String,
        /// How much
        what: String,
    },
}

impl Trouble {
    /// What the author reads of it.
    pub(super) fn tell(&self, document: &Document) -> Diagnostic {
        match self {
            Self::Entries(_) | Self::Bomb { .. } => document
                .refused(self.to_string())
                .help("if it is sound, save it again in the program that made it"),
            Self::Encrypted(_) => document.damaged(self.to_string()).help("save it without a password"),
            _ => document
                .damaged(self.to_string())
                .help("save it again in the program that made it, or download it again"),
        }
    }
}

impl<'a> Archive<'a> {
    /// Opens an archive. No file is unpacked yet.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Trouble::NoArchive(said(&error)))?;
        if zip.len() > MOST_ENTRIES {
            return Err(Trouble::Entries(zip.len()));
        }
        let mut entries = BTreeMap::new();
        let mut strange = BTreeSet::new();
        for index in 0..zip.len() {
            let Some(Ok(name)) = zip.name_for_index(index) else {
                strange.insert(format!("entry {}", index + 1));
                continue;
            };
            if name.ends_with('/') {
                continue;
            }
            if !is_inside(&name) || entries.insert(name.clone().into_owned(), index).is_some() {
                strange.insert(name.into_owned());
            }
        }
        Ok(Self { zip, entries, strange: strange.into_iter().collect(), left: MOST_BYTES })
    }

    /// The names of the files that stay inside the archive, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether there is a file of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Unpacks a file.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Trouble> {
        let index = *self.entries.get(name).ok_or_else(|| Trouble::Absent(name.to_owned()))?;
        let file = self.zip.by_index(index).map_err(|error| trouble(name, &error))?;
        let packed = file.compressed_size();
        let most = MOST_BYTES_OF_ENTRY.min(self.left);
        let mut bytes = Vec::new();
        // One byte more than allowed tells a file that is too long from one that just fits.
        let unpacked = file.take(most + 1).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(length);
        if length > most {
            let what = if most == MOST_BYTES_OF_ENTRY {
                format!("more than {} MB", MOST_BYTES_OF_ENTRY >> 20)
            } else {
                format!("more than {} MB together with what was read before", MOST_BYTES >> 20)
            };
            return Err(Trouble::Bomb { name: name.to_owned(), what });
        }
        if length > RATIO_COUNTS_FROM && length / packed.max(1) > MOST_RATIO {
            let what = format!("more than {MOST_RATIO} times its size");
            return Err(Trouble::Bomb { name: name.to_owned(), what });
        }
        match unpacked {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Trouble::Damaged { name: name.to_owned(), why: error.to_string() }),
        }
    }

    /// What is strange about the archive, though it can be read.
    pub(super) fn doubts(&self, document: &Document) -> Vec<Diagnostic> {
        let tell = |name: &String| {
            document
                .doubt(format!("the archive's entry `{}` was passed over", name.escape_debug()))
                .help("its name would leave the folder, or stands twice")
        };
        let mut doubts: Vec<Diagnostic> = self.strange.iter().take(MOST_TOLD).map(tell).collect();
        if self.strange.len() > MOST_TOLD {
            let rest = self.strange.len() - MOST_TOLD;
            doubts.push(document.doubt(format!("{rest} more entries of the archive were passed over")));
        }
        doubts
    }
}

/// Whether a name stays inside the folder that it is unpacked into, on every system.
fn is_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(['\\', '\0', ':'])
        && name.split('/').all(|part| !matches!(part, ".." | "." | ""))
}

fn trouble(name: &str, error: &ZipError) -> Trouble {
    match error {
        ZipError::InvalidPassword => Trouble::Encrypted(name.to_owned()),
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            Trouble::Encrypted(name.to_owned())
        }
        _ => Trouble::Damaged { name: name.to_owned(), why: said(error) },
    }
}

/// What the archive's reader says, as one of our messages ends.
fn said(error: &ZipError) -> String {
    error.to_string().trim_end_matches('.').to_owned()
}

/// An archive of some files.
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
pub(super) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;

    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::{Archive, Trouble, packed};

    fn check(bytes: &[u8], name: &str, expected: Result<&str, &str>) {
        let read = Archive::open(bytes).and_then(|mut archive| archive.read(name));
        let read = read.map_err(|trouble| trouble.to_string());
        match (read, expected) {
            (Ok(bytes), Ok(text)) => assert_eq!(bytes, text.as_bytes()),
            (Err(trouble), Err(part)) => assert!(trouble.contains(part), "{trouble}"),
            (read, _) => panic!("{name}: {read:?}"),
        }
    }

    #[test]
    fn files_are_read_by_name() {
        let bytes = packed(&[("a.xml", b"<a/>"), ("word/b.xml", b"<b/>")]);
        check(&bytes, "word/b.xml", Ok("<b/>"));
        check(&bytes, "c.xml", Err("holds no file `c.xml`"));
    }

    #[test]
    fn what_is_no_archive_says_so() {
        check(b"", "a", Err("no ZIP archive"));
        check(b"PK\x03\x04 and no more", "a", Err("no ZIP archive"));
        let bytes = packed(&[("a.xml", b"<a/>")]);
        check(&bytes[..bytes.len() - 9], "a.xml", Err("no ZIP archive"));
    }

    #[test]
    fn a_damaged_file_says_so() {
        let mut bytes =
            packed(&[("a.xml", b"a text long enough to be packed, packed, packed, packed, packed")]);
        for byte in &mut bytes[40..50] {
            *byte ^= 0xff;
        }
        check(&bytes, "a.xml", Err("`a.xml` cannot be unpacked"));
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![0_u8; 3 << 20];
        check(&packed(&[("a.xml", &zeros)]), "a.xml", Err("more than 200 times its size"));
        let zeros = vec![0_u8; 65 << 20];
        check(&packed(&[("a.xml", &zeros)]), "a.xml", Err("more than 64 MB"));
    }

    #[test]
    fn all_files_together_have_a_limit() {
        let bytes = packed(&[("noise", b"ten bytes.")]);
        let mut archive = Archive::open(&bytes).unwrap();
        archive.left = 19;
        archive.read("noise").unwrap();
        assert!(matches!(archive.read("noise"), Err(Trouble::Bomb { .. })));
    }

    #[test]
    fn names_that_leave_the_folder_are_passed_over() {
        let names = ["../up.xml", "/etc/passwd", "a/../../b", "c:\\d", "fine.xml", "a\\..\\b"];
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, b"<a/>".as_slice())).collect();
        let bytes = packed(&files);
        let archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.names().collect::<Vec<_>>(), ["fine.xml"]);
        assert_eq!(archive.strange.len(), 5);
    }
}
