//! Fields: their instructions, which may be cut over many runs, and what they show; among them citations of reference managers.

use super::Reader;
use super::runs::plain;
use crate::import::tree::Inline;
use crate::model::web::is_web_address;

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    instruction: String,
    /// Whether what comes now is what it shows
    shows: bool,
    what: What,
    /// What it shows, where that is not simply a part of the text
    words: Vec<Inline>,
}

/// What a field is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum What {
    /// Its words are a part of the text
    #[default]
    Text,
    /// A citation, as CSL-JSON
    Citation(String),
    /// A link
    Link(String),
    /// Something that postil makes itself: what it is called among what was set apart
    Made(&'static str),
}

/// The longest instruction that is kept.
const LONGEST: usize = 4_000_000;

impl Reader<'_> {
    pub(super) fn begin_field(&mut self) {
        if self.open.len() < 50 {
            self.open.push(Open::default());
        }
    }

    pub(super) fn instruction(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut().filter(|open| open.instruction.len() < LONGEST) {
            open.instruction.push_str(words);
        }
    }

    pub(super) fn separate_field(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        open.shows = true;
        open.what = what(&open.instruction);
        let foreign = ["ADDIN EN.CITE", "CITATION ", "ADDIN CITAVI", "ADDIN CitaviPlaceholder"];
        let trimmed = open.instruction.trim_start();
        if open.what == What::Text && foreign.iter().any(|name| trimmed.starts_with(name)) {
            self.seen("citations of EndNote, Citavi or Word stand as their words");
        }
    }

    pub(super) fn end_field(&mut self, out: &mut Vec<Inline>) {
        let Some(open) = self.open.pop() else { return };
        let printed = plain(&open.words);
        match open.what {
            What::Text => {}
            What::Citation(json) => {
                if let Some(citation) = self.items.citation(&json, &printed) {
                    return self.emit(Inline::Citation(citation), out);
                }
                self.seen("citations whose data could not be read stand as their words");
                self.emit_all(open.words, out);
            }
            What::Link(address) => self.emit(Inline::Link(address, open.words), out),
            What::Made(what) => self.set_apart(what, &printed),
        }
    }

    /// Adds to the innermost field that keeps its words, or to the text.
    pub(super) fn emit(&mut self, inline: Inline, out: &mut Vec<Inline>) {
        for open in self.open.iter_mut().rev() {
            if !open.shows {
                return;
            }
            if open.what != What::Text {
                open.words.push(inline);
                return;
            }
        }
        out.push(inline);
    }

    fn emit_all(&mut self, inlines: Vec<Inline>, out: &mut Vec<Inline>) {
        for inline in inlines {
            self.emit(inline, out);
        }
    }

    /// Sees to fields that go on in the next paragraph.
    pub(super) fn close_paragraph(&mut self, out: &mut Vec<Inline>) {
        for at in 0..self.open.len() {
            let Some(open) = self.open.get_mut(at) else { return };
            match open.what {
                What::Made(_) => open.words.push(Inline::Break),
                What::Citation(_) | What::Link(_) if open.shows && !open.words.is_empty() => {
                    open.what = What::Text;
                    out.extend(std::mem::take(&mut open.words));
                }
                _ => {}
            }
        }
    }
}

/// What an instruction asks for.
fn what(instruction: &str) -> What {
    let text = instruction.trim();
    if let Some((_, rest)) = text.split_once("CSL_CITATION") {
        return What::Citation(rest.trim_start().to_owned());
    }
    if text.contains("ZOTERO_BIBL") || text.contains("CSL_BIBLIOGRAPHY") {
        return What::Made("list of works, which postil prints itself");
    }
    if text == "TOC" || text.starts_with("TOC ") {
        return What::Made("table of contents, which postil makes itself");
    }
    if let Some(rest) = text.strip_prefix("HYPERLINK") {
        let address = rest.split('"').nth(1).unwrap_or_default();
        if is_web_address(address) || address.starts_with("mailto:") {
            return What::Link(address.to_owned());
        }
    }
    What::Text
}
