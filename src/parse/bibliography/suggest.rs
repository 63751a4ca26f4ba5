//! The name that was meant where another was typed.

use crate::model::nearest;

/// “did you mean …”, where a near name is known.
pub(super) fn did_you_mean<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest::did_you_mean(nearest::nearest(typed, names))
}

/// The name that a field's name is a slip of: the same first letter, and one letter wrong, or two in a long name.
pub(super) fn mistyped<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let first = typed.chars().next()?;
    let same_head = names.into_iter().filter(|name| name.starts_with(first));
    let near = same_head.map(|name| (strsim::osa_distance(typed, name), name));
    let (distance, name) = near.min_by_key(|(distance, _)| *distance)?;
    let allowed = if name.len() >= 9 { 2 } else { 1 };
    (name.len() >= 3 && (1..=allowed).contains(&distance)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, mistyped};

    #[test]
    fn slips_are_seen() {
        let names = ["author", "title", "journal", "journaltitle", "year", "doi"];
        assert_eq!(mistyped("auhtor", names), Some("author"));
        assert_eq!(mistyped("jornal", names), Some("journal"));
        assert_eq!(mistyped("yaer", names), Some("year"));
        assert_eq!(mistyped("journaltilte", names), Some("journaltitle"));
        assert_eq!(mistyped("sjournal", names), None);
        assert_eq!(mistyped("mrclass", names), None);
    }

    #[test]
    fn near_names_are_offered() {
        assert_eq!(did_you_mean("artcle", ["article", "book"]).as_deref(), Some("did you mean `article`?"));
        assert_eq!(did_you_mean("zzz", ["article", "book"]), None);
    }
}
