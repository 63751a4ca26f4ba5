//! Files to be written, at paths that are safe on every host; nothing is written here.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// A path below the output folder: relative, NFC, `/` between parts, and a legal file name on every common system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

/// Why a path cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPath {
    /// It is empty, absolute, or has an empty part
    Empty,
    /// `.` or `..`
    Dots,
    /// A character that some system refuses: `\`, `:`, `*`, `?`, `"`, `<`, `>`, `|` or a control character
    Character(char),
    /// A name that Windows keeps for devices, or an end in a dot or space
    Reserved,
    /// A part of more than 255 bytes
    Long,
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty, absolute or has an empty part"),
            Self::Dots => f.write_str("`.` and `..` cannot be parts of it"),
            Self::Character(c) => write!(f, "some systems refuse the character {c:?}"),
            Self::Reserved => f.write_str("Windows keeps that name, or drops the dot or space at its end"),
            Self::Long => f.write_str("a part of it has more than 255 bytes"),
        }
    }
}

const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl OutPath {
    /// Checks a path and brings it to NFC.
    ///
    /// # Errors
    /// The first reason why the path cannot be written everywhere.
    pub fn new(path: &str) -> Result<Self, BadPath> {
        let path: String = path.nfc().collect();
        path.split('/').try_for_each(check_part)?;
        Ok(Self(path))
    }

    /// The path's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two paths share that are one file where case does not count.
    pub fn folded(&self) -> String {
        self.0.to_lowercase().nfc().collect()
    }
}

fn check_part(part: &str) -> Result<(), BadPath> {
    if part.is_empty() {
        return Err(BadPath::Empty);
    }
    if matches!(part, "." | "..") {
        return Err(BadPath::Dots);
    }
    if part.len() > 255 {
        return Err(BadPath::Long);
    }
    let refused = |c: &char| matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control();
    if let Some(c) = part.chars().find(refused) {
        return Err(BadPath::Character(c));
    }
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    if RESERVED.contains(&stem.as_str()) || part.ends_with(['.', ' ']) {
        return Err(BadPath::Reserved);
    }
    Ok(())
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of the finished reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Where it goes
    pub path: OutPath,
    /// What it holds
    pub content: Arc<[u8]>,
}
