//! A page that shows a document and the article made of it side by side, with what is in doubt; for one pair of eyes, and
//! no part of the reader. It needs no script and loads nothing.
//!
//! 1. `rows` lines up what was understood with the lines that it was made of.
//! 2. This file writes the page.

mod rows;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::article::article;
use super::document::Document;
use super::draft::{Draft, Value};
use crate::model::diagnostic::Diagnostic;
use rows::{Kind, Row};

/// The longest line of a source that is shown whole.
const LONGEST: usize = 4000;

const STYLE: &str = include_str!("style.css");

/// The page for one article of a document.
pub(crate) fn page(document: &Document, draft: &Draft) -> String {
    let front = front_matter(draft);
    let (rows, whole) = rows::rows(document, draft, &front);
    let name = escaped(document.path.file_name());
    let title = draft.fields.iter().find_map(|field| match &field.value {
        Value::Text(title) if field.name == "title" => Some(escaped(title)),
        _ => None,
    });
    let title = title.unwrap_or_else(|| name.clone());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{name}: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
         <p>{name}, read as {}. Left the document, right the article.</p>\n",
        document.format.name()
    );
    overview(&rows, &whole, &mut out);
    out.push_str("</header>\n<main>\n");
    for row in &rows {
        write_row(row, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The front matter as the article has it.
fn front_matter(draft: &Draft) -> String {
    let bare = Draft {
        fields: draft.fields.clone(),
        edition: draft.edition.clone(),
        apparatus: draft.apparatus.clone(),
        ..Draft::default()
    };
    article(&bare).text.trim_end().to_owned()
}

/// How much is in doubt, with links to where it stands, and what is said of the document as a whole.
fn overview(rows: &[Row<'_>], whole: &[&Diagnostic], out: &mut String) {
    let places: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.doubts.is_empty())
        .map(|(at, row)| (at, row.line))
        .collect();
    let count = whole.len() + rows.iter().map(|row| row.doubts.len()).sum::<usize>();
    match count {
        0 => out.push_str("<p>Nothing is in doubt.</p>\n"),
        1 => out.push_str("<p>One thing is in doubt.</p>\n"),
        _ => put(out, format_args!("<p>{count} things are in doubt.</p>\n")),
    }
    if !places.is_empty() {
        out.push_str("<nav aria-label=\"Doubts\"><ul>\n");
        for (at, line) in places {
            put(out, format_args!("<li><a href=\"#r{at}\">line {line}</a></li>\n"));
        }
        out.push_str("</ul></nav>\n");
    }
    for doubt in whole {
        write_doubt(doubt, out);
    }
}

fn write_row(row: &Row<'_>, out: &mut String) {
    let class = if row.doubts.is_empty() {
        row.kind.class().to_owned()
    } else {
        format!("{} open", row.kind.class())
    };
    let line = if row.line > 0 { format!(" <small>line {}</small>", row.line) } else { String::new() };
    put(
        out,
        format_args!(
            "<section class=\"{class}\" id=\"r{}\">\n<h2>{}{line}</h2>\n<div class=\"source\">",
            row.number,
            escaped(&row.name)
        ),
    );
    if !row.source.is_empty() {
        put(out, format_args!("<pre dir=\"auto\">{}</pre>", escaped(&clipped(&row.source))));
    }
    out.push_str("</div>\n<div class=\"result\">");
    if row.kind == Kind::Chrome {
        out.push_str("<p>Not in the article.</p>");
    } else {
        put(out, format_args!("<pre dir=\"auto\">{}</pre>", marked(&escaped(&row.result))));
    }
    for doubt in &row.doubts {
        write_doubt(doubt, out);
    }
    out.push_str("</div>\n</section>\n");
}

fn write_doubt(doubt: &Diagnostic, out: &mut String) {
    put(
        out,
        format_args!("<div class=\"doubt\"><p><strong>In doubt:</strong> {}</p>", escaped(&doubt.message)),
    );
    if let Some(help) = &doubt.help {
        put(out, format_args!("<p>{}</p>", escaped(help)));
    }
    out.push_str("</div>\n");
}

/// Lines that go on for pages are cut; the document has them.
fn clipped(source: &str) -> String {
    let line = |line: &str| match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(line)),
        None => line.to_owned(),
    };
    source.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Markers, citations and guesses of an article, set off; the text is escaped already.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = ["[^", "[@", "[-@", "# guessed"].iter().filter_map(|sign| rest.find(sign)).min() {
        let (before, behind) = rest.split_at(start);
        out.push_str(before);
        let close = behind
            .find([']', '\n'])
            .filter(|end| behind.get(*end..).is_some_and(|rest| rest.starts_with(']')));
        let end = if behind.starts_with('#') { Some("# guessed".len()) } else { close.map(|end| end + 1) };
        let (mark, after) = behind.split_at(end.unwrap_or(1));
        if end.is_some() {
            out.extend(["<b>", mark, "</b>"]);
        } else {
            out.push_str(mark);
        }
        rest = after;
    }
    out + rest
}

/// Writing to a string does not fail.
fn put(out: &mut String, words: std::fmt::Arguments<'_>) {
    _ = out.write_fmt(words);
}

/// Text that HTML takes for nothing but text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
