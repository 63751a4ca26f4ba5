//! The part of a work behind its year: `: 370`, `, pp. 201–202`, `, S. 12 f.`; words that name no part are not read here.

use super::years;
use crate::import::recognise::tokens::{Kind, Tokens};

/// A locator in Pandoc's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Locator {
    /// `p. 370`, `ch. 2`
    pub(super) text: String,
    /// Whether a label or a colon says that it is one; bare numbers behind a comma may be something else
    pub(super) sure: bool,
}

/// The label that is written for one part and for several, and how it is printed in the languages that are read.
const LABELS: &[(&str, &str, &[&str])] = &[
    (
        "p.",
        "pp.",
        &[
            "p", "pp", "pg", "pgs", "page", "pages", "seite", "seiten", "pág", "págs", "pag", "pags",
            "página", "páginas", "с", "стр", "bls",
        ],
    ),
    (
        "ch.",
        "chs.",
        &[
            "ch",
            "chap",
            "chapter",
            "chapters",
            "chs",
            "chaps",
            "kap",
            "kapitel",
            "cap",
            "caps",
            "capítulo",
            "chapitre",
            "гл",
        ],
    ),
    (
        "sec.",
        "secs.",
        &["sec", "sect", "section", "sections", "secs", "abschnitt", "sección", "seção", "§", "§§"],
    ),
    (
        "para.",
        "paras.",
        &[
            "para",
            "paras",
            "par",
            "paragraph",
            "paragraphs",
            "rn",
            "rz",
            "rdnr",
            "absatz",
            "abs",
            "párr",
            "párrafo",
            "¶",
            "¶¶",
        ],
    ),
    ("fig.", "figs.", &["fig", "figs", "figure", "figures", "abb"]),
    ("table", "tables", &["table", "tables", "tbl", "tab", "tabelle"]),
    ("vol.", "vols.", &["vol", "vols", "volume", "bd", "band", "tome", "tomo", "t"]),
    ("note", "notes", &["n", "nn", "note", "notes", "fn", "fußnote", "anm", "footnote", "nota"]),
    ("line", "lines", &["line", "lines", "l", "ll", "zeile"]),
    ("art.", "arts", &["art", "arts", "article", "articles", "artikel", "artículo", "artigo"]),
    ("part", "parts", &["part", "parts", "pt", "teil", "partie", "parte"]),
    ("bk.", "bks.", &["book", "books", "bk", "buch", "livre", "libro", "livro"]),
    ("app.", "apps.", &["app", "appendix", "anhang", "annexe", "apéndice"]),
    ("eq.", "eqs.", &["eq", "eqs", "equation", "equations"]),
    ("col.", "cols.", &["col", "cols", "column", "columns"]),
    ("fol.", "fols.", &["fol", "fols", "folio"]),
    ("loc.", "locs.", &["loc", "locs", "location", "pos"]),
];

/// Reads a locator, the comma or the colon before it included.
pub(super) fn read(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(Locator, usize)> {
    let separator = tokens.mark(at).filter(|mark| at < end && matches!(mark, ',' | ':'));
    let at = at + usize::from(separator.is_some());
    if let Some((locator, next)) = chinese(tokens, at, end) {
        return Some((locator, next));
    }
    if let Some((one, several, start)) = label(tokens, at, end) {
        let (next, many) = numbers(tokens, start, end, Start::Labelled)?;
        let label = if many { several } else { one };
        let text = format!("{label} {}", tokens.slice(start, next));
        return Some((Locator { text, sure: true }, next));
    }
    let start = match separator? {
        ':' => Start::Labelled,
        _ => Start::Bare,
    };
    let (next, many) = numbers(tokens, at, end, start)?;
    let label = if many { "pp." } else { "p." };
    let text = format!("{label} {}", tokens.slice(at, next));
    Some((Locator { text, sure: start == Start::Labelled }, next))
}

/// What stands before numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// A label or a colon
    Labelled,
    /// A comma
    Bare,
}

fn label(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(&'static str, &'static str, usize)> {
    if at >= end {
        return None;
    }
    // `S.` for `Seite` is always large, and is no page where another name follows.
    if tokens.word(at) == "S" || tokens.word(at) == "ss" {
        let next = at + 1 + usize::from(tokens.is(at + 1, '.'));
        return Some(("p.", "pp.", next));
    }
    let word = tokens.word(at).to_lowercase();
    let (one, several, _) = LABELS.iter().find(|(.., forms)| forms.contains(&word.as_str()))?;
    let mut next = at + 1;
    while next < end
        && (tokens.is(next, '.')
            || (tokens.word(next) == tokens.word(at) && !word.starts_with(char::is_alphabetic)))
    {
        next += 1;
    }
    Some((one, several, next))
}

/// `第4页`, `页4`
fn chinese(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(Locator, usize)> {
    if at >= end || !matches!(tokens.word(at), "第" | "页" | "頁" | "见第") {
        return None;
    }
    let (next, many) = numbers(tokens, at + 1, end, Start::Labelled)?;
    let (one, several, behind) = match tokens.word(next) {
        "页" | "頁" if next < end => ("p.", "pp.", next + 1),
        "章" if next < end => ("ch.", "chs.", next + 1),
        "节" | "節" if next < end => ("sec.", "secs.", next + 1),
        _ => ("p.", "pp.", next),
    };
    let text = format!("{} {}", if many { several } else { one }, tokens.slice(at + 1, next));
    Some((Locator { text, sure: true }, behind))
}

/// Reads numbers with dashes, commas and `and` between them; tells whether there are several.
fn numbers(tokens: &Tokens<'_>, at: usize, end: usize, start: Start) -> Option<(usize, bool)> {
    if !is_number(tokens, at, end, start) || (start == Start::Bare && is_year(tokens, at, end)) {
        return None;
    }
    let mut next = at + 1;
    let mut many = tokens.word(at).ends_with('f');
    while next < end {
        let joined = match tokens.mark(next) {
            Some('-' | '/') => next + 1 + usize::from(tokens.is(next + 1, '-')),
            Some('.') if !tokens.spaced(next + 1) => next + 1,
            Some(',' | '&' | '+') => next + 1,
            None if matches!(tokens.word(next), "and" | "und" | "et" | "y" | "e" | "и") => next + 1,
            None if matches!(tokens.word(next), "f" | "ff" | "sq" | "sqq" | "ss" | "passim") => {
                next += 1 + usize::from(next + 1 < end && tokens.is(next + 1, '.'));
                many = true;
                continue;
            }
            _ => break,
        };
        let loose = !tokens.is(next, '-') && !tokens.is(next, '/');
        if !is_number(tokens, joined, end, Start::Bare) || (loose && is_year(tokens, joined, end)) {
            break;
        }
        many |= !tokens.is(next, '.');
        next = joined + 1;
    }
    // `7–1 v Brazil`, `13 August`: more words than a locator has.
    Some((next, many))
}

fn is_number(tokens: &Tokens<'_>, at: usize, end: usize, start: Start) -> bool {
    if at >= end {
        return false;
    }
    let word = tokens.word(at);
    match tokens.kind(at) {
        Some(Kind::Number) => {
            !word.ends_with("th") && !word.ends_with("st") && !word.ends_with("nd") && !word.ends_with("rd")
        }
        Some(Kind::Word) => {
            let roman = word.len() <= 8 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
            let large =
                start == Start::Labelled && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
            let mixed = word.len() <= 8
                && word.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
                && word.chars().skip(1).all(|c| c.is_ascii_digit() || c == '-')
                && word.len() > 1;
            roman || large || mixed
        }
        _ => false,
    }
}

/// Whether a number behind a comma is rather the year of another work.
fn is_year(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    let Some(value) = years::value(tokens.word(at)) else { return false };
    let range = at + 1 < end && tokens.is(at + 1, '-');
    value >= 1800 && !range
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::import::recognise::tokens::Tokens;

    fn check(text: &str, expected: &str) {
        let tokens = Tokens::of(text);
        let found = read(&tokens, 0, tokens.len()).map(|(locator, next)| {
            let rest = tokens.slice(next, tokens.len());
            if rest.is_empty() { locator.text } else { format!("{}|{rest}", locator.text) }
        });
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn locators_are_read_in_several_languages() {
        check(": 370", "p. 370");
        check(" : 4–5", "pp. 4–5");
        check(", p. 4", "p. 4");
        check(", pp. 201-202", "pp. 201-202");
        check(", 12, 14 and 16", "pp. 12, 14 and 16");
        check(": xiv–xvi", "pp. xiv–xvi");
        check(", ch. 2", "ch. 2");
        check(", chap. III", "ch. III");
        check(", § 3", "sec. 3");
        check(" §§ 3–4", "secs. 3–4");
        check(", S. 12 f.", "pp. 12 f.");
        check(", S. 12ff.", "pp. 12ff|.");
        check(", с. 45", "p. 45");
        check(", págs. 4 y 5", "pp. 4 y 5");
        check("：第4页", "p. 4");
        check(", vol. 2", "vol. 2");
        check(", n. 4", "note 4");
        check(", fig. S1", "fig. S1");
    }

    #[test]
    fn what_is_no_locator_stays() {
        check(", 2018", "");
        check(", p. 4, emphasis added", "p. 4|, emphasis added");
        check(": 9, 2017: 12", "p. 9|, 2017: 12");
        check(": the end", "");
        check("", "");
        check(", emphasis added", "");
    }
}
