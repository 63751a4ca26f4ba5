//! Lines of code that were met before: what becomes of a line depends on its text and the parser's state alone, and
//! most lines of most code are like others. How a line is coloured is not known here.

use std::collections::HashMap;
use std::ops::Range;

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference};

/// A stretch of a line with its class.
pub(super) type Token = (Option<&'static str>, Range<usize>);

/// Where a parser stands between two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// What it expects
    pub(super) parse: ParseState,
    /// The scopes that are open
    pub(super) stack: ScopeStack,
}

/// A state by its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct StateId(usize);

/// A line in colours.
#[derive(Debug)]
pub(super) struct Line {
    /// Its stretches, none empty
    pub(super) tokens: Vec<Token>,
    /// The state behind it
    pub(super) after: StateId,
}

/// The states that were met, each with the lines that were met in it.
#[derive(Debug, Default)]
pub(super) struct Lines {
    met: Vec<(State, HashMap<Box<str>, Line>)>,
}

/// States that are looked through for one like another. Code that makes more of them, such as one here-document after
/// another, is coloured without memory.
const LOOKED_THROUGH: usize = 128;

/// States after which everything is forgotten, so that memory stays small.
const FORGOTTEN: usize = 2_048;

impl Lines {
    /// The state at the beginning of a block of code.
    pub(super) fn begin(&mut self, syntax: &SyntaxReference) -> StateId {
        if self.met.len() > FORGOTTEN {
            self.met.clear();
        }
        self.id(State { parse: ParseState::new(syntax), stack: ScopeStack::new() })
    }

    /// A line that was met in this state before.
    pub(super) fn known(&self, state: StateId, line: &str) -> Option<&Line> {
        self.met[state.0].1.get(line)
    }

    /// A state that was met.
    pub(super) fn state(&self, state: StateId) -> State {
        self.met[state.0].0.clone()
    }

    /// Keeps what became of a line, and the state behind it.
    pub(super) fn keep(&mut self, state: StateId, line: &str, tokens: Vec<Token>, after: State) -> &Line {
        let after = self.id(after);
        self.met[state.0].1.entry(line.into()).insert_entry(Line { tokens, after }).into_mut()
    }

    fn id(&mut self, state: State) -> StateId {
        let alike = self.met.iter().take(LOOKED_THROUGH).position(|(met, _)| *met == state);
        StateId(alike.unwrap_or_else(|| {
            self.met.push((state, HashMap::new()));
            self.met.len() - 1
        }))
    }
}
