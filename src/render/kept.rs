//! What one build leaves to the next: pages by their templates and views, and what is costly and depends on one article
//! alone. All of it follows from its keys.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::highlight::Highlighter;
use super::templates::Templates;
use super::view::Html;
use crate::model::article::Article;
use crate::model::diagnostic::Diagnostic;
use crate::model::memory::{Memory, Same};
use crate::model::source::{Digest, SourceFile};

/// What one build leaves to the next.
#[derive(Default)]
pub(crate) struct Kept {
    /// Loaded when the first code block needs it
    highlighter: OnceLock<Highlighter>,
    /// Coloured code by its language and text
    pub(super) code: Memory<Digest, Option<Arc<Html>>>,
    /// The words of each article
    pub(super) words: Memory<Same<Article>, usize>,
    /// What is wrong with the texts of each article
    pub(super) faults: Memory<Same<Article>, Arc<[Diagnostic]>>,
    /// The files of each article's work
    pub(super) exports: Memory<Same<Article>, [Arc<[u8]>; 3]>,
    pages: Memory<(Digest, Digest), Arc<[u8]>>,
    templates: Option<(Digest, Arc<Templates>)>,
}

impl Kept {
    /// The syntaxes.
    pub(super) fn highlighter(&self) -> &Highlighter {
        self.highlighter.get_or_init(Highlighter::new)
    }

    /// The compiled templates, with the digest of all of them.
    pub(super) fn templates(
        &mut self,
        sources: &[&SourceFile],
    ) -> Result<(Digest, Arc<Templates>), Vec<Diagnostic>> {
        let files: Vec<_> = sources.iter().map(|file| (file.id, &file.kind, file.digest)).collect();
        let digest = Digest::of_value(&files);
        if let Some((_, templates)) = self.templates.as_ref().filter(|(known, _)| *known == digest) {
            return Ok((digest, Arc::clone(templates)));
        }
        let templates = Arc::new(Templates::compile(sources)?);
        self.templates = Some((digest, Arc::clone(&templates)));
        Ok((digest, templates))
    }

    /// Ends a build: what it did not use is dropped.
    pub(super) fn sweep(&self) {
        self.code.sweep();
        self.words.sweep();
        self.faults.sweep();
        self.exports.sweep();
        self.pages.sweep();
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").finish_non_exhaustive()
    }
}

/// Renders views through one set of templates, each view once.
pub(super) struct Press<'a> {
    set: Digest,
    templates: &'a Templates,
    pages: &'a Memory<(Digest, Digest), Arc<[u8]>>,
}

impl<'a> Press<'a> {
    /// A press for a set of templates.
    pub(super) fn new(set: Digest, templates: &'a Templates, kept: &'a Kept) -> Self {
        Self { set, templates, pages: &kept.pages }
    }

    /// The page of a view. A template sees nothing but its view, so that equal views make equal pages.
    pub(super) fn render(
        &self,
        template: &'static str,
        view: &impl Serialize,
    ) -> Result<Arc<[u8]>, Box<Diagnostic>> {
        // What cannot be serialised the template's engine says, too.
        let Ok(text) = serde_json::to_vec(&(template, view)) else {
            return Ok(self.templates.render(template, view)?.into_bytes().into());
        };
        let key = (self.set, Digest::of(&text));
        if let Some(page) = self.pages.get(&key) {
            return Ok(page);
        }
        let page: Arc<[u8]> = self.templates.render(template, view)?.into_bytes().into();
        self.pages.keep(key, Arc::clone(&page));
        Ok(page)
    }
}
