//! The door to Tera: compiles templates, renders views, and turns Tera's errors into diagnostics. It knows no page by name.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::source::{SourceFile, SourceKind, TemplateOrigin};
use crate::model::span::Span;

/// Where the built-in templates stand among the names: a reader's `page.html` may extend `default/page.html`.
const BUILT_IN: &str = "default/";

/// A page of more bytes than this is a template's mistake, such as loops in loops.
const LARGEST_PAGE: usize = 256 * 1024 * 1024;

/// The compiled templates.
pub(super) struct Templates {
    tera: Tera,
    files: BTreeMap<String, FileId>,
}

impl Templates {
    /// Compiles the built-in templates and the reader's own. Every template that does not parse is diagnosed;
    /// where one fails, there are no templates.
    pub(super) fn compile(sources: &[&SourceFile]) -> Result<Self, Vec<Diagnostic>> {
        let mut named: BTreeMap<String, &SourceFile> =
            sources.iter().filter_map(|file| Some((name(file)?, *file))).collect();
        let files: BTreeMap<String, FileId> =
            named.iter().map(|(name, file)| (name.clone(), file.id)).collect();
        let mut diagnostics = Vec::new();
        loop {
            let error = match assemble(&named) {
                Ok(tera) if diagnostics.is_empty() => return Ok(Self { tera, files }),
                Ok(_) => return Err(diagnostics),
                Err(error) => error,
            };
            let broken = syntax_error_in(&error).filter(|name| named.contains_key(*name)).map(str::to_owned);
            // A template that does not parse is set aside to look for the next one; what then fails because it is
            // gone is no mistake of its own.
            if broken.is_some() || diagnostics.is_empty() {
                diagnostics.push(diagnose(&error, &files, None));
            }
            let Some(broken) = broken else { return Err(diagnostics) };
            named.remove(&broken);
        }
    }

    /// Renders a view.
    pub(super) fn render(&self, template: &str, view: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let fail = |error: &tera::Error| Box::new(diagnose(error, &self.files, Some(template)));
        let context = Context::from_serialize(view).map_err(|error| fail(&error))?;
        let mut page = Page::default();
        match self.tera.render_to(template, &context, &mut page) {
            Ok(()) => Ok(String::from_utf8_lossy(&page.0).into_owned()),
            Err(error) => Err(fail(&error)),
        }
    }
}

/// A page under construction that refuses to grow without end.
#[derive(Default)]
struct Page(Vec<u8>);

impl std::io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn name(file: &SourceFile) -> Option<String> {
    match &file.kind {
        SourceKind::Template(TemplateOrigin::BuiltIn, name) => Some(format!("{BUILT_IN}{name}")),
        SourceKind::Template(TemplateOrigin::Reader, name) => Some(name.to_string()),
        _ => None,
    }
}

fn assemble(named: &BTreeMap<String, &SourceFile>) -> Result<Tera, tera::Error> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([BUILT_IN])?;
    tera.add_raw_templates(named.iter().map(|(name, file)| (name.as_str(), file.text.as_ref())))?;
    Ok(tera)
}

fn syntax_error_in(error: &tera::Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(report.filename()),
        _ => None,
    }
}

fn diagnose(error: &tera::Error, files: &BTreeMap<String, FileId>, rendering: Option<&str>) -> Diagnostic {
    let whole = |name: &str| find(files, name).map(|file| Span::new(file, 0..0));
    let at = |span: Option<Span>, message: String| match span {
        Some(span) => Diagnostic::at(Code::TemplateError, span, message),
        None => Diagnostic::of_reader(Code::TemplateError, message),
    };
    let diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span =
                find(files, report.filename()).map(|file| Span::new(file, report.span().range.clone()));
            at(span, lower(report.message()))
        }
        ErrorKind::MissingParent { current, parent } => {
            at(whole(current), format!("extends `{parent}`, and there is no such template"))
        }
        ErrorKind::CircularExtend { tpl, .. } => at(whole(tpl), "extends itself by a circle".to_owned()),
        ErrorKind::CircularInclude { tpl, .. } => at(whole(tpl), "includes itself by a circle".to_owned()),
        ErrorKind::TemplateNotFound(name) => {
            at(rendering.and_then(whole), format!("there is no template `{name}`"))
        }
        ErrorKind::Io(std::io::ErrorKind::FileTooLarge) => {
            at(rendering.and_then(whole), "makes a page of more than 256 MiB".to_owned())
        }
        other => at(rendering.and_then(whole), lower(&other.to_string())),
    };
    diagnostic.help("docs/templates.md lists what each template is given")
}

/// Tera names a template as it was added; inside a fallback it may leave the prefix away.
fn find(files: &BTreeMap<String, FileId>, name: &str) -> Option<FileId> {
    files.get(name).or_else(|| files.get(&format!("{BUILT_IN}{name}"))).copied()
}

/// Tera's messages as this program prints its own: a small letter first, no full stop at the end.
fn lower(message: &str) -> String {
    let message = message.trim_end().trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        // “JSON …” and the like keep their capitals.
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed expectation should stop the test")]
mod tests {
    use super::Templates;
    use crate::model::diagnostic::{Diagnostic, Place};
    use crate::model::ids::FileId;
    use crate::model::source::{Digest, SourceFile, SourceKind, SourcePath, TemplateOrigin};

    fn file(id: u32, origin: TemplateOrigin, name: &str, text: &str) -> SourceFile {
        SourceFile {
            id: FileId(id),
            kind: SourceKind::Template(origin, name.into()),
            path: SourcePath::new(format!("templates/{name}")),
            text: text.into(),
            digest: Digest::of(text.as_bytes()),
        }
    }

    fn compile(files: &[SourceFile]) -> Result<Templates, Vec<Diagnostic>> {
        Templates::compile(&files.iter().collect::<Vec<_>>())
    }

    fn place(diagnostic: &Diagnostic) -> (u32, std::ops::Range<usize>) {
        match diagnostic.place {
            Place::Span(span) => (span.file.0, span.range()),
            _ => panic!("no span: {diagnostic:?}"),
        }
    }

    #[test]
    fn a_reader_overrides_and_extends_the_built_in_templates() {
        let files = [
            file(0, TemplateOrigin::BuiltIn, "base.html", "<{% block a %}base{% endblock %}>"),
            file(
                1,
                TemplateOrigin::BuiltIn,
                "page.html",
                "{% extends \"base.html\" %}{% block a %}page{% endblock %}",
            ),
            file(
                2,
                TemplateOrigin::Reader,
                "page.html",
                "{% extends \"default/page.html\" %}{% block a %}own {{ super() }}{% endblock %}",
            ),
        ];
        let templates = compile(&files).map_err(|d| format!("{d:?}")).unwrap();
        assert_eq!(templates.render("page.html", &()).map_err(|d| d.message).unwrap_or_default(), "");
        let view = std::collections::BTreeMap::from([("x", 1)]);
        assert_eq!(templates.render("page.html", &view).unwrap(), "<own page>");
        assert_eq!(templates.render("base.html", &view).unwrap(), "<base>");
    }

    #[test]
    fn every_template_that_does_not_parse_is_diagnosed() {
        let files = [
            file(0, TemplateOrigin::Reader, "a.html", "{{ x"),
            file(1, TemplateOrigin::Reader, "b.html", "ok"),
            file(2, TemplateOrigin::Reader, "c.html", "{% if %}"),
        ];
        let diagnostics = compile(&files).err().unwrap();
        assert_eq!(diagnostics.iter().map(|d| place(d).0).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn an_unknown_variable_is_shown_where_it_stands() {
        let files = [file(0, TemplateOrigin::Reader, "a.html", "<p>{{ titel }}</p>")];
        let templates = compile(&files).map_err(|d| format!("{d:?}")).unwrap();
        let view = std::collections::BTreeMap::from([("title", "x")]);
        let error = templates.render("a.html", &view).unwrap_err();
        assert_eq!(&files[0].text[place(&error).1], "titel");
        let missing = templates.render("b.html", &view).unwrap_err();
        assert_eq!(missing.message, "there is no template `b.html`");
    }
}
