//! What front matter says of the work, as fields; how it is written is not known here.

use super::data::Data;
use super::plain::plain;
use crate::import::draft::{Certainty, Field, PersonName, Value};
use crate::import::orcid::orcid;
use crate::import::text::dates;
use crate::import::text::names;
use crate::model::web::is_web_address;

/// The fields of a front matter, and what has no place among them.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) stated: Vec<Field>,
    /// What other programs are told, and what is none of ours: name and value
    pub(super) others: Vec<String>,
    /// A date that could not be read
    pub(super) undated: Option<String>,
}

/// Texts: the variable, and the names that it goes by.
const TEXTS: &[(&str, &[&str])] = &[
    ("container-title", &["container-title", "journal", "publication"]),
    ("publisher", &["publisher"]),
    ("publisher-place", &["publisher-place"]),
    ("volume", &["volume"]),
    ("issue", &["issue", "number"]),
    ("page", &["page", "pages"]),
    ("license", &["license", "licence", "rights", "copyright"]),
];

/// Reads a front matter.
pub(super) fn fields(data: &Data) -> Fields {
    let mut found = Fields::default();
    let Data::Table(entries) = data else { return found };
    let citation = data.get("citation").filter(|value| matches!(value, Data::Table(_)));
    let title = data.text_of(&["title"]).or_else(|| citation?.text_of(&["title"]));
    if let Some(title) = title {
        let subtitle =
            data.text_of(&["subtitle"]).map(|subtitle| format!(": {subtitle}")).unwrap_or_default();
        found.add("title", Value::Text(plain(&format!("{title}{subtitle}"))));
    }
    found.people(data);
    let dates = ["date", "issued", "published", "pubdate", "publishdate"];
    found.date(data.text_of(&dates).or_else(|| citation?.text_of(&dates)));
    for (name, keys) in TEXTS {
        if let Some(text) = data.text_of(keys).or_else(|| citation?.text_of(keys)) {
            found.add(name, Value::Text(plain(&text)));
        }
    }
    found.identifiers(data, citation);
    let keywords: Vec<String> = ["keywords", "keyword", "tags", "topics"]
        .iter()
        .filter_map(|name| data.get(name))
        .flat_map(list)
        .collect();
    if !keywords.is_empty() {
        found.add("keyword", Value::List(keywords));
    }
    if let Some(language) = data.text_of(&["lang", "language", "locale"]).and_then(|tag| language(&tag)) {
        found.add("language", Value::Text(language));
    }
    if let Some(text) = data.text_of(&["abstract", "description", "summary", "excerpt"]) {
        found.add("abstract", Value::Text(plain(&text)));
    }
    found.nocite(data);
    found.set_apart(entries);
    found
}

impl Fields {
    fn add(&mut self, name: &'static str, value: Value) {
        self.stated.push(Field { name, value, certainty: Certainty::Stated });
    }

    fn people(&mut self, data: &Data) {
        let roles = [
            ("author", ["author", "authors"]),
            ("editor", ["editor", "editors"]),
            ("translator", ["translator", "translators"]),
        ];
        for (name, keys) in roles {
            let names = keys.iter().find_map(|key| data.get(key)).map(persons).unwrap_or_default();
            if !names.is_empty() {
                self.add(name, Value::Names(names));
            }
        }
    }

    fn date(&mut self, text: Option<String>) {
        let Some(text) = text.filter(|text| text.chars().any(char::is_alphanumeric)) else { return };
        // The time of day says nothing that is cited.
        let day = text.split_once('T').map(|(day, _)| day.to_owned());
        let text = day.filter(|day| day.len() == 10 && !day.contains(char::is_alphabetic)).unwrap_or(text);
        let year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        match dates::date(&text).map(|(edtf, _)| edtf).or_else(|| year.then(|| text.clone())) {
            Some(edtf) => self.add("issued", Value::Text(edtf)),
            None => self.undated = Some(text),
        }
    }

    fn identifiers(&mut self, data: &Data, citation: Option<&Data>) {
        let doi = data.text_of(&["doi"]).or_else(|| citation?.text_of(&["doi"]));
        if let Some(doi) = doi.as_deref().and_then(bare_doi) {
            self.add("DOI", Value::Text(doi));
        }
        let url = ["url", "canonical_url", "canonicalurl", "link"];
        let url = data.text_of(&url).or_else(|| citation?.text_of(&url));
        if let Some(url) = url.filter(|url| is_web_address(url) && !url.contains(' ')) {
            self.add("URL", Value::Text(url));
        }
    }

    fn nocite(&mut self, data: &Data) {
        let Some(text) = data.get("nocite").map(Data::told) else { return };
        let keys = text.split(|c: char| c.is_whitespace() || ",;[]".contains(c));
        let keys: Vec<String> =
            keys.filter(|key| key.starts_with('@') && key.len() > 1).map(str::to_owned).collect();
        if !keys.is_empty() {
            self.add("nocite", Value::List(keys));
        }
    }

    /// Keeps what has become no field.
    fn set_apart(&mut self, entries: &[(String, Data)]) {
        const READ: &[&str] = &[
            "title",
            "subtitle",
            "author",
            "authors",
            "issued",
            "published",
            "keywords",
            "keyword",
            "tags",
            "topics",
            "editor",
            "editors",
            "translator",
            "translators",
            "lang",
            "language",
            "locale",
            "abstract",
            "container-title",
            "journal",
            "publication",
            "publisher",
            "publisher-place",
            "volume",
            "issue",
            "pages",
            "license",
            "licence",
            "rights",
            "doi",
            "nocite",
            "references",
        ];
        for (name, value) in entries {
            let known = READ.iter().any(|read| name.eq_ignore_ascii_case(read));
            let dated = name.eq_ignore_ascii_case("date") && self.undated.is_none();
            let told = value.told();
            if !known && !dated && !told.is_empty() {
                self.others.push(format!("{name}: {told}"));
            }
        }
    }
}

/// A DOI without the address of its resolver.
fn bare_doi(text: &str) -> Option<String> {
    let at = text.find("10.")?;
    let doi = text.get(at..)?.trim();
    (doi.contains('/') && !doi.contains(' ')).then(|| doi.to_owned())
}

/// A language tag, such as ours are.
fn language(text: &str) -> Option<String> {
    let tag = text.replace('_', "-");
    let tag = tag.split('.').next().unwrap_or_default();
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| matches!(part.len(), 2..=3));
    let plain = tag
        .split('-')
        .all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    (first && plain).then(|| tag.to_owned())
}

fn list(data: &Data) -> Vec<String> {
    let parts = |data: &Data| match data.text() {
        Some(text) => text.split([',', ';']).map(|word| plain(word.trim())).collect::<Vec<_>>(),
        None => Vec::new(),
    };
    let words: Vec<String> = match data {
        Data::List(list) => list.iter().filter_map(Data::text).map(|word| plain(&word)).collect(),
        other => parts(other),
    };
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

/// Authors: names, tables, or one text with several names.
fn persons(data: &Data) -> Vec<PersonName> {
    match data {
        Data::Text(text) => names::names(&plain(text)).0.into_iter().map(sound).collect(),
        Data::List(list) => list.iter().filter_map(person).collect(),
        Data::Table(_) => person(data).into_iter().collect(),
    }
}

fn person(data: &Data) -> Option<PersonName> {
    if let Some(name) = data.text() {
        return Some(sound(PersonName::Whole(plain(name.trim_end_matches('*')))));
    }
    let name = data.get("name").filter(|name| matches!(name, Data::Table(_))).unwrap_or(data);
    let orcid = data.text_of(&["orcid", "ORCID"]).and_then(|text| orcid(&text));
    let given = name.text_of(&["given", "given-names", "givennames", "first", "firstname", "first_name"]);
    let family = name.text_of(&["family", "surname", "last", "lastname", "last_name"]);
    if let Some(family) = family {
        let particle = name.text_of(&["non-dropping-particle", "dropping-particle", "particle"]);
        let family = particle.map_or(family.clone(), |particle| format!("{particle} {family}"));
        return Some(PersonName::Parts { given: given.unwrap_or_default(), family, orcid });
    }
    let whole = plain(&name.text_of(&["name", "literal", "author"]).or(given)?);
    Some(match orcid {
        Some(orcid) => split(&whole, Some(orcid)),
        None => sound(PersonName::Whole(whole)),
    })
}

/// A name that front matter takes for one: words like “and” would make two of it.
fn sound(name: PersonName) -> PersonName {
    match name {
        PersonName::Whole(name) if name.contains([';', '&']) || name.contains(" and ") => {
            PersonName::Parts { given: String::new(), family: name, orcid: None }
        }
        name => name,
    }
}

/// Parts of a name: the last word is the family name, with what is in small letters before it.
fn split(whole: &str, orcid: Option<String>) -> PersonName {
    if let Some((family, given)) = whole.split_once(", ") {
        return PersonName::Parts { given: given.to_owned(), family: family.to_owned(), orcid };
    }
    let words: Vec<&str> = whole.split(' ').collect();
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    let last = words.len().saturating_sub(1);
    let first = (1..last).rev().take_while(|at| words.get(*at).is_some_and(small)).last().unwrap_or(last);
    let (given, family) = words.split_at(first);
    PersonName::Parts { given: given.join(" "), family: family.join(" "), orcid }
}
