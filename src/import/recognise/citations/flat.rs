//! Inlines as one flat text, and citations put back in the place of their bytes; what a citation is is not known here.

use std::ops::Range;

use crate::import::recognise::tokens::WALL;
use crate::import::tree::{Citation, Inline};

/// Deeper inlines are no text for citations.
const DEEPEST: usize = 64;

/// The flat text of some inlines: what is no running text is a wall.
pub(super) fn text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    flatten(inlines, 0, &mut text);
    text
}

/// Puts citations in the place of the bytes that they stood in. The ranges are sorted and do not overlap.
pub(super) fn replace(inlines: Vec<Inline>, mut cuts: Vec<(Range<usize>, Citation)>) -> Vec<Inline> {
    cuts.reverse();
    let mut writer = Writer { at: 0, cuts, behind: 0 };
    writer.inlines(inlines, 0)
}

fn flatten(inlines: &[Inline], depth: usize, text: &mut String) {
    for inline in inlines {
        match parts(inline, depth) {
            Parts::Text(words) => text.push_str(words),
            Parts::Inner(inner) => flatten(inner, depth + 1, text),
            Parts::Space => text.push('\n'),
            Parts::Wall => text.push(WALL),
        }
    }
}

/// What an inline is in flat text.
enum Parts<'a> {
    Text(&'a str),
    Inner(&'a [Inline]),
    Space,
    Wall,
}

fn parts(inline: &Inline, depth: usize) -> Parts<'_> {
    match inline {
        Inline::Text(words) => Parts::Text(words),
        Inline::Break => Parts::Space,
        Inline::Emphasis(inner) | Inline::Strong(inner) if depth < DEEPEST => Parts::Inner(inner),
        // The address of a list of references on the same page may go; any other would be lost with the link.
        Inline::Link(address, inner) if depth < DEEPEST && address.contains('#') => Parts::Inner(inner),
        _ => Parts::Wall,
    }
}

/// Goes over the inlines as `flatten` does.
struct Writer {
    /// The byte of the flat text
    at: usize,
    /// Citations still to be written, the last one first
    cuts: Vec<(Range<usize>, Citation)>,
    /// The byte up to which the words stand in a citation that is written already
    behind: usize,
}

impl Writer {
    fn inlines(&mut self, inlines: Vec<Inline>, depth: usize) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            self.inline(inline, depth, &mut out);
        }
        out
    }

    fn inline(&mut self, inline: Inline, depth: usize, out: &mut Vec<Inline>) {
        match parts(&inline, depth) {
            Parts::Text(words) => self.text(words, out),
            Parts::Inner(_) => self.container(inline, depth, out),
            Parts::Space => self.atom(inline, 1, out),
            Parts::Wall => self.atom(inline, WALL.len_utf8(), out),
        }
    }

    fn atom(&mut self, inline: Inline, length: usize, out: &mut Vec<Inline>) {
        if self.at >= self.behind {
            out.push(inline);
        }
        self.at += length;
    }

    fn text(&mut self, words: &str, out: &mut Vec<Inline>) {
        let end = self.at + words.len();
        let start = self.at;
        let mut from = self.behind.clamp(start, end);
        while let Some((range, citation)) = self.cuts.pop_if(|(range, _)| range.start < end) {
            push(out, words, from - start, range.start.saturating_sub(start));
            out.push(Inline::Citation(citation));
            self.behind = range.end;
            from = range.end.clamp(start, end);
        }
        push(out, words, from - start, words.len());
        self.at = end;
    }

    /// A link is cut in two by a citation, any other container only by one that reaches over its end.
    fn container(&mut self, inline: Inline, depth: usize, out: &mut Vec<Inline>) {
        let (wrap, inner): (Box<dyn Fn(Vec<Inline>) -> Inline>, _) = match inline {
            Inline::Emphasis(inner) => (Box::new(Inline::Emphasis), inner),
            Inline::Strong(inner) => (Box::new(Inline::Strong), inner),
            Inline::Link(address, inner) => {
                (Box::new(move |words| Inline::Link(address.clone(), words)), inner)
            }
            other => {
                out.push(other);
                return;
            }
        };
        let is_link = matches!(wrap(Vec::new()), Inline::Link(..));
        let written = self.inlines(inner, depth + 1);
        if !is_link && self.behind <= self.at {
            if !written.is_empty() {
                out.push(wrap(written));
            }
            return;
        }
        let mut words = Vec::new();
        for inline in written {
            if matches!(inline, Inline::Citation(_)) {
                if !words.is_empty() {
                    out.push(wrap(std::mem::take(&mut words)));
                }
                out.push(inline);
            } else {
                words.push(inline);
            }
        }
        if !words.is_empty() {
            out.push(wrap(words));
        }
    }
}

fn push(out: &mut Vec<Inline>, words: &str, from: usize, to: usize) {
    if let Some(piece) = words.get(from..to).filter(|piece| !piece.is_empty()) {
        out.push(Inline::Text(piece.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::{replace, text};
    use crate::import::tree::{Citation, CitationForm, Inline};

    fn words(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn citation(printed: &str) -> Citation {
        Citation { cites: Vec::new(), form: CitationForm::Bracketed, printed: printed.to_owned() }
    }

    /// Cuts each stretch between `<` and `>` of the flat text.
    fn check(inlines: Vec<Inline>, cut: &str, expected: &[Inline]) {
        let flat = text(&inlines);
        let start = flat.find(cut).unwrap_or_default();
        let out = replace(inlines, vec![(start..start + cut.len(), citation(cut))]);
        assert_eq!(out, expected, "{cut}");
    }

    #[test]
    fn citations_take_the_place_of_their_words() {
        check(vec![words("a (b) c")], "(b)", &[words("a "), Inline::Citation(citation("(b)")), words(" c")]);
        check(
            vec![words("a (b "), Inline::Emphasis(vec![words("et al.")]), words(", 3) c")],
            "(b et al., 3)",
            &[words("a "), Inline::Citation(citation("(b et al., 3)")), words(" c")],
        );
        check(
            vec![Inline::Emphasis(vec![words("a (b")]), words(" c) d")],
            "(b c)",
            &[Inline::Emphasis(vec![words("a ")]), Inline::Citation(citation("(b c)")), words(" d")],
        );
        check(
            vec![Inline::Link("#x".to_owned(), vec![words("a (b) c")])],
            "(b)",
            &[
                Inline::Link("#x".to_owned(), vec![words("a ")]),
                Inline::Citation(citation("(b)")),
                Inline::Link("#x".to_owned(), vec![words(" c")]),
            ],
        );
        check(
            vec![Inline::Marker("1".to_owned()), words(" (b)"), Inline::Break, words("c")],
            "(b)",
            &[
                Inline::Marker("1".to_owned()),
                words(" "),
                Inline::Citation(citation("(b)")),
                Inline::Break,
                words("c"),
            ],
        );
    }
}
