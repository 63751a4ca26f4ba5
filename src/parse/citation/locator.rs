//! Locators: the part of a work in the words behind a key; how a style prints them is not known here.

use crate::model::citation::Locator;

/// The words that other languages have for locators, where they are no words of English: German, French, Spanish,
/// Italian, Dutch, Portuguese. A text does not say in which language its citations are typed.
const FOREIGN: &[(&str, &[&str])] = &[
    ("article-locator", &["artikel", "artículo", "articolo", "artigo"]),
    ("book", &["buch", "livre", "libro", "boek"]),
    ("chapter", &["kapitel", "kap", "chapitre", "capítulo", "capitolo", "cap", "hoofdstuk", "hfst"]),
    ("column", &["spalte", "sp.", "colonne", "colonna", "columna", "kolom", "kol."]),
    ("figure", &["abbildung", "abb", "figura", "afbeelding", "afb"]),
    ("folio", &["blatt", "bl."]),
    ("issue", &["heft", "nr.", "nº", "n°", "número", "numéro", "numero"]),
    ("line", &["zeile", "zeilen", "z.", "ligne", "lignes", "línea", "líneas", "regel", "regels"]),
    ("note", &["anmerkung", "anmerkungen", "anm", "fußnote", "fn.", "nota", "notas", "noot"]),
    (
        "page",
        &["seite", "seiten", "s.", "página", "páginas", "págs", "pág", "pagina", "pagine", "pagg", "blz"],
    ),
    ("paragraph", &["absatz", "abs.", "paragraphe", "párrafo", "paragrafo", "alinea", "rn.", "rdnr"]),
    ("part", &["teil", "partie", "parte", "deel"]),
    ("section", &["abschnitt", "abschn", "sección", "sezione", "seção", "sez."]),
    ("table", &["tabelle", "tableau", "tabla", "tabella", "tabel"]),
    ("verse", &["vers", "verso", "versos"]),
    ("volume", &["band", "bd", "bde", "tome", "t.", "tomo", "volumen"]),
];

/// The words for each of CSL's locators, in lower case. A form that ends in a full stop needs it; the others are read
/// with one and without.
const LABELS: &[(&str, &[&str])] = &[
    ("act", &["act", "acts"]),
    ("appendix", &["appendix", "appendices", "app", "apps"]),
    ("article-locator", &["article", "articles", "art.", "arts"]),
    ("book", &["book", "books", "bk", "bks"]),
    ("canon", &["canon", "canons", "can.", "cann."]),
    ("chapter", &["chapter", "chapters", "chap", "chaps", "ch", "chs"]),
    ("column", &["column", "columns", "col", "cols"]),
    ("elocation", &["location", "locations", "loc", "locs"]),
    ("equation", &["equation", "equations", "eq", "eqs"]),
    ("figure", &["figure", "figures", "fig", "figs"]),
    ("folio", &["folio", "folios", "fol", "fols"]),
    ("issue", &["issue", "issues", "number", "numbers", "no.", "nos."]),
    ("line", &["line", "lines", "l.", "ll"]),
    ("note", &["note", "notes", "n.", "nn"]),
    ("opus", &["opus", "opera", "op.", "opp."]),
    ("page", &["page", "pages", "p", "pp"]),
    ("paragraph", &["paragraph", "paragraphs", "para", "paras", "par", "pars", "¶", "¶¶"]),
    ("part", &["part", "parts", "pt", "pts"]),
    ("rule", &["rule", "rules", "r.", "rr"]),
    ("scene", &["scene", "scenes", "sc.", "scs."]),
    ("section", &["section", "sections", "sec", "secs", "sect", "sects", "§", "§§"]),
    ("sub-verbo", &["sub verbo", "sub verbis", "sub-verbo", "s.v", "s.vv", "s. v", "s. vv"]),
    ("supplement", &["supplement", "supplements", "supp", "supps", "suppl"]),
    ("table", &["table", "tables", "tbl", "tbls", "tab."]),
    ("timestamp", &["timestamp", "timestamps"]),
    ("title-locator", &["title", "titles", "tit.", "tits."]),
    ("verse", &["verse", "verses", "v.", "vv"]),
    ("volume", &["volume", "volumes", "vol", "vols"]),
];

/// Splits the words behind a key into a locator and the rest, which keeps the comma at its head.
pub(super) fn split(words: &str) -> (Option<Locator>, String) {
    let words = words.trim();
    let after_comma = words.strip_prefix(',').map_or(words, str::trim_start);
    let found = braced(after_comma).or_else(|| integrated(after_comma, words.starts_with(',')));
    match found {
        Some((locator, rest)) => (locator, rest.trim().to_owned()),
        None => (None, words.trim().to_owned()),
    }
}

/// `{p. 12 and more}`: everything up to the brace is the locator; empty braces say that there is none.
fn braced(text: &str) -> Option<(Option<Locator>, &str)> {
    let inner = text.strip_prefix('{')?;
    let mut depth = 0_usize;
    let end = inner.char_indices().find_map(|(at, c)| {
        match c {
            '{' | '[' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        None
    })?;
    let (content, rest) = (inner.get(..end)?.trim(), inner.get(end + 1..)?);
    let (label, value) = label(content).unwrap_or(("page", content));
    let value = value.trim();
    let locator = (!value.is_empty()).then(|| Locator { label, value: dashes(value) });
    Some((locator, rest))
}

/// A label with numbers behind it, or numbers alone, which are pages.
fn integrated(text: &str, after_comma: bool) -> Option<(Option<Locator>, &str)> {
    if let Some(("sub-verbo", rest)) = label(text) {
        let end = rest.find([',', ';']).unwrap_or(rest.len());
        let (value, rest) = rest.split_at(end);
        let value = value.trim().to_owned();
        return (!value.is_empty()).then_some((Some(Locator { label: "sub-verbo", value }), rest));
    }
    let (label, rest, accept): (_, _, fn(&str) -> bool) = match label(text) {
        Some((label, rest)) if first_word(rest).is_some_and(|word| is_number(word, has_number)) => {
            (label, rest, has_number)
        }
        _ if first_word(text).is_some_and(|word| is_number(word, has_digit)) => ("page", text, has_digit),
        _ if after_comma => return roman_page(text),
        _ => return None,
    };
    let end = numbers(rest, accept);
    let (value, rest) = rest.split_at(end);
    Some((Some(Locator { label, value: dashes(value.trim()) }), rest))
}

/// A page in small roman numerals, with nothing or a comma behind it: `, xiv`, but not `, I think`.
fn roman_page(text: &str) -> Option<(Option<Locator>, &str)> {
    let end = text.find(',').unwrap_or(text.len());
    let (value, rest) = text.split_at(end);
    let value = value.trim();
    let small = |piece: &str| is_roman(piece) && piece.chars().all(|c| c.is_ascii_lowercase());
    let pages = !value.is_empty() && value.split(['-', '–']).all(small);
    pages.then(|| (Some(Locator { label: "page", value: dashes(value) }), rest))
}

/// The label at the head of a text, the longest that fits, and what stands behind it.
fn label(text: &str) -> Option<(&'static str, &str)> {
    let mut best: Option<(usize, &'static str)> = None;
    for (name, forms) in LABELS.iter().chain(FOREIGN) {
        for form in *forms {
            if let Some(end) = fits(text, form)
                && best.is_none_or(|(length, _)| end > length)
            {
                best = Some((end, name));
            }
        }
    }
    let (end, name) = best?;
    Some((name, text.get(end..)?.trim_start()))
}

/// Whether a text begins with a form of a label; returns the label's length.
fn fits(text: &str, form: &str) -> Option<usize> {
    let head = text.get(..form.len()).filter(|head| head.to_lowercase() == *form)?;
    let rest = text.get(head.len()..)?;
    if let Some(behind) = rest.strip_prefix('.') {
        return Some(text.len() - behind.len());
    }
    let word = form.ends_with(char::is_alphabetic);
    let bare = !word || !form.contains('.');
    let ends = !word || !rest.starts_with(|c: char| c.is_alphabetic() || c == '-');
    (bare && ends).then_some(head.len())
}

/// The length of the numbers at the head of a text: words with numbers, with commas and semicolons between them.
fn numbers(text: &str, accept: fn(&str) -> bool) -> usize {
    let mut end = 0;
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let separator = usize::from(end > 0 && rest.starts_with([',', ';']));
        let behind = rest.get(separator..).unwrap_or_default();
        let word_at = behind.len() - behind.trim_start().len();
        let word = first_word(behind).unwrap_or_default();
        if word.is_empty() || !is_number(word, accept) {
            return end;
        }
        end += separator + word_at + word.len();
    }
}

/// The word at the head of a text: up to white space or punctuation, brackets in pairs, `.` only within.
fn first_word(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let mut depth = 0_usize;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth > 0 => depth -= 1,
            '-' | '–' | ':' => {}
            '.' if next.is_some_and(char::is_alphanumeric) => {}
            '.' if text.get(..at).is_some_and(|word| word.ends_with('f')) => {}
            _ if c.is_whitespace() || is_punctuation(c) => break,
            _ => {}
        }
        if depth == 0 {
            end = at + c.len_utf8();
        }
    }
    text.get(..end).filter(|word| !word.is_empty())
}

fn is_number(word: &str, accept: fn(&str) -> bool) -> bool {
    accept(word)
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

fn has_number(word: &str) -> bool {
    has_digit(word) || word.split(|c: char| !c.is_alphanumeric()).any(is_roman)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '…' | '—' | '、' | '，' | '；' | '。')
}

/// Whether a word is a roman numeral, in one case.
fn is_roman(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if word.is_empty() || (word != lower && word != word.to_ascii_uppercase()) {
        return false;
    }
    let mut rest = lower.trim_start_matches('m');
    for steps in [
        ["cm", "cd", "dccc", "dcc", "dc", "d", "ccc", "cc", "c"],
        ["xc", "xl", "lxxx", "lxx", "lx", "l", "xxx", "xx", "x"],
        ["ix", "iv", "viii", "vii", "vi", "v", "iii", "ii", "i"],
    ] {
        rest = steps.iter().find_map(|step| rest.strip_prefix(step)).unwrap_or(rest);
    }
    rest.is_empty()
}

/// Makes the hyphens of ranges en dashes: `33-35`, `iv--vi`, but not `A-12`.
fn dashes(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('-') {
        let (before, behind) = rest.split_at(at);
        let behind_dashes = behind.trim_start_matches('-');
        out.push_str(before);
        let piece = |text: &str| has_digit(text) || is_roman(text);
        let left = out
            .trim_end_matches([' ', ')', ']'])
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let right = behind_dashes
            .trim_start_matches([' ', '(', '['])
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let hyphens = behind.len() - behind_dashes.len();
        if hyphens > 1 || (piece(left) && piece(right)) {
            out.push('–');
        } else {
            out.push('-');
        }
        rest = behind_dashes;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::split;

    fn check(words: &str, label: &str, value: &str, suffix: &str) {
        let (locator, rest) = split(words);
        let (l, v) = locator.map_or(("", String::new()), |found| (found.label, found.value));
        assert_eq!((l, v.as_str(), rest.as_str()), (label, value, suffix), "{words}");
    }

    #[test]
    fn every_label_of_csl_in_english() {
        check(", p. 12", "page", "12", "");
        check(", pp. 33-35, and *passim*", "page", "33–35", ", and *passim*");
        check(" pages 3", "page", "3", "");
        check(", ch. 2", "chapter", "2", "");
        check(", chap. IV", "chapter", "IV", "");
        check(", § 3", "section", "3", "");
        check(", §§3-4", "section", "3–4", "");
        check(", sec. 2.1", "section", "2.1", "");
        check(", vol. 2", "volume", "2", "");
        check(", vols. 2, 3", "volume", "2, 3", "");
        check(", fig. 3a", "figure", "3a", "");
        check(", n. 8", "note", "8", "");
        check(", nn. 8-9", "note", "8–9", "");
        check(", l. 4", "line", "4", "");
        check(", ll. 4-6", "line", "4–6", "");
        check(", v. 4", "verse", "4", "");
        check(", vv. 4–6", "verse", "4–6", "");
        check(", s.v. Bandung, first sense", "sub-verbo", "Bandung", ", first sense");
        check(", sub verbo treaty", "sub-verbo", "treaty", "");
        check(", para. 5", "paragraph", "5", "");
        check(", ¶ 12", "paragraph", "12", "");
        check(", ¶¶ 12-14", "paragraph", "12–14", "");
        check(", no. 3", "issue", "3", "");
        check(", op. 27", "opus", "27", "");
        check(", pt. 1", "part", "1", "");
        check(", art. 51", "article-locator", "51", "");
        check(", bk. 3", "book", "3", "");
        check(", col. 3", "column", "3", "");
        check(", fol. 3r", "folio", "3r", "");
        check(", P. 12", "page", "12", "");
        check(", p.3", "page", "3", "");
    }

    #[test]
    fn labels_of_other_languages() {
        check(", S. 12", "page", "12", "");
        check(", S. 12–15 passim", "page", "12–15", "passim");
        check(", Kap. 3", "chapter", "3", "");
        check(", Bd. 2", "volume", "2", "");
        check(", Anm. 8", "note", "8", "");
        check(", Abb. 4a", "figure", "4a", "");
        check(", Z. 7", "line", "7", "");
        check(", chapitre IV", "chapter", "IV", "");
        check(", págs. 3-4", "page", "3–4", "");
        check(", n° 5", "issue", "5", "");
        check(", s.v. Bandung", "sub-verbo", "Bandung", "");
        check(", vers la fin", "", "", ", vers la fin");
    }

    #[test]
    fn numbers_alone_are_pages() {
        check(", 33", "page", "33", "");
        check(" 33", "page", "33", "");
        check(", 33-35, 38-39 and *passim*", "page", "33–35, 38–39", "and *passim*");
        check(", xiv", "page", "xiv", "");
        check(", iv-vi, with more", "page", "iv–vi", ", with more");
        check(" 99 years later", "page", "99", "years later");
        check(", 12ff.", "page", "12ff.", "");
        check(", 34(1)(i), A12", "page", "34(1)(i), A12", "");
    }

    #[test]
    fn words_are_no_locator() {
        check(", I think so", "", "", ", I think so");
        check(", and others", "", "", ", and others");
        check(", note the irony", "", "", ", note the irony");
        check(", pace Smith", "", "", ", pace Smith");
        check(", part of it", "", "", ", part of it");
        check("", "", "", "");
        check(" “quoted 12”", "", "", "“quoted 12”");
    }

    #[test]
    fn braces_hold_any_locator() {
        check(", {p. 12 and more} indeed", "page", "12 and more", "indeed");
        check("{ii, A, D-Z}, with a suffix", "page", "ii, A, D-Z", ", with a suffix");
        check(
            ", {pp. iv, vi-xi, (xv)-(xvii)} with suffix here",
            "page",
            "iv, vi–xi, (xv)–(xvii)",
            "with suffix here",
        );
        check("{}, 99 years later", "", "", ", 99 years later");
        check(", {§ a [b} c] d}", "section", "a [b} c] d", "");
        check(", {never closed 3", "", "", ", {never closed 3");
    }

    #[test]
    fn hyphens_of_names_stay() {
        check(", p. A-12", "page", "A-12", "");
        check(", pp. 12--14", "page", "12–14", "");
        check(", fig. S-1", "figure", "S-1", "");
    }
}
