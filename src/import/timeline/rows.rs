//! The events of a table’s rows; what is wrong in one row is told, and leaves the others alone.

use std::collections::BTreeSet;

use super::cells::Row;
use super::columns::{Columns, Plain, TimelineJs};
use super::{Entry, ReadDate, html};
use crate::model::code::Code;
use crate::model::date::{Date, Day};
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;

/// An id that is made up is not longer than so many bytes, the year apart.
const LONGEST_ID: usize = 40;

/// The events of all rows.
pub(super) fn events(
    rows: impl Iterator<Item = Row>,
    columns: &Columns,
    file: FileId,
    known: &BTreeSet<String>,
    date: ReadDate<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let mut reader = Reader { file, date, taken: known.clone(), told: BTreeSet::new(), diagnostics };
    let mut found = Vec::new();
    for row in rows {
        let event = match columns {
            Columns::TimelineJs(columns) => reader.timeline_js(&row, columns),
            Columns::Plain(columns) => reader.plain(&row, columns),
        };
        found.extend(event);
    }
    found
}

struct Reader<'a> {
    file: FileId,
    date: ReadDate<'a>,
    taken: BTreeSet<String>,
    /// The columns of which it was told that they are left out
    told: BTreeSet<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn plain(&mut self, row: &Row, columns: &Plain) -> Option<Entry> {
        let title = html::plain(row.text(columns.title));
        let date = self.plain_date(row, columns)?;
        if title.is_empty() {
            return self.no_title(row, columns.title);
        }
        let id = self.id(row, columns.id, &title, &date)?;
        let one = |column| {
            let text = row.text(column).split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(text)
        };
        Some(Entry {
            id,
            place: row.span(columns.id.or(columns.title), self.file),
            date: date.edtf,
            title,
            text: row.text(columns.text).to_owned(),
            kind: one(columns.kind),
            tags: split(row.text(columns.tags), &[';', '|', ',', '\n']),
            place_name: one(columns.place),
            people: split(row.text(columns.people), &[';', '|', ',', '\n']),
            sources: self.sources(row, columns.sources),
        })
    }

    fn timeline_js(&mut self, row: &Row, columns: &TimelineJs) -> Option<Entry> {
        let kind = row.text(columns.kind).to_lowercase();
        if kind == "title" {
            let message = "a row of the type `title` is no event, and is left out";
            self.warn(row, columns.kind, message, "the reader’s own title is in `site.toml`");
            return None;
        }
        let date = self.timeline_js_date(row, columns)?;
        let title = html::plain(row.text(columns.headline));
        if title.is_empty() {
            return self.no_title(row, columns.headline);
        }
        for column in &columns.left_out {
            if !row.text(Some(*column)).is_empty() && self.told.insert(*column) {
                let help = "what stands in it, here and below, has no place on a timeline";
                self.warn(row, Some(*column), "this column is left out", help);
            }
        }
        let group = html::plain(row.text(columns.group));
        let id = self.id(row, None, &title, &date)?;
        Some(Entry {
            id,
            place: row.span(columns.headline, self.file),
            date: date.edtf,
            title,
            text: self.told_with_media(row, columns),
            kind: if group.is_empty() { (kind == "era").then_some(kind) } else { Some(group) },
            tags: Vec::new(),
            place_name: None,
            people: Vec::new(),
            sources: Vec::new(),
        })
    }

    fn plain_date(&mut self, row: &Row, columns: &Plain) -> Option<Date> {
        let first = self.read_date(row, columns.date, row.text(columns.date))?;
        let end = row.text(columns.end);
        if end.is_empty() {
            return Some(first);
        }
        let last = self.read_date(row, columns.end, end)?;
        self.span(row, columns.end, first, &last)
    }

    /// The date of TimelineJS’s columns, or that of its words, where they say the same with less or more certainty.
    fn timeline_js_date(&mut self, row: &Row, columns: &TimelineJs) -> Option<Date> {
        let start = self.moment(row, columns.start)?;
        let mut date = start;
        if columns.end.iter().take(3).any(|column| !row.text(*column).is_empty()) {
            let last = self.moment(row, columns.end)?;
            date = self.span(row, columns.end[0], date, &last)?;
        }
        let words = html::plain(row.text(columns.display));
        if words.is_empty() {
            return Some(date);
        }
        match (self.date)(&words) {
            Ok(said)
                if said.earliest >= date.earliest && said.latest <= date.latest && said.latest.is_some() =>
            {
                Some(said)
            }
            _ => {
                let message = format!("the words `{words}` are left out; the date is `{}`", date.edtf);
                let help = "postil words dates itself, from EDTF: `1850~` is “about 1850”";
                self.warn(row, columns.display, &message, help);
                Some(date)
            }
        }
    }

    fn span(&mut self, row: &Row, column: Option<usize>, first: Date, last: &Date) -> Option<Date> {
        let day = |date: &Date| (date.earliest, date.latest);
        if day(&first) == day(last) {
            return Some(first);
        }
        // An interval's end has no hour.
        let plain = |date: &Date| date.edtf.split('T').next().unwrap_or_default().to_owned();
        self.read_date(row, column, &format!("{}/{}", plain(&first), plain(last)))
    }

    /// A date of four columns: year, month, day, time.
    fn moment(&mut self, row: &Row, columns: [Option<usize>; 4]) -> Option<Date> {
        let [year, month, day, time] = columns.map(|column| row.text(column));
        if year.is_empty() {
            let message = "the row has no year, and is left out";
            let help = "TimelineJS needs a year at the least; postil as well";
            return self.refuse(Code::DateInvalid, row, columns[0], message, Some(help.to_owned()));
        }
        let Some(counted) = year_of(year) else {
            let message = format!("`{year}` is not a year");
            return self.refuse(
                Code::DateInvalid,
                row,
                columns[0],
                &message,
                Some("write it in digits".to_owned()),
            );
        };
        if month.is_empty() && !day.is_empty() {
            self.warn(row, columns[2], "a day without its month is left out", "write the month, too");
        }
        if month.is_empty() {
            return self.read_date(row, columns[0], &counted);
        }
        if let Ok(number) = month.parse::<u8>() {
            let date = format!("{counted}-{number:02}");
            if day.is_empty() {
                return self.read_date(row, columns[1], &date);
            }
            let Ok(number) = day.parse::<u8>() else {
                let message = format!("`{day}` is not a day");
                return self.refuse(Code::DateInvalid, row, columns[2], &message, None);
            };
            let date = format!("{date}-{number:02}");
            return match clock(time) {
                Some(clock) if columns[3].is_some() => {
                    self.read_date(row, columns[2], &format!("{date}T{clock}"))
                }
                _ => self.read_date(row, columns[2], &date),
            };
        }
        // A month by its name.
        self.read_date(row, columns[1], format!("{day} {month} {year}").trim())
    }

    fn read_date(&mut self, row: &Row, column: Option<usize>, text: &str) -> Option<Date> {
        match (self.date)(text) {
            Ok(date) => Some(date),
            Err((message, help)) => self.refuse(Code::DateInvalid, row, column, &message, help),
        }
    }

    fn no_title(&mut self, row: &Row, column: Option<usize>) -> Option<Entry> {
        let help = "say in a few words what happened".to_owned();
        self.refuse(Code::TableCell, row, column, "the row has no title, and is left out", Some(help))
    }

    /// The id that the row gives, or one made of title and year.
    fn id(&mut self, row: &Row, column: Option<usize>, title: &str, date: &Date) -> Option<String> {
        let typed = row.text(column);
        let id = slug(typed);
        if id.is_empty() {
            return Some(self.made_up(title, date));
        }
        if id != typed {
            let message = format!("the id `{typed}` is written `{id}`");
            self.warn(row, column, &message, "ids are of letters, digits, `-` and `_`, without spaces");
        }
        if self.taken.insert(id.clone()) {
            return Some(id);
        }
        let message = format!("there is an event `{id}` already; the row is left out");
        self.refuse(Code::IdDuplicate, row, column, &message, Some("give one of them another id".to_owned()))
    }

    fn made_up(&mut self, title: &str, date: &Date) -> String {
        let year =
            date.earliest.or(date.latest).map_or_else(String::new, |Day { year, .. }| format!("-{year}"));
        let words = slug(title);
        let cut = (0..=LONGEST_ID.min(words.len())).rev().find(|at| words.is_char_boundary(*at)).unwrap_or(0);
        let words = words.get(..cut).unwrap_or_default().trim_end_matches('-');
        let base = if words.is_empty() { format!("event{year}") } else { format!("{words}{year}") };
        let mut id = base.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }

    fn sources(&mut self, row: &Row, column: Option<usize>) -> Vec<String> {
        let all = split(row.text(column), &[';', '|', '\n']);
        let (sound, other): (Vec<_>, Vec<_>) = all.into_iter().partition(|source| source.contains('@'));
        if let Some(first) = other.first() {
            let message = format!("the source `{first}` cites no work, and is left out");
            self.warn(
                row,
                column,
                &message,
                "a source is a citation of a work in the bibliography: `@key, p. 3`",
            );
        }
        sound
    }

    /// The text, with the medium as a link after it: events show no pictures of their own.
    fn told_with_media(&mut self, row: &Row, columns: &TimelineJs) -> String {
        let mut text = html::markdown(row.text(columns.text));
        let [media, credit, caption] = columns.media.map(|column| row.text(column));
        if media.is_empty() {
            return text;
        }
        let Some(address) = html::web(media) else {
            let message = "the medium has no address on the web, and is left out";
            self.warn(row, columns.media[0], message, "link it in the event’s text, or cite it");
            return text;
        };
        let words = [caption, credit].map(html::markdown).into_iter().filter(|words| !words.is_empty());
        let words = words.map(|words| words.replace('\n', " ")).collect::<Vec<_>>().join(". ");
        let words = if words.is_empty() || words.contains("](") { "Medium".to_owned() } else { words };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.extend(["[", &words, "](", &address, ")"]);
        text
    }

    fn warn(&mut self, row: &Row, column: Option<usize>, message: &str, help: &str) {
        let span = row.span(column, self.file);
        self.diagnostics.push(Diagnostic::at(Code::TableCell, span, message).help(help));
    }

    /// Tells why a row is left out.
    fn refuse<T>(
        &mut self,
        code: Code,
        row: &Row,
        column: Option<usize>,
        message: &str,
        help: Option<String>,
    ) -> Option<T> {
        let span = row.span(column, self.file);
        self.diagnostics.push(Diagnostic::at(code, span, message).help_if(help));
        None
    }
}

/// A year as EDTF writes it; -44 is 44 BCE, as TimelineJS prints it.
fn year_of(typed: &str) -> Option<String> {
    let number: i64 = typed.replace(['−', '–'], "-").parse().ok()?;
    let year = if number < 0 { number + 1 } else { number };
    Some(match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", year.unsigned_abs()),
        _ => format!("Y{year}"),
    })
}

/// “14:30”, “14:30:05”, “2:30 pm” as EDTF writes it.
fn clock(typed: &str) -> Option<String> {
    let lower = typed.trim().to_lowercase();
    let (numbers, afternoon) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(rest), _) => (rest.trim(), Some(true)),
        (_, Some(rest)) => (rest.trim(), Some(false)),
        _ => (lower.as_str(), None),
    };
    let parts: Option<Vec<u8>> = numbers.split(':').map(|part| part.trim().parse().ok()).collect();
    let (hour, minute, second) = match parts?.as_slice() {
        [hour] if afternoon.is_some() => (*hour, 0, 0),
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

/// Letters and digits of any script in lower case, with `-` between words.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric() || *c == '_'));
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '’' | '\'' | '.') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

fn split(text: &str, marks: &[char]) -> Vec<String> {
    let parts = text.split(marks).map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.filter(|part| !part.is_empty()).collect()
}
