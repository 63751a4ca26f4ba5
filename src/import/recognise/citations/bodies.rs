//! Names of bodies: their acronyms and short forms; names of people are read elsewhere.

use super::subjects::{Subject, is_state, subject};
use super::vocabulary::joins_body;
use crate::import::recognise::fold::{fold, slug};

/// The names by which a body is known, and the short one for its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// Every folded form
    pub(super) aliases: Vec<String>,
    /// The short form for a key
    pub(super) slug: String,
}

/// Reads a body's name and the acronym that stood behind it in brackets.
pub(super) fn read(words: &[&str], acronym: Option<&str>) -> Body {
    let words = match words {
        [first, rest @ ..] if fold(first) == "the" && !rest.is_empty() => rest,
        _ => words,
    };
    let full = fold(&words.join(" "));
    let own = acronym.filter(|acronym| stands_for_all(words, acronym)).map(fold);
    let mut aliases = vec![full];
    aliases.extend(own.clone());
    let without_state = skip_state(words);
    if without_state.len() < words.len() {
        aliases.push(fold(&without_state.join(" ")));
    }
    let acronyms: Vec<_> = words.iter().filter(|word| is_acronym(word)).map(|word| fold(word)).collect();
    let telling = acronyms.iter().rev().find(|word| !is_state(word)).cloned();
    aliases.extend(telling.clone());
    let head = head(words, acronym.filter(|_| own.is_none()));
    let initials = initials(head);
    if initials.chars().count() >= 3 {
        aliases.push(initials.to_lowercase());
    }
    let slug = own.or(telling).unwrap_or_else(|| short(head, &initials));
    aliases.dedup();
    Body { aliases, slug }
}

/// Whether a word is an acronym: `NSS`, `DoD`, `MoFA`.
pub(super) fn is_acronym(word: &str) -> bool {
    let large = word.chars().filter(|c| c.is_uppercase()).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters) && large >= 2 && large * 2 >= letters && !word.contains('-')
}

/// What a name speaks for: its head, or a publisher's word at its end.
pub(super) fn speaks_for(words: &[&str]) -> Option<Subject> {
    let folded: Vec<_> = words.iter().map(|word| fold(word)).collect();
    if folded.last().and_then(|word| subject(word)) == Some(Subject::Publisher) {
        return Some(Subject::Publisher);
    }
    let head = words.iter().position(|word| word.starts_with(char::is_lowercase)).unwrap_or(words.len());
    let in_head = folded.iter().take(head).rev().find_map(|word| subject(word));
    in_head.or_else(|| folded.iter().find_map(|word| subject(word)))
}

fn short(head: &[&str], initials: &str) -> String {
    let telling: Vec<_> = head.iter().copied().filter(|word| is_telling(word)).collect();
    if telling.len() >= 4 && initials.chars().count() >= 4 {
        return initials.to_lowercase();
    }
    slug(&telling.join(" "))
}

fn is_telling(word: &str) -> bool {
    let lower = word.to_lowercase();
    !(word == lower && joins_body(&lower)) && word.chars().any(char::is_alphanumeric)
}

fn initials(words: &[&str]) -> String {
    let first = |word: &&str| word.chars().next().filter(|c| c.is_uppercase());
    words.iter().filter(|word| is_telling(word)).filter_map(first).collect()
}

/// Whether an acronym is made of the whole name: `DoD` of `U.S. Department of Defence`, but not `PRC` of `State Council
/// of the People’s Republic of China`.
fn stands_for_all(words: &[&str], acronym: &str) -> bool {
    tail(words, acronym).is_none_or(|tail| {
        let before = words.get(..tail).unwrap_or_default();
        is_state(&fold(&before.concat())) || before.is_empty()
    })
}

/// Where the words begin of whose first letters an acronym is made, if they are the last ones.
fn tail(words: &[&str], acronym: &str) -> Option<usize> {
    let mut wanted: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).collect();
    for (at, word) in words.iter().enumerate().rev() {
        let Some(last) = wanted.last() else { return Some(at + 1) };
        match word.chars().next() {
            Some(first) if first == *last => {
                wanted.pop();
            }
            Some(first) if first.is_uppercase() => return None,
            _ => {}
        }
    }
    wanted.is_empty().then_some(0)
}

/// The name without the words that a foreign acronym stands for and the small words before them.
fn head<'w, 's>(words: &'w [&'s str], acronym: Option<&str>) -> &'w [&'s str] {
    let mut end =
        acronym.and_then(|acronym| tail(words, acronym)).filter(|end| *end > 0).unwrap_or(words.len());
    while let Some(before) = end.checked_sub(1)
        && words.get(before).is_some_and(|word| !is_telling(word))
    {
        end = before;
    }
    words.get(..end).filter(|head| !head.is_empty()).unwrap_or(words)
}

fn skip_state<'w, 's>(words: &'w [&'s str]) -> &'w [&'s str] {
    match words {
        [first, rest @ ..] if is_state(&fold(first)) && !rest.is_empty() => rest,
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn bodies_have_short_names() {
        let check = |name: &str, acronym: Option<&str>, slug: &str| {
            let words: Vec<_> = name.split(' ').collect();
            assert_eq!(read(&words, acronym).slug, slug, "{name}");
        };
        check("U.S. Department of Defence", Some("DoD"), "dod");
        check("U.S. DoD", None, "dod");
        check("U.S. NSS", None, "nss");
        check("State Council Information Office of the People’s Republic of China", Some("PRC"), "scio");
        check("MoFA China", None, "mofa");
        check("World Bank", None, "world-bank");
        check("Human Rights Watch", None, "human-rights-watch");
        check("Intergovernmental Panel on Climate Change", None, "ipcc");
        check("EU", None, "eu");
        check("The Economist", None, "economist");
    }

    #[test]
    fn the_same_body_shares_a_name() {
        let aliases = |name: &str, acronym| read(&name.split(' ').collect::<Vec<_>>(), acronym).aliases;
        let long = aliases("U.S. Department of Defence", Some("DoD"));
        assert!(aliases("U.S. DoD", None).iter().any(|name| long.contains(name)));
        assert!(aliases("World Health Organization", None).contains(&"who".to_owned()));
    }
}
