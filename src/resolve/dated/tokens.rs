//! A text as words, numbers and signs, each with its place; what they mean is not known here.

use std::ops::Range;

/// A word, a number or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is
    pub(super) kind: TokenKind,
    /// Bytes of the text
    pub(super) range: Range<usize>,
    /// Whether it follows its neighbour without white space
    pub(super) glued: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, in lower case
    Word(String),
    /// Digits: how many there are, and what they say; no number of more than four digits is part of a date
    Number(usize, u16),
    /// Anything else, one character
    Sign(char),
}

impl Token {
    /// The word that it is; empty for anything else.
    pub(super) fn word(&self) -> &str {
        match &self.kind {
            TokenKind::Word(word) => word,
            _ => "",
        }
    }

    /// The sign that it is.
    pub(super) fn sign(&self) -> Option<char> {
        match self.kind {
            TokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// The number that it is, of so many digits.
    pub(super) fn number(&self, digits: Range<usize>) -> Option<u16> {
        match self.kind {
            TokenKind::Number(length, value) if digits.contains(&length) => Some(value),
            _ => None,
        }
    }
}

/// Splits a text; addresses of the web are left out as a whole.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let starts_chunk =
            at == 0 || text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        if starts_chunk && let Some(length) = address(rest) {
            at += length;
            continue;
        }
        let after = found.last().filter(|last| last.range.end == at);
        let length = after.and_then(|after| mark(after, rest)).unwrap_or_else(|| run(rest, first));
        let range = at..at + length;
        let glued = found.last().is_some_and(|last| last.range.end == at);
        found.push(Token { kind: kind(text.get(range.clone()).unwrap_or_default(), first), range, glued });
        at += length;
    }
    found
}

/// The length of a mark of Chinese dates, which are written without spaces: 年 after a number, 至 after 年.
fn mark(after: &Token, rest: &str) -> Option<usize> {
    const AFTER_NUMBERS: [&str; 6] = ["年代", "世纪", "年", "月", "日", "号"];
    let marks: &[&str] = match &after.kind {
        TokenKind::Number(..) => &AFTER_NUMBERS,
        TokenKind::Word(word) if AFTER_NUMBERS.contains(&word.as_str()) => &["至", "到"],
        _ => return None,
    };
    marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len())
}

/// How many bytes a token takes.
fn run(rest: &str, first: char) -> usize {
    let same: fn(char) -> bool = match first {
        '0'..='9' => |c| c.is_ascii_digit(),
        c if c.is_alphabetic() => char::is_alphabetic,
        _ => return first.len_utf8(),
    };
    rest.find(|c| !same(c)).unwrap_or(rest.len())
}

fn kind(text: &str, first: char) -> TokenKind {
    if first.is_ascii_digit() {
        return TokenKind::Number(text.len(), if text.len() <= 4 { text.parse().unwrap_or(0) } else { 0 });
    }
    if first.is_alphabetic() { TokenKind::Word(text.to_lowercase()) } else { TokenKind::Sign(first) }
}

/// The length of an address of the web, a DOI or an address of mail at the start of a text.
fn address(rest: &str) -> Option<usize> {
    let chunk = rest.split(char::is_whitespace).next()?;
    let doi = chunk.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    let is_doi =
        doi.is_some_and(|(prefix, _)| prefix.len() >= 4 && prefix.bytes().all(|b| b.is_ascii_digit()));
    let is_address = is_doi || chunk.contains("://") || chunk.contains("www.") || chunk.contains('@');
    (is_address && chunk.is_ascii()).then_some(chunk.len())
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = tokens(text).iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn words_numbers_and_signs() {
        check("On 16th May 2019, he", "On|16|th|May|2019|,|he");
        check("2011年3月，中国", "2011|年|3|月|，|中国");
        check("2011年的会从2012年到2015年", "2011|年|的会从|2012|年|到|2015|年");
        check(
            "See https://example.org/2019/05 of 2019 or doi:10.1080/1",
            "See|of|2019|or|doi|:|10|.|1080|/|1",
        );
        check("doi 10.1177/1369148120914467 at a.2019@example.org", "doi|at");
        check("", "");
    }
}
