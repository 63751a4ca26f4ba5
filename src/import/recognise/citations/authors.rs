//! The names before a year: people, bodies, `et al.`; where such names begin in a sentence is not known here.

use super::bodies::{self, is_acronym};
use super::persons::{self, Order};
use super::subjects::Subject;
use super::vocabulary::{is_function_word, joins_body, joins_names};
use crate::import::recognise::fold::{fold, slug};
use crate::import::recognise::tokens::{Kind, Tokens};

/// Whoever wrote a work, as a citation names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Authors {
    /// As printed, with single spaces
    pub(super) printed: String,
    /// The names, one at least
    pub(super) names: Vec<Name>,
    /// Whether there are more than are named
    pub(super) et_al: bool,
    /// How likely the words are names of authors: 0 where nothing tells
    pub(super) weight: i32,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its folded forms: the family name, the whole
    pub(super) aliases: Vec<String>,
    /// The family name, or the whole name of a body, as printed
    pub(super) family: String,
    /// Its part of a key
    pub(super) slug: String,
    /// The first letter of the given names, where they are printed
    pub(super) initial: Option<char>,
    /// Whether it is printed with given names
    pub(super) has_given: bool,
}

impl Authors {
    /// The authors by their family names, as a list has them that a sentence names in full: `Amy King` → `King`.
    pub(super) fn by_family(self) -> Self {
        let whole =
            |name: &Name| name.aliases.len() < 2 || persons::order(&name.words()) == Order::FamilyFirst;
        if self.names.iter().skip(1).all(whole) {
            return self;
        }
        let joint = self.printed.split(' ').find(|word| joins_names(word) || *word == "&").unwrap_or("and");
        let families: Vec<_> = self.names.iter().map(|name| name.family.as_str()).collect();
        let mut printed = match families.as_slice() {
            [first @ .., last] if !first.is_empty() => format!("{} {joint} {last}", first.join(", ")),
            _ => families.concat(),
        };
        if self.et_al {
            printed.push_str(" et al.");
        }
        let mut names = self.names;
        for name in names.iter_mut().skip(1).filter(|name| !whole(name)) {
            name.slug = slug(&name.family);
        }
        Self { printed, names, ..self }
    }
}

impl Authors {
    /// The authors but the first, where a comma stands behind it.
    pub(super) fn without_first(&self) -> Option<Self> {
        let (_, rest) = self.printed.split_once(", ")?;
        let tokens = Tokens::of(rest);
        read(&tokens, 0, tokens.len())
    }
}

impl Name {
    fn words(&self) -> Vec<&str> {
        self.aliases.last().map(|whole| whole.split(' ').collect()).unwrap_or_default()
    }
}

/// Longer runs of words are no names.
const MOST_WORDS: usize = 24;

/// Phrases behind the first author that stand for others.
const ET_AL: &[&str] = &[
    "et al",
    "et alii",
    "et alia",
    "et coll",
    "& al",
    "u a",
    "und andere",
    "and others",
    "and colleagues",
    "y otros",
    "y cols",
    "e outros",
    "et autres",
    "и др",
    "и другие",
    "等人",
    "等",
];

/// Words behind a name for what its bearer did.
const ROLES: &[&str] =
    &["ed", "eds", "hg", "hrsg", "dir", "dirs", "org", "orgs", "coord", "coords", "comp", "trans", "ред"];

/// Reads a stretch of tokens as the names of authors, if it is nothing else.
pub(super) fn read(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<Authors> {
    let end = without_role(tokens, start, end);
    let (end, et_al) = without_others(tokens, start, end);
    if start >= end || end - start > 2 * MOST_WORDS {
        return None;
    }
    let shape = Shape::of(tokens, start, end)?;
    let mut authors = if shape.is_body() { body(tokens, &shape)? } else { people(tokens, &shape)? };
    if et_al {
        authors.et_al = true;
        authors.weight += 4;
        authors.printed = format!("{} et al.", authors.printed);
    }
    Some(authors)
}

/// What stands where in a stretch of names.
struct Shape {
    start: usize,
    /// The token behind the names, before an acronym in brackets
    end: usize,
    /// The acronym
    acronym: Option<usize>,
    /// The token behind it all
    whole: usize,
    /// Whether words in it tell of a body
    telling: bool,
}

impl Shape {
    fn of(tokens: &Tokens<'_>, start: usize, whole: usize) -> Option<Self> {
        let mut end = whole;
        let mut acronym = None;
        if let Some(open) = tokens.partner(whole - 1).filter(|open| *open > start) {
            (open + 2 == whole - 1).then_some(())?;
            tokens.word(open + 1).starts_with(char::is_alphabetic).then_some(())?;
            (end, acronym) = (open, Some(open + 1));
        }
        let words = words(tokens, start, end);
        if words.is_empty() || words.len() > MOST_WORDS {
            return None;
        }
        let multiple = words.len() > 1;
        let commas = (start..end).any(|at| tokens.is(at, ','));
        let joined = (start..end).any(|at| is_joint(tokens, at));
        let listed = (start..end).any(|at| tokens.is(at, ';'));
        let telling = acronym.is_some()
            || (bodies::speaks_for(&words) == Some(Subject::Body) && (multiple || !joined))
            || (multiple
                && !joined
                && !listed
                && words.iter().any(|word| is_acronym(word) && !is_initials(word, &words)))
            || (commas
                && !joined
                && bodies::speaks_for(words.get(words.len() - 1..)?) == Some(Subject::Place));
        Some(Self { start, end, acronym, whole, telling })
    }

    fn is_body(&self) -> bool {
        self.telling
    }
}

/// Whether an acronym may be the initials behind a family name: `Smith JA`.
fn is_initials(word: &str, words: &[&str]) -> bool {
    words.last() == Some(&word)
        && word.chars().count() <= 3
        && words.iter().any(|other| other.chars().any(char::is_lowercase))
}

/// The words of a stretch, with the full stops of abbreviations: `U.S.`
fn words<'a>(tokens: &Tokens<'a>, start: usize, end: usize) -> Vec<&'a str> {
    let mut words = Vec::new();
    for at in start..end {
        if matches!(tokens.kind(at), Some(Kind::Word | Kind::Han | Kind::Number)) {
            words.push(tokens.word(at));
        }
    }
    // `U`, `S` → one word is made of them where it matters, in `body`.
    words
}

fn body(tokens: &Tokens<'_>, shape: &Shape) -> Option<Authors> {
    let mut names: Vec<String> = Vec::new();
    let mut at = shape.start;
    while at < shape.end {
        let word = tokens.word(at);
        match tokens.kind(at)? {
            Kind::Number if at == shape.start => return None,
            Kind::Number | Kind::Han => names.push(word.to_owned()),
            Kind::Mark('.') if !tokens.spaced(at) => {}
            Kind::Mark(',' | '&' | '-' | '/' | '\'') => {}
            Kind::Wall | Kind::Mark(_) => return None,
            Kind::Word => {
                let small = word.starts_with(char::is_lowercase) && !word.chars().any(char::is_uppercase);
                if small
                    && (at == shape.start
                        || (!joins_body(word) && !joins_names(word) && !allows_small(&names)))
                {
                    return None;
                }
                // `U.S.`: letters with full stops between them are one word.
                let joined = at > shape.start + 1 && tokens.is(at - 1, '.') && !tokens.spaced(at);
                match names.last_mut().filter(|_| joined) {
                    Some(last) => last.push_str(word),
                    None => names.push(word.to_owned()),
                }
            }
        }
        at += 1;
    }
    let words: Vec<_> = names.iter().map(String::as_str).collect();
    if persons::ends_in_month(&words) {
        return None;
    }
    let read = bodies::read(&words, shape.acronym.map(|at| tokens.word(at)));
    let family = words.join(" ");
    let name = Name { aliases: read.aliases, family, slug: read.slug, initial: None, has_given: false };
    let mut weight = i32::from(shape.telling);
    weight += match bodies::speaks_for(&words) {
        Some(Subject::Event) => -5,
        Some(Subject::Publisher) => -6,
        Some(Subject::Place) if shape.acronym.is_none() && !words.iter().any(|word| is_acronym(word)) => -4,
        _ => 0,
    };
    weight += i32::from(shape.acronym.is_some());
    (!name.slug.is_empty()).then(|| Authors {
        printed: tokens.slice(shape.start, shape.whole),
        names: vec![name],
        et_al: false,
        weight,
    })
}

/// Bodies of Romance languages have small words of their own: `Ministère des affaires étrangères`.
fn allows_small(names: &[String]) -> bool {
    const HEADS: &[&str] = &[
        "ministere",
        "ministerio",
        "conseil",
        "consejo",
        "conselho",
        "commission",
        "comision",
        "comissao",
        "institut",
        "instituto",
        "comite",
        "secretaria",
        "assemblee",
        "assemblée",
        "министерство",
        "институт",
    ];
    names.first().is_some_and(|first| HEADS.contains(&fold(first).as_str()))
}

fn people(tokens: &Tokens<'_>, shape: &Shape) -> Option<Authors> {
    let mut names = Vec::new();
    let (mut joints, mut commas) = (0, 0);
    let mut start = shape.start;
    let mut weight = 0;
    for at in shape.start..=shape.end {
        if at == start && commas + joints > 0 && joint_after_comma(tokens, at, shape.end) {
            start = at + 1;
            joints += 1;
            continue;
        }
        let joint = at < shape.end && is_joint(tokens, at) && at > start;
        let comma = at < shape.end && matches!(tokens.mark(at), Some(',' | ';'));
        if at < shape.end && !joint && !comma {
            continue;
        }
        let (name, own) = persons::read(tokens, start, at)?;
        names.push(name);
        weight += own;
        joints += usize::from(joint);
        commas += usize::from(comma);
        start = at + 1;
    }
    // `However (2018)`, but `Dony, He and Stumpf`.
    if let [only] = names.as_slice()
        && is_function_word(&only.family.to_lowercase())
    {
        return None;
    }
    weight += match (names.len(), joints) {
        (1, _) => 0,
        (2, 1..) => 2,
        (_, 1..) => 3,
        _ => -1,
    };
    Some(Authors { printed: tokens.slice(shape.start, shape.whole), names, et_al: false, weight })
}

/// `, and` between the last two names.
fn joint_after_comma(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    at < end && (tokens.is(at, '&') || joins_names(tokens.word(at)))
}

/// Whether a token joins two names.
pub(super) fn is_joint(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        Some(Kind::Mark('&' | '/')) => true,
        Some(Kind::Word) => joins_names(tokens.word(at)),
        Some(Kind::Han) => matches!(tokens.word(at), "和" | "与" | "與" | "及"),
        _ => false,
    }
}

fn without_role(tokens: &Tokens<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    if end > start && tokens.is(end - 1, ',') {
        end -= 1;
    }
    let is_role = |at: usize| ROLES.contains(&tokens.word(at).to_lowercase().as_str());
    if let Some(open) = end.checked_sub(1).and_then(|last| tokens.partner(last)).filter(|open| *open > start)
        && is_role(open + 1)
    {
        return open;
    }
    let mut last = end;
    if last > start && tokens.is(last - 1, '.') {
        last -= 1;
    }
    if last > start + 1 && is_role(last - 1) {
        let before = last - 1;
        return if before > start && tokens.is(before - 1, ',') { before - 1 } else { before };
    }
    end
}

/// The end without `et al.`, and whether it was there.
pub(super) fn without_others(tokens: &Tokens<'_>, start: usize, end: usize) -> (usize, bool) {
    for back in 1..=4 {
        let Some(at) = end.checked_sub(back).filter(|at| *at > start) else { break };
        let reads = ET_AL.iter().any(|phrase| match phrase.strip_prefix("& ") {
            Some(rest) => tokens.is(at, '&') && tokens.phrase(at + 1, end, rest) == Some(end),
            None => tokens.phrase(at, end, phrase) == Some(end),
        });
        if reads {
            let comma = tokens.is(at - 1, ',') && at - 1 > start;
            return (if comma { at - 1 } else { at }, true);
        }
    }
    // `张三等`: no space parts the name from the word for others.
    (end, false)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::import::recognise::tokens::Tokens;

    fn check(text: &str, expected: &str) {
        let tokens = Tokens::of(text);
        let found = read(&tokens, 0, tokens.len()).map(|authors| {
            let slugs: Vec<_> = authors.names.iter().map(|name| name.slug.as_str()).collect();
            format!("{}{}", slugs.join(" + "), if authors.et_al { " + others" } else { "" })
        });
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn people_are_read() {
        check("Foot", "foot");
        check("Foot and King", "foot + king");
        check("Foot & King,", "foot + king");
        check("Foot, King, and Lo", "foot + king + lo");
        check("Foot, King & Lo", "foot + king + lo");
        check("Foot et al.,", "foot + others");
        check("Foot, et al.", "foot + others");
        check("Müller und Weiß", "muller + weiss");
        check("van der Berg", "van-der-berg");
        check("de Gaulle", "de-gaulle");
        check("O’Neill", "oneill");
        check("al-Rasheed", "al-rasheed");
        check("Saint-Exupéry", "saint-exupery");
        check("J. Smith", "smith");
        check("J.-P. Sartre", "sartre");
        check("Smith JA", "smith");
        check("Wu Xinbo", "wu");
        check("Smith (ed.)", "smith");
        check("Smith and Jones, eds.", "smith + jones");
        check("Лукин и др.", "лукин + others");
        check("Лукин и Иванов", "лукин + иванов");
        check("王毅、李四", "王毅 + 李四");
    }

    #[test]
    fn bodies_are_read() {
        check("U.S. Department of Defence (DoD)", "dod");
        check("U.S. DoD", "dod");
        check("MoFA, China", "mofa");
        check("State Council Information Office of the People’s Republic of China (PRC)", "scio");
        check("Department of Health and Human Services", "dhhs");
        check("World Health Organization [WHO]", "who");
        check("Ministère des affaires étrangères", "ministere-affaires-etrangeres");
        check("Auswärtiges Amt", "auswartiges-amt");
        check("Xinhua", "xinhua");
    }

    #[test]
    fn other_words_are_not() {
        for text in [
            "in",
            "However",
            "the author",
            "born",
            "interviews on the topic",
            "12 March",
            "5 May",
            "",
            "see",
            "15,000",
        ] {
            check(text, "");
        }
    }
}
