//! What a slug may be, and what to propose where a name is none; which files have slugs is not known here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::output::OutPath;

/// Checks a file's stem, in NFC already: letters and digits of any script, `-` and `_`.
///
/// # Errors
/// What is wrong, and a slug to use instead.
pub(super) fn check(stem: &str) -> Result<(), (String, String)> {
    if let Some(c) = stem.chars().find(|&c| !allowed(c)) {
        return Err((
            format!("a slug has letters, digits, `-` and `_`, but not {}", spelled(c)),
            propose(stem),
        ));
    }
    if stem.chars().next().is_none_or(is_combining_mark) {
        return Err(("a slug begins with a letter, a digit, `-` or `_`".to_owned(), propose(stem)));
    }
    match OutPath::new(stem) {
        Ok(_) => Ok(()),
        Err(why) => Err((format!("no folder can have this name everywhere: {why}"), propose(stem))),
    }
}

/// What two slugs share that cannot be told apart everywhere.
pub(super) fn folded(slug: &str) -> String {
    slug.to_lowercase().nfc().collect()
}

/// Marks are allowed, since many scripts write vowels with them.
fn allowed(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_')
}

fn spelled(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        c if c.is_control() || c.is_whitespace() => format!("U+{:04X}", u32::from(c)),
        c => format!("`{c}`"),
    }
}

fn propose(stem: &str) -> String {
    let mut slug = String::new();
    for c in stem.chars().flat_map(char::to_lowercase) {
        match c {
            // An apostrophe joins what it stands between: “reader's” becomes “readers”.
            '\'' | '’' => {}
            c if allowed(c) && !(slug.is_empty() && is_combining_mark(c)) => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    let slug: String = slug.trim_matches('-').nfc().collect();
    match (slug.is_empty(), OutPath::new(&slug)) {
        (true, _) => "untitled".to_owned(),
        (false, Ok(_)) => slug,
        (false, Err(_)) => format!("{}-text", slug.chars().take(60).collect::<String>()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_any_script_pass() {
        for stem in ["ekman-2019", "Kim_2021", "新型国际关系", "हिन्दी", "ไทย", "été", "-", "0"]
        {
            assert_eq!(check(stem), Ok(()), "{stem}");
        }
    }

    #[test]
    fn other_names_get_a_proposal() {
        let check = |stem: &str, proposal: &str| assert_eq!(check(stem).unwrap_err().1, proposal, "{stem}");
        check("Foot & King (2020)", "foot-king-2020");
        check("the reader’s copy", "the-readers-copy");
        check("a.b", "a-b");
        check("…", "untitled");
        check("", "untitled");
        check("con", "con-text");
        check("\u{301}a", "a");
        check("a\u{202e}b", "a-b");
    }

    #[test]
    fn the_character_is_named() {
        assert!(check("a b").unwrap_err().0.ends_with("a space"));
        assert!(check("a\u{7}b").unwrap_err().0.ends_with("U+0007"));
        assert!(check("a&b").unwrap_err().0.ends_with("`&`"));
    }

    #[test]
    fn case_and_composition_fold() {
        assert_eq!(folded("Été"), folded("e\u{301}te\u{301}"));
    }
}
