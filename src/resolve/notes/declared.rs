//! What `[apparatus]` declares of an article's notes, against what its text holds; the list is not made here.

use std::collections::BTreeMap;

use super::Definitions;
use crate::model::article::Apparatus;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::NoteLabel;
use crate::model::span::{Span, Spanned};
use crate::model::text::{NoteDefinition, Text};

/// Checks every declaration.
pub(super) fn check(
    text: &Text,
    apparatus: &Apparatus,
    defined: &Definitions<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut markers: BTreeMap<&NoteLabel, Span> = BTreeMap::new();
    for marker in &text.markers {
        markers.entry(&marker.label).or_insert(marker.span);
    }
    let definition = |label: &NoteLabel| defined.get(label).and_then(|&index| text.notes.get(index));
    for label in &apparatus.missing {
        let marker = markers.get(&label.value).copied();
        diagnostics.extend(missing(label, definition(&label.value), marker));
    }
    for label in &apparatus.unmarked {
        let marker = markers.get(&label.value).copied();
        diagnostics.extend(unmarked(label, definition(&label.value), marker));
    }
    if let Some(count) = &apparatus.absent {
        diagnostics.extend(not_absent(count, &text.notes));
        diagnostics.extend(miscounted(count, &markers));
    }
}

fn missing(
    label: &Spanned<NoteLabel>,
    definition: Option<&NoteDefinition>,
    marker: Option<Span>,
) -> Option<Diagnostic> {
    let at = |what: &str| {
        let message = format!("note `{}` is declared missing, yet {what}", label.value);
        Diagnostic::at(Code::NoteDeclaredMissing, label.span, message)
    };
    match (definition, marker) {
        (Some(definition), _) => Some(
            at("it is defined")
                .related(definition.span, "defined here")
                .help(format!("take `{}` out of `missing`", label.value)),
        ),
        (None, None) => Some(at("no marker leads to it").help(format!(
            "put `[^{0}]` where the source has it, or take `{0}` out of `missing`",
            label.value
        ))),
        (None, Some(_)) => None,
    }
}

fn unmarked(
    label: &Spanned<NoteLabel>,
    definition: Option<&NoteDefinition>,
    marker: Option<Span>,
) -> Option<Diagnostic> {
    let at = |what: &str| {
        let message = format!("note `{}` is declared unmarked, yet {what}", label.value);
        Diagnostic::at(Code::NoteDeclaredUnmarked, label.span, message)
    };
    match (definition, marker) {
        (_, Some(marker)) => Some(
            at("a marker leads to it")
                .related(marker, "marked here")
                .help(format!("take `{}` out of `unmarked`", label.value)),
        ),
        (None, None) => Some(at("it is not defined").help(format!(
            "define it with a line `[^{0}]: …`, or take `{0}` out of `unmarked`",
            label.value
        ))),
        (Some(_), None) => None,
    }
}

fn not_absent(count: &Spanned<u32>, notes: &[NoteDefinition]) -> Option<Diagnostic> {
    let first = notes.first()?;
    let found = match notes.len() {
        1 => "a note is defined".to_owned(),
        n => format!("{n} notes are defined"),
    };
    let message = format!("the whole note list is declared absent, yet {found}");
    Some(
        Diagnostic::at(Code::NoteCount, count.span, message)
            .related(first.span, "the first of them")
            .help("declare only those as lost that are: `missing = […]` in place of `notes`"),
    )
}

fn miscounted(count: &Spanned<u32>, markers: &BTreeMap<&NoteLabel, Span>) -> Option<Diagnostic> {
    let found = markers.len();
    if usize::try_from(count.value).is_ok_and(|declared| declared == found) {
        return None;
    }
    let notes = if count.value == 1 { "note" } else { "notes" };
    let message = format!(
        "the absent note list is declared to have had {} {notes}, yet the text has markers to {found}",
        count.value
    );
    let gaps = gaps(count.value, markers);
    let help = match gaps.as_slice() {
        [] => format!("correct the count, or the markers: `count = {found}`"),
        [label] => format!("there is no marker `{label}`"),
        labels => format!("there are no markers {}", enumerate(labels)),
    };
    Some(Diagnostic::at(Code::NoteCount, count.span, message).help(help))
}

/// The first few numbers up to the count that no marker has.
fn gaps(count: u32, markers: &BTreeMap<&NoteLabel, Span>) -> Vec<String> {
    let free = |number: &u32| !markers.contains_key(&NoteLabel::new(number.to_string()));
    let gaps: Vec<u32> = (1..=count).filter(free).take(6).collect();
    // Where nothing is numbered so, gaps say nothing.
    if gaps.len() > 5 { Vec::new() } else { gaps.iter().map(|gap| format!("[^{gap}]")).collect() }
}

fn enumerate(labels: &[String]) -> String {
    labels.iter().map(|label| format!("`{label}`")).collect::<Vec<_>>().join(", ")
}
