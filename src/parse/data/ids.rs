//! Ids as authors type them: which characters they may hold, and that none is given twice.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::context::Context;
use super::toml::Quoted;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;

/// What an id is made of where the words hold neither letter nor digit.
const NAMELESS: &str = "n";

/// The ids of one kind in one file.
#[derive(Debug, Default)]
pub(super) struct Ids {
    first: HashMap<String, Span>,
}

/// Whether an id is the first of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is
    First,
    /// It is not, and that has been reported
    Duplicate,
}

impl Ids {
    /// Enters an id; where the file has it already, gives the place of the first.
    pub(super) fn enter(&mut self, id: &str, span: Span) -> Option<Span> {
        let first = self.first.get(id).copied();
        if first.is_none() {
            self.first.insert(id.to_owned(), span);
        }
        first
    }

    /// Enters an id and reports it if the file has it already.
    pub(super) fn define(&mut self, context: &mut Context<'_>, what: &str, id: &str, span: Span) -> Standing {
        let Some(first) = self.enter(id, span) else {
            return Standing::First;
        };
        let diagnostic = Diagnostic::at(Code::IdDuplicate, span, format!("{what} `{id}` is defined twice"))
            .related(first, "first defined here")
            .help("give one of them another name");
        context.report(diagnostic);
        Standing::Duplicate
    }

    /// Makes an id of some words and enters it; where it is taken, a number makes it another. `counters` are where
    /// the numbers stand, so that a thousand equal words take a thousand steps.
    pub(super) fn make(&mut self, words: &str, span: Span, counters: &mut HashMap<String, u32>) -> String {
        let base = match slug(words) {
            base if base.is_empty() => NAMELESS.to_owned(),
            base => base,
        };
        let counter = counters.entry(base.clone()).or_insert(0);
        loop {
            *counter += 1;
            let id = if *counter == 1 { base.clone() } else { format!("{base}-{counter}") };
            if !self.first.contains_key(&id) {
                self.first.insert(id.clone(), span);
                return id;
            }
        }
    }
}

/// The id that a string is, in NFC; anything else is reported.
pub(super) fn id(context: &mut Context<'_>, string: &Quoted<'_>) -> Option<String> {
    let id: String = string.text.nfc().collect();
    if is_id(&id) {
        return Some(id);
    }
    let help = match slug(&id) {
        proposal if proposal.is_empty() => "an id holds letters, digits, `-` and `_`".to_owned(),
        proposal => format!("an id holds letters, digits, `-` and `_`: `{proposal}`"),
    };
    let message = format!("`{id}` cannot be an id");
    context.report(Diagnostic::at(Code::IdInvalid, string.span, message).help(help));
    None
}

/// Whether a text is an id: letters and digits of any script, `-` and `_`.
fn is_id(text: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_');
    text.starts_with(|c: char| !is_combining_mark(c)) && text.chars().all(part)
}

/// Whether a text is a citation key as Pandoc has them: letters, digits and `_`, between them single marks.
pub(super) fn is_citation_key(text: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    let mark = |c: char| ":.#$%&-+?<>~/".contains(c);
    let mut after_mark = true;
    for c in text.chars() {
        if !letter(c) && (after_mark || !mark(c)) {
            return false;
        }
        after_mark = !letter(c);
    }
    !after_mark
}

/// The first words of a text as an id; empty if they hold neither letter nor digit.
fn slug(text: &str) -> String {
    const MOST_WORDS: usize = 5;
    const MOST_CHARS: usize = 40;
    let part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let text: String = text.nfc().take(1000).flat_map(char::to_lowercase).nfc().collect();
    let words = text.split(|c: char| !part(c) && !matches!(c, '\'' | '’'));
    let words = words.map(|word| word.chars().filter(|c| part(*c)).collect::<String>());
    let words = words.filter(|word| word.starts_with(|c: char| !is_combining_mark(c)));
    let mut id = String::new();
    for (n, word) in words.take(MOST_WORDS).enumerate() {
        let free = MOST_CHARS.saturating_sub(id.chars().count());
        if n > 0 && word.chars().count() >= free {
            break;
        }
        if n > 0 {
            id.push('-');
        }
        id.extend(word.chars().take(free));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_hold_letters_digits_and_two_marks() {
        let check = |text: &str, expected: bool| assert_eq!(is_id(text), expected, "{text:?}");
        check("bandung-1955", true);
        check("万隆会议_1955", true);
        check("हिन्दी", true);
        check("", false);
        check("a b", false);
        check("a/b", false);
        check("../a", false);
        check("\u{301}a", false);
    }

    #[test]
    fn citation_keys_are_pandocs() {
        let check = |text: &str, expected: bool| assert_eq!(is_citation_key(text), expected, "{text:?}");
        check("xi-2017b", true);
        check("doe:2020/a", true);
        check("_x", true);
        check("习-2017", true);
        check("", false);
        check("-x", false);
        check("x-", false);
        check("x--y", false);
        check("x y", false);
        check("x]", false);
    }

    #[test]
    fn slugs_are_made_of_the_first_words() {
        let check = |text: &str, expected: &str| assert_eq!(slug(text), expected, "{text:?}");
        check("China’s ‘New Type’ of Security Partnership, again", "chinas-new-type-of-security");
        check("  …  ", "");
        check("新型国际关系", "新型国际关系");
        check("ÉTAT", "état");
        check(&"x".repeat(500), &"x".repeat(40));
        check(&"ab ".repeat(500), "ab-ab-ab-ab-ab");
    }

    #[test]
    fn made_ids_do_not_meet() {
        let mut ids = Ids::default();
        let span = Span::new(crate::model::ids::FileId(0), 0..0);
        ids.first.insert("a-2".to_owned(), span);
        let mut counters = HashMap::new();
        let made: Vec<_> = (0..3).map(|_| ids.make("a", span, &mut counters)).collect();
        assert_eq!(made, ["a", "a-3", "a-4"]);
    }
}
