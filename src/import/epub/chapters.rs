//! The files of a book's spine: which are texts, and which of them make one article. Notes may stand in files of their own.

use super::package::Package;
use crate::import::archive::Archive;
use crate::import::document::Document;
use crate::import::html;
use crate::import::text::sections::{Section, section};
use crate::import::xhtml::{joined, kinds};
use crate::import::xml::{self, Element, Node};
use crate::model::diagnostic::Diagnostic;

/// A file of the spine.
#[derive(Debug)]
pub(super) struct Chapter {
    /// Its path in the archive
    pub(super) path: String,
    /// Its elements
    pub(super) root: Element,
    /// What it is
    pub(super) kind: Kind,
    /// The article that it belongs to, by number
    pub(super) article: usize,
    words: usize,
}

/// What a file of the spine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text
    Text,
    /// Cover or title page
    Title,
    /// Table of contents
    Contents,
    /// Who may print it
    Rights,
}

impl Kind {
    /// What it is called in the list of what was set apart.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title page",
            Self::Contents => "table of contents",
            Self::Rights => "rights",
        }
    }
}

impl Chapter {
    /// Whether it is long enough for an article.
    pub(super) fn is_long(&self) -> bool {
        self.words >= SHORTEST
    }
}

/// A book with more words than this is no article, and its chapters are.
const LONGEST: usize = 25_000;

/// A file with fewer words than this is no chapter: an epigraph, the title of a part.
const SHORTEST: usize = 200;

/// Reads the files of the spine.
///
/// # Errors
/// Why they cannot be read. The box keeps the common way small.
pub(super) fn read(
    archive: &mut Archive<'_>,
    package: &Package,
    document: &Document,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Vec<Chapter>, Box<Diagnostic>> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for item in &package.spine {
        if chapters.iter().any(|chapter| chapter.path == item.path) {
            continue;
        }
        let bytes = match archive.read(&item.path) {
            Ok(bytes) => bytes,
            Err(trouble) => {
                doubts.push(trouble.tell(document));
                continue;
            }
        };
        let mut root = match page(&xml::decode(&bytes)) {
            Ok(root) => root,
            Err(why) => {
                doubts.push(document.refused(format!("`{}`: {why}", item.path)));
                continue;
            }
        };
        name_pictures(&mut root, &item.path);
        let guide = package.guide.get(&item.path).map(String::as_str);
        let kind = if item.is_navigation { Kind::Contents } else { kind(&root, guide, &item.path) };
        let words = root.words().map_or(0, |words| words.split(' ').count());
        chapters.push(Chapter { path: item.path.clone(), root, kind, article: 0, words });
    }
    if chapters.is_empty() {
        let help = "open it in a reader for books, and save its text from there";
        return Err(Box::new(document.damaged("the book has no text that can be read").help(help)));
    }
    divide(&mut chapters);
    Ok(chapters)
}

/// A file as elements: XML as it should be, or what a browser would make of it.
fn page(text: &str) -> Result<Element, String> {
    match xml::parse(text) {
        Ok(tree) => Ok(tree.root),
        Err(_) => html::tree(text),
    }
}

/// Gives pictures their paths in the archive.
fn name_pictures(element: &mut Element, path: &str) {
    if matches!(element.local(), "img" | "image") {
        for (name, value) in &mut element.attributes {
            let is_path = matches!(&**name, "src" | "href" | "xlink:href")
                && !value.contains("://")
                && !value.starts_with("data:");
            if is_path {
                *value = joined(path, value);
            }
        }
    }
    for node in &mut element.children {
        if let Node::Element(child) = node {
            name_pictures(child, path);
        }
    }
}

fn kind(root: &Element, guide: Option<&str>, path: &str) -> Kind {
    let named = match guide {
        Some("cover" | "title-page") => Some(Kind::Title),
        Some("toc") => Some(Kind::Contents),
        Some("copyright-page") => Some(Kind::Rights),
        _ => None,
    };
    let whole = root.every().take(12).find_map(|element| {
        if kinds::has_role(element, &["cover", "titlepage", "halftitlepage"]) {
            Some(Kind::Title)
        } else if kinds::has_role(element, &["toc", "landmarks", "loi", "lot"]) {
            Some(Kind::Contents)
        } else if kinds::has_role(element, &["copyright-page", "colophon", "imprint"]) {
            Some(Kind::Rights)
        } else {
            None
        }
    });
    named.or(whole).or_else(|| by_file(path)).unwrap_or(Kind::Text)
}

/// What the name of a file tells.
fn by_file(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem: String = stem.chars().filter(char::is_ascii_alphabetic).collect();
    match stem.to_ascii_lowercase().as_str() {
        "cover" | "coverpage" | "title" | "titlepage" | "halftitle" | "halftitlepage" => Some(Kind::Title),
        "toc" | "nav" | "contents" | "tableofcontents" => Some(Kind::Contents),
        "copyright" | "copyrightpage" | "imprint" | "colophon" => Some(Kind::Rights),
        _ => None,
    }
}

/// Numbers the articles: all files are one, or each chapter is one with what belongs to it.
fn divide(chapters: &mut [Chapter]) {
    let texts = || chapters.iter().filter(|chapter| chapter.kind == Kind::Text);
    let all: usize = texts().map(|chapter| chapter.words).sum();
    let own = texts().filter(|chapter| is_chapter(chapter)).count();
    if all <= LONGEST || own < 2 {
        return;
    }
    let mut number = 0;
    let mut begun = false;
    let mut waiting = Vec::new();
    let mut articles = vec![0; chapters.len()];
    for (at, chapter) in chapters.iter().enumerate() {
        let starts = chapter.kind == Kind::Text && is_chapter(chapter);
        if starts {
            number += usize::from(begun);
            begun = true;
            for before in waiting.drain(..) {
                if let Some(article) = articles.get_mut::<usize>(before) {
                    *article = number;
                }
            }
        } else if chapter.kind == Kind::Text && heading(&chapter.root).is_some() && !is_notes(&chapter.root) {
            // The title of a part stands before its first chapter.
            waiting.push(at);
        }
        if let Some(article) = articles.get_mut(at) {
            *article = number;
        }
    }
    for (chapter, article) in chapters.iter_mut().zip(articles) {
        chapter.article = article;
    }
}

fn is_chapter(chapter: &Chapter) -> bool {
    chapter.is_long() && heading(&chapter.root).is_some() && !is_notes(&chapter.root)
}

fn heading(root: &Element) -> Option<String> {
    let found = root.every().find(|element| kinds::heading(element).is_some_and(|level| level <= 2));
    found.and_then(Element::words)
}

/// Whether a file holds nothing but notes or a list of works.
fn is_notes(root: &Element) -> bool {
    let named = root.every().take(12).any(|element| {
        kinds::has_role(element, &["footnotes", "endnotes", "rearnotes", "bibliography", "index", "glossary"])
    });
    named
        || heading(root).is_some_and(|words| matches!(section(&words), Some(Section::Notes | Section::Works)))
}
