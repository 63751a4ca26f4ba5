//! The ledger of an article: each marker, note, citation and work of its text with its state; gaps are not judged here.

use std::collections::BTreeMap;

use crate::model::address::{Address, Fragment, Fragments};
use crate::model::article::Article;
use crate::model::ids::{CitationId, DocumentId};
use crate::model::ledger::{Ledger, LedgerCitation, LedgerMarker, LedgerNote, LedgerWork, WorkState};
use crate::model::links::{CitationText, Notes, WorkId};

/// Draws up the ledger of an article.
pub(super) fn draw_up(article: &Article, notes: &Notes, citations: &[CitationText]) -> Ledger {
    let document = DocumentId::Article(article.id.clone());
    let fragments = Fragments::of(&document);
    let at = |fragment: Fragment| Address::within(&document, fragment);
    let markers = notes.markers.iter().filter_map(|marker| {
        let note = notes.list.get(marker.note?)?;
        let address = at(fragments.marker(&note.label, marker.occurrence));
        Some(LedgerMarker { label: note.label.clone(), state: note.state, address })
    });
    let listed = notes.list.iter().filter(|note| note.definition().is_some()).map(|note| LedgerNote {
        label: note.label.clone(),
        state: note.state,
        address: at(fragments.note(&note.label)),
    });
    let cited = (0..).map(CitationId).zip(citations).map(|(citation, text)| LedgerCitation {
        citation,
        text: text.words(),
        state: text.works.iter().flatten().map(state).max().unwrap_or(WorkState::Resolved),
        address: at(fragments.citation(citation)),
    });
    Ledger {
        markers: markers.collect(),
        notes: listed.collect(),
        absent: article.apparatus.absent.as_ref().map(|count| count.value),
        citations: cited.collect(),
        works: works(article, citations),
    }
}

/// The works in the order of their first citations, then those that are declared and never cited.
fn works(article: &Article, citations: &[CitationText]) -> Vec<LedgerWork> {
    let cited = citations.iter().flat_map(|citation| &citation.works).flatten().cloned();
    let declared = article
        .apparatus
        .works
        .iter()
        .map(|work| WorkId { declared_by: Some(article.id.clone()), key: work.key.clone() });
    let mut works: Vec<LedgerWork> = Vec::new();
    let mut places: BTreeMap<WorkId, usize> = BTreeMap::new();
    for (work, count) in cited.map(|work| (work, 1)).chain(declared.map(|work| (work, 0))) {
        let place = *places.entry(work.clone()).or_insert(works.len());
        match works.get_mut(place) {
            Some(entry) => entry.citations += count,
            None => works.push(LedgerWork { state: state(&work), work, citations: count }),
        }
    }
    works
}

fn state(work: &WorkId) -> WorkState {
    match work.declared_by {
        Some(_) => WorkState::Unidentified,
        None => WorkState::Resolved,
    }
}
