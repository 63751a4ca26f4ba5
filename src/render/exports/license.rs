//! The addresses of licences, from their names; a name that is not known here has no address.

/// The address of a licence's text: Creative Commons by name (“CC BY-SA 4.0”), or the licence itself if it is one.
pub(crate) fn address(license: &str) -> Option<String> {
    let license = license.trim();
    let web = license.starts_with("https://") || license.starts_with("http://");
    if web {
        return (!license.contains(char::is_whitespace)).then(|| license.to_owned());
    }
    let words: Vec<String> =
        license.split([' ', '-']).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["cc0"] | ["cc0", "1.0"] => Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned()),
        ["cc", terms @ .., version] if is_terms(terms) && is_version(version) => {
            Some(format!("https://creativecommons.org/licenses/{}/{version}/", terms.join("-")))
        }
        _ => None,
    }
}

fn is_terms(terms: &[&str]) -> bool {
    matches!(terms, ["by"] | ["by", "sa" | "nd" | "nc"] | ["by", "nc", "sa" | "nd"])
}

fn is_version(version: &str) -> bool {
    matches!(version, "1.0" | "2.0" | "2.5" | "3.0" | "4.0")
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn licences() {
        let check =
            |name: &str, expected: Option<&str>| assert_eq!(address(name).as_deref(), expected, "{name}");
        check("CC BY 4.0", Some("https://creativecommons.org/licenses/by/4.0/"));
        check("CC-BY-NC-SA-3.0", Some("https://creativecommons.org/licenses/by-nc-sa/3.0/"));
        check("cc0", Some("https://creativecommons.org/publicdomain/zero/1.0/"));
        check("CC BY", None);
        check("CC BY-XX 4.0", None);
        check("https://example.org/licence", Some("https://example.org/licence"));
        check("https://example.org/ licence", None);
        check("all rights reserved", None);
        check("", None);
    }
}
