//! Undoes the pages of a text that was printed, as `pdftotext` gives it: running heads, page numbers, and notes at the foot
//! of the pages; texts without form feeds are left as they are.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Name, label};
use super::lines::Line;
use super::note_lists::{Entry, NoteList, is_marked};
use crate::import::recognise::notes;

/// How many lines at the top and at the bottom of a page may be running heads.
const EDGE: usize = 2;

/// The longest running head.
const LONGEST: usize = 100;

/// A text without its pages.
#[derive(Debug, Default)]
pub(super) struct Undone {
    /// Its lines; those of notes at the feet of pages stand at the end
    pub(super) lines: Vec<Line>,
    /// The running heads and page numbers
    pub(super) removed: Vec<Line>,
    /// The notes from the feet of the pages
    pub(super) notes: Option<NoteList>,
}

/// Undoes the pages.
pub(super) fn undo(lines: Vec<Line>) -> Undone {
    if lines.last().is_none_or(|line| line.page == 0) {
        return Undone { lines, ..Undone::default() };
    }
    let heads = running(&lines);
    let (mut kept, mut removed) = (Vec::new(), Vec::new());
    for (index, line) in lines.into_iter().enumerate() {
        if heads.contains(&index) { removed.push(line) } else { kept.push(line) }
    }
    let feet = feet(&kept);
    let (lines, notes) = match feet {
        Some(feet) => at_the_end(kept, &feet),
        None => (kept, None),
    };
    Undone { lines, removed, notes }
}

/// The lines of one page that are not blank, by their indices.
fn pages(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if pages.len() <= line.page {
            pages.resize(line.page + 1, Vec::new());
        }
        if let Some(page) = pages.get_mut(line.page).filter(|_| !line.is_blank()) {
            page.push(index);
        }
    }
    pages
}

/// The running heads and feet: lines that come back on other pages, and numbers that count the pages.
fn running(lines: &[Line]) -> BTreeSet<usize> {
    let pages = pages(lines);
    let text = |index: usize| lines.get(index).map_or("", |line| &*line.text);
    let edges = |page: &Vec<usize>| -> Vec<usize> {
        let top = page.iter().take(EDGE);
        let bottom = page.iter().rev().take(EDGE);
        let short = |index: &&usize| text(**index).chars().count() <= LONGEST;
        top.chain(bottom).filter(short).copied().collect::<BTreeSet<_>>().into_iter().collect()
    };
    let mut seen: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut offsets: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        for index in edges(page) {
            seen.entry(without_numbers(text(index))).or_default().insert(number);
            for offset in
                numbers(text(index)).filter_map(|found| found.checked_sub(i64::try_from(number).ok()?))
            {
                offsets.entry(offset).or_default().insert(number);
            }
        }
    }
    let filled = pages.iter().filter(|page| !page.is_empty()).count();
    // The pages count on from the number that most of them agree with.
    let counted = offsets
        .iter()
        .max_by_key(|(_, pages)| pages.len())
        .filter(|(_, pages)| pages.len() > 1 && pages.len() * 2 >= filled);
    let offset = counted.map(|(offset, _)| *offset);
    let mut heads = BTreeSet::new();
    for (number, page) in pages.iter().enumerate() {
        for index in edges(page) {
            let words = without_numbers(text(index));
            let again = words.chars().any(char::is_alphabetic)
                && seen.get(&words).is_some_and(|pages| pages.len() > 1);
            let here = offset.zip(i64::try_from(number).ok()).map(|(offset, number)| offset + number);
            let page_number = here.is_some_and(|here| counts(text(index), here));
            if again || page_number {
                heads.insert(index);
            }
        }
    }
    heads
}

/// The words of a line, its digits left out.
fn without_numbers(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>().trim().to_lowercase()
}

/// The numbers with which a line begins or ends.
fn numbers(text: &str) -> impl Iterator<Item = i64> {
    let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric());
    let first = trimmed.split(|c: char| !c.is_ascii_digit()).next();
    let last = trimmed.rsplit(|c: char| !c.is_ascii_digit()).next();
    let both: BTreeSet<i64> = [first, last]
        .into_iter()
        .flatten()
        .filter(|digits| digits.len() <= 5)
        .filter_map(|digits| digits.parse().ok())
        .collect();
    both.into_iter()
}

/// Whether a line counts its page: the number alone, or with the words of a running head before or behind it. A number
/// before words may be a note's.
fn counts(text: &str, page: i64) -> bool {
    let alone = without_numbers(text).chars().filter(|c| c.is_alphabetic()).count() <= 5;
    let head = text.split_whitespace().count() <= 12 && !text.ends_with(['.', ',', ';']);
    numbers(text).any(|number| number == page) && (alone || head)
}

/// The notes at the feet of pages: where they begin on each page, and their entries.
struct Feet {
    /// The first line of the notes on each page that has some
    starts: BTreeMap<usize, usize>,
    entries: BTreeMap<usize, (String, usize)>,
}

fn feet(lines: &[Line]) -> Option<Feet> {
    let pages = pages(lines);
    let mut items = Vec::new();
    let mut places = Vec::new();
    for page in &pages {
        for (place, index) in page.iter().enumerate() {
            let Some(label) = lines.get(*index).and_then(|line| label(&line.text)) else {
                continue;
            };
            let Name::Number(number) = label.name else {
                continue;
            };
            let low = if place * 2 >= page.len() { 10 } else { -15 };
            let parted = if index.checked_sub(1).and_then(|above| lines.get(above)).is_none_or(Line::is_blank)
            {
                15
            } else {
                0
            };
            items.push((number, 30 + low + parted));
            places.push((*index, number, label.text));
        }
    }
    let mut feet = Feet { starts: BTreeMap::new(), entries: BTreeMap::new() };
    for (index, number, text) in
        notes::sequence(&items).into_iter().filter_map(|item| places.get(item).copied())
    {
        let page = lines.get(index).map_or(0, |line| line.page);
        feet.starts.entry(page).or_insert(index);
        feet.entries.insert(index, (number.to_string(), text));
    }
    let body: Vec<&Line> = lines
        .iter()
        .enumerate()
        .filter(|(index, line)| !feet.is_note(*index, line))
        .map(|(_, line)| line)
        .collect();
    let entries: Vec<Entry> = feet
        .entries
        .iter()
        .map(|(line, (label, text))| Entry { label: label.clone(), line: *line, text: *text })
        .collect();
    (feet.starts.len() > 1 && is_marked(body.into_iter(), &entries)).then_some(feet)
}

impl Feet {
    fn is_note(&self, index: usize, line: &Line) -> bool {
        self.starts.get(&line.page).is_some_and(|start| index >= *start)
    }
}

/// Moves the notes behind the text.
fn at_the_end(lines: Vec<Line>, feet: &Feet) -> (Vec<Line>, Option<NoteList>) {
    let (mut body, mut notes, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    for (index, line) in lines.into_iter().enumerate() {
        if feet.is_note(index, &line) {
            if let Some((label, text)) = feet.entries.get(&index) {
                entries.push((label.clone(), notes.len(), *text));
            }
            notes.push(line);
        } else {
            body.push(line);
        }
    }
    let start = body.len();
    let entries =
        entries.into_iter().map(|(label, line, text)| Entry { label, line: start + line, text }).collect();
    body.extend(notes);
    let end = body.len();
    (body, Some(NoteList { heading: None, end, entries }))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(text: &str, body: &[&str], removed: &[&str], notes: &[&str]) {
        let undone = undo(lines(text));
        let of = |lines: &[Line]| {
            lines.iter().filter(|line| !line.is_blank()).map(|line| line.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(of(&undone.lines), body);
        assert_eq!(of(&undone.removed), removed);
        let labels =
            undone.notes.map(|list| list.entries.into_iter().map(|entry| entry.label).collect::<Vec<_>>());
        assert_eq!(labels.unwrap_or_default(), notes);
    }

    #[test]
    fn heads_and_numbers_are_taken_out() {
        check(
            "The Journal\n\nText one.\n\n117\n\u{c}118 A. Writer\n\nText two.\n\u{c}The Journal\n\nText three.\n\n119\n",
            &["Text one.", "Text two.", "Text three."],
            &["The Journal", "117", "118 A. Writer", "The Journal", "119"],
            &[],
        );
        check("A\n\n12\n", &["A", "12"], &[], &[]);
        check("", &[], &[], &[]);
    }

    #[test]
    fn notes_at_the_feet_go_to_the_end() {
        check(
            "It was a promise.1 It was\n\n1 The text.\n\u{c}kept,2 and then broken.3\n\n2 Archive,\nbox 3.\n3 See above.\n",
            &[
                "It was a promise.1 It was",
                "kept,2 and then broken.3",
                "1 The text.",
                "2 Archive,",
                "box 3.",
                "3 See above.",
            ],
            &[],
            &["1", "2", "3"],
        );
    }
}
