//! Markdown as plain words, for titles, names and captions; no link is followed.

/// The words of a short text without its marks; escapes are undone and dashes are set.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.peek() {
                Some(next) if next.is_ascii_punctuation() => out.extend(chars.next()),
                _ => out.push(c),
            },
            '*' | '`' => {}
            '_' | '~' | '^' if edge(&out, chars.peek()) => {}
            _ => out.push(c),
        }
    }
    let out = out.replace("---", "—").replace("--", "–").replace("...", "…");
    let linked = unlinked(&out);
    linked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a mark stands at the edge of a word; within it belongs to it.
fn edge(before: &str, behind: Option<&char>) -> bool {
    let inner = |c: char| c.is_alphanumeric();
    !(before.ends_with(inner) && behind.is_some_and(|c| inner(*c)))
}

/// The words of links in place of the links.
fn unlinked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](") {
        let (Some((head, words)), Some((_, after))) = (before.rsplit_once('['), behind.split_once(')'))
        else {
            break;
        };
        out.push_str(head.trim_end_matches('!'));
        out.push_str(words);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_are_dropped() {
        assert_eq!(plain("**geostan**: An *R* package"), "geostan: An R package");
        assert_eq!(plain("`snake_case` -- _so_ a\\_b [x](https://a.b)"), "snake_case – so a_b x");
        assert_eq!(plain("5 < 6 & 新型"), "5 < 6 & 新型");
    }
}
