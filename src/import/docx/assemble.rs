//! Paragraphs → blocks: what belongs together by style and list becomes one, and what stands above the text becomes fields.

use super::Reader;
use super::paragraphs::{Paragraph, Piece};
use super::parts::Role;
use super::runs::plain;
use crate::import::draft::{Certainty, Field, Reference, Value};
use crate::import::recognise::references::read_entry;
use crate::import::text::{dates, names};
use crate::import::tree::{Block, BlockKind, Inline};

/// An item of a list: the list and the level in it, and what it says.
type Item = ((String, usize), Block);

type Pieces = std::iter::Peekable<std::vec::IntoIter<Piece>>;

impl Reader<'_> {
    /// Puts pieces together.
    pub(super) fn assemble(&mut self, pieces: Vec<Piece>) -> Vec<Block> {
        let highest = pieces.iter().filter_map(heading).min().unwrap_or(1);
        let alone = pieces.iter().filter_map(heading).filter(|level| *level == highest).count() == 1;
        let titled = pieces.iter().any(|piece| role(piece) == Some(Role::Title));
        let headed = pieces.first().and_then(heading) == Some(highest);
        // A first heading above all others is the title, where nothing else is.
        let mut title = !titled && alone && headed && self.parts.core.title.is_none() && pieces.len() > 1;
        let shift = 2 - i16::from(highest) - i16::from(title);
        let mut in_front = true;
        let mut blocks: Vec<Block> = Vec::new();
        let mut rest: Pieces = pieces.into_iter().peekable();
        while let Some(piece) = rest.next() {
            let paragraph = match piece {
                Piece::Paragraph(paragraph) => paragraph,
                Piece::Block(block) => {
                    in_front = false;
                    blocks.push(block);
                    continue;
                }
            };
            if std::mem::take(&mut title) {
                self.field("title", &plain(&paragraph.words));
                continue;
            }
            let Some(paragraph) = (if in_front { self.front(paragraph) } else { Some(paragraph) }) else {
                continue;
            };
            in_front &= matches!(paragraph.role, Role::Title);
            self.place(paragraph, shift, &mut rest, &mut blocks);
        }
        blocks
    }

    fn field(&mut self, name: &'static str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let separator = if name == "abstract" { "\n\n" } else { ": " };
        match self.fields.iter_mut().find(|field| field.name == name) {
            Some(Field { value: Value::Text(before), .. }) => *before = format!("{before}{separator}{text}"),
            _ => self.fields.push(Field { name, value: Value::Text(text), certainty: Certainty::Stated }),
        }
    }

    /// Takes what stands above the text; gives back what belongs to it.
    fn front(&mut self, paragraph: Paragraph) -> Option<Paragraph> {
        let text = plain(&paragraph.words);
        match paragraph.role {
            Role::Title | Role::Subtitle => self.field("title", &text),
            Role::Author => self.authors.extend(names::names(&text).0),
            Role::Date => match dates::date(&text) {
                Some((edtf, _)) => self.field("issued", &edtf),
                None if text.trim().len() == 4 && text.trim().parse::<u16>().is_ok() => {
                    self.field("issued", text.trim());
                }
                None => self.set_apart("date", &text),
            },
            Role::Abstract => self.field("abstract", &text),
            Role::Label => self.set_apart("headings that postil prints itself", &text),
            _ => return Some(paragraph),
        }
        None
    }

    /// Makes a block of a paragraph and of those behind it that belong to it.
    fn place(&mut self, paragraph: Paragraph, shift: i16, rest: &mut Pieces, blocks: &mut Vec<Block>) {
        let Paragraph { role, list, words } = paragraph;
        let kind = match role {
            _ if list.is_some() => {
                let mut items = vec![(list.unwrap_or_default(), item(role, words))];
                while let Some(Piece::Paragraph(next)) =
                    rest.next_if(|piece| matches!(piece, Piece::Paragraph(next) if next.list.is_some()))
                {
                    items.push((next.list.unwrap_or_default(), item(next.role, next.words)));
                }
                blocks.extend(self.lists(&items));
                return;
            }
            Role::Heading(level) => {
                if rest.peek().is_some_and(|next| self::role(next) == Some(Role::Bibliography)) {
                    self.set_apart("heading of the bibliography, which postil prints itself", &plain(&words));
                    return;
                }
                let level = (i16::from(level) + shift).clamp(2, 6);
                BlockKind::Heading(u8::try_from(level).unwrap_or(2), unmarked(words))
            }
            Role::Title => BlockKind::Heading(2, unmarked(words)),
            Role::Quote => {
                let mut inner = vec![block(words)];
                while let Some(Piece::Paragraph(next)) =
                    rest.next_if(|piece| self::role(piece) == Some(Role::Quote))
                {
                    inner.push(block(next.words));
                }
                BlockKind::Quote(inner)
            }
            Role::Code => {
                let mut lines = vec![plain(&words)];
                while let Some(Piece::Paragraph(next)) =
                    rest.next_if(|piece| self::role(piece) == Some(Role::Code))
                {
                    lines.push(plain(&next.words));
                }
                BlockKind::Code(None, lines.join("\n"))
            }
            Role::Term => BlockKind::Definitions(vec![(words, definitions(rest))]),
            Role::Bibliography => return self.entry(&words),
            Role::Contents => {
                return self.set_apart("table of contents, which postil makes itself", &plain(&words));
            }
            Role::Caption => match blocks.last_mut().map(|block| &mut block.kind) {
                Some(BlockKind::Figure { caption, .. }) if caption.is_empty() => {
                    *caption = words;
                    return;
                }
                _ => BlockKind::Paragraph(words),
            },
            _ => block(words).kind,
        };
        blocks.push(Block { kind, line: 0 });
    }

    /// An entry of the list of references.
    fn entry(&mut self, words: &[Inline]) {
        let printed = plain(words).split_whitespace().collect::<Vec<_>>().join(" ");
        let (key, kind, fields) = read_entry(&printed);
        let key = self.keys.unique(&key);
        self.references.push(Reference { key, printed, kind, fields, line: 0 });
    }

    /// Lists of items that follow each other, by their levels.
    fn lists(&mut self, items: &[Item]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < items.len() {
            let (block, used) = self.list(items.get(at..).unwrap_or_default(), 0);
            blocks.push(block);
            at += used.max(1);
        }
        blocks
    }

    /// The list at the head of some items, and how many it takes.
    fn list(&mut self, items: &[Item], depth: usize) -> (Block, usize) {
        let Some(((id, level), _)) = items.first() else {
            return (Block { kind: BlockKind::Rule, line: 0 }, 0);
        };
        let ordered = self.parts.level(id, *level);
        let begun = self.counts.get(&(id.clone(), *level)).copied().unwrap_or(0);
        let start = ordered.ordered.then_some(ordered.start.saturating_add(begun));
        let mut entries: Vec<Vec<Block>> = Vec::new();
        let mut at = 0;
        while let Some(((own, own_level), said)) = items.get(at) {
            if self.parts.level(own, *own_level).goes_on
                && let Some(entry) = entries.last_mut()
            {
                entry.push(said.clone());
                at += 1;
                continue;
            }
            if own_level > level && depth < 9 {
                let (inner, used) = self.list(items.get(at..).unwrap_or_default(), depth + 1);
                match entries.last_mut() {
                    Some(entry) => entry.push(inner),
                    None => entries.push(vec![inner]),
                }
                at += used.max(1);
            } else if own_level < level || own != id {
                break;
            } else {
                entries.push(vec![said.clone()]);
                *self.counts.entry((id.clone(), *level)).or_default() += 1;
                // Deeper levels begin anew.
                self.counts.retain(|(of, deeper), _| of != id || *deeper <= *level);
                at += 1;
            }
        }
        (Block { kind: BlockKind::List(start, entries), line: 0 }, at)
    }
}

fn role(piece: &Piece) -> Option<Role> {
    match piece {
        Piece::Paragraph(paragraph) if paragraph.list.is_none() => Some(paragraph.role),
        _ => None,
    }
}

fn heading(piece: &Piece) -> Option<u8> {
    match role(piece) {
        Some(Role::Heading(level)) => Some(level),
        _ => None,
    }
}

/// The definitions behind a term.
fn definitions(rest: &mut Pieces) -> Vec<Vec<Block>> {
    let mut bodies = Vec::new();
    while let Some(Piece::Paragraph(next)) = rest.next_if(|piece| role(piece) == Some(Role::Definition)) {
        bodies.push(vec![block(next.words)]);
    }
    bodies
}

/// What an item of a list says.
fn item(role: Role, words: Vec<Inline>) -> Block {
    match role {
        Role::Code => Block { kind: BlockKind::Code(None, plain(&words)), line: 0 },
        _ => block(words),
    }
}

/// A paragraph, or what stands alone in it: a picture, a formula.
fn block(words: Vec<Inline>) -> Block {
    let blank = |inline: &&Inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty());
    let mut shown = words.iter().filter(blank);
    let kind = match (shown.next(), shown.next()) {
        (Some(Inline::Image(source, alt)), None) => {
            BlockKind::Figure { source: source.clone(), alt: alt.clone(), caption: Vec::new() }
        }
        (Some(Inline::Formula(tex)), None) => BlockKind::Formula(tex.clone()),
        _ => BlockKind::Paragraph(words),
    };
    Block { kind, line: 0 }
}

/// The words of a heading, which is strong by itself.
fn unmarked(words: Vec<Inline>) -> Vec<Inline> {
    let inner = |inline| match inline {
        Inline::Strong(inner) => inner,
        Inline::Break => vec![Inline::Text(" ".to_owned())],
        other => vec![other],
    };
    words.into_iter().flat_map(inner).collect()
}
