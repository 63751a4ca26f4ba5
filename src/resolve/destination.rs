//! What the destination of a link says, by its spelling alone; nothing is looked up.

use percent_encoding::percent_decode_str;

/// A destination, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// A place on the same page: the fragment, decoded; empty for its top
    Here(String),
    /// A relative path, decoded, and a fragment
    Path {
        /// The path as typed, with `/` between its parts
        path: String,
        /// What follows `#`, decoded
        fragment: Option<String>,
    },
    /// `event:id`
    Event(String),
    /// `term:id`
    Term(String),
    /// A web or mail address
    External(String),
    /// A path from the root of a site
    Rooted,
    /// An address that is not followed
    Refused(Refusal),
}

/// Why an address is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A scheme that is not allowed, in lower case
    Scheme(String),
    /// A scheme that is spelled with characters that browsers skip
    Disguised(String),
    /// A scheme without an address
    Incomplete(String),
}

impl Destination {
    /// Understands a destination as typed.
    pub(super) fn read(typed: &str) -> Self {
        let clean = typed.trim_matches(is_skipped);
        if let Some(scheme) = scheme(clean) {
            return Self::with_scheme(clean, &scheme);
        }
        if clean.starts_with(['/', '\\']) {
            return Self::Rooted;
        }
        let (before, fragment) = match clean.split_once('#') {
            Some((before, fragment)) => (before, Some(decoded(fragment))),
            None => (clean, None),
        };
        let path = decoded(before.split('?').next().unwrap_or_default());
        if path.is_empty() {
            return Self::Here(fragment.unwrap_or_default());
        }
        Self::Path { path, fragment: fragment.filter(|fragment| !fragment.is_empty()) }
    }

    fn with_scheme(clean: &str, scheme: &str) -> Self {
        let (spelled, rest) = clean.split_once(':').unwrap_or((clean, ""));
        if spelled.chars().any(is_skipped) {
            return Self::Refused(Refusal::Disguised(scheme.to_owned()));
        }
        let rest = rest.trim_start_matches(is_skipped);
        let complete = match scheme {
            "http" | "https" => rest
                .strip_prefix("//")
                .is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '\\', '?', '#', ':'])),
            "mailto" | "event" | "term" => !rest.is_empty(),
            _ => return Self::Refused(Refusal::Scheme(scheme.to_owned())),
        };
        match scheme {
            _ if !complete => Self::Refused(Refusal::Incomplete(scheme.to_owned())),
            "event" => Self::Event(decoded(rest)),
            "term" => Self::Term(decoded(rest)),
            _ => Self::External(format!("{scheme}:{}", encoded(rest))),
        }
    }
}

/// The path that a relative path means in a folder; `None` if it leads out of the root.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How a path is written from a folder.
pub(super) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to.iter().skip(common).copied()).collect::<Vec<_>>().join("/")
}

/// The scheme that a browser might see, in lower case.
fn scheme(clean: &str) -> Option<String> {
    let before = clean.split(['/', '?', '#']).next().unwrap_or_default();
    let (before, _) = before.split_once(':')?;
    let name: String = before.chars().filter(|c| !is_skipped(*c)).flat_map(char::to_lowercase).collect();
    let legal = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    legal.then_some(name)
}

/// Characters that somebody might hide a scheme with.
fn is_skipped(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    c.is_whitespace() || c.is_control() || invisible
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().trim_matches(is_skipped).to_owned()
}

/// An address whose spelling leaves no doubt where it ends.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if is_skipped(c) || matches!(c, '"' | '<' | '>' | '`' | '\\' | '{' | '}' | '|' | '^') {
            out.extend(percent_encoding::utf8_percent_encode(
                c.encode_utf8(&mut [0; 4]),
                percent_encoding::NON_ALPHANUMERIC,
            ));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Destination, Refusal, join, relative};

    fn check(typed: &str, expected: &Destination) {
        assert_eq!(&Destination::read(typed), expected, "{typed:?}");
    }

    fn path(path: &str, fragment: Option<&str>) -> Destination {
        Destination::Path { path: path.to_owned(), fragment: fragment.map(str::to_owned) }
    }

    #[test]
    fn reads_paths_and_fragments() {
        check("ekman-2019.md", &path("ekman-2019.md", None));
        check("../articles/a%20b.md#p12", &path("../articles/a b.md", Some("p12")));
        check("a.md#", &path("a.md", None));
        check("map.png?x=1#f", &path("map.png", Some("f")));
        check("%E6%96%B0.md", &path("新.md", None));
        check("a%ff.md", &path("a\u{fffd}.md", None));
        check("#p12", &Destination::Here("p12".to_owned()));
        check("#caf%C3%A9", &Destination::Here("café".to_owned()));
        check("", &Destination::Here(String::new()));
        check("注:a.md", &path("注:a.md", None));
        check("a/b:c.md", &path("a/b:c.md", None));
    }

    #[test]
    fn reads_schemes() {
        check("event:bandung-1955", &Destination::Event("bandung-1955".to_owned()));
        check("Term:%E6%96%B0", &Destination::Term("新".to_owned()));
        check("HTTPS://example.org/a b", &Destination::External("https://example.org/a%20b".to_owned()));
        check("mailto:a@example.org", &Destination::External("mailto:a@example.org".to_owned()));
        check("https://例え.jp/新", &Destination::External("https://例え.jp/新".to_owned()));
        check(
            "https://example.org/\"><x>",
            &Destination::External("https://example.org/%22%3E%3Cx%3E".to_owned()),
        );
    }

    #[test]
    fn refuses_what_is_unsafe() {
        let scheme = |name: &str| Destination::Refused(Refusal::Scheme(name.to_owned()));
        let disguised = |name: &str| Destination::Refused(Refusal::Disguised(name.to_owned()));
        let incomplete = |name: &str| Destination::Refused(Refusal::Incomplete(name.to_owned()));
        check("javascript:alert(1)", &scheme("javascript"));
        check("JaVaScRiPt:alert(1)", &scheme("javascript"));
        check(" \u{1}javascript:alert(1)", &scheme("javascript"));
        check("java\tscript:alert(1)", &disguised("javascript"));
        check("java\u{200b}script:alert(1)", &disguised("javascript"));
        check("javascript\n:alert(1)", &disguised("javascript"));
        check("ht\ntps://example.org", &disguised("https"));
        check("data:text/html,x", &scheme("data"));
        check("vbscript:x", &scheme("vbscript"));
        check("C:\\x.md", &scheme("c"));
        check("https:", &incomplete("https"));
        check("https:///x", &incomplete("https"));
        check("http:x", &incomplete("http"));
        check("event:", &incomplete("event"));
        check("/articles/x/", &Destination::Rooted);
        check("//example.org", &Destination::Rooted);
        check("\\\\example.org", &Destination::Rooted);
        check("javascript%3Aalert(1)", &path("javascript:alert(1)", None));
    }

    #[test]
    fn joins_and_relates_paths() {
        assert_eq!(
            join("content/articles", "../pages/./about.md").as_deref(),
            Some("content/pages/about.md")
        );
        assert_eq!(join("content", "../../x"), None);
        assert_eq!(join("", "a//b").as_deref(), Some("a/b"));
        assert_eq!(relative("content/articles", "content/articles/x.md"), "x.md");
        assert_eq!(relative("content/articles/y", "content/articles/x.md"), "../x.md");
        assert_eq!(relative("content", "assets/map.png"), "../assets/map.png");
        assert_eq!(relative("", "assets/map.png"), "assets/map.png");
    }
}
