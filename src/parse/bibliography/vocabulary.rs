//! What the variables of an item hold, and slips in their names; the variables themselves are in `csl`.

use super::suggest;
use crate::parse::csl::{DATES, NAMES, TEXTS};

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text or a number
    Text,
    /// Names
    Name,
    /// A date
    Date,
}

/// Older names of variables that are still written.
const OLDER: [&str; 2] = ["journalAbbreviation", "shortTitle"];

/// Members of an item that are no variables, but known.
const OTHERS: &[&str] = &["id", "type", "custom", "categories", "shortTitle", "journalAbbreviation"];

/// What a variable holds; `None` for a name that CSL does not know.
pub(super) fn kind_of(variable: &str) -> Option<Kind> {
    if NAMES.contains(&variable) {
        Some(Kind::Name)
    } else if DATES.contains(&variable) {
        Some(Kind::Date)
    } else {
        (TEXTS.contains(&variable) || OLDER.contains(&variable)).then_some(Kind::Text)
    }
}

/// The variable that an unknown name is a slip of.
pub(super) fn mistyped(name: &str) -> Option<&'static str> {
    let known = || NAMES.iter().chain(DATES).chain(TEXTS).copied();
    if OTHERS.contains(&name) {
        return None;
    }
    known().find(|variable| variable.eq_ignore_ascii_case(name)).or_else(|| suggest::mistyped(name, known()))
}
