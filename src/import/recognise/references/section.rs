//! Where the list of references is, and where each of its entries begins; what an entry says is not known here.

use std::ops::Range;

use crate::import::recognise::fold::fold;
use crate::import::recognise::tokens::Tokens;
use crate::import::tree::{Block, BlockKind, Inline};

use super::entry;

/// A list of references.
pub(super) struct Section {
    /// The blocks that it takes up, its heading included
    pub(super) blocks: Range<usize>,
    /// Its entries with their lines
    pub(super) entries: Vec<(usize, String)>,
}

/// Headings of such lists, folded.
const HEADINGS: &[&str] = &[
    "references",
    "reference list",
    "list of references",
    "references cited",
    "bibliography",
    "select bibliography",
    "selected bibliography",
    "works cited",
    "work cited",
    "cited works",
    "literature cited",
    "literature",
    "literatur",
    "literaturverzeichnis",
    "quellen und literatur",
    "bibliographie",
    "references bibliographiques",
    "ouvrages cites",
    "referencias",
    "referencias bibliograficas",
    "bibliografia",
    "obras citadas",
    "referencias citadas",
    "riferimenti bibliografici",
    "литература",
    "список литературы",
    "библиография",
    "参考文献",
    "参考书目",
    "引用文献",
];

/// Finds the last list of references of a document.
pub(super) fn find(blocks: &[Block]) -> Option<Section> {
    let heading = blocks.iter().rposition(is_heading)?;
    let level = match blocks.get(heading).map(|block| &block.kind) {
        Some(BlockKind::Heading(level, _)) => *level,
        _ => 6,
    };
    let mut entries = Vec::new();
    let mut end = heading + 1;
    for block in blocks.get(heading + 1..).unwrap_or_default() {
        match &block.kind {
            BlockKind::Paragraph(inlines) => entries.extend(split(&words(inlines), block.line)),
            BlockKind::List(_, items) => {
                for item in items {
                    entries.push((item.first().map_or(block.line, |first| first.line), words_of(item)));
                }
            }
            BlockKind::Heading(other, _) if *other > level => {}
            _ => break,
        }
        end += 1;
    }
    let end = trim(&mut entries, blocks, end);
    (!entries.is_empty()).then_some(Section { blocks: heading..end, entries })
}

fn is_heading(block: &Block) -> bool {
    let (BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines)) = &block.kind else { return false };
    if inlines.len() > 4 {
        return false;
    }
    let text = words(inlines);
    let name = text.trim_start_matches(|c: char| !c.is_alphabetic());
    text.len() < 80 && HEADINGS.contains(&fold(name).as_str())
}

/// Leaves paragraphs at the end that are no entries in the text, such as an author's biography.
fn trim(entries: &mut Vec<(usize, String)>, blocks: &[Block], end: usize) -> usize {
    let mut end = end;
    while let Some((line, last)) = entries.last()
        && !entry::read(last, None).is_certain()
        && !entry::begins_with_dash(last)
        && let Some(block) = end.checked_sub(1).and_then(|at| blocks.get(at))
        && block.line == *line
        && matches!(block.kind, BlockKind::Paragraph(_))
        && !has_year(last)
    {
        entries.pop();
        end -= 1;
    }
    end
}

fn has_year(text: &str) -> bool {
    let tokens = Tokens::of(text);
    (0..tokens.len()).any(|at| entry::year(&tokens, at).is_some())
}

/// One entry, or an entry a line where every line begins one; a line that begins none goes on with the one before.
fn split(text: &str, line: usize) -> Vec<(usize, String)> {
    let mut entries: Vec<(usize, String)> = Vec::new();
    for (at, words) in text.lines().enumerate() {
        let begins = entry::read(words, None).is_certain() || entry::begins_with_dash(words);
        match entries.last_mut() {
            Some((_, last)) if !begins => {
                last.push(' ');
                last.push_str(words.trim());
            }
            _ => entries.push((if line == 0 { 0 } else { line + at }, words.trim().to_owned())),
        }
    }
    entries.retain(|(_, words)| !words.is_empty());
    entries
}

/// The words of an item.
pub(super) fn words_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            text.push_str(&words(inlines).replace('\n', " "));
            text.push(' ');
        }
    }
    text.trim().to_owned()
}

/// The words of some inlines, with the addresses of links that are not their own words.
fn words(inlines: &[Inline]) -> String {
    let mut text = String::new();
    gather(inlines, 0, &mut text);
    text
}

fn gather(inlines: &[Inline], depth: usize, text: &mut String) {
    for inline in inlines.iter().filter(|_| depth < 64) {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Formula(words) => text.push_str(words),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner) => gather(inner, depth + 1, text),
            Inline::Link(address, inner) => {
                let start = text.len();
                gather(inner, depth + 1, text);
                let shown = text.get(start..).unwrap_or_default();
                if address.starts_with("http") && !shown.contains("http") && !shown.contains("10.") {
                    text.push(' ');
                    text.push_str(address);
                }
            }
            Inline::Break => text.push('\n'),
            Inline::Image(..) | Inline::Marker(_) => {}
            Inline::Citation(citation) => text.push_str(&citation.printed),
        }
    }
}
