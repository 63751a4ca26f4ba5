//! The line that a journal prints on its pages: `Journal of Things, Vol. 3, No. 2 (Spring 1999), pp. 12–40`; what of it
//! becomes which field is settled in `metadata`.

use super::fields::Label;
use super::findings::Finding;
use crate::import::draft::Certainty;

/// The words before a number that say what it counts.
const WORDS: [(Label, &[&str]); 3] = [
    (
        Label::Volume,
        &["vol", "volume", "band", "bd", "jg", "jahrgang", "tome", "volumen", "tomo", "año", "ano"],
    ),
    (
        Label::Issue,
        &["no", "nr", "n°", "nº", "n", "num", "núm", "número", "numéro", "number", "issue", "heft", "fasc"],
    ),
    (Label::Pages, &["pp", "p", "pages", "seiten", "s", "páginas", "págs", "pág"]),
];

/// A line longer than this is none.
const LONGEST: usize = 200;

/// What such a line says: a volume or an issue, and one thing more at least; what stands before it is the journal.
pub(super) fn imprint(line: &str, passage: usize) -> Option<Vec<Finding>> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let words: Vec<Word<'_>> = words(line);
    let mut findings: Vec<Finding> = Vec::new();
    let mut first = line.len();
    for pair in words.windows(2) {
        let [name, value] = pair else { continue };
        let label = WORDS.iter().find(|(_, names)| names.contains(&&*name.lower)).map(|(label, _)| *label);
        let label = label.filter(|_| name.is_abbreviation(line));
        if let Some(label) = label.filter(|label| counts(*label, value.text))
            && findings.iter().all(|finding| finding.label != label)
        {
            first = first.min(name.start);
            findings.push(found(label, value.text, passage, Certainty::Stated));
        }
    }
    let numbered = findings.iter().any(|finding| finding.label != Label::Pages);
    if !numbered || findings.len() < 2 {
        return None;
    }
    let before =
        line.get(..first)?.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '|' | ':'));
    // A sentence that cites a journal has more before it, and no capital.
    if before.split_whitespace().count() > 8 || before.chars().next().is_some_and(|c| !c.is_uppercase()) {
        return None;
    }
    if !before.is_empty() {
        findings.push(found(Label::Container, before, passage, Certainty::Guessed));
    }
    let year = words.iter().find(|word| is_year(word.text));
    findings.extend(year.map(|year| found(Label::Issued, year.text, passage, Certainty::Guessed)));
    Some(findings)
}

fn found(label: Label, value: &str, passage: usize, certainty: Certainty) -> Finding {
    Finding { label, value: value.to_owned(), certainty, passage }
}

/// A word without the marks around it.
struct Word<'t> {
    start: usize,
    text: &'t str,
    lower: String,
}

impl Word<'_> {
    /// Whether a short word is no word of a sentence: `No`, `no.`, but not `no`.
    fn is_abbreviation(&self, line: &str) -> bool {
        let stop = line.get(self.start + self.text.len()..).is_some_and(|rest| rest.starts_with('.'));
        stop || self.text.chars().count() > 2 || self.text.starts_with(char::is_uppercase)
    }
}

fn words(line: &str) -> Vec<Word<'_>> {
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '|');
    let start = |text: &str| text.as_ptr() as usize - line.as_ptr() as usize;
    let texts = line.split(is_mark).filter(|text| !text.is_empty());
    texts.map(|text| Word { start: start(text), text, lower: text.to_lowercase() }).collect()
}

/// Whether a value may be the number of a volume, an issue, a range of pages.
fn counts(label: Label, value: &str) -> bool {
    let digits = value.chars().any(|c| c.is_ascii_digit());
    let plain = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/'));
    match label {
        Label::Volume => digits && plain || value.chars().all(|c| "IVXLC".contains(c)),
        _ => digits && plain,
    }
}

fn is_year(value: &str) -> bool {
    value.len() == 4 && matches!(value.parse::<u32>(), Ok(1500..=2100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[(Label, &str)]) {
        let found = imprint(line, 0).unwrap_or_default();
        let values: Vec<_> = found.iter().map(|finding| (finding.label, &*finding.value)).collect();
        assert_eq!(values, expected, "{line}");
    }

    #[test]
    fn lines_of_journals_are_understood() {
        check(
            "Vol. 3, No. 2 (Spring 1999), pp. 12-40",
            &[(Label::Volume, "3"), (Label::Issue, "2"), (Label::Pages, "12-40"), (Label::Issued, "1999")],
        );
        check(
            "Journal of Things, Volume XII, Issue 4, 2003",
            &[
                (Label::Volume, "XII"),
                (Label::Issue, "4"),
                (Label::Container, "Journal of Things"),
                (Label::Issued, "2003"),
            ],
        );
        check(
            "Zeitschrift für Dinge, Jg. 7, Heft 1/2, S. 5–9",
            &[
                (Label::Volume, "7"),
                (Label::Issue, "1/2"),
                (Label::Pages, "5–9"),
                (Label::Container, "Zeitschrift für Dinge"),
            ],
        );
    }

    #[test]
    fn other_lines_are_not() {
        for line in [
            "",
            "No. 3",
            "see vol. 3, p. 4 of the report",
            "In no 3 cases, p 4",
            "He wrote of p. 4",
            "No 2 way",
        ] {
            check(line, &[]);
        }
    }
}
