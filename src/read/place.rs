//! What a file is for, as its place in the folder tells; its bytes are not looked at.

use std::sync::Arc;

use super::slug;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, PageId};
use crate::model::nearest::nearest;
use crate::model::source::{BibliographyFormat, SourceKind, SourcePath, TemplateOrigin};

/// What is to be done with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It is read as text
    Text(SourceKind),
    /// It is copied
    Asset,
}

impl Purpose {
    /// What two files may not share.
    pub(super) fn address(&self, path: &SourcePath) -> String {
        match self {
            Self::Text(SourceKind::Article(id)) => format!("article:{}", slug::folded(id.as_str())),
            Self::Text(SourceKind::Page(id)) => format!("page:{}", slug::folded(id.as_str())),
            _ => format!("file:{path}"),
        }
    }
}

/// Says what a file is for.
///
/// # Errors
/// Why nothing can be done with it. The box keeps the common way small.
pub(super) fn place(path: &SourcePath) -> Result<Purpose, Box<Diagnostic>> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    match *parts.as_slice() {
        ["site.toml"] => Ok(Purpose::Text(SourceKind::Site)),
        ["templates", .., name] => template(path, name),
        ["styles", .., name] if extension(name) == "csl" => Ok(Purpose::Text(SourceKind::Style)),
        ["styles", ..] => unknown(path, "`styles/` holds citation styles, which end in `.csl`"),
        ["assets", .., name] if extension(name) == "csl" => Ok(Purpose::Text(SourceKind::Style)),
        ["assets", ..] => Ok(Purpose::Asset),
        ["content", name] => top_level(path, name),
        ["content", "references", .., name] => match bibliography(name) {
            Some(format) => Ok(Purpose::Text(SourceKind::Bibliography(format))),
            None => elsewhere(path),
        },
        ["content", "annotations", name] if extension(name) == "toml" => {
            Ok(Purpose::Text(SourceKind::Annotations(ArticleId::new(stem(name)))))
        }
        ["content", "articles", ref rest @ ..] => article(path, rest),
        ["content", "pages", name] if extension(name) == "md" => page(path, stem(name)),
        _ => elsewhere(path),
    }
}

fn template(path: &SourcePath, name: &str) -> Result<Purpose, Box<Diagnostic>> {
    if extension(name) != "html" {
        return unknown(path, "a template's name ends in `.html`; styles and images belong in `assets/`");
    }
    let name = path.as_str().strip_prefix("templates/").unwrap_or(name);
    Ok(Purpose::Text(SourceKind::Template(TemplateOrigin::Reader, Arc::from(name))))
}

fn top_level(path: &SourcePath, name: &str) -> Result<Purpose, Box<Diagnostic>> {
    let kind = match name {
        "index.md" => SourceKind::Home,
        "timeline.toml" => SourceKind::Timeline,
        "glossary.toml" => SourceKind::Glossary,
        _ if extension(name) == "csl" => SourceKind::Style,
        _ => match bibliography(name) {
            Some(format) => SourceKind::Bibliography(format),
            None => return elsewhere(path),
        },
    };
    Ok(Purpose::Text(kind))
}

/// The format of a bibliography, as its name's ending tells.
pub(super) fn bibliography(name: &str) -> Option<BibliographyFormat> {
    match extension(name) {
        "bib" => Some(BibliographyFormat::BibLatex),
        "yaml" | "yml" => Some(BibliographyFormat::Hayagriva),
        "json" => Some(BibliographyFormat::CslJson),
        _ => None,
    }
}

fn article(path: &SourcePath, rest: &[&str]) -> Result<Purpose, Box<Diagnostic>> {
    let (name, proposed): (&str, fn(&str) -> String) = match *rest {
        [name] if extension(name) == "md" => (stem(name), |slug| format!("content/articles/{slug}.md")),
        [folder, "index.md"] => (folder, |slug| format!("content/articles/{slug}/index.md")),
        _ => return elsewhere(path),
    };
    checked(path, name, proposed)?;
    Ok(Purpose::Text(SourceKind::Article(ArticleId::new(name))))
}

fn page(path: &SourcePath, name: &str) -> Result<Purpose, Box<Diagnostic>> {
    checked(path, name, |slug| format!("content/pages/{slug}.md"))?;
    Ok(Purpose::Text(SourceKind::Page(PageId::new(name))))
}

fn checked(path: &SourcePath, name: &str, proposed: fn(&str) -> String) -> Result<(), Box<Diagnostic>> {
    slug::check(name).map_err(|(why, slug)| {
        let message = format!("`{name}` cannot be a slug: {why}");
        let help = format!("rename it to `{}`", proposed(&slug));
        Box::new(Diagnostic::of_file(Code::FileSlug, path.clone(), message).help(help))
    })
}

/// Files of these kinds may lie anywhere below `content/`, for pages to show or to offer.
const SHOWN: [&str; 29] = [
    "apng", "avif", "bmp", "csv", "docx", "epub", "flac", "gif", "ico", "jpeg", "jpg", "m4a", "mp3", "mp4",
    "odp", "ods", "odt", "ogg", "opus", "pdf", "png", "pptx", "svg", "tsv", "vtt", "wav", "webm", "webp",
    "zip",
];

fn elsewhere(path: &SourcePath) -> Result<Purpose, Box<Diagnostic>> {
    let kind = extension(path.file_name()).to_ascii_lowercase();
    if SHOWN.contains(&kind.as_str()) {
        return Ok(Purpose::Asset);
    }
    unknown(path, &advice(path, &kind))
}

fn advice(path: &SourcePath, kind: &str) -> String {
    let name = stem(path.file_name());
    let slug = slug::check(name).map_or_else(|(_, proposal)| proposal, |()| name.to_owned());
    match (kind, path.as_str().split('/').nth(1)) {
        ("md" | "markdown" | "mdown" | "txt", Some("pages")) => {
            format!("a page is `content/pages/<slug>.md`: move it to `content/pages/{slug}.md`")
        }
        ("md" | "markdown" | "mdown" | "txt", _) => {
            format!("an article is `content/articles/<slug>.md`: move it to `content/articles/{slug}.md`")
        }
        ("toml", Some("annotations")) => {
            "annotations to an article are in `content/annotations/<slug>.toml`".to_owned()
        }
        ("toml", _) => match nearest(name, ["timeline", "glossary"]) {
            Some(known) => format!("did you mean `content/{known}.toml`?"),
            None => "events are in `content/timeline.toml`, terms in `content/glossary.toml`".to_owned(),
        },
        ("bib" | "yaml" | "yml" | "json", _) => {
            "bibliographies lie in `content/` itself, or in `content/references/`".to_owned()
        }
        _ => "move it out of `content/`, or into `assets/` if pages are to offer it".to_owned(),
    }
}

fn unknown<T>(path: &SourcePath, help: &str) -> Result<T, Box<Diagnostic>> {
    let message = format!("`{path}` is not read: no such file has a meaning there");
    Err(Box::new(Diagnostic::of_file(Code::FileUnknown, path.clone(), message).help(help)))
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn check(path: &str, expected: &SourceKind) {
        assert_eq!(place(&SourcePath::new(path)), Ok(Purpose::Text(expected.clone())), "{path}");
    }

    fn check_help(path: &str, code: Code, help: &str) {
        let diagnostic = place(&SourcePath::new(path)).unwrap_err();
        assert_eq!(diagnostic.code, code, "{path}");
        let said = diagnostic.help.unwrap();
        assert!(said.contains(help), "{path}: {said}");
    }

    #[test]
    fn known_places_have_kinds() {
        check("site.toml", &SourceKind::Site);
        check("content/index.md", &SourceKind::Home);
        check("content/articles/a.b.md/index.md".replace("a.b.md", "a-b").as_str(), &article_kind("a-b"));
        check("content/articles/新-1.md", &article_kind("新-1"));
        check("content/pages/about.md", &SourceKind::Page(PageId::new("about")));
        check("content/works.bib", &SourceKind::Bibliography(BibliographyFormat::BibLatex));
        check("content/references/deep/w.yml", &SourceKind::Bibliography(BibliographyFormat::Hayagriva));
        check("content/zotero.json", &SourceKind::Bibliography(BibliographyFormat::CslJson));
        check("content/timeline.toml", &SourceKind::Timeline);
        check("content/glossary.toml", &SourceKind::Glossary);
        check("content/annotations/a.toml", &SourceKind::Annotations(ArticleId::new("a")));
        check("styles/mine.csl", &SourceKind::Style);
        check("assets/mine.csl", &SourceKind::Style);
        check("content/mine.csl", &SourceKind::Style);
        let partial = SourceKind::Template(TemplateOrigin::Reader, Arc::from("parts/note.html"));
        check("templates/parts/note.html", &partial);
    }

    fn article_kind(slug: &str) -> SourceKind {
        SourceKind::Article(ArticleId::new(slug))
    }

    #[test]
    fn images_are_assets_wherever_they_are() {
        for path in [
            "assets/a",
            "assets/theme/x.css",
            "content/articles/a/map.PNG",
            "content/pages/x.svg",
            "content/a.jpg",
        ] {
            assert_eq!(place(&SourcePath::new(path)), Ok(Purpose::Asset), "{path}");
        }
    }

    #[test]
    fn other_files_are_diagnosed_with_a_proposal() {
        check_help("content/articles/My Essay.md", Code::FileSlug, "`content/articles/my-essay.md`");
        check_help("content/articles/a b/index.md", Code::FileSlug, "`content/articles/a-b/index.md`");
        check_help("content/pages/a.b.md", Code::FileSlug, "`content/pages/a-b.md`");
        check_help("content/articles/2021/My Essay.md", Code::FileUnknown, "`content/articles/my-essay.md`");
        check_help("content/notes.md", Code::FileUnknown, "`content/articles/notes.md`");
        check_help("content/pages/about.markdown", Code::FileUnknown, "`content/pages/about.md`");
        check_help("content/timelines.toml", Code::FileUnknown, "did you mean `content/timeline.toml`?");
        check_help("content/articles/works.bib", Code::FileUnknown, "`content/references/`");
        check_help("content/Makefile", Code::FileUnknown, "`assets/`");
        check_help("templates/a.css", Code::FileUnknown, "`.html`");
        check_help("styles/a.txt", Code::FileUnknown, "`.csl`");
    }
}
