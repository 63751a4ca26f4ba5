//! Notes that stand in the middle of the text, which a page shows beside it or on a click.

use super::labels::Labels;
use super::{Found, names};
use crate::import::xhtml::index::Index;
use crate::import::xhtml::roles::{Role, Roles};

/// Finds them: named as notes, longer than a label, within a line.
pub(super) fn find(index: &Index<'_>, roles: &mut Roles, labels: &mut Labels, found: &Found) {
    let mut behind = 0;
    for at in 0..index.len() {
        let named = at >= behind && index.element(at).is_some_and(names::is_inline);
        if !named
            || index
                .ancestors(at)
                .any(|around| matches!(roles.of(around), Some(Role::Apart | Role::Marker(_))))
        {
            continue;
        }
        let words = index.words(at, 60);
        let range = at..index.end(at);
        if names::printed(&words).is_some() || words.split_whitespace().count() < 2 {
            continue;
        }
        if roles.any_within(range.clone()) {
            // A marker with its note in it, which a script copies out of the list.
            continue;
        }
        behind = range.end;
        let before = index.before(at).filter(|before| !index.is(*before, &["input"]));
        let before = before.or_else(|| index.before(index.before(at)?)).filter(|_| index.touches(at));
        if let Some(label) = before.and_then(|before| marker(index, roles, before)) {
            // What a script shows beside a marker stands in the list of notes as well.
            if repeats(index, found, index.article(at), label, &words) {
                roles.give(at, Role::Dropped);
            }
            continue;
        }
        let printed = before.and_then(|before| {
            let short = index.is(before, &["sup", "a", "label", "button", "span"]);
            names::printed(&index.words(before, 24)).filter(|_| short)
        });
        if let Some(before) = before.filter(|_| printed.is_some()) {
            roles.give(before, Role::Dropped);
        }
        let label = labels.own(index.article(at), printed);
        roles.give(at, Role::Inline(label));
    }
}

/// The label of the marker in an element.
fn marker<'r>(index: &Index<'_>, roles: &'r Roles, at: usize) -> Option<&'r str> {
    (at..index.end(at)).find_map(|inner| match roles.of(inner) {
        Some(Role::Marker(label)) => Some(label.as_str()),
        _ => None,
    })
}

/// Whether words are those of a note.
fn repeats(index: &Index<'_>, found: &Found, article: usize, label: &str, words: &str) -> bool {
    let note = found.notes.iter().find(|note| note.article == article && note.label == label);
    let head: String = words.chars().take(20).collect();
    note.is_some_and(|note| note.parts.iter().any(|part| index.words(*part, 200).contains(&head)))
}
