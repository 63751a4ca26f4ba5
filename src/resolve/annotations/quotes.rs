//! Finds quoted words in a text, whatever its white space and the shapes of its quotation marks and dashes; case counts.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;

use crate::resolve::flat::NOTE_BREAK;

/// A text as quotes are compared with it, with the way back to the text as it was.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The folded characters
    pub(super) text: String,
    /// For each byte of `text`, where in the original its character begins
    origins: Vec<usize>,
    /// The length of the original
    length: usize,
}

/// What else of a quote's surroundings is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context<'a> {
    /// The words before it
    pub(super) prefix: Option<&'a str>,
    /// The words after it
    pub(super) suffix: Option<&'a str>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self { length: text.len(), ..Self::default() };
        let mut pending = None;
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                pending.get_or_insert(at);
                continue;
            }
            if is_ignored(c) {
                continue;
            }
            if let Some(space) = pending.take().filter(|_| !folded.text.is_empty()) {
                folded.push(' ', space);
            }
            match kind(c) {
                '…' => (0..3).for_each(|_| folded.push('.', at)),
                kind => decompose_canonical(kind, |part| folded.push(part, at)),
            }
        }
        folded
    }

    /// Where a quote stands in the original, and of these places those that have the right surroundings.
    pub(super) fn find(&self, quote: &str, context: Context<'_>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let quote = Self::of(quote).text.replace(NOTE_BREAK, "");
        if quote.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let prefix = context.prefix.map(|prefix| Self::of(prefix).text).unwrap_or_default();
        let suffix = context.suffix.map(|suffix| Self::of(suffix).text).unwrap_or_default();
        let (mut all, mut fitting) = (Vec::new(), Vec::new());
        for (start, found) in self.text.match_indices(&quote) {
            let end = start + found.len();
            // A match that ends inside a character that was taken apart is none: `e` in `é`.
            if self.splits(start) || self.splits(end) {
                continue;
            }
            let before = self.text.get(..start).unwrap_or_default().trim_end();
            let after = self.text.get(end..).unwrap_or_default().trim_start();
            let range = self.original(start..end);
            if before.ends_with(&prefix) && after.starts_with(&suffix) {
                fitting.push(range.clone());
            }
            all.push(range);
        }
        (all, fitting)
    }

    /// The range of the original that a range of the folded text stands for.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.origins.get(at).copied().unwrap_or(self.length);
        let start = place(range.start);
        if self.text.len() <= range.end {
            return start..self.length;
        }
        // White space after the last character is not part of it.
        start..place(range.end).max(start)
    }

    fn splits(&self, at: usize) -> bool {
        at > 0 && self.origins.get(at).is_some_and(|origin| self.origins.get(at - 1) == Some(origin))
    }

    fn push(&mut self, c: char, origin: usize) {
        self.text.push(c);
        self.origins.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }
}

/// The character that stands for all of its kind.
fn kind(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '‹' | '›' | '『' | '』' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '「' | '」' | '〝' | '〞' | '〟' | '＂' => {
            '"'
        }
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => '-',
        c => c,
    }
}

/// Characters that a reader does not see.
fn is_ignored(c: char) -> bool {
    c != NOTE_BREAK && c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
