//! The words of notes, one by one, with their places in the flat text; citations and links stand as wholes.

use std::ops::Range;

use crate::model::ids::CitationId;
use crate::resolve::flat::{Flat, Leaf, Spotted};

/// A word, a number, a mark, or a citation or link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is
    pub(super) kind: Kind,
    /// Bytes of the flat text
    pub(super) range: Range<usize>,
    /// Whether it begins with a capital, or in a script that has none
    pub(super) capital: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, in small letters; of Chinese a single character
    Word(String),
    /// Digits
    Number(String),
    /// Any other character but white space
    Mark(char),
    /// A citation
    Cited(CitationId),
    /// A link
    Linked,
}

impl Token {
    /// The word.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is a mark.
    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// The tokens of a leaf.
pub(super) fn tokens(flat: &Flat<'_>, leaf: &Leaf) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = leaf.range.start;
    let first = flat.spots.partition_point(|spot| spot.range.end <= leaf.range.start);
    let spots = flat.spots.iter().skip(first).take_while(|spot| spot.range.start < leaf.range.end);
    for spot in spots {
        if spot.range.start < at {
            continue;
        }
        words(&flat.text, at..spot.range.start, &mut out);
        let kind = match spot.what {
            Spotted::Citation(id) => Kind::Cited(id),
            Spotted::Link(_) => Kind::Linked,
        };
        out.push(Token { kind, range: spot.range.clone(), capital: false });
        at = spot.range.end;
    }
    words(&flat.text, at..leaf.range.end, &mut out);
    out
}

fn words(text: &str, range: Range<usize>, out: &mut Vec<Token>) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut open: Option<usize> = None;
    for (at, c) in part.char_indices() {
        let alone = is_han(c);
        if let Some(start) = open.filter(|_| alone || !is_letter(c)) {
            out.push(word(part, start..at, range.start));
            open = None;
        }
        if alone {
            out.push(word(part, at..at + c.len_utf8(), range.start));
        } else if is_letter(c) {
            open.get_or_insert(at);
        } else if !c.is_whitespace() {
            let range = range.start + at..range.start + at + c.len_utf8();
            out.push(Token { kind: Kind::Mark(c), range, capital: false });
        }
    }
    if let Some(start) = open {
        out.push(word(part, start..part.len(), range.start));
    }
}

fn word(part: &str, range: Range<usize>, offset: usize) -> Token {
    let text = part.get(range.clone()).unwrap_or_default();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let kind = if digits { Kind::Number(text.to_owned()) } else { Kind::Word(text.to_lowercase()) };
    let capital = text.chars().next().is_some_and(|c| !c.is_lowercase());
    Token { kind, range: offset + range.start..offset + range.end, capital }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}
