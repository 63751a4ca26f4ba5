//! Styles that cite in notes, on finished pages.

use std::fs;

use scraper::{Html, Selector};

use crate::support::{build, postil, reader, write};

const WORKS: &str = "@book{lo, title = {First things}, author = {Lo, An}, year = 2019}\n";

/// The article's page in a Chicago notes style, with so much more front matter.
fn page(front: &str, article: &str) -> Html {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    reader(root, "");
    write(root, "site.toml", "title = \"Test\"\n[citations]\nstyle = \"chicago-notes\"\n");
    write(root, "content/references.bib", WORKS);
    write(root, "content/articles/one.md", format!("+++\ntitle = \"One\"\n{front}\n+++\n\n{article}"));
    let run = build(root, &["--output", root.join("public").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    Html::parse_document(&fs::read_to_string(root.join("public/articles/one/index.html")).unwrap())
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let elements = page.select(&selector);
    elements.map(|e| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let elements = page.select(&selector);
    elements.map(|e| e.attr(name).unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_citation_becomes_a_marker_and_a_note() {
    let page = page("", "A claim [@lo, p. 3]. Another,[^x] says *who*\n[@lo]?\n\n[^x]: Mine: [@lo].\n");
    assert_eq!(texts(&page, "#p1 > p"), ["A claim.1 Another,2 says who?3"]);
    assert_eq!(
        attributes(&page, "#p1 > p a[role=doc-noteref]", "href"),
        ["#fn-cite-1", "#fn-x", "#fn-cite-2"]
    );
    let notes = texts(&page, "li.note .note-text > p:first-child");
    assert_eq!(notes, ["An Lo, First Things (2019), 3.", "Mine: Lo, First Things.", "Lo, First Things."]);
    assert_eq!(texts(&page, "li.by-citation .tag"), ["citation", "citation"]);
    assert_eq!(texts(&page, "li.by-written .tag"), Vec::<String>::new());
    assert_eq!(
        attributes(&page, "li.by-citation a[role=doc-backlink]", "href"),
        ["#fnref-cite-1-1", "#fnref-cite-2-1"]
    );
    assert_eq!(texts(&page, ".sidenote.by-citation .sidenote-number"), ["1", "3"]);
    let back = attributes(&page, "#ref-lo a[role=doc-backlink]", "href");
    assert_eq!(back, ["#cite-1", "#cite-2", "#cite-3"]);
    assert!(back.iter().all(|id| texts(&page, id).len() == 1), "each way back leads somewhere");
}

#[test]
fn a_text_without_notes_of_its_own_has_a_list_of_citations() {
    let page = page("language = \"fr\"", "A claim [@lo]. As @lo says.\n");
    // In French the number stands before the mark.
    assert_eq!(texts(&page, "#p1 > p"), ["A claim1. As Lo2 says."]);
    assert_eq!(texts(&page, "li.note .note-number"), ["1", "2"]);
    assert_eq!(texts(&page, "li.note .tag"), Vec::<String>::new());
}

#[test]
fn printed_numbers_stay() {
    let page = page("[apparatus]\nnumbering = \"source\"", "Words [@lo], and more.[^4]\n\n[^4]: Four.\n");
    assert_eq!(texts(&page, "#p1 > p"), ["Words,a and more.4"]);
    assert_eq!(texts(&page, "li.note .note-number"), ["a", "4"]);
}

#[test]
fn a_work_of_which_nothing_is_known_has_a_note_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    reader(root, "One [@nothing]. Two [@untitled, p. 3]. Three [@nothing].\n");
    write(root, "site.toml", "title = \"Test\"\n[citations]\nstyle = \"chicago-notes\"\n");
    write(root, "content/references.bib", "@book{nothing}\n@book{untitled, author = {Lo, An}}\n");
    let run = build(root, &["--output", root.join("public").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    let page = fs::read_to_string(root.join("public/articles/one/index.html")).unwrap();
    let notes = texts(&Html::parse_document(&page), "li.note .note-text > p:first-child");
    assert_eq!(notes.len(), 3);
    assert!(notes[0].starts_with("nothing") && notes[1].starts_with("An Lo"), "{notes:?}");
}

#[test]
fn hundreds_of_works_in_one_article() {
    const WORKS_IN_ALL: usize = 500;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let cites: Vec<String> = (0..WORKS_IN_ALL).map(|n| format!("Text [@w{n}].")).collect();
    let works: Vec<String> = (0..WORKS_IN_ALL)
        .map(|n| {
            format!("@book{{w{n}, title = {{Volume {n}}}, author = {{Lo, An}}, year = {}}}", 1900 + n % 100)
        })
        .collect();
    reader(root, &cites.join("\n\n"));
    write(root, "site.toml", "title = \"Test\"\n[citations]\nstyle = \"chicago-notes\"\n");
    write(root, "content/references.bib", works.join("\n"));
    let run = postil(&["check", "--root", root.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.all().contains("500 citations"), "{}", run.all());
}
