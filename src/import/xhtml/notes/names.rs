//! The names by which generators of pages mark notes: hints only, since what links to what tells more.

use crate::import::xhtml::kinds;
use crate::import::xml::Element;

/// Classes of markers.
const MARKERS: &[&str] = &[
    "easy-footnote",
    "fn-ref",
    "fnanchor",
    "footnote-anchor",
    "footnote-link",
    "footnote-ref",
    "footnote-reference",
    "footnote_referrer",
    "footnoteRef",
    "footnoteref",
    "note-ref",
    "noteref",
    "reference",
    "simple-footnote",
];

/// Classes of links that lead back.
const BACK: &[&str] = &[
    "backlink",
    "data-footnote-backref",
    "easy-footnote-to-top",
    "fn-backref",
    "footnote-back",
    "footnote-backlink",
    "footnote-backref",
    "footnote-number",
    "footnote_backlink",
    "mw-cite-backlink",
    "reversefootnote",
];

/// Beginnings of fragments to which markers lead.
const TO_NOTES: &[&str] = &[
    "_edn",
    "_ftn",
    "_note",
    "anm",
    "cite_note",
    "easy-footnote-bottom",
    "edn",
    "en",
    "endnote",
    "fn",
    "footnote",
    "fussnote",
    "ftn",
    "nota",
    "note",
    "sdendnote",
    "sdfootnote",
];

/// Beginnings of fragments to which links lead back.
const TO_MARKERS: &[&str] = &[
    "_ednref",
    "_ftnref",
    "_noteref",
    "cite_ref",
    "ednref",
    "enref",
    "fn-ref",
    "fnref",
    "footnote-anchor",
    "footnote-ref",
    "footnote_plugin_tooltip",
    "footnoteref",
    "ftnref",
    "noteref",
    "sdendnote1anc",
    "sdfootnote1anc",
];

/// Classes of notes that stand within the text.
const INLINE: &[&str] = &[
    "footnote",
    "footnote-content",
    "footnote-text",
    "footnote_tooltip",
    "inline-footnote",
    "inline-note",
    "margin-note",
    "marginnote",
    "modern-footnotes-footnote__note",
    "note-popover",
    "popover-note",
    "sidenote",
];

/// Whether an element, or what is closest around it, is named as a marker.
pub(super) fn is_marker(element: &Element, around: Option<&Element>) -> bool {
    let own = |element: &Element| {
        kinds::has_role(element, &["noteref"])
            || kinds::has_class(element, MARKERS)
            || element.attribute("data-footnote-ref").is_some()
    };
    own(element) || around.is_some_and(own) || fragment(element).is_some_and(|id| begins(id, TO_NOTES))
}

/// Whether an element is named as a link that leads back.
pub(super) fn is_back(element: &Element) -> bool {
    kinds::has_role(element, &["backlink"])
        || kinds::has_class(element, BACK)
        || fragment(element)
            .is_some_and(|id| begins(id, TO_MARKERS) || id.starts_with("sd") && id.ends_with("anc"))
}

/// Whether an element is named as a note.
pub(super) fn is_note(element: &Element) -> bool {
    kinds::has_role(element, &["footnote", "endnote", "rearnote"])
        || kinds::has_class(
            element,
            &["footnote", "endnote", "MsoFootnoteText", "MsoEndnoteText", "easy-footnote-single"],
        )
}

/// Whether an element is named as the place of all notes.
pub(super) fn is_list(element: &Element) -> bool {
    kinds::has_role(element, &["footnotes", "endnotes", "rearnotes"])
        || kinds::has_class(
            element,
            &[
                "easy-footnotes-wrapper",
                "endnotes",
                "footnotes",
                "footnotes_reference_container",
                "modern-footnotes-list",
                "notes",
            ],
        )
        || matches!(element.attribute("id"), Some("footnotes" | "endnotes" | "notes"))
}

/// Whether an element is named as a note within the text.
pub(super) fn is_inline(element: &Element) -> bool {
    !kinds::is_block(element) && kinds::has_class(element, INLINE)
}

/// An id without what the site sets before it.
fn fragment(element: &Element) -> Option<&str> {
    let (_, id) = element.attribute("href")?.split_once('#')?;
    Some(id.strip_prefix("user-content-").unwrap_or(id))
}

fn begins(id: &str, names: &[&str]) -> bool {
    let behind = |name: &&str| {
        id.get(..name.len())
            .filter(|start| start.eq_ignore_ascii_case(name))
            .and_then(|_| id.get(name.len()..))
    };
    // `fn1`, `fn:1`, `footnote-x`, and not `fnord`.
    names.iter().filter_map(behind).any(|rest| !rest.starts_with(char::is_alphabetic))
}

/// A label as it is printed: its number or symbol, and the word before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// `12`, `†`, `iv`
    pub(super) label: String,
    /// `note` of `[note 1]`
    pub(super) word: Option<String>,
}

/// Words before the number of a note.
const WORDS: &[&str] = &[
    "anm",
    "anmerkung",
    "endnote",
    "fn",
    "footnote",
    "fussnote",
    "fußnote",
    "lower-alpha",
    "n",
    "nb",
    "nota",
    "note",
    "remarque",
    "注",
    "註",
    "脚注",
    "尾注",
];

/// Words as a label, if they can be one.
pub(super) fn printed(words: &str) -> Option<Printed> {
    let bare = |c: char| c.is_whitespace() || "[](){}.:,;↓^".contains(c);
    let words = words.trim_matches(bare);
    let plain: String = words.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let text = plain.as_str();
    if is_label(text) {
        return Some(Printed { label: text.to_owned(), word: None });
    }
    let number = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = text.get(..text.len() - number.len())?.trim_matches(bare).to_lowercase();
    let known = WORDS.contains(&word.as_str()) && is_label(number);
    known.then(|| Printed { label: number.to_owned(), word: Some(word.replace(' ', "-")) })
}

/// The digit that a raised one stands for.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' | '⁴'..='⁹' => u32::from(c) - u32::from('⁰'),
        '①'..='⑨' => u32::from(c) - u32::from('①') + 1,
        _ => return None,
    };
    char::from_digit(value, 10)
}

fn is_label(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let letters = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase());
    let roman = |text: &str| text.bytes().all(|b| b"ivxlc".contains(&b));
    match number.len() {
        0 if text.chars().all(|c| "*†‡§¶‖#".contains(c)) => (1..=4).contains(&text.chars().count()),
        0 if text.len() == 1 => text.bytes().all(|b| b.is_ascii_alphabetic()),
        0 => (1..=2).contains(&text.len()) && letters(text) || (1..=7).contains(&text.len()) && roman(text),
        1..=4 => rest.is_empty() || rest.len() == 1 && letters(rest),
        _ => false,
    }
}

/// Whether words are only an arrow, or a word such as “back”.
pub(super) fn is_arrow(words: &str) -> bool {
    let arrow = |c: char| {
        c.is_whitespace()
            || matches!(u32::from(c), 0x2190..=0x21ff | 0x2934..=0x2937 | 0x2b00..=0x2bff | 0x25b2..=0x25b6 | 0xfe0e | 0xfe0f)
            || matches!(c, '^' | '[' | ']' | '(' | ')' | '«' | '»')
    };
    let rest = words.trim_matches(arrow).to_lowercase();
    rest.is_empty()
        || matches!(
            rest.as_str(),
            "back"
                | "return"
                | "jump up"
                | "up"
                | "zurück"
                | "retour"
                | "volver"
                | "voltar"
                | "返回"
                | "back to text"
        )
}

#[cfg(test)]
mod tests {
    use super::{is_arrow, printed};

    #[test]
    fn labels_are_read() {
        let label = |words: &str| printed(words).map(|printed| printed.label);
        for (words, expected) in [
            ("[12]", "12"),
            ("¹²", "12"),
            (" (3) ", "3"),
            ("†", "†"),
            ("**", "**"),
            ("iv", "iv"),
            ("[note 4]", "4"),
            ("12a", "12a"),
            ("a", "a"),
        ] {
            assert_eq!(label(words).as_deref(), Some(expected), "{words}");
        }
        for words in ["", "Smith 2010", "2010 edition", "12345", "chapter 3", "Notes", "1.5", "[]"] {
            assert_eq!(label(words), None, "{words}");
        }
    }

    #[test]
    fn arrows_are_known() {
        assert!(is_arrow("↩\u{fe0e}") && is_arrow("[^]") && is_arrow("Back"));
        assert!(!is_arrow("1") && !is_arrow("see above"));
    }
}
