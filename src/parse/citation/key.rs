//! Citation keys: `@key`, `-@key`, `@{odd key}`; which of them exist is not known here.

use std::ops::Range;

/// Longer keys are not looked for, so that a brace which is never closed costs little.
const LONGEST: usize = 400;

/// A key in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The key without `@` and braces
    pub(super) name: String,
    /// The bytes of the key with its `@`, without the `-` before it
    pub(super) range: Range<usize>,
    /// Whether a `-` stands before it
    pub(super) suppress_author: bool,
    /// The first token behind it
    pub(super) next: usize,
}

/// Reads a key whose `@` is at a byte of a text; returns the name and the byte behind it.
pub(super) fn scan(source: &str, at: usize, limit: usize) -> Option<(&str, usize)> {
    let rest = source.get(at..limit)?.strip_prefix('@')?;
    if let Some(inner) = rest.strip_prefix('{') {
        let end = braced(inner)?;
        return Some((inner.get(..end)?, at + 2 + end + 1));
    }
    let end = plain(rest)?;
    Some((rest.get(..end)?, at + 1 + end))
}

/// The length of a plain key: letters, digits and `_`, with single punctuation marks between them.
fn plain(text: &str) -> Option<usize> {
    let regular = |c: char| c.is_alphanumeric() || c == '_';
    let mut chars = text.char_indices().peekable();
    let (_, first) = chars.next()?;
    if !regular(first) {
        return None;
    }
    let mut end = first.len_utf8();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let within = ":.#$%&-+?<>~/".contains(c) && next.is_some_and(regular);
        let slashes = matches!(c, ':' | '/') && next == Some('/');
        if regular(c) || within || slashes {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    Some(end)
}

/// The length of a key in braces, up to the brace that closes it on the same line.
fn braced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return None,
            _ if at > LONGEST => return None,
            '{' => depth += 1,
            '}' if depth == 0 => return (!text.get(..at)?.trim().is_empty()).then_some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::scan;

    fn check(text: &str, key: Option<&str>) {
        assert_eq!(scan(text, 0, text.len()).map(|(key, _)| key), key, "{text}");
    }

    #[test]
    fn keys_end_where_pandoc_ends_them() {
        check("@doe99.", Some("doe99"));
        check("@doe99's", Some("doe99"));
        check("@a_b:c.d#e$f%g&h-i+j?k<l>m~n/o, p", Some("a_b:c.d#e$f%g&h-i+j?k<l>m~n/o"));
        check("@a--b", Some("a"));
        check("@https://x.org/a?b=1", Some("https://x.org/a?b"));
        check("@王毅2016,", Some("王毅2016"));
        check("@_b", Some("_b"));
        check("@", None);
        check("@ a", None);
        check("@-a", None);
    }

    #[test]
    fn braces_hold_any_key() {
        check("@{odd key}, p", Some("odd key"));
        check("@{a{b}c}", Some("a{b}c"));
        check("@{}", None);
        check("@{never", None);
        check("@{line\nend}", None);
    }
}
