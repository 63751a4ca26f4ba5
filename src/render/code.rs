//! The code blocks of a reader in colours, each distinct one worked out once; how a token gets its class is `highlight`'s.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::highlight::plain;
use super::kept::Kept;
use super::lines::Lines;
use super::view::Html;
use crate::model::corpus::Corpus;
use crate::model::source::Digest;
use crate::model::text::BlockKind;

/// A code block by what decides its colours: its language and its text.
type Piece<'a> = (&'a str, &'a str);

/// How many code blocks share what was learnt of their lines. More of them would keep processors idle.
const TOGETHER: usize = 256;

/// Coloured code.
pub(super) struct Coloured<'a> {
    /// By language, then by text
    pieces: BTreeMap<&'a str, BTreeMap<&'a str, Arc<Html>>>,
}

impl<'a> Coloured<'a> {
    /// Colours every code block of a known language. Colouring is the costliest part of many pages, so that it is
    /// done in parallel, and no text twice, nor what an earlier build has coloured.
    pub(super) fn new(corpus: &'a Corpus, kept: &Kept) -> Self {
        let mut pieces: BTreeSet<Piece<'a>> = BTreeSet::new();
        for (_, text) in corpus.texts() {
            text.each_block(&mut |block| {
                if let BlockKind::Code { language: Some(language), text } = &block.kind {
                    pieces.insert((language, text));
                }
            });
        }
        let mut coloured: Vec<(Piece<'a>, Option<Arc<Html>>)> = Vec::new();
        let mut new: Vec<(Piece<'a>, Digest)> = Vec::new();
        for piece in pieces {
            let digest = Digest::of_value(&piece);
            match kept.code.get(&digest) {
                Some(html) => coloured.push((piece, html)),
                None => new.push((piece, digest)),
            }
        }
        coloured.extend(colour_all(&new, kept));
        let mut by_language: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for ((language, text), html) in coloured {
            if let Some(html) = html {
                by_language.entry(language).or_default().insert(text, html);
            }
        }
        Self { pieces: by_language }
    }

    /// A code block as HTML; `None` if its language is not known.
    pub(super) fn get(&self, language: &str, text: &str) -> Option<&Html> {
        self.pieces.get(language)?.get(text).map(AsRef::as_ref)
    }

    /// A code block as HTML with its language, or plain and without.
    pub(super) fn html<'l>(&self, language: Option<&'l str>, text: &str) -> (Option<&'l str>, Html) {
        match language.and_then(|language| Some((language, self.get(language, text)?))) {
            Some((language, html)) => (Some(language), html.clone()),
            None => (None, plain(text)),
        }
    }
}

/// Colours pieces by language, so that neighbours have lines in common; `None` for an unknown language.
fn colour_all<'a>(new: &[(Piece<'a>, Digest)], kept: &Kept) -> Vec<(Piece<'a>, Option<Arc<Html>>)> {
    let colour = |pieces: &[(Piece<'a>, Digest)]| {
        let highlighter = kept.highlighter();
        let mut lines = Lines::default();
        let mut colour = |((language, text), digest): &(Piece<'a>, Digest)| {
            let known = highlighter.knows(language);
            let html = known.then(|| Arc::new(highlighter.highlight(&mut lines, language, text)));
            kept.code.keep(*digest, html.clone());
            ((*language, *text), html)
        };
        pieces.iter().map(&mut colour).collect::<Vec<_>>()
    };
    new.par_chunks(TOGETHER).flat_map_iter(colour).collect()
}
