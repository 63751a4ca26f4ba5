//! Tests of plain texts, from the lines to the draft.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::import::document::Format;
use crate::import::tree::{Block, BlockKind, Inline};
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

fn draft(text: &str) -> Draft {
    let document = Document {
        file: FileId(0),
        path: SourcePath::new("a-copy.txt"),
        format: Format::Text,
        text: text.into(),
        bytes: text.as_bytes().into(),
    };
    read(&document)
}

fn words(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Marker(label) => format!("[^{label}]"),
        Inline::Emphasis(inner) => format!("*{}*", words(inner)),
        Inline::Break => "/".to_owned(),
        other => format!("{other:?}"),
    };
    inlines.iter().map(word).collect()
}

fn outline_of(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match &block.kind {
        BlockKind::Heading(level, inlines) => format!("h{level} {}", words(inlines)),
        BlockKind::Paragraph(inlines) => format!("p {}", words(inlines)),
        BlockKind::Quote(blocks) => format!("q {}", outline_of(blocks).join(" | ")),
        BlockKind::List(start, items) => {
            let items: Vec<String> = items.iter().map(|item| outline_of(item).join(" ")).collect();
            format!("l{} {}", start.map_or(String::new(), |start| start.to_string()), items.join(" | "))
        }
        BlockKind::Rule => "rule".to_owned(),
        other => format!("{other:?}"),
    };
    blocks.iter().map(line).collect()
}

const LONG: &str = "The ministers came together in the spring and agreed on nothing that could not have been agreed on before; \
    this they wrote down at length, and signed.";

fn check(text: &str, expected: &[&str]) {
    let text = text.replace("LONG", LONG);
    let expected: Vec<String> = expected.iter().map(|line| line.replace("LONG", LONG)).collect();
    assert_eq!(outline_of(&draft(&text).blocks), expected, "{text}");
}

#[test]
fn headings_lists_and_quotations_are_found() {
    check(
        "A Title of Several Words\n\nLONG\n\n1. The first section\n\nLONG\n\nA lower one\n\nLONG\n\n2. The second\n\nLONG",
        &[
            "p LONG",
            "h2 1. The first section",
            "p LONG",
            "h3 A lower one",
            "p LONG",
            "h2 2. The second",
            "p LONG",
        ],
    );
    check(
        "A Title of Several Words\n\nLONG\n\n- one\n- two\n\n    LONG\n\n* * *\n\nLONG",
        &["p LONG", "l p one | p two", "q p LONG", "rule", "p LONG"],
    );
    check(
        "A Title of Several Words\n\nLONG\n\n1. one thing.\n2. another thing.\n\nLONG",
        &["p LONG", "l1 p one thing. | p another thing.", "p LONG"],
    );
    check(
        "A Title of Several Words\n\nLONG\n\nA river - Photo 2.\nThe river in spring\n\nLONG",
        &["p LONG", "p *A river - Photo 2.*/*The river in spring*", "p LONG"],
    );
    check("", &[]);
}

#[test]
fn notes_come_from_their_lists() {
    let text = "A Title of Several Words\n\nLONG.1 And2 then\u{a0}3 no more.\n\nNotes\n\n1. One.\n\n2. Two,\nand more.\n\n3. Three.\n\nLeave a Reply\n\nX";
    let draft = draft(&text.replace("LONG", LONG));
    let notes: Vec<String> = draft
        .notes
        .iter()
        .map(|note| format!("{} {}", note.label, outline_of(&note.blocks).join(" ")))
        .collect();
    assert_eq!(notes, ["1 p One.", "2 p Two, and more.", "3 p Three."]);
    assert_eq!(draft.apparatus.unmarked, ["3"]);
    assert_eq!(draft.chrome.first().unwrap().what, "comment form");
}

#[test]
fn notes_of_chapters_get_labels_of_their_own() {
    let text = "A Title of Several Words\n\nLONG1 LONG2\n\nNotes\n\n1. One.\n2. Two.\n\nThe Second Chapter\n\nLONG1 LONG2\n\nNotes\n\n1. Three.\n2. Four.";
    let draft = draft(&text.replace("LONG", LONG));
    assert_eq!(draft.notes.iter().map(|note| &*note.label).collect::<Vec<_>>(), ["1", "2", "2-1", "2-2"]);
    assert!(draft.apparatus.unmarked.is_empty() && draft.apparatus.missing.is_empty());
}

#[test]
fn the_header_becomes_fields() {
    let text = "Monday, June 24, 2024\nHomeNewsA Title of Several Words\n\nA Title of Several Words\n\nAuthor: A. Smith\n\nAffiliation: An Institute\n\n\
        Organization/Publisher: Some Journal\n\nDate/Place: November 15, 2021/ USA\n\nType of Literature: Journal Article\n\nWord Count: 1940\n\n\
        Keywords: One, Two, and Three\n\nLONG\n\nBy: B. Jones, Fellow\n\nPlease enter your comment!\nSomething";
    let draft = draft(&text.replace("LONG", LONG));
    let field = |name: &str| {
        draft.fields.iter().find(|field| field.name == name).map(|field| format!("{:?}", field.value))
    };
    assert_eq!(field("title").unwrap(), "Text(\"A Title of Several Words\")");
    assert_eq!(field("author").unwrap(), "Names([Whole(\"A. Smith\")])");
    assert_eq!(field("issued").unwrap(), "Text(\"2021-11-15\")");
    assert_eq!(field("container-title").unwrap(), "Text(\"Some Journal\")");
    assert_eq!(field("publisher-place").unwrap(), "Text(\"USA\")");
    assert_eq!(field("keyword").unwrap(), "List([\"One\", \"Two\", \"Three\"])");
    assert_eq!(field("type").unwrap(), "Text(\"article-journal\")");
    assert_eq!(draft.edition.iter().map(|field| field.name).collect::<Vec<_>>(), ["kind", "by"]);
    assert_eq!(
        draft.chrome.iter().map(|chrome| chrome.what).collect::<Vec<_>>(),
        ["date of the page", "navigation", "comment form"]
    );
    assert_eq!(outline_of(&draft.blocks), [format!("p {LONG}")]);
}

#[test]
fn a_copy_without_a_title_gets_the_name_of_its_file() {
    let draft = draft(&format!(" date 2020-05-12 Security partnerships\n\n{LONG}"));
    assert_eq!(outline_of(&draft.blocks).first().unwrap(), "h2 Security partnerships");
    assert_eq!(draft.doubts.len(), 1);
}

#[test]
fn what_is_no_field_stays_in_the_text() {
    let text = "A Title of Several Words\n\nBy Ann Smith\n\nI. Rivers\n\nLONG\n\nII. Lakes\n\nLONG";
    check(text, &["h2 I. Rivers", "p LONG", "h2 II. Lakes", "p LONG"]);
    // A second line of names, where the first says whose text it is.
    let draft = draft(&format!("A Title of Several Words\n\nBy Ann Smith\n\nBob Jones\n\n{LONG}"));
    assert!(outline_of(&draft.blocks).join(" ").contains("Bob Jones"), "{:?}", draft.blocks);
}

#[test]
fn the_line_of_a_journal_becomes_fields() {
    let draft = draft(&format!(
        "JOURNAL OF THINGS\nVol. 3, No. 2 (Spring 1999), pp. 12-40\n\nTHE MAKING OF A TREATY\n\nAbstract. Few words.\n\n{LONG}"
    ));
    let values: Vec<String> =
        draft.fields.iter().map(|field| format!("{} {:?}", field.name, field.value)).collect();
    for expected in [
        "title Text(\"THE MAKING OF A TREATY\")",
        "container-title Text(\"JOURNAL OF THINGS\")",
        "volume Text(\"3\")",
        "page Text(\"12-40\")",
        "abstract Text(\"Few words.\")",
    ] {
        assert!(values.iter().any(|value| value == expected), "{expected} is not in {values:?}");
    }
    assert_eq!(outline_of(&draft.blocks), [format!("p {LONG}")]);
}

#[test]
fn a_copy_of_a_wiki_keeps_its_two_lists() {
    let draft = draft(&format!(
        "Jump to content\nThe Treaty of the Rivers\nContents\n1 Rivers\n2 Notes\n3 References\n\n{LONG}[1][a]\n\nRivers[edit]\n\
        {LONG}[2]: 12  {LONG}[1][b]\n\nNotes[edit]\n^ One.\n^ Two.\n\nReferences[edit]\n^ Jump up to: a b Three.\n^ \"Four\".\n"
    ));
    let notes: Vec<String> = draft
        .notes
        .iter()
        .map(|note| format!("{} {}", note.label, outline_of(&note.blocks).join(" ")))
        .collect();
    assert_eq!(notes, ["a p One.", "b p Two.", "1 p Three.", "2 p \"Four\"."]);
    assert!(draft.apparatus.missing.is_empty() && draft.apparatus.unmarked.is_empty());
    let expected =
        [format!("p {LONG}[^1][^a]"), "h2 Rivers".to_owned(), format!("p {LONG}[^2]: 12 {LONG}[^1][^b]")];
    assert_eq!(outline_of(&draft.blocks), expected);
}
