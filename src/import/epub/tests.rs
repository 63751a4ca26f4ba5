//! Books → articles: those of `tests/import/epub`, made by Pandoc, and small ones that are packed here.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests fail by panicking, and read files")]

use std::fs;
use std::path::Path;

use crate::import::archive;
use crate::import::article::article;
use crate::import::document::{Document, Format};
use crate::import::draft::Part;
use crate::import::drafts;
use crate::import::tree::Inline;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

fn read(bytes: &[u8]) -> Result<Vec<Part>, Box<Diagnostic>> {
    let path = SourcePath::new("book.epub");
    drafts(
        &Document { file: FileId(0), path, format: Format::Epub, text: "".into(), bytes: bytes.into() },
        &[],
    )
}

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive::packed(&files)
}

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='o/p.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

/// A book of some files, all of them in its spine.
fn book(metadata: &str, files: &[(&str, &str)]) -> Vec<u8> {
    let items = files
        .iter()
        .map(|(name, _)| format!("<item id='{name}' href='{name}'/>"))
        .collect::<Vec<_>>()
        .concat();
    let shown = files.iter().filter(|(name, _)| name.ends_with("html"));
    let spine = shown.map(|(name, _)| format!("<itemref idref='{name}'/>")).collect::<Vec<_>>().concat();
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:opf='http://www.idpf.org/2007/opf'><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine><guide><reference type='cover' href='cover.html'/></guide></package>"
    );
    let inner: Vec<(String, &str)> = files.iter().map(|(name, text)| (format!("o/{name}"), *text)).collect();
    let mut all = vec![("META-INF/container.xml", CONTAINER), ("o/p.opf", package.as_str())];
    all.extend(inner.iter().map(|(name, text)| (name.as_str(), *text)));
    packed(&all)
}

fn texts(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|part| article(&part.draft).text).collect()
}

/// Each book has its article beside it; with `UPDATE` that is written anew, to be read before it is kept.
#[test]
fn books_of_pandoc_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/epub");
    for name in ["pandoc", "pandoc-epub2"] {
        let parts = read(&fs::read(folder.join(format!("{name}.epub"))).unwrap()).unwrap();
        assert_eq!(parts.len(), 1);
        let text = texts(&parts).remove(0);
        let beside = folder.join(format!("{name}.md"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &text).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&beside).unwrap(), "{name}");
        let files: Vec<_> =
            parts.iter().flat_map(|part| &part.draft.files).map(|file| file.bytes.len()).collect();
        assert_eq!(files.len(), 1, "{name}");
    }
}

#[test]
fn notes_come_back_from_a_file_of_their_own() {
    let one = "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body><h1>One</h1><p>Salt<a id='r1' epub:type='noteref' href='notes.html#n1'>1</a> and <img src='../o/i/a.png' alt='a mill'/> coal.</p></body></html>";
    let two = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Two</h1><p>Wax<sup><a id='r2' href='notes.html#n2'>1</a></sup>.</p></body></html>";
    let notes = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Notes</h1><p id='n1'><a href='one.html#r1'>1</a>. Of the sea.</p><p id='n2'><a href='two.html#r2'>1</a>. Of bees.</p></body></html>";
    let cover = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>A cover</p></body></html>";
    let metadata = "<dc:title>Goods</dc:title><dc:creator opf:role='aut'>Lund, Ida</dc:creator><dc:creator opf:role='edt'>Bo Ek</dc:creator><dc:date>2011-05</dc:date><dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:language>en</dc:language>";
    let files = [
        ("cover.html", cover),
        ("one.html", one),
        ("two.html", two),
        ("notes.html", notes),
        ("i/a.png", "png"),
    ];
    let parts = read(&book(metadata, &files)).unwrap();
    let expected = "+++\ntitle = \"Goods\"\nauthor = [\"Lund, Ida\"]\neditor = [\"Bo Ek\"]\nissued = \"2011-05\"\nISBN = \"9780306406157\"\nlanguage = \"en\"\n+++\n\n## One\n\nSalt[^1] and ![a mill](a.png) coal.\n\n## Two\n\nWax[^2-1].\n\n[^1]: Of the sea.\n\n[^2-1]: Of bees.\n";
    assert_eq!(texts(&parts), [expected]);
    let draft = &parts.first().unwrap().draft;
    let chrome: Vec<_> = draft.chrome.iter().map(|chrome| (chrome.what, chrome.text.as_str())).collect();
    assert_eq!(chrome, [("title page", "A cover")]);
    assert_eq!(draft.files.first().map(|file| &*file.bytes), Some(&b"png"[..]));
}

#[test]
fn chapters_of_a_long_book_are_articles() {
    let words = "Rivers run and mills turn by the water. ".repeat(2000);
    let page = |title: &str, text: &str| {
        format!(
            "<html><body><h1>{title}</h1><p>{text}<a id='r' href='n.html#{title}'>1</a></p></body></html>"
        )
    };
    let (a, b) = (page("A", &words), page("B", &words));
    let part = "<html><body><h1>Part the first</h1></body></html>";
    let notes = "<html><body><h1>Notes</h1><p id='A'><a href='a.html#r'>1</a> Of A.</p><p id='B'><a href='b.html#r'>1</a> Of B.</p></body></html>";
    let files = [("p.html", part), ("a.html", &*a), ("b.html", &*b), ("n.html", notes)];
    let parts = read(&book("<dc:title>Mills</dc:title>", &files)).unwrap();
    let names: Vec<_> = parts.iter().map(|part| part.name.as_deref()).collect();
    assert_eq!(names, [Some("A"), Some("B")]);
    let texts = texts(&parts);
    for (text, note) in texts.iter().zip(["Of A.", "Of B."]) {
        assert!(
            text.contains("container-title = \"Mills\"") && text.ends_with(&format!("[^1]: {note}\n")),
            "{text}"
        );
    }
    let first = parts.first().and_then(|part| part.draft.blocks.first()).unwrap();
    assert!(
        matches!(&first.kind, crate::import::tree::BlockKind::Heading(_, words) if words == &[Inline::Text("Part the first".to_owned())])
    );
}

#[test]
fn what_is_no_book_says_so() {
    let message = |bytes: &[u8]| read(bytes).unwrap_err().message;
    assert!(message(b"PK").contains("no ZIP archive"));
    assert!(message(&packed(&[("mimetype", "application/epub+zip")])).contains("META-INF/container.xml"));
    assert!(
        message(&packed(&[("META-INF/container.xml", CONTAINER), ("o/p.opf", "<package")]))
            .contains("o/p.opf")
    );
    assert!(message(&book("", &[])).contains("no text"));
    let outside = "<package><manifest><item id='a' href='../../secret.html'/></manifest><spine><itemref idref='a'/></spine></package>";
    assert!(
        message(&packed(&[("META-INF/container.xml", CONTAINER), ("o/p.opf", outside)])).contains("no text")
    );
    let locked = "<encryption><CipherReference URI='o/a.html'/></encryption>";
    let package = "<package><manifest><item id='a' href='a.html'/></manifest><spine><itemref idref='a'/></spine></package>";
    let files = [
        ("META-INF/container.xml", CONTAINER),
        ("o/p.opf", package),
        ("o/a.html", "x"),
        ("META-INF/encryption.xml", locked),
    ];
    assert!(message(&packed(&files)).contains("encrypted"));
}

#[test]
fn broken_files_are_read_as_a_browser_would() {
    let parts = read(&book("<dc:title>T</dc:title>", &[("a.html", "<p>one<br>two & <b>three")])).unwrap();
    assert!(texts(&parts).remove(0).ends_with("one\\\ntwo & **three**\n"));
}
