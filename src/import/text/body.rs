//! Passages → blocks: headings, captions, lists, quotations, paragraphs, with the markers in their places; which passage is
//! what was settled before.

use super::headings::is_list_form;
use super::labels::{Name, label};
use super::outline::{Role, is_prose};
use super::passages::Passage;
use crate::import::recognise::notes::Mark;
use crate::import::tree::{Block, BlockKind, Inline};

/// What begins an item of a list without numbers.
const BULLETS: [char; 9] = ['•', '‣', '▪', '●', '◦', '·', '-', '–', '*'];

/// How much deeper a quotation is indented than the text.
const DEEPER: usize = 3;

/// Builds the blocks. `marks` are in the order of the passages.
pub(super) fn blocks(passages: &[Passage], roles: &[Role], marks: &[Mark]) -> Vec<Block> {
    let base = Base::of(passages);
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some((passage, role)) = passages.get(at).zip(roles.get(at)) {
        let inlines = |from: usize| inlines(&passage.text, from, marks_of(marks, at));
        let block = |kind| Block { kind, line: passage.line };
        let taken = match role {
            Role::Heading(level) => {
                let from = heading_start(&passage.text);
                blocks.push(block(BlockKind::Heading(*level, inlines(from))));
                1
            }
            Role::Caption => captions(passages, roles, marks, at, &mut blocks),
            Role::Text(_) if is_rule(&passage.text) => {
                blocks.push(block(BlockKind::Rule));
                1
            }
            Role::Text(from) => match list(passages, roles, marks, at) {
                Some((kind, taken)) => {
                    blocks.push(block(kind));
                    taken
                }
                None => text(passage, &base, inlines(*from), &mut blocks),
            },
            Role::Title | Role::Data | Role::Chrome(_) => 1,
        };
        at += taken;
    }
    blocks
}

/// Marks of Markdown before a heading.
fn heading_start(text: &str) -> usize {
    // A date before the first heading of a text has become a field.
    let dated = super::findings::told(text, 0).and_then(|told| told.rest);
    dated.unwrap_or(text.len() - text.trim_start_matches(['#', ' ']).len())
}

fn is_rule(text: &str) -> bool {
    text.chars().count() >= 3
        && text.chars().all(|c| matches!(c, '*' | '-' | '_' | '—' | '–' | '=' | '~' | '⁂' | '•' | ' '))
}

/// Captions one below the other belong together.
fn captions(
    passages: &[Passage],
    roles: &[Role],
    marks: &[Mark],
    at: usize,
    blocks: &mut Vec<Block>,
) -> usize {
    let mut words = Vec::new();
    let mut taken = 0;
    for (index, passage) in passages.iter().enumerate().skip(at) {
        let goes_on = roles.get(index) == Some(&Role::Caption) && (taken == 0 || passage.blank_before == 0);
        if !goes_on {
            break;
        }
        if taken > 0 {
            words.push(Inline::Break);
        }
        words.push(Inline::Emphasis(inlines(&passage.text, 0, marks_of(marks, index))));
        taken += 1;
    }
    let line = passages.get(at).map_or(0, |passage| passage.line);
    blocks.push(Block { kind: BlockKind::Paragraph(words), line });
    taken
}

fn marks_of(marks: &[Mark], passage: usize) -> &[Mark] {
    let start = marks.partition_point(|mark| mark.spot.passage < passage);
    let end = marks.partition_point(|mark| mark.spot.passage <= passage);
    marks.get(start..end).unwrap_or_default()
}

/// A passage's words with its markers. `marks` are those of this passage, in order.
pub(super) fn inlines(text: &str, from: usize, marks: &[Mark]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut at = from;
    for mark in marks {
        let range = &mark.spot.range;
        let Some(before) = text.get(at..range.start) else {
            continue;
        };
        push_text(&mut inlines, before);
        inlines.extend(mark.labels.iter().cloned().map(Inline::Marker));
        at = range.end;
        // A sentence that followed without a space gets one.
        if text
            .get(at..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() && u32::from(c) < 0x2e80))
        {
            push_text(&mut inlines, " ");
        }
    }
    push_text(&mut inlines, text.get(at..).unwrap_or(""));
    inlines
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    let text = spaced(text);
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(&text),
        _ => inlines.push(Inline::Text(text)),
    }
}

/// No-break spaces stay where a line must not break: between a figure and its unit, before French marks, behind initials.
fn spaced(text: &str) -> String {
    if !text.contains('\u{a0}') {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied();
    let stays = |index: usize| {
        let (before, after) = (index.checked_sub(1).and_then(at), at(index + 1));
        let figure = before.is_some_and(|c| c.is_ascii_digit());
        let french =
            matches!(after, Some(':' | ';' | '!' | '?' | '»' | '%' | '€' | '°')) || before == Some('«');
        let initial = before == Some('.')
            && index >= 2
            && at(index - 2).is_some_and(char::is_alphabetic)
            && index.checked_sub(3).and_then(at).is_none_or(|c| !c.is_alphabetic());
        figure && after.is_some_and(char::is_alphanumeric) || french || initial
    };
    chars
        .iter()
        .enumerate()
        .map(|(index, c)| if *c == '\u{a0}' && !stays(index) { ' ' } else { *c })
        .collect()
}

/// Where most of the text begins its lines.
struct Base {
    indent: usize,
    /// Whether paragraphs have their first line indented
    first_lines: bool,
}

impl Base {
    fn of(passages: &[Passage]) -> Self {
        let mut indents: Vec<usize> = passages
            .iter()
            .filter(|passage| is_prose(passage))
            .map(|passage| passage.hanging.unwrap_or(passage.indent))
            .collect();
        indents.sort_unstable();
        let indent = indents.get(indents.len() / 2).copied().unwrap_or(0);
        let first = passages
            .iter()
            .filter(|passage| passage.hanging.is_some_and(|hanging| hanging < passage.indent))
            .count();
        let straight = passages
            .iter()
            .filter(|passage| passage.hanging.is_some_and(|hanging| hanging >= passage.indent))
            .count();
        Self { indent, first_lines: first > straight }
    }

    fn is_quote(&self, passage: &Passage) -> bool {
        let deep = |indent: usize| indent >= self.indent + DEEPER;
        match passage.hanging {
            Some(hanging) => deep(passage.indent) && deep(hanging),
            None => deep(passage.indent) && !self.first_lines,
        }
    }
}

/// A paragraph, or one more of a quotation.
fn text(passage: &Passage, base: &Base, inlines: Vec<Inline>, blocks: &mut Vec<Block>) -> usize {
    let quoted = passage.text.starts_with("> ");
    let paragraph = |words| Block { kind: BlockKind::Paragraph(words), line: passage.line };
    if !quoted && !base.is_quote(passage) {
        blocks.push(paragraph(inlines));
        return 1;
    }
    let words = if quoted { without_mark(inlines) } else { inlines };
    match blocks.last_mut() {
        Some(Block { kind: BlockKind::Quote(quote), .. }) => quote.push(paragraph(words)),
        _ => blocks.push(Block { kind: BlockKind::Quote(vec![paragraph(words)]), line: passage.line }),
    }
    1
}

fn without_mark(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start_matches(['>', ' ']).to_owned();
    }
    inlines
}

/// A list of at least two items that begins at a passage, and how many passages it takes.
fn list(passages: &[Passage], roles: &[Role], marks: &[Mark], at: usize) -> Option<(BlockKind, usize)> {
    let first = item(passages.get(at)?)?;
    let mut items = Vec::new();
    let mut last = first.clone();
    for (index, passage) in passages.iter().enumerate().skip(at) {
        let Some(item) = item(passage).filter(|_| matches!(roles.get(index), Some(Role::Text(0)))) else {
            break;
        };
        if !(index == at || item.follows(&last)) {
            break;
        }
        let words = inlines(&passage.text, item.text, marks_of(marks, index));
        items.push(vec![Block { kind: BlockKind::Paragraph(words), line: passage.line }]);
        last = item;
    }
    let taken = items.len();
    (taken > 1).then_some((BlockKind::List(first.number, items), taken))
}

#[derive(Clone)]
struct Item {
    number: Option<u64>,
    bullet: Option<char>,
    text: usize,
}

impl Item {
    fn follows(&self, last: &Self) -> bool {
        match (self.number, last.number) {
            (Some(number), Some(last)) => number == last + 1,
            (None, None) => self.bullet == last.bullet,
            _ => false,
        }
    }
}

fn item(passage: &Passage) -> Option<Item> {
    let text = &passage.text;
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    if BULLETS.contains(&first) && rest.starts_with(char::is_whitespace) {
        let start = text.len() - rest.trim_start().len();
        return Some(Item { number: None, bullet: Some(first), text: start });
    }
    let label = label(text).filter(|label| is_list_form(label.form) && label.text < text.len())?;
    match label.name {
        Name::Number(number) => {
            Some(Item { number: Some(u64::from(number)), bullet: None, text: label.text })
        }
        Name::Symbol(_) => None,
    }
}
