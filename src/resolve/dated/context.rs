//! Whether a date that is named dates something: what stands around it tells it from the year of a citation, the date
//! of a publication, and numbers that count; what else the sentence says is not understood.

use super::lexicon::{
    ABOUT, ALSO, BEFORE_BOTH, BEFORE_NUMBERS, BEFORE_YEARS, BESIDE, COUNTED, DETERMINERS, HAPPENINGS,
    LOOKED_UP, SINCE, UNTIL,
};
use super::names::WEEKDAYS;
use super::scan::{Form, Named};
use super::tokens::{Token, TokenKind};
use super::value::{Reach, Said};

/// The years that a number can be which no word and no sign calls one.
const NEWER_YEARS: std::ops::RangeInclusive<i64> = 1700..=2099;

/// How sure it is that something is a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// Four digits with a word after them: “the short-lived 1950 alliance”, “hall 1950 was full”
    Possible,
    /// Four digits where years often stand: “of 1950”, “its 1950 alliance”, “the alliance (1950)”
    Likely,
    /// It is written as dates alone are, or a word before it says so
    Sure,
}

/// What ended just before: the date or the number that the next one may be in a list with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// The token after the last date
    pub(super) date: Option<usize>,
    /// The token after the last number that counts or names something
    pub(super) number: Option<usize>,
}

/// What is read beside a date: how far it reaches, and whether something is said to be then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bearing {
    /// How far it reaches
    pub(super) reach: Reach,
    /// Whether something is at that date, and not after it, before it, or since then
    pub(super) at: bool,
    /// How sure it is a date
    pub(super) certainty: Certainty,
}

/// A text around its dates.
pub(super) struct Surroundings<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The bracket that each token stands in
    brackets: Vec<Option<usize>>,
}

impl<'a> Surroundings<'a> {
    /// The surroundings of a text’s dates.
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let mut open = Vec::new();
        let brackets = tokens
            .iter()
            .enumerate()
            .map(|(index, token)| {
                let within = open.last().copied();
                match token.sign() {
                    Some('(' | '[' | '（') => open.push(index),
                    Some(')' | ']' | '）') => _ = open.pop(),
                    _ => {}
                }
                within
            })
            .collect();
        Self { text, tokens, brackets }
    }

    /// What is read beside a date; `None` where it dates nothing.
    pub(super) fn bearing(&self, named: &Named, last: Before) -> Option<Bearing> {
        let certainty = match named.form {
            Form::BareYear => self.year_stands(named, last)?,
            Form::Digits => {
                let before = self.before(named.start, 1);
                (introduced(before).is_some() || before == "on").then_some(Certainty::Sure)?
            }
            Form::Worded => Certainty::Sure,
        };
        let stands = !self.is_citation(named) && !self.is_apposed(named, last.date) && !self.is_alone(named);
        stands.then(|| Bearing { certainty, ..self.reach(named) })
    }

    /// Whether what looks like a year counts or names something: “Resolutions 1368 and 1373”, “1600 soldiers”.
    pub(super) fn is_number(&self, named: &Named, last: Before) -> bool {
        let before = self.before(named.start, 1);
        named.form == Form::BareYear
            && (COUNTED.contains(&self.word(named.end))
                || BEFORE_NUMBERS.contains(&before)
                || self.is_sibling(named.start, last.number))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", Token::word)
    }

    fn sign(&self, at: usize) -> Option<char> {
        self.tokens.get(at).and_then(Token::sign)
    }

    /// The word that stands so many tokens before.
    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    fn sign_before(&self, at: usize, back: usize) -> Option<char> {
        at.checked_sub(back).and_then(|at| self.sign(at))
    }

    fn is_capitalised(&self, at: usize) -> bool {
        let first = self.tokens.get(at).and_then(|token| self.text.get(token.range.start..)?.chars().next());
        first.is_some_and(char::is_uppercase)
    }

    /// How sure it is that four digits are a year; `None` if they are none.
    fn year_stands(&self, named: &Named, last: Before) -> Option<Certainty> {
        let (start, end) = (named.start, named.end);
        let before = self.before(start, 1);
        let introduced = introduced(before);
        // “and 1600 in 2019”: the year is the other one.
        let counts = introduced.is_none() && self.is_year_after_preposition(end);
        if counts || LOOKED_UP.contains(&before) {
            return None;
        }
        if introduced.is_some() {
            return introduced;
        }
        if self.is_sibling(start, last.date) {
            return Some(Certainty::Likely);
        }
        let followed = self.tokens.get(end).is_some_and(|next| matches!(next.kind, TokenKind::Word(_)));
        let possible = (followed && is_newer(named)).then_some(Certainty::Possible);
        let Some(previous) = start.checked_sub(1) else { return possible };
        match self.tokens.get(previous).map(|token| &token.kind) {
            // “Russia’s 2022 invasion”, “its 2022 summit”; “Windows 2000” is a name.
            Some(TokenKind::Word(word)) => {
                let possessive = word == "s" && matches!(self.sign_before(previous, 1), Some('’' | '\''));
                if possessive || DETERMINERS.contains(&word.as_str()) {
                    return followed.then_some(Certainty::Likely);
                }
                possible.filter(|_| !self.is_capitalised(previous) || self.begins_sentence(previous))
            }
            Some(TokenKind::Sign('(' | '（')) => Some(Certainty::Likely),
            Some(TokenKind::Sign('’' | '\'' | '.' | '“' | '‘' | '"' | '!' | '?')) => possible,
            _ => None,
        }
    }

    fn is_year_after_preposition(&self, at: usize) -> bool {
        let preposition = matches!(self.word(at), "in" | "en" | "im" | "em");
        preposition && self.tokens.get(at + 1).is_some_and(|token| token.number(4..5).is_some())
    }

    /// Whether a word is the first of its sentence.
    fn begins_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| matches!(self.sign(before), Some('.' | '!' | '?' | '“' | '‘')))
    }

    /// “2016 and 2018”, “2015, 2016”: the date before is one of the same list.
    fn is_sibling(&self, start: usize, last: Option<usize>) -> bool {
        let Some(joint) = start.checked_sub(1) else { return false };
        let listed = ALSO.contains(&self.word(joint)) || matches!(self.sign(joint), Some(',' | '、' | '/'));
        listed && last == Some(joint)
    }

    /// “(Foot, 2019)”, “Lo (2019: 4)”, “(see Gady 2019; Yu 2019)”.
    fn is_citation(&self, named: &Named) -> bool {
        let Some(bracket) = self.brackets.get(named.start).copied().flatten() else { return false };
        if named.form != Form::BareYear {
            return false;
        }
        let after = self.sign(named.end);
        if bracket + 1 == named.start {
            let Some(previous) = bracket.checked_sub(1) else { return false };
            let word = self.word(previous);
            return self.is_capitalised(previous) && !HAPPENINGS.contains(&word)
                || matches!(after, Some(':' | ';')) && !word.is_empty();
        }
        let previous = named.start - 1;
        let ends = matches!(after, Some(')' | ']' | ';' | ':' | ',' | '）'));
        let by_name =
            self.is_capitalised(previous) || self.word(previous) == "al" || self.sign(previous) == Some('.');
        ends && by_name && introduced(self.word(previous)).is_none()
    }

    /// “Xinhua, 17 February 2019”, “Date: 15 November 2021”: the date of something that is named, not of what is told.
    fn is_apposed(&self, named: &Named, last: Option<usize>) -> bool {
        if self.is_sibling(named.start, last) {
            return false;
        }
        match self.sign_before(named.start, 1) {
            Some(',') => !WEEKDAYS.contains(&self.before(named.start, 2)),
            Some(':' | '/' | '©') => true,
            _ => {
                LOOKED_UP.contains(&self.before(named.start, 1))
                    || LOOKED_UP.contains(&self.before(named.start, 2))
            }
        }
    }

    /// Whether the text holds little but the date: a heading, a line of data.
    fn is_alone(&self, named: &Named) -> bool {
        const FEWEST_WORDS: usize = 3;
        let other = |(index, token): (usize, &Token)| {
            let inside = (named.start..named.end).contains(&index);
            let Token { kind: TokenKind::Word(word), range, .. } = token else { return 0 };
            // Chinese writes words without spaces.
            let words = if word.is_ascii() { 1 } else { range.len().div_ceil(6) };
            if inside || WEEKDAYS.contains(&word.as_str()) { 0 } else { words }
        };
        let mut words = 0;
        for counted in self.tokens.iter().enumerate().map(other) {
            words += counted;
            if words >= FEWEST_WORDS {
                return false;
            }
        }
        true
    }

    fn reach(&self, named: &Named) -> Bearing {
        let at_it = Bearing { reach: Reach::Then, at: true, certainty: Certainty::Sure };
        let mut start = named.start;
        // “since the 1960s”, “desde el 2012”, “seit dem Jahr 1955”
        while matches!(
            self.before(start, 1),
            "the"
                | "el"
                | "le"
                | "la"
                | "los"
                | "les"
                | "o"
                | "os"
                | "dem"
                | "den"
                | "der"
                | "year"
                | "jahr"
                | "en"
                | "à"
        ) {
            start -= 1;
        }
        let word = self.before(start, 1);
        let closed = matches!(named.said, Said::Span(..));
        if BESIDE.contains(&word) || matches!(self.word(named.end), "以前" | "以后" | "之前" | "之后")
        {
            return Bearing { at: false, ..at_it };
        }
        // “It dates from 1961.”
        let dates = word == "from" && matches!(self.before(start, 2), "dates" | "dated" | "dating" | "date");
        if SINCE.contains(&word) && !closed && !dates {
            return Bearing { reach: Reach::From, at: false, ..at_it };
        }
        if UNTIL.contains(&word) && !closed {
            return Bearing { reach: Reach::Until, at: false, ..at_it };
        }
        if ABOUT.contains(&word) || word.is_empty() && ABOUT.contains(&self.before(start, 2)) {
            let point = matches!(named.said, Said::Point(_) | Said::Decade(_));
            return Bearing { reach: if point { Reach::About } else { Reach::Then }, ..at_it };
        }
        at_it
    }
}

/// How sure a word makes it that four digits after it are a year.
fn introduced(word: &str) -> Option<Certainty> {
    match word {
        word if BEFORE_YEARS.contains(&word) => Some(Certainty::Sure),
        word if BEFORE_BOTH.contains(&word) => Some(Certainty::Likely),
        _ => None,
    }
}

fn is_newer(named: &Named) -> bool {
    match named.said {
        Said::Point(parts) | Said::Span(parts, _) => NEWER_YEARS.contains(&parts.year),
        Said::Decade(_) | Said::Part(..) => true,
    }
}
