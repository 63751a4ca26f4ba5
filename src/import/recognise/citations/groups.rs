//! What stands within the brackets of a citation: prefixes, authors, years, locators; whether it is believed is decided
//! elsewhere, by the weights given here.

use super::authors::{self, Authors};
use super::locators;
use super::persons;
use super::vocabulary::{leads, points, trails};
use super::years::{self, Year};
use crate::import::recognise::tokens::{Kind, Tokens};

/// One work as a text cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawCite {
    /// Words before it
    pub(super) prefix: String,
    /// Whoever wrote it
    pub(super) authors: Authors,
    /// When
    pub(super) year: Year,
    /// Locator and words behind it
    pub(super) suffix: String,
    /// How likely it is a citation: 0 where nothing tells but a name and a year
    pub(super) weight: i32,
}

/// More cites than this stand in no bracket.
const MOST_CITES: usize = 60;

/// Reads the tokens of a bracket as a group of citations, if they are nothing else.
pub(super) fn read(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<Vec<RawCite>> {
    let mut cites = Vec::new();
    parts(tokens, start, end, &mut cites)?;
    (!cites.is_empty()).then_some(cites)
}

/// Reads what a year begins in brackets behind the authors: `2019: 4–5; see also Lo 2018`.
pub(super) fn read_years(
    tokens: &Tokens<'_>,
    start: usize,
    end: usize,
    authors: &Authors,
) -> Option<Vec<RawCite>> {
    let mut cites = Vec::new();
    let part = part_end(tokens, start, end);
    let next =
        behind_authors(tokens, start, part, &Head { prefix: String::new(), authors, weight: 0 }, &mut cites)?;
    rest_of_part(tokens, next, part, &mut cites)?;
    if part < end {
        parts(tokens, part + 1, end, &mut cites)?;
    }
    Some(cites)
}

/// What stands before a year.
struct Head<'a> {
    prefix: String,
    authors: &'a Authors,
    weight: i32,
}

fn parts(tokens: &Tokens<'_>, start: usize, end: usize, cites: &mut Vec<RawCite>) -> Option<()> {
    let mut at = start;
    let mut first = start;
    while at < end {
        let close = part_end(tokens, at, end);
        if close > at && !(close < end && is_name(tokens, at, close)) {
            part(tokens, first, close, cites)?;
            first = close + 1;
        } else if close == at {
            first = close + 1;
        }
        at = close + 1;
    }
    (cites.len() <= MOST_CITES).then_some(())
}

/// Whether a part is `Silva` of `Silva; Souza, 2018`: Brazilian citations part the authors by semicolons.
fn is_name(tokens: &Tokens<'_>, start: usize, end: usize) -> bool {
    end - start <= 4
        && (start..end).all(|at| tokens.mark(at).is_none())
        && persons::read(tokens, start, end).is_some()
}

/// The next semicolon outside inner brackets, or the end.
fn part_end(tokens: &Tokens<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        match tokens.mark(at) {
            Some(';') => return at,
            Some('(' | '[') => at = tokens.partner(at).filter(|close| *close < end).unwrap_or(at),
            _ => {}
        }
        at += 1;
    }
    end
}

/// Reads what stands between semicolons: one work, or several with commas or `and` between them.
fn part(tokens: &Tokens<'_>, start: usize, end: usize, cites: &mut Vec<RawCite>) -> Option<()> {
    if trailing(tokens, start, end)
        && let Some(last) = cites.last_mut()
    {
        last.suffix.push_str("; ");
        last.suffix.push_str(&tokens.slice(start, end));
        return Some(());
    }
    let next = work(tokens, start, end, cites)?;
    rest_of_part(tokens, next, end, cites)
}

/// Reads what is left of a part behind its first work: more works, or words that end it.
fn rest_of_part(tokens: &Tokens<'_>, at: usize, end: usize, cites: &mut Vec<RawCite>) -> Option<()> {
    let mut at = at;
    while at < end {
        let joint = tokens.is(at, ',') || authors::is_joint(tokens, at);
        let start = at + usize::from(joint);
        let start = start
            + usize::from(joint && start < end && tokens.is(at, ',') && authors::is_joint(tokens, start));
        let known = cites.len();
        let leads = joint || points(&tokens.word(start).to_lowercase());
        let Some(next) = work(tokens, start, end, cites).filter(|_| leads) else {
            cites.truncate(known);
            return tail(tokens, at, end, cites.last_mut()?);
        };
        at = next;
    }
    Some(())
}

/// Words behind the last locator.
fn tail(tokens: &Tokens<'_>, at: usize, end: usize, cite: &mut RawCite) -> Option<()> {
    let start = at + usize::from(tokens.is(at, ',') || tokens.is(at, ':'));
    let year = (start..end).any(|at| years::read(tokens, at, end).is_some());
    let wall = (start..end).any(|at| tokens.kind(at) == Some(Kind::Wall));
    if year || wall {
        return None;
    }
    let words = tokens.slice(start, end);
    if words.trim_matches(['.', ' ']).is_empty() {
        return Some(());
    }
    if !trailing(tokens, start, end) {
        cite.weight -= 4;
    }
    if !cite.suffix.is_empty() {
        cite.suffix.push_str(", ");
    }
    cite.suffix.push_str(&words);
    Some(())
}

fn trailing(tokens: &Tokens<'_>, start: usize, end: usize) -> bool {
    let mut words = (start..end).filter(|at| !matches!(tokens.kind(*at), Some(Kind::Mark(_)))).peekable();
    words.peek().is_some() && words.all(|at| trails(&tokens.word(at).to_lowercase()))
}

/// Reads one author's works; gives the token behind them.
fn work(tokens: &Tokens<'_>, start: usize, end: usize, cites: &mut Vec<RawCite>) -> Option<usize> {
    let year = find_year(tokens, start, end)?;
    let bracketed = tokens.is(year - usize::from(year > start), '(') && year > start;
    let names_end = year - usize::from(bracketed);
    let (head_end, authors, weight) = match authors_before(tokens, start, names_end) {
        Some(found) => found,
        // `Xi 2014; 2017b`
        None if names_end == start => (start, cites.last()?.authors.clone(), cites.last()?.weight.min(2)),
        None => return None,
    };
    let prefix = tokens.slice(start, head_end);
    let head = Head { prefix, authors: &authors, weight };
    if bracketed {
        let close = tokens.partner(year - 1).filter(|close| *close < end)?;
        let next = behind_authors(tokens, year, close, &head, cites)?;
        if next < close {
            tail(tokens, next, close, cites.last_mut()?)?;
        }
        return Some(close + 1);
    }
    behind_authors(tokens, year, end, &head, cites)
}

/// The first year outside inner brackets, or one with which an inner bracket begins.
fn find_year(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<usize> {
    let mut at = start;
    while at < end {
        if years::read(tokens, at, end).is_some() {
            return Some(at);
        }
        match tokens.mark(at) {
            Some('(') if at > start && years::read(tokens, at + 1, end).is_some() => return Some(at + 1),
            Some('(' | '[') => at = tokens.partner(at).filter(|close| *close < end).unwrap_or(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The authors before a year, the words before them cut off: where they begin, who they are, what the words weigh.
fn authors_before(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<(usize, Authors, i32)> {
    let lead = lead(tokens, start, end);
    for from in (start..=lead).rev() {
        if let Some(authors) = authors::read(tokens, from, end) {
            let telling = (start..from).any(|at| points(&tokens.word(at).to_lowercase()));
            let weight = match from - start {
                0 => 0,
                _ if telling => 2,
                _ => -1,
            };
            return Some((from, authors, weight));
        }
    }
    // `for another view of the matter Foot 2019`: only for works that are known.
    let capital =
        |at: &usize| tokens.kind(*at) == Some(Kind::Word) && persons::is_capitalised(tokens.word(*at));
    let free = (lead + 1..end)
        .filter(capital)
        .take(12)
        .find_map(|from| Some((from, authors::read(tokens, from, end)?)));
    let (from, authors) = free?;
    let sees = points(&tokens.word(from - 1).to_lowercase());
    let wall = (start..from).any(|at| tokens.kind(at) == Some(Kind::Wall));
    let place = tokens.is(from - 1, ':');
    (!wall && !place).then_some((from, authors, if sees { 0 } else { -4 }))
}

/// The token behind the words that may stand before a name.
fn lead(tokens: &Tokens<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let word = tokens.word(at);
        let lower = word.to_lowercase();
        let small = word == lower || (at == start && word.chars().count() > 1);
        let mark = at > start && matches!(tokens.mark(at), Some(',' | '.' | ':' | '/' | '\''));
        if !(mark || (tokens.mark(at).is_none() && small && leads(&lower))) {
            break;
        }
        at += 1;
    }
    at
}

/// Reads years and locators behind the authors; gives the token behind them.
fn behind_authors(
    tokens: &Tokens<'_>,
    start: usize,
    end: usize,
    head: &Head<'_>,
    cites: &mut Vec<RawCite>,
) -> Option<usize> {
    let first = cites.len();
    let mut at = start;
    loop {
        let (years, next) = years::read(tokens, at, end)?;
        for year in years {
            let weight = head.weight + head.authors.weight + weight(&year);
            let prefix = if cites.len() == first { head.prefix.clone() } else { String::new() };
            cites.push(RawCite {
                prefix,
                authors: head.authors.clone(),
                year,
                suffix: String::new(),
                weight,
            });
        }
        at = next;
        if let Some((locator, next)) = locators::read(tokens, at, end) {
            let cite = cites.last_mut()?;
            cite.suffix = locator.text;
            let sure = if locator.sure { 3 } else { 2 };
            cites.iter_mut().skip(first).for_each(|cite| cite.weight += sure);
            at = next;
        }
        let joint = at < end && (tokens.is(at, ',') || authors::is_joint(tokens, at));
        let behind = at + 1 + usize::from(tokens.is(at, ',') && authors::is_joint(tokens, at + 1));
        if !joint || years::read(tokens, behind, end).is_none() || cites.len() > MOST_CITES {
            break;
        }
        at = behind;
    }
    if cites.len() > first + 1 {
        cites.iter_mut().skip(first).for_each(|cite| cite.weight += 1);
    }
    Some(at)
}

fn weight(year: &Year) -> i32 {
    match year.number {
        None => 2,
        Some(_) if year.is_telling() => 3,
        Some(number) if number < 1850 => -2,
        Some(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::import::recognise::tokens::Tokens;

    fn check(text: &str, expected: &str) {
        let tokens = Tokens::of(text);
        let cites = read(&tokens, 0, tokens.len()).unwrap_or_default();
        let found: Vec<_> = cites
            .iter()
            .map(|cite| {
                let slugs: Vec<_> = cite.authors.names.iter().map(|name| name.slug.as_str()).collect();
                let key = format!("{}-{}", slugs.join("-"), cite.year.key());
                let prefix = if cite.prefix.is_empty() { String::new() } else { format!("{} ", cite.prefix) };
                let suffix =
                    if cite.suffix.is_empty() { String::new() } else { format!(", {}", cite.suffix) };
                format!("{prefix}@{key}{suffix}")
            })
            .collect();
        assert_eq!(found.join("; "), expected, "{text}");
    }

    #[test]
    fn groups_are_read() {
        check(" Wishnick, 2018 : 370", "@wishnick-2018, p. 370");
        check("Foot, 2016a: 9–11; Zhou, 2016: 208–209", "@foot-2016a, pp. 9–11; @zhou-2016, pp. 208–209");
        check(" Ferchen, 2016 ; Xi, 2014 ", "@ferchen-2016; @xi-2014");
        check("quoted in Heath, 2013 ", "quoted in @heath-2013");
        check("see also Gady, 2019", "see also @gady-2019");
        check("see, e.g., Foot and King 2019, 4", "see, e.g., @foot-king-2019, p. 4");
        check("U.S. Department of Defence (DoD), 2018", "@dod-2018");
        check("U.S. DoD, 2018: 2", "@dod-2018, p. 2");
        check("MoFA, China, 2017", "@mofa-2017");
        check("Xi 2014, 2017b", "@xi-2014; @xi-2017b");
        check("Xi 2014, 2017b; Lo 2019", "@xi-2014; @xi-2017b; @lo-2019");
        check("Xi 2017b, c", "@xi-2017b; @xi-2017c");
        check("Xi 2014: 4, 2017b: 9", "@xi-2014, p. 4; @xi-2017b, p. 9");
        check("Foot 2016 and King 2019", "@foot-2016; @king-2019");
        check("Foot, 2016, King, 2019", "@foot-2016; @king-2019");
        check("Smith 1776/1976", "@smith-1976");
        check("Smith, 1990, cited in Jones, 2000: 4", "@smith-1990; cited in @jones-2000, p. 4");
        check("Foot 2019: 4, emphasis added", "@foot-2019, p. 4, emphasis added");
        check("Foot 2019: 4; emphasis in original", "@foot-2019, p. 4; emphasis in original");
        check("Foot et al., n.d.", "@foot-nd");
        check("Foot, forthcoming", "@foot-forthcoming");
        check("see Foot (2016a) and Lo (2019: 4)", "see @foot-2016a; @lo-2019, p. 4");
        check("SILVA; SOUZA, 2018, p. 4", "@silva-souza-2018, p. 4");
        check("vgl. auch Müller 2010, S. 12 f.", "vgl. auch @muller-2010, pp. 12 f.");
        check("voir par exemple Dupont et Durand, 2001, p. 3", "voir par exemple @dupont-durand-2001, p. 3");
        check("véase García Márquez 1967", "véase @garcia-marquez-1967");
        check("王毅，2016；李四、张三，2018：第4页", "@王毅-2016; @李四-张三-2018, p. 4");
        check("Лукин и др., 2018, с. 45", "@лукин-2018, p. 45");
    }

    #[test]
    fn other_brackets_are_not() {
        for text in [
            "2018",
            "in 2018",
            "May 2015",
            "1368, 1973",
            "b. 1950",
            "1949–2019",
            "Xinhua, 8/VII/2017",
            "8th Xiangshan Forum, Beijing, 25/X/2018",
            "interviews on the topic, Beijing-Paris, 2016-19",
            "London: Verso, 2018",
            "Figure 3",
            "12 March 2018",
            "born in Hunan in 1893",
            "see above",
            "",
            "including the previous Shangri-la Dialogues; author’s observations, 2016-17",
        ] {
            check(text, "");
        }
    }
}
