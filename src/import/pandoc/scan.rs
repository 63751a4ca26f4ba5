//! Stretches of Markdown between marks: brackets, code, attributes, addresses; what they mean is not known here.

/// How far the end of something is looked for; what is longer is text.
const FARTHEST: usize = 20_000;

/// What braces behind something say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    pub(super) pairs: Vec<(String, String)>,
}

impl Attributes {
    /// The value of the first of some names.
    pub(super) fn value(&self, names: &[&str]) -> Option<&str> {
        let pair = |name: &&str| self.pairs.iter().find(|(of, _)| of == name);
        names.iter().find_map(pair).map(|(_, value)| value.as_str())
    }
}

/// The head of a text, no longer than anything is looked for.
fn window(text: &str) -> &str {
    let mut end = text.len().min(FARTHEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The byte of the bracket that closes the one at the head of a text; escapes and code are passed over.
pub(super) fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let window = window(text);
    let mut depth = 0_usize;
    let mut skip = 0;
    for (at, c) in window.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '\\' => skip = at + 2,
            '`' => skip = at + code(window.get(at..)?).map_or_else(|| row(window, at, '`'), |(_, end)| end),
            _ if c == open => depth += 1,
            _ if c == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of a row of one character.
pub(super) fn row(text: &str, at: usize, sign: char) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(sign).len()
}

/// Code at the head of a text: what is between its fences, and its length.
pub(super) fn code(text: &str) -> Option<(&str, usize)> {
    let window = window(text);
    let fence = row(window, 0, '`');
    let mut at = fence;
    if fence == 0 {
        return None;
    }
    loop {
        at += window.get(at..)?.find('`')?;
        let length = row(window, at, '`');
        if length == fence {
            return Some((window.get(fence..at)?, at + length));
        }
        at += length;
    }
}

/// The first place of some words in the head of a text.
pub(super) fn find(text: &str, words: &str) -> Option<usize> {
    window(text).find(words)
}

/// Attributes at the head of a text, and their length.
pub(super) fn attributes(text: &str) -> Option<(Attributes, usize)> {
    if !text.starts_with('{') {
        return None;
    }
    let end = closing(text, '{', '}')?;
    let inner = text.get(1..end)?.trim().trim_start_matches(':').trim();
    if inner.contains('\n')
        || !(inner.is_empty() || inner.starts_with(['#', '.', '-', '=']) || inner.contains('='))
    {
        return None;
    }
    Some((attributes_in(inner), end + 1))
}

/// The attributes between braces.
pub(super) fn attributes_in(inner: &str) -> Attributes {
    let mut found = Attributes::default();
    for word in words(inner) {
        if let Some(id) = word.strip_prefix('#') {
            found.id = Some(id.to_owned());
        } else if let Some(class) = word.strip_prefix(['.', '=']) {
            found.classes.push(class.to_owned());
        } else if let Some((name, value)) = word.split_once('=') {
            found.pairs.push((name.to_owned(), value.trim_matches(['"', '\'']).to_owned()));
        } else {
            found.classes.push(word);
        }
    }
    found
}

/// Words parted by blanks and commas, quotes held together.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() || c == ',' => {
                words.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// An address in round brackets at the head of a text: the address, the title, and the length of all.
pub(super) fn destination(text: &str) -> Option<(&str, Option<&str>, usize)> {
    let end = closing(text, '(', ')')?;
    let inner = text.get(1..end)?.trim();
    let (address, rest) = match inner.strip_prefix('<') {
        Some(rest) => rest.split_once('>')?,
        None => inner.find(char::is_whitespace).map_or((inner, ""), |at| inner.split_at(at)),
    };
    let rest = rest.trim();
    let quoted = |open: char, close: char| rest.strip_prefix(open)?.strip_suffix(close);
    let title = quoted('"', '"').or_else(|| quoted('\'', '\'')).or_else(|| quoted('(', ')'));
    (rest.is_empty() || title.is_some()).then_some((address, title, end + 1))
}

/// The citation key at the head of a text behind `@`, and its length.
pub(super) fn key(text: &str) -> Option<(&str, usize)> {
    if let Some(rest) = text.strip_prefix('{') {
        let end = rest.find(['}', '\n'])?;
        return rest.get(..end).filter(|key| !key.is_empty()).map(|key| (key, end + 2));
    }
    let regular = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = chars.peek().is_some_and(|(_, next)| regular(*next));
        if regular(c) || at > 0 && ":.#$%&-+?<>~/".contains(c) && goes_on {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    (end > 0).then(|| (text.get(..end).unwrap_or_default(), end))
}

/// The keys of a group of citations, each with what stands before it.
pub(super) fn keys(group: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut before = ' ';
    for (at, c) in group.char_indices() {
        if c == '@' && !before.is_alphanumeric() && before != '\\' {
            keys.extend(group.get(at + 1..).and_then(key).map(|(key, _)| key));
        }
        before = c;
    }
    keys
}
