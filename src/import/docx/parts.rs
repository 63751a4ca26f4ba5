//! The files of a DOCX: styles, lists, links, notes, comments, data; the text itself is not gone through here.

use std::collections::BTreeMap;

use super::super::archive::Archive;
use super::super::document::Document;
use super::super::xml::{self, Element};
use super::Kind;
use crate::import::draft::PersonName;
use crate::model::diagnostic::Diagnostic;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Heading(u8),
    Title,
    Subtitle,
    Author,
    Date,
    Abstract,
    /// The heading of an abstract or of a table of contents
    Label,
    Quote,
    Code,
    Caption,
    Bibliography,
    Term,
    Definition,
    /// A line of a table of contents
    Contents,
}

/// What a style says.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) role: Option<Role>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
    /// The list that its paragraphs belong to
    pub(super) list: Option<(String, usize)>,
    based_on: Option<String>,
}

/// What the program has noted of the document.
#[derive(Debug, Default)]
pub(super) struct Core {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<PersonName>,
    pub(super) keywords: Vec<String>,
    pub(super) language: Option<String>,
}

/// The level of a list: whether it counts, and from where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    pub(super) ordered: bool,
    /// Whether it has no sign at all: what stands there goes on with the item before
    pub(super) goes_on: bool,
    pub(super) start: u64,
}

/// The files.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) body: Element,
    styles: BTreeMap<String, Style>,
    lists: BTreeMap<(String, usize), Level>,
    /// Where links and pictures lead, by their ids in the body and the notes
    pub(super) links: BTreeMap<String, String>,
    pub(super) footnotes: BTreeMap<String, Element>,
    pub(super) endnotes: BTreeMap<String, Element>,
    /// Who says what
    pub(super) comments: Vec<(String, String)>,
    pub(super) core: Core,
}

/// Reads the files of an archive.
pub(super) fn read(
    document: &Document,
    archive: &mut Archive<'_>,
) -> Result<(Parts, Vec<Diagnostic>), Box<Diagnostic>> {
    let main = main_part(archive);
    let mut doubts = Vec::new();
    let body = {
        let bytes = archive.read(&main).map_err(|trouble| Box::new(trouble.tell(document)))?;
        let tree =
            xml::parse(&xml::decode(&bytes)).map_err(|why| Box::new(why.tell(document, Some(&main))))?;
        doubts.extend(tree.doubts(document, Some(&main)));
        tree.root
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut part = |name: &str| -> Result<Option<Element>, Box<Diagnostic>> {
        if !archive.has(name) {
            return Ok(None);
        }
        let bytes = archive.read(name).map_err(|trouble| Box::new(trouble.tell(document)))?;
        match xml::parse(&xml::decode(&bytes)) {
            Ok(tree) => Ok(Some(tree.root)),
            Err(why) => Err(Box::new(why.tell(document, Some(name)))),
        }
    };
    let mut beside =
        |name: &str| part(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
    let styles = beside("styles.xml")?.map(|root| styles(&root)).unwrap_or_default();
    let lists = beside("numbering.xml")?.map(|root| lists(&root)).unwrap_or_default();
    let footnotes = beside("footnotes.xml")?.map(|root| notes(&root, "w:footnote")).unwrap_or_default();
    let endnotes = beside("endnotes.xml")?.map(|root| notes(&root, "w:endnote")).unwrap_or_default();
    let comments = beside("comments.xml")?.map(|root| comments(&root)).unwrap_or_default();
    let mut links = BTreeMap::new();
    // Ids of notes' links are apart from those of the body.
    for (name, prefix) in [("document", ""), ("footnotes", "f:"), ("endnotes", "e:")] {
        let file = main
            .rsplit('/')
            .next()
            .filter(|_| name == "document")
            .map_or_else(|| format!("{name}.xml"), str::to_owned);
        if let Some(root) = beside(&format!("_rels/{file}.rels"))? {
            links.extend(relations(&root, prefix));
        }
    }
    let core = part("docProps/core.xml")?.map(|root| core(&root)).unwrap_or_default();
    Ok((Parts { body, styles, lists, links, footnotes, endnotes, comments, core }, doubts))
}

/// The file with the text.
fn main_part(archive: &Archive<'_>) -> String {
    let usual = "word/document.xml";
    if archive.has(usual) {
        return usual.to_owned();
    }
    // Some programs number it.
    let numbered = archive
        .names()
        .find(|name| name.strip_suffix(".xml").is_some_and(|stem| stem.starts_with("word/document")));
    numbered.unwrap_or(usual).to_owned()
}

fn relations(root: &Element, prefix: &str) -> Vec<(String, String)> {
    let relation = |element: &Element| {
        Some((format!("{prefix}{}", element.attribute("Id")?), element.attribute("Target")?.to_owned()))
    };
    root.elements().filter_map(relation).collect()
}

fn notes(root: &Element, name: &str) -> BTreeMap<String, Element> {
    let ordinary = |note: &&Element| note.attribute("w:type").is_none_or(|kind| kind == "normal");
    let notes = root.all(name).filter(ordinary);
    notes.filter_map(|note| Some((note.attribute("w:id")?.to_owned(), note.clone()))).collect()
}

fn comments(root: &Element) -> Vec<(String, String)> {
    let comment = |comment: &Element| {
        let text: Vec<String> = comment.below("w:t").map(Element::text).collect();
        let text = text.concat().split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| (comment.attribute("w:author").unwrap_or_default().to_owned(), text))
    };
    root.all("w:comment").filter_map(comment).collect()
}

fn core(root: &Element) -> Core {
    let words = |name: &str| root.first(name).and_then(Element::words);
    let split = |text: &str| {
        text.split([';', ',']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let authors = words("dc:creator").unwrap_or_default();
    let name = |name: &str| {
        if name.contains(" and ") || name.contains('&') {
            PersonName::Parts { given: String::new(), family: name.to_owned(), orcid: None }
        } else {
            PersonName::Whole(name.to_owned())
        }
    };
    let authors = authors.split(';').map(str::trim).filter(|part| !part.is_empty()).map(name).collect();
    let tag = |text: &String| text.len() >= 2 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    Core {
        title: words("dc:title"),
        authors,
        keywords: words("cp:keywords").map(|text| split(&text)).unwrap_or_default(),
        language: words("dc:language").filter(tag),
    }
}

/// Whether something is switched on: there, and not said to be off.
pub(super) fn is_on(properties: &Element, name: &str) -> bool {
    properties
        .first(name)
        .is_some_and(|on| !matches!(on.attribute("w:val"), Some("0" | "false" | "off" | "none")))
}

fn styles(root: &Element) -> BTreeMap<String, Style> {
    let mut styles = BTreeMap::new();
    for style in root.all("w:style") {
        let Some(id) = style.attribute("w:styleId") else { continue };
        let name = style.first("w:name").and_then(|name| name.attribute("w:val")).unwrap_or(id);
        let run = style.first("w:rPr");
        let on = |name: &str| run.is_some_and(|run| is_on(run, name));
        let level = style
            .at(&["w:pPr", "w:outlineLvl"])
            .and_then(|level| level.attribute("w:val")?.parse::<u8>().ok());
        let role =
            role(name).or_else(|| level.filter(|level| *level < 9).map(|level| Role::Heading(level + 1)));
        let paragraph = style.first("w:pPr");
        let found = Style {
            role,
            bold: on("w:b"),
            italic: on("w:i"),
            code: is_code(name),
            list: paragraph.and_then(list_of),
            based_on: style.first("w:basedOn").and_then(|base| base.attribute("w:val")).map(str::to_owned),
        };
        styles.insert(id.to_owned(), found);
    }
    styles
}

fn is_code(name: &str) -> bool {
    let lower = name.to_lowercase().replace(['-', ' '], "");
    [
        "verbatimchar",
        "sourcecode",
        "htmlcode",
        "code",
        "codechar",
        "sourcetext",
        "preformattedtext",
        "htmlpreformatted",
    ]
    .contains(&lower.as_str())
}

/// What a style is for, by its name, which Word keeps in English.
fn role(name: &str) -> Option<Role> {
    let lower = name.to_lowercase().replace('-', " ");
    if let Some(number) = lower.strip_prefix("heading").or_else(|| lower.strip_prefix("überschrift")) {
        return number.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(Role::Heading);
    }
    Some(match lower.as_str() {
        "title" => Role::Title,
        "subtitle" => Role::Subtitle,
        "author" | "authors" => Role::Author,
        "date" => Role::Date,
        "abstract" => Role::Abstract,
        "abstract title" | "toc heading" => Role::Label,
        "quote"
        | "intense quote"
        | "block text"
        | "block quotation"
        | "quotations"
        | "block quote"
        | "blockquote"
        | "footnote block text" => Role::Quote,
        "caption" | "image caption" | "table caption" | "figure caption" | "illustration" | "table"
        | "figure text" => Role::Caption,
        "bibliography" => Role::Bibliography,
        "definition term" => Role::Term,
        "definition" => Role::Definition,
        _ if lower.starts_with("toc ") || lower.starts_with("contents ") => Role::Contents,
        _ if is_code(name) => Role::Code,
        _ => return None,
    })
}

/// The list that properties of a paragraph name, and the level in it.
pub(super) fn list_of(properties: &Element) -> Option<(String, usize)> {
    let numbering = properties.first("w:numPr")?;
    let id = numbering.first("w:numId")?.attribute("w:val")?;
    let level =
        numbering.first("w:ilvl").and_then(|level| level.attribute("w:val")?.parse().ok()).unwrap_or(0);
    Some((id.to_owned(), level))
}

fn lists(root: &Element) -> BTreeMap<(String, usize), Level> {
    let level_of = |level: &Element| {
        let at: usize = level.attribute("w:ilvl")?.parse().ok()?;
        let value = |name: &str| level.first(name).and_then(|element| element.attribute("w:val"));
        let format = value("w:numFmt").unwrap_or("decimal");
        let sign = value("w:lvlText").unwrap_or_default();
        let ordered = !matches!(format, "bullet" | "none") && (sign.is_empty() || sign.contains('%'));
        let start = value("w:start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let goes_on = format == "bullet" && !sign.is_empty() && sign.trim().is_empty();
        Some((at, Level { ordered, goes_on, start }))
    };
    let mut kinds: BTreeMap<&str, Vec<(usize, Level)>> = BTreeMap::new();
    for kind in root.all("w:abstractNum") {
        if let Some(id) = kind.attribute("w:abstractNumId") {
            kinds.insert(id, kind.all("w:lvl").filter_map(level_of).collect());
        }
    }
    let mut lists = BTreeMap::new();
    for list in root.all("w:num") {
        let Some(id) = list.attribute("w:numId") else { continue };
        let kind = list.first("w:abstractNumId").and_then(|kind| kind.attribute("w:val")).unwrap_or_default();
        for (at, level) in kinds.get(kind).into_iter().flatten() {
            lists.insert((id.to_owned(), *at), *level);
        }
        for other in list.all("w:lvlOverride") {
            let Some(at) = other.attribute("w:ilvl").and_then(|at| at.parse::<usize>().ok()) else {
                continue;
            };
            let start =
                other.first("w:startOverride").and_then(|start| start.attribute("w:val")?.parse().ok());
            let own = other.first("w:lvl").and_then(level_of).map(|(_, level)| level);
            if let Some(level) = own {
                lists.insert((id.to_owned(), at), level);
            }
            if let (Some(start), Some(level)) = (start, lists.get_mut(&(id.to_owned(), at))) {
                level.start = start;
            }
        }
    }
    lists
}

impl Parts {
    pub(super) const fn notes(&self, kind: Kind) -> &BTreeMap<String, Element> {
        match kind {
            Kind::Foot => &self.footnotes,
            Kind::End => &self.endnotes,
        }
    }

    /// What a style says; what it does not say itself, the styles that it is made of say.
    pub(super) fn style(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut next = Some(id);
        // Styles that are made of each other would go on for ever.
        for _ in 0..20 {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            found.role = found.role.or(style.role);
            found.bold |= style.bold;
            found.italic |= style.italic;
            found.code |= style.code;
            if found.list.is_none() {
                found.list.clone_from(&style.list);
            }
            next = style.based_on.as_deref();
        }
        if found.role.is_none() && self.styles.is_empty() {
            found.role = role(id);
        }
        found
    }

    /// A level of a list.
    pub(super) fn level(&self, list: &str, level: usize) -> Level {
        self.lists.get(&(list.to_owned(), level)).copied().unwrap_or(Level {
            ordered: false,
            goes_on: false,
            start: 1,
        })
    }
}
