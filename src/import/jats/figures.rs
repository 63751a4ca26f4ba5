//! Figures of JATS: their captions, and the pictures that lie beside the document.

use super::super::xml::Element;
use super::Reader;
use crate::import::beside;
use crate::import::draft::Extracted;
use crate::import::tree::{Block, BlockKind, Inline};
use crate::model::web::is_web_address;

impl Reader<'_> {
    /// A figure: the label and the caption, and the picture where it lies beside the document.
    pub(super) fn figure(&mut self, element: &Element) -> Vec<Block> {
        let caption = self.caption(element);
        let mut rest: Vec<Block> = Vec::new();
        let mut blocks = Vec::new();
        let graphic = element.every().find(|child| matches!(child.local(), "graphic" | "media"));
        match graphic {
            Some(graphic) => blocks.extend(self.picture(graphic, caption)),
            None => blocks.push(Block { kind: BlockKind::Paragraph(caption), line: element.line() }),
        }
        for child in element.elements() {
            let read = matches!(
                child.local(),
                "label" | "caption" | "graphic" | "media" | "alternatives" | "alt-text" | "object-id"
            );
            if !read {
                rest.extend(self.block(child, 6));
            }
        }
        blocks.extend(rest);
        blocks
    }

    /// The label and the caption of something, in one run.
    pub(super) fn caption(&mut self, element: &Element) -> Vec<Inline> {
        let mut words = Vec::new();
        let parts = element.elements().filter(|child| matches!(child.local(), "label" | "caption"));
        for part in parts
            .flat_map(|part| if part.local() == "caption" { part.elements().collect() } else { vec![part] })
        {
            if !words.is_empty() {
                words.push(Inline::Text(" ".to_owned()));
            }
            words.extend(self.inlines(part));
        }
        words
    }

    pub(super) fn picture(&mut self, graphic: &Element, caption: Vec<Inline>) -> Vec<Block> {
        let line = graphic.line();
        let address = graphic.attribute("xlink:href").unwrap_or_default();
        let alt = graphic
            .every()
            .find(|child| child.local() == "alt-text")
            .and_then(Element::words)
            .unwrap_or_default();
        let source = if is_web_address(address) { Some(address.to_owned()) } else { self.bring(address) };
        if let Some(source) = source {
            return vec![Block { kind: BlockKind::Figure { source, alt, caption }, line }];
        }
        let message = format!(
            "the picture `{address}` does not lie beside the document; its caption stands in its place"
        );
        self.doubts.push(self.document.kept_at(graphic.range(), message));
        let words = if caption.is_empty() { vec![Inline::Text(alt)] } else { caption };
        vec![Block { kind: BlockKind::Paragraph(words), line }]
    }

    /// Brings a picture along; publishers leave the endings of their names away.
    fn bring(&mut self, address: &str) -> Option<String> {
        let endings = ["", ".jpg", ".png", ".gif", ".jpeg"];
        let (name, bytes) = endings
            .iter()
            .find_map(|ending| beside::picture(self.document, &format!("{address}{ending}")))?;
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
        let name: String = name.chars().map(plain).collect();
        if !self.files.iter().any(|file| file.name == name) {
            self.files.push(Extracted { name: name.clone(), bytes });
        }
        Some(name)
    }
}
