//! `postil init`: lays out the small reader that lies in `src/commands/starter`; nothing in it is made up here.

use std::path::Path;

use super::Outcome;
use super::console::notice;
use crate::model::failure::Failure;

macro_rules! starter {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("starter/", $path)))),*]
    };
}

/// The files of the small reader.
const FILES: &[(&str, &str)] = starter![
    "site.toml",
    "content/index.md",
    "content/articles/notes-at-the-foot.md",
    "content/articles/reading-with-a-pencil.md",
    "content/annotations/notes-at-the-foot.toml",
    "content/glossary.toml",
    "content/references.bib",
    "content/timeline.toml",
];

/// Lays out a small reader in a folder that is empty or new.
pub(super) fn init(folder: &Path) -> Result<Outcome, Failure> {
    crate::write::fresh(folder, FILES)?;
    let shown = folder.display();
    notice(&format!(
        "a small reader is in `{shown}`; look at it with `postil serve --open --root \"{shown}\"`"
    ));
    Ok(Outcome::Fine)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_starter_is_listed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands/starter");
        let mut there = Vec::new();
        for entry in ignore::WalkBuilder::new(&root).standard_filters(false).build() {
            let entry = entry.unwrap();
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                there.push(entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
        there.sort();
        let mut listed: Vec<_> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        listed.sort();
        assert_eq!(listed, there);
    }
}
