//! What a JATS article says of itself, as fields; what has no place among them is set apart.

use super::super::xml::Element;
use super::Reader;
use super::references::{contributor, date, pages};
use crate::import::draft::{Certainty, Field, PersonName, Value};
use crate::model::code::Code;
use crate::model::web::is_web_address;

impl Reader<'_> {
    /// The fields of an article.
    pub(super) fn front(&mut self, article: &Element) -> Vec<Field> {
        let mut fields = Fields::default();
        let Some(front) = article.elements().find(|part| matches!(part.local(), "front" | "front-stub"))
        else {
            self.untitled(&mut fields);
            return fields.list;
        };
        let find = |name: &str| front.every().find(|part| part.local() == name);
        let words = |name: &str| find(name).and_then(without_notes);
        let title = words("article-title").or_else(|| words("title"));
        let group = find("title-group");
        let subtitle = group
            .and_then(|group| group.elements().find(|part| part.local() == "subtitle"))
            .and_then(without_notes);
        match title {
            Some(title) => {
                let subtitle = subtitle.map(|subtitle| format!(": {subtitle}")).unwrap_or_default();
                fields.text("title", Some(format!("{title}{subtitle}")));
            }
            None => self.untitled(&mut fields),
        }
        people(front, &mut fields);
        fields.text("issued", issued(front));
        fields.text("container-title", words("journal-title"));
        let kind = match article.attribute("article-type").unwrap_or_default() {
            "book-review" | "product-review" => Some("review-book"),
            _ => words("journal-title").map(|_| "article-journal"),
        };
        fields.text("type", kind.map(str::to_owned));
        for (name, element) in [
            ("volume", "volume"),
            ("issue", "issue"),
            ("publisher", "publisher-name"),
            ("publisher-place", "publisher-loc"),
            ("ISSN", "issn"),
        ] {
            fields.text(name, words(element));
        }
        let meta = front.elements().find(|part| part.local() == "article-meta").unwrap_or(front);
        fields.text("page", pages(&own(meta)));
        identifiers(meta, &mut fields);
        fields.text("license", license(front));
        let keywords: Vec<String> =
            meta.every().filter(|part| part.local() == "kwd").filter_map(Element::words).collect();
        if !keywords.is_empty() {
            fields.add("keyword", Value::List(keywords));
        }
        let language = article
            .attribute("xml:lang")
            .filter(|tag| tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        fields.text("language", language.map(str::to_owned));
        fields.text("abstract", find("abstract").map(abstract_of));
        self.set_front_apart(front);
        fields.list
    }

    fn untitled(&mut self, fields: &mut Fields) {
        let name = self.document.path.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        fields.list.push(Field { name: "title", value: Value::Text(stem), certainty: Certainty::Guessed });
        let message = "no title was found; the file’s name stands in for it";
        let help = "write the title into the front matter";
        self.doubts.push(self.document.whole(Code::ImportMetadata, message).help(help));
    }

    fn set_front_apart(&mut self, front: &Element) {
        for part in front.every() {
            let what = match part.local() {
                "aff" => "affiliations",
                "author-notes" => "notes on the authors",
                "funding-group" | "funding-statement" => "funding",
                "subj-group" => "the journal’s headings",
                "history" => "history of the manuscript",
                "trans-abstract" => "abstracts in other languages",
                "trans-title-group" => "titles in other languages",
                "copyright-statement" | "license-p" => "notices of rights",
                _ => continue,
            };
            self.set_apart(what, part);
        }
    }
}

/// Fields in the order in which they are written.
#[derive(Default)]
struct Fields {
    list: Vec<Field>,
}

impl Fields {
    fn add(&mut self, name: &'static str, value: Value) {
        self.list.push(Field { name, value, certainty: Certainty::Stated });
    }

    fn text(&mut self, name: &'static str, text: Option<String>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.add(name, Value::Text(text));
        }
    }
}

/// The words of an element without the marks of its notes.
fn without_notes(element: &Element) -> Option<String> {
    use super::super::xml::Node;
    let mut bare = element.clone();
    bare.children
        .retain(|node| !matches!(node, Node::Element(child) if matches!(child.local(), "xref" | "fn")));
    bare.words()
}

/// An element without what describes other works.
fn own(meta: &Element) -> Element {
    use super::super::xml::Node;
    let mut own = meta.clone();
    own.children.retain(|node| !matches!(node, Node::Element(child) if matches!(child.local(), "related-article" | "product")));
    own
}

fn people(front: &Element, fields: &mut Fields) {
    let (mut authors, mut editors): (Vec<PersonName>, Vec<PersonName>) = (Vec::new(), Vec::new());
    for contrib in front.every().filter(|part| part.local() == "contrib") {
        let Some(name) = contributor(contrib) else { continue };
        match contrib.attribute("contrib-type").unwrap_or("author") {
            "editor" => editors.push(name),
            kind if kind.contains("author") || kind == "collab" => authors.push(name),
            _ => {}
        }
    }
    if !authors.is_empty() {
        fields.add("author", Value::Names(authors));
    }
    if !editors.is_empty() {
        fields.add("editor", Value::Names(editors));
    }
}

/// The date of publication: the online one before others, the most exact of equals.
fn issued(front: &Element) -> Option<String> {
    let dates = front.every().filter(|part| part.local() == "pub-date");
    let rank = |part: &Element| {
        let of = |name: &str| part.attribute(name).unwrap_or_default().to_ascii_lowercase();
        let kind = format!("{} {} {}", of("pub-type"), of("date-type"), of("publication-format"));
        usize::from(kind.contains("collection")) * 2
            + usize::from(!(kind.contains("epub") || kind.contains("electronic")))
    };
    let mut found: Vec<(usize, usize, String)> =
        dates.filter_map(|part| date(part).map(|date| (rank(part), 10 - date.len(), date))).collect();
    found.sort();
    found.into_iter().next().map(|(.., date)| date)
}

fn identifiers(meta: &Element, fields: &mut Fields) {
    for (name, kind) in [("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmc")] {
        let of = |part: &&Element| {
            part.local() == "article-id"
                && part
                    .attribute("pub-id-type")
                    .is_some_and(|own| own == kind || kind == "pmc" && own.starts_with("pmc"))
        };
        let id = meta.elements().find(of).and_then(Element::words);
        fields.text(name, id.map(|id| id.trim_start_matches("https://doi.org/").to_owned()));
    }
    let address =
        meta.elements().find(|part| part.local() == "self-uri").and_then(|part| part.attribute("xlink:href"));
    fields.text("URL", address.filter(|address| is_web_address(address)).map(str::to_owned));
}

/// The licence: its address, or else its words.
fn license(front: &Element) -> Option<String> {
    let of = |name: &str| front.every().find(|part| part.local() == name);
    let address = of("license").and_then(|license| license.attribute("xlink:href").map(str::to_owned));
    address
        .or_else(|| of("license_ref").and_then(Element::words))
        .or_else(|| of("license").and_then(Element::words))
        .filter(|text| text.len() < 200)
}

/// The paragraphs of an abstract, its headings before them.
fn abstract_of(element: &Element) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut heading = String::new();
    for part in element.every() {
        match part.local() {
            "title" => {
                heading = part
                    .words()
                    .map_or_else(String::new, |title| format!("{}: ", title.trim_end_matches([':', '.'])));
            }
            "p" => paragraphs
                .extend(part.words().map(|words| format!("{}{words}", std::mem::take(&mut heading)))),
            _ => {}
        }
    }
    if paragraphs.is_empty() {
        return element.words().unwrap_or_default();
    }
    // “Abstract” is what it is, not what it says.
    let bare = |text: &String| text.strip_prefix("Abstract: ").map_or_else(|| text.clone(), str::to_owned);
    paragraphs.iter().map(bare).collect::<Vec<_>>().join("\n\n")
}
