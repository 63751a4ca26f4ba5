//! A text in other formats, made once by Pandoc from `tests/import/harbour.md`, comes back with its notes, its citations and
//! its structure.

use std::fs;
use std::path::Path;

use crate::support::{build, postil, write};

/// The article that a file of `tests/import` becomes, in a reader that builds without a warning.
fn imported(name: &str) -> String {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "site.toml", "title = \"Test\"\n");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name);
    let run = postil(&[
        "import",
        "--color",
        "never",
        "--into",
        root.path().to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    assert_eq!(run.code, 0, "{name}: {}", run.all());
    let stem = name.rsplit_once('.').unwrap().0.replace('.', "-");
    let article = fs::read_to_string(root.path().join(format!("content/articles/{stem}.md"))).unwrap();
    let built = build(root.path(), &["--strict"]);
    assert_eq!(built.code, 0, "{name}: {}\n{article}", built.all());
    article
}

/// The keys of an article's citations, in order.
fn cited(article: &str) -> Vec<&str> {
    let keys =
        article.split('@').skip(1).filter_map(|part| part.split([']', ',', ';', ' ', '.', '\n']).next());
    keys.collect()
}

fn holds(name: &str, article: &str, parts: &[&str]) {
    for part in parts {
        assert!(article.contains(part), "{name} has no `{part}`: {article}");
    }
}

/// The words of a text in order, without citations and markers.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    for part in text.split('[') {
        let (inside, behind) = part.split_once(']').unwrap_or(("", part));
        let shown = !inside.contains('@') && !inside.starts_with('^');
        plain.extend([if shown { inside } else { " " }, behind]);
    }
    let keys = |word: &&str| !word.contains('@');
    let words =
        plain.split_whitespace().filter(keys).flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every word of the source is in the article, in its order.
fn no_word_is_lost(name: &str, article: &str) {
    let source = include_str!("../import/harbour.md");
    let (_, source) = source.rsplit_once("\n---\n").unwrap();
    let article = words(article);
    let mut rest = article.iter();
    let lost = words(source).into_iter().find(|word| !rest.any(|other| other == word));
    assert_eq!(lost, None, "{name}: {article:?}");
}

/// What every format says alike.
const TEXT: &[&str] = &[
    "title = \"The lamp and the harbour\"\n",
    "## Lamps\n",
    "*old*[^1] and **bright**, as",
    "says.[^2] See also",
    "on H~2~O and x^2^.\n",
    "> A quoted line about the sea.\n",
    "- one\n- two\n  - nested\n",
    "1. first\n2. second\n",
    "[link](https://example.org/a) and `code`, with ~~gone~~ words",
    "| Port | Ships |\n|---|---|\n| Bergen | 3 |\n| Oslo | 12 |\n",
    "Term\n: Its definition.\n",
    "```\nlet a = 1;\n```\n",
    "Inline $x+y$ ends here.\n",
    "[^1]: The note of the lamp, with",
    "[^2]: A second note.\n\n    It has two paragraphs.\n",
];

#[test]
fn docx_comes_back() {
    let article = imported("harbour.docx");
    holds("DOCX", &article, TEXT);
    no_word_is_lost("DOCX", &article);
    holds(
        "DOCX",
        &article,
        &[
            "### Harbours\n",
            "$$a^{2}+b^{2}$$",
            "author = [\"Ada van Dam\", \"Bo Kim\"]",
            "issued = \"2021-03-04\"",
            "abstract = \"A short account of two lamps.\"",
        ],
    );
    assert_eq!(
        cited(&article),
        ["dam-2001", "kim-lee-2010", "dam-2001", "kim-lee-2010", "kim-lee-2010"],
        "{article}"
    );
}

#[test]
fn tei_comes_back() {
    let article = imported("harbour.tei.xml");
    holds("TEI", &article, TEXT);
    no_word_is_lost("TEI", &article);
    holds(
        "TEI",
        &article,
        &[
            "### Harbours\n",
            "$$a^2 + b^2$$",
            "issued = \"2021-03-04\"",
            "author = [\"Ada van Dam\", \"Bo Kim\"]",
        ],
    );
    assert_eq!(cited(&article), ["dam-2001", "kim-2010", "dam-2001", "kim-2010", "kim-2010"], "{article}");
}

#[test]
fn jats_comes_back() {
    let article = imported("harbour.jats.xml");
    holds("JATS", &article, TEXT);
    no_word_is_lost("JATS", &article);
    holds(
        "JATS",
        &article,
        &[
            "## Lamps",
            "### Harbours\n",
            "$$a^2 + b^2$$",
            "author = [\"Ada van Dam\", \"Bo Kim\"]",
            "issued = \"2021-03-04\"",
            "abstract = \"A short account of two lamps.\"",
        ],
    );
    assert_eq!(cited(&article), ["dam-2001", "kim-2010", "dam-2001", "kim-2010", "kim-2010"], "{article}");
}
