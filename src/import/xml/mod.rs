//! XML as a small tree, read as if its maker meant harm; what its elements mean is not known here.
//!
//! 1. `decode` brings the bytes to text.
//! 2. `doctype` reads which entities the document declares. None is ever expanded, and no file is ever opened.
//! 3. `parse` makes the tree, with limits on its depth, its size and its namespaces.
//! 4. `namespaces` gives each name the prefix that its namespace is known by, whatever prefix the document uses.

mod decode;
mod doctype;
mod element;
mod namespaces;
mod parse;
#[cfg(test)]
mod tests;

pub(super) use decode::decode;
pub(super) use element::{Element, Node};
pub(super) use parse::{Tree, Unreadable, parse};

use super::document::Document;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::span::Span;

impl Unreadable {
    /// What the author reads of it; `part` names the file in an archive.
    pub(super) fn tell(&self, document: &Document, part: Option<&str>) -> Diagnostic {
        let place = part.map_or_else(String::new, |part| format!("`{part}`, line {}: ", self.line));
        let message = format!("{place}{}", self.why);
        let diagnostic =
            if self.why.is_refusal() { document.refused(message) } else { document.damaged(message) };
        let diagnostic = diagnostic.help(self.why.help());
        match part {
            Some(_) => diagnostic,
            None => {
                Diagnostic { place: Place::Span(Span::new(document.file, self.at..self.at)), ..diagnostic }
            }
        }
    }
}

impl Tree {
    /// Doubts about the entities that stand in the text as words; `part` names the file in an archive.
    pub(super) fn doubts(&self, document: &Document, part: Option<&str>) -> Vec<Diagnostic> {
        let tell = |(name, at): &(String, usize)| {
            let message =
                format!("the entity `&{name};` is not known; it stands in the text as it is written");
            let doubt = match part {
                Some(_) => document.kept(message),
                None => document.kept_at(*at..at.saturating_add(name.len() + 2), message),
            };
            doubt.help("write the character itself")
        };
        self.unknown.iter().map(tell).collect()
    }
}
