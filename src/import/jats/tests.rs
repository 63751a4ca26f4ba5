//! JATS documents, small.

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
        path: SourcePath::new("no-such-folder/paper.xml"),
        format: Format::Jats,
        text: text.into(),
        bytes: text.as_bytes().into(),
    }
}

fn draft(text: &str) -> Draft {
    read(&document(text)).unwrap()
}

/// A body and what is behind it, as Markdown.
fn check(body: &str, back: &str, expected: &str) {
    let text = format!(
        "<article xmlns:xlink='http://www.w3.org/1999/xlink'><body>{body}</body><back>{back}</back></article>"
    );
    let written = article(&draft(&text)).text;
    let written = written.splitn(3, "+++\n").nth(2).unwrap().trim();
    assert_eq!(written, expected, "{body}");
}

const REFERENCES: &str = "<ref-list><title>References</title>\
    <ref id='B1'><label>1</label><element-citation publication-type='journal'><person-group><name><surname>Dam</surname><given-names>A</given-names></name></person-group><article-title>On lamps</article-title><source>Quays</source><year>2001</year><volume>3</volume><fpage>5</fpage><lpage>9</lpage></element-citation></ref>\
    <ref id='B2'><mixed-citation>Kim, B. (2010) On harbours. Oslo: Quay Press.</mixed-citation></ref>\
    <ref id='B3'><mixed-citation publication-type='book'><person-group><collab>Port Office</collab></person-group>. <source>Rules</source>. <year>1999</year>.</mixed-citation></ref></ref-list>";

#[test]
fn sections_and_blocks() {
    check(
        "<sec><label>1.</label><title>A</title><p>b <italic>c</italic><list list-type='order'><list-item><label>1.</label><p>d</p></list-item></list>e</p>\
         <sec><title>F</title><disp-quote><p>g</p></disp-quote><preformat>h  i</preformat></sec></sec>",
        "",
        "## 1\\. A\n\nb *c*\n\n1. d\n\ne\n\n### F\n\n> g\n\n```\nh  i\n```",
    );
    check(
        "<p>x <inline-formula><alternatives><tex-math>$a^2$</tex-math><graphic/></alternatives></inline-formula></p>\
         <disp-formula id='e'><label>(1)</label><tex-math>\\documentclass{a}\\begin{document}$$b$$\\end{document}</tex-math></disp-formula>",
        "",
        "x $a^2$\n\n$b$ (1)",
    );
    check(
        "<table-wrap><label>Table 1</label><caption><p>Ports</p></caption><table><thead><tr><th colspan='2'>A</th></tr></thead>\
         <tbody><tr><td rowspan='2'>b</td><td>c</td></tr><tr><td>d</td></tr></tbody></table></table-wrap>",
        "",
        "Table 1 Ports\n\n| A |  |\n|---|---|\n| b | c |\n|  | d |",
    );
}

#[test]
fn notes_have_the_labels_of_their_markers() {
    check(
        "<p>a<xref ref-type='fn' rid='n1'><sup>1</sup></xref> b<sup><xref ref-type='fn' rid='n2'>2</xref></sup> c<fn><p>d</p></fn></p>",
        "<fn-group><title>Notes</title><fn id='n1'><label>1</label><p>One.</p><p>More.</p></fn><fn id='n2'><label>2</label><p>Two.</p></fn></fn-group>\
         <fn-group><fn fn-type='con'><p>Thanks.</p></fn></fn-group>",
        "a[^1] b[^2] c[^3]\n\nThanks.\n\n[^3]: d\n\n[^1]: One.\n\n    More.\n\n[^2]: Two.",
    );
    let lost = draft("<article><body><p>a<xref ref-type='fn' rid='x'>4</xref></p></body></article>");
    assert_eq!(lost.apparatus.missing, ["4"]);
}

#[test]
fn references_become_citations() {
    let to = |id: &str, words: &str| format!("<xref ref-type='bibr' rid='{id}'>{words}</xref>");
    check(
        &format!(
            "<p>x [{}–{}] y (see {}, p. 3) Kim ({}) z<sup>{},{}</sup></p>",
            to("B1", "1"),
            to("B3", "3"),
            to("B1", "Dam 2001"),
            to("B2", "2010"),
            to("B1", "1"),
            to("B2", "2")
        ),
        REFERENCES,
        "x [@dam-2001; @kim-2010; @port-office-1999] y [see @dam-2001, p. 3] Kim [-@kim-2010] z[@dam-2001; @kim-2010]",
    );
    let references = draft(&format!("<article><body/><back>{REFERENCES}</back></article>")).references;
    let first = &references[0];
    assert_eq!((first.kind, references.len()), (Some("article-journal"), 3));
    let names: Vec<&str> = first.fields.iter().map(|field| field.name).collect();
    assert_eq!(names, ["author", "title", "container-title", "issued", "volume", "page"]);
}

#[test]
fn the_front_becomes_fields() {
    let text = "<article xml:lang='en' article-type='research-article'><front><journal-meta><journal-title>Quays</journal-title></journal-meta>\
        <article-meta><article-id pub-id-type='doi'>10.1/x</article-id><title-group><article-title>A <italic>b</italic><xref ref-type='fn' rid='f'>*</xref></article-title></title-group>\
        <contrib-group><contrib contrib-type='author'><contrib-id contrib-id-type='orcid'>https://orcid.org/0000-0002-1825-0097</contrib-id>\
        <name><surname>Dam</surname><given-names>Ada</given-names></name></contrib></contrib-group><aff id='a'>A University</aff>\
        <pub-date pub-type='collection'><year>2020</year></pub-date><pub-date pub-type='epub'><day>3</day><month>2</month><year>2021</year></pub-date>\
        <permissions><license xlink:href='https://creativecommons.org/licenses/by/4.0/' xmlns:xlink='http://www.w3.org/1999/xlink'/></permissions>\
        <abstract><title>Abstract</title><p>Short.</p></abstract><kwd-group><kwd>lamps</kwd></kwd-group></article-meta></front><body><p>x</p></body></article>";
    let draft = draft(text);
    let front = article(&draft).text;
    assert_eq!(
        front.split("+++\n").nth(1).unwrap(),
        "title = \"A b\"\nauthor = [{ given = \"Ada\", family = \"Dam\", ORCID = \"0000-0002-1825-0097\" }]\nissued = \"2021-02-03\"\n\
         container-title = \"Quays\"\ntype = \"article-journal\"\nDOI = \"10.1/x\"\nlicense = \"https://creativecommons.org/licenses/by/4.0/\"\n\
         keyword = [\"lamps\"]\nlanguage = \"en\"\nabstract = \"Short.\"\n"
    );
    assert!(draft.chrome.iter().any(|chrome| chrome.text == "A University"));
}

#[test]
fn harm_is_refused() {
    for (text, part) in [
        (
            "<!DOCTYPE article [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><article><body><p>&b;</p></body></article>",
            "made of other entities",
        ),
        (
            "<!DOCTYPE article [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><article><body><p>&f;</p></body></article>",
            "stands for a file",
        ),
        ("<article><body>", "ends before"),
    ] {
        let refused = read(&document(text)).unwrap_err();
        assert!(refused.message.contains(part), "{}", refused.message);
    }
}

#[test]
fn what_is_not_known_stays() {
    let draft = draft(
        "<article><body><p>a <strange>b <odd>c</odd></strange></p><curious><p>d</p></curious></body></article>",
    );
    let text = article(&draft).text;
    assert!(text.contains("a b c\n\nd\n"), "{text}");
    assert!(draft.doubts.iter().any(|doubt| doubt.message.contains("`curious`, `odd`, `strange`")));
}
