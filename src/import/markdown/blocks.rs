//! Blocks as lines of Markdown, each line behind the marks of the quotes, lists and notes around it; inlines are not
//! written here.

use super::super::tree::{Block, BlockKind, Inline};
use super::address;
use super::inlines::{self, Shape};
use super::simple::simple;

/// The parser's limit is 64 frames; what nests deeper than this is written without what is around it.
const DEEPEST: usize = 40;

/// The longest number of a list's item.
const LARGEST_NUMBER: u64 = 999_999_999;

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    /// What stands before the lines of the blocks that are open
    levels: Vec<Level>,
    /// How many frames of the parser these blocks take
    frames: usize,
    /// The number of levels that a blank line before the next line has
    gap: Option<usize>,
}

/// What stands before the lines of a block.
#[derive(Debug)]
struct Level {
    /// Before the first, while that is not written
    first: Option<String>,
    /// Before the others
    rest: String,
}

/// What blocks that hold blocks are taken apart into.
enum Leaf<'a> {
    Block(&'a Block),
    Term(&'a [Inline]),
}

/// The mark of an item, by the list before it: two lists of one mark would be one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Dash,
    Star,
    Stop,
    Bracket,
}

impl Writer {
    /// Writes blocks that follow each other.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut sign = None;
        for block in blocks {
            if let BlockKind::List(start, items) = &block.kind {
                let own = Sign::behind(sign, *start);
                self.list(*start, items, own);
                sign = Some(own);
            } else {
                let length = self.out.len();
                self.block(block);
                if self.out.len() > length {
                    sign = None;
                }
            }
        }
    }

    /// Writes a note's definition.
    pub(super) fn note(&mut self, label: &str, blocks: &[Block]) {
        let first = format!("[^{label}]: ");
        self.inside(Some(first), "    ".to_owned(), 1, blocks);
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Quote(_) | BlockKind::List(..) | BlockKind::Definitions(_)
                if self.frames >= DEEPEST =>
            {
                self.leaves(block);
            }
            BlockKind::Heading(level, content) => self.heading(*level, content),
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Quote(blocks) => self.inside(None, "> ".to_owned(), 1, blocks),
            BlockKind::List(start, items) => self.list(*start, items, Sign::behind(None, *start)),
            BlockKind::Definitions(list) => self.definitions(list),
            BlockKind::Code(language, text) => self.code(language.as_deref(), text),
            BlockKind::Table(head, rows) => self.table(head, rows),
            BlockKind::Figure { source, alt, caption } => self.figure(source, alt, caption),
            BlockKind::Formula(tex) => self.formula(tex),
            BlockKind::Rule => self.lines("___"),
            BlockKind::Markdown(text) => self.lines(text.trim_matches(['\n', '\r'])),
        }
    }

    /// Writes blocks behind marks. A number or a label stands even if there is nothing behind it.
    fn inside(&mut self, first: Option<String>, rest: String, frames: usize, blocks: &[Block]) {
        self.levels.push(Level { first, rest });
        self.frames += frames;
        self.blocks(blocks);
        self.close_level();
        self.frames -= frames;
    }

    fn close_level(&mut self) {
        // A dash alone would underline what is above it, and an item without a number says nothing.
        let stands = |mark: &str| !mark.starts_with(['-', '*']);
        if self.levels.last().and_then(|level| level.first.as_deref()).is_some_and(stands) {
            self.line("");
            self.gap = Some(self.levels.len());
        }
        self.levels.pop();
        self.gap = self.gap.map(|levels| levels.min(self.levels.len()));
    }

    /// Writes the blocks within a block that is too deep, without what is around them.
    fn leaves(&mut self, block: &Block) {
        let mut work = vec![Leaf::Block(block)];
        while let Some(leaf) = work.pop() {
            let block = match leaf {
                Leaf::Term(term) => {
                    self.paragraph(term);
                    continue;
                }
                Leaf::Block(block) => block,
            };
            match &block.kind {
                BlockKind::Quote(blocks) => work.extend(blocks.iter().rev().map(Leaf::Block)),
                BlockKind::List(_, items) => work.extend(items.iter().flatten().rev().map(Leaf::Block)),
                BlockKind::Definitions(list) => {
                    for (term, bodies) in list.iter().rev() {
                        work.extend(bodies.iter().flatten().rev().map(Leaf::Block));
                        work.push(Leaf::Term(term));
                    }
                }
                _ => self.block(block),
            }
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline]) {
        let mut words = inlines::write(&simple(content), Shape::Line);
        if words.is_empty() {
            return;
        }
        if words.ends_with('#') {
            // A row of `#` at the end would be taken for the heading's own.
            words.insert(words.len() - 1, '\\');
        }
        if words.ends_with('}') {
            // A key in braces would be taken for the heading's attributes.
            words.push_str("&#32;");
        }
        let marks = "#".repeat(level.clamp(2, 6).into());
        self.lines(&format!("{marks} {words}"));
    }

    fn paragraph(&mut self, content: &[Inline]) {
        self.lines(&inlines::write(&simple(content), Shape::Lines));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], sign: Sign) {
        if self.frames >= DEEPEST {
            for block in items.iter().flatten() {
                self.leaves(block);
            }
            return;
        }
        let length = self.out.len();
        let tight = items.iter().all(|item| is_tight(item));
        let last = start.unwrap_or_default().saturating_add(items.len() as u64);
        // Numbers that Markdown cannot say begin at one.
        let start = start.map(|start| if last > LARGEST_NUMBER { 1 } else { start });
        for (at, item) in items.iter().enumerate() {
            let mark = sign.mark(start.map(|start| start.saturating_add(at as u64)));
            let rest = " ".repeat(mark.len());
            if tight {
                if self.out.len() > length {
                    self.gap = None;
                }
                self.tight_item(mark, rest, item);
            } else {
                self.inside(Some(mark), rest, 2, item);
            }
        }
        if self.out.len() > length {
            self.gap = Some(self.levels.len());
        }
    }

    /// An item of one paragraph and perhaps a list, without blank lines.
    fn tight_item(&mut self, mark: String, rest: String, item: &[Block]) {
        self.levels.push(Level { first: Some(mark), rest });
        self.frames += 2;
        for block in item {
            let length = self.out.len();
            self.block(block);
            if self.out.len() > length {
                self.gap = None;
            }
        }
        self.close_level();
        self.frames -= 2;
    }

    fn definitions(&mut self, list: &[(Vec<Inline>, Vec<Vec<Block>>)]) {
        for (term, bodies) in list {
            let words = inlines::write(&simple(term), Shape::Line);
            self.lines(&words);
            if words.is_empty() {
                for body in bodies {
                    self.blocks(body);
                }
                continue;
            }
            for body in bodies {
                self.definition(body);
            }
        }
    }

    /// A definition, right under its term or after another one; nothing where it is empty.
    fn definition(&mut self, body: &[Block]) {
        let gap = self.gap.take();
        self.levels.push(Level { first: Some(": ".to_owned()), rest: "  ".to_owned() });
        self.frames += 2;
        self.blocks(body);
        self.frames -= 2;
        let empty = self.levels.pop().is_some_and(|level| level.first.is_some());
        self.gap = if empty { gap } else { Some(self.levels.len()) };
    }

    fn code(&mut self, language: Option<&str>, text: &str) {
        let fence = "`".repeat(inlines::longest_row(text, '`').max(2) + 1);
        let plain = |c: char| c.is_alphanumeric() || "+-#._".contains(c);
        let language = language.filter(|name| name.len() < 40 && name.chars().all(plain)).unwrap_or_default();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_end_matches('\n');
        self.lines(&format!("{fence}{language}\n{text}\n{fence}"));
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or_default();
        if columns == 0 {
            return;
        }
        let row = |cells: &[Vec<Inline>]| {
            let mut line = String::from("|");
            for column in 0..columns {
                let cell = cells.get(column).map(|cell| inlines::write(&simple(cell), Shape::Cell));
                line.extend([" ", cell.unwrap_or_default().trim(), " |"]);
            }
            line
        };
        let mut text = format!("{}\n|{}", row(head), "---|".repeat(columns));
        for cells in rows {
            text.push('\n');
            text.push_str(&row(cells));
        }
        self.lines(&text);
    }

    /// A picture with its caption as its title; a caption that is more than words stands below it.
    fn figure(&mut self, source: &str, alt: &str, caption: &[Inline]) {
        let caption = simple(caption);
        let Some(source) = address::picture(source) else {
            self.paragraph(&[Inline::Text(alt.to_owned())]);
            return self.paragraph(&caption);
        };
        let title = plain(&caption);
        let alt = inlines::alternative(alt);
        match title.as_deref() {
            Some("") => self.lines(&format!("![{alt}]({source})")),
            Some(title) => self.lines(&format!("![{alt}]({source} \"{title}\")")),
            None => {
                self.lines(&format!("![{alt}]({source})"));
                self.paragraph(&caption);
            }
        }
    }

    fn formula(&mut self, tex: &str) {
        let line = inlines::one_line(tex);
        if inlines::is_formula(&line) {
            self.lines(&format!("$${line}$$"));
        } else if !line.is_empty() {
            self.code(Some("latex"), tex);
        }
    }

    /// Writes a block of lines, and a blank line before it where one is due.
    fn lines(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        for line in text.lines() {
            self.line(line);
        }
        self.gap = Some(self.levels.len());
    }

    fn line(&mut self, text: &str) {
        if let Some(levels) = self.gap.take()
            && !self.out.is_empty()
        {
            let prefix: String = self.levels.iter().take(levels).map(|level| level.rest.as_str()).collect();
            self.out.push_str(prefix.trim_end());
            self.out.push('\n');
        }
        let mut line = String::new();
        for level in &mut self.levels {
            match level.first.take() {
                Some(first) => line.push_str(&first),
                None => line.push_str(&level.rest),
            }
        }
        line.push_str(text);
        self.out.push_str(line.trim_end_matches(' '));
        self.out.push('\n');
    }
}

impl Sign {
    fn behind(before: Option<Self>, start: Option<u64>) -> Self {
        match (start, before) {
            (None, Some(Self::Dash)) => Self::Star,
            (None, _) => Self::Dash,
            (Some(_), Some(Self::Stop)) => Self::Bracket,
            (Some(_), _) => Self::Stop,
        }
    }

    fn mark(self, number: Option<u64>) -> String {
        match self {
            Self::Dash => "- ".to_owned(),
            Self::Star => "* ".to_owned(),
            Self::Stop => format!("{}. ", number.unwrap_or(1)),
            Self::Bracket => format!("{}) ", number.unwrap_or(1)),
        }
    }
}

/// Whether an item can do without blank lines.
fn is_tight(item: &[Block]) -> bool {
    match item {
        [] => true,
        [block] => matches!(block.kind, BlockKind::Paragraph(_)),
        [first, second] => {
            let list = matches!(&second.kind, BlockKind::List(None, items) if items.iter().all(|item| is_tight_leaf(item)));
            matches!(first.kind, BlockKind::Paragraph(_)) && list
        }
        _ => false,
    }
}

fn is_tight_leaf(item: &[Block]) -> bool {
    matches!(item, [block] if matches!(block.kind, BlockKind::Paragraph(_)))
}

/// The words of a caption as a title can hold them; `None` where it is more than words.
fn plain(caption: &[Inline]) -> Option<String> {
    let mut words = String::new();
    let mut work: Vec<&Inline> = caption.iter().rev().collect();
    while let Some(inline) = work.pop() {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Emphasis(content) | Inline::Strong(content) => work.extend(content.iter().rev()),
            Inline::Break => words.push(' '),
            _ => return None,
        }
    }
    Some(super::escape::title(&words))
}
