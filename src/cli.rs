//! What can be typed: clap types only; what it makes happen is in `commands`.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::model::code::Code;
use crate::model::config::BaseUrl;
use crate::model::nearest::nearest;

/// Makes cross-linked websites of annotated readers: articles with their notes, citations, annotations, terms and a
/// timeline that leads to the passages.
#[derive(Debug, Parser)]
#[command(name = "postil", version, max_term_width = 100, propagate_version = true)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// How diagnostics are printed
    #[command(flatten)]
    pub output: OutputOptions,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Args)]
pub struct OutputOptions {
    /// For whom diagnostics are printed: people (stderr), programs (stdout, one JSON object a line), or GitHub's
    /// annotations (stdout)
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// The forms of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With excerpts
    Human,
    /// One object a line
    Json,
    /// Workflow commands
    Github,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the reader into a folder
    Build(BuildOptions),
    /// Do everything that `build` does but writing
    Check(CheckOptions),
    /// Build the reader, show it in a browser, and build it again whenever it changes
    Serve(ServeOptions),
    /// Work on the timeline
    Timeline {
        /// What to do with it
        #[command(subcommand)]
        command: TimelineCommand,
    },
    /// Lay out a small working reader to start from
    Init {
        /// The folder, which must be empty or new
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Make articles of documents: pages copied from a browser, and other formats; and events of tables (CSV)
    Import(ImportOptions),
    /// Explain a diagnostic, or list them all
    Explain {
        /// The diagnostic's code, such as `note-undefined`
        #[arg(value_parser = parse_code)]
        code: Option<Code>,
    },
    /// Print a script that completes postil's commands in a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// What `build` takes.
#[derive(Debug, Args)]
pub struct BuildOptions {
    /// The reader's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The folder to write to [default: `public` in the reader's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The address at which the reader will stand, in place of the one in `site.toml`
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    pub base_url: Option<BaseUrl>,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
    /// Let drafts go out
    #[arg(long)]
    pub drafts: bool,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// The reader's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// The reader's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The port; if it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = 7878)]
    pub port: u16,
    /// The address to listen on; any but the default lets other machines in
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", value_parser = parse_host)]
    pub host: IpAddr,
    /// Open the reader in a browser
    #[arg(long)]
    pub open: bool,
    /// Look at the files again and again instead of waiting for the system to tell of changes: for network drives
    #[arg(long)]
    pub poll: bool,
    /// Compare what is served with a clean build after each change, and say where they differ
    #[arg(long)]
    pub verify: bool,
}

/// What `import` takes.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The documents; a `.csv` or `.tsv` is a table of events
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The reader's folder, which gets the articles and events
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub into: PathBuf,
    /// A bibliography whose works the documents cite: BibLaTeX, CSL-JSON or Hayagriva YAML
    #[arg(long, value_name = "FILE")]
    pub bibliography: Option<PathBuf>,
    /// Tell what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write over what is there; events take the place of those that the timeline has
    #[arg(long)]
    pub force: bool,
    /// Write a page that shows document and article side by side, into `import-review` in the reader's folder
    #[arg(long)]
    pub review: bool,
}

/// What `timeline` does.
#[derive(Debug, Subcommand)]
pub enum TimelineCommand {
    /// List the dates that articles state and no event covers, each with an `[[event]]` to fill in
    Suggest(SuggestOptions),
    /// Take in events from a table: TimelineJS's spreadsheet, or a CSV with `date`, `title` and more
    Import(TimelineImportOptions),
}

/// What `timeline import` takes.
#[derive(Debug, Args)]
pub struct TimelineImportOptions {
    /// The table: values parted by commas, semicolons or tabs
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The reader's folder; the events go to the end of its `content/timeline.toml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub into: PathBuf,
    /// Print the events instead of writing them
    #[arg(long)]
    pub dry_run: bool,
    /// Put the events in the place of those that the timeline has
    #[arg(long)]
    pub force: bool,
}

/// What `timeline suggest` takes.
#[derive(Debug, Args)]
pub struct SuggestOptions {
    /// The reader's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Look through drafts, too
    #[arg(long)]
    pub drafts: bool,
}

fn parse_code(text: &str) -> Result<Code, String> {
    if let Some(code) = Code::ALL.iter().find(|code| code.name() == text) {
        return Ok(*code);
    }
    match nearest(text, Code::ALL.iter().map(|code| code.name())) {
        Some(code) => Err(format!("there is no such code; did you mean `{code}`?")),
        None => Err("there is no such code; `postil explain` lists them all".to_owned()),
    }
}

fn parse_base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text)
        .ok_or_else(|| "not an absolute web address, such as `https://example.org/reader/`".to_owned())
}

fn parse_host(text: &str) -> Result<IpAddr, String> {
    match text.trim_matches(['[', ']']) {
        "localhost" => Ok(IpAddr::from([127, 0, 0, 1])),
        text => text.parse().map_err(|_| "not an IP address, such as `127.0.0.1` or `0.0.0.0`".to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn codes_are_proposed() {
        assert_eq!(parse_code("note-undefined"), Ok(Code::NoteUndefined));
        assert!(parse_code("note-undefind").unwrap_err().contains("`note-undefined`"));
        assert!(parse_code("E0308").unwrap_err().contains("postil explain"));
        assert!(parse_code("").is_err());
    }

    #[test]
    fn hosts_are_addresses() {
        assert_eq!(parse_host("localhost").unwrap().to_string(), "127.0.0.1");
        assert_eq!(parse_host("[::1]").unwrap().to_string(), "::1");
        assert!(parse_host("example.org").is_err());
    }
}
