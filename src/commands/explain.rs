//! `postil explain`: the page of a code, or the list of all.

use super::Outcome;
use super::console::say;
use crate::model::code::Code;
use crate::model::diagnostic::Severity;
use crate::model::failure::Failure;

/// Prints a code's page; without a code, every code with its severity.
pub(super) fn explain(code: Option<Code>) -> Result<Outcome, Failure> {
    match code {
        Some(code) => say(&format!("{}\n", code.explanation().trim_end()))?,
        None => say(&list())?,
    }
    Ok(Outcome::Fine)
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let line = |code: &Code| format!("{:width$}  {}\n", code.name(), severity(*code));
    Code::ALL.iter().map(line).collect()
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
