//! Text → tree, by `quick-xml`'s events. Nesting, size and entities are bounded here; nothing is repaired.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::doctype::{self, Declared};
use super::element::{Element, Node};
use super::namespaces::Bindings;

/// Deeper nesting than any document needs, and shallow enough to be walked by recursion.
const MOST_LEVELS: usize = 150;
/// The longest text that is read.
const LONGEST: usize = 64 << 20;
/// The most elements, attributes and texts.
const MOST_NODES: usize = 3_000_000;
/// The most unknown entities that are told.
const MOST_UNKNOWN: usize = 20;

/// A document: its root and what was strange about it.
#[derive(Debug)]
pub(in super::super) struct Tree {
    /// The outermost element
    pub(in super::super) root: Element,
    /// Entities that nobody knows, and where each stands first; they are in the text as they are written
    pub(in super::super) unknown: Vec<(String, usize)>,
}

/// Why a text cannot be read as XML, and where.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Unreadable {
    /// Why
    pub(in super::super) why: Why,
    /// Where in the text
    pub(in super::super) at: usize,
    /// On which line, from 1
    pub(in super::super) line: usize,
}

/// Why a text cannot be read as XML.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(in super::super) enum Why {
    /// The rules of XML are broken
    #[error("this is no XML: {0}")]
    Malformed(String),
    /// There is no element at all
    #[error("there is no element in it")]
    Empty,
    /// It ends within an element
    #[error("the document ends before `<{0}>` is closed")]
    CutOff(String),
    /// Elements are nested too deep
    #[error("elements are nested more than {MOST_LEVELS} deep")]
    Deep,
    /// The document is too large
    #[error("the document is larger than what is read ({} MB, {MOST_NODES} elements)", LONGEST >> 20)]
    Large,
    /// Too many namespaces
    #[error("more than {} namespaces are declared at once", Bindings::MOST)]
    Namespaces,
    /// An entity that stands for other entities
    #[error("the entity `&{0};` is made of other entities")]
    Nested(String),
    /// An entity that stands for a file
    #[error("the entity `&{0};` stands for a file, which is not opened")]
    External(String),
}

impl Why {
    /// Whether the document asks for too much, rather than being broken.
    pub(super) fn is_refusal(&self) -> bool {
        !matches!(self, Self::Malformed(_) | Self::Empty | Self::CutOff(_))
    }

    /// How to mend it.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Malformed(_) | Self::Empty => "save it again in the program that made it",
            Self::CutOff(_) => "it seems to be cut off; download it again",
            Self::Nested(_) | Self::External(_) => "write what it stands for in its place",
            Self::Deep | Self::Large | Self::Namespaces => "if it is sound, split it",
        }
    }
}

/// Reads a text as XML.
pub(in super::super) fn parse(text: &str) -> Result<Tree, Unreadable> {
    Parser::new(text).run().map_err(|(why, at)| {
        let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        Unreadable { why, at: at.min(text.len()), line }
    })
}

type Step<T> = Result<T, (Why, usize)>;

struct Parser<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    bindings: Bindings,
    /// Names that occurred; each is kept once
    names: BTreeSet<Rc<str>>,
    entities: BTreeMap<&'t str, Declared>,
    unknown: Vec<(String, usize)>,
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
    /// A place and its line, from which the next line is counted
    counted: (usize, u32),
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self {
            text,
            reader,
            bindings: Bindings::default(),
            names: BTreeSet::new(),
            entities: BTreeMap::new(),
            unknown: Vec::new(),
            open: Vec::new(),
            root: None,
            nodes: 0,
            counted: (0, 1),
        }
    }

    fn run(mut self) -> Step<Tree> {
        if self.text.len() > LONGEST {
            return Err((Why::Large, 0));
        }
        loop {
            let start = self.position();
            let event = self.reader.read_event();
            let event = event.map_err(|error| (Why::Malformed(error.to_string()), start))?;
            match event {
                Event::Start(tag) => self.start(&tag, start)?,
                Event::Empty(tag) => {
                    self.start(&tag, start)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.words(&text),
                Event::CData(text) => self.words(&text),
                Event::GeneralRef(name) => self.reference(&name, start)?,
                Event::DocType(_) => {
                    let doctype = self.text.get(start..self.position()).unwrap_or_default();
                    self.entities = doctype::entities(doctype);
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
            if self.nodes > MOST_NODES {
                return Err((Why::Large, start));
            }
        }
        let end = self.text.len();
        if let Some(open) = self.open.first() {
            return Err((Why::CutOff(open.name.to_string()), end));
        }
        let root = self.root.ok_or((Why::Empty, 0))?;
        Ok(Tree { root, unknown: self.unknown })
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn start(&mut self, tag: &BytesStart<'_>, start: usize) -> Step<()> {
        if self.open.len() >= MOST_LEVELS {
            return Err((Why::Deep, start));
        }
        let depth = self.open.len();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| (Why::Malformed(error.to_string()), start))?;
            if let Some(prefix) = declares(attribute.key.0) {
                self.bindings.bind(depth, prefix, &attribute.value);
            }
            if self.bindings.are_too_many() {
                return Err((Why::Namespaces, start));
            }
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            if declares(attribute.key.0).is_none() {
                let name = self.bindings.attribute(attribute.key.0);
                attributes.push((self.name(&name), self.value(&attribute.value, start)?));
            }
        }
        self.nodes += 1 + attributes.len();
        let name = self.bindings.element(tag.name().0);
        let name = self.name(&name);
        let line = self.line(start);
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let tag = (clamp(start), clamp(self.position()));
        self.open.push(Element { name, attributes, children: Vec::new(), tag, line });
        Ok(())
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        self.bindings.leave(self.open.len());
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            // A second root would break the rules; the first one is the document.
            None => self.root = self.root.take().or(Some(element)),
        }
    }

    fn words(&mut self, words: &str) {
        let Some(parent) = self.open.last_mut() else { return };
        if let Some(Node::Text(text)) = parent.children.last_mut() {
            text.push_str(words);
        } else if !words.is_empty() {
            self.nodes += 1;
            parent.children.push(Node::Text(words.to_owned()));
        }
    }

    fn reference(&mut self, name: &BytesRef<'_>, start: usize) -> Step<()> {
        if let Ok(Some(c)) = name.resolve_char_ref() {
            self.words(c.encode_utf8(&mut [0; 4]));
            return Ok(());
        }
        match self.entity(name, start)? {
            Some(words) => self.words(words),
            None => self.words(&format!("&{};", &**name)),
        }
        Ok(())
    }

    /// What an entity stands for; nothing where nobody knows.
    fn entity(&mut self, name: &str, start: usize) -> Step<Option<&'static str>> {
        if let Some(known) = escape::resolve_html5_entity(name) {
            return Ok(Some(known));
        }
        match self.entities.get(name) {
            Some(Declared::Nested) => return Err((Why::Nested(name.to_owned()), start)),
            Some(Declared::External) => return Err((Why::External(name.to_owned()), start)),
            Some(Declared::Words) | None => {}
        }
        if self.unknown.len() < MOST_UNKNOWN && !self.unknown.iter().any(|(known, _)| known == name) {
            self.unknown.push((name.to_owned(), start));
        }
        Ok(None)
    }

    /// The value of an attribute; what cannot be resolved stays as it is written.
    fn value(&mut self, raw: &str, start: usize) -> Step<String> {
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('&') {
            value.push_str(before);
            let Some((name, behind)) = after.split_once(';').filter(|(name, _)| name.len() < 40) else {
                value.push('&');
                rest = after;
                continue;
            };
            match BytesRef::new(name).resolve_char_ref() {
                Ok(Some(c)) => value.push(c),
                _ => match self.entity(name, start)? {
                    Some(words) => value.push_str(words),
                    None => value.extend(["&", name, ";"]),
                },
            }
            rest = behind;
        }
        value.push_str(rest);
        Ok(value)
    }

    fn name(&mut self, name: &str) -> Rc<str> {
        if let Some(known) = self.names.get(name) {
            return Rc::clone(known);
        }
        let name: Rc<str> = name.into();
        self.names.insert(Rc::clone(&name));
        name
    }

    fn line(&mut self, at: usize) -> u32 {
        let (from, line) = self.counted;
        let between = self.text.get(from..at).unwrap_or_default();
        let breaks = between.matches('\n').count();
        self.counted = (at.max(from), line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX)));
        self.counted.1
    }
}

/// The prefix (empty: the default) that an attribute binds, if it binds one.
fn declares(key: &str) -> Option<&str> {
    if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") }
}
