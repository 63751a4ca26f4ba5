//! Which links are markers: their words, and what they lead to, decide; names of classes are hints.

use std::collections::BTreeMap;

use super::bodies;
use super::labels::{self, Ordinals};
use super::names::{self, Printed};
use super::{Gathered, Marker};
use crate::import::xhtml::index::Index;
use crate::import::xhtml::kinds;
use crate::import::xhtml::roles::{Role, Roles};

/// The longest words of a marker.
const LONGEST: usize = 24;

/// The most links of a body that are looked at for one that leads back.
const MOST_LINKS: usize = 200;

/// Gathers the markers of all pages, in order, and drops what leads back to them.
pub(super) fn gather(index: &Index<'_>, roles: &mut Roles, gathered: &mut Gathered) {
    let mut search =
        Search { index, known: BTreeMap::new(), back: BTreeMap::new(), ordinals: Ordinals::default() };
    let links = (0..index.len()).filter(|at| index.is(*at, &["a"]) || named(index, *at));
    for at in links {
        if search.leads_back(at, gathered) {
            drop_back(index, roles, at);
        } else {
            search.link(at, gathered);
        }
    }
}

/// Elements that are no links and yet markers: scripts make something of them.
fn named(index: &Index<'_>, at: usize) -> bool {
    index.element(at).is_some_and(|element| {
        kinds::has_role(element, &["noteref"]) && element.attribute("onclick").is_some()
    })
}

struct Search<'i, 'e> {
    index: &'i Index<'e>,
    /// The bodies at places that links lead to
    known: BTreeMap<usize, Option<usize>>,
    /// The blocks to which the links of each body lead
    back: BTreeMap<usize, Vec<usize>>,
    ordinals: Ordinals,
}

impl Search<'_, '_> {
    /// Whether a link within a note leads to the place of its marker.
    fn leads_back(&self, at: usize, gathered: &Gathered) -> bool {
        let Some(element) = self.index.element(at) else { return false };
        let around = std::iter::once(at).chain(self.index.ancestors(at));
        let body = around.into_iter().find(|around| gathered.bodies.contains_key(around));
        let target = self.index.target(at);
        let behind_term = || {
            let dd = self.index.ancestors(at).find(|around| self.index.is(*around, &["dd"]))?;
            self.index.before(dd).filter(|dt| gathered.bodies.contains_key(dt))
        };
        let to_marker = body.or_else(behind_term).is_some_and(|body| {
            let blocks = gathered.blocks.get(&body);
            target
                .is_some_and(|target| blocks.is_some_and(|blocks| blocks.contains(&self.index.block(target))))
        });
        let words = self.index.words(at, LONGEST);
        to_marker || names::is_back(element) && (target.is_some() || names::is_arrow(&words))
    }

    fn link(&mut self, at: usize, gathered: &mut Gathered) {
        let Some(element) = self.index.element(at) else { return };
        let words = self.index.words(at, LONGEST * 2);
        if words.len() > LONGEST || kinds::heading(element).is_some() {
            return;
        }
        let around = self.index.parent(at).and_then(|at| self.index.element(at));
        let named = names::is_marker(element, around);
        let printed = names::printed(&words);
        let empty = words.is_empty() || kinds::has_role(element, &["noteref"]);
        if printed.is_none() && !(named && empty) {
            return;
        }
        let raised =
            std::iter::once(at).chain(self.index.ancestors(at).take(2)).any(|at| self.index.is(at, &["sup"]));
        let raised = raised || element.first("sup").is_some();
        if let Some(goal) = self.index.lost(at) {
            if (named || raised) && printed.is_some() {
                gathered.lost.push((Marker { at: promoted(self.index, at), printed }, goal));
            }
            return;
        }
        let Some(target) = self.index.target(at) else { return };
        let Some(body) = self.body(target).filter(|body| !self.index.is_within(at, *body)) else { return };
        let note = self.index.element(body).is_some_and(names::is_note);
        // A number of a table of contents leads to a text of its own.
        let ahead = named || self.has_way_back(body, at) || self.begins_alike(body, printed.as_ref());
        if note || ahead && target > at {
            gathered.blocks.entry(body).or_default().insert(self.index.block(at));
            let marker = Marker { at: promoted(self.index, at), printed };
            gathered.bodies.entry(body).or_default().push(marker);
        }
    }

    fn body(&mut self, target: usize) -> Option<usize> {
        let index = self.index;
        *self.known.entry(target).or_insert_with(|| bodies::body(index, target))
    }

    /// Whether a link of the body leads to the block in which a marker stands.
    fn has_way_back(&mut self, body: usize, marker: usize) -> bool {
        let index = self.index;
        let blocks = self.back.entry(body).or_insert_with(|| {
            let mut end = index.end(body);
            if index.is(body, &["dt"]) {
                end = index.behind(body).map_or(end, |dd| index.end(dd));
            }
            let links = (body..end).filter(|at| index.is(*at, &["a"])).take(MOST_LINKS);
            links.filter_map(|at| index.target(at)).map(|target| index.block(target)).collect()
        });
        blocks.contains(&index.block(marker))
    }

    /// Whether the body begins with the label that the marker prints, or is the item of that number.
    fn begins_alike(&mut self, body: usize, printed: Option<&Printed>) -> bool {
        let Some(printed) = printed else { return false };
        if labels::of_body(self.index, body).is_some_and(|own| own.label == printed.label) {
            return true;
        }
        self.ordinals.of(self.index, body).is_some_and(|ordinal| ordinal.to_string() == printed.label)
    }
}

/// The link, or what is around it and holds nothing else: `<sup>[<a>1</a>]</sup>`.
fn promoted(index: &Index<'_>, at: usize) -> usize {
    let mut outer = at;
    let own = bare(&index.words(at, LONGEST * 2));
    while let Some(parent) = index.parent(outer) {
        let holds =
            index.is(parent, &["sup", "span", "small", "font", "b", "strong", "i", "em", "cite", "a", "u"]);
        if !holds || own.is_empty() || bare(&index.words(parent, LONGEST * 3)) != own {
            break;
        }
        outer = parent;
    }
    outer
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '[' | ']' | '(' | ')')).collect()
}

/// Drops a link that leads back, with what is around it and shows only arrows.
fn drop_back(index: &Index<'_>, roles: &mut Roles, at: usize) {
    let words = index.words(at, 80);
    if words.len() > 40 && names::printed(&words).is_none() {
        return;
    }
    let mut outer = at;
    while let Some(parent) = index.parent(outer) {
        let holds = index.is(parent, &["sup", "span", "small", "b", "strong", "i", "em", "p", "div"]);
        if !holds || index.words(parent, 80) != words {
            break;
        }
        outer = parent;
    }
    let around = index.ancestors(outer).take(3).find(|at| {
        index.element(*at).is_some_and(|element| {
            kinds::has_class(element, &["mw-cite-backlink", "footnote-back", "label"]) && !element.is("dt")
        })
    });
    roles.give(around.unwrap_or(outer), Role::Dropped);
}
