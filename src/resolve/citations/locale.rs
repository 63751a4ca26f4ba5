//! The locale whose words the style uses: the one that the settings name, or else the style's, or else the language of
//! the reader. Texts of the pages themselves are not translated here.

use std::sync::LazyLock;

use citationberg::{Locale, LocaleCode};
use hayagriva::archive;

use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::nearest::nearest;
use crate::model::span::{Span, Spanned};

/// A locale with the files that it and its fallbacks are in.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// Its code
    pub(super) code: LocaleCode,
    /// Its file and those of its fallbacks, the nearest first
    pub(super) files: Vec<Locale>,
}

/// All that there are; unpacking them takes longer than most builds do.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(archive::locales);

const DEFAULT: &str = "en-US";
/// Tags that name the same words by other subtags.
const ALIASES: [(&str, &str); 8] = [
    ("zh-hans", "zh-CN"),
    ("zh-sg", "zh-CN"),
    ("zh-hant", "zh-TW"),
    ("zh-hk", "zh-TW"),
    ("zh-mo", "zh-TW"),
    ("no", "nb-NO"),
    ("sr-cyrl", "sr-Cyrl-RS"),
    ("sr-latn", "sr-Latn-RS"),
];

/// Chooses a locale: the one that is named, or else that which the style asks for, or else that of the reader.
pub(super) fn choose(
    corpus: &Corpus,
    named: Option<&Spanned<String>>,
    of_style: Option<&LocaleCode>,
) -> (Chosen, Option<Diagnostic>) {
    let codes: Vec<&str> =
        LOCALES.iter().filter_map(|file| file.lang.as_ref()).map(|code| code.0.as_str()).collect();
    let site = &corpus.site;
    let (wanted, found) = match (named, of_style) {
        (Some(wanted), _) => (wanted.value.as_str(), find(&wanted.value, &codes)),
        (None, Some(of_style)) => (of_style.0.as_str(), find(&of_style.0, &codes)),
        (None, None) => (site.language.as_str(), find(&site.language, &codes)),
    };
    let diagnostic = found.is_none().then(|| match named {
        Some(named) => unknown(wanted, named.span, &codes),
        None => untold(wanted, Span::new(site.file, 0..0)),
    });
    let code = LocaleCode(found.unwrap_or(DEFAULT).to_owned());
    let files = files(&code);
    (Chosen { code, files }, diagnostic)
}

fn find<'a>(tag: &str, codes: &[&'a str]) -> Option<&'a str> {
    let tag = tag.replace('_', "-").to_lowercase();
    let exact = |tag: &str| codes.iter().copied().find(|code| code.eq_ignore_ascii_case(tag));
    // Subtags from the right are the finer ones: `de-DE-1996` is `de-DE`.
    let shorter = || tag.rmatch_indices('-').map(|(at, _)| &tag[..at]);
    let aliased = |tag: &str| ALIASES.iter().find(|(from, _)| *from == tag).and_then(|(_, to)| exact(to));
    std::iter::once(tag.as_str())
        .chain(shorter())
        .find_map(|tag| exact(tag).or_else(|| aliased(tag)))
        .or_else(|| {
            let language = tag.split('-').next().unwrap_or_default();
            let usual = LocaleCode(language.to_owned()).fallback().and_then(|code| exact(&code.0));
            let first = || codes.iter().copied().find(|code| code.split('-').next() == Some(language));
            usual.or_else(first)
        })
}

/// The file of a code and those that the engine falls back on.
fn files(code: &LocaleCode) -> Vec<Locale> {
    let mut wanted: Vec<LocaleCode> = vec![code.clone()];
    wanted.extend(code.fallback());
    wanted.push(LocaleCode(DEFAULT.to_owned()));
    let mut files: Vec<(usize, &Locale)> = LOCALES
        .iter()
        .filter_map(|file| {
            let rank = wanted.iter().position(|code| Some(code) == file.lang.as_ref())?;
            Some((rank, file))
        })
        .collect();
    files.sort_by_key(|(rank, _)| *rank);
    files.into_iter().map(|(_, file)| file.clone()).collect()
}

fn unknown(wanted: &str, span: Span, codes: &[&str]) -> Diagnostic {
    let help = match nearest(wanted, codes.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "give a language tag such as `en-US` or `de-DE`".to_owned(),
    };
    Diagnostic::at(Code::LocaleUnknown, span, format!("there is no citation locale `{wanted}`")).help(help)
}

/// A reader in a language that CSL has no words for is no mistake.
fn untold(wanted: &str, span: Span) -> Diagnostic {
    let message = format!("there is no citation locale for `{wanted}`, so citations have English words");
    let mut diagnostic = Diagnostic::at(Code::LocaleUnknown, span, message)
        .help("choose one: `locale = \"en-US\"` under `[citations]`");
    diagnostic.severity = Severity::Note;
    diagnostic
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::*;
    use crate::resolve::citations::sample::Sample;

    fn check(language: &str, locale: Option<&str>, expected: &str, code: Option<&str>) {
        let corpus = Sample::new().language(language).locale(locale).corpus();
        let (chosen, diagnostic) = choose(&corpus, corpus.site.citations.locale.as_ref(), None);
        assert_eq!(chosen.code.0, expected);
        assert_eq!(chosen.files[0].lang.as_ref().unwrap().0, expected);
        assert!(chosen.files.iter().any(|file| file.lang.as_ref().unwrap().0 == "en-US"));
        assert_eq!(diagnostic.map(|d| d.help.unwrap()).as_deref(), code);
    }

    #[test]
    fn a_language_finds_its_locale() {
        check("en", None, "en-US", None);
        check("en-GB", None, "en-GB", None);
        check("de", None, "de-DE", None);
        check("de-AT", None, "de-AT", None);
        check("pt-BR-x-old", None, "pt-BR", None);
        check("zh-Hans", None, "zh-CN", None);
        check("zh-Hant-TW", None, "zh-TW", None);
        check("no", None, "nb-NO", None);
        check("en", Some("fr"), "fr-FR", None);
    }

    #[test]
    fn an_unknown_locale_falls_back() {
        check("en", Some("fr-FX9"), "fr-FR", None);
        check("en", Some("xr-FR"), "en-US", Some("did you mean `fr-FR`?"));
        check("eo", None, "en-US", Some("choose one: `locale = \"en-US\"` under `[citations]`"));
        check("", None, "en-US", Some("choose one: `locale = \"en-US\"` under `[citations]`"));
    }
}
