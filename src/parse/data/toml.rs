//! TOML as values that know where they stand in the file; which keys a table may have is not known here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use ::toml::Spanned as Placed;
use ::toml::de::{DeTable, DeValue, Error};

use super::context::Context;
use super::table::Table;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::Span;
use crate::parse::char_floor;

/// How many syntax errors of one document are told; those after them are mostly echoes.
const MOST_ERRORS: usize = 20;

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Value<'f> {
    /// The whole value, with its quotes or brackets
    pub(super) span: Span,
    /// What it is
    pub(super) kind: Kind<'f>,
}

/// TOML's types.
#[derive(Debug)]
pub(super) enum Kind<'f> {
    /// A string
    String(Quoted<'f>),
    /// An integer; `None` where 64 bits do not hold it
    Integer(Option<i64>),
    /// A number with a fraction
    Float,
    /// `true` or `false`
    Boolean(bool),
    /// A date or time without quotes, as typed
    Date(&'f str),
    /// A list, or an array of tables
    List(Vec<Value<'f>>),
    /// A table
    Table(Table<'f>),
}

/// A string and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Quoted<'f> {
    /// The string, its escapes undone
    pub(super) text: Cow<'f, str>,
    /// The whole value, quotes included
    pub(super) span: Span,
    /// Where the string begins in the file, if it stands there letter for letter
    pub(super) verbatim: Option<usize>,
}

impl Value<'_> {
    /// What the value is, in a diagnostic's words.
    pub(super) fn describe(&self) -> &'static str {
        match self.kind {
            Kind::String(_) => "a string",
            Kind::Integer(_) => "an integer",
            Kind::Float => "a number with a fraction",
            Kind::Boolean(_) => "`true` or `false`",
            Kind::Date(_) => "a date without quotes",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }
}

impl Quoted<'_> {
    /// The place of a part of the string; the whole value where escapes make it unknown.
    pub(super) fn part(&self, range: Range<usize>) -> Span {
        self.verbatim
            .map_or(self.span, |start| Span::new(self.span.file, start + range.start..start + range.end))
    }
}

/// Reads the TOML in `range` of the file. `name` is what diagnostics call its top level; `span` is where they place
/// what is missing from it.
///
/// Where the syntax is broken, `reader` sees what could be saved, so that other files find this one's ids. What it
/// reports is dropped then: much of it would follow from the broken line.
pub(super) fn read<'f, T>(
    context: &mut Context<'f>,
    range: Range<usize>,
    name: &str,
    span: Span,
    reader: impl FnOnce(&mut Context<'f>, Table<'f>) -> T,
) -> T {
    let file = context.file;
    let source = file.text.get(range.clone()).unwrap_or_default();
    let (table, errors) = DeTable::parse_recoverable(source);
    report(context, source, range.start, &errors);
    let place = Place { context, source, offset: range.start };
    let table = place.table(table.into_inner(), name.to_owned(), span);
    let told = context.diagnostics.len();
    let value = reader(context, table);
    if !errors.is_empty() {
        context.diagnostics.truncate(told);
    }
    value
}

/// Reads a whole file of TOML.
pub(super) fn read_file<'f, T>(
    context: &mut Context<'f>,
    reader: impl FnOnce(&mut Context<'f>, Table<'f>) -> T,
) -> T {
    let name = format!("`{}`", context.file.path.file_name());
    let start = context.span(0..0);
    read(context, 0..context.file.text.len(), &name, start, reader)
}

/// Reports syntax errors: the first of each line, since the others mostly follow from it.
fn report(context: &mut Context<'_>, source: &str, offset: usize, errors: &[Error]) {
    let mut errors: Vec<_> = errors.iter().map(|error| (sound_range(source, error.span()), error)).collect();
    errors.sort_by_key(|(range, _)| (range.start, range.end));
    let mut last = None;
    let mut told = 0;
    for (range, error) in errors {
        let since = last.replace(range.start).and_then(|last| source.get(last..range.start));
        if since.is_some_and(|since| !since.contains('\n')) {
            continue;
        }
        if told == MOST_ERRORS {
            break;
        }
        let slice = source.get(range.clone()).unwrap_or_default();
        let message = syntax_message(slice, error.message());
        let span = context.span(offset + range.start..offset + range.end);
        let diagnostic = Diagnostic::at(Code::TomlSyntax, span, message);
        context.report(diagnostic.help_if(syntax_help(slice, error.message())));
        told += 1;
    }
}

/// A range that can be sliced, whatever the crate says.
fn sound_range(source: &str, range: Option<Range<usize>>) -> Range<usize> {
    let range = range.unwrap_or(0..0);
    let start = char_floor(source, range.start);
    let end = char_floor(source, range.end).max(start);
    start..end
}

/// What the crate says, in plainer words where there are some.
fn syntax_message(slice: &str, message: &str) -> String {
    let unclosed = message.starts_with("invalid") && message.contains("string, expected `");
    match message {
        "duplicate key" => format!("duplicate key `{slice}`"),
        _ if message.contains("must be quoted") => "a string without quotes".to_owned(),
        _ if unclosed && message.ends_with(['"', '\'', '`']) => {
            "a string without its closing quotes".to_owned()
        }
        _ => message.to_owned(),
    }
}

fn syntax_help(slice: &str, message: &str) -> Option<String> {
    let typographic = |c: char| matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    let date = slice.contains('-') && slice.starts_with(|c: char| c.is_ascii_digit());
    let bare = date || message.contains("must be quoted");
    if slice.starts_with(typographic) {
        Some("a string stands between straight quotes: `\"…\"`".to_owned())
    } else if bare && !slice.contains(['"', '`', '\n', '\\']) {
        Some(format!("put it in quotes: `\"{slice}\"`"))
    } else if message.starts_with("missing escaped value") {
        Some("write `\\\\` for a backslash, or put the string between single quotes: `'…'`".to_owned())
    } else {
        None
    }
}

/// The text that offsets of a document count in.
struct Place<'c, 'f> {
    context: &'c Context<'f>,
    source: &'f str,
    offset: usize,
}

impl<'f> Place<'_, 'f> {
    fn span(&self, range: &Range<usize>) -> Span {
        self.context.span(self.offset + range.start..self.offset + range.end)
    }

    fn table(&self, table: DeTable<'f>, name: String, span: Span) -> Table<'f> {
        let entries: BTreeMap<_, _> = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = self.span(&key.span());
                let key = key.into_inner().into_owned();
                let value = self.value(value, &key);
                (key, (key_span, value))
            })
            .collect();
        Table::new(name, span, entries)
    }

    /// Converts a value. It nests no deeper than the TOML crate allows (80 levels).
    fn value(&self, value: Placed<DeValue<'f>>, key: &str) -> Value<'f> {
        let range = value.span();
        let span = self.span(&range);
        let raw = self.source.get(range.clone()).unwrap_or_default();
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::String(self.quoted(text, raw, range.start, span)),
            DeValue::Integer(n) => Kind::Integer(i64::from_str_radix(n.as_str(), n.radix()).ok()),
            DeValue::Float(_) => Kind::Float,
            DeValue::Boolean(flag) => Kind::Boolean(flag),
            DeValue::Datetime(_) => Kind::Date(raw),
            DeValue::Array(items) => {
                Kind::List(items.into_iter().map(|item| self.value(item, key)).collect())
            }
            DeValue::Table(table) => Kind::Table(self.table(table, table_name(raw, key), span)),
        };
        Value { span, kind }
    }

    fn quoted(&self, text: Cow<'f, str>, raw: &str, start: usize, span: Span) -> Quoted<'f> {
        let inner = inner(raw).filter(|inner| raw.get(inner.clone()) == Some(&*text));
        Quoted { text, span, verbatim: inner.map(|inner| self.offset + start + inner.start) }
    }
}

/// What stands between the quotes of a string; of a multi-line one, without the line break after the opening quotes.
fn inner(raw: &str) -> Option<Range<usize>> {
    let long = raw.len() >= 6 && (raw.starts_with("\"\"\"") || raw.starts_with("'''"));
    let quotes = if long { 3 } else { 1 };
    let mut start = quotes;
    if long && raw[3..].starts_with('\n') {
        start += 1;
    } else if long && raw[3..].starts_with("\r\n") {
        start += 2;
    }
    let end = raw.len().checked_sub(quotes)?;
    (start <= end).then_some(start..end)
}

/// What diagnostics call a table: its header, or the key that holds it.
fn table_name(raw: &str, key: &str) -> String {
    if raw.starts_with('[') {
        // The header as typed: `[edition]`, `[[event]]`.
        format!("`{raw}`")
    } else {
        format!("`{key}`")
    }
}
