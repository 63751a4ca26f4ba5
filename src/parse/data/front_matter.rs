//! Cuts a Markdown file into its front matter and its text; what either of them says is not known here.

use std::ops::Range;

use super::context::Context;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;

/// The line that opens and closes front matter.
const FENCE: &str = "+++";

/// Where front matter and text stand in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The opening fence
    pub(super) fence: Range<usize>,
    /// The TOML between the fences
    pub(super) toml: Range<usize>,
    /// Where the text begins
    pub(super) body: usize,
}

/// Why a file has no front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoFrontMatter {
    /// It opens with something else: its first line that is not blank
    Missing(Range<usize>),
    /// It opens, and no line closes it: the opening fence
    Unclosed(Range<usize>),
}

/// Finds the front matter of a file that must have some, and reports it where there is none.
pub(super) fn expect(context: &mut Context<'_>) -> Option<Cut> {
    let diagnostic = match cut(&context.file.text) {
        Ok(cut) => return Some(cut),
        Err(NoFrontMatter::Missing(line)) => {
            let yaml = context.file.text.get(line.clone()) == Some("---");
            let help = if yaml {
                "front matter is TOML between `+++` lines, not YAML between `---` lines"
            } else {
                "begin the file with three lines: `+++`, `title = \"…\"`, `+++`"
            };
            let span = context.span(line);
            Diagnostic::at(Code::FrontMatterMissing, span, "the file has no front matter").help(help)
        }
        Err(NoFrontMatter::Unclosed(fence)) => {
            let help = "add a line `+++` between the front matter and the text";
            let span = context.span(fence);
            Diagnostic::at(Code::FrontMatterUnclosed, span, "the front matter is never closed").help(help)
        }
    };
    context.report(diagnostic);
    None
}

/// Finds the front matter. Blank lines may stand before it, and white space after its fences.
pub(super) fn cut(text: &str) -> Result<Cut, NoFrontMatter> {
    let mut fence: Option<Range<usize>> = None;
    let mut start = 0;
    let mut toml = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let content = line.trim_end();
        match &fence {
            None if content.is_empty() => {}
            None if content == FENCE => {
                fence = Some(start..start + FENCE.len());
                toml = end;
            }
            None => return Err(NoFrontMatter::Missing(start..start + content.len())),
            Some(fence) if content == FENCE => {
                return Ok(Cut { fence: fence.clone(), toml: toml..start, body: end });
            }
            Some(_) => {}
        }
        start = end;
    }
    Err(fence.map_or(NoFrontMatter::Missing(0..0), NoFrontMatter::Unclosed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_found() {
        let check = |text: &str, expected: Result<(&str, &str), NoFrontMatter>| {
            let found = cut(text).map(|cut| (&text[cut.toml.clone()], &text[cut.body..]));
            assert_eq!(found, expected, "{text:?}");
        };
        check("+++\na = 1\n+++\ntext\n", Ok(("a = 1\n", "text\n")));
        check("+++\n+++\n", Ok(("", "")));
        check("+++\n+++", Ok(("", "")));
        check("\n\n+++ \r\na = 1\r\n+++\r\ntext", Ok(("a = 1\r\n", "text")));
        check("+++\na = \"+++\"\n ++\n+++\n+++\n", Ok(("a = \"+++\"\n ++\n", "+++\n")));
        check("", Err(NoFrontMatter::Missing(0..0)));
        check("\n \n", Err(NoFrontMatter::Missing(0..0)));
        check("\ntext\nmore", Err(NoFrontMatter::Missing(1..5)));
        check("---\ntitle: x\n---\n", Err(NoFrontMatter::Missing(0..3)));
        check("++++\n", Err(NoFrontMatter::Missing(0..4)));
        check("+++\na = 1\n", Err(NoFrontMatter::Unclosed(0..3)));
    }
}
