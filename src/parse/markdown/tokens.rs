//! Paragraphs as tokens for the citation syntax, from pulldown-cmark's events; what a citation is, is not known here.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::super::citation::{Token, TokenKind};
use super::extensions;

/// Hands the tokens of every paragraph, heading and cell that holds an `@` to `take`; `masked` is the text with a head
/// of `shift` bytes.
pub(super) fn paragraphs(source: &str, masked: &str, shift: usize, take: impl FnMut(Vec<Token>)) {
    let mut reader =
        Reader { source, take, current: Vec::new(), links: Vec::new(), closed: 0, in_code: false };
    for (event, range) in Parser::new_ext(masked, extensions()).into_offset_iter() {
        if let (Some(start), Some(end)) = (range.start.checked_sub(shift), range.end.checked_sub(shift)) {
            let same = matches!(&event, Event::Text(text) if masked.get(range) == Some(&**text));
            let as_typed = if same { Typed::AsItStands } else { Typed::Otherwise };
            reader.event(event, start..end, as_typed);
        }
    }
    reader.finish();
}

struct Reader<'a, F> {
    source: &'a str,
    take: F,
    current: Vec<Token>,
    /// The ends of the links that are open
    links: Vec<LinkEnd>,
    /// How many of the open tags belong to something that is not looked into
    closed: usize,
    /// Whether the text is a code block's
    in_code: bool,
}

/// Whether an event's characters are those at its place; those of an entity are not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Typed {
    AsItStands,
    Otherwise,
}

/// How a link ends.
enum LinkEnd {
    /// As brackets that may be a citation's
    Bracket,
    /// As a link's edge
    Edge,
}

impl<F: FnMut(Vec<Token>)> Reader<'_, F> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>, as_typed: Typed) {
        if self.closed > 0 {
            match event {
                Event::Start(_) => self.closed += 1,
                Event::End(_) => self.closed -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(_) if self.in_code => {}
            Event::Text(_) if as_typed == Typed::AsItStands => self.text(range),
            Event::Text(text) => self.push(TokenKind::Word(text.into_string()), range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(TokenKind::Word(text.into_string()), range);
            }
            Event::InlineHtml(_) => self.push(TokenKind::Hidden, range),
            Event::FootnoteReference(_) => self.push(TokenKind::Opaque, range),
            Event::SoftBreak | Event::HardBreak => self.push(TokenKind::Break, range),
            Event::Html(_) | Event::TaskListMarker(_) => {}
            Event::Rule => self.finish(),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                self.push(TokenKind::Open, range.start..range.start + 1);
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, dest_url, .. } => {
                self.push(TokenKind::Word(dest_url.into_string()), range);
                self.closed = 1;
            }
            Tag::Link { link_type: LinkType::Shortcut | LinkType::Collapsed, .. } => {
                self.push(TokenKind::Char('['), range.start..range.start + 1);
                self.links.push(LinkEnd::Bracket);
            }
            Tag::Link { .. } => {
                self.push(TokenKind::LinkOpen, range.start..range.start + 1);
                self.links.push(LinkEnd::Edge);
            }
            Tag::Image { .. } => {
                self.push(TokenKind::Opaque, range);
                self.closed = 1;
            }
            tag => {
                self.finish();
                self.in_code = matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_));
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => self.push(TokenKind::Close, range.end.saturating_sub(1)..range.end),
            TagEnd::Link => {
                // A collapsed link, `[text][]`, has an empty pair of brackets behind the text's own.
                let end = match self.source.get(range.clone()) {
                    Some(link) if link.ends_with("][]") => range.end - 2,
                    _ => range.end,
                };
                match self.links.pop() {
                    Some(LinkEnd::Bracket) => self.push(TokenKind::Char(']'), end.saturating_sub(1)..end),
                    _ => self.push(TokenKind::LinkClose, end.saturating_sub(1)..end),
                }
            }
            _ => {
                self.finish();
                self.in_code = false;
            }
        }
    }

    /// Characters as typed; one behind a backslash means only itself.
    fn text(&mut self, range: Range<usize>) {
        let typed = self.source.get(range.clone()).unwrap_or_default();
        let mut escaped = self.is_escaped(range.start);
        for (at, c) in typed.char_indices() {
            let start = range.start + at;
            let end = start + c.len_utf8();
            if escaped {
                self.push(TokenKind::Literal(c), start - 1..end);
                escaped = false;
            } else {
                self.push(TokenKind::Char(c), start..end);
            }
        }
    }

    /// Whether a backslash stands before a byte that belongs to no event.
    fn is_escaped(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let free = self.current.last().is_none_or(|last| last.range.end <= before);
        free && self.source.as_bytes().get(before) == Some(&b'\\')
    }

    fn push(&mut self, kind: TokenKind, range: Range<usize>) {
        self.current.push(Token { kind, range });
    }

    fn finish(&mut self) {
        let tokens = std::mem::take(&mut self.current);
        self.links.clear();
        if tokens.iter().any(|token| token.kind == TokenKind::Char('@')) {
            (self.take)(tokens);
        }
    }
}
