//! Pictures that lie beside a document; nothing outside of its folder is ever opened.
#![allow(clippy::disallowed_methods, reason = "an import reads documents from anywhere")]

use std::fs::File;
use std::io::Read;
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::document::Document;

/// The endings of pictures that browsers show.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

/// The most that a picture may have.
const LIMIT: u64 = 32_000_000;

/// A picture by the path that a document gives it: its name, its bytes.
pub(super) fn picture(document: &Document, path: &str) -> Option<(String, Vec<u8>)> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let path = decoded.trim_start_matches("./");
    let inside = !path.starts_with('/')
        && !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|part| !matches!(part, ".." | "." | ""));
    let name = path.rsplit('/').next()?;
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    if !inside || !PICTURES.contains(&ending.as_str()) {
        return None;
    }
    let folder = Path::new(document.path.as_str()).parent()?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let file = folder.join(path).canonicalize().ok()?;
    // A link may lead out of the folder.
    if !file.starts_with(folder.canonicalize().ok()?) || !file.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(&file).ok()?.take(LIMIT + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LIMIT).then(|| (name.to_owned(), bytes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::picture;
    use crate::import::document::{Document, Format};
    use crate::model::ids::FileId;
    use crate::model::source::SourcePath;

    #[test]
    fn pictures_outside_of_the_folder_stay_where_they_are() {
        let root = tempfile::tempdir().unwrap();
        let inside = root.path().join("in");
        std::fs::create_dir_all(inside.join("img")).unwrap();
        std::fs::write(root.path().join("secret.png"), "x").unwrap();
        std::fs::write(inside.join("img/a b.png"), "y").unwrap();
        std::fs::write(inside.join("a.txt"), "z").unwrap();
        let path = inside.join("paper.md").to_string_lossy().into_owned();
        let document = Document {
            file: FileId(0),
            path: SourcePath::new(path),
            format: Format::Markdown,
            text: "".into(),
            bytes: [].as_slice().into(),
        };
        assert_eq!(picture(&document, "img/a%20b.png"), Some(("a b.png".to_owned(), b"y".to_vec())));
        for path in ["../secret.png", "/etc/passwd.png", "a.txt", "img/none.png", "img/../../secret.png"] {
            assert_eq!(picture(&document, path), None, "{path}");
        }
    }
}
