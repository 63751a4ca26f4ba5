//! Citations and cross-references in running text, and the works and labels that they name; where they stand is not asked.

use std::ops::Range;

use super::labels::{self, Target};
use super::scan;
use super::{State, latex};
use crate::import::draft::Unlisted;
use crate::model::code::Code;

impl State<'_> {
    /// A citation in the run of the sentence, or a cross-reference.
    pub(super) fn bare_citation(&mut self, rest: &str, place: &Range<usize>) -> Option<(String, usize)> {
        let (key, length) = scan::key(rest.get(1..)?)?;
        let used = 1 + length;
        if self.is_cross_reference(key) {
            return Some((self.reference(key, place), used));
        }
        let doubtful = !self.known.contains(key) && !key.contains(|c: char| c.is_ascii_digit());
        if doubtful {
            let message = format!("`@{key}` names no work that is known, and stays text");
            let help = "if it is a work, put it into a bibliography, and take the backslash away";
            self.doubts.push(self.document.at(Code::ImportCitation, place.clone(), message).help(help));
            return Some((format!("\\{}", rest.get(..used)?), used));
        }
        self.know(key, place);
        self.counted.citations += 1;
        Some((rest.get(..used)?.to_owned(), used))
    }

    /// Whether a key is a label of this text rather than a work.
    pub(super) fn is_cross_reference(&self, key: &str) -> bool {
        !self.known.contains(key) && labels::kind(key).is_some()
    }

    /// Enters a work that no bibliography describes.
    pub(super) fn know(&mut self, key: &str, place: &Range<usize>) {
        if self.known.contains(key) || key == "*" || self.unlisted.iter().any(|work| work.key == key) {
            return;
        }
        let message = format!("no bibliography beside the document describes `{key}`");
        let help =
            "the front matter declares it; put the work into a bibliography, and take the declaration out";
        self.doubts.push(self.document.at(Code::ImportCitation, place.clone(), message).help(help));
        self.unlisted.push(Unlisted { key: key.to_owned(), printed: key.to_owned() });
    }

    /// The citations that a command of LaTeX makes.
    pub(super) fn cite(&mut self, command: &latex::Command<'_>, place: &Range<usize>) -> Option<String> {
        let keys: Vec<&str> =
            command.arguments.first()?.split(',').map(str::trim).filter(|key| !key.is_empty()).collect();
        let (prefix, suffix) = match command.options[..] {
            [suffix] => ("", suffix),
            [prefix, suffix, ..] => (prefix, suffix),
            [] => ("", ""),
        };
        let last = keys.len().checked_sub(1)?;
        let mut cites = Vec::new();
        for (at, key) in keys.into_iter().enumerate() {
            self.know(key, place);
            let before = if at == 0 && !prefix.is_empty() { format!("{prefix} ") } else { String::new() };
            let behind = if at == last && !suffix.is_empty() { format!(", {suffix}") } else { String::new() };
            cites.push(format!("{before}@{{{key}}}{behind}"));
        }
        self.counted.citations += 1;
        Some(format!("[{}]", cites.join("; ")))
    }

    pub(super) fn narrative(&mut self, argument: &str, place: &Range<usize>) -> Option<String> {
        let keys: Vec<&str> = argument.split(',').map(str::trim).filter(|key| !key.is_empty()).collect();
        keys.first()?;
        for key in &keys {
            self.know(key, place);
        }
        self.counted.citations += keys.len();
        Some(keys.iter().map(|key| format!("@{{{key}}}")).collect::<Vec<_>>().join(", "))
    }

    /// The words of a cross-reference: what it leads to, where that is known.
    pub(super) fn reference(&mut self, label: &str, place: &Range<usize>) -> String {
        let target = self.labels.target(label).cloned();
        let (words, message) = match target {
            Some(Target::Heading(fragment, words)) => return format!("[{words}](#h-{fragment})"),
            Some(Target::Numbered(kind, number)) => {
                let words = format!("{kind} {number}");
                (words.clone(), format!("the cross-reference `{label}` stands as “{words}”"))
            }
            None => (
                format!("\\@{label}"),
                format!("the cross-reference `{label}` leads nowhere, and stays text"),
            ),
        };
        let help = "postil does not number figures, tables and formulas; say with words what is meant";
        self.doubts.push(self.document.kept_at(place.clone(), message).help(help));
        words
    }

    /// The number that a reference of LaTeX prints.
    pub(super) fn number(&mut self, label: &str, place: &Range<usize>) -> String {
        match self.labels.target(label) {
            Some(Target::Numbered(_, number)) => {
                let number = number.to_string();
                let message = format!("the cross-reference `{label}` stands as “{number}”");
                let help =
                    "postil does not number figures, tables and formulas; say with words what is meant";
                self.doubts.push(self.document.kept_at(place.clone(), message).help(help));
                number
            }
            _ => self.reference(label, place),
        }
    }
}
