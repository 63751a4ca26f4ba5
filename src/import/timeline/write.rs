//! Events as `[[event]]` tables; where they go is not known here.

use std::fmt::Write;

use super::Entry;

/// The events as TOML, each after an empty line but the first.
pub(crate) fn toml(events: &[Entry]) -> String {
    let mut out = String::new();
    for event in events {
        if !out.is_empty() {
            out.push('\n');
        }
        // A string takes everything.
        _ = write_event(event, &mut out);
    }
    out
}

fn write_event(event: &Entry, out: &mut String) -> std::fmt::Result {
    writeln!(out, "[[event]]")?;
    writeln!(out, "id = {}", quoted(&event.id))?;
    writeln!(out, "date = {}", quoted(&event.date))?;
    writeln!(out, "title = {}", quoted(&event.title))?;
    if !event.text.is_empty() {
        writeln!(out, "text = {}", paragraphs(&event.text))?;
    }
    for (key, value) in [("kind", &event.kind), ("place", &event.place_name)] {
        if let Some(value) = value {
            writeln!(out, "{key} = {}", quoted(value))?;
        }
    }
    for (key, values) in [("tags", &event.tags), ("people", &event.people), ("sources", &event.sources)] {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            writeln!(out, "{key} = [{}]", values.join(", "))?;
        }
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text).replace('\n', "\\n"))
}

/// Text of several lines stays so.
fn paragraphs(text: &str) -> String {
    if !text.contains('\n') {
        return quoted(text);
    }
    format!("\"\"\"\n{}\"\"\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() => _ = write!(out, "\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}
