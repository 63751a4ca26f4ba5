//! The words of CSL 1.0.2: types and variables that a work may have; what styles do with them is not known here.

/// Types of works.
pub(super) const TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// Standard and number variables that are plain text. Those that need a closer look (`title`, `DOI`, `URL`,
/// `keyword`, `language`, `edition`) are read by name, and those that a citation style computes are no author's.
pub(super) const TEXTS: [&str; 55] = [
    "abstract",
    "annote",
    "archive",
    "archive_collection",
    "archive_location",
    "archive-place",
    "authority",
    "call-number",
    "chapter-number",
    "citation-label",
    "collection-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "event",
    "event-place",
    "event-title",
    "genre",
    "ISBN",
    "ISSN",
    "issue",
    "jurisdiction",
    "license",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "page-first",
    "part-number",
    "part-title",
    "PMCID",
    "PMID",
    "printing-number",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "supplement-number",
    "title-short",
    "version",
    "volume",
    "volume-title",
    "year-suffix",
];

/// Name variables.
pub(super) const NAMES: [&str; 27] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// Date variables.
pub(super) const DATES: [&str; 6] =
    ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

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

/// Whether a key is one that describes a work.
pub(super) fn is_variable(key: &str) -> bool {
    const NAMED: [&str; 6] = ["title", "type", "DOI", "URL", "keyword", "language"];
    [&TEXTS[..], &NAMES[..], &DATES[..], &NAMED[..]].iter().any(|list| list.contains(&key))
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
        let unknown: Vec<_> =
            TYPES.iter().filter(|kind| kind.parse::<citationberg::taxonomy::Kind>().is_err()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn no_variable_is_in_two_lists() {
        let mut all: Vec<_> = TEXTS.iter().chain(&NAMES).chain(&DATES).chain(&COMPUTED).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(SYNONYMS.iter().all(|(word, meant)| !is_variable(word) && is_variable(meant)));
    }
}
