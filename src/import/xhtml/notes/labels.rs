//! The labels of notes: as they are printed, and each its own in its article.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{self, Printed};
use crate::import::text::labels::{Name, label};
use crate::import::tree::{Block, BlockKind, Inline};
use crate::import::xhtml::index::Index;

/// The labels that are taken, by article.
#[derive(Debug, Default)]
pub(super) struct Labels {
    taken: BTreeMap<usize, BTreeSet<String>>,
    /// The highest number of each article
    highest: BTreeMap<usize, usize>,
    /// How often a label was wanted
    wanted: BTreeMap<(usize, String), usize>,
}

impl Labels {
    /// A label that nobody has: the printed one, one with its word, or one with the number of its list before it.
    pub(super) fn own(&mut self, article: usize, printed: Option<Printed>) -> String {
        let next = self.highest.get(&article).copied().unwrap_or(0) + 1;
        let printed = printed.unwrap_or_else(|| Printed { label: next.to_string(), word: None });
        let taken = self.taken.entry(article).or_default();
        let mut label = printed.label.clone();
        if let Some(word) = printed.word.as_ref().filter(|_| taken.contains(&label)) {
            label = format!("{word}-{}", printed.label);
        }
        let times = self.wanted.entry((article, printed.label.clone())).or_insert(0);
        *times += 1;
        while !taken.insert(label.clone()) {
            *times = (*times).max(2);
            label = format!("{times}-{}", printed.label);
            *times += usize::from(taken.contains(&label));
        }
        if let Ok(number) = label.parse::<usize>() {
            let highest = self.highest.entry(article).or_default();
            *highest = (*highest).max(number);
        }
        label
    }
}

/// Items of lists by their numbers.
#[derive(Debug, Default)]
pub(super) struct Ordinals {
    lists: BTreeMap<usize, BTreeMap<usize, u64>>,
}

impl Ordinals {
    /// The number that an item of an ordered list has.
    pub(super) fn of(&mut self, index: &Index<'_>, item: usize) -> Option<u64> {
        let list = index.parent(item).filter(|list| index.is(*list, &["ol"]))?;
        let numbers = self.lists.entry(list).or_insert_with(|| numbers(index, list));
        numbers.get(&item).copied()
    }
}

fn numbers(index: &Index<'_>, list: usize) -> BTreeMap<usize, u64> {
    let said = |at: usize, name: &str| index.element(at)?.attribute(name)?.trim().parse::<u64>().ok();
    let mut next = said(list, "start").unwrap_or(1);
    let items = index.children(list).filter(|item| index.is(*item, &["li"]));
    let number = |item: usize| {
        let number = said(item, "value").unwrap_or(next);
        next = number.saturating_add(1);
        (item, number)
    };
    items.map(number).collect()
}

/// The label that the body of a note prints.
pub(super) fn of_body(index: &Index<'_>, body: usize) -> Option<Printed> {
    let words = index.words(body, 24);
    let bare = words.trim_start_matches(['^', '↑', ' ']);
    if let Some(found) = label(bare) {
        let label = match found.name {
            Name::Number(number) => number.to_string(),
            Name::Symbol(symbol) => symbol.to_owned(),
        };
        return Some(Printed { label, word: None });
    }
    // `a.`, `[b]`, `iv)`
    let (first, _) = bare.split_once(' ').unwrap_or((bare, ""));
    let marked = first.ends_with([']', '.', ')']) && !first.contains(char::is_uppercase);
    names::printed(first).filter(|_| marked)
}

/// The text of a note without the label and the arrows around it.
pub(in super::super) fn without_label(blocks: &mut Vec<Block>, own: &str) {
    if let Some(Block { kind: BlockKind::Paragraph(words), .. }) = blocks.first_mut() {
        strip_start(words, own);
    }
    if let Some(Block { kind: BlockKind::Paragraph(words), .. }) = blocks.last_mut() {
        strip_end(words);
    }
    let empty = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(words) if words.is_empty());
    blocks.retain(|block| !empty(block));
}

fn strip_start(words: &mut Vec<Inline>, own: &str) {
    let arrows = |c: char| c.is_whitespace() || matches!(c, '^' | '↑' | '↩' | '⤴' | '\u{fe0e}');
    loop {
        match words.first_mut() {
            Some(Inline::Superscript(inner)) => {
                let text: String = inner
                    .iter()
                    .map(|inline| if let Inline::Text(text) = inline { text } else { "" })
                    .collect();
                if names::printed(&text).is_none_or(|printed| printed.label != own) {
                    return;
                }
                words.remove(0);
            }
            Some(Inline::Text(text)) => {
                let behind = text.trim_start_matches(arrows);
                let bare = behind_label(behind, own).unwrap_or(behind);
                // What stood behind a label that was a link.
                let bare = bare.trim_start_matches(['.', ':', ')', ']']).trim_start_matches(arrows);
                let kept = if bare.len() < behind.len() && behind.starts_with("..") { behind } else { bare };
                if kept.is_empty() {
                    words.remove(0);
                    continue;
                }
                *text = kept.to_owned();
                return;
            }
            Some(Inline::Break) => {
                words.remove(0);
            }
            _ => return,
        }
    }
}

/// What stands behind the note's own label.
fn behind_label<'t>(text: &'t str, own: &str) -> Option<&'t str> {
    let found = label(text)?;
    let same = match found.name {
        Name::Number(number) => number.to_string() == own,
        Name::Symbol(symbol) => symbol == own,
    };
    text.get(found.text..).filter(|_| same)
}

fn strip_end(words: &mut Vec<Inline>) {
    while let Some(last) = words.last_mut() {
        match last {
            Inline::Text(text) => {
                let kept =
                    text.trim_end_matches(['↩', '↑', '⤴', '⏎', '↵', '\u{fe0e}', '\u{fe0f}', ' ', '\u{a0}']);
                if !kept.is_empty() {
                    *text = kept.to_owned();
                    return;
                }
            }
            Inline::Break => {}
            _ => return,
        }
        words.pop();
    }
}
