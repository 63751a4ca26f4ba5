//! What stands between the brackets of a citation: parts between semicolons, each with its key.

use super::key::Key;
use super::token::{TokenKind, Tokens};
use super::{FoundCite, Problem, locator};

/// The content of a pair of brackets.
pub(super) struct Group {
    /// The parts between semicolons, one at least
    pub(super) parts: Vec<Part>,
    /// Whether something in it cannot stand in a citation
    opaque: bool,
}

/// What stands between two semicolons.
pub(super) struct Part {
    /// The first token
    pub(super) start: usize,
    /// The token behind the last
    pub(super) end: usize,
    /// The keys in it, each with its first token; inner brackets apart
    pub(super) keys: Vec<(usize, Key)>,
}

impl Group {
    /// Reads the tokens from `start` up to the closing bracket at `close`.
    pub(super) fn read(tokens: &Tokens<'_>, start: usize, close: usize) -> Self {
        let mut group = Self { parts: Vec::new(), opaque: false };
        let mut part = Part { start, end: close, keys: Vec::new() };
        let mut at = start;
        while at < close {
            at = match tokens.kind(at) {
                Some(TokenKind::Char('[')) => group.inner(tokens, at, close),
                Some(TokenKind::Char(';')) if !in_emphasis(tokens, part.start, at, close) => {
                    let next = Part { start: at + 1, end: close, keys: Vec::new() };
                    let done = std::mem::replace(&mut part, next);
                    group.parts.push(Part { end: at, ..done });
                    at + 1
                }
                Some(TokenKind::Char('@' | '-')) => match tokens.key(at) {
                    Some(key) if key.next <= close => {
                        let next = key.next;
                        part.keys.push((at, key));
                        next
                    }
                    _ => at + 1,
                },
                Some(TokenKind::Opaque) => {
                    group.opaque = true;
                    at + 1
                }
                _ => at + 1,
            };
        }
        group.parts.push(part);
        group
    }

    /// What keeps the group from being a citation, when `own` parts at its beginning need no key.
    pub(super) fn fault(
        &self,
        tokens: &Tokens<'_>,
        open: usize,
        close: usize,
        own: usize,
    ) -> Option<Problem> {
        let range = tokens.range(open, close + 1);
        if self.opaque {
            return Some(Problem {
                range,
                message: "a note marker or an image cannot stand inside a citation".to_owned(),
                help: "move it behind the closing `]`".to_owned(),
            });
        }
        let bare = self.parts.iter().skip(own).find(|part| part.keys.is_empty())?;
        let words = tokens.text(bare.start, bare.end);
        let words = words.trim();
        Some(if words.is_empty() {
            Problem {
                range,
                message: "a `;` of this citation has no work beside it, so its brackets stay text".to_owned(),
                help: "remove the `;`".to_owned(),
            }
        } else {
            Problem {
                range,
                message: format!("`{words}` in this citation has no key, so its brackets stay text"),
                help: "every part between `;` needs an `@key`; write `\\;` for a plain `;`".to_owned(),
            }
        })
    }

    /// The cites of all parts that have a key.
    pub(super) fn cites(&self, tokens: &Tokens<'_>, problems: &mut Vec<Problem>) -> Vec<FoundCite> {
        let mut cites = Vec::new();
        for part in &self.parts {
            let mut prefix = match part.keys.first() {
                Some((first, _)) => tokens.text(part.start, *first).trim().to_owned(),
                None => continue,
            };
            for (n, (_, key)) in part.keys.iter().enumerate() {
                let following = part.keys.get(n + 1);
                let end = following.map_or(part.end, |(first, _)| *first);
                let words = tokens.text(key.next, end);
                let (locator, mut suffix) = locator::split(words.trim());
                let own = std::mem::take(&mut prefix);
                if let Some((_, second)) = following {
                    problems.push(run_together(key, second));
                    let between = std::mem::take(&mut suffix);
                    between.trim_matches([',', ' ']).clone_into(&mut prefix);
                }
                cites.push(FoundCite {
                    key: key.name.clone(),
                    range: key.range.clone(),
                    prefix: own,
                    locator,
                    suffix,
                    suppress_author: key.suppress_author,
                });
            }
        }
        cites
    }

    /// Goes over inner brackets, noting what cannot stand in a citation.
    fn inner(&mut self, tokens: &Tokens<'_>, open: usize, close: usize) -> usize {
        let Some(end) = tokens.partner(open).filter(|end| *end < close) else { return open + 1 };
        self.opaque |= tokens.has_opaque(open, end);
        end + 1
    }
}

/// Whether a semicolon stands in emphasis that begins and ends in this group, so that it parts nothing.
fn in_emphasis(tokens: &Tokens<'_>, start: usize, at: usize, close: usize) -> bool {
    tokens.enclosing(at).is_some_and(|(open, end)| open >= start && end < close)
}

fn run_together(first: &Key, second: &Key) -> Problem {
    Problem {
        range: second.range.clone(),
        message: format!("`@{}` follows `@{}` without a `;` between them", second.name, first.name),
        help: format!("write `;` between the works: `[@{}; @{}]`", first.name, second.name),
    }
}
