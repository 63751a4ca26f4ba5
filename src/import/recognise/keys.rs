//! Keys of works, by authors and year; that a key is used once is seen to elsewhere.

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
