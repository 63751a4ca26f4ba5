//! What a page says of the work in its head → fields in CSL's words: Highwire's names before Dublin Core's, these before
//! schema.org's, and those before what is made for networks.

use serde_json::Value as Json;

use super::head::Head;
use super::json_ld;
use crate::import::draft::{Certainty, Field, PersonName, Value};
use crate::import::text::dates;
use crate::import::text::names;

/// The fields of the work and of this text of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Metadata {
    pub(super) fields: Vec<Field>,
    pub(super) edition: Vec<Field>,
    /// The title that the head gives
    pub(super) title: Option<String>,
    /// Whether the head gives it as that of the work, and not as that of the page
    pub(super) title_is_sure: bool,
}

impl Metadata {
    /// Sets the title, in front of all.
    pub(super) fn set_title(&mut self, title: String, certainty: Certainty) {
        self.fields.retain(|field| field.name != "title");
        self.fields.insert(0, Field { name: "title", value: Value::Text(title), certainty });
    }

    /// Adds a field that is not there yet.
    pub(super) fn add(&mut self, name: &'static str, value: Value, certainty: Certainty) {
        let empty = match &value {
            Value::Text(text) => text.trim().is_empty(),
            Value::List(list) => list.is_empty(),
            Value::Names(names) => names.is_empty(),
        };
        if !empty && self.fields.iter().all(|field| field.name != name) {
            self.fields.push(Field { name, value, certainty });
        }
    }

    fn text(&mut self, name: &'static str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.add(name, Value::Text(value.into()), Certainty::Stated);
        }
    }
}

/// Reads the fields.
pub(super) fn metadata(head: &Head) -> Metadata {
    let mut metadata = Metadata::default();
    let nothing = Json::Null;
    let thing = head.json_ld.first().unwrap_or(&nothing);
    title(head, thing, &mut metadata);
    let (authors, certainty) = authors(head, thing);
    metadata.add("author", Value::Names(authors), certainty);
    metadata.add("editor", Value::Names(head.all("citation_editor").map(whole).collect()), Certainty::Stated);
    issued(head, thing, &mut metadata);
    metadata.text("type", kind(head, thing));
    let container = head.says(&[
        "citation_journal_title",
        "citation_inbook_title",
        "citation_conference_title",
        "citation_book_title",
        "prism.publicationname",
        "dc.relation.ispartof",
        "dcterms.ispartof",
    ]);
    let container = container.map(str::to_owned).or_else(|| json_ld::name_of(thing, "isPartOf"));
    metadata.text("container-title", container.filter(|title| !title.starts_with("http")));
    metadata.text("container-title", head.says(&["og:site_name"]));
    source(head, thing, &mut metadata);
    keywords(head, thing, &mut metadata);
    let language =
        head.says(&["citation_language", "dc.language", "dcterms.language"]).or(head.language.as_deref());
    let language = language.filter(|tag| {
        (2..20).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    metadata.text("language", language);
    let license = head
        .link("license")
        .or_else(|| head.says(&["dc.rights.license", "dcterms.license", "citation_license"]));
    let license = license.map(str::to_owned).or_else(|| json_ld::text(thing, "license"));
    metadata.edition.extend(license.map(|text| Field {
        name: "license",
        value: Value::Text(text),
        certainty: Certainty::Stated,
    }));
    metadata
}

fn title(head: &Head, thing: &Json, metadata: &mut Metadata) {
    let sure = head.says(&["citation_title", "dc.title", "dcterms.title", "prism.title"]).map(str::to_owned);
    let sure = sure.or_else(|| json_ld::text(thing, "headline")).or_else(|| json_ld::text(thing, "name"));
    metadata.title_is_sure = sure.is_some();
    metadata.title = sure.or_else(|| head.says(&["og:title", "twitter:title"]).map(str::to_owned));
}

fn whole(name: &str) -> PersonName {
    PersonName::Whole(name.trim().to_owned())
}

/// The authors, and whether the page says that they are.
fn authors(head: &Head, thing: &Json) -> (Vec<PersonName>, Certainty) {
    let mut found: Vec<PersonName> = Vec::new();
    for (name, says) in head.meta() {
        match name.as_str() {
            "citation_author" if says.matches(';').count() > 0 => found.extend(says.split(';').map(whole)),
            "citation_author" => found.push(whole(says)),
            "citation_authors" => found.extend(says.split(';').map(whole)),
            "citation_author_orcid" => {
                if let Some(PersonName::Whole(name)) = found.last().cloned() {
                    found.pop();
                    found.push(with_orcid(&name, says));
                }
            }
            _ => {}
        }
    }
    if found.is_empty() {
        found.extend(head.all("dc.creator").chain(head.all("dcterms.creator")).map(whole));
    }
    if found.is_empty() {
        found = json_ld::persons(thing, "author");
    }
    if found.is_empty() {
        let people =
            head.all("author").chain(head.all("article:author")).filter(|name| !name.contains("://"));
        found = people.flat_map(|names| names::names(behind_by(names)).0).collect();
    }
    found.retain(|name| !matches!(name, PersonName::Whole(name) if name.is_empty() || name.contains('@')));
    if !found.is_empty() {
        found.dedup();
        return (found, Certainty::Stated);
    }
    let by = head.author_link().or(head.byline.as_deref()).map(behind_by);
    let names = by.filter(|names| names::are_names(names)).map(|by| names::names(by).0);
    (names.unwrap_or_default(), Certainty::Guessed)
}

fn with_orcid(name: &str, address: &str) -> PersonName {
    let orcid = Some(address.rsplit('/').next().unwrap_or(address).to_owned());
    let parts = match name.split_once(',') {
        Some((family, given)) => Some((given.trim(), family.trim())),
        None => name.rsplit_once(' '),
    };
    let (given, family) = parts.unwrap_or(("", name));
    PersonName::Parts { given: given.to_owned(), family: family.to_owned(), orcid }
}

/// A by-line without the word before the names.
pub(super) fn behind_by(line: &str) -> &str {
    let line = line.trim();
    let by = ["By ", "by ", "BY ", "Von ", "von ", "Par ", "par ", "Por ", "por ", "作者：", "作者:"];
    by.iter().find_map(|by| line.strip_prefix(by)).unwrap_or(line).trim()
}

fn issued(head: &Head, thing: &Json, metadata: &mut Metadata) {
    let stated = head.says(&[
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "prism.publicationdate",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "article:published_time",
        "datepublished",
        "pubdate",
        "publish-date",
        "parsely-pub-date",
        "date",
    ]);
    let stated = stated.and_then(edtf).or_else(|| edtf(&json_ld::text(thing, "datePublished")?));
    metadata.text("issued", stated);
    if let Some((time, sure)) = &head.time {
        let certainty = if *sure { Certainty::Stated } else { Certainty::Guessed };
        if let Some(date) = edtf(time) {
            metadata.add("issued", Value::Text(date), certainty);
        }
    }
}

/// A date of machines, or of people.
pub(super) fn edtf(text: &str) -> Option<String> {
    let text = text.trim();
    let head = text.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = head.split(['-', '/', '.']).collect();
    let number =
        |part: &str, most: u32| part.parse::<u32>().ok().filter(|number| (1..=most).contains(number));
    let year = parts.first().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    match (year, parts.get(1..).unwrap_or_default()) {
        (Some(year), []) if text.len() == 4 => Some((*year).to_owned()),
        (Some(year), [month]) => Some(format!("{year}-{:02}", number(month, 12)?)),
        (Some(year), [month, day]) => {
            Some(format!("{year}-{:02}-{:02}", number(month, 12)?, number(day, 31)?))
        }
        _ => dates::date(text).map(|(date, _)| date),
    }
}

fn kind(head: &Head, thing: &Json) -> Option<&'static str> {
    let highwire = [
        ("citation_journal_title", "article-journal"),
        ("citation_conference_title", "paper-conference"),
        ("citation_inbook_title", "chapter"),
        ("citation_dissertation_institution", "thesis"),
        ("citation_technical_report_institution", "report"),
    ];
    if let Some((_, kind)) = highwire.iter().find(|(name, _)| head.says(&[name]).is_some()) {
        return Some(kind);
    }
    json_ld::kinds(thing.get("@type")).find_map(|kind| match kind {
        "ScholarlyArticle" | "MedicalScholarlyArticle" => Some("article-journal"),
        "NewsArticle" | "ReportageNewsArticle" | "OpinionNewsArticle" | "AnalysisNewsArticle" => {
            Some("article-newspaper")
        }
        "BlogPosting" => Some("post-weblog"),
        "Report" => Some("report"),
        "Chapter" => Some("chapter"),
        "Book" => Some("book"),
        "Thesis" => Some("thesis"),
        "Article" => Some("webpage"),
        _ => None,
    })
}

/// Where it was published.
fn source(head: &Head, thing: &Json, metadata: &mut Metadata) {
    metadata.text("publisher", head.says(&["citation_publisher", "dc.publisher", "dcterms.publisher"]));
    metadata.text("publisher", json_ld::name_of(thing, "publisher"));
    for (name, names) in [
        ("volume", &["citation_volume", "prism.volume"][..]),
        ("issue", &["citation_issue", "prism.number"]),
        ("ISSN", &["citation_issn", "prism.issn"]),
        ("ISBN", &["citation_isbn"]),
    ] {
        metadata.text(name, head.says(names));
    }
    let first = head.says(&["citation_firstpage", "prism.startingpage"]);
    let last = head.says(&["citation_lastpage", "prism.endingpage"]);
    let pages = first.map(|first| match last.filter(|last| *last != first) {
        Some(last) => format!("{first}–{last}"),
        None => first.to_owned(),
    });
    metadata.text("page", pages);
    let doi = ["citation_doi", "prism.doi", "dc.identifier", "dcterms.identifier", "doi"];
    let doi = doi
        .iter()
        .flat_map(|name| head.all(name))
        .find_map(|says| says.find("10.").and_then(|at| says.get(at..)));
    metadata.text("DOI", doi.filter(|doi| doi.contains('/')));
    metadata.text("URL", head.address());
    let summary = head.says(&["citation_abstract", "dcterms.abstract", "dc.description.abstract"]);
    metadata.text("abstract", summary);
}

fn keywords(head: &Head, thing: &Json, metadata: &mut Metadata) {
    let mut words: Vec<String> = Vec::new();
    let parted = |text: &str| -> Vec<String> {
        let mark = if text.contains(';') { ';' } else { ',' };
        text.split(mark).map(|word| word.trim().to_owned()).collect()
    };
    for name in ["citation_keywords", "keywords", "dc.subject", "article:tag"] {
        if words.is_empty() {
            words = head.all(name).flat_map(parted).collect();
        }
    }
    if words.is_empty() {
        words = json_ld::texts(thing, "keywords");
    }
    let mut seen = std::collections::BTreeSet::new();
    words.retain(|word| !word.is_empty() && seen.insert(word.to_lowercase()));
    metadata.add("keyword", Value::List(words), Certainty::Stated);
}

#[cfg(test)]
mod tests {
    use super::edtf;

    #[test]
    fn dates_of_machines_and_people() {
        for (text, expected) in [
            ("2023/05/12", Some("2023-05-12")),
            ("2023-05-12T09:30:00+02:00", Some("2023-05-12")),
            ("2023-5", Some("2023-05")),
            ("2023", Some("2023")),
            ("12 May 2023", Some("2023-05-12")),
            ("2023-13-40", None),
            ("yesterday", None),
        ] {
            assert_eq!(edtf(text).as_deref(), expected, "{text}");
        }
    }
}
