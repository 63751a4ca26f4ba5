//! What an entry takes from others: the texts of abbreviations, `crossref` and `xdata`; meanings are not known here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::suggest::did_you_mean;
use super::scan::{Piece, RawEntry, Scanned};

/// How many steps an entry may be away from what it inherits, and an abbreviation from its text.
const FARTHEST: usize = 10;

/// The most bytes, and parts, that abbreviations may grow to in one field.
const LONGEST: usize = 20_000;

/// Fields that an entry does not take from the one it refers to.
const OWN: &[&str] = &[
    "crossref",
    "xref",
    "xdata",
    "ids",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "shorttitle",
    "sortkey",
    "sortname",
    "sorttitle",
    "sortyear",
    "keywords",
    "abstract",
    "annote",
    "annotation",
    "note",
    "doi",
    "pages",
];

/// A value with its abbreviations written out.
#[derive(Clone, Debug)]
pub(super) struct Value<'s> {
    /// LaTeX
    pub(super) text: Cow<'s, str>,
    /// Where the value stands
    pub(super) range: Range<usize>,
}

/// The fields of an entry with all that it inherits.
pub(super) type Fields<'s> = BTreeMap<String, Value<'s>>;

/// Something that is referred to and is not there.
pub(super) struct Missing {
    /// Where
    pub(super) range: Range<usize>,
    /// What is wrong
    pub(super) message: String,
    /// How to mend it
    pub(super) help: Option<String>,
}

/// The entries of a file by their keys.
pub(super) struct Family<'a, 's> {
    scanned: &'a Scanned<'s>,
    by_key: BTreeMap<&'s str, &'a RawEntry<'s>>,
}

impl<'a, 's> Family<'a, 's> {
    /// Of two entries with one key, the first is inherited from.
    pub(super) fn new(scanned: &'a Scanned<'s>) -> Self {
        let mut by_key = BTreeMap::new();
        for entry in &scanned.entries {
            by_key.entry(entry.key).or_insert(entry);
        }
        Self { scanned, by_key }
    }

    /// The fields of an entry with all that it inherits.
    pub(super) fn fields(&self, entry: &RawEntry<'s>, missing: &mut Vec<Missing>) -> Fields<'s> {
        let mut fields = self.own(entry, missing);
        let mut seen = BTreeSet::from([entry.key]);
        let mut waiting = self.parents(&entry.kind, &fields, missing);
        while let Some((parent, relation)) = waiting.pop() {
            if !seen.insert(parent.key) || seen.len() > FARTHEST {
                continue;
            }
            let theirs = self.own(parent, &mut Vec::new());
            waiting.extend(self.parents(&parent.kind, &theirs, &mut Vec::new()));
            for (name, value) in theirs {
                if let Some(name) = inherited(&name, &parent.kind, &entry.kind, relation) {
                    fields.entry(name).or_insert(value);
                }
            }
        }
        fields
    }

    fn own(&self, entry: &RawEntry<'s>, missing: &mut Vec<Missing>) -> Fields<'s> {
        let mut fields = Fields::new();
        for field in &entry.fields {
            let text = self.text(&field.value, missing);
            if !text.trim().is_empty() {
                let value = Value { text, range: field.value_range.clone() };
                fields.entry(field.name.clone()).or_insert(value);
            }
        }
        fields
    }

    /// The text of a value, its parts joined.
    fn text(&self, value: &[Piece<'s>], missing: &mut Vec<Missing>) -> Cow<'s, str> {
        match value {
            [] => Cow::Borrowed(""),
            [Piece::Text(text)] => Cow::Borrowed(text),
            pieces => {
                let mut joined = Joined::default();
                self.join(pieces, 0, &mut joined, missing);
                joined.text.into()
            }
        }
    }

    fn join(&self, pieces: &[Piece<'s>], depth: usize, joined: &mut Joined, missing: &mut Vec<Missing>) {
        for piece in pieces {
            joined.steps += 1;
            match piece {
                Piece::Text(text) => joined.text.push_str(text),
                Piece::Name(name, range) => {
                    let lower = name.to_ascii_lowercase();
                    match self.scanned.strings.get(&lower) {
                        Some(value) if depth < FARTHEST && joined.may_grow() => {
                            self.join(value, depth + 1, joined, missing);
                        }
                        Some(_) => {
                            joined.text.push_str(name);
                            missing.extend(joined.overgrown(name, range));
                        }
                        None => {
                            joined.text.push_str(name);
                            missing.extend(self.undefined(name, &lower, range));
                        }
                    }
                }
            }
        }
    }

    /// The three letters of a month need no definition.
    fn undefined(&self, name: &str, lower: &str, range: &Range<usize>) -> Option<Missing> {
        if lower.len() == 3 && super::super::dates::month(lower).is_some() {
            return None;
        }
        let known = self.scanned.strings.keys().map(String::as_str);
        let define = || format!("define it with `@string`, or put the text in braces: `{{{name}}}`");
        Some(Missing {
            range: range.clone(),
            message: format!("the abbreviation `{name}` is not defined"),
            help: did_you_mean(lower, known).or_else(|| Some(define())),
        })
    }

    /// The entries that an entry refers to; the last is asked first.
    fn parents(
        &self,
        kind: &str,
        fields: &Fields<'s>,
        missing: &mut Vec<Missing>,
    ) -> Vec<(&'a RawEntry<'s>, Relation)> {
        let mut parents = Vec::new();
        let relations = [("crossref", Relation::Crossref), ("xdata", Relation::Xdata)];
        for (name, relation) in relations {
            let Some(value) = fields.get(name) else { continue };
            for key in value.text.split(',').map(str::trim).filter(|key| !key.is_empty()) {
                if let Some(parent) = self.by_key.get(key) {
                    parents.push((*parent, relation));
                } else {
                    missing.push(Missing {
                        range: value.range.clone(),
                        message: format!(
                            "`{name}` of this `@{kind}` names `{key}`, which this file does not have"
                        ),
                        help: did_you_mean(key, self.by_key.keys().copied()),
                    });
                }
            }
        }
        parents
    }
}

/// A text that is being put together of abbreviations, which may stand for many others each.
#[derive(Default)]
struct Joined {
    text: String,
    steps: usize,
    told: bool,
}

impl Joined {
    fn may_grow(&self) -> bool {
        self.text.len() < LONGEST && self.steps < LONGEST
    }

    /// Says once that an abbreviation stays as it is.
    fn overgrown(&mut self, name: &str, range: &Range<usize>) -> Option<Missing> {
        let first = !std::mem::replace(&mut self.told, true);
        first.then(|| Missing {
            range: range.clone(),
            message: format!("the abbreviation `{name}` stands for itself, or for too much"),
            help: Some("define it with its text: `@string{… = {…}}`".to_owned()),
        })
    }
}

/// How an entry refers to another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// Part of it
    Crossref,
    /// Shares its data
    Xdata,
}

/// The field that a parent's field becomes, if it is inherited.
fn inherited(name: &str, parent: &str, child: &str, relation: Relation) -> Option<String> {
    if relation == Relation::Xdata {
        return (!matches!(name, "ids" | "crossref" | "xdata")).then(|| name.to_owned());
    }
    if OWN.contains(&name) {
        return None;
    }
    let is_part = child.starts_with("in") || matches!(child, "bookinbook" | "suppbook" | "suppcollection");
    let many = parent.starts_with("mv");
    Some(match (name, parent) {
        ("title" | "subtitle" | "titleaddon", "periodical") if child == "article" => format!("journal{name}"),
        ("title" | "subtitle" | "titleaddon", _) if many => format!("main{name}"),
        ("title" | "subtitle" | "titleaddon", _) if is_part => format!("book{name}"),
        ("title" | "subtitle" | "titleaddon", _) => return None,
        ("author", "book" | "mvbook") if is_part => "bookauthor".to_owned(),
        ("author", _) if is_part => return None,
        _ => name.to_owned(),
    })
}
