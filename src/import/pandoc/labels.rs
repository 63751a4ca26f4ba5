//! What a text can refer to: its headings, figures, tables and formulas, by their labels; references are not looked at
//! here.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{self, Line};
use super::plain::plain;
use super::scan;

/// Something that can be referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A thing with a number: what it is, its number
    Numbered(&'static str, usize),
    /// A heading: its fragment, its words
    Heading(String, String),
}

/// The labels of a text.
#[derive(Debug, Default)]
pub(super) struct Labels {
    targets: BTreeMap<String, Target>,
    /// Fragments that links lead to
    linked: BTreeSet<String>,
    /// Ids that headings have got
    given: BTreeSet<String>,
    /// The levels of headings
    pub(super) levels: Vec<u8>,
    /// The first heading: its level, its words, where it stands, whether anything stands before it
    pub(super) first: Option<(u8, String, usize, bool)>,
}

/// The words behind which a cross-reference names its target, and what that is.
const KINDS: &[(&str, &str)] = &[
    ("fig", "Figure"),
    ("tbl", "Table"),
    ("tab", "Table"),
    ("eq", "Equation"),
    ("eqn", "Equation"),
    ("lst", "Listing"),
    ("sec", "Section"),
    ("alg", "Algorithm"),
    ("thm", "Theorem"),
];

/// What a label is for, by its beginning: `fig:map`, `fig-map`.
pub(super) fn kind(label: &str) -> Option<&'static str> {
    let (head, rest) = label.split_once([':', '-'])?;
    let head = head.to_ascii_lowercase();
    KINDS.iter().find(|(name, _)| *name == head).filter(|_| !rest.is_empty()).map(|(_, kind)| *kind)
}

impl Labels {
    /// Gathers the labels of a text.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut labels = Self::default();
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut fence = None;
        let mut before_text = true;
        for (at, line) in lines.iter().enumerate() {
            if lines::in_fence(line.text, &mut fence) {
                before_text = false;
                continue;
            }
            let next = lines.get(at + 1).map(|next| next.text);
            let after_blank = at == 0 || lines.get(at - 1).is_some_and(|line| line.text.trim().is_empty());
            if let Some((level, words)) = lines::heading(line.text, next, after_blank) {
                labels.heading(level, words, line.start, before_text);
            } else if !line.text.trim().is_empty() {
                before_text &= lines::heading(
                    lines.get(at.wrapping_sub(1)).map_or("", |l| l.text),
                    Some(line.text),
                    true,
                )
                .is_some();
                labels.things(line.text, &mut counts);
            }
            labels.links(line.text);
        }
        labels
    }

    fn heading(&mut self, level: u8, words: &str, start: usize, first: bool) {
        self.levels.push(level);
        let (words, attributes) = lines::heading_parts(words);
        let shown = plain(words);
        if self.first.is_none() {
            self.first = Some((level, shown.clone(), start, first));
        }
        let typed = attributes.id.is_some();
        let id = attributes.id.unwrap_or_else(|| identifier(&shown));
        if !id.is_empty() {
            let target = Target::Heading(fragment(&id), shown.clone());
            self.targets.entry(id).or_insert_with(|| target.clone());
            if !typed {
                self.targets.entry(kramdown(&shown)).or_insert(target);
            }
        }
    }

    /// Notes the labels on a line, and counts what they are labels of.
    fn things(&mut self, line: &str, counts: &mut BTreeMap<&'static str, usize>) {
        let figure = line.trim_start().starts_with("![") || line.contains("\\begin{figure");
        if figure {
            *counts.entry("Figure").or_default() += 1;
        }
        let latex = line.match_indices("\\label{").filter_map(|(at, mark)| {
            let rest = line.get(at + mark.len()..)?;
            rest.split_once('}').map(|(label, _)| label)
        });
        let braces = line.match_indices("{#").filter_map(|(at, _)| {
            let rest = line.get(at + 2..)?;
            rest.split([' ', '}']).next().filter(|label| kind(label).is_some())
        });
        for label in latex.chain(braces) {
            let kind = kind(label).unwrap_or(if figure { "Figure" } else { "Equation" });
            if kind == "Section" {
                continue;
            }
            let count = counts.entry(kind).or_default();
            if kind != "Figure" {
                *count += 1;
            }
            self.targets.entry(label.to_owned()).or_insert(Target::Numbered(kind, (*count).max(1)));
        }
    }

    fn links(&mut self, line: &str) {
        for (at, mark) in line.match_indices("](#") {
            let rest = line.get(at + mark.len()..).unwrap_or_default();
            self.linked.extend(rest.split_once(')').map(|(id, _)| decoded(id)));
        }
        for label in scan::keys(line).into_iter().filter(|key| kind(key) == Some("Section")) {
            self.linked.insert(label.to_owned());
        }
    }

    /// What a label names.
    pub(super) fn target(&self, label: &str) -> Option<&Target> {
        self.targets.get(&decoded(label))
    }

    /// The id that a heading must have, since something leads to it; of several headings with one id the first has it.
    pub(super) fn id(&mut self, words: &str, typed: Option<&str>) -> Option<String> {
        let shown = plain(words);
        let own = typed.map_or_else(|| identifier(&shown), str::to_owned);
        let needed = typed.is_some() || self.linked.contains(&own) || self.linked.contains(&kramdown(&shown));
        let id = fragment(&own);
        (needed && !id.is_empty() && self.given.insert(id.clone())).then_some(id)
    }
}

/// An id without what could end it.
fn fragment(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}

/// A label as it is typed in an address.
fn decoded(label: &str) -> String {
    percent_encoding::percent_decode_str(label).decode_utf8().map_or_else(|_| label.to_owned(), Into::into)
}

/// The id that kramdown, which Jekyll uses, makes of a heading's words.
fn kramdown(words: &str) -> String {
    identifier(words).replace(['.', '_'], "")
}

/// The id that Pandoc makes of a heading's words.
fn identifier(words: &str) -> String {
    let start = words.find(char::is_alphabetic).unwrap_or(words.len());
    let mut id = String::new();
    for c in words.get(start..).unwrap_or_default().to_lowercase().chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') {
            id.push(c);
        } else if c.is_whitespace() {
            id.push('-');
        }
    }
    id
}
