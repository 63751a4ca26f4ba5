//! The text of a paragraph: runs with their marks, links, notes, changes, pictures; what the paragraph is is not known here.

use super::super::csl;
use super::super::xml::Element;
use super::parts::is_on;
use super::{Kind, Reader, maths};
use crate::import::tree::Inline;
use crate::model::web::is_web_address;

/// Elements within each other beyond this many are not gone into.
const DEEPEST: usize = 60;

/// Parts of a run that say nothing.
const SILENT: &[&str] = &[
    "w:softHyphen",
    "w:rPr",
    "w:lastRenderedPageBreak",
    "w:footnoteRef",
    "w:endnoteRef",
    "w:commentReference",
    "w:annotationRef",
    "w:separator",
    "w:continuationSeparator",
];

/// How a run is marked.
#[allow(clippy::struct_excessive_bools, reason = "each is a mark that Word switches on and off")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    bold: bool,
    italic: bool,
    strike: bool,
    code: bool,
    /// 1 above the line, -1 below it
    raised: i8,
}

impl Reader<'_> {
    /// The running text of an element.
    pub(super) fn words(&mut self, element: &Element) -> Vec<Inline> {
        let mut out = Vec::new();
        self.content(element, &mut out);
        self.close_paragraph(&mut out);
        out
    }

    fn content(&mut self, element: &Element, out: &mut Vec<Inline>) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        for child in element.elements() {
            self.part(child, out);
        }
        self.depth -= 1;
    }

    fn part(&mut self, element: &Element, out: &mut Vec<Inline>) {
        match &*element.name {
            "w:r" => self.run(element, out),
            "w:hyperlink" => self.link(element, out),
            "w:fldSimple" => {
                self.begin_field();
                self.instruction(element.attribute("w:instr").unwrap_or_default());
                self.separate_field();
                self.content(element, out);
                self.end_field(out);
            }
            "w:ins" | "w:moveTo" => {
                self.seen("inserted words were taken in");
                self.content(element, out);
            }
            "w:del" | "w:moveFrom" => {
                self.seen("deleted words were left out");
                let words: Vec<String> = element
                    .every()
                    .filter(|part| matches!(part.local(), "delText" | "t"))
                    .map(Element::text)
                    .collect();
                self.set_apart("deleted words", &words.concat());
            }
            "w:sdt" => self.control(element, out),
            "m:oMath" | "m:oMathPara" => {
                let tex = maths::tex(element);
                if !tex.is_empty() {
                    self.emit(Inline::Formula(tex), out);
                }
            }
            "mc:AlternateContent" => {
                let chosen = element
                    .elements()
                    .find(|child| child.local() == "Choice")
                    .or_else(|| element.elements().next());
                if let Some(chosen) = chosen {
                    self.content(chosen, out);
                }
            }
            "w:drawing" | "w:pict" | "w:object" => self.drawing(element, out),
            "w:br" | "w:cr" if element.attribute("w:type").is_none_or(|kind| kind == "textWrapping") => {
                self.emit(Inline::Break, out);
            }
            "w:fldChar" => self.field_mark(element, out),
            "w:delText" => {
                self.seen("deleted words were left out");
                self.set_apart("deleted words", &element.text());
            }
            "w:smartTag" | "w:bdo" | "w:dir" | "w:customXml" | "w:sdtContent" | "w:subDoc" | "w:ruby"
            | "w:rubyBase" => {
                self.content(element, out);
            }
            _ => {}
        }
    }

    /// A control around words, such as the citations of Mendeley.
    fn control(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let tag =
            element.at(&["w:sdtPr", "w:tag"]).and_then(|tag| tag.attribute("w:val")).unwrap_or_default();
        let Some(content) = element.first("w:sdtContent") else { return };
        let json =
            tag.strip_prefix("MENDELEY_CITATION_").and_then(|rest| csl::base64(rest.rsplit('_').next()?));
        let mut inner = Vec::new();
        self.content(content, &mut inner);
        let citation = json.and_then(|json| self.items.citation(&json, &plain(&inner)));
        match citation {
            Some(citation) => self.emit(Inline::Citation(citation), out),
            None => out.extend(inner),
        }
    }

    fn link(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let id = element.attribute("r:id").map(|id| format!("{}{id}", self.prefix));
        let address = id.and_then(|id| self.parts.links.get(&id)).cloned().unwrap_or_default();
        let anchor = element.attribute("w:anchor").filter(|_| is_web_address(&address));
        let address = anchor.map_or(address.clone(), |anchor| format!("{address}#{anchor}"));
        let mut inner = Vec::new();
        self.content(element, &mut inner);
        let leads = is_web_address(&address) || address.starts_with("mailto:");
        if leads && !inner.is_empty() {
            self.emit(Inline::Link(address, inner), out);
        } else {
            out.extend(inner);
        }
    }

    fn run(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let marks = self.marks(element.first("w:rPr"));
        let Some(marks) = marks else {
            let words: Vec<String> = element.all("w:t").map(Element::text).collect();
            self.seen("hidden words were left out");
            self.set_apart("hidden words", &words.concat());
            return;
        };
        let mut words = String::new();
        let mut custom = false;
        for child in element.elements() {
            match &*child.name {
                "w:t" if custom => custom = false,
                "w:t" => words.push_str(&child.text()),
                "w:tab" | "w:ptab" => words.push(' '),
                "w:noBreakHyphen" => words.push('\u{2011}'),
                "w:sym" => words.extend(symbol(child)),
                "w:instrText" | "w:delInstrText" => self.instruction(&child.text()),
                "w:footnoteReference" | "w:endnoteReference" => {
                    self.flush(&mut words, marks, out);
                    custom = self.reference(child, element, out);
                }
                name if SILENT.contains(&name) => {}
                _ => {
                    self.flush(&mut words, marks, out);
                    self.part(child, out);
                }
            }
        }
        self.flush(&mut words, marks, out);
    }

    fn field_mark(&mut self, element: &Element, out: &mut Vec<Inline>) {
        match element.attribute("w:fldCharType") {
            Some("begin") => self.begin_field(),
            Some("separate") => self.separate_field(),
            Some("end") => self.end_field(out),
            _ => {}
        }
    }

    /// A note's marker; whether the sign behind it is its own.
    fn reference(&mut self, element: &Element, run: &Element, out: &mut Vec<Inline>) -> bool {
        let kind = if element.is("w:footnoteReference") { Kind::Foot } else { Kind::End };
        let id = element.attribute("w:id").unwrap_or_default();
        let own = element.attribute("w:customMarkFollows").is_some_and(|own| !matches!(own, "0" | "false"));
        let sign = run.first("w:t").map(Element::text).filter(|_| own);
        let label = self.marker(kind, id, sign.as_deref());
        self.emit(Inline::Marker(label), out);
        sign.is_some()
    }

    /// The marks of a run; `None` where it is hidden.
    fn marks(&self, properties: Option<&Element>) -> Option<Marks> {
        let Some(properties) = properties else { return Some(Marks::default()) };
        if is_on(properties, "w:vanish") {
            return None;
        }
        let style = properties.first("w:rStyle").and_then(|style| style.attribute("w:val"));
        let style = style.map(|id| self.parts.style(id)).unwrap_or_default();
        let mark = |name: &str, of_style: bool| match properties.first(name) {
            Some(_) => is_on(properties, name),
            None => of_style,
        };
        let raised = match properties.first("w:vertAlign").and_then(|align| align.attribute("w:val")) {
            Some("superscript") => 1,
            Some("subscript") => -1,
            _ => 0,
        };
        Some(Marks {
            bold: mark("w:b", style.bold),
            italic: mark("w:i", style.italic),
            strike: mark("w:strike", false) || mark("w:dstrike", false),
            code: style.code,
            raised,
        })
    }

    /// Adds the words of a run with its marks.
    fn flush(&mut self, words: &mut String, marks: Marks, out: &mut Vec<Inline>) {
        let words = std::mem::take(words);
        if words.is_empty() {
            return;
        }
        let mut inline = if marks.code { Inline::Code(words) } else { Inline::Text(words) };
        if marks.raised > 0 {
            inline = Inline::Superscript(vec![inline]);
        } else if marks.raised < 0 {
            inline = Inline::Subscript(vec![inline]);
        }
        if marks.strike {
            inline = Inline::Strikethrough(vec![inline]);
        }
        if marks.italic {
            inline = Inline::Emphasis(vec![inline]);
        }
        if marks.bold {
            inline = Inline::Strong(vec![inline]);
        }
        self.emit(inline, out);
    }
}

/// A character of a font of symbols, where it has a number of its own.
fn symbol(element: &Element) -> Option<char> {
    let number = u32::from_str_radix(element.attribute("w:char")?, 16).ok()?;
    let number = if (0xf000..0xf100).contains(&number) { number - 0xf000 } else { number };
    char::from_u32(number).filter(|c| !c.is_control())
}

/// The words of running text.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Formula(text) => words.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link(_, inner) => words.push_str(&plain(inner)),
            Inline::Citation(citation) => words.push_str(&citation.printed),
            Inline::Break => words.push('\n'),
            Inline::Marker(_) | Inline::Image(..) => {}
        }
    }
    words
}
