//! LaTeX in the fields of bibliographies, as nodes of text with the looks that CSL knows; fields are not known here.
//!
//! Commands without a meaning here lose their name and keep what they hold. Groups deeper than [`DEEPEST`] are read as
//! if their braces were not there.

use unicode_normalization::UnicodeNormalization;

use super::symbols::{self, Switch};
use super::words;
use super::words::plain;

/// The groups that may stand within each other.
const DEEPEST: usize = 60;

/// Text, or text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Characters
    Text(String),
    /// Nodes of one look
    Span(Look, Vec<Node>),
}

/// The looks that CSL's rich text knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// `<i>`
    Italic,
    /// `<b>`
    Bold,
    /// Small capitals
    SmallCaps,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// Letters whose case stays
    Protected,
}

/// Reads a field.
pub(super) fn read(source: &str) -> Vec<Node> {
    let mut reader = Reader { source, at: 0, depth: 0 };
    reader.nodes(Until::End)
}

/// The characters of a field that holds an address or an identifier: as typed, but for escapes and `\url{…}`.
pub(super) fn verbatim(source: &str) -> String {
    let source = source.trim();
    let inner = source.strip_prefix("\\url").map_or(source, str::trim_start);
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' => {}
            '\\' if chars.peek().is_some_and(|next| "_%#&$~{}".contains(*next)) => {
                out.extend(chars.next());
            }
            _ if c.is_whitespace() => {}
            _ => out.push(c),
        }
    }
    out
}

/// What ends the nodes that are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    End,
    Brace,
    Dollar,
}

struct Reader<'s> {
    source: &'s str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
    }

    /// Reads nodes up to an end, which is taken along.
    fn nodes(&mut self, until: Until) -> Vec<Node> {
        let mut nodes = Vec::new();
        while let Some(c) = self.bump() {
            match c {
                '}' if until == Until::Brace => break,
                '$' if until == Until::Dollar => break,
                '}' => {}
                '{' => self.group(&mut nodes, until),
                '$' => self.math(&mut nodes),
                '\\' => {
                    if let Some(look) = self.command(&mut nodes, until)
                        && self.depth < DEEPEST
                    {
                        self.depth += 1;
                        let rest = self.nodes(until);
                        self.depth -= 1;
                        nodes.push(Node::Span(look, rest));
                        break;
                    }
                }
                '^' | '_' if until == Until::Dollar => {
                    let look = if c == '^' { Look::Superscript } else { Look::Subscript };
                    let script = self.argument(Until::Dollar);
                    nodes.push(Node::Span(look, script));
                }
                '~' => push(&mut nodes, "\u{a0}"),
                '-' | '`' | '\'' => self.ligature(c, &mut nodes),
                _ if until == Until::Dollar && c.is_whitespace() => {}
                _ => push_char(&mut nodes, c),
            }
        }
        nodes
    }

    fn group(&mut self, nodes: &mut Vec<Node>, until: Until) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        // A group that begins with a command is there for the command, and protects nothing.
        let protects = until != Until::Dollar && !self.rest().starts_with('\\');
        let inner = if until == Until::Dollar { self.braced_math() } else { self.nodes(Until::Brace) };
        self.depth -= 1;
        if protects {
            nodes.push(Node::Span(Look::Protected, inner));
        } else {
            nodes.extend(inner);
        }
    }

    /// The nodes of a group inside of maths.
    fn braced_math(&mut self) -> Vec<Node> {
        let Some(end) = closing(self.rest()) else { return Vec::new() };
        let inner = self.rest().get(..end).unwrap_or_default().to_owned();
        self.at += end + 1;
        let mut reader = Reader { source: &inner, at: 0, depth: self.depth };
        reader.nodes(Until::Dollar)
    }

    fn math(&mut self, nodes: &mut Vec<Node>) {
        if self.rest().contains('$') {
            let math = self.nodes(Until::Dollar);
            nodes.push(Node::Span(Look::Protected, math));
        } else {
            push(nodes, "$");
        }
    }

    /// Dashes and quotation marks that are typed with several characters.
    fn ligature(&mut self, c: char, nodes: &mut Vec<Node>) {
        let more = self.rest().chars().take_while(|next| *next == c).count();
        let (text, taken) = match (c, more) {
            ('-', 0) => ("-", 0),
            ('-', 1) => ("–", 1),
            ('-', _) => ("—", 2),
            ('`', 0) => ("‘", 0),
            ('`', _) => ("“", 1),
            (_, 0) => ("’", 0),
            _ => ("”", 1),
        };
        self.at += taken;
        push(nodes, text);
    }

    /// Reads a command; a look that lasts to the end of its group is given back.
    fn command(&mut self, nodes: &mut Vec<Node>, until: Until) -> Option<Look> {
        let c = self.bump()?;
        if !c.is_ascii_alphabetic() {
            self.sign(c, nodes, until);
            return None;
        }
        let start = self.at - 1;
        while self.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
            self.bump();
        }
        let name = self.source.get(start..self.at).unwrap_or_default().to_owned();
        if self.peek() == Some('*') {
            self.bump();
        }
        self.skip_space();
        match symbols::switch(&name) {
            Some(Switch::Look(look)) => return Some(look),
            Some(Switch::Nothing) => return None,
            None => {}
        }
        self.named(&name, nodes, until);
        None
    }

    fn named(&mut self, name: &str, nodes: &mut Vec<Node>, until: Until) {
        if let Some(mark) = symbols::accent_of_letter(name) {
            let base = self.argument(until);
            nodes.push(accented(&base, mark));
        } else if let Some(text) = symbols::letter(name) {
            push(nodes, text);
            self.empty_group();
        } else if let Some(look) = symbols::look(name) {
            let inner = self.argument(until);
            nodes.push(Node::Span(look, inner));
        } else if let Some((open, close)) = symbols::quotes(name) {
            let inner = self.argument(until);
            push(nodes, open);
            nodes.extend(inner);
            push(nodes, close);
        } else if symbols::holds_nothing_to_show(name) {
            self.argument(until);
        } else if name == "url" || name == "path" {
            let address = self.raw_argument();
            push(nodes, &verbatim(&address));
        } else if name == "href" {
            self.raw_argument();
            let words = self.argument(until);
            nodes.extend(words);
        } else if name == "ifmmode" {
            self.skip_to_else();
        } else if name == "ensuremath" {
            let math = self.argument(Until::Dollar);
            nodes.push(Node::Span(Look::Protected, math));
        } else if matches!(name, "mathcal" | "mathscr") {
            let letters = words::plain(&self.argument(until));
            push(nodes, &letters.chars().map(symbols::script).collect::<String>());
        } else if until == Until::Dollar && symbols::is_function(name) {
            push(nodes, &format!(" {name} "));
        }
        // Any other command goes; its argument comes next as a group.
    }

    /// Goes over what is for maths only: `\ifmmode … \else … \fi`.
    fn skip_to_else(&mut self) {
        let end = self.rest().find("\\fi").unwrap_or(0);
        if let Some(at) = self.rest().get(..end).and_then(|text| text.find("\\else")) {
            self.at += at + "\\else".len();
            self.skip_space();
        }
    }

    /// A command of one character that is no letter.
    fn sign(&mut self, c: char, nodes: &mut Vec<Node>, until: Until) {
        if let Some(mark) = symbols::accent(c) {
            self.skip_space();
            let base = self.argument(until);
            nodes.push(accented(&base, mark));
            return;
        }
        match c {
            '-' | '/' | '!' | '(' | ')' | '@' => {}
            ',' | ';' | ':' => push(nodes, "\u{202f}"),
            '\\' => push(nodes, " "),
            _ if c.is_whitespace() => push(nodes, " "),
            _ => push_char(nodes, c),
        }
    }

    /// What a command applies to: a group, a command, or one character.
    fn argument(&mut self, until: Until) -> Vec<Node> {
        let mut nodes = Vec::new();
        match self.peek() {
            Some('{') if self.depth < DEEPEST => {
                self.bump();
                self.depth += 1;
                nodes = if until == Until::Dollar { self.braced_math() } else { self.nodes(Until::Brace) };
                self.depth -= 1;
            }
            Some('\\') if self.depth < DEEPEST => {
                self.bump();
                self.depth += 1;
                self.command(&mut nodes, until);
                self.depth -= 1;
            }
            Some('}' | '{' | '$' | '\\') | None => {}
            Some(_) => {
                if let Some(c) = self.bump() {
                    push_char(&mut nodes, c);
                }
            }
        }
        nodes
    }

    /// A group as it is typed.
    fn raw_argument(&mut self) -> String {
        if self.peek() != Some('{') {
            return String::new();
        }
        self.bump();
        let end = closing(self.rest()).unwrap_or(self.rest().len());
        let raw = self.rest().get(..end).unwrap_or_default().to_owned();
        self.at = (self.at + end + 1).min(self.source.len());
        raw
    }

    /// Goes over `{}` behind a command.
    fn empty_group(&mut self) {
        if self.rest().starts_with("{}") {
            self.at += 2;
        }
    }
}

/// Where the brace is that closes a group whose content begins here, unless it is very far.
fn closing(text: &str) -> Option<usize> {
    const FARTHEST: usize = 4000;
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices().take(FARTHEST) {
        match c {
            _ if escaped => {}
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// A letter with an accent; dotless letters get theirs on the plain letter.
fn accented(base: &[Node], mark: char) -> Node {
    let text = plain(base);
    let mut chars = text.chars();
    let first = match chars.next() {
        Some('ı') => 'i',
        Some('ȷ') => 'j',
        Some(first) => first,
        None => return Node::Text(symbols::alone(mark).to_owned()),
    };
    Node::Text([first, mark].iter().copied().nfc().chain(chars).collect())
}

fn push(nodes: &mut Vec<Node>, text: &str) {
    if let Some(Node::Text(last)) = nodes.last_mut() {
        last.push_str(text);
    } else {
        nodes.push(Node::Text(text.to_owned()));
    }
}

fn push_char(nodes: &mut Vec<Node>, c: char) {
    push(nodes, c.encode_utf8(&mut [0; 4]));
}

#[cfg(test)]
mod tests {
    use super::super::words::{plain, rich};
    use super::{read, verbatim};

    fn check(latex: &str, expected: &str) {
        assert_eq!(rich(&read(latex)), expected, "{latex}");
    }

    #[test]
    fn accents_and_letters() {
        check(r#"Sch\"{o}berl Sch{\"o}berl Sch\"oberl"#, "Schöberl Schöberl Schöberl");
        check(r"\v{S}afr\'{\i}k \c{c} \k a \H{o} {\aa} \o re {\ss} \L{}ód\'z", "Šafrík ç ą ő å øre ß Łódź");
        check(r"\'\i{} \^{}", "í ^");
        check(r"Rosi\ifmmode \acute{n}\else \'{n}\fi{}ska", "Rosińska");
        check(r"Erd{\H{o}}s, M{\~a}o", "Erdős, Mão");
    }

    #[test]
    fn dashes_quotes_and_signs() {
        check(r"``a'' `b' -- --- A \& B 50\% \_x~y", "“a” ‘b’ – — A & B 50% _x\u{a0}y");
        check("a\n  b\tc", "a b c");
        check(r"\ldots\ and \textendash{} \LaTeX{} x", "… and – LaTeX x");
    }

    #[test]
    fn looks() {
        check(r"\emph{a} \textbf{b} {\it c d} {\em e}", "<i>a</i> <b>b</b> <i>c d</i> <i>e</i>");
        check(
            r"x\textsuperscript{2} H$_2$O $\alpha$",
            "x<sup>2</sup> H<span class=\"nocase\"><sub>2</sub></span>O <span \
               class=\"nocase\">α</span>",
        );
        check(r"$\mathcal O(N \log N)$", "<span class=\"nocase\">𝒪(N log N)</span>");
        check(r"$\mathcal{H}$-matrices", "<span class=\"nocase\">ℋ</span>-matrices");
        check(
            r"{NASA} {\LaTeX} {{A B}}",
            "<span class=\"nocase\">NASA</span> LaTeX <span class=\"nocase\"><span \
               class=\"nocase\">A B</span></span>",
        );
        check(r"\enquote{a} \unknown{b} \relax c \noopsort{1}d", "“a” <span class=\"nocase\">b</span> c d");
        check(r"\url{https://x.org/a_b} \href{http://y}{words}", "https://x.org/a_b words");
        check(r"{} \emph{}", "");
    }

    #[test]
    fn what_is_never_closed_is_read() {
        check("{a", "<span class=\"nocase\">a</span>");
        check("a} b $5 \\", "a b $5");
        check(r"\emph{a", "<i>a</i>");
        for text in ["{", "\\emph{", "$", "$^{", "\\'", "\\'{", "`", "}", "{\\it ", "\\it "] {
            let long = text.repeat(20_000);
            plain(&read(&long));
        }
    }

    #[test]
    fn addresses_are_not_typeset() {
        assert_eq!(verbatim(r"\url{https://x.org/a\_b%20c--d~e}"), "https://x.org/a_b%20c--d~e");
        assert_eq!(verbatim("{10.1000/a_b}"), "10.1000/a_b");
    }
}
