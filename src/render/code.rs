//! The code blocks of a reader in colours, each distinct one worked out once; how a token gets its class is `highlight`'s.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::highlight::{Highlighter, plain};
use super::lines::Lines;
use super::view::Html;
use crate::model::corpus::Corpus;
use crate::model::text::BlockKind;

/// A code block by what decides its colours: its language and its text.
type Piece<'a> = (&'a str, &'a str);

/// How many code blocks share what was learnt of their lines. More of them would keep processors idle.
const TOGETHER: usize = 256;

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
        // By language, so that neighbours have lines in common.
        let pieces: Vec<Piece<'a>> = pieces.into_iter().collect();
        let colour = |pieces: &[Piece<'a>]| {
            let mut lines = Lines::default();
            let coloured =
                pieces.iter().map(|(language, text)| highlighter.highlight(&mut lines, language, text));
            coloured.collect::<Vec<_>>()
        };
        let coloured: Vec<Vec<Html>> = pieces.par_chunks(TOGETHER).map(colour).collect();
        let mut by_language: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for ((language, text), html) in pieces.into_iter().zip(coloured.into_iter().flatten()) {
            by_language.entry(language).or_default().insert(text, html);
        }
        Self { pieces: by_language }
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
