//! The templates and the theme that the program carries; that a reader may override them is not known here.

use std::sync::Arc;

use super::Unnumbered;
use crate::model::source::{AssetFile, Digest, SourceKind, SourcePath, TemplateOrigin};

macro_rules! embedded {
    ($include:ident, $folder:literal, [$($name:literal),* $(,)?]) => {
        &[$(($name, $include!(concat!("../../", $folder, "/", $name)))),*]
    };
}

/// The built-in templates by name. A test compares the list with the folder.
const TEMPLATES: &[(&str, &str)] = embedded!(
    include_str,
    "templates",
    [
        "404.html",
        "apparatus.html",
        "article.html",
        "base.html",
        "event.html",
        "glossary.html",
        "index.html",
        "keyword.html",
        "keywords.html",
        "page.html",
        "part-axis.html",
        "part-blocks.html",
        "part-cards.html",
        "part-coverage.html",
        "part-event.html",
        "part-filters.html",
        "part-ledger.html",
        "part-notes.html",
        "part-passages.html",
        "part-references.html",
        "part-term.html",
        "redirect.html",
        "references.html",
        "search.html",
        "session.html",
        "term.html",
        "timeline.html",
    ]
);

/// The theme's styles, scripts and images by name. A test compares the list with the folder.
const THEME: &[(&str, &[u8])] = embedded!(
    include_bytes,
    "assets/theme",
    ["citations.js", "postil.css", "postil.js", "references.js", "timeline.js"]
);

/// The built-in templates, without numbers.
pub(super) fn templates() -> Vec<Unnumbered> {
    let template = |&(name, text): &(&'static str, &str)| {
        let kind = SourceKind::Template(TemplateOrigin::BuiltIn, Arc::from(name));
        let path = SourcePath::new(format!("<built-in>/templates/{name}"));
        let text = text.replace("\r\n", "\n");
        let digest = Digest::of(text.as_bytes());
        (kind, path, Arc::from(text), digest)
    };
    TEMPLATES.iter().map(template).collect()
}

/// The theme's own files, as assets under `assets/theme/`.
pub(super) fn theme() -> Vec<AssetFile> {
    let asset = |&(name, bytes): &(&str, &[u8])| AssetFile {
        path: SourcePath::new(format!("assets/theme/{name}")),
        bytes: Arc::from(bytes),
        digest: Digest::of(bytes),
    };
    THEME.iter().map(asset).collect()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may panic, and looks at the folders"
)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn check(folder: &str, listed: impl Iterator<Item = &'static str>) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut there = BTreeSet::new();
        for entry in ignore::WalkBuilder::new(&root).standard_filters(false).hidden(true).build() {
            let entry = entry.unwrap();
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                let name = entry.path().strip_prefix(&root).unwrap().to_str().unwrap();
                there.insert(name.replace('\\', "/"));
            }
        }
        let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
        assert_eq!(listed, there, "the list in src/read/builtin.rs is not what `{folder}` holds");
    }

    #[test]
    fn every_template_is_listed() {
        check("templates", TEMPLATES.iter().map(|&(name, _)| name));
    }

    #[test]
    fn every_file_of_the_theme_is_listed() {
        check("assets/theme", THEME.iter().map(|&(name, _)| name));
    }
}
