//! The words by which notes refer back, in the languages that they are met in; what they mean in a note is not known here.

use super::tokens::{Kind, Token};

/// What a stretch of words refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// The source just named: “ibid.”
    Same,
    /// A work of the author just named: “op. cit.”
    Cited,
}

/// English, German, French, Spanish and Italian abbreviations, and what Chinese and Japanese notes have.
const SAME: [&[&str]; 13] = [
    &["ibid"],
    &["ibidem"],
    &["ibíd"],
    &["ibídem"],
    &["ebd"],
    &["ebda"],
    &["ebenda"],
    &["ebendort"],
    &["loc", "cit"],
    &["l", "c"],
    &["同", "上"],
    &["同", "前"],
    &["同", "注"],
];
const CITED: [&[&str]; 10] = [
    &["op", "cit"],
    &["opus", "cit"],
    &["opere", "citato"],
    &["art", "cit"],
    &["art", "cité"],
    &["ob", "cit"],
    &["obra", "citada"],
    &["a", "a", "o"],
    &["am", "angegebenen", "ort"],
    &["前", "引"],
];
const NOTE: [&str; 15] = [
    "n",
    "nn",
    "note",
    "notes",
    "fn",
    "footnote",
    "anm",
    "anmerkung",
    "fußnote",
    "fussnote",
    "nota",
    "notas",
    "注",
    "註",
    "脚注",
];
/// Words that make a number that of a note of this text, before it or behind it.
const CUES: [&str; 30] = [
    "see",
    "cf",
    "supra",
    "infra",
    "above",
    "below",
    "earlier",
    "siehe",
    "s",
    "vgl",
    "vergleiche",
    "oben",
    "unten",
    "o",
    "u",
    "voir",
    "v",
    "dessus",
    "dessous",
    "véase",
    "vid",
    "vide",
    "cfr",
    "arriba",
    "abajo",
    "cit",
    "见",
    "見",
    "参",
    "前",
];
/// Words that a note may begin with before “ibid.”
const SIGNALS: [&str; 44] = [
    "see",
    "also",
    "cf",
    "compare",
    "e",
    "g",
    "eg",
    "quoted",
    "cited",
    "in",
    "as",
    "and",
    "but",
    "again",
    "for",
    "example",
    "siehe",
    "s",
    "vgl",
    "vergleiche",
    "auch",
    "dazu",
    "zit",
    "zitiert",
    "nach",
    "so",
    "voir",
    "aussi",
    "v",
    "comparer",
    "cité",
    "dans",
    "véase",
    "también",
    "vid",
    "cfr",
    "citado",
    "en",
    "见",
    "参",
    "見",
    "參",
    "另",
    "from",
];
/// Words after a number that make the note one of another text.
const ELSEWHERE: [&str; 10] = ["in", "of", "to", "von", "zu", "de", "du", "der", "des", "en"];

/// The phrase that begins at a token, with the tokens that it takes, its full stop included.
pub(super) fn phrase(tokens: &[Token], at: usize) -> Option<(Phrase, usize)> {
    let find = |phrases: &[&[&str]]| phrases.iter().filter_map(|words| matched(tokens, at, words)).max();
    let same = find(&SAME).map(|end| (Phrase::Same, end));
    same.or_else(|| find(&CITED).map(|end| (Phrase::Cited, end)))
}

/// Whether a word only leads to a source.
pub(super) fn is_signal(token: &Token) -> bool {
    match &token.kind {
        Kind::Word(word) => SIGNALS.contains(&word.as_str()),
        Kind::Mark(_) => true,
        _ => false,
    }
}

/// The number of a note of this text that a word at a token leads to, with the tokens that it takes.
pub(super) fn note_number(tokens: &[Token], at: usize) -> Option<(&str, usize)> {
    let word = tokens.get(at)?.word().filter(|word| NOTE.contains(word))?;
    let stop = usize::from(tokens.get(at + 1).is_some_and(|token| token.is('.')));
    let end = at + 1 + stop;
    let Kind::Number(number) = &tokens.get(end)?.kind else { return None };
    let mut before = tokens[..at].iter().rev().filter(|token| !matches!(token.kind, Kind::Mark(_)));
    let previous = before.next();
    if previous.is_some_and(|token| matches!(token.kind, Kind::Number(_))) {
        // “p. 27, n. 4” is a note on that page.
        return None;
    }
    let next = tokens.get(end + 1..).unwrap_or_default().iter();
    let mut next = next.skip_while(|token| token.is(',') || token.is('-')).filter_map(Token::word);
    let mut after = next.next();
    if after == Some("ci") {
        after = next.next();
    }
    let is_cue = |word: &str| CUES.contains(&word);
    let bracketed =
        at > 0 && tokens[at - 1].is('(') && tokens.get(end + 1).is_some_and(|token| token.is(')'));
    let cued = previous.and_then(Token::word).is_some_and(is_cue)
        || after.is_some_and(|word| is_cue(word) && word.len() > 1)
        || bracketed;
    let elsewhere = after.is_some_and(|word| ELSEWHERE.contains(&word));
    (cued && !elsewhere && !(word == "n" && stop == 0 && !bracketed && previous.is_none()))
        .then_some((number, end + 1))
}

/// The tokens that some words take from one on, with the full stop behind the last.
fn matched(tokens: &[Token], at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at;
    for (n, word) in words.iter().enumerate() {
        while n > 0 && tokens.get(next).is_some_and(|token| token.is('.')) {
            next += 1;
        }
        if tokens.get(next)?.word() != Some(*word) {
            return None;
        }
        next += 1;
    }
    let short = words.last().is_some_and(|word| word.chars().count() <= 4);
    let abbreviated = short && tokens.get(next).is_some_and(|token| token.is('.'));
    Some(if abbreviated { next + 1 } else { next })
}
