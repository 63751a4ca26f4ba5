//! Title case and its like, in place of the engine's, which begins words with capitals after any mark and takes
//! names such as `arXiv` for common words. Sentence case, capitals and small letters stay with the engine.
//!
//! The style is edited so that, instead of asking for a case, it prints a private character before the field that tells
//! which; the field's text ends in another. What stands between them gets its case when all is printed. Which words are
//! protected is known by then, and so is whether the style put the whole in quotation marks.

use serde_json::{Map, Value, json};

/// Fields that consist of words, and may be printed in a case.
const WORDED: [&str; 19] = [
    "archive",
    "archive_location",
    "authority",
    "collection-title",
    "container-title",
    "container-title-short",
    "event",
    "event-title",
    "genre",
    "medium",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-title",
    "publisher",
    "publisher-place",
    "status",
    "title",
    "volume-title",
];
/// Forms of fields, which CSL knows by names of their own.
const SHORT: [&str; 1] = ["title-short"];
/// Ends a field's text.
pub(super) const END: char = '\u{10FF0F}';
const FIRST_OPENING: u32 = 0x0010_FF00;
/// Words that title case writes small: articles, conjunctions and short prepositions, as CSL 1.0.2 (“Title case
/// conversion”) lists them, with “about”, “à”, “d’” and the particles of names.
const SMALL: [&str; 33] = [
    "a", "about", "an", "and", "as", "at", "but", "by", "d", "de", "down", "for", "from", "in", "into", "l",
    "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "van", "via", "von", "with",
    "yet", "à",
];

/// How the words of a field are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// As they are
    Own,
    /// CSL's `title`
    Title,
    /// CSL's `capitalize-first`
    First,
    /// CSL's `capitalize-all`
    All,
}

const CASES: [Case; 4] = [Case::Own, Case::Title, Case::First, Case::All];

/// Whether quotation marks are around a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoted {
    No,
    Yes,
}

/// What becomes of double quotation marks within a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// They stand as they are
    Stay,
    /// The style's own mark comes next, and decides
    Awaited,
    /// They become single ones
    Turn,
}

/// Whether letters may change their case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protection {
    /// They may
    Open,
    /// They may not
    Protected,
}

/// The language of a work, as far as capitals go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Capitals {
    /// English titles have them
    #[default]
    English,
    /// No other language's titles have
    Other,
}

/// Whether a field's text must end in [`END`].
pub(super) fn is_worded(field: &str) -> bool {
    WORDED.contains(&field) || SHORT.contains(&field)
}

/// Takes the case out of one element of a style, and puts its private character in.
pub(super) fn mark(key: &str, map: &mut Map<String, Value>) {
    let variable = map.get("@variable").and_then(Value::as_str);
    if key != "text" || variable.is_none() {
        return;
    }
    let worded = variable.is_some_and(|name| WORDED.contains(&name));
    let case = match map.get("@text-case").and_then(Value::as_str) {
        None => Case::Own,
        Some("title") => Case::Title,
        // What changes the first word only needs no end.
        Some("capitalize-first") => Case::First,
        Some("capitalize-all") => Case::All,
        Some(_) => return,
    };
    if !worded && case != Case::First {
        return;
    }
    let quoted = if map.get("@quotes") == Some(&Value::Bool(true)) { Quoted::Yes } else { Quoted::No };
    if case == Case::Own && quoted == Quoted::No {
        return;
    }
    map.remove("@text-case");
    let mut prefix = map.get("@prefix").and_then(Value::as_str).unwrap_or_default().to_owned();
    prefix.extend(opening(case, quoted));
    map.insert("@prefix".to_owned(), json!(prefix));
}

fn opening(case: Case, quoted: Quoted) -> Option<char> {
    let case = CASES.iter().position(|known| *known == case)?;
    char::from_u32(FIRST_OPENING + u32::try_from(case).ok()? * 2 + u32::from(quoted == Quoted::Yes))
}

fn opened(c: char) -> Option<(Case, Quoted)> {
    let code = u32::from(c).checked_sub(FIRST_OPENING)?;
    let case = *CASES.get(usize::try_from(code / 2).ok()?)?;
    Some((case, if code % 2 == 1 { Quoted::Yes } else { Quoted::No }))
}

/// Where in a sentence a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// First of all
    First,
    /// Behind a full stop or colon with a space
    Start,
    /// Right behind a mark that ends a sentence
    Ended,
    /// In the middle of a word
    Word,
    /// Anywhere else
    Within,
}

/// Writes printed texts in their case, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Caser {
    capitals: Capitals,
    field: Option<(Case, Marks)>,
    place: Place,
    /// Where in the text at hand the last word stands, if it was left small
    small: Option<usize>,
}

impl Caser {
    /// For a work.
    pub(super) fn new(capitals: Capitals) -> Self {
        Self { capitals, field: None, place: Place::First, small: None }
    }

    /// The next text in its case, without the private characters.
    pub(super) fn write(&mut self, text: &str, protection: Protection, out: &mut String) {
        let mut rest = text;
        if out.is_empty() {
            // What was written before stands elsewhere by now.
            self.small = None;
        }
        while let Some(c) = rest.chars().next() {
            if let Some((case, quoted)) = opened(c) {
                let marks = if quoted == Quoted::Yes { Marks::Awaited } else { Marks::Stay };
                (self.field, self.place) = (Some((case, marks)), Place::First);
            } else if c == END {
                self.field = None;
                self.last_word(out);
            }
            let private = opened(c).is_some() || c == END;
            let from = if private { c.len_utf8() } else { 0 };
            let next =
                rest[from..].find(|c| opened(c).is_some() || c == END).map_or(rest.len(), |at| from + at);
            match self.field {
                Some((case, _)) => self.cased(&rest[from..next], case, protection, out),
                None => out.push_str(&rest[from..next]),
            }
            rest = &rest[next..];
        }
    }

    fn cased(&mut self, text: &str, case: Case, protection: Protection, out: &mut String) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let end = word_end(rest);
            if end == 0 {
                self.place = behind(self.place, c);
                out.push(self.quotation(c));
                rest = &rest[c.len_utf8()..];
                continue;
            }
            let (word, behind) = rest.split_at(end);
            let free = protection == Protection::Open && self.place != Place::Word;
            if free {
                self.word(word, case, out);
            } else {
                self.small = None;
                out.push_str(word);
            }
            self.place = Place::Word;
            rest = behind;
        }
    }

    /// CSL 1.0.2, “Title case conversion”: the last word is not written small, whatever it is.
    fn last_word(&mut self, out: &mut String) {
        let Some((at, tail)) = self.small.take().and_then(|at| Some((at, out.get(at..)?.to_owned()))) else {
            return;
        };
        out.truncate(at);
        let mut letters = tail.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }

    /// CSL 1.0.2, “Quotes”: marks within marks are of the other kind.
    fn quotation(&mut self, c: char) -> char {
        let Some((_, marks)) = &mut self.field else { return c };
        match (*marks, c) {
            (Marks::Awaited, c) => {
                *marks = if c == '“' { Marks::Turn } else { Marks::Stay };
                c
            }
            (Marks::Turn, '“') => '‘',
            (Marks::Turn, '”') => '’',
            (_, c) => c,
        }
    }

    fn word(&mut self, word: &str, case: Case, out: &mut String) {
        self.small = None;
        let first = self.place == Place::First;
        let starts = first || self.place == Place::Start;
        let capital = match case {
            Case::Own => false,
            Case::First => first,
            Case::All => true,
            Case::Title if self.capitals == Capitals::Other => false,
            Case::Title if starts => true,
            Case::Title if is_small(word) => {
                if word.chars().nth(1).is_some() {
                    self.small = Some(out.len());
                }
                return out.push_str(word);
            }
            // Lone letters are signs: “in r”, “2,600 y ago”, “x-ray”.
            Case::Title => word.chars().take_while(|c| c.is_alphanumeric()).nth(1).is_some(),
        };
        let mut letters = word.chars();
        if !capital || word.contains(char::is_uppercase) {
            return out.push_str(word);
        }
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
}

/// Where the word ends that a text begins with: `o’neil`, `foo.bar` and `n=5` are one.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = end > 0 && matches!(c, '’' | '\'' | '.' | '=' | '+' | '@' | '_');
        let joined = joins && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joined && !is_mark(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Whether a character is put over the letter before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

/// Whether a word is written small: one that has a capital already keeps it, as “The” of a society's name does.
fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

fn behind(place: Place, c: char) -> Place {
    match c {
        '.' | '?' | '!' | ':' => Place::Ended,
        _ if c.is_whitespace() && place == Place::Ended => Place::Start,
        '“' | '‘' | '"' | '\'' | '(' | '[' | '«' | '‹' if place != Place::Word => place,
        _ if c.is_whitespace() && matches!(place, Place::First | Place::Start) => place,
        '”' | '’' | ')' | ']' if matches!(place, Place::Ended | Place::Word) => place,
        _ => Place::Within,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(case: Case, text: &str, expected: &str) {
        check_as(Capitals::English, case, text, expected);
    }

    /// `{…}` is protected.
    fn check_as(capitals: Capitals, case: Case, text: &str, expected: &str) {
        let mut caser = Caser::new(capitals);
        let mut out = String::new();
        let opening: String = opening(case, Quoted::No).into_iter().collect();
        caser.write(&opening, Protection::Open, &mut out);
        for (n, part) in text.split(['{', '}']).enumerate() {
            let protection = if n % 2 == 1 { Protection::Protected } else { Protection::Open };
            caser.write(part, protection, &mut out);
        }
        caser.write(&format!("{END} and so on"), Protection::Open, &mut out);
        assert_eq!(out, format!("{expected} and so on"));
    }

    /// CSL 1.0.2, “Text-case”, “Title case conversion”.
    #[test]
    fn title_case_leaves_small_words_small() {
        check(Case::Title, "what we know about it, and the rest", "What We Know about It, and the Rest");
        check(Case::Title, "model selection, And more", "Model Selection, And More");
        check(Case::Title, "series D (The Statistician) of the", "Series D (The Statistician) of The");
        check(Case::Title, "what to hold on to", "What to Hold on To");
        check(Case::Title, "up-to-date well-being within", "Up-to-Date Well-Being Within");
        check(Case::Title, "the end: a start? an owl; the ass", "The End: A Start? An Owl; the Ass");
        check(
            Case::Title,
            "images (with discussion) be (re)integrated",
            "Images (with Discussion) Be (Re)integrated",
        );
    }

    #[test]
    fn title_case_leaves_names_and_signs() {
        check(Case::Title, "arXiv preprint for NumPy", "arXiv Preprint for NumPy");
        check(Case::Title, "society: series A", "Society: Series A");
        check(Case::Title, "rainforests 2,600 y ago, 14C", "Rainforests 2,600 y Ago, 14C");
        check(Case::Title, "foo.bar o’neil’s x-ray, e.g. this", "Foo.bar o’neil’s x-Ray, e.g. This");
        check(Case::Title, "in {S}tan and {the} {emcee}", "In Stan and the emcee");
        check(Case::Title, "{emcee}: the hammer", "emcee: The Hammer");
        check(Case::Title, "s/t pysal/esda", "S/t Pysal/Esda");
        check_as(
            Capitals::Other,
            Case::Title,
            "Vergangenheit und die Zukunft",
            "Vergangenheit und die Zukunft",
        );
    }

    #[test]
    fn other_cases() {
        check(Case::First, "second edition", "Second edition");
        check(Case::First, "arXiv", "arXiv");
        check(Case::First, "(éd. revue)", "(Éd. revue)");
        check(Case::All, "of the end", "Of The End");
        check(Case::Own, "of the end", "of the end");
        check(Case::Title, "", "");
    }

    /// CSL 1.0.2, “Quotes”: marks within marks are of the other kind.
    #[test]
    fn quotation_marks_turn_within_quotation_marks() {
        let mut caser = Caser::new(Capitals::English);
        let mut out = String::new();
        let opening: String = opening(Case::Title, Quoted::Yes).into_iter().collect();
        caser.write(&format!("{opening}“a “big tent”{END}” “b”"), Protection::Open, &mut out);
        caser.write(&format!("{opening}‘a “big tent”{END}’"), Protection::Open, &mut out);
        assert_eq!(out, "“A ‘Big Tent’” “b”‘A “Big Tent”’");
    }

    #[test]
    fn a_style_asks_for_cases_of_words_only() {
        let check = |element: Value, expected: &Value| {
            let Value::Object(mut map) = element else { panic!("no element") };
            mark("text", &mut map);
            assert_eq!(&Value::Object(map), expected);
        };
        let asks = json!({ "@variable": "title", "@text-case": "title", "@prefix": "(" });
        check(asks, &json!({ "@variable": "title", "@prefix": "(\u{10FF02}" }));
        for other in [
            json!({ "@variable": "title", "@text-case": "sentence" }),
            json!({ "@variable": "volume", "@text-case": "title" }),
            json!({ "@term": "in", "@text-case": "capitalize-first" }),
            json!({ "@variable": "title" }),
        ] {
            check(other.clone(), &other);
        }
    }
}
