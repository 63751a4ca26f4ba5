//! An electronic book → its articles: the files of its spine, as one article or, where it is long, one for each chapter.
//!
//! 1. `package` finds the package document, and in it the data of the book and the order of its files.
//! 2. `chapters` reads these files, and decides which of them make which article.
//! 3. `xhtml` builds the texts; notes come back from wherever in the book they stand.
//! 4. `metadata` makes fields of what the book says of itself.

mod chapters;
mod metadata;
mod package;

use std::collections::BTreeMap;

use super::archive::Archive;
use super::document::Document;
use super::draft::{Draft, Extracted, Part};
use super::xhtml::{self, Files, Index, Lines, Page, Role, Settled, Text};
use super::xml::Element;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use chapters::{Chapter, Kind};
use package::Package;

/// Reads an electronic book.
///
/// # Errors
/// Why nothing can be made of it. The box keeps the common way small.
pub(super) fn read(document: &Document) -> Result<Vec<Part>, Box<Diagnostic>> {
    let mut archive = Archive::open(&document.bytes).map_err(|trouble| Box::new(trouble.tell(document)))?;
    let mut doubts = archive.doubts(document);
    let package = package::read(&mut archive, document)?;
    let chapters = chapters::read(&mut archive, &package, document, &mut doubts)?;
    let pages = chapters.iter().map(|chapter| Page {
        path: chapter.path.clone(),
        root: &chapter.root,
        article: chapter.article,
    });
    let index = Index::of(pages.collect());
    let settled = xhtml::settle(&index, Lines::None);
    let last = chapters.iter().map(|chapter| chapter.article).max().unwrap_or(0);
    let mut book = Book {
        document,
        archive,
        package: &package,
        chapters: &chapters,
        index: &index,
        settled,
        many: last > 0,
    };
    let mut parts: Vec<Part> = (0..=last).map(|article| book.part(article)).collect();
    if let Some(first) = parts.first_mut() {
        first.draft.doubts.append(&mut doubts);
    }
    Ok(parts)
}

struct Book<'b, 'e> {
    document: &'b Document,
    archive: Archive<'b>,
    package: &'b Package,
    chapters: &'b [Chapter],
    index: &'b Index<'e>,
    settled: Settled,
    /// Whether each chapter is an article
    many: bool,
}

impl Book<'_, '_> {
    fn part(&mut self, article: usize) -> Part {
        let own: Vec<&Chapter> = self.chapters.iter().filter(|chapter| chapter.article == article).collect();
        let texts = own.iter().filter(|chapter| chapter.kind == Kind::Text);
        let mut texts = texts.filter(|chapter| !self.many || chapter.is_long());
        let heading = texts.find_map(|chapter| self.heading(chapter));
        let title = self.package.title();
        let drops = heading
            .as_ref()
            .filter(|(_, words)| self.many || title.is_some_and(|title| xhtml::same(title, words)));
        if let Some((at, _)) = drops {
            self.settled.roles.give(*at, Role::Dropped);
        }
        for chapter in own.iter().filter(|chapter| chapter.kind != Kind::Text) {
            self.settled.roles.give(self.index.number(&chapter.root), Role::Chrome(chapter.kind.name()));
        }
        let roots: Vec<&Element> = own.iter().map(|chapter| &chapter.root).collect();
        let same = |address: &str| address.to_owned();
        let mut text = xhtml::text(self.index, &self.settled, article, &roots, &same, Lines::None);
        let (files, mut doubts) = self.pictures(&mut text);
        doubts.extend(text.doubts.iter().map(|(_, message)| {
            self.document
                .whole(Code::ImportNotes, message.clone())
                .help("compare the place with the original")
        }));
        let chapter = heading.map(|(_, words)| words).filter(|_| self.many);
        let draft = Draft {
            fields: metadata::fields(self.package, self.document, chapter.as_deref()),
            edition: metadata::edition(self.package),
            blocks: text.blocks,
            notes: text.notes,
            references: text.references,
            apparatus: text.apparatus,
            chrome: text.chrome,
            files,
            doubts,
            ..Draft::default()
        };
        let name = self.many.then(|| chapter.unwrap_or_else(|| (article + 1).to_string()));
        Part { name, draft }
    }

    /// The first heading of a chapter: its number, its words.
    fn heading(&self, chapter: &Chapter) -> Option<(usize, String)> {
        let start = self.index.number(&chapter.root);
        let is_heading = |at: &usize| {
            self.index
                .element(*at)
                .is_some_and(|element| xhtml::kinds::heading(element).is_some_and(|level| level <= 2))
        };
        let at = (start..self.index.end(start)).find(is_heading)?;
        Some((at, self.index.words(at, 400))).filter(|(_, words)| !words.is_empty())
    }

    /// The pictures that a text shows, under names of their own.
    fn pictures(&mut self, text: &mut Text) -> (Vec<Extracted>, Vec<Diagnostic>) {
        let mut files = Files::default();
        let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut doubts = Vec::new();
        let archive = &mut self.archive;
        let document = self.document;
        xhtml::pictures(text, &mut |path| {
            if path.starts_with("http://") || path.starts_with("https://") {
                return None;
            }
            let taken = known.entry(path.to_owned()).or_insert_with(|| match archive.read(path) {
                Ok(bytes) => files.add(path, bytes),
                Err(trouble) => {
                    let help = "put the picture beside the article, and name it there";
                    doubts.push(document.doubt(format!("a picture is lost: {trouble}")).help(help));
                    None
                }
            });
            taken.clone()
        });
        (files.finish(), doubts)
    }
}

#[cfg(test)]
mod tests;
