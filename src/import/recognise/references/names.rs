//! The authors of an entry in a list of references, in the orders that styles print them; a sentence's authors are read
//! elsewhere.

use crate::import::draft::PersonName;
use crate::import::recognise::citations::is_body;

/// The authors at the head of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// In order
    pub(super) list: Vec<PersonName>,
    /// Whether more are not named
    pub(super) et_al: bool,
    /// Whether they edited the work
    pub(super) editors: bool,
}

/// Words that join the last two names.
const JOINTS: &[&str] = &["and", "&", "und", "et", "y", "e", "и", "en", "with"];

/// More names than this are none.
const MOST: usize = 10_000;

/// Reads a head of an entry as names, if it is nothing else.
pub(super) fn read(head: &str) -> Option<Names> {
    let mut head = head.trim().trim_end_matches([',', ':', '(', '[', ' ']);
    let last = head.trim_end_matches('.').rsplit([' ', '.', '-']).next().unwrap_or_default();
    if last.chars().count() > 1 {
        head = head.trim_end_matches('.');
    }
    let mut names = Names::default();
    if let Some(rest) = without_role(head) {
        head = rest;
        names.editors = true;
    }
    if let Some(rest) = without_others(head) {
        head = rest;
        names.et_al = true;
    }
    if head.is_empty() || head.contains(['“', '”', '"', '«', '»', '?', '!']) || head.contains("://") {
        return None;
    }
    names.list = if head.contains('/') {
        // `Meier, Karl / Huber, Franz`
        head.split('/').map(|name| one(name.trim())).collect::<Option<_>>()?
    } else if is_body(head) && !head.contains(|c: char| c.is_ascii_digit()) && !head.contains(". ") {
        vec![body(head)]
    } else if head.contains(';') {
        head.split(';').map(|name| one(name.trim())).collect::<Option<_>>()?
    } else {
        list(head)?
    };
    (!names.list.is_empty() && names.list.len() <= MOST).then_some(names)
}

fn body(name: &str) -> PersonName {
    PersonName::Parts { given: String::new(), family: name.to_owned(), orcid: None }
}

fn person(family: &str, given: &str) -> PersonName {
    let clean = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    PersonName::Parts { given: clean(given), family: clean(family), orcid: None }
}

/// `Family, Given` or a name without a comma.
fn one(name: &str) -> Option<PersonName> {
    match name.split_once(',') {
        Some((family, given)) if is_name(family) && is_given(given) => Some(person(family.trim(), given)),
        Some(_) => None,
        None => natural(name),
    }
}

/// Names with commas between them, and within them: `Foot, R., & King, A.`, `Foot, Rosemary, and Amy King`.
fn list(head: &str) -> Option<Vec<PersonName>> {
    let pieces = pieces(head);
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let next = pieces.get(at + 1).filter(|next| !next.joined);
        match next {
            // Full given names follow the family name in the first place only, initials everywhere.
            Some(next) if is_name(piece.words) && is_initials(next.words) && !has_initials(piece.words) => {
                names.push(person(piece.words, next.words));
                at += 2;
            }
            Some(next)
                if is_name(piece.words)
                    && !has_initials(piece.words)
                    && (names.is_empty() || inverted(&pieces, at))
                    && is_given(next.words) =>
            {
                names.push(person(piece.words, next.words));
                at += 2;
            }
            _ => {
                names.push(natural(piece.words)?);
                at += 1;
            }
        }
        if let Some(suffix) = pieces.get(at).filter(|piece| is_suffix(piece.words)) {
            if let Some(PersonName::Parts { given, .. }) = names.last_mut() {
                given.push_str(", ");
                given.push_str(suffix.words);
            }
            at += 1;
        }
    }
    Some(names)
}

/// Whether every name stands with its family name first: `Foot, Rosemary and King, Amy`.
fn inverted(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.get(at).is_some_and(|piece| piece.joined && !piece.words.trim().contains(' '))
        && pieces.len() == at + 2
}

/// What stands between commas and joints.
struct Piece<'a> {
    words: &'a str,
    /// Whether a joint stands before it
    joined: bool,
}

fn pieces(head: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut joined = false;
    let mut push = |from: usize, to: usize, joined: bool| {
        let words = head.get(from..to).unwrap_or_default().trim();
        // `A., B., … Z.`: names are left out.
        let words =
            words.trim_start_matches(['…', ' ']).trim_start_matches(". . . ").trim_start_matches("... ");
        if !words.is_empty() {
            pieces.push(Piece { words, joined });
        }
        words.is_empty()
    };
    let mut at = 0;
    for word in head.split_inclusive([' ', '\u{a0}', ',']) {
        let bare = word.trim_end_matches([' ', '\u{a0}', ',']);
        if JOINTS.contains(&bare) {
            push(start, at, joined);
            joined = true;
            start = at + word.len();
        } else if word.ends_with(',') {
            let empty = push(start, at + bare.len(), joined);
            joined = joined && empty;
            start = at + word.len();
        }
        at += word.len();
    }
    push(start, head.len(), joined);
    pieces
}

/// `Amy King`, `A. King`, `King A`, `Xinhua`.
fn natural(name: &str) -> Option<PersonName> {
    let words: Vec<_> = name.split_whitespace().collect();
    let plausible = |word: &&str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_some() && !word.contains(|c: char| c.is_ascii_digit())
    };
    if words.is_empty() || words.len() > 6 || !words.iter().all(plausible) || !is_name(name) {
        return None;
    }
    match words.as_slice() {
        [one] => Some(body(one)),
        [family @ .., last] if is_bare_initials(last) => Some(person(&family.join(" "), last)),
        _ => {
            let mut from = words.len() - 1;
            while from > 1 && words.get(from - 1).is_some_and(|word| word.starts_with(char::is_lowercase)) {
                from -= 1;
            }
            let (given, family) = words.split_at_checked(from)?;
            Some(person(&family.join(" "), &given.join(" ")))
        }
    }
}

/// Whether words may be a family name: it has a large letter and few words.
fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let letter = |c: char| {
        c.is_alphabetic() || matches!(c, ' ' | '-' | '‐' | '‑' | '\'' | '’' | '.' | '\u{a0}' | '·' | 'ʼ')
    };
    let large =
        words.split_whitespace().any(|word| word.chars().any(|c| c.is_alphabetic() && !c.is_lowercase()));
    let small = words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    (1..=6).contains(&count) && large && small <= 3 && words.chars().all(|c| letter(c) || is_mark(c))
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// `R.`, `R. J.`, `J.-P.`, `RJ`
fn is_initials(words: &str) -> bool {
    let mut words = words.split([' ', '-', '\u{a0}', '‐', '.']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| word.chars().count() <= 2 && word.chars().next().is_some_and(char::is_uppercase))
}

/// `R`, `RJ` behind a family name
fn is_bare_initials(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().all(char::is_uppercase)
}

/// Whether a name carries its initials already: `Foot R`.
fn has_initials(name: &str) -> bool {
    let words: Vec<_> = name.split_whitespace().collect();
    words.len() > 1
        && words.iter().any(|word| is_bare_initials(word) || (word.ends_with('.') && is_initials(word)))
}

fn is_given(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let whole = |word: &str| !word.ends_with('.') || word.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    let mut inner = words.split_whitespace().rev().skip(1);
    (1..=4).contains(&count) && inner.all(whole) && is_name(words)
}

fn is_suffix(words: &str) -> bool {
    matches!(words.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

fn without_role(head: &str) -> Option<&str> {
    const ROLES: &[&str] = &[
        "ed", "eds", "editor", "editors", "hg", "hrsg", "dir", "dirs", "org", "orgs", "coord", "coords",
        "comp", "hgg", "ред",
    ];
    let bare = head.trim_end_matches([')', '.', ' ', ']']);
    let at = bare.rfind([' ', '(', '['])?;
    let (rest, role) = bare.split_at(at);
    let role = role.trim_start_matches([' ', '(', '[']).to_lowercase();
    ROLES.contains(&role.as_str()).then(|| rest.trim_end_matches([' ', ',', '(', '[']))
}

fn without_others(head: &str) -> Option<&str> {
    let bare = head.trim_end_matches('.');
    let phrases = ["et al", "and others", "u. a", "u.a", "и др", "等"];
    let rest = phrases.into_iter().find_map(|phrase| bare.strip_suffix(phrase))?;
    Some(rest.trim_end_matches([' ', ',', '&']))
}
