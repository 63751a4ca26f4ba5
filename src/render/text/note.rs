//! Notes to HTML: the list, the copies for the margin, and the words for what is lost.

use super::TextWriter;
use crate::model::ids::CitationId;
use crate::model::links::{ListedNote, NoteMatter, NoteState};
use crate::render::html::Writer;
use crate::render::rich::{self, Leads};
use crate::render::view::{Html, LinkView, NoteView, SidenoteView};

impl TextWriter<'_> {
    /// The list of notes.
    pub(in crate::render) fn notes(&self) -> Vec<NoteView> {
        self.found.notes.list.iter().map(|note| self.note(note)).collect()
    }

    fn note(&self, note: &ListedNote) -> NoteView {
        let back = (1..=note.markers).map(|occurrence| LinkView {
            href: self.here(self.fragments.marker(&note.label, occurrence)),
            title: occurrence.to_string(),
        });
        NoteView {
            id: self.fragments.note(&note.label).as_str().to_owned(),
            number: note.number.clone(),
            state: state_name(note.state),
            kind: kind_name(note),
            html: self.note_html(note),
            back: back.collect(),
        }
    }

    /// Copies of the notes whose first marker stands in a block of the body.
    pub(in crate::render) fn sidenotes(&self, block: u32) -> Vec<SidenoteView> {
        let margin = self.for_margin();
        let here = self.found.notes.list.iter().filter(|note| note.block == Some(block));
        here.map(|note| SidenoteView {
            number: note.number.clone(),
            state: state_name(note.state),
            kind: kind_name(note),
            html: margin.note_html(note),
        })
        .collect()
    }

    fn note_html(&self, note: &ListedNote) -> Html {
        match note.matter {
            NoteMatter::Written(index) => self
                .text
                .notes
                .get(index)
                .map(|definition| self.blocks(&definition.blocks))
                .unwrap_or_default(),
            NoteMatter::Citation(id) => self.citation_note(id),
            NoteMatter::Lost => lost_note(note.state),
        }
    }

    /// The note of a citation.
    fn citation_note(&self, id: CitationId) -> Html {
        let mut writer = Writer::default();
        let work = |id: &_| self.work_link(id);
        let leads = Leads::Linked { work: &work, tabindex: self.tabindex() };
        writer.open("p").end();
        writer.open("span").attr("class", "citation").end();
        if let Some(note) = self.found.citations.get(id.index()).and_then(|citation| citation.note.as_ref()) {
            rich::write(&mut writer, note, &leads);
        }
        writer.close("span");
        writer.close("p");
        writer.finish()
    }
}

/// The line that stands for a lost note: what is lost, and why.
pub(in crate::render) fn lost_note(state: NoteState) -> Html {
    let line = match state {
        NoteState::Absent => "Lost: the copy that this text follows came without its list of notes.",
        _ => "Lost: the copy that this text follows has the marker, but not this note.",
    };
    let mut writer = Writer::default();
    writer.open("p").attr("class", "lost").end();
    writer.text(line);
    writer.close("p");
    writer.finish()
}

/// The state as classes and machine-readable files name it.
pub(in crate::render) fn state_name(state: NoteState) -> &'static str {
    match state {
        NoteState::Resolved => "resolved",
        NoteState::Missing => "missing",
        NoteState::Absent => "absent",
        NoteState::Unmarked => "unmarked",
    }
}

/// Whose a note is, as classes name it.
fn kind_name(note: &ListedNote) -> &'static str {
    if note.is_citation() { "citation" } else { "written" }
}

/// What a screen reader says for a marker.
pub(super) fn spoken(note: &ListedNote) -> String {
    match note.state {
        _ if note.is_citation() => format!("Note {}, citation", note.number),
        NoteState::Resolved | NoteState::Unmarked => format!("Note {}", note.number),
        NoteState::Missing | NoteState::Absent => format!("Note {}, lost", note.number),
    }
}
