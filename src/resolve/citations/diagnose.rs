//! What is said of keys and works: keys that nothing defines, works that nothing cites, works that a style fails at.
//! Nothing is printed here.

use std::collections::{BTreeMap, BTreeSet};

use super::library::{Entry, Resolved};
use crate::model::citation::Cite;
use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::WorkKey;
use crate::model::links::WorkId;
use crate::model::nearest::nearest;
use crate::model::work::WorkOrigin;
use crate::resolve::works::Works;

/// For how many undefined keys the nearest one is looked for; each takes a walk through all works.
const LOOKUPS: usize = 200;

/// Every cite whose key nothing defines.
pub(super) fn undefined<'a>(
    corpus: &Corpus,
    works: &Works,
    citations: impl Iterator<Item = &'a Resolved<'a>>,
) -> Vec<Diagnostic> {
    let mut helps: BTreeMap<&WorkKey, String> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for resolved in citations {
        let cites = resolved.citation.items.iter().zip(&resolved.works);
        for (cite, _) in cites.filter(|(_, work)| work.is_none()) {
            if !helps.contains_key(&cite.key) {
                let help = help(corpus, works, cite, helps.len());
                helps.insert(&cite.key, help);
            }
            let message = format!("there is no work with the key `{}`", cite.key);
            let help = helps.get(&cite.key).cloned();
            diagnostics.push(Diagnostic::at(Code::CitationUndefined, cite.span, message).help_if(help));
        }
    }
    diagnostics
}

/// Works of a bibliography that no text cites.
pub(super) fn uncited(works: &Works, entries: &[Entry<'_>], cited: &[usize]) -> Vec<Diagnostic> {
    let cited: BTreeSet<&WorkId> = cited.iter().map(|index| entries[*index].id).collect();
    let all = works.all.iter().filter(|(_, work)| work.origin == WorkOrigin::Bibliography);
    all.filter(|(id, _)| !cited.contains(id))
        .map(|(id, work)| Diagnostic::at(Code::WorkUncited, work.span, format!("no text cites `{}`", id.key)))
        .collect()
}

/// Works that the style cannot print.
pub(super) fn failed(entries: &[Entry<'_>], failed: &BTreeSet<usize>) -> Vec<Diagnostic> {
    let said = failed.iter().filter_map(|index| entries.get(*index)).map(|entry| {
        let message = format!("the citation style fails at `{}`", entry.id.key);
        Diagnostic::at(Code::StyleInvalid, entry.work.span, message)
            .help("simplify the fields of the work, or choose another style")
    });
    said.collect()
}

fn help(corpus: &Corpus, works: &Works, cite: &Cite, asked: usize) -> String {
    let key = cite.key.as_str();
    let keys = || works.all.keys().filter(|id| id.declared_by.is_none()).map(|id| id.key.as_str());
    let elsewhere = works.all.keys().find(|id| id.declared_by.is_some() && id.key == cite.key);
    if let Some(article) = elsewhere.and_then(|id| id.declared_by.as_ref()) {
        return format!("`{key}` is declared in the apparatus of `{article}`, and for that article alone");
    }
    if let Some(draft) = corpus.draft_help(key) {
        return draft;
    }
    if asked >= LOOKUPS {
        return state(corpus);
    }
    if let Some(other) = keys().find(|other| other.to_lowercase() == key.to_lowercase()) {
        return format!("keys differ by case: did you mean `{other}`?");
    }
    match nearest(key, keys()) {
        Some(near) => format!("did you mean `{near}`? Else {}", state(corpus)),
        None => state(corpus),
    }
}

fn state(corpus: &Corpus) -> String {
    match corpus.works.len() {
        0 => "no bibliography has been read: put works into `content/references.bib`".to_owned(),
        1 => "the bibliography has 1 work: add this one, or declare it as `[[apparatus.work]]` of the article that cites it".to_owned(),
        count => format!(
            "the bibliography has {count} works: add this one, or declare it as `[[apparatus.work]]` of the article that cites it"
        ),
    }
}
