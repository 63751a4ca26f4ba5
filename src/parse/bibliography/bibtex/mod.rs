//! BibTeX and BibLaTeX: entries, what they inherit, and their fields as CSL's variables.
//!
//! 1. [`scan`] cuts the file into entries; a broken one is a diagnostic, and is left out.
//! 2. [`inherit`] writes out abbreviations and adds what `crossref` and `xdata` give.
//! 3. [`convert`](mod@convert) sets CSL's variables, through [`latex`], [`words`] and [`names`].

mod case;
mod convert;
mod inherit;
mod latex;
mod names;
mod scan;
mod symbols;
mod vocabulary;
mod words;

use std::collections::BTreeSet;

use super::draft::Draft;
use super::suggest::{did_you_mean, mistyped};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::SourceFile;
use crate::model::span::Span;
use crate::model::work::Work;

use convert::Conversion;
use inherit::{Family, Fields};
use scan::RawEntry;

/// Reads a file.
pub(super) fn parse(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<Work> {
    let scanned = scan::scan(&file.text);
    for fault in &scanned.faults {
        let span = Span::new(file.id, fault.range.clone());
        diagnostics.push(
            Diagnostic::at(Code::BibliographySyntax, span, fault.message.as_str()).help(fault.help.as_str()),
        );
    }
    let family = Family::new(&scanned);
    // Entries that only lend their fields are no works.
    let works = scanned.entries.iter().filter(|entry| !matches!(entry.kind.as_str(), "xdata" | "set"));
    works.map(|entry| work(file, &family, entry, diagnostics)).collect()
}

fn work(
    file: &SourceFile,
    family: &Family<'_, '_>,
    entry: &RawEntry<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Work {
    let at = |range: &std::ops::Range<usize>| Span::new(file.id, range.clone());
    let mut missing = Vec::new();
    let fields = family.fields(entry, &mut missing);
    for lost in missing {
        let span = Span::new(file.id, lost.range);
        diagnostics.push(Diagnostic::at(Code::BibliographyField, span, lost.message).help_if(lost.help));
    }
    check_names(file, entry, diagnostics);
    let subtype = fields.get("entrysubtype").map_or("", |value| value.text.trim());
    let kind = vocabulary::kind(&entry.kind, subtype).unwrap_or_else(|| {
        let message = format!("`@{}` is no entry type, and is taken for `@misc`", entry.kind);
        let help = did_you_mean(&entry.kind, vocabulary::KINDS.iter().copied());
        diagnostics
            .push(Diagnostic::at(Code::BibliographyField, at(&entry.kind_range), message).help_if(help));
        "document"
    });
    let kind = if kind == "manuscript" && fields.contains_key("eventtitle") { "speech" } else { kind };
    convert(file, entry, &fields, Draft::new(entry.key, at(&entry.key_range), kind, diagnostics))
}

fn convert(file: &SourceFile, entry: &RawEntry<'_>, fields: &Fields<'_>, draft: Draft<'_>) -> Work {
    let mut conversion = Conversion { kind: &entry.kind, fields, file: file.id, draft };
    conversion.run();
    conversion.draft.finish()
}

/// Warns of fields that look like slips of known ones which the entry does not have, and of fields that come twice.
fn check_names(file: &SourceFile, entry: &RawEntry<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let names: BTreeSet<&str> = entry.fields.iter().map(|field| field.name.as_str()).collect();
    let mut seen = BTreeSet::new();
    for field in &entry.fields {
        let span = Span::new(file.id, field.name_range.clone());
        if !seen.insert(field.name.as_str()) {
            let message = format!("the field `{}` comes twice in `{}`", field.name, entry.key);
            diagnostics.push(
                Diagnostic::at(Code::BibliographyField, span, message)
                    .help("the first one counts; remove one"),
            );
        } else if !vocabulary::fields().any(|name| name == field.name)
            && let Some(meant) =
                mistyped(&field.name, vocabulary::fields()).filter(|meant| !names.contains(meant))
        {
            let message = format!("`{}` is no field that is known, and is left out", field.name);
            diagnostics.push(
                Diagnostic::at(Code::BibliographyField, span, message)
                    .help(format!("did you mean `{meant}`?")),
            );
        }
    }
}

#[cfg(test)]
mod tests;
