//! Running text of TEI: marks, links, notes, references, readings; blocks are left to `blocks`.

use super::super::grouped;
use super::super::xml::{Element, Node};
use super::Reader;
use crate::import::draft::{Chrome, Note};
use crate::import::tree::Inline;
use crate::model::web::is_web_address;

/// Elements whose words stand as they are.
const PLAIN: &[&str] = &[
    "seg",
    "s",
    "w",
    "c",
    "pc",
    "name",
    "persName",
    "placeName",
    "orgName",
    "rs",
    "date",
    "time",
    "num",
    "measure",
    "term",
    "gloss",
    "foreign",
    "mentioned",
    "abbr",
    "expan",
    "ex",
    "am",
    "add",
    "sic",
    "corr",
    "orig",
    "reg",
    "unclear",
    "supplied",
    "damage",
    "title",
    "bibl",
    "author",
    "said",
    "soCalled",
    "distinct",
    "geogName",
    "region",
    "country",
    "settlement",
    "roleName",
    "forename",
    "surname",
    "addName",
    "nameLink",
    "lem",
    "l",
    "head",
    "p",
    "label",
    "item",
    "cell",
    "desc",
    "biblScope",
    "publisher",
    "pubPlace",
    "editor",
    "anchor",
    "milestone",
    "fw",
    "figDesc",
    "q",
    "quote",
    "idno",
    "cit",
    "ab",
    "stage",
    "speaker",
    "signed",
    "salute",
    "byline",
    "docAuthor",
    "docDate",
    "titlePart",
    "hi",
    "opener",
    "closer",
    "dateline",
    "trailer",
    "address",
    "addrLine",
    "unit",
    "email",
    "affiliation",
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

    pub(super) fn node(&mut self, node: &Node, out: &mut Vec<Inline>) {
        match node {
            Node::Text(text) => out.push(Inline::Text(text.clone())),
            Node::Element(element) => self.element(element, out),
        }
    }

    fn inside(&mut self, element: &Element) -> Vec<Inline> {
        let mut out = Vec::new();
        self.add_children(element, &mut out);
        out
    }

    fn element(&mut self, element: &Element, out: &mut Vec<Inline>) {
        match element.local() {
            "hi" => out.extend(self.marked(element)),
            "emph" => out.push(Inline::Emphasis(self.inside(element))),
            "title" if element.attribute("level").is_some_and(|level| matches!(level, "m" | "j")) => {
                out.push(Inline::Emphasis(self.inside(element)));
            }
            "del" | "surplus" => out.push(Inline::Strikethrough(self.inside(element))),
            "code" | "ident" | "gi" | "tag" | "att" | "val" | "eg" => {
                out.extend(element.words().map(Inline::Code));
            }
            "seg" if element.attribute("type") == Some("code") => {
                out.extend(element.words().map(Inline::Code));
            }
            "formula" => out.extend(formula(element)),
            "lb" | "cb" => {
                // A line that breaks a word says so.
                let joined = element.attribute("break") == Some("no");
                if !joined {
                    out.push(Inline::Text(" ".to_owned()));
                }
                self.seen("line breaks of the source were left out");
            }
            "pb" | "gb" => self.page_break(element),
            "ref" | "ptr" => self.reference(element, out),
            "note" => self.note(element, out),
            "choice" | "app" => self.choice(element, out),
            "graphic" | "figure" | "media" | "binaryObject" => {
                out.extend(element.words().map(Inline::Text));
                self.seen("pictures in lines of text were left out");
            }
            "q" | "quote" | "soCalled" if !starts_quoted(element) => {
                let inner = self.inside(element);
                out.extend(
                    [vec![Inline::Text("“".to_owned())], inner, vec![Inline::Text("”".to_owned())]]
                        .into_iter()
                        .flatten(),
                );
            }
            "gap" => {
                out.push(Inline::Text("[…]".to_owned()));
                self.seen("gaps of the source stand as `[…]`");
            }
            "space" => out.push(Inline::Text(" ".to_owned())),
            plain if PLAIN.contains(&plain) => self.add_children(element, out),
            other => {
                self.unknown.insert(other.to_owned());
                self.add_children(element, out);
            }
        }
    }

    fn page_break(&mut self, element: &Element) {
        self.seen("page breaks of the source were left out");
        if let Some(number) = element.attribute("n") {
            let what = "page numbers of the source";
            self.chrome.push(Chrome { what, text: number.to_owned(), line: element.line() });
        }
    }

    /// Words that are marked, as far as the mark is known.
    fn marked(&mut self, element: &Element) -> Vec<Inline> {
        let how = ["rend", "rendition", "style"].iter().filter_map(|name| element.attribute(name));
        let how = how.collect::<Vec<_>>().join(" ").to_lowercase();
        let mut words = self.inside(element);
        let has = |marks: &[&str]| marks.iter().any(|mark| how.contains(mark));
        if has(&["typewriter", "monospace", "code"]) {
            return element.words().map(Inline::Code).into_iter().collect();
        }
        if has(&["superscript", "sup"]) {
            words = vec![Inline::Superscript(words)];
        } else if has(&["subscript", "sub"]) {
            words = vec![Inline::Subscript(words)];
        }
        if has(&["strikethrough", "line-through", "strike"]) {
            words = vec![Inline::Strikethrough(words)];
        }
        if has(&["ital", "emph"]) || how.is_empty() || how == "i" {
            words = vec![Inline::Emphasis(words)];
        }
        if has(&["bold"]) || how == "b" {
            words = vec![Inline::Strong(words)];
        }
        words
    }

    /// A reference: to a work, a note, an address.
    fn reference(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let target = element.attribute("target").unwrap_or_default();
        let printed = element.words().unwrap_or_default();
        let ids: Vec<&str> =
            target.split_whitespace().filter_map(|target| target.strip_prefix('#')).collect();
        let keys: Vec<String> = ids.iter().filter_map(|id| self.works.key(id)).cloned().collect();
        if let Some(id) = ids.first().filter(|id| self.ids.contains_key(**id)) {
            let label = self.note_apart(id, &printed);
            out.push(Inline::Marker(label));
        } else if !keys.is_empty() {
            out.push(grouped::reference(keys, &printed));
        } else if is_web_address(target) || target.starts_with("mailto:") {
            let mut words = self.inside(element);
            if printed.is_empty() {
                words = vec![Inline::Text(target.to_owned())];
            }
            out.push(Inline::Link(target.to_owned(), words));
        } else {
            self.add_children(element, out);
        }
    }

    /// A note where its marker stands.
    fn note(&mut self, element: &Element, out: &mut Vec<Inline>) {
        if let Some(id) =
            element.attribute("xml:id").filter(|id| self.ids.contains_key(*id)).map(str::to_owned)
        {
            // Its marker stands elsewhere.
            self.note_apart(&id, "");
            return;
        }
        let label = self.free(element.attribute("n"));
        self.marked.insert(label.clone());
        self.add_note(label.clone(), element);
        out.push(Inline::Marker(label));
    }

    /// The label of a note that stands apart from its marker; words for a marker make it marked.
    pub(super) fn note_apart(&mut self, id: &str, printed: &str) -> String {
        if !self.labels.contains_key(id) {
            let Some(element) = self.ids.get(id).cloned() else { return String::new() };
            let sign = element
                .attribute("n")
                .map(str::to_owned)
                .or_else(|| (!printed.is_empty()).then(|| printed.to_owned()));
            let label = self.free(sign.as_deref());
            self.labels.insert(id.to_owned(), label.clone());
            // Something refers to it, or it would not be among these.
            self.marked.insert(label.clone());
            self.add_note(label, &element);
        }
        self.labels.get(id).cloned().unwrap_or_default()
    }

    fn add_note(&mut self, label: String, element: &Element) {
        let at = self.notes.len();
        self.notes.push(Note { label, blocks: Vec::new(), line: element.line() });
        let blocks = self.flow(element, 6);
        if let Some(note) = self.notes.get_mut(at) {
            note.blocks = blocks;
        }
    }

    /// One of several spellings or readings: the regular one, the others are told.
    fn choice(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let order = ["reg", "corr", "expan", "lem", "unclear", "rdg"];
        let of = |name: &&str| element.elements().find(|part| part.local() == *name);
        let Some(chosen) = order.iter().find_map(of).or_else(|| element.elements().next()) else { return };
        self.seen("of several spellings or readings the regular one was taken");
        for other in element.elements().filter(|part| !std::ptr::eq(*part, chosen)) {
            self.set_apart("other spellings and readings", other);
        }
        self.add_children(chosen, out);
    }
}

/// Whether a quotation brings its own marks.
fn starts_quoted(element: &Element) -> bool {
    element.text().trim_start().starts_with(['“', '"', '„', '«', '‘', '\'', '»', '「'])
}

/// A formula in TeX, or its words.
pub(super) fn formula(element: &Element) -> Option<Inline> {
    let words = element.words()?;
    let tex = element.attribute("notation").is_some_and(|notation| notation.to_lowercase().contains("tex"));
    let bare = words.trim_matches('$').trim().to_owned();
    Some(if tex { Inline::Formula(bare) } else { Inline::Text(words) })
}
