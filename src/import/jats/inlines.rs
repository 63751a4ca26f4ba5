//! Running text of JATS: marks, links, formulas, markers and references; blocks are left to `blocks`.

use super::super::grouped;
use super::super::xml::{Element, Node};
use super::Reader;
use crate::import::tree::Inline;

/// Elements whose words stand as they are.
const PLAIN: &[&str] = &[
    "named-content",
    "styled-content",
    "underline",
    "overline",
    "sc",
    "roman",
    "sans-serif",
    "serif",
    "abbrev",
    "x",
    "target",
    "milestone-start",
    "milestone-end",
    "related-article",
    "related-object",
    "ruby",
    "rb",
    "rt",
    "fixed-case",
    "p",
    "citation-alternatives",
    "mixed-citation",
    "label",
    "title",
    "term",
    "def",
    "chem-struct",
    "institution",
    "country",
    "string-name",
    "name",
    "surname",
    "given-names",
    "attrib",
    "source",
    "article-title",
    "year",
    "volume",
    "fpage",
    "lpage",
    "verse-line",
    "person-group",
    "etal",
    "publisher-name",
    "publisher-loc",
    "issue",
    "collab",
    "index-term",
];

impl Reader<'_> {
    /// The running text of an element, its references grouped.
    pub(super) fn inlines(&mut self, element: &Element) -> Vec<Inline> {
        let mut out = Vec::new();
        self.add_children(element, &mut out);
        self.grouped(out)
    }

    pub(super) fn grouped(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        grouped::group(inlines, &self.works.order)
    }

    fn add_children(&mut self, element: &Element, out: &mut Vec<Inline>) {
        for node in &element.children {
            self.node(node, out);
        }
    }

    fn inside(&mut self, element: &Element) -> Vec<Inline> {
        let mut out = Vec::new();
        self.add_children(element, &mut out);
        out
    }

    /// Adds a node of running text.
    pub(super) fn node(&mut self, node: &Node, out: &mut Vec<Inline>) {
        match node {
            Node::Text(text) => out.push(Inline::Text(text.clone())),
            Node::Element(element) => self.element(element, out),
        }
    }

    fn element(&mut self, element: &Element, out: &mut Vec<Inline>) {
        match element.local() {
            "italic" | "i" => out.push(Inline::Emphasis(self.inside(element))),
            "bold" | "b" => out.push(Inline::Strong(self.inside(element))),
            "strike" => out.push(Inline::Strikethrough(self.inside(element))),
            "sub" => out.push(Inline::Subscript(self.inside(element))),
            "sup" => {
                let inner = self.inside(element);
                let markers = inner.iter().any(|inline| matches!(inline, Inline::Marker(_)));
                if markers { out.extend(inner) } else { out.push(Inline::Superscript(inner)) }
            }
            "monospace" | "code" => out.extend(element.words().map(Inline::Code)),
            "break" => out.push(Inline::Break),
            "ext-link" | "uri" => self.link(element, out),
            "email" => out.push(Inline::Link(
                format!("mailto:{}", element.words().unwrap_or_default()),
                self.inside(element),
            )),
            "xref" => self.xref(element, out),
            "fn" => {
                let label = self.note_in_place(element);
                out.push(Inline::Marker(label));
            }
            "inline-formula" | "tex-math" | "alternatives" | "math" => out.extend(formula(element)),
            "inline-graphic" | "graphic" | "private-char" => {
                let said = element.every().find(|child| child.local() == "alt-text").and_then(Element::words);
                out.extend(said.map(Inline::Text));
                self.seen("pictures in lines of text were left out");
            }
            plain if PLAIN.contains(&plain) => self.add_children(element, out),
            other => {
                self.unknown.insert(other.to_owned());
                self.add_children(element, out);
            }
        }
    }

    fn link(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let inner = self.inside(element);
        let address = element.attribute("xlink:href").map(str::to_owned).or_else(|| element.words());
        let kind = element.attribute("ext-link-type").unwrap_or_default();
        let address = address.unwrap_or_default();
        let address = if kind == "doi" && address.starts_with("10.") {
            format!("https://doi.org/{address}")
        } else if address.starts_with("www.") {
            format!("https://{address}")
        } else {
            address
        };
        out.push(Inline::Link(address, inner));
    }

    /// A reference within the document: to a note, to works, or to something that has a name.
    fn xref(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let printed = element.words().unwrap_or_default();
        let kind = element.attribute("ref-type").unwrap_or_default();
        let ids: Vec<&str> = element.attribute("rid").unwrap_or_default().split_whitespace().collect();
        let note = ids.first().filter(|id| self.labels.get(id).is_some());
        let lost = matches!(kind, "fn" | "table-fn") && printed.chars().count() <= 5;
        if let (Some(id), true) = (note.copied().or(ids.first().copied()), note.is_some() || lost) {
            let label = self.lost_note(id, &printed);
            self.marked.push(label.clone());
            out.push(Inline::Marker(label));
            return;
        }
        let keys: Vec<String> = ids.iter().flat_map(|id| self.works.keys(id)).cloned().collect();
        if keys.is_empty() || printed.is_empty() {
            self.add_children(element, out);
            return;
        }
        let raised =
            element.elements().all(|child| child.local() == "sup") && element.elements().next().is_some();
        let reference = grouped::reference(keys, &printed);
        out.push(if raised { Inline::Superscript(vec![reference]) } else { reference });
    }
}

/// A formula in TeX, or its words where there is none.
pub(super) fn formula(element: &Element) -> Option<Inline> {
    match tex(element) {
        Some(tex) => Some(Inline::Formula(tex)),
        None => element.words().map(Inline::Text),
    }
}

/// The TeX of a formula, without a document around it.
pub(super) fn tex(element: &Element) -> Option<String> {
    let is_tex = |element: &&Element| element.local() == "tex-math";
    let source = if is_tex(&element) { element.text() } else { element.every().find(is_tex)?.text() };
    let body = match source.split_once("\\begin{document}") {
        Some((_, rest)) => rest.split("\\end{document}").next().unwrap_or_default(),
        None => &source,
    };
    let body = body.trim();
    let bare = [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")]
        .into_iter()
        .find_map(|(open, close)| body.strip_prefix(open)?.strip_suffix(close));
    let tex = bare.unwrap_or(body).split_whitespace().collect::<Vec<_>>().join(" ");
    (!tex.is_empty()).then_some(tex)
}
