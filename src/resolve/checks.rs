//! Names in data files that must name something, and events and terms that no text mentions; links have checks of their own.

use std::collections::BTreeMap;

use super::index::Index;
use crate::model::code::Code;
use crate::model::config::Session;
use crate::model::diagnostic::Diagnostic;
use crate::model::event::Event;
use crate::model::ids::{ArticleId, TermId};
use crate::model::links::{Passage, Referent};
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::span::{Span, Spanned};
use crate::model::term::TermKind;

/// Checks every name that stands outside of texts.
pub(super) fn names(index: &Index<'_>) -> Vec<Diagnostic> {
    let corpus = index.corpus;
    let mut diagnostics = Vec::new();
    for session in &corpus.site.sessions {
        articles(index, session, &mut diagnostics);
    }
    for event in &corpus.events {
        people(index, event, &mut diagnostics);
    }
    for entry in corpus.terms.iter().flat_map(|term| &term.see) {
        if !index.terms.contains_key(entry.value.as_str()) {
            diagnostics.push(unknown_term(index, entry));
        }
    }
    for entry in corpus.annotations.values().flat_map(|set| &set.annotations).flat_map(|entry| &entry.see) {
        diagnostics.extend(see(index, entry));
    }
    diagnostics
}

/// Finds the events and terms that no passage mentions; what a thing's own text says of it is no passage.
pub(super) fn unmentioned(index: &Index<'_>, passages: &BTreeMap<Referent, Vec<Passage>>) -> Vec<Diagnostic> {
    let events =
        index.events.values().filter(|event| !passages.contains_key(&Referent::Event(event.id.clone())));
    let terms = index.terms.values().filter(|term| !passages.contains_key(&Referent::Term(term.id.clone())));
    let events = events.map(|event| {
        let message = format!("no text mentions the event `{}`", event.id);
        Diagnostic::at(Code::EventUnmentioned, event.span, message)
            .help(format!("link it where it is spoken of: `[{}](event:{})`", event.title, event.id))
    });
    let terms = terms.map(|term| {
        let message = format!("no text mentions the term `{}`", term.id);
        Diagnostic::at(Code::TermUnmentioned, term.span, message)
            .help(format!("link it where it is spoken of: `[{}](term:{})`", term.name, term.id))
    });
    events.chain(terms).collect()
}

fn articles(index: &Index<'_>, session: &Session, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&ArticleId, Span> = BTreeMap::new();
    for entry in &session.articles {
        let id = &entry.value;
        if !index.corpus.articles.contains_key(id) {
            diagnostics.push(unknown_article(index, entry));
        }
        if let Some(first) = seen.insert(id, entry.span) {
            seen.insert(id, first);
            let message = format!("the session `{}` has the article `{id}` twice", session.id);
            diagnostics.push(
                Diagnostic::at(Code::IdDuplicate, entry.span, message)
                    .related(first, "first here")
                    .help("take one of them out"),
            );
        }
    }
}

fn unknown_article(index: &Index<'_>, entry: &Spanned<ArticleId>) -> Diagnostic {
    let slug = entry.value.as_str();
    let renamed = index.aliases.get(slug).map(|id| format!("`{slug}` is now `{id}`"));
    Diagnostic::at(Code::LinkArticle, entry.span, format!("there is no article `{slug}`"))
        .help_if(renamed.or_else(|| did_you_mean(index.article_names.nearest(slug))))
}

fn people(index: &Index<'_>, event: &Event, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &event.people {
        let Some(term) = index.terms.get(entry.value.as_str()) else {
            diagnostics.push(unknown_term(index, entry));
            continue;
        };
        if !matches!(term.kind, TermKind::Person | TermKind::Organisation) {
            let message =
                format!("`{}` is a {}, neither a person nor an organisation", term.id, term.kind.name());
            diagnostics.push(
                Diagnostic::at(Code::ReferenceUnknown, entry.span, message)
                    .related(term.span, "the term")
                    .help("name people and organisations in `people`, and a place in `place`"),
            );
        }
    }
}

fn unknown_term(index: &Index<'_>, entry: &Spanned<TermId>) -> Diagnostic {
    let id = entry.value.as_str();
    let help = did_you_mean(index.term_names.nearest(id));
    Diagnostic::at(Code::ReferenceUnknown, entry.span, format!("there is no term `{id}`")).help(
        help.unwrap_or_else(|| {
            format!("explain it in `content/glossary.toml`: `[[term]]` with `id = \"{id}\"`")
        }),
    )
}

/// An annotation's `see` names a term, an event or an article.
fn see(index: &Index<'_>, entry: &Spanned<String>) -> Option<Diagnostic> {
    let id = entry.value.as_str();
    let known = index.terms.contains_key(id)
        || index.events.contains_key(id)
        || index.corpus.articles.contains_key(id);
    if known {
        return None;
    }
    let names = [&index.term_names, &index.event_names, &index.article_names];
    let nearest = nearest(id, names.iter().filter_map(|names| names.nearest(id)));
    let renamed = index.aliases.get(id).map(|new| format!("`{id}` is now `{new}`"));
    let message = format!("there is no term, event or article `{id}`");
    Some(
        Diagnostic::at(Code::ReferenceUnknown, entry.span, message)
            .help_if(renamed.or_else(|| index.corpus.draft_help(id)).or_else(|| did_you_mean(nearest))),
    )
}
