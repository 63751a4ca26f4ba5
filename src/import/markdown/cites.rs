//! The parts of a citation in Pandoc's syntax; how it stands in its sentence is not known here.

use super::super::tree::{Citation, Cite};
use super::escape::folded;

/// Whether every cite of a group has a key that braces can hold.
pub(super) fn is_well_formed(citation: &Citation) -> bool {
    let fits = |key: &str| {
        !key.trim().is_empty()
            && key.len() < 400
            && !key.contains(['{', '}'])
            && !key.contains(char::is_control)
    };
    !citation.cites.is_empty() && citation.cites.iter().all(|cite| fits(&cite.key))
}

/// Whether a cite names the author whom the first names, as far as keys made of author and year tell.
pub(super) fn has_author_of(cite: &Cite, first: &Cite) -> bool {
    let author = |cite: &Cite| cite.key.rsplit_once('-').map(|(author, _)| author.to_owned());
    cite == first || cite.prefix.is_empty() && author(cite).is_some() && author(cite) == author(first)
}

/// A cite within brackets; `sign` is `-` where the author's name is left out.
pub(super) fn bracketed(cite: &Cite, sign: &str) -> String {
    let mut out = words(cite.prefix.trim());
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(sign);
    let suffix = cite.suffix.trim();
    let (comma, suffix) = match suffix.strip_prefix(',') {
        Some(words) => (", ", words.trim_start()),
        None if suffix.is_empty() => ("", suffix),
        None => (", ", suffix),
    };
    out.push_str(&key(&cite.key, false));
    out.push_str(comma);
    out + &words(suffix)
}

/// The words around a key.
pub(super) fn words(words: &str) -> String {
    let mut out = String::new();
    for c in folded(words).chars() {
        if "\\`*_[]<$~^;@&|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A key with its `@`, in braces where its end could not be told.
pub(super) fn key(key: &str, goes_on: bool) -> String {
    if goes_on || !is_plain(key) { format!("@{{{key}}}") } else { format!("@{key}") }
}

/// Whether a key needs no braces: letters, digits and `_`, with single marks between them.
fn is_plain(key: &str) -> bool {
    let regular = |c: char| c.is_alphanumeric() || c == '_';
    let ends = key.chars().next().is_some_and(regular) && key.chars().next_back().is_some_and(regular);
    let mut before = ' ';
    ends && key.chars().all(|c| {
        let fits = regular(c) || ":.#$%&-+?<>~/".contains(c) && regular(before);
        before = c;
        fits
    })
}

/// Whether a text would be taken for the rest of a key before it.
pub(super) fn continues(text: &str) -> bool {
    let regular = |c: char| c.is_alphanumeric() || c == '_';
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if regular(c) => true,
        Some(c) if ":.#$%&-+?<>~/".contains(c) => {
            chars.next().is_some_and(|next| regular(next) || next == '/')
        }
        _ => false,
    }
}
