//! What a TEI header says of the work, as fields; what has no place among them is set apart.

use super::super::xml::Element;
use super::Reader;
use super::works::person;
use crate::import::draft::{Certainty, Field, PersonName, Value};
use crate::import::text::dates;
use crate::model::code::Code;
use crate::model::web::is_web_address;

impl Reader<'_> {
    /// The fields of a document.
    pub(super) fn header(&mut self, text: &Element) -> Vec<Field> {
        let mut fields = Vec::new();
        let header = text.elements().find(|part| part.local() == "teiHeader");
        let file = header.and_then(|header| header.elements().find(|part| part.local() == "fileDesc"));
        let part = |name: &str| file.and_then(|file| file.elements().find(|part| part.local() == name));
        let (titles, publication) = (part("titleStmt"), part("publicationStmt"));
        self.title(titles, &mut fields);
        let mut add = |name: &'static str, value: Value| {
            fields.push(Field { name, value, certainty: Certainty::Stated });
        };
        for role in ["author", "editor"] {
            let names: Vec<PersonName> =
                titles.into_iter().flat_map(|titles| titles.all(role)).filter_map(person).collect();
            if !names.is_empty() {
                add(role, Value::Names(names));
            }
        }
        let words =
            |name: &str| publication.and_then(|part| part.below(name).next()).and_then(Element::words);
        let day = publication.and_then(|part| part.below("date").next()).and_then(date);
        for (name, text) in [
            ("issued", day),
            ("publisher", words("publisher").or_else(|| words("authority"))),
            ("publisher-place", words("pubPlace")),
            ("license", words("licence").filter(|text| text.len() < 200)),
        ] {
            if let Some(text) = text {
                add(name, Value::Text(text));
            }
        }
        identifiers(publication, &mut fields);
        profile(header, text, &mut fields);
        self.set_header_apart(header);
        fields
    }

    fn title(&mut self, titles: Option<&Element>, fields: &mut Vec<Field>) {
        let all: Vec<&Element> = titles.into_iter().flat_map(|titles| titles.all("title")).collect();
        let of = |kind: &str| {
            all.iter().find(|title| title.attribute("type") == Some(kind)).and_then(|title| title.words())
        };
        let main = of("main").or_else(|| all.iter().find_map(|title| title.words()));
        let (title, certainty) = match (main, of("sub")) {
            (Some(main), Some(sub)) => (format!("{main}: {sub}"), Certainty::Stated),
            (Some(main), None) => (main, Certainty::Stated),
            (None, _) => {
                let name = self.document.path.file_name();
                let message = "no title was found; the file’s name stands in for it";
                let help = "write the title into the front matter";
                self.doubts.push(self.document.whole(Code::ImportMetadata, message).help(help));
                (name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(), Certainty::Guessed)
            }
        };
        fields.push(Field { name: "title", value: Value::Text(title), certainty });
    }

    fn set_header_apart(&mut self, header: Option<&Element>) {
        let parts = [
            "respStmt",
            "funder",
            "editionStmt",
            "seriesStmt",
            "sourceDesc",
            "availability",
            "encodingDesc",
            "revisionDesc",
        ];
        let found: Vec<&Element> = header
            .into_iter()
            .flat_map(Element::every)
            .filter(|part| parts.contains(&part.local()))
            .collect();
        for part in found {
            self.set_apart("what the header says beside", part);
        }
    }
}

/// The identifiers under which a text was published.
fn identifiers(publication: Option<&Element>, fields: &mut Vec<Field>) {
    let mut add = |name: &'static str, value: Value| {
        fields.push(Field { name, value, certainty: Certainty::Stated });
    };
    let ids = publication.into_iter().flat_map(|part| part.below("idno"));
    for id in ids {
        let kind = id.attribute("type").unwrap_or_default().to_lowercase();
        match id.words() {
            Some(doi) if kind == "doi" => {
                add("DOI", Value::Text(doi.trim_start_matches("https://doi.org/").to_owned()));
            }
            Some(url) if is_web_address(&url) => add("URL", Value::Text(url)),
            _ => {}
        }
    }
}

/// Keywords, language and abstract.
fn profile(header: Option<&Element>, text: &Element, fields: &mut Vec<Field>) {
    let mut add = |name: &'static str, value: Value| {
        fields.push(Field { name, value, certainty: Certainty::Stated });
    };
    let profile = header.and_then(|header| header.elements().find(|part| part.local() == "profileDesc"));
    let keywords = profile.into_iter().flat_map(|profile| profile.below("keywords"));
    let keywords: Vec<String> = keywords
        .flat_map(|list| list.every().filter(|part| matches!(part.local(), "term" | "item")))
        .filter(|part| part.elements().next().is_none())
        .filter_map(Element::words)
        .collect();
    if !keywords.is_empty() {
        add("keyword", Value::List(keywords));
    }
    let language = profile
        .and_then(|profile| profile.below("language").next())
        .and_then(|language| language.attribute("ident"));
    let language = language
        .or_else(|| text.attribute("xml:lang"))
        .filter(|tag| tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    if let Some(language) = language {
        add("language", Value::Text(language.to_owned()));
    }
    if let Some(words) = profile.and_then(|profile| profile.below("abstract").next()).and_then(Element::words)
    {
        add("abstract", Value::Text(words));
    }
}

/// A date by its attribute, or by its words.
pub(super) fn date(element: &Element) -> Option<String> {
    let sound = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        let digits =
            |part: &&str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        parts.first().is_some_and(|year| digits(year, 4))
            && parts.len() <= 3
            && parts.iter().skip(1).all(|part| digits(part, 2))
    };
    let stated = element.attribute("when").filter(|when| sound(when)).map(str::to_owned);
    let words = || {
        let words = element.words()?;
        let words = words.trim();
        if sound(words) { Some(words.to_owned()) } else { dates::date(words).map(|(edtf, _)| edtf) }
    };
    stated.or_else(words)
}
