//! The site that is served: finished files in memory, never changed, only replaced.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::code::Code;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::failure::Failure;
use crate::model::output::OutputFile;
use crate::model::source::{Digest, Sources};
use crate::pipeline::Build;
use crate::report;

/// What a browser is shown: the last good site, and what is wrong since.
#[derive(Clone, Debug, Default)]
pub(super) struct Preview {
    /// The last site that could be built
    pub(super) site: Arc<Site>,
    /// What is wrong with the reader as it stands, one JSON object each
    pub(super) faults: Arc<[String]>,
}

impl Preview {
    /// The preview after a build.
    pub(super) fn after(&self, build: Build) -> Self {
        let errors: Vec<Diagnostic> =
            build.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
        if errors.is_empty() {
            return Self { site: Arc::new(Site::new(build.files)), faults: Arc::default() };
        }
        Self { site: Arc::clone(&self.site), faults: report::json_lines(&errors, &build.sources).into() }
    }

    /// The preview after a build that could not be made.
    pub(super) fn after_failure(&self, failure: &Failure) -> Self {
        let diagnostic = Diagnostic::of_reader(Code::FileUnreadable, failure.to_string());
        let faults = report::json_lines(&[diagnostic], &Sources::default()).into();
        Self { site: Arc::clone(&self.site), faults }
    }
}

/// Finished files by path.
#[derive(Debug, Default)]
pub(super) struct Site {
    files: BTreeMap<String, Arc<[u8]>>,
    /// The digest of everything: two sites of one version are the same. Empty where nothing was built yet
    pub(super) version: String,
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
    pub(super) fn new(files: Vec<OutputFile>) -> Self {
        let files: BTreeMap<String, Arc<[u8]>> =
            files.into_iter().map(|file| (file.path.as_str().to_owned(), file.content)).collect();
        let mut digests = Vec::new();
        for (path, content) in &files {
            digests.extend_from_slice(&Digest::of(path.as_bytes()).0);
            digests.extend_from_slice(&Digest::of(content).0);
        }
        Self { files, version: Digest::of(&digests).short(16) }
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

    /// The page that says that nothing is there.
    pub(super) fn not_found(&self) -> Option<&Arc<[u8]>> {
        self.files.get("404.html")
    }
}
