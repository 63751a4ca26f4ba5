//! The works of the reader under their keys: bibliographies, articles, and what sources cite without listing it.
//! What a style makes of them is not known here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::model::article::Article;
use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::ids::{ArticleId, DocumentId, WorkKey};
use crate::model::links::WorkId;
use crate::model::work::{Work, WorkOrigin};

/// Every work that can be cited.
#[derive(Clone, Debug, Default)]
pub(super) struct Works {
    /// By id
    pub(super) all: BTreeMap<WorkId, Arc<Work>>,
}

impl Works {
    /// Gathers the works; keys that are defined twice are diagnosed, and the first one counts.
    ///
    /// Articles come first, since their keys are their addresses and cannot be changed without breaking links.
    pub(super) fn gather(corpus: &Corpus) -> (Self, Vec<Diagnostic>) {
        let mut works = Self::default();
        let mut diagnostics = Vec::new();
        for article in corpus.articles.values() {
            let key = WorkKey::new(article.id.as_str());
            works.all.insert(WorkId { declared_by: None, key }, Arc::new(article.work.clone()));
        }
        for work in &corpus.works {
            let id = WorkId { declared_by: None, key: work.key.clone() };
            match works.all.get(&id) {
                Some(first) => diagnostics.push(taken(work, first)),
                None => drop(works.all.insert(id, Arc::clone(work))),
            }
        }
        diagnostics.extend(works.alike());
        for article in corpus.articles.values() {
            works.declare(article, &mut diagnostics);
        }
        (works, diagnostics)
    }

    /// The work that a key means in a text: what the article's own apparatus declares goes before the rest, for the
    /// article and the annotations to it.
    pub(super) fn find(&self, document: &DocumentId, key: &WorkKey) -> Option<&WorkId> {
        let own = article_of(document)
            .and_then(|article| self.id(&WorkId { declared_by: Some(article.clone()), key: key.clone() }));
        own.or_else(|| self.id(&WorkId { declared_by: None, key: key.clone() }))
    }

    fn id(&self, id: &WorkId) -> Option<&WorkId> {
        self.all.get_key_value(id).map(|(id, _)| id)
    }

    /// Keys that differ by nothing but capitals: a slip of the pen then cites another work.
    fn alike(&self) -> Vec<Diagnostic> {
        let mut known: BTreeMap<String, &Arc<Work>> = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for work in self.all.values() {
            match known.entry(work.key.as_str().to_lowercase()) {
                Entry::Vacant(place) => drop(place.insert(work)),
                Entry::Occupied(first) => diagnostics.push(differing_by_case(work, first.get())),
            }
        }
        diagnostics
    }

    fn declare(&mut self, article: &Article, diagnostics: &mut Vec<Diagnostic>) {
        for work in &article.apparatus.works {
            let shared = WorkId { declared_by: None, key: work.key.clone() };
            if let Some(known) = self.all.get(&shared) {
                diagnostics.push(identified(work, known));
            }
            let id = WorkId { declared_by: Some(article.id.clone()), key: work.key.clone() };
            match self.all.get(&id) {
                Some(first) => diagnostics.push(taken(work, first)),
                None => drop(self.all.insert(id, Arc::new(work.clone()))),
            }
        }
    }
}

fn article_of(document: &DocumentId) -> Option<&ArticleId> {
    match document {
        DocumentId::Article(article) | DocumentId::Annotation(article, _) => Some(article),
        _ => None,
    }
}

fn taken(work: &Work, first: &Work) -> Diagnostic {
    let (where_first, help) = match &first.origin {
        WorkOrigin::Article(article) => (
            "this article is cited under its slug",
            format!(
                "the front matter of `{article}` describes the work already: remove the entry, or give it another key"
            ),
        ),
        _ => ("the first one", "give one of them another key, or remove one".to_owned()),
    };
    Diagnostic::at(Code::WorkDuplicate, work.span, format!("the key `{}` is already taken", work.key))
        .related(first.span, where_first)
        .help(help)
}

fn differing_by_case(work: &Work, first: &Work) -> Diagnostic {
    let message = format!("the keys `{}` and `{}` differ by capitals alone", first.key, work.key);
    let mut diagnostic = Diagnostic::at(Code::WorkDuplicate, work.span, message)
        .related(first.span, "the other one")
        .help("they are two works for postil; if they are one, remove an entry, else give one of them another key");
    diagnostic.severity = Severity::Warning;
    diagnostic
}

fn identified(work: &Work, known: &Work) -> Diagnostic {
    let message = format!("`{}` is declared as unidentified, but it is known", work.key);
    Diagnostic::at(Code::WorkDuplicate, work.span, message)
        .related(known.span, "the work itself")
        .help("remove the `[[apparatus.work]]` now that the work is identified, or give it another key")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::*;
    use crate::resolve::citations::sample::{self, Sample};

    fn check(sample: Sample, expected: &[&str]) -> Works {
        let (works, diagnostics) = Works::gather(&sample.corpus());
        let printed: Vec<String> =
            diagnostics.iter().map(|d| format!("{}: {} / {}", d.code, d.message, d.related.len())).collect();
        assert_eq!(printed, expected);
        works
    }

    #[test]
    fn keys_are_unique() {
        let twice = Sample::new().work(sample::book("lo-2019")).work(sample::book("lo-2019"));
        let works = check(twice, &["work-duplicate: the key `lo-2019` is already taken / 1"]);
        assert_eq!(works.all.len(), 1);
    }

    #[test]
    fn keys_that_differ_by_case_are_said() {
        let both = Sample::new().work(sample::book("Lo-2019")).work(sample::book("lo-2019"));
        let works =
            check(both, &["work-duplicate: the keys `Lo-2019` and `lo-2019` differ by capitals alone / 1"]);
        assert_eq!(works.all.len(), 2);
    }

    #[test]
    fn an_article_goes_before_a_bibliography() {
        let both = Sample::new().article("lo-2019", "").work(sample::book("lo-2019"));
        let works = check(both, &["work-duplicate: the key `lo-2019` is already taken / 1"]);
        let work = works.all.values().next().unwrap();
        assert!(matches!(work.origin, WorkOrigin::Article(_)));
    }

    #[test]
    fn a_declared_work_that_is_known_is_said() {
        let sample = Sample::new()
            .work(sample::book("xi-2017b"))
            .article("kim", "")
            .declared("kim", "xi-2017b", "Xi 2017b")
            .declared("kim", "xi-2017b", "Xi 2017b");
        check(
            sample,
            &[
                "work-duplicate: `xi-2017b` is declared as unidentified, but it is known / 1",
                "work-duplicate: `xi-2017b` is declared as unidentified, but it is known / 1",
                "work-duplicate: the key `xi-2017b` is already taken / 1",
            ],
        );
    }

    #[test]
    fn a_declared_work_belongs_to_its_article() {
        let sample =
            Sample::new().article("kim", "").article("lee", "").declared("kim", "xi-2017b", "Xi 2017b");
        let works = check(sample, &[]);
        let key = WorkKey::new("xi-2017b");
        let kim = ArticleId::new("kim");
        let note = DocumentId::Annotation(kim.clone(), crate::model::ids::AnnotationId::new("a"));
        for document in [DocumentId::Article(kim.clone()), note] {
            assert_eq!(works.find(&document, &key).unwrap().declared_by, Some(kim.clone()));
        }
        assert_eq!(works.find(&DocumentId::Article(ArticleId::new("lee")), &key), None);
        assert_eq!(works.find(&DocumentId::Home, &key), None);
    }
}
