//! Arguments, call, exit code.

use std::process::ExitCode;

use clap::Parser;
use postil::cli::Cli;
use postil::commands::{self, Outcome};

fn main() -> ExitCode {
    match commands::run(&Cli::parse()) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Faulty) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}
