//! Particles at the head of a family name, as CSL takes them apart: `van der Laan`, `d’Autume`.

use crate::model::work::Person;

/// Moves lower-case words at the head of the family name to the particle that is never dropped.
pub(super) fn separate(mut person: Person) -> Person {
    if !person.non_dropping_particle.is_empty() {
        return person;
    }
    let mut rest = person.family.as_str();
    while let Some((word, behind)) = rest.split_once(' ') {
        if !is_particle(word) {
            break;
        }
        rest = behind.trim_start();
    }
    if let Some(end) = elided(rest) {
        rest = rest.get(end..).unwrap_or(rest);
    }
    let (particle, family) = person.family.split_at(person.family.len() - rest.len());
    if !family.is_empty() && !particle.is_empty() {
        person.non_dropping_particle = particle.trim_end().to_owned();
        person.family = family.to_owned();
    }
    person
}

/// Whether a word is a particle: small letters, and the marks that go with them.
fn is_particle(word: &str) -> bool {
    let small = |c: char| c.is_lowercase() || matches!(c, '\'' | '’' | '-' | '.');
    word.starts_with(char::is_lowercase) && word.chars().all(small)
}

/// The length of `d’` or `l'` before a capital letter.
fn elided(word: &str) -> Option<usize> {
    let mark = word.find(['\'', '’']).filter(|at| (1..=3).contains(at))?;
    let end = mark + word.get(mark..)?.chars().next()?.len_utf8();
    let head = word.get(..mark)?;
    let small = head.chars().all(char::is_lowercase);
    (small && word.get(end..)?.starts_with(char::is_uppercase)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::separate;
    use crate::model::work::Person;

    fn check(typed: &str, particle: &str, family: &str) {
        let person = separate(Person { family: typed.to_owned(), ..Person::default() });
        assert_eq!(
            (person.non_dropping_particle.as_str(), person.family.as_str()),
            (particle, family),
            "{typed}"
        );
    }

    #[test]
    fn particles_are_taken_off() {
        check("van der Laan", "van der", "Laan");
        check("de Mooij", "de", "Mooij");
        check("d’Autume", "d’", "Autume");
        check("de l'Hôpital", "de l'", "Hôpital");
        check("Van Damme", "", "Van Damme");
        check("hooks", "", "hooks");
        check("O'Neil", "", "O'Neil");
        check("王", "", "王");
        check("", "", "");
    }
}
