//! Short lines between paragraphs: which of them are headings, and of which level; what is no text is not asked.

use super::labels::{Form, Name, label};
use super::outline::{Role, is_prose};
use super::passages::Passage;
use super::sections::section;

/// The headings among the passages that are text, with their levels.
pub(super) fn headings(passages: &[Passage], roles: &[Role]) -> Vec<(usize, u8)> {
    let is_text = |index: usize| matches!(roles.get(index), Some(Role::Text(0)));
    let candidates: Vec<usize> = (0..passages.len())
        .filter(|&index| is_text(index) && passages.get(index).is_some_and(|passage| looks_so(&passage.text)))
        .filter(|&index| stands_so(passages, roles, index))
        .collect();
    let numbered = |index: usize| passages.get(index).and_then(|passage| depth(&passage.text));
    let sections = candidates.iter().filter(|&&index| numbered(index) == Some(1)).count();
    let mut headings = Vec::new();
    let mut last = 2;
    let mut begun = false;
    for index in candidates {
        let text = passages.get(index).map_or("", |passage| &*passage.text);
        let level = match numbered(index) {
            Some(depth) => 1 + depth,
            // Among numbered sections a heading without a number is below them, unless everyone knows it as a section.
            None if sections >= 2 && begun && section(text).is_none() && !is_usual(text) => 3,
            None => 2,
        };
        let level = level.clamp(2, last + 1).min(6);
        begun |= numbered(index) == Some(1);
        last = level;
        headings.push((index, level));
    }
    headings
}

/// Whether the words are those of a heading: few, and without the end of a sentence.
fn looks_so(text: &str) -> bool {
    let length = text.chars().count();
    let words = text.split_whitespace().count();
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let numbered = depth(text).is_some();
    let ends = ends_otherwise(text, words, numbered);
    let bullet = text.starts_with(['•', '-', '–', '—', '*', '·', '‣', '▪', '>', '“', '"', '«', '‘'])
        && !text.starts_with("‘");
    let wide = text.chars().filter(|c| matches!(u32::from(*c), 0x3041..=0x9fff)).count();
    let short = length <= 120 && words <= 16 && wide <= 40;
    begins && short && !ends && !bullet && text.chars().any(char::is_alphabetic)
}

/// Whether a line ends as no heading does. A number makes a full stop pardonable, few words a bracket or a quotation mark.
fn ends_otherwise(text: &str, words: usize, numbered: bool) -> bool {
    match text.chars().next_back() {
        Some('.') => !numbered && !text.ends_with("..."),
        Some(')' | '”' | '"' | '»') => words > 8,
        Some(',' | ';' | ':' | '。' | '，' | '；' | '：' | '、' | '-' | '–') => true,
        _ => false,
    }
}

/// Whether it stands as a heading does: before a paragraph or another heading, and apart from what is above it.
fn stands_so(passages: &[Passage], roles: &[Role], index: usize) -> bool {
    let text_at =
        |index: usize| matches!(roles.get(index), Some(Role::Text(_) | Role::Heading(_) | Role::Caption));
    let next = (index + 1..passages.len()).find(|&next| text_at(next)).and_then(|next| passages.get(next));
    let Some((passage, next)) = passages.get(index).zip(next) else {
        return false;
    };
    let known = section(&passage.text).is_some() || depth(&passage.text).is_some() || is_usual(&passage.text);
    let before = index.checked_sub(1).and_then(|before| passages.get(before));
    // Lines one below the other that are all short are verses, addresses or lists.
    let alone = passage.blank_before > 0 || before.is_none_or(is_prose) || index == 0;
    let followed = is_prose(next)
        || looks_so(&next.text)
        || next.text.split_whitespace().count() >= 8
        || next.blank_before > 0;
    let verses =
        before.is_some_and(|before| !is_prose(before) && passage.blank_before == 0) && next.blank_before == 0;
    let list = before.is_some_and(|before| is_item(before, passage)) || is_item(passage, next);
    followed && !list && (known || alone) && !verses
}

/// Whether two lines are items of one list: `1. …` and `2. …` with nothing between them.
fn is_item(first: &Passage, second: &Passage) -> bool {
    let number = |passage: &Passage| match label(&passage.text).map(|label| label.name) {
        Some(Name::Number(number)) => Some(number),
        _ => None,
    };
    matches!((number(first), number(second)), (Some(first), Some(second)) if second == first + 1)
        && !is_prose(first)
}

/// How deep the number of a heading goes: 1 for `2. …`, 2 for `2.1 …`; capitals of Rome and of the alphabet count as 1.
fn depth(text: &str) -> Option<u8> {
    let (number, rest) = text.split_once([' ', '\u{a0}', '\u{3000}'])?;
    let begins =
        rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii() || c == '"');
    if !begins {
        return None;
    }
    let parts: Vec<&str> = number.trim_end_matches(['.', ')', ':', '、']).split('.').collect();
    let digits =
        |part: &&str| !part.is_empty() && part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    if parts.iter().all(digits) {
        return u8::try_from(parts.len()).ok();
    }
    let marked = number.ends_with(['.', ')']);
    let roman = number.trim_end_matches(['.', ')']);
    let is_roman =
        !roman.is_empty() && roman.len() <= 5 && roman.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = roman.len() == 1 && roman.chars().all(|c| matches!(c, 'A'..='H'));
    (marked && (is_roman || letter)).then_some(1)
}

/// Headings that texts have in many languages.
fn is_usual(text: &str) -> bool {
    const USUAL: &[&str] = &[
        "introduction",
        "conclusion",
        "conclusions",
        "background",
        "discussion",
        "abstract",
        "summary",
        "acknowledgements",
        "acknowledgments",
        "appendix",
        "methods",
        "methodology",
        "results",
        "einleitung",
        "schluss",
        "fazit",
        "zusammenfassung",
        "danksagung",
        "anhang",
        "résumé",
        "remerciements",
        "annexe",
        "introducción",
        "conclusión",
        "conclusiones",
        "resumen",
        "agradecimientos",
        "introdução",
        "conclusão",
        "conclusões",
        "resumo",
        "agradecimentos",
        "引言",
        "结论",
        "摘要",
        "致谢",
        "结语",
    ];
    USUAL.contains(&text.trim_end_matches([':', '.']).to_lowercase().as_str())
}

/// Whether a number before a heading is one that a list would have as well.
pub(super) fn is_list_form(form: Form) -> bool {
    matches!(form, Form::Stopped | Form::HalfRound | Form::Rounded | Form::Circled)
}
