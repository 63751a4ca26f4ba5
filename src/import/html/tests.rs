//! Pages → articles: the pages of `tests/import/html`, each with the article that it becomes, and small ones.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests fail by panicking, and read files")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::import::article::article;
use crate::import::document::{Document, Format};
use crate::import::draft::Draft;
use crate::import::drafts;
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

fn read(name: &str, text: &str) -> Draft {
    let document = Document {
        file: FileId(0),
        path: SourcePath::new(name),
        format: Format::Html,
        text: text.into(),
        bytes: Arc::from(text.as_bytes()),
    };
    drafts(&document, &[]).unwrap().remove(0).draft
}

/// The text of an article behind its front matter.
fn body(html: &str) -> String {
    let text = article(&read("a.html", html)).text;
    text.splitn(3, "+++\n").nth(2).unwrap().trim().to_owned()
}

fn check(html: &str, expected: &str) {
    assert_eq!(body(html), expected, "{html}");
}

/// Each page has its article beside it; with `UPDATE` that is written anew, to be read before it is kept.
#[test]
fn pages_become_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/html");
    let mut pages: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    pages.sort();
    assert!(pages.len() > 8);
    for page in pages {
        let name = page.file_name().unwrap().to_str().unwrap();
        let article = article(&read(name, &fs::read_to_string(&page).unwrap())).text;
        let beside = page.with_extension("md");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&beside, &article).unwrap();
        }
        assert_eq!(article, fs::read_to_string(&beside).unwrap(), "{name}");
    }
}

#[test]
fn white_space_is_folded_as_in_a_browser() {
    check("<p> a\n  b <b> c</b> d<br> e </p>", "a b **c** d\\\ne");
    check("<p>in\u{ad}visible\u{200b}</p><p>1&nbsp;000</p>", "invisible\n\n1\u{a0}000");
    check("<p></p><p> &#8203; </p>text", "text");
}

#[test]
fn markup_is_kept() {
    check(
        "<p><i>a</i> <em>b</em> x<sup>2</sup> H<sub>2</sub>O <del>c</del> <code>d e</code></p>",
        "*a* *b* x^2^ H~2~O ~~c~~ `d e`",
    );
    check("<p><span style='font-style: italic'>a</span> <b style='font-weight:normal'>b</b></p>", "*a* b");
    check(
        "<p><q>a</q> <a href='https://example.org/x'>b</a> <a href='#y'>c</a></p>",
        "“a” [b](https://example.org/x) c",
    );
    check("<ruby>漢<rt>kan</rt></ruby>", "漢(kan)");
    check("<div>a<p>b</p>c</div>", "a\n\nb\n\nc");
    check("<details><summary>a</summary>b</details>", "**a**\n\nb");
    check("<pre>a\n b</pre>", "```\na\n b\n```");
    check("<blockquote>a<cite>b</cite></blockquote>", "> a*b*");
}

#[test]
fn tables_have_their_cells() {
    check(
        "<table><tr><th>a<th>b<tr><td colspan=2>c<tr><td rowspan=2>d<td>e<tr><td>f</table>",
        "| a | b |\n|---|---|\n| c |  |\n| d | e |\n|  | f |",
    );
    check("<table><tr><td>a</td></tr><tr><td><p>b</p></td></tr></table>", "a\n\nb");
}

#[test]
fn formulas_keep_their_tex() {
    let math = "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>{\\displaystyle x^2}</annotation></semantics></math>";
    check(&format!("<p>a {math} b</p>"), "a $x^2$ b");
    check(&format!("<p>{math}</p>"), "$$x^2$$");
    check("<p>a <math><mi>x</mi></math></p>", "a x");
    check("<p>a <script type='math/tex'>y</script></p>", "a $y$");
}

#[test]
fn what_nobody_sees_is_no_text() {
    check("<style>a</style><script>b</script><template>c</template><p>d</p><!-- e -->", "d");
    let draft = read("a.html", "<p>a</p><p hidden>b</p><p style='display:none'>c</p>");
    let chrome: Vec<_> = draft.chrome.iter().map(|chrome| (chrome.what, &*chrome.text)).collect();
    assert_eq!(chrome, [("hidden text", "b"), ("hidden text", "c")]);
}

#[test]
fn links_within_a_page_are_no_notes() {
    check(
        "<ol><li><a href='#s1'>1</a> First</ol><h2 id=s1>First</h2><p>text <a href='#f'>1</a></p><figure id=f>1 x</figure>",
        "1. 1 First\n\n## First\n\ntext 1\n\n1 x",
    );
    check("<p>See page <a href='#p2'>2</a>.</p><p id=p2>Other words.</p>", "See page 2.\n\nOther words.");
}

#[test]
fn a_marker_whose_note_is_not_there_is_declared() {
    let draft = read(
        "a.html",
        "<p>a<sup><a href='#fn1'>1</a></sup> b<sup><a href='#fn2'>2</a></sup></p><ol class=footnotes><li id=fn1>x</li></ol>",
    );
    assert_eq!((draft.notes.len(), &*draft.apparatus.missing), (1, &["2".to_owned()][..]));
    let draft = read("a.html", "<p>a<sup><a href='#fn1'>1</a></sup></p>");
    assert_eq!((draft.notes.len(), draft.apparatus.absent), (0, Some(1)));
}

#[test]
fn a_note_without_a_marker_is_declared() {
    let draft = read(
        "a.html",
        "<p>a<a href='#fn1' id=r1>1</a></p><ol><li id=fn1>x <a href='#r1'>↩</a></li><li id=fn2>y</li></ol>",
    );
    assert_eq!((draft.notes.len(), &*draft.apparatus.unmarked), (2, &["2".to_owned()][..]));
}

#[test]
fn any_page_ends_in_an_article() {
    for html in [
        "<",
        "<html>",
        "<p>",
        "a<a href='#a' id=a>1</a>",
        "<table><tr><tr><td><table>",
        "\0",
        "<li><a href=#x>1</a><li id=x><a href=#x>1</a>",
    ] {
        body(html);
    }
    let deep = "<div>".repeat(1500) + "a";
    assert_eq!(body(&deep), "a");
    let deep = "<b><i>".repeat(100) + "a";
    body(&deep);
}
