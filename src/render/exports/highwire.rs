//! The `citation_*` tags that Google Scholar and Zotero read on an article's page.
//!
//! A page whose text is not the whole work never claims the work's DOI: it says what it is taken from instead
//! (`dcterms.source`).

use super::fields::{address, doi, inverted, joined, numbers, pages, text};
use crate::model::article::{Article, EditionKind};
use crate::model::work::Work;
use crate::render::view::MetaTag;

/// The tags of an article; `language` is its own or the site's, `page_url` the absolute address of its page.
pub(crate) fn tags(article: &Article, language: &str, page_url: Option<&str>) -> Vec<MetaTag> {
    let work = &article.work;
    let mut tags = vec![MetaTag { name: "citation_title", content: super::markup::plain(article.title()) }];
    let mut add = |name: &'static str, content: Option<String>| {
        tags.extend(content.filter(|text| !text.is_empty()).map(|content| MetaTag { name, content }));
    };
    for author in work.names("author") {
        add("citation_author", Some(inverted(author)));
    }
    add("citation_publication_date", publication_date(work));
    add(container(&work.kind), text(work, "container-title"));
    if container(&work.kind) == "citation_journal_title" {
        add("citation_journal_abbrev", text(work, "container-title-short"));
    }
    add("citation_volume", text(work, "volume"));
    add("citation_issue", text(work, "issue"));
    if let Some((first, last)) = pages(work) {
        add("citation_firstpage", Some(first));
        add("citation_lastpage", last);
    }
    add("citation_issn", text(work, "ISSN"));
    add("citation_isbn", text(work, "ISBN"));
    add(publisher(&work.kind), text(work, "publisher"));
    if work.kind == "report" {
        add("citation_technical_report_number", text(work, "number"));
    }
    if article.edition.kind == EditionKind::Full {
        add("citation_doi", doi(work).map(str::to_owned));
        add("citation_fulltext_html_url", page_url.map(str::to_owned));
    } else {
        add("dcterms.source", address(work));
    }
    add("citation_language", Some(language.to_owned()));
    for keyword in &article.keywords {
        add("citation_keywords", Some(keyword.clone()));
    }
    tags
}

/// `YYYY/MM/DD` as far as it is known; an interval by its beginning; a date that numbers cannot say is left out.
fn publication_date(work: &Work) -> Option<String> {
    numbers(work, "issued").and_then(|date| joined(date.first, '/'))
}

fn container(kind: &str) -> &'static str {
    match kind {
        "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" => "citation_inbook_title",
        "paper-conference" => "citation_conference_title",
        _ => "citation_journal_title",
    }
}

fn publisher(kind: &str) -> &'static str {
    match kind {
        "thesis" => "citation_dissertation_institution",
        "report" => "citation_technical_report_institution",
        _ => "citation_publisher",
    }
}

#[cfg(test)]
mod tests {
    use super::tags;
    use crate::model::article::EditionKind;
    use crate::model::work::{Name, Work};
    use crate::render::exports::samples;

    fn check(work: Work, kind: EditionKind, expected: &[(&str, &str)]) {
        let article = samples::edition(work, kind);
        let tags = tags(&article, "en", Some("https://r.org/articles/a/"));
        let found: Vec<_> = tags.iter().map(|tag| (tag.name, tag.content.as_str())).collect();
        assert_eq!(found, expected);
    }

    const SHARED: [(&str, &str); 11] = [
        ("citation_title", "China’s World View: Where Do Japan & Russia Fit?"),
        ("citation_author", "Foot, Rosemary"),
        ("citation_author", "King, Amy"),
        ("citation_publication_date", "2021/05/12"),
        ("citation_journal_title", "The British Journal of Politics & International Relations"),
        ("citation_journal_abbrev", "Br. J. Polit. Int. Relat."),
        ("citation_volume", "23"),
        ("citation_issue", "2"),
        ("citation_firstpage", "210"),
        ("citation_lastpage", "227"),
        ("citation_issn", "1369-1481"),
    ];

    #[test]
    fn a_full_edition_has_the_works_doi() {
        let own = [
            ("citation_publisher", "SAGE"),
            ("citation_doi", "10.1177/1369148120914467"),
            ("citation_fulltext_html_url", "https://r.org/articles/a/"),
            ("citation_language", "en"),
        ];
        check(samples::article(), EditionKind::Full, &[&SHARED[..], &own[..]].concat());
    }

    #[test]
    fn other_editions_say_what_they_are_taken_from() {
        let own = [
            ("citation_publisher", "SAGE"),
            ("dcterms.source", "https://doi.org/10.1177/1369148120914467"),
            ("citation_language", "en"),
        ];
        for kind in [EditionKind::Abridged, EditionKind::Excerpt, EditionKind::LinkOnly] {
            check(samples::article(), kind, &[&SHARED[..], &own[..]].concat());
        }
    }

    #[test]
    fn dates_as_far_as_they_are_known() {
        let check = |edtf: &str, expected: Option<&str>| {
            let found = super::publication_date(&samples::work("k", "book", edtf, &[]));
            assert_eq!(found.as_deref(), expected, "{edtf}");
        };
        check("2021-11~", Some("2021/11"));
        check("2001-21", Some("2001"));
        check("1954/1957", Some("1954"));
        check("195X", None);
        check("-0043", None);
        check("", None);
    }

    #[test]
    fn a_thesis_of_a_body() {
        let mut thesis = samples::work("k", "thesis", "2001", &[("title", "T"), ("publisher", "Uni")]);
        thesis.names.insert("author".to_owned(), vec![Name::Literal("Group".to_owned())]);
        check(
            thesis,
            EditionKind::Excerpt,
            &[
                ("citation_title", "T"),
                ("citation_author", "Group"),
                ("citation_publication_date", "2001"),
                ("citation_dissertation_institution", "Uni"),
                ("citation_language", "en"),
            ],
        );
    }
}
