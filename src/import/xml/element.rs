//! Elements of an XML document and how to find others in them.

use std::ops::Range;
use std::rc::Rc;

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Element {
    /// Its name, with the prefix that its namespace is known by: `w:p`
    pub(in super::super) name: Rc<str>,
    /// Its attributes, in order
    pub(in super::super) attributes: Vec<(Rc<str>, String)>,
    /// What is in it, in order
    pub(in super::super) children: Vec<Node>,
    /// Where its tag stands in the text
    pub(in super::super) tag: (u32, u32),
    /// The line on which its tag begins, from 1
    pub(in super::super) line: u32,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Node {
    /// An element
    Element(Element),
    /// Text
    Text(String),
}

impl Element {
    /// The name without its prefix.
    pub(in super::super) fn local(&self) -> &str {
        self.name.rsplit_once(':').map_or(&self.name, |(_, local)| local)
    }

    /// Whether the element has a name.
    pub(in super::super) fn is(&self, name: &str) -> bool {
        &*self.name == name
    }

    /// The value of an attribute.
    pub(in super::super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| &**of == name).map(|(_, value)| value.as_str())
    }

    /// The elements in it, in order.
    pub(in super::super) fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of a name in it, in order.
    pub(in super::super) fn all<'e>(&'e self, name: &'e str) -> impl DoubleEndedIterator<Item = &'e Self> {
        self.elements().filter(move |element| element.is(name))
    }

    /// The first element of a name in it.
    pub(in super::super) fn first(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.is(name))
    }

    /// The element that a path of names leads to.
    pub(in super::super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.first(name))
    }

    /// Every element of a name below it, in order.
    pub(in super::super) fn below<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.every().filter(move |element| element.is(name))
    }

    /// Every element below it, in the order in which they begin.
    pub(in super::super) fn every(&self) -> impl Iterator<Item = &Self> {
        let mut waiting: Vec<&Self> = self.elements().rev().collect();
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(next.elements().rev());
            Some(next)
        })
    }

    /// All its text, as it stands.
    pub(in super::super) fn text(&self) -> String {
        let mut text = String::new();
        let mut waiting: Vec<&Node> = self.children.iter().rev().collect();
        while let Some(node) = waiting.pop() {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) => waiting.extend(element.children.iter().rev()),
            }
        }
        text
    }

    /// All its text, white space folded; nothing where there is none.
    pub(in super::super) fn words(&self) -> Option<String> {
        let words = self.text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }

    /// Where its tag stands in the text.
    pub(in super::super) fn range(&self) -> Range<usize> {
        self.tag.0 as usize..self.tag.1 as usize
    }

    /// The line on which it begins, from 1.
    pub(in super::super) fn line(&self) -> usize {
        self.line as usize
    }
}
