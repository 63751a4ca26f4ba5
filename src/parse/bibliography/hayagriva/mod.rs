//! Hayagriva's YAML: a mapping of entries with parents, as CSL's variables.
//!
//! The file is read as a whole, for the sake of YAML's anchors; only if that fails is each entry read on its own, so
//! that a broken one costs itself alone. YAML's own mistakes are told by `serde_norway`.

mod chunks;
mod convert;
mod values;

use serde_norway::{Mapping, Value};

use super::draft::Draft;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::SourceFile;
use crate::model::span::Span;
use crate::model::work::Work;

use chunks::Chunk;

/// More brackets than this are not left open at once: the library's time grows with their square.
const DEEPEST: usize = 1_000;

/// Reads a file.
pub(super) fn parse(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<Work> {
    let chunks = chunks::split(&file.text);
    if chunks.is_empty()
        && file.text.lines().any(|line| !line.trim().is_empty() && !line.trim().starts_with('#'))
    {
        let first = file.text.lines().next().unwrap_or_default().len();
        diagnostics.push(
            Diagnostic::at(
                Code::BibliographySyntax,
                Span::new(file.id, 0..first),
                "this is no list of entries",
            )
            .help("each entry is a key at the head of a line, with its fields indented below it"),
        );
        return Vec::new();
    }
    let whole: Option<Mapping> =
        if is_deep(&file.text) { None } else { serde_norway::from_str(&file.text).ok() };
    chunks.iter().filter_map(|chunk| entry(file, chunk, whole.as_ref(), diagnostics)).collect()
}

fn entry(
    file: &SourceFile,
    chunk: &Chunk<'_>,
    whole: Option<&Mapping>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Work> {
    let span = Span::new(file.id, chunk.key_range.clone());
    let own = match whole.and_then(|whole| whole.get(chunk.key.as_str())) {
        Some(_) => None,
        None => Some(read(file, chunk, diagnostics)?),
    };
    let value = whole.and_then(|whole| whole.get(chunk.key.as_str())).or(own.as_ref())?;
    let Value::Mapping(fields) = value else {
        diagnostics.push(
            Diagnostic::at(
                Code::BibliographySyntax,
                span,
                format!("the entry `{}` has no fields", chunk.key),
            )
            .help("indent the fields below the key: `  title: …`"),
        );
        return None;
    };
    let draft = Draft::new(&chunk.key, span, "document", diagnostics);
    Some(convert::convert(draft, fields, &|name| Span::new(file.id, chunk.field(name))))
}

/// Whether more brackets are open at once than any entry has; those in texts are counted as well.
fn is_deep(text: &str) -> bool {
    let mut open = 0usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > DEEPEST
    })
}

/// Reads one entry on its own.
fn read(file: &SourceFile, chunk: &Chunk<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    if is_deep(chunk.text) {
        let at = Span::new(file.id, chunk.key_range.clone());
        let message = format!("brackets in the entry `{}` are open more than {DEEPEST} deep", chunk.key);
        diagnostics.push(
            Diagnostic::at(Code::BibliographySyntax, at, message)
                .help("the entry is left out; texts with brackets go in quotation marks"),
        );
        return None;
    }
    let error = match serde_norway::from_str::<Mapping>(chunk.text) {
        Ok(mapping) => return mapping.into_iter().next().map(|(_, value)| value),
        Err(error) => error,
    };
    let at = error.location().map_or(0, |location| location.index()).min(chunk.text.trim_end().len());
    let at = chunk.start + at;
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    diagnostics.push(
        Diagnostic::at(
            Code::BibliographySyntax,
            Span::new(file.id, at..at),
            format!("broken YAML: {reason}"),
        )
        .help(format!(
            "the entry `{}` is left out; texts with `:` or quotation marks go in quotation marks",
            chunk.key
        )),
    );
    None
}

#[cfg(test)]
mod tests;
