//! `annotations/<slug>.toml`: the editor's annotations to one article; where their quotes stand is not known here.

use std::collections::HashMap;
use std::sync::Arc;

use super::context::Context;
use super::ids::{Ids, id};
use super::table::{Table, one_line};
use super::timeline::name_of;
use super::toml;
use crate::model::annotation::{Annotation, AnnotationKind, AnnotationSet};
use crate::model::ids::{AnnotationId, ArticleId};
use crate::model::span::Spanned;
use crate::parse::markdown::BlockNumbers;

/// The ids that are made from quotes, so that they meet neither each other nor those that are typed.
#[derive(Default)]
struct Made {
    ids: Ids,
    counters: HashMap<String, u32>,
}

/// What the file says for all of its annotations.
struct Common {
    by: Option<String>,
    layer: Option<String>,
}

/// Parses the annotations.
pub(super) fn annotations(context: &mut Context<'_>, article: &ArticleId) -> Arc<AnnotationSet> {
    let annotations = toml::read_file(context, |context, mut table| {
        let common = Common { by: table.line(context, "by"), layer: table.line(context, "layer") };
        let mut made = Made::default();
        let tables = table.tables(context, "annotation").into_iter();
        // All typed ids are known before the first is made: none of those that are made takes one of them away.
        let tables: Vec<_> = tables.map(|table| typed_id(context, table, &mut made.ids)).collect();
        let tables = tables.into_iter();
        let annotations =
            tables.filter_map(|(id, table)| annotation(context, table, id, &common, &mut made)).collect();
        table.finish(context);
        annotations
    });
    Arc::new(AnnotationSet { article: article.clone(), annotations, file: context.file.id })
}

fn typed_id<'f>(
    context: &mut Context<'f>,
    mut table: Table<'f>,
    ids: &mut Ids,
) -> (Option<String>, Table<'f>) {
    let string = table.string(context, "id");
    let id = string.and_then(|string| {
        let id = id(context, &string)?;
        ids.define(context, "the annotation", &id, string.span);
        Some(id)
    });
    (id, table)
}

fn annotation<'f>(
    context: &mut Context<'f>,
    mut table: Table<'f>,
    id: Option<String>,
    common: &Common,
    made: &mut Made,
) -> Option<Annotation> {
    let span = table.span();
    let quote = table.required(context, "quote", "\"words of the article\"");
    let kind = table.required_choice(context, "kind", &AnnotationKind::ALL, AnnotationKind::name);
    let prefix = table.string(context, "prefix").map(|words| words.text.into_owned());
    let suffix = table.string(context, "suffix").map(|words| words.text.into_owned());
    let by = table.line(context, "by").or_else(|| common.by.clone());
    let layer = table.line(context, "layer").or_else(|| common.layer.clone());
    let text = table.required(context, "text", "\"…\"");
    let text = text.map(|text| context.text_of(&text, BlockNumbers::None)).unwrap_or_default();
    let see = table.strings(context, "see");
    let see = see.iter().map(|id| Spanned::new(name_of(id), id.span)).collect();
    table.finish(context);
    let quote = quote?;
    let id = id.unwrap_or_else(|| made.ids.make(&one_line(&quote.text), span, &mut made.counters));
    Some(Annotation {
        id: AnnotationId::new(id),
        by,
        layer,
        quote: Spanned::new(quote.text.into_owned(), quote.span),
        prefix,
        suffix,
        kind: kind.unwrap_or(AnnotationKind::Context),
        text,
        see,
        span,
    })
}
