//! A Markdown text as plain characters, for formats that know no markup; notes, code blocks' languages and raw HTML are
//! left out, and blocks are parted by a line's end.

use crate::model::ids::CitationId;
use crate::model::links::DocumentLinks;
use crate::model::text::{Block, BlockKind, Inline, InlineKind, Text};

/// The characters of a text, its citations as they are shown.
pub(crate) fn plain_text(text: &Text, links: Option<&DocumentLinks>) -> String {
    let mut writer = Writer { links, text: String::new() };
    writer.blocks(&text.blocks);
    writer.text.trim().to_owned()
}

/// Writes a text; nesting is as deep as the parser lets it be.
struct Writer<'a> {
    links: Option<&'a DocumentLinks>,
    text: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(&block.kind);
            if !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push('\n');
            }
        }
    }

    fn block(&mut self, block: &BlockKind) {
        match block {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.inlines(&heading.content),
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.line(&definition.term);
                    definition.bodies.iter().for_each(|body| self.blocks(body));
                }
            }
            BlockKind::Code { text, .. } => self.text.push_str(text),
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    for cell in row {
                        self.cell(cell);
                    }
                    self.text.push('\n');
                }
            }
            BlockKind::Figure { caption, image } => {
                self.text.push_str(caption.as_deref().unwrap_or(&image.alt));
            }
            BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }

    fn line(&mut self, content: &[Inline]) {
        self.inlines(content);
        self.text.push('\n');
    }

    fn cell(&mut self, content: &[Inline]) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\t');
        }
        self.inlines(content);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Run(_, text) | InlineKind::Code(text) => self.text.push_str(text),
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Superscript(content)
                | InlineKind::Subscript(content)
                | InlineKind::Link(_, content) => self.inlines(content),
                InlineKind::Image(image) => self.text.push_str(&image.alt),
                InlineKind::Citation(id) => self.citation(*id),
                InlineKind::Math { tex, .. } => self.text.push_str(tex),
                InlineKind::SoftBreak => self.text.push(' '),
                InlineKind::HardBreak => self.text.push('\n'),
                InlineKind::Marker(_) | InlineKind::Html(_) => {}
            }
        }
    }

    fn citation(&mut self, id: CitationId) {
        let citation = self.links.and_then(|links| links.citations.get(id.index()));
        if let Some(citation) = citation {
            self.text.push_str(&citation.words());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain_text;
    use crate::model::ids::{CitationId, LinkId, MarkerId, RunId};
    use crate::model::links::{CitationText, DocumentLinks};
    use crate::model::rich::Rich;
    use crate::model::text::{Block, BlockKind, Inline, InlineKind, Item, Text};
    use crate::render::exports::samples::span;

    fn inline(kind: InlineKind) -> Inline {
        Inline { kind, span: span() }
    }

    fn run(text: &str) -> Inline {
        inline(InlineKind::Run(RunId(0), text.into()))
    }

    fn block(kind: BlockKind) -> Block {
        Block { kind, span: span(), number: None }
    }

    #[test]
    fn a_text_with_a_citation_and_a_list() {
        let paragraph = vec![
            run("See "),
            inline(InlineKind::Emphasis(vec![run("here"), inline(InlineKind::Marker(MarkerId(0)))])),
            inline(InlineKind::SoftBreak),
            inline(InlineKind::Link(LinkId(0), vec![run("there")])),
            run(" "),
            inline(InlineKind::Citation(CitationId(0))),
            inline(InlineKind::Citation(CitationId(7))),
            inline(InlineKind::Html("<b>".into())),
        ];
        let item =
            |text: &str| Item { task: None, blocks: vec![block(BlockKind::Paragraph(vec![run(text)]))] };
        let list = BlockKind::List { start: None, tight: true, items: vec![item("a"), item("b")] };
        let blocks = vec![block(BlockKind::Paragraph(paragraph)), block(BlockKind::Rule), block(list)];
        let text = Text { blocks, ..Text::default() };
        let citations =
            vec![CitationText { content: Rich::plain("(Ekman 2019)"), note: None, works: vec![] }];
        let links = DocumentLinks { citations, ..DocumentLinks::default() };
        assert_eq!(plain_text(&text, Some(&links)), "See here there (Ekman 2019)\na\nb");
        assert_eq!(plain_text(&text, None), "See here there \na\nb");
        assert_eq!(plain_text(&Text::default(), None), "");
    }
}
