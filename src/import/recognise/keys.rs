//! Keys of works, by authors and year; that a key is used once is seen to elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::fold;

/// Keys that are taken.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Keys {
    taken: BTreeSet<String>,
    /// The last number that was put behind a key
    numbers: BTreeMap<String, usize>,
}

impl Keys {
    /// Takes a key as it is.
    pub(super) fn take(&mut self, key: &str) {
        self.taken.insert(key.to_owned());
    }

    /// Takes a key, with a number behind it where it is taken already.
    pub(in crate::import) fn unique(&mut self, key: &str) -> String {
        let mut own = key.to_owned();
        while !self.taken.insert(own.clone()) {
            let number = self.numbers.entry(key.to_owned()).or_insert(1);
            *number += 1;
            own = format!("{key}-{number}");
        }
        own
    }
}

/// A key of names as they are printed: family names of persons, names of bodies.
pub(in crate::import) fn of_work(names: &[String], year: &str) -> String {
    let slugs: Vec<String> =
        names.iter().take(3).map(|name| fold::slug(name)).filter(|slug| !slug.is_empty()).collect();
    let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
    key(&slugs, Others::None, year)
}

/// A key: `foot-king-2019`, `foot-et-al-2018`.
pub(super) fn key(authors: &[&str], others: Others, year: &str) -> String {
    let names = match (authors, others) {
        ([], _) => "anon".to_owned(),
        ([one], Others::None) => (*one).to_owned(),
        ([one, other], Others::None) => format!("{one}-{other}"),
        ([one, ..], _) => format!("{one}-et-al"),
    };
    format!("{names}-{year}")
}

/// Whether there are more authors than are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// All are named
    None,
    /// `et al.`
    Some,
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn a_key_is_used_once() {
        let mut keys = Keys::default();
        keys.take("foot-2019-2");
        let all: Vec<_> = (0..3).map(|_| keys.unique("foot-2019")).collect();
        assert_eq!(all, ["foot-2019", "foot-2019-3", "foot-2019-4"]);
    }
}
