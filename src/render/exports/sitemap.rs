//! `sitemap.xml` and `robots.txt`, for readers whose place on the web is known.

use super::xml::element;

/// The most addresses that one sitemap may hold, by the protocol.
const LIMIT: usize = 50_000;

/// A file and its text.
pub(crate) type NamedFile = (String, String);

/// The sitemap of pages at absolute addresses. More than the protocol allows in one file are split: `sitemap.xml` then
/// lists `sitemap-1.xml`, `sitemap-2.xml`, …, whose addresses `address` tells. None without pages.
pub(crate) fn files(pages: &[String], address: impl Fn(&str) -> String) -> Vec<NamedFile> {
    if pages.len() <= LIMIT {
        return pages.first().map(|_| ("sitemap.xml".to_owned(), urlset(pages))).into_iter().collect();
    }
    let parts = pages.chunks(LIMIT).zip(1..);
    let mut files: Vec<NamedFile> =
        parts.map(|(part, n)| (format!("sitemap-{n}.xml"), urlset(part))).collect();
    let index: String = files.iter().map(|(name, _)| entry("sitemap", &address(name))).collect();
    files.insert(0, ("sitemap.xml".to_owned(), document("sitemapindex", &index)));
    files
}

/// `robots.txt`: everything may be read, and the sitemap's address where there is one.
pub(crate) fn robots(sitemap: Option<&str>) -> String {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(address) = sitemap {
        text.extend(["\nSitemap: ", address, "\n"]);
    }
    text
}

fn urlset(pages: &[String]) -> String {
    document("urlset", &pages.iter().map(|page| entry("url", page)).collect::<String>())
}

fn entry(name: &str, address: &str) -> String {
    format!("<{name}>{}</{name}>\n", element("loc", address).trim_end())
}

fn document(root: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{content}</{root}>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, files, robots};

    fn address(name: &str) -> String {
        format!("https://r.org/{name}")
    }

    #[test]
    fn a_small_sitemap() {
        let pages = ["https://r.org/?a=1&b=<2>".to_owned(), "https://r.org/articles/a/".to_owned()];
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
            <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
            <url><loc>https://r.org/?a=1&amp;b=&lt;2&gt;</loc></url>\n\
            <url><loc>https://r.org/articles/a/</loc></url>\n\
            </urlset>\n";
        assert_eq!(files(&pages, address), vec![("sitemap.xml".to_owned(), expected.to_owned())]);
        assert_eq!(files(&[], address), vec![]);
    }

    #[test]
    fn a_large_sitemap_is_split() {
        let pages: Vec<String> = (0..=LIMIT).map(|n| format!("https://r.org/{n}/")).collect();
        let files = files(&pages, address);
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
        let counts: Vec<_> = files.iter().map(|(_, text)| text.matches("<loc>").count()).collect();
        assert_eq!(counts, [2, LIMIT, 1]);
        assert!(
            files[0].1.contains("<sitemap><loc>https://r.org/sitemap-2.xml</loc></sitemap>"),
            "{}",
            files[0].1
        );
    }

    #[test]
    fn robots_may_read_everything() {
        assert_eq!(robots(None), "User-agent: *\nAllow: /\n");
        let expected = "User-agent: *\nAllow: /\n\nSitemap: https://r.org/sitemap.xml\n";
        assert_eq!(robots(Some("https://r.org/sitemap.xml")), expected);
    }
}
