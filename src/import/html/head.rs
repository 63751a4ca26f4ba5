//! What a page says of itself in its head, gathered and not yet weighed.

use serde_json::Value;

use super::json_ld;
use crate::import::xml::Element;

/// What stands in the head of a page, and in what is made for machines elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// `meta` elements: their names in small letters, what they say
    meta: Vec<(String, String)>,
    /// The `title` element
    pub(super) title: Option<String>,
    /// What `link` elements and `a` elements with a relation lead to
    links: Vec<(String, String, String)>,
    /// The `base` element
    base: Option<String>,
    /// The language of the whole
    pub(super) language: Option<String>,
    /// Data of schema.org about the article
    pub(super) json_ld: Vec<Value>,
    /// The first date that a `time` element says, and whether it says that it is that of publication
    pub(super) time: Option<(String, bool)>,
    /// The words of what is classed as the name of the author
    pub(super) byline: Option<String>,
}

/// The longest value that is no text of its own.
const LONGEST: usize = 20_000;

/// Reads the head of a page.
pub(super) fn read(root: &Element) -> Head {
    let mut head = Head::default();
    for element in root.every() {
        let of = |name: &str| element.attribute(name).map(str::trim).filter(|value| !value.is_empty());
        match element.local() {
            "html" => head.language = of("lang").or_else(|| of("xml:lang")).map(str::to_owned),
            "title" if head.title.is_none() => head.title = element.words(),
            "base" => head.base = head.base.take().or_else(|| of("href").map(str::to_owned)),
            "meta" => {
                let name = of("name")
                    .or_else(|| of("property"))
                    .or_else(|| of("itemprop"))
                    .or_else(|| of("http-equiv"));
                if let (Some(name), Some(content)) = (name, of("content").filter(|text| text.len() < LONGEST))
                {
                    let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
                    head.meta.push((name.to_ascii_lowercase(), content));
                }
            }
            "link" | "a" => {
                if let (Some(relation), Some(address)) = (of("rel"), of("href")) {
                    let words = if relation == "author" { element.words() } else { None };
                    head.links.push((
                        relation.to_ascii_lowercase(),
                        address.to_owned(),
                        words.unwrap_or_default(),
                    ));
                }
            }
            "script" if of("type").is_some_and(|kind| kind.contains("ld+json")) => {
                json_ld::articles(&element.text(), &mut head.json_ld);
            }
            "time" => head.take_time(element),
            _ => {}
        }
        head.take_byline(element);
    }
    head
}

impl Head {
    /// What the first of some names says.
    pub(super) fn says(&self, names: &[&str]) -> Option<&str> {
        let first = |name: &&str| self.meta.iter().find(|(of, _)| of == name);
        names.iter().find_map(first).map(|(_, says)| says.as_str())
    }

    /// All that a name says, in order.
    pub(super) fn all<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h str> {
        self.meta.iter().filter(move |(of, _)| of == name).map(|(_, says)| says.as_str())
    }

    /// The `meta` elements, in order.
    pub(super) fn meta(&self) -> &[(String, String)] {
        &self.meta
    }

    /// Where a relation leads.
    pub(super) fn link(&self, relation: &str) -> Option<&str> {
        self.links
            .iter()
            .find(|(of, ..)| of.split(' ').any(|one| one == relation))
            .map(|(_, address, _)| address.as_str())
    }

    /// The words of a link to the author.
    pub(super) fn author_link(&self) -> Option<&str> {
        let words = self.links.iter().filter(|(of, ..)| of == "author").map(|(.., words)| words.as_str());
        words.into_iter().find(|words| !words.is_empty())
    }

    /// The address of the page.
    pub(super) fn address(&self) -> Option<String> {
        let web = |address: &&str| address.starts_with("http://") || address.starts_with("https://");
        let stated = self
            .link("canonical")
            .filter(web)
            .or_else(|| self.says(&["og:url", "citation_public_url"]).filter(web));
        stated.map(str::to_owned)
    }

    /// The address from which links and pictures are seen.
    pub(super) fn base(&self) -> Option<String> {
        let base = self.base.as_deref().filter(|base| base.starts_with("http"));
        base.map(str::to_owned).or_else(|| self.address())
    }

    /// The page's title without the name of the site.
    pub(super) fn own_title(&self) -> Option<String> {
        let title = self.title.as_deref()?;
        let site = self.says(&["og:site_name", "application-name"]);
        for mark in [" | ", " – ", " — ", " - ", " · ", " » ", " :: "] {
            if let Some((own, behind)) = title.rsplit_once(mark)
                && (site.is_some_and(|site| behind.trim().eq_ignore_ascii_case(site)) || mark == " | ")
            {
                return Some(own.trim().to_owned());
            }
        }
        Some(title.to_owned())
    }

    fn take_time(&mut self, element: &Element) {
        let sure = element.attribute("pubdate").is_some()
            || element.attribute("itemprop").is_some_and(|name| name.contains("datePublished"))
            || element.attribute("class").is_some_and(|class| class.contains("published"));
        let date = element.attribute("datetime").map(str::to_owned).or_else(|| element.words());
        if let Some(date) = date.filter(|_| self.time.as_ref().is_none_or(|(_, before)| sure && !before)) {
            self.time = Some((date, sure));
        }
    }

    fn take_byline(&mut self, element: &Element) {
        let named = || {
            let class = element.attribute("class").unwrap_or_default();
            let property = element.attribute("itemprop").unwrap_or_default();
            let fits = [
                "byline",
                "author",
                "author-name",
                "byline-name",
                "by-author",
                "entry-author",
                "post-author",
                "p-author",
            ];
            class.split_ascii_whitespace().any(|class| fits.contains(&class.to_lowercase().as_str()))
                || property == "author"
        };
        if self.byline.is_none() && !element.is("meta") && named() {
            self.byline = element.words().filter(|words| words.len() < 200);
        }
    }
}
