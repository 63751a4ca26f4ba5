//! What stands within a line: words with their marks, links, markers; white space folded as browsers do.

use super::blocks::Builder;
use super::kinds;
use super::maths;
use super::roles::Role;
use crate::import::draft::Note;
use crate::import::tree::Inline;
use crate::import::xml::{Element, Node};

/// Words in the making.
#[derive(Debug)]
pub(super) struct Run {
    out: Vec<Inline>,
    /// Whether white space would go on from white space
    spaced: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self { out: Vec::new(), spaced: true }
    }
}

impl Run {
    /// Whether there is nothing in it yet.
    pub(super) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Adds words.
    pub(super) fn text(&mut self, text: &str) {
        let mut words = String::with_capacity(text.len());
        for c in text.chars().filter(|c| !is_nothing(*c)) {
            let space = c.is_ascii_whitespace();
            if !space {
                words.push(c);
            } else if !self.spaced {
                words.push(' ');
            }
            self.spaced = space;
        }
        if words.is_empty() {
            return;
        }
        match self.out.last_mut() {
            Some(Inline::Text(before)) => before.push_str(&words),
            _ => self.out.push(Inline::Text(words)),
        }
    }

    /// Adds something that is no text.
    pub(super) fn push(&mut self, inline: Inline) {
        self.spaced = matches!(inline, Inline::Break);
        self.out.push(inline);
    }

    /// Adds what a mark is around.
    fn wrap(&mut self, inner: Self, mark: fn(Vec<Inline>) -> Inline) {
        self.spaced = inner.spaced;
        if inner.out.iter().all(|inline| matches!(inline, Inline::Text(text) if text.trim().is_empty())) {
            return inner.out.into_iter().for_each(|inline| self.out.push(inline));
        }
        self.out.push(mark(inner.out));
    }

    fn inner(&self) -> Self {
        Self { out: Vec::new(), spaced: self.spaced }
    }

    /// The words, without the space behind the last.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        while let Some(last) = self.out.last_mut() {
            match last {
                Inline::Text(text) => {
                    text.truncate(text.trim_end_matches(' ').len());
                    if !text.is_empty() {
                        break;
                    }
                }
                Inline::Break => {}
                _ => break,
            }
            self.out.pop();
        }
        self.out
    }
}

impl Builder<'_, '_> {
    pub(super) fn inlines(&mut self, nodes: &[Node], run: &mut Run) {
        for node in nodes {
            match node {
                Node::Text(text) => run.text(text),
                Node::Element(element) => self.inline(element, run),
            }
        }
    }

    /// An element within a line.
    pub(super) fn inline(&mut self, element: &Element, run: &mut Run) {
        if maths::is_script(element) {
            return run.push(Inline::Formula(maths::plain(&element.text())));
        }
        if kinds::is_unseen(element) || self.has_role(element, run) || self.is_apart(element) {
            return;
        }
        if let Some(formula) = maths::formula(element) {
            return run.push(formula);
        }
        match element.local() {
            "br" => run.push(Inline::Break),
            "img" | "image" => self.picture(element, run),
            "iframe" | "video" | "audio" | "embed" | "object" => self.embedded(element, run),
            "a" => self.link(element, run),
            "sup" => self.raised(element, run),
            "code" | "kbd" | "samp" | "tt" => self.code(element, run),
            "q" => {
                run.text("“");
                self.inlines(&element.children, run);
                run.text("”");
            }
            "rt" if !kinds_of_siblings(self, element, "rp") => {
                run.text("(");
                self.inlines(&element.children, run);
                run.text(")");
            }
            _ => self.marked(element, run),
        }
    }

    /// What was decided of the element before.
    fn has_role(&mut self, element: &Element, run: &mut Run) -> bool {
        let at = self.index.number(element);
        let roles = self.roles;
        match roles.of(at) {
            Some(Role::Marker(label)) => run.push(Inline::Marker(label.clone())),
            Some(Role::Citation(citation)) => run.push(Inline::Citation(citation.clone())),
            Some(Role::Inline(label)) => {
                let blocks = self.blocks(element);
                self.notes.push(Note { label: label.clone(), blocks, line: self.line(element) });
                run.push(Inline::Marker(label.clone()));
            }
            Some(Role::Work(key)) => {
                let mut inner = run.inner();
                self.inlines(&element.children, &mut inner);
                run.spaced = inner.spaced;
                run.out.push(Inline::Link(format!("#{key}"), inner.out));
            }
            _ => return false,
        }
        true
    }

    fn marked(&mut self, element: &Element, run: &mut Run) {
        let style = |property| kinds::style(element, property).unwrap_or_default();
        let mark: Option<fn(Vec<Inline>) -> Inline> = match element.local() {
            // A reference as a whole is not set off; the title in it is.
            "cite" if element.elements().next().is_some() => None,
            "em" | "i" | "cite" | "dfn" | "var" => Some(Inline::Emphasis),
            "strong" | "b" => Some(Inline::Strong),
            "s" | "del" | "strike" => Some(Inline::Strikethrough),
            "sub" => Some(Inline::Subscript),
            _ => match (style("font-style"), style("font-weight"), style("vertical-align")) {
                ("italic" | "oblique", ..) => Some(Inline::Emphasis),
                (_, "bold" | "bolder" | "700" | "800" | "900", _) => Some(Inline::Strong),
                (.., "super") => return self.raised(element, run),
                (.., "sub") => Some(Inline::Subscript),
                _ => None,
            },
        };
        // A bold frame around a whole document says `normal`.
        let mark = mark.filter(|_| style("font-weight") != "normal" && style("font-style") != "normal");
        match mark {
            Some(mark) => {
                let mut inner = run.inner();
                self.inlines(&element.children, &mut inner);
                run.wrap(inner, mark);
            }
            None => self.inlines(&element.children, run),
        }
    }

    /// Raised words; markers are raised by themselves.
    fn raised(&mut self, element: &Element, run: &mut Run) {
        let mut inner = run.inner();
        self.inlines(&element.children, &mut inner);
        let between = |text: &str| text.chars().all(|c| c.is_whitespace() || "[](),;.–-".contains(c));
        let markers = inner.out.iter().any(|inline| matches!(inline, Inline::Marker(_)));
        let only = inner.out.iter().all(|inline| match inline {
            Inline::Text(text) => between(text),
            inline => matches!(inline, Inline::Marker(_)),
        });
        if markers && only {
            let marks = inner.out.into_iter().filter(|inline| matches!(inline, Inline::Marker(_)));
            marks.for_each(|marker| run.push(marker));
        } else {
            run.wrap(inner, Inline::Superscript);
        }
    }

    fn code(&mut self, element: &Element, run: &mut Run) {
        let text = element.text();
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let at = self.index.number(element);
        if self.roles.any_within(at + 1..self.index.end(at)) || text.is_empty() {
            self.inlines(&element.children, run);
        } else {
            run.push(Inline::Code(text));
        }
    }

    fn link(&mut self, element: &Element, run: &mut Run) {
        let address = element.attribute("href").unwrap_or_default().trim();
        let mut inner = run.inner();
        self.inlines(&element.children, &mut inner);
        let picture = inner.out.iter().any(|inline| matches!(inline, Inline::Image(..)));
        let shown =
            inner.out.iter().any(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
        run.spaced = inner.spaced;
        // A place of the same page has no address in an article, and a picture is no words to click on.
        if address.is_empty() || address.starts_with(['#', 'j']) || picture || !shown {
            run.out.append(&mut inner.out);
        } else {
            run.out.push(Inline::Link((self.addresses)(address), inner.out));
        }
    }

    fn picture(&mut self, element: &Element, run: &mut Run) {
        let of = |name: &str| element.attribute(name).map(str::trim).filter(|value| !value.is_empty());
        if kinds::classes(element).any(|class| class.starts_with("mwe-math-fallback")) {
            return;
        }
        let shown = of("src")
            .or_else(|| of("xlink:href"))
            .or_else(|| of("href"))
            .filter(|src| !src.starts_with("data:"));
        // What is loaded later has a stand-in at first.
        let late = of("data-src").or_else(|| of("data-lazy-src")).or_else(|| of("data-original"));
        let alt = of("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        // A dot that counts visitors is nothing to see.
        let dot = ["width", "height"].iter().all(|side| matches!(of(side), Some("0" | "1" | "1px")));
        match late.or(shown) {
            Some(_) if dot => {}
            Some(source) => {
                let again = matches!(run.out.last(), Some(Inline::Image(last, _)) if *last == (self.addresses)(source));
                if !again {
                    run.push(Inline::Image((self.addresses)(source), alt));
                }
            }
            None => run.text(&alt),
        }
    }

    /// A film, a sound, a page within the page: a link to it, and the words that stand in for it.
    fn embedded(&mut self, element: &Element, run: &mut Run) {
        let source = element.first("source").and_then(|source| source.attribute("src"));
        let source = element.attribute("src").or_else(|| element.attribute("data")).or(source);
        let address = source.map(|source| (self.addresses)(source.trim()));
        if let Some(address) = address.filter(|address| address.starts_with("http")) {
            let title = element.attribute("title").filter(|title| !title.trim().is_empty());
            let words = title.map_or_else(|| address.clone(), str::to_owned);
            run.push(Inline::Link(address, vec![Inline::Text(words)]));
        }
        if !element.is("iframe") {
            self.inlines(&element.children, run);
        }
    }
}

fn kinds_of_siblings(builder: &Builder<'_, '_>, element: &Element, name: &str) -> bool {
    let parent = builder.index.parent(builder.index.number(element));
    parent.and_then(|parent| builder.index.element(parent)).is_some_and(|parent| parent.first(name).is_some())
}

/// Characters that nobody sees: soft hyphens, marks of bytes, controls. Joiners stay, since scripts need them.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffc}')
        || (c.is_control() && !c.is_ascii_whitespace())
}

/// Markers without the brackets and the space before them.
pub(super) fn tidy(mut inlines: Vec<Inline>) -> Vec<Inline> {
    for at in 0..inlines.len() {
        if !matches!(inlines.get(at), Some(Inline::Marker(_))) {
            continue;
        }
        let behind =
            (at + 1..inlines.len()).find(|next| !matches!(inlines.get(*next), Some(Inline::Marker(_))));
        let before = at.checked_sub(1);
        let (close, free) = match behind.and_then(|behind| inlines.get(behind)) {
            Some(Inline::Text(text)) => {
                let first = text.chars().next();
                let free = first.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '“' | '‘'));
                (first.filter(|c| matches!(c, ']' | ')')), free)
            }
            None | Some(Inline::Break) => (None, true),
            Some(_) => (None, false),
        };
        let Some(Inline::Text(text)) = before.and_then(|before| inlines.get_mut(before)) else { continue };
        let open = close.map(|close| if close == ']' { '[' } else { '(' });
        let opened = open.is_some_and(|open| text.ends_with(open));
        if opened {
            text.pop();
        }
        if free {
            text.truncate(text.trim_end_matches([' ', '\u{a0}']).len());
        }
        if let Some(Inline::Text(text)) = behind.filter(|_| opened).and_then(|behind| inlines.get_mut(behind))
        {
            text.remove(0);
        }
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    inlines
}
