//! Reads a file: bytes as they are, or checked and tidied text; what the text says is not looked at.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::Unnumbered;
use super::kept::{Content, Kept};
use super::place::Purpose;
use super::walk::Found;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::{AssetFile, Digest, SourceKind, SourcePath};

/// The most that a file may have that is no text.
const ASSET_LIMIT: u64 = 256_000_000;

/// A file that has been read.
pub(super) enum Loaded {
    /// A text, which has no number yet
    Text(Unnumbered),
    /// Bytes to copy
    Asset(AssetFile),
}

/// Reads a file, unless `kept` has it as it is.
///
/// # Errors
/// Why it could not be read. The box keeps the common way small.
pub(super) fn load(found: &Found, purpose: Purpose, kept: &Kept) -> Result<Loaded, Box<Diagnostic>> {
    let stamp = kept.stamp(&found.disk);
    if let Some(stamp) = stamp
        && let Some(content) = kept.unchanged(&found.disk, stamp)
        && let Some(loaded) = Loaded::from(&content, &purpose, &found.path)
    {
        kept.keep(&found.disk, stamp, content);
        return Ok(loaded);
    }
    let loaded = load_anew(found, purpose)?;
    if let Some(stamp) = stamp {
        kept.keep(&found.disk, stamp, loaded.content());
    }
    Ok(loaded)
}

impl Loaded {
    /// What was read earlier, for what the file is for now.
    fn from(content: &Content, purpose: &Purpose, path: &SourcePath) -> Option<Self> {
        match (content, purpose) {
            (Content::Text(text, digest), Purpose::Text(kind)) => {
                Some(Self::Text((kind.clone(), path.clone(), Arc::clone(text), *digest)))
            }
            (Content::Asset(file), Purpose::Asset) if file.path == *path => Some(Self::Asset(file.clone())),
            _ => None,
        }
    }

    fn content(&self) -> Content {
        match self {
            Self::Text((_, _, text, digest)) => Content::Text(Arc::clone(text), *digest),
            Self::Asset(file) => Content::Asset(file.clone()),
        }
    }
}

fn load_anew(found: &Found, purpose: Purpose) -> Result<Loaded, Box<Diagnostic>> {
    let path = &found.path;
    match purpose {
        Purpose::Asset => {
            let bytes: Arc<[u8]> = bytes(found, ASSET_LIMIT)?.into();
            let digest = Digest::of(&bytes);
            Ok(Loaded::Asset(AssetFile { path: path.clone(), bytes, digest }))
        }
        Purpose::Text(kind) => {
            let text = tidy(&utf8(path, bytes(found, kind.most_bytes())?)?);
            if text.trim().is_empty() && must_say_something(&kind) {
                let message = format!("`{path}` is empty");
                return Err(Box::new(
                    Diagnostic::of_file(Code::FileEmpty, path.clone(), message).help(empty_help(&kind)),
                ));
            }
            let digest = Digest::of(text.as_bytes());
            Ok(Loaded::Text((kind, path.clone(), text.into(), digest)))
        }
    }
}

/// An empty list of works or events is a list; an empty article is a slip.
fn must_say_something(kind: &SourceKind) -> bool {
    matches!(kind, SourceKind::Site | SourceKind::Home | SourceKind::Article(_) | SourceKind::Page(_))
}

fn empty_help(kind: &SourceKind) -> &'static str {
    match kind {
        SourceKind::Site => "at least a line `title = \"…\"` must be in it",
        SourceKind::Article(_) => "begin with `+++`, `title = \"…\"`, `+++`, or remove the file",
        _ => "write its text, or remove the file",
    }
}

fn bytes(found: &Found, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    match read_up_to(&found.disk, limit) {
        Ok(bytes) if bytes.len() as u64 <= limit => Ok(bytes),
        Ok(_) => {
            let path = &found.path;
            let message = format!("`{path}` is larger than {} MB", limit / 1_000_000);
            let help = "split it, or keep it elsewhere and link to it";
            Err(Box::new(Diagnostic::of_file(Code::FileTooLarge, path.clone(), message).help(help)))
        }
        Err(error) => {
            let path = &found.path;
            let message = format!("cannot read `{path}`: {error}");
            Err(Box::new(Diagnostic::of_file(Code::FileUnreadable, path.clone(), message)))
        }
    }
}

/// Reads one byte over the limit at most, since a file may grow after its size was asked.
fn read_up_to(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // Opening a pipe would wait for its other end.
    let metadata = path.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let expected = usize::try_from(metadata.len().min(limit)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    #[allow(clippy::disallowed_methods, reason = "reading is this stage's work")]
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn utf8(path: &SourcePath, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = lines_before(bytes, offset) + 1;
        let byte = bytes.get(offset).map_or(0, |&byte| byte);
        let message = format!("`{path}` is not UTF-8: byte 0x{byte:02x} at offset {offset}, line {line}");
        let help = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it looks like UTF-16; save it as UTF-8",
            _ => "save it as UTF-8",
        };
        Box::new(Diagnostic::of_file(Code::FileNotUtf8, path.clone(), message).help(help))
    })
}

fn lines_before(bytes: &[u8], offset: usize) -> usize {
    let mut after_return = false;
    let mut lines = 0;
    for &byte in bytes.iter().take(offset) {
        lines += usize::from(byte == b'\r' || (byte == b'\n' && !after_return));
        after_return = byte == b'\r';
    }
    lines
}

/// Drops the byte order mark; ends every line in `\n`.
fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn text_is_tidied() {
        let check = |typed: &str, expected: &str| assert_eq!(tidy(typed), expected, "{typed:?}");
        check("\u{feff}a\r\nb\rc\n", "a\nb\nc\n");
        check("a\r\r\nb", "a\n\nb");
        check("a\u{feff}", "a\u{feff}");
        check("", "");
    }

    #[test]
    fn the_place_of_a_bad_byte_is_told() {
        let check = |bytes: &[u8], place: &str, help: &str| {
            let diagnostic = utf8(&SourcePath::new("a.md"), bytes.to_vec()).unwrap_err();
            assert!(diagnostic.message.ends_with(place), "{}", diagnostic.message);
            assert!(diagnostic.help.unwrap().contains(help));
        };
        check(b"a\r\nb\rc\nd\xe9", "byte 0xe9 at offset 8, line 4", "save it as UTF-8");
        check(b"\xff\xfea\0", "offset 0, line 1", "UTF-16");
        check(b"\xe2\x82", "byte 0xe2 at offset 0, line 1", "UTF-8");
    }
}
