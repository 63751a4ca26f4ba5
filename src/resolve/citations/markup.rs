//! The inline markup that CSL-JSON allows in a field (`<i>`, `<b>`, `<sc>`, `<sup>`, `<sub>`, `<span …>`), kept safe
//! through the engine, which knows none of it. Any other tag is left as the characters that it is.
//!
//! A tag becomes four quotation marks of a kind that the engine's case rules step over; words whose case is protected
//! become one private character each, so that no case rule finds letters in them.

use crate::model::rich::{Baseline, Look};

/// What a pair of tags does to the characters between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Italic,
    Bold,
    SmallCaps,
    Super,
    Sub,
    /// Keeps the case as it is
    NoCase,
}

/// An end of a pair of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Open,
    Close,
}

/// A piece of encoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Mark(Tag, Edge),
    /// The n-th protected words
    Protected(usize),
}

const START: &str = "›‹";
const DIGITS: [char; 4] = ['«', '»', '‹', '›'];
const LOOKS: [Tag; 5] = [Tag::Italic, Tag::Bold, Tag::SmallCaps, Tag::Super, Tag::Sub];
/// The first of the private characters that stand for protected words.
const PROTECTED: u32 = 0xF0000;
const PROTECTED_END: u32 = 0xFFFFD;

impl Tag {
    /// The look of characters between the tags, on top of the look around them.
    pub(super) fn apply(self, look: Look) -> Look {
        match self {
            // Emphasis inside emphasis is upright again.
            Self::Italic => Look { italic: !look.italic, ..look },
            Self::Bold => Look { bold: true, ..look },
            Self::SmallCaps => Look { small_caps: true, ..look },
            Self::Super => Look { baseline: Baseline::Super, ..look },
            Self::Sub => Look { baseline: Baseline::Sub, ..look },
            Self::NoCase => look,
        }
    }
}

/// Makes a field's text safe for the engine; protected words go to the end of `protected`.
pub(super) fn encode(text: &str, protected: &mut Vec<String>) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let tags = pair(tags(text));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    // Where the outermost protected words begin in `out`.
    let mut protect: Option<(usize, usize)> = None;
    for tag in &tags {
        out.push_str(&text[at..tag.start]);
        at = tag.end;
        match (tag.tag, tag.edge, protect) {
            (Tag::NoCase, Edge::Open, None) => protect = Some((tag.pair, out.len())),
            (Tag::NoCase, Edge::Close, Some((pair, from))) if pair == tag.pair => {
                protect = None;
                if let Some(hole) = hole(protected.len()) {
                    protected.push(out.split_off(from));
                    out.push(hole);
                }
            }
            (Tag::NoCase, ..) => {}
            (look, edge, _) => mark(look, edge, &mut out),
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Takes encoded text apart; concatenating the texts gives the text without marks.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut plain = 0;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let found = match u32::from(c) {
            code @ PROTECTED..=PROTECTED_END => {
                Some((Token::Protected((code - PROTECTED) as usize), c.len_utf8()))
            }
            _ => read_mark(&text[at..]),
        };
        let Some((token, len)) = found else { continue };
        if plain < at {
            tokens.push(Token::Text(&text[plain..at]));
        }
        tokens.push(token);
        plain = at + len;
        while chars.offset() < plain && chars.next().is_some() {}
    }
    if plain < text.len() {
        tokens.push(Token::Text(&text[plain..]));
    }
    tokens
}

/// Encoded text without its marks.
pub(super) fn plain(text: &str, protected: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    for token in tokens(text) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Mark(..) => {}
            Token::Protected(n) => out.push_str(&words(protected, n)),
        }
    }
    out
}

/// A field's text without its tags.
pub(super) fn stripped(text: &str) -> String {
    let mut protected = Vec::new();
    let encoded = encode(text, &mut protected);
    plain(&encoded, &protected)
}

/// The n-th protected words without their marks.
fn words(protected: &[String], n: usize) -> String {
    let words = protected.get(n).map_or("", String::as_str);
    tokens(words)
        .into_iter()
        .filter_map(|t| if let Token::Text(text) = t { Some(text) } else { None })
        .collect()
}

fn hole(n: usize) -> Option<char> {
    u32::try_from(n)
        .ok()
        .map(|n| PROTECTED + n)
        .filter(|code| *code <= PROTECTED_END)
        .and_then(char::from_u32)
}

fn mark(tag: Tag, edge: Edge, out: &mut String) {
    let Some(look) = LOOKS.iter().position(|look| *look == tag) else { return };
    let code = look * 2 + usize::from(edge == Edge::Close);
    out.push_str(START);
    out.push(DIGITS[code / 4]);
    out.push(DIGITS[code % 4]);
}

fn read_mark(text: &str) -> Option<(Token<'_>, usize)> {
    let mut rest = text.strip_prefix(START)?.chars();
    let mut digit = || rest.next().and_then(|c| DIGITS.iter().position(|d| *d == c));
    let code = digit()? * 4 + digit()?;
    let tag = *LOOKS.get(code / 2)?;
    let edge = if code % 2 == 0 { Edge::Open } else { Edge::Close };
    Some((Token::Mark(tag, edge), text.len() - rest.as_str().len()))
}

/// A tag in a field's text.
struct Found {
    start: usize,
    end: usize,
    tag: Tag,
    edge: Edge,
    /// Both ends of a pair share it
    pair: usize,
}

/// A tag before its look is known: a closing tag names an element only.
struct Raw {
    start: usize,
    end: usize,
    element: &'static str,
    open: Option<Tag>,
}

fn tags(text: &str) -> Vec<Raw> {
    const OPEN: [(&str, &str, Tag); 9] = [
        ("<i>", "i", Tag::Italic),
        ("<b>", "b", Tag::Bold),
        ("<sc>", "sc", Tag::SmallCaps),
        ("<sup>", "sup", Tag::Super),
        ("<sub>", "sub", Tag::Sub),
        ("<span class=\"nocase\">", "span", Tag::NoCase),
        ("<span style=\"font-variant:small-caps;\">", "span", Tag::SmallCaps),
        ("<span style=\"font-variant: small-caps;\">", "span", Tag::SmallCaps),
        ("<em>", "em", Tag::Italic),
    ];
    const CLOSE: [(&str, &str); 7] = [
        ("</i>", "i"),
        ("</b>", "b"),
        ("</sc>", "sc"),
        ("</sup>", "sup"),
        ("</sub>", "sub"),
        ("</span>", "span"),
        ("</em>", "em"),
    ];
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<') {
        let rest = &text[start..];
        let open = OPEN.iter().find(|(tag, ..)| rest.starts_with(tag));
        let close = CLOSE.iter().find(|(tag, _)| rest.starts_with(tag));
        if let Some((tag, element, look)) = open {
            found.push(Raw { start, end: start + tag.len(), element, open: Some(*look) });
        } else if let Some((tag, element)) = close {
            found.push(Raw { start, end: start + tag.len(), element, open: None });
        }
    }
    found
}

/// Keeps the tags that have a partner, properly nested; the others are characters.
fn pair(raw: Vec<Raw>) -> Vec<Found> {
    let mut open: Vec<(usize, Tag)> = Vec::new();
    let mut partner: Vec<Option<(usize, Tag)>> = raw.iter().map(|_| None).collect();
    for (n, tag) in raw.iter().enumerate() {
        if let Some(look) = tag.open {
            open.push((n, look));
        } else if let Some((first, look)) = open.pop_if(|(first, _)| raw[*first].element == tag.element) {
            partner[first] = Some((first, look));
            partner[n] = Some((first, look));
        }
    }
    let paired = raw.into_iter().zip(partner);
    paired
        .filter_map(|(raw, partner)| {
            let (pair, tag) = partner?;
            let edge = if raw.open.is_some() { Edge::Open } else { Edge::Close };
            Some(Found { start: raw.start, end: raw.end, tag, edge, pair })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut protected = Vec::new();
        let encoded = encode(text, &mut protected);
        assert!(encoded == text || !encoded.contains("<i>"), "{encoded}");
        let shown: String = tokens(&encoded)
            .into_iter()
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Mark(tag, edge) => format!("[{edge:?} {tag:?}]"),
                Token::Protected(n) => format!("[{}]", protected[n]),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn known_tags_are_marks() {
        check("a & b < c", "a & b < c");
        check("The <i>Asia</i> Review", "The [Open Italic]Asia[Close Italic] Review");
        check("H<sub>2</sub>O", "H[Open Sub]2[Close Sub]O");
        check("<b>a</b><sup>b</sup>", "[Open Bold]a[Close Bold][Open Super]b[Close Super]");
    }

    #[test]
    fn tags_without_a_partner_are_characters() {
        check("1 <i> 2", "1 <i> 2");
        check("<script>x</script>", "<script>x</script>");
        check("<i>a</b>", "<i>a</b>");
    }

    #[test]
    fn protected_words_are_one_character() {
        check("Is <span class=\"nocase\">Beijing</span> rising?", "Is [Beijing] rising?");
        let mut protected = Vec::new();
        let nested = "<span class=\"nocase\">a <i>b</i> <span class=\"nocase\">c</span></span> d";
        let encoded = encode(nested, &mut protected);
        assert_eq!(protected.len(), 1);
        assert_eq!(plain(&encoded, &protected), "a b c d");
    }
}
