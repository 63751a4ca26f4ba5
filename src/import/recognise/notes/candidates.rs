//! Every number that could be a note's marker, with how it is marked and how much its surroundings speak for it; which of
//! them are markers is decided by the sequence.

use std::ops::Range;

use super::context::{attached, is_closing, spaced};
use super::{HIGHEST, Spot};

/// The strength of what can hardly be anything else.
pub(super) const CLEAR: i32 = 80;

/// The strength of what is likely a marker wherever it stands.
pub(super) const GOOD: i32 = 60;

/// The strength of what may be a marker if the sequence wants it.
pub(super) const FAIR: i32 = 20;

/// A number that could be a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Where it stands, with its brackets and the space before it; the same for all numbers of one bracket
    pub(super) spot: Spot,
    /// How many numbers stand there together
    pub(super) company: usize,
    /// The number
    pub(super) number: u32,
    /// How it is marked
    pub(super) style: Style,
    /// How much its surroundings speak for it
    pub(super) strength: i32,
}

/// A way of marking; those that leave less to doubt come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `word¹`
    Raised,
    /// `word[1]`
    Bracketed,
    /// `word①`
    Circled,
    /// `word1`, `word.1`, and single ones with a space before them
    Attached,
    /// `word(1)`, `word1)`
    Rounded,
    /// `word. 1`, `word 1`: so in all of the text
    Spaced,
}

impl Style {
    /// All of them.
    pub(super) const ALL: [Self; 6] =
        [Self::Raised, Self::Bracketed, Self::Circled, Self::Attached, Self::Rounded, Self::Spaced];

    /// How strong a candidate is in a text that is marked this way; `None` where it has no part in it.
    pub(super) fn strength(self, candidate: &Candidate) -> Option<i32> {
        match (self, candidate.style) {
            (Self::Spaced, Self::Spaced) => Some(candidate.strength + GOOD),
            (Self::Attached, Self::Raised | Self::Spaced) | (Self::Spaced, Self::Attached) => {
                Some(candidate.strength)
            }
            (style, other) => (style == other).then_some(candidate.strength),
        }
    }

    /// Whether one note may have several markers.
    pub(super) fn repeats(self) -> bool {
        matches!(self, Self::Raised | Self::Bracketed)
    }

    /// How many thirds of a list's notes must be marked this way.
    pub(super) fn share_of_three(self) -> usize {
        if matches!(self, Self::Rounded | Self::Spaced) { 2 } else { 1 }
    }
}

/// A text as characters with their places, and how far a web address reaches.
pub(super) struct Scan<'t> {
    text: &'t str,
    chars: Vec<(usize, char)>,
}

/// All candidates of all texts, in their order.
pub(super) fn candidates(passages: &[&str]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (passage, text) in passages.iter().enumerate() {
        if text.chars().any(is_numeric) {
            Scan::new(text).all(passage, &mut found);
        }
    }
    found
}

fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || raised(c).is_some() || circled(c).is_some()
}

/// The digit that a raised one stands for.
pub(super) fn raised(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(u32::from(c) - u32::from('⁰')),
        _ => None,
    }
}

/// The number in a circle.
pub(super) fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(u32::from(c) - u32::from('①') + 1),
        '㉑'..='㉟' => Some(u32::from(c) - u32::from('㉑') + 21),
        '㊱'..='㊿' => Some(u32::from(c) - u32::from('㊱') + 36),
        _ => None,
    }
}

impl<'t> Scan<'t> {
    /// Cuts a text into characters.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, chars: text.char_indices().collect() }
    }

    /// Runs of one character that stick to what stands before them, and not to what stands behind.
    pub(super) fn runs(&self, is_part: impl Fn(char) -> bool) -> Vec<(Range<usize>, &'t str)> {
        let mut runs = Vec::new();
        let mut at = 0;
        while let Some(c) = self.at(at) {
            let start = at;
            while self.at(at) == Some(c) {
                at += 1;
            }
            let sticks = self.before(start, 1).is_some_and(|c| !c.is_whitespace());
            let ends = self.at(at).is_none_or(|c| !c.is_alphanumeric());
            if is_part(c) && sticks && ends {
                let bytes = self.bytes(start..at);
                runs.push((bytes.clone(), self.text.get(bytes).unwrap_or("")));
            }
        }
        runs
    }

    /// The character at an index.
    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(_, c)| *c)
    }

    /// The character `back` places before an index.
    pub(super) fn before(&self, index: usize, back: usize) -> Option<char> {
        self.at(index.checked_sub(back)?)
    }

    /// The letters and digits that end before an index.
    pub(super) fn word_before(&self, index: usize) -> &'t str {
        let mut start = index;
        while self.before(start, 1).is_some_and(char::is_alphanumeric) {
            start -= 1;
        }
        self.text.get(self.bytes(start..index)).unwrap_or("")
    }

    fn bytes(&self, chars: Range<usize>) -> Range<usize> {
        let byte = |index: usize| self.chars.get(index).map_or(self.text.len(), |(byte, _)| *byte);
        byte(chars.start)..byte(chars.end)
    }

    fn all(&self, passage: usize, found: &mut Vec<Candidate>) {
        let mut at = 0;
        let mut address_end = 0;
        while let Some(c) = self.at(at) {
            if self.before(at, 1).is_none_or(char::is_whitespace) {
                address_end = address_end.max(self.address(at));
            }
            let step = match c {
                '[' | '［' | '〔' | '【' => self.bracketed(at, passage, found),
                _ if at < address_end => 1,
                '(' | '（' => self.rounded(at, passage, found),
                c if c.is_ascii_digit() => self.number(at, passage, found),
                c if raised(c).is_some() => self.raised_number(at, passage, found),
                c if circled(c).is_some() => self.circled_number(at, passage, found),
                _ => 1,
            };
            at += step.max(1);
        }
    }

    /// Where the web address ends that begins at an index; there where it begins, if it is none.
    fn address(&self, start: usize) -> usize {
        let mut end = start;
        while self.at(end).is_some_and(|c| !c.is_whitespace()) {
            end += 1;
        }
        let token = self.text.get(self.bytes(start..end)).unwrap_or("");
        let lower = token.trim_start_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
        let is_address = lower.contains("://")
            || lower.contains('@')
            || ["www.", "doi:", "doi.org", "10.", "arxiv:"].iter().any(|start| lower.starts_with(start))
                && lower.len() > 6
            || [".com/", ".org/", ".net/", ".edu/", ".gov/"].iter().any(|host| lower.contains(host));
        if is_address { end } else { start }
    }

    /// The digits from an index on, and the index behind them; none where there are too many.
    fn digits(&self, start: usize) -> (Option<u32>, usize) {
        let mut end = start;
        let mut number = Some(0u32);
        while let Some(digit) = self.at(end).and_then(|c| c.to_digit(10)) {
            number = number.and_then(|n| n.checked_mul(10)?.checked_add(digit)).filter(|n| *n <= HIGHEST);
            end += 1;
        }
        let leading = self.at(start) == Some('0') || end == start;
        (number.filter(|_| !leading), end)
    }

    /// Numbers in a row, `1`, `1, 2`, `3–5`: all that are meant, and the index behind them.
    fn row(&self, start: usize) -> Option<(Vec<u32>, usize)> {
        let (first, mut end) = self.digits(start);
        let mut numbers = vec![first?];
        while let Some(last) = numbers.last().copied().filter(|_| numbers.len() < 50) {
            let range = matches!(self.at(end), Some('–' | '-' | '—' | '−'));
            if !range && !matches!(self.at(end), Some(',' | ';' | '，' | '、')) {
                break;
            }
            let skipped = usize::from(self.at(end + 1).is_some_and(char::is_whitespace));
            let (Some(next), behind) = self.digits(end + 1 + skipped) else {
                break;
            };
            if next <= last || next - last > 40 {
                break;
            }
            numbers.extend(if range { last + 1..=next } else { next..=next });
            end = behind;
        }
        Some((numbers, end))
    }

    fn bracketed(&self, open: usize, passage: usize, found: &mut Vec<Candidate>) -> usize {
        let mut start = open + 1;
        while self.at(start).is_some_and(|c| c == '^' || c.is_whitespace()) {
            start += 1;
        }
        start = self.behind_word(start);
        let Some((numbers, mut end)) = self.row(start) else {
            return 1;
        };
        if self.at(end).is_some_and(char::is_whitespace) {
            end += 1;
        }
        if !matches!(self.at(end), Some(']' | '］' | '〕' | '】')) {
            return 1;
        }
        let strength = if self.before(open, 1).is_none() { FAIR } else { CLEAR };
        let start = self.with_space(open);
        self.add(passage, start..end + 1, &numbers, Style::Bracketed, strength, found);
        end + 1 - open
    }

    /// Behind a word such as `note` in a bracket.
    fn behind_word(&self, start: usize) -> usize {
        let mut end = start;
        while self.at(end).is_some_and(|c| c.is_alphabetic() || c == '.') && end < start + 9 {
            end += 1;
        }
        let word = self.text.get(self.bytes(start..end)).unwrap_or("").trim_end_matches('.').to_lowercase();
        let known = ["note", "notes", "n", "fn", "nota", "anm", "nt", "注", "註", "footnote", "endnote"];
        if !known.contains(&word.as_str()) {
            return start;
        }
        end + usize::from(self.at(end).is_some_and(char::is_whitespace))
    }

    fn rounded(&self, open: usize, passage: usize, found: &mut Vec<Candidate>) -> usize {
        let (Some(number), end) = self.digits(open + 1) else {
            return 1;
        };
        if !matches!(self.at(end), Some(')' | '）')) {
            return 1;
        }
        let strength = match self.before(open, 1) {
            None => -GOOD,
            Some(c) if c.is_whitespace() => FAIR,
            Some(_) => GOOD,
        };
        let start = self.with_space(open);
        self.add(passage, start..end + 1, &[number], Style::Rounded, strength, found);
        end + 1 - open
    }

    fn raised_number(&self, start: usize, passage: usize, found: &mut Vec<Candidate>) -> usize {
        let mut end = start;
        let mut number = Some(0u32);
        while let Some(digit) = self.at(end).and_then(raised) {
            number = number.and_then(|n| n.checked_mul(10)?.checked_add(digit)).filter(|n| *n <= HIGHEST);
            end += 1;
        }
        if let Some(number) = number.filter(|number| *number > 0) {
            let strength = self.raised_strength(start);
            self.add(passage, self.with_space(start)..end, &[number], Style::Raised, strength, found);
        }
        end - start
    }

    /// Powers and units look like markers: `10²`, `km²`, `x³`.
    fn raised_strength(&self, start: usize) -> i32 {
        let word = self.word_before(start);
        let year = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
        let unit = ["m", "km", "cm", "mm", "dm", "ft", "mi", "s", "r", "x", "y", "n", "χ", "e"];
        if word.chars().next_back().is_some_and(char::is_numeric) && !year {
            -CLEAR
        } else if unit.contains(&word.to_lowercase().as_str()) {
            0
        } else {
            CLEAR
        }
    }

    fn circled_number(&self, start: usize, passage: usize, found: &mut Vec<Candidate>) -> usize {
        if let Some(number) = self.at(start).and_then(circled) {
            let strength = if self.before(start, 1).is_none() { -GOOD } else { GOOD };
            self.add(passage, start..start + 1, &[number], Style::Circled, strength, found);
        }
        1
    }

    fn number(&self, start: usize, passage: usize, found: &mut Vec<Candidate>) -> usize {
        let (number, end) = self.digits(start);
        let Some(number) = number else {
            return end - start;
        };
        let round = matches!(self.at(end), Some(')' | '）')) && self.is_unopened(start);
        if let Some(strength) = attached(self, start, end) {
            if round && strength >= FAIR {
                self.add(passage, start..end + 1, &[number], Style::Rounded, GOOD, found);
            }
            if let Some((numbers, behind)) = self.row(start).filter(|(numbers, _)| numbers.len() > 1)
                && strength >= GOOD
                && attached(self, start, behind).is_some()
            {
                self.add(passage, start..behind, &numbers, Style::Attached, strength, found);
                return behind - start;
            }
            self.add(passage, start..end, &[number], Style::Attached, strength, found);
        } else if let Some(strength) = spaced(self, start, end) {
            self.add(passage, self.with_space(start)..end, &[number], Style::Spaced, strength, found);
        }
        end - start
    }

    /// Whether a bracket that closes behind an index was never opened.
    fn is_unopened(&self, index: usize) -> bool {
        let mut depth = 0i32;
        for (_, c) in self.chars.get(index.saturating_sub(400)..index).unwrap_or_default() {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        depth == 0
    }

    /// The index of the space before another one, if it parts something from it.
    fn with_space(&self, index: usize) -> usize {
        let space = self.before(index, 1).is_some_and(char::is_whitespace);
        let word = self
            .before(index, 2)
            .is_some_and(|c| c.is_alphanumeric() || is_closing(c) || c.is_ascii_punctuation());
        if space && word { index - 1 } else { index }
    }

    fn add(
        &self,
        passage: usize,
        chars: Range<usize>,
        numbers: &[u32],
        style: Style,
        strength: i32,
        found: &mut Vec<Candidate>,
    ) {
        let spot = Spot { passage, range: self.bytes(chars) };
        let all = numbers.iter().filter(|number| **number > 0);
        found.extend(all.map(|&number| {
            // Numbers like years are rarely those of notes.
            let strength = if number >= 1000 { strength - 40 } else { strength };
            Candidate { spot: spot.clone(), company: numbers.len(), number, style, strength }
        }));
    }
}
