//! Where the items of a JSON file and their members stand; what they say is not known here.

use std::ops::Range;

/// The items of a file.
#[derive(Debug, Default)]
pub(super) struct Objects {
    /// Where each item stands
    pub(super) list: Vec<Object>,
    /// What is there instead of an array
    pub(super) fault: Option<Range<usize>>,
}

/// An item.
#[derive(Debug)]
pub(super) struct Object {
    /// From brace to brace
    pub(super) range: Range<usize>,
}

/// A member of an item.
#[derive(Debug)]
pub(super) struct Member {
    /// Its name
    pub(super) name: String,
    /// Where the name stands, without quotation marks
    pub(super) name_range: Range<usize>,
    /// Where the value stands, a text's without quotation marks
    pub(super) value_range: Range<usize>,
}

/// Finds the items: the objects in the array that the file is, or in the array that its one object has as `items`.
pub(super) fn objects(source: &str) -> Objects {
    let bytes = source.as_bytes();
    let start = source.len() - source.trim_start().len();
    match bytes.get(start) {
        Some(b'[') => Objects { list: elements(source, start + 1), fault: None },
        Some(b'{') => {
            let whole = Object { range: start..value_end(source, start) };
            let items = whole.members(source).into_iter().find(|member| member.name == "items");
            match items {
                Some(items) if bytes.get(items.value_range.start) == Some(&b'[') => {
                    Objects { list: elements(source, items.value_range.start + 1), fault: None }
                }
                _ => Objects { list: vec![whole], fault: None },
            }
        }
        None => Objects::default(),
        Some(_) => {
            let line = source.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            Objects { list: Vec::new(), fault: Some(start..start + line.len()) }
        }
    }
}

/// The objects of an array whose first byte this is.
fn elements(source: &str, mut at: usize) -> Vec<Object> {
    let mut list = Vec::new();
    let bytes = source.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => {
                let end = value_end(source, at);
                list.push(Object { range: at..end });
                at = end;
            }
            b']' => break,
            b'"' => at = text_end(source, at),
            _ => at += 1,
        }
    }
    list
}

impl Object {
    /// The members in their order; of a broken object, those that can be told.
    pub(super) fn members(&self, source: &str) -> Vec<Member> {
        let bytes = source.as_bytes();
        let mut members = Vec::new();
        let mut at = self.range.start + 1;
        while at < self.range.end {
            if bytes.get(at) != Some(&b'"') {
                at += 1;
                continue;
            }
            let name_range = at + 1..text_end(source, at).saturating_sub(1).max(at + 1);
            at = skip(source, text_end(source, at), b" \t\r\n:");
            let start = at;
            at = value_end(source, start).max(start + 1);
            let quoted = bytes.get(start) == Some(&b'"') && at >= start + 2;
            let value_range = if quoted { start + 1..at - 1 } else { start..at };
            let typed = source.get(name_range.start - 1..name_range.end + 1).unwrap_or_default();
            if let Ok(name) = serde_json::from_str(typed) {
                members.push(Member { name, name_range, value_range });
            }
        }
        members
    }

    /// Where the value of a member stands.
    pub(super) fn value_of(&self, source: &str, name: &str) -> Option<Range<usize>> {
        self.members(source).into_iter().find(|member| member.name == name).map(|member| member.value_range)
    }
}

fn skip(source: &str, mut at: usize, these: &[u8]) -> usize {
    while source.as_bytes().get(at).is_some_and(|byte| these.contains(byte)) {
        at += 1;
    }
    at
}

/// The byte behind a text whose opening quotation mark is here.
fn text_end(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            // A text does not go on behind its line; here its quotation mark is missing.
            b'\n' => return at,
            _ => at += 1,
        }
    }
    source.len()
}

/// The byte behind a value that begins here.
fn value_end(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = text_end(source, at),
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' | b',' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                at += 1;
            }
            _ => at += 1,
        }
        if depth == 0 && at > start && matches!(bytes.get(at - 1), Some(b'}' | b']' | b'"')) {
            return at;
        }
    }
    source.len()
}
