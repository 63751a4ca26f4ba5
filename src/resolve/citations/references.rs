//! Entries of bibliographies: printed once a work, then put into lists, each with its own numbers. Which works a list
//! holds is not decided here.

use super::engine::Engine;
use super::library::Entry;
use super::markup;
use super::pieces::{self, Piece, Sign};
use super::print::{Job, Shape, cites};
use super::variants::Position;
use crate::model::links::Reference;
use crate::model::rich::Rich;
use crate::model::work::{Name, WorkDate, WorkOrigin};

/// The printed entries by the index of their works.
#[derive(Clone, Debug)]
pub(super) struct References {
    printed: Vec<Vec<Piece>>,
    /// Works that the engine failed at
    pub(super) failed: Vec<usize>,
}

impl References {
    /// Prints the entries of all works. Those of which the bibliography says nothing get the text of a citation, or
    /// else author, title and year.
    pub(super) fn print(engine: &mut Engine, entries: &[Entry<'_>], shapes: &[Shape]) -> Self {
        let jobs: Vec<_> =
            entries.iter().zip(shapes).map(|(entry, shape)| (&entry.made, shape.suffixed())).collect();
        let listed = engine.entries(&jobs);
        let has_list = listed.is_some();
        let outputs = listed.unwrap_or_else(|| {
            let all = (0..entries.len()).map(|entry| Job::whole(entry, Position::First));
            cites(engine, entries, shapes, &all.collect::<Vec<_>>())
        });
        let mut failed = Vec::new();
        let mut printed = Vec::new();
        for (index, (output, entry)) in outputs.into_iter().zip(entries).enumerate() {
            if output.is_none() {
                failed.push(index);
            }
            let mut pieces = output.unwrap_or_default();
            if let (Some(letters), true) = (&shapes[index].suffix, has_list) {
                pieces::suffix(&mut pieces, letters, entry.made.year.as_deref());
            }
            let (label, content) = split(&pieces);
            if content.iter().all(|piece| piece.text.trim().is_empty()) {
                pieces = label;
                pieces.extend(plain_entry(entry));
            }
            printed.push(pieces);
        }
        Self { printed, failed }
    }

    /// The entry of a work in a list that gives it a number, or in one without numbers.
    pub(super) fn reference(&self, index: usize, entry: &Entry<'_>, number: Option<usize>) -> Reference {
        let work = entry.id.clone();
        if let WorkOrigin::Unidentified { printed, .. } = &entry.work.origin {
            return Reference { work, label: None, content: Rich::plain(printed.trim()) };
        }
        let mut pieces = self.printed.get(index).cloned().unwrap_or_default();
        let numbered = pieces.iter().any(|piece| piece.marks.sign == Sign::Number);
        if let Some(number) = number {
            pieces::number(&mut pieces, number);
        }
        let (label, mut content) = split(&pieces);
        // A style that begins with a name leaves its comma where there is none.
        pieces::trim_start(&mut content, &[',', ';', ':']);
        let shown = !label.is_empty() && (number.is_some() || !numbered);
        Reference { work, label: shown.then(|| pieces::rich(&label)), content: pieces::rich(&content) }
    }
}

/// The number or label that an entry begins with, and the rest.
fn split(pieces: &[Piece]) -> (Vec<Piece>, Vec<Piece>) {
    let sign = |piece: &Piece| matches!(piece.marks.sign, Sign::Number | Sign::Label);
    let Some(first) = pieces.iter().position(sign) else { return (Vec::new(), pieces.to_vec()) };
    let opening = pieces::text(&pieces[..first]);
    if opening.chars().any(char::is_alphanumeric) {
        return (Vec::new(), pieces.to_vec());
    }
    let signs = pieces[first..].iter().take_while(|piece| sign(piece)).count();
    let mut label = pieces[..first + signs].to_vec();
    let mut content = pieces[first + signs..].to_vec();
    if let Some(next) = content.first_mut() {
        let closing = next.text.len() - next.text.trim_start_matches([')', ']', '.', ':']).len();
        let closed: String = next.text.drain(..closing).collect();
        pieces::push(&mut label, Piece { text: closed, look: next.look, ..Piece::default() });
    }
    pieces::trim_start(&mut label, &[]);
    pieces::trim_end(&mut label, &[]);
    pieces::trim_start(&mut content, &[]);
    (label, content)
}

/// Author, title and year, where a style has nothing to say of a work.
fn plain_entry(entry: &Entry<'_>) -> Vec<Piece> {
    let work = entry.work;
    let authors = work.names("author").iter().map(Name::full).collect::<Vec<_>>().join(", ");
    let title = markup::stripped(work.title());
    let year = match work.dates.get("issued") {
        Some(WorkDate::Literal(words)) => words.clone(),
        _ => entry.made.year.clone().unwrap_or_default(),
    };
    let parts: Vec<String> = [authors, title, year].into_iter().filter(|part| !part.is_empty()).collect();
    let text = parts.join(". ") + ".";
    vec![Piece { text, ..Piece::default() }]
}
