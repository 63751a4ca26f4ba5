//! Finds what refers to what: side tables beside the corpus; knows nothing of HTML.
//!
//! 1. The works under their keys ([`works`]), and the notes of each text ([`notes`]), those of citations among them where
//!    the style cites in notes.
//! 2. Every citation as the style words it ([`citations`]), which depends on the notes before it.
//! 3. The targets of each text's links ([`targets`]), which may lead to notes.
//! 4. The passages around links and citations ([`passages`]), and what notes refer back to ([`back`]).
//! 5. The places of the annotations ([`annotations`]).
//! 6. The ledger of each article ([`ledger`]).
//! 7. Names in data files, and what no text mentions ([`checks`]).
//! 8. The dates that articles state, beside those of the events that they link ([`dated`]).
//!
//! Steps 2 to 6 look at one text at a time, with tables of names beside it.

mod anchors;
mod annotations;
mod back;
mod checks;
mod citations;
mod dated;
mod destination;
#[cfg(test)]
mod fixture;
mod flat;
mod index;
mod ledger;
mod notes;
mod passages;
mod sentences;
mod targets;
#[cfg(test)]
mod tests;
mod works;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::anchors::AnchorBook;
use self::citations::{Cited, Styles};
use self::flat::{Citations, Flat};
use self::index::Index;
use self::passages::Resolved;
use self::sentences::Sentences;
use self::works::Works;
use crate::model::corpus::Corpus;
use crate::model::dated::Suggestions;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::DocumentId;
use crate::model::links::{DocumentLinks, Links, Notes, Passage, Reference, Referent, WorkId};
use crate::model::work::{Work, WorkOrigin};

/// What one build leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    citations: citations::Kept,
}

/// Resolves every reference of a corpus.
pub(crate) fn resolve(corpus: &Corpus, kept: &mut Kept) -> (Links, Vec<Diagnostic>) {
    let mut links = Links::default();
    let (works, mut diagnostics) = Works::gather(corpus);
    let (styles, found) = Styles::find(corpus);
    diagnostics.extend(found);
    let index = Index::of(corpus);
    let notes = notes_of_all(corpus, &styles, &mut diagnostics);
    let (cited, found) = citations::cite(corpus, &works, &styles, &notes, &mut kept.citations);
    diagnostics.extend(found);
    link(&index, &works, &cited, &notes, &mut links, &mut diagnostics);
    annotate(&index, &notes, &mut links, &mut diagnostics);
    draw_up(corpus, &cited, &notes, &mut links);
    diagnostics.extend(checks::names(&index));
    diagnostics.extend(checks::unmentioned(&index, &links.passages));
    fill(&mut links, works, cited, notes);
    let (conflicts, found) = dated::conflicts(&index, corpus, &links);
    links.conflicts = conflicts;
    diagnostics.extend(found);
    (links, diagnostics)
}

/// The dates that articles state and no event covers.
pub(crate) fn suggest(corpus: &Corpus, links: &Links) -> Suggestions {
    dated::uncovered(corpus, links)
}

/// The notes of each text; only articles have an apparatus.
fn notes_of_all(
    corpus: &Corpus,
    styles: &Styles,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<DocumentId, Notes> {
    let mut all = BTreeMap::new();
    for (document, text) in corpus.texts() {
        let article = match &document {
            DocumentId::Article(id) => corpus.articles.get(id),
            _ => None,
        };
        let apparatus = article.map(|article| &article.apparatus);
        let (notes, found) = notes::resolve(text, apparatus, styles.cites(&document));
        diagnostics.extend(found);
        all.entry(document).or_insert(notes);
    }
    all
}

/// The targets of every text's links, and the passages around them and around citations.
fn link(
    index: &Index<'_>,
    works: &Works,
    cited: &Cited,
    notes: &BTreeMap<DocumentId, Notes>,
    links: &mut Links,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let references: BTreeMap<DocumentId, &[Reference]> =
        cited.documents.iter().map(|(id, (_, references))| (id.clone(), references.as_slice())).collect();
    let mut book = AnchorBook::new(index, notes, &references);
    let (sentences, none) = (Sentences::new(), Notes::default());
    for (document, text) in index.corpus.texts() {
        let citations = cited.documents.get(&document).map_or(&[][..], |(citations, _)| citations);
        let mut targets = Vec::new();
        let mut back = BTreeMap::new();
        if !(text.links.is_empty() && text.citations.is_empty() && text.notes.is_empty()) {
            let flat = Flat::of(text, Citations::Worded(citations));
            let (resolved, found) = targets::resolve(&document, text, &flat, index, &mut book);
            targets = resolved;
            diagnostics.extend(found);
            let notes = notes.get(&document).unwrap_or(&none);
            let resolved =
                Resolved { document: &document, text, flat: &flat, notes, targets: &targets, citations };
            add(&mut links.passages, passages::gather(resolved, works, &sentences));
            let (found, unclear) = back::find(resolved, works);
            back = found;
            diagnostics.extend(unclear);
        }
        links.documents.entry(document).or_insert_with(|| DocumentLinks {
            targets,
            back,
            ..DocumentLinks::default()
        });
    }
}

fn add(passages: &mut BTreeMap<Referent, Vec<Passage>>, found: Vec<(Referent, Passage)>) {
    for (referent, passage) in found {
        passages.entry(referent).or_default().push(passage);
    }
}

/// The places of all annotations.
fn annotate(
    index: &Index<'_>,
    notes: &BTreeMap<DocumentId, Notes>,
    links: &mut Links,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let none = Notes::default();
    for (id, set) in &index.corpus.annotations {
        let Some(article) = index.corpus.articles.get(id) else {
            diagnostics.push(annotations::homeless(set, index));
            continue;
        };
        let document = DocumentId::Article(id.clone());
        let notes = notes.get(&document).unwrap_or(&none);
        let (placement, found) = annotations::place(set, article, notes);
        diagnostics.extend(found);
        links.placed.insert(id.clone(), placement.placed);
        links.documents.entry(document).or_default().marks = placement.marks;
    }
}

/// The ledger of each article.
fn draw_up(corpus: &Corpus, cited: &Cited, notes: &BTreeMap<DocumentId, Notes>, links: &mut Links) {
    let none = Notes::default();
    for (id, article) in &corpus.articles {
        let document = DocumentId::Article(id.clone());
        let citations = cited.documents.get(&document).map_or(&[][..], |(citations, _)| citations);
        let notes = notes.get(&document).unwrap_or(&none);
        links.ledgers.insert(id.clone(), ledger::draw_up(article, notes, citations));
    }
}

/// Brings what was found for each text, and the works, to their tables.
fn fill(links: &mut Links, works: Works, cited: Cited, notes: BTreeMap<DocumentId, Notes>) {
    for (document, notes) in notes {
        links.documents.entry(document).or_default().notes = notes;
    }
    let mut wanted = BTreeSet::new();
    for (document, (citations, references)) in cited.documents {
        wanted.extend(citations.iter().flat_map(|citation| &citation.works).flatten().cloned());
        let entry = links.documents.entry(document).or_default();
        (entry.citations, entry.references) = (citations, references);
    }
    let shows = |id: &WorkId, work: &Arc<Work>| {
        !matches!(work.origin, WorkOrigin::Bibliography) || wanted.contains(id)
    };
    links.works = works.all.into_iter().filter(|(id, work)| shows(id, work)).collect();
    links.references = cited.references;
    links.article_references = cited.articles;
}
