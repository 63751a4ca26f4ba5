//! Diagnostics drawn for people, through annotate-snippets; nothing else draws them.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::clean::{clean, clean_line};
use super::excerpt::Excerpt;
use super::position::Positions;
use super::{Format, Style};
use crate::model::diagnostic::{Diagnostic, Place, Severity};
use crate::model::span::Span;

/// Wider than any excerpt, so that lines are cut in one place only.
const WIDTH: usize = 1000;

/// Draws diagnostics.
pub(super) struct Printer {
    renderer: Renderer,
}

impl Printer {
    /// With colours if the format has them.
    pub(super) fn new(format: Format) -> Self {
        let renderer = match format {
            Format::Human(Style::Colored) => Renderer::styled().hyperlink(false),
            _ => Renderer::plain(),
        };
        Self { renderer: renderer.term_width(WIDTH) }
    }

    /// A diagnostic with its excerpts, and an empty line after it.
    pub(super) fn print(&self, diagnostic: &Diagnostic, positions: &Positions<'_>) -> String {
        let title = level(diagnostic.severity)
            .primary_title(clean_line(&diagnostic.message))
            .id(diagnostic.code.name());
        let mut group = Group::with_title(title);
        let mut shown = Vec::new();
        match &diagnostic.place {
            Place::Reader => {}
            Place::File(path) => group = group.element(Origin::path(clean_line(path.as_str()))),
            Place::Span(span) => {
                shown.extend(Shown::new(
                    positions,
                    *span,
                    diagnostic.label.as_deref(),
                    AnnotationKind::Primary,
                ));
            }
        }
        for (span, label) in &diagnostic.related {
            shown.extend(Shown::new(positions, *span, Some(label), AnnotationKind::Context));
        }
        group = group.elements(shown.iter().map(Shown::snippet));
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(clean(help)));
        }
        let text = self.renderer.render(&[group]);
        let text = shown.iter().fold(text, |text, shown| shown.with_true_column(text));
        format!("{text}\n")
    }
}

/// A place that is drawn.
struct Shown {
    path: String,
    excerpt: Excerpt,
    label: Option<String>,
    kind: AnnotationKind,
}

impl Shown {
    fn new(positions: &Positions<'_>, span: Span, label: Option<&str>, kind: AnnotationKind) -> Option<Self> {
        let (file, index) = positions.file(span)?;
        let path = clean_line(file.path.as_str());
        Some(Self { path, excerpt: Excerpt::new(index, &span.range()), label: label.map(clean_line), kind })
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let Excerpt { position, text, words } = &self.excerpt;
        let annotation = self.kind.span(words.clone()).label(self.label.as_deref());
        Snippet::source(text).path(&self.path).line_start(position.line).annotation(annotation)
    }

    /// The renderer counts columns in the line that it draws; where that one is cut, it is another column.
    fn with_true_column(&self, text: String) -> String {
        let Excerpt { position, text: line, words } = &self.excerpt;
        let drawn = line.get(..words.start).map_or(0, |before| before.chars().count()) + 1;
        if drawn == position.column {
            return text;
        }
        let place = |column: usize| format!("{}:{}:{column}", self.path, position.line);
        text.replacen(&place(drawn), &place(position.column), 1)
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
