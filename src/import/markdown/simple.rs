//! Inlines in a form that Markdown can say; no character of Markdown is written here.
//!
//! Marks stand once within each other and never touch one of their own kind, white space stands outside of them,
//! markers and citations stand outside of links, and what nests too deep is without its mark. A stack of its own keeps
//! track, since the trees of foreign documents have any depth.

use std::collections::VecDeque;

use super::super::tree::Inline;
use super::{address, escape, inlines};

/// Marks within each other beyond this many are left out; the parser has a limit too.
const DEEPEST: usize = 10;

/// The simple form of some inlines.
pub(super) fn simple(inlines: &[Inline]) -> Vec<Inline> {
    let mut state = State { open: vec![Open { mark: None, content: Vec::new() }] };
    let mut work: Vec<Work<'_>> = inlines.iter().rev().map(Work::Take).collect();
    while let Some(next) = work.pop() {
        match next {
            Work::Close => state.close(),
            Work::Take(inline) => match Mark::of(inline) {
                Some((mark, content)) => {
                    if state.open(mark) {
                        work.push(Work::Close);
                    }
                    work.extend(content.iter().rev().map(Work::Take));
                }
                None => state.leaf(inline),
            },
        }
    }
    let mut content = state.open.pop().map(|open| open.content).unwrap_or_default();
    trim(&mut content);
    content
}

/// What is to be done next.
enum Work<'a> {
    Take(&'a Inline),
    Close,
}

/// What marks some inlines.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Link(String),
}

struct Open {
    mark: Option<Mark>,
    content: Vec<Inline>,
}

struct State {
    /// What is open; the first is the whole
    open: Vec<Open>,
}

impl Mark {
    fn of(inline: &Inline) -> Option<(Self, &[Inline])> {
        Some(match inline {
            Inline::Emphasis(content) => (Self::Emphasis, content),
            Inline::Strong(content) => (Self::Strong, content),
            Inline::Strikethrough(content) => (Self::Strikethrough, content),
            Inline::Superscript(content) => (Self::Superscript, content),
            Inline::Subscript(content) => (Self::Subscript, content),
            Inline::Link(address, content) => (Self::Link(address.clone()), content),
            _ => return None,
        })
    }

    /// Whether one cannot stand within the other.
    fn excludes(&self, other: &Self) -> bool {
        let tildes = |mark: &Self| matches!(mark, Self::Strikethrough | Self::Subscript);
        let same = std::mem::discriminant(self) == std::mem::discriminant(other);
        // Scripts are parted at white space, which must not be hidden in other marks.
        same || tildes(self) && tildes(other) || self.is_script() && !matches!(other, Self::Link(_))
    }

    fn is_script(&self) -> bool {
        matches!(self, Self::Superscript | Self::Subscript)
    }

    fn around(self, content: Vec<Inline>) -> Inline {
        match self {
            Self::Emphasis => Inline::Emphasis(content),
            Self::Strong => Inline::Strong(content),
            Self::Strikethrough => Inline::Strikethrough(content),
            Self::Superscript => Inline::Superscript(content),
            Self::Subscript => Inline::Subscript(content),
            Self::Link(address) => Inline::Link(address, content),
        }
    }
}

impl State {
    /// Opens a mark, where it can stand.
    fn open(&mut self, mark: Mark) -> bool {
        let fits =
            self.open.iter().all(|open| !open.mark.as_ref().is_some_and(|around| around.excludes(&mark)));
        let leads = if let Mark::Link(target) = &mark { address::link(target).is_some() } else { true };
        let opens = fits && leads && self.open.len() <= DEEPEST;
        if opens {
            self.open.push(Open { mark: Some(mark), content: Vec::new() });
        }
        opens
    }

    fn close(&mut self) {
        let Some(Open { mark: Some(mark), content }) = self.open.pop() else { return };
        for inline in split(mark, content) {
            self.add(inline);
        }
    }

    fn add(&mut self, inline: Inline) {
        if let Some(open) = self.open.last_mut() {
            join(&mut open.content, inline);
        }
    }

    fn leaf(&mut self, inline: &Inline) {
        match inline {
            Inline::Marker(_) | Inline::Citation(_) => self.beside_marks(inline),
            Inline::Formula(tex) => {
                let tex = inlines::one_line(tex);
                let inline = if inlines::is_formula(&tex) { Inline::Formula(tex) } else { Inline::Text(tex) };
                self.add(inline);
            }
            Inline::Code(code) => {
                let code = escape::folded(code);
                let is_code = !code.trim().is_empty();
                self.add(if is_code { Inline::Code(code) } else { Inline::Text(code) });
            }
            Inline::Image(source, alt) if address::picture(source).is_none() => {
                self.add(Inline::Text(alt.clone()));
            }
            inline => self.add(inline.clone()),
        }
    }

    /// Adds what cannot stand in a link or a script, which is parted by it.
    fn beside_marks(&mut self, inline: &Inline) {
        let parted = |open: &Open| matches!(&open.mark, Some(mark) if mark.is_script() || matches!(mark, Mark::Link(_)));
        let first = self.open.iter().position(parted).unwrap_or(self.open.len());
        let marks: Vec<_> = self.open.iter().skip(first).filter_map(|open| open.mark.clone()).collect();
        for _ in &marks {
            self.close();
        }
        self.add(inline.clone());
        self.open.extend(marks.into_iter().map(|mark| Open { mark: Some(mark), content: Vec::new() }));
    }
}

/// What is marked, with the white space at its ends outside; scripts are parted at white space.
fn split(mark: Mark, content: Vec<Inline>) -> Vec<Inline> {
    if mark.is_script() { scripts(&mark, content) } else { bare(mark, content) }
}

/// A script for every stretch without white space.
fn scripts(mark: &Mark, content: Vec<Inline>) -> Vec<Inline> {
    let (mut out, mut inner) = (Vec::new(), Vec::new());
    let seal = |out: &mut Vec<Inline>, inner: &mut Vec<Inline>| {
        if !inner.is_empty() {
            out.push(mark.clone().around(std::mem::take(inner)));
        }
    };
    for inline in content {
        match inline {
            Inline::Text(text) => {
                for (word, gap) in words(&text) {
                    push_text(&mut inner, word.to_owned());
                    if gap {
                        seal(&mut out, &mut inner);
                        push_text(&mut out, " ".to_owned());
                    }
                }
            }
            Inline::Break => {
                seal(&mut out, &mut inner);
                out.push(Inline::Break);
            }
            inline => inner.push(inline),
        }
    }
    seal(&mut out, &mut inner);
    out
}

/// What is marked between the white space before and behind it.
fn bare(mark: Mark, content: Vec<Inline>) -> Vec<Inline> {
    let mut content = VecDeque::from(content);
    let mut out = Vec::new();
    while let Some(first) = content.pop_front() {
        match first {
            Inline::Break => out.push(Inline::Break),
            Inline::Text(text) if text.starts_with(char::is_whitespace) => {
                let body = text.trim_start();
                push_text(&mut out, text.get(..text.len() - body.len()).unwrap_or_default().to_owned());
                if !body.is_empty() {
                    content.push_front(Inline::Text(body.to_owned()));
                }
            }
            first => {
                content.push_front(first);
                break;
            }
        }
    }
    let mut tail = Vec::new();
    while let Some(last) = content.pop_back() {
        match last {
            Inline::Break => tail.push(Inline::Break),
            Inline::Text(text) if text.ends_with(char::is_whitespace) => {
                let body = text.trim_end();
                push_text(&mut tail, text.get(body.len()..).unwrap_or_default().to_owned());
                if !body.is_empty() {
                    content.push_back(Inline::Text(body.to_owned()));
                }
            }
            last => {
                content.push_back(last);
                break;
            }
        }
    }
    if !content.is_empty() {
        out.push(mark.around(content.into()));
    }
    out.extend(tail.into_iter().rev());
    out
}

fn push_text(content: &mut Vec<Inline>, text: String) {
    if !text.is_empty() {
        content.push(Inline::Text(text));
    }
}

/// The words of a text, each with whether white space follows it.
fn words(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split_inclusive(char::is_whitespace).map(|piece| {
        let word = piece.trim_end_matches(char::is_whitespace);
        (word, word.len() < piece.len())
    })
}

/// Adds an inline; where the one before is of its kind, the two become one.
fn join(content: &mut Vec<Inline>, inline: Inline) {
    match (content.last_mut(), inline) {
        (_, Inline::Text(text) | Inline::Code(text)) if text.is_empty() => {}
        (_, Inline::Formula(tex)) if tex.is_empty() => {}
        (Some(Inline::Text(before)), Inline::Text(text))
        | (Some(Inline::Code(before)), Inline::Code(text)) => {
            before.push_str(&text);
        }
        (Some(Inline::Break), Inline::Break) => {}
        (Some(Inline::Formula(_)), inline @ Inline::Formula(_)) => {
            content.extend([Inline::Text(" ".to_owned()), inline]);
        }
        (Some(Inline::Superscript(before)), Inline::Superscript(more)) if are_formulas(before, &more) => {
            content.extend([Inline::Text(" ".to_owned()), Inline::Superscript(more)]);
        }
        (Some(Inline::Subscript(before)), Inline::Subscript(more)) if are_formulas(before, &more) => {
            content.extend([Inline::Text(" ".to_owned()), Inline::Subscript(more)]);
        }
        (Some(Inline::Emphasis(before)), Inline::Emphasis(more))
        | (Some(Inline::Strong(before)), Inline::Strong(more))
        | (Some(Inline::Strikethrough(before)), Inline::Strikethrough(more))
        | (Some(Inline::Superscript(before)), Inline::Superscript(more))
        | (Some(Inline::Subscript(before)), Inline::Subscript(more)) => {
            for inline in more {
                join(before, inline);
            }
        }
        (Some(Inline::Link(to, before)), Inline::Link(address, more)) if *to == address => {
            for inline in more {
                join(before, inline);
            }
        }
        (_, inline) => content.push(inline),
    }
}

/// Whether a blank would be needed between two scripts, which neither can hold.
fn are_formulas(before: &[Inline], behind: &[Inline]) -> bool {
    matches!((before.last(), behind.first()), (Some(Inline::Formula(_)), Some(Inline::Formula(_))))
}

/// Takes off what has no words at the ends.
fn trim(content: &mut Vec<Inline>) {
    let blank = |inline: &Inline| match inline {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    while content.last().is_some_and(blank) {
        content.pop();
    }
    let head = content.iter().take_while(|inline| blank(inline)).count();
    content.drain(..head);
}
