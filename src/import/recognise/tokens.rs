//! Running text as words, numbers and marks, with the brackets paired; what they mean is not known here.

/// What stands in flat text for what is no text: a note's marker, a formula, a picture.
pub(super) const WALL: char = '\u{fffc}';

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is
    pub(super) kind: Kind,
    /// Its first byte
    pub(super) start: usize,
    /// The byte behind it
    pub(super) end: usize,
    /// Whether there is white space before it
    pub(super) spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with hyphens and apostrophes between them
    Word,
    /// A run of characters of a script without spaces
    Han,
    /// Digits, with letters behind them: `2017b`
    Number,
    /// Any other character, full-width ones as their ASCII likes
    Mark(char),
    /// What no citation reaches over
    Wall,
}

/// A text and its tokens.
pub(super) struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token>,
    partners: Vec<Option<usize>>,
}

impl<'a> Tokens<'a> {
    /// Cuts a text into tokens.
    pub(super) fn of(text: &'a str) -> Self {
        let list = cut(text);
        let partners = pair(&list);
        Self { text, list, partners }
    }

    /// The number of tokens.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// A token, if there is one.
    pub(super) fn get(&self, at: usize) -> Option<Token> {
        self.list.get(at).copied()
    }

    /// A token's text; nothing where there is none.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// A token's mark, if it is one.
    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether a token is a certain mark.
    pub(super) fn is(&self, at: usize, mark: char) -> bool {
        self.mark(at) == Some(mark)
    }

    /// A token's kind.
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.get(at).map(|token| token.kind)
    }

    /// Whether white space stands before a token.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.spaced)
    }

    /// The text of the tokens from one to before another, with single spaces.
    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        let (Some(first), Some(last)) = (self.get(from), to.checked_sub(1).and_then(|at| self.get(at)))
        else {
            return String::new();
        };
        let text = self.text.get(first.start..last.end).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The bytes of the tokens from one to before another.
    pub(super) fn bytes(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let start = self.get(from).map_or(self.text.len(), |token| token.start);
        let end = to.checked_sub(1).and_then(|at| self.get(at)).map_or(start, |token| token.end);
        start..end.max(start)
    }

    /// The bracket that belongs to a bracket.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        self.partners.get(at).copied().flatten()
    }

    /// Reads a phrase of small words, full stops between them aside: `et al` reads `et al.`
    pub(super) fn phrase(&self, at: usize, end: usize, phrase: &str) -> Option<usize> {
        let mut at = at;
        for word in phrase.split(' ') {
            if at >= end || !same(self.word(at), word) {
                return None;
            }
            at += 1;
            if at < end && self.is(at, '.') {
                at += 1;
            }
        }
        Some(at)
    }
}

/// Whether a word is another but for its case; the second one is in small letters.
fn same(word: &str, small: &str) -> bool {
    word == small || (word.len() <= 2 * small.len() && word.to_lowercase() == small)
}

/// Whether a character belongs to a script that writes no spaces between words.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

fn cut(text: &str) -> Vec<Token> {
    let mut list = Vec::new();
    let mut spaced = false;
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = token(rest, c);
        list.push(Token { kind, start: at, end: at + length, spaced });
        spaced = false;
        at += length;
    }
    list
}

/// The kind and the length of the token at the head of a text.
fn token(rest: &str, first: char) -> (Kind, usize) {
    if first == WALL {
        (Kind::Wall, first.len_utf8())
    } else if is_han(first) {
        (Kind::Han, rest.find(|c| !is_han(c)).unwrap_or(rest.len()))
    } else if first.is_alphabetic() {
        (Kind::Word, word_length(rest))
    } else if first.is_ascii_digit() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let letters = rest.get(digits..).unwrap_or_default();
        let end = letters.find(|c: char| !c.is_alphanumeric() || is_han(c)).unwrap_or(letters.len());
        (Kind::Number, digits + end)
    } else {
        (Kind::Mark(ascii(first)), first.len_utf8())
    }
}

/// The length of a word: hyphens and apostrophes belong to it where letters stand on both sides.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inner = matches!(c, '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' | '·' | '\u{ad}');
        let part = (c.is_alphanumeric() && !is_han(c)) || unicode_normalization::char::is_combining_mark(c);
        if part || (inner && next.is_some_and(|next| next.is_alphanumeric() && !is_han(next))) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// Full-width marks as their ASCII likes.
fn ascii(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '［' | '【' | '〔' => '[',
        '］' | '】' | '〕' => ']',
        '，' | '、' => ',',
        '；' => ';',
        '：' => ':',
        '。' | '．' => '.',
        '＆' => '&',
        '–' | '—' | '−' | '‒' | '‐' | '‑' | '―' => '-',
        '’' | '‘' => '\'',
        _ => c,
    }
}

/// Pairs brackets; one that has no partner stands alone.
fn pair(list: &[Token]) -> Vec<Option<usize>> {
    let mut partners = vec![None; list.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, token) in list.iter().enumerate() {
        let (closes, Kind::Mark(mark)) = (&mut partners, token.kind) else { continue };
        match mark {
            '(' | '[' => open.push((at, if mark == '(' { ')' } else { ']' })),
            ')' | ']' => {
                // A bracket that was never closed does not keep those around it from closing.
                let near = open.iter().rev().take(8).position(|(_, close)| *close == mark);
                if let Some(depth) = near {
                    open.truncate(open.len() - depth);
                    if let Some((start, _)) = open.pop() {
                        closes[start] = Some(at);
                        closes[at] = Some(start);
                    }
                }
            }
            _ => {}
        }
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::Tokens;

    fn check(text: &str, expected: &str) {
        let tokens = Tokens::of(text);
        let words: Vec<_> = (0..tokens.len()).map(|at| tokens.word(at)).collect();
        assert_eq!(words.join("|"), expected, "{text}");
    }

    #[test]
    fn texts_are_cut_into_words_numbers_and_marks() {
        check("( Wishnick, 2018 : 370)", "(|Wishnick|,|2018|:|370|)");
        check("Foot & King’s (2017b)", "Foot|&|King’s|(|2017b|)");
        check("al-Qaeda ‘region’. U.S.", "al-Qaeda|‘|region|’|.|U|.|S|.");
        check("王毅2016年（见", "王毅|2016|年|（|见");
        check("9–11", "9|–|11");
        check("", "");
    }

    #[test]
    fn brackets_are_paired() {
        let check = |text: &str, open: usize, close: Option<usize>| {
            assert_eq!(Tokens::of(text).partner(open), close, "{text}");
        };
        check("(a)", 0, Some(2));
        check("(a (b) c)", 0, Some(6));
        check("(a [b c)", 0, Some(5));
        check("(a", 0, None);
        check("（a）", 0, Some(2));
    }
}
