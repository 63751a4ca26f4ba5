//! What a date that is not EDTF most likely means; only what can be meant in one way is proposed.

use edtf_core::Edtf;

use crate::model::months::ENGLISH;

/// The EDTF form of a text, where it is certain.
pub(super) fn propose(text: &str) -> Option<String> {
    let text = text.trim();
    let whole = single(text).or_else(|| from_to(text));
    whole.filter(|edtf| edtf != text && Edtf::parse(edtf).is_ok())
}

/// The EDTF form of words that people use for dates; `None` for spellings of older drafts and for digits alone.
pub(super) fn friendly(text: &str) -> Option<String> {
    let worded = text.chars().any(|c| c.is_alphabetic() || matches!(c, '–' | '—'));
    let old = old_draft(text).is_some_and(|edtf| Edtf::parse(&edtf).is_ok());
    if worded && !old { propose(text) } else { None }
}

/// One date.
fn single(text: &str) -> Option<String> {
    let readings =
        [plain, masked_before, old_draft, decorated, numeric, worded, span_of_years, part_of_span, era];
    readings.iter().filter_map(|reading| reading(text)).find(|edtf| Edtf::parse(edtf).is_ok())
}

/// EDTF but for white space.
fn plain(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Edtf::parse(&compact).is_ok().then_some(compact)
}

/// “-03XX”, one of a hundred years before the era: said as a set, since the specification masks years of the era alone.
fn masked_before(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-')?;
    let known = digits.trim_end_matches('X');
    let masked = (1..4).contains(&known.len()) && digits.len() == 4;
    if !masked || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(format!("[-{}..-{}]", digits.replace('X', "9"), digits.replace('X', "0")))
}

/// Spellings of the EDTF drafts before 2019, and slips of case.
fn old_draft(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !compact.is_ascii() {
        return None;
    }
    let ends: Vec<String> = compact.split('/').map(old_endpoint).collect();
    // A reversed interval is one of these slips, too.
    match ends.as_slice() {
        [start, end] if Edtf::parse(&compact).is_err_and(|e| e.message.contains("precedes")) => {
            Some(format!("{end}/{start}"))
        }
        _ => Some(ends.join("/")),
    }
}

fn old_endpoint(text: &str) -> String {
    match text {
        "unknown" | "Unknown" => String::new(),
        "open" | "Open" | "now" | "present" => "..".to_owned(),
        _ => text
            .replace("?~", "%")
            .replace("~?", "%")
            .chars()
            .map(|c| match c {
                'u' | 'U' | 'x' => 'X',
                'y' | 'e' | 's' => c.to_ascii_uppercase(),
                _ => c,
            })
            .collect(),
    }
}

/// “c. 1850”, “perhaps 1850”, “(1850)”.
fn decorated(text: &str) -> Option<String> {
    const ABOUT: [&str; 9] = ["circa", "about", "around", "approximately", "approx.", "ca.", "ca", "c.", "c"];
    const PERHAPS: [&str; 3] = ["probably", "perhaps", "possibly"];
    let lower = text.to_lowercase();
    let after = |words: &[&str]| {
        words.iter().find_map(|word| {
            let rest = lower.strip_prefix(word)?;
            let sound = word.ends_with('.') || rest.starts_with([' ', '1', '2']);
            sound.then(|| rest.trim_start().to_owned())
        })
    };
    let (rest, mark) =
        after(&ABOUT).map(|rest| (rest, '~')).or_else(|| after(&PERHAPS).map(|rest| (rest, '?')))?;
    let date = undecorated(&rest)?;
    Some(format!("{date}{mark}"))
}

fn undecorated(text: &str) -> Option<String> {
    let readings = [plain, numeric, worded, span_of_years, part_of_span, era];
    readings.iter().filter_map(|reading| reading(text)).find(|edtf| Edtf::parse(edtf).is_ok())
}

/// “2019-3-26”, “2019/03/26”, “26.3.2019”, “20190326”, “850”, “2019年3月26日”.
fn numeric(text: &str) -> Option<String> {
    let text = text.replace(['年', '月'], "-").replace('日', "");
    let text = text.trim_end_matches('-');
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?));
    }
    let fields: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let numbers: Option<Vec<u16>> = fields.iter().map(|field| short_number(field)).collect();
    match (numbers?.as_slice(), fields.as_slice()) {
        ([year], [_]) if *year > 0 => Some(format!("{year:04}")),
        ([year, month], [first, _]) if first.len() == 4 && *month <= 12 => Some(format!("{year}-{month:02}")),
        ([month, year], [_, last]) if last.len() == 4 => Some(format!("{year}-{month:02}")),
        ([year, month, day], [first, ..]) if first.len() == 4 => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        // Day and month in either order: certain only where one of them cannot be a month, or both are the same.
        ([first, second, year], [.., last]) if last.len() == 4 => match (*first > 12, *second > 12) {
            (true, false) => Some(format!("{year:04}-{second:02}-{first:02}")),
            (false, true) => Some(format!("{year:04}-{first:02}-{second:02}")),
            _ if first == second => Some(format!("{year:04}-{first:02}-{second:02}")),
            _ => None,
        },
        _ => None,
    }
}

fn short_number(field: &str) -> Option<u16> {
    let digits = (1..=4).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| field.parse().ok()).flatten()
}

/// “March 2011”, “26 March 2019”, “Mar. 26th, 2019”, “spring 2001”.
fn worded(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty() && *word != "of").collect();
    let year = |word: &str| (word.len() == 4).then(|| short_number(word)).flatten();
    match words.as_slice() {
        [name, last] => {
            let part = month(name).or_else(|| season(name))?;
            Some(format!("{:04}-{part:02}", year(last)?))
        }
        [first, second, last] => {
            let (day, name) = month(second).map_or((second, first), |_| (first, second));
            let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
            Some(format!("{:04}-{:02}-{:02}", year(last)?, month(name)?, short_number(day)?))
        }
        _ => None,
    }
}

fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let named = |name: &&str| name == &word || word.len() >= 3 && name.starts_with(word) && word.len() <= 4;
    ENGLISH.iter().position(named).map(|n| n + 1)
}

fn season(word: &str) -> Option<usize> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}

/// “1850s”, “the 1850s”, “19th century”.
fn span_of_years(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let text = lower.strip_prefix("the ").unwrap_or(&lower).trim();
    if let Some(decade) = text.strip_suffix("s").map(|rest| rest.trim_end_matches(['\'', '’'])) {
        let tens = decade.strip_suffix('0').filter(|tens| tens.len() == 3 && short_number(tens).is_some())?;
        // “1800s” may be ten years or a hundred.
        return (!tens.ends_with('0')).then(|| format!("{tens}X"));
    }
    let century = text.strip_suffix(" century")?;
    let number = short_number(century.trim_end_matches(|c: char| c.is_ascii_alphabetic()))?;
    (1..=99).contains(&number).then(|| format!("{:02}XX", number - 1))
}

/// “early 1960s”, “mid-2019”, “the late 19th century”: a third of the time, about, where it borders on the others.
fn part_of_span(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let text = lower.strip_prefix("the ").unwrap_or(&lower);
    let parts = ["early", "mid", "middle", "late"];
    let (part, rest) = parts.iter().find_map(|part| {
        let rest = text.strip_prefix(part)?.strip_prefix([' ', '-', '–'])?;
        Some((*part, rest.strip_prefix("of ").unwrap_or(rest).trim()))
    })?;
    let of = |ends: [String; 6]| {
        let [first, to, from, until, since, last] = ends;
        match part {
            "early" => format!("{first}/{to}~"),
            "late" => format!("{since}~/{last}"),
            _ => format!("{from}~/{until}~"),
        }
    };
    if rest.len() == 4 && short_number(rest).is_some() {
        return Some(of(["01", "04", "05", "08", "09", "12"].map(|month| format!("{rest}-{month}"))));
    }
    let span = span_of_years(rest)?;
    match (span.strip_suffix("XX"), span.strip_suffix('X')) {
        (Some(century), _) => Some(of(["00", "33", "34", "66", "67", "99"].map(|n| format!("{century}{n}")))),
        (_, Some(decade)) => Some(of(["0", "3", "4", "6", "7", "9"].map(|n| format!("{decade}{n}")))),
        _ => None,
    }
}

/// “44 BC”, “AD 79”.
fn era(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace('.', "");
    for mark in ["bce", "bc"] {
        if let Some(year) = lower.strip_suffix(mark) {
            // Year 0 is 1 BC.
            let before = short_number(year.trim())?.checked_sub(1)?;
            return Some(if before == 0 { "0000".to_owned() } else { format!("-{before:04}") });
        }
    }
    let year = ["ad ", "ce "].iter().find_map(|mark| lower.strip_prefix(mark));
    let year = year.or_else(|| [" ad", " ce"].iter().find_map(|mark| lower.strip_suffix(mark)))?;
    Some(format!("{:04}", short_number(year.trim())?))
}

/// “1954–1957”, “1954-1957”, “March 2011 to May 2012”, “1990-95”, “2001–present”, “since 2001”.
fn from_to(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some(start) = lower.strip_prefix("since ").or_else(|| lower.strip_suffix(['–', '—', '-'])) {
        return Some(format!("{}/..", single(start.trim())?));
    }
    if let Some(end) = lower.strip_prefix("until ") {
        return Some(format!("../{}", single(end.trim())?));
    }
    let lower = lower.strip_prefix("from ").or_else(|| lower.strip_prefix("between ")).unwrap_or(&lower);
    let (start, end) = [" to ", " until ", " and ", "–", "—", " - ", "/", "-"]
        .iter()
        .find_map(|mark| lower.split_once(mark))?;
    let (start, end) = (start.trim(), end.trim());
    // A number of one or two digits is a day or a month, not where an interval begins.
    if start.len() < 3 || end.contains('/') {
        return None;
    }
    let start_date = single(start)?;
    if matches!(end, "present" | "now" | "today" | "") {
        return Some(format!("{start_date}/.."));
    }
    // “1990–95”: the end borrows its century.
    let short = end.len() == 2 && short_number(end).is_some() && start.len() == 4;
    let end = if short { format!("{}{end}", start.get(..2)?) } else { end.to_owned() };
    Some(format!("{start_date}/{}", single(&end)?))
}
