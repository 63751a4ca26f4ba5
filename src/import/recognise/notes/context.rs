//! How much what stands around a bare number speaks for a marker; brackets and raised digits speak for themselves.

use super::candidates::{CLEAR, FAIR, GOOD, Scan};

/// Words before a full stop and a number that counts something: `p.12`, `Art.5`.
const COUNTERS: &[&str] = &[
    "p", "pp", "s", "ss", "f", "ff", "n", "nn", "no", "nos", "nr", "nro", "num", "núm", "núms", "vol",
    "vols", "v", "vv", "bd", "bde", "t", "tom", "art", "arts", "ch", "chs", "cap", "caps", "kap", "chap",
    "sec", "sect", "sez", "fig", "figs", "abb", "tab", "eq", "col", "cols", "l", "ll", "r", "c", "ca",
    "para", "paras", "par", "ex", "ed", "pt", "ver", "version", "cf", "op", "http", "st", "rev", "u", "mr",
    "dr",
];

/// How strong a number is that sticks to what stands before it; `None` where it does not, or where it is something else.
pub(super) fn attached(scan: &Scan<'_>, start: usize, end: usize) -> Option<i32> {
    let before = scan.before(start, 1)?;
    let follows = follows(scan, end)?;
    let strength = match before {
        c if is_closing(c) => closing(scan, start, c, follows),
        '%' | '‰' => GOOD,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '。' | '，' | '；' | '：' | '！' | '？' | '、' => {
            behind_mark(scan, start, before, follows)
        }
        '–' | '—' => dash(scan, start),
        c if c.is_alphabetic() => behind_word(scan.word_before(start), follows),
        _ => return None,
    };
    let glued = follows == Follows::Glued
        && !(matches!(before, '.' | '?' | '!') || is_closing(before) || is_wide_mark(before));
    if glued { Some(strength.min(-GOOD)) } else { Some(strength) }
}

/// How strong a number is that stands alone, behind a space.
pub(super) fn spaced(scan: &Scan<'_>, start: usize, end: usize) -> Option<i32> {
    let space = scan.before(start, 1).filter(|c| c.is_whitespace())?;
    let follows = follows(scan, end).filter(|follows| *follows != Follows::Glued)?;
    let (last, further) = (scan.before(start, 2)?, scan.before(start, 3));
    let terminal = matches!(last, '.' | '?' | '!' | '…')
        || (is_closing(last) && further.is_some_and(|c| matches!(c, '.' | '?' | '!' | '…' | ',')));
    let abbreviated = last == '.' && is_counter(scan, start.saturating_sub(2));
    let fixed = if space == '\u{a0}' { 15 } else { 0 };
    let strength = match follows {
        _ if abbreviated => -GOOD,
        Follows::End if terminal => 40,
        Follows::End if is_closing(last) => FAIR,
        Follows::Sentence if terminal => FAIR,
        Follows::Sentence | Follows::Words | Follows::Mark if is_closing(last) => -20,
        Follows::Words if terminal => -25,
        Follows::Words if last == ',' && further.is_some_and(is_closing) => -25,
        Follows::Mark if closes_sentence(scan, start, end) => -25,
        Follows::List => -CLEAR,
        _ => -40,
    };
    Some(strength + if strength > -40 { fixed } else { 0 })
}

/// `… jamais appliqué 4. Il …`: a number between a word that counts nothing and the end of a sentence.
fn closes_sentence(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    const COUNTED: &[&str] = &[
        "article",
        "articles",
        "artikel",
        "artículo",
        "artigo",
        "chapter",
        "chapitre",
        "kapitel",
        "capítulo",
        "section",
        "sección",
        "seção",
        "page",
        "pages",
        "página",
        "note",
        "notes",
        "nota",
        "part",
        "partie",
        "parte",
        "resolution",
        "résolution",
        "resolución",
        "resolução",
        "figure",
        "table",
        "tableau",
        "volume",
        "tome",
        "number",
        "numéro",
        "número",
        "level",
        "grade",
        "class",
        "phase",
        "than",
        "over",
        "under",
        "about",
        "only",
        "just",
        "from",
        "with",
        "until",
        "since",
    ];
    let word = scan.word_before(start - 1);
    let plain = word.chars().count() > 3 && word.chars().all(char::is_lowercase) && !COUNTED.contains(&word);
    let stop = matches!(scan.at(end), Some('.' | '?' | '!'));
    plain
        && stop
        && scan.at(end + 1).is_none_or(char::is_whitespace)
        && sentence(scan, end + 1) != Follows::Words
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follows {
    /// The end of the passage
    End,
    /// Space and what begins a sentence
    Sentence,
    /// Space and other words
    Words,
    /// A mark of punctuation, or a closing bracket or quotation mark
    Mark,
    /// A mark that numbers a list: `12.` and more words
    List,
    /// A capital letter without a space, or a character of a script that needs none
    Glued,
}

/// What stands behind; `None` where the number goes on: `1.5`, `15,000`, `19th`, `12-year`, `12%`.
fn follows(scan: &Scan<'_>, end: usize) -> Option<Follows> {
    let Some(next) = scan.at(end) else {
        return Some(Follows::End);
    };
    let after = scan.at(end + 1);
    let digit_next = after.is_some_and(|c| c.is_ascii_digit());
    match next {
        c if c.is_whitespace() => Some(sentence(scan, end + 1)),
        '.' | ',' | ':' | '’' | '\'' | '/' if digit_next => None,
        '.' | ')' if after.is_some_and(char::is_whitespace) && next == '.' => Some(Follows::Mark),
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '—' | '–' | '*' => Some(Follows::Mark),
        c if is_closing(c) || is_wide_mark(c) => Some(Follows::Mark),
        '(' | '“' | '‘' | '«' | '「' | '《' | '[' => Some(Follows::Mark),
        c if is_wide(c) || c.is_uppercase() => Some(Follows::Glued),
        _ => None,
    }
}

fn sentence(scan: &Scan<'_>, mut at: usize) -> Follows {
    while scan.at(at).is_some_and(|c| {
        c.is_whitespace() || matches!(c, '“' | '‘' | '"' | '\'' | '«' | '(' | '[' | '¿' | '¡')
    }) {
        at += 1;
    }
    match scan.at(at) {
        None => Follows::End,
        Some(c) if c.is_uppercase() || is_wide(c) => Follows::Sentence,
        Some(_) => Follows::Words,
    }
}

/// Behind a closing bracket or quotation mark; German closes with what opens in English, so what stands before decides.
fn closing(scan: &Scan<'_>, start: usize, mark: char, follows: Follows) -> i32 {
    let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '“' | '‘' | '«' | '「');
    match scan.before(start, 2) {
        // French sets a space before it, and German opens with it.
        Some(c) if mark == '»' && c.is_whitespace() => {
            if follows == Follows::Words {
                10
            } else {
                GOOD
            }
        }
        Some(c) if !opens(c) => CLEAR,
        _ => -CLEAR,
    }
}

fn behind_mark(scan: &Scan<'_>, start: usize, mark: char, follows: Follows) -> i32 {
    let Some(further) = scan.before(start, 2) else {
        return -CLEAR;
    };
    if further.is_ascii_digit() {
        return behind_figure(scan, start, mark, follows);
    }
    if further.is_whitespace() && !is_wide_mark(mark) {
        // French sets a space before these marks.
        return if matches!(mark, ';' | ':' | '!' | '?') { GOOD } else { -GOOD };
    }
    if mark == '.' && is_counter(scan, start - 1) {
        return -GOOD;
    }
    match mark {
        ':' => FAIR,
        _ if follows == Follows::Glued && mark == ',' => -GOOD,
        _ => CLEAR,
    }
}

/// Behind a figure and a mark: `1.5`, `15,000`, but also `in 2019.5 Then`.
fn behind_figure(scan: &Scan<'_>, start: usize, mark: char, follows: Follows) -> i32 {
    let figure = scan.word_before(start - 1);
    let year = figure.len() == 4 && (figure.starts_with('1') || figure.starts_with("20"));
    let ends = matches!(follows, Follows::End | Follows::Sentence);
    match (year, mark) {
        (true, '.' | '?' | '!' | ';') if ends => FAIR,
        (true, ',' | ';') if follows == Follows::Words => 0,
        (_, '.') if ends && figure.len() > 1 => -15,
        _ => -GOOD,
    }
}

fn dash(scan: &Scan<'_>, start: usize) -> i32 {
    match scan.before(start, 2) {
        Some(c) if c.is_alphabetic() || is_closing(c) => 10,
        _ => -GOOD,
    }
}

/// Behind a word: the longer it is, and the less it looks like a name of the sort of `G20`, the better.
fn behind_word(word: &str, follows: Follows) -> i32 {
    let letters = word.chars().count();
    let Some(last) = word.chars().next_back() else {
        return -CLEAR;
    };
    if word.chars().any(char::is_numeric) {
        return -CLEAR;
    }
    if is_wide(last) {
        return if follows == Follows::Glued { -GOOD } else { FAIR };
    }
    let first_is_capital = word.chars().next().is_some_and(char::is_uppercase);
    match (last.is_uppercase(), letters) {
        (true, 0..=2) | (false, 0..=1) => -GOOD,
        (true, 3) | (false, 2) => -10,
        (true, _) => FAIR,
        (false, _) if COUNTERS.contains(&word.to_lowercase().as_str()) => -GOOD,
        (false, 3) if first_is_capital => FAIR,
        (false, _) if first_is_capital => 50,
        (false, _) => CLEAR,
    }
}

/// Whether the word that ends before the full stop at an index counts something.
fn is_counter(scan: &Scan<'_>, stop: usize) -> bool {
    let word = scan.word_before(stop);
    COUNTERS.contains(&word.to_lowercase().as_str())
        && (word.chars().count() > 1 || word.chars().all(char::is_lowercase))
}

/// Brackets and quotation marks that close, in some language at least.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | ')'
            | ']'
            | '}'
            | '’'
            | '”'
            | '"'
            | '\''
            | '»'
            | '›'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '］'
    )
}

/// Punctuation of Chinese and Japanese.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '。' | '，' | '；' | '：' | '！' | '？' | '、' | '」' | '』' | '）' | '】' | '》')
}

/// Letters of scripts that set no spaces.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3fffd)
}
