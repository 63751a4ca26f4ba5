//! A text as plain characters, the way a reader sees them, with the way back to its runs; it compares and cuts nothing.
//!
//! Markup is dropped, white space is folded, a soft break is a space; code and maths count as their text. Alternative
//! texts, raw HTML and note markers are left out.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::ids::{CitationId, LinkId, RunId};
use crate::model::links::CitationText;
use crate::model::span::Span;
use crate::model::text::{Block, BlockKind, Image, Inline, InlineKind, Text, Within};

/// Stands between two blocks of a flat text.
pub(super) const BLOCK_BREAK: char = '\n';
/// Stands between the body and each note, so that nothing is found across them.
pub(super) const NOTE_BREAK: char = '\u{1f}';

/// How citations are shown.
#[derive(Clone, Copy, Debug)]
pub(super) enum Citations<'a> {
    /// Left out
    Omitted,
    /// As the style words them, by [`CitationId`]; a link that holds nothing but an image shows its alternative text
    Worded(&'a [CitationText]),
}

/// A text as plain characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat<'a> {
    /// The characters: leaves with [`BLOCK_BREAK`] or [`NOTE_BREAK`] between them
    pub(super) text: String,
    /// The stretches that a reader reads in one go (paragraphs, headings, cells, …), in order; none is empty
    pub(super) leaves: Vec<Leaf>,
    /// The links and citations, by where they begin
    pub(super) spots: Vec<Spot>,
    /// The alternative text of each image
    pub(super) alts: BTreeMap<LinkId, &'a str>,
    pieces: Vec<Piece>,
    /// Where each run stands in its source, and how many bytes it has
    sources: BTreeMap<RunId, (Span, usize)>,
}

/// A stretch that is read in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Bytes of the flat text
    pub(super) range: Range<usize>,
    /// The part of the text that it belongs to
    pub(super) within: Within,
}

/// A link or a citation in a flat text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Which it is
    pub(super) what: Spotted,
    /// Bytes of the flat text
    pub(super) range: Range<usize>,
}

/// What a [`Spot`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spotted {
    /// A link
    Link(LinkId),
    /// A citation
    Citation(CitationId),
}

/// Bytes of the flat text that come from one run. Both ranges are of one length, or the piece is a folded space.
#[derive(Clone, Debug)]
struct Piece {
    flat: Range<usize>,
    run: RunId,
    source: Range<usize>,
}

impl<'a> Flat<'a> {
    /// Flattens a text: the body, then the notes in document order.
    pub(super) fn of(text: &'a Text, citations: Citations<'a>) -> Self {
        let mut flattener = Flattener {
            citations,
            flat: Self::default(),
            within: Within::Body(0),
            leaf: 0,
            pending: Space::None,
            omitted: false,
            links: 0,
        };
        for (index, block) in (0..).zip(&text.blocks) {
            flattener.within = Within::Body(index);
            flattener.block(block);
        }
        for (index, note) in (0..).zip(&text.notes) {
            flattener.within = Within::Note(index);
            flattener.flat.text.push(NOTE_BREAK);
            flattener.blocks(&note.blocks);
        }
        let mut flat = flattener.flat;
        flat.spots.sort_by_key(|spot| spot.range.start);
        flat
    }

    /// The stretches of runs that a range comes from, in order; stretches of one run are joined.
    pub(super) fn runs(&self, range: &Range<usize>) -> Vec<(RunId, Range<usize>)> {
        let first = self.pieces.partition_point(|piece| piece.flat.end <= range.start);
        let mut found: Vec<(RunId, Range<usize>)> = Vec::new();
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.flat.start < range.end) {
            let source = piece.cut(range);
            match found.last_mut() {
                Some((run, last)) if *run == piece.run => last.end = source.end,
                _ => found.push((piece.run, source)),
            }
        }
        found
    }

    /// Where a range stands in its source; exact, where the source has the run’s characters as they are.
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let runs = self.runs(range);
        let (first, last) = (runs.first()?, runs.last()?);
        let place = |(run, within): &(RunId, Range<usize>)| {
            let (span, length) = self.sources.get(run)?;
            let source = span.range();
            let exact = source.len() == *length;
            let of = |at: usize| source.start + at;
            Some((*span, if exact { of(within.start)..of(within.end) } else { source }))
        };
        let ((span, start), (_, end)) = (place(first)?, place(last)?);
        Some(Span::new(span.file, start.start..end.end.max(start.end)))
    }

    /// The leaf that a range lies in.
    pub(super) fn leaf(&self, range: &Range<usize>) -> Option<usize> {
        let index = self.leaves.partition_point(|leaf| leaf.range.end < range.end);
        let leaf = self.leaves.get(index)?;
        (leaf.range.start <= range.start).then_some(index)
    }

    /// The first leaf that does not end before a position.
    pub(super) fn leaf_from(&self, position: usize) -> Option<&Leaf> {
        self.leaves.get(self.leaves.partition_point(|leaf| leaf.range.end <= position))
    }
}

impl Piece {
    fn cut(&self, range: &Range<usize>) -> Range<usize> {
        if self.flat.len() != self.source.len() {
            return self.source.clone();
        }
        let start = range.start.saturating_sub(self.flat.start);
        let over = self.flat.end.saturating_sub(range.end);
        self.source.start + start..self.source.end - over
    }
}

/// White space that has been seen and not yet written.
#[derive(Default)]
enum Space {
    #[default]
    None,
    /// Between two inlines
    Between,
    /// Bytes of a run
    Of(RunId, Range<usize>),
}

struct Flattener<'a> {
    citations: Citations<'a>,
    flat: Flat<'a>,
    within: Within,
    /// Where the open leaf begins
    leaf: usize,
    pending: Space,
    /// Whether something was left out since the last characters
    omitted: bool,
    /// How many links are open
    links: usize,
}

impl<'a> Flattener<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.leaf_of(content),
            BlockKind::Heading(heading) => self.leaf_of(&heading.content),
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::List { items, .. } => {
                for item in items {
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.leaf_of(&definition.term);
                    for body in &definition.bodies {
                        self.blocks(body);
                    }
                }
            }
            BlockKind::Code { text, .. } => {
                self.open();
                self.characters(text, None);
                self.close();
            }
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    self.leaf_of(cell);
                }
            }
            BlockKind::Figure { image, caption } => {
                self.open();
                self.image(image);
                self.characters(caption.as_deref().unwrap_or_default(), None);
                self.close();
            }
            BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }

    fn leaf_of(&mut self, content: &'a [Inline]) {
        self.open();
        self.inlines(content);
        self.close();
    }

    fn open(&mut self) {
        let text = &mut self.flat.text;
        if !text.is_empty() && !text.ends_with([BLOCK_BREAK, NOTE_BREAK]) {
            text.push(BLOCK_BREAK);
        }
        self.leaf = text.len();
        self.pending = Space::None;
        self.omitted = false;
    }

    fn close(&mut self) {
        let range = self.leaf..self.flat.text.len();
        if !range.is_empty() {
            self.flat.leaves.push(Leaf { range, within: self.within.clone() });
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Run(run, text) => {
                self.flat.sources.insert(*run, (inline.span, text.len()));
                self.characters(text, Some(*run));
            }
            InlineKind::Code(text) => self.characters(text, None),
            InlineKind::Math { tex, .. } => self.characters(tex, None),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content) => self.inlines(content),
            InlineKind::Link(id, content) => {
                self.links += 1;
                self.spot(Spotted::Link(*id), |flattener| flattener.inlines(content));
                self.links -= 1;
            }
            InlineKind::Image(image) => self.image(image),
            InlineKind::Citation(id) => self.citation(*id),
            InlineKind::Marker(_) => self.omitted = true,
            InlineKind::SoftBreak | InlineKind::HardBreak => self.space(None),
            InlineKind::Html(_) => {}
        }
    }

    fn image(&mut self, image: &'a Image) {
        self.flat.alts.insert(image.link, &image.alt);
        if self.links > 0 && matches!(self.citations, Citations::Worded(_)) {
            self.characters(&image.alt, None);
        }
    }

    fn citation(&mut self, id: CitationId) {
        match self.citations {
            Citations::Omitted => self.omitted = true,
            Citations::Worded(texts) => {
                let words = texts.get(id.index()).map(CitationText::words).unwrap_or_default();
                self.spot(Spotted::Citation(id), |flattener| flattener.characters(&words, None));
            }
        }
    }

    /// Writes something and remembers where it stands, without the white space before it.
    fn spot(&mut self, what: Spotted, write: impl FnOnce(&mut Self)) {
        let before = self.flat.text.len();
        write(self);
        let end = self.flat.text.len();
        let folded = self.flat.text.get(before..end).is_some_and(|text| text.starts_with(' '));
        self.flat.spots.push(Spot { what, range: before + usize::from(folded)..end });
    }

    fn characters(&mut self, text: &str, run: Option<RunId>) {
        let mut word = None;
        for (at, c) in text.char_indices() {
            if !c.is_whitespace() {
                word.get_or_insert(at);
                continue;
            }
            if let Some(start) = word.take() {
                self.word(text, start..at, run);
            }
            self.space(run.map(|run| (run, at..at + c.len_utf8())));
        }
        if let Some(start) = word {
            self.word(text, start..text.len(), run);
        }
    }

    fn space(&mut self, source: Option<(RunId, Range<usize>)>) {
        if self.flat.text.len() == self.leaf {
            return;
        }
        match (&mut self.pending, source) {
            (Space::Of(run, range), Some((next, more))) if *run == next => range.end = more.end,
            (Space::Of(..), _) => {}
            (pending, Some((run, range))) => *pending = Space::Of(run, range),
            (pending, None) => *pending = Space::Between,
        }
    }

    fn word(&mut self, text: &str, range: Range<usize>, run: Option<RunId>) {
        let Some(word) = text.get(range.clone()) else { return };
        // “word [@a].” reads “word.” once the citation is left out.
        let joins = self.omitted && word.starts_with(closes);
        match std::mem::take(&mut self.pending) {
            Space::Between if !joins => self.write(" ", None),
            Space::Of(run, range) if !joins => self.write(" ", Some((run, range))),
            _ => {}
        }
        self.omitted = false;
        self.write(word, run.map(|run| (run, range)));
    }

    fn write(&mut self, text: &str, source: Option<(RunId, Range<usize>)>) {
        let start = self.flat.text.len();
        self.flat.text.push_str(text);
        let Some((run, source)) = source else { return };
        let flat = start..self.flat.text.len();
        let joins = |piece: &&mut Piece| {
            let exact = piece.flat.len() == piece.source.len() && flat.len() == source.len();
            exact && piece.run == run && piece.flat.end == start && piece.source.end == source.start
        };
        match self.flat.pieces.last_mut().filter(joins) {
            Some(piece) => (piece.flat.end, piece.source.end) = (flat.end, source.end),
            None => self.flat.pieces.push(Piece { flat, run, source }),
        }
    }
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '’' | '”' | '»' | '。' | '，' | '；' | '：' | '、'
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that is written wrongly should fail")]
mod tests {
    use super::{Citations, Flat, Spotted};
    use crate::model::ids::FileId;
    use crate::model::links::CitationText;
    use crate::model::rich::Rich;
    use crate::model::text::{Block, BlockKind, Inline, InlineKind, Text};
    use crate::resolve::fixture::text;

    fn check(source: &str, expected: &str) {
        assert_eq!(Flat::of(&text(FileId(0), source), Citations::Omitted).text, expected);
    }

    fn worded(source: &str) -> (String, Vec<String>) {
        let text = text(FileId(0), source);
        let cited = CitationText { content: Rich::plain("(Lo  2019)"), note: None, works: Vec::new() };
        let cited = vec![cited; text.citations.len()];
        let flat = Flat::of(&text, Citations::Worded(&cited));
        let spots = flat.spots.iter().map(|spot| {
            let what = match spot.what {
                Spotted::Link(id) => format!("link {}", id.0),
                Spotted::Citation(id) => format!("citation {}", id.0),
            };
            format!("{what}: {}", &flat.text[spot.range.clone()])
        });
        (flat.text.clone(), spots.collect())
    }

    #[test]
    fn markup_is_dropped_and_white_space_folded() {
        check("A *very  long*\\ `code` and  $x^2$.", "A very long code and x^2.");
        check("  at the edges  ", "at the edges");
        check("*a *  *b*", "a b");
        check("", "");
    }

    #[test]
    fn markers_citations_and_images_are_left_out() {
        check(
            "It rose.[^1] It fell [@lo-2019]. Why [^2]? See [@lo-2019] there.",
            "It rose. It fell. Why? See there.",
        );
        check("[@lo-2019] begins", "begins");
        check("an ![image](x.png) here", "an here");
        check("![alone](x.png)\nNext.", "Next.");
    }

    #[test]
    fn blocks_do_not_stick_together() {
        check(
            "# One\nTwo\n- three\n> four\n    five\n| six | seven",
            "One\nTwo\nthree\nfour\nfive\nsix\nseven",
        );
        check("One[^1]\n[^1]: note", "One\u{1f}note");
    }

    #[test]
    fn citations_are_shown_as_worded_and_found() {
        let (text, spots) = worded(
            "It fell [@lo-2019]. Then [a *b*](x.md) came, and [ c [@k]](y.md) and [![alt](x.png)](z.md).",
        );
        assert_eq!(text, "It fell (Lo 2019). Then a b came, and c (Lo 2019) and alt.");
        let expected = [
            "citation 0: (Lo 2019)",
            "link 0: a b",
            "link 1: c (Lo 2019)",
            "citation 1: (Lo 2019)",
            "link 2: alt",
        ];
        assert_eq!(spots, expected);
    }

    #[test]
    fn ranges_lead_back_to_runs() {
        let text = text(FileId(0), "The  great *power* of\u{a0}China\\ rose\nand `x` fell");
        let flat = Flat::of(&text, Citations::Omitted);
        let mut runs = Vec::new();
        collect(&text, &mut runs);
        for words in ["great power of China rose", "The great", "r of C", "rose\nand x f", "The", "l", "x"] {
            let start = flat.text.find(words).unwrap();
            let back = flat.runs(&(start..start + words.len()));
            let joined: Vec<_> = back.iter().map(|(run, range)| &runs[run.index()][range.clone()]).collect();
            let folded = joined.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            let expected =
                words.replace("x f", "f").replace('x', "").split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(folded.replace(' ', ""), expected.replace(' ', ""), "{words}");
            let mut once: Vec<_> = back.iter().map(|(run, _)| run).collect();
            once.dedup();
            assert_eq!(once.len(), back.len(), "one stretch for each run");
        }
        assert_eq!(flat.runs(&(0..9)), [(crate::model::ids::RunId(0), 0..10)]);
    }

    fn collect(text: &Text, runs: &mut Vec<String>) {
        fn inlines(content: &[Inline], runs: &mut Vec<String>) {
            for inline in content {
                match &inline.kind {
                    InlineKind::Run(_, text) => runs.push(text.to_string()),
                    InlineKind::Emphasis(content) => inlines(content, runs),
                    _ => {}
                }
            }
        }
        for Block { kind, .. } in &text.blocks {
            if let BlockKind::Paragraph(content) = kind {
                inlines(content, runs);
            }
        }
    }
}
