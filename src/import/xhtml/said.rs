//! A citation of which the page says which works it cites: its words, parted into what belongs to each.

use super::works::year;
use crate::import::tree::{Citation, CitationForm, Cite};

/// Words before a work that are no part of a name.
const BEFORE: &[&str] = &[
    "see",
    "also",
    "see also",
    "cf.",
    "e.g.",
    "for example",
    "compare",
    "quoted in",
    "cited in",
    "siehe",
    "siehe auch",
    "vgl.",
    "voir",
    "voir aussi",
    "véase",
    "ver",
    "vedi",
    "cfr.",
    "参见",
    "见",
];

/// A citation of some works, printed in some words; nothing where it is not clear which words belong to which.
pub(super) fn citation(keys: &[&str], printed: &str) -> Option<Citation> {
    let (form, inside) = match bracketed(printed) {
        Some(inside) => (CitationForm::Bracketed, inside.to_owned()),
        None if printed.contains(['(', '[']) => (CitationForm::Narrative, printed.to_owned()),
        None => (CitationForm::Bracketed, printed.to_owned()),
    };
    let pieces: Vec<&str> = inside.split(';').map(str::trim).collect();
    let [first, ..] = keys else { return None };
    let cites = match (form, pieces.as_slice()) {
        (CitationForm::Narrative, _) if keys.len() == 1 => vec![narrative(first, printed)],
        (CitationForm::Narrative, _) => return None,
        (_, pieces) if pieces.len() == keys.len() => {
            keys.iter().zip(pieces).map(|(key, piece)| cite(key, piece)).collect()
        }
        // Works of one author, or numbers: nothing but years and names is printed.
        _ if is_plain(&inside) => keys.iter().map(|key| bare(key, "", "")).collect(),
        _ => return None,
    };
    Some(Citation { cites, form, printed: printed.to_owned() })
}

fn bracketed(printed: &str) -> Option<&str> {
    let round = printed.strip_prefix('(').and_then(|words| words.strip_suffix(')'));
    round.or_else(|| printed.strip_prefix('[').and_then(|words| words.strip_suffix(']')))
}

fn bare(key: &str, prefix: &str, suffix: &str) -> Cite {
    Cite { prefix: prefix.trim().to_owned(), key: key.to_owned(), suffix: suffix.trim().to_owned() }
}

fn cite(key: &str, piece: &str) -> Cite {
    let lower = piece.to_lowercase();
    let known = BEFORE
        .iter()
        .filter(|words| lower.strip_prefix(**words).is_some_and(|rest| rest.starts_with([' ', ','])));
    let length = known.map(|words| words.len()).max().unwrap_or(0);
    let prefix = piece.get(..length).unwrap_or_default();
    bare(key, prefix, behind(piece))
}

/// What stands behind the year, or behind a number that stands for the work.
fn behind(piece: &str) -> &str {
    let year = year(piece).and_then(|year| Some(piece.find(year)? + year.len()));
    let rest = match year {
        Some(end) => piece.get(end..).unwrap_or_default(),
        None => piece.split_once(',').map_or("", |(_, rest)| rest),
    };
    let rest = rest.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest);
    rest.trim_start_matches([',', ':', ' ']).trim_end_matches([')', ']'])
}

/// `Foot (2019, p. 3)`
fn narrative(key: &str, printed: &str) -> Cite {
    bare(key, "", behind(printed))
}

fn is_plain(inside: &str) -> bool {
    inside.split([',', ';', '–', '-', ' ']).all(|word| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        word.is_empty() || digits <= 4 && !word.ends_with('.') && word.chars().all(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::citation;

    fn check(keys: &[&str], printed: &str, expected: &str) {
        let found = citation(keys, printed).map(|citation| {
            let cites =
                citation.cites.iter().map(|cite| format!("{}|{}|{}", cite.prefix, cite.key, cite.suffix));
            format!("{:?} {}", citation.form, cites.collect::<Vec<_>>().join(" "))
        });
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{printed}");
    }

    #[test]
    fn words_are_parted_by_work() {
        check(&["a"], "(Foot 2019, 33–35)", "Bracketed |a|33–35");
        check(&["a", "b"], "(see Foot 2019, p. 3; King 2020b)", "Bracketed see|a|p. 3 |b|");
        check(&["a"], "Foot (2019, ch. 2)", "Narrative |a|ch. 2");
        check(&["a", "b"], "(Foot 2019, 2020)", "Bracketed |a| |b|");
        check(&["a"], "[12]", "Bracketed |a|");
        check(&["a", "b"], "(Foot 2019, p. 3, 2020)", "-");
    }
}
