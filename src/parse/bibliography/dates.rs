//! Dates of bibliographies: EDTF, what is easily brought into it, or words; EDTF itself is parsed in `date`.

use super::super::date;
use crate::model::code::Code;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::months::ENGLISH;
use crate::model::span::Span;
use crate::model::work::WorkDate;

const SEASONS: [(&str, u8); 5] =
    [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];

/// What a program typed as a year: a date, or else words (“2018, online”), of which a warning tells.
pub(super) fn check_year(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> WorkDate {
    let before = diagnostics.len();
    let date = check(text, span, diagnostics);
    for diagnostic in diagnostics.iter_mut().skip(before) {
        diagnostic.severity = Severity::Warning;
    }
    date
}

/// A date from its text. Words without digits and those for what is yet to appear (“forthcoming 2018”) are kept; digits that make no date are an error, and kept
/// as words, too.
pub(super) fn check(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> WorkDate {
    let text = text.trim();
    if !text.contains(|c: char| c.is_ascii_digit()) || is_awaited(text) {
        return WorkDate::Literal(text.to_owned());
    }
    let error = match date::parse(text) {
        Ok(date) => return WorkDate::Date(date),
        Err(error) => error,
    };
    if let Ok(date) = date::parse(&as_edtf(text)) {
        return WorkDate::Date(date);
    }
    let help = error.help.unwrap_or_else(|| "write it as EDTF: `2021-11`, `2019?`, `1954/1957`".to_owned());
    diagnostics.push(Diagnostic::at(Code::DateInvalid, span, error.message).help(help));
    WorkDate::Literal(text.to_owned())
}

/// Whether a work is said to appear later, whatever year is expected: “Forthcoming, 2018”.
fn is_awaited(text: &str) -> bool {
    const STATES: [&str; 9] = [
        "accepted",
        "ahead of print",
        "forthcoming",
        "in preparation",
        "in press",
        "submitted",
        "to appear",
        "under review",
        "unpublished",
    ];
    let text = text.to_lowercase();
    STATES.iter().any(|state| text.starts_with(state))
}

/// EDTF from the parts of a date.
pub(super) fn from_parts(year: i64, month: Option<u8>, day: Option<u8>) -> String {
    let mut text = match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("-{:04}", year.unsigned_abs()),
        _ => format!("Y{year}"),
    };
    if let Some(month) = month.filter(|month| *month > 0) {
        text = format!("{text}-{month:02}");
        if let Some(day) = day.filter(|day| *day > 0) {
            text = format!("{text}-{day:02}");
        }
    }
    text
}

/// The number of a month or season, by name, by abbreviation or as a number.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = word.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let season = SEASONS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    let is_month = |name: &&&str| {
        word.len() >= 3 && name.starts_with(word.as_str()) || word == "sept" && **name == "september"
    };
    let month = (1_u8..).zip(&ENGLISH).find(|(_, name)| is_month(name)).map(|(number, _)| number);
    month.or(season)
}

/// What is often typed, as EDTF: `c. 1900`, `1999--2003`, `[1950]`, `2019-05-01T10:00`.
fn as_edtf(text: &str) -> String {
    let text = text.trim_start_matches('[').trim_end_matches([']', '.']);
    for circa in ["circa ", "ca. ", "ca ", "c. ", "c."] {
        if let Some(rest) = text.strip_prefix(circa) {
            return format!("{}~", rest.trim());
        }
    }
    let is_year = |text: &&str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    for dash in ["---", "--", "–", "—", "-", " - "] {
        if let Some((from, to)) = text.split_once(dash)
            && is_year(&from.trim())
            && is_year(&to.trim())
        {
            return format!("{}/{}", from.trim(), to.trim());
        }
    }
    if let Some(year) = text.strip_suffix(['-', '–', '—']).map(|year| year.trim_end_matches(['-', ' ']))
        && is_year(&year)
    {
        return format!("{year}/..");
    }
    let is_time = |text: &str| text.contains(':') && text.starts_with(|c: char| c.is_ascii_digit());
    let day = text.split_once(['T', ' ']).filter(|(_, time)| is_time(time)).map_or(text, |(day, _)| day);
    day.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{as_edtf, from_parts, is_awaited, month};

    #[test]
    fn what_is_to_appear_has_no_date() {
        assert!(is_awaited("Forthcoming, 2018"));
        assert!(is_awaited("in press"));
        assert!(!is_awaited("2018, forthcoming"));
        assert!(!is_awaited("Foo 2018"));
    }

    #[test]
    fn parts_make_edtf() {
        assert_eq!(from_parts(2021, Some(3), Some(4)), "2021-03-04");
        assert_eq!(from_parts(44, None, Some(4)), "0044");
        assert_eq!(from_parts(-43, Some(3), None), "-0043-03");
        assert_eq!(from_parts(12345, None, None), "Y12345");
    }

    #[test]
    fn months_have_names() {
        for (word, number) in
            [("feb", 2), ("Feb.", 2), ("February", 2), ("sept", 9), ("12", 12), ("Spring", 21), ("may", 5)]
        {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["", "13", "ma", "Febtober", "x"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn habits_become_edtf() {
        assert_eq!(as_edtf("c. 1900"), "1900~");
        assert_eq!(as_edtf("1999--2003"), "1999/2003");
        assert_eq!(as_edtf("2017–"), "2017/..");
        assert_eq!(as_edtf("[1950]"), "1950");
        assert_eq!(as_edtf("2019-05-01T10:00"), "2019-05-01");
    }
}
