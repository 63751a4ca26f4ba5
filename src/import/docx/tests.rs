//! Small documents of Word, packed here.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::read;
use crate::import::article::article;
use crate::import::document::{Document, Format};
use crate::import::draft::Draft;
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'";

fn document(files: &[(&str, &str)]) -> Document {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    Document {
        file: FileId(0),
        path: SourcePath::new("text.docx"),
        format: Format::Docx,
        text: "".into(),
        bytes: bytes.into(),
    }
}

fn draft(body: &str, more: &[(&str, &str)]) -> Draft {
    let body = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let mut files = vec![("word/document.xml", body.as_str())];
    files.extend(more);
    read(&document(&files)).unwrap()
}

fn written(draft: &Draft) -> String {
    article(draft).text.splitn(3, "+++\n").nth(2).unwrap().trim().to_owned()
}

fn check(body: &str, more: &[(&str, &str)], expected: &str) {
    assert_eq!(written(&draft(body, more)), expected, "{body}");
}

fn p(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>")
}

fn t(words: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

/// A field cut over runs, in the middle of its instruction.
fn field(instruction: &str, shown: &str) -> String {
    let half = instruction.len() / 2;
    let (head, tail) = instruction.split_at(half);
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:instrText>{}</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
        escaped(head),
        escaped(tail)
    )
}

const ITEM: &str = r#"{"citationItems":[{"id":1,"uris":["http://zotero.org/1"],"locator":"12","prefix":"see","itemData":{"id":1,"type":"book","title":"Lamps","author":[{"family":"Dam","given":"Ada"}],"issued":{"date-parts":[[2001]]}}}]}"#;

#[test]
fn marks_links_and_styles() {
    let rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Target='https://example.org/'/></Relationships>";
    let body = p("Title", &t("A title"))
        + &p("Heading1", &t("One"))
        + &p(
            "x",
            &(t("a ")
                + "<w:r><w:rPr><w:i/></w:rPr><w:t>b</w:t></w:r><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t xml:space='preserve'> c</w:t></w:r>\
                <w:hyperlink r:id='r1'><w:r><w:t>d</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"),
        )
        + &p("Quote", &t("q"));
    check(
        &body,
        &[("word/_rels/document.xml.rels", rels)],
        "## One\n\na *b* c[d](https://example.org/)^2^\n\n> q",
    );
    assert!(article(&draft(&body, &[])).text.contains("title = \"A title\"\n"));
}

#[test]
fn lists_count_on() {
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/></w:lvl>\
         <w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    );
    let item = |level: u8, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr></w:pPr>{}</w:p>",
            t(words)
        )
    };
    let body = item(0, "a") + &item(1, "b") + &item(0, "c") + &p("x", &t("d")) + &item(0, "e");
    check(&body, &[("word/numbering.xml", &numbering)], "3. a\n   - b\n4. c\n\nd\n\n5. e");
}

#[test]
fn items_go_on_without_a_sign() {
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val=' '/></w:lvl></w:abstractNum>\
         <w:abstractNum w:abstractNumId='3'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl></w:abstractNum>\
         <w:num w:numId='5'><w:abstractNumId w:val='3'/></w:num><w:num w:numId='6'><w:abstractNumId w:val='2'/></w:num></w:numbering>"
    );
    let item = |list: u8, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{}</w:p>",
            t(words)
        )
    };
    let body = item(5, "a") + &item(6, "b") + &item(5, "c");
    check(&body, &[("word/numbering.xml", &numbering)], "- a\n\n  b\n\n- c");
}

#[test]
fn notes_stand_behind_the_text() {
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote><w:footnote w:id='2'><w:p>{}</w:p><w:p>{}</w:p></w:footnote></w:footnotes>",
        t("One."),
        t("More.")
    );
    let ends =
        format!("<w:endnotes {W}><w:endnote w:id='7'><w:p>{}</w:p></w:endnote></w:endnotes>", t("End."));
    let body = p(
        "x",
        &(t("a")
            + "<w:r><w:footnoteReference w:id='2'/></w:r>"
            + &t(" b")
            + "<w:r><w:endnoteReference w:id='7'/></w:r><w:r><w:footnoteReference w:id='9'/></w:r>"),
    );
    let more = [("word/footnotes.xml", notes.as_str()), ("word/endnotes.xml", ends.as_str())];
    check(&body, &more, "a[^1] b[^e1][^2]\n\n[^1]: One.\n\n    More.\n\n[^e1]: End.");
    assert_eq!(draft(&body, &more).apparatus.missing, ["2"]);
}

#[test]
fn citations_of_zotero_and_mendeley() {
    let zotero = field(&format!(" ADDIN ZOTERO_ITEM CSL_CITATION {ITEM} "), "(see Dam 2001, 12)");
    let mendeley = field(
        &format!(
            "ADDIN CSL_CITATION {}",
            ITEM.replace("http://zotero.org/1", "http://mendeley/9").replace("Lamps", "Ports")
        ),
        "(Dam 2001)",
    );
    let list = field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", "Dam, Ada. 2001. Lamps.");
    let body = p("x", &(t("a ") + &zotero + &t(", b ") + &mendeley + &t(".") + &zotero)) + &p("x", &list);
    let draft = draft(&body, &[]);
    assert_eq!(
        written(&draft),
        "a [see @dam-2001, p. 12], b [see @dam-2001-2, p. 12].[see @dam-2001, p. 12]"
    );
    let works = article(&draft).references.unwrap();
    assert!(works.contains("\"title\": \"Lamps\"") && works.contains("\"title\": \"Ports\""), "{works}");
    assert!(draft.chrome.iter().any(|chrome| chrome.text == "Dam, Ada. 2001. Lamps."));
}

#[test]
fn citations_in_controls() {
    // The object of `ITEM` without a locator, in base 64.
    let json = "eyJjaXRhdGlvbkl0ZW1zIjpbeyJpZCI6IjEiLCJpdGVtRGF0YSI6eyJ0eXBlIjoiYm9vayIsInRpdGxlIjoiTGFtcHMiLCJhdXRob3IiOlt7ImZhbWlseSI6IkRhbSJ9XSwiaXNzdWVkIjp7ImRhdGUtcGFydHMiOltbMjAwMV1dfX19XX0=";
    let control = format!(
        "<w:sdt><w:sdtPr><w:tag w:val='MENDELEY_CITATION_v3_{json}'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        t("(Dam 2001)")
    );
    check(&p("x", &(t("a ") + &control)), &[], "a [@dam-2001]");
}

#[test]
fn changes_and_comments_are_told() {
    let comments = format!(
        "<w:comments {W}><w:comment w:id='0' w:author='Bo'><w:p>{}</w:p></w:comment></w:comments>",
        t("Sure?")
    );
    let body = p(
        "x",
        &(t("a")
            + "<w:ins w:id='1'>"
            + &t(" b")
            + "</w:ins><w:del w:id='2'><w:r><w:delText> gone</w:delText></w:r></w:del>"),
    );
    let draft = draft(&body, &[("word/comments.xml", &comments)]);
    assert_eq!(written(&draft), "a b");
    let doubts: Vec<&str> = draft.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    assert!(
        doubts.contains(&"a comment by Bo was left out: Sure?")
            && doubts.contains(&"deleted words were left out (1)"),
        "{doubts:?}"
    );
    assert_eq!(draft.chrome[0].text, "gone");
}

#[test]
fn tables_formulas_and_pictures() {
    let cell = |words: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", t(words));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("A"),
        cell("B"),
        cell("c"),
        cell("d")
    );
    let formula = "<w:p><m:oMath><m:sSup><m:e><m:r><m:t>a</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:f><m:num><m:r><m:t>x</m:t></m:r></m:num><m:den><m:r><m:t>y</m:t></m:r></m:den></m:f></m:oMath></w:p>";
    let rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r2' Target='media/image1.png'/></Relationships>";
    let picture = "<w:p><w:r><w:drawing><wp:inline xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'><wp:docPr descr='A lamp'/>\
        <a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' r:embed='r2'/></wp:inline></w:drawing></w:r></w:p>";
    let body = table + formula + picture + &p("Caption", &t("The lamp"));
    let draft = draft(&body, &[("word/_rels/document.xml.rels", rels), ("word/media/image1.png", "x")]);
    assert_eq!(
        written(&draft),
        "| A | B |\n|---|---|\n| c | d |\n\n$$a^{2}\\frac{x}{y}$$\n\n![A lamp](image1.png \"The lamp\")"
    );
    assert_eq!(draft.files[0].name, "image1.png");
}

#[test]
fn harm_is_refused() {
    let refused = |files: &[(&str, &str)]| read(&document(files)).unwrap_err().message;
    let bomb = format!("<w:document {W}>{}</w:document>", " ".repeat(3 << 20));
    assert!(refused(&[("word/document.xml", &bomb)]).contains("times its size"));
    let entities = "<!DOCTYPE d [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><d>&b;</d>";
    assert!(refused(&[("word/document.xml", entities)]).contains("made of other entities"));
    assert!(refused(&[("word/other.xml", "<a/>")]).contains("holds no file"));
    let mut broken = document(&[("word/document.xml", "<a/>")]);
    broken.bytes = b"PK\x03\x04 and no more".as_slice().into();
    assert!(read(&broken).unwrap_err().message.contains("no ZIP archive"));
}
