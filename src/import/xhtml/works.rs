//! The entries of a list of references, as far as links or their names tell of them, and what leads to them; what an entry
//! says is `recognise`’s work.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::kinds;
use super::notes;
use super::roles::{Role, Roles};
use super::said;

/// An entry of a list of references.
#[derive(Clone, Debug)]
pub(in super::super) struct Entry {
    /// The article whose list it is
    pub(in super::super) article: usize,
    /// Its element
    pub(in super::super) at: usize,
    /// Its name on the page, where that is a word and no number
    pub(in super::super) key: Option<String>,
}

/// Finds the entries, and takes them out of the text.
pub(in super::super) fn find(index: &Index<'_>, roles: &mut Roles) -> Vec<Entry> {
    let linked = linked(index, roles);
    let mut entries: BTreeSet<usize> = (0..index.len()).filter(|at| is_named(index, *at)).collect();
    for entry in &linked {
        entries.extend(run(index, *entry));
    }
    entries.retain(|at| roles.of(*at).is_none() && !index.words(*at, 4).is_empty());
    let nested = |at: &usize| index.ancestors(*at).any(|around| entries.contains(&around));
    let outer: Vec<usize> = entries.iter().copied().filter(|at| !nested(at)).collect();
    outer
        .into_iter()
        .map(|at| {
            roles.give(at, Role::Apart);
            Entry { article: index.article(at), at, key: key(index, at) }
        })
        .collect()
}

/// Gives every link to an entry its key, and cites what a page says is cited.
pub(in super::super) fn link(index: &Index<'_>, roles: &mut Roles, entries: &[(usize, String)]) {
    let keys: BTreeMap<usize, &str> = entries.iter().map(|(at, key)| (*at, key.as_str())).collect();
    for at in (0..index.len()).filter(|at| index.is(*at, &["a"])) {
        let Some(target) = index.target(at).filter(|_| roles.of(at).is_none()) else { continue };
        let mut around = std::iter::once(target).chain(index.ancestors(target));
        if let Some(key) = around.find_map(|around| keys.get(&around)) {
            roles.give(at, Role::Work((*key).to_owned()));
        }
    }
    let known: BTreeSet<&str> = keys.values().copied().collect();
    for at in (0..index.len()).filter(|at| index.is(*at, &["span"])) {
        let said = index.element(at).and_then(|element| element.attribute("data-cites"));
        let Some(said) = said.filter(|_| !roles.any_within(at..index.end(at))) else { continue };
        let cited: Vec<&str> = said.split_ascii_whitespace().collect();
        if cited.iter().all(|key| known.contains(key))
            && let Some(citation) = said::citation(&cited, &index.words(at, 2000))
        {
            roles.give(at, Role::Citation(citation));
        }
    }
}

/// Whether an element is named as an entry.
fn is_named(index: &Index<'_>, at: usize) -> bool {
    index.element(at).is_some_and(|element| {
        kinds::has_class(element, &["csl-entry"]) || kinds::has_role(element, &["biblioentry"])
    })
}

/// The elements to which links lead that print a year, and that have this year, and the name before it.
fn linked(index: &Index<'_>, roles: &Roles) -> BTreeSet<usize> {
    let mut bodies: BTreeMap<usize, Option<(usize, String)>> = BTreeMap::new();
    let mut linked = BTreeSet::new();
    for at in (0..index.len()).filter(|at| index.is(*at, &["a"]) && roles.of(*at).is_none()) {
        let Some(target) = index.target(at).filter(|target| *target > at) else { continue };
        let words = index.words(at, 120);
        let Some(year) = year(&words) else { continue };
        let body = bodies.entry(target).or_insert_with(|| {
            let body = notes::body(index, target)?;
            Some((body, index.words(body, 600)))
        });
        let Some((body, text)) = body.as_ref().filter(|(body, _)| roles.of(*body).is_none()) else {
            continue;
        };
        let name =
            words.split(|c: char| !c.is_alphanumeric()).find(|word| word.starts_with(char::is_uppercase));
        if text.contains(year) && name.is_none_or(|name| text.contains(name)) {
            linked.insert(*body);
        }
    }
    linked
}

/// The year that some words print.
pub(super) fn year(words: &str) -> Option<&str> {
    let mut parts = words.split(|c: char| !c.is_ascii_alphanumeric());
    parts.find_map(|part| {
        let digits = part.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let suffix = part.get(4..)?;
        let fits = matches!(digits.get(..2), Some("15" | "16" | "17" | "18" | "19" | "20"));
        (fits && suffix.len() <= 1 && suffix.bytes().all(|b| b.is_ascii_lowercase())).then_some(digits)
    })
}

/// What stands beside an entry and is one, too: all items of its list, or all paragraphs with years up to the next
/// heading.
fn run(index: &Index<'_>, entry: usize) -> Vec<usize> {
    let Some(element) = index.element(entry) else { return Vec::new() };
    let in_list = element.is("li");
    let like = |at: &usize| {
        index.element(*at).is_some_and(|other| other.name == element.name)
            && (in_list || year(&index.words(*at, 600)).is_some())
    };
    let mut run: Vec<usize> =
        std::iter::successors(Some(entry), |at| index.before(*at)).take_while(like).collect();
    run.extend(std::iter::successors(index.behind(entry), |at| index.behind(*at)).take_while(like));
    run
}

/// What the page calls an entry, without what names it as one: `ref-foot2019` → `foot2019`.
fn key(index: &Index<'_>, at: usize) -> Option<String> {
    let mut places = at..index.end(at);
    let id = places.find_map(|inner| index.element(inner)?.attribute("id"))?;
    let starts = ["ref-", "bib-", "cite-", "cite.", "bib.", "citeref", "CITEREF", "ref_", "bib_"];
    let bare = starts.iter().find_map(|start| id.strip_prefix(start)).unwrap_or(id);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let plain = bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/' | '+'));
    (letters > 2 && plain && bare.starts_with(char::is_alphanumeric) && bare.len() < 80)
        .then(|| bare.to_owned())
}
