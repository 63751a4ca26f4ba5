//! `timeline.toml`: events; which passages speak of them is not known here.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::context::Context;
use super::ids::{Ids, id};
use super::table::{Table, one_line};
use super::toml::{self, Quoted};
use crate::model::code::Code;
use crate::model::date::Date;
use crate::model::diagnostic::Diagnostic;
use crate::model::event::Event;
use crate::model::ids::{EventId, TermId};
use crate::model::span::Spanned;
use crate::model::text::Text;
use crate::parse::date;
use crate::parse::markdown::{Base, BlockNumbers};

/// The date of an event whose own could not be read: any year at all.
const UNKNOWN_DATE: &str = "XXXX";

/// Parses the events.
pub(super) fn timeline(context: &mut Context<'_>) -> Vec<Arc<Event>> {
    toml::read_file(context, |context, mut table| {
        let mut ids = Ids::default();
        let events = table.tables(context, "event").into_iter();
        let events = events.filter_map(|table| event(context, table, &mut ids).map(Arc::new)).collect();
        table.finish(context);
        events
    })
}

fn event<'f>(context: &mut Context<'f>, mut table: Table<'f>, ids: &mut Ids) -> Option<Event> {
    let typed = table.required(context, "id", "\"…\"");
    let title = table.required(context, "title", "\"…\"");
    let date = date_of(context, &mut table);
    let text = table.string(context, "text");
    let text = text.map(|text| context.text_of(&text, BlockNumbers::None)).unwrap_or_default();
    let kind = table.line(context, "kind");
    let tags = table.strings(context, "tags").iter().map(|tag| one_line(&tag.text)).collect();
    let place = table.string(context, "place");
    let place = place.map(|place| Spanned::new(one_line(&place.text), place.span));
    let people = table.strings(context, "people");
    let people = people.iter().map(|id| Spanned::new(TermId::new(name_of(id)), id.span)).collect();
    let sources = table.strings(context, "sources");
    let sources = sources.iter().filter_map(|text| source(context, text)).collect();
    table.finish(context);
    let typed = typed?;
    let id = id(context, &typed)?;
    ids.define(context, "the event", &id, typed.span);
    let title = title.map_or_else(|| id.clone(), |title| one_line(&title.text));
    Some(Event {
        id: EventId::new(id),
        date: date?,
        title,
        text,
        kind,
        tags,
        place,
        people,
        sources,
        span: typed.span,
    })
}

/// The id of something in another file, in NFC as ids are.
pub(super) fn name_of(string: &Quoted<'_>) -> String {
    string.text.trim().nfc().collect()
}

/// An event stays known where its date is wrong, so that links to it are not reported as well.
fn date_of<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Option<Spanned<Date>> {
    let date = table.required_date(context, "date", "\"1955-04-18\"");
    date.or_else(|| Some(Spanned::new(date::parse(UNKNOWN_DATE).ok()?, table.span())))
}

/// A source is a citation; its brackets may be left out.
fn source(context: &mut Context<'_>, string: &Quoted<'_>) -> Option<Text> {
    let typed = one_line(&string.text);
    if !typed.contains('@') {
        let message = format!("`{typed}` cites nothing");
        let help = "a source is a citation of a work in the bibliography: `\"@key, p. 3\"`";
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
        return None;
    }
    if string.text.starts_with('[') {
        return Some(context.text_of(string, BlockNumbers::None));
    }
    // The added brackets stand where the quotes stand in the file, so that every other character keeps its place.
    let base = string.verbatim.and_then(|start| start.checked_sub(1));
    let base = base.map_or(Base::Whole(string.span), Base::Verbatim);
    Some(context.markdown(&format!("[{}]", string.text), base, BlockNumbers::None))
}
