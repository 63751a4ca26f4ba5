//! What the columns of a table hold, by their names; two forms of table are known.

use super::cells::Row;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::nearest::{did_you_mean, nearest};

/// The columns of a table: where each stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    /// TimelineJS's spreadsheet
    TimelineJs(TimelineJs),
    /// A plain table
    Plain(Plain),
}

/// The columns of TimelineJS's spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TimelineJs {
    /// Year, month, day, time
    pub(super) start: [Option<usize>; 4],
    /// The same of the end
    pub(super) end: [Option<usize>; 4],
    /// The date in words
    pub(super) display: Option<usize>,
    /// The name
    pub(super) headline: Option<usize>,
    /// What happened, in HTML
    pub(super) text: Option<usize>,
    /// Address, credit, caption
    pub(super) media: [Option<usize>; 3],
    /// `title`, `era`, or nothing
    pub(super) kind: Option<usize>,
    /// The group
    pub(super) group: Option<usize>,
    /// What postil has no place for
    pub(super) left_out: Vec<usize>,
}

/// The columns of a plain table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    /// The id
    pub(super) id: Option<usize>,
    /// The date, or its beginning
    pub(super) date: Option<usize>,
    /// Its end
    pub(super) end: Option<usize>,
    /// The name
    pub(super) title: Option<usize>,
    /// What happened, in Markdown
    pub(super) text: Option<usize>,
    /// The kind
    pub(super) kind: Option<usize>,
    /// Tags
    pub(super) tags: Option<usize>,
    /// The place
    pub(super) place: Option<usize>,
    /// People
    pub(super) people: Option<usize>,
    /// Sources
    pub(super) sources: Option<usize>,
}

const TIMELINE_JS: [&str; 20] = [
    "year",
    "month",
    "day",
    "time",
    "end year",
    "end month",
    "end day",
    "end time",
    "display date",
    "headline",
    "text",
    "media",
    "media credit",
    "media caption",
    "media thumbnail",
    "alt text",
    "type",
    "group",
    "background",
    "media alt text",
];

const PLAIN: [&str; 10] =
    ["id", "date", "end", "title", "text", "kind", "tags", "place", "people", "sources"];

/// The columns that a header names; `None` where one is missing without which there are no events.
pub(super) fn columns(header: &Row, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Columns> {
    let names: Vec<String> = header.cells.iter().map(|cell| plain(&cell.text)).collect();
    let find = |name: &str| names.iter().position(|other| other == name);
    let is_timeline_js = find("headline").is_some() || find("year").is_some() && find("date").is_none();
    let known: &[&str] = if is_timeline_js { &TIMELINE_JS } else { &PLAIN };
    for (column, (name, cell)) in names.iter().zip(&header.cells).enumerate() {
        let span = header.span(Some(column), file);
        if names.iter().take(column).any(|other| other == name) && !name.is_empty() {
            let message = format!("the column `{}` is there twice; the first counts", cell.text);
            diagnostics.push(Diagnostic::at(Code::TableCell, span, message));
        } else if !known.contains(&name.as_str()) && !name.is_empty() {
            let message = format!("the column `{}` is not known, and is left out", cell.text);
            let help = did_you_mean(nearest(name, known.iter().copied()));
            let all = format!("columns that are known: {}", known.join(", "));
            diagnostics.push(Diagnostic::at(Code::TableCell, span, message).help(help.unwrap_or(all)));
        }
    }
    let wanted = if is_timeline_js { ["year", "headline"] } else { ["date", "title"] };
    let missing: Vec<&str> = wanted.into_iter().filter(|name| find(name).is_none()).collect();
    if let Some(first) = missing.first() {
        let message = format!("the table has no column `{first}`");
        let help = format!(
            "the first row names the columns: a plain table has `date` and `title`, and may have {}; \
             TimelineJS’s spreadsheet has `Year` and `Headline`",
            PLAIN
                .iter()
                .filter(|name| !matches!(**name, "date" | "title"))
                .map(|n| format!("`{n}`"))
                .collect::<Vec<_>>()
                .join(", ")
        );
        diagnostics.push(Diagnostic::at(Code::TableColumn, header.span(None, file), message).help(help));
        return None;
    }
    Some(if is_timeline_js {
        Columns::TimelineJs(TimelineJs {
            start: [find("year"), find("month"), find("day"), find("time")],
            end: [find("end year"), find("end month"), find("end day"), find("end time")],
            display: find("display date"),
            headline: find("headline"),
            text: find("text"),
            media: [find("media"), find("media credit"), find("media caption")],
            kind: find("type"),
            group: find("group"),
            left_out: ["media thumbnail", "background"].into_iter().filter_map(find).collect(),
        })
    } else {
        Columns::Plain(Plain {
            id: find("id"),
            date: find("date"),
            end: find("end"),
            title: find("title"),
            text: find("text"),
            kind: find("kind"),
            tags: find("tags"),
            place: find("place"),
            people: find("people"),
            sources: find("sources"),
        })
    })
}

/// A column's name without what people write differently: case, and what stands between words.
fn plain(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
