//! Citations and bibliographies as a CSL style words them, through hayagriva; links and pages are not known here.
//!
//! 1. [`styles`] finds what the settings and the articles name; the rest is done for each style.
//! 2. [`library`] collects the works that are printed and the texts that cite them; [`diagnose`] says what is amiss.
//! 3. [`order`] ranks the works as the style sorts them.
//! 4. [`labels`] makes the citations of each work differ from those of all others, once for the whole reader.
//! 5. [`references`] and [`print`](mod@print) have the [`engine`] print each entry, and each citation that differs by work,
//!    position or kind of locator: once each, whatever the number of citations.
//! 6. [`texts`] puts these together for each text: locators into their holes, numbers, cites into groups; [`positions`]
//!    tells which citation of its work each is.

mod cases;
#[cfg(test)]
mod cost;
mod dates;
mod diagnose;
mod engine;
mod following;
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
mod positions;
mod print;
mod punctuation;
mod quotes;
mod references;
#[cfg(test)]
pub(in crate::resolve) mod sample;
mod shown;
mod style;
mod styles;
#[cfg(test)]
mod tests;
mod texts;
mod variants;

use std::collections::BTreeMap;

use super::works::Works;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, DocumentId};
use crate::model::links::{CitationText, Notes, Reference};
use crate::model::work::WorkOrigin;

use engine::Engine;
use library::Library;
use references::References;
use styles::Chosen;
pub(super) use styles::Styles;
use texts::{Desk, Press};

/// What one build leaves to the next: the engine of each style, with what it has printed.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<Engine>);

impl Kept {
    /// The engine of a style: that of the last build, if there is one.
    fn engine(&mut self, chosen: &Chosen) -> Engine {
        let known = self.0.iter().position(|engine| engine.is_for(&chosen.style, &chosen.locale.code));
        if let Some(known) = known {
            return self.0.swap_remove(known);
        }
        let Chosen { style, locale } = chosen.clone();
        Engine::new(style, locale.code, locale.files)
    }
}

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

/// Words every citation of a corpus, each in the style of its text; `notes` are those of each text.
pub(super) fn cite(
    corpus: &Corpus,
    works: &Works,
    styles: &Styles,
    notes: &BTreeMap<DocumentId, Notes>,
    kept: &mut Kept,
) -> (Cited, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut all = Cited::default();
    let mut before = std::mem::take(kept);
    for (index, chosen) in styles.all.iter().enumerate() {
        let wanted = |document: &DocumentId| styles.of(document) == index;
        let (cited, found, engine) = cite_in(corpus, works, before.engine(chosen), notes, &wanted);
        kept.0.push(engine);
        diagnostics.extend(found.failed);
        all.documents.extend(cited.documents);
        if index == 0 {
            diagnostics.extend(found.common);
            (all.references, all.articles) = (cited.references, cited.articles);
        }
    }
    (all, diagnostics)
}

/// What was found in one style.
struct Findings {
    /// What any style would find
    common: Vec<Diagnostic>,
    /// Works that this style fails at
    failed: Vec<Diagnostic>,
}

/// Words the citations of some texts in one style. What tells works apart is decided for the whole reader all the same.
fn cite_in(
    corpus: &Corpus,
    works: &Works,
    mut engine: Engine,
    notes: &BTreeMap<DocumentId, Notes>,
    wanted: &dyn Fn(&DocumentId) -> bool,
) -> (Cited, Findings, Engine) {
    let (library, mut texts) = Library::collect(corpus, works, &engine.blueprint.carriers);
    let entries = library.entries.as_slice();
    engine.prepare(entries.iter().map(|entry| &entry.made));
    let cited: Vec<usize> = library.cited().collect();
    let mut common = diagnose::undefined(corpus, works, texts.iter().flat_map(|text| &text.citations));
    common.extend(nocite::undefined(corpus, works));
    common.extend(diagnose::uncited(works, entries, &cited));
    texts.retain(|text| wanted(&text.document));

    let bibliography = engine.blueprint.style.bibliography.clone();
    let sort = bibliography.as_ref().and_then(|bibliography| bibliography.sort.as_ref());
    let ranks = order::ranks(&engine, entries, sort, None);
    let shapes = labels::shapes(&mut engine, entries, &cited, &ranks);
    let references = References::print(&mut engine, entries, &shapes);
    let desk = Desk { corpus, entries, shapes: &shapes, ranks: &ranks, references: &references, notes };
    let press = Press::new(&mut engine, desk, &texts);
    let failed = diagnose::failed(entries, &press.failed);

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
    (made, Findings { common, failed }, engine)
}
