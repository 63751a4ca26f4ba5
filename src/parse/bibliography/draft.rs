//! A work in the making, with what all formats share: addresses, identifiers, dates. Formats are not known here.

use std::collections::BTreeMap;

use super::dates;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::WorkKey;
use crate::model::span::Span;
use crate::model::work::{Name, Work, WorkDate, WorkOrigin};

/// The schemes that an address of a work may have.
const SCHEMES: &[&str] = &["http", "https", "ftp", "ftps", "mailto", "urn", "doi", "hdl", "info"];

/// A work in the making.
pub(super) struct Draft<'d> {
    work: Work,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'d> Draft<'d> {
    /// A work of a CSL type that nothing else is known of.
    pub(super) fn new(key: &str, span: Span, kind: &str, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let work = Work {
            key: WorkKey::new(key),
            kind: kind.to_owned(),
            fields: BTreeMap::new(),
            names: BTreeMap::new(),
            dates: BTreeMap::new(),
            origin: WorkOrigin::Bibliography,
            span,
        };
        Self { work, diagnostics }
    }

    /// The finished work.
    pub(super) fn finish(self) -> Work {
        self.work
    }

    /// Sets the CSL type.
    pub(super) fn kind(&mut self, kind: &str) {
        kind.clone_into(&mut self.work.kind);
    }

    /// The work so far.
    pub(super) fn work(&self) -> &Work {
        &self.work
    }

    /// Sets a variable; an empty text sets none, and one that is set stays.
    pub(super) fn set(&mut self, variable: &str, value: impl Into<String>) {
        let value = value.into();
        let value = value.trim();
        if !value.is_empty() && !self.work.fields.contains_key(variable) {
            self.work.fields.insert(variable.to_owned(), value.to_owned());
        }
    }

    /// Sets a variable that may be set already.
    pub(super) fn replace(&mut self, variable: &str, value: impl Into<String>) {
        self.work.fields.remove(variable);
        self.set(variable, value);
    }

    /// Sets a name variable.
    pub(super) fn names(&mut self, variable: &str, names: Vec<Name>) {
        if !names.is_empty() {
            self.work.names.entry(variable.to_owned()).or_insert(names);
        }
    }

    /// Sets a date variable from EDTF, or from words.
    pub(super) fn date(&mut self, variable: &str, text: &str, span: Span) {
        self.dated(variable, text, span, dates::check);
    }

    /// Sets a date variable from a year, which may be words.
    pub(super) fn year(&mut self, variable: &str, text: &str, span: Span) {
        self.dated(variable, text, span, dates::check_year);
    }

    fn dated(
        &mut self,
        variable: &str,
        text: &str,
        span: Span,
        check: fn(&str, Span, &mut Vec<Diagnostic>) -> WorkDate,
    ) {
        let text = text.trim();
        if !text.is_empty() && !self.work.dates.contains_key(variable) {
            let date = check(text, span, self.diagnostics);
            self.work.dates.insert(variable.to_owned(), date);
        }
    }

    /// Sets an address, unless it is one that runs a program.
    pub(super) fn url(&mut self, variable: &str, value: &str, span: Span) {
        if is_safe(value) {
            self.set(variable, value);
        } else {
            self.diagnostics.push(
                Diagnostic::at(
                    Code::LinkUnsafe,
                    span,
                    format!("`{}` is not an address to link to", shortened(value)),
                )
                .help("an address begins with `https://`"),
            );
        }
    }

    /// Sets the DOI, without the address of a resolver before it.
    pub(super) fn doi(&mut self, value: &str) {
        self.set("DOI", bare_doi(value));
    }

    /// Adds a diagnostic.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// A DOI without `https://doi.org/` or `doi:` before it.
fn bare_doi(value: &str) -> &str {
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    let prefixes = ["https://", "http://", "", "dx.", "www.", "", "doi.org/", "doi:", "doi "];
    let mut at = 0;
    for prefix in prefixes {
        if lower.get(at..).is_some_and(|rest| rest.starts_with(prefix)) {
            at += prefix.len();
        }
    }
    let rest = value.get(at..).unwrap_or(value).trim_start();
    if rest.starts_with("10.") { rest } else { value }
}

/// Whether an address has no scheme, or one that only shows something.
fn is_safe(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let Some((scheme, _)) = plain.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    !is_scheme || SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) || scheme.contains('.')
}

fn shortened(text: &str) -> String {
    let head: String = text.chars().take(40).collect();
    if head.len() < text.len() { format!("{head}…") } else { head }
}

#[cfg(test)]
mod tests {
    use super::{bare_doi, is_safe};

    #[test]
    fn dois_lose_their_resolver() {
        for typed in
            ["10.1/x", "https://doi.org/10.1/x", "http://dx.doi.org/10.1/x", "doi:10.1/x", "DOI: 10.1/x"]
        {
            assert_eq!(bare_doi(typed), "10.1/x", "{typed}");
        }
        assert_eq!(bare_doi("not one"), "not one");
    }

    #[test]
    fn addresses_that_run_programs_are_unsafe() {
        assert!(
            is_safe("https://x.org/a:b")
                && is_safe("www.x.org")
                && is_safe("HTTP://X")
                && is_safe("x.org:80/a")
        );
        for address in [
            "javascript:alert(1)",
            "java\nscript:a",
            " JavaScript:a",
            "data:text/html,x",
            "vbscript:a",
            "file:///x",
        ] {
            assert!(!is_safe(address), "{address}");
        }
    }
}
