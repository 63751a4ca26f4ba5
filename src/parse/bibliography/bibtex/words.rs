//! Nodes of LaTeX as plain characters, or as CSL's rich text; LaTeX itself is not read here.

use unicode_normalization::UnicodeNormalization;

use super::latex::{Look, Node};

/// The characters without any look.
pub(super) fn plain(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_plain(nodes, &mut out);
    folded(&out)
}

/// CSL's rich text: `<i>`, `<b>`, `<sup>`, `<sub>` and spans.
pub(super) fn rich(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_rich(nodes, &mut out);
    folded(&out)
}

fn write_plain(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Span(_, inner) => write_plain(inner, out),
        }
    }
}

fn write_rich(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Span(look, inner) => {
                let (open, close) = tags(*look);
                let start = out.len();
                out.push_str(open);
                write_rich(inner, out);
                if out.len() == start + open.len() {
                    out.truncate(start);
                } else {
                    out.push_str(close);
                }
            }
        }
    }
}

fn tags(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Italic => ("<i>", "</i>"),
        Look::Bold => ("<b>", "</b>"),
        Look::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
        Look::Superscript => ("<sup>", "</sup>"),
        Look::Subscript => ("<sub>", "</sub>"),
        Look::Protected => ("<span class=\"nocase\">", "</span>"),
    }
}

/// Folds white space and composes letters with their accents; spaces that do not break stay.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}
