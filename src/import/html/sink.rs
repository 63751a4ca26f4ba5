//! A web page as a tree of elements, made by html5ever as a browser would; what elements mean is not known here.
//!
//! The parser hands over nodes in any order and moves them about, so they are kept in one list, and become a tree when it
//! is done.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, Parser, QualName, parse_document};

use crate::import::xml::{Element, Node};

/// Deeper nesting than any page has. The parser goes over all open elements again and again.
const MOST_LEVELS: u32 = 2000;
/// The most elements and texts.
const MOST_NODES: usize = 3_000_000;
/// What nests deeper than this stands beside what it is in.
const LEVELS_KEPT: usize = 100;
/// How much is parsed before the limits are looked at.
const PIECE: usize = 16_384;

/// Why a page is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refused {
    /// Its elements are nested too deep
    #[error("elements are nested more than {MOST_LEVELS} deep")]
    Deep,
    /// It has too many elements
    #[error("it has more than {MOST_NODES} elements")]
    Large,
}

/// Parses a page; whatever it is, a browser would show something.
pub(super) fn parse(text: &str) -> Result<Element, Refused> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = parse_document(Sink::default(), options);
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(boundary(rest));
        parser.process(StrTendril::from_slice(piece));
        check(&parser)?;
        rest = behind;
    }
    Ok(parser.finish())
}

/// Where the first piece ends.
fn boundary(text: &str) -> usize {
    (PIECE..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn check(parser: &Parser<Sink>) -> Result<(), Refused> {
    let sink = &parser.tokenizer.sink.sink;
    match () {
        () if sink.deepest.get() > MOST_LEVELS => Err(Refused::Deep),
        () if sink.nodes.borrow().len() > MOST_NODES => Err(Refused::Large),
        () => Ok(()),
    }
}

/// The nodes of a page; the first is the page itself. The parser's trait asks for interior mutability.
struct Sink {
    nodes: RefCell<Vec<Raw>>,
    line: Cell<u64>,
    deepest: Cell<u32>,
}

struct Raw {
    what: What,
    parent: Option<usize>,
    children: Vec<usize>,
    depth: u32,
    line: u32,
}

enum What {
    Page,
    Element(Rc<QualName>, Vec<Attribute>),
    Text(StrTendril),
    /// A comment, a document type, an instruction
    Other,
}

impl Default for Sink {
    fn default() -> Self {
        let page = Raw { what: What::Page, parent: None, children: Vec::new(), depth: 0, line: 1 };
        Self { nodes: RefCell::new(vec![page]), line: Cell::new(1), deepest: Cell::new(0) }
    }
}

impl Sink {
    fn add(&self, what: What) -> usize {
        let line = u32::try_from(self.line.get()).unwrap_or(u32::MAX);
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Raw { what, parent: None, children: Vec::new(), depth: 0, line });
        nodes.len() - 1
    }

    /// Puts a node or a text into a parent, before its child of a number.
    fn insert(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(words) => {
                if self.joins(parent, at, &words) {
                    return;
                }
                self.add(What::Text(words))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(parent).map_or(0, |parent| parent.depth) + 1;
        if let Some(parent) = nodes.get_mut(parent) {
            let at = at.min(parent.children.len());
            parent.children.insert(at, child);
        }
        if let Some(node) = nodes.get_mut(child) {
            node.parent = Some(parent);
            node.depth = depth;
        }
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Adds words to the text that stands there already, if one does.
    fn joins(&self, parent: usize, at: usize, words: &StrTendril) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let before = nodes.get(parent).and_then(|parent| parent.children.get(at.checked_sub(1)?).copied());
        match before.and_then(|before| nodes.get_mut(before)).map(|node| &mut node.what) {
            Some(What::Text(text)) => {
                text.push_tendril(words);
                true
            }
            _ => false,
        }
    }

    fn detach(&self, node: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes.get_mut(node).and_then(|node| node.parent.take()) else { return };
        if let Some(parent) = nodes.get_mut(parent) {
            // What is moved was mostly added last.
            if let Some(at) = parent.children.iter().rposition(|child| *child == node) {
                parent.children.remove(at);
            }
        }
    }

    fn children(&self, node: usize) -> usize {
        self.nodes.borrow().get(node).map_or(0, |node| node.children.len())
    }

    fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.borrow().get(node).and_then(|node| node.parent)
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Element;
    type ElemName<'a> = Name;

    fn finish(self) -> Element {
        Grown::of(self.nodes.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        let nodes = self.nodes.borrow();
        match nodes.get(*target).map(|node| &node.what) {
            Some(What::Element(name, _)) => Name(Rc::clone(name)),
            _ => Name(Rc::new(QualName::new(None, html5ever::ns!(), html5ever::local_name!("")))),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.add(What::Element(Rc::new(name), attributes))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(What::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(What::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.insert(*parent, self.children(*parent), child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        match self.parent(*element) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The contents of a template are shown nowhere; they stand in it, and it is passed over.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(node) = child {
            self.detach(node);
        }
        let Some(parent) = self.parent(*sibling) else { return };
        let nodes = self.nodes.borrow();
        let at = nodes.get(parent).and_then(|parent| parent.children.iter().rposition(|one| one == sibling));
        drop(nodes);
        self.insert(parent, at.unwrap_or_default(), child);
    }

    fn add_attrs_if_missing(&self, target: &usize, added: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(What::Element(_, attributes)) = nodes.get_mut(*target).map(|node| &mut node.what) {
            let known: BTreeSet<QualName> = attributes.iter().map(|one| one.name.clone()).collect();
            attributes.extend(added.into_iter().filter(|one| !known.contains(&one.name)));
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes.get_mut(*node).map(|node| std::mem::take(&mut node.children));
        let children = children.unwrap_or_default();
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = Some(*parent);
            }
        }
        if let Some(parent) = nodes.get_mut(*parent) {
            parent.children.extend(children);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }
}

/// A name that can be asked for while nodes are added.
#[derive(Debug)]
struct Name(Rc<QualName>);

impl html5ever::interface::ElemName for Name {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &html5ever::LocalName {
        &self.0.local
    }

    fn expanded(&self) -> ExpandedName<'_> {
        self.0.expanded()
    }
}

/// Elements that are open while the list becomes a tree.
struct Grown {
    nodes: Vec<Raw>,
    names: BTreeSet<Rc<str>>,
    open: Vec<Element>,
}

/// What is to be done next.
enum Work {
    Node(usize),
    Close,
}

impl Grown {
    fn of(nodes: Vec<Raw>) -> Element {
        let mut grown = Self { nodes, names: BTreeSet::new(), open: Vec::new() };
        let root = Element {
            name: "page".into(),
            attributes: Vec::new(),
            children: Vec::new(),
            tag: (0, 0),
            line: 1,
        };
        grown.open.push(root);
        let mut work: Vec<Work> = grown.children(0);
        while let Some(next) = work.pop() {
            match next {
                Work::Close => grown.close(),
                Work::Node(node) if grown.open(node) => {
                    work.push(Work::Close);
                    work.extend(grown.children(node));
                }
                Work::Node(node) => work.extend(grown.children(node)),
            }
        }
        grown.open.pop().unwrap_or_else(|| Element {
            name: "page".into(),
            attributes: Vec::new(),
            children: Vec::new(),
            tag: (0, 0),
            line: 1,
        })
    }

    fn children(&self, node: usize) -> Vec<Work> {
        let children = self.nodes.get(node).map(|node| node.children.iter().rev().map(|at| Work::Node(*at)));
        children.into_iter().flatten().collect()
    }

    /// Opens an element; a text is added, and what is too deep has no element of its own.
    fn open(&mut self, node: usize) -> bool {
        let Some(raw) = self.nodes.get_mut(node) else { return false };
        let line = raw.line;
        match &mut raw.what {
            What::Text(words) => {
                let words = words.to_string();
                if let Some(parent) = self.open.last_mut() {
                    parent.children.push(Node::Text(words));
                }
                false
            }
            What::Element(name, attributes) if self.open.len() < LEVELS_KEPT => {
                let (name, attributes) = (Rc::clone(name), std::mem::take(attributes));
                let name = self.name(&name.local);
                let attributes = attributes
                    .iter()
                    .map(|one| (self.name(&one.name.local), one.value.to_string()))
                    .collect();
                self.open.push(Element { name, attributes, children: Vec::new(), tag: (0, 0), line });
                true
            }
            _ => false,
        }
    }

    fn close(&mut self) {
        if let (Some(element), Some(parent)) = (self.open.pop(), self.open.last_mut()) {
            parent.children.push(Node::Element(element));
        }
    }

    fn name(&mut self, name: &str) -> Rc<str> {
        if let Some(known) = self.names.get(name) {
            return Rc::clone(known);
        }
        let name: Rc<str> = name.into();
        self.names.insert(Rc::clone(&name));
        name
    }
}
