//! Notes of pages without links: raised numbers and a numbered list, brought together by their sequence.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Text, notes};
use crate::import::draft::Note;
use crate::import::recognise::notes::{Doubt, Mark, Spot, markers};
use crate::import::text::labels::{Name, label};
use crate::import::text::sections::{Section, section};
use crate::import::tree::{Block, BlockKind, Inline};

/// What is no text.
const WALL: char = '\u{fffc}';

/// The fewest markers of a page whose notes are lost.
const FEWEST: usize = 3;

/// How many doubts are told.
const TOLD: usize = 30;

/// Finds the list of notes and its markers.
pub(super) fn find(text: &mut Text) {
    let list = list(&text.blocks);
    let (start, end) = list
        .as_ref()
        .map_or((text.blocks.len(), text.blocks.len()), |list| (list.blocks.start, list.blocks.end));
    let labels: Vec<String> =
        list.iter().flat_map(|list| &list.notes).map(|note| note.label.clone()).collect();
    let mut lines = Vec::new();
    gather(text.blocks.get_mut(..start).unwrap_or_default(), &mut lines);
    let flats: Vec<String> = lines.iter().map(|(words, _)| flat(words)).collect();
    let texts: Vec<&str> = flats.iter().map(String::as_str).collect();
    let found = markers(&texts, &labels);
    let met: BTreeSet<&String> = found.marks.iter().flat_map(|mark| &mark.labels).collect();
    let known = labels.iter().filter(|label| met.contains(label)).count();
    // A numbered list is one of notes only if the text has markers for most of it, unless its heading says so. Without a
    // list a few numbers in brackets are figures, to which links led.
    let credible = match &list {
        Some(list) => list.sure && known > 0 || known * 5 >= labels.len() * 3,
        None => met.len() >= FEWEST,
    };
    if !credible {
        return;
    }
    let met: BTreeSet<String> = met.into_iter().cloned().collect();
    let places: Vec<usize> = lines.iter().map(|(_, line)| *line).collect();
    text.doubts.extend(found.doubts.iter().take(TOLD).map(|doubt| told(doubt, &places, list.is_some())));
    for (number, (words, _)) in lines.into_iter().enumerate() {
        let start = found.marks.partition_point(|mark| mark.spot.passage < number);
        let marks = found.marks.get(start..).unwrap_or_default().iter();
        let marks: Vec<&Mark> = marks.take_while(|mark| mark.spot.passage == number).collect();
        if !marks.is_empty() {
            *words = replaced(std::mem::take(words), &marks);
        }
    }
    match list {
        Some(list) => {
            let own: BTreeSet<&String> = labels.iter().collect();
            text.apparatus.missing = met.iter().filter(|label| !own.contains(label)).cloned().collect();
            text.notes = list.notes;
            text.blocks.drain(start..end);
        }
        None => text.apparatus.absent = Some(met.len()).filter(|count| *count > 0),
    }
}

/// A list of notes.
struct List {
    blocks: Range<usize>,
    notes: Vec<Note>,
    /// Whether its heading says that it is one
    sure: bool,
}

fn list(blocks: &[Block]) -> Option<List> {
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading(_, words) => section(&plain(words)),
        BlockKind::Paragraph(words) if words.len() <= 2 => section(&plain(words)),
        _ => None,
    };
    let headed = blocks.iter().enumerate().rev().find_map(|(at, block)| match heading(block)? {
        Section::Notes => Some((at, true)),
        Section::Works => Some((at, false)),
        _ => None,
    });
    if let Some((at, sure)) = headed {
        let end = (at + 1..blocks.len())
            .find(|at| matches!(blocks.get(*at).map(|block| &block.kind), Some(BlockKind::Heading(..))));
        let end = end.unwrap_or(blocks.len());
        let notes = entries(blocks.get(at + 1..end)?);
        return (!notes.is_empty()).then_some(List { blocks: at..end, notes, sure });
    }
    // Without a heading: what stands at the end, below a line or as a list.
    let rule = blocks.iter().rposition(|block| block.kind == BlockKind::Rule);
    let last = blocks.len().checked_sub(1)?;
    let is_list = matches!(blocks.get(last).map(|block| &block.kind), Some(BlockKind::List(Some(_), _)));
    let start = rule.or(Some(last).filter(|_| is_list))?;
    let notes = entries(blocks.get(start..)?);
    (!notes.is_empty()).then_some(List { blocks: start..blocks.len(), notes, sure: false })
}

/// The notes of some blocks: items of an ordered list, or paragraphs that begin with labels.
fn entries(blocks: &[Block]) -> Vec<Note> {
    let mut found: Vec<Note> = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Rule => {}
            BlockKind::List(start, items) => {
                for (at, item) in items.iter().enumerate() {
                    let own = item.first().and_then(own_label);
                    let number = start.map(|start| start.saturating_add(at as u64).to_string());
                    let Some(label) = number.or(own) else { return Vec::new() };
                    found.push(Note {
                        label,
                        blocks: item.clone(),
                        line: item.first().map_or(block.line, |block| block.line),
                    });
                }
            }
            _ => match own_label(block) {
                Some(label) => found.push(Note { label, blocks: vec![block.clone()], line: block.line }),
                None => match found.last_mut() {
                    Some(last) => last.blocks.push(block.clone()),
                    None => return Vec::new(),
                },
            },
        }
    }
    for note in &mut found {
        notes::without_label(&mut note.blocks, &note.label);
    }
    let labels: BTreeSet<&String> = found.iter().map(|note| &note.label).collect();
    if labels.len() == found.len() { found } else { Vec::new() }
}

/// The label that a paragraph begins with.
fn own_label(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(words) = &block.kind else { return None };
    let flat = flat(words);
    Some(match label(&flat)?.name {
        Name::Number(number) => number.to_string(),
        Name::Symbol(symbol) => symbol.to_owned(),
    })
}

fn gather<'b>(blocks: &'b mut [Block], lines: &mut Vec<(&'b mut Vec<Inline>, usize)>) {
    for block in blocks {
        let line = block.line;
        match &mut block.kind {
            BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => lines.push((words, line)),
            BlockKind::Figure { caption, .. } => lines.push((caption, line)),
            BlockKind::Quote(inner) => gather(inner, lines),
            BlockKind::List(_, items) => items.iter_mut().for_each(|item| gather(item, lines)),
            BlockKind::Definitions(entries) => {
                for (term, bodies) in entries {
                    lines.push((term, line));
                    for body in bodies {
                        gather(body, lines);
                    }
                }
            }
            BlockKind::Table(..)
            | BlockKind::Code(..)
            | BlockKind::Formula(_)
            | BlockKind::Rule
            | BlockKind::Markdown(_) => {}
        }
    }
}

/// Inlines as one text, in which raised digits are raised digits.
fn flat(words: &[Inline]) -> String {
    let mut text = String::new();
    for inline in words {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                text.push_str(&flat(inner));
            }
            Inline::Superscript(inner) => match raised(&plain(inner)) {
                Some(digits) => text.push_str(&digits),
                None => text.push(WALL),
            },
            Inline::Break => text.push('\n'),
            _ => text.push(WALL),
        }
    }
    text
}

/// Digits and symbols as raised ones; nothing where there are others.
fn raised(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['[', ']', '(', ')']);
    let one = |c: char| match c {
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '0' | '4'..='9' => char::from_u32(u32::from('⁰') + u32::from(c) - u32::from('0')),
        ',' | ' ' | '-' | '–' | '*' | '†' | '‡' | '§' | '¶' => Some(c),
        _ => None,
    };
    let raised: Option<String> = text.chars().map(one).collect();
    raised.filter(|text| !text.is_empty())
}

/// The words of inlines.
pub(super) fn plain(words: &[Inline]) -> String {
    let mut text = String::new();
    for inline in words {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link(_, inner) => text.push_str(&plain(inner)),
            Inline::Break => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Puts markers in the place of their numbers.
fn replaced(words: Vec<Inline>, marks: &[&Mark]) -> Vec<Inline> {
    let mut at = 0;
    replace(words, marks, &mut at)
}

fn replace(words: Vec<Inline>, marks: &[&Mark], at: &mut usize) -> Vec<Inline> {
    let mut out = Vec::with_capacity(words.len());
    for inline in words {
        match inline {
            Inline::Emphasis(inner) => out.push(Inline::Emphasis(replace(inner, marks, at))),
            Inline::Strong(inner) => out.push(Inline::Strong(replace(inner, marks, at))),
            Inline::Link(address, inner) => out.push(Inline::Link(address, replace(inner, marks, at))),
            other => {
                let flat = flat(std::slice::from_ref(&other));
                let range = *at..*at + flat.len();
                *at = range.end;
                pieces(other, &flat, &range, marks, &mut out);
            }
        }
    }
    out
}

/// The pieces of a text or of raised digits: a marker stands where its number ends.
fn pieces(inline: Inline, flat: &str, range: &Range<usize>, marks: &[&Mark], out: &mut Vec<Inline>) {
    let mine =
        marks.iter().filter(|mark| mark.spot.range.start < range.end && mark.spot.range.end > range.start);
    let mine: Vec<&&Mark> = mine.collect();
    if mine.is_empty() {
        return out.push(inline);
    }
    let is_text = matches!(inline, Inline::Text(_));
    let mut from = range.start;
    for mark in mine {
        let (start, end) = (mark.spot.range.start.max(range.start), mark.spot.range.end.min(range.end));
        let before = flat.get(from - range.start..start.max(from) - range.start).unwrap_or_default();
        if is_text && !before.is_empty() {
            out.push(Inline::Text(before.to_owned()));
        }
        if mark.spot.range.end <= range.end {
            out.extend(mark.labels.iter().map(|label| Inline::Marker(label.clone())));
        }
        from = end;
    }
    let rest = flat.get(from - range.start..).unwrap_or_default();
    if is_text && !rest.is_empty() {
        out.push(Inline::Text(rest.to_owned()));
    }
}

/// What is said of a doubt, and of which line.
fn told(doubt: &Doubt, lines: &[usize], listed: bool) -> (usize, String) {
    let line = |spot: &Spot| lines.get(spot.passage).copied().unwrap_or(0);
    let first = |spots: &[Spot]| spots.first().map_or(0, line);
    match doubt {
        Doubt::Gap(label, spots) if listed => {
            (first(spots), format!("note `{label}` has no marker in the text"))
        }
        Doubt::Gap(label, spots) => (first(spots), format!("the sequence of markers skips `{label}`")),
        Doubt::Weak(label, spot) => {
            (line(spot), format!("`{label}` is taken for a marker, since the sequence needs it here"))
        }
        Doubt::Ambiguous(label, spot, _) => {
            (line(spot), format!("`{label}` stands more than once where a marker may be; the first is taken"))
        }
        Doubt::NoSequence(spots) => (
            first(spots),
            "numbers look like markers of notes, but make no sequence; they stay as they are".to_owned(),
        ),
    }
}
