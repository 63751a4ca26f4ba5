//! What stands behind the year of an entry: title, journal, pages, publisher, as far as their shape is certain.

use crate::import::recognise::citations::is_publisher;

/// Where a work was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    kind: Option<&'static str>,
    /// The title
    pub(super) title: Option<String>,
    container: Option<String>,
    volume: Option<String>,
    issue: Option<String>,
    page: Option<String>,
    publisher: Option<String>,
    place: Option<String>,
    doi: Option<String>,
    url: Option<String>,
}

impl Source {
    /// The CSL type, and the fields by CSL's names.
    pub(super) fn fields(self) -> (Option<&'static str>, Vec<(&'static str, String)>) {
        let all = [
            ("title", self.title),
            ("container-title", self.container),
            ("volume", self.volume),
            ("issue", self.issue),
            ("page", self.page),
            ("publisher", self.publisher),
            ("publisher-place", self.place),
            ("DOI", self.doi),
            ("URL", self.url),
        ];
        (self.kind, all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
    }
}

/// Quotation marks and what closes them.
const QUOTES: &[(char, char)] =
    &[('“', '”'), ('‘', '’'), ('"', '"'), ('«', '»'), ('„', '“'), ('《', '》'), ('\'', '\'')];

/// Reads what stands behind a year.
pub(super) fn read(text: &str) -> Source {
    let mut source = Source { doi: doi(text), ..Source::default() };
    source.url = address(text).filter(|_| source.doi.is_none());
    let text = without_addresses(text);
    let (title, rest) = title(text);
    let Some(title) = title else { return source };
    source.title = Some(title);
    let rest = rest.trim_start_matches(['.', ',', ' ', ';', ':', '\u{a0}']).trim();
    if let Some(book) = within(rest) {
        source.kind = Some("chapter");
        chapter(book, &mut source);
    } else if !journal(rest, &mut source) {
        published(rest, &mut source);
    }
    source
}

/// The end of the first sentence: a full stop behind no abbreviation, with a space or nothing behind it.
pub(super) fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(['.', '?', '!', '。']).map(|(at, mark)| (at, mark.len())).find_map(|(at, length)| {
        let before = text.get(..at)?;
        let behind = text.get(at + length..)?;
        let word = before.rsplit([' ', '.', '-', '(']).next().unwrap_or_default();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let short = matches!(
            word.to_lowercase().as_str(),
            "vol" | "no" | "st" | "dr" | "vs" | "mr" | "mrs" | "ed" | "eds" | "al"
        );
        let ends = behind.is_empty() || behind.starts_with([' ', '\u{a0}', '”', '’', '"']) || length > 1;
        (ends && !initial && !(short && text.get(at..=at) == Some("."))).then_some(at)
    })
}

/// The title, in quotation marks or up to the first full stop, and what stands behind it.
fn title(text: &str) -> (Option<String>, &str) {
    let text = text.trim_start();
    if let Some(first) = text.chars().next()
        && let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == first)
    {
        let inner = text.get(first.len_utf8()..).unwrap_or_default();
        let end = closing(inner, *close);
        let Some((title, rest)) = end.and_then(|end| inner.split_at_checked(end)) else {
            return (None, text);
        };
        let title = title.trim_end_matches(['.', ',', ' ']).trim_start();
        return (worthy(title), rest.get(close.len_utf8()..).unwrap_or_default());
    }
    match sentence_end(text) {
        Some(end) => {
            let keep = end + text.get(end..).filter(|rest| rest.starts_with(['?', '!'])).map_or(0, |_| 1);
            let (title, rest) = text.split_at_checked(keep).unwrap_or((text, ""));
            (worthy(title), rest)
        }
        None => (None, text),
    }
}

fn worthy(title: &str) -> Option<String> {
    (title.chars().count() > 1 && title.len() < 600).then(|| title.to_owned())
}

/// The mark that closes a quotation: not an apostrophe within a word.
fn closing(text: &str, close: char) -> Option<usize> {
    text.char_indices().find_map(|(at, c)| {
        let behind = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let inner = behind.is_some_and(char::is_alphanumeric);
        (c == close && !inner).then_some(at)
    })
}

fn doi(text: &str) -> Option<String> {
    let start = text.match_indices("10.").map(|(at, _)| at).find(|at| {
        let rest = text.get(at + 3..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let before = text.get(..*at).and_then(|before| before.chars().last());
        (4..=9).contains(&digits)
            && rest.get(digits..).is_some_and(|rest| rest.starts_with('/'))
            && !before.is_some_and(char::is_alphanumeric)
    })?;
    let doi = text.get(start..)?;
    let end =
        doi.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”')).unwrap_or(doi.len());
    let doi = doi.get(..end)?.trim_end_matches(['.', ',', ';', ')', ']']);
    (doi.len() > 8).then(|| doi.to_owned())
}

fn address(text: &str) -> Option<String> {
    let start = text.find("http://").or_else(|| text.find("https://"))?;
    let start = text.find("https://").map_or(start, |other| start.min(other));
    let rest = text.get(start..)?;
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”')).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ')', ']']);
    (address.len() > 10).then(|| address.to_owned())
}

/// The text before its first address and the words that lead to it.
fn without_addresses(text: &str) -> &str {
    let mut end = text.len();
    let leads = [
        "http://",
        "https://",
        "doi:",
        "DOI:",
        "doi.org/",
        "DOI ",
        "Available at",
        "Available from",
        "Retrieved",
        "[Accessed",
        "(accessed",
        "Accessed ",
        "Verfügbar unter",
        "URL:",
        "Disponible",
        "Disponível",
        "Abgerufen",
        "[Online]",
    ];
    for lead in leads {
        if let Some(at) = text.find(lead).filter(|at| *at > 0) {
            end = end.min(at);
        }
    }
    text.get(..end).unwrap_or(text).trim_end()
}

/// What stands behind `In`: the book of a chapter.
fn within(text: &str) -> Option<&str> {
    ["In: ", "In ", "in: ", "in ", "Dans ", "En "]
        .into_iter()
        .find_map(|word| text.strip_prefix(word))
        .map(str::trim)
}

/// The book of a chapter: editors and their role, title, pages.
fn chapter(text: &str, source: &mut Source) {
    const ROLES: &[&str] =
        &["(Eds.)", "(Ed.)", "(eds.)", "(ed.)", "(eds)", "(ed)", "(Hrsg.)", "(Hg.)", "(dir.)", "(orgs.)"];
    let roles = ROLES.iter().filter_map(|role| Some((text.find(role)?, role.len())));
    let (text, certain) = match roles.min() {
        Some((at, length)) => (text.get(at + length..).unwrap_or_default(), true),
        None => (text, false),
    };
    let text = text.trim_start_matches([',', ':', '.', ' ']);
    if let Some((start, end)) = pages(text) {
        source.page = text.get(start..end).map(str::to_owned);
        let before = text
            .find(" (pp")
            .or_else(|| text.find(", pp"))
            .or_else(|| text.find(" (p."))
            .or_else(|| text.find(", S."));
        if certain && let Some(title) = before.and_then(|at| text.get(..at)) {
            let title = title.split(". ").next().unwrap_or(title);
            source.container = worthy(title.trim_end_matches(['.', ',']));
        }
    }
}

/// Behind `pp.`: the bytes of the pages.
fn pages(text: &str) -> Option<(usize, usize)> {
    let lead = ["pp. ", "pp.", "p. ", "S. ", "págs. ", "pp "];
    let start = lead.into_iter().find_map(|lead| Some(text.find(lead)? + lead.len()))?;
    let rest = text.get(start..)?;
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | 'x' | 'v' | 'i')))
        .unwrap_or(rest.len());
    (end > 0 && rest.starts_with(|c: char| c.is_ascii_digit())).then_some((start, start + end))
}

/// `Journal 12(3): 4–9`, `Journal, 12 (3), 4–9`, `Journal, vol. 12, no. 3, pp. 4–9`; tells whether it was one.
fn journal(text: &str, source: &mut Source) -> bool {
    let Some(at) = text.find(|c: char| c.is_ascii_digit()) else { return false };
    let (head, numbers) = text.split_at_checked(at).unwrap_or((text, ""));
    let name = head.trim_end_matches([' ', ',', '.', ':', '\u{a0}']);
    let labels = [", vol", " vol", ", Vol", " Vol", ", Bd", ", Jg", ", no", ", v"];
    let name = labels.into_iter().find_map(|label| name.strip_suffix(label)).unwrap_or(name);
    let words = name.split_whitespace().count();
    if name.is_empty()
        || words > 16
        || name.contains(['(', '“', '”'])
        || !name.starts_with(char::is_uppercase)
    {
        return false;
    }
    let mut numbers = Numbers { rest: numbers };
    let volume = numbers.next_number();
    let issue = numbers.in_brackets().or_else(|| {
        numbers.behind_label(&["no.", "No.", "n. ", "issue", "Iss.", "n°", "n.º", "nº", "Heft", "H."])
    });
    let page = numbers.pages();
    let (Some(volume), true) = (volume, issue.is_some() || page.is_some()) else { return false };
    if volume.len() > 4 || is_publisher(name) {
        return false;
    }
    // `May felons vote? Results of a trial. Some Journal`: the title goes on behind its question.
    let name =
        match (name.rsplit_once(". "), source.title.as_mut().filter(|title| title.ends_with(['?', '!']))) {
            (Some((more, name)), Some(title)) => {
                title.push(' ');
                title.push_str(more);
                name
            }
            _ => name,
        };
    source.kind = Some("article-journal");
    source.container = Some(name.trim_end_matches([',', '.']).to_owned());
    (source.volume, source.issue, source.page) = (Some(volume), issue, page);
    true
}

/// Goes over the numbers behind a journal's name.
struct Numbers<'a> {
    rest: &'a str,
}

impl Numbers<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', ',', '\u{a0}', '.', ';']);
    }

    fn next_number(&mut self) -> Option<String> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (!number.is_empty()).then(|| number.to_owned())
    }

    fn in_brackets(&mut self) -> Option<String> {
        let inner = self.rest.trim_start().strip_prefix('(')?;
        let (issue, rest) = inner.split_once(')')?;
        let short = issue.len() <= 12
            && issue.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | ' ' | '.'));
        let year =
            issue.len() == 4 && issue.starts_with(['1', '2']) && issue.bytes().all(|b| b.is_ascii_digit());
        self.rest = rest;
        (short && !issue.is_empty() && !year).then(|| issue.to_owned())
    }

    fn behind_label(&mut self, labels: &[&str]) -> Option<String> {
        self.skip();
        let rest = labels.iter().find_map(|label| self.rest.strip_prefix(label))?;
        self.rest = rest.trim_start();
        self.next_number()
    }

    fn pages(&mut self) -> Option<String> {
        for label in ["pp. ", "pp.", "p. ", "p.", "S. ", "S.", "pp ", "págs. "] {
            if let Some(at) = self.rest.find(label).filter(|at| *at < 20) {
                self.rest = self.rest.get(at + label.len()..)?;
                return self.range();
            }
        }
        self.rest = self.rest.trim_start_matches([' ', ',', ':', '.', ';', '\u{a0}']);
        self.range()
    }

    fn range(&self) -> Option<String> {
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '—');
        let end = self.rest.find(|c| !part(c)).unwrap_or(self.rest.len());
        let pages = self.rest.get(..end)?.trim_end_matches(['-', '–', '—']);
        let begins = pages.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'e' | 'S' | 'A'));
        (begins && pages.contains(|c: char| c.is_ascii_digit())).then(|| pages.to_owned())
    }
}

/// `London: Verso.`, `Oxford University Press.`
fn published(text: &str, source: &mut Source) {
    let text = text.trim_end_matches(['.', ' ']);
    // `London: Pion, 1981`: the year stands at the end where it does not follow the names.
    let text = match text.rsplit_once(", ") {
        Some((before, year)) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => text,
    };
    let (place, publisher) = match text.split_once(": ") {
        Some((place, publisher)) => (Some(place), publisher),
        None => (None, text),
    };
    let short = |words: &str| words.split_whitespace().count() <= 6 && words.starts_with(char::is_uppercase);
    let plain = !publisher.contains([':', '(', '“', '.']) && short(publisher);
    let certain = match place {
        Some(place) => short(place) && !place.contains(['.', '(']) && plain,
        None => plain && is_publisher(publisher),
    };
    if certain {
        source.kind = Some("book");
        source.publisher = Some(publisher.to_owned());
        source.place = place.map(str::to_owned);
    }
}
