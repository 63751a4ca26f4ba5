//! The notes of some pages: which links are markers, to which bodies they lead, and what leads back.
//!
//! 1. `markers` takes a link for a marker if its words are a label, and what it leads to leads back, begins with the same
//!    label, or is named as a note.
//! 2. `bodies` finds the element that is the note; those beside it that are named alike are notes without a marker.
//! 3. `within` finds notes that stand in the middle of the text.
//! 4. `labels` gives each note its label, one that is its own in its article.

mod bodies;
mod labels;
mod markers;
mod names;
mod within;

pub(super) use bodies::body;
pub(super) use labels::without_label;

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::roles::{Role, Roles};
use names::Printed;

/// What was found in some pages.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Found {
    /// The notes, in the order of the pages
    pub(in super::super) notes: Vec<Body>,
    /// The labels of markers that lead nowhere, each with its article
    pub(in super::super) missing: Vec<(usize, String)>,
}

/// A note of an article.
#[derive(Clone, Debug)]
pub(in super::super) struct Body {
    /// The article
    pub(in super::super) article: usize,
    /// Its label there
    pub(in super::super) label: String,
    /// The elements that it consists of
    pub(in super::super) parts: Vec<usize>,
}

/// The notes while they are gathered.
#[derive(Default)]
struct Gathered {
    /// Bodies, each with its markers
    bodies: BTreeMap<usize, Vec<Marker>>,
    /// The blocks in which the markers of each body stand
    blocks: BTreeMap<usize, BTreeSet<usize>>,
    /// Markers that lead nowhere
    lost: Vec<(Marker, String)>,
}

/// A marker.
#[derive(Clone, Debug)]
struct Marker {
    /// What it consists of: the link and what is around it alone
    at: usize,
    /// What it prints
    printed: Option<Printed>,
}

/// Finds the notes, and gives what they consist of its roles.
pub(in super::super) fn find(index: &Index<'_>, roles: &mut Roles) -> Found {
    let mut gathered = Gathered::default();
    markers::gather(index, roles, &mut gathered);
    gathered.beside(index);
    let mut labels = labels::Labels::default();
    let mut found = Found::default();
    let all: BTreeSet<usize> = gathered.bodies.keys().copied().collect();
    for (body, markers) in &gathered.bodies {
        let parts = bodies::parts(index, *body, &all);
        for part in &parts {
            roles.give(*part, Role::Apart);
        }
        let mut articles: BTreeMap<usize, Vec<&Marker>> = BTreeMap::new();
        for marker in markers {
            articles.entry(index.article(marker.at)).or_default().push(marker);
        }
        if articles.is_empty() {
            articles.insert(index.article(*body), Vec::new());
        }
        for (article, markers) in articles {
            let printed = markers.iter().find_map(|marker| marker.printed.clone());
            let printed = printed.or_else(|| labels::of_body(index, *body));
            let label = labels.own(article, printed);
            for marker in &markers {
                roles.change(marker.at, Role::Marker(label.clone()));
            }
            found.notes.push(Body { article, label, parts: parts.clone() });
        }
    }
    lost(index, roles, &gathered, &mut labels, &mut found);
    within::find(index, roles, &mut labels, &found);
    found
}

/// Markers whose notes are not there. Those that go to one place have one label.
fn lost(
    index: &Index<'_>,
    roles: &mut Roles,
    gathered: &Gathered,
    labels: &mut labels::Labels,
    found: &mut Found,
) {
    let mut known: BTreeMap<(usize, &str), String> = BTreeMap::new();
    for (marker, goal) in &gathered.lost {
        let article = index.article(marker.at);
        let label = known.entry((article, goal)).or_insert_with(|| {
            let label = labels.own(article, marker.printed.clone());
            found.missing.push((article, label.clone()));
            label
        });
        roles.change(marker.at, Role::Marker(label.clone()));
    }
}

impl Gathered {
    /// Takes what stands beside notes and is named like them for notes, too.
    fn beside(&mut self, index: &Index<'_>) {
        let mut lists: BTreeMap<usize, BTreeSet<(&str, Option<String>)>> = BTreeMap::new();
        for body in self.bodies.keys() {
            let (Some(list), Some(element)) = (index.parent(*body), index.element(*body)) else { continue };
            let shape = bodies::place(index, *body).and_then(|place| bodies::shape(index, place));
            lists.entry(list).or_default().insert((element.local(), shape));
        }
        for (list, shapes) in lists {
            let items = index.is(list, &["ol", "ul"]);
            let marked = index.children(list).filter(|child| self.bodies.contains_key(child)).count();
            let all = index.children(list).count();
            for child in index.children(list) {
                let Some(element) = index.element(child) else { continue };
                let shape = bodies::place(index, child).and_then(|place| bodies::shape(index, place));
                let alike = shape.is_some() && shapes.contains(&(element.local(), shape));
                let item = items && element.is("li") && marked * 2 >= all;
                if (alike || item) && !index.words(child, 4).is_empty() {
                    self.bodies.entry(child).or_default();
                }
            }
        }
    }
}
