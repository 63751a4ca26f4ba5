//! Preformatted text → code with its language, under the names that highlighters give it.

use super::kinds;
use crate::import::tree::{Block, BlockKind};
use crate::import::xml::{Element, Node};

/// Adds a code block.
pub(super) fn code(element: &Element, line: usize, blocks: &mut Vec<Block>) {
    let inner = element.first("code").unwrap_or(element);
    let language = kinds::classes(inner).chain(kinds::classes(element)).find_map(|class| {
        let named = ["language-", "lang-", "highlight-source-", "brush:"].iter();
        named.clone().find_map(|start| class.strip_prefix(start)).map(str::to_owned)
    });
    // Pandoc sets the language behind a class of its own.
    let behind = || {
        let mut classes = kinds::classes(element).chain(kinds::classes(inner));
        classes.find(|class| *class == "sourceCode")?;
        classes.find(|class| *class != "sourceCode").map(str::to_owned)
    };
    let mut text = String::new();
    preformatted(element, &mut text);
    let text = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_owned();
    if !text.is_empty() {
        blocks.push(Block { kind: BlockKind::Code(language.or_else(behind), text), line });
    }
}

fn preformatted(element: &Element, text: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) if inner.is("br") => text.push('\n'),
            Node::Element(inner) if !kinds::is_unseen(inner) => preformatted(inner, text),
            Node::Element(_) => {}
        }
    }
}
