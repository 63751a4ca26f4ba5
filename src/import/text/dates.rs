//! Dates as people write them in several languages → EDTF; intervals and doubts are left to the person who reads the result.

use std::ops::Range;

use crate::model::months;

/// The first date in a text: as EDTF, and where it stands.
pub(in crate::import) fn date(text: &str) -> Option<(String, Range<usize>)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let window = tokens.get(at..tokens.len().min(at + 6))?;
        let (edtf, length) = read(window)?;
        // `1950s` is no year.
        if window.get(length).is_some_and(|next| next.gap.is_empty() && next.text.is_ascii()) {
            return None;
        }
        let end = window.get(length.checked_sub(1)?)?.range.end;
        Some((edtf, window.first()?.range.start..end))
    })
}

/// Whether a text is nothing but a date, a day of the week or a time of day apart.
pub(in crate::import) fn is_date(text: &str) -> bool {
    let Some((_, range)) = date(text) else {
        return false;
    };
    let rest = format!("{} {}", text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    rest.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2).count() <= 2
        && rest.len() < 30
}

struct Token<'t> {
    text: &'t str,
    range: Range<usize>,
    /// What stands between it and the one before
    gap: &'t str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start: Option<(usize, bool)> = None;
    let mut last_end = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let kind = c.is_alphanumeric().then(|| c.is_ascii_digit());
        let kind = kind.filter(|_| at < text.len());
        if let Some((begin, _)) = start.filter(|(_, digits)| kind != Some(*digits)) {
            let gap = text.get(last_end..begin).unwrap_or("");
            tokens.push(Token { text: text.get(begin..at).unwrap_or(""), range: begin..at, gap });
            (last_end, start) = (at, None);
        }
        if let (None, Some(digits)) = (start, kind) {
            start = Some((at, digits));
        }
    }
    tokens
}

fn number(token: &Token<'_>, digits: Range<usize>) -> Option<u32> {
    digits.contains(&token.text.len()).then(|| token.text.parse().ok()).flatten()
}

fn year(token: &Token<'_>) -> Option<u32> {
    number(token, 4..5).filter(|year| (1400..2100).contains(year))
}

fn day(token: &Token<'_>) -> Option<u32> {
    number(token, 1..3).filter(|day| (1..=31).contains(day))
}

fn month_number(token: &Token<'_>) -> Option<u32> {
    number(token, 1..3).filter(|month| (1..=12).contains(month))
}

fn month(token: &Token<'_>) -> Option<u32> {
    months::month(&token.text.to_lowercase()).map(u32::from)
}

fn is_filler(token: &Token<'_>) -> bool {
    matches!(token.text, "de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er" | "º" | "do")
}

/// A date at the beginning of the tokens, and how many of them it takes.
fn read(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    numeric(tokens).or_else(|| in_words(tokens))
}

/// `2021-11-15`, `15.11.2021`, `2021年11月15日`.
fn numeric(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    if let [y, sign_y, m, sign_m, rest @ ..] = tokens
        && sign_y.text.starts_with('年')
        && sign_m.text.starts_with('月')
    {
        let (year, month) = (year(y)?, month_number(m)?);
        return Some(match rest.first().and_then(day) {
            Some(day) => (format!("{year:04}-{month:02}-{day:02}"), 5),
            None => (format!("{year:04}-{month:02}"), 4),
        });
    }
    let [a, b, c, ..] = tokens else {
        return None;
    };
    let same = b.gap == c.gap && matches!(b.gap.trim(), "-" | "/" | "." | "–");
    if !same {
        return None;
    }
    if let (Some(year), Some(month), Some(day)) = (year(a), month_number(b), day(c)) {
        return Some((format!("{year:04}-{month:02}-{day:02}"), 3));
    }
    let year = year(c)?;
    let (first, second) = (day(a)?, day(b)?);
    match (first, second) {
        _ if b.gap.trim() == "." && second <= 12 => Some((format!("{year:04}-{second:02}-{first:02}"), 3)),
        (13.., 1..=12) => Some((format!("{year:04}-{second:02}-{first:02}"), 3)),
        (1..=12, 13..) => Some((format!("{year:04}-{first:02}-{second:02}"), 3)),
        _ if first == second => Some((format!("{year:04}-{first:02}-{second:02}"), 3)),
        // Which of the two is the month cannot be told.
        _ => Some((format!("{year:04}"), 3)),
    }
}

/// `November 15, 2021`, `15 November 2021`, `15 de noviembre de 2021`, `November 2021`.
fn in_words(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    let plain: Vec<(usize, &Token<'_>)> =
        tokens.iter().enumerate().filter(|(_, token)| !is_filler(token)).collect();
    let near = |index: usize| plain.get(index).is_some_and(|(_, token)| token.gap.trim().len() <= 2);
    let [(first, a), (second, b), ..] = plain[..] else {
        return None;
    };
    if first != 0 || !near(1) {
        return None;
    }
    let third = plain.get(2).filter(|_| near(2)).copied();
    if let (Some(month), Some(day), Some((end, year))) =
        (month(a), day(b), third.and_then(|(at, c)| Some((at, year(c)?))))
    {
        return Some((format!("{year:04}-{month:02}-{day:02}"), end + 1));
    }
    if let (Some(day), Some(month), Some((end, year))) =
        (day(a), month(b), third.and_then(|(at, c)| Some((at, year(c)?))))
    {
        return Some((format!("{year:04}-{month:02}-{day:02}"), end + 1));
    }
    let (month, year) = (month(a)?, year(b)?);
    Some((format!("{year:04}-{month:02}"), second + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let check = |text: &str, edtf: &str| {
            assert_eq!(date(text).map(|(edtf, _)| edtf).as_deref(), Some(edtf), "{text}");
        };
        check("Monday, June 24, 2024", "2024-06-24");
        check("November 15, 2021/ USA", "2021-11-15");
        check("published on 26 March 2019.", "2019-03-26");
        check("15 de noviembre de 2021", "2021-11-15");
        check("1er juillet 2019", "2019-07-01");
        check("3. März 2020", "2020-03-03");
        check("2020-05-12", "2020-05-12");
        check("15.11.2021", "2021-11-15");
        check("25/12/2020", "2020-12-25");
        check("3/4/2020", "2020");
        check("2021年11月15日", "2021-11-15");
        check("2021年11月", "2021-11");
        check("March 2019", "2019-03");
    }

    #[test]
    fn other_numbers_are_none() {
        for text in ["", "12", "1.5 and 2.5", "2020", "the march of 1950s", "page 12, 2020", "99/99/2020"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(is_date("Monday, June 24, 2024"));
        assert!(!is_date("In June 2024 the ministers met again"));
    }

    #[test]
    fn the_place_is_told() {
        assert_eq!(date("on 26 March 2019.").map(|(_, range)| range), Some(3..16));
    }
}
