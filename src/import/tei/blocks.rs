//! The text of a TEI document as blocks; running text is left to `inlines`.

use super::super::xml::{Element, Node};
use super::Reader;
use super::inlines::formula;
use crate::import::beside;
use crate::import::draft::{Chrome, Extracted};
use crate::import::tree::{Block, BlockKind, Inline};
use crate::model::web::is_web_address;

/// Elements that are blocks wherever they stand.
const BLOCKS: &[&str] = &[
    "div",
    "div1",
    "div2",
    "div3",
    "div4",
    "div5",
    "div6",
    "div7",
    "p",
    "ab",
    "head",
    "list",
    "table",
    "lg",
    "sp",
    "figure",
    "listBibl",
    "biblStruct",
    "floatingText",
    "body",
    "front",
    "back",
    "group",
    "text",
    "titlePage",
    "argument",
    "epigraph",
    "opener",
    "closer",
    "postscript",
    "trailer",
    "docTitle",
    "noteGrp",
    "byline",
    "docImprint",
];

impl Reader<'_> {
    /// The text of a document.
    pub(super) fn text(&mut self, root: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        for text in root.elements().filter(|part| matches!(part.local(), "text" | "group")) {
            blocks.extend(self.flow(text, 2));
        }
        if root.elements().filter(|part| matches!(part.local(), "TEI" | "TEI.2")).count() > 0 {
            self.seen("of a corpus only the first text was taken");
        }
        blocks
    }

    /// What is in an element: paragraphs of running text, and blocks between them.
    pub(super) fn flow(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run: Vec<Inline> = Vec::new();
        for node in &element.children {
            match node {
                Node::Element(child) if is_block(child, element) => {
                    self.finish(&mut run, element.line(), &mut blocks);
                    blocks.extend(self.block(child, level));
                }
                node => self.node(node, &mut run),
            }
        }
        self.finish(&mut run, element.line(), &mut blocks);
        blocks
    }

    fn finish(&mut self, run: &mut Vec<Inline>, line: usize, blocks: &mut Vec<Block>) {
        let run = std::mem::take(run);
        let empty = run.iter().all(|inline| matches!(inline, Inline::Text(text) if text.trim().is_empty()));
        if !empty {
            blocks.push(Block { kind: BlockKind::Paragraph(self.grouped(run)), line });
        }
    }

    fn block(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let line = element.line();
        let one = |kind| vec![Block { kind, line }];
        match element.local() {
            "head" => one(BlockKind::Heading(level.saturating_sub(1).clamp(2, 6), self.inlines(element))),
            name if name.starts_with("div") || name == "floatingText" => {
                self.flow(element, (level + 1).min(8))
            }
            "quote" | "q" | "cit" | "epigraph" => one(BlockKind::Quote(self.flow(element, 6))),
            "list" => self.list(element, level),
            "table" => self.table(element),
            "figure" => self.figure(element),
            "formula" => one(match formula(element) {
                Some(Inline::Formula(tex)) => BlockKind::Formula(tex),
                words => BlockKind::Paragraph(words.into_iter().collect()),
            }),
            "lg" if element.elements().any(|part| part.local() == "lg") => self.flow(element, level),
            "lg" => self.verse(element),
            "l" => one(BlockKind::Paragraph(self.inlines(element))),
            "ab" if element.attribute("type").is_some_and(|kind| kind.starts_with("codeblock")) => {
                let language = element.attribute("type").and_then(|kind| kind.split_whitespace().nth(1));
                let text = element.text().trim_matches('\n').to_owned();
                one(BlockKind::Code(language.map(str::to_owned), text))
            }
            "eg" | "egXML" | "code" => {
                one(BlockKind::Code(None, element.text().trim_matches('\n').to_owned()))
            }
            "note" => {
                // A note between paragraphs has its marker where it stands.
                let mut run = Vec::new();
                self.node(&Node::Element(element.clone()), &mut run);
                let mut blocks = Vec::new();
                self.finish(&mut run, line, &mut blocks);
                blocks
            }
            "listBibl" => self.list_of_works(element, level),
            "p" if element.attribute("xml:id").is_some_and(|id| self.works.key(id).is_some()) => Vec::new(),
            "milestone" => one(BlockKind::Rule),
            "speaker" => one(BlockKind::Paragraph(vec![Inline::Strong(self.inlines(element))])),
            "titlePage" => {
                self.set_apart("title page", element);
                Vec::new()
            }
            _ => self.flow(element, level),
        }
    }

    fn verse(&mut self, element: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run = Vec::new();
        for child in element.elements() {
            if child.local() == "l" {
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
        let kind = format!(
            "{} {}",
            element.attribute("type").unwrap_or_default(),
            element.attribute("rend").unwrap_or_default()
        );
        let ordered = kind.contains("ordered") && !kind.contains("unordered") || kind.contains("numbered");
        let mut blocks = Vec::new();
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        let mut term: Option<Vec<Inline>> = None;
        for child in element.elements() {
            match child.local() {
                "label" => {
                    entries.extend(term.take().map(|term| (term, Vec::new())));
                    term = Some(self.inlines(child));
                }
                "item" => {
                    let body = self.flow(child, level);
                    match term.take() {
                        Some(term) => entries.push((term, vec![body])),
                        None => items.push(body),
                    }
                }
                _ => blocks.extend(self.block(child, level)),
            }
        }
        entries.extend(term.map(|term| (term, Vec::new())));
        let line = element.line();
        if !entries.is_empty() {
            blocks.push(Block { kind: BlockKind::Definitions(entries), line });
        }
        if !items.is_empty() {
            blocks.push(Block { kind: BlockKind::List(ordered.then_some(1), items), line });
        }
        blocks
    }

    fn table(&mut self, element: &Element) -> Vec<Block> {
        let line = element.line();
        let mut blocks = Vec::new();
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        for child in element.elements() {
            if child.local() != "row" {
                let words = self.inlines(child);
                blocks.push(Block { kind: BlockKind::Paragraph(words), line: child.line() });
                continue;
            }
            let mut cells = Vec::new();
            for cell in child.elements().filter(|part| part.local() == "cell") {
                let words = self.inlines(cell);
                cells.push(words);
                let columns = cell
                    .attribute("cols")
                    .and_then(|columns| columns.parse().ok())
                    .unwrap_or(1_usize)
                    .clamp(1, 60);
                cells.resize(cells.len() + columns - 1, Vec::new());
            }
            if child.attribute("role") == Some("label") && head.is_empty() && rows.is_empty() {
                head = cells;
            } else {
                rows.push(cells);
            }
        }
        blocks.push(Block { kind: BlockKind::Table(head, rows), line });
        blocks
    }

    fn figure(&mut self, element: &Element) -> Vec<Block> {
        let line = element.line();
        let find = |name: &str| element.elements().find(|part| part.local() == name);
        if let Some(formula) = find("formula") {
            return self.block(formula, 6);
        }
        let alt = find("figDesc").and_then(Element::words).unwrap_or_default();
        let mut caption = Vec::new();
        for part in element.elements().filter(|part| matches!(part.local(), "head" | "p" | "ab")) {
            if !caption.is_empty() {
                caption.push(Inline::Text(" ".to_owned()));
            }
            caption.extend(self.inlines(part));
        }
        let address =
            find("graphic").and_then(|graphic| graphic.attribute("url")).unwrap_or_default().to_owned();
        let source = if is_web_address(&address) { Some(address.clone()) } else { self.bring(&address) };
        if let Some(source) = source {
            return vec![Block { kind: BlockKind::Figure { source, alt, caption }, line }];
        }
        let message =
            format!("the picture `{address}` does not lie beside the document; its words stand in its place");
        self.doubts.push(self.document.kept_at(element.range(), message));
        if !caption.is_empty() && !alt.is_empty() {
            caption.push(Inline::Text(" ".to_owned()));
        }
        caption.push(Inline::Text(alt));
        vec![Block { kind: BlockKind::Paragraph(caption), line }]
    }

    fn bring(&mut self, address: &str) -> Option<String> {
        let (name, bytes) = beside::picture(self.document, address)?;
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
        let name: String = name.chars().map(plain).collect();
        if !self.files.iter().any(|file| file.name == name) {
            self.files.push(Extracted { name: name.clone(), bytes });
        }
        Some(name)
    }

    /// What of a list of works is no work.
    fn list_of_works(&mut self, element: &Element, level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        for child in element.elements() {
            match child.local() {
                "head" => {
                    let what = "heading of the bibliography, which postil prints itself";
                    let text = child.words().unwrap_or_default();
                    self.chrome.push(Chrome { what, text, line: child.line() });
                }
                "bibl" | "biblStruct" | "biblFull" if self.works.holds(child) => {}
                "listBibl" => blocks.extend(self.list_of_works(child, level)),
                _ => blocks.extend(self.flow(child, level)),
            }
        }
        blocks
    }
}

/// Whether an element is a block where it stands.
fn is_block(element: &Element, around: &Element) -> bool {
    let name = element.local();
    let in_text = around.local() == "p" || around.local() == "head" || around.local() == "cell";
    match name {
        // Within a paragraph these are words, unless they hold paragraphs themselves.
        "quote" | "q" | "cit" | "said" | "eg" | "code" | "formula" | "milestone" | "l" if in_text => {
            element.every().any(|part| matches!(part.local(), "p" | "lg" | "l" | "list"))
        }
        "quote" | "cit" | "eg" | "egXML" | "l" | "speaker" => true,
        "q" | "formula" | "code" | "milestone" => {
            !in_text && around.local() != "item" && around.local() != "note"
        }
        "note" => {
            let around = around.local();
            !in_text && (matches!(around, "body" | "front" | "back" | "noteGrp") || around.starts_with("div"))
        }
        "bibl" => around.local() == "div",
        _ => BLOCKS.contains(&name),
    }
}
