//! The inline content of one paragraph, as the citation syntax sees it; what a citation is, is not known here.

use std::ops::Range;

use super::key::{self, Key};

/// One character of a paragraph, or what stands between characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) struct Token {
    /// What it is
    pub(in crate::parse) kind: TokenKind,
    /// Its bytes, with the backslash of an escape
    pub(in crate::parse) range: Range<usize>,
}

/// What a [`Token`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) enum TokenKind {
    /// A character as typed
    Char(char),
    /// A character that means only itself: escaped, or part of a web address
    Literal(char),
    /// Text that is not looked into: code, maths, an entity
    Word(String),
    /// A line's end
    Break,
    /// What a citation cannot hold: a note marker, an image
    Opaque,
    /// What has no text: HTML
    Hidden,
    /// Where emphasis and the like begin
    Open,
    /// Where they end
    Close,
    /// Where a link begins
    LinkOpen,
    /// Where it ends
    LinkClose,
}

/// Tokens with the partner of each bracket and of each mark of emphasis.
pub(super) struct Tokens<'a> {
    source: &'a str,
    list: Vec<Token>,
    partners: Vec<Option<usize>>,
    enclosing: Vec<Option<usize>>,
    opaque: Vec<usize>,
    limit: usize,
}

impl<'a> Tokens<'a> {
    /// Pairs the brackets of a paragraph.
    pub(super) fn new(source: &'a str, mut list: Vec<Token>) -> Self {
        silence_addresses(&mut list);
        let partners = pair(&list);
        let enclosing = enclose(&list);
        let opaque = list.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Opaque);
        let opaque = opaque.map(|(at, _)| at).collect();
        let limit = list.last().map_or(0, |token| token.range.end);
        Self { source, list, partners, enclosing, opaque, limit }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// What a token is.
    pub(super) fn kind(&self, at: usize) -> Option<&TokenKind> {
        self.list.get(at).map(|token| &token.kind)
    }

    /// A character that may have a meaning.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            TokenKind::Char(c) => Some(*c),
            _ => None,
        }
    }

    /// The bracket or mark that closes the one here.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        self.partners.get(at).copied().flatten()
    }

    /// The innermost emphasis or link around a token: its marks.
    pub(super) fn enclosing(&self, at: usize) -> Option<(usize, usize)> {
        let open = self.enclosing.get(at).copied().flatten()?;
        Some((open, self.partner(open)?))
    }

    /// Whether something that a citation cannot hold stands between two tokens.
    pub(super) fn has_opaque(&self, start: usize, end: usize) -> bool {
        let first = self.opaque.partition_point(|at| *at < start);
        self.opaque.get(first).is_some_and(|at| *at < end)
    }

    /// The key that begins here, with `-` or with `@`.
    pub(super) fn key(&self, at: usize) -> Option<Key> {
        let suppress_author = self.char(at)? == '-';
        let sign = if suppress_author { at + 1 } else { at };
        if self.char(sign)? != '@' || self.follows_word(at) {
            return None;
        }
        let start = self.list.get(sign)?.range.start;
        let (name, end) = key::scan(self.source, start, self.limit)?;
        let behind = self.list.get(sign..)?.partition_point(|token| token.range.start < end);
        Some(Key { name: name.to_owned(), range: start..end, suppress_author, next: sign + behind })
    }

    /// The brackets behind a narrative citation, with at most one line's end before them.
    pub(super) fn bracket_behind(&self, mut at: usize) -> Option<(usize, usize)> {
        let mut breaks = 0;
        loop {
            match self.kind(at)? {
                TokenKind::Char(c) if c.is_whitespace() => {}
                TokenKind::Break if breaks == 0 => breaks += 1,
                TokenKind::Char('[') => return Some((at, self.partner(at)?)),
                _ => return None,
            }
            at += 1;
        }
    }

    /// The stretch that looks like a key but is none: `@{` that is never closed, `[@ smith]`.
    pub(super) fn unfinished_key(&self, at: usize) -> Option<Range<usize>> {
        let sign = if self.char(at)? == '-' { at + 1 } else { at };
        if self.char(sign)? != '@' || self.follows_word(at) {
            return None;
        }
        let in_bracket = at > 0 && self.char(at - 1) == Some('[') && self.partner(at - 1).is_some();
        let in_brace = self.char(sign + 1) == Some('{');
        let range = self.list.get(at)?.range.start..self.list.get(sign)?.range.end;
        (in_bracket || in_brace).then_some(range)
    }

    /// The plain text of some tokens, white space folded.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        let mut text = String::new();
        for token in self.list.get(start..end).unwrap_or_default() {
            match &token.kind {
                TokenKind::Char(c) | TokenKind::Literal(c) if c.is_whitespace() && *c != '\u{a0}' => {
                    space(&mut text);
                }
                TokenKind::Char(c) | TokenKind::Literal(c) => text.push(*c),
                TokenKind::Word(word) => text.push_str(&word.replace('\n', " ")),
                TokenKind::Break => space(&mut text),
                _ => {}
            }
        }
        text
    }

    /// The bytes of some tokens.
    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let some = self.list.get(start..end).unwrap_or_default();
        match (some.first(), some.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// The bytes of some tokens on each of their lines.
    pub(super) fn pieces(&self, start: usize, end: usize) -> Vec<Range<usize>> {
        let some = self.list.get(start..end).unwrap_or_default();
        some.split(|token| token.kind == TokenKind::Break)
            .filter_map(|line| Some(line.first()?.range.start..line.last()?.range.end))
            .collect()
    }

    /// Whether a word ends right before a token, so that an `@` here belongs to an address: `me@x.org`.
    fn follows_word(&self, at: usize) -> bool {
        let before = |back: usize| match at.checked_sub(back).and_then(|n| self.kind(n)) {
            Some(TokenKind::Char(c) | TokenKind::Literal(c)) => Some(*c),
            _ => None,
        };
        match before(1) {
            Some('.' | '+' | '%') => before(2).is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric(),
            None => false,
        }
    }
}

fn space(text: &mut String) {
    if !text.ends_with(' ') {
        text.push(' ');
    }
}

/// Pairs brackets and marks of emphasis; a pair never reaches over a link's edge.
fn pair(list: &[Token]) -> Vec<Option<usize>> {
    let mut partners = vec![None; list.len()];
    let mut brackets: Vec<Option<usize>> = Vec::new();
    let mut marks = Vec::new();
    for (at, token) in list.iter().enumerate() {
        let opening = match token.kind {
            TokenKind::Char('[') => {
                brackets.push(Some(at));
                None
            }
            TokenKind::Char(']') => brackets.pop_if(|top| top.is_some()).flatten(),
            TokenKind::LinkOpen => {
                brackets.push(None);
                marks.push(at);
                None
            }
            TokenKind::LinkClose => {
                while brackets.pop().flatten().is_some() {}
                marks.pop()
            }
            TokenKind::Open => {
                marks.push(at);
                None
            }
            TokenKind::Close => marks.pop(),
            _ => None,
        };
        if let Some(partner) = opening.and_then(|open| partners.get_mut(open)) {
            *partner = Some(at);
        }
    }
    partners
}

/// For each token, the mark that opens the innermost emphasis or link around it.
fn enclose(list: &[Token]) -> Vec<Option<usize>> {
    let mut open = Vec::new();
    let mut enclosing = Vec::with_capacity(list.len());
    for (at, token) in list.iter().enumerate() {
        enclosing.push(open.last().copied());
        match token.kind {
            TokenKind::Open | TokenKind::LinkOpen => open.push(at),
            TokenKind::Close | TokenKind::LinkClose => {
                open.pop();
            }
            _ => {}
        }
    }
    enclosing
}

/// Takes the meaning from the characters of bare web addresses: `https://example.org/@someone`.
fn silence_addresses(list: &mut [Token]) {
    let is = |list: &[Token], at: usize, c: char| list.get(at).is_some_and(|t| t.kind == TokenKind::Char(c));
    let mut at = 0;
    while at < list.len() {
        let address =
            is(list, at, ':') && is(list, at + 1, '/') && is(list, at + 2, '/') && follows_scheme(list, at);
        if !address {
            at += 1;
            continue;
        }
        let end = address_end(list, at);
        for token in list.get_mut(at..end).unwrap_or_default() {
            if let TokenKind::Char(c) = token.kind {
                token.kind = TokenKind::Literal(c);
            }
        }
        at = end.max(at + 1);
    }
}

fn follows_scheme(list: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|n| list.get(n));
    matches!(before.map(|token| &token.kind), Some(TokenKind::Char(c)) if c.is_ascii_alphanumeric())
}

/// Where an address ends; punctuation at its end belongs to the sentence.
fn address_end(list: &[Token], start: usize) -> usize {
    let mut end = start;
    let mut solid = start;
    while let Some(TokenKind::Char(c)) = list.get(end).map(|token| &token.kind) {
        if c.is_whitespace() || "[]<>\"{}".contains(*c) {
            break;
        }
        end += 1;
        if !".,;:!?)'".contains(*c) {
            solid = end;
        }
    }
    solid
}
