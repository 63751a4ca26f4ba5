//! Citations in Pandoc's syntax, found in the inline content of a paragraph; Markdown itself is not parsed here.
//!
//! 1. The Markdown parser hands over a paragraph as [`Token`]s: characters, and what stands between them.
//! 2. [`find`] pairs the brackets, then goes through the tokens once: a bracket that holds a key is a group, a key
//!    outside of brackets is a narrative citation, with the bracket behind it.
//! 3. What looks like a citation but is none is left alone, with a [`Problem`].

mod group;
mod key;
mod locator;
mod token;

use std::ops::Range;

use crate::model::citation::CitationForm;
use crate::model::citation::Locator;

pub(super) use token::{Token, TokenKind};

use group::Group;
use key::Key;
use token::Tokens;

/// A citation with byte offsets of the text that the tokens come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// In brackets, or in the run of the sentence
    pub(super) form: CitationForm,
    /// The cites, one at least
    pub(super) items: Vec<FoundCite>,
    /// The whole citation
    pub(super) range: Range<usize>,
    /// The stretches of it on each line, without what stands before a line (quote marks, indentation)
    pub(super) pieces: Vec<Range<usize>>,
}

/// One work of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundCite {
    /// The key without its `@`
    pub(super) key: String,
    /// The key with its `@`
    pub(super) range: Range<usize>,
    /// Words before it
    pub(super) prefix: String,
    /// The part of the work
    pub(super) locator: Option<Locator>,
    /// Words after it, with the comma that may come first
    pub(super) suffix: String,
    /// `-@a`
    pub(super) suppress_author: bool,
}

/// Something that looks like a citation and is none, or not what it seems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Where
    pub(super) range: Range<usize>,
    /// What is wrong
    pub(super) message: String,
    /// How to mend it
    pub(super) help: String,
}

/// Finds the citations of a paragraph; `source` is the text that the tokens' offsets count in.
pub(super) fn find(source: &str, tokens: Vec<Token>) -> (Vec<Found>, Vec<Problem>) {
    let mut search = Search { tokens: Tokens::new(source, tokens), found: Vec::new(), problems: Vec::new() };
    let mut at = 0;
    while at < search.tokens.len() {
        at = search.step(at);
    }
    (search.found, search.problems)
}

/// Whether a text could be the beginning of a cite: `@a`, `-@a`, `@{`.
pub(super) fn begins_with_key(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    key::scan(text, 0, text.len()).is_some()
}

struct Search<'a> {
    tokens: Tokens<'a>,
    found: Vec<Found>,
    problems: Vec<Problem>,
}

impl Search<'_> {
    /// Looks at one token; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        match self.tokens.char(at) {
            Some('[') => self.bracket(at),
            Some('@' | '-') => match self.tokens.key(at) {
                Some(key) => self.narrative(at, key),
                None => self.not_a_key(at),
            },
            _ => at + 1,
        }
    }

    fn bracket(&mut self, open: usize) -> usize {
        let Some(close) = self.tokens.partner(open) else { return open + 1 };
        let group = Group::read(&self.tokens, open + 1, close);
        if group.parts.iter().all(|part| part.keys.is_empty()) {
            return open + 1;
        }
        if let Some(problem) = group.fault(&self.tokens, open, close, 0) {
            // The brackets are text; the keys between them may still stand on their own, as Pandoc has it.
            self.problems.push(problem);
            return open + 1;
        }
        let items = group.cites(&self.tokens, &mut self.problems);
        self.push(CitationForm::Parenthetical, items, open, close + 1);
        close + 1
    }

    fn narrative(&mut self, at: usize, key: Key) -> usize {
        let form = if key.suppress_author { CitationForm::Parenthetical } else { CitationForm::Narrative };
        let first = FoundCite {
            key: key.name,
            range: key.range,
            prefix: String::new(),
            locator: None,
            suffix: String::new(),
            suppress_author: key.suppress_author,
        };
        let Some((open, close)) = self.tokens.bracket_behind(key.next) else {
            self.push(form, vec![first], at, key.next);
            return key.next;
        };
        let group = Group::read(&self.tokens, open + 1, close);
        let own = usize::from(group.parts.first().is_some_and(|part| part.keys.is_empty()));
        if let Some(problem) = group.fault(&self.tokens, open, close, own) {
            if group.parts.len() > 1 {
                self.problems.push(problem);
            }
            self.push(form, vec![first], at, key.next);
            return open + 1;
        }
        let mut items = vec![first];
        if own == 1
            && let (Some(first), Some(part)) = (items.first_mut(), group.parts.first())
        {
            let words = self.tokens.text(part.start, part.end);
            let (locator, suffix) = locator::split(words.trim());
            first.locator = locator;
            first.suffix = suffix;
        }
        items.extend(group.cites(&self.tokens, &mut self.problems));
        self.push(form, items, at, close + 1);
        close + 1
    }

    fn push(&mut self, form: CitationForm, items: Vec<FoundCite>, first: usize, end: usize) {
        let pieces = self.tokens.pieces(first, end);
        if let (Some(head), Some(tail)) = (pieces.first(), pieces.last()) {
            let range = head.start..tail.end;
            self.found.push(Found { form, items, range, pieces });
        }
    }

    /// Says what is wrong where an `@` stands like the beginning of a key.
    fn not_a_key(&mut self, at: usize) -> usize {
        if let Some(range) = self.tokens.unfinished_key(at) {
            self.problems.push(Problem {
                range,
                message: "this looks like a citation, but no key follows the `@`".to_owned(),
                help: "a key begins with a letter, a digit or `_`; other keys go in braces: `@{odd key}`; write `\\@` \
                       for a plain `@`"
                    .to_owned(),
            });
        }
        at + 1
    }
}

#[cfg(test)]
mod tests;
