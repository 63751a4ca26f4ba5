//! Markers and notes brought together: labels that are unique in the article, what is missing, unmarked or absent, and
//! what of it is in doubt; how markers are found is not known here.

use std::collections::BTreeSet;
use std::ops::Range;

use super::body::inlines;
use super::note_lists::{Entry, NoteList};
use super::passages::Passage;
use crate::import::document::Document;
use crate::import::draft::{Apparatus, Note};
use crate::import::recognise::notes::{self, Doubt, Mark, Spot};
use crate::import::tree::{Block, BlockKind};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::span::Span;

/// How many gaps are told one by one.
const TOLD: usize = 30;

/// The notes of a text, its markers, and what is said of them.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// The markers, by the passages of the body
    pub(super) marks: Vec<Mark>,
    /// The notes
    pub(super) notes: Vec<Note>,
    /// What the copy lacks
    pub(super) apparatus: Apparatus,
    /// What is open
    pub(super) doubts: Vec<Diagnostic>,
}

/// A list of notes with the passages that it consists of.
#[derive(Debug)]
pub(super) struct Listed<'l> {
    /// Where it is
    pub(super) list: &'l NoteList,
    /// Its passages, each with the note that begins in it
    pub(super) passages: Vec<(Passage, Option<&'l Entry>)>,
}

/// Finds the markers of the body. `texts` are its passages' words, empty where no marker may be.
pub(super) fn noted(document: &Document, body: &[Passage], texts: &[&str], lists: &[Listed<'_>]) -> Noted {
    let mut noted = Noted::default();
    let mut used = BTreeSet::new();
    let (mut start, mut before) = (0, 0);
    for (number, listed) in lists.iter().enumerate() {
        let last = number + 1 == lists.len();
        let from = listed.list.heading.or(listed.list.entries.first().map(|entry| entry.line)).unwrap_or(0);
        let above = body.partition_point(|passage| passage.index < from);
        let end = if last { body.len() } else { above };
        // Two lists one below the other are of the same text.
        before = if above == start { before } else { start };
        let part = Part { document, body, texts, start: before, end };
        part.with_list(listed, number, &mut used, &mut noted);
        start = above;
    }
    if lists.is_empty() {
        Part { document, body, texts, start: 0, end: body.len() }.without_list(&mut noted);
    }
    noted.marks.sort_by_key(|mark| (mark.spot.passage, mark.spot.range.start));
    noted
}

/// A part of the body whose notes are in one list.
struct Part<'p> {
    document: &'p Document,
    body: &'p [Passage],
    texts: &'p [&'p str],
    start: usize,
    end: usize,
}

impl Part<'_> {
    fn markers(&self, labels: &[String]) -> notes::Markers {
        let mut found = notes::markers(self.texts.get(self.start..self.end).unwrap_or_default(), labels);
        for mark in &mut found.marks {
            mark.spot.passage += self.start;
        }
        found
    }

    fn with_list(&self, listed: &Listed<'_>, number: usize, used: &mut BTreeSet<String>, noted: &mut Noted) {
        let labels: Vec<String> = listed.list.entries.iter().map(|entry| entry.label.clone()).collect();
        let mut found = self.markers(&labels);
        // Numbers then lead into another list.
        if labels.iter().all(|label| matches!(label.as_bytes(), [b'a'..=b'z'])) {
            found.marks.retain(|mark| mark.labels.iter().all(|label| labels.contains(label)));
            found.doubts.clear();
        }
        let met: BTreeSet<&String> = found.marks.iter().flat_map(|mark| &mark.labels).collect();
        // Notes that begin anew in each chapter have labels of their own in the article.
        let anew = labels.iter().chain(met.iter().copied()).any(|label| used.contains(label));
        let own = |label: &str| if anew { format!("{}-{label}", number + 1) } else { label.to_owned() };
        let known: BTreeSet<&String> = labels.iter().collect();
        noted.apparatus.missing.extend(
            in_order(met.difference(&known).map(|label| (*label).clone())).iter().map(|label| own(label)),
        );
        let unmarked: Vec<&String> = labels.iter().filter(|label| !met.contains(label)).collect();
        noted.apparatus.unmarked.extend(unmarked.iter().map(|label| own(label)));
        noted
            .notes
            .extend(note_texts(listed).into_iter().map(|note| Note { label: own(&note.label), ..note }));
        for doubt in found.doubts.iter().take(TOLD) {
            noted.doubts.extend(self.diagnostic(doubt, Some(listed)));
        }
        used.extend(labels.iter().map(|label| own(label)));
        for mark in &mut found.marks {
            mark.labels = mark.labels.iter().map(|label| own(label)).collect();
            used.extend(mark.labels.iter().cloned());
        }
        noted.marks.extend(found.marks);
    }

    fn without_list(&self, noted: &mut Noted) {
        let found = self.markers(&[]);
        let met: BTreeSet<&String> = found.marks.iter().flat_map(|mark| &mark.labels).collect();
        noted.apparatus.absent = Some(met.len()).filter(|count| *count > 0);
        for doubt in found.doubts.iter().take(TOLD) {
            noted.doubts.extend(self.diagnostic(doubt, None));
        }
        noted.marks = found.marks;
    }

    fn source(&self, spot: &Spot) -> Range<usize> {
        let passage = self.body.get(self.start + spot.passage);
        let text = self
            .texts
            .get(self.start + spot.passage)
            .and_then(|text| text.get(spot.range.clone()))
            .unwrap_or("");
        let skipped = text.len() - text.trim_start().len();
        passage.map_or(0..0, |passage| passage.source(spot.range.start + skipped..spot.range.end))
    }

    fn diagnostic(&self, doubt: &Doubt, listed: Option<&Listed<'_>>) -> Option<Diagnostic> {
        let at =
            |spot: &Spot, message: String| self.document.at(Code::ImportNotes, self.source(spot), message);
        let file = self.document.file;
        match doubt {
            Doubt::Gap(label, spots) => {
                let line = listed.and_then(|listed| entry_place(listed, label));
                let diagnostic = match (line, spots.first()) {
                    (Some(place), _) => self
                        .document
                        .at(Code::ImportNotes, place, format!("note `{label}` has no marker in the text"))
                        .help(unmarked_help(label, spots)),
                    (None, Some(spot)) => at(spot, format!("the sequence of markers skips `{label}`"))
                        .label("this may be one")
                        .help(format!("if it is, write `[^{label}]` there, and correct `count` in `[apparatus]`")),
                    (None, None) => {
                        let message = format!("the sequence of markers skips `{label}`, and no number could fill the gap");
                        self.document.whole(Code::ImportNotes, message)
                    }
                };
                Some(self.with_spots(diagnostic, if line_is_first(listed, label) { spots } else { spots.get(1..).unwrap_or_default() }, file))
            }
            Doubt::Weak(label, spot) => Some(
                at(spot, format!("`{label}` is taken for a marker, since the sequence needs it here"))
                    .help(format!("if it is a number of the sentence, replace `[^{label}]` by it, and add `{label}` to `unmarked`")),
            ),
            Doubt::Ambiguous(label, spot, rivals) => {
                let diagnostic = at(spot, format!("`{label}` stands more than once where a marker may be; the first is taken"))
                    .help("compare them with the original");
                Some(self.with_spots(diagnostic, rivals, file))
            }
            Doubt::NoSequence(spots) => {
                let first = spots.first()?;
                let diagnostic = at(first, "numbers look like markers of notes, but make no sequence; they stay as they are".to_owned())
                    .help("write those that are markers as `[^1]`");
                Some(self.with_spots(diagnostic, spots.get(1..).unwrap_or_default(), file))
            }
        }
    }

    fn with_spots(&self, diagnostic: Diagnostic, spots: &[Spot], file: FileId) -> Diagnostic {
        spots.iter().fold(diagnostic, |diagnostic, spot| {
            diagnostic.related(Span::new(file, self.source(spot)), "it could be this one")
        })
    }
}

fn line_is_first(listed: Option<&Listed<'_>>, label: &str) -> bool {
    listed.is_some_and(|listed| entry_place(listed, label).is_some())
}

fn unmarked_help(label: &str, spots: &[Spot]) -> String {
    if spots.is_empty() {
        format!("`unmarked` of `[apparatus]` declares it; if you find its place, put `[^{label}]` there")
    } else {
        format!(
            "`unmarked` of `[apparatus]` declares it; if one of these is its marker, write `[^{label}]` there"
        )
    }
}

/// Where a note begins in the source.
fn entry_place(listed: &Listed<'_>, label: &str) -> Option<Range<usize>> {
    let begins = |entry: Option<&Entry>| entry.is_some_and(|entry| entry.label == label);
    let (passage, _) = listed.passages.iter().find(|(_, entry)| begins(*entry))?;
    Some(passage.source(0..passage.text.len().min(60)))
}

/// Labels as numbers where they are some.
fn in_order(labels: impl Iterator<Item = String>) -> Vec<String> {
    let mut labels: Vec<String> = labels.collect();
    labels.sort_by_key(|label| (label.parse::<u32>().unwrap_or(u32::MAX), label.clone()));
    labels
}

/// The notes of a list, each with all its paragraphs.
fn note_texts(listed: &Listed<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (passage, entry) in &listed.passages {
        let from = entry.map_or(0, |entry| entry.text);
        let words = passage
            .text
            .get(from..)
            .unwrap_or("")
            .trim_end_matches(['↩', '↑', '⤴', '\u{fe0e}', ' ', '\u{a0}']);
        if let Some(entry) = entry {
            notes.push(Note { label: entry.label.clone(), blocks: Vec::new(), line: passage.line });
        }
        let Some(note) = notes.last_mut().filter(|_| !words.is_empty()) else {
            continue;
        };
        let words = inlines(words, 0, &[]);
        match note.blocks.last_mut() {
            // What follows without a blank line belongs to the same paragraph.
            Some(Block { kind: BlockKind::Paragraph(last), .. }) if passage.blank_before == 0 => {
                last.push(crate::import::tree::Inline::Text(" ".to_owned()));
                last.extend(words);
            }
            _ => note.blocks.push(Block { kind: BlockKind::Paragraph(words), line: passage.line }),
        }
    }
    notes
}
