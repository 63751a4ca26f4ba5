//! Years as citations print them: `2017b`, `1776/1976`, `n.d.`, `forthcoming`; who wrote in them is not known here.

use crate::import::recognise::tokens::{Kind, Tokens};

/// The year of a cited work, or the words that stand for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import::recognise) struct Year {
    /// As printed: `2017b`, `1776/1976`, `n.d.`
    pub(in crate::import::recognise) printed: String,
    /// How a list of references may give it: `2017b`; `1776`, `1976`; `nd`
    pub(in crate::import::recognise) forms: Vec<String>,
    /// The number, where it is one
    pub(in crate::import::recognise) number: Option<u32>,
}

impl Year {
    /// The part of a key that tells it: `2017b`, `nd`.
    pub(in crate::import::recognise) fn key(&self) -> &str {
        self.forms.last().map_or("nd", String::as_str)
    }

    /// Whether it is more than a bare number, so that nothing but a citation prints it.
    pub(in crate::import::recognise) fn is_telling(&self) -> bool {
        self.number.is_none() || self.forms.len() > 1 || self.key().ends_with(|c: char| c.is_alphabetic())
    }
}

/// The years that a work may be cited by.
const EARLIEST: u32 = 1450;
const LATEST: u32 = 2045;

/// Words that stand for a year, with the form by which they are compared.
const WORDS: &[(&str, &str)] = &[
    ("n d", "nd"),
    ("nd", "nd"),
    ("no date", "nd"),
    ("undated", "nd"),
    ("o j", "nd"),
    ("s d", "nd"),
    ("s f", "nd"),
    ("s a", "nd"),
    ("б г", "nd"),
    ("forthcoming", "forthcoming"),
    ("in press", "forthcoming"),
    ("in preparation", "forthcoming"),
    ("in prep", "forthcoming"),
    ("under review", "forthcoming"),
    ("submitted", "forthcoming"),
    ("im erscheinen", "forthcoming"),
    ("im druck", "forthcoming"),
    ("à paraître", "forthcoming"),
    ("sous presse", "forthcoming"),
    ("en prensa", "forthcoming"),
    ("no prelo", "forthcoming"),
    ("в печати", "forthcoming"),
    ("即将出版", "forthcoming"),
    ("无日期", "nd"),
];

/// Reads a year at a token, with those that follow it by their letters alone: `2017a, b`.
pub(super) fn read(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(Vec<Year>, usize)> {
    if let Some((year, next)) = words(tokens, at, end) {
        return Some((vec![year], next));
    }
    if tokens.is(at, '[') {
        let (first, _, next) = number(tokens, at + 1, end)?;
        let close = tokens.is(next, ']').then_some(next + 1)?;
        return match number(tokens, close, end) {
            Some((second, value, next)) => {
                let printed = format!("[{first}] {second}");
                Some((vec![Year { printed, forms: vec![first, second], number: Some(value) }], next))
            }
            None => Some((vec![plain(&first)], close)),
        };
    }
    let (first, value, next) = number(tokens, at, end)?;
    if let Some((year, next)) = reprint(tokens, &first, next, end) {
        return Some((vec![year], next));
    }
    if is_part_of_date(tokens, at, next, end) {
        return None;
    }
    let mut years = vec![Year { printed: first.clone(), forms: vec![first.clone()], number: Some(value) }];
    let next = letters(tokens, &mut years, next, end);
    Some((years, next))
}

/// The number of a year from its text, where it is one alone or with a letter.
pub(super) fn value(text: &str) -> Option<u32> {
    let (digits, letter) = text.split_at_checked(4)?;
    let letters = letter.chars().count() <= 1 && letter.chars().all(|c| c.is_ascii_lowercase());
    let value = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    (letters && (EARLIEST..=LATEST).contains(&value)).then_some(value)
}

fn plain(text: &str) -> Year {
    Year { printed: text.to_owned(), forms: vec![text.to_owned()], number: value(text) }
}

fn number(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(String, u32, usize)> {
    if at >= end || tokens.kind(at) != Some(Kind::Number) {
        return None;
    }
    let text = tokens.word(at);
    let value = value(text)?;
    let han = at + 1 < end && matches!(tokens.word(at + 1), "年" | "г");
    Some((text.to_owned(), value, at + 1 + usize::from(han)))
}

/// `1776/1976`, `1776 [1976]`, `1976 (1776)`: one work with two years.
fn reprint(tokens: &Tokens<'_>, first: &str, at: usize, end: usize) -> Option<(Year, usize)> {
    let (open, close) = match tokens.mark(at).filter(|_| at < end)? {
        '/' => ("/", None),
        '[' => (" [", Some(']')),
        _ => return None,
    };
    let (second, value, next) = number(tokens, at + 1, end)?;
    let next = match close {
        Some(mark) => tokens.is(next, mark).then_some(next + 1)?,
        None => next,
    };
    let tail = if close.is_some() { "]" } else { "" };
    let printed = format!("{first}{open}{second}{tail}");
    Some((Year { printed, forms: vec![first.to_owned(), second], number: Some(value) }, next))
}

/// Whether a number is a part of a date, of a range of years or of a larger number: `8/VII/2017`, `1949–2019`, `2016-17`.
fn is_part_of_date(tokens: &Tokens<'_>, at: usize, next: usize, end: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.mark(before));
    let joined = matches!(before, Some('/' | '-' | '.')) && !tokens.spaced(at);
    let amount = matches!(before, Some('$' | '€' | '£' | '#' | '№' | '+' | '='));
    let behind = tokens.mark(next).filter(|_| next < end);
    let digits = next + 1 < end && tokens.kind(next + 1) == Some(Kind::Number);
    let range =
        matches!(behind, Some('/' | '-')) && digits && !tokens.word(at).ends_with(char::is_alphabetic);
    let decimal = matches!(behind, Some('.' | ',')) && digits && !tokens.spaced(next + 1);
    joined && !matches!(before, Some('.')) || amount || range || decimal || matches!(behind, Some('%' | '°'))
}

/// The letters behind a year with a letter: `2017a, b`, `2017a–c`.
fn letters(tokens: &Tokens<'_>, years: &mut Vec<Year>, mut at: usize, end: usize) -> usize {
    let Some(first) = years.first().map(|year| year.printed.clone()) else { return at };
    let (Some(digits), Some(mut last)) =
        (first.get(..4), first.get(4..).and_then(|rest| rest.chars().next()))
    else {
        return at;
    };
    while at + 1 < end
        && let Some(mark) = tokens.mark(at)
        && let Some(letter) = single_letter(tokens.word(at + 1))
        && letter > last
    {
        match mark {
            ',' | '&' if letter as u32 - last as u32 <= 3 && !tokens.is(at + 2, '.') => {
                years.push(plain(&format!("{digits}{letter}")));
            }
            '-' if letter as u32 - last as u32 <= 10 => {
                years.extend((last..=letter).skip(1).map(|letter| plain(&format!("{digits}{letter}"))));
            }
            _ => break,
        }
        last = letter;
        at += 2;
    }
    at
}

fn single_letter(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|c| c.is_ascii_lowercase() && chars.next().is_none())
}

fn words(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(Year, usize)> {
    let (form, next) =
        WORDS.iter().find_map(|(words, form)| Some((*form, tokens.phrase(at, end, words)?)))?;
    // `S. D. Smith` is no undated work.
    if tokens.word(at).chars().count() == 1
        && tokens.word(at).chars().all(char::is_uppercase)
        && !is_o_j(tokens, at)
    {
        return None;
    }
    let mut form = form.to_owned();
    let mut next = next;
    if next + 1 < end
        && tokens.is(next, '-')
        && let Some(letter) = single_letter(tokens.word(next + 1))
    {
        form = format!("{form}-{letter}");
        next += 2;
    }
    Some((Year { printed: tokens.slice(at, next), forms: vec![form], number: None }, next))
}

/// `O. J.`, as German has it at the head of a bracket
fn is_o_j(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.word(at), "O") && tokens.is(at + 1, '.') && tokens.word(at + 2) == "J"
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::import::recognise::tokens::Tokens;

    fn check(text: &str, printed: &[&str]) {
        let tokens = Tokens::of(text);
        let years = read(&tokens, 0, tokens.len()).map(|(years, _)| years).unwrap_or_default();
        let found: Vec<_> = years.iter().map(|year| year.printed.as_str()).collect();
        assert_eq!(found, printed, "{text}");
    }

    #[test]
    fn years_are_read() {
        check("2017", &["2017"]);
        check("2017b: 4", &["2017b"]);
        check("2017a, b", &["2017a", "2017b"]);
        check("2017a–c", &["2017a", "2017b", "2017c"]);
        check("1776/1976", &["1776/1976"]);
        check("[1776] 1976", &["[1776] 1976"]);
        check("1776 [1976]", &["1776 [1976]"]);
        check("n.d.", &["n.d."]);
        check("n.d.-b", &["n.d.-b"]);
        check("2017a, p. 4", &["2017a"]);
        check("o. J.", &["o. J."]);
        check("in press", &["in press"]);
        check("2018年", &["2018"]);
    }

    #[test]
    fn dates_and_figures_are_no_years() {
        for text in
            ["1949–2019", "2016-17", "2018/03/01", "1368a1", "3200", "2017/8", "2018,500", "1200", "2019%"]
        {
            check(text, &[]);
        }
    }
}
