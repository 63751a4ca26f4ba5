//! The paragraphs of a DOCX, each with what it is for; how they make blocks is not known here.

use super::super::xml::Element;
use super::Reader;
use super::parts::{Role, list_of};
use crate::import::tree::{Block, Inline};

/// Containers within each other beyond this many are not gone into.
const DEEPEST: usize = 40;

/// A paragraph, or a table.
#[derive(Debug)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    Block(Block),
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) role: Role,
    /// The list that it is an item of, and the level in it
    pub(super) list: Option<(String, usize)>,
    pub(super) words: Vec<Inline>,
}

impl Reader<'_> {
    /// The paragraphs and tables in an element.
    pub(super) fn paragraphs(&mut self, element: &Element) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if self.depth > DEEPEST {
            return pieces;
        }
        self.depth += 1;
        for child in element.elements() {
            match &*child.name {
                "w:p" => pieces.extend(self.paragraph(child).map(Piece::Paragraph)),
                "w:tbl" => pieces.extend(self.table(child)),
                "w:sdt" => pieces.extend(self.block_control(child)),
                "w:customXml" | "w:ins" | "w:moveTo" | "w:sdtContent" => {
                    pieces.extend(self.paragraphs(child));
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = child.elements().next() {
                        pieces.extend(self.paragraphs(chosen));
                    }
                }
                _ => {}
            }
        }
        self.depth -= 1;
        pieces
    }

    /// A control around paragraphs: what its program makes, postil makes itself.
    fn block_control(&mut self, element: &Element) -> Vec<Piece> {
        let Some(content) = element.first("w:sdtContent") else { return Vec::new() };
        let property = |path: &[&str]| {
            element.first("w:sdtPr").and_then(|all| all.at(path)).and_then(|part| part.attribute("w:val"))
        };
        let gallery = property(&["w:docPartObj", "w:docPartGallery"]).unwrap_or_default();
        let tag = property(&["w:tag"]).unwrap_or_default();
        let what = match (gallery, tag) {
            ("Table of Contents", _) => Some("table of contents, which postil makes itself"),
            (_, tag) if tag.starts_with("MENDELEY_BIBLIOGRAPHY") => {
                Some("list of works, which postil prints itself")
            }
            _ => None,
        };
        match what {
            Some(what) => {
                let words: Vec<String> = content
                    .below("w:p")
                    .map(|paragraph| paragraph.below("w:t").map(Element::text).collect::<String>())
                    .collect();
                self.set_apart(what, &words.join(" "));
                Vec::new()
            }
            None => self.paragraphs(content),
        }
    }

    fn paragraph(&mut self, element: &Element) -> Option<Paragraph> {
        let properties = element.first("w:pPr");
        let style =
            properties.and_then(|all| all.first("w:pStyle")).and_then(|style| style.attribute("w:val"));
        let style = style.map(|id| self.parts.style(id)).unwrap_or_default();
        let level = properties
            .and_then(|all| all.first("w:outlineLvl"))
            .and_then(|level| level.attribute("w:val")?.parse::<u8>().ok());
        let role = style
            .role
            .or_else(|| level.filter(|level| *level < 9).map(|level| Role::Heading(level + 1)))
            .unwrap_or(Role::Text);
        let own = properties.and_then(list_of);
        // A number of zero takes a paragraph out of the list of its style.
        let list = own
            .or(style.list)
            .filter(|(id, _)| id != "0")
            .filter(|_| matches!(role, Role::Text | Role::Quote | Role::Code));
        let words = self.words(element);
        let empty = words.iter().all(|inline| match inline {
            Inline::Text(text) => text.trim().is_empty(),
            Inline::Break => true,
            _ => false,
        });
        (!empty).then_some(Paragraph { role, list, words })
    }
}
