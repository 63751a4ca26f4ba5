//! The works that are printed at all, made ready for the engine, and where they are cited. How they look is not known
//! here.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::item::{self, Carriers, EngineWork, Printed};
use super::nocite;
use crate::model::citation::Citation;
use crate::model::corpus::Corpus;
use crate::model::ids::DocumentId;
use crate::model::links::WorkId;
use crate::model::text::Text;
use crate::model::work::{Work, WorkOrigin};
use crate::resolve::works::Works;

/// A text with citations.
#[derive(Clone, Debug)]
pub(super) struct CitingText<'a> {
    /// Whose it is
    pub(super) document: DocumentId,
    /// The text itself
    pub(super) text: &'a Text,
    /// Its citations by their ids
    pub(super) citations: Vec<Resolved<'a>>,
    /// Works that it lists without citing them, by their indexes
    pub(super) listed: Vec<usize>,
}

/// A citation with the works that it means.
#[derive(Clone, Debug)]
pub(super) struct Resolved<'a> {
    /// The citation
    pub(super) citation: &'a Citation,
    /// For each cite the index of its work in the library; `None` for an undefined key
    pub(super) works: Vec<Option<usize>>,
}

/// A work to print.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// Its id
    pub(super) id: &'a WorkId,
    /// What is known of it
    pub(super) work: &'a Work,
    /// As the engine reads it
    pub(super) made: EngineWork,
    /// Its label, for an unidentified work
    pub(super) printed: Option<Printed<'a>>,
    /// Whether a text cites it
    pub(super) cited: Cited,
}

/// A citation with the ids of its works.
type Found<'a> = (&'a Citation, Vec<Option<&'a WorkId>>);

/// Whether any text cites a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cited {
    /// One does
    Somewhere,
    /// It is printed all the same
    Nowhere,
}

/// The works to print, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Library<'a> {
    /// In the order of their ids
    pub(super) entries: Vec<Entry<'a>>,
}

impl<'a> Library<'a> {
    /// Collects every work that a text cites, and every article, with the texts that cite.
    pub(super) fn collect(
        corpus: &'a Corpus,
        works: &'a Works,
        carriers: &Carriers,
    ) -> (Self, Vec<CitingText<'a>>) {
        let mut cited: BTreeSet<&WorkId> = BTreeSet::new();
        let mut found: Vec<(DocumentId, &'a Text, Vec<Found<'a>>, Vec<&'a WorkId>)> = Vec::new();
        cited.extend(nocite::works(works, None, &corpus.site.citations.listed));
        let has_works = |text: &Text| !(text.citations.is_empty() && text.listed.is_empty());
        for (document, text) in corpus.texts().filter(|(_, text)| has_works(text)) {
            let resolve = |citation: &'a Citation| {
                let find = citation.items.iter().map(|cite| works.find(&document, &cite.key));
                (citation, find.collect::<Vec<_>>())
            };
            let citations: Vec<_> = text.citations.iter().map(resolve).collect();
            cited.extend(citations.iter().flat_map(|(_, works)| works.iter().flatten().copied()));
            let listed = nocite::works(works, Some(&document), &text.listed);
            cited.extend(&listed);
            found.push((document, text, citations, listed));
        }
        let library = Self::of(works, &cited, carriers);
        let known = library.index();
        let index = |works: Vec<Option<&WorkId>>| {
            works.into_iter().map(|id| id.and_then(|id| known.get(id).copied())).collect()
        };
        let texts = found.into_iter().map(|(document, text, citations, listed)| CitingText {
            document,
            text,
            listed: listed.into_iter().filter_map(|id| known.get(id).copied()).collect(),
            citations: citations
                .into_iter()
                .map(|(citation, works)| Resolved { citation, works: index(works) })
                .collect(),
        });
        let texts = texts.collect();
        (library, texts)
    }

    /// The indexes of the works that texts cite.
    pub(super) fn cited(&self) -> impl Iterator<Item = usize> {
        let entries = self.entries.iter().enumerate();
        entries.filter(|(_, entry)| entry.cited == Cited::Somewhere).map(|(index, _)| index)
    }

    fn of(works: &'a Works, cited: &BTreeSet<&WorkId>, carriers: &Carriers) -> Self {
        let wanted: Vec<(&WorkId, &Work)> = works
            .all
            .iter()
            .filter(|(id, work)| cited.contains(id) || matches!(work.origin, WorkOrigin::Article(_)))
            .map(|(id, work)| (id, work.as_ref()))
            .collect();
        let make = |(id, work): (&'a WorkId, &'a Work)| {
            let cited = if cited.contains(id) { Cited::Somewhere } else { Cited::Nowhere };
            let printed = match &work.origin {
                WorkOrigin::Unidentified { printed, .. } => Some(Printed::split(printed)),
                _ => None,
            };
            let made = match &printed {
                Some(printed) => item::stand_in(work, printed, carriers),
                None => item::item(work, carriers),
            };
            Entry { id, work, made, printed, cited }
        };
        Self { entries: wanted.into_par_iter().map(make).collect() }
    }

    fn index(&self) -> BTreeMap<&'a WorkId, usize> {
        self.entries.iter().enumerate().map(|(index, entry)| (entry.id, index)).collect()
    }
}
