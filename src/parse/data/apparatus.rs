//! `[apparatus]`: what an article declares of its source's notes and works; whether the text agrees is not known here.

use std::collections::BTreeMap;

use super::article::misplaced;
use super::context::Context;
use super::ids::{Ids, Standing, is_citation_key};
use super::table::{Table, expect_string_or_integer, one_line};
use crate::model::article::{Apparatus, Numbering};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, NoteLabel, WorkKey};
use crate::model::span::Spanned;
use crate::model::work::{Work, WorkOrigin};

/// The CSL type of a work of which nothing is known.
const UNKNOWN_TYPE: &str = "document";

/// Reads the table.
pub(super) fn apparatus<'f>(
    context: &mut Context<'f>,
    mut table: Table<'f>,
    article: &ArticleId,
) -> Apparatus {
    let numbering = |numbering| match numbering {
        Numbering::Source => "source",
        Numbering::Order => "order",
    };
    let mut ids = Ids::default();
    let apparatus = Apparatus {
        numbering: table.choice(context, "numbering", &[Numbering::Source, Numbering::Order], numbering),
        absent: absent(context, &mut table),
        missing: labels(context, &mut table, "missing", &mut ids),
        unmarked: labels(context, &mut table, "unmarked", &mut ids),
        works: works(context, &mut table, article),
    };
    table.finish_with(context, misplaced);
    apparatus
}

/// `notes = { state = "absent", count = 53 }`
fn absent<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Option<Spanned<u32>> {
    let mut notes = table.table(context, "notes")?;
    let state = notes.required_choice(context, "state", &["absent"], |state| state);
    if !notes.has("count") {
        notes.missing(context, "count", "53");
    }
    let count = notes.integer(context, "count");
    notes.finish_with(context, misplaced);
    let count = count?;
    let Some(number) = u32::try_from(count.value).ok().filter(|n| *n > 0) else {
        let message = format!("`count` is the number of notes that the source has, not `{}`", count.value);
        context.report(Diagnostic::at(Code::ValueInvalid, count.span, message));
        return None;
    };
    state.map(|_| Spanned::new(number, count.span))
}

/// Labels of notes, each in one list only.
fn labels<'f>(
    context: &mut Context<'f>,
    table: &mut Table<'f>,
    key: &'static str,
    ids: &mut Ids,
) -> Vec<Spanned<NoteLabel>> {
    let mut labels = Vec::new();
    for item in table.list(context, key) {
        let Some(string) = expect_string_or_integer(context, key, item) else {
            continue;
        };
        let label = string.text.trim();
        if label.is_empty() || label.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^')) {
            let message = format!("`{label}` cannot be the label of a note");
            let help = "write it as in `[^8]`, without the brackets: `8` or `\"8a\"`";
            context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
        } else if let Some(first) = ids.enter(label, string.span) {
            let diagnostic =
                Diagnostic::at(Code::IdDuplicate, string.span, format!("note `{label}` is declared twice"))
                    .related(first, "first declared here")
                    .help("a note is missing or unmarked, not both, and is declared once");
            context.report(diagnostic);
        } else {
            labels.push(Spanned::new(NoteLabel::new(label), string.span));
        }
    }
    labels
}

/// `[[apparatus.work]]`: works of which nothing is known but the label that the source prints.
fn works<'f>(context: &mut Context<'f>, table: &mut Table<'f>, article: &ArticleId) -> Vec<Work> {
    let mut ids = Ids::default();
    let mut works = Vec::new();
    for mut table in table.tables(context, "work") {
        let key = table.required(context, "key", "\"xi-2017b\"");
        let printed = table.required(context, "printed", "\"Xi 2017b\"");
        table.finish(context);
        let Some(key) = key else {
            continue;
        };
        if !is_citation_key(&key.text) {
            let message = format!("`{}` cannot be a citation key", key.text);
            let help =
                "a key holds letters, digits and `_`, and between them single marks such as `-` and `:`";
            context.report(Diagnostic::at(Code::IdInvalid, key.span, message).help(help));
        } else if ids.define(context, "the work", &key.text, key.span) == Standing::First {
            works.push(Work {
                key: WorkKey::new(&*key.text),
                kind: UNKNOWN_TYPE.to_owned(),
                fields: BTreeMap::new(),
                names: BTreeMap::new(),
                dates: BTreeMap::new(),
                origin: WorkOrigin::Unidentified {
                    article: article.clone(),
                    printed: printed.map_or_else(|| key.text.to_string(), |printed| one_line(&printed.text)),
                },
                span: key.span,
            });
        }
    }
    works
}
