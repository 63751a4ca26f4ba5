//! Tests of the whole stage on small corpora: tables and diagnostics as printed.
#![allow(clippy::unwrap_used, reason = "a test that is written wrongly should fail")]

use std::sync::Arc;

use super::fixture::{Fixture, apparatus, text, work};
use super::index::Index;
use super::{Kept, checks, resolve};
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{AnnotationId, ArticleId, DocumentId, EventId, TermId};
use crate::model::ledger::{Ledger, WorkState};
use crate::model::links::{CitationText, NoteState, Referent, Target, WorkId};
use crate::model::rich::Rich;
use crate::model::span::{Span, Spanned};
use crate::model::term::TermKind;
use crate::model::work::WorkOrigin;

fn names(fixture: &Fixture) -> String {
    fixture.print(&checks::names(&Index::of(&fixture.corpus)))
}

#[test]
fn sessions_name_articles_once() {
    let mut fixture = Fixture::new();
    let article = fixture.article("ekman-2019", "One.");
    article.aliases.push(Spanned::new("old".to_owned(), Span::new(article.file, 0..0)));
    fixture.session("s", &["ekman-2019", "ekman-2018", "old", "ekman-2019", "ekman-2019"], "");
    fixture.session("t", &["ekman-2019"], "");
    assert_eq!(
        names(&fixture),
        "link-article [11:ekman-2018] there is no article `ekman-2018` | help: did you mean `ekman-2019`?\n\
         link-article [22:old] there is no article `old` | help: `old` is now `ekman-2019`\n\
         id-duplicate [26:ekman-2019] the session `s` has the article `ekman-2019` twice | first here [0:ekman-2019] | help: take one of them out\n\
         id-duplicate [37:ekman-2019] the session `s` has the article `ekman-2019` twice | first here [0:ekman-2019] | help: take one of them out"
    );
}

#[test]
fn people_of_events_are_people_or_organisations() {
    let mut fixture = Fixture::new();
    fixture.term("mao", TermKind::Person, "A person.");
    fixture.term("nato", TermKind::Organisation, "Allies.");
    fixture.term("bandung", TermKind::Place, "A city.");
    let event = fixture.event("e", "mao nato bandung maoo xi");
    let file = event.span.file;
    event.people = [("mao", 0), ("nato", 4), ("bandung", 9), ("maoo", 17), ("xi", 22)]
        .map(|(id, at)| Spanned::new(TermId::new(id), Span::new(file, at..at + id.len())))
        .to_vec();
    event.place = Some(Spanned::new("any words".to_owned(), Span::new(file, 0..0)));
    assert_eq!(
        names(&fixture),
        "reference-unknown [9:bandung] `bandung` is a place, neither a person nor an organisation | the term [0:] | help: name people and organisations in `people`, and a place in `place`\n\
         reference-unknown [17:maoo] there is no term `maoo` | help: did you mean `mao`?\n\
         reference-unknown [22:xi] there is no term `xi` | help: explain it in `content/glossary.toml`: `[[term]]` with `id = \"xi\"`"
    );
}

#[test]
fn see_names_what_there_is() {
    let mut fixture = Fixture::new();
    fixture.article("ekman-2019", "One.");
    fixture.event("bandung-1955", "");
    let term = fixture.term("entrapment", TermKind::Concept, "entrapmant");
    let file = term.span.file;
    term.see = vec![
        Spanned::new(TermId::new("entrapment"), Span::new(file, 0..0)),
        Spanned::new(TermId::new("entrapmant"), Span::new(file, 0..10)),
    ];
    let set = fixture.annotations("ekman-2019", &["One."]);
    let file = set.file;
    set.annotations[0].see = ["ekman-2019", "bandung-1955", "entrapment", "bandung-1956", "x"]
        .map(|id| Spanned::new(id.to_owned(), Span::new(file, 0..4)))
        .to_vec();
    assert_eq!(
        names(&fixture),
        "reference-unknown [0:entrapmant] there is no term `entrapmant` | help: did you mean `entrapment`?\n\
         reference-unknown [0:One.] there is no term, event or article `bandung-1956` | help: did you mean `bandung-1955`?\n\
         reference-unknown [0:One.] there is no term, event or article `x`"
    );
}

/// Everything but what the bibliography has to say.
fn own(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let works = ["work-uncited", "citation-undefined", "work-duplicate"];
    diagnostics.iter().filter(|diagnostic| !works.contains(&diagnostic.code.name())).cloned().collect()
}

#[test]
fn what_no_text_mentions_is_noted() {
    let mut fixture = Fixture::new();
    fixture.article("x", "See [it](event:seen) and [this](term:seen-term).");
    fixture.event("seen", "");
    fixture.event("own", "See [itself](event:own) and [that](term:by-event).");
    fixture.term("seen-term", TermKind::Concept, "");
    fixture.term("by-event", TermKind::Concept, "See [itself](term:by-event).");
    fixture.term("own-term", TermKind::Concept, "See [itself](term:own-term).");
    let (_, diagnostics) = resolve(&fixture.corpus, &mut Kept::default());
    assert_eq!(
        fixture.print(&own(&diagnostics)),
        "event-unmentioned [0:] no text mentions the event `own` | help: link it where it is spoken of: `[OWN](event:own)`\n\
         term-unmentioned [0:] no text mentions the term `own-term` | help: link it where it is spoken of: `[OWN-TERM](term:own-term)`"
    );
}

#[test]
fn the_ledger_has_every_state() {
    let mut fixture = Fixture::new();
    let source = "One.[^2] Two.[^8] Two.[^2] So [@a; @u].\n[^1]: x [@u]\n[^2]: y [@a]";
    let article = fixture.article("x", source);
    article.apparatus = apparatus(&["8"], &["1"], None);
    let declare = |key: &str| {
        let origin = WorkOrigin::Unidentified { article: ArticleId::new("x"), printed: key.to_uppercase() };
        work(key, origin, article.file)
    };
    article.apparatus.works = vec![declare("u"), declare("never")];
    let id = |key: &str, by: Option<&str>| WorkId {
        declared_by: by.map(ArticleId::new),
        key: crate::model::ids::WorkKey::new(key),
    };
    let (a, u) = (id("a", None), id("u", Some("x")));
    let cited = |works: &[&WorkId]| CitationText {
        note: None,
        content: Rich::plain("(cited)"),
        works: works.iter().map(|work| Some((*work).clone())).chain([None]).collect(),
    };
    let (notes, diagnostics) =
        super::notes::resolve(&article.text, Some(&article.apparatus), super::notes::Cites::InText);
    assert_eq!(diagnostics, []);
    let ledger = super::ledger::draw_up(article, &notes, &[cited(&[&a, &u]), cited(&[&u]), cited(&[&a])]);
    assert_eq!(
        shown(&ledger),
        "markers: 2 Resolved #fnref-2-1, 8 Missing #fnref-8-1, 2 Resolved #fnref-2-2\n\
         notes: 1 Unmarked #fn-1, 2 Resolved #fn-2\n\
         citations: (cited) Unidentified #cite-1, (cited) Unidentified #cite-2, (cited) Resolved #cite-3\n\
         works: a Resolved 2, u Unidentified 2, never Unidentified 0\n\
         absent: None"
    );
}

#[test]
fn the_ledger_of_an_absent_list_says_how_many_there_were() {
    let mut fixture = Fixture::new();
    let article = fixture.article("x", "One.[^1]");
    article.apparatus = apparatus(&[], &[], Some(1));
    let (notes, _) =
        super::notes::resolve(&article.text, Some(&article.apparatus), super::notes::Cites::InText);
    let ledger = super::ledger::draw_up(article, &notes, &[]);
    assert_eq!(
        shown(&ledger),
        "markers: 1 Absent #fnref-1-1\nnotes: \ncitations: \nworks: \nabsent: Some(1)"
    );
}

fn shown(ledger: &Ledger) -> String {
    let fragment = |address: &crate::model::address::Address| {
        address.fragment.as_ref().map(|f| format!("#{}", f.as_str())).unwrap_or_default()
    };
    let state = |state: &NoteState| format!("{state:?}");
    let join = |parts: Vec<String>| parts.join(", ");
    let markers =
        ledger.markers.iter().map(|m| format!("{} {} {}", m.label, state(&m.state), fragment(&m.address)));
    let notes =
        ledger.notes.iter().map(|n| format!("{} {} {}", n.label, state(&n.state), fragment(&n.address)));
    let citations =
        ledger.citations.iter().map(|c| format!("{} {:?} {}", c.text, c.state, fragment(&c.address)));
    let works = ledger.works.iter().map(|w| format!("{} {:?} {}", w.work.key, w.state, w.citations));
    format!(
        "markers: {}\nnotes: {}\ncitations: {}\nworks: {}\nabsent: {:?}",
        join(markers.collect()),
        join(notes.collect()),
        join(citations.collect()),
        join(works.collect()),
        ledger.absent
    )
}

#[test]
fn a_reader_is_resolved_whole() {
    let mut fixture = Fixture::new();
    fixture.work("lo-2019");
    fixture.work("never-cited");
    let declared = fixture.article("x", "At [Bandung](event:e) it rose [@lo-2019; @u].[^1]\n[^1]: See [@y].");
    let origin = WorkOrigin::Unidentified { article: ArticleId::new("x"), printed: "U 2017b".to_owned() };
    declared.apparatus.works = vec![work("u", origin, declared.file)];
    fixture.article("y", "Other.");
    let source = "[@y] says so.";
    let file = fixture.file("content/timeline.toml", source);
    let event = fixture.event("e", "See [x](x.md#p1).");
    event.sources = vec![text(file, source)];
    fixture.annotations("x", &["it rose"]);
    let annotation = text(fixture.file("content/annotations/x.toml", "[@u]"), "[@u]");
    Arc::get_mut(fixture.corpus.annotations.get_mut("x").unwrap()).unwrap().annotations[0].text = annotation;

    let (links, diagnostics) = resolve(&fixture.corpus, &mut Kept::default());
    assert_eq!(fixture.print(&own(&diagnostics)), "");

    let x = ArticleId::new("x");
    let document = &links.documents[&DocumentId::Article(x.clone())];
    assert!(matches!(&document.targets[..], [Target::Internal { .. }]));
    assert_eq!((document.notes.list.len(), document.citations.len(), document.marks.len()), (1, 2, 1));
    assert_eq!(links.placed[&x].len(), 1);
    assert_eq!(links.ledgers.len(), 2);
    let works: Vec<_> = links.works.keys().map(|work| work.key.as_str()).collect();
    assert_eq!(works, ["lo-2019", "x", "y", "u"]);

    let from = |referent: Referent| -> Vec<DocumentId> {
        links.passages.get(&referent).into_iter().flatten().map(|passage| passage.document.clone()).collect()
    };
    let (in_x, in_event) = (DocumentId::Article(x.clone()), DocumentId::Event(EventId::new("e")));
    let in_source = DocumentId::EventSource(EventId::new("e"), 0);
    let in_annotation = DocumentId::Annotation(x.clone(), AnnotationId::new("n1"));
    let work = |key: &str, by: Option<&ArticleId>| {
        Referent::Work(WorkId { declared_by: by.cloned(), key: crate::model::ids::WorkKey::new(key) })
    };
    assert_eq!(from(Referent::Event(EventId::new("e"))), std::slice::from_ref(&in_x));
    assert_eq!(from(Referent::Article(x.clone())), [in_event]);
    assert_eq!(from(Referent::Article(ArticleId::new("y"))), [in_x.clone(), in_source.clone()]);
    assert_eq!(from(work("y", None)), [in_x.clone(), in_source]);
    assert_eq!(from(work("u", Some(&x))), [in_x.clone(), in_annotation]);
    assert_eq!(from(work("lo-2019", None)), [in_x]);
    let states: Vec<_> = links.ledgers[&x].citations.iter().map(|citation| citation.state).collect();
    assert_eq!(states, [WorkState::Unidentified, WorkState::Resolved]);
}

#[test]
fn an_empty_reader_is_resolved() {
    let fixture = Fixture::new();
    let (links, diagnostics) = resolve(&fixture.corpus, &mut Kept::default());
    assert_eq!(fixture.print(&diagnostics), "");
    assert!(links.documents.is_empty() && links.passages.is_empty());
}

#[test]
fn things_with_one_id_do_no_harm() {
    let mut fixture = Fixture::new();
    fixture.event("e", "One.[^1]\n[^1]: x");
    fixture.event("e", "Two [x](x.md#p1) [@k] [z](#fn-9).[^1][^2]\n[^1]: x [@k]\n[^2]: y [y](x.md)");
    fixture.term("t", TermKind::Concept, "[z](term:t) [@k]");
    fixture.term("t", TermKind::Concept, "[z](term:t) and [q](event:e)");
    fixture.article("x", "See [it](term:t).");
    let (links, _) = resolve(&fixture.corpus, &mut Kept::default());
    assert_eq!(links.documents.len(), 3);
}
