//! Citations that are typed in Pandoc's syntax in a document of any format: `[see @key, p. 3]`, `@key`. Only keys of works that
//! are known count.

use std::collections::BTreeSet;

use crate::import::tree::{Citation, CitationForm, Cite, Inline};

/// Puts citations in the place of what is typed in a running text.
pub(super) fn take(inlines: &mut Vec<Inline>, known: &BTreeSet<&str>) {
    let typed = |inline: &Inline| matches!(inline, Inline::Text(text) if text.contains('@'));
    if known.is_empty() || !inlines.iter().any(typed) {
        return;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match (out.last_mut(), inline) {
            // Word cuts a text wherever it likes.
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => out.push(inline),
        }
    }
    *inlines = out
        .into_iter()
        .flat_map(|inline| match inline {
            Inline::Text(text) if text.contains('@') => split(&text, known),
            other => vec![other],
        })
        .collect();
}

/// A text with its citations.
fn split(text: &str, known: &BTreeSet<&str>) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['[', '@'])) {
        at += next;
        let rest = text.get(at..).unwrap_or_default();
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let found = if rest.starts_with('[') { group(rest, known) } else { narrative(rest, before, known) };
        match found {
            Some((citation, length)) => {
                let words = text.get(start..at).unwrap_or_default();
                if !words.is_empty() {
                    out.push(Inline::Text(words.to_owned()));
                }
                out.push(Inline::Citation(citation));
                at += length;
                start = at;
            }
            None => at += 1,
        }
    }
    let words = text.get(start..).unwrap_or_default();
    if !words.is_empty() {
        out.push(Inline::Text(words.to_owned()));
    }
    out
}

/// A group in brackets at the head of a text, and its length.
fn group(text: &str, known: &BTreeSet<&str>) -> Option<(Citation, usize)> {
    let (end, _) = text.char_indices().take(2000).find(|(_, c)| *c == ']')?;
    let printed = text.get(..=end)?.to_owned();
    let mut years = 0;
    let mut cites = Vec::new();
    for part in text.get(1..end)?.split(';') {
        let (prefix, rest) = part.split_once('@')?;
        let key = key(rest, known)?;
        let suffix = rest.get(key.len()..)?.trim().trim_start_matches(',').trim();
        let prefix = prefix.trim();
        let bare = prefix.strip_suffix('-');
        years += usize::from(bare.is_some());
        let prefix = bare.unwrap_or(prefix).trim().to_owned();
        cites.push(Cite { prefix, key: key.to_owned(), suffix: suffix.to_owned() });
    }
    let form = if years == cites.len() { CitationForm::YearOnly } else { CitationForm::Bracketed };
    Some((Citation { cites, form, printed }, end + 1))
}

/// A work as a part of the sentence at the head of a text, and the length of its key.
fn narrative(text: &str, before: Option<char>, known: &BTreeSet<&str>) -> Option<(Citation, usize)> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let key = key(text.get(1..)?, known)?;
    let cite = Cite { prefix: String::new(), key: key.to_owned(), suffix: String::new() };
    let printed = format!("@{key}");
    let length = printed.len();
    Some((Citation { cites: vec![cite], form: CitationForm::Narrative, printed }, length))
}

/// The known key at the head of a text.
fn key<'t>(text: &'t str, known: &BTreeSet<&str>) -> Option<&'t str> {
    let inner = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    let mut key = text.get(..text.find(|c| !inner(c)).unwrap_or(text.len()))?;
    // What ends a sentence does not belong to it.
    while !key.is_empty() && !known.contains(key) {
        key = key.strip_suffix(|c: char| !c.is_alphanumeric())?;
    }
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::import::tree::{CitationForm, Inline};

    fn check(parts: &[&str], expected: &[&str]) {
        let mut inlines: Vec<Inline> = parts.iter().map(|part| Inline::Text((*part).to_owned())).collect();
        take(&mut inlines, &["a-1", "b"].into_iter().collect());
        let shown: Vec<String> = inlines
            .into_iter()
            .map(|inline| match inline {
                Inline::Text(text) => text,
                Inline::Citation(citation) => {
                    let sign = match citation.form {
                        CitationForm::Bracketed => "",
                        CitationForm::Narrative => "!",
                        CitationForm::YearOnly => "-",
                    };
                    let cites = citation
                        .cites
                        .iter()
                        .map(|cite| format!("{}|{}|{}", cite.prefix, cite.key, cite.suffix));
                    format!("{sign}{}", cites.collect::<Vec<_>>().join(";"))
                }
                _ => String::new(),
            })
            .collect();
        assert_eq!(shown, expected, "{parts:?}");
    }

    #[test]
    fn typed_citations_count() {
        check(&["x [see @a", "-1, p. 3; @b] y"], &["x ", "see|a-1|p. 3;|b|", " y"]);
        check(&["as @b. And [-@a-1]"], &["as ", "!|b|", ". And ", "-|a-1|"]);
        check(&["me@b [x @c] [1] @c"], &["me@b [x @c] [1] @c"]);
    }
}
