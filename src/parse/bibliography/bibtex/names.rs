//! Lists of names as BibTeX writes them: `Family, Given and Given von Family and {A Body} and others`.

use super::super::particles;
use super::latex;
use super::words;
use crate::model::work::{Name, Person};

/// How the list's end is written that stands for more names; styles print “et al.” for it.
const OTHERS: &str = "others";

/// Reads a list of names.
pub(super) fn read(source: &str) -> Vec<Name> {
    split_list(source).into_iter().filter_map(name).collect()
}

/// The items of a list, parted by `and` outside of braces.
pub(super) fn split_list(source: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    let words: Vec<_> = stretches(source, char::is_whitespace).collect();
    for (at, word) in &words {
        if word.eq_ignore_ascii_case("and") && (*at > 0 || words.len() > 1) {
            items.push(source.get(start..*at).unwrap_or_default());
            start = at + word.len();
        }
    }
    items.push(source.get(start..).unwrap_or_default());
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// The characters of a part of a name; its words break anywhere.
fn shown(source: &str) -> String {
    words::plain(&latex::read(source)).replace('\u{a0}', " ")
}

/// Initials with a space between them: `J.A.` and `J. A.` are one name.
fn initials(given: &str) -> String {
    let letters: Vec<char> = given.chars().collect();
    let ends = |at: usize| letters.get(at).is_none_or(|c| !c.is_alphanumeric());
    let mut out = String::with_capacity(given.len() + 4);
    for (at, c) in letters.iter().enumerate() {
        out.push(*c);
        let lone = at > 0
            && letters[at - 1].is_uppercase()
            && (at == 1 || ends(at - 2))
            && letters.get(at + 1).is_some_and(|next| next.is_uppercase())
            && ends(at + 2);
        if *c == '.' && lone {
            out.push(' ');
        }
    }
    out
}

fn name(source: &str) -> Option<Name> {
    if source.eq_ignore_ascii_case("others") || source.trim_end_matches('.').eq_ignore_ascii_case("et al") {
        return Some(Name::Literal(OTHERS.to_owned()));
    }
    if is_one_group(source) {
        let body = shown(source);
        return (!body.is_empty()).then_some(Name::Literal(body));
    }
    let parts: Vec<&str> = stretches(source, |c| c == ',').map(|(_, part)| part.trim()).collect();
    if parts.iter().any(|part| part.starts_with("family")) && source.contains('=') {
        return keyed(&parts);
    }
    let (given, von_last, suffix) = match parts.as_slice() {
        [] => return None,
        [whole] => return natural(whole),
        [von_last, given] => (*given, *von_last, ""),
        [von_last, suffix, given, ..] => (*given, *von_last, *suffix),
    };
    let (von, family) = von_and_family(von_last);
    person(
        Person {
            family: shown(family),
            given: initials(&shown(given)),
            dropping_particle: shown(von),
            suffix: shown(suffix),
            ..Person::default()
        },
        family,
    )
}

/// `Given von Family`: the particle begins with the first word in small letters.
fn natural(source: &str) -> Option<Name> {
    let words: Vec<_> = stretches(source, is_blank).collect();
    let small = words.iter().position(|(_, word)| is_small(word)).unwrap_or(words.len());
    let split = small.min(words.len().saturating_sub(1));
    let at = words.get(split).map_or(0, |(at, _)| *at);
    let (given, von_last) = source.split_at(at);
    let (von, family) = von_and_family(von_last);
    person(
        Person {
            family: shown(family),
            given: initials(&shown(given)),
            dropping_particle: shown(von),
            ..Person::default()
        },
        family,
    )
}

/// `von der Family`: words in small letters at the head, but never the whole.
fn von_and_family(source: &str) -> (&str, &str) {
    let words: Vec<_> = stretches(source, is_blank).collect();
    let von = words.iter().take_while(|(_, word)| is_small(word)).count();
    let von = von.min(words.len().saturating_sub(1));
    let at = words.get(von).map_or(source.len(), |(at, _)| *at);
    source.split_at(at)
}

/// BibLaTeX's long form: `family=Foot, given=Rosemary, prefix=van, suffix=Jr.`
fn keyed(parts: &[&str]) -> Option<Name> {
    let mut name = Person::default();
    let mut keeps_prefix = false;
    let mut prefix = String::new();
    for (key, value) in parts.iter().filter_map(|part| part.split_once('=')) {
        match key.trim() {
            "family" => name.family = shown(value),
            "given" => name.given = initials(&shown(value)),
            "prefix" => prefix = shown(value),
            "suffix" => name.suffix = shown(value),
            "useprefix" => keeps_prefix = value.trim() == "true",
            _ => {}
        }
    }
    if keeps_prefix {
        name.non_dropping_particle = prefix;
    } else {
        name.dropping_particle = prefix;
    }
    person(name, "")
}

/// A person whose family name is written so: in braces it is one, particles and all (`{van der Laan}`).
fn person(person: Person, family: &str) -> Option<Name> {
    let empty = person.family.is_empty() && person.given.is_empty() && person.dropping_particle.is_empty();
    let whole = is_one_group(family.trim());
    (!empty).then(|| Name::Person(if whole { person } else { particles::separate(person) }))
}

/// The stretches between separators outside of braces, with their places.
fn stretches(source: &str, separates: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut pieces = Vec::new();
    let (mut depth, mut start, mut escaped) = (0_usize, 0, false);
    for (at, c) in source.char_indices() {
        match c {
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth = depth.saturating_sub(1),
            _ if depth == 0 && separates(c) && !(escaped && c == '~') => {
                pieces.push((start, at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    pieces.push((start, source.len()));
    pieces
        .into_iter()
        .filter(|(start, end)| start < end)
        .filter_map(|(start, end)| Some((start, source.get(start..end)?)))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '~'
}

/// Whether a word counts as one in small letters: its first letter is one, in braces or not.
fn is_small(word: &str) -> bool {
    shown(word).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// Whether a text is one pair of braces with all in it.
fn is_one_group(source: &str) -> bool {
    let Some(inner) = source.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else { return false };
    let mut depth = 0_usize;
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => {}
        }
    }
    !inner.starts_with('\\')
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::work::Name;

    /// Each name as `given|dropping|non-dropping|family|suffix`, a literal in quotation marks.
    fn check(source: &str, expected: &[&str]) {
        let parts = |name: &Name| match name {
            Name::Literal(name) => format!("“{name}”"),
            Name::Person(p) => {
                let parts = [&p.given, &p.dropping_particle, &p.non_dropping_particle, &p.family, &p.suffix];
                parts.map(String::as_str).join("|")
            }
        };
        assert_eq!(read(source).iter().map(parts).collect::<Vec<_>>(), expected, "{source}");
    }

    #[test]
    fn persons() {
        check("Foot, Rosemary and Amy King", &["Rosemary|||Foot|", "Amy|||King|"]);
        check("van der Berg, Jan and Jan van der Berg", &["Jan|van der||Berg|", "Jan|van der||Berg|"]);
        check(
            "{van der Laan}, Mark and Perry {de Valpine}",
            &["Mark|||van der Laan|", "Perry|||de Valpine|"],
        );
        check("de la Fontaine, Jr., Jean", &["Jean|de la||Fontaine|Jr."]);
        check("Joris Van den Bossche", &["Joris Van|den||Bossche|"]);
        check(
            r#"{\'E}tienne M{\"u}ller and Sch\"{o}berl, Joachim"#,
            &["Étienne|||Müller|", "Joachim|||Schöberl|"],
        );
        check(
            "George {van den} Driessche and Mark {van der Laan}",
            &["George|van den||Driessche|", "Mark|||van der Laan|"],
        );
        check("Donald~E. Knuth", &["Donald E.|||Knuth|"]);
        check("Lye, G.C. and J.R.R. Tolkien", &["G. C.|||Lye|", "J. R. R.|||Tolkien|"]);
        check("Roy, St.J. and {\\'E}.-A. Poe", &["St.J.|||Roy|", "É.-A.|||Poe|"]);
        check("family=Gogh, given=Vincent, prefix=van, useprefix=true", &["Vincent||van|Gogh|"]);
    }

    #[test]
    fn bodies_and_others() {
        check("{R Core Team}", &["“R Core Team”"]);
        check("{Barnes and Noble} and others", &["“Barnes and Noble”", "“others”"]);
        check("Smith, J. and et al.", &["J.|||Smith|", "“others”"]);
    }

    #[test]
    fn names_of_one_word_and_other_scripts() {
        check("王毅 and 习近平", &["|||王毅|", "|||习近平|"]);
        check("Prabhat", &["|||Prabhat|"]);
        check("bell hooks", &["|bell||hooks|"]);
        check("", &[]);
        check("and and", &[]);
        check(",", &[]);
    }
}
