//! `glossary.toml`: concepts, people, places, organisations and documents; where texts use them is not known here.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::Context;
use super::ids::{Ids, id};
use super::language;
use super::table::{Table, expect_words, one_line};
use super::timeline::name_of;
use super::{toml, web};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::TermId;
use crate::model::span::Spanned;
use crate::model::term::{Term, TermKind};
use crate::parse::markdown::BlockNumbers;

/// Parses the entries.
pub(super) fn glossary(context: &mut Context<'_>) -> Vec<Arc<Term>> {
    toml::read_file(context, |context, mut table| {
        let mut ids = Ids::default();
        let terms = table.tables(context, "term").into_iter();
        let terms = terms.filter_map(|table| term(context, table, &mut ids).map(Arc::new)).collect();
        table.finish(context);
        terms
    })
}

fn term<'f>(context: &mut Context<'f>, mut table: Table<'f>, ids: &mut Ids) -> Option<Term> {
    let typed = table.required(context, "id", "\"…\"");
    let kind = table.required_choice(context, "kind", &TermKind::ALL, TermKind::name);
    let name = table.required(context, "name", "\"…\"");
    let aliases = table.strings(context, "aliases").iter().map(|alias| one_line(&alias.text)).collect();
    let forms = table.table(context, "forms").map(|forms| read_forms(context, forms)).unwrap_or_default();
    let romanisation = table.line(context, "romanisation");
    let text = table.string(context, "text");
    let text = text.map(|text| context.text_of(&text, BlockNumbers::None)).unwrap_or_default();
    let see = table.strings(context, "see");
    let see = see.iter().map(|id| Spanned::new(TermId::new(name_of(id)), id.span)).collect();
    let links = table.strings(context, "links").into_iter();
    let links = links.filter_map(|link| Some(Spanned::new(web::url(context, &link)?, link.span)));
    let links = links.collect();
    table.finish(context);
    let typed = typed?;
    let id = id(context, &typed)?;
    ids.define(context, "the entry", &id, typed.span);
    Some(Term {
        name: name.map_or_else(|| id.clone(), |name| one_line(&name.text)),
        id: TermId::new(id),
        kind: kind.unwrap_or(TermKind::Concept),
        aliases,
        forms,
        romanisation,
        text,
        see,
        links,
        span: typed.span,
    })
}

/// `forms = { zh-Hans = "…" }`: every key is a language tag.
fn read_forms<'f>(context: &mut Context<'f>, table: Table<'f>) -> BTreeMap<String, String> {
    let mut forms = BTreeMap::new();
    for (key, span, value) in table.into_entries() {
        let Some(form) = expect_words(context, &key, value) else {
            continue;
        };
        let Some(tag) = language::canonical(&key) else {
            let message = format!("`{key}` is not a language tag");
            context.report(Diagnostic::at(Code::ValueInvalid, span, message).help(language::help(&key)));
            continue;
        };
        if forms.insert(tag.clone(), one_line(&form.text)).is_some() {
            let message = format!("the form for `{tag}` is given twice");
            context.report(Diagnostic::at(Code::ValueInvalid, span, message).help("leave one of them out"));
        }
    }
    forms
}
