//! The text of a JATS document as blocks; running text is left to `inlines`, tables to `tables`.

use super::super::xml::{Element, Node};
use super::Reader;
use super::inlines::{formula, tex};
use crate::import::tree::{Block, BlockKind, Inline};

/// Elements that stand in running text.
const INLINE: &[&str] = &[
    "italic",
    "i",
    "bold",
    "b",
    "strike",
    "sub",
    "sup",
    "monospace",
    "break",
    "ext-link",
    "uri",
    "email",
    "xref",
    "inline-formula",
    "inline-graphic",
    "named-content",
    "styled-content",
    "underline",
    "overline",
    "sc",
    "roman",
    "sans-serif",
    "serif",
    "abbrev",
    "x",
    "target",
    "milestone-start",
    "milestone-end",
    "related-article",
    "related-object",
    "ruby",
    "private-char",
    "fixed-case",
    "tex-math",
    "institution",
    "country",
    "name",
    "string-name",
    "collab",
    "mixed-citation",
    "index-term",
    "year",
    "source",
    "article-title",
];

/// Elements that are blocks, beside those that only hold others.
const BLOCKS: &[&str] = &[
    "sec",
    "title",
    "disp-quote",
    "boxed-text",
    "statement",
    "speech",
    "verse-group",
    "list",
    "def-list",
    "disp-formula",
    "preformat",
    "code",
    "fig",
    "graphic",
    "media",
    "table-wrap",
    "table",
    "hr",
    "ref-list",
    "alternatives",
];

/// Elements that only hold others.
const PLAIN: &[&str] = &[
    "attrib",
    "caption",
    "p",
    "label",
    "long-desc",
    "speaker",
    "list-item",
    "def",
    "fig-group",
    "fn",
    "table-wrap-foot",
    "table-wrap-group",
    "supplementary-material",
    "disp-formula-group",
    "verse-line",
    "ref",
    "citation-alternatives",
    "element-citation",
    "answer",
    "question",
    "textual-form",
];

impl Reader<'_> {
    /// The text of an article: body, what is behind it, what floats.
    pub(super) fn text(&mut self, article: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in article.elements() {
            match part.local() {
                "body" | "back" | "floats-group" => blocks.extend(self.flow(part, 2)),
                "sub-article" | "response" => {
                    let title = part.every().find(|element| element.local() == "article-title");
                    let title = title.map(|title| self.inlines(title)).unwrap_or_default();
                    blocks.push(Block { kind: BlockKind::Heading(2, title), line: part.line() });
                    let inner = part.elements().filter(|element| matches!(element.local(), "body" | "back"));
                    let inner: Vec<&Element> = inner.collect();
                    blocks.extend(
                        inner.into_iter().flat_map(|element| self.flow(element, 3)).collect::<Vec<_>>(),
                    );
                    self.seen("texts that belong to the article stand behind it");
                }
                _ => {}
            }
        }
        blocks
    }

    /// What is in an element: paragraphs of running text, and blocks between them.
    pub(super) fn flow(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run: Vec<Inline> = Vec::new();
        let line = element.line();
        for node in &element.children {
            let block = match node {
                Node::Element(child) if !is_inline(child, element) => Some(child),
                _ => None,
            };
            match block {
                // A note within a paragraph stands in the run of its words.
                Some(child) if child.local() == "fn" && element.local() == "p" => self.node(node, &mut run),
                Some(child) => {
                    self.finish(&mut run, line, &mut blocks);
                    blocks.extend(self.block(child, level));
                }
                None => self.node(node, &mut run),
            }
        }
        self.finish(&mut run, line, &mut blocks);
        blocks
    }

    fn finish(&mut self, run: &mut Vec<Inline>, line: usize, blocks: &mut Vec<Block>) {
        let run = std::mem::take(run);
        let empty = run.iter().all(|inline| matches!(inline, Inline::Text(text) if text.trim().is_empty()));
        if !empty {
            blocks.push(Block { kind: BlockKind::Paragraph(self.grouped(run)), line });
        }
    }

    pub(super) fn block(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let line = element.line();
        let one = |kind| vec![Block { kind, line }];
        match element.local() {
            "sec" | "app" | "app-group" | "ack" | "glossary" | "notes" | "bio" | "fn-group" | "abstract" => {
                self.section(element, level)
            }
            "title" | "subtitle" => one(BlockKind::Heading(level.min(6), self.inlines(element))),
            "disp-quote" | "boxed-text" | "statement" | "speech" | "verse-group" => {
                let inner = if element.local() == "verse-group" {
                    self.verse(element)
                } else {
                    self.section(element, 6)
                };
                one(BlockKind::Quote(inner))
            }
            "list" => self.list(element, level),
            "def-list" => self.definitions(element, level),
            "disp-formula" => self.formula(element),
            "preformat" | "code" => {
                one(BlockKind::Code(element.attribute("language").map(str::to_owned), element.text()))
            }
            "fig" => self.figure(element),
            "graphic" | "media" | "inline-supplementary-material" => self.picture(element, Vec::new()),
            "table-wrap" => self.table_wrap(element, level),
            "table" => one(self.table(element)),
            "hr" => one(BlockKind::Rule),
            "fn" if self.take_note(element) => Vec::new(),
            "ref-list" => self.list_of_references(element, level),
            "label" if element.words().is_none() => Vec::new(),
            "label" if matches!(element.words().as_deref(), Some(label) if label.len() < 12) => Vec::new(),
            "object-id" | "permissions" | "alt-text" | "sec-meta" => {
                self.set_apart("data of parts", element);
                Vec::new()
            }
            "alternatives" => self.alternatives(element, level),
            plain if PLAIN.contains(&plain) => self.flow(element, level),
            other => {
                self.unknown.insert(other.to_owned());
                self.flow(element, level)
            }
        }
    }

    /// A section: its heading, and what is in it.
    fn section(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let label = element.elements().find(|child| child.local() == "label").and_then(Element::words);
        let mut blocks = Vec::new();
        let mut labelled = label.is_none();
        let mut rest = element.clone();
        rest.children.retain(
            |node| !matches!(node, Node::Element(child) if matches!(child.local(), "label" | "title")),
        );
        for title in element.elements().filter(|child| child.local() == "title") {
            let mut words = self.inlines(title);
            if let Some(label) = label.as_ref().filter(|_| !std::mem::replace(&mut labelled, true)) {
                words.insert(0, Inline::Text(format!("{label} ")));
            }
            let empty =
                words.iter().all(|inline| matches!(inline, Inline::Text(text) if text.trim().is_empty()));
            if !empty {
                blocks.push(Block { kind: BlockKind::Heading(level.clamp(2, 6), words), line: title.line() });
            }
        }
        let below = (level + 1).min(7);
        let text = self.flow(&rest, below);
        // A heading over notes alone, which postil prints itself, says nothing.
        if text.is_empty() && element.local() == "fn-group" {
            self.set_apart_heading(&mut blocks);
        }
        if let Some(label) = label.filter(|_| !labelled) {
            blocks
                .push(Block { kind: BlockKind::Paragraph(vec![Inline::Text(label)]), line: element.line() });
        }
        blocks.extend(text);
        blocks
    }

    fn set_apart_heading(&mut self, blocks: &mut Vec<Block>) {
        for block in blocks.drain(..) {
            if let BlockKind::Heading(_, words) = block.kind {
                let text = words.iter().filter_map(|inline| match inline {
                    Inline::Text(text) => Some(text.trim()),
                    _ => None,
                });
                let text: Vec<&str> = text.collect();
                let what = "heading of the notes, which postil prints itself";
                self.chrome.push(crate::import::draft::Chrome {
                    what,
                    text: text.join(" "),
                    line: block.line,
                });
            }
        }
    }

    fn verse(&mut self, element: &Element) -> Vec<Block> {
        let mut run = Vec::new();
        let mut blocks = Vec::new();
        for child in element.elements() {
            if child.local() == "verse-line" {
                if !run.is_empty() {
                    run.push(Inline::Break);
                }
                run.extend(self.inlines(child));
            } else {
                self.finish(&mut run, element.line(), &mut blocks);
                blocks.extend(self.block(child, 6));
            }
        }
        self.finish(&mut run, element.line(), &mut blocks);
        blocks
    }

    fn list(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let kind = element.attribute("list-type").unwrap_or_default();
        let ordered = kind == "order" || kind.starts_with("alpha") || kind.starts_with("roman");
        let mut blocks = Vec::new();
        let mut items = Vec::new();
        for child in element.elements() {
            if child.local() == "list-item" {
                let mut item = self.flow(child, level);
                let label = child.elements().find(|part| part.local() == "label").and_then(Element::words);
                let number = |label: &String| {
                    label.trim_matches(['.', ')', '(', '•', '-', '–', ' ']).parse::<u64>().is_ok()
                };
                let sign = |label: &String| !label.contains(char::is_alphanumeric);
                if let Some(label) = label.filter(|label| !(sign(label) || ordered && number(label))) {
                    match item.first_mut().map(|block| &mut block.kind) {
                        Some(BlockKind::Paragraph(words)) => {
                            words.insert(0, Inline::Text(format!("{label} ")));
                        }
                        _ => item.insert(
                            0,
                            Block {
                                kind: BlockKind::Paragraph(vec![Inline::Text(label)]),
                                line: child.line(),
                            },
                        ),
                    }
                }
                items.push(item);
            } else {
                blocks.extend(self.block(child, 6));
            }
        }
        let kind = BlockKind::List(ordered.then_some(1), items);
        blocks.push(Block { kind, line: element.line() });
        blocks
    }

    fn definitions(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut entries = Vec::new();
        for child in element.elements() {
            if child.local() == "def-item" {
                let term = child.elements().find(|part| part.local() == "term");
                let term = term.map(|term| self.inlines(term)).unwrap_or_default();
                let bodies = child
                    .elements()
                    .filter(|part| part.local() == "def")
                    .map(|def| self.flow(def, level))
                    .collect();
                entries.push((term, bodies));
            } else {
                blocks.extend(self.block(child, 6));
            }
        }
        blocks.push(Block { kind: BlockKind::Definitions(entries), line: element.line() });
        blocks
    }

    fn formula(&mut self, element: &Element) -> Vec<Block> {
        let line = element.line();
        let label = element.elements().find(|child| child.local() == "label").and_then(Element::words);
        let mut rest = element.clone();
        rest.children.retain(|node| !matches!(node, Node::Element(child) if child.local() == "label"));
        let kind = match (tex(&rest), label) {
            (Some(tex), None) => BlockKind::Formula(tex),
            (Some(tex), Some(label)) => {
                BlockKind::Paragraph(vec![Inline::Formula(tex), Inline::Text(format!(" {label}"))])
            }
            (None, label) => {
                self.seen("formulas without TeX stand as their words");
                let words =
                    formula(&rest).into_iter().chain(label.map(|label| Inline::Text(format!(" {label}"))));
                BlockKind::Paragraph(words.collect())
            }
        };
        vec![Block { kind, line }]
    }

    /// One of several forms of the same thing.
    fn alternatives(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let of = |name: &str| element.elements().find(|child| child.local() == name);
        let chosen = ["table", "tex-math", "code", "textual-form", "graphic"].into_iter().find_map(of);
        match chosen.or_else(|| element.elements().next()) {
            Some(chosen) if chosen.local() == "tex-math" => self.formula(element),
            Some(chosen) => self.block(chosen, level),
            None => Vec::new(),
        }
    }

    /// What of a list of references is no work: headings and words between the entries.
    fn list_of_references(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        for child in element.elements() {
            match child.local() {
                "title" | "label" => {
                    self.set_apart("heading of the bibliography, which postil prints itself", child);
                }
                "ref" => blocks.extend(self.notes_among_references(child)),
                "ref-list" => blocks.extend(self.list_of_references(child, level)),
                _ => blocks.extend(self.block(child, level)),
            }
        }
        blocks
    }

    /// Words of an entry that are no work.
    fn notes_among_references(&mut self, entry: &Element) -> Vec<Block> {
        if entry.attribute("id").is_some_and(|id| self.works.is_entry(id)) || self.works.holds(entry) {
            return Vec::new();
        }
        self.flow(entry, 6)
    }
}

/// Whether an element belongs to running text; one that is not known does within a paragraph, if it holds no blocks.
fn is_inline(child: &Element, around: &Element) -> bool {
    let name = child.local();
    let known = |name: &str| PLAIN.contains(&name) || BLOCKS.contains(&name);
    INLINE.contains(&name)
        || around.local() == "p" && !known(name) && !child.every().any(|inner| known(inner.local()))
}
