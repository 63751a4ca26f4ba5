//! `postil completions`: what a shell needs to complete the commands.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use super::console::say;
use crate::cli::Cli;
use crate::model::failure::Failure;

/// Prints the script for a shell.
pub(super) fn completions(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "postil", &mut script);
    say(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
