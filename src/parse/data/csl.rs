//! CSL's variables as keys of front matter, and what other words for them mean; the variables themselves are in `csl`.

use crate::parse::csl::{DATES, NAMES, TEXTS};

/// Variables that need a closer look and are read by name, or that are not read from front matter.
const READ_BY_NAME: [&str; 7] = ["DOI", "URL", "citation-key", "edition", "keyword", "language", "title"];

/// Variables that a citation style sets.
const COMPUTED: [&str; 3] = ["citation-number", "first-reference-note-number", "locator"];

/// Words that other tools use for a variable.
const SYNONYMS: [(&str, &str); 16] = [
    ("address", "publisher-place"),
    ("authors", "author"),
    ("booktitle", "container-title"),
    ("date", "issued"),
    ("institution", "publisher"),
    ("journal", "container-title"),
    ("journaltitle", "container-title"),
    ("lang", "language"),
    ("link", "URL"),
    ("place", "publisher-place"),
    ("published", "issued"),
    ("series", "collection-title"),
    ("summary", "abstract"),
    ("tags", "keyword"),
    ("website", "URL"),
    ("year", "issued"),
];

/// The variables that are plain text in front matter.
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().copied().filter(|variable| !READ_BY_NAME.contains(variable))
}

/// Whether a key is one that describes a work.
pub(super) fn is_variable(key: &str) -> bool {
    const NAMED: [&str; 6] = ["title", "type", "DOI", "URL", "keyword", "language"];
    texts().any(|text| text == key) || [NAMES, DATES, &NAMED].iter().any(|list| list.contains(&key))
}

/// What an unknown key of a work most likely means.
pub(super) fn hint(key: &str) -> Option<String> {
    if COMPUTED.contains(&key) {
        return Some("the citation style sets it; leave it out".to_owned());
    }
    if key == "citation-key" || key == "id" || key == "slug" {
        return Some("the file's name is the key that cites the article; leave it out".to_owned());
    }
    let lower = key.to_lowercase();
    let (_, variable) = SYNONYMS.iter().find(|(word, _)| *word == lower)?;
    Some(format!("did you mean `{variable}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_one_that_the_citation_engine_knows() {
        let unknown: Vec<_> = crate::parse::csl::TYPES
            .iter()
            .filter(|kind| kind.parse::<citationberg::taxonomy::Kind>().is_err())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn no_variable_is_in_two_lists() {
        let mut all: Vec<_> = TEXTS.iter().chain(NAMES).chain(DATES).chain(&COMPUTED).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(SYNONYMS.iter().all(|(word, meant)| !is_variable(word) && is_variable(meant)));
    }
}
