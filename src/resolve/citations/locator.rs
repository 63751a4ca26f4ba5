//! Locators: what kind one is, and how its value is written. Which words stand around it is the style's affair.
//!
//! A citation is printed once for each kind of locator, with a stand-in that is replaced by each value: what a style
//! makes of a locator depends on its label, on its being a number, and on its being many.

use std::str::FromStr;

use citationberg::PageRangeFormat;
use citationberg::taxonomy;

use super::pieces::{self, Piece};
use crate::model::citation::Locator;

/// What a style can know of a locator before its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct LocatorKind {
    /// CSL's label
    pub(super) label: taxonomy::Locator,
    /// What its value is
    pub(super) kind: Kind,
}

/// What the value of a locator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// One number: `12`, `S5`
    Number,
    /// Several: `12–15`, `3, 5`
    Numbers,
    /// Anything else: `passim`, `xii`
    Words,
}

const NUMBER: &str = "1948151623";
const NUMBERS: &str = "1948151623–1948151624";
const NUMBERS_END: &str = "1948151624";
const WORDS: &str = "\u{E0F1}";

impl Kind {
    /// What the engine gets in place of the value.
    pub(super) fn stand_in(self) -> &'static str {
        match self {
            Self::Number => NUMBER,
            Self::Numbers => NUMBERS,
            Self::Words => WORDS,
        }
    }
}

/// The kind of a locator.
pub(super) fn kind(locator: &Locator) -> LocatorKind {
    let label = taxonomy::Locator::from_str(locator.label).unwrap_or(taxonomy::Locator::Custom);
    let parts: Vec<&str> =
        locator.value.split(is_joint).map(str::trim).filter(|part| !part.is_empty()).collect();
    let kind = match parts.as_slice() {
        [] => Kind::Words,
        parts if !parts.iter().all(|part| is_number(part)) => Kind::Words,
        [_] => Kind::Number,
        _ => Kind::Numbers,
    };
    LocatorKind { label, kind }
}

/// The value as it is written: ranges with a dash, page ranges in the style's format.
pub(super) fn written(locator: &Locator, format: Option<PageRangeFormat>) -> String {
    let value = locator.value.trim();
    let format = format.filter(|_| locator.label == "page");
    let mut out = String::with_capacity(value.len());
    for (n, part) in value.split(',').enumerate() {
        if n > 0 {
            out.push(',');
        }
        out.push_str(&range(part, format));
    }
    out
}

/// Puts a value where its stand-in is; false where the style shows no locator.
pub(super) fn fill(pieces: &mut [Piece], kind: Kind, value: &str) -> bool {
    if kind != Kind::Numbers {
        return pieces::replace(pieces, kind.stand_in(), value);
    }
    for piece in pieces.iter_mut() {
        if let (Some(from), Some(to)) = (piece.text.find(NUMBER), piece.text.rfind(NUMBERS_END)) {
            piece.text.replace_range(from..to + NUMBERS_END.len(), value);
            return true;
        }
    }
    false
}

/// A range with an en dash, if it is one: `370-375`, `12--15`.
fn range(part: &str, format: Option<PageRangeFormat>) -> String {
    let dash = |c: char| matches!(c, '-' | '–');
    let Some(at) = part.find(dash) else { return part.to_owned() };
    let (start, rest) = part.split_at(at);
    let end = rest.trim_start_matches(dash);
    let one_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    if !one_word(start.trim()) || !one_word(end.trim()) {
        return part.to_owned();
    }
    let lead = &start[..start.len() - start.trim_start().len()];
    let mut written = lead.to_owned();
    let formatted = format.is_some_and(|format| {
        // The crate expects plain digits where it shortens.
        let digits = |text: &str| text.len() < 10 && text.bytes().all(|b| b.is_ascii_digit());
        digits(start.trim())
            && digits(end.trim())
            && format.format(&mut written, start.trim(), end.trim(), None).is_ok()
    });
    if !formatted {
        written = format!("{lead}{}–{}", start.trim(), end.trim());
    }
    written
}

fn is_joint(c: char) -> bool {
    matches!(c, ',' | '&' | '-' | '–')
}

/// CSL 1.0.2, `is-numeric`: a number may have letters before or after it.
fn is_number(part: &str) -> bool {
    let rest = part.trim_start_matches(char::is_alphabetic);
    let rest_after_digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() > rest_after_digits.len() && rest_after_digits.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Kind, format: Option<PageRangeFormat>, shown: &str) {
        let locator = Locator { label: "page", value: value.to_owned() };
        assert_eq!(kind(&locator).kind, expected, "{value}");
        assert_eq!(written(&locator, format), shown);
    }

    #[test]
    fn values_are_told_apart() {
        check("12", Kind::Number, None, "12");
        check("S5", Kind::Number, None, "S5");
        check("12a", Kind::Number, None, "12a");
        check("4-5", Kind::Numbers, None, "4–5");
        check("12--15, 20", Kind::Numbers, None, "12–15, 20");
        check("passim", Kind::Words, None, "passim");
        check("12 ff.", Kind::Words, None, "12 ff.");
        check("xii-xv", Kind::Words, None, "xii–xv");
        check("", Kind::Words, None, "");
        check("-", Kind::Words, None, "-");
        check("七", Kind::Words, None, "七");
    }

    #[test]
    fn page_ranges_follow_the_style() {
        check("370-375", Kind::Numbers, Some(PageRangeFormat::Chicago16), "370–75");
        check("101-08, 370-375", Kind::Numbers, Some(PageRangeFormat::Chicago16), "101–8, 370–75");
        check(
            "5-12345678901234567890",
            Kind::Numbers,
            Some(PageRangeFormat::Minimal),
            "5–12345678901234567890",
        );
        let section = Locator { label: "section", value: "370-375".to_owned() };
        assert_eq!(written(&section, Some(PageRangeFormat::Chicago16)), "370–375");
    }

    #[test]
    fn a_label_that_csl_does_not_know_has_no_word() {
        let odd = Locator { label: "stanza", value: "3".to_owned() };
        assert_eq!(kind(&odd).label, taxonomy::Locator::Custom);
    }
}
