//! Addresses of links and pictures as the web knows them; whether anything is there is not known here.

/// An address seen from the page's own; where that is not known, from the article's folder.
pub(super) fn absolute(base: &str, address: &str) -> String {
    let address = address.trim();
    if let Some(rest) = address.strip_prefix("//") {
        return format!("https://{rest}");
    }
    let has_scheme = address.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    let Some((scheme, rest)) = base.split_once("://").filter(|_| !has_scheme && !address.is_empty()) else {
        // A file beside the article is the nearest that can be said.
        return address.trim_start_matches('/').to_owned();
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(own) = address.strip_prefix('?') {
        return format!("{scheme}://{host}/{path}?{own}");
    }
    let mut parts: Vec<&str> = Vec::new();
    if !address.starts_with('/') {
        parts.extend(path.split('/'));
        parts.pop();
    }
    let (address, behind) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let folder = address.ends_with('/');
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if folder && !parts.is_empty() { "/" } else { "" };
    format!("{scheme}://{host}/{}{end}{behind}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn addresses_are_seen_from_the_page() {
        let base = "https://example.org/a/b.html?x#y";
        for (address, expected) in [
            ("c.html#z", "https://example.org/a/c.html#z"),
            ("/c/", "https://example.org/c/"),
            ("../c?d=e", "https://example.org/c?d=e"),
            ("../../../c", "https://example.org/c"),
            ("//example.net/x", "https://example.net/x"),
            ("http://example.net", "http://example.net"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("?p=1", "https://example.org/a/b.html?p=1"),
        ] {
            assert_eq!(absolute(base, address), expected);
        }
        assert_eq!(absolute("", "/c/d.png"), "c/d.png");
    }
}
