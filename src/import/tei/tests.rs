//! TEI documents, small.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use super::read;
use crate::import::article::article;
use crate::import::document::{Document, Format};
use crate::import::draft::Draft;
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

fn document(text: &str) -> Document {
    Document {
        file: FileId(0),
        path: SourcePath::new("no-such-folder/letter.xml"),
        format: Format::Tei,
        text: text.into(),
        bytes: text.as_bytes().into(),
    }
}

fn draft(text: &str) -> Draft {
    read(&document(text)).unwrap()
}

fn check(body: &str, expected: &str) {
    let text = format!("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>{body}</body></text></TEI>");
    let written = article(&draft(&text)).text;
    assert_eq!(written.splitn(3, "+++\n").nth(2).unwrap().trim(), expected, "{body}");
}

#[test]
fn divisions_and_blocks() {
    check(
        "<div><head>A</head><p>b <hi rend='italic'>c</hi> <hi rend='bold'>d</hi></p><div><head>E</head><quote><p>f</p></quote>\
         <list type='ordered'><item>g</item></list><lg><l>h</l><l>i</l></lg><table><row role='label'><cell>J</cell></row><row><cell>k</cell></row></table></div></div>",
        "## A\n\nb *c* **d**\n\n### E\n\n> f\n\n1. g\n\nh\\\ni\n\n| J |\n|---|\n| k |",
    );
}

#[test]
fn quotations_in_a_line_have_marks() {
    check(
        "<p>a <q>b</q> <quote>“c”</quote></p><ab type='codeblock rust'>\nd\n</ab>",
        "a “b” “c”\n\n```rust\nd\n```",
    );
}

#[test]
fn notes_stand_in_place_or_apart() {
    check(
        "<div><p>a<note place='foot' n='3'>One.</note> b<ref target='#n9'>4</ref></p></div><note xml:id='n9'><p>Two.</p></note>",
        "a[^3] b[^4]\n\n[^3]: One.\n\n[^4]: Two.",
    );
}

#[test]
fn breaks_and_readings_are_told() {
    let text = "<TEI><text><body><p>to<lb break='no'/>gether <choice><orig>vp</orig><reg>up</reg></choice><pb n='7'/> <gap/></p></body></text></TEI>";
    let draft = draft(text);
    assert!(article(&draft).text.contains("together up \\[…]\n"), "{}", article(&draft).text);
    let apart: Vec<&str> = draft.chrome.iter().map(|chrome| chrome.text.as_str()).collect();
    assert_eq!(apart, ["vp", "7"]);
    assert_eq!(draft.doubts.len(), 5);
}

#[test]
fn works_and_references() {
    let text = "<TEI><teiHeader><fileDesc><titleStmt><title>T</title><author><persName><forename>Ada</forename> <surname>Dam</surname></persName></author></titleStmt>\
        <publicationStmt><publisher>Quay</publisher><date when='1901-05'>May 1901</date></publicationStmt></fileDesc></teiHeader>\
        <text><body><p>a (<ref target='#b1'>Kim 1999, p. 4</ref>) <ref target='https://example.org/'>x</ref></p></body>\
        <back><div><listBibl><head>Works</head><biblStruct xml:id='b1'><monogr><author><surname>Kim</surname></author><title level='m'>Ports</title><imprint><date>1999</date></imprint></monogr></biblStruct></listBibl></div></back></text></TEI>";
    let draft = draft(text);
    let article = article(&draft);
    assert_eq!(
        article.text,
        "+++\ntitle = \"T\"\nauthor = [{ given = \"Ada\", family = \"Dam\" }]\nissued = \"1901-05\"\npublisher = \"Quay\"\n+++\n\n\
         a [@kim-1999, p. 4] [x](https://example.org/)\n"
    );
    assert!(article.references.unwrap().contains("\"title\": \"Ports\""));
}

#[test]
fn harm_is_refused() {
    let bomb =
        "<!DOCTYPE TEI [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><TEI><text><body><p>&b;</p></body></text></TEI>";
    assert!(read(&document(bomb)).unwrap_err().message.contains("made of other entities"));
    let file = "<!DOCTYPE TEI [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><TEI><text><body><p>&f;</p></body></text></TEI>";
    assert!(read(&document(file)).unwrap_err().message.contains("stands for a file"));
}
