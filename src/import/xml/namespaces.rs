//! The prefix that each known namespace goes by here, whatever prefix a document gives it.

/// Namespaces and their prefixes; an empty one is left away.
const KNOWN: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"),
    ("http://purl.oclc.org/ooxml/drawingml/picture", "pic"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
    ("http://schemas.openxmlformats.org/package/2006/content-types", ""),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://www.w3.org/1998/Math/MathML", "mml"),
    ("http://www.w3.org/1999/xhtml", ""),
    ("http://www.w3.org/2000/svg", "svg"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
    ("http://www.tei-c.org/ns/1.0", ""),
    ("http://www.idpf.org/2007/ops", "epub"),
    ("http://www.idpf.org/2007/opf", ""),
    ("http://www.daisy.org/z3986/2005/ncx/", ""),
    ("urn:oasis:names:tc:opendocument:xmlns:container", ""),
    ("http://www.niso.org/schemas/ali/1.0/", "ali"),
];

/// The prefixes that are bound where the parser stands.
#[derive(Default)]
pub(super) struct Bindings {
    bound: Vec<Binding>,
}

struct Binding {
    depth: usize,
    written: String,
    known: String,
}

impl Bindings {
    /// The most bindings that hold at one place. Word writes about forty.
    pub(super) const MOST: usize = 400;

    /// Binds a prefix (empty: the default) to a namespace in an element at a depth.
    pub(super) fn bind(&mut self, depth: usize, prefix: &str, namespace: &str) {
        let known = KNOWN.iter().find(|(uri, _)| *uri == namespace.trim()).map_or(prefix, |(_, known)| known);
        self.bound.push(Binding { depth, written: prefix.to_owned(), known: known.to_owned() });
    }

    /// Whether there are more bindings than a sound document has.
    pub(super) fn are_too_many(&self) -> bool {
        self.bound.len() > Self::MOST
    }

    /// Forgets what the element at a depth bound.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bound.pop_if(|binding| binding.depth >= depth).is_some() {}
    }

    /// An element's name as it is known here: `w:p`.
    pub(super) fn element(&self, written: &str) -> String {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        self.join(prefix, local)
    }

    /// An attribute's name as it is known here; without prefix it has no namespace.
    pub(super) fn attribute(&self, written: &str) -> String {
        match written.split_once(':') {
            Some((prefix, local)) => self.join(prefix, local),
            None => written.to_owned(),
        }
    }

    fn join(&self, prefix: &str, local: &str) -> String {
        let binding = self.bound.iter().rev().find(|binding| binding.written == prefix);
        match binding.map_or(prefix, |binding| &binding.known) {
            "" => local.to_owned(),
            known => format!("{known}:{local}"),
        }
    }
}
