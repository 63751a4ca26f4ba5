//! What the engine printed, as a flat run of pieces that remember what they are; what becomes of them is not known
//! here.

use citationberg::taxonomy::NameVariable;
use citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::cases::{Caser, Protection};
use super::item::{Holes, JOINT, SUFFIX};
use super::markup::{self, Edge, Tag, Token};
use super::punctuation;
use crate::model::rich::{Baseline, Lead, Look, Rich, RichRun};
use crate::model::web::is_web_address;

/// Characters of one look and one meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// The characters
    pub(super) text: String,
    /// How they look
    pub(super) look: Look,
    /// The address they lead to
    pub(super) url: Option<String>,
    /// What they are
    pub(super) marks: Marks,
}

/// What characters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Part of the first list of names, or of what the style puts in its place
    pub(super) author: bool,
    /// Part of a date
    pub(super) date: bool,
    /// A number or a label
    pub(super) sign: Sign,
    /// A single name
    pub(super) name: Option<NameMark>,
}

/// Which name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameMark {
    /// The n-th name that is printed
    pub(super) ordinal: usize,
    /// The variable that holds it
    pub(super) variable: NameVariable,
    /// Its place in the variable
    pub(super) index: usize,
}

/// What kind of number or label it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sign {
    #[default]
    None,
    /// `citation-number`
    Number,
    /// `citation-label`
    Label,
    /// Any other number
    Numeral,
}

/// Flattens a tree, with everything put back that was kept from the engine.
pub(super) fn flatten(children: &ElemChildren, holes: &Holes) -> Vec<Piece> {
    let mut walk = Walk { pieces: Vec::new(), names: 0, author: AuthorSeen::No };
    walk.children(children, Marks::default());
    let mut pieces = unmark(fill_years(walk.pieces, holes), holes);
    punctuation::tidy(&mut pieces);
    trim_start(&mut pieces, &[]);
    trim_end(&mut pieces, &[]);
    pieces
}

/// The characters alone.
pub(super) fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Appends a piece, to the last one if they are alike.
pub(super) fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match pieces.last_mut() {
        _ if piece.text.is_empty() => {}
        Some(last) if last.look == piece.look && last.url == piece.url && last.marks == piece.marks => {
            last.text.push_str(&piece.text);
        }
        _ => pieces.push(piece),
    }
}

/// Replaces the first occurrence of a text within one piece; false where there is none.
pub(super) fn replace(pieces: &mut [Piece], from: &str, to: &str) -> bool {
    for piece in pieces {
        if let Some(at) = piece.text.find(from) {
            piece.text.replace_range(at..at + from.len(), to);
            return true;
        }
    }
    false
}

/// A text in the look of some pieces' end.
pub(super) fn like(pieces: &[Piece], text: &str) -> Vec<Piece> {
    let look = pieces.last().map(|piece| piece.look).unwrap_or_default();
    vec![Piece { text: text.to_owned(), look, ..Piece::default() }]
}

/// Puts the letters of a year suffix in their place: where the style has them, or else after the first year.
pub(super) fn suffix(pieces: &mut [Piece], letters: &str, year: Option<&str>) {
    let mut placed = false;
    let mut before = Sign::None;
    for piece in pieces.iter_mut() {
        if piece.text.contains(SUFFIX) {
            piece.text = piece.text.replace(SUFFIX, letters);
            placed = true;
            if before == Sign::Label {
                piece.marks.sign = Sign::Label;
            }
        }
        before = piece.marks.sign;
    }
    let Some(first) = pieces.iter().position(|piece| piece.marks.date).filter(|_| !placed) else { return };
    let dated = pieces[first..].iter().take_while(|piece| piece.marks.date).count();
    let dated = &mut pieces[first..first + dated];
    let ended = year.is_some_and(|year| replace(dated, year, &format!("{year}{letters}")));
    if let Some(last) = dated.last_mut().filter(|_| !ended) {
        last.text.push_str(letters);
    }
}

/// Puts a number in place of the 1 that the engine printed.
pub(super) fn number(pieces: &mut [Piece], number: usize) {
    for piece in pieces.iter_mut().filter(|piece| piece.marks.sign == Sign::Number) {
        if let Some(at) = piece.text.find('1') {
            piece.text.replace_range(at..=at, &number.to_string());
        }
    }
}

/// Cuts white space and the given characters off the start.
pub(super) fn trim_start(pieces: &mut Vec<Piece>, also: &[char]) {
    let drop = |c: char| c.is_whitespace() || also.contains(&c);
    while let Some(first) = pieces.first_mut() {
        first.text = first.text.trim_start_matches(drop).to_owned();
        if !first.text.is_empty() {
            break;
        }
        pieces.remove(0);
    }
}

/// Cuts white space and the given characters off the end.
pub(super) fn trim_end(pieces: &mut Vec<Piece>, also: &[char]) {
    let drop = |c: char| c.is_whitespace() || also.contains(&c);
    while let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end_matches(drop).len());
        if !last.text.is_empty() {
            break;
        }
        pieces.pop();
    }
}

/// The pieces as runs, those of addresses leading there.
pub(super) fn rich(pieces: &[Piece]) -> Rich {
    let mut runs: Vec<RichRun> = Vec::new();
    for piece in pieces {
        let lead = piece.url.as_ref().filter(|url| is_web_address(url)).map(|url| Lead::Url(address(url)));
        push_run(&mut runs, &piece.text, piece.look, lead);
    }
    Rich(runs)
}

/// Appends characters to runs, to the last one if they are alike.
pub(super) fn push_run(runs: &mut Vec<RichRun>, text: &str, look: Look, lead: Option<Lead>) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.look == look && last.lead == lead => last.text.push_str(text),
        _ => runs.push(RichRun { text: text.to_owned(), look, lead }),
    }
}

/// CSL's formatting as a look.
pub(super) fn look(formatting: Formatting) -> Look {
    Look {
        italic: formatting.font_style == FontStyle::Italic,
        bold: formatting.font_weight == FontWeight::Bold,
        small_caps: formatting.font_variant == FontVariant::SmallCaps,
        underline: formatting.text_decoration == TextDecoration::Underline,
        baseline: match formatting.vertical_align {
            VerticalAlign::Sup => Baseline::Super,
            VerticalAlign::Sub => Baseline::Sub,
            _ => Baseline::Normal,
        },
    }
}

/// An address without the signs that none may have, as DOIs do: `10.1002/(SICI)1097-0258(1998)17:18<2025::AID>3.0`.
fn address(url: &str) -> String {
    const STRAY: &AsciiSet = &CONTROLS
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'[')
        .add(b'\\')
        .add(b']')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode(url, STRAY).to_string()
}

/// Whether the first list of names has been met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AuthorSeen {
    No,
    Yes,
}

struct Walk {
    pieces: Vec<Piece>,
    names: usize,
    author: AuthorSeen,
}

impl Walk {
    fn children(&mut self, children: &ElemChildren, marks: Marks) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.text(&text.text, text.formatting, None, marks),
                ElemChild::Link { text, url } => self.text(&text.text, text.formatting, Some(url), marks),
                ElemChild::Markup(text) => self.text(text, Formatting::default(), None, marks),
                ElemChild::Transparent { .. } => {}
                ElemChild::Elem(elem) => {
                    if elem.display.is_some() {
                        self.space();
                    }
                    let marks = self.marks(elem.meta.as_ref(), marks);
                    self.children(&elem.children, marks);
                }
            }
        }
    }

    fn marks(&mut self, meta: Option<&ElemMeta>, marks: Marks) -> Marks {
        match meta {
            Some(ElemMeta::Names(_)) if self.author == AuthorSeen::No => {
                self.author = AuthorSeen::Yes;
                Marks { author: true, ..marks }
            }
            Some(ElemMeta::Name(variable, index)) => {
                let name = NameMark { ordinal: self.names, variable: *variable, index: *index };
                self.names += 1;
                Marks { name: Some(name), ..marks }
            }
            Some(ElemMeta::Date) => Marks { date: true, ..marks },
            Some(ElemMeta::CitationNumber) => Marks { sign: Sign::Number, ..marks },
            Some(ElemMeta::CitationLabel) => Marks { sign: Sign::Label, ..marks },
            Some(ElemMeta::Number) => Marks { sign: Sign::Numeral, ..marks },
            _ => marks,
        }
    }

    fn text(&mut self, text: &str, formatting: Formatting, url: Option<&String>, marks: Marks) {
        let text = text.replace(JOINT, " ");
        let piece = Piece { text, look: look(formatting), url: url.cloned(), marks };
        push(&mut self.pieces, piece);
    }

    /// Blocks of a style become words of one line.
    fn space(&mut self) {
        if self.pieces.last().is_some_and(|last| !last.text.ends_with(char::is_whitespace)) {
            push(&mut self.pieces, Piece { text: " ".to_owned(), ..Piece::default() });
        }
    }
}

fn fill_years(mut pieces: Vec<Piece>, holes: &Holes) -> Vec<Piece> {
    for piece in pieces.iter_mut().filter(|piece| piece.marks.date) {
        for hole in &holes.years {
            if piece.text.contains(&hole.digits) {
                piece.text = piece.text.replace(&hole.digits, &hole.words);
            }
        }
    }
    pieces
}

/// Turns the marks of inline markup into looks, and gives titles their case.
fn unmark(pieces: Vec<Piece>, holes: &Holes) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut open: Vec<Tag> = Vec::new();
    let mut caser = Caser::new(holes.capitals);
    for piece in pieces {
        let mut restored = String::with_capacity(piece.text.len());
        for (token, protection) in restore(&piece.text, &holes.protected) {
            match token {
                Token::Text(text) => caser.write(text, protection, &mut restored),
                Token::Mark(tag, edge) => {
                    emit(&mut out, &piece, &open, &mut restored);
                    match edge {
                        Edge::Open => open.push(tag),
                        Edge::Close => drop(open.iter().rposition(|t| *t == tag).map(|at| open.remove(at))),
                    }
                }
                Token::Protected(_) => {}
            }
        }
        emit(&mut out, &piece, &open, &mut restored);
    }
    out
}

/// The tokens of a text, those of protected words in their place.
fn restore<'a>(text: &'a str, protected: &'a [String]) -> Vec<(Token<'a>, Protection)> {
    let inner = |token| match token {
        Token::Protected(n) => {
            let tokens = markup::tokens(protected.get(n).map_or("", String::as_str));
            tokens.into_iter().map(|token| (token, Protection::Protected)).collect()
        }
        token => vec![(token, Protection::Open)],
    };
    markup::tokens(text).into_iter().flat_map(inner).collect()
}

fn emit(out: &mut Vec<Piece>, like: &Piece, open: &[Tag], text: &mut String) {
    let look = open.iter().fold(like.look, |look, tag| tag.apply(look));
    push(out, Piece { text: std::mem::take(text), look, ..like.clone() });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(text: &str) -> Piece {
        Piece { text: text.to_owned(), marks: Marks { date: true, ..Marks::default() }, ..Piece::default() }
    }

    fn plain(text: &str) -> Piece {
        Piece { text: text.to_owned(), ..Piece::default() }
    }

    #[test]
    fn a_suffix_follows_the_year() {
        let check = |mut pieces: Vec<Piece>, expected: &str| {
            suffix(&mut pieces, "b", Some("2019"));
            assert_eq!(text(&pieces), expected);
        };
        check(vec![plain("Lo "), dated("2019"), plain(".")], "Lo 2019b.");
        check(vec![dated("2019, March 3")], "2019b, March 3");
        check(vec![dated("n.d.")], "n.d.b");
        check(vec![plain("Lo")], "Lo");
        check(vec![dated("2019"), plain("\u{E0F0}")], "2019b");
    }

    #[test]
    fn only_web_addresses_lead() {
        let lead = |url: &str| {
            let piece = Piece { url: Some(url.to_owned()), ..plain("x") };
            rich(&[piece]).0.remove(0).lead.is_some()
        };
        assert!(lead("https://example.org/a"));
        assert!(lead("HTTP://example.org"));
        assert_eq!(address("https://doi.org/10.1/a<b>c%20ä"), "https://doi.org/10.1/a%3Cb%3Ec%20%C3%A4");
        assert!(!lead("javascript:alert(1)"));
        assert!(!lead("https://"));
        assert!(!lead("https://a b"));
        assert!(!lead("x://häé"));
    }
}
