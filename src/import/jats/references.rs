//! The list of references of a JATS document as works; who refers to them is not asked.

use std::collections::{BTreeMap, BTreeSet};

use super::super::xml::Element;
use crate::import::draft::{Certainty, Field, PersonName, Reference, Value};
use crate::import::orcid::orcid;
use crate::import::recognise::keys::{Keys, of_work};
use crate::import::recognise::references::read_entry;
use crate::model::web::is_web_address;

/// The works of a list of references.
#[derive(Debug, Default)]
pub(super) struct Works {
    pub(super) references: Vec<Reference>,
    /// Their keys, in order
    pub(super) order: Vec<String>,
    /// The keys to which each id leads
    by_id: BTreeMap<String, Vec<String>>,
    /// Where the entries stand that have become works
    places: BTreeSet<usize>,
}

impl Works {
    /// The keys of the works to which an id leads.
    pub(super) fn keys(&self, id: &str) -> &[String] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether an id is that of an entry that has become a work.
    pub(super) fn is_entry(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    pub(super) fn holds(&self, entry: &Element) -> bool {
        self.places.contains(&entry.range().start)
    }
}

/// Makes works of the entries of a document's lists.
pub(super) fn works(article: &Element) -> Works {
    let mut works = Works::default();
    let mut keys = Keys::default();
    for entry in article.every().filter(|element| element.local() == "ref") {
        let citations: Vec<&Element> = entry.every().filter(|element| is_citation(element)).collect();
        for (at, citation) in citations.iter().enumerate() {
            // Of two forms of one work the structured one counts.
            let again = citation_twice(entry) && at > 0;
            if again {
                continue;
            }
            let Some((wanted, reference)) = reference(entry, citation, citations.len() == 1) else {
                continue;
            };
            let key = keys.unique(&wanted);
            works.places.insert(entry.range().start);
            works.order.push(key.clone());
            for id in [entry.attribute("id"), citation.attribute("id")].into_iter().flatten() {
                works.by_id.entry(id.to_owned()).or_default().push(key.clone());
            }
            works.references.push(Reference { key, ..reference });
        }
    }
    works
}

fn is_citation(element: &Element) -> bool {
    matches!(element.local(), "element-citation" | "mixed-citation" | "nlm-citation" | "citation")
}

fn citation_twice(entry: &Element) -> bool {
    entry.every().any(|element| element.local() == "citation-alternatives")
}

/// A work, and the key that it should have.
fn reference(entry: &Element, citation: &Element, alone: bool) -> Option<(String, Reference)> {
    let structured = citation
        .every()
        .any(|part| matches!(part.local(), "year" | "article-title" | "source" | "person-group"));
    let printed =
        if citation.local() == "mixed-citation" { citation.words() } else { super::spaced(citation) }?;
    let printed = printed.trim_start_matches([' ', ';']).to_owned();
    let id = entry.attribute("id").filter(|_| alone).and_then(meaningful);
    let line = entry.line();
    if !structured {
        let (key, kind, fields) = read_entry(&printed);
        return Some((id.unwrap_or(key), Reference { key: String::new(), printed, kind, fields, line }));
    }
    let fields = fields(citation);
    let kind = kind(citation);
    let key = id.unwrap_or_else(|| key(&fields, &year(citation).unwrap_or_default()));
    Some((key, Reference { key: String::new(), printed, kind: Some(kind), fields, line }))
}

/// An id that says more than the place in a list: `ref-dam-2001`, but not `B12`.
fn meaningful(id: &str) -> Option<String> {
    let bare = id.strip_prefix("ref-").unwrap_or(id);
    let words = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = !id.starts_with("ref-") && words.chars().filter(|c| c.is_alphabetic()).count() <= 6;
    let plain = !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c));
    let says =
        bare.chars().filter(|c| c.is_alphabetic()).count() > 2 || id.starts_with("ref-") && !words.is_empty();
    // A long number behind a few letters is a name that some program gave.
    (plain && says && !numbered && bare.len() < 60 && !bare.contains(".."))
        .then(|| bare.trim_matches(['-', '_', '.', ':']).to_owned())
}

fn key(fields: &[Field], year: &str) -> String {
    let names = |role: &str| {
        fields.iter().find(|field| field.name == role).and_then(|field| match &field.value {
            Value::Names(names) => Some(names.iter().map(family).collect::<Vec<_>>()),
            _ => None,
        })
    };
    let title = || {
        fields.iter().find(|field| field.name == "title").and_then(|field| match &field.value {
            Value::Text(title) => Some(vec![title.split_whitespace().take(3).collect::<Vec<_>>().join(" ")]),
            _ => None,
        })
    };
    let names = names("author").or_else(|| names("editor")).or_else(title).unwrap_or_default();
    of_work(&names, if year.is_empty() { "nd" } else { year })
}

fn family(name: &PersonName) -> String {
    match name {
        PersonName::Whole(name) => name.clone(),
        PersonName::Parts { family, .. } => family.clone(),
    }
}

/// The year as printed, with its letter.
fn year(citation: &Element) -> Option<String> {
    let year = citation.every().find(|part| part.local() == "year")?.words()?;
    Some(year.chars().filter(char::is_ascii_alphanumeric).take(6).collect())
}

/// The CSL type of a work.
fn kind(citation: &Element) -> &'static str {
    let has = |name: &str| citation.every().any(|part| part.local() == name);
    let names = ["publication-type", "citation-type"];
    let kind =
        names.iter().find_map(|name| citation.attribute(name)).unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        "journal" | "article" | "article-journal" | "review" => "article-journal",
        "book" | "edited-book" | "book-chapter" | "chapter" if has("chapter-title") || has("part-title") => {
            "chapter"
        }
        "book" | "edited-book" if has("article-title") && has("source") => "chapter",
        "book-chapter" | "chapter" => "chapter",
        "book" | "edited-book" | "monograph" => "book",
        "confproc" | "conference" | "conf-proc" | "paper-conference" | "proceedings" => "paper-conference",
        "thesis" | "dissertation" => "thesis",
        "report" | "gov" | "government" | "working-paper" | "working_paper" => "report",
        "web" | "website" | "webpage" | "web-page" | "weblink" => "webpage",
        "blog" | "post-weblog" => "post-weblog",
        "newspaper" | "news" | "article-newspaper" => "article-newspaper",
        "magazine" | "article-magazine" => "article-magazine",
        "data" | "dataset" | "database" => "dataset",
        "software" | "computer-program" | "computer_program" => "software",
        "patent" => "patent",
        "preprint" | "eprint" => "article",
        "standard" => "standard",
        "legal" | "legal-doc" | "legislation" => "legislation",
        "speech" => "speech",
        "manuscript" => "manuscript",
        "interview" => "interview",
        _ if has("article-title") && (has("volume") || has("fpage")) => "article-journal",
        _ if has("chapter-title") => "chapter",
        _ if has("publisher-name") => "book",
        _ => "document",
    }
}

/// What is known of a work.
fn fields(citation: &Element) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut add = |name: &'static str, value: Option<Value>| {
        fields.extend(value.map(|value| Field { name, value, certainty: Certainty::Stated }));
    };
    let part = |name: &str| citation.every().find(|part| part.local() == name).and_then(Element::words);
    let text = |value: Option<String>| value.map(Value::Text);
    for role in ["author", "editor", "translator"] {
        let names = people(citation, role);
        add(role, (!names.is_empty()).then_some(Value::Names(names)));
    }
    let titles = ["article-title", "chapter-title", "part-title", "data-title"];
    let inner = titles.iter().find_map(|name| part(name));
    let source = part("source");
    match (inner, source) {
        (Some(title), source) => {
            add("title", text(Some(trimmed(&title))));
            add("container-title", text(source.as_deref().map(trimmed)));
        }
        (None, source) => add("title", text(source.as_deref().map(trimmed))),
    }
    add("issued", text(date(citation)));
    let letter = year(citation).and_then(|year| year.get(4..).map(str::to_owned));
    add(
        "year-suffix",
        text(letter.filter(|letter| letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_lowercase()))),
    );
    for (name, element) in [
        ("volume", "volume"),
        ("issue", "issue"),
        ("publisher", "publisher-name"),
        ("publisher-place", "publisher-loc"),
        ("edition", "edition"),
        ("collection-title", "series"),
        ("ISBN", "isbn"),
        ("event-title", "conf-name"),
        ("event-place", "conf-loc"),
        ("version", "version"),
    ] {
        add(name, text(part(element).as_deref().map(trimmed)));
    }
    add("page", text(pages(citation)));
    let id = |kind: &str| {
        let of = |part: &&Element| part.local() == "pub-id" && part.attribute("pub-id-type") == Some(kind);
        citation.every().find(of).and_then(Element::words)
    };
    add("DOI", text(id("doi").map(|doi| doi.trim_start_matches("https://doi.org/").to_owned())));
    add("PMID", text(id("pmid")));
    add("PMCID", text(id("pmcid")));
    let links = citation.every().filter(|part| matches!(part.local(), "uri" | "ext-link"));
    let mut links =
        links.filter_map(|link| link.attribute("xlink:href").map(str::to_owned).or_else(|| link.words()));
    add("URL", text(links.find(|link| is_web_address(link) && !link.contains("doi.org/"))));
    fields
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches([',', ';', '.', ' ']).to_owned()
}

/// The pages.
pub(super) fn pages(element: &Element) -> Option<String> {
    let part = |name: &str| element.every().find(|part| part.local() == name).and_then(Element::words);
    match (part("fpage"), part("lpage")) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
        (Some(first), _) => part("page-range").or(Some(first)),
        (None, _) => part("page-range").or_else(|| part("elocation-id")),
    }
}

/// The date of a work: year, month, day, as far as they are there.
pub(super) fn date(element: &Element) -> Option<String> {
    let find = |name: &str| element.every().find(|part| part.local() == name);
    let year = find("year")?.words()?;
    let year = year.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?.to_owned();
    let Some(month) = find("month").and_then(Element::words).and_then(|month| number_of(&month)) else {
        return Some(year);
    };
    let day = find("day")
        .and_then(Element::words)
        .and_then(|day| day.parse::<u8>().ok())
        .filter(|day| (1..=31).contains(day));
    Some(match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    })
}

fn number_of(month: &str) -> Option<u8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = month.to_lowercase();
    let named =
        MONTHS.iter().position(|name| lower.starts_with(name)).and_then(|at| u8::try_from(at + 1).ok());
    lower.parse::<u8>().ok().filter(|month| (1..=12).contains(month)).or(named)
}

/// The people of a role.
fn people(citation: &Element, role: &str) -> Vec<PersonName> {
    let mut names = Vec::new();
    let groups = citation.every().filter(|part| part.local() == "person-group");
    for group in
        groups.filter(|group| group.attribute("person-group-type").unwrap_or("author").starts_with(role))
    {
        names.extend(group.elements().filter_map(person));
    }
    if role == "author" {
        // Names without a group around them are the authors'.
        names.extend(citation.elements().filter(|part| part.local() != "person-group").filter_map(person));
    }
    names
}

/// A person or a body.
pub(super) fn person(element: &Element) -> Option<PersonName> {
    let part = |name: &str| element.every().find(|part| part.local() == name).and_then(Element::words);
    match element.local() {
        "name" | "string-name" => match part("surname") {
            Some(surname) => {
                let suffix = part("suffix").map(|suffix| format!(", {suffix}")).unwrap_or_default();
                let family =
                    [part("prefix").filter(|prefix| prefix.starts_with(char::is_lowercase)), Some(surname)];
                let family = family.into_iter().flatten().collect::<Vec<_>>().join(" ");
                let given = part("given-names").unwrap_or_default() + &suffix;
                Some(PersonName::Parts { given, family, orcid: None })
            }
            None => element.words().map(PersonName::Whole),
        },
        "collab" | "institution" | "anonymous" => {
            let family = element.words()?;
            Some(PersonName::Parts { given: String::new(), family, orcid: None })
        }
        _ => None,
    }
}

/// A contributor of the article itself, with the ORCID iD.
pub(super) fn contributor(contrib: &Element) -> Option<PersonName> {
    let names = ["name", "string-name", "collab", "institution"];
    let of = |name: &str| contrib.every().find(|part| part.local() == name);
    let name = person(names.iter().find_map(|name| of(name))?)?;
    let id = contrib.every().find(|part| {
        part.local() == "contrib-id"
            && part.attribute("contrib-id-type").is_none_or(|kind| kind.eq_ignore_ascii_case("orcid"))
    });
    let id = id.and_then(Element::words).and_then(|id| orcid(&id));
    Some(match (name, id) {
        (PersonName::Parts { given, family, .. }, id) => PersonName::Parts { given, family, orcid: id },
        (name, _) => name,
    })
}
