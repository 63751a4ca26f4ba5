//! TOML to the model: settings, front matter, events, terms and annotations, each key with its place.
//!
//! Each file is read in one way:
//!
//! 1. [`front_matter`] cuts Markdown files; the others are TOML as a whole.
//! 2. [`toml`] turns TOML into values that know their places, and reports what is wrong with the syntax.
//! 3. The format's module takes its keys from a [`table`], which reports values of the wrong type, missing keys and,
//!    at the end, the keys that nothing has asked for.
//!
//! A value that is wrong costs itself alone: what holds it stays, so that what refers to it is not reported as well.
//! Nothing is looked up in other files.

mod annotations;
mod apparatus;
mod article;
mod context;
mod csl;
mod front_matter;
mod glossary;
mod ids;
mod language;
mod names;
mod nocite;
mod page;
mod site;
mod style;
mod table;
mod timeline;
mod toml;
mod web;
mod words;
mod work;

#[cfg(test)]
mod tests;

use context::Context;

use crate::model::corpus::Part;
use crate::model::diagnostic::Diagnostic;
use crate::model::source::{SourceFile, SourceKind};

/// Parses a file of one of the formats that are TOML or have TOML in front; of other files nothing is made.
pub(super) fn parse(file: &SourceFile) -> (Option<Part>, Vec<Diagnostic>) {
    let mut context = Context::new(file);
    let c = &mut context;
    let part = match &file.kind {
        SourceKind::Site => Some(Part::Site(Box::new(site::site(c)))),
        SourceKind::Home => page::home(c).map(Part::Home),
        SourceKind::Article(slug) => article::article(c, slug).map(Part::Article),
        SourceKind::Page(slug) => page::page(c, slug).map(Part::Page),
        SourceKind::Timeline => Some(Part::Timeline(timeline::timeline(c))),
        SourceKind::Glossary => Some(Part::Glossary(glossary::glossary(c))),
        SourceKind::Annotations(slug) => Some(Part::Annotations(annotations::annotations(c, slug))),
        SourceKind::Bibliography(_) | SourceKind::Style | SourceKind::Template(..) => None,
    };
    (part, context.diagnostics)
}
