//! Works that are listed though nothing cites them (`nocite`); how a list looks is not known here.

use crate::model::citation::Listed;
use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{DocumentId, WorkKey};
use crate::model::links::WorkId;
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::span::Spanned;
use crate::model::work::WorkOrigin;
use crate::resolve::works::Works;

/// The works that a list names, for a text or for the whole reader.
pub(super) fn works<'a>(
    works: &'a Works,
    document: Option<&DocumentId>,
    listed: &[Spanned<Listed>],
) -> Vec<&'a WorkId> {
    let of_bibliographies = || {
        let all = works.all.iter().filter(|(_, work)| work.origin == WorkOrigin::Bibliography);
        all.map(|(id, _)| id).collect()
    };
    let named = |listed: &Spanned<Listed>| -> Vec<&'a WorkId> {
        match &listed.value {
            Listed::All => of_bibliographies(),
            Listed::Work(key) => find(works, document, key).into_iter().collect(),
        }
    };
    listed.iter().flat_map(named).collect()
}

/// Every key of a list that nothing defines.
pub(super) fn undefined(corpus: &Corpus, works: &Works) -> Vec<Diagnostic> {
    let of_texts = corpus
        .texts()
        .flat_map(|(document, text)| text.listed.iter().map(move |l| (Some(document.clone()), l)));
    let of_reader = corpus.site.citations.listed.iter().map(|listed| (None, listed));
    let missing = of_texts.chain(of_reader).filter_map(|(document, listed)| match &listed.value {
        Listed::Work(key) if find(works, document.as_ref(), key).is_none() => Some((listed.span, key)),
        _ => None,
    });
    let said = missing.map(|(span, key)| {
        let keys = works.all.keys().filter(|id| id.declared_by.is_none()).map(|id| id.key.as_str());
        let help = did_you_mean(nearest(key.as_str(), keys));
        Diagnostic::at(Code::CitationUndefined, span, format!("there is no work with the key `{key}`")).help(
            help.unwrap_or_else(|| "add it to the bibliography, or leave it out of `nocite`".to_owned()),
        )
    });
    said.collect()
}

fn find<'a>(works: &'a Works, document: Option<&DocumentId>, key: &WorkKey) -> Option<&'a WorkId> {
    match document {
        Some(document) => works.find(document, key),
        None => works.all.get_key_value(&WorkId { declared_by: None, key: key.clone() }).map(|(id, _)| id),
    }
}
