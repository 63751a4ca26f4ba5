//! A work as front matter describes it, in CSL's variables; which works cite it is not known here.

use std::collections::BTreeMap;

use super::context::Context;
use super::csl;
use super::language::language;
use super::names::names;
use super::table::{Table, expect_string_or_integer, expect_words, one_line};
use super::toml::{Kind, Quoted, Value};
use super::web;
use super::words::did_you_mean;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, WorkKey};
use crate::model::span::Span;
use crate::model::work::{Work, WorkDate, WorkOrigin};
use crate::parse::csl::{DATES, NAMES, TYPES};

/// The type of a work that names none.
const DEFAULT_TYPE: &str = "article";

/// Takes the variables of an article's work. `span` is where its title stands.
pub(super) fn work<'f>(
    context: &mut Context<'f>,
    table: &mut Table<'f>,
    article: &ArticleId,
    span: Span,
) -> Work {
    let kind = kind(context, table);
    let mut fields = BTreeMap::new();
    let mut put = |key: &str, text: Option<String>| text.map(|text| fields.insert(key.to_owned(), text));
    for key in csl::texts() {
        let text = table.string_or_integer(context, key);
        // An abstract may have paragraphs; everything else is one line.
        let text = text
            .map(|text| if key == "abstract" { text.text.trim().to_owned() } else { one_line(&text.text) });
        put(key, text);
    }
    put("DOI", table.string(context, "DOI").and_then(|doi| web::doi(context, &doi)));
    put("URL", table.string(context, "URL").and_then(|url| web::url(context, &url)));
    let role = |key: &'static str| (key, names(context, table, key));
    let names = NAMES.iter().copied().map(role).filter(|(_, names)| !names.is_empty());
    let names = names.map(|(key, names)| (key.to_owned(), names)).collect();
    let moment = |key: &'static str| Some((key.to_owned(), WorkDate::Date(table.date(context, key)?.value)));
    let dates = DATES.iter().copied().filter_map(moment).collect();
    Work {
        key: WorkKey::new(article.as_str()),
        kind,
        fields,
        names,
        dates,
        origin: WorkOrigin::Article(article.clone()),
        span,
    }
}

fn kind<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> String {
    let Some(string) = table.string(context, "type") else {
        return DEFAULT_TYPE.to_owned();
    };
    let typed = string.text.trim();
    if TYPES.contains(&typed) {
        return typed.to_owned();
    }
    let help = did_you_mean(typed, TYPES.iter().copied()).unwrap_or_else(|| {
        "a type is a word of CSL, such as `article-journal`, `book`, `chapter`, `report`, `speech` or `webpage`".to_owned()
    });
    context.report(
        Diagnostic::at(Code::ValueInvalid, string.span, format!("unknown type `{typed}`")).help(help),
    );
    DEFAULT_TYPE.to_owned()
}

/// Takes `edition`: the table that describes this text, or the number of the work's edition.
pub(super) fn edition<'f>(
    context: &mut Context<'f>,
    table: &mut Table<'f>,
    work: &mut Work,
) -> Option<Table<'f>> {
    match table.value("edition")? {
        Value { kind: Kind::Table(edition), .. } => Some(edition),
        value => {
            let number = expect_string_or_integer(context, "edition", value)?;
            work.fields.insert("edition".to_owned(), one_line(&number.text));
            None
        }
    }
}

/// Takes `keyword`: a list, or one string with commas or semicolons. The same word twice counts once.
pub(super) fn keywords<'f>(context: &mut Context<'f>, table: &mut Table<'f>, work: &mut Work) -> Vec<String> {
    let mut keywords: Vec<String> = Vec::new();
    let typed: Vec<Quoted<'f>> = match table.value("keyword") {
        None => Vec::new(),
        Some(value @ Value { kind: Kind::String(_), .. }) => {
            let string = super::table::expect_string(context, "keyword", value);
            let text = string.map(|string| one_line(&string.text)).unwrap_or_default();
            let words =
                text.split([',', ';', '，', '；', '、']).map(str::trim).filter(|word| !word.is_empty());
            keywords.extend(words.map(str::to_owned));
            Vec::new()
        }
        Some(Value { kind: Kind::List(items), .. }) => {
            items.into_iter().filter_map(|item| expect_words(context, "keyword", item)).collect()
        }
        Some(value) => {
            super::table::mismatch(context, "keyword", "a list", &value, "write `keyword = [\"…\", \"…\"]`");
            Vec::new()
        }
    };
    keywords.extend(typed.iter().map(|word| one_line(&word.text)));
    let mut seen = std::collections::HashSet::new();
    keywords.retain(|word| seen.insert(word.clone()));
    if !keywords.is_empty() {
        work.fields.insert("keyword".to_owned(), keywords.join(", "));
    }
    keywords
}

/// Takes `language`.
pub(super) fn work_language<'f>(
    context: &mut Context<'f>,
    table: &mut Table<'f>,
    work: &mut Work,
) -> Option<String> {
    let string = table.string(context, "language")?;
    let tag = language(context, &string)?;
    work.fields.insert("language".to_owned(), tag.clone());
    Some(tag)
}
