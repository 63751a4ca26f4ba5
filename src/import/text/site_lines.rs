//! What a site adds within the lines of a text: links beside headings, and a table of contents, which repeats them; both
//! are taken out and listed, before anything else looks at the lines.

use std::collections::BTreeSet;

use super::lines::Line;
use super::sections::section;
use crate::import::draft::Chrome;

/// Links behind headings, in small letters.
const LINKS: &[&str] = &[
    "edit",
    "edit source",
    "edit | edit source",
    "bearbeiten",
    "bearbeiten | quelltext bearbeiten",
    "modifier",
    "modifier | modifier le code",
    "editar",
    "editar código",
    "editar | editar código-fonte",
    "modifica",
    "modifica | modifica wikitesto",
    "bewerken",
    "править | править код",
    "编辑",
    "編輯",
    "編集",
];

/// The names of tables of contents, in small letters.
const CONTENTS: &[&str] = &[
    "contents",
    "table of contents",
    "in this article",
    "on this page",
    "inhalt",
    "inhaltsverzeichnis",
    "sommaire",
    "table des matières",
    "contenido",
    "contenidos",
    "tabla de contenidos",
    "índice",
    "sumário",
    "indice",
    "inhoud",
    "оглавление",
    "содержание",
    "目录",
    "目錄",
    "目次",
];

/// The longest line of a table of contents.
const LONGEST: usize = 160;

/// Takes both out of the lines.
pub(super) fn take(lines: &mut Vec<Line>) -> Vec<Chrome> {
    let edits = links(lines);
    contents(lines).into_iter().chain(edits).collect()
}

fn links(lines: &mut [Line]) -> Option<Chrome> {
    let mut first = None;
    let mut taken = Vec::new();
    for line in lines {
        let Some(start) = line.text.rfind('[').filter(|start| is_link(&line.text, *start)) else {
            continue;
        };
        taken.push(line.text.split_off(start));
        line.text.truncate(line.text.trim_end().len());
        first.get_or_insert(line.number);
    }
    Some(Chrome { what: "links to edit sections", text: taken.join(" "), line: first? })
}

fn is_link(text: &str, start: usize) -> bool {
    let inner = text.get(start..).and_then(|tail| tail.strip_prefix('[')?.strip_suffix(']'));
    start > 0 && inner.is_some_and(|inner| LINKS.contains(&&*inner.trim().to_lowercase()))
}

/// A table of contents under its name: two lines at least, each with the words of a line that comes later.
fn contents(lines: &mut Vec<Line>) -> Option<Chrome> {
    let head = lines.iter().position(|line| is_name(&line.text))?;
    let mut end = head + 1;
    let mut entries = 0;
    for (index, line) in lines.iter().enumerate().skip(head + 1) {
        if line.is_blank() {
            continue;
        }
        let words = words(&line.text);
        let comes = || lines.iter().skip(index + 1).any(|later| self::words(&later.text) == words);
        if line.text.chars().count() > LONGEST || !(comes() || section(words).is_some()) {
            break;
        }
        (end, entries) = (index + 1, entries + 1);
    }
    // The last line of the table may be the first heading itself, where the names of both are the same.
    let repeated: BTreeSet<&str> = lines.get(head + 1..end)?.iter().map(|line| words(&line.text)).collect();
    let there =
        lines.iter().skip(end).filter(|line| !line.is_blank() && repeated.contains(words(&line.text)));
    if entries < 2 || there.count() + 1 < repeated.len().div_ceil(2) {
        return None;
    }
    let taken: Vec<Line> = lines.drain(head..end).collect();
    let line = taken.first()?.number;
    let texts: Vec<&str> = taken.iter().map(|line| &*line.text).filter(|text| !text.is_empty()).collect();
    Some(Chrome { what: "table of contents", text: texts.join("\n"), line })
}

fn is_name(text: &str) -> bool {
    text.len() < 80 && CONTENTS.contains(&&*text.trim_end_matches(':').to_lowercase())
}

/// A heading without its number, and without the page that it is on.
fn words(text: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '\u{a0}' | '\t');
    let page = |c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | ' ' | '\u{a0}' | '·');
    let bare = text.trim_start_matches(number);
    let behind = bare.trim_end_matches(page);
    // A year at the end belongs to the words: a page is parted from them by more than a space.
    if bare.get(behind.len()..).is_some_and(|tail| tail.contains("..") || tail.contains('…')) {
        behind
    } else {
        bare
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(text: &str, kept: &[&str], expected: &[(&str, &str, usize)]) {
        let mut lines = lines(text);
        let taken = take(&mut lines);
        let taken: Vec<_> = taken.iter().map(|chrome| (chrome.what, &*chrome.text, chrome.line)).collect();
        assert_eq!(taken, expected, "{text}");
        let left: Vec<&str> = lines.iter().map(|line| &*line.text).filter(|text| !text.is_empty()).collect();
        assert_eq!(left, kept, "{text}");
    }

    #[test]
    fn links_go_from_headings() {
        check(
            "A\n\nRivers [edit]\nb [sic]\n[edit]",
            &["A", "Rivers", "b [sic]", "[edit]"],
            &[("links to edit sections", "[edit]", 3)],
        );
    }

    #[test]
    fn a_table_of_contents_is_what_repeats_headings() {
        check(
            "x\nContents\n1 Rivers\n1.1 Lakes in 1950\n2 Notes\n\nRivers\na\n\nLakes in 1950\nb",
            &["x", "Rivers", "a", "Lakes in 1950", "b"],
            &[("table of contents", "Contents\n1 Rivers\n1.1 Lakes in 1950\n2 Notes", 2)],
        );
        check(
            "Inhalt\nFlüsse ..... 3\nSeen ..... 12\nFlüsse\na\nSeen\nb",
            &["Flüsse", "a", "Seen", "b"],
            &[("table of contents", "Inhalt\nFlüsse ..... 3\nSeen ..... 12", 1)],
        );
    }

    #[test]
    fn a_section_about_contents_stays() {
        let text = "Contents\nThe box had two things in it.\nBoth were lost.\nEnd";
        check(text, &text.lines().collect::<Vec<_>>(), &[]);
        check("", &[], &[]);
    }
}
