//! The passage of a text that is most like a quote, in time that grows with the text; whether it is meant is for people to say.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::nearest::Names;

/// Longer quotes are compared by their words alone, not by the order of these.
const LONGEST_IN_ORDER: usize = 300;
/// How many equally good windows are compared by order.
const MOST_CANDIDATES: usize = 8;

/// The words of a text, or its characters where the script has no spaces.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    words: Vec<(u32, Range<usize>)>,
    vocabulary: BTreeMap<String, u32>,
}

impl Words {
    /// Takes a text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        for range in split(text) {
            let word = text.get(range.clone()).unwrap_or_default().to_lowercase();
            let next = u32::try_from(found.vocabulary.len()).unwrap_or(u32::MAX);
            let id = *found.vocabulary.entry(word).or_insert(next);
            found.words.push((id, range));
        }
        found
    }

    /// The passage that shares most words with a quote: half of them at least, or for a short quote one that is
    /// nearly spelled so.
    pub(super) fn closest(&self, quote: &str) -> Option<Range<usize>> {
        let wanted: Vec<Option<u32>> = split(quote)
            .map(|range| quote.get(range).unwrap_or_default().to_lowercase())
            .map(|word| self.vocabulary.get(&word).copied())
            .collect();
        let (score, candidates) = self.windows(&wanted);
        if score > 0 && score * 2 >= wanted.len() {
            let start = self.in_order(&wanted, candidates)?;
            return self.range(start, wanted.len());
        }
        if wanted.len() > 3 { None } else { self.misspelled(quote, wanted.len()) }
    }

    /// The best score of a window of a quote's length, and the first windows that have it.
    fn windows(&self, wanted: &[Option<u32>]) -> (usize, Vec<usize>) {
        let mut left: BTreeMap<u32, isize> = BTreeMap::new();
        for id in wanted.iter().flatten() {
            *left.entry(*id).or_default() += 1;
        }
        let (mut score, mut best, mut found) = (0_usize, 0, Vec::new());
        for (end, (id, _)) in self.words.iter().enumerate() {
            if let Some(count) = left.get_mut(id) {
                score += usize::from(*count > 0);
                *count -= 1;
            }
            let leaving = end.checked_sub(wanted.len()).and_then(|gone| self.words.get(gone));
            if let Some(count) = leaving.and_then(|(id, _)| left.get_mut(id)) {
                *count += 1;
                score -= usize::from(*count > 0);
            }
            if score > best {
                (best, found) = (score, Vec::new());
            }
            if score == best && found.len() < MOST_CANDIDATES {
                found.push((end + 1).saturating_sub(wanted.len()));
            }
        }
        (best, found)
    }

    fn in_order(&self, wanted: &[Option<u32>], candidates: Vec<usize>) -> Option<usize> {
        if wanted.len() > LONGEST_IN_ORDER {
            return candidates.first().copied();
        }
        let wanted = wanted.to_vec();
        candidates.into_iter().min_by_key(|&start| {
            let window: Vec<_> =
                self.words.iter().skip(start).take(wanted.len()).map(|(id, _)| Some(*id)).collect();
            strsim::generic_levenshtein(&window, &wanted)
        })
    }

    fn misspelled(&self, quote: &str, length: usize) -> Option<Range<usize>> {
        let names: Names<'_> = self.vocabulary.keys().map(String::as_str).collect();
        let words = split(quote).filter_map(|range| quote.get(range)).enumerate();
        let (offset, longest) = words.max_by_key(|(_, word)| word.chars().count())?;
        let id = self.vocabulary.get(names.nearest(longest)?)?;
        let at = self.words.iter().position(|(word, _)| word == id)?;
        self.range(at.saturating_sub(offset), length)
    }

    fn range(&self, start: usize, length: usize) -> Option<Range<usize>> {
        let (_, first) = self.words.get(start)?;
        let (_, last) = self.words.iter().skip(start).take(length).next_back()?;
        Some(first.start..last.end)
    }
}

/// The words of a text; characters of scripts that are written without spaces count as words.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = characters.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        if stands_alone(first) {
            return Some(start..end);
        }
        while let Some((at, c)) = characters.next_if(|(_, c)| c.is_alphanumeric() && !stands_alone(*c)) {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn check(text: &str, quote: &str, expected: Option<&str>) {
        assert_eq!(Words::of(text).closest(quote).map(|range| &text[range]), expected, "{quote}");
    }

    #[test]
    fn finds_what_is_most_like_it() {
        let text =
            "China has no allies. The Chinese fear of entrapment began with the Korean War, and lasts.";
        check(
            text,
            "the fear of entrapment started with the Korean War",
            Some("Chinese fear of entrapment began with the Korean War"),
        );
        check(text, "Fear of Entrapment", Some("fear of entrapment"));
        check(text, "entrapmant", Some("entrapment"));
        check(text, "of entrapmant", Some("of entrapment"));
        check(text, "nothing here is similar to that text", None);
        check(text, "…", None);
        check("", "allies", None);
        check("allies", "the allies", Some("allies"));
        check("中国不结盟，也不称霸。", "中国不结盟国", Some("中国不结盟，也"));
    }

    #[test]
    fn a_word_that_comes_often_counts_as_often_as_it_is_wanted() {
        check("the the the the cat sat on the mat", "the cat sat on a mat", Some("the cat sat on the mat"));
    }
}
