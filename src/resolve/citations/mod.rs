//! Citations and bibliographies as a CSL style words them, through hayagriva; links and pages are not known here.
//!
//! 1. [`style`] and [`locale`] find what the settings name.
//! 2. [`library`] collects the works that are printed and the texts that cite them; [`diagnose`] says what is amiss.
//! 3. [`order`] ranks the works as the style sorts them.
//! 4. [`labels`] makes the citations of each work differ from those of all others, once for the whole reader.
//! 5. [`references`] and [`print`](mod@print) have the [`engine`] print each entry, and each citation that differs by work,
//!    position or kind of locator: once each, whatever the number of citations.
//! 6. [`texts`] puts these together for each text: locators into their holes, numbers, cites into groups.

mod cases;
#[cfg(test)]
mod cost;
mod dates;
mod diagnose;
mod engine;
mod item;
mod join;
mod labels;
mod library;
mod locale;
mod locator;
mod markup;
mod nocite;
mod order;
mod pieces;
mod print;
mod punctuation;
mod quotes;
mod references;
#[cfg(test)]
pub(in crate::resolve) mod sample;
mod shown;
mod style;
#[cfg(test)]
mod tests;
mod texts;
mod variants;

use std::collections::BTreeMap;

use super::works::Works;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, DocumentId};
use crate::model::links::{CitationText, Reference};
use crate::model::work::WorkOrigin;

use engine::Engine;
use library::Library;
use references::References;
use texts::Press;

/// What one build leaves to the next: the engine, with what it has printed.
#[derive(Debug, Default)]
pub(super) struct Kept(Option<Engine>);

/// What the style made of the citations.
#[derive(Clone, Debug, Default)]
pub(super) struct Cited {
    /// For each text with citations: each citation by its id, and the works it cites in the style's order
    pub(super) documents: BTreeMap<DocumentId, (Vec<CitationText>, Vec<Reference>)>,
    /// The bibliography of the whole reader
    pub(super) references: Vec<Reference>,
    /// The full reference of each article as a work, by its key, whether it is cited or not
    pub(super) articles: BTreeMap<ArticleId, Reference>,
}

/// Words every citation of a corpus.
pub(super) fn cite(corpus: &Corpus, works: &Works, kept: &mut Kept) -> (Cited, Vec<Diagnostic>) {
    let (found, mut diagnostics) = style::find(corpus);
    let (locale, unknown) = locale::choose(corpus, found.locale.as_ref());
    diagnostics.extend(unknown);
    let kept_engine = kept.0.take().filter(|engine| engine.is_for(&found.style, &locale.code));
    let mut engine = kept_engine.unwrap_or_else(|| Engine::new(found.style, locale.code, locale.files));
    let (library, texts) = Library::collect(corpus, works, &engine.blueprint.carriers);
    let entries = library.entries.as_slice();
    engine.prepare(entries.iter().map(|entry| &entry.made));
    let cited: Vec<usize> = library.cited().collect();
    diagnostics.extend(diagnose::undefined(corpus, works, texts.iter().flat_map(|text| &text.citations)));
    diagnostics.extend(nocite::undefined(corpus, works));
    diagnostics.extend(diagnose::uncited(works, entries, &cited));

    let bibliography = engine.blueprint.style.bibliography.clone();
    let sort = bibliography.as_ref().and_then(|bibliography| bibliography.sort.as_ref());
    let ranks = order::ranks(&engine, entries, sort, None);
    let shapes = labels::shapes(&mut engine, entries, &cited, &ranks);
    let references = References::print(&mut engine, entries, &shapes);
    let press = Press::new(&mut engine, entries, &shapes, &texts, corpus, &ranks, &references);
    diagnostics.extend(diagnose::failed(entries, &press.failed));

    let mut listed = cited;
    listed.sort_by_key(|entry| ranks[*entry]);
    let reference = |entry: usize| references.reference(entry, &entries[entry], None);
    let of_articles = entries.iter().enumerate().filter_map(|(index, entry)| match &entry.work.origin {
        WorkOrigin::Article(article) => Some((article.clone(), reference(index))),
        _ => None,
    });
    let made = Cited {
        documents: press.documents(&texts),
        references: listed.into_iter().map(reference).collect(),
        articles: of_articles.collect(),
    };
    engine.sweep();
    kept.0 = Some(engine);
    (made, diagnostics)
}
