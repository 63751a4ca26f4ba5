//! The diagnostics of links that lead nowhere; whether a link does is decided elsewhere.

use std::fmt::Write as _;

use crate::model::address::Location;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::ArticleId;
use crate::model::source::SourcePath;
use crate::model::text::Link;
use crate::resolve::destination::{Refusal, join, relative};
use crate::resolve::index::Index;

/// A relative path that leads to nothing.
pub(super) fn path(index: &Index<'_>, folders: &[&str], link: &Link, path: &str) -> Diagnostic {
    let folder = folders.first().copied().unwrap_or_default();
    let joined = folders.iter().find_map(|folder| join(folder, path));
    let stem = slug(path);
    let (code, message) = match (&joined, stem) {
        (None, _) => (Code::LinkFile, format!("`{}` leads out of the reader's folder", shown(path))),
        (Some(joined), Some(slug)) if joined.starts_with("content/pages/") => {
            (Code::LinkFile, format!("there is no page `{}`", shown(slug)))
        }
        (Some(_), Some(slug)) => (Code::LinkArticle, format!("there is no article `{}`", shown(slug))),
        (Some(_), None) => (Code::LinkFile, format!("there is no file `{}`", shown(path))),
    };
    let help = match (code, stem) {
        (Code::LinkArticle, Some(slug)) => article_help(index, folder, slug),
        (_, Some(slug)) if joined.is_some() => page_help(index, folder, slug),
        _ => Some(file_help(index, folders, path)),
    };
    Diagnostic::at(code, link.span, message).help_if(help)
}

/// What might help where there is no file, or no image.
pub(super) fn file_help(index: &Index<'_>, folders: &[&str], path: &str) -> String {
    if path.contains('\\') {
        return "write `/` between the parts of a path".to_owned();
    }
    let folder = folders.first().copied().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let known = index
        .asset_named(name)
        .or_else(|| index.asset_names.nearest(name).and_then(|name| index.asset_named(name)));
    match known {
        Some(known) => format!("did you mean `{}`?", relative(folder, known.as_str())),
        None => "put the file into `assets/`, or beside the article in `content/articles/<slug>/`".to_owned(),
    }
}

/// A path from the root of a site.
pub(super) fn rooted(code: Code, index: &Index<'_>, folders: &[&str], link: &Link) -> Diagnostic {
    let message = format!("`{}` starts at the root of a site", shown(&link.destination));
    let folder = folders.first().copied().unwrap_or_default();
    let path = link.destination.trim().trim_start_matches(['/', '\\']);
    let path = path.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    let slug = path.strip_prefix("articles/").filter(|slug| index.corpus.articles.contains_key(*slug));
    let known = match slug {
        Some(slug) => Some(index.article_path(&ArticleId::new(slug))),
        None => index.corpus.assets.get_key_value(&SourcePath::new(path)).map(|(asset, _)| asset.to_string()),
    };
    let help = match known {
        Some(known) => {
            format!("the reader may stand below a path: write `{}`", relative(folder, &known))
        }
        None if link.destination.trim().starts_with("//") => {
            format!("write the whole address: `https://{}`", shown(path))
        }
        None => "the reader may stand below a path: write one that is relative to this file".to_owned(),
    };
    Diagnostic::at(code, link.span, message).help(help)
}

/// An address that is not followed.
pub(super) fn said(link: &Link, why: &Refusal) -> Diagnostic {
    let typed = shown(&link.destination);
    let (message, help) = match why {
        Refusal::Scheme(scheme) => {
            let help = match scheme.as_str() {
                "doi" => "write it as `https://doi.org/…`",
                "file" => "write a path that is relative to this file",
                _ => {
                    "links may be relative paths, `event:`, `term:`, `https:`, `http:` and `mailto:`; in a path, write `:` as `%3A`"
                }
            };
            (format!("the address `{typed}` has the scheme `{}`, which is not followed", shown(scheme)), help)
        }
        Refusal::Disguised(scheme) => (
            format!("the address `{typed}` hides the scheme `{}`", shown(scheme)),
            "take the white space and the invisible characters out of it",
        ),
        Refusal::Incomplete(scheme) => (
            format!("the address `{typed}` ends where it begins"),
            match scheme.as_str() {
                "event" | "term" => "write the id after the colon",
                "mailto" => "write the mail address after the colon",
                _ => "write the whole address: `https://example.org/`",
            },
        ),
    };
    Diagnostic::at(Code::LinkUnsafe, link.span, message).help(help)
}

/// What a diagnostic calls a page.
pub(super) fn page_name(page: &Location) -> String {
    match page {
        Location::Article(id) => format!("the article `{id}`"),
        Location::Page(id) => format!("the page `{id}`"),
        Location::Home => "the home page".to_owned(),
        Location::Timeline => "the timeline".to_owned(),
        Location::Glossary => "the glossary".to_owned(),
        Location::References => "the bibliography".to_owned(),
        _ => "the page".to_owned(),
    }
}

/// A typed text, short and without control characters.
pub(super) fn shown(typed: &str) -> String {
    const LONGEST: usize = 60;
    let mut out = String::new();
    for (count, c) in typed.chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        if c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        {
            // Writing to a string cannot fail.
            let _ = write!(out, "{}", c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// The slug that a path to a Markdown file names.
fn slug(path: &str) -> Option<&str> {
    let path = path.strip_suffix(".md").or_else(|| path.strip_suffix(".MD"))?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let beside = folder.rsplit('/').next().filter(|folder| !matches!(*folder, "" | "." | ".."));
    Some(if name == "index" { beside.unwrap_or(name) } else { name })
}

fn article_help(index: &Index<'_>, folder: &str, slug: &str) -> Option<String> {
    if let Some(id) = index.aliases.get(slug) {
        let path = relative(folder, &index.article_path(id));
        return Some(format!("`{slug}` is now `{id}`: write `{path}`"));
    }
    if let Some(draft) = index.corpus.draft_help(slug) {
        return Some(draft);
    }
    let known = index.corpus.articles.contains_key(slug).then_some(slug);
    let article = known.or_else(|| index.article_names.nearest(slug));
    let article = article.map(|slug| relative(folder, &index.article_path(&ArticleId::new(slug))));
    match article {
        Some(path) => Some(format!("did you mean `{path}`?")),
        None => index
            .corpus
            .pages
            .contains_key(slug)
            .then(|| format!("did you mean `{}`?", relative(folder, &format!("content/pages/{slug}.md")))),
    }
}

fn page_help(index: &Index<'_>, folder: &str, slug: &str) -> Option<String> {
    if let Some(draft) = index.corpus.draft_help(slug) {
        return Some(draft);
    }
    match index.page_names.nearest(slug) {
        Some(page) => {
            Some(format!("did you mean `{}`?", relative(folder, &format!("content/pages/{page}.md"))))
        }
        None => index.corpus.articles.contains_key(slug).then(|| {
            format!("did you mean `{}`?", relative(folder, &index.article_path(&ArticleId::new(slug))))
        }),
    }
}
