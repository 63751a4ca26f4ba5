//! Finds the files of a reader and their texts; knows nothing of Markdown or TOML.
//!
//! 1. [`walk`] lists the files in the known places of the folder, and looks after symbolic links.
//! 2. [`place`] says what each file is for, as its place tells, and [`mod@slug`] what an article's or page's slug is.
//! 3. [`load`] reads them: bytes of assets, checked and tidied text of everything else.
//! 4. [`mod@kept`] has what an earlier reading left of files that have not changed.
//! 5. [`builtin`] adds the templates and the theme that the program carries.
//!
//! What the files say is not looked at here, and nothing outside the known places is ever opened.

mod builtin;
mod kept;
mod load;
mod place;
mod slug;
mod walk;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::failure::Failure;
use crate::model::ids::FileId;
use crate::model::source::{AssetFile, Digest, SourceFile, SourceKind, SourcePath, Sources};
pub(crate) use kept::{Kept, Trust};
use load::Loaded;
use place::Purpose;
use walk::Found;

/// Reads the folder `root`; whatever lies in `output` is passed over. `kept` is what earlier readings left.
pub(crate) fn read(
    root: &Path,
    output: &Path,
    kept: &mut Kept,
) -> Result<(Sources, Vec<Diagnostic>), Failure> {
    let (found, mut diagnostics) = walk::walk(root, output)?;
    diagnostics.extend(missing(root, &found));
    let (placed, misplaced) = place_all(found);
    diagnostics.extend(misplaced);
    let (placed, collisions) = without_collisions(placed);
    diagnostics.extend(collisions);
    let load = |(found, purpose)| load::load(&found, purpose, kept);
    let loaded: Vec<_> = placed.into_par_iter().map(load).collect();

    let mut texts = builtin::templates();
    let mut assets = Vec::new();
    for outcome in loaded {
        match outcome {
            Ok(Loaded::Text(file)) => texts.push(file),
            Ok(Loaded::Asset(file)) => assets.push(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let files = numbered(texts, kept);
    let assets = with_theme(assets);
    Ok((Sources { root: root.to_owned(), files, assets }, diagnostics))
}

/// The slug that a name can have: the name itself, or what is next to it.
pub(crate) fn slug(name: &str) -> String {
    match slug::check(name) {
        Ok(()) => name.to_owned(),
        Err((_, proposal)) => proposal,
    }
}

/// What two slugs share that cannot stand side by side.
pub(crate) fn folded_slug(slug: &str) -> String {
    slug::folded(slug)
}

/// A bibliography file that lies anywhere, with the number that its diagnostics have.
pub(crate) fn bibliography(path: &Path, id: FileId) -> Result<SourceFile, Box<Diagnostic>> {
    let shown = SourcePath::new(path.to_string_lossy().replace('\\', "/"));
    let Some(format) = place::bibliography(shown.file_name()) else {
        let message = format!("`{shown}` is no bibliography that postil reads");
        let help = "bibliographies end in `.bib`, `.json`, `.yaml` or `.yml`";
        return Err(Box::new(Diagnostic::of_file(Code::FileUnknown, shown, message).help(help)));
    };
    let found = Found { path: shown, disk: path.to_owned() };
    match load::load(&found, Purpose::Text(SourceKind::Bibliography(format)), &Kept::default())? {
        Loaded::Text((kind, path, text, digest)) => Ok(SourceFile { id, kind, path, text, digest }),
        Loaded::Asset(file) => {
            let message = format!("`{}` is no text", file.path);
            Err(Box::new(Diagnostic::of_file(Code::FileUnreadable, file.path, message)))
        }
    }
}

/// A text that has no number yet.
type Unnumbered = (SourceKind, SourcePath, Arc<str>, Digest);

fn numbered(mut texts: Vec<Unnumbered>, kept: &mut Kept) -> Vec<SourceFile> {
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    let paths: Vec<SourcePath> = texts.iter().map(|(_, path, ..)| path.clone()).collect();
    let file = |(id, (kind, path, text, digest))| SourceFile { id, kind, path, text, digest };
    kept.finish(&paths).into_iter().zip(texts).map(file).collect()
}

/// The reader's own file goes before the theme's of the same path.
fn with_theme(own: Vec<AssetFile>) -> Vec<AssetFile> {
    let mut by_path: BTreeMap<SourcePath, AssetFile> =
        builtin::theme().into_iter().map(|file| (file.path.clone(), file)).collect();
    by_path.extend(own.into_iter().map(|file| (file.path.clone(), file)));
    by_path.into_values().collect()
}

fn missing(root: &Path, found: &[Found]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let starts = |prefix: &str| found.iter().any(|file| file.path.as_str().starts_with(prefix));
    if !found.iter().any(|file| file.path.as_str() == "site.toml") {
        let message = format!("there is no `site.toml` in `{}`", root.display());
        let help =
            "write one with a line `title = \"…\"`, or start from a small reader with `postil init DIR`";
        diagnostics.push(Diagnostic::of_reader(Code::SiteMissing, message).help(help));
    }
    if !starts("content/") {
        let message = "there is no `content` folder, or nothing is in it";
        let help = "an article is a file `content/articles/<slug>.md`";
        diagnostics.push(Diagnostic::of_reader(Code::ContentMissing, message).help(help));
    } else if !starts("content/articles/") {
        let message = "there is no article in `content/articles`";
        let help = "an article is a file `content/articles/<slug>.md`, or `content/articles/<slug>/index.md`";
        diagnostics.push(Diagnostic::of_reader(Code::ContentMissing, message).help(help));
    }
    diagnostics
}

fn place_all(found: Vec<Found>) -> (Vec<(Found, Purpose)>, Vec<Diagnostic>) {
    let mut placed = Vec::new();
    let mut diagnostics = Vec::new();
    for file in found {
        match place::place(&file.path) {
            Ok(purpose) => placed.push((file, purpose)),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    (placed, diagnostics)
}

/// Leaves the first of several files that would land on one address, or that have one name once it is normalised.
fn without_collisions(placed: Vec<(Found, Purpose)>) -> (Vec<(Found, Purpose)>, Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, SourcePath> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let mut kept = Vec::new();
    for (file, purpose) in placed {
        let address = purpose.address(&file.path);
        if let Some(first) = taken.get(&address) {
            diagnostics.push(collision(first, &file, &purpose));
        } else {
            taken.insert(address, file.path.clone());
            kept.push((file, purpose));
        }
    }
    (kept, diagnostics)
}

fn collision(first: &SourcePath, second: &Found, purpose: &Purpose) -> Diagnostic {
    let (path, help) = (&second.path, "rename one of them, or join the two");
    let message = match purpose {
        Purpose::Text(SourceKind::Article(id)) => {
            format!("`{first}` and `{path}` are both the article `{id}`")
        }
        Purpose::Text(SourceKind::Page(id)) => format!("`{first}` and `{path}` are both the page `{id}`"),
        _ => format!("two files have the name `{path}`, spelled with different code points"),
    };
    Diagnostic::of_file(Code::SlugCollision, path.clone(), message).help(help)
}

#[cfg(test)]
mod tests;
