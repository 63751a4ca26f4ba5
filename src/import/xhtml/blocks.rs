//! Elements → blocks; what stands within a line is `inlines`’ work, and what is a note was decided before.

use super::code::code;
use super::flat::flat;
use super::index::Index;
use super::inlines::{Run, tidy};
use super::kinds;
use super::roles::{Role, Roles};
use crate::import::draft::{Chrome, Note};
use crate::import::tree::{Block, BlockKind, Inline};
use crate::import::xml::{Element, Node};

/// What becomes of the addresses of pictures.
pub(in super::super) type Addresses<'a> = dyn Fn(&str) -> String + 'a;

/// Builds the blocks of one article.
pub(in super::super) struct Builder<'b, 'e> {
    pub(super) index: &'b Index<'e>,
    pub(super) roles: &'b Roles,
    pub(super) addresses: &'b Addresses<'b>,
    /// Whether lines are those of the document
    lines: bool,
    /// What was set apart on the way
    pub(in super::super) chrome: Vec<Chrome>,
    /// Notes that stand within the text
    pub(in super::super) notes: Vec<Note>,
}

impl<'b, 'e> Builder<'b, 'e> {
    /// A builder for what `index` numbers.
    pub(in super::super) fn new(
        index: &'b Index<'e>,
        roles: &'b Roles,
        addresses: &'b Addresses<'b>,
        lines: bool,
    ) -> Self {
        Self { index, roles, addresses, lines, chrome: Vec::new(), notes: Vec::new() }
    }

    /// The blocks of what is in an element.
    pub(in super::super) fn blocks(&mut self, element: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.nodes(&element.children, self.line(element), &mut blocks);
        blocks
    }

    /// The blocks of an element itself.
    pub(in super::super) fn whole(&mut self, element: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        if kinds::is_block(element) {
            self.block(element, &mut blocks);
        } else {
            self.nodes(&element.children, self.line(element), &mut blocks);
        }
        blocks
    }

    /// The blocks of an element that is kept out of the running text. An item holds several, and a row of a table is no
    /// table.
    pub(super) fn of_part(&mut self, element: &Element) -> Vec<Block> {
        let holder =
            matches!(element.local(), "li" | "dd" | "dt" | "aside" | "div" | "section" | "td" | "tr" | "p");
        let mut blocks = Vec::new();
        if holder {
            self.nodes(&element.children, self.line(element), &mut blocks);
        } else {
            self.block(element, &mut blocks);
        }
        blocks
    }

    /// The words of an element within a line.
    pub(in super::super) fn words(&mut self, element: &Element) -> Vec<Inline> {
        if self.index.holds_blocks(self.index.number(element)) {
            return flat(self.blocks(element));
        }
        let mut run = Run::default();
        self.inlines(&element.children, &mut run);
        tidy(run.finish())
    }

    pub(super) fn line(&self, element: &Element) -> usize {
        if self.lines { element.line() } else { 0 }
    }

    fn nodes(&mut self, nodes: &[Node], line: usize, blocks: &mut Vec<Block>) {
        let mut run = Run::default();
        let mut begin = line;
        for node in nodes {
            match node {
                Node::Element(element) if self.stands_alone(element) => {
                    paragraph(std::mem::take(&mut run), begin, blocks);
                    self.block(element, blocks);
                    begin = self.line(element);
                }
                Node::Element(element) => {
                    if run.is_empty() {
                        begin = self.line(element);
                    }
                    self.inline(element, &mut run);
                }
                Node::Text(text) => run.text(text),
            }
        }
        paragraph(run, begin, blocks);
    }

    fn stands_alone(&self, element: &Element) -> bool {
        let at = self.index.number(element);
        let within = matches!(
            self.roles.of(at),
            Some(Role::Marker(_) | Role::Inline(_) | Role::Citation(_) | Role::Work(_))
        );
        !within && (kinds::is_block(element) || self.index.holds_blocks(at))
    }

    /// An element that stands alone.
    fn block(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        if kinds::is_unseen(element) || self.is_apart(element) {
            return;
        }
        let line = self.line(element);
        if let Some(level) = kinds::heading(element) {
            let words = self.words(element);
            if !words.is_empty() {
                blocks.push(Block { kind: BlockKind::Heading(level, words), line });
            }
            return;
        }
        let holds = self.index.holds_blocks(self.index.number(element));
        match element.local() {
            "p" if !holds => paragraph_of(self.words(element), line, blocks),
            "blockquote" => {
                let inner = self.blocks(element);
                if !inner.is_empty() {
                    blocks.push(Block { kind: BlockKind::Quote(inner), line });
                }
            }
            "ul" | "menu" | "dir" => self.list(element, None, blocks),
            "ol" => {
                let start =
                    element.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.list(element, Some(start), blocks);
            }
            "dl" => self.definitions(element, blocks),
            "pre" | "listing" | "xmp" | "plaintext" => code(element, line, blocks),
            "table" => self.table(element, blocks),
            "hr" => blocks.push(Block { kind: BlockKind::Rule, line }),
            "summary" => paragraph_of(vec![Inline::Strong(self.words(element))], line, blocks),
            _ if is_figure(element) => self.figure(element, blocks),
            _ => self.nodes(&element.children, line, blocks),
        }
    }

    /// Whether an element is no part of the text where it stands; what belongs to the site is noted.
    pub(super) fn is_apart(&mut self, element: &Element) -> bool {
        let at = self.index.number(element);
        match self.roles.of(at) {
            Some(Role::Apart | Role::Dropped) => true,
            Some(Role::Chrome(what)) => {
                self.set_apart(element, what);
                true
            }
            _ if kinds::is_hidden(element) && !self.shows_anyway(at) => {
                self.set_apart(element, "hidden text");
                true
            }
            _ => false,
        }
    }

    /// What is hidden may be what a picture or a script shows in its place.
    fn shows_anyway(&self, at: usize) -> bool {
        let range = at..self.index.end(at);
        self.roles.any_within(range.clone()) || range.into_iter().any(|inner| self.index.is(inner, &["math"]))
    }

    /// Notes the words of what belongs to the site.
    pub(in super::super) fn set_apart(&mut self, element: &Element, what: &'static str) {
        let mut text = String::new();
        self.gather(element, &mut text);
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if !text.is_empty() {
            self.chrome.push(Chrome { what, text, line: self.line(element) });
        }
    }

    fn gather(&self, element: &Element, text: &mut String) {
        for node in &element.children {
            match node {
                Node::Text(words) => text.push_str(&words.replace(['\n', '\r'], " ")),
                Node::Element(inner) if kinds::is_unseen(inner) => {}
                Node::Element(inner) => {
                    if matches!(self.roles.of(self.index.number(inner)), Some(Role::Apart)) {
                        continue;
                    }
                    let apart = match inner.local() {
                        "a" => " ",
                        "br" => "\n",
                        _ if kinds::is_block(inner) => "\n",
                        _ => "",
                    };
                    text.push_str(apart);
                    self.gather(inner, text);
                    text.push_str(apart);
                }
            }
        }
    }

    fn list(&mut self, element: &Element, start: Option<u64>, blocks: &mut Vec<Block>) {
        let mut items: Vec<Vec<Block>> = Vec::new();
        for node in &element.children {
            match node {
                Node::Element(item) if item.is("li") => {
                    if !kinds::is_unseen(item) && !self.is_apart(item) {
                        let item = self.blocks(item);
                        items.extend(Some(item).filter(|item| !item.is_empty()));
                    }
                }
                // What stands in a list without being an item belongs to the item before.
                other => {
                    let mut inner = Vec::new();
                    self.nodes(std::slice::from_ref(other), self.line(element), &mut inner);
                    match items.last_mut() {
                        Some(last) => last.extend(inner),
                        None if !inner.is_empty() => items.push(inner),
                        None => {}
                    }
                }
            }
        }
        if !items.is_empty() {
            blocks.push(Block { kind: BlockKind::List(start, items), line: self.line(element) });
        }
    }

    fn definitions(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        let mut entries = Vec::new();
        self.terms(element, &mut entries);
        entries.retain(|(term, bodies)| !term.is_empty() || !bodies.is_empty());
        if !entries.is_empty() {
            blocks.push(Block { kind: BlockKind::Definitions(entries), line: self.line(element) });
        }
    }

    fn terms(&mut self, element: &Element, entries: &mut Vec<(Vec<Inline>, Vec<Vec<Block>>)>) {
        for child in element.elements().filter(|child| !kinds::is_unseen(child)) {
            if self.is_apart(child) {
                continue;
            }
            match child.local() {
                "dt" => entries.push((self.words(child), Vec::new())),
                "div" => self.terms(child, entries),
                _ => {
                    let body = self.blocks(child);
                    if body.is_empty() {
                        continue;
                    }
                    match entries.last_mut() {
                        Some((_, bodies)) => bodies.push(body),
                        None => entries.push((Vec::new(), vec![body])),
                    }
                }
            }
        }
    }

    /// A figure: what it shows, and its caption.
    fn figure(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        let at = self.index.number(element);
        let captions: Vec<usize> = (at + 1..self.index.end(at))
            .filter(|inner| {
                self.index.element(*inner).is_some_and(is_caption) && self.roles.of(*inner).is_none()
            })
            .collect();
        let first = captions.first().copied();
        let caption = first.and_then(|at| self.index.element(at));
        let caption = caption.map(|caption| self.words(caption)).unwrap_or_default();
        let mut inner = Vec::new();
        for node in &element.children {
            let is_it = matches!(node, Node::Element(child) if Some(self.index.number(child)) == first);
            if !is_it {
                self.nodes(std::slice::from_ref(node), self.line(element), &mut inner);
            }
        }
        // A caption deeper within stands there as a paragraph of its own.
        if first.is_some_and(|first| self.index.parent(first) != Some(at)) {
            let again =
                |block: &Block| matches!(&block.kind, BlockKind::Paragraph(words) if *words == caption);
            if let Some(place) = inner.iter().position(again) {
                inner.remove(place);
            }
        }
        let open = inner.iter_mut().rev().find_map(|block| match &mut block.kind {
            BlockKind::Figure { caption, .. } if caption.is_empty() => Some(caption),
            _ => None,
        });
        match open {
            Some(place) => *place = caption,
            None => paragraph_of(caption, self.line(element), &mut inner),
        }
        blocks.append(&mut inner);
    }
}

fn is_figure(element: &Element) -> bool {
    element.is("figure")
        || kinds::has_class(
            element,
            &["wp-caption", "thumbinner", "figure", "image-caption-container", "float"],
        )
}

fn is_caption(element: &Element) -> bool {
    element.is("figcaption")
        || kinds::has_class(
            element,
            &["wp-caption-text", "thumbcaption", "image-caption", "figcaption", "figure-caption"],
        )
}

fn paragraph(run: Run, line: usize, blocks: &mut Vec<Block>) {
    paragraph_of(tidy(run.finish()), line, blocks);
}

/// A paragraph; what is nothing but a picture or a formula is that.
fn paragraph_of(words: Vec<Inline>, line: usize, blocks: &mut Vec<Block>) {
    let spaces = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    };
    let shown: Vec<&Inline> = words.iter().filter(|inline| !spaces(inline)).collect();
    let kind = match shown.as_slice() {
        [] => return,
        [Inline::Formula(tex)] => BlockKind::Formula(tex.clone()),
        pictures if pictures.iter().all(|inline| matches!(inline, Inline::Image(..))) => {
            blocks.extend(pictures.iter().filter_map(|picture| match picture {
                Inline::Image(source, alt) => {
                    let (source, alt) = (source.clone(), alt.clone());
                    Some(Block { kind: BlockKind::Figure { source, alt, caption: Vec::new() }, line })
                }
                _ => None,
            }));
            return;
        }
        _ => BlockKind::Paragraph(words),
    };
    blocks.push(Block { kind, line });
}
