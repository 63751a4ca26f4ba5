//! Disambiguation by names: more of them, or more of each. Year suffixes and conditions are not known here.

use std::collections::{BTreeMap, HashMap, HashSet};

use citationberg::DisambiguationRule;

use super::super::pieces::{NameMark, Piece};
use super::super::variants::Given;
use super::Desk;
use crate::model::work::Name;

/// More names than any work has.
const ALL: u32 = 1_000_000;

/// A name in print: the work, its order there, its text, and whose it is.
struct Use {
    entry: usize,
    ordinal: usize,
    text: String,
    name: Name,
}

/// Gives given names to names that two persons share; the works that changed.
pub(super) fn by_name(
    desk: &mut Desk<'_, '_>,
    texts: &BTreeMap<usize, Vec<Piece>>,
    rule: DisambiguationRule,
) -> Vec<usize> {
    let uses = shared(desk, texts, rule);
    let mut changed: Vec<usize> = uses.iter().map(|used| used.entry).collect();
    changed.dedup();
    let forms = [Given::Initials, Given::Full].map(|given| (given, longer(desk, &changed, given)));
    let form =
        |forms: &Forms, used: &Use| forms.get(&(used.entry, used.ordinal)).cloned().unwrap_or_default();
    // How many persons share what each form says of a name.
    let mut sharing: HashMap<(Given, &str, String), HashSet<&Name>> = HashMap::new();
    for used in &uses {
        for (given, forms) in &forms {
            sharing.entry((*given, &used.text, form(forms, used))).or_default().insert(&used.name);
        }
    }
    for used in &uses {
        let alone = |(given, forms): &&(Given, Forms)| {
            let allowed = *given == Given::Initials || rule.allows_full_first_names();
            let persons = sharing.get(&(*given, used.text.as_str(), form(forms, used)));
            allowed && persons.is_some_and(|persons| persons.len() == 1)
        };
        if let Some((given, _)) = forms.iter().find(alone) {
            desk.shapes[used.entry].given.insert(used.ordinal, *given);
        }
    }
    changed.retain(|entry| !desk.shapes[*entry].given.is_empty());
    changed
}

/// The names in print that two persons share, of those that a rule is about.
fn shared(desk: &Desk<'_, '_>, texts: &BTreeMap<usize, Vec<Piece>>, rule: DisambiguationRule) -> Vec<Use> {
    let mut persons: HashMap<String, HashSet<Name>> = HashMap::new();
    let mut uses = Vec::new();
    for (entry, pieces) in texts {
        let printed = printed(pieces);
        let taken = if rule.allows_multiple_names() { printed.len() } else { 1 };
        for (mark, text) in printed.into_iter().take(taken) {
            let names = desk.entries[*entry].work.names(&mark.variable.to_string());
            let Some(name) = names.get(mark.index) else { continue };
            persons.entry(text.clone()).or_default().insert(name.clone());
            uses.push(Use { entry: *entry, ordinal: mark.ordinal, text, name: name.clone() });
        }
    }
    uses.retain(|used| persons.get(&used.text).is_some_and(|persons| persons.len() > 1));
    uses
}

/// Shows as many names as it takes to tell works apart; the groups that are left.
pub(super) fn add(
    desk: &mut Desk<'_, '_>,
    groups: Vec<Vec<usize>>,
    texts: &BTreeMap<usize, Vec<Piece>>,
) -> Vec<Vec<usize>> {
    let all: Vec<usize> = groups.iter().flatten().copied().collect();
    for entry in &all {
        desk.shapes[*entry].shown = Some(ALL);
    }
    let outputs = desk.print(&all, Given::Style);
    for entry in &all {
        desk.shapes[*entry].shown = None;
    }
    let names = |pieces: &[Piece]| printed(pieces).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    let lists: BTreeMap<usize, Vec<String>> = all
        .iter()
        .copied()
        .zip(outputs.iter().map(|o| o.as_deref().map(names).unwrap_or_default()))
        .collect();
    let shown = |entry: usize| texts.get(&entry).map_or(0, |pieces| printed(pieces).len());
    let mut left = Vec::new();
    for group in groups {
        let first = group.iter().map(|entry| shown(*entry)).min().unwrap_or_default();
        let longest = group.iter().filter_map(|entry| lists.get(entry)).map(Vec::len).max();
        let mut pending = vec![group];
        for count in first + 1..=longest.unwrap_or_default() {
            pending = pending.into_iter().flat_map(|group| split(desk, group, &lists, count)).collect();
            if pending.is_empty() {
                break;
            }
        }
        left.extend(pending);
    }
    left
}

/// Splits a group by its n-th names; the parts that still hold more than one work.
fn split(
    desk: &mut Desk<'_, '_>,
    group: Vec<usize>,
    lists: &BTreeMap<usize, Vec<String>>,
    count: usize,
) -> Vec<Vec<usize>> {
    let mut parts: BTreeMap<(Option<&String>, bool), Vec<usize>> = BTreeMap::new();
    for entry in &group {
        let list = lists.get(entry).map_or(&[][..], Vec::as_slice);
        parts.entry((list.get(count - 1), list.len() > count)).or_default().push(*entry);
    }
    if parts.len() == 1 {
        return vec![group];
    }
    let shown = u32::try_from(count).ok();
    for entry in group {
        desk.shapes[entry].shown = shown;
    }
    parts.into_values().filter(|part| part.len() > 1).collect()
}

/// Gives given names to those names that tell works apart; the groups that are left.
pub(super) fn by_cite(desk: &mut Desk<'_, '_>, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let all: Vec<usize> = groups.iter().flatten().copied().collect();
    let forms = [Given::Initials, Given::Full].map(|given| (given, longer(desk, &all, given)));
    let mut left = Vec::new();
    for group in groups {
        let first = group.first().copied().unwrap_or_default();
        let ordinals = (0..).take_while(|ordinal| forms[0].1.contains_key(&(first, *ordinal)));
        let mut pending = vec![group];
        for ordinal in ordinals {
            pending = pending.into_iter().flat_map(|group| expand(desk, group, ordinal, &forms)).collect();
        }
        left.extend(pending);
    }
    left
}

type Forms = HashMap<(usize, usize), String>;

fn expand(
    desk: &mut Desk<'_, '_>,
    group: Vec<usize>,
    ordinal: usize,
    forms: &[(Given, Forms)],
) -> Vec<Vec<usize>> {
    for (given, forms) in forms {
        let mut parts: BTreeMap<Option<&String>, Vec<usize>> = BTreeMap::new();
        for entry in &group {
            parts.entry(forms.get(&(*entry, ordinal))).or_default().push(*entry);
        }
        if parts.len() > 1 {
            for entry in &group {
                desk.shapes[*entry].given.insert(ordinal, *given);
            }
            return parts.into_values().filter(|part| part.len() > 1).collect();
        }
    }
    vec![group]
}

/// The texts of the names of some works in a longer form.
fn longer(desk: &mut Desk<'_, '_>, entries: &[usize], given: Given) -> Forms {
    let outputs = desk.print(entries, given);
    let mut forms = Forms::new();
    for (entry, output) in entries.iter().zip(outputs) {
        for (mark, text) in output.as_deref().map(printed).unwrap_or_default() {
            forms.insert((*entry, mark.ordinal), text);
        }
    }
    forms
}

/// The names of the author part with their texts.
fn printed(pieces: &[Piece]) -> Vec<(NameMark, String)> {
    let mut names: Vec<(NameMark, String)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.marks.author) {
        let Some(mark) = piece.marks.name else { continue };
        match names.last_mut() {
            Some((last, text)) if *last == mark => text.push_str(&piece.text),
            _ => names.push((mark, piece.text.clone())),
        }
    }
    names
}
