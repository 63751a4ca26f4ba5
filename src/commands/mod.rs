//! What each command does: a few lines each around the pipeline; how a stage works is not known here.

mod build;
mod completions;
mod console;
mod explain;
mod import;
mod init;
mod progress;
mod serve;
mod timeline;

use crate::cli::{Cli, Command};
use crate::model::failure::Failure;
use console::Console;

/// How a command ended, if nothing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well
    Fine,
    /// The content has errors, or warnings under `--strict`
    Faulty,
}

/// Does what was typed.
pub fn run(cli: &Cli) -> Result<Outcome, Failure> {
    let console = Console::new(cli.output);
    match &cli.command {
        Command::Build(options) => build::build(options, console),
        Command::Check(options) => build::check(options, console),
        Command::Serve(options) => serve::serve(options, console),
        Command::Import(options) => import::import(options, console),
        Command::Timeline { command } => timeline::timeline(command, console),
        Command::Init { folder } => init::init(folder),
        Command::Explain { code } => explain::explain(*code),
        Command::Completions { shell } => completions::completions(*shell),
    }
}
