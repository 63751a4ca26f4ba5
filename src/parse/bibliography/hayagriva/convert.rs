//! Hayagriva's fields and parents as CSL's variables; how YAML is read is not known here.

use serde_norway::{Mapping, Value};

use super::super::draft::Draft;
use super::super::suggest::{did_you_mean, mistyped};
use super::values;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;
use crate::model::work::Work;

/// Parents beyond this many steps are not asked.
const FARTHEST: usize = 4;

const TYPES: &[&str] = &[
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "original",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
];

const FIELDS: &[&str] = &[
    "type",
    "title",
    "author",
    "date",
    "parent",
    "abstract",
    "genre",
    "editor",
    "affiliated",
    "call-number",
    "publisher",
    "location",
    "organization",
    "issue",
    "volume",
    "volume-total",
    "chapter",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "language",
    "archive",
    "archive-location",
    "note",
];

/// Texts: the field, and its variable.
const TEXTS: &[(&str, &str)] = &[
    ("abstract", "abstract"),
    ("genre", "genre"),
    ("call-number", "call-number"),
    ("issue", "issue"),
    ("volume", "volume"),
    ("volume-total", "number-of-volumes"),
    ("chapter", "chapter-number"),
    ("edition", "edition"),
    ("page-total", "number-of-pages"),
    ("runtime", "dimensions"),
    ("time-range", "section"),
    ("language", "language"),
    ("archive", "archive"),
    ("archive-location", "archive_location"),
    ("note", "note"),
];

/// Numbers with a scheme of their own.
const SERIALS: &[(&str, &str)] =
    &[("isbn", "ISBN"), ("issn", "ISSN"), ("pmid", "PMID"), ("pmcid", "PMCID"), ("serial", "number")];

/// Roles of `affiliated`, and their variables.
const ROLES: &[(&str, &str)] = &[
    ("translator", "translator"),
    ("compiler", "compiler"),
    ("organizer", "organizer"),
    ("castmember", "performer"),
    ("composer", "composer"),
    ("producer", "producer"),
    ("executiveproducer", "executive-producer"),
    ("writer", "script-writer"),
    ("director", "director"),
    ("illustrator", "illustrator"),
    ("narrator", "narrator"),
    ("founder", "series-creator"),
    ("collaborator", "contributor"),
    ("cinematography", "contributor"),
    ("holder", "author"),
    ("annotator", "contributor"),
    ("commentator", "contributor"),
    ("introduction", "contributor"),
    ("foreword", "contributor"),
    ("afterword", "contributor"),
];

/// Makes a work of an entry; `span` says where a field stands.
pub(super) fn convert(mut draft: Draft<'_>, fields: &Mapping, span: &dyn Fn(&str) -> Span) -> Work {
    check_fields(&mut draft, fields, span);
    let parents = parents(fields);
    let kind = kind(&mut draft, fields, &parents, span);
    draft.kind(kind);
    own(&mut draft, fields, span);
    for parent in &parents {
        contained(&mut draft, parent, span);
    }
    let mut holders: Vec<&Mapping> = parents;
    for _ in 1..FARTHEST {
        holders = holders.into_iter().flat_map(self::parents).collect();
        for holder in &holders {
            draft.set("collection-title", formatted(holder, "title"));
            draft.set("collection-number", field_text(holder, "volume"));
            names(&mut draft, holder, &[("editor", "collection-editor")]);
            publisher(&mut draft, holder);
        }
    }
    draft.finish()
}

fn check_fields(draft: &mut Draft<'_>, fields: &Mapping, span: &dyn Fn(&str) -> Span) {
    for name in fields.keys().filter_map(Value::as_str) {
        if !FIELDS.contains(&name)
            && let Some(meant) = mistyped(name, FIELDS.iter().copied())
        {
            let message = format!("`{name}` is no field that is known, and is left out");
            draft.report(
                Diagnostic::at(Code::BibliographyField, span(name), message)
                    .help(format!("did you mean `{meant}`?")),
            );
        }
    }
}

/// The parents that are entries; a text there is an entry's key, which is not looked up.
fn parents(fields: &Mapping) -> Vec<&Mapping> {
    let typed = values::get(fields, "parent").map(values::list).unwrap_or_default();
    typed.into_iter().filter_map(Value::as_mapping).collect()
}

fn type_of(fields: &Mapping) -> String {
    field_text(fields, "type").to_lowercase()
}

fn kind(
    draft: &mut Draft<'_>,
    fields: &Mapping,
    parents: &[&Mapping],
    span: &dyn Fn(&str) -> Span,
) -> &'static str {
    let typed = type_of(fields);
    let within: Vec<String> = parents.iter().map(|parent| type_of(parent)).collect();
    let has = |kind: &str| within.iter().any(|parent| parent == kind);
    match typed.as_str() {
        "article" if has("newspaper") => "article-newspaper",
        "article" if has("blog") => "post-weblog",
        "article" if has("proceedings") || has("conference") => "paper-conference",
        "article" if parents.is_empty() => "article",
        "article" => "article-journal",
        "chapter" | "anthos" => "chapter",
        "entry" if has("reference") || parents.is_empty() => "entry-encyclopedia",
        "entry" => "entry",
        "report" => "report",
        "thesis" => "thesis",
        "web" | "blog" => "webpage",
        "scene" | "video" => "motion_picture",
        "artwork" => "graphic",
        "patent" => "patent",
        "case" => "legal_case",
        "newspaper" | "periodical" => "periodical",
        "legislation" => "legislation",
        "manuscript" => "manuscript",
        "post" | "thread" => "post",
        "performance" => "performance",
        "book" | "proceedings" | "reference" | "anthology" => "book",
        "conference" => "speech",
        "repository" => "software",
        "audio" => "song",
        "exhibition" => "event",
        "misc" | "original" | "" => "document",
        unknown => unknown_type(draft, unknown, span("type")),
    }
}

fn unknown_type(draft: &mut Draft<'_>, typed: &str, span: Span) -> &'static str {
    let message = format!("`{typed}` is no entry type, and is taken for `misc`");
    let help = did_you_mean(typed, TYPES.iter().copied());
    draft.report(Diagnostic::at(Code::BibliographyField, span, message).help_if(help));
    "document"
}

fn field_text(fields: &Mapping, name: &str) -> String {
    values::get(fields, name).map(values::text).unwrap_or_default()
}

fn formatted(fields: &Mapping, name: &str) -> String {
    values::get(fields, name).map(values::formattable).unwrap_or_default()
}

/// What an entry says of itself.
fn own(draft: &mut Draft<'_>, fields: &Mapping, span: &dyn Fn(&str) -> Span) {
    draft.set("title", formatted(fields, "title"));
    draft.set("title-short", values::get(fields, "title").map(values::short).unwrap_or_default());
    names(draft, fields, &[("author", "author"), ("editor", "editor")]);
    for (field, variable) in TEXTS {
        draft.set(variable, formatted(fields, field));
    }
    draft.set("page", pages(fields));
    draft.date("issued", &field_text(fields, "date"), span("date"));
    url(draft, fields, span);
    serials(draft, fields, span);
    publisher(draft, fields);
    draft.set("publisher", formatted(fields, "organization"));
    let place = if draft.work().kind == "speech" { "event-place" } else { "publisher-place" };
    draft.set(place, formatted(fields, "location"));
    affiliated(draft, fields);
}

/// What an entry's parent says of it.
fn contained(draft: &mut Draft<'_>, parent: &Mapping, span: &dyn Fn(&str) -> Span) {
    match type_of(parent).as_str() {
        "original" => {
            draft.set("original-title", formatted(parent, "title"));
            draft.date("original-date", &field_text(parent, "date"), span("date"));
            draft.set("original-publisher", formatted(parent, "publisher"));
            return;
        }
        "conference" => {
            draft.set("event-title", formatted(parent, "title"));
            draft.set("event-place", formatted(parent, "location"));
            draft.set("publisher", formatted(parent, "organization"));
            draft.date("event-date", &field_text(parent, "date"), span("date"));
            draft.date("issued", &field_text(parent, "date"), span("date"));
            return;
        }
        _ => {}
    }
    draft.set("container-title", formatted(parent, "title"));
    draft.set("container-title-short", values::get(parent, "title").map(values::short).unwrap_or_default());
    for field in ["volume", "issue", "edition", "volume-total"] {
        let variable = if field == "volume-total" { "number-of-volumes" } else { field };
        draft.set(variable, field_text(parent, field));
    }
    names(draft, parent, &[("editor", "editor"), ("author", "container-author")]);
    draft.date("issued", &field_text(parent, "date"), span("date"));
    url(draft, parent, span);
    serials(draft, parent, span);
    publisher(draft, parent);
    draft.set("publisher", formatted(parent, "organization"));
    draft.set("publisher-place", formatted(parent, "location"));
}

fn names(draft: &mut Draft<'_>, fields: &Mapping, roles: &[(&str, &str)]) {
    for (field, variable) in roles {
        if let Some(value) = values::get(fields, field) {
            draft.names(variable, values::names(value));
        }
    }
}

fn affiliated(draft: &mut Draft<'_>, fields: &Mapping) {
    for group in values::get(fields, "affiliated").map(values::list).unwrap_or_default() {
        let role = group.get("role").map(values::text).unwrap_or_default();
        let role = role.to_lowercase().replace(['-', ' '], "");
        let variable = ROLES.iter().find(|(name, _)| *name == role).map(|(_, variable)| *variable);
        if let (Some(variable), Some(people)) = (variable, group.get("names")) {
            draft.names(variable, values::names(people));
        }
    }
}

/// A publisher by name, or by name and place.
fn publisher(draft: &mut Draft<'_>, fields: &Mapping) {
    let Some(value) = values::get(fields, "publisher") else { return };
    if let Some(name) = value.get("name") {
        draft.set("publisher", values::formattable(name));
        draft.set("publisher-place", value.get("location").map(values::formattable).unwrap_or_default());
    } else {
        draft.set("publisher", values::formattable(value));
    }
}

/// An address, or an address with the day it was visited.
fn url(draft: &mut Draft<'_>, fields: &Mapping, span: &dyn Fn(&str) -> Span) {
    let Some(value) = values::get(fields, "url") else { return };
    let address = values::text(value);
    if address.is_empty() || draft.work().field("URL").is_some() {
        return;
    }
    draft.url("URL", &address, span("url"));
    let visited = value.get("date").map(values::text).unwrap_or_default();
    draft.date("accessed", &visited, span("url"));
}

fn serials(draft: &mut Draft<'_>, fields: &Mapping, span: &dyn Fn(&str) -> Span) {
    let Some(value) = values::get(fields, "serial-number") else { return };
    let Value::Mapping(schemes) = value else {
        return draft.set("number", values::text(value));
    };
    draft.doi(&field_text(schemes, "doi"));
    for (scheme, variable) in SERIALS {
        draft.set(variable, field_text(schemes, scheme));
    }
    let arxiv = field_text(schemes, "arxiv");
    if !arxiv.is_empty() {
        draft.url("URL", &format!("https://arxiv.org/abs/{arxiv}"), span("arxiv"));
    }
}

/// Pages, with a dash for the hyphen of a range.
fn pages(fields: &Mapping) -> String {
    field_text(fields, "page-range").replace("--", "–").replace('-', "–")
}
