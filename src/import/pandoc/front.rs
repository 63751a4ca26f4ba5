//! Front matter: YAML between lines of dashes, TOML between lines of plus signs, or Pandoc's lines of `%`; what it says
//! of the work is not known here.

use std::ops::Range;

use super::data::Data;

/// Longer front matter is none.
const LONGEST: usize = 256 * 1024;

/// A document cut in two.
pub(super) struct Front<'t> {
    /// What the front matter says; an empty table where there is none
    pub(super) data: Data,
    /// Why it could not be read as what it is, and was read line by line
    pub(super) broken: Option<String>,
    /// The byte at which the text begins
    pub(super) body: usize,
    /// The front matter
    source: &'t str,
}

impl Front<'_> {
    /// Where its first line stands.
    pub(super) fn first_line(&self) -> Range<usize> {
        // The line of the fence is behind it.
        let start = self.body.saturating_sub(self.source.len() + 4);
        start..start + self.source.lines().next().map_or(0, str::len)
    }
}

/// Cuts front matter off a text.
pub(super) fn front(text: &str) -> Front<'_> {
    let start = text.len() - text.trim_start_matches(['\n', ' ']).len();
    let rest = text.get(start..).unwrap_or_default();
    let cut = match rest.get(..3) {
        Some("---") => fenced(rest, &["---", "..."]).map(|(inner, end)| (yaml(inner), inner, end)),
        Some("+++") => fenced(rest, &["+++"]).map(|(inner, end)| (toml(inner), inner, end)),
        _ if rest.starts_with("% ") => {
            let (data, end) = title_block(rest);
            Some(((data, None), rest.get(..end).unwrap_or_default(), end))
        }
        _ => None,
    };
    match cut {
        Some(((data, broken), source, end)) => Front { data, broken, body: start + end, source },
        None => Front { data: Data::Table(Vec::new()), broken: None, body: 0, source: "" },
    }
}

/// What stands between a first line and one of some others, and the byte behind the latter.
fn fenced<'t>(text: &'t str, ends: &[&str]) -> Option<(&'t str, usize)> {
    let mut at = 0;
    let mut first = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        match first {
            None if ends.first() == Some(&bare) => first = Some(at + line.len()),
            None => return None,
            Some(start) if ends.contains(&bare) => {
                let inner = text.get(start..at)?;
                return (inner.len() < LONGEST).then_some((inner, at + line.len()));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

fn yaml(text: &str) -> (Data, Option<String>) {
    match serde_norway::from_str::<serde_norway::Value>(text) {
        Ok(value @ (serde_norway::Value::Mapping(_) | serde_norway::Value::Null)) => {
            match Data::of_yaml(value, 0) {
                table @ Data::Table(_) => (table, None),
                _ => (Data::Table(Vec::new()), None),
            }
        }
        Ok(_) => (lines(text), Some("it is no table".to_owned())),
        Err(error) => (lines(text), Some(error.to_string())),
    }
}

fn toml(text: &str) -> (Data, Option<String>) {
    match text.parse::<toml::Table>() {
        Ok(table) => (Data::of_toml(toml::Value::Table(table), 0), None),
        Err(error) => (lines(&text.replace(" = ", ": ")), Some(error.message().to_owned())),
    }
}

/// Pandoc's title block: title, authors, date, each behind `%`.
fn title_block(text: &str) -> (Data, usize) {
    let mut parts: Vec<String> = Vec::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        match line.strip_prefix('%') {
            Some(words) if parts.len() < 3 => parts.push(words.trim().to_owned()),
            _ if line.starts_with(' ') && !line.trim().is_empty() => {
                if let Some(last) = parts.last_mut() {
                    last.push_str(if parts_with_several(line) { "; " } else { " " });
                    last.push_str(line.trim());
                }
            }
            _ => break,
        }
        end += line.len();
    }
    let names = ["title", "author", "date"].iter().zip(parts).filter(|(_, text)| !text.is_empty());
    (Data::Table(names.map(|(name, text)| ((*name).to_owned(), Data::Text(text))).collect()), end)
}

/// Whether a line that goes on could be another author.
fn parts_with_several(line: &str) -> bool {
    line.trim().starts_with(char::is_uppercase)
}

/// Front matter that is broken, line by line: names at the margin, lists of dashes, and names within their items.
fn lines(text: &str) -> Data {
    let mut table: Vec<(String, Data)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#')) {
        let bare = line.trim();
        let indented = line.starts_with([' ', '\t']);
        if let Some(item) = bare.strip_prefix("- ") {
            push(&mut table, |list| list.push(item_of(item)));
        } else if indented {
            let Some((name, value)) = pair(bare) else { continue };
            push(&mut table, |list| match list.last_mut() {
                Some(Data::Table(entries)) => entries.push((name, value)),
                _ => list.push(Data::Table(vec![(name, value)])),
            });
        } else if let Some((name, value)) = pair(bare) {
            table.push((name, value));
        }
    }
    Data::Table(table)
}

/// Adds to the list that the last name holds.
fn push(table: &mut [(String, Data)], add: impl FnOnce(&mut Vec<Data>)) {
    let Some((_, value)) = table.last_mut() else { return };
    if !matches!(value, Data::List(_)) {
        let before = std::mem::replace(value, Data::List(Vec::new()));
        if let (Data::List(list), Some(_)) = (&mut *value, before.text()) {
            list.push(before);
        }
    }
    if let Data::List(list) = value {
        add(list);
    }
}

fn item_of(text: &str) -> Data {
    match pair(text) {
        Some((name, value)) => Data::Table(vec![(name, value)]),
        None => scalar(text),
    }
}

/// `name: value`.
fn pair(text: &str) -> Option<(String, Data)> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim().trim_matches(['"', '\'']);
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let parted = value.is_empty() || value.starts_with([' ', '\t']);
    (plain && parted).then(|| (name.to_owned(), scalar(value)))
}

/// A value on one line; brackets make a list.
fn scalar(text: &str) -> Data {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return Data::List(inner.split(',').map(scalar_text).collect());
    }
    scalar_text(text)
}

fn scalar_text(text: &str) -> Data {
    let text = text.trim();
    let quoted = |quote: char| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    match quoted('"').or_else(|| quoted('\'')) {
        Some(inner) => Data::Text(inner.replace("''", "'")),
        None => Data::Text(text.to_owned()),
    }
}
