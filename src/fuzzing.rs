//! Doors for the fuzzer (`fuzz/`), in builds with `--cfg fuzzing` alone; what a reader returns is thrown away.

use crate::import::document::Format;
use crate::model::ids::{ArticleId, FileId};
use crate::model::source::{BibliographyFormat, Digest, SourceFile, SourceKind, SourcePath};
use crate::{import, parse};

/// Any bytes as XML.
pub fn xml(bytes: &[u8]) {
    import::fuzzing::xml(bytes);
}

/// Any text as one that was copied from a browser.
pub fn import_text(bytes: &[u8]) {
    import::fuzzing::document(Format::Text, bytes);
}

/// Any text as a document in Markdown.
pub fn import_markdown(bytes: &[u8]) {
    import::fuzzing::document(Format::Markdown, bytes);
}

/// Any bytes as an electronic book.
pub fn import_epub(bytes: &[u8]) {
    import::fuzzing::document(Format::Epub, bytes);
}

/// Any text as a web page.
pub fn import_html(bytes: &[u8]) {
    import::fuzzing::document(Format::Html, bytes);
}

/// Any text as a document in JATS XML.
pub fn import_jats(bytes: &[u8]) {
    import::fuzzing::document(Format::Jats, bytes);
}

/// Any bytes as a document of Word.
pub fn import_docx(bytes: &[u8]) {
    import::fuzzing::document(Format::Docx, bytes);
}

/// Any text as a document in TEI XML.
pub fn import_tei(bytes: &[u8]) {
    import::fuzzing::document(Format::Tei, bytes);
}

/// Any text as a table of events.
pub fn import_table(bytes: &[u8]) {
    import::fuzzing::table(bytes, &parse::date);
}

/// Any text as an article: what is a citation in it, and what only looks like one.
pub fn citation(bytes: &[u8]) {
    article(&String::from_utf8_lossy(bytes));
}

/// Any text as the words behind a key, in brackets and behind a narrative citation.
pub fn locator(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    article(&format!("[see @a, {words}; @b {{{words}}}] and @c [{words}]"));
}

/// Any text as a bibliography; the first byte chooses the format.
pub fn bibliography(bytes: &[u8]) {
    let (choice, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let format = match choice % 3 {
        0 => BibliographyFormat::BibLatex,
        1 => BibliographyFormat::Hayagriva,
        _ => BibliographyFormat::CslJson,
    };
    drop(parse::parse(&file(SourceKind::Bibliography(format), &String::from_utf8_lossy(rest))));
}

fn article(body: &str) {
    let text = format!("+++\ntitle = \"A\"\n+++\n\n{body}");
    drop(parse::parse(&file(SourceKind::Article(ArticleId::new("a")), &text)));
}

fn file(kind: SourceKind, text: &str) -> SourceFile {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let digest = Digest::of(text.as_bytes());
    SourceFile { id: FileId(0), kind, path: SourcePath::new("file"), text: text.into(), digest }
}
