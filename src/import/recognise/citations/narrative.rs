//! Years in brackets behind the names of authors who are a part of the sentence: `As Wu Xinbo (2018) has put it`.

use super::authors::{self, Authors};
use super::bodies::speaks_for;
use super::groups::{self, RawCite};
use super::persons::{self, Order};
use super::subjects::Subject;
use super::vocabulary::{introduces, is_function_word, is_particle, joins_body, reports};
use super::years;
use crate::import::recognise::tokens::{Kind, Tokens};

/// A bracket that begins with a year, and who may have written in it.
pub(super) struct Narrative {
    /// Where the authors may begin, from the longest name to the shortest: the byte, and who they are
    pub(super) options: Vec<(usize, Authors)>,
    /// Which of them is meant if none is known; none where nobody stands before the bracket
    pub(super) likely: Option<usize>,
    /// The works; the first ones are by the likely authors
    pub(super) cites: Vec<RawCite>,
    /// What the sentence says for and against a citation
    pub(super) weight: i32,
    /// Whether the name is a possessive: `Foot’s (2019)`
    pub(super) possessive: bool,
}

/// A run of names is no longer than this.
const LONGEST: usize = 9;

/// Reads a bracket that begins with a year.
pub(super) fn read(tokens: &Tokens<'_>, open: usize, close: usize) -> Option<Narrative> {
    years::read(tokens, open + 1, close)?;
    let nobody = Authors { printed: String::new(), names: Vec::new(), et_al: false, weight: 0 };
    let Some(run) = Run::before(tokens, open) else {
        let cites = groups::read_years(tokens, open + 1, close, &nobody)?;
        return Some(Narrative { options: Vec::new(), likely: None, cites, weight: 0, possessive: false });
    };
    let options = run.options(tokens);
    let likely = run.likely(tokens, &options);
    let authors = likely.and_then(|at| options.get(at)).map_or(&nobody, |(_, authors)| authors);
    let cites = groups::read_years(tokens, open + 1, close, authors)?;
    let weight = run.weight(tokens, close);
    Some(Narrative { options, likely, cites, weight, possessive: run.possessive })
}

/// The names before a bracket.
struct Run {
    /// The first token that may belong to them
    first: usize,
    /// The first token of the name that stands first, given names included
    start: usize,
    /// The token behind the first name
    first_end: usize,
    /// The token behind them all, `et al.` included
    end: usize,
    /// How many names there are
    count: usize,
    possessive: bool,
}

impl Run {
    fn before(tokens: &Tokens<'_>, open: usize) -> Option<Self> {
        let mut end = open;
        let mut possessive = false;
        if end > 0 && tokens.is(end - 1, '\'') && !tokens.spaced(end - 1) {
            end -= 1;
            possessive = true;
        }
        let last = tokens.word(end.checked_sub(1)?);
        possessive |= persons::without_possessive(last) != last;
        let (all_end, _) = authors::without_others(tokens, end.saturating_sub(LONGEST), end);
        let mut name_end = all_end;
        let mut start = name_start(tokens, all_end)?;
        let mut count = 1;
        while count < 4
            && let Some(joint) = joint_before(tokens, start, count)
            && let Some(before) = name_start(tokens, joint)
        {
            (name_end, start) = (joint, before);
            count += 1;
        }
        let first = if count == 1 { body_start(tokens, start) } else { start };
        Some(Self { first, start, first_end: name_end, end, count, possessive })
    }

    fn options(&self, tokens: &Tokens<'_>) -> Vec<(usize, Authors)> {
        if tokens.kind(self.start) == Some(Kind::Han) {
            return han_options(tokens, self);
        }
        let begins = |at: &usize| {
            let word = tokens.word(*at);
            tokens.kind(*at) == Some(Kind::Word) && (persons::is_capitalised(word) || is_particle(word))
        };
        let starts = (self.first..self.first_end).filter(begins);
        let read = |at: usize| {
            Some((tokens.bytes(at, at + 1).start, authors::read(tokens, at, self.end)?.by_family()))
        };
        starts.filter_map(read).collect()
    }

    /// Which option is meant if no work is known.
    fn likely(&self, tokens: &Tokens<'_>, options: &[(usize, Authors)]) -> Option<usize> {
        if tokens.kind(self.start) == Some(Kind::Han) {
            let whole = tokens.word(self.start).chars().count() <= 4;
            return whole.then_some(0).filter(|_| !options.is_empty());
        }
        let words: Vec<_> = (self.first..self.first_end).map(|at| tokens.word(at)).collect();
        if self.count == 1 && speaks_for(&words) == Some(Subject::Body) {
            let bodies = |(_, authors): &(usize, Authors)| authors.names.len() == 1 && authors.weight > 0;
            return options.iter().position(bodies);
        }
        let position = |at: usize| {
            let byte = tokens.bytes(at, at + 1).start;
            options.iter().position(|(start, _)| *start == byte)
        };
        for length in [3, 2] {
            let Some(from) = self.first_end.checked_sub(length).filter(|from| *from >= self.start) else {
                continue;
            };
            let name: Vec<_> =
                (from..self.first_end).map(|at| persons::without_possessive(tokens.word(at))).collect();
            if self.count == 1 && persons::order(&name) == Order::FamilyFirst {
                return position(from);
            }
        }
        let mut from = self.first_end - 1;
        while from > self.start && is_particle(tokens.word(from - 1)) {
            from -= 1;
        }
        position(from)
    }

    /// What stands around the names and the bracket.
    fn weight(&self, tokens: &Tokens<'_>, close: usize) -> i32 {
        let behind = (close + 1..close + 3).find(|at| tokens.mark(*at) != Some('\''));
        let verb = behind.map(|at| tokens.word(at).to_lowercase()).unwrap_or_default();
        let before = self.start.checked_sub(1).map(|at| tokens.word(at).to_lowercase()).unwrap_or_default();
        let words: Vec<_> = (self.first..self.first_end)
            .filter(|at| tokens.mark(*at).is_none())
            .map(|at| persons::without_possessive(tokens.word(at)))
            .collect();
        let subject = speaks_for(&words);
        let mut weight = match subject {
            Some(Subject::Event | Subject::Publisher) => -6,
            Some(Subject::Place) => -5,
            _ => 0,
        };
        weight += 2 * i32::from(reports(&verb)) + 2 * i32::from(introduces(&before));
        weight += i32::from(self.possessive);
        if is_article(&before) && subject != Some(Subject::Body) {
            weight -= 3;
        }
        // `Errors and Structure (2021) 12 Some Journal 4`: a title, its year and its volume.
        let page =
            tokens.is(close + 1, ',') && matches!(tokens.word(close + 2), "p" | "pp" | "S" | "vol" | "no");
        if tokens.kind(close + 1) == Some(Kind::Number) || page {
            weight -= 6;
        }
        if matches!(tokens.kind(self.start.wrapping_sub(1)), Some(Kind::Number)) {
            weight -= 2;
        }
        weight
    }
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "der" | "die" | "das" | "le" | "la" | "el" | "o" | "les" | "los" | "las" | "os"
    )
}

/// The names that may end a run of Chinese characters: the last two, three and four of them.
fn han_options(tokens: &Tokens<'_>, run: &Run) -> Vec<(usize, Authors)> {
    let bytes = tokens.bytes(run.start, run.start + 1);
    let word = tokens.word(run.start);
    let length = word.chars().count();
    let mut options = Vec::new();
    for size in [4, 3, 2] {
        let Some(skip) = length.checked_sub(size) else { continue };
        let Some((at, _)) = word.char_indices().nth(skip) else { continue };
        let name = word.get(at..).unwrap_or_default();
        let cut = Tokens::of(name);
        if let Some(mut authors) = authors::read(&cut, 0, cut.len()) {
            if run.count > 1 || run.end > run.first_end {
                // More names or `等` stand behind: they are read as they stand.
                authors.et_al = run.end > run.first_end && run.count == 1;
            }
            options.push((bytes.start + at, authors));
        }
    }
    options
}

/// The first token of the name that ends before a token.
fn name_start(tokens: &Tokens<'_>, end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if tokens.kind(last) == Some(Kind::Han) {
        return Some(last);
    }
    let is_name = |at: usize| {
        let word = persons::without_possessive(tokens.word(at));
        tokens.kind(at) == Some(Kind::Word)
            && persons::is_capitalised(word)
            && !is_function_word(&word.to_lowercase())
    };
    if !is_name(last) {
        return None;
    }
    let mut start = last;
    while end - start < LONGEST
        && let Some(before) = start.checked_sub(1)
    {
        let initial = tokens.is(before, '.') && before > 0 && tokens.word(before - 1).chars().count() == 1;
        if is_name(before) {
            start = before;
        } else if initial && is_name(before - 1) {
            start = before - 1;
        } else if is_particle(tokens.word(before)) {
            // A particle belongs to the name behind it; whether more names stand before it is seen next.
            start = before;
        } else {
            break;
        }
    }
    Some(start)
}

/// The joint before a name, if another name stands before it: `and`, or a comma in a list that has an `and`.
fn joint_before(tokens: &Tokens<'_>, start: usize, count: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    if count == 1 && authors::is_joint(tokens, before) {
        let comma = before.checked_sub(1).filter(|at| tokens.is(*at, ','));
        return Some(comma.unwrap_or(before));
    }
    (count > 1 && tokens.is(before, ',')).then_some(before)
}

/// The first token of a body's name that small words run through: `Ministry of Foreign Affairs`.
fn body_start(tokens: &Tokens<'_>, start: usize) -> usize {
    let mut first = start;
    while start - first < LONGEST
        && let Some(before) = first.checked_sub(2)
        && let mut at = before + 1
        && joins_body(tokens.word(at))
    {
        if joins_body(tokens.word(before)) && before > 0 {
            at = before;
        }
        let word = at.checked_sub(1).map(|at| tokens.word(at)).unwrap_or_default();
        if !persons::is_capitalised(word) || is_function_word(&word.to_lowercase()) {
            break;
        }
        match name_start(tokens, at) {
            Some(earlier) if earlier < first => first = earlier,
            _ => break,
        }
    }
    first
}
