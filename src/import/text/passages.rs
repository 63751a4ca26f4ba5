//! Joins the lines of a paragraph that was broken to a width, and undoes hyphens at their ends; what a passage is for is
//! not known here.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lines::Line;

/// The widest measure to which people and programs break lines; longer lines are whole paragraphs.
const WIDEST: usize = 160;

/// A stretch of the source that was one line before it was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its text
    pub(super) text: String,
    /// Where its parts come from: an offset in `text`, and the bytes of the source that begin there
    pub(super) pieces: Vec<(usize, Range<usize>)>,
    /// The line where it begins, from 1
    pub(super) line: usize,
    /// How many columns its first line is indented
    pub(super) indent: usize,
    /// How many blank lines stand before it
    pub(super) blank_before: usize,
    /// How many columns its other lines are indented at least
    pub(super) hanging: Option<usize>,
    /// The first of its lines, among all lines
    pub(super) index: usize,
}

impl Passage {
    /// The bytes of the source that a stretch of the text comes from, as near as is known.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..self.place(range.end).max(start)
    }

    fn place(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|(begin, _)| *begin <= offset).saturating_sub(1);
        let Some((begin, bytes)) = self.pieces.get(index) else {
            return 0;
        };
        (bytes.start + offset.saturating_sub(*begin)).min(bytes.end)
    }

    /// All of its bytes in the source.
    pub(super) fn whole(&self) -> Range<usize> {
        let start = self.pieces.first().map_or(0, |(_, bytes)| bytes.start);
        start..self.pieces.last().map_or(start, |(_, bytes)| bytes.end)
    }

    fn of(line: &Line, index: usize, blank_before: usize) -> Self {
        Self {
            text: line.text.clone(),
            pieces: vec![(0, line.range.clone())],
            line: line.number,
            indent: line.indent,
            blank_before,
            hanging: None,
            index,
        }
    }

    fn append(&mut self, line: &Line, join: Join) {
        match join {
            Join::Space => self.text.push(' '),
            Join::Nothing => {}
            Join::DropHyphen => _ = self.text.pop(),
        }
        self.pieces.push((self.text.len(), line.range.clone()));
        self.text.push_str(&line.text);
        self.hanging = Some(self.hanging.map_or(line.indent, |hanging| hanging.min(line.indent)));
    }
}

/// What stands between two lines that were one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    Space,
    Nothing,
    DropHyphen,
}

/// The measure to which a text is broken, and the words that it has unbroken.
#[derive(Debug)]
struct Measure<'t> {
    /// How long lines are; `None` where lines are paragraphs
    width: Option<usize>,
    words: BTreeSet<&'t str>,
    /// Whether words are divided at the ends of lines
    divides: bool,
}

/// Joins lines to passages; those of `breaks` begin one in any case.
pub(super) fn passages(lines: &[Line], breaks: &BTreeSet<usize>) -> Vec<Passage> {
    let measure = Measure::of(lines);
    let mut passages: Vec<Passage> = Vec::new();
    let mut last: Option<&Line> = None;
    let mut blanks = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank() {
            blanks += 1;
            continue;
        }
        let goes_on = |last: &&Line| !breaks.contains(&index) && measure.goes_on(last, line, blanks);
        let join = last.filter(goes_on).map(|last| measure.join(last, line));
        match (join, passages.last_mut()) {
            (Some(join), Some(passage)) => passage.append(line, join),
            _ => passages.push(Passage::of(line, index, blanks)),
        }
        (last, blanks) = (Some(line), 0);
    }
    passages
}

fn length(line: &Line) -> usize {
    line.text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Characters of Chinese, Japanese and Korean, which are as wide as two others and need no space between lines.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0x20000..=0x3fffd)
}

impl<'t> Measure<'t> {
    fn of(lines: &'t [Line]) -> Self {
        let mut measure = Self { width: width(lines), words: BTreeSet::new(), divides: false };
        if measure.width.is_some() {
            let words = lines.iter().flat_map(|line| line.text.split_whitespace());
            measure.words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
            measure.divides = measure.divides(lines);
        }
        measure
    }

    /// Hyphens at ends of lines are divisions if the words without them occur more often than those with them.
    fn divides(&self, lines: &[Line]) -> bool {
        let (mut divided, mut kept) = (0usize, 0usize);
        for (first, second) in lines.iter().zip(lines.iter().skip(1)) {
            if let Some((left, right)) = broken_word(first, second) {
                divided += usize::from(self.words.contains(&*format!("{left}{right}")));
                kept += usize::from(self.words.contains(&*format!("{left}-{right}")));
            }
        }
        let paged = lines.last().is_some_and(|line| line.page > 0);
        divided > kept || (paged && divided == kept)
    }

    /// Whether a line goes on with the paragraph of the line before.
    fn goes_on(&self, last: &Line, line: &Line, blanks: usize) -> bool {
        let Some(width) = self.width else {
            return false;
        };
        if blanks > 0 {
            return last.page < line.page && is_unfinished(last) && begins_in_the_middle(line);
        }
        let room = length(last) + 1 + line.text.split(' ').next().map_or(0, str::len);
        let full = room * 5 > width * 4;
        let indented = line.indent > last.indent + 1 && last.indent <= 1;
        full && (!indented || is_unfinished(last))
    }

    fn join(&self, last: &Line, line: &Line) -> Join {
        if last.hyphenated {
            return Join::Nothing;
        }
        let Some((left, right)) = broken_word(last, line) else {
            let wide = |c: Option<char>| c.is_some_and(is_wide);
            let together = wide(last.text.chars().next_back()) && wide(line.text.chars().next());
            let dash =
                last.text.ends_with('-') && last.text.chars().rev().nth(1).is_some_and(char::is_alphanumeric);
            return if together || dash { Join::Nothing } else { Join::Space };
        };
        let hyphen = last.text.ends_with('\u{2010}');
        match (
            self.words.contains(&*format!("{left}{right}")),
            self.words.contains(&*format!("{left}-{right}")),
        ) {
            (true, false) => Join::DropHyphen,
            (false, true) => Join::Nothing,
            _ if self.divides || hyphen => Join::DropHyphen,
            _ => Join::Nothing,
        }
    }
}

/// The two halves of a word with a hyphen at the end of a line; only small letters go on after one.
fn broken_word<'a>(last: &'a Line, line: &'a Line) -> Option<(&'a str, &'a str)> {
    let body = last.text.strip_suffix(['-', '\u{2010}'])?;
    let left = body.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let right = line.text.split(|c: char| !c.is_alphabetic()).next()?;
    let small = right.chars().next()?.is_lowercase();
    (left.chars().count() > 1 && small).then_some((left, right))
}

fn is_unfinished(line: &Line) -> bool {
    let end = line
        .text
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '”' | '’' | '"' | '\'' | '»' | ')'));
    !end.ends_with(['.', '?', '!', ':', '。', '？', '！', '…'])
}

fn begins_in_the_middle(line: &Line) -> bool {
    line.text.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, '(' | '‘' | '“'))
}

/// The width to which lines are broken: the length that most lines of a block but its last come near to.
fn width(lines: &[Line]) -> Option<usize> {
    let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|(a, b)| !a.is_blank() && !b.is_blank());
    let inner: Vec<(usize, usize)> = pairs
        .map(|(a, b)| (length(a), b.text.split(' ').next().map_or(0, |word| word.chars().count())))
        .collect();
    let mut lengths: Vec<usize> = inner.iter().map(|(length, _)| *length).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 9 / 10)?;
    let long = lines.iter().filter(|line| length(line) > WIDEST.max(width + width / 2)).count();
    let near = inner.iter().filter(|(length, word)| (length + 1 + word) * 5 > width * 4).count();
    let broken = (30..=WIDEST).contains(&width) && near * 2 > inner.len() && near >= 3 && long * 4 < near;
    broken.then_some(width)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let lines = lines(source);
        let passages = passages(&lines, &BTreeSet::new());
        assert_eq!(passages.iter().map(|passage| &*passage.text).collect::<Vec<_>>(), expected, "{source:?}");
        for passage in &passages {
            assert!(source.get(passage.whole()).is_some(), "{passage:?}");
        }
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        check("One line.\nAnother line.\n\nA third.", &["One line.", "Another line.", "A third."]);
        check("", &[]);
    }

    const BROKEN: &str = "The alliance was never more than a promise, and\n\
        nobody who signed it thought that the promise\n\
        would be kept. Least of all did those who had in-\n\
        vented it.\n\
        \n\
        A second paragraph begins here, and it goes on as\n\
        far as the first one did, with the hyphen of non-\n\
        alignment and of those who invented it.\n";

    #[test]
    fn broken_lines_are_joined() {
        check(
            BROKEN,
            &[
                "The alliance was never more than a promise, and nobody who signed it thought that the promise \
                 would be kept. Least of all did those who had invented it.",
                "A second paragraph begins here, and it goes on as far as the first one did, with the hyphen of \
                 nonalignment and of those who invented it.",
            ],
        );
    }

    #[test]
    fn a_word_that_has_its_hyphen_elsewhere_keeps_it() {
        let source = format!("{BROKEN}\nNon-alignment, or non-alignment.\n");
        let passages = passages(&lines(&source), &BTreeSet::new());
        assert!(passages.iter().any(|passage| passage.text.contains("of non-alignment and")));
    }

    #[test]
    fn places_lead_to_the_source() {
        let passages = passages(&lines(BROKEN), &BTreeSet::new());
        let told = passages.first().and_then(|passage| {
            let at = passage.text.find("Least")?;
            BROKEN.get(passage.source(at..at + 5))
        });
        assert_eq!(told, Some("Least"));
    }
}
