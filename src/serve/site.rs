//! The site that is served: finished files in memory, never changed, only replaced.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::code::Code;
use crate::model::config::EditorLink;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::failure::Failure;
use crate::model::source::{Digest, Sources};
use crate::pipeline::Build;
use crate::report;

/// Shown while there is no site to show.
const NO_SITE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>postil</title></head>\n\
                       <body>\n<h1>This reader cannot be built yet</h1>\n<p>What is wrong is told below, and in the \
                       terminal. The page will reload when it is mended.</p>\n</body>\n</html>\n";

/// Shown where a site has no such page of its own.
const NOT_FOUND: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Not found</title></head>\n\
                         <body>\n<h1>There is no such page</h1>\n<p><a href=\"/\">The reader’s first page</a></p>\n\
                         </body>\n</html>\n";

/// What a browser is shown: the last good site, and what is wrong since.
#[derive(Clone, Debug, Default)]
pub(super) struct Preview {
    /// The last site that could be built
    pub(super) site: Arc<Site>,
    /// What is wrong with the reader as it stands, one JSON object each
    pub(super) faults: Arc<[String]>,
    /// How many warnings there are
    pub(super) warnings: usize,
    /// The way into an editor, as the settings last gave it
    editor: Option<EditorLink>,
}

impl Preview {
    /// The preview after a build.
    pub(super) fn after(&self, build: Build) -> Self {
        let errors: Vec<Diagnostic> =
            build.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
        // Broken settings name no editor.
        let editor = build.editor_link.clone().or_else(|| self.editor.clone().filter(|_| !errors.is_empty()));
        let warnings = build.count(Severity::Warning);
        let faults = report::preview_lines(&errors, &build.sources, editor.as_ref()).into();
        let site = if errors.is_empty() { Arc::new(Site::new(build)) } else { Arc::clone(&self.site) };
        Self { site, faults, warnings, editor }
    }

    /// The preview after a build that could not be made.
    pub(super) fn after_failure(&self, failure: &Failure) -> Self {
        let diagnostic = Diagnostic::of_reader(Code::FileUnreadable, failure.to_string());
        let faults = report::preview_lines(&[diagnostic], &Sources::default(), None).into();
        Self { faults, ..self.clone() }
    }
}

/// Finished files by path.
#[derive(Debug, Default)]
pub(super) struct Site {
    files: BTreeMap<String, Arc<[u8]>>,
    /// The digest of the files that pages show: styles, scripts, images
    pub(super) assets: String,
}

/// What a request's path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route<'a> {
    /// A file, with its name
    File(&'a str, &'a Arc<[u8]>),
    /// A folder whose slash is missing
    Folder,
    /// Nothing
    Nothing,
}

impl Site {
    /// The site of a build.
    pub(super) fn new(build: Build) -> Self {
        let files: BTreeMap<String, Arc<[u8]>> =
            build.files.into_iter().map(|file| (file.path.as_str().to_owned(), file.content)).collect();
        let assets: Vec<_> = build.sources.assets.iter().map(|asset| (&asset.path, asset.digest)).collect();
        Self { files, assets: Digest::of_value(&assets).short(16) }
    }

    /// Whether nothing was built yet.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The page that a path shows: its own, or the one that says that nothing is there.
    pub(super) fn page(&self, path: &str) -> &[u8] {
        if self.is_empty() {
            return NO_SITE.as_bytes();
        }
        match self.route(path) {
            Route::File(_, content) => content,
            Route::Folder | Route::Nothing => {
                self.files.get("404.html").map_or(NOT_FOUND.as_bytes(), |content| content)
            }
        }
    }

    /// Finds what a path, percent-decoded, leads to. Paths are looked up, never resolved: `..` is a name like any other.
    pub(super) fn route(&self, path: &str) -> Route<'_> {
        let path: String = path.strip_prefix('/').unwrap_or(path).nfc().collect();
        let is_folder = path.is_empty() || path.ends_with('/');
        let wanted = if is_folder { format!("{path}index.html") } else { path };
        if let Some((name, content)) = self.files.get_key_value(&wanted) {
            return Route::File(name, content);
        }
        if !is_folder && self.files.contains_key(&format!("{wanted}/index.html")) {
            return Route::Folder;
        }
        Route::Nothing
    }
}
