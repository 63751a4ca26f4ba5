//! Blocks: which tag opens which frame, and what a closed frame becomes.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment as TagAlignment, CodeBlockKind, HeadingLevel, Tag};

use super::super::frame::{BuiltNote, Content, Frame, FrameKind, InlineFrame, Tables};
use super::{Builder, DEEPEST};
use crate::model::ids::NoteLabel;
use crate::model::text::{
    Alignment, Block, BlockKind, Definition, Heading, Inline, InlineKind, Item, LinkRole, Table,
};

impl Builder<'_, '_> {
    /// Opens the frame of a tag.
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.stack.len() >= DEEPEST && !is_part_of_list_or_table(&tag) {
            if is_block(&tag) {
                self.close_tight();
            }
            return self.begin_flat(range);
        }
        match tag {
            Tag::Emphasis => self.open_inline(InlineFrame::Emphasis, range),
            Tag::Strong => self.open_inline(InlineFrame::Strong, range),
            Tag::Strikethrough => self.open_inline(InlineFrame::Strikethrough, range),
            Tag::Superscript => self.open_inline(InlineFrame::Superscript, range),
            Tag::Subscript => self.open_inline(InlineFrame::Subscript, range),
            Tag::Link { link_type, dest_url, title, .. } => {
                let destination = self.destination(link_type, &dest_url, &range);
                let link = self.add_link(LinkRole::Link, &destination, &title, range.clone());
                self.open_inline(InlineFrame::Link(link), range);
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let destination = self.destination(link_type, &dest_url, &range);
                self.open_image(&destination, &title, range);
            }
            tag => self.open_block(tag, range),
        }
    }

    /// Closes the topmost frame, and the paragraph of a tight item in it.
    pub(super) fn end(&mut self) {
        self.close_tight();
        self.close_run();
        if let Some(frame) = (self.stack.len() > 1).then(|| self.stack.pop()).flatten() {
            self.close(frame);
        }
    }

    /// Closes the paragraph of a tight item, where one is open.
    pub(super) fn close_tight(&mut self) {
        if matches!(self.stack.last().map(|frame| &frame.kind), Some(FrameKind::TightParagraph)) {
            self.close_run();
            if let Some(frame) = self.stack.pop() {
                self.close(frame);
            }
        }
    }

    /// Marks the item that is open as a task.
    pub(super) fn task(&mut self, done: bool) {
        let item = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Item(task) => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = Some(done);
        }
    }

    /// Adds a block to the innermost frame that holds blocks.
    pub(super) fn push_block(&mut self, kind: BlockKind, range: Range<usize>) {
        let text = self.prepared.source.get(range.clone()).unwrap_or_default();
        let span = self.origin.span(range.start..range.start + text.trim_end().len());
        let holder = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.content {
            Content::Blocks(blocks) => Some(blocks),
            _ => None,
        });
        if let Some(blocks) = holder {
            blocks.push(Block { kind, span, number: None });
        }
    }

    fn open_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.close_tight();
        let kind = match tag {
            Tag::Paragraph => {
                self.loosen_list();
                FrameKind::Paragraph
            }
            Tag::Heading { level, id, .. } => {
                FrameKind::Heading(number_of(level), id.filter(|id| !id.is_empty()).map(|id| Arc::from(&*id)))
            }
            Tag::BlockQuote(_) => FrameKind::Quote,
            Tag::CodeBlock(kind) => FrameKind::Code(language(&kind), String::new()),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => FrameKind::Html(String::new()),
            Tag::List(start) => FrameKind::List { start, tight: true, items: Vec::new() },
            Tag::Item => FrameKind::Item(None),
            Tag::FootnoteDefinition(label) => self.open_note_definition(&label, &range),
            Tag::DefinitionList => FrameKind::Definitions(Vec::new()),
            Tag::DefinitionListTitle => FrameKind::DefinitionTerm,
            Tag::DefinitionListDefinition => FrameKind::DefinitionBody,
            Tag::Table(alignments) => FrameKind::Table {
                alignments: alignments.iter().map(|a| alignment(*a)).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => FrameKind::TableHead(Vec::new()),
            Tag::TableRow => FrameKind::TableRow(Vec::new()),
            _ => FrameKind::TableCell,
        };
        self.stack.push(Frame::new(kind, range));
    }

    fn open_note_definition(&mut self, label: &str, range: &Range<usize>) -> FrameKind {
        let text = self.prepared.source.get(range.clone()).unwrap_or_default();
        let head = text.find("]:").map_or(text.len().min(2), |end| end + 1);
        self.notes.push(BuiltNote {
            label: NoteLabel::new(label),
            head: range.start..range.start + head,
            blocks: Vec::new(),
            tables: Tables::default(),
        });
        FrameKind::Note(self.notes.len() - 1)
    }

    /// A list with a paragraph right in an item is not tight.
    fn loosen_list(&mut self) {
        let mut top = self.stack.iter_mut().rev();
        if matches!(top.next().map(|frame| &frame.kind), Some(FrameKind::Item(_)))
            && let Some(FrameKind::List { tight, .. }) = top.next().map(|frame| &mut frame.kind)
        {
            *tight = false;
        }
    }

    fn close(&mut self, mut frame: Frame) {
        let range = frame.range.clone();
        let kind = match std::mem::replace(&mut frame.kind, FrameKind::Body) {
            FrameKind::Inline(inline) => return self.push_inline(inline.close(frame.into_inlines()), range),
            FrameKind::Quote => BlockKind::Quote(frame.content.into_blocks()),
            FrameKind::List { start, tight, items } => BlockKind::List { start, tight, items },
            FrameKind::Paragraph | FrameKind::TightParagraph => self.paragraph(frame.into_inlines()),
            FrameKind::Heading(level, id) => {
                let id = id.unwrap_or_else(|| Arc::from(""));
                BlockKind::Heading(Heading { level, id, content: frame.into_inlines() })
            }
            FrameKind::Code(language, text) => BlockKind::Code { language, text: text.into() },
            FrameKind::Html(text) => BlockKind::Html(text.into()),
            FrameKind::Definitions(list) => BlockKind::Definitions(list),
            FrameKind::Table { alignments, head, rows } => BlockKind::Table(table(alignments, head, rows)),
            FrameKind::Note(note) => return self.close_note(note, frame),
            part => return self.close_part(part, frame),
        };
        self.push_block(kind, range);
    }

    fn close_note(&mut self, note: usize, frame: Frame) {
        if let Some(note) = self.notes.get_mut(note) {
            note.blocks = frame.content.into_blocks();
        }
    }

    /// Gives a part of a list, a definition list or a table to the frame it belongs to.
    fn close_part(&mut self, part: FrameKind, frame: Frame) {
        let Some(holder) = self.stack.last_mut() else { return };
        match (part, &mut holder.kind) {
            (FrameKind::Item(task), FrameKind::List { items, .. }) => {
                items.push(Item { task, blocks: frame.content.into_blocks() });
            }
            (FrameKind::DefinitionTerm, FrameKind::Definitions(list)) => {
                list.push(Definition { term: frame.into_inlines(), bodies: Vec::new() });
            }
            (FrameKind::DefinitionBody, FrameKind::Definitions(list)) => {
                if let Some(definition) = list.last_mut() {
                    definition.bodies.push(frame.content.into_blocks());
                }
            }
            (FrameKind::TableHead(cells), FrameKind::Table { head, .. }) => *head = cells,
            (FrameKind::TableRow(cells), FrameKind::Table { rows, .. }) => rows.push(cells),
            (FrameKind::TableCell, FrameKind::TableHead(cells) | FrameKind::TableRow(cells)) => {
                cells.push(frame.into_inlines());
            }
            _ => {}
        }
    }

    /// A paragraph, or a figure where an image stands alone in it.
    fn paragraph(&mut self, mut content: Vec<Inline>) -> BlockKind {
        if let [Inline { kind: InlineKind::Image(_), .. }] = content.as_slice()
            && let Some(Inline { kind: InlineKind::Image(image), .. }) = content.pop()
        {
            let title = self.tables().links.get(image.link.index()).and_then(|link| link.title.clone());
            return BlockKind::Figure { image, caption: title.map(|title| title.as_ref().to_owned()) };
        }
        BlockKind::Paragraph(content)
    }
}

/// Tags that only make sense in the frame that is already open.
fn is_part_of_list_or_table(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Item
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
    )
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The first word of a fence's info string.
fn language(kind: &CodeBlockKind<'_>) -> Option<Arc<str>> {
    match kind {
        CodeBlockKind::Indented => None,
        // `rust,ignore` is Rust, as other tools read it.
        CodeBlockKind::Fenced(info) => {
            info.split(|c: char| c.is_whitespace() || c == ',').find(|word| !word.is_empty()).map(Arc::from)
        }
    }
}

fn alignment(alignment: TagAlignment) -> Alignment {
    match alignment {
        TagAlignment::None => Alignment::Default,
        TagAlignment::Left => Alignment::Left,
        TagAlignment::Center => Alignment::Center,
        TagAlignment::Right => Alignment::Right,
    }
}

/// A table in which every row has a cell for each column.
fn table(alignments: Vec<Alignment>, mut head: Vec<Vec<Inline>>, mut rows: Vec<Vec<Vec<Inline>>>) -> Table {
    let columns = alignments.len();
    head.resize_with(columns, Vec::new);
    for row in &mut rows {
        row.resize_with(columns, Vec::new);
    }
    Table { alignments, head, rows }
}
