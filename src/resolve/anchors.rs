//! The places of a text that a link can lead to, by the fragments that authors type; whether one is used is not known here.

use std::collections::BTreeMap;

use super::index::Index;
use crate::model::address::{Fragment, Fragments};
use crate::model::annotation::AnnotationSet;
use crate::model::ids::{CitationId, DocumentId, Paragraph};
use crate::model::links::{Notes, Reference};
use crate::model::nearest::{Names, did_you_mean};
use crate::model::text::{Block, BlockKind, Text};

/// The places of one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchors {
    places: BTreeMap<String, Fragment>,
    paragraphs: u32,
}

/// What there is to a text beside its blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings<'a> {
    /// Its notes
    pub(super) notes: Option<&'a Notes>,
    /// The works it cites
    pub(super) references: &'a [Reference],
    /// The annotations to it
    pub(super) annotations: Option<&'a AnnotationSet>,
}

impl Anchors {
    /// The places of a text.
    pub(super) fn of(document: &DocumentId, text: &Text, around: Surroundings<'_>) -> Self {
        let fragments = Fragments::of(document);
        let mut anchors = Self::default();
        anchors.blocks(&fragments, &text.blocks);
        for note in around.notes.iter().flat_map(|notes| &notes.list) {
            anchors.add(&format!("fn-{}", note.label), fragments.note(&note.label));
            for occurrence in 1..=note.markers {
                let marker = fragments.marker(&note.label, occurrence);
                anchors.add(&format!("fnref-{}-{occurrence}", note.label), marker);
            }
        }
        for number in (0..).zip(&text.citations).map(|(number, _)| number) {
            anchors.add(&format!("cite-{}", number + 1), fragments.citation(CitationId(number)));
        }
        for reference in around.references {
            let fragment = Fragment::reference(&reference.work.key);
            anchors.add(fragment.clone().as_str(), fragment);
        }
        for annotation in around.annotations.iter().flat_map(|set| &set.annotations) {
            let fragment = Fragment::annotation(&annotation.id);
            anchors.add(fragment.clone().as_str(), fragment);
        }
        anchors
    }

    /// The place that a fragment means; headings may be named without their `h-`.
    pub(super) fn find(&self, fragment: &str) -> Option<&Fragment> {
        self.places.get(fragment).or_else(|| self.places.get(&format!("h-{fragment}")))
    }

    /// What might help where a fragment means nothing.
    pub(super) fn help(&self, fragment: &str) -> Option<String> {
        let is_paragraph = fragment
            .strip_prefix('p')
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if is_paragraph {
            return Some(match self.paragraphs {
                0 => "it has no numbered paragraphs".to_owned(),
                1 => "it has one numbered paragraph, `#p1`".to_owned(),
                last => format!("its paragraphs are `#p1` to `#p{last}`"),
            });
        }
        // Among thousands of places one is near to anything, and the search would be long.
        if self.places.len() > 3_000 {
            return None;
        }
        let names: Names<'_> = self.places.keys().map(String::as_str).collect();
        let nearest = names.nearest(fragment).or_else(|| names.nearest(&format!("h-{fragment}")));
        did_you_mean(nearest.map(|name| format!("#{name}")))
    }

    fn add(&mut self, typed: &str, fragment: Fragment) {
        self.places.entry(typed.to_owned()).or_insert(fragment);
    }

    fn blocks(&mut self, fragments: &Fragments, blocks: &[Block]) {
        for block in blocks {
            if let Some(Paragraph(number)) = block.number {
                self.paragraphs = self.paragraphs.max(number);
                self.add(&format!("p{number}"), Fragment::paragraph(Paragraph(number)));
            }
            match &block.kind {
                BlockKind::Heading(heading) => self.add(&heading.id, fragments.heading(&heading.id)),
                BlockKind::Quote(blocks) => self.blocks(fragments, blocks),
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.blocks(fragments, &item.blocks);
                    }
                }
                BlockKind::Definitions(definitions) => {
                    for body in definitions.iter().flat_map(|definition| &definition.bodies) {
                        self.blocks(fragments, body);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The places of every text that links lead into, found when first asked for.
#[derive(Debug)]
pub(super) struct AnchorBook<'a> {
    index: &'a Index<'a>,
    notes: &'a BTreeMap<DocumentId, Notes>,
    references: &'a BTreeMap<DocumentId, &'a [Reference]>,
    known: BTreeMap<DocumentId, Anchors>,
}

impl<'a> AnchorBook<'a> {
    /// An empty book.
    pub(super) fn new(
        index: &'a Index<'a>,
        notes: &'a BTreeMap<DocumentId, Notes>,
        references: &'a BTreeMap<DocumentId, &'a [Reference]>,
    ) -> Self {
        Self { index, notes, references, known: BTreeMap::new() }
    }

    /// The places of a text.
    pub(super) fn places(&mut self, document: &DocumentId, text: &Text) -> &Anchors {
        self.known.entry(document.clone()).or_insert_with(|| {
            let annotations = match document {
                DocumentId::Article(id) => self.index.corpus.annotations.get(id).map(AsRef::as_ref),
                _ => None,
            };
            let references = self.references.get(document).copied().unwrap_or_default();
            Anchors::of(
                document,
                text,
                Surroundings { notes: self.notes.get(document), references, annotations },
            )
        })
    }
}
