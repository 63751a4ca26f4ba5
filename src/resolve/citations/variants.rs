//! Variants of a style: the same style as it is at one position, with one choice of names, or turned into sort keys.
//!
//! The engine decides positions, disambiguation and sorting by a history of citations that it keeps to itself. Here
//! each of these decisions is written into the style instead, so that a citation is a pure function of the style and the
//! work. A style is edited in its serialised form, since the crate that parses it keeps some of its fields private.
//! What the decisions are is not known here.

mod edits;
mod kinds;

use std::collections::BTreeSet;

use citationberg::{IndependentStyle, Style};
use serde_json::{Value, json};

use super::cases;
use super::item::{Carriers, Sort};

pub(super) use edits::calls;
use edits::{
    FIRST_NOTE, Inherits, as_typed, carry_first_note, carry_suffix, each, each_with_root, empty_dates,
    hand_down, name_names, names_variable, place, prune, show_given, show_names, sort_dates, sort_names,
};

/// How a citation is to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CiteForm {
    /// Which citation of the work it is
    pub(super) stand: Stand,
    /// How many names stand before “et al.”, where the style's own number is not enough
    pub(super) shown: Option<u32>,
    /// Given names in places where the style has family names only
    pub(super) given: Given,
    /// Whether CSL's `disambiguate="true"` holds
    pub(super) ambiguity: Ambiguity,
    /// Whether there is a year suffix
    pub(super) suffix: Suffixed,
}

/// Which citation of a work it is, as far as a style can know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stand {
    /// Its position
    pub(super) position: Position,
    /// Whether the one before it is near
    pub(super) nearness: Nearness,
    /// Whether another note has cited the work first
    pub(super) noted: Noted,
}

/// Which citation of a work it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Position {
    /// The first one
    #[default]
    First,
    /// A later one
    Subsequent,
    /// A later one, right after one of the same part
    Ibid,
    /// A later one, right after one of another part
    IbidWithLocator,
}

/// Whether the citation before a later one is so near that the style may remind of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Nearness {
    /// It is not
    #[default]
    Far,
    /// It is
    Near,
}

/// Whether another note has cited the work first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Noted {
    /// None has
    #[default]
    No,
    /// One has, and its number can be printed
    Yes,
}

impl Stand {
    /// Whether one of CSL's position tests holds here.
    pub(super) fn is(self, test: &str) -> bool {
        match test {
            "first" => self.position == Position::First,
            "subsequent" => self.position != Position::First,
            "ibid" => matches!(self.position, Position::Ibid | Position::IbidWithLocator),
            "ibid-with-locator" => self.position == Position::IbidWithLocator,
            "near-note" => self.position != Position::First && self.nearness == Nearness::Near,
            _ => false,
        }
    }
}

/// How much of given names is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Given {
    /// What the style prints
    #[default]
    Style,
    /// Initials, if the style has any; else the whole name
    Initials,
    /// The whole name
    Full,
}

/// What CSL's `disambiguate` condition finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ambiguity {
    /// Nothing to disambiguate
    #[default]
    No,
    /// The citation would be like another
    Yes,
}

/// Whether a year suffix is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Suffixed {
    /// It is not
    #[default]
    No,
    /// It is
    Yes,
}

/// The names that a sort key takes, where it says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameLimit {
    /// `names-min`
    pub(super) min: Option<u32>,
    /// `names-use-first`
    pub(super) first: Option<u32>,
}

/// A style from which variants are made.
#[derive(Clone, Debug)]
pub(super) struct Blueprint {
    /// The style itself
    pub(super) style: IndependentStyle,
    /// Fields that the style never names
    pub(super) carriers: Carriers,
    /// The positions that a citation depends on
    pub(super) positions: PositionUse,
    /// Whether a citation depends on `disambiguate`
    pub(super) ambiguity: AmbiguityUse,
    json: Value,
}

/// What a style says of one sort of works: mostly much less than the whole.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    carrier: &'static str,
    note_carrier: Option<&'static str>,
    json: Value,
}

/// The positions that a style tells apart, by CSL's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PositionUse(BTreeSet<String>);

impl PositionUse {
    /// Whether a later citation is another than the first.
    pub(super) fn tells_later(&self) -> bool {
        !self.0.is_empty()
    }

    /// A citation as the style sees it: two that it does not tell apart are one.
    pub(super) fn seen(&self, stand: Stand) -> Stand {
        let tells = |name: &str| self.0.contains(name);
        let position = match stand.position {
            Position::First => return Stand::default(),
            _ if !self.tells_later() => return Stand::default(),
            Position::IbidWithLocator if tells("ibid-with-locator") => Position::IbidWithLocator,
            Position::Ibid | Position::IbidWithLocator if tells("ibid") => Position::Ibid,
            _ => Position::Subsequent,
        };
        Stand {
            position,
            nearness: if tells("near-note") { stand.nearness } else { Nearness::Far },
            noted: if tells(FIRST_NOTE) { stand.noted } else { Noted::No },
        }
    }
}

/// Whether a citation depends on `disambiguate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AmbiguityUse {
    /// It does
    Tested,
    /// It does not
    Untested,
}

/// Fields that styles hardly ever print, so that they can carry other things.
const CARRIERS: [&str; 8] = [
    "scale",
    "dimensions",
    "reviewed-genre",
    "archive_collection",
    "archive-place",
    "annote",
    "original-title",
    "source",
];

/// The separator before the n-th sort key; private characters that no work has.
pub(super) fn sort_separator(n: usize) -> char {
    u32::try_from(n).ok().and_then(|n| char::from_u32(0xE800 + n % 0x400)).unwrap_or('\u{E800}')
}

impl Blueprint {
    /// Prepares a style.
    pub(super) fn new(style: IndependentStyle) -> Self {
        let mut json = serde_json::to_value(Style::Independent(style.clone())).unwrap_or_default();
        hand_down(&mut json, None);
        name_names(&mut json, Inherits::No);
        each(&mut json, &mut cases::mark);
        let carriers = carriers(&json);
        let mut made = Self {
            style,
            carriers,
            positions: PositionUse::default(),
            ambiguity: AmbiguityUse::Untested,
            json,
        };
        let mut cite = made.json.clone();
        cite.as_object_mut().map(|root| root.remove("bibliography"));
        prune(&mut cite);
        each(&mut cite, &mut |_, map| {
            if let Some(Value::Array(tests)) = map.get("@position") {
                made.positions.0.extend(tests.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            if map.keys().any(|key| key.starts_with("@et-al-subsequent")) {
                made.positions.0.insert("subsequent".to_owned());
            }
            if map.get("@disambiguate") == Some(&Value::Bool(true)) {
                made.ambiguity = AmbiguityUse::Tested;
            }
        });
        if names_variable(&cite, FIRST_NOTE) {
            made.positions.0.insert(FIRST_NOTE.to_owned());
        }
        made
    }

    /// Whether the style wants its “ibid.” in small letters, also where a note begins with it.
    pub(super) fn lowers_ibid(&self) -> bool {
        fn lowers(json: &Value) -> bool {
            match json {
                Value::Object(map) => {
                    let is = |name: &str, value: &str| map.get(name).is_some_and(|found| found == value);
                    (is("@term", "ibid") && is("@text-case", "lowercase")) || map.values().any(lowers)
                }
                Value::Array(values) => values.iter().any(lowers),
                _ => false,
            }
        }
        lowers(&self.json)
    }

    /// What the style says of works of a sort.
    pub(super) fn sheet(&self, sort: &Sort) -> Sheet {
        let mut json = self.json.clone();
        kinds::keep(&mut json, sort);
        if let Some(missing) = sort.missing {
            empty_dates(&mut json, sort.issued, missing);
        }
        as_typed(&mut json, &sort.typed);
        prune(&mut json);
        Sheet { carrier: self.carriers.suffix, note_carrier: self.carriers.first_note, json }
    }
}

impl Sheet {
    /// The style for citations of one form: without sorting, affixes and delimiters between cites, which are added
    /// when cites are joined.
    pub(super) fn cite(&self, form: CiteForm) -> Option<IndependentStyle> {
        let mut json = self.json.clone();
        if let Some(root) = json.as_object_mut() {
            root.remove("bibliography");
        }
        if let Some(citation) = json.get_mut("citation").and_then(Value::as_object_mut) {
            citation.remove("sort");
        }
        if let Some(layout) = json.pointer_mut("/citation/layout").and_then(Value::as_object_mut) {
            // The engine would also put the delimiter between the parts of one cite.
            for name in ["@prefix", "@suffix", "@delimiter"] {
                layout.remove(name);
            }
        }
        prune(&mut json);
        if let Some(carrier) = self.note_carrier.filter(|_| form.stand.noted == Noted::Yes) {
            carry_first_note(&mut json, carrier);
        }
        let carrier = self.carrier;
        each_with_root(&mut json, &mut |key, map| {
            place(key, map, form.stand);
            show_names(map, form.shown);
            show_given(key, map, form.given);
            if form.ambiguity == Ambiguity::Yes
                && let Some(Value::Bool(holds)) = map.get_mut("@disambiguate")
            {
                *holds = !*holds;
            }
            if form.suffix == Suffixed::Yes {
                carry_suffix(map, carrier);
            }
        });
        read(json)
    }

    /// The style for entries of the bibliography; `None` if it has none.
    pub(super) fn bibliography(&self, suffix: Suffixed) -> Option<IndependentStyle> {
        let mut json = self.json.clone();
        let root = json.as_object_mut()?;
        root.insert("citation".to_owned(), citation(&[text("@value", "-")]));
        let bibliography = root.get_mut("bibliography")?.as_object_mut()?;
        for name in ["sort", "@second-field-align", "@subsequent-author-substitute"] {
            bibliography.remove(name);
        }
        prune(&mut json);
        let carrier = self.carrier;
        each_with_root(&mut json, &mut |key, map| {
            // An entry is no subsequent citation.
            place(key, map, Stand::default());
            if suffix == Suffixed::Yes {
                carry_suffix(map, carrier);
            }
        });
        read(json)
    }

    /// The style whose citations are the outputs of macros as sort keys, each after its separator.
    pub(super) fn sort(&self, macros: &[&str], limit: NameLimit) -> Option<IndependentStyle> {
        let mut json = self.json.clone();
        let keys = macros
            .iter()
            .enumerate()
            .flat_map(|(n, name)| [text("@value", &sort_separator(n).to_string()), text("@macro", name)]);
        let keys = citation(&keys.collect::<Vec<_>>());
        if let Some(root) = json.as_object_mut() {
            root.insert("citation".to_owned(), keys);
            root.remove("bibliography");
            if root.get("@demote-non-dropping-particle") == Some(&json!("sort-only")) {
                root.insert("@demote-non-dropping-particle".to_owned(), json!("display-and-sort"));
            }
        }
        prune(&mut json);
        each_with_root(&mut json, &mut |key, map| {
            place(key, map, Stand::default());
            sort_names(key, map, limit);
            sort_dates(map);
        });
        read(json)
    }
}

fn carriers(style: &Value) -> Carriers {
    let mut free = CARRIERS.into_iter().filter(|name| !names_variable(style, name));
    Carriers {
        suffix: free.next().unwrap_or(CARRIERS[0]),
        first_note: if names_variable(style, FIRST_NOTE) { free.next() } else { None },
        numbers: free.collect(),
    }
}

fn read(json: Value) -> Option<IndependentStyle> {
    match serde_json::from_value(json) {
        Ok(Style::Independent(style)) => Some(style),
        _ => None,
    }
}

fn citation(elements: &[Value]) -> Value {
    json!({ "layout": { "$value": elements }, "@near-note-distance": 5 })
}

fn text(attribute: &str, value: &str) -> Value {
    json!({ "text": { attribute: value } })
}
