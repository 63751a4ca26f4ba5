//! Where the editor's annotations stand; a quote that fits no place, or several, is diagnosed and never guessed.
//!
//! 1. The article as a reader sees it ([`Flat`]), and as quotes are compared with it ([`quotes`]).
//! 2. Each quote's place; where there is none, the [`closest`] one is named.
//! 3. The places in the order of the text, and the stretches of characters to mark.

mod closest;
mod quotes;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use super::flat::{BLOCK_BREAK, Citations, Flat};
use super::index::Index;
use super::passages::Places;
use super::sentences;
use crate::model::annotation::{Annotation, AnnotationSet};
use crate::model::article::Article;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::RunId;
use crate::model::links::{Mark, Notes, Placed};
use crate::model::nearest::did_you_mean;
use crate::model::span::Span;
use crate::model::text::Within;
use closest::Words;
use quotes::{Context, Folded};

/// How many places of an ambiguous quote are named.
const MOST_PLACES: usize = 4;
/// How many bytes of a place are shown.
const LONGEST_EXCERPT: usize = 160;

/// Where the annotations to one article stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Placement {
    /// In the order of the text
    pub(super) placed: Vec<Placed>,
    /// What to mark in each run
    pub(super) marks: BTreeMap<RunId, Vec<Mark>>,
}

/// Finds the places of a set of annotations to an article.
pub(super) fn place(set: &AnnotationSet, article: &Article, notes: &Notes) -> (Placement, Vec<Diagnostic>) {
    let flat = Flat::of(&article.text, Citations::Omitted);
    let seeker =
        Seeker { folded: Folded::of(&flat.text), places: Places::of(&article.text, notes), flat: &flat };
    let (mut stands, mut lost, mut diagnostics) = (Vec::new(), Vec::new(), Vec::new());
    for (index, annotation) in set.annotations.iter().enumerate() {
        let context = Context { prefix: annotation.prefix.as_deref(), suffix: annotation.suffix.as_deref() };
        let (all, fitting) = seeker.folded.find(&annotation.quote.value, context);
        match (all.as_slice(), fitting.as_slice()) {
            (_, [range]) => stands.push(Stand { index, annotation, range: range.clone() }),
            ([], _) => lost.push(annotation),
            (all, []) => diagnostics.push(seeker.displaced(annotation, all)),
            (_, several) => diagnostics.push(seeker.ambiguous(annotation, several)),
        }
    }
    if !lost.is_empty() {
        let words = Words::of(&flat.text);
        diagnostics.extend(lost.into_iter().map(|annotation| seeker.lost(annotation, &words)));
    }
    stands.sort_by_key(|stand| (stand.range.start, stand.range.end, stand.index));
    let placed = stands.iter().map(|stand| seeker.placed(stand)).collect();
    let marks = marks(&flat, &stands, &mut diagnostics);
    (Placement { placed, marks }, diagnostics)
}

/// A set of annotations to an article that is not there.
pub(super) fn homeless(set: &AnnotationSet, index: &Index<'_>) -> Diagnostic {
    let slug = set.article.as_str();
    let message = format!("there is no article `{slug}` to annotate");
    let diagnostic = match index.path(set.file) {
        Some(path) => Diagnostic::of_file(Code::AnnotationArticle, path.clone(), message),
        None => Diagnostic::at(Code::AnnotationArticle, Span::new(set.file, 0..0), message),
    };
    let renamed =
        index.aliases.get(slug).map(|id| format!("`{slug}` is now `{id}`: rename the file to `{id}.toml`"));
    let nearest = index.article_names.nearest(slug).map(|slug| format!("{slug}.toml"));
    diagnostic.help_if(renamed.or_else(|| did_you_mean(nearest)))
}

/// An annotation at its place.
struct Stand<'a> {
    index: usize,
    annotation: &'a Annotation,
    range: Range<usize>,
}

struct Seeker<'a> {
    flat: &'a Flat<'a>,
    folded: Folded,
    places: Places<'a>,
}

impl Seeker<'_> {
    fn placed(&self, stand: &Stand<'_>) -> Placed {
        let leaf = self.flat.leaf_from(stand.range.start);
        let at = leaf.map_or(Within::Body(0), |leaf| leaf.within.clone());
        let (paragraph, _) = self.places.find(&at);
        Placed { annotation: stand.annotation.id.clone(), index: stand.index, at, paragraph }
    }

    fn lost(&self, annotation: &Annotation, words: &Words) -> Diagnostic {
        let quote = &annotation.quote;
        if quote.value.trim().is_empty() {
            return Diagnostic::at(Code::AnnotationLost, quote.span, "the quote is empty")
                .help("quote the words of the article that the annotation speaks of");
        }
        let help = match words.closest(&quote.value) {
            Some(range) => {
                format!("the closest words{} are `{}`", self.in_place(&range), self.excerpt(&range))
            }
            None => "nothing in the article is close to it; quote the words as the page shows them, without note markers and citations".to_owned(),
        };
        Diagnostic::at(Code::AnnotationLost, quote.span, "the article does not have the quoted words")
            .help(help)
    }

    /// The quote is there, and not in the surroundings that it was given.
    fn displaced(&self, annotation: &Annotation, all: &[Range<usize>]) -> Diagnostic {
        let given = match (&annotation.prefix, &annotation.suffix) {
            (Some(_), Some(_)) => "between this `prefix` and `suffix`",
            (Some(_), None) => "after this `prefix`",
            _ => "before this `suffix`",
        };
        let message = format!("the article has the quoted words, but not {given}");
        Diagnostic::at(Code::AnnotationLost, annotation.quote.span, message)
            .help(format!("they stand {}", self.surroundings(all)))
    }

    fn ambiguous(&self, annotation: &Annotation, several: &[Range<usize>]) -> Diagnostic {
        let message = format!("the article has the quoted words {} times", several.len());
        Diagnostic::at(Code::AnnotationAmbiguous, annotation.quote.span, message).help(format!(
            "add the words before them as `prefix`, or those after them as `suffix`: they stand {}",
            self.surroundings(several)
        ))
    }

    /// The first few places with the words before and after each.
    fn surroundings(&self, ranges: &[Range<usize>]) -> String {
        let mut out: Vec<String> =
            ranges.iter().take(MOST_PLACES).map(|range| self.surrounding(range)).collect();
        if ranges.len() > MOST_PLACES {
            out.push("…".to_owned());
        }
        out.join("; ")
    }

    fn surrounding(&self, range: &Range<usize>) -> String {
        const WIDTH: usize = 30;
        let leaf =
            self.flat.leaf_from(range.start).map_or(0..self.flat.text.len(), |leaf| leaf.range.clone());
        let before = self.flat.text.get(leaf.start.min(range.start)..range.start).unwrap_or_default();
        let after = self.flat.text.get(range.end..leaf.end.max(range.end)).unwrap_or_default();
        let (before, after) = (sentences::tail(before, WIDTH), sentences::head(after, WIDTH));
        let sides = [(before.trim(), "after"), (after.trim(), "before")];
        let side = sides.iter().find(|(words, _)| !words.is_empty());
        let place = self.in_place(range);
        match side {
            Some((words, side)) => format!("{} {side} `{words}`", place.trim_start()),
            None => place.trim_start().to_owned(),
        }
    }

    /// ` in ¶ 12`, ` in note 8`, or nothing where the place has no number.
    fn in_place(&self, range: &Range<usize>) -> String {
        let leaf = self.flat.leaf_from(range.start);
        match leaf.map_or((None, None), |leaf| self.places.find(&leaf.within)) {
            (_, Some(note)) => format!(" in note {note}"),
            (Some(paragraph), None) => format!(" in ¶ {paragraph}"),
            (None, None) => " in a heading".to_owned(),
        }
    }

    fn excerpt(&self, range: &Range<usize>) -> String {
        let words = self.flat.text.get(range.clone()).unwrap_or_default().replace(BLOCK_BREAK, " ");
        let head = sentences::head(&words, LONGEST_EXCERPT);
        if head.len() < words.len() { format!("{}…", head.trim_end()) } else { words }
    }
}

/// The stretches to mark. Marks do not overlap: where two annotations do, the later one has what is left.
fn marks(
    flat: &Flat<'_>,
    stands: &[Stand<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<RunId, Vec<Mark>> {
    let mut marks: BTreeMap<RunId, Vec<Mark>> = BTreeMap::new();
    let mut covering: Option<&Stand<'_>> = None;
    for stand in stands {
        let covered = covering.map_or(0, |before| before.range.end);
        let rest = trimmed(&flat.text, stand.range.start.max(covered)..stand.range.end);
        if let (true, Some(before)) = (rest.is_empty(), covering) {
            diagnostics.push(overlap(stand.annotation, before.annotation));
            continue;
        }
        for (count, (run, range)) in flat.runs(&rest).into_iter().enumerate() {
            let annotation = stand.annotation.id.clone();
            marks.entry(run).or_default().push(Mark { range, annotation, first: count == 0 });
        }
        covering = Some(stand);
    }
    marks
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.end.min(range.start + (words.len() - words.trim_start().len()));
    start..start + words.trim().len()
}

fn overlap(inner: &Annotation, outer: &Annotation) -> Diagnostic {
    let message = format!(
        "the words of the annotation `{}` are all part of those of `{}`, so that they cannot be marked",
        inner.id, outer.id
    );
    Diagnostic::at(Code::AnnotationOverlap, inner.quote.span, message)
        .related(outer.quote.span, "the longer quote")
        .help("shorten the longer quote, or join the two annotations")
}
