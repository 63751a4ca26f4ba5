//! The order that a style gives to works, and to the cites of one citation (CSL 1.0.2, “Sorting”). Numbers that follow
//! from an order are not known here.
//!
//! The engine prints the sort keys anew for each comparison; here each is printed once a work.

use std::cmp::Ordering;

use citationberg::taxonomy::{NumberVariable, Variable};
use citationberg::{Sort, SortDirection, SortKey};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use super::engine::Engine;
use super::item::EngineWork;
use super::library::Entry;
use super::variants::NameLimit;

/// How a style sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// By what is known of the works: the rank of each is the same everywhere
    Ranks,
    /// By the number of each work in its text
    Numbers,
    /// As they are cited
    Cited,
}

/// How a sort arranges.
pub(super) fn arrangement(sort: Option<&Sort>) -> Arrangement {
    match sort.and_then(|sort| sort.keys.first()) {
        None => Arrangement::Cited,
        Some(key) if is_number(key) => Arrangement::Numbers,
        Some(_) => Arrangement::Ranks,
    }
}

/// The rank of each work by a style's sort; where the style has none, by author, date and title.
/// Works that it leaves equal keep the order of `before`, or else that of their keys.
pub(super) fn ranks(
    engine: &Engine,
    entries: &[Entry<'_>],
    sort: Option<&Sort>,
    before: Option<&[usize]>,
) -> Vec<usize> {
    let usual = usual();
    let keys = sort.filter(|sort| arrangement(Some(sort)) == Arrangement::Ranks).unwrap_or(&usual);
    let values = values(engine, entries, &keys.keys);
    let collator = collator(&engine.locale().0);
    let compare = |a: usize, b: usize| {
        let pairs = keys.keys.iter().zip(values[a].iter().zip(&values[b]));
        pairs
            .map(|(key, (a, b))| ordering(a.as_ref(), b.as_ref(), key.sort_direction(), collator.as_ref()))
            .find(|ordering| ordering.is_ne())
            .unwrap_or_else(|| match before {
                Some(before) => before[a].cmp(&before[b]),
                None => entries[a].id.key.cmp(&entries[b].id.key).then(a.cmp(&b)),
            })
    };
    let mut sorted: Vec<usize> = (0..entries.len()).collect();
    sorted.sort_by(|a, b| compare(*a, *b));
    let mut ranks = vec![0; entries.len()];
    for (rank, entry) in sorted.into_iter().enumerate() {
        ranks[entry] = rank;
    }
    ranks
}

/// A value to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Text(String),
    Date([i64; 3]),
}

fn usual() -> Sort {
    use citationberg::taxonomy::{DateVariable, NameVariable, StandardVariable};
    let keys = [
        Variable::Name(NameVariable::Author),
        Variable::Date(DateVariable::Issued),
        Variable::Standard(StandardVariable::Title),
    ];
    Sort { keys: keys.into_iter().map(SortKey::from).collect() }
}

fn is_number(key: &SortKey) -> bool {
    let number = Variable::Number(NumberVariable::CitationNumber);
    matches!(key, SortKey::Variable { variable, .. } if *variable == number)
}

/// For each work the values of all keys.
fn values(engine: &Engine, entries: &[Entry<'_>], keys: &[SortKey]) -> Vec<Vec<Option<Value>>> {
    let mut values: Vec<Vec<Option<Value>>> = entries.iter().map(|_| vec![None; keys.len()]).collect();
    let mut limits: Vec<NameLimit> =
        keys.iter().filter_map(|key| called(key).map(|(_, limit)| limit)).collect();
    limits.sort_unstable();
    limits.dedup();
    let works: Vec<&EngineWork> = entries.iter().map(|entry| &entry.made).collect();
    for limit in limits {
        let these = keys
            .iter()
            .enumerate()
            .filter_map(|(n, key)| called(key).filter(|(_, of)| *of == limit).map(|(name, _)| (n, name)));
        let (places, macros): (Vec<usize>, Vec<&str>) = these.unzip();
        for (work, printed) in engine.sort_keys(&works, &macros, limit).into_iter().enumerate() {
            for (place, text) in places.iter().zip(printed) {
                values[work][*place] = Some(text).filter(|text| !text.is_empty()).map(Value::Text);
            }
        }
    }
    for (n, key) in keys.iter().enumerate() {
        let SortKey::Variable { variable, .. } = key else { continue };
        for (work, entry) in entries.iter().enumerate() {
            values[work][n] = of_variable(entry, *variable);
        }
    }
    values
}

fn called(key: &SortKey) -> Option<(&str, NameLimit)> {
    match key {
        SortKey::MacroName { name, names_min, names_use_first, .. } => {
            Some((name, NameLimit { min: *names_min, first: *names_use_first }))
        }
        SortKey::Variable { .. } => None,
    }
}

fn of_variable(entry: &Entry<'_>, variable: Variable) -> Option<Value> {
    let text = |text: String| (!text.trim().is_empty()).then_some(Value::Text(text));
    match variable {
        Variable::Date(variable) => date(entry, &variable.to_string()),
        Variable::Name(variable) => {
            let names = names(entry, &variable.to_string());
            text(names)
        }
        // Numbers are sorted as numbers.
        Variable::Number(_) | Variable::Page(_) => {
            let value = entry.work.field(&variable.to_string())?;
            text(super::engine::padded(value))
        }
        Variable::Standard(_) => {
            let value = entry.work.field(&variable.to_string())?;
            text(super::markup::stripped(value))
        }
    }
}

fn names(entry: &Entry<'_>, role: &str) -> String {
    use citationberg::json::{NameValue, Value};
    let Some(Value::Names(names)) = entry.made.sorting.0.get(role) else { return String::new() };
    let sorted = names.iter().map(|name| match name {
        NameValue::Literal(name) => name.literal.clone(),
        NameValue::Item(name) => {
            let given = name.given.as_deref().unwrap_or_default();
            format!("{}, {given}", name.family)
        }
    });
    sorted.collect::<Vec<_>>().join("; ")
}

fn date(entry: &Entry<'_>, variable: &str) -> Option<Value> {
    use citationberg::json::{DateValue, Value as Json};
    match entry.made.sorting.0.get(variable) {
        Some(Json::Date(DateValue::Raw { raw, .. })) => {
            let part = |part: Option<u8>| part.map_or(0, |part| i64::from(part) + 1);
            Some(Value::Date([i64::from(raw.start.year), part(raw.start.month), part(raw.start.day)]))
        }
        _ => None,
    }
}

/// CSL 1.0.2: works without a value come last, in either direction.
fn ordering(
    a: Option<&Value>,
    b: Option<&Value>,
    direction: SortDirection,
    collator: Option<&CollatorBorrowed<'_>>,
) -> Ordering {
    let ordering = match (a, b) {
        (None, None) => return Ordering::Equal,
        (Some(_), None) => return Ordering::Less,
        (None, Some(_)) => return Ordering::Greater,
        (Some(Value::Date(a)), Some(Value::Date(b))) => a.cmp(b),
        (Some(Value::Text(a)), Some(Value::Text(b))) => {
            collator.map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
        }
        (Some(Value::Date(_)), Some(Value::Text(_))) => Ordering::Less,
        (Some(Value::Text(_)), Some(Value::Date(_))) => Ordering::Greater,
    };
    if direction == SortDirection::Descending { ordering.reverse() } else { ordering }
}

fn collator(locale: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = locale.parse().unwrap_or(Locale::UNKNOWN);
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}
