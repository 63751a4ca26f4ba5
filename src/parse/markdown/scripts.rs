//! Superscript and subscript as Pandoc has them, within words too: `x^2^`, `H~2~O`; pulldown-cmark's need spaces around.

use crate::model::ids::RunId;
use crate::model::text::{Inline, InlineKind};

/// Wraps what stands between two marks of a kind, where nothing between them is white space. `marks` are the places
/// in `content` of runs that are a single `^` or `~`; those that have no partner are joined to the runs beside them.
pub(super) fn resolve(content: Vec<Inline>, marks: &[usize]) -> Vec<Inline> {
    if marks.is_empty() {
        return content;
    }
    let mut out = Vec::with_capacity(content.len());
    let mut marks = marks.iter().copied().peekable();
    let mut open = Open::default();
    for (at, inline) in content.into_iter().enumerate() {
        if marks.next_if_eq(&at).is_some() {
            mark(&mut out, &mut open, inline);
        } else {
            if is_spaced(&inline) {
                open = Open::default();
            }
            out.push(inline);
        }
    }
    join(out)
}

/// The places of marks that wait for a partner.
#[derive(Default)]
struct Open {
    superscript: Option<usize>,
    subscript: Option<usize>,
}

fn mark(out: &mut Vec<Inline>, open: &mut Open, inline: Inline) {
    let is_superscript = matches!(&inline.kind, InlineKind::Run(_, text) if &**text == "^");
    let waiting = if is_superscript { open.superscript } else { open.subscript };
    if let Some(start) = waiting.filter(|start| start + 1 < out.len()) {
        let content = join(out.split_off(start + 1));
        let mut span = inline.span;
        if let Some(opening) = out.pop() {
            span.start = span.start.min(opening.span.start);
        }
        let kind =
            if is_superscript { InlineKind::Superscript(content) } else { InlineKind::Subscript(content) };
        out.push(Inline { kind, span });
        open.superscript = open.superscript.filter(|at| *at < start);
        open.subscript = open.subscript.filter(|at| *at < start);
        return;
    }
    if is_superscript {
        open.superscript = Some(out.len());
    } else {
        open.subscript = Some(out.len());
    }
    out.push(inline);
}

fn is_spaced(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Run(_, text) => text.contains(char::is_whitespace),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    }
}

/// Joins runs that stand beside each other.
fn join(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    let mut text = String::new();
    for inline in content {
        let InlineKind::Run(id, words) = &inline.kind else {
            seal(&mut out, &mut text);
            out.push(inline);
            continue;
        };
        if text.is_empty() {
            text.push_str(words);
            out.push(Inline { kind: InlineKind::Run(RunId(id.0), "".into()), span: inline.span });
        } else if let Some(last) = out.last_mut() {
            text.push_str(words);
            last.span.end = last.span.end.max(inline.span.end);
        }
    }
    seal(&mut out, &mut text);
    out
}

/// Gives the last run the characters that were gathered for it.
fn seal(out: &mut [Inline], text: &mut String) {
    if let Some(Inline { kind: InlineKind::Run(_, words), .. }) = out.last_mut()
        && !text.is_empty()
    {
        *words = std::mem::take(text).into();
    }
}
