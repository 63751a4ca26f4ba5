//! What stands on pages of small readers that no other test builds.

use std::fs;
use std::path::Path;

use tempfile::tempdir;

use crate::support::{build, reader, write};

fn page(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("public").join(path)).unwrap_or_default()
}

#[test]
fn an_earlier_slug_leads_to_the_article() {
    let root = tempdir().unwrap();
    reader(root.path(), "Text.");
    write(
        root.path(),
        "content/articles/suez.md",
        "+++\ntitle = \"Suez & all\"\naliases = [\"the-crisis\"]\n+++\nText.",
    );
    assert_eq!(build(root.path(), &["--strict"]).code, 0);
    let moved = page(root.path(), "articles/the-crisis/index.html");
    assert!(moved.contains("<meta http-equiv=\"refresh\" content=\"0; url=../suez/index.html\">"), "{moved}");
    assert!(moved.contains("<a href=\"../suez/index.html\">Suez &amp; all</a>"), "{moved}");
    assert!(!moved.contains("canonical"));

    assert_eq!(build(root.path(), &["--base-url", "https://e.org/r"]).code, 0);
    let moved = page(root.path(), "articles/the-crisis/index.html");
    assert!(moved.contains("content=\"0; url=/r/articles/suez/\""), "{moved}");
    assert!(moved.contains("<link rel=\"canonical\" href=\"https://e.org/r/articles/suez/\">"), "{moved}");
    assert!(!page(root.path(), "sitemap.xml").contains("the-crisis"));
}

#[test]
fn raw_html_costs_nothing_around_it() {
    let root = tempdir().unwrap();
    reader(
        root.path(),
        "<i>Raw</i> with $x < y$, <script>words</script> and *more*.\n\n- one\n\n  <div>box\n\n- two $z$\n\n\
         A note.[^1]\n\n[^1]: Code:\n\n    ```rust\n    fn main() {}\n    ```\n\n    <b>Bold</b>\n",
    );
    assert_eq!(build(root.path(), &[]).code, 0);
    let page = page(root.path(), "articles/one/index.html");
    assert!(page.contains("<i>Raw</i> with <math") && page.contains("words and <em>more</em>"), "{page}");
    assert!(page.contains("<div>box\n</div>") && page.contains("<mi>z</mi>"), "{page}");
    assert!(!page.contains("<script>w") && page.contains("data-language=\"rust\""), "{page}");
    let (_, margin) = page.split_once("<div class=\"margin\">").unwrap();
    let (margin, _) = margin.split_once("class=\"pn\"").unwrap();
    assert!(!margin.contains("tabindex=\"0\""), "what is hidden is not reached by the keyboard: {margin}");
}
