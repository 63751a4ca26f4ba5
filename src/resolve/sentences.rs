//! Where the sentences of a text begin and end; Unicode's rules (UAX 29), and abbreviations that end none.

use std::ops::Range;

use icu_segmenter::options::SentenceBreakInvariantOptions;
use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed};

/// Abbreviations after which a sentence goes on, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "bzw", "ca", "capt", "cf", "chs", "col", "cp", "dr", "ed", "eds", "esp", "gen", "gov",
    "hon", "ibid", "lt", "messrs", "mme", "mr", "mrs", "ms", "mt", "op", "p", "pp", "prof", "repr", "resp",
    "rev", "sen", "sgt", "st", "trans", "transl", "vgl", "viz", "vs",
];

/// Abbreviations only before a number: they are words as well, or end sentences too.
const BEFORE_NUMBERS: &[&str] = &[
    "app", "art", "arts", "bd", "ch", "chap", "fig", "figs", "fol", "n", "nn", "no", "nos", "nr", "par",
    "pt", "s", "sec", "sect", "tab", "vol", "vols",
];

/// No sentence is looked for across more bytes than this: the segmenter looks ahead without bound.
const LONGEST_STRETCH: usize = 16 * 1024;

/// Splits texts into sentences.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentences {
    segmenter: SentenceSegmenterBorrowed<'static>,
}

impl Sentences {
    /// Gets ready.
    pub(super) fn new() -> Self {
        Self { segmenter: SentenceSegmenter::new(SentenceBreakInvariantOptions::default()) }
    }

    /// Where sentences begin and end: 0, the places between them, and the text's length.
    pub(super) fn borders(&self, text: &str) -> Vec<usize> {
        let mut borders = vec![0];
        let mut start = 0;
        while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
            let stretch = stretch(rest);
            let inner = self.segmenter.segment_str(stretch).map(|border| start + border);
            let end = start + stretch.len();
            borders.extend(inner.filter(|&border| border > start && border < end && is_border(text, border)));
            borders.push(end);
            start = end;
        }
        borders
    }
}

/// The sentence, or the sentences, that hold a range.
pub(super) fn around(borders: &[usize], range: &Range<usize>) -> Range<usize> {
    let before = borders.partition_point(|&border| border <= range.start).saturating_sub(1);
    let start = borders.get(before).copied().unwrap_or_default();
    // The end of an empty range may be a border itself.
    let after = borders.partition_point(|&border| border < range.end.max(range.start + 1));
    let end = borders.get(after).or(borders.last()).copied().unwrap_or_default();
    start..end.max(range.end)
}

/// The beginning of a text, of so many bytes at most.
pub(super) fn head(text: &str, longest: usize) -> &str {
    let cut = (0..=longest.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    text.get(..cut).unwrap_or_default()
}

/// The end of a text, of so many bytes at most.
pub(super) fn tail(text: &str, longest: usize) -> &str {
    let cut = (text.len().saturating_sub(longest)..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or_default();
    text.get(cut..).unwrap_or_default()
}

/// The first part of a text, cut after white space if it is long.
fn stretch(text: &str) -> &str {
    if text.len() <= LONGEST_STRETCH {
        return text;
    }
    let head = head(text, LONGEST_STRETCH);
    let cut = head.rfind(' ').map_or(head.len(), |space| space + 1);
    text.get(..cut).unwrap_or(text)
}

fn is_border(text: &str, border: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..border), text.get(border..)) else { return false };
    let Some(before) = before.trim_end().strip_suffix('.') else { return true };
    let opens = |c: char| {
        c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '"' | '\'' | '—' | '–' | '«' | '/')
    };
    let word = before.rsplit(opens).next().unwrap_or_default();
    !goes_on(word, after)
}

/// Whether a word with a full stop is an abbreviation that what follows belongs to.
fn goes_on(word: &str, after: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    if initial || initials && !word.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    if word.len() > 8 {
        return false;
    }
    let folded = word.to_lowercase();
    ABBREVIATIONS.contains(&folded.as_str())
        || BEFORE_NUMBERS.contains(&folded.as_str()) && after.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_STRETCH, Sentences, around};

    fn check(text: &str, expected: &[&str]) {
        let borders = Sentences::new().borders(text);
        let found: Vec<_> = borders.windows(2).map(|pair| text[pair[0]..pair[1]].trim_end()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn splits_sentences() {
        check("China rose. Who asked? Nobody!", &["China rose.", "Who asked?", "Nobody!"]);
        check("中国崛起。谁问了？没有人！", &["中国崛起。", "谁问了？", "没有人！"]);
        check("It said ‘no.’ Then it left.", &["It said ‘no.’", "Then it left."]);
        check("It grew by 1.5 per cent. Good.", &["It grew by 1.5 per cent.", "Good."]);
        check("no full stop at all", &["no full stop at all"]);
        check("", &[]);
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        check("See p. Ekman says so. Yes.", &["See p. Ekman says so.", "Yes."]);
        check("The U.S. Department of Defence. Yes.", &["The U.S. Department of Defence.", "Yes."]);
        check("Some, e.g. China, agree. Yes.", &["Some, e.g. China, agree.", "Yes."]);
        check("(cf. Ekman and P. M. Kim). Yes.", &["(cf. Ekman and P. M. Kim).", "Yes."]);
        check("See vol. 3 and No. 4. It is art. It is.", &["See vol. 3 and No. 4.", "It is art.", "It is."]);
        check("He said no. Then he left.", &["He said no.", "Then he left."]);
        check("Dr. King and Lo et al. Argue.", &["Dr. King and Lo et al. Argue."]);
    }

    #[test]
    fn finds_the_sentence_around_a_range() {
        let borders = [0, 10, 20, 30];
        assert_eq!(around(&borders, &(12..15)), 10..20);
        assert_eq!(around(&borders, &(10..20)), 10..20);
        assert_eq!(around(&borders, &(8..12)), 0..20);
        assert_eq!(around(&borders, &(0..0)), 0..10);
        assert_eq!(around(&borders, &(25..30)), 20..30);
        assert_eq!(around(&borders, &(30..30)), 30..30);
        assert_eq!(around(&[0], &(0..0)), 0..0);
    }

    #[test]
    fn a_text_without_end_is_cut() {
        let text = "x. . ".repeat(100_000);
        let borders = Sentences::new().borders(&text);
        assert_eq!(borders.first(), Some(&0));
        assert_eq!(borders.last(), Some(&text.len()));
        assert!(borders.is_sorted());
        let text = "的".repeat(LONGEST_STRETCH);
        assert_eq!(Sentences::new().borders(&text).last(), Some(&text.len()));
    }
}
