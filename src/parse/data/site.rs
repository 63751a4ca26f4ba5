//! `site.toml`: the reader's settings; whether the articles and styles it names exist is not known here.

use unicode_normalization::UnicodeNormalization;

use super::context::Context;
use super::ids::{Ids, id};
use super::language::language;
use super::nocite::nocite;
use super::table::{Table, one_line};
use super::words::listed;
use super::{style, toml, web};
use crate::model::code::Code;
use crate::model::config::{BaseUrl, CitationSettings, Editor, EditorLink, Session, Site};
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, SessionId};
use crate::model::span::Spanned;
use crate::parse::markdown::BlockNumbers;

/// The language of a reader that names none.
const DEFAULT_LANGUAGE: &str = "en";

/// The citation style of a reader that names none.
const DEFAULT_STYLE: &str = "chicago-author-date";

/// How the names of bibliography files end.
const BIBLIOGRAPHIES: [&str; 4] = [".bib", ".yaml", ".yml", ".json"];

/// Parses the settings.
pub(super) fn site(context: &mut Context<'_>) -> Site {
    toml::read_file(context, |context, mut table| {
        let title = table.required(context, "title", "\"…\"");
        let site = Site {
            title: title.map(|title| one_line(&title.text)).unwrap_or_default(),
            subtitle: table.line(context, "subtitle"),
            description: table.line(context, "description"),
            language: table
                .string(context, "language")
                .and_then(|tag| language(context, &tag))
                .unwrap_or_else(|| DEFAULT_LANGUAGE.to_owned()),
            base_url: base_url(context, &mut table),
            editor: table.table(context, "editor").and_then(|table| editor(context, table)),
            sessions: sessions(context, &mut table),
            citations: citations(context, &mut table),
            search: search(context, &mut table),
            editor_link: preview(context, &mut table),
            file: context.file.id,
        };
        table.finish(context);
        site
    })
}

fn base_url<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Option<BaseUrl> {
    let string = table.string(context, "base_url")?;
    let url = BaseUrl::parse(string.text.trim());
    if url.is_none() {
        let message = format!("`{}` is not the address of a website", string.text);
        let help = "write it in full and without `?` and `#`: `https://example.org/reader/`";
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
    }
    url
}

fn editor<'f>(context: &mut Context<'f>, mut table: Table<'f>) -> Option<Editor> {
    let name = table.required(context, "name", "\"…\"");
    let url = table.string(context, "url").and_then(|url| web::url(context, &url));
    table.finish(context);
    Some(Editor { name: one_line(&name?.text), url })
}

fn search<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> bool {
    let Some(mut search) = table.table(context, "search") else {
        return true;
    };
    let enabled = search.flag(context, "enabled").unwrap_or(true);
    search.finish(context);
    enabled
}

fn preview<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Option<EditorLink> {
    let mut serve = table.table(context, "serve")?;
    let editor = serve.string(context, "editor");
    serve.finish(context);
    let string = editor?;
    let link = EditorLink::parse(string.text.trim());
    if link.is_none() {
        let message = format!("`{}` is not an address that opens an editor", string.text);
        let help =
            "write the editor's own address with `{path}` in it: `vscode://file/{path}:{line}:{column}`";
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
    }
    link
}

fn sessions<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Vec<Session> {
    let mut ids = Ids::default();
    let tables = table.tables(context, "session");
    tables.into_iter().filter_map(|table| session(context, table, &mut ids)).collect()
}

fn session<'f>(context: &mut Context<'f>, mut table: Table<'f>, ids: &mut Ids) -> Option<Session> {
    let typed = table.required(context, "id", "\"…\"");
    let title = table.required(context, "title", "\"…\"");
    let date = table.typed_date(context, "date").map(|date| one_line(&date.text));
    let articles = table.strings(context, "articles").into_iter();
    let articles = articles
        .map(|slug| Spanned::new(ArticleId::new(slug.text.trim().nfc().collect::<String>()), slug.span));
    let articles = articles.collect();
    let text = table.string(context, "text");
    let text = text.map(|text| context.text_of(&text, BlockNumbers::Counted)).unwrap_or_default();
    table.finish(context);
    let typed = typed?;
    let id = id(context, &typed)?;
    ids.define(context, "the session", &id, typed.span);
    let title = title.map_or_else(|| id.clone(), |title| one_line(&title.text));
    Some(Session { id: SessionId::new(id), title, date, articles, text, span: typed.span })
}

fn citations<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> CitationSettings {
    let nowhere = context.span(0..0);
    let style = Spanned::new(DEFAULT_STYLE.to_owned(), nowhere);
    let default = CitationSettings { style, locale: None, listed: Vec::new() };
    let Some(mut table) = table.table(context, "citations") else {
        return default;
    };
    let style = style::style(context, &mut table);
    let locale = style::locale(context, &mut table);
    bibliography(context, &mut table);
    let listed = nocite(context, &mut table);
    table.finish(context);
    CitationSettings { style: style.unwrap_or(default.style), locale, listed }
}

/// Checks the names of bibliography files. They choose nothing: every such file of the folder is read.
fn bibliography<'f>(context: &mut Context<'f>, table: &mut Table<'f>) {
    for file in table.strings(context, "bibliography") {
        let name = file.text.trim();
        if !BIBLIOGRAPHIES.iter().any(|ending| name.ends_with(ending)) {
            let message = format!("`{name}` is not the name of a bibliography file");
            let help = format!("such a name ends in one of {}", listed(BIBLIOGRAPHIES));
            context.report(Diagnostic::at(Code::ValueInvalid, file.span, message).help(help));
        }
    }
}
