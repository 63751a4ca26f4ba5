//! An article's page as JSON-LD in schema.org's words, safe to stand inside a `script` element.
//!
//! A full text *is* the work and has its DOI. Any other edition is a text of its own that `isBasedOn` the work; an abridged
//! one does not claim the author's hand, only an excerpt does. A page without text is a web page `about` the work.

use serde_json::{Map, Value, json};

use super::fields::{doi, doi_url, family, joined, numbers, pages, text, web_url};
use super::license;
use super::markup::plain;
use crate::model::article::{Article, EditionKind};
use crate::model::date::{Date, DateParts};
use crate::model::event::Event;
use crate::model::work::{Name, Work, WorkOrigin};
use crate::render::dates;

/// The JSON-LD of an article; `language` is its own or the site's, `page_url` the absolute address of its page.
pub(crate) fn script(article: &Article, language: &str, page_url: Option<&str>) -> String {
    let mut page = Object::new("@context", json!("https://schema.org"));
    match article.edition.kind {
        EditionKind::Full => {
            page.add("@type", Some(json!(kind(&article.work.kind))));
            add_work(&mut page, &article.work);
        }
        EditionKind::Abridged | EditionKind::Excerpt => add_edition(&mut page, article),
        EditionKind::LinkOnly => {
            page.add("@type", Some(json!("WebPage")));
            page.add("name", Some(json!(plain(article.title()))));
            page.add("about", Some(work_value(&article.work)));
        }
    }
    page.set("inLanguage", Some(json!(language)));
    page.add("keywords", (!article.keywords.is_empty()).then(|| json!(article.keywords)));
    page.add("license", article.edition.license.as_deref().and_then(license::address).map(Value::from));
    page.set("url", page_url.map(Value::from));
    escaped(&Value::Object(page.0).to_string())
}

/// What stands around an event on its page.
pub(crate) struct Around<'a> {
    /// The name of its place
    pub(crate) place: Option<String>,
    /// The names of the people in it
    pub(crate) people: Vec<String>,
    /// The language of the reader
    pub(crate) language: &'a str,
    /// The absolute address of its page
    pub(crate) url: Option<&'a str>,
}

/// The JSON-LD of an event: its dates as far as ISO 8601 can say them; `text` is what happened, plain.
pub(crate) fn event(event: &Event, text: &str, around: Around<'_>) -> String {
    let mut page = Object::new("@context", json!("https://schema.org"));
    page.add("@type", Some(json!("Event")));
    page.add("name", Some(json!(event.title)));
    let days = dates::numbers(&event.date.value).filter(|numbers| !numbers.doubtful);
    let spelled = |parts: DateParts| dates::iso(parts).map(Value::from);
    page.add("startDate", days.and_then(|days| spelled(days.first)));
    page.add("endDate", days.and_then(|days| spelled(days.last?)));
    page.add("description", (!text.is_empty()).then(|| json!(text)));
    page.add("location", around.place.map(|name| json!({ "@type": "Place", "name": name })));
    let person = |name: String| json!({ "@type": "Thing", "name": name });
    let people: Vec<Value> = around.people.into_iter().map(person).collect();
    page.add("about", (!people.is_empty()).then(|| json!(people)));
    page.add("keywords", (!event.tags.is_empty()).then(|| json!(event.tags)));
    page.add("inLanguage", Some(json!(around.language)));
    page.add("url", around.url.map(Value::from));
    escaped(&Value::Object(page.0).to_string())
}

/// JSON without the characters that could end a script, or that older scripts take for line ends.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

/// A JSON object whose members keep their order.
struct Object(Map<String, Value>);

impl Object {
    fn new(name: &str, value: Value) -> Self {
        Self(Map::from_iter([(name.to_owned(), value)]))
    }

    /// Adds a member, unless it is there.
    fn add(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value.filter(|_| !self.0.contains_key(name)) {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// Adds a member in the place of what was there.
    fn set(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
    }
}

fn kind(csl: &str) -> &'static str {
    match csl {
        "book" | "classic" | "collection" => "Book",
        "chapter" => "Chapter",
        "report" => "Report",
        "thesis" => "Thesis",
        "article-newspaper" => "NewsArticle",
        "article-magazine" | "entry" | "entry-dictionary" | "entry-encyclopedia" => "Article",
        "post-weblog" => "BlogPosting",
        "webpage" | "post" => "WebPage",
        "dataset" => "Dataset",
        "software" => "SoftwareApplication",
        "legislation" | "bill" | "regulation" | "treaty" => "Legislation",
        "map" => "Map",
        "motion_picture" => "Movie",
        "periodical" => "Periodical",
        "speech"
        | "interview"
        | "manuscript"
        | "document"
        | "personal_communication"
        | "hearing"
        | "pamphlet" => "CreativeWork",
        _ => "ScholarlyArticle",
    }
}

fn add_edition(page: &mut Object, article: &Article) {
    let edition = &article.edition;
    page.add("@type", Some(json!("ScholarlyArticle")));
    page.add("name", Some(json!(format!("{} ({})", plain(article.title()), edition.kind.name()))));
    page.add("headline", Some(json!(plain(article.title()))));
    if edition.kind == EditionKind::Excerpt {
        page.add("author", authors(&article.work));
    }
    page.add("creditText", edition.by.as_deref().map(Value::from));
    page.add("datePublished", edition.issued.as_ref().and_then(date_value));
    page.add("isBasedOn", Some(work_value(&article.work)));
}

fn work_value(work: &Work) -> Value {
    let mut value = Object::new("@type", json!(kind(&work.kind)));
    add_work(&mut value, work);
    Value::Object(value.0)
}

fn add_work(value: &mut Object, work: &Work) {
    let title = plain(work.title());
    value.add("@id", doi_url(work).map(Value::from));
    value.add("name", Some(json!(title)));
    if value.0.get("@type").is_some_and(|kind| kind.as_str().is_some_and(|kind| kind.ends_with("Article"))) {
        value.add("headline", Some(json!(title)));
    }
    if !matches!(work.origin, WorkOrigin::Unidentified { .. }) {
        value.add("author", authors(work));
    }
    value.add("datePublished", issued(work));
    value.add("isPartOf", container(work));
    if let Some((first, last)) = pages(work) {
        value.add("pageStart", Some(json!(first)));
        value.add("pageEnd", last.map(Value::from));
    }
    value.add(
        "publisher",
        text(work, "publisher").map(|name| json!({ "@type": "Organization", "name": name })),
    );
    value.add("isbn", text(work, "ISBN").map(Value::from));
    value.add(
        "identifier",
        doi(work).map(|doi| json!({ "@type": "PropertyValue", "propertyID": "DOI", "value": doi })),
    );
    value.add("inLanguage", text(work, "language").map(Value::from));
    value.add("abstract", text(work, "abstract").map(Value::from));
    value.add("sameAs", doi_url(work).map(Value::from));
    value.add("url", web_url(work).map(Value::from));
}

fn issued(work: &Work) -> Option<Value> {
    numbers(work, "issued")
        .filter(|date| date.last.is_none())
        .and_then(|date| joined(date.first, '-'))
        .map(Value::from)
}

fn date_value(date: &Date) -> Option<Value> {
    dates::numbers(date)
        .filter(|date| date.last.is_none())
        .and_then(|date| joined(date.first, '-'))
        .map(Value::from)
}

fn authors(work: &Work) -> Option<Value> {
    let authors: Vec<Value> = work.names("author").iter().map(author).collect();
    (!authors.is_empty()).then_some(Value::Array(authors))
}

fn author(name: &Name) -> Value {
    let person = match name {
        // A name that is not taken apart may be a person's or a body's.
        Name::Literal(name) => return json!({ "name": plain(name) }),
        Name::Person(person) => person,
    };
    let mut value = Object::new("@type", json!("Person"));
    value.add("@id", person.orcid.as_deref().map(|orcid| json!(format!("https://orcid.org/{orcid}"))));
    value.add("name", Some(json!(name.full())));
    value.add("familyName", Some(family(person)).filter(|name| !name.is_empty()).map(Value::from));
    value.add("givenName", Some(person.given.clone()).filter(|name| !name.is_empty()).map(Value::from));
    Value::Object(value.0)
}

/// The issue of the volume of the journal, or the book.
fn container(work: &Work) -> Option<Value> {
    let name = text(work, "container-title")?;
    let kind = match work.kind.as_str() {
        "article-newspaper" => "Newspaper",
        "chapter" | "paper-conference" | "entry" | "entry-dictionary" | "entry-encyclopedia" => "Book",
        "webpage" | "post" | "post-weblog" => "WebSite",
        "article-journal" | "article-magazine" | "review" | "review-book" => "Periodical",
        _ => "CreativeWork",
    };
    let mut value = Object::new("@type", json!(kind));
    value.add("name", Some(json!(name)));
    value.add("issn", text(work, "ISSN").map(Value::from));
    let mut value = Value::Object(value.0);
    if matches!(kind, "Periodical" | "Newspaper") {
        if let Some(volume) = text(work, "volume") {
            value = json!({ "@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": value });
        }
        if let Some(issue) = text(work, "issue") {
            value = json!({ "@type": "PublicationIssue", "issueNumber": issue, "isPartOf": value });
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use serde_json::{Value, json};

    use super::{Around, event, script};
    use crate::model::article::{Article, EditionKind};
    use crate::render::build::Context as _;
    use crate::render::build::fake::Reader;
    use crate::render::exports::samples;

    fn parsed(article: &Article) -> Value {
        serde_json::from_str(&script(article, "en", Some("https://r.org/a/"))).unwrap()
    }

    fn work() -> Value {
        json!({
            "@type": "ScholarlyArticle",
            "@id": "https://doi.org/10.1177/1369148120914467",
            "name": "China’s World View: Where Do Japan & Russia Fit?",
            "headline": "China’s World View: Where Do Japan & Russia Fit?",
            "author": [
                { "@type": "Person", "name": "Rosemary Foot", "familyName": "Foot", "givenName": "Rosemary" },
                { "@type": "Person", "name": "Amy King", "familyName": "King", "givenName": "Amy" },
            ],
            "datePublished": "2021-05-12",
            "isPartOf": { "@type": "PublicationIssue", "issueNumber": "2", "isPartOf": {
                "@type": "PublicationVolume", "volumeNumber": "23", "isPartOf": {
                    "@type": "Periodical",
                    "name": "The British Journal of Politics & International Relations",
                    "issn": "1369-1481",
            } } },
            "pageStart": "210",
            "pageEnd": "227",
            "publisher": { "@type": "Organization", "name": "SAGE" },
            "identifier": { "@type": "PropertyValue", "propertyID": "DOI", "value": "10.1177/1369148120914467" },
            "inLanguage": "en",
            "abstract": "Two lines of 100 %.",
            "sameAs": "https://doi.org/10.1177/1369148120914467",
            "url": "https://example.org/a_b?c=1&d=2",
        })
    }

    #[test]
    fn an_event_says_its_dates_as_far_as_it_can() {
        let check = |edtf: &str, expected: Value| {
            let mut reader = Reader::default();
            reader.event("e", edtf, "A <b> event");
            let fake = reader.finish();
            let around = Around { place: None, people: Vec::new(), language: "en", url: None };
            let script = event(&fake.corpus().events[0], "", around);
            assert!(!script.contains('<'));
            let found: Value = serde_json::from_str(&script).unwrap();
            let mut whole = json!({
                "@context": "https://schema.org",
                "@type": "Event",
                "name": "A <b> event",
                "inLanguage": "en",
            });
            whole.as_object_mut().unwrap().extend(expected.as_object().unwrap().clone());
            assert_eq!(found, whole, "{edtf}");
        };
        check("1955-04-18/1955-04-24", json!({ "startDate": "1955-04-18", "endDate": "1955-04-24" }));
        check("1955", json!({ "startDate": "1955" }));
        check("2001-21", json!({ "startDate": "2001" }));
        check("1955~", json!({}));
        check("-0043", json!({}));
        check("195X", json!({}));
    }

    #[test]
    fn a_full_edition_is_the_work() {
        let mut expected = work();
        expected["@context"] = json!("https://schema.org");
        expected["url"] = json!("https://r.org/a/");
        assert_eq!(parsed(&samples::edition(samples::article(), EditionKind::Full)), expected);
    }

    #[test]
    fn an_abridged_edition_is_based_on_the_work() {
        let mut article = samples::edition(samples::article(), EditionKind::Abridged);
        article.edition.by = Some("The editors".to_owned());
        article.edition.issued = Some(samples::date("2026"));
        article.edition.license = Some("CC BY 4.0".to_owned());
        article.keywords = vec!["alliances".to_owned()];
        let expected = json!({
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "name": "China’s World View: Where Do Japan & Russia Fit? (abridged)",
            "headline": "China’s World View: Where Do Japan & Russia Fit?",
            "creditText": "The editors",
            "datePublished": "2026",
            "isBasedOn": work(),
            "inLanguage": "en",
            "keywords": ["alliances"],
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "url": "https://r.org/a/",
        });
        assert_eq!(parsed(&article), expected);
    }

    #[test]
    fn an_excerpt_has_its_author_and_a_bare_link_has_no_text() {
        let excerpt = parsed(&samples::edition(samples::article(), EditionKind::Excerpt));
        assert_eq!(excerpt["author"], work()["author"]);
        assert_eq!(excerpt["isBasedOn"], work());
        assert_eq!(excerpt.get("@id"), None);
        let link = parsed(&samples::edition(samples::article(), EditionKind::LinkOnly));
        assert_eq!(link["@type"], json!("WebPage"));
        assert_eq!(link["about"], work());
    }

    #[test]
    fn nothing_ends_the_script() {
        let title = "</script><script>alert(1)//&\u{2028}\u{2029}<!--";
        let work = samples::work("k", "article-journal", "195X", &[("title", title)]);
        let article = samples::edition(work, EditionKind::Full);
        let text = script(&article, "en", None);
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["name"], json!("</script><script>alert(1)//& <!--"));
        assert_eq!(value.get("datePublished"), None);
    }
}
