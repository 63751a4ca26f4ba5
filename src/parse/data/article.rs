//! An article's file: the work, the edition, the apparatus, the text; what cites or annotates it is not known here.

use std::sync::Arc;

use super::apparatus::apparatus;
use super::context::Context;
use super::ids::{Ids, Standing, id};
use super::nocite::nocite;
use super::table::{Table, one_line};
use super::{csl, front_matter, toml, work};
use crate::model::article::{Apparatus, Article, ArticleStyle, Edition, EditionKind};
use crate::model::citation::Listed;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::ArticleId;
use crate::model::span::{Span, Spanned};
use crate::model::work::Work;

/// The kinds of editions.
const EDITIONS: [EditionKind; 4] =
    [EditionKind::Full, EditionKind::Abridged, EditionKind::Excerpt, EditionKind::LinkOnly];

/// Keys of the top level that describe no work.
const SETTINGS: [&str; 3] = ["draft", "aliases", "nocite"];

/// What front matter says.
struct Front {
    work: Work,
    language: Option<String>,
    keywords: Vec<String>,
    edition: Edition,
    apparatus: Apparatus,
    style: ArticleStyle,
    draft: bool,
    aliases: Vec<Spanned<String>>,
    listed: Vec<Spanned<Listed>>,
    title_span: Span,
}

/// Parses an article; without front matter there is none.
pub(super) fn article(context: &mut Context<'_>, slug: &ArticleId) -> Option<Arc<Article>> {
    let cut = front_matter::expect(context)?;
    let fence = context.span(cut.fence);
    let front = toml::read(context, cut.toml, "the front matter", fence, |context, table| {
        front(context, table, slug)
    });
    let mut text = context.body(cut.body);
    text.listed = front.listed;
    Some(Arc::new(Article {
        id: slug.clone(),
        work: front.work,
        language: front.language,
        keywords: front.keywords,
        edition: front.edition,
        apparatus: front.apparatus,
        style: front.style,
        text,
        draft: front.draft,
        aliases: front.aliases,
        file: context.file.id,
        title_span: front.title_span,
    }))
}

fn front<'f>(context: &mut Context<'f>, mut table: Table<'f>, slug: &ArticleId) -> Front {
    let title = table.required(context, "title", "\"…\"");
    let title_span = title.as_ref().map_or(table.span(), |title| title.span);
    let mut work = work::work(context, &mut table, slug, title_span);
    if let Some(title) = title {
        work.fields.insert("title".to_owned(), one_line(&title.text));
    }
    let language = work::work_language(context, &mut table, &mut work);
    let keywords = work::keywords(context, &mut table, &mut work);
    let edition_table = work::edition(context, &mut table, &mut work);
    let edition = edition_table.map(|table| edition(context, table)).unwrap_or_default();
    let apparatus_table = table.table(context, "apparatus");
    let apparatus = apparatus_table.map(|table| apparatus(context, table, slug)).unwrap_or_default();
    let style_table = table.table(context, "citations");
    let style = style_table.map(|table| style(context, table)).unwrap_or_default();
    let draft = table.flag(context, "draft").unwrap_or_default();
    let aliases = aliases(context, &mut table, slug);
    let listed = nocite(context, &mut table);
    table.finish_with(context, csl::hint);
    Front { work, language, keywords, edition, apparatus, style, draft, aliases, listed, title_span }
}

fn edition<'f>(context: &mut Context<'f>, mut table: Table<'f>) -> Edition {
    let edition = Edition {
        kind: table.choice(context, "kind", &EDITIONS, EditionKind::name).unwrap_or_default(),
        by: table.line(context, "by"),
        issued: table.date(context, "issued").map(|date| date.value),
        license: table.line(context, "license"),
    };
    table.finish_with(context, misplaced);
    edition
}

fn style<'f>(context: &mut Context<'f>, mut table: Table<'f>) -> ArticleStyle {
    let style = super::style::style(context, &mut table);
    let locale = super::style::locale(context, &mut table);
    table.finish_with(context, misplaced);
    ArticleStyle { style, locale }
}

/// What to say of a key in a table of front matter that belongs to the top level.
pub(super) fn misplaced(key: &str) -> Option<String> {
    let top = csl::is_variable(key) || SETTINGS.contains(&key);
    top.then(|| format!("`{key}` belongs above the first `[…]` line: keys after it are part of its table"))
}

fn aliases<'f>(context: &mut Context<'f>, table: &mut Table<'f>, slug: &ArticleId) -> Vec<Spanned<String>> {
    let mut ids = Ids::default();
    let mut aliases = Vec::new();
    for string in table.strings(context, "aliases") {
        let Some(alias) = id(context, &string) else {
            continue;
        };
        if alias == slug.as_str() {
            let message = format!("`{alias}` is the article's own slug");
            context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help("leave it out"));
        } else if ids.define(context, "the alias", &alias, string.span) == Standing::First {
            aliases.push(Spanned::new(alias, string.span));
        }
    }
    aliases
}
