//! Addresses of the web, by their form alone; nothing is looked up.

/// Whether a text is an `https` or `http` address: with something behind the slashes, and no blanks.
pub fn is_web_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    web && !host.is_empty() && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_the_web_is_the_web() {
        for url in ["https://e.org", "HTTP://e.org/a?b#c", "http://häé/x"] {
            assert!(is_web_address(url), "{url}");
        }
        for url in [
            "",
            "e.org",
            "https://",
            "https:///x",
            "javascript:alert(1)",
            "ftp://e.org",
            "https://a b",
            "x://é",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
