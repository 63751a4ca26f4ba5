//! Standard output and standard error: which of them gets what, and with colours or without.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use crate::cli::{Color, MessageFormat, OutputOptions};
use crate::model::diagnostic::Diagnostic;
use crate::model::failure::Failure;
use crate::model::imported::Imported;
use crate::model::source::Sources;
use crate::pipeline::{Build, Suggested};
use crate::report::{self, Counts, Format, Style};

/// Where diagnostics go, and in which form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    format: Format,
}

impl Console {
    /// As the options say, and as standard error allows.
    pub(super) fn new(options: OutputOptions) -> Self {
        let style = match options.color {
            Color::Always => Style::Colored,
            Color::Never => Style::Plain,
            Color::Auto => detect_style(),
        };
        let format = match options.message_format {
            MessageFormat::Human => Format::Human(style),
            MessageFormat::Json => Format::Json,
            MessageFormat::Github => Format::Github,
        };
        Self { format }
    }

    /// Prints the diagnostics of a build: for people to standard error, for programs to standard output.
    pub(super) fn diagnostics(self, build: &Build) -> Result<(), Failure> {
        self.print(&build.diagnostics, &build.sources)
    }

    /// Prints what an import found in a document, if it could be imported, and what of it is in doubt.
    pub(super) fn import(
        self,
        summaries: &[Imported],
        doubts: &[Diagnostic],
        sources: &Sources,
    ) -> Result<(), Failure> {
        for summary in summaries {
            match self.format {
                Format::Human(_) => say(&format!("{}\n", report::imported(summary)))?,
                Format::Json => say(&format!("{}\n", report::imported_json(summary)))?,
                Format::Github => {}
            }
        }
        self.print(doubts, sources)
    }

    /// Prints diagnostics of some sources, likewise.
    pub(super) fn print(self, diagnostics: &[Diagnostic], sources: &Sources) -> Result<(), Failure> {
        let mut text = Vec::new();
        // A vector takes everything.
        _ = report::print(diagnostics, sources, self.format, &mut text);
        match self.format {
            Format::Human(_) => said(io::stderr().lock().write_all(&text), "standard error"),
            Format::Json | Format::Github => say_bytes(&text),
        }
    }
}

impl Console {
    /// Prints dates that no event covers to standard output.
    pub(super) fn dates(self, suggested: &Suggested) -> Result<(), Failure> {
        let mut text = Vec::new();
        // A vector takes everything.
        _ = report::print_dates(suggested, self.format, &mut text);
        say_bytes(&text)
    }
}

/// Prints the last line to standard error.
pub(super) fn summary(build: &Build, time: Duration) {
    notice(&report::summary(&build.summary, Counts::of(build), time));
}

/// Prints text to standard output.
pub(super) fn say(text: &str) -> Result<(), Failure> {
    say_bytes(text.as_bytes())
}

/// Prints a line to standard error, where nobody may be listening.
pub(super) fn notice(line: &str) {
    _ = writeln!(io::stderr().lock(), "{line}");
}

fn say_bytes(text: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    said(out.write_all(text).and_then(|()| out.flush()), "standard output")
}

/// A reader that has seen enough and closed the pipe is no failure.
fn said(result: io::Result<()>, stream: &str) -> Result<(), Failure> {
    match result {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Write { path: stream.into(), source })
        }
        _ => Ok(()),
    }
}

fn detect_style() -> Style {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if io::stderr().is_terminal() && !set("NO_COLOR") && !dumb { Style::Colored } else { Style::Plain }
}
