//! Goes over a text's brackets and gives what may be citations; which of them are believed is decided elsewhere.

use std::ops::Range;

use super::authors::Authors;
use super::groups::{self, RawCite};
use super::narrative;
use super::persons::{is_capitalised, without_possessive};
use crate::import::recognise::fold::fold;
use crate::import::recognise::tokens::{Kind, Tokens};

/// What may be a citation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Its bytes in the flat text: the bracket alone
    pub(super) bracket: Range<usize>,
    /// How it stands
    pub(super) shape: Shape,
    /// The works
    pub(super) cites: Vec<RawCite>,
    /// What tells for and against it
    pub(super) weight: i32,
}

/// How a candidate stands in its sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// Names and years in brackets
    Bracket,
    /// Names before the bracket
    Narrative {
        /// Where the authors may begin, and who they are
        options: Vec<(usize, Authors)>,
        /// Which of them is meant if none is known
        likely: usize,
        /// Whether the name is a possessive
        possessive: bool,
    },
    /// Years in brackets, and names further off in the sentence, folded, the nearest first
    Years(Vec<String>),
}

/// Brackets that hold more tokens hold no citation.
const LONGEST: usize = 400;

/// How far back from a year its author may stand.
const NEAR: usize = 30;

/// The candidates of a text, in order; they do not overlap.
pub(super) fn candidates(tokens: &Tokens<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let close = tokens.partner(at).filter(|close| *close > at && close - at < LONGEST);
        at = match close.and_then(|close| Some((candidate(tokens, at, close)?, close))) {
            Some((candidate, close)) => {
                found.push(candidate);
                close + 1
            }
            None => at + 1,
        };
    }
    found
}

fn candidate(tokens: &Tokens<'_>, open: usize, close: usize) -> Option<Candidate> {
    let square = i32::from(tokens.is(open, '['));
    let bracket = tokens.bytes(open, close + 1);
    if let Some(read) = narrative::read(tokens, open, close) {
        let own = read.cites.iter().map(|cite| cite.weight).min().unwrap_or_default();
        let weight = own + read.weight - square;
        let shape = match read.likely {
            Some(likely) => Shape::Narrative { options: read.options, likely, possessive: read.possessive },
            None if !read.options.is_empty() => {
                Shape::Narrative { options: read.options, likely: usize::MAX, possessive: read.possessive }
            }
            None => Shape::Years(near(tokens, open)),
        };
        return Some(Candidate { bracket, shape, cites: read.cites, weight });
    }
    let cites = groups::read(tokens, open + 1, close)?;
    let least = cites.iter().map(|cite| cite.weight).min().unwrap_or_default();
    let several = cites.windows(2).any(|pair| matches!(pair, [a, b] if a.authors != b.authors));
    let weight = least + if several { 2 } else { 0 } - square;
    Some(Candidate { bracket, shape: Shape::Bracket, cites, weight })
}

/// The names before a bracket within its sentence.
fn near(tokens: &Tokens<'_>, open: usize) -> Vec<String> {
    let mut names = Vec::new();
    for at in (open.saturating_sub(NEAR)..open).rev() {
        let ends = tokens.is(at, '.') && tokens.spaced(at + 1) && tokens.word(at.saturating_sub(1)).len() > 2;
        if ends || tokens.kind(at) == Some(Kind::Wall) {
            break;
        }
        let word = without_possessive(tokens.word(at));
        if matches!(tokens.kind(at), Some(Kind::Word | Kind::Han)) && is_capitalised(word) {
            names.push(fold(word));
        }
    }
    names
}
