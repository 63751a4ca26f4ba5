//! What of a page is the body of a note: the block to which a marker leads, and what goes on from it.

use super::names;
use crate::import::xhtml::index::Index;
use crate::import::xhtml::kinds;

/// Elements that hold a whole note.
const HOLDERS: &[&str] = &["li", "dd", "aside", "div", "section", "td", "tr", "p"];

/// Elements that hold a whole text.
const WHOLES: &[&str] = &[
    "page", "html", "body", "main", "article", "nav", "header", "figure", "ol", "ul", "dl", "tbody", "table",
];

/// The element that is the note at a place; nothing where there can be none.
pub(in crate::import::xhtml) fn body(index: &Index<'_>, target: usize) -> Option<usize> {
    let at = if kinds::is_block(index.element(target)?) {
        target
    } else {
        let block = index.block(target);
        // A place between two blocks is that of the one behind it.
        let between = index.holds_blocks(block)
            && index.words(target, 8).is_empty()
            && !index.is(block, &["li", "dd", "td"]);
        if between { index.behind(target)? } else { block }
    };
    let at = climbed(index, at, target);
    is_body(index, at).then_some(at)
}

fn is_body(index: &Index<'_>, at: usize) -> bool {
    let Some(element) = index.element(at) else { return false };
    let named = names::is_note(element);
    let whole = WHOLES.contains(&element.local()) && !(named && element.is("table"));
    let has_heading = (at..index.end(at))
        .any(|inner| index.element(inner).is_some_and(|inner| kinds::heading(inner).is_some()));
    !whole && (!has_heading || named) && !kinds::has_class(element, &["footnotes", "endnotes"])
}

/// The outermost element that holds one note and nothing else.
fn climbed(index: &Index<'_>, at: usize, target: usize) -> usize {
    let mut at = at;
    while let Some(parent) = index.parent(at) {
        let holder = index.is(parent, HOLDERS)
            && index.element(parent).is_some_and(|element| !names::is_list(element));
        if !holder || !is_first(index, parent, at) || has_two(index, parent, target) {
            break;
        }
        at = parent;
    }
    at
}

/// Whether nothing stands before a child.
fn is_first(index: &Index<'_>, parent: usize, child: usize) -> bool {
    let empty = |at: usize| index.words(at, 4).is_empty();
    let before = index.children(parent).take_while(|at| *at < child).all(empty);
    let text = index.element(parent).and_then(|element| {
        element.children.iter().find_map(|node| match node {
            crate::import::xml::Node::Text(text) if text.trim().is_empty() => None,
            node => Some(matches!(node, crate::import::xml::Node::Element(_))),
        })
    });
    before && text.unwrap_or(true)
}

/// Whether an element holds two places to which links lead, or whose names differ in their numbers alone.
fn has_two(index: &Index<'_>, at: usize, target: usize) -> bool {
    if index.has_two_targets(at) {
        return true;
    }
    let Some(own) = shape(index, target) else { return true };
    let same = |inner: &usize| shape(index, *inner).is_some_and(|shape| shape == own);
    (at..index.end(at)).filter(same).nth(1).is_some()
}

/// The name of a place with its numbers left out.
pub(super) fn shape(index: &Index<'_>, at: usize) -> Option<String> {
    let element = index.element(at)?;
    let id = element.attribute("id").or_else(|| element.attribute("name").filter(|_| element.is("a")))?;
    let mut shape = String::new();
    for c in id.chars().take(80) {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    Some(shape)
}

/// The first named place in an element.
pub(super) fn place(index: &Index<'_>, at: usize) -> Option<usize> {
    (at..index.end(at)).take(12).find(|inner| shape(index, *inner).is_some())
}

/// The elements of a note: its body, and what goes on from it up to `next`.
pub(super) fn parts(
    index: &Index<'_>,
    body: usize,
    bodies: &std::collections::BTreeSet<usize>,
) -> Vec<usize> {
    let mut parts = vec![body];
    let siblings = std::iter::successors(index.behind(body), |at| index.behind(*at));
    if index.is(body, &["dt"]) {
        parts.extend(siblings.take_while(|at| index.is(*at, &["dd"]) && !bodies.contains(at)));
        return parts;
    }
    if !index.is(body, &["p", "div"]) {
        return parts;
    }
    let goes_on = |at: &usize| index.is(*at, &["p", "blockquote", "ul", "ol", "pre"]) && !bodies.contains(at);
    let more: Vec<usize> = siblings.take_while(goes_on).take(40).collect();
    let behind = more.last().copied().unwrap_or(body);
    let followed = index.behind(behind).is_some_and(|at| bodies.contains(&at));
    let in_list = index.ancestors(body).any(|at| index.element(at).is_some_and(names::is_list));
    // Behind the last note the text may go on, unless the page says where the notes end.
    if (followed && index.is(body, &["p"])) || in_list {
        parts.extend(more);
    }
    parts
}
