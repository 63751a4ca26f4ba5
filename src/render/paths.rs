//! Checks the paths of files before anything is written; what the files hold is not looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::output::{BadPath, OutPath, OutputFile};
use crate::model::span::Span;

/// A file before its path is checked.
#[derive(Clone, Debug)]
pub(super) struct Unchecked {
    /// Where it is to go
    pub(super) path: String,
    /// What it holds
    pub(super) content: Arc<[u8]>,
    /// Where the id or slug stands that its path is made of
    pub(super) origin: Option<Span>,
}

impl Unchecked {
    /// A file whose path comes from no place in a source.
    pub(super) fn new(path: impl Into<String>, content: impl Into<Arc<[u8]>>) -> Self {
        Self { path: path.into(), content: content.into(), origin: None }
    }
}

/// Checks that each path is safe, and that no two are one file where case does not count.
pub(super) fn check(files: Vec<Unchecked>) -> (Vec<OutputFile>, Vec<Diagnostic>) {
    let mut checked: BTreeMap<String, (OutputFile, Option<Span>)> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for Unchecked { path, content, origin } in files {
        match OutPath::new(&path) {
            Err(why) => diagnostics.push(refusal(&path, why, origin)),
            Ok(safe) => {
                let folded = safe.folded();
                if let Some((other, first)) = checked.get(&folded) {
                    diagnostics.push(collision(&safe, &other.path, origin, *first));
                } else {
                    checked.insert(folded, (OutputFile { path: safe, content }, origin));
                }
            }
        }
    }
    (checked.into_values().map(|(file, _)| file).collect(), diagnostics)
}

fn refusal(path: &str, why: BadPath, origin: Option<Span>) -> Diagnostic {
    let message = format!("`{path}` cannot be a file of the reader: {why}");
    at(Code::OutputPath, origin, message).help("rename the file or id it comes from")
}

fn collision(path: &OutPath, other: &OutPath, origin: Option<Span>, first: Option<Span>) -> Diagnostic {
    let message = if path == other {
        format!("`{path}` would be written twice")
    } else {
        format!("`{path}` and `{other}` would be one file")
    };
    let help = "rename one of the files or ids they come from";
    match (origin, first) {
        (Some(_), Some(first)) => {
            at(Code::OutputCollision, origin, message).related(first, "the other one").help(help)
        }
        (origin, first) => at(Code::OutputCollision, origin.or(first), message).help(help),
    }
}

fn at(code: Code, origin: Option<Span>, message: String) -> Diagnostic {
    match origin {
        Some(span) => Diagnostic::at(code, span, message),
        None => Diagnostic::of_reader(code, message),
    }
}

#[cfg(test)]
mod tests {
    use super::{Unchecked, check};

    #[test]
    fn unsafe_and_colliding_paths_are_diagnosed() {
        let paths = ["a.html", "A.html", "../x", "con.html", "b/c.html", "b/c.html"];
        let files = paths.iter().map(|path| Unchecked::new(*path, Vec::new())).collect();
        let (files, diagnostics) = check(files);
        assert_eq!(files.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), ["a.html", "b/c.html"]);
        let codes: Vec<_> = diagnostics.iter().map(|d| d.code.name()).collect();
        assert_eq!(codes, ["output-collision", "output-path", "output-path", "output-collision"]);
    }
}
