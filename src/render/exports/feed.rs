//! `feed.xml`: the articles as an Atom feed (RFC 4287), for readers whose place on the web is known.
//!
//! Atom asks when each entry was last changed, and no clock is read here. An entry's `updated` is the first day of
//! what its edition's `issued` can mean, else of the work's, else the build's own time where the caller knows one
//! (`SOURCE_DATE_EPOCH`). An article of which nothing is known is left out and named, since any date would be made up;
//! the feed's own `updated` is its newest entry's.

use std::cmp::Reverse;
use std::fmt::Write;

use super::markup::plain;
use super::xml::{element, escape};
use crate::model::article::Article;
use crate::model::config::Site;
use crate::model::corpus::Corpus;
use crate::model::date::Date;
use crate::model::ids::ArticleId;
use crate::model::work::WorkDate;

/// The absolute addresses that a feed needs.
pub(crate) struct Addresses<'a> {
    /// The home page
    pub(crate) home: &'a str,
    /// The feed itself
    pub(crate) feed: &'a str,
    /// An article's page
    pub(crate) article: &'a dyn Fn(&ArticleId) -> String,
}

/// A feed, and what could not be in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feed {
    /// The file's text; none where no article has a date, since Atom has no feed without one
    pub(crate) xml: Option<String>,
    /// The articles without any date
    pub(crate) undated: Vec<ArticleId>,
}

/// Makes the feed, newest entries first; `build_time` in seconds since 1970.
pub(crate) fn atom(corpus: &Corpus, addresses: &Addresses, build_time: Option<i64>) -> Feed {
    let built = build_time.and_then(timestamp);
    let mut dated = Vec::new();
    let mut undated = Vec::new();
    for article in corpus.articles.values() {
        match updated(article).or_else(|| built.clone()) {
            Some(time) => dated.push((time, article)),
            None => undated.push(article.id.clone()),
        }
    }
    dated.sort_by_cached_key(|(updated, article)| (Reverse(updated.clone()), article.id.clone()));
    let xml = dated.first().map(|(newest, _)| {
        let entries: String = dated
            .iter()
            .map(|(updated, article)| {
                entry(article, updated, &(addresses.article)(&article.id), &corpus.site)
            })
            .collect();
        feed(&corpus.site, addresses, newest, &entries)
    });
    Feed { xml, undated }
}

fn feed(site: &Site, addresses: &Addresses, updated: &str, entries: &str) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let _ =
        writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", escape(&site.language));
    xml += &element("id", addresses.home);
    xml += &element("title", &site.title);
    if let Some(subtitle) = site.subtitle.as_ref().or(site.description.as_ref()) {
        xml += &element("subtitle", subtitle);
    }
    xml += &element("updated", updated);
    let uri = site.editor.as_ref().and_then(|editor| editor.url.as_deref());
    xml += &author(site.editor.as_ref().map_or(&site.title, |editor| &editor.name), uri);
    xml += &link("alternate", "text/html", addresses.home);
    xml += &link("self", "application/atom+xml", addresses.feed);
    xml += "<generator>postil</generator>\n";
    xml + entries + "</feed>\n"
}

fn entry(article: &Article, updated: &str, address: &str, site: &Site) -> String {
    let language = article.language.as_ref().filter(|language| **language != site.language);
    let mut xml = match language {
        Some(language) => format!("<entry xml:lang=\"{}\">\n", escape(language)),
        None => "<entry>\n".to_owned(),
    };
    xml += &element("id", address);
    xml += &element("title", &plain(article.title()));
    xml += &element("updated", updated);
    for name in article.work.names("author") {
        xml += &author(&name.full(), None);
    }
    xml += &link("alternate", "text/html", address);
    for keyword in &article.keywords {
        let _ = writeln!(xml, "<category term=\"{}\"/>", escape(keyword));
    }
    if let Some(license) = &article.edition.license {
        xml += &element("rights", license);
    }
    if let Some(summary) = article.work.field("abstract") {
        xml += &element("summary", &plain(summary));
    }
    xml + "</entry>\n"
}

fn author(name: &str, uri: Option<&str>) -> String {
    let uri = uri.map(|uri| element("uri", uri)).unwrap_or_default();
    format!("<author>\n{}{uri}</author>\n", element("name", name))
}

fn link(rel: &str, media_type: &str, href: &str) -> String {
    format!("<link rel=\"{rel}\" type=\"{media_type}\" href=\"{}\"/>\n", escape(href))
}

fn updated(article: &Article) -> Option<String> {
    let work = match article.work.dates.get("issued") {
        Some(WorkDate::Date(date)) => Some(date),
        _ => None,
    };
    article.edition.issued.iter().chain(work).find_map(midnight)
}

/// The first moment of a date, in the form that RFC 3339 has for years of four digits.
fn midnight(date: &Date) -> Option<String> {
    let day = date.earliest.filter(|day| (0..=9999).contains(&day.year))?;
    Some(format!("{:04}-{:02}-{:02}T00:00:00Z", day.year, day.month, day.day))
}

fn timestamp(seconds: i64) -> Option<String> {
    let time = jiff::Timestamp::from_second(seconds).ok()?.to_string();
    // Years outside of four digits have a sign, which RFC 3339 does not know.
    time.starts_with(|c: char| c.is_ascii_digit()).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::{Addresses, Feed, atom, timestamp};
    use crate::model::article::EditionKind;
    use crate::model::config::Editor;
    use crate::model::corpus::Corpus;
    use crate::model::ids::ArticleId;
    use crate::render::build::fake;
    use crate::render::exports::samples;

    fn made(corpus: &Corpus, build_time: Option<i64>) -> Feed {
        let article = |id: &ArticleId| format!("https://r.org/articles/{id}/");
        let addresses =
            Addresses { home: "https://r.org/", feed: "https://r.org/feed.xml", article: &article };
        atom(corpus, &addresses, build_time)
    }

    fn corpus() -> Corpus {
        let mut corpus = fake::corpus();
        corpus.site.editor =
            Some(Editor { name: "A & B".to_owned(), url: Some("https://e.org/?a&b".to_owned()) });
        let mut old = samples::edition(samples::article(), EditionKind::Full);
        old.language = Some("de".to_owned());
        old.keywords = vec!["a \"b\"".to_owned()];
        let mut new = samples::edition(
            samples::work("new", "book", "1999", &[("title", "<New>")]),
            EditionKind::Abridged,
        );
        new.edition.issued = Some(samples::date("2026"));
        new.edition.license = Some("CC BY 4.0".to_owned());
        let undated = samples::edition(samples::bare("undated"), EditionKind::Full);
        for article in [old, new, undated] {
            corpus.articles.insert(article.id.clone(), article.into());
        }
        corpus
    }

    #[test]
    fn a_feed() {
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>https://r.org/</id>
<title>A reader</title>
<updated>2026-01-01T00:00:00Z</updated>
<author>
<name>A &amp; B</name>
<uri>https://e.org/?a&amp;b</uri>
</author>
<link rel="alternate" type="text/html" href="https://r.org/"/>
<link rel="self" type="application/atom+xml" href="https://r.org/feed.xml"/>
<generator>postil</generator>
<entry>
<id>https://r.org/articles/new/</id>
<title>&lt;New&gt;</title>
<updated>2026-01-01T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://r.org/articles/new/"/>
<rights>CC BY 4.0</rights>
</entry>
<entry xml:lang="de">
<id>https://r.org/articles/foot-king-2020/</id>
<title>China’s World View: Where Do Japan &amp; Russia Fit?</title>
<updated>2021-05-12T00:00:00Z</updated>
<author>
<name>Rosemary Foot</name>
</author>
<author>
<name>Amy King</name>
</author>
<link rel="alternate" type="text/html" href="https://r.org/articles/foot-king-2020/"/>
<category term="a &quot;b&quot;"/>
<summary>Two lines of 100 %.</summary>
</entry>
</feed>
"#;
        let feed = made(&corpus(), None);
        assert_eq!(feed.xml.as_deref(), Some(expected));
        assert_eq!(feed.undated, [ArticleId::new("undated")]);
    }

    #[test]
    fn the_build_time_dates_what_has_no_date() {
        let feed = made(&corpus(), Some(1_720_660_498));
        assert_eq!(feed.undated, []);
        let text = feed.xml.unwrap_or_default();
        assert!(text.contains("<id>https://r.org/articles/undated/</id>\n<title>undated</title>\n<updated>2024-07-11T01:14:58Z</updated>"), "{text}");
    }

    #[test]
    fn no_feed_without_a_date() {
        assert_eq!(made(&fake::corpus(), Some(0)), Feed { xml: None, undated: vec![] });
        let mut bare = fake::corpus();
        let article = samples::edition(samples::bare("bare"), EditionKind::Full);
        bare.articles.insert(article.id.clone(), article.into());
        assert_eq!(made(&bare, None), Feed { xml: None, undated: vec![ArticleId::new("bare")] });
    }

    #[test]
    fn times() {
        assert_eq!(timestamp(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(timestamp(i64::MAX), None);
        assert_eq!(timestamp(-99_999_999_999), None);
    }
}
