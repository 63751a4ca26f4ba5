//! Blocks to HTML.

use super::TextWriter;
use super::inline::Inside;
use crate::model::text::{
    Alignment, Block, BlockKind, Definition, Heading, Image, Inline, InlineKind, Item, Table,
};
use crate::render::html::Writer;
use crate::render::view::Html;

impl TextWriter<'_> {
    /// A top-level block, cleaned if it holds raw HTML.
    pub(in crate::render) fn block(&self, block: &Block) -> Html {
        let mut writer = Writer::default();
        self.write_block(&mut writer, block);
        self.finish(writer)
    }

    /// All blocks of the body, one after the other.
    pub(in crate::render) fn body(&self) -> Html {
        self.blocks(&self.text.blocks)
    }

    /// A text of one paragraph without its tags; any other text as it is.
    pub(in crate::render) fn line(&self) -> Html {
        match self.text.blocks.as_slice() {
            [Block { kind: BlockKind::Paragraph(content), .. }] => {
                let mut writer = Writer::default();
                self.inlines(&mut writer, content, Inside::Text);
                self.finish(writer)
            }
            _ => self.body(),
        }
    }

    /// Some blocks, cleaned if they hold raw HTML.
    pub(super) fn blocks(&self, blocks: &[Block]) -> Html {
        let mut writer = Writer::default();
        self.write_blocks(&mut writer, blocks);
        self.finish(writer)
    }

    fn finish(&self, writer: Writer) -> Html {
        self.around.tools.sanitiser.finish(writer)
    }

    fn write_blocks(&self, writer: &mut Writer, blocks: &[Block]) {
        for block in blocks {
            self.write_block(writer, block);
            writer.line();
        }
    }

    fn write_block(&self, writer: &mut Writer, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                writer.element("p", |writer| self.inlines(writer, content, Inside::Text));
            }
            BlockKind::Heading(heading) => self.heading(writer, heading),
            BlockKind::Quote(blocks) => {
                writer.element("blockquote", |writer| self.write_blocks(writer, blocks));
            }
            BlockKind::List { start, tight, items } => self.list(writer, *start, *tight, items),
            BlockKind::Definitions(definitions) => self.definitions(writer, definitions),
            BlockKind::Code { language, text } => self.code(writer, language.as_deref(), text),
            BlockKind::Table(table) => self.table(writer, table),
            BlockKind::Figure { image, caption } => self.figure(writer, image, caption.as_deref()),
            BlockKind::Rule => writer.open("hr").end(),
            // Cleaned on its own, so that nothing in it can swallow what follows.
            BlockKind::Html(html) => writer.whole(&self.around.tools.sanitiser.clean(html)),
        }
    }

    fn heading(&self, writer: &mut Writer, heading: &Heading) {
        let name = match heading.level {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        let id = self.id(&self.fragments.heading(&heading.id));
        writer.open(name).maybe("id", id.as_deref()).end();
        self.inlines(writer, &heading.content, Inside::Text);
        writer.close(name);
    }

    fn list(&self, writer: &mut Writer, start: Option<u64>, tight: bool, items: &[Item]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let first = start.filter(|n| *n != 1).map(|n| n.to_string());
        let tasks = items.iter().any(|item| item.task.is_some()).then_some("tasks");
        writer.open(name).maybe("class", tasks).maybe("start", first.as_deref()).end();
        for item in items {
            writer.open("li").end();
            if let Some(done) = item.task {
                let (sign, label) = if done { ("☑", "done") } else { ("☐", "to do") };
                writer.open("span").attr("role", "img").attr("aria-label", label).end();
                writer.text(sign);
                writer.close("span");
                writer.text(" ");
            }
            self.item(writer, tight, &item.blocks);
            writer.close("li");
            writer.line();
        }
        writer.close(name);
    }

    /// Paragraphs of a tight list stand without their tags.
    fn item(&self, writer: &mut Writer, tight: bool, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if tight => self.inlines(writer, content, Inside::Text),
                _ => self.write_block(writer, block),
            }
            writer.line();
        }
    }

    fn definitions(&self, writer: &mut Writer, definitions: &[Definition]) {
        writer.element("dl", |writer| {
            for definition in definitions {
                writer.element("dt", |writer| self.inlines(writer, &definition.term, Inside::Text));
                for body in &definition.bodies {
                    writer.element("dd", |writer| self.item(writer, body.len() == 1, body));
                }
            }
        });
    }

    fn code(&self, writer: &mut Writer, language: Option<&str>, text: &str) {
        let (known, html) = self.around.tools.code.html(language, text);
        self.open_scroll(writer, "Code");
        writer.open("pre").end();
        writer.open("code").maybe("data-language", known).end();
        writer.html(&html);
        writer.close("code");
        writer.close("pre");
        writer.close("div");
    }

    fn table(&self, writer: &mut Writer, table: &Table) {
        self.open_scroll(writer, "Table");
        writer.open("table").end();
        writer.element("thead", |writer| {
            writer.element("tr", |writer| {
                for (cell, alignment) in table.head.iter().zip(&table.alignments) {
                    let name = if blank(cell) { "td" } else { "th" };
                    let scope = (name == "th").then_some("col");
                    writer.open(name).maybe("scope", scope).maybe("class", class(*alignment)).end();
                    self.inlines(writer, cell, Inside::Text);
                    writer.close(name);
                }
            });
        });
        writer.element("tbody", |writer| {
            for row in &table.rows {
                writer.element("tr", |writer| {
                    for (cell, alignment) in row.iter().zip(&table.alignments) {
                        writer.open("td").maybe("class", class(*alignment)).end();
                        self.inlines(writer, cell, Inside::Text);
                        writer.close("td");
                    }
                });
            }
        });
        writer.close("table");
        writer.close("div");
    }

    /// What is wider than the page scrolls inside itself, and has to be reached by the keyboard to be scrolled.
    fn open_scroll(&self, writer: &mut Writer, label: &str) {
        writer
            .open("div")
            .attr("class", "scroll")
            .attr("role", "group")
            .attr("tabindex", self.tabindex().unwrap_or("0"))
            .attr("aria-label", label)
            .end();
    }

    fn figure(&self, writer: &mut Writer, image: &Image, caption: Option<&str>) {
        writer.element("figure", |writer| {
            self.image(writer, image);
            if let Some(caption) = caption {
                writer.element("figcaption", |writer| writer.text(caption));
            }
        });
    }
}

fn blank(cell: &[Inline]) -> bool {
    cell.iter().all(|inline| matches!(&inline.kind, InlineKind::Run(_, text) if text.trim().is_empty()))
}

fn class(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Default => None,
        Alignment::Left => Some("align-left"),
        Alignment::Center => Some("align-center"),
        Alignment::Right => Some("align-right"),
    }
}
