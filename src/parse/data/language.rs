//! Language tags (BCP 47): well-formed or not, and in their canonical case; which languages exist is not known here.

use super::context::Context;
use super::toml::Quoted;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;

/// English names that are often typed in place of a tag.
const NAMES: [(&str, &str); 20] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("danish", "da"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("español", "es"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
];

/// The language tag that a string is; anything else is reported.
pub(super) fn language(context: &mut Context<'_>, string: &Quoted<'_>) -> Option<String> {
    let typed = string.text.trim();
    let tag = canonical(typed);
    if tag.is_none() {
        let message = format!("`{typed}` is not a language tag");
        context.report(Diagnostic::at(Code::ValueInvalid, string.span, message).help(help(typed)));
    }
    tag
}

/// A well-formed tag in its canonical case (`zh-Hans-CN`); `None` if it is not well-formed.
///
/// Grandfathered tags (`i-klingon`) and those with no language but private parts (`x-mine`) are not accepted: no
/// style sheet, hyphenation or voice knows them.
pub(super) fn canonical(tag: &str) -> Option<String> {
    let subtags: Vec<&str> = tag.split('-').collect();
    let (first, rest) = subtags.split_first()?;
    if !(2..=3).contains(&first.len()) || !alphabetic(first) {
        return None;
    }
    let mut canonical = first.to_ascii_lowercase();
    let mut stage = Stage::Extended(0);
    for subtag in rest {
        stage = stage.next(subtag)?;
        canonical.push('-');
        canonical.push_str(&cased(subtag, stage));
    }
    stage.complete().then_some(canonical)
}

/// Which part of a tag was read last.
#[derive(Clone, Copy)]
enum Stage {
    Extended(u8),
    Script,
    Region,
    Variant,
    /// The letter that opens an extension or the private part
    Singleton(char),
    /// A part after that letter
    Tail(char),
}

impl Stage {
    fn next(self, subtag: &str) -> Option<Self> {
        let sound = (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric());
        if !sound {
            return None;
        }
        if let Self::Singleton('x') | Self::Tail('x') = self {
            return Some(Self::Tail('x'));
        }
        let singleton = subtag.chars().next().filter(|_| subtag.len() == 1);
        match (self, singleton) {
            (Self::Singleton(_), Some(_)) => None,
            (_, Some(letter)) => Some(Self::Singleton(letter.to_ascii_lowercase())),
            (Self::Singleton(letter) | Self::Tail(letter), None) => Some(Self::Tail(letter)),
            (Self::Extended(n), _) if n < 3 && subtag.len() == 3 && alphabetic(subtag) => {
                Some(Self::Extended(n + 1))
            }
            (Self::Extended(_), _) if subtag.len() == 4 && alphabetic(subtag) => Some(Self::Script),
            (Self::Extended(_) | Self::Script, _) if is_region(subtag) => Some(Self::Region),
            _ if is_variant(subtag) => Some(Self::Variant),
            _ => None,
        }
    }

    fn complete(self) -> bool {
        !matches!(self, Self::Singleton(_))
    }
}

fn alphabetic(subtag: &str) -> bool {
    subtag.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_region(subtag: &str) -> bool {
    subtag.len() == 2 && alphabetic(subtag) || subtag.len() == 3 && subtag.bytes().all(|b| b.is_ascii_digit())
}

fn is_variant(subtag: &str) -> bool {
    subtag.len() >= 5 || subtag.len() == 4 && subtag.starts_with(|c: char| c.is_ascii_digit())
}

fn cased(subtag: &str, stage: Stage) -> String {
    let lower = subtag.to_ascii_lowercase();
    match stage {
        Stage::Region => lower.to_ascii_uppercase(),
        Stage::Script => {
            let (first, rest) = lower.split_at(1);
            format!("{}{rest}", first.to_ascii_uppercase())
        }
        _ => lower,
    }
}

/// What was most likely meant by what is not a tag.
pub(super) fn help(typed: &str) -> String {
    let lower = typed.to_lowercase();
    let hyphens = canonical(&typed.replace('_', "-"));
    let named = NAMES.iter().find(|(name, _)| *name == lower).map(|(_, tag)| (*tag).to_owned());
    match hyphens.or(named) {
        Some(tag) => format!("did you mean `{tag}`?"),
        None => "write a tag such as `en`, `en-GB` or `zh-Hans`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_well_formed_or_not() {
        let check =
            |tag: &str, expected: Option<&str>| assert_eq!(canonical(tag).as_deref(), expected, "{tag}");
        check("en", Some("en"));
        check("EN-gb", Some("en-GB"));
        check("zh-hans-cn", Some("zh-Hans-CN"));
        check("zh-yue-Hant-HK", Some("zh-yue-Hant-HK"));
        check("es-419", Some("es-419"));
        check("de-1901", Some("de-1901"));
        check("sl-rozaj-biske", Some("sl-rozaj-biske"));
        check("de-DE-u-co-phonebk", Some("de-DE-u-co-phonebk"));
        check("en-x-A-b", Some("en-x-a-b"));
        check("zh-Latn-pinyin", Some("zh-Latn-pinyin"));
        check("", None);
        check("e", None);
        check("english", None);
        check("en_GB", None);
        check("en-", None);
        check("en--GB", None);
        check("en-u", None);
        check("en-GB-Latn", None);
        check("中文", None);
        check("en-ü", None);
    }

    #[test]
    fn help_knows_names_and_underscores() {
        assert_eq!(help("English"), "did you mean `en`?");
        assert_eq!(help("pt_br"), "did you mean `pt-BR`?");
        assert_eq!(help("??"), "write a tag such as `en`, `en-GB` or `zh-Hans`");
    }
}
