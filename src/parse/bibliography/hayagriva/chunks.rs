//! A YAML file cut where lines begin with a key; what stands below the keys is not known here.

use std::ops::Range;

/// An entry's lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chunk<'s> {
    /// The key, without quotation marks
    pub(super) key: String,
    /// Where the key stands
    pub(super) key_range: Range<usize>,
    /// The lines
    pub(super) text: &'s str,
    /// Where they begin
    pub(super) start: usize,
}

/// Cuts a file.
pub(super) fn split(source: &str) -> Vec<Chunk<'_>> {
    let mut chunks: Vec<Chunk<'_>> = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        if let Some((key, range)) = key(line) {
            let key_range = start + range.start..start + range.end;
            chunks.push(Chunk { key, key_range, text: "", start });
        }
        start += line.len();
        if let Some(last) = chunks.last_mut() {
            last.text = source.get(last.start..start).unwrap_or_default();
        }
    }
    chunks
}

/// The key at the head of a line.
fn key(line: &str) -> Option<(String, Range<usize>)> {
    let first = line.chars().next()?;
    if first.is_whitespace() || "#-.{}[]%&*!|>@`?:".contains(first) && !line.starts_with("? ") {
        return None;
    }
    if let quote @ ('"' | '\'') = first {
        let end = line.get(1..)?.find(quote)? + 1;
        let behind = line.get(end + 1..)?.trim_start();
        let key = line.get(1..end)?.to_owned();
        return behind.starts_with(':').then_some((key, 1..end));
    }
    let end = line.match_indices(':').map(|(at, _)| at).find(|at| {
        let behind = line.get(at + 1..).and_then(|rest| rest.chars().next());
        behind.is_none_or(char::is_whitespace)
    })?;
    let key = line.get(..end)?.trim_end();
    Some((key.to_owned(), 0..key.len()))
}

impl Chunk<'_> {
    /// Where the value of a field stands: the first line with that name; the key where there is none.
    pub(super) fn field(&self, name: &str) -> Range<usize> {
        let mut start = self.start;
        for line in self.text.split_inclusive('\n') {
            let found = line.find(name).filter(|at| {
                let before = line.get(..*at).unwrap_or_default();
                let behind = line.get(at + name.len()..).unwrap_or_default();
                let head = before.trim_end();
                (head.is_empty() || head.ends_with(['-', '{', ','])) && behind.trim_start().starts_with(':')
            });
            if let Some(at) = found {
                let rest = line.get(at + name.len()..).unwrap_or_default();
                let value = rest.trim_start().trim_start_matches(':').trim();
                if value.is_empty() {
                    return start + at..start + at + name.len();
                }
                let from = start + line.len() - rest.len() + rest.find(value).unwrap_or(0);
                return from..from + value.len();
            }
            start += line.len();
        }
        self.key_range.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lines_with_keys_begin_entries() {
        let source =
            "# c\nharry:\n  title: \"A: b\"\n\n\"k 2\":\n  url:\n    value: x\n王毅: {title: T}\n- no\n";
        let chunks = split(source);
        let keys: Vec<_> = chunks.iter().map(|chunk| chunk.key.as_str()).collect();
        assert_eq!(keys, ["harry", "k 2", "王毅"]);
        assert_eq!(&source[chunks[1].key_range.clone()], "k 2");
        assert_eq!(&source[chunks[0].field("title")], "\"A: b\"");
        assert_eq!(&source[chunks[1].field("url")], "url");
        assert_eq!(&source[chunks[1].field("value")], "x");
        assert_eq!(&source[chunks[0].field("nothing")], "harry");
    }
}
