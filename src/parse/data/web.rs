//! Addresses and identifiers that are checked by their form alone: URLs, DOIs and ORCID iDs.

use percent_encoding::percent_decode_str;

use super::context::Context;
use super::toml::Quoted;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::web::is_web_address;

/// The web address that a string is; anything else is reported.
pub(super) fn url(context: &mut Context<'_>, string: &Quoted<'_>) -> Option<String> {
    let url = string.text.trim();
    if is_clean_address(url) {
        return Some(url.to_owned());
    }
    let bare = !url.contains(':') && url.contains('.') && is_clean_address(&format!("https://{url}"));
    let help = if bare {
        format!("did you mean `https://{url}`?")
    } else {
        "an address starts with `https://` or `http://` and holds no spaces".to_owned()
    };
    let message = format!("`{url}` is not a web address");
    context.report(Diagnostic::at(Code::LinkUnsafe, string.span, message).help(help));
    None
}

/// Whether a string is an address that needs no signs to be written otherwise.
fn is_clean_address(url: &str) -> bool {
    is_web_address(url) && !url.contains(['<', '>', '"', '\\', '`'])
}

/// The DOI that a string is, without a resolver's address; anything else is reported.
pub(super) fn doi(context: &mut Context<'_>, string: &Quoted<'_>) -> Option<String> {
    let typed = string.text.trim();
    let doi = bare_doi(typed);
    if doi.is_none() {
        let message = format!("`{typed}` is not a DOI");
        let help = "a DOI starts with `10.` and holds a slash: `10.1177/1369148120914467`";
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
    }
    doi
}

fn bare_doi(typed: &str) -> Option<String> {
    let resolved = strip_any(typed, &["https://", "http://"])
        .and_then(|rest| strip_any(rest, &["doi.org/", "dx.doi.org/", "www.doi.org/"]));
    let doi = match resolved {
        Some(path) => percent_decode_str(path).decode_utf8().ok()?.into_owned(),
        None => strip_any(typed, &["doi:"]).unwrap_or(typed).trim_start().to_owned(),
    };
    let (registrant, name) = doi.strip_prefix("10.")?.split_once('/')?;
    let numbers = !registrant.is_empty() && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let sound = |c: char| !c.is_whitespace() && !c.is_control();
    (numbers && !name.is_empty() && name.chars().all(sound)).then_some(doi)
}

fn strip_any<'t>(text: &'t str, prefixes: &[&str]) -> Option<&'t str> {
    prefixes.iter().find_map(|prefix| {
        let (head, rest) = text.split_at_checked(prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then_some(rest)
    })
}

/// The ORCID iD that a string is, as sixteen digits with hyphens; anything else is reported.
pub(super) fn orcid(context: &mut Context<'_>, string: &Quoted<'_>) -> Option<String> {
    let typed = string.text.trim();
    let rest = strip_any(typed, &["https://orcid.org/", "http://orcid.org/"]).unwrap_or(typed);
    let id = rest.to_ascii_uppercase();
    let groups: Vec<&str> = id.split('-').collect();
    let digit = |b: u8| b.is_ascii_digit();
    let shaped = groups.len() == 4
        && groups.iter().all(|group| group.len() == 4)
        && id.bytes().filter(|b| *b != b'-').take(15).all(digit)
        && id.ends_with(|c: char| c.is_ascii_digit() || c == 'X');
    if shaped && check_digit(&id) == id.chars().last() {
        return Some(id);
    }
    let (message, help) = if shaped {
        (format!("the check digit of the ORCID iD `{typed}` is wrong"), "one of its digits is mistyped")
    } else {
        (
            format!("`{typed}` is not an ORCID iD"),
            "an ORCID iD has four groups of four: `0000-0002-1825-0097`",
        )
    };
    context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help));
    None
}

/// The last character of an ORCID iD, by ISO 7064 MOD 11-2 over the fifteen digits before it.
fn check_digit(id: &str) -> Option<char> {
    let digits = id.chars().filter_map(|c| c.to_digit(10)).take(15);
    let total = digits.fold(0, |total, digit| (total + digit) * 2 % 11);
    match (12 - total) % 11 {
        10 => Some('X'),
        digit => char::from_digit(digit, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_of_the_web() {
        let check = |url: &str, expected: bool| assert_eq!(is_clean_address(url), expected, "{url}");
        check("https://example.org/a?b#c", true);
        check("HTTP://example.org", true);
        check("https://zh.wikipedia.org/wiki/万隆会议", true);
        check("javascript:alert(1)", false);
        check("data:text/html,x", false);
        check("//example.org", false);
        check("https://", false);
        check("https:///path", false);
        check("https://example.org/a b", false);
        check("https://example.org/\"onclick", false);
    }

    #[test]
    fn dois_are_bare() {
        let check =
            |typed: &str, expected: Option<&str>| assert_eq!(bare_doi(typed).as_deref(), expected, "{typed}");
        check("10.1177/1369148120914467", Some("10.1177/1369148120914467"));
        check("https://doi.org/10.1177/1369148120914467", Some("10.1177/1369148120914467"));
        check("http://dx.doi.org/10.1002/%28SICI%291", Some("10.1002/(SICI)1"));
        check("doi: 10.1000.10/123", Some("10.1000.10/123"));
        check("DOI:10.1/x", Some("10.1/x"));
        check("1177/1369148120914467", None);
        check("10.1177", None);
        check("10.1177/", None);
        check("10.x/y", None);
        check("10.1/a b", None);
        check("", None);
    }

    #[test]
    fn check_digits() {
        assert_eq!(check_digit("0000-0002-1825-0097"), Some('7'));
        assert_eq!(check_digit("0000-0002-1694-233X"), Some('X'));
        assert_eq!(check_digit("0000-0001-5109-3700"), Some('0'));
    }
}
