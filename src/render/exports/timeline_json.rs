//! `/timeline.json`: the events with their passages for programs, in a versioned document.
//!
//! A member is only ever added within one version. Addresses are spelled for the root of the reader; texts are plain.

use serde::Serialize;

use super::plain_text::plain_text;
use crate::model::address::{Address, Location};
use crate::model::date::Day;
use crate::model::event::Event;
use crate::model::ids::{DocumentId, TermId};
use crate::model::links::{Passage, Referent};
use crate::render::build::{Context, passages, timeline};
use crate::render::dates;

/// The document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TimelineDocument {
    /// The version of this form
    pub(crate) version: u32,
    /// The reader's title
    pub(crate) title: String,
    /// The language of the reader's own words (BCP 47)
    pub(crate) language: String,
    /// The events in order of time
    pub(crate) events: Vec<EventEntry>,
}

/// An event.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EventEntry {
    /// Its id
    pub(crate) id: String,
    /// Its page
    pub(crate) url: String,
    /// Its name
    pub(crate) title: String,
    /// The date in EDTF
    pub(crate) edtf: String,
    /// The date in words
    pub(crate) date: String,
    /// The first day it can mean, as ISO 8601 writes it; `null` where there is none
    pub(crate) earliest: Option<String>,
    /// The last day it can mean, likewise
    pub(crate) latest: Option<String>,
    /// What happened
    pub(crate) text: String,
    /// A word of the reader's own
    pub(crate) kind: Option<String>,
    /// Tags
    pub(crate) tags: Vec<String>,
    /// Where it was
    pub(crate) place: Option<Named>,
    /// The people in it
    pub(crate) people: Vec<Named>,
    /// Where it is told
    pub(crate) sources: Vec<String>,
    /// What speaks of it
    pub(crate) passages: Vec<PassageEntry>,
}

/// A person or a place, with its entry in the glossary where there is one.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Named {
    /// The entry's id
    pub(crate) id: Option<String>,
    /// The name
    pub(crate) name: String,
    /// The entry's page
    pub(crate) url: Option<String>,
}

/// A sentence that speaks of an event.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PassageEntry {
    /// The link itself
    pub(crate) url: String,
    /// The slug of the article that holds it or that it annotates
    pub(crate) article: Option<String>,
    /// `article`, `annotation`, `event`, `term`, `page`, `session` or `home`
    pub(crate) kind: &'static str,
    /// What holds it
    pub(crate) source: String,
    /// The number of the ¶
    pub(crate) paragraph: Option<u32>,
    /// The number of the note
    pub(crate) note: Option<String>,
    /// The words of the link
    pub(crate) words: String,
    /// The whole sentence
    pub(crate) sentence: String,
}

/// Makes the document.
pub(crate) fn document(context: &dyn Context) -> TimelineDocument {
    let site = &context.corpus().site;
    TimelineDocument {
        version: 1,
        title: site.title.clone(),
        language: site.language.clone(),
        events: context.index().timeline().map(|event| entry(context, event)).collect(),
    }
}

fn entry(context: &dyn Context, event: &Event) -> EventEntry {
    let date = &event.date.value;
    let text = |document: DocumentId, text| plain_text(text, context.links().documents.get(&document));
    let sources = (0..).zip(&event.sources);
    let passages = passages::of(context, &Referent::Event(event.id.clone()));
    EventEntry {
        id: event.id.to_string(),
        url: url(context, Location::Event(event.id.clone())),
        title: event.title.clone(),
        edtf: date.edtf.clone(),
        date: dates::words_in(date, &context.corpus().site.language),
        earliest: date.earliest.map(iso),
        latest: date.latest.map(iso),
        text: text(DocumentId::Event(event.id.clone()), &event.text),
        kind: event.kind.clone(),
        tags: event.tags.clone(),
        place: timeline::place(context, event).map(|(name, id)| named(context, name, id)),
        people: timeline::people(context, event)
            .into_iter()
            .map(|(id, name)| named(context, name, Some(id)))
            .collect(),
        sources: sources.map(|(n, s)| text(DocumentId::EventSource(event.id.clone(), n), s)).collect(),
        passages: passages.into_iter().map(|passage| passage_entry(context, passage)).collect(),
    }
}

fn named(context: &dyn Context, name: String, id: Option<TermId>) -> Named {
    Named {
        url: id.as_ref().map(|id| url(context, Location::Term(id.clone()))),
        id: id.map(|id| id.to_string()),
        name,
    }
}

fn passage_entry(context: &dyn Context, passage: &Passage) -> PassageEntry {
    let article = match &passage.document {
        DocumentId::Article(id) | DocumentId::Annotation(id, _) => Some(id.to_string()),
        _ => None,
    };
    let note = passage.note.as_ref();
    PassageEntry {
        url: context.href(&Location::Home, &passage.address),
        article,
        kind: passages::source_kind(&passage.document),
        source: passages::source_title(context, &passage.document),
        paragraph: passage.paragraph.map(|paragraph| paragraph.0),
        note: note.map(|label| context.index().note_number(&passage.document, label).to_owned()),
        words: passage.words.clone(),
        sentence: [passage.before.as_str(), &passage.words, &passage.after].concat(),
    }
}

fn url(context: &dyn Context, page: Location) -> String {
    context.href(&Location::Home, &Address::page(page))
}

/// ISO 8601: years beyond four digits have a sign and six digits at least, as scripts read them.
fn iso(day: Day) -> String {
    let (month, date) = (day.month, day.day);
    match day.year {
        year @ 0..=9999 => format!("{year:04}-{month:02}-{date:02}"),
        year @ ..0 => format!("-{:06}-{month:02}-{date:02}", year.unsigned_abs()),
        year => format!("+{year:06}-{month:02}-{date:02}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use serde_json::json;

    use super::{document, iso};
    use crate::model::date::Day;
    use crate::model::ids::{ArticleId, DocumentId, EventId, NoteLabel, TermId};
    use crate::model::links::Referent;
    use crate::model::term::TermKind;
    use crate::render::build::fake::{Reader, passage, spanned};
    use crate::render::exports::samples::work;

    #[test]
    fn an_event() {
        let mut reader = Reader::default();
        reader.article(work("a", "book", "2020", &[("title", "A")]));
        reader.term("zhou", TermKind::Person, "Zhou Enlai");
        reader.event("bandung-1955", "1955-04~", "Bandung");
        let event = reader.event_mut("bandung-1955");
        event.kind = Some("conference".to_owned());
        event.tags = vec!["Asia".to_owned()];
        event.place = Some(spanned("Bandung".to_owned()));
        event.people = vec![spanned(TermId::new("zhou"))];
        let mut spoken = passage(&DocumentId::Article(ArticleId::new("a")), 3, "link-1");
        spoken.note = Some(NoteLabel::new("8"));
        reader.passage(Referent::Event(EventId::new("bandung-1955")), spoken);
        let found = serde_json::to_value(document(&reader.finish())).unwrap();
        let expected = json!({
            "version": 1,
            "title": "A reader",
            "language": "en",
            "events": [{
                "id": "bandung-1955",
                "url": "/timeline/bandung-1955/",
                "title": "Bandung",
                "edtf": "1955-04~",
                "date": "about April 1955",
                "earliest": "1955-04-01",
                "latest": "1955-04-31",
                "text": "",
                "kind": "conference",
                "tags": ["Asia"],
                "place": { "id": null, "name": "Bandung", "url": null },
                "people": [{ "id": "zhou", "name": "Zhou Enlai", "url": "/glossary/zhou/" }],
                "sources": [],
                "passages": [{
                    "url": "/articles/a/#link-1",
                    "article": "a",
                    "kind": "article",
                    "source": "A",
                    "paragraph": 3,
                    "note": "8",
                    "words": "words",
                    "sentence": "Before words after.",
                }],
            }],
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn days_as_scripts_read_them() {
        let of = |year| iso(Day { year, month: 3, day: 15 });
        assert_eq!(
            (of(44), of(-43), of(12345)),
            ("0044-03-15".into(), "-000043-03-15".into(), "+012345-03-15".into())
        );
        assert_eq!(of(i64::MIN), "-9223372036854775808-03-15");
    }
}
