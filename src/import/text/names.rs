//! Names of persons in by-lines: several of them in one line, and what stands behind them; which part of a name is which is
//! not asked.

use crate::import::draft::PersonName;

/// Words that stand for what somebody is, or for where.
const ROLES: &[&str] = &[
    "fellow",
    "professor",
    "prof",
    "lecturer",
    "researcher",
    "associate",
    "assistant",
    "director",
    "editor",
    "reporter",
    "correspondent",
    "analyst",
    "student",
    "candidate",
    "scholar",
    "scientist",
    "head",
    "chair",
    "member",
    "staff",
    "senior",
    "university",
    "institute",
    "institution",
    "college",
    "school",
    "center",
    "centre",
    "department",
    "faculty",
    "academy",
    "foundation",
    "council",
    "ministry",
    "museum",
    "library",
    "online",
    "journal",
    "review",
    "press",
    "magazine",
    "news",
    "times",
    "post",
    "online",
    "universität",
    "institut",
    "hochschule",
    "lehrstuhl",
    "mitarbeiter",
    "mitarbeiterin",
    "professorin",
    "université",
    "école",
    "laboratoire",
    "professeur",
    "professeure",
    "chercheur",
    "chercheuse",
    "universidad",
    "instituto",
    "facultad",
    "profesor",
    "profesora",
    "investigador",
    "investigadora",
    "universidade",
    "faculdade",
    "pesquisador",
    "pesquisadora",
    "doutor",
    "大学",
    "学院",
    "研究所",
    "教授",
    "研究员",
];

/// Splits a list of names; what belongs to somebody's position is given apart.
pub(in crate::import) fn names(text: &str) -> (Vec<PersonName>, Vec<String>) {
    let (mut names, mut positions) = (Vec::new(), Vec::new());
    for part in parts(text) {
        let part = part.trim().trim_end_matches(['.', '*', '†', '‡', ',']).trim();
        if part.is_empty() {
            continue;
        }
        // `King, Martin Luther, Jr.`
        let ending = matches!(part, "Jr" | "Sr" | "II" | "III" | "PhD" | "Ph.D" | "MD");
        if is_position(part) || ending {
            positions.push(part.to_owned());
        } else {
            names.push(PersonName::Whole(part.to_owned()));
        }
    }
    (names, positions)
}

/// The parts between commas, semicolons and words for “and”; a comma between a family name and a given name parts
/// nothing.
fn parts(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for and in [" and ", " & ", " und ", " et ", " y ", " e ", " sowie ", " 和 "] {
        text = text.replace(and, ";");
    }
    let text = text.replace(['；', '、', '，'], ";");
    let groups = text.split(';').map(str::trim).filter(|group| !group.is_empty());
    groups.flat_map(by_commas).collect()
}

fn by_commas(group: &str) -> Vec<String> {
    let pieces: Vec<&str> = group.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let one_word = |piece: &&str| !piece.contains(' ');
    match &pieces[..] {
        [family, given] if one_word(family) && !is_position(given) => vec![format!("{family}, {given}")],
        _ => pieces.into_iter().map(str::to_owned).collect(),
    }
}

/// Whether words tell what somebody is, or where.
pub(in crate::import) fn is_position(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| ROLES.contains(&word.to_lowercase().as_str()))
        || ["大学", "学院", "研究所", "教授", "研究员"].iter().any(|role| text.contains(role))
}

/// Whether a line looks like nothing but names: two to four words each, with capitals.
pub(in crate::import) fn are_names(line: &str) -> bool {
    if line.chars().any(|c| c.is_ascii_digit()) || is_position(line) || line.chars().count() > 120 {
        return false;
    }
    let (names, positions) = names(line);
    positions.is_empty()
        && !names.is_empty()
        && names.iter().all(|name| matches!(name, PersonName::Whole(name) if is_name(name)))
}

/// Whether words look like the name of a person.
pub(in crate::import) fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let particle = |word: &str| {
        matches!(
            word,
            "van"
                | "von"
                | "de"
                | "der"
                | "den"
                | "da"
                | "di"
                | "do"
                | "dos"
                | "del"
                | "la"
                | "le"
                | "du"
                | "bin"
                | "al"
                | "el"
                | "zu"
                | "ten"
                | "ter"
                | "y"
                | "e"
        )
    };
    let capital = |word: &str| {
        let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\'' | ','));
        let mut chars = word.chars();
        let first = chars.next().is_some_and(char::is_uppercase);
        // A word of capitals alone is an organisation, unless it is an initial.
        let rest: Vec<char> = chars.filter(|c| c.is_alphabetic()).collect();
        plain && first && (rest.is_empty() || rest.iter().any(|c| c.is_lowercase()))
    };
    (2..=7).contains(&words.len())
        && words.iter().all(|word| capital(word) || particle(word))
        && words.first().is_some_and(|word| capital(word))
        && words.last().is_some_and(|word| capital(word))
        && !["The", "A", "An", "In", "On", "Of"].iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str], positions: &[&str]) {
        let (found, behind) = names(text);
        let found: Vec<String> = found
            .into_iter()
            .map(|name| match name {
                PersonName::Whole(name) => name,
                PersonName::Parts { family, .. } => family,
            })
            .collect();
        assert_eq!(
            (found, behind),
            (
                expected.iter().map(|s| (*s).to_owned()).collect(),
                positions.iter().map(|s| (*s).to_owned()).collect()
            ),
            "{text}"
        );
    }

    #[test]
    fn names_are_parted() {
        check("Rosemary Foot and Amy King", &["Rosemary Foot", "Amy King"], &[]);
        check("A. Smith, B. Jones & C. de la Cruz", &["A. Smith", "B. Jones", "C. de la Cruz"], &[]);
        check("Foot, Rosemary; King, Amy", &["Foot, Rosemary", "King, Amy"], &[]);
        check(
            "Djallel Khechib, CIGA Senior Research Associate",
            &["Djallel Khechib"],
            &["CIGA Senior Research Associate"],
        );
        check("杨洁篪、王毅", &["杨洁篪", "王毅"], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn lines_of_names_are_known() {
        assert!(are_names("Rosemary Foot and Amy King"));
        assert!(are_names("Ursula von der Leyen"));
        for line in [
            "Senior Fellow (Non-Resident)",
            "Taylor and Francis Online",
            "Security partnerships",
            "Conclusion",
            "In Beijing",
            "The World",
        ] {
            assert!(!are_names(line), "{line}");
        }
    }
}
