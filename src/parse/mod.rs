//! Turns one source into its part of the corpus; knows nothing of other sources.
//!
//! 1. [`parse`] takes a file to the module of its format: `data` for all that is TOML, `bibliography` for works.
//!    Markdown inside any of them goes through `markdown`, dates through `date`.
//! 2. [`assemble`] puts the parts of all files together. What refers to what is the resolve stage's to find out.

mod bibliography;
mod citation;
mod csl;
mod data;
mod date;
mod markdown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::corpus::{Asset, Corpus, Part};
use crate::model::date::Date;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::{AssetFile, SourceFile, SourceKind};

/// The endings of images whose size can be read.
const IMAGES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Parses one file. Where nothing can be made of it there is no part, and a diagnostic says why.
pub(crate) fn parse(file: &SourceFile) -> (Option<Part>, Vec<Diagnostic>) {
    match &file.kind {
        SourceKind::Bibliography(format) => {
            let (works, diagnostics) = bibliography::parse(file, *format);
            (Some(Part::Works(works)), diagnostics)
        }
        SourceKind::Style => (Some(Part::Style(Arc::clone(&file.text))), Vec::new()),
        // Templates belong to the render stage.
        SourceKind::Template(..) => (None, Vec::new()),
        _ => data::parse(file),
    }
}

/// Reads a date in EDTF or in friendly words; an error says what is wrong, and how it is mended.
pub(crate) fn date(text: &str) -> Result<Date, (String, Option<String>)> {
    date::parse(text).map_err(|error| (error.message, error.help))
}

/// Puts the parts together, in the order of the sources; without a site there is no corpus.
///
/// Of two files with one slug, which the read stage reports, the first counts.
pub(crate) fn assemble(parts: Vec<(&SourceFile, Part)>, assets: &[AssetFile]) -> Option<Corpus> {
    let files = parts.iter().map(|(file, _)| (file.id, file.path.clone())).collect();
    let mut site = None;
    let mut home = None;
    let mut articles = BTreeMap::new();
    let mut pages = BTreeMap::new();
    let (mut works, mut events, mut terms) = (Vec::new(), Vec::new(), Vec::new());
    let mut annotations = BTreeMap::new();
    let mut styles = BTreeMap::new();
    for (file, part) in parts {
        match part {
            Part::Site(part) => site = site.or(Some(*part)),
            Part::Home(page) => home = home.or(Some(page)),
            Part::Article(article) => keep_first(&mut articles, article.id.clone(), article),
            Part::Page(page) => keep_first(&mut pages, page.id.clone(), page),
            Part::Works(part) => works.extend(part),
            Part::Timeline(part) => events.extend(part),
            Part::Glossary(part) => terms.extend(part),
            Part::Annotations(set) => keep_first(&mut annotations, set.article.clone(), set),
            Part::Style(text) => keep_first(&mut styles, file.path.clone(), (file.id, text)),
        }
    }
    let assets = assets.iter().map(|file| (file.path.clone(), asset(file))).collect();
    Some(Corpus {
        drafts: BTreeSet::new(),
        site: site?,
        home,
        articles,
        pages,
        works,
        events,
        terms,
        annotations,
        styles,
        files,
        assets,
    })
}

fn keep_first<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: V) {
    map.entry(key).or_insert(value);
}

/// The start of the character that a byte belongs to.
fn char_floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn asset(file: &AssetFile) -> Asset {
    Asset { file: file.clone(), dimensions: dimensions(file) }
}

/// An image's width and height in pixels, as far as its first bytes tell.
fn dimensions(file: &AssetFile) -> Option<(u32, u32)> {
    let (_, ending) = file.path.file_name().rsplit_once('.')?;
    if !IMAGES.iter().any(|image| ending.eq_ignore_ascii_case(image)) {
        return None;
    }
    let size = imagesize::blob_size(&file.bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    (width > 0 && height > 0).then_some((width, height))
}

#[cfg(test)]
mod tests;
