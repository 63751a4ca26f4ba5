//! The dates that a text names, as far as its words say them; whether they date anything is not known here.
//!
//! At each token the longer forms are tried first. Two numbers that may be day and month in either order are no date.

use super::lexicon::{BETWEEN, LINKS};
use super::names::{part, roman, season};
use super::tokens::{Token, TokenKind};
use super::value::{Part, Said, Whole, year};
use crate::model::date::DateParts;
use crate::model::months::month;

/// A date that is named, by its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The first token
    pub(super) start: usize,
    /// The token after the last
    pub(super) end: usize,
    /// What is said
    pub(super) said: Said,
    /// How it is written
    pub(super) form: Form,
}

/// How a date is written, which decides how much must stand around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Four digits and nothing else
    BareYear,
    /// Digits and signs
    Digits,
    /// With words or signs that only dates have
    Worded,
}

/// What was read, and the token after it.
type Read<T> = Option<(T, usize)>;

/// The years that are looked for.
const YEARS: std::ops::RangeInclusive<u16> = 1000..=2199;

/// The dates that the tokens name, none within another.
pub(super) fn scan(tokens: &[Token]) -> Vec<Named> {
    let scanner = Scanner { tokens };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(named) = scanner.named(at) {
            at = named.end.max(at + 1);
            found.push(named);
        } else {
            at += 1;
        }
    }
    found
}

#[derive(Clone, Copy)]
struct Scanner<'a> {
    tokens: &'a [Token],
}

impl<'a> Scanner<'a> {
    fn named(self, start: usize) -> Option<Named> {
        let longer = self.part_of(start).or_else(|| self.decade(start)).or_else(|| self.shared_span(start));
        if let Some((said, end)) = longer {
            let years = matches!(said, Said::Span(DateParts { month: None, .. }, _));
            return Some(Named { start, end, said, form: if years { Form::BareYear } else { Form::Worded } });
        }
        let ((first, form), end) = self.date(start)?;
        let (said, end) = match self.joined(start, end, first) {
            Some((last, end)) => (Said::Span(first, last), end),
            None => (Said::Point(first), end),
        };
        Some(Named { start, end, said, form })
    }

    fn word(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", Token::word)
    }

    fn sign(self, at: usize) -> Option<char> {
        self.tokens.get(at).and_then(Token::sign)
    }

    fn glued(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    fn small(self, at: usize) -> Option<u8> {
        self.tokens.get(at)?.number(1..3).and_then(|number| u8::try_from(number).ok())
    }

    /// A year of four digits that no letter or sign makes something else.
    fn year(self, at: usize) -> Option<i64> {
        let number = self.tokens.get(at)?.number(4..5).filter(|number| YEARS.contains(number))?;
        let before = at.checked_sub(1).filter(|_| self.glued(at)).and_then(|at| self.tokens.get(at));
        let joins_before = before.is_some_and(|token| match &token.kind {
            TokenKind::Word(word) => word.is_ascii(),
            TokenKind::Number(..) => true,
            TokenKind::Sign(sign) => matches!(sign, '$' | '€' | '£' | '¥' | '#' | '@' | '_' | '+' | '='),
        });
        let thousands = before.is_some_and(|token| matches!(token.sign(), Some(',' | '.')))
            && self.glued(at - 1)
            && at.checked_sub(2).and_then(|at| self.tokens.get(at)).is_some_and(|t| t.number(1..5).is_some());
        let after = self.tokens.get(at + 1).filter(|token| token.glued);
        let joins_after = after.is_some_and(|token| match &token.kind {
            TokenKind::Word(word) => word.is_ascii(),
            TokenKind::Number(..) => true,
            TokenKind::Sign(sign) => matches!(sign, '%' | '°' | '€' | '$' | '_' | '='),
        });
        (!joins_before && !thousands && !joins_after).then_some(i64::from(number))
    }

    /// A month’s name, and the full stop of an abbreviation.
    fn month(self, at: usize) -> Read<u8> {
        let month = month(self.word(at))?;
        let dot = self.sign(at + 1) == Some('.') && self.glued(at + 1) && !self.ends_sentence(at + 1);
        Some((month, at + 1 + usize::from(dot)))
    }

    /// Whether nothing that belongs to a date follows a full stop.
    fn ends_sentence(self, dot: usize) -> bool {
        self.tokens.get(dot + 1).is_none_or(|next| !matches!(next.kind, TokenKind::Number(..)))
    }

    /// Passes over “of”, “de” and an apostrophe after it.
    fn past_links(self, mut at: usize) -> usize {
        while LINKS.contains(&self.word(at)) || matches!(self.sign(at), Some('’' | '\'') if self.glued(at))
        {
            at += 1;
        }
        at
    }

    /// A day’s number, and what makes it an ordinal.
    fn day(self, at: usize) -> Read<u8> {
        let day = self.small(at).filter(|day| (1..=31).contains(day))?;
        let next = at + 1;
        let ordinal = self.glued(next)
            && (matches!(self.word(next), "st" | "nd" | "rd" | "th" | "er" | "º")
                || matches!(self.sign(next), Some('.' | '°' | 'º')));
        Some((day, next + usize::from(ordinal)))
    }

    /// A whole date: with a year, and with what of month and day there is.
    fn date(self, at: usize) -> Read<(DateParts, Form)> {
        let worded = |(parts, end)| ((parts, Form::Worded), end);
        let digits = |(parts, end)| ((parts, Form::Digits), end);
        self.day_month_year(at)
            .or_else(|| self.month_day_year(at))
            .or_else(|| self.chinese(at))
            .map(worded)
            .or_else(|| self.digits(at).map(digits))
            .or_else(|| self.year(at).map(|y| ((year(y), Form::BareYear), at + 1)))
    }

    fn day_month_year(self, at: usize) -> Read<DateParts> {
        let (day, next) = self.day(at)?;
        let (month, next) = self.month(self.past_links(next))?;
        let next = self.past_comma(self.past_links(next));
        let year = self.year(next)?;
        Some((DateParts { year, month: Some(month), day: Some(day) }, next + 1))
    }

    /// “February 16, 2019”, “March 2011”, “autumn of 2022”.
    fn month_day_year(self, at: usize) -> Read<DateParts> {
        if let Some(season) = season(self.word(at)) {
            let next = self.past_links(at + 1);
            return Some((DateParts { year: self.year(next)?, month: Some(season), day: None }, next + 1));
        }
        let (month, next) = self.month(at)?;
        let next = self.past_comma(self.past_links(next));
        if let Some(year) = self.year(next) {
            return Some((DateParts { year, month: Some(month), day: None }, next + 1));
        }
        let (day, next) = self.day(next)?;
        let next = self.past_comma(next);
        Some((DateParts { year: self.year(next)?, month: Some(month), day: Some(day) }, next + 1))
    }

    fn past_comma(self, at: usize) -> usize {
        at + usize::from(self.sign(at) == Some(','))
    }

    /// “2011年3月16日”
    fn chinese(self, at: usize) -> Read<DateParts> {
        let year = self.year(at).filter(|_| self.word(at + 1) == "年")?;
        let month = self.small(at + 2).filter(|_| self.word(at + 3) == "月");
        let day = self.small(at + 4).filter(|_| month.is_some() && matches!(self.word(at + 5), "日" | "号"));
        let end = at + 2 + 2 * (usize::from(month.is_some()) + usize::from(day.is_some()));
        Some((DateParts { year, month, day }, end))
    }

    /// “2019-02-16”, “16.2.2019”, “10/VI/2018”; what may be read in two ways is no date.
    fn digits(self, at: usize) -> Read<DateParts> {
        let sign = self.sign(at + 1).filter(|sign| matches!(sign, '-' | '.' | '/'))?;
        if self.sign(at + 3) != Some(sign) || !(1..=4).all(|n| self.glued(at + n)) {
            return None;
        }
        let number =
            |at: usize| self.tokens.get(at)?.number(4..5).filter(|n| YEARS.contains(n)).map(i64::from);
        let (year, month, day) = if let Some(year) = number(at) {
            (year, self.small(at + 2)?, self.small(at + 4)?)
        } else {
            let (first, year) = (self.small(at)?, number(at + 4)?);
            match (roman(self.word(at + 2)), self.small(at + 2), sign) {
                (Some(month), ..) => (year, month, first),
                (None, Some(second), '.') => (year, second, first),
                (None, Some(second), _) if first > 12 || first == second => (year, second, first),
                (None, Some(second), _) if second > 12 => (year, first, second),
                _ => return None,
            }
        };
        Some((DateParts { year, month: Some(month), day: Some(day) }, at + 5))
    }

    /// “early 1960s”, “mid-2019”, “the first half of the 1960s”, “Anfang 2019”.
    fn part_of(self, at: usize) -> Read<Said> {
        let half = match (self.word(at), self.word(at + 1)) {
            ("first", "half")
            | ("erste" | "ersten", "hälfte")
            | ("première", "moitié")
            | ("primera", "mitad") => Some(Part::FirstHalf),
            ("second" | "latter", "half")
            | ("zweite" | "zweiten", "hälfte")
            | ("seconde", "moitié")
            | ("segunda", "mitad") => Some(Part::SecondHalf),
            _ => None,
        };
        let (part, mut next) = match half {
            Some(half) => (half, at + 2),
            None => (part(self.word(at))?, at + 1),
        };
        next += usize::from(matches!(self.sign(next), Some('-' | '–')));
        while matches!(
            self.word(next),
            "of" | "the" | "de" | "des" | "der" | "den" | "los" | "dos" | "la" | "del"
        ) {
            next += 1;
        }
        if let Some((Said::Decade(decade), end)) = self.decade(next) {
            return Some((Said::Part(part, Whole::Decade(decade)), end));
        }
        Some((Said::Part(part, Whole::Year(self.year(next)?)), next + 1))
    }

    /// “1960s”, “1960’s”, “1960er Jahre”, “années 1960”, “1960年代”, “20世纪60年代”.
    fn decade(self, at: usize) -> Read<Said> {
        if matches!(self.word(at), "années" | "años" | "anos" | "anni") {
            let year = self.year(at + 1).filter(|year| year % 10 == 0)?;
            return Some((Said::Decade(year), at + 2));
        }
        if let Some(century) = self.small(at).filter(|_| self.word(at + 1) == "世纪") {
            let tens = self.small(at + 2).filter(|tens| tens % 10 == 0)?;
            let decade = (i64::from(century) - 1) * 100 + i64::from(tens);
            let sound = (10..=21).contains(&century) && self.word(at + 3) == "年代";
            return sound.then_some((Said::Decade(decade), at + 4));
        }
        let number = self.tokens.get(at)?.number(4..5).filter(|n| YEARS.contains(n) && n % 10 == 0)?;
        let next = at + 1;
        let end = match (self.word(next), self.sign(next)) {
            ("s" | "年代", _) => next + 1,
            ("er", _) => next + 1 + usize::from(self.word(next + 1).starts_with("jahr")),
            (_, Some('’' | '\'')) if self.word(next + 1) == "s" && self.glued(next + 1) => {
                // “1960’s treaty” is of one year, “the 1960’s” are ten.
                let the = at.checked_sub(1).is_some_and(|before| self.word(before) == "the");
                if !the {
                    return None;
                }
                next + 2
            }
            _ => return None,
        };
        self.glued(next).then_some((Said::Decade(i64::from(number)), end))
    }

    /// Dates that share what is said once: “1–3 June 2018”, “January–October 2018”, “2017–18”, “1–3/VI/2018”.
    fn shared_span(self, at: usize) -> Read<Said> {
        let dash = |at: usize| matches!(self.sign(at), Some('-' | '–' | '—'));
        if let (Some(day), true) = (self.small(at), dash(at + 1)) {
            let (last, end) = self.day_month_year(at + 2).or_else(|| self.digits(at + 2))?;
            return Some((Said::Span(DateParts { day: Some(day), ..last }, last), end));
        }
        if let Some((first, next)) = self.month(at) {
            // “June 16–18, 2019”
            if let Some((day, next)) = self.day(next).filter(|(_, next)| dash(*next)) {
                let (last, next) = self.day(next + 1)?;
                let next = self.past_comma(next);
                let of = |day| DateParts { year: 0, month: Some(first), day: Some(day) };
                let year = self.year(next)?;
                let (from, to) = (DateParts { year, ..of(day) }, DateParts { year, ..of(last) });
                return Some((Said::Span(from, to), next + 1));
            }
            let between = dash(next) || matches!(self.word(next), "to" | "bis" | "à" | "a");
            let (last, next) = self.month(next + 1).filter(|_| between)?;
            let next = self.past_links(next);
            let year = self.year(next)?;
            let of = |month| DateParts { year, month: Some(month), day: None };
            return Some((Said::Span(of(first), of(last)), next + 1));
        }
        let first = self.tokens.get(at)?.number(4..5).filter(|n| YEARS.contains(n)).map(i64::from)?;
        let joint = dash(at + 1) || self.sign(at + 1) == Some('/');
        let short = self.tokens.get(at + 2)?.number(2..3).filter(|_| joint && self.glued(at + 1))?;
        let last = first - first % 100 + i64::from(short);
        // “2019-02-16” and “2011/03” are no spans; “2016-19” is one.
        let more = self.glued(at + 3) && matches!(self.sign(at + 3), Some('-' | '/' | '–'));
        (last > first && !more && self.glued(at + 2)).then_some((Said::Span(year(first), year(last)), at + 3))
    }

    /// The second date of an interval whose first is read: “1954–1957”, “from 1954 to 1957”, “von 1954 bis 1957”.
    fn joined(self, start: usize, at: usize, first: DateParts) -> Read<DateParts> {
        let opener = start.checked_sub(1).map_or("", |before| self.word(before));
        let joint = self.word(at);
        let by_word = BETWEEN.iter().any(|(word, openers)| {
            *word == joint
                && (openers.is_empty() || openers.contains(&opener) || self.articled(start, openers))
        });
        let by_sign = match self.sign(at) {
            Some('–' | '—' | '-') => true,
            Some('/') => self.glued(at) && self.glued(at + 1),
            _ => false,
        };
        let chinese = matches!(joint, "至" | "到");
        if !(by_word || by_sign || chinese) {
            return None;
        }
        let next = self.past_links(at + 1);
        let ((last, _), end) = self.date(next)?;
        let same = first.month.is_some() == last.month.is_some() || by_word;
        let ordered = (first.year, first.month, first.day) < (last.year, last.month, last.day);
        (same && ordered).then_some((last, end))
    }

    /// “entre el 2012 y el 2015”: an article stands between the opener and the date.
    fn articled(self, start: usize, openers: &[&str]) -> bool {
        let (Some(before), Some(opener)) = (start.checked_sub(1), start.checked_sub(2)) else { return false };
        matches!(self.word(before), "the" | "el" | "le" | "o" | "dem") && openers.contains(&self.word(opener))
    }
}
