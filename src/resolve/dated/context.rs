//! Whether a date that is named dates something: what stands around it tells it from the year of a citation, the date
//! of a publication, and numbers that count; what else the sentence says is not understood.

use super::lexicon::{
    ABOUT, ALSO, BEFORE_NUMBERS, BEFORE_YEARS, BESIDE, COUNTED, HAPPENINGS, LOOKED_UP, SINCE, UNTIL,
};
use super::names::WEEKDAYS;
use super::scan::{Form, Named};
use super::tokens::{Token, TokenKind};
use super::value::{Reach, Said};

/// What is read beside a date: how far it reaches, and whether something is said to be then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bearing {
    /// How far it reaches
    pub(super) reach: Reach,
    /// Whether something is at that date, and not after it, before it, or since then
    pub(super) at: bool,
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

    /// What is read beside a date; `None` where it dates nothing. `last` ends the date before it that does.
    pub(super) fn bearing(&self, named: &Named, last: Option<usize>) -> Option<Bearing> {
        let stands = match named.form {
            Form::BareYear => self.year_stands(named, last),
            Form::Digits => {
                BEFORE_YEARS.contains(&self.before(named.start, 1)) || self.before(named.start, 1) == "on"
            }
            Form::Worded => true,
        };
        let stands =
            stands && !self.is_citation(named) && !self.is_apposed(named, last) && !self.is_alone(named);
        stands.then(|| self.reach(named))
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

    /// Whether four digits are a year.
    fn year_stands(&self, named: &Named, last: Option<usize>) -> bool {
        let (start, end) = (named.start, named.end);
        let before = self.before(start, 1);
        let introduced = BEFORE_YEARS.contains(&before);
        // “and 1600 in 2019”: the year is the other one.
        let counts = COUNTED.contains(&self.word(end)) || !introduced && self.is_year_after_preposition(end);
        if counts || BEFORE_NUMBERS.contains(&before) || LOOKED_UP.contains(&before) {
            return false;
        }
        if introduced || self.is_sibling(start, last) {
            return true;
        }
        let followed = self.tokens.get(end).is_some_and(|next| matches!(next.kind, TokenKind::Word(_)));
        let Some(previous) = start.checked_sub(1) else { return followed };
        match self.tokens.get(previous).map(|token| &token.kind) {
            // “Russia’s 2022 invasion”, “its 2022 summit”; “Windows 2000” is a name.
            Some(TokenKind::Word(word)) => {
                let possessive = word == "s" && matches!(self.sign_before(previous, 1), Some('’' | '\''));
                followed && (possessive || !self.is_capitalised(previous) || self.begins_sentence(previous))
            }
            Some(TokenKind::Sign('(' | '（')) => true,
            Some(TokenKind::Sign('’' | '\'' | '.' | '“' | '‘' | '"' | '!' | '?')) => followed,
            _ => false,
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
        ends && by_name && !BEFORE_YEARS.contains(&self.word(previous))
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
        let at_it = Bearing { reach: Reach::Then, at: true };
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
            return Bearing { reach: Reach::From, at: false };
        }
        if UNTIL.contains(&word) && !closed {
            return Bearing { reach: Reach::Until, at: false };
        }
        if ABOUT.contains(&word) || word.is_empty() && ABOUT.contains(&self.before(start, 2)) {
            let point = matches!(named.said, Said::Point(_) | Said::Decade(_));
            return Bearing { reach: if point { Reach::About } else { Reach::Then }, at: true };
        }
        at_it
    }
}
