//! The code blocks of a reader in colours, each distinct one worked out once; how a token gets its class is `highlight`'s.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::highlight::{Highlighter, plain};
use super::view::Html;
use crate::model::corpus::Corpus;
use crate::model::text::BlockKind;

/// A code block by what decides its colours: its language and its text.
type Piece<'a> = (&'a str, &'a str);

/// Coloured code.
pub(super) struct Coloured<'a> {
    /// By language, then by text
    pieces: BTreeMap<&'a str, BTreeMap<&'a str, Html>>,
}

impl<'a> Coloured<'a> {
    /// Colours every code block of a known language. Colouring is the costliest part of many pages, so that it is
    /// done in parallel, and no text twice.
    pub(super) fn new(corpus: &'a Corpus, highlighter: &Highlighter) -> Self {
        let mut pieces: BTreeSet<Piece<'a>> = BTreeSet::new();
        for (_, text) in corpus.texts() {
            text.each_block(&mut |block| {
                if let BlockKind::Code { language: Some(language), text } = &block.kind
                    && highlighter.knows(language)
                {
                    pieces.insert((language, text));
                }
            });
        }
        let colour = |(language, text): Piece<'a>| (language, text, highlighter.highlight(language, text));
        let coloured: Vec<_> = pieces.into_par_iter().map(colour).collect();
        let mut pieces: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (language, text, html) in coloured {
            pieces.entry(language).or_default().insert(text, html);
        }
        Self { pieces }
    }

    /// A code block as HTML; `None` if its language is not known.
    pub(super) fn get(&self, language: &str, text: &str) -> Option<&Html> {
        self.pieces.get(language)?.get(text)
    }

    /// A code block as HTML with its language, or plain and without.
    pub(super) fn html<'l>(&self, language: Option<&'l str>, text: &str) -> (Option<&'l str>, Html) {
        match language.and_then(|language| Some((language, self.get(language, text)?))) {
            Some((language, html)) => (Some(language), html.clone()),
            None => (None, plain(text)),
        }
    }
}
