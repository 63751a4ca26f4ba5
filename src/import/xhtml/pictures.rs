//! The pictures of a text under names of their own; where their bytes come from is not known here.

use super::Text;
use crate::import::draft::Extracted;
use crate::import::tree::{Block, BlockKind, Inline};

/// The endings of pictures that browsers show.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

/// Files that come along with an article.
#[derive(Debug, Default)]
pub(in super::super) struct Files {
    files: Vec<Extracted>,
}

impl Files {
    /// Adds a picture; its name in the article, if it is one that browsers show.
    pub(in super::super) fn add(&mut self, path: &str, bytes: Vec<u8>) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        if !PICTURES.contains(&ending.as_str()) {
            return None;
        }
        if let Some(same) = self.files.iter().find(|file| file.bytes == bytes) {
            return Some(same.name.clone());
        }
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
        let stem: String = stem.chars().take(80).map(plain).collect();
        let mut own = format!("{stem}.{ending}");
        let mut number = 1;
        while self.files.iter().any(|file| file.name.to_lowercase() == own.to_lowercase()) {
            number += 1;
            own = format!("{stem}-{number}.{ending}");
        }
        self.files.push(Extracted { name: own.clone(), bytes });
        Some(own)
    }

    /// The files.
    pub(in super::super) fn finish(self) -> Vec<Extracted> {
        self.files
    }
}

/// Gives each picture of a text the name that `take` finds for its address, if it finds one.
pub(in super::super) fn pictures(text: &mut Text, take: &mut dyn FnMut(&str) -> Option<String>) {
    in_blocks(&mut text.blocks, take);
    for note in &mut text.notes {
        in_blocks(&mut note.blocks, take);
    }
}

fn in_blocks(blocks: &mut [Block], take: &mut dyn FnMut(&str) -> Option<String>) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => in_line(words, take),
            BlockKind::Figure { source, caption, .. } => {
                rename(source, take);
                in_line(caption, take);
            }
            BlockKind::Quote(inner) => in_blocks(inner, take),
            BlockKind::List(_, items) => {
                for item in items {
                    in_blocks(item, take);
                }
            }
            BlockKind::Definitions(entries) => {
                for (term, bodies) in entries {
                    in_line(term, take);
                    for body in bodies {
                        in_blocks(body, take);
                    }
                }
            }
            BlockKind::Table(head, rows) => {
                for cell in head.iter_mut().chain(rows.iter_mut().flatten()) {
                    in_line(cell, take);
                }
            }
            BlockKind::Code(..) | BlockKind::Formula(_) | BlockKind::Rule | BlockKind::Markdown(_) => {}
        }
    }
}

fn in_line(words: &mut [Inline], take: &mut dyn FnMut(&str) -> Option<String>) {
    for inline in words {
        match inline {
            Inline::Image(source, _) => rename(source, take),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link(_, inner) => in_line(inner, take),
            _ => {}
        }
    }
}

fn rename(source: &mut String, take: &mut dyn FnMut(&str) -> Option<String>) {
    if let Some(name) = take(source) {
        *source = name;
    }
}
