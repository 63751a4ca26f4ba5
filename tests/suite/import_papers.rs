//! Real papers in Pandoc's Markdown, imported with the bibliographies beside them: `../shared/corpus/joss`.
//!
//! Skipped with a message where the papers are missing; without `pandoc`, what their citations mean is not compared.
//! `PAPERS` names another folder of papers. The papers are somebody else's; nothing is written beside them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};

use crate::oracle::{body, folders, once, pandoc, run, with_pandoc};
use crate::support::{build, postil, write};

/// Words of a text in order: letters and digits, without the commands of other programs.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether each word stands in a text, in order; the first that does not.
fn first_lost(words: &[String], text: &[String]) -> Option<String> {
    let mut rest = text.iter();
    words.iter().find(|word| !rest.any(|other| other == *word)).cloned()
}

#[test]
fn papers_import_and_cite_the_works_that_pandoc_finds() {
    let listed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/joss");
    let papers = std::env::var_os("PAPERS").map_or(listed, PathBuf::from);
    if !papers.is_dir() {
        println!("skipped: there is no {}", papers.display());
        return;
    }
    let pandoc = pandoc();
    let folder = tempfile::tempdir().unwrap();
    if let Some(pandoc) = &pandoc {
        let style = run(pandoc, &["--print-default-data-file", "default.csl"], "");
        fs::write(folder.path().join("default.csl"), style).unwrap();
    }
    let (mut works, mut citations) = (0, 0);
    for paper in folders(&papers) {
        let name = paper.file_name().unwrap().to_str().unwrap().to_owned();
        let root = folder.path().join(&name);
        write(&root, "site.toml", "title = \"Papers\"\n");
        let file = paper.join("paper.md");
        let imported =
            postil(&["import", "--color", "never", "--into", root.to_str().unwrap(), file.to_str().unwrap()]);
        assert_eq!(imported.code, 0, "{name}: {}", imported.all());
        let built = build(&root, &[]);
        assert_eq!(built.code, 0, "{name}: {}", built.all());
        let article = fs::read_to_string(root.join("content/articles/paper.md")).unwrap();
        assert!(
            article.starts_with("+++\ntitle = \"") && article.contains("\nauthor = ["),
            "{name}: {article}"
        );
        let source = fs::read_to_string(&file).unwrap();
        nothing_is_lost(&name, &source, &article, &imported.out);
        if let Some(pandoc) = &pandoc {
            let references = once(&String::from_utf8_lossy(&fs::read(paper.join("paper.bib")).unwrap()));
            let theirs = with_pandoc(pandoc, folder.path(), &body(&source), &references);
            let ours = cited(&root);
            let expected: BTreeSet<String> = theirs.entries.keys().cloned().collect();
            assert_eq!(ours.0, expected, "{name}");
            assert_eq!(ours.1, theirs.citations.len(), "{name}: citations");
            works += expected.len();
            citations += ours.1;
        }
    }
    println!("{works} works, {citations} citations as with pandoc");
}

/// The words of a paper are in its article in their order, and what is not in it was listed.
fn nothing_is_lost(name: &str, source: &str, article: &str, summary: &str) {
    let text = without_labels(&body(source));
    let notes: Vec<&str> =
        text.lines().filter(|line| line.starts_with("[^") && line.contains("]:")).collect();
    let text: String =
        text.lines().filter(|line| !notes.contains(line)).fold(String::new(), |all, line| all + line + "\n");
    let article: Vec<String> = words(article);
    let listed = words(summary);
    let apart = |word: &String| listed.contains(word);
    let body: Vec<String> =
        words(&text).into_iter().filter(|word| !apart(word) || article.contains(word)).collect();
    assert_eq!(first_lost(&body, &article), None, "{name}");
    for note in notes {
        assert_eq!(first_lost(&words(note.split_once("]:").unwrap().1), &article), None, "{name}: {note}");
    }
}

/// A text without labels, attributes, references to figures and the language of code.
fn without_labels(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut line = line.trim_start_matches("Table: ").to_owned();
        for command in ["\\label{", "\\autoref{", "\\ref{"] {
            while let Some(at) = line.find(command) {
                let end = line[at..].find('}').map_or(line.len(), |end| at + end + 1);
                line.replace_range(at..end, "");
            }
        }
        let layout = line.starts_with('\\') && !line.contains(' ') && !line.contains('{');
        if !layout && line.trim() != "# References" {
            out.push_str(&line);
        }
        out.push('\n');
    }
    out
}

/// The works that the page of a paper lists, and how many citations it has.
fn cited(root: &Path) -> (BTreeSet<String>, usize) {
    let page =
        Html::parse_document(&fs::read_to_string(root.join("public/articles/paper/index.html")).unwrap());
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let key = |id: &str| id.trim_start_matches("ref-").to_owned();
    let works = page.select(&select("li[id^=ref-]")).map(|entry| key(entry.attr("id").unwrap())).collect();
    (works, page.select(&select("span.citation[id^=cite-]")).count())
}

/// A bibliography beside a text comes along, with its mistakes mended; without one, works are declared.
#[test]
fn bibliographies_come_along() {
    let root = tempfile::tempdir().unwrap();
    write(
        root.path(),
        "in/text.md",
        "---\ntitle: T\nbibliography: [one.bib, two.bib]\n---\nA [@a1; @b2] and [@lost].\n",
    );
    write(
        root.path(),
        "in/one.bib",
        "@book{a1, title = {A}, year = 2001}\n@book{a1, title = {B}, year = 2002}\n",
    );
    write(root.path(), "in/two.bib", "@book{b2, title = {C}, year = 2003}\n@book{broken, title = {D\n");
    write(root.path(), "site.toml", "title = \"Test\"\n");
    let path = |name: &str| root.path().join(name);
    let text = path("in/text.md");
    let run = postil(&["import", "--into", root.path().to_str().unwrap(), text.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    let one = fs::read_to_string(path("content/references/text.bib")).unwrap();
    assert!(one.contains("{a1, title = {A}") && one.contains("{a1-2, title = {B}"), "{one}");
    assert!(path("content/references/text-3.json").is_file(), "{}", run.all());
    let article = fs::read_to_string(path("content/articles/text.md")).unwrap();
    assert!(article.contains("key = \"lost\"") && !article.contains("key = \"b2\""), "{article}");
    fs::remove_dir_all(path("in")).unwrap();
    let built = build(root.path(), &[]);
    assert_eq!(built.code, 0, "{}", built.all());
}

/// Pictures beside a text come along; of others the words stay.
#[test]
fn pictures_come_along() {
    let root = tempfile::tempdir().unwrap();
    write(
        root.path(),
        "in/text.md",
        "---\ntitle: T\n---\n\n![A map](img/map.png){width=50%}\n\n![No *map*](../secret.png)\n",
    );
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\0\0\0\0"[..], &[0; 8]].concat();
    write(root.path(), "in/img/map.png", &png);
    write(root.path(), "secret.png", &png);
    write(root.path(), "site.toml", "title = \"Test\"\n");
    let text = root.path().join("in/text.md");
    let run = postil(&["import", "--into", root.path().to_str().unwrap(), text.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    let folder = root.path().join("content/articles/text");
    assert_eq!(fs::read(folder.join("map.png")).unwrap(), png);
    let article = fs::read_to_string(folder.join("index.md")).unwrap();
    assert!(article.contains("![](map.png \"A map\")\n\nNo *map*\n"), "{article}");
    assert!(!folder.join("secret.png").exists());
    fs::remove_dir_all(root.path().join("in")).unwrap();
    fs::remove_file(root.path().join("secret.png")).unwrap();
    let built = build(root.path(), &[]);
    assert_eq!(built.code, 0, "{}", built.all());
}
