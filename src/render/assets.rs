//! Where files go that are copied as they are; their bytes are not looked at.

use crate::model::address::Location;
use crate::model::corpus::{Asset, Corpus};

/// Style sheets and scripts of the theme that pages name; others in the folder are copied, too.
const STYLES: [&str; 2] = ["assets/theme/postil.css", "assets/theme/reader.css"];
const SCRIPTS: [&str; 2] = ["assets/theme/postil.js", "assets/theme/reader.js"];
/// The script that pages of the timeline name besides.
const TIMELINE: &str = "assets/theme/timeline.js";
/// The script that pages with citations name besides.
const CITATIONS: &str = "assets/theme/citations.js";
/// The script that the references page names besides.
const REFERENCES: &str = "assets/theme/references.js";

const OF_PAGES: [&str; 3] = [TIMELINE, CITATIONS, REFERENCES];

/// The path of a file in the output.
///
/// The theme's style sheets and scripts carry a part of their digest in their names, so that browsers may keep them for
/// ever. Other files keep their names, since style sheets name them by themselves.
pub(super) fn output_path(asset: &Asset) -> String {
    let path = asset.file.path.as_str();
    if let Some(beside) = path.strip_prefix("content/") {
        return beside.to_owned();
    }
    let named_by_pages = STYLES.contains(&path) || SCRIPTS.contains(&path) || OF_PAGES.contains(&path);
    match path.rsplit_once('.') {
        Some((stem, extension)) if named_by_pages => {
            format!("{stem}.{}.{extension}", asset.file.digest.short(10))
        }
        _ => path.to_owned(),
    }
}

/// The theme's style sheets, in order: the built-in one, then `reader.css` if the reader has one.
pub(super) fn styles(corpus: &Corpus) -> Vec<String> {
    present(corpus, &STYLES)
}

/// The theme's scripts for a page, in order: the built-in ones, then `reader.js` if the reader has one.
pub(super) fn scripts(corpus: &Corpus, page: &Location) -> Vec<String> {
    let [everywhere, own] = SCRIPTS;
    match page {
        Location::Timeline | Location::Period(_) => present(corpus, &[everywhere, TIMELINE, own]),
        Location::References => present(corpus, &[everywhere, REFERENCES, own]),
        Location::Home | Location::Session(_) | Location::Article(_) | Location::Page(_) => {
            present(corpus, &[everywhere, CITATIONS, own])
        }
        _ => present(corpus, &SCRIPTS),
    }
}

fn present(corpus: &Corpus, paths: &[&str]) -> Vec<String> {
    paths.iter().filter_map(|path| corpus.assets.get(*path)).map(output_path).collect()
}
