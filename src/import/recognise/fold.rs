//! Names brought to one spelling, for comparing and for keys; which names belong together is not known here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as it is compared: lower case, without accents, apostrophes and full stops; words parted by one space.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '.' | '\u{ad}' => {}
            _ if c.is_alphanumeric() => match plain(c) {
                Some(letters) => folded.push_str(letters),
                None => folded.extend(c.to_lowercase()),
            },
            _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A folded name as a part of a key: `van der Berg` → `van-der-berg`.
pub(super) fn slug(name: &str) -> String {
    fold(name).replace(' ', "-")
}

/// What stands in Latin keys for letters that have no accent to lose.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, slug};

    #[test]
    fn names_have_one_spelling() {
        let check = |name: &str, folded: &str| assert_eq!(fold(name), folded, "{name}");
        check("Müller", "muller");
        check("O’Neill", "oneill");
        check("U.S. DoD", "us dod");
        check("Łukasz Żółć", "lukasz zolc");
        check("Großmann", "grossmann");
        check("  Foot   ", "foot");
        check("王毅", "王毅");
        check("Лукин", "лукин");
        check("", "");
        assert_eq!(slug("van der Berg"), "van-der-berg");
        assert_eq!(slug("Saint-Exupéry"), "saint-exupery");
    }
}
