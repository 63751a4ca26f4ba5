//! A style by its name: one of the archive, or a `.csl` file of the reader, independent or dependent. What
//! it prints is not known here.

mod check;

use citationberg::{DependentStyle, IndependentStyle, LocaleCode, Style};
use hayagriva::archive::ArchivedStyle;

use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::nearest::nearest;
use crate::model::source::SourcePath;
use crate::model::span::{Span, Spanned};

/// A style that can be used.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The style itself
    pub(super) style: IndependentStyle,
    /// The locale that it asks for
    pub(super) locale: Option<LocaleCode>,
}

const FALLBACK: ArchivedStyle = ArchivedStyle::ChicagoAuthorDate;

/// Finds a style by its name. Where it cannot be had, the default one stands in, so that the rest can be checked.
pub(super) fn find(corpus: &Corpus, name: &Spanned<String>) -> (Found, Vec<Diagnostic>) {
    match named(corpus, name) {
        Ok(found) => (found, Vec::new()),
        Err(diagnostic) => (fallback(), vec![*diagnostic]),
    }
}

fn named(corpus: &Corpus, name: &Spanned<String>) -> Result<Found, Box<Diagnostic>> {
    let path = SourcePath::new(name.value.trim_start_matches("./"));
    if let Some((file, text)) = corpus.styles.get(&path) {
        return own(corpus, &path, *file, text);
    }
    let archived = ArchivedStyle::by_name(&name.value).and_then(archived);
    archived.ok_or_else(|| Box::new(unknown(corpus, name)))
}

fn own(corpus: &Corpus, path: &SourcePath, file: FileId, text: &str) -> Result<Found, Box<Diagnostic>> {
    let invalid = |message: String, at: Span| {
        Box::new(
            Diagnostic::at(Code::StyleInvalid, at, message)
                .help("check the file with the CSL validator at https://validator.citationstyles.org"),
        )
    };
    let start = Span::new(file, 0..0);
    check::nesting(text)
        .map_err(|at| invalid(format!("`{path}` nests too many elements"), Span::new(file, at..at + 1)))?;
    let style = Style::from_xml(text).map_err(|error| {
        let at = place(&error.source.to_string(), file, text).unwrap_or(start);
        invalid(format!("`{path}` is no CSL style: {}", reason(&error)), at)
    })?;
    match style {
        Style::Independent(style) => {
            check::macros(&style).map_err(|fault| {
                let at = place(&format!("`{}`", fault.name), file, text).unwrap_or(start);
                invalid(format!("`{path}` cannot be used: {}", fault.message), at)
            })?;
            let locale = style.default_locale.clone();
            Ok(Found { style, locale })
        }
        Style::Dependent(style) => dependent(corpus, path, start, style),
    }
}

fn dependent(
    corpus: &Corpus,
    path: &SourcePath,
    at: Span,
    style: DependentStyle,
) -> Result<Found, Box<Diagnostic>> {
    let parent = &style.parent_link.href;
    let found = parent_of(corpus, parent).ok_or_else(|| {
        let message = format!("`{path}` depends on the style `{parent}`, which is not there");
        Box::new(
            Diagnostic::at(Code::StyleInvalid, at, message)
                .help("put the parent's `.csl` file beside it, or name a style of the archive"),
        )
    })?;
    let locale = style.default_locale.or(found.locale);
    Ok(Found { style: found.style, locale })
}

/// The independent style with an id: of the archive, or among the reader's own files.
fn parent_of(corpus: &Corpus, id: &str) -> Option<Found> {
    let secure = id.replacen("https://", "http://", 1);
    if let Some(found) = ArchivedStyle::by_id(&secure).and_then(archived) {
        return Some(found);
    }
    corpus.styles.values().find_map(|(_, text)| {
        check::nesting(text).ok()?;
        let Ok(Style::Independent(style)) = Style::from_xml(text) else { return None };
        check::macros(&style).ok()?;
        let locale = style.default_locale.clone();
        (style.info.id == id).then_some(Found { style, locale })
    })
}

fn archived(style: ArchivedStyle) -> Option<Found> {
    match style.get() {
        Style::Independent(style) => {
            let locale = style.default_locale.clone();
            Some(Found { style, locale })
        }
        Style::Dependent(_) => None,
    }
}

fn fallback() -> Found {
    archived(FALLBACK).unwrap_or_else(|| Found { style: check::minimal(), locale: None })
}

fn unknown(corpus: &Corpus, name: &Spanned<String>) -> Diagnostic {
    let file =
        std::path::Path::new(&name.value).extension().is_some_and(|end| end.eq_ignore_ascii_case("csl"));
    let archive = ArchivedStyle::all().iter().flat_map(|style| style.names()).copied();
    let known: Vec<&str> = if file {
        corpus.styles.keys().map(SourcePath::as_str).collect()
    } else {
        archive.chain(corpus.styles.keys().map(SourcePath::as_str)).collect()
    };
    let near = nearest(&name.value, known);
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if file => "give the path of a `.csl` file below the reader's folder".to_owned(),
        None => {
            "name a style such as `chicago-author-date`, `apa` or `ieee`, or give the path of a `.csl` file"
                .to_owned()
        }
    };
    Diagnostic::at(Code::StyleUnknown, name.span, format!("there is no citation style `{}`", name.value))
        .help(help)
}

fn reason(error: &citationberg::XmlDeError) -> String {
    let reason = error.source.to_string();
    match &error.path {
        Some(path) if path.iter().next().is_some() => format!("{reason} (in `{path}`)"),
        _ => reason,
    }
}

/// The place of the first word in backticks that an error quotes and that the file has once: the crate that parses
/// styles says no more of it.
fn place(message: &str, file: FileId, text: &str) -> Option<Span> {
    let quoted = message.split('`').skip(1).step_by(2);
    quoted.map(|word| word.trim_start_matches('@')).filter(|word| !word.is_empty()).find_map(|word| {
        let mut found = text.match_indices(word);
        let (at, _) = found.next()?;
        found.next().is_none().then(|| Span::new(file, at..at + word.len()))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::*;
    use crate::resolve::citations::sample::Sample;

    fn independent(body: &str) -> String {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
                <info><title>Mine</title><id>mine</id><updated>2026-01-01T00:00:00Z</updated></info>{body}
            </style>"#
        )
    }

    fn dependent(parent: &str) -> String {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE">
                <info><title>Child</title><id>child</id><updated>2026-01-01T00:00:00Z</updated>
                <link href="{parent}" rel="independent-parent"/></info>
            </style>"#
        )
    }

    fn check(sample: Sample, expected: &str) -> Found {
        let corpus = sample.corpus();
        let (found, diagnostics) = find(&corpus, &corpus.site.citations.style);
        let said: Vec<String> = diagnostics
            .iter()
            .map(|d| format!("{}: {} ({})", d.code, d.message, d.help.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(said.join("\n"), expected);
        found
    }

    #[test]
    fn an_unknown_style_is_said_with_the_nearest() {
        let found = check(
            Sample::new().style("chicago-autor-date"),
            "style-unknown: there is no citation style `chicago-autor-date` (did you mean `chicago-author-date`?)",
        );
        assert!(found.style.info.title.value.starts_with("Chicago"));
        check(
            Sample::new().style("styles/mine.csl").file("styles/mime.csl", ""),
            "style-unknown: there is no citation style `styles/mine.csl` (did you mean `styles/mime.csl`?)",
        );
        check(
            Sample::new().style("?"),
            "style-unknown: there is no citation style `?` (name a style such as `chicago-author-date`, `apa` or `ieee`, or give the path of a `.csl` file)",
        );
    }

    #[test]
    fn a_dependent_style_has_its_parent() {
        let sample = Sample::new()
            .style("child.csl")
            .file("child.csl", &dependent("http://www.zotero.org/styles/apa"));
        let found = check(sample, "");
        assert_eq!(found.locale.unwrap().0, "de-DE");
        assert!(found.style.info.id.ends_with("/apa"));
        let mine = independent("<citation><layout><text variable=\"title\"/></layout></citation>");
        let own =
            Sample::new().style("child.csl").file("child.csl", &dependent("mine")).file("mine.csl", &mine);
        assert_eq!(check(own, "").style.info.id, "mine");
        check(
            Sample::new().style("child.csl").file("child.csl", &dependent("http://example.org/none")),
            "style-invalid: `child.csl` depends on the style `http://example.org/none`, which is not there (put the parent's `.csl` file beside it, or name a style of the archive)",
        );
    }

    /// The message for a broken file, and what it points at.
    fn broken(xml: &str) -> (String, String) {
        let corpus = Sample::new().style("my.csl").file("my.csl", xml).corpus();
        let (_, diagnostics) = find(&corpus, &corpus.site.citations.style);
        let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
        assert_eq!(diagnostic.code, Code::StyleInvalid);
        let crate::model::diagnostic::Place::Span(span) = diagnostic.place else { panic!("no span") };
        assert_eq!(span.file, FileId(7));
        (diagnostic.message.clone(), xml[span.range()].to_owned())
    }

    #[test]
    fn a_broken_style_is_said_at_its_place() {
        assert!(broken("").0.starts_with("`my.csl` is no CSL style: "));
        assert!(broken("<html/>").0.starts_with("`my.csl` is no CSL style: "));
        let (message, at) = broken(&independent("<citation><layout><txet value=\"x\"/></layout></citation>"));
        assert!(message.contains("txet"), "{message}");
        assert_eq!(at, "txet");
    }

    #[test]
    fn macros_without_end_are_refused() {
        let macros = |body: &str| {
            independent(&format!("{body}<citation><layout><text macro=\"a\"/></layout></citation>"))
        };
        let circle =
            macros(r#"<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>"#);
        assert_eq!(broken(&circle).0, "`my.csl` cannot be used: the macro `a` calls itself");
        assert_eq!(broken(&macros("")).0, "`my.csl` cannot be used: there is no macro `a`");
        let mut doubled = String::new();
        for n in 0..40 {
            let next = format!("m{}", n + 1);
            doubled.extend([format!(
                r#"<macro name="m{n}"><text macro="{next}"/><text macro="{next}"/></macro>"#
            )]);
        }
        doubled.push_str(
            r#"<macro name="m40"><text value="x"/></macro><macro name="a"><text macro="m0"/></macro>"#,
        );
        assert!(broken(&macros(&doubled)).0.ends_with("is too large"));
        let deep = "<group>".repeat(100_000) + &"</group>".repeat(100_000);
        let (message, at) = broken(&independent(&format!("<citation><layout>{deep}</layout></citation>")));
        assert_eq!((message.as_str(), at.as_str()), ("`my.csl` nests too many elements", "<"));
    }

    #[test]
    fn every_style_of_the_archive_can_be_used() {
        for style in ArchivedStyle::all() {
            let found = archived(*style).unwrap();
            assert_eq!(check::macros(&found.style), Ok(()), "{}", style.display_name());
        }
    }
}
