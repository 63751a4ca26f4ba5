//! Every element of some pages by its number: what is around it, where it ends, and where links lead; what links mean is
//! not known here.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds;
use crate::import::xml::{Element, Node};

/// A page: a document of its own, or of a book.
#[derive(Clone, Debug)]
pub(in super::super) struct Page<'e> {
    /// Its path in the book; where links to it lead otherwise, such as its address
    pub(in super::super) path: String,
    /// Its elements
    pub(in super::super) root: &'e Element,
    /// The article that it becomes, by number
    pub(in super::super) article: usize,
}

/// The elements of some pages, in order.
pub(in super::super) struct Index<'e> {
    nodes: Vec<Entry<'e>>,
    /// Where the fragments of each page stand
    ids: BTreeMap<(usize, String), usize>,
    /// Numbers by the addresses of elements
    numbers: BTreeMap<usize, usize>,
    pages: Vec<Page<'e>>,
    /// The elements to which links lead
    targets: BTreeSet<usize>,
}

/// An element and its surroundings.
struct Entry<'e> {
    element: &'e Element,
    parent: Option<usize>,
    /// The number behind the last element within it
    end: usize,
    page: usize,
    /// The innermost block around it, itself included
    block: usize,
    /// Whether there are blocks in it
    holds_blocks: bool,
    /// The element before it, in what both are in
    before: Option<usize>,
}

impl<'e> Index<'e> {
    /// Numbers the elements of some pages.
    pub(in super::super) fn of(pages: Vec<Page<'e>>) -> Self {
        let mut index = Self {
            nodes: Vec::new(),
            ids: BTreeMap::new(),
            numbers: BTreeMap::new(),
            pages: Vec::new(),
            targets: BTreeSet::new(),
        };
        for (number, page) in pages.iter().enumerate() {
            index.add(page.root, None, None, number);
        }
        index.pages = pages;
        let links = (0..index.len()).filter(|at| index.is(*at, &["a"]));
        index.targets = links.filter_map(|at| index.target(at)).collect();
        index
    }

    fn add(&mut self, element: &'e Element, parent: Option<usize>, before: Option<usize>, page: usize) {
        let at = self.nodes.len();
        let around = parent.and_then(|parent| self.nodes.get(parent)).map(|parent| parent.block);
        let is_block = kinds::is_block(element);
        let block = around.filter(|_| !is_block).unwrap_or(at);
        self.nodes.push(Entry { element, parent, end: at + 1, page, block, holds_blocks: false, before });
        self.numbers.insert(address(element), at);
        for name in ["id", "name", "xml:id"] {
            let names = name != "name" || element.is("a");
            if let Some(id) = element.attribute(name).filter(|id| names && !id.is_empty()) {
                self.ids.entry((page, id.to_owned())).or_insert(at);
            }
        }
        let mut last = None;
        for child in element.elements() {
            let number = self.nodes.len();
            self.add(child, Some(at), last, page);
            last = Some(number);
        }
        let end = self.nodes.len();
        if let Some(entry) = self.nodes.get_mut(at) {
            entry.end = end;
        }
        if let Some(parent) = parent {
            let holds = is_block || self.holds_blocks(at);
            if let Some(parent) = self.nodes.get_mut(parent) {
                parent.holds_blocks |= holds;
            }
        }
    }

    /// The number of an element; past all others where it is not of these pages.
    pub(in super::super) fn number(&self, element: &Element) -> usize {
        self.numbers.get(&address(element)).copied().unwrap_or(usize::MAX)
    }

    /// How many elements there are.
    pub(in super::super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element of a number.
    pub(in super::super) fn element(&self, at: usize) -> Option<&'e Element> {
        self.nodes.get(at).map(|entry| entry.element)
    }

    /// Whether an element is a number's, with a name.
    pub(in super::super) fn is(&self, at: usize, names: &[&str]) -> bool {
        self.element(at).is_some_and(|element| names.contains(&element.local()))
    }

    /// What an element is in.
    pub(in super::super) fn parent(&self, at: usize) -> Option<usize> {
        self.nodes.get(at).and_then(|entry| entry.parent)
    }

    /// What an element is in, from the inside out.
    pub(in super::super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(at), |at| self.parent(*at))
    }

    /// The number behind the last element within one.
    pub(in super::super) fn end(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at, |entry| entry.end)
    }

    /// Whether an element is another or within it.
    pub(in super::super) fn is_within(&self, inner: usize, outer: usize) -> bool {
        (outer..self.end(outer)).contains(&inner)
    }

    /// The innermost block around an element, itself included.
    pub(super) fn block(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at, |entry| entry.block)
    }

    /// Whether there are blocks in an element.
    pub(super) fn holds_blocks(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|entry| entry.holds_blocks)
    }

    /// The elements in an element, in order.
    pub(in super::super) fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.end(at);
        let first = Some(at + 1).filter(|first| *first < end);
        std::iter::successors(first, move |child| Some(self.end(*child)).filter(|next| *next < end))
    }

    /// The element before one, in what both are in.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        self.nodes.get(at).and_then(|entry| entry.before)
    }

    /// Whether nothing but white space stands between an element and the one before it.
    pub(super) fn touches(&self, at: usize) -> bool {
        let (Some(own), Some(parent)) = (self.element(at), self.parent(at).and_then(|at| self.element(at)))
        else {
            return false;
        };
        let is_own = |node: &Node| matches!(node, Node::Element(element) if std::ptr::eq(element, own));
        let before = parent.children.iter().position(is_own).and_then(|place| parent.children.get(..place));
        let mut texts = before.unwrap_or_default().iter().rev().map_while(|node| match node {
            Node::Text(text) => Some(text),
            Node::Element(_) => None,
        });
        texts.all(|text| text.trim().is_empty())
    }

    /// The element behind one, in what both are in.
    pub(super) fn behind(&self, at: usize) -> Option<usize> {
        let next = self.end(at);
        self.parent(at).filter(|parent| next < self.end(*parent)).map(|_| next)
    }

    /// The page of an element, by number.
    pub(super) fn page(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |entry| entry.page)
    }

    /// The article that an element belongs to.
    pub(super) fn article(&self, at: usize) -> usize {
        self.pages.get(self.page(at)).map_or(0, |page| page.article)
    }

    /// Where a link leads, if to a place in these pages.
    pub(super) fn target(&self, at: usize) -> Option<usize> {
        let (page, id) = self.goal(at)?;
        let found = self.ids.get(&(page, id.clone())).copied();
        found.or_else(|| self.ids.get(&(page, decoded(&id))).copied())
    }

    /// Whether links lead to two places within an element.
    pub(super) fn has_two_targets(&self, at: usize) -> bool {
        self.targets.range(at..self.end(at)).nth(1).is_some()
    }

    /// Whether a link leads to a place of these pages that is not there, and to which.
    pub(super) fn lost(&self, at: usize) -> Option<String> {
        let (_, id) = self.goal(at)?;
        self.target(at).is_none().then_some(id)
    }

    /// The page and the fragment to which a link leads.
    fn goal(&self, at: usize) -> Option<(usize, String)> {
        let element = self.element(at)?;
        let page = self.page(at);
        let address = element.attribute("href").unwrap_or_default();
        if address.is_empty() || address.starts_with("javascript:") || address == "#" {
            return self.called(element, page);
        }
        let (path, id) = address.split_once('#')?;
        if id.is_empty() {
            return None;
        }
        let own = self.pages.get(page).map_or("", |page| page.path.as_str());
        let goal = if path.is_empty() || same_page(path, own) {
            page
        } else {
            let path = joined(own, path);
            self.pages.iter().position(|page| page.path == path)?
        };
        Some((goal, id.to_owned()))
    }

    /// The place that a script or a description names in quotation marks.
    fn called(&self, element: &Element, page: usize) -> Option<(usize, String)> {
        let described = element.attribute("aria-describedby").map(str::to_owned);
        let script = element.attribute("onclick").filter(|script| script.len() < 400).unwrap_or_default();
        let quoted =
            script.split(['\'', '"']).skip(1).step_by(2).map(|id| id.trim_start_matches('#').to_owned());
        described.into_iter().chain(quoted).map(|id| (page, id)).find(|goal| self.ids.contains_key(goal))
    }

    /// The first characters of an element's words, white space folded.
    pub(in super::super) fn words(&self, at: usize, most: usize) -> String {
        let mut words = String::new();
        if let Some(element) = self.element(at) {
            gather(element, most, &mut words);
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn address(element: &Element) -> usize {
    std::ptr::from_ref(element).addr()
}

fn gather(element: &Element, most: usize, words: &mut String) {
    for node in &element.children {
        if words.len() > most {
            return;
        }
        match node {
            Node::Text(text) => words.extend(text.chars().take(most * 4 + 16)),
            Node::Element(inner) if kinds::is_unseen(inner) => {}
            Node::Element(inner) => {
                let apart = kinds::is_block(inner) || inner.is("br");
                words.push_str(if apart { " " } else { "" });
                gather(inner, most, words);
                words.push_str(if apart { " " } else { "" });
            }
        }
    }
}

/// Whether an address before its fragment is the page's own.
fn same_page(path: &str, own: &str) -> bool {
    let bare = |path: &str| {
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let path = path.split_once("://").map_or(path, |(_, path)| path);
        path.trim_start_matches("www.").to_owned()
    };
    !own.is_empty() && bare(path) == bare(own)
}

/// A path seen from a page's own.
pub(in super::super) fn joined(own: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(own.split('/'));
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    decoded(&parts.join("/"))
}

/// A path or a fragment without `%20` and the like.
pub(in super::super) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Into::into)
}
