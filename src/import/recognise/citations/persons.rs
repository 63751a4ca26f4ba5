//! One person's name, and which part of it is the family name; which names belong together is not known here.

use super::authors::Name;
use super::bodies;
use super::subjects::Subject;
use super::vocabulary::{has, is_function_word, is_month, is_particle};
use crate::import::recognise::fold::{fold, slug};
use crate::import::recognise::tokens::{Kind, Tokens};

/// Where the family name stands in a name of several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// `Rosemary Foot`
    FamilyLast,
    /// `Wu Xinbo`
    FamilyFirst,
}

/// Reads one person's name, or a single word that may name anything.
pub(super) fn read(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<(Name, i32)> {
    let mut words: Vec<&str> = Vec::new();
    let mut initial = None;
    for at in start..end {
        let word = without_possessive(tokens.word(at));
        match tokens.kind(at)? {
            Kind::Word if is_initial(tokens, at) => initial = initial.or_else(|| word.chars().next()),
            Kind::Word if is_capitalised(word) || is_particle(&word.to_lowercase()) => words.push(word),
            Kind::Han => words.push(word),
            Kind::Mark('.') if at > start && !tokens.spaced(at) => {}
            Kind::Mark('-' | '\'' | '·') => {}
            _ => return None,
        }
    }
    // `Smith JA`: initials behind the family name.
    if let [.., before, last] = words.as_slice()
        && last.chars().count() <= 3
        && last.chars().all(char::is_uppercase)
        && before.chars().any(char::is_lowercase)
        && !is_suffix(last)
    {
        initial = last.chars().next();
        words.pop();
    }
    if !words.iter().any(|word| is_capitalised(word)) || words.len() > 6 || ends_in_month(&words) {
        return None;
    }
    let family = family(&words).join(" ");
    let whole = words.join(" ");
    let capitals = words.iter().filter(|word| is_capitalised(word)).count();
    let eastern = order(&words) == Order::FamilyFirst;
    let slug = slug(if eastern || initial.is_some() { &family } else { &whole });
    let mut aliases = vec![fold(&family), fold(&whole)];
    aliases.dedup();
    let weight = weight(&words, eastern, capitals) + i32::from(initial.is_some());
    let has_given = initial.is_some() || eastern || aliases.len() > 1;
    (!slug.is_empty()).then_some((Name { aliases, family, slug, initial, has_given }, weight))
}

fn weight(words: &[&str], eastern: bool, capitals: usize) -> i32 {
    let subject = match bodies::speaks_for(words) {
        Some(Subject::Place) => -4,
        Some(Subject::Event) => -5,
        Some(Subject::Publisher) => -6,
        Some(Subject::Body) => 1,
        None => 0,
    };
    let length = match capitals {
        _ if eastern => 1,
        0 | 1 => 0,
        2 | 3 => -1,
        _ => -3,
    };
    let title = words
        .first()
        .is_some_and(|first| is_function_word(&first.to_lowercase()) && !is_particle(&first.to_lowercase()));
    subject + length - if title { 2 } else { 0 }
}

fn is_initial(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    let short = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    short && (tokens.is(at + 1, '.') || tokens.kind(at + 1) == Some(Kind::Word))
}

/// Whether a word begins with a large letter, or has none to begin with.
pub(super) fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return false };
    // `al-Qaeda`, `d’Aspremont`, `eLife`: a large letter further on will do.
    !first.is_lowercase() || letters.any(char::is_uppercase)
}

/// `King’s` → `King`
pub(super) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

/// Whether the last word is a month, so that a year behind it belongs to a date.
pub(super) fn ends_in_month(words: &[&str]) -> bool {
    words.last().is_some_and(|last| is_month(&last.trim_end_matches('.').to_lowercase()))
}

/// The order of a name's words, as far as their spelling tells: a Chinese or Korean family name with syllables behind it.
pub(super) fn order(words: &[&str]) -> Order {
    let [first, given @ ..] = words else { return Order::FamilyLast };
    let first = first.to_lowercase();
    let eastern = !given.is_empty()
        && given.len() <= 2
        && has(FAMILY_FIRST, &first)
        && given.iter().all(|word| is_syllables(&word.to_lowercase()));
    // `Xinbo Wu`: with such a name at the end as well, the longer word is the given one.
    let turned = given.last().is_some_and(|last| has(FAMILY_FIRST, &last.to_lowercase()))
        && given.len() == 1
        && first.chars().count() > given.first().map_or(0, |word| word.chars().count());
    if eastern && !turned { Order::FamilyFirst } else { Order::FamilyLast }
}

/// The words of the family name within a name's words.
pub(super) fn family<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let last_name = words.iter().rposition(|word| !is_suffix(word)).map_or(0, |at| at + 1);
    let words = words.get(..last_name).unwrap_or(words);
    if order(words) == Order::FamilyFirst {
        return words.iter().take(1).copied().collect();
    }
    let mut start = words.len().saturating_sub(1);
    while let Some(before) = start.checked_sub(1)
        && words.get(before).is_some_and(|word| is_particle(word))
    {
        start = before;
    }
    words.get(start..).unwrap_or_default().to_vec()
}

/// Whether a word is a suffix of a name: `Jr`, `III`.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "Jnr" | "Snr")
}

/// Whether a word is one to three syllables of Chinese or Korean as they are romanised.
fn is_syllables(word: &str) -> bool {
    let plain: String = word.chars().filter(|c| !matches!(c, '-' | '\'' | '’')).collect();
    word.chars().count() <= 14 && syllables(&plain, 3)
}

fn syllables(word: &str, left: usize) -> bool {
    if word.is_empty() {
        return true;
    }
    left > 0
        && INITIALS.iter().filter_map(|initial| word.strip_prefix(initial)).any(|rest| {
            FINALS.iter().filter_map(|end| rest.strip_prefix(end)).any(|rest| syllables(rest, left - 1))
        })
}

const INITIALS: &[&str] = &[
    "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c",
    "s", "y", "w", "ts", "hs", "",
];

const FINALS: &[&str] = &[
    "a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "er", "i", "ia", "ie", "iao",
    "iu", "ian", "in", "iang", "ing", "iong", "u", "ua", "uo", "uai", "ui", "uan", "un", "uang", "ü", "üe",
    "ue", "eo", "eong", "yeon", "yeong", "yun", "yung", "oo", "eok", "ok", "ung", "oon", "ae", "yu", "ih",
    "ieh", "uh",
];

/// Family names that stand first, without those that are common words or names elsewhere.
const FAMILY_FIRST: &str = "\
    ai an bai ban bao bi bian cai cao cen chai chang chen cheng chi chiang chu cui dai deng ding dong dou du \
    duan fan fang fei feng fu gao ge geng gong gu guan guo han hao he hong hou hsieh hsu hu hua huang huo ji \
    jia jian jiang jiao jin jing ju kang ke kong kuang kwon lai lan lei li lian liang liao lin ling liu long \
    lou lu luo lü ma mao mei meng miao mo mu nie niu pan pang pei peng qi qian qiao qin qiu qu quan ren rong \
    ruan shang shao shen sheng shi shu song su sun tan tang tao teng tian tong tsai tu wan wang wei wen weng \
    wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying you yu yuan yue zang zeng zha \
    zhai zhan zhang zhao zheng zhong zhou zhu zhuang zhuo zou zuo kim park lee choi jung moon nguyen tran \
    pham";

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn family_names_are_found() {
        let check = |name: &str, expected: &str| {
            let words: Vec<_> = name.split(' ').collect();
            assert_eq!(family(&words).join(" "), expected, "{name}");
        };
        check("Rosemary Foot", "Foot");
        check("Wu Xinbo", "Wu");
        check("Xinbo Wu", "Wu");
        check("Yang Jiechi", "Yang");
        check("Bobo Lo", "Lo");
        check("Kim Jong-un", "Kim");
        check("Robert van der Berg", "van der Berg");
        check("Charles de Gaulle", "de Gaulle");
        check("Martin Luther King Jr.", "King");
        check("Foot", "Foot");
    }
}
