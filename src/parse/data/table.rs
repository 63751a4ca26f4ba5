//! A table that is read key by key: each reading says what type it expects, and what no one asked for is unknown.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::toml::{Kind, Quoted, Value};
use super::words::{did_you_mean, listed};
use crate::model::code::Code;
use crate::model::date::Date;
use crate::model::diagnostic::Diagnostic;
use crate::model::span::{Span, Spanned};
use crate::parse::date;

/// How many known keys a help line may list.
const FEW_KEYS: usize = 20;

/// A table of a document. Readings take keys out of it; [`Table::finish`] reports those that are left.
#[derive(Debug)]
pub(super) struct Table<'f> {
    name: String,
    span: Span,
    entries: BTreeMap<String, (Span, Value<'f>)>,
    asked: BTreeSet<&'static str>,
}

impl<'f> Table<'f> {
    /// A table of which nothing has been read.
    pub(super) fn new(name: String, span: Span, entries: BTreeMap<String, (Span, Value<'f>)>) -> Self {
        Self { name, span, entries, asked: BTreeSet::new() }
    }

    /// Its header, or where else diagnostics place what is missing from it.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Whether a key is there that no reading has taken.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Everything that is left, for a table whose keys are the author's own: key, place of the key, value.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (String, Span, Value<'f>)> {
        self.entries.into_iter().map(|(key, (span, value))| (key, span, value))
    }

    /// Takes the value of a key, whatever it is.
    pub(super) fn value(&mut self, key: &'static str) -> Option<Value<'f>> {
        self.asked.insert(key);
        self.entries.remove(key).map(|(_, value)| value)
    }

    /// Takes a string; one without characters counts as absent.
    pub(super) fn string(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<Quoted<'f>> {
        let value = self.value(key)?;
        let string = expect_string(context, key, value)?;
        (!string.text.trim().is_empty()).then_some(string)
    }

    /// Takes a string that must be there and hold something; `sample` shows how to write it.
    pub(super) fn required(
        &mut self,
        context: &mut Context<'f>,
        key: &'static str,
        sample: &str,
    ) -> Option<Quoted<'f>> {
        let Some(value) = self.value(key) else {
            self.missing(context, key, sample);
            return None;
        };
        let string = expect_string(context, key, value)?;
        if string.text.trim().is_empty() {
            let message = format!("`{key}` is empty");
            context.report(Diagnostic::at(Code::ValueInvalid, string.span, message));
            return None;
        }
        Some(string)
    }

    /// Takes a string as one line of text.
    pub(super) fn line(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<String> {
        self.string(context, key).map(|string| one_line(&string.text))
    }

    /// Takes a string, or an integer as its digits.
    pub(super) fn string_or_integer(
        &mut self,
        context: &mut Context<'f>,
        key: &'static str,
    ) -> Option<Quoted<'f>> {
        let value = self.value(key)?;
        let string = expect_string_or_integer(context, key, value)?;
        (!string.text.trim().is_empty()).then_some(string)
    }

    /// Takes a string, a TOML date or an integer as it is typed.
    pub(super) fn typed_date(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<Quoted<'f>> {
        self.date_string(context, key).filter(|string| !string.text.trim().is_empty())
    }

    fn date_string(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<Quoted<'f>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Date(typed) => Some(bare(typed, value.span)),
            _ => expect_string_or_integer(context, key, value),
        }
    }

    /// Takes an EDTF date: a string, a TOML date, or an integer that is a year.
    pub(super) fn date(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<Spanned<Date>> {
        let string = self.typed_date(context, key)?;
        read_date(context, &string)
    }

    /// Takes an EDTF date that must be there and hold something.
    pub(super) fn required_date(
        &mut self,
        context: &mut Context<'f>,
        key: &'static str,
        sample: &str,
    ) -> Option<Spanned<Date>> {
        if !self.has(key) {
            self.missing(context, key, sample);
            return None;
        }
        let string = self.date_string(context, key)?;
        read_date(context, &string)
    }

    /// Takes `true` or `false`.
    pub(super) fn flag(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        if let Kind::Boolean(flag) = value.kind {
            return Some(flag);
        }
        mismatch(context, key, "`true` or `false`", &value, "write `true` or `false` without quotes");
        None
    }

    /// Takes an integer.
    pub(super) fn integer(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<Spanned<i64>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Integer(Some(n)) => Some(Spanned::new(n, value.span)),
            Kind::Integer(None) => {
                let message = format!("the number of `{key}` is too large");
                context.report(Diagnostic::at(Code::ValueInvalid, value.span, message));
                None
            }
            _ => {
                mismatch(context, key, "an integer", &value, "write a number without quotes");
                None
            }
        }
    }

    /// Takes one word of a list of them.
    pub(super) fn choice<T: Copy>(
        &mut self,
        context: &mut Context<'f>,
        key: &'static str,
        choices: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let string = self.string(context, key)?;
        let word = string.text.trim();
        if let Some(choice) = choices.iter().find(|choice| name(**choice) == word) {
            return Some(*choice);
        }
        let names = || choices.iter().map(|choice| name(*choice));
        let known = format!("`{key}` is one of {}", listed(names()));
        let help =
            did_you_mean(word, names()).map_or(known.clone(), |question| format!("{question} {known}"));
        let message = format!("unknown {key} `{word}`");
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
        None
    }

    /// Takes one word of a list of them, which must be there.
    pub(super) fn required_choice<T: Copy>(
        &mut self,
        context: &mut Context<'f>,
        key: &'static str,
        choices: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        if !self.has(key) {
            let names: Vec<_> = choices.iter().map(|choice| name(*choice)).collect();
            self.missing(context, key, &format!("\"{}\"", names.join("|")));
        }
        self.choice(context, key, choices, name)
    }

    /// Takes a list of strings; items of other types and empty ones are reported and left out.
    pub(super) fn strings(&mut self, context: &mut Context<'f>, key: &'static str) -> Vec<Quoted<'f>> {
        let items = self.list(context, key);
        items.into_iter().filter_map(|item| expect_words(context, key, item)).collect()
    }

    /// Takes a list of whatever values.
    pub(super) fn list(&mut self, context: &mut Context<'f>, key: &'static str) -> Vec<Value<'f>> {
        match self.value(key) {
            None => Vec::new(),
            Some(Value { kind: Kind::List(items), .. }) => items,
            Some(value) => {
                let typed = context.file.text.get(value.span.range()).unwrap_or_default();
                let help = if typed.contains('\n') { "[…]".to_owned() } else { format!("[{typed}]") };
                mismatch(context, key, "a list", &value, &format!("write `{key} = {help}`"));
                Vec::new()
            }
        }
    }

    /// Takes a table.
    pub(super) fn table(&mut self, context: &mut Context<'f>, key: &'static str) -> Option<Table<'f>> {
        match self.value(key)? {
            Value { kind: Kind::Table(table), .. } => Some(table),
            value => {
                mismatch(context, key, "a table", &value, &format!("write `[{key}]` above its keys"));
                None
            }
        }
    }

    /// Takes an array of tables.
    pub(super) fn tables(&mut self, context: &mut Context<'f>, key: &'static str) -> Vec<Table<'f>> {
        let help = format!("write `[[{key}]]` above each entry");
        let items = match self.value(key) {
            None => return Vec::new(),
            Some(Value { kind: Kind::List(items), .. }) => items,
            Some(value) => {
                mismatch(context, key, "an array of tables", &value, &help);
                return Vec::new();
            }
        };
        let table = |item: Value<'f>| {
            if let Kind::Table(table) = item.kind {
                return Some(table);
            }
            mismatch(context, key, "a table", &item, &help);
            None
        };
        items.into_iter().filter_map(table).collect()
    }

    /// Reports that a key is missing.
    pub(super) fn missing(&self, context: &mut Context<'f>, key: &str, sample: &str) {
        let message = format!("missing key `{key}` in {}", self.name);
        let help = format!("add `{key} = {sample}`");
        context.report(Diagnostic::at(Code::KeyMissing, self.span, message).help(help));
    }

    /// Reports the keys that nothing has asked for.
    pub(super) fn finish(self, context: &mut Context<'f>) {
        self.finish_with(context, |_| None);
    }

    /// Reports the keys that nothing has asked for; `hint` knows better than likeness what some of them mean.
    pub(super) fn finish_with(self, context: &mut Context<'f>, hint: impl Fn(&str) -> Option<String>) {
        let known = || self.asked.iter().copied();
        for (key, (span, _)) in &self.entries {
            let message = format!("unknown key `{key}` in {}", self.name);
            let help = hint(key).or_else(|| did_you_mean(key, known())).or_else(|| {
                (self.asked.len() <= FEW_KEYS)
                    .then(|| format!("the keys of {} are {}", self.name, listed(known())))
            });
            context.report(Diagnostic::at(Code::KeyUnknown, *span, message).help_if(help));
        }
    }
}

/// Folds the line breaks of a multi-line string into spaces.
pub(super) fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The string that a value is; anything else is reported.
pub(super) fn expect_string<'f>(
    context: &mut Context<'f>,
    key: &str,
    value: Value<'f>,
) -> Option<Quoted<'f>> {
    let Kind::String(string) = value.kind else {
        let typed = context.file.text.get(value.span.range()).unwrap_or_default();
        let bare = matches!(value.kind, Kind::Integer(_) | Kind::Float | Kind::Boolean(_) | Kind::Date(_));
        let help = if bare { format!("put it in quotes: `\"{typed}\"`") } else { String::new() };
        mismatch(context, key, "a string", &value, &help);
        return None;
    };
    let stray = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    if let Some(control) = string.text.chars().find(stray) {
        let message = format!("`{key}` holds the control character U+{:04X}", u32::from(control));
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help("leave it out"));
        return None;
    }
    Some(string)
}

/// The string that an item of a list is; anything else, and an empty one, is reported.
pub(super) fn expect_words<'f>(context: &mut Context<'f>, key: &str, item: Value<'f>) -> Option<Quoted<'f>> {
    let string = expect_string(context, key, item)?;
    if string.text.trim().is_empty() {
        let message = format!("an item of `{key}` is empty");
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help("leave it out"));
        return None;
    }
    Some(string)
}

/// The string that a value is, or the digits of an integer; anything else is reported.
pub(super) fn expect_string_or_integer<'f>(
    context: &mut Context<'f>,
    key: &str,
    value: Value<'f>,
) -> Option<Quoted<'f>> {
    match value.kind {
        Kind::Integer(Some(n)) => {
            let mut string = bare("", value.span);
            let typed = context.file.text.get(value.span.range()).unwrap_or_default();
            let digits = n.to_string();
            string.verbatim = string.verbatim.filter(|_| typed == digits);
            string.text = Cow::Owned(digits);
            Some(string)
        }
        _ => expect_string(context, key, value),
    }
}

/// A value without quotes, as if it were a string.
fn bare(typed: &str, span: Span) -> Quoted<'_> {
    Quoted { text: Cow::Borrowed(typed), span, verbatim: Some(span.range().start) }
}

fn read_date(context: &mut Context<'_>, string: &Quoted<'_>) -> Option<Spanned<Date>> {
    match date::parse(&string.text) {
        Ok(date) => Some(Spanned::new(date, string.span)),
        Err(error) => {
            let span =
                if string.text.is_empty() { string.span } else { string.part(error.offset..error.end) };
            context.report(Diagnostic::at(Code::DateInvalid, span, error.message).help_if(error.help));
            None
        }
    }
}

/// Reports a value of the wrong type.
pub(super) fn mismatch(context: &mut Context<'_>, key: &str, expected: &str, value: &Value<'_>, help: &str) {
    let message = format!("expected {expected} for `{key}`, found {}", value.describe());
    let help = (!help.is_empty()).then(|| help.to_owned());
    context.report(Diagnostic::at(Code::ValueInvalid, value.span, message).help_if(help));
}
