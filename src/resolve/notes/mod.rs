//! Markers and notes of one text, with what the article's apparatus declares of them; how a note looks is not known here.
//!
//! 1. Definitions by label; a second one of a label is diagnosed and left out.
//! 2. Markers to notes: those that are there, those that are declared lost, and those of a lost list. Where the style
//!    cites in notes, each citation of the body is the marker of a note of its own.
//! 3. The list, numbered and ordered ([`order`]).
//! 4. What was declared, against what was found ([`declared`]).

mod declared;
mod order;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::article::{Apparatus, Numbering};
use crate::model::citation::Citation;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{CitationId, NoteLabel};
use crate::model::links::{ListedNote, NoteMarker, NoteMatter, NoteState, Notes};
use crate::model::nearest::{Names, did_you_mean};
use crate::model::text::{Marker, NoteDefinition, Text, Within};

/// Where the citations of a text stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cites {
    /// Where they are typed
    InText,
    /// Those of the body in notes of their own
    InNotes,
}

/// Resolves the notes of a text. Only articles have an apparatus.
pub(super) fn resolve(text: &Text, apparatus: Option<&Apparatus>, cites: Cites) -> (Notes, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let declared = Declared::of(apparatus);
    let defined = definitions(&text.notes, &mut diagnostics);
    let mut list = Listing::default();
    let mut markers = Vec::with_capacity(text.markers.len());
    let typed: BTreeSet<&NoteLabel> =
        text.markers.iter().map(|marker| &marker.label).chain(defined.keys().copied()).collect();
    for call in calls(text, cites) {
        match call {
            Call::Marker(marker) => {
                markers.push(list.place(marker, declared.state(&marker.label, &defined)));
            }
            Call::Citation(id, block) => list.cite(&typed, id, block),
        }
    }
    undefined(text, &markers, &defined, apparatus, &mut diagnostics);
    list.add_unmarked(&text.notes, &defined);
    unused(text, &list, apparatus, &mut diagnostics);
    if let Some(apparatus) = apparatus {
        declared::check(text, apparatus, &defined, &mut diagnostics);
    }
    let mut numbering = apparatus.and_then(|apparatus| apparatus.numbering);
    if apparatus.is_none() && list.notes.iter().any(ListedNote::is_citation) {
        // Only an article can be the copy of something printed.
        numbering = Some(Numbering::Order);
    }
    (order::arrange(markers, list.notes, numbering), diagnostics)
}

/// What calls a note.
enum Call<'a> {
    Marker(&'a Marker),
    /// A citation, with its block of the body
    Citation(CitationId, u32),
}

/// Everything that calls a note, in the order of the text.
fn calls(text: &Text, cites: Cites) -> Vec<Call<'_>> {
    let in_body = |(id, citation): (u32, &Citation)| match citation.within {
        Within::Body(block) => Some((CitationId(id), block, citation.span.start)),
        Within::Note(_) => None,
    };
    let wanted = if cites == Cites::InNotes { text.citations.as_slice() } else { &[] };
    let mut citations = (0..).zip(wanted).filter_map(in_body).peekable();
    let mut calls = Vec::new();
    for marker in &text.markers {
        let place = match marker.within {
            Within::Body(block) => (block, marker.span.start),
            Within::Note(_) => (u32::MAX, 0),
        };
        while let Some((id, block, _)) = citations.next_if(|(_, block, start)| (*block, *start) < place) {
            calls.push(Call::Citation(id, block));
        }
        calls.push(Call::Marker(marker));
    }
    calls.extend(citations.map(|(id, block, _)| Call::Citation(id, block)));
    calls
}

/// The first definition of each label, by its index in [`Text::notes`].
type Definitions<'a> = BTreeMap<&'a NoteLabel, usize>;

/// What an apparatus says of single notes.
#[derive(Debug, Default)]
struct Declared<'a> {
    missing: BTreeSet<&'a NoteLabel>,
    unmarked: BTreeSet<&'a NoteLabel>,
    absent: bool,
}

impl<'a> Declared<'a> {
    fn of(apparatus: Option<&'a Apparatus>) -> Self {
        apparatus.map_or_else(Self::default, |apparatus| Self {
            missing: apparatus.missing.iter().map(|label| &label.value).collect(),
            unmarked: apparatus.unmarked.iter().map(|label| &label.value).collect(),
            absent: apparatus.absent.is_some(),
        })
    }

    /// The state of a marker's note, with the index of its definition; `None` if there is no such note.
    fn state(&self, label: &NoteLabel, defined: &Definitions<'_>) -> Option<(NoteState, Option<usize>)> {
        match defined.get(label) {
            Some(&index) => Some((NoteState::Resolved, Some(index))),
            None if self.missing.contains(label) => Some((NoteState::Missing, None)),
            None if self.absent => Some((NoteState::Absent, None)),
            None => None,
        }
    }
}

/// The notes in the order of their first markers, before they are numbered.
#[derive(Debug, Default)]
struct Listing<'a> {
    notes: Vec<ListedNote>,
    by_label: BTreeMap<&'a NoteLabel, usize>,
}

impl<'a> Listing<'a> {
    fn place(&mut self, marker: &'a Marker, state: Option<(NoteState, Option<usize>)>) -> NoteMarker {
        let Some((state, definition)) = state else { return NoteMarker { note: None, occurrence: 1 } };
        let index = *self.by_label.entry(&marker.label).or_insert_with(|| {
            let matter = definition.map_or(NoteMatter::Lost, NoteMatter::Written);
            self.notes.push(listed(marker.label.clone(), state, matter));
            self.notes.len() - 1
        });
        let mut occurrence = 1;
        if let Some(note) = self.notes.get_mut(index) {
            note.markers += 1;
            occurrence = note.markers;
            if let (None, Within::Body(block)) = (note.block, &marker.within) {
                note.block = Some(*block);
            }
        }
        NoteMarker { note: Some(index), occurrence }
    }

    fn add_unmarked(&mut self, notes: &[NoteDefinition], defined: &Definitions<'_>) {
        for (index, note) in notes.iter().enumerate() {
            if defined.get(&note.label) == Some(&index) && !self.by_label.contains_key(&note.label) {
                let matter = NoteMatter::Written(index);
                self.notes.push(listed(note.label.clone(), NoteState::Unmarked, matter));
            }
        }
    }

    /// Adds the note of a citation, under a label that nobody has typed.
    fn cite(&mut self, typed: &BTreeSet<&NoteLabel>, id: CitationId, block: u32) {
        let mut label = format!("cite-{}", id.0 + 1);
        while typed.contains(&NoteLabel::new(label.as_str())) {
            label.push('-');
        }
        let mut note = listed(NoteLabel::new(label), NoteState::Resolved, NoteMatter::Citation(id));
        (note.markers, note.block) = (1, Some(block));
        self.notes.push(note);
    }
}

fn listed(label: NoteLabel, state: NoteState, matter: NoteMatter) -> ListedNote {
    ListedNote { label, number: String::new(), state, matter, markers: 0, block: None }
}

fn definitions<'a>(notes: &'a [NoteDefinition], diagnostics: &mut Vec<Diagnostic>) -> Definitions<'a> {
    let mut defined = Definitions::new();
    for (index, note) in notes.iter().enumerate() {
        let first = *defined.entry(&note.label).or_insert(index);
        if let Some(earlier) = notes.get(first).filter(|_| first != index) {
            diagnostics.push(
                Diagnostic::at(
                    Code::NoteDuplicate,
                    note.span,
                    format!("note `{}` is defined twice", note.label),
                )
                .label("a second time here")
                .related(earlier.span, "first here")
                .help("give one of them another label, or join them into one note"),
            );
        }
    }
    defined
}

fn undefined(
    text: &Text,
    markers: &[NoteMarker],
    defined: &Definitions<'_>,
    apparatus: Option<&Apparatus>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let lost = || text.markers.iter().zip(markers).filter(|(_, resolved)| resolved.note.is_none());
    if lost().next().is_none() {
        return;
    }
    let labels: Names<'_> = defined.keys().map(|label| label.as_str()).collect();
    for (marker, _) in lost() {
        let label = &marker.label;
        let nearest = labels.nearest(label.as_str()).map(|label| format!("[^{label}]"));
        let guess = did_you_mean(nearest).map(|line| line + " ").unwrap_or_default();
        let otherwise = apparatus.map(|_| {
            let label = toml(label);
            format!("; if the source has lost it, declare that: `missing = [{label}]` under `[apparatus]`")
        });
        let otherwise = otherwise.unwrap_or_default();
        let help = format!("{guess}define it with a line `[^{label}]: …`{otherwise}");
        diagnostics.push(
            Diagnostic::at(Code::NoteUndefined, marker.span, format!("note `{label}` is not defined"))
                .help(help),
        );
    }
}

fn unused(text: &Text, list: &Listing<'_>, apparatus: Option<&Apparatus>, diagnostics: &mut Vec<Diagnostic>) {
    let declared = Declared::of(apparatus);
    let unmarked = list.notes.iter().filter(|note| note.state == NoteState::Unmarked);
    for note in unmarked.filter(|note| !declared.unmarked.contains(&note.label)) {
        let Some(definition) = note.definition().and_then(|index| text.notes.get(index)) else { continue };
        let label = &note.label;
        let otherwise = match apparatus {
            Some(_) => format!(
                ", or, if the source has no marker for it, declare that: `unmarked = [{}]` under `[apparatus]`",
                toml(label)
            ),
            None => ", or take the note out".to_owned(),
        };
        diagnostics.push(
            Diagnostic::at(Code::NoteUnused, definition.span, format!("no marker leads to note `{label}`"))
                .help(format!("put `[^{label}]` where it belongs{otherwise}")),
        );
    }
}

/// A label as it stands in a TOML list.
fn toml(label: &NoteLabel) -> String {
    let text = label.as_str();
    // A number with a leading zero is none in TOML.
    let number = text.parse::<u32>().is_ok_and(|number| number.to_string() == text);
    if number { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}
