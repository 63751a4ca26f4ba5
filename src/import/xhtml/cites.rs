//! Links to entries of the list of references → citations: the words around them within brackets are their prefixes and
//! locators.

use std::collections::BTreeMap;

use super::works::year;
use crate::import::tree::{Block, BlockKind, Citation, CitationForm, Cite, Inline};

/// The first author of each work, by its key; empty where nobody knows.
pub(in super::super) type Authors = BTreeMap<String, String>;

/// Makes citations of the links to works in some blocks.
pub(in super::super) fn cite(blocks: &mut [Block], authors: &Authors) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(_, words) | BlockKind::Paragraph(words) => in_line(words, authors),
            BlockKind::Figure { caption, .. } => in_line(caption, authors),
            BlockKind::Quote(inner) => cite(inner, authors),
            BlockKind::List(_, items) => items.iter_mut().for_each(|item| cite(item, authors)),
            BlockKind::Definitions(entries) => {
                for (term, bodies) in entries {
                    in_line(term, authors);
                    for body in bodies {
                        cite(body, authors);
                    }
                }
            }
            BlockKind::Table(head, rows) => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| in_line(cell, authors));
            }
            BlockKind::Code(..) | BlockKind::Formula(_) | BlockKind::Rule | BlockKind::Markdown(_) => {}
        }
    }
}

/// A stretch of a group.
enum Piece {
    Words(String),
    Work(String, String),
}

fn in_line(words: &mut Vec<Inline>, authors: &Authors) {
    let mut out: Vec<Inline> = Vec::with_capacity(words.len());
    let all = std::mem::take(words);
    let mut at = 0;
    while let Some(inline) = all.get(at) {
        match (work(inline, authors), inline) {
            (Some((key, shown)), _) => {
                let taken = group(&mut out, &all, at, authors);
                at += taken.unwrap_or_else(|| {
                    alone(&mut out, key, &shown, authors);
                    1
                });
            }
            (None, other) => {
                let mut other = other.clone();
                inner(&mut other, authors);
                out.push(other);
                at += 1;
            }
        }
    }
    *words = out;
}

fn inner(inline: &mut Inline, authors: &Authors) {
    match inline {
        Inline::Emphasis(words)
        | Inline::Strong(words)
        | Inline::Strikethrough(words)
        | Inline::Superscript(words)
        | Inline::Subscript(words) => in_line(words, authors),
        _ => {}
    }
}

/// The key and the words of a link to a work.
fn work<'i>(inline: &'i Inline, authors: &Authors) -> Option<(&'i str, String)> {
    let Inline::Link(address, words) = inline else { return None };
    let key = address.strip_prefix('#').filter(|key| authors.contains_key(*key))?;
    Some((key, plain(words)?))
}

/// The words of inlines that are nothing but words.
fn plain(inlines: &[Inline]) -> Option<String> {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Superscript(inner) => {
                text.push_str(&plain(inner)?);
            }
            _ => return None,
        }
    }
    Some(text)
}

/// A group in brackets that a link to a work is in: the number of inlines that it takes up from the link on.
fn group(out: &mut Vec<Inline>, all: &[Inline], at: usize, authors: &Authors) -> Option<usize> {
    let Some(Inline::Text(before)) = out.last() else { return None };
    let open = before.rfind(['(', '['])?;
    let close = if before.get(open..)?.starts_with('(') { ')' } else { ']' };
    let head = before.get(open + 1..).filter(|head| !head.contains([')', ']']))?.to_owned();
    let mut pieces = vec![Piece::Words(head)];
    let mut tail = None;
    let mut taken = 0;
    for inline in all.get(at..)? {
        taken += 1;
        if let Some((key, shown)) = work(inline, authors) {
            pieces.push(Piece::Work(key.to_owned(), shown));
            continue;
        }
        let words = plain(std::slice::from_ref(inline))?;
        if let Some((inside, behind)) = words.split_once(close) {
            pieces.push(Piece::Words(inside.to_owned()));
            tail = Some(behind.to_owned());
            break;
        }
        pieces.push(Piece::Words(words));
    }
    let tail = tail?;
    let lead = before.get(..open)?.to_owned();
    let printed = printed(&pieces, close);
    let (cites, year_only) = cites(&pieces, authors)?;
    out.pop();
    let form = if year_only { CitationForm::YearOnly } else { CitationForm::Bracketed };
    out.extend([Inline::Text(lead), Inline::Citation(Citation { cites, form, printed }), Inline::Text(tail)]);
    Some(taken)
}

fn printed(pieces: &[Piece], close: char) -> String {
    let mut text = String::from(if close == ')' { "(" } else { "[" });
    for piece in pieces {
        text.push_str(match piece {
            Piece::Words(words) | Piece::Work(_, words) => words,
        });
    }
    text.push(close);
    text
}

/// The works of a group, each with the words before and behind it; whether only their years are printed.
fn cites(pieces: &[Piece], authors: &Authors) -> Option<(Vec<Cite>, bool)> {
    let mut cites: Vec<Cite> = Vec::new();
    let mut prefix = String::new();
    let mut year_only = false;
    for piece in pieces {
        match piece {
            Piece::Words(words) => {
                let (suffix, next) = match (cites.is_empty(), words.split_once(';')) {
                    (true, _) => ("", words.as_str()),
                    (false, Some((suffix, next))) => (suffix, next),
                    (false, None) => (words.as_str(), ""),
                };
                if let Some(last) = cites.last_mut() {
                    last.suffix.push_str(suffix);
                }
                prefix.push_str(next);
            }
            Piece::Work(key, shown) => {
                let author = authors.get(key).map_or("", String::as_str);
                // `Foot` and `2019` may be two links to one work.
                if let Some(last) =
                    cites.last_mut().filter(|last| last.key == *key && bare(&last.suffix).is_empty())
                {
                    last.suffix = behind_year(shown);
                    continue;
                }
                let has_name =
                    shown.chars().any(char::is_alphabetic) && shown.contains(|c: char| c.is_uppercase());
                let named = prefix.trim().trim_end_matches(',');
                year_only |= cites.is_empty() && !has_name && named.is_empty();
                let prefix = if has_name { named.to_owned() } else { without_name(named, author) };
                cites.push(Cite { prefix, key: key.clone(), suffix: behind_year(shown) });
            }
        }
        if matches!(piece, Piece::Work(..)) {
            prefix.clear();
        }
    }
    for cite in &mut cites {
        cite.suffix = bare(&cite.suffix).to_owned();
    }
    (!cites.is_empty()).then_some((cites, year_only))
}

/// A locator without what parts it from the year, and without what joins it to the next work.
fn bare(suffix: &str) -> &str {
    let suffix = suffix.trim().trim_start_matches([',', ':', ' ']).trim_end_matches([',', ' ']);
    match suffix {
        "and" | "und" | "et" | "y" | "e" | "&" => "",
        suffix => suffix,
    }
}

/// What a link prints behind the year.
fn behind_year(shown: &str) -> String {
    let Some(start) = year(shown).and_then(|year| shown.find(year)) else { return String::new() };
    let behind = shown.get(start + 4..).unwrap_or_default();
    let behind = behind.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(behind);
    bare(behind.trim_end_matches([')', ']'])).to_owned()
}

/// Whether words end with an author’s name, a few words such as “et al.” apart.
fn names(lead: &str, author: &str) -> bool {
    let end: String = lead.trim_end().chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
    !author.is_empty() && end.contains(author)
}

/// Words before a year without the names of its authors.
fn without_name(words: &str, author: &str) -> String {
    if let Some(at) = words.find(author).filter(|_| !author.is_empty()) {
        return words.get(..at).unwrap_or_default().trim_end_matches([' ', ',']).to_owned();
    }
    let capitals =
        words.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '&'));
    if capitals { String::new() } else { words.to_owned() }
}

/// A link to a work outside of brackets.
fn alone(out: &mut Vec<Inline>, key: &str, shown: &str, authors: &Authors) {
    let has_year = year(shown).is_some();
    let named = shown.chars().any(char::is_uppercase);
    let bracketed =
        shown.starts_with('[') && shown.ends_with(']') || shown.starts_with('(') && shown.ends_with(')');
    let form = match (bracketed, has_year, named) {
        (true, ..) => CitationForm::Bracketed,
        (false, true, true) => CitationForm::Narrative,
        (false, true, false) if follows_name(out, key, authors) => CitationForm::YearOnly,
        _ => return out.push(Inline::Text(shown.to_owned())),
    };
    let cite = Cite { prefix: String::new(), key: key.to_owned(), suffix: behind_year(shown) };
    out.push(Inline::Citation(Citation { cites: vec![cite], form, printed: shown.to_owned() }));
}

fn follows_name(out: &[Inline], key: &str, authors: &Authors) -> bool {
    let author = authors.get(key).map_or("", String::as_str);
    matches!(out.last(), Some(Inline::Text(text)) if names(text, author))
}
