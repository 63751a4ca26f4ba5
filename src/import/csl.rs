//! Works and citations in CSL-JSON, as reference managers put them into documents; where they stand is not known here.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::recognise::keys::{Keys, of_work};
use super::tree::{Citation, CitationForm, Cite};

/// A work as its program describes it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// The key that citations use
    pub(crate) key: String,
    /// Its variables
    pub(crate) variables: Map<String, Value>,
}

/// The works that a document has in it.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub(super) list: Vec<Item>,
    keys: Keys,
    /// The key of each work, by what its program calls it
    known: BTreeMap<String, String>,
}

/// What CSL calls a part of a work, and how citations write it.
const LABELS: &[(&str, &str)] = &[
    ("book", "bk."),
    ("chapter", "ch."),
    ("column", "col."),
    ("figure", "fig."),
    ("folio", "fol."),
    ("issue", "no."),
    ("line", "l."),
    ("note", "n."),
    ("paragraph", "para."),
    ("part", "pt."),
    ("section", "sec."),
    ("sub verbo", "s.v."),
    ("sub-verbo", "s.v."),
    ("verse", "v."),
    ("volume", "vol."),
];

impl Items {
    /// Reads a citation; its works are taken in. `printed` is what the document shows.
    pub(super) fn citation(&mut self, json: &str, printed: &str) -> Option<Citation> {
        // What follows the object belongs to the field.
        let value: Value = serde_json::Deserializer::from_str(json).into_iter().next()?.ok()?;
        let items = value.get("citationItems")?.as_array()?;
        let mut cites = Vec::new();
        let mut years = 0;
        for item in items {
            let Some(key) = self.work(item) else { continue };
            years += usize::from(item.get("suppress-author").is_some_and(is_true));
            cites.push(Cite { prefix: text(item, "prefix"), key, suffix: suffix(item) });
        }
        let form =
            if years > 0 && years == cites.len() { CitationForm::YearOnly } else { CitationForm::Bracketed };
        (!cites.is_empty()).then(|| Citation { cites, form, printed: printed.trim().to_owned() })
    }

    /// The key of a cited work, which is taken in at its first citation.
    fn work(&mut self, item: &Value) -> Option<String> {
        let data = item.get("itemData")?.as_object()?;
        let named = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default().to_lowercase();
        let uri = ["uris", "uri"].iter().find_map(|name| item.get(name)?.get(0)?.as_str());
        let identity = match uri {
            Some(uri) => uri.to_owned(),
            None if named("title").is_empty() => item.get("id").map(Value::to_string).unwrap_or_default(),
            None => format!("{} {} {}", named("type"), named("title"), year(data)),
        };
        if let Some(key) = self.known.get(&identity) {
            return Some(key.clone());
        }
        let key = self.keys.unique(&key(data));
        let mut variables = data.clone();
        variables.insert("id".to_owned(), Value::String(key.clone()));
        // Their program's own notes are no part of the work.
        variables.remove("citation-key");
        self.list.push(Item { key: key.clone(), variables });
        self.known.insert(identity, key.clone());
        Some(key)
    }
}

fn is_true(value: &Value) -> bool {
    matches!(value, Value::Bool(true)) || value.as_u64() == Some(1)
}

fn text(item: &Value, name: &str) -> String {
    let text = match item.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The locator and what follows it.
fn suffix(item: &Value) -> String {
    let locator = text(item, "locator");
    let label = text(item, "label");
    let several = locator.contains(['-', '–', ',', '&']);
    let term = LABELS
        .iter()
        .find(|(name, _)| *name == label)
        .map_or(if several { "pp." } else { "p." }, |(_, term)| term);
    let located = if locator.is_empty() { String::new() } else { format!("{term} {locator}") };
    let behind = text(item, "suffix");
    match (located.is_empty(), behind.is_empty()) {
        (_, true) => located,
        (true, false) => behind,
        (false, false) if behind.starts_with([',', '.', ';', ':']) => format!("{located}{behind}"),
        (false, false) => format!("{located} {behind}"),
    }
}

fn year(data: &Map<String, Value>) -> String {
    let issued = data.get("issued");
    let parts = issued.and_then(|issued| issued.get("date-parts")?.get(0)?.get(0)).map(|year| match year {
        Value::String(year) => year.clone(),
        year => year.to_string(),
    });
    let words = || {
        let words = issued
            .and_then(|issued| ["raw", "literal"].iter().find_map(|name| issued.get(name)?.as_str()))?;
        let digits: String =
            words.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        (digits.len() == 4).then_some(digits)
    };
    parts.or_else(words).unwrap_or_else(|| "nd".to_owned())
}

fn key(data: &Map<String, Value>) -> String {
    let names = |role: &str| {
        let names = data.get(role)?.as_array()?;
        let name = |name: &Value| {
            ["family", "literal", "given"].iter().find_map(|part| name.get(part)?.as_str().map(str::to_owned))
        };
        let names: Vec<String> = names.iter().filter_map(name).collect();
        (!names.is_empty()).then_some(names)
    };
    let title = || {
        let title = data.get("title")?.as_str()?;
        Some(vec![title.split_whitespace().take(3).collect::<Vec<_>>().join(" ")])
    };
    let names = names("author").or_else(|| names("editor")).or_else(title).unwrap_or_default();
    of_work(&names, &year(data))
}

/// Bytes in base 64, as text; signs that belong to no digit are passed over.
pub(super) fn base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for c in text.bytes() {
        let digit = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(digit)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::{Items, base64};

    #[test]
    fn citations_bring_their_works() {
        let mut items = Items::default();
        let json = r#"{"citationItems":[{"id":7,"uris":["http://z/1"],"locator":"12-14","prefix":"see","itemData":
            {"id":7,"type":"book","title":"Lamps","author":[{"family":"van Dam","given":"A"}],"issued":{"date-parts":[["2001"]]}}},
            {"id":8,"locator":"3","label":"chapter","suffix":", more","itemData":{"type":"book","title":"Ports of old","issued":{"raw":"c. 1999"}}}]} behind"#;
        let citation = items.citation(json, "(see van Dam)").unwrap();
        let shown: Vec<String> = citation
            .cites
            .iter()
            .map(|cite| format!("{}|{}|{}", cite.prefix, cite.key, cite.suffix))
            .collect();
        assert_eq!(shown, ["see|van-dam-2001|pp. 12-14", "|ports-of-old-1999|ch. 3, more"]);
        items.citation(json, "").unwrap();
        assert_eq!(items.list.len(), 2);
        assert_eq!(items.citation("{", ""), None);
        assert_eq!(items.citation("{\"citationItems\":[]}", ""), None);
    }

    #[test]
    fn base_64() {
        assert_eq!(base64("eyJhIjoi w6kifQ==").as_deref(), Some("{\"a\":\"é\"}"));
        assert_eq!(base64("/w=="), None);
    }
}
