//! A text made ready for pulldown-cmark: citations masked, every note label defined; its tree is not built here.
//!
//! The masked text has the bytes of the typed one at the same places, behind a head that defines the labels. Only
//! characters inside of citations and surplus quote marks differ, so that blocks and inlines around them stay as they
//! are. No character of a mask is ever shown.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Parser, RefDefs};

use super::super::citation::{self, Found, Problem};
use super::{extensions, tokens};

/// Quote marks at the head of a line beyond this many are taken for text: nesting is cut long before, and
/// pulldown-cmark takes time for each mark on each line that follows.
const QUOTE_MARKS: usize = 128;

/// Longer labels are none to pulldown-cmark either.
const LONGEST_LABEL: usize = 990;

/// A text ready for pulldown-cmark.
pub(super) struct Prepared<'a> {
    /// The text as typed
    pub(super) source: &'a str,
    /// The head and the masked text
    pub(super) masked: String,
    /// The length of the head
    pub(super) shift: usize,
    /// The citations in the order of the text
    pub(super) citations: Vec<Found>,
    /// What looks like a citation and is none
    pub(super) problems: Vec<Problem>,
}

/// Finds the citations of a text and masks them.
pub(super) fn prepare(source: &str) -> Prepared<'_> {
    let head = head(source);
    let mut mask = Mask::new(&head, source);
    mask.surplus_quote_marks();
    let mut prepared = Prepared {
        source,
        masked: String::new(),
        shift: head.len(),
        citations: Vec::new(),
        problems: Vec::new(),
    };
    if source.contains('@') {
        if shadows_citations(Parser::new_ext(&mask.text, extensions()).reference_definitions()) {
            mask.definitions();
        }
        tokens::paragraphs(source, &mask.text, head.len(), |paragraph| {
            let (found, problems) = citation::find(source, paragraph);
            prepared.citations.extend(found);
            prepared.problems.extend(problems);
        });
        mask.citations(&prepared.citations);
    }
    prepared.masked = mask.text;
    prepared
}

impl Prepared<'_> {
    /// The bytes of the text as typed that an event's range stands for; `None` for the head.
    pub(super) fn typed(&self, range: Range<usize>) -> Option<Range<usize>> {
        Some(range.start.checked_sub(self.shift)?..range.end.checked_sub(self.shift)?)
    }
}

/// An empty note for every label in the text, and a rule, so that nothing of the text continues the last of them.
fn head(source: &str) -> String {
    let mut labels = BTreeSet::new();
    let mut rest = source;
    while let Some(at) = rest.find("[^") {
        rest = rest.get(at + 2..).unwrap_or_default();
        if let Some(label) = label(rest) {
            labels.insert(label);
        }
    }
    if labels.is_empty() {
        return String::new();
    }
    let mut head = String::new();
    for label in labels {
        head.extend(["[^", label, "]: \n"]);
    }
    head + "\n***\n\n"
}

/// The label at the head of a text, up to its bracket on the same line.
fn label(text: &str) -> Option<&str> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if at > LONGEST_LABEL => return None,
            '\n' | '[' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return text.get(..at).filter(|label| !label.trim().is_empty()),
            _ => {}
        }
    }
    None
}

/// Whether a link definition takes what Pandoc reads as a citation: `[@key]: …`.
fn shadows_citations(definitions: &RefDefs<'_>) -> bool {
    definitions.iter().any(|(label, _)| citation::begins_with_key(label))
}

/// The masked text in the making. Each mask has as many bytes as what it covers.
struct Mask<'a> {
    source: &'a str,
    shift: usize,
    text: String,
}

impl<'a> Mask<'a> {
    fn new(head: &str, source: &'a str) -> Self {
        Self { source, shift: head.len(), text: format!("{head}{source}") }
    }

    fn surplus_quote_marks(&mut self) {
        let mut masks = Vec::new();
        let mut start = 0;
        for line in self.source.split_inclusive('\n') {
            let leading = line.bytes().take_while(|b| b" \t>-+*.)0123456789".contains(b)).enumerate();
            let quotes = leading.filter(|(_, b)| *b == b'>').map(|(at, _)| start + at..start + at + 1);
            masks.extend(quotes.skip(QUOTE_MARKS).map(|range| (range, ".".to_owned())));
            start += line.len();
        }
        self.apply(masks);
    }

    /// Takes the meaning from lines like `[@key]: address`, which to Pandoc begin with a citation.
    fn definitions(&mut self) {
        let mut masks = Vec::new();
        let mut start = 0;
        for line in self.source.split_inclusive('\n') {
            let trimmed = line.trim_start_matches(|c: char| {
                c.is_whitespace() || ">-+*.)".contains(c) || c.is_ascii_digit()
            });
            let at = start + line.len() - trimmed.len();
            let defines = trimmed.strip_prefix('[').is_some_and(citation::begins_with_key);
            if defines && trimmed.contains("]:") {
                masks.push((at..at + 1, ".".to_owned()));
            }
            start += line.len();
        }
        self.apply(masks);
    }

    fn citations(&mut self, citations: &[Found]) {
        let pieces = citations.iter().flat_map(|found| &found.pieces);
        let masks =
            pieces.map(|piece| (piece.clone(), row(self.source.get(piece.clone()).unwrap_or_default())));
        self.apply(masks.collect());
    }

    /// Puts rows of the same length over ranges of the typed text, which are in order.
    fn apply(&mut self, masks: Vec<(Range<usize>, String)>) {
        if masks.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut end = 0;
        for (range, row) in masks {
            let (start, stop) = (self.shift + range.start, self.shift + range.end);
            if let (Some(before), true) = (self.text.get(end..start), row.len() == range.len()) {
                text.push_str(before);
                text.push_str(&row);
                end = stop;
            }
        }
        text.push_str(self.text.get(end..).unwrap_or_default());
        self.text = text;
    }
}

/// What stands for a citation: itself, without the characters that would make links, emphasis or HTML of it. At its
/// ends there is punctuation for punctuation, as emphasis beside it asks for.
fn row(covered: &str) -> String {
    let mut row = String::with_capacity(covered.len());
    let mut before = ' ';
    for c in covered.chars() {
        let escaped = before == '\\';
        row.push(match c {
            _ if escaped => c,
            '[' | ']' => ',',
            '*' | '_' | '~' => 'x',
            // A digit behind `<` makes no HTML and no address of it.
            _ if before == '<' && c.is_ascii() => '9',
            _ => c,
        });
        before = if escaped { ' ' } else { c };
    }
    row
}
