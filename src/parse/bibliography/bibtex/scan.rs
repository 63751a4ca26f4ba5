//! BibTeX files as entries with raw fields; what a field means, and LaTeX in it, is not known here.
//!
//! A mistake ends its entry. The scan goes on at the next line that begins an entry, so that a brace which is never
//! closed does not take the rest of the file along.

use std::collections::BTreeMap;
use std::ops::Range;

/// A file cut into entries.
#[derive(Debug, Default)]
pub(super) struct Scanned<'s> {
    /// The entries, without `@string`, `@preamble` and `@comment`
    pub(super) entries: Vec<RawEntry<'s>>,
    /// The abbreviations of `@string`, their names in lower case
    pub(super) strings: BTreeMap<String, Vec<Piece<'s>>>,
    /// What is wrong, and where
    pub(super) faults: Vec<Fault>,
}

/// An entry as typed.
#[derive(Clone, Debug)]
pub(super) struct RawEntry<'s> {
    /// `article`, in lower case
    pub(super) kind: String,
    /// Where the type stands
    pub(super) kind_range: Range<usize>,
    /// The key
    pub(super) key: &'s str,
    /// Where the key stands
    pub(super) key_range: Range<usize>,
    /// The fields in their order
    pub(super) fields: Vec<RawField<'s>>,
}

/// A field as typed.
#[derive(Clone, Debug)]
pub(super) struct RawField<'s> {
    /// The name in lower case
    pub(super) name: String,
    /// Where the name stands
    pub(super) name_range: Range<usize>,
    /// What is joined by `#`
    pub(super) value: Vec<Piece<'s>>,
    /// Where the value stands
    pub(super) value_range: Range<usize>,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'s> {
    /// The text between braces or quotation marks, or a number
    Text(&'s str),
    /// The name of an abbreviation, and where it stands
    Name(&'s str, Range<usize>),
}

/// A mistake in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where
    pub(super) range: Range<usize>,
    /// What is wrong
    pub(super) message: String,
    /// How to mend it
    pub(super) help: String,
}

/// Cuts a file into entries.
pub(super) fn scan(source: &str) -> Scanned<'_> {
    let mut scanner = Scanner { source, at: 0, scanned: Scanned::default() };
    while scanner.at < source.len() {
        scanner.outside();
    }
    scanner.scanned
}

struct Scanner<'s> {
    source: &'s str,
    at: usize,
    scanned: Scanned<'s>,
}

impl<'s> Scanner<'s> {
    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(1, char::len_utf8);
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// White space, and comments from `%` to the end of the line.
    fn skip_space(&mut self) {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            if self.peek() != Some('%') {
                return;
            }
            self.skip_line();
        }
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
    }

    fn word(&mut self) -> (&'s str, Range<usize>) {
        let start = self.at;
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || "{}()\",=#%'@".contains(c)).unwrap_or(rest.len());
        self.at += end;
        (rest.get(..end).unwrap_or_default(), start..self.at)
    }

    /// One line, or one entry, between entries.
    fn outside(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
        match self.peek() {
            Some('@') => {
                let start = self.at;
                if let Err(fault) = self.entry() {
                    self.scanned.faults.push(fault);
                    self.at = next_entry(self.source, self.at.max(start + 1));
                }
            }
            Some('%') => self.skip_line(),
            Some(_) => self.outside_line(),
            None => {}
        }
    }

    /// Text between entries means nothing; but a field there has lost its entry.
    fn outside_line(&mut self) {
        let line = self.rest().split('\n').next().unwrap_or_default();
        let end = line.find('@').unwrap_or(line.len());
        let text = line.get(..end).unwrap_or_default();
        if is_field(text) {
            self.scanned.faults.push(Fault {
                range: self.at..self.at + text.trim_end().len(),
                message: "this field belongs to no entry".to_owned(),
                help: "the entry before it ends too early: look for a `}` too many".to_owned(),
            });
        }
        self.at += end.max(1);
        while !self.source.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    fn entry(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.bump();
        let (kind, kind_range) = self.word();
        self.skip_space();
        let close = match self.peek() {
            Some('{') if !kind.is_empty() => '}',
            Some('(') if !kind.is_empty() => ')',
            // An `@` that begins no entry is text, as in an address.
            _ => return Ok(()),
        };
        let open = self.at;
        self.bump();
        match kind.to_ascii_lowercase().as_str() {
            "comment" | "preamble" => {
                self.at = open;
                let range = start..open + 1;
                self.balanced(close).map_err(|()| unclosed(range, &format!("`@{kind}` is never closed")))?;
            }
            "string" => {
                let fields = self.fields(close, start)?;
                let named = fields.into_iter().map(|field| (field.name, field.value));
                self.scanned.strings.extend(named);
            }
            kind => self.body(kind, kind_range, close, start)?,
        }
        Ok(())
    }

    fn body(&mut self, kind: &str, kind_range: Range<usize>, close: char, start: usize) -> Result<(), Fault> {
        self.skip_space();
        let key_start = self.at;
        let rest = self.rest();
        let end = rest.find([',', close, '\n', '=']).unwrap_or(rest.len());
        let key = rest.get(..end).unwrap_or_default().trim_end();
        let key_range = key_start..key_start + key.len();
        self.at += end;
        if key.is_empty()
            || self.peek() == Some('=')
            || key.contains(char::is_whitespace)
            || key.contains('{')
        {
            return Err(Fault {
                range: if key.is_empty() { start..kind_range.end } else { key_range },
                message: format!("this `@{kind}` has no key that can be cited"),
                help: "the key comes first, before a comma, and holds no space: `@book{foot-2021, …}`"
                    .to_owned(),
            });
        }
        self.skip_space();
        let fields =
            if self.eat(',') { self.fields(close, start)? } else { self.end(close, start, &key_range)? };
        let entry = RawEntry { kind: kind.to_owned(), kind_range, key, key_range, fields };
        self.scanned.entries.push(entry);
        Ok(())
    }

    /// The end of an entry that has a key only.
    fn end(&mut self, close: char, start: usize, key: &Range<usize>) -> Result<Vec<RawField<'s>>, Fault> {
        if self.eat(close) {
            return Ok(Vec::new());
        }
        if self.peek().is_none() {
            return Err(unclosed(start..key.end, "this entry is never closed"));
        }
        Err(Fault {
            range: key.clone(),
            message: "no comma after the key".to_owned(),
            help: "put a comma between the key and the fields".to_owned(),
        })
    }

    fn fields(&mut self, close: char, start: usize) -> Result<Vec<RawField<'s>>, Fault> {
        let mut fields = Vec::new();
        loop {
            self.skip_space();
            if self.eat(close) {
                return Ok(fields);
            }
            if self.eat(',') {
                continue;
            }
            self.still_open(start)?;
            let field = self.field()?;
            self.skip_space();
            self.still_open(start)?;
            let (name, range) = (field.name.clone(), field.value_range.clone());
            fields.push(field);
            if !matches!(self.peek(), Some(c) if c == ',' || c == close) {
                return Err(Fault {
                    range,
                    message: format!("no comma after the field `{name}`"),
                    help: "fields are parted by commas; look for a missing one, or a `}` too many".to_owned(),
                });
            }
        }
    }

    /// Fails where the file ends, or another entry begins, inside of one.
    fn still_open(&self, start: usize) -> Result<(), Fault> {
        if self.peek().is_some() && !begins_entry(self.source, self.at) {
            return Ok(());
        }
        let line = self.source.get(start..self.at).and_then(|text| text.lines().next()).unwrap_or_default();
        Err(unclosed(start..start + line.len(), "this entry is never closed"))
    }

    fn field(&mut self) -> Result<RawField<'s>, Fault> {
        let (name, name_range) = self.word();
        self.skip_space();
        if name.is_empty() || !self.eat('=') {
            let end = if name.is_empty() {
                self.at + self.peek().map_or(0, char::len_utf8)
            } else {
                name_range.end
            };
            return Err(Fault {
                range: name_range.start..end,
                message: "here a field is expected: `name = {value}`".to_owned(),
                help: "look for a missing comma or brace before it".to_owned(),
            });
        }
        self.skip_space();
        let start = self.at;
        let mut value = Vec::new();
        loop {
            value.extend(self.piece(name, &name_range)?);
            let end = self.at;
            self.skip_space();
            if !self.eat('#') {
                let name = name.to_ascii_lowercase();
                return Ok(RawField { name, name_range, value, value_range: start..end.max(start) });
            }
            self.skip_space();
        }
    }

    fn piece(&mut self, name: &str, name_range: &Range<usize>) -> Result<Option<Piece<'s>>, Fault> {
        let start = self.at;
        match self.peek() {
            Some(open @ ('{' | '"')) => {
                let close = if open == '{' { '}' } else { '"' };
                self.balanced(close).map_err(|()| {
                    unclosed(name_range.clone(), &format!("the field `{name}` is never closed"))
                })?;
                Ok(self.source.get(start + 1..self.at - 1).map(Piece::Text))
            }
            // A field without a value says nothing.
            Some(',' | '}' | ')') | None => Ok(None),
            Some(_) => {
                let (word, range) = self.word();
                if word.is_empty() {
                    let range = start..start + self.peek().map_or(0, char::len_utf8);
                    return Err(Fault {
                        range,
                        message: format!(
                            "the field `{name}` has a value that is no text, number or abbreviation"
                        ),
                        help: "put the value in braces".to_owned(),
                    });
                }
                let number = word.bytes().all(|b| b.is_ascii_digit());
                Ok(Some(if number { Piece::Text(word) } else { Piece::Name(word, range) }))
            }
        }
    }

    /// Goes from an opening mark behind the one that closes it; braces in between are in pairs.
    fn balanced(&mut self, close: char) -> Result<(), ()> {
        let mut depth = 0_usize;
        let bytes = self.source.as_bytes();
        let mut at = self.at + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b if depth == 0 && char::from(*b) == close => {
                    self.at = at + 1;
                    return Ok(());
                }
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'\n' if begins_entry(self.source, at + 1) => return Err(()),
                _ => {}
            }
            at += 1;
        }
        Err(())
    }
}

fn unclosed(range: Range<usize>, message: &str) -> Fault {
    Fault { range, message: message.to_owned(), help: "look for a missing `}`".to_owned() }
}

/// Whether a line that begins at a byte begins an entry: `@article{key,`.
fn begins_entry(source: &str, at: usize) -> bool {
    let line = source.get(at..).unwrap_or_default();
    let Some(rest) = line.trim_start_matches([' ', '\t']).strip_prefix('@') else { return false };
    let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let behind = rest.get(word..).unwrap_or_default().trim_start_matches([' ', '\t']);
    word > 0 && behind.starts_with(['{', '('])
}

/// The next line at or behind a byte that begins an entry.
fn next_entry(source: &str, from: usize) -> usize {
    let mut at = from;
    let at_line =
        source.get(..from).is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with('\n'));
    if at_line && begins_entry(source, from) {
        return from;
    }
    while let Some(end) = source.get(at..).and_then(|rest| rest.find('\n')) {
        at += end + 1;
        if begins_entry(source, at) {
            return at;
        }
    }
    source.len()
}

/// Whether a line is a field: `title = {…`.
fn is_field(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', ',', '}']);
    line.split_once('=').is_some_and(|(name, value)| {
        let name = name.trim_end();
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && value.trim_start().starts_with(['{', '"'])
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::{Piece, scan};

    fn check(source: &str, keys: &[&str], faults: &[(&str, &str)]) {
        let scanned = scan(source);
        let found: Vec<_> = scanned.entries.iter().map(|entry| entry.key).collect();
        assert_eq!(found, keys, "{source}");
        let wrong: Vec<_> = scanned
            .faults
            .iter()
            .map(|fault| (fault.message.as_str(), &source[fault.range.clone()]))
            .collect();
        assert_eq!(wrong, faults, "{source}");
    }

    #[test]
    fn entries_are_found() {
        check(
            "@article{a, title={x}} junk me@x.org @book (b, year = 2000)\n@Misc {c}",
            &["a", "b", "c"],
            &[],
        );
        check("@comment{@article{a, title={x}}} @preamble{\"x\"} % @book{c,}\n@book{b,}", &["b"], &[]);
        check("", &[], &[]);
        check("@", &[], &[]);
        check("@book{王毅-2016, title = {新}}", &["王毅-2016"], &[]);
    }

    #[test]
    fn values_are_braced_quoted_joined_or_bare() {
        let scanned = scan(
            "@string{j = \"Journal\"} @article{a, t = {a {b} \\} c}, u = \"x {\"} y\" # j # 12, v = jan, w = ,}",
        );
        let fields = &scanned.entries[0].fields;
        assert_eq!(fields[0].value, [Piece::Text("a {b} \\} c")]);
        assert_eq!(fields[1].value[0], Piece::Text("x {\"} y"));
        assert!(matches!(fields[1].value[1], Piece::Name("j", _)));
        assert_eq!(fields[1].value[2], Piece::Text("12"));
        assert!(matches!(fields[2].value[0], Piece::Name("jan", _)));
        assert!(fields[3].value.is_empty());
        assert_eq!(scanned.strings["j"], [Piece::Text("Journal")]);
    }

    #[test]
    fn a_broken_entry_costs_itself_alone() {
        check(
            "@book{a, title={x}}\n@book{b, title={never\n@book{c, title={y}}\n",
            &["a", "c"],
            &[("the field `title` is never closed", "title")],
        );
        check(
            "@book{a, title={x} year=2000}\n@book{c,}",
            &["c"],
            &[("no comma after the field `title`", "{x}")],
        );
        check(
            "@book{, title={x}}\n@book{c,}",
            &["c"],
            &[("this `@book` has no key that can be cited", "@book")],
        );
        check(
            "@book{title={x}}\n@book{c,}",
            &["c"],
            &[("this `@book` has no key that can be cited", "title")],
        );
        check("@book{b,\n title={x},\n@book{c,}", &["c"], &[("this entry is never closed", "@book{b,")]);
        check("@book{b, {x}}\n@book{c,}", &["c"], &[("here a field is expected: `name = {value}`", "{")]);
        check(
            "@book{b, title={x}},\n year = {2000}\n}\n@book{c,}",
            &["b", "c"],
            &[("this field belongs to no entry", "year = {2000}")],
        );
        check("@book{a", &[], &[("this entry is never closed", "@book{a")]);
        check("@book{a, b", &[], &[("here a field is expected: `name = {value}`", "b")]);
    }

    #[test]
    fn large_input_ends() {
        for text in ["@", "{", "}", "@a{", "@a{b,", "@a{b,c={", "\n@a{b,c={", "\"", "%", "x = {\n"] {
            scan(&text.repeat(20_000));
        }
    }
}
