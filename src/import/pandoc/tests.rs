//! Markdown of other programs, small.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use super::read;
use crate::import::article::article;
use crate::import::document::{Document, Format};
use crate::import::draft::Draft;
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

fn draft(text: &str) -> Draft {
    let document = Document {
        file: FileId(0),
        path: SourcePath::new("no-such-folder/paper.md"),
        format: Format::Markdown,
        text: text.into(),
        bytes: text.as_bytes().into(),
    };
    read(&document, &[])
}

/// The article behind its front matter.
fn body(text: &str) -> String {
    let text = article(&draft(text)).text;
    text.splitn(3, "+++\n").nth(2).unwrap().trim().to_owned()
}

fn front(text: &str) -> String {
    let text = article(&draft(text)).text;
    text.split("+++\n").nth(1).unwrap().to_owned()
}

fn check(text: &str, expected: &str) {
    assert_eq!(body(text), expected, "{text}");
}

#[test]
fn front_matter_becomes_fields() {
    let yaml = "---\ntitle: '**A** title'\nauthor:\n  - name: Ada van Dam\n    orcid: 0000-0002-1825-0097\n    affiliation: 1\n  - Kim, Bo\n\
        date: 17 September, 2022\ntags: [one, two]\nlang: en_GB\noutput: pdf\n---\n\ntext\n";
    assert_eq!(
        front(yaml),
        "title = \"A title\"\nauthor = [{ given = \"Ada\", family = \"van Dam\", ORCID = \"0000-0002-1825-0097\" }, \"Kim, Bo\"]\n\
         issued = \"2022-09-17\"\nkeyword = [\"one\", \"two\"]\nlanguage = \"en-GB\"\n"
    );
    assert!(draft(yaml).chrome[0].text.contains("output: pdf"));
    let toml = "+++\ntitle = \"B\"\ndate = 2021-03-04T10:00:00Z\ntags = [\"x\"]\n+++\ntext\n";
    assert_eq!(front(toml), "title = \"B\"\nissued = \"2021-03-04\"\nkeyword = [\"x\"]\n");
    assert_eq!(
        front("% C\n% Ada Dam\n% 2020\n\ntext\n"),
        "title = \"C\"\nauthor = [\"Ada Dam\"]\nissued = \"2020\"\n"
    );
}

#[test]
fn broken_front_matter_is_read_by_lines() {
    let text = "---\ntitle: 'A: b'\nauthors:\n- name: Bo Kim\n orcid: 0000-0002-1825-0097\n---\ntext\n";
    assert!(front(text).contains("given = \"Bo\", family = \"Kim\", ORCID"), "{}", front(text));
    assert!(draft(text).doubts[0].message.contains("broken"));
}

#[test]
fn headings_go_below_the_title() {
    check("# T\n\n## A\n\ntext\n", "## A\n\ntext");
    check("---\ntitle: T\n---\n# A\n\n## B #\n\nC\n---\n\ntext\n", "## A\n\n### B\n\n### C\n\ntext");
    check(
        "---\ntitle: T\n---\n# A {#sec:a .x}\n\n[b](#a-b) @sec:a\n\n# A b\n",
        "## A {#sec-a}\n\n[b](#h-a-b) [A](#h-sec-a)\n\n## A b {#a-b}",
    );
}

#[test]
fn notes_stand_at_the_end() {
    check(
        "a^[b *c* [@d1]] e.[^fn_1]\n\n[^fn_1]: One\n  two.\n\n    Three.\n\nf",
        "a[^1] e.[^fn-1]\n\nf\n\n[^1]: b *c* [@d1]\n\n[^fn-1]: One\n    two.\n\n    Three.",
    );
    let draft = draft("a[^1] [^2]\n\n[^2]: b\n\n[^3]: c\n");
    assert_eq!(
        (draft.apparatus.missing, draft.apparatus.unmarked),
        (vec!["1".to_owned()], vec!["3".to_owned()])
    );
}

#[test]
fn code_and_formulas_are_kept() {
    let code = "```python\na = '@x -- y' # ^[z]\n```";
    check(code, code);
    check("``` {.python #a}\nb\n```\n\n```{r, echo=FALSE}\nc\n```", "```python\nb\n```\n\n```r\nc\n```");
    check("    a -- b\n\n`c -- d`{.sh} $e--f$ 5$ and 6$", "a -- b\n\n`c -- d` $e--f$ 5$ and 6$");
    check("$$\na\n= b \\label{eq:x}\n$$ {#eq:y}\n", "$$a = b$$");
    check(
        "\\begin{align*}\na &= b \\\\\n\nc &= d\n\\end{align*}\n",
        "$$\\begin{aligned}a &= b \\\\ c &= d\\end{aligned}$$",
    );
    check("- a\n\n    ```\n    ^[b]\n    ```\n\n    c--d\n", "- a\n\n    ```\n    ^[b]\n    ```\n\n    c–d");
}

#[test]
fn references_within_the_text_become_words() {
    let text = "See \\autoref{fig:a} and Figure~\\ref{fig:a}, @fig:b, \\autoref{no}.\n\n![C d.\\label{fig:a}](a.png){width=3}\n";
    check(text, "See Figure 1 and Figure\u{a0}1, \\@fig:b, \\@no.\n\nC d.");
    assert_eq!(draft(text).doubts.len(), 6);
}

#[test]
fn tags_of_site_generators() {
    check(
        "a\n\n{% include toc.html %}\n\n{% include figure.html filename=\"a.png\" alt=\"B\" caption=\"C *d*, e\" %}\n",
        "a\n\n\n\nC *d*, e",
    );
    check("{{< figure src=\"a.png\" caption=\"C\" >}} {% raw %} b", "C \\{% raw %} b");
    check(
        "---\ntitle: T\n---\n##A 1.2\n\n[x](#a-12) #tag\n\n## A 1.2\n",
        "## A 1.2 {#a-1-2}\n\n[x](#h-a-1-2) #tag\n\n## A 1.2",
    );
}

#[test]
fn what_surrounds_text_goes() {
    check("::: {.note}\na [b]{.smallcaps} [c](https://d.e){target=x}\n:::\n", "a b [c](https://d.e)");
    check(
        "\\newpage\n\na<!-- b -->c\n\n<div class=\"x\">\n\nd\n\n</div>\n",
        "ac\n\n\nd".replace("\n\n\n", "\n\n\n\n").as_str(),
    );
    check("a--b---c... d\\ e [f](g.html)", "a–b—c… d\u{a0}e f");
}

#[test]
fn tags_for_pictures_become_figures() {
    check(
        "{% include figure.html filename=\"https://a.org/b.png\" alt=\"B\" caption=\"C, d\" %}\n",
        "![B](https://a.org/b.png \"C, d\")",
    );
    check("{{< figure src=\"https://a.org/b.png\" title=\"C\" >}}\n", "![](https://a.org/b.png \"C\")");
    check("a\n\n{% include figure.html filename='no.png' caption='C *d*' %}\n", "a\n\nC *d*");
    check("[TOC]\n\n{% include toc.html %}\n\na", "a");
    check("{% include other.html a=\"b\" %}", "\\{% include other.html a=\"b\" %}");
}

#[test]
fn drawn_tables_get_bars() {
    check("  A    B\n ---  ---\n c d  e\n f    g\n\nx", "| A | B |\n|---|---|\n| c d | e |\n| f | g |\nx");
    check(
        "+---+---+\n| A | B |\n+===+===+\n| c | d |\n| e |   |\n+---+---+\n",
        "| A | B |\n|---|---|\n| c e | d |",
    );
    check("| a | b |\n|---|---|\n| c--d | e |", "| a | b |\n|---|---|\n| c–d | e |");
}

#[test]
fn citations_stay_and_unknown_works_are_declared() {
    let text = "a [see @b2; -@c, p. 3--4] @d1999 [p. 2] me@x.org @param \\citep[p.~4]{e,f}";
    check(text, "a [see @b2; -@c, p. 3--4] @d1999 [p. 2] me@x.org \\@param [@{e}; @{f}, p.~4]");
    let works: Vec<String> = draft(text).apparatus.works.into_iter().map(|work| work.key).collect();
    assert_eq!(works, ["b2", "c", "d1999", "e", "f"]);
}

#[test]
fn anything_ends_soon() {
    for text in [
        "[".repeat(9_999),
        "![](".repeat(5_000),
        "`".repeat(9_999),
        "^[".repeat(9_999),
        "$a ".repeat(9_999),
        "---\n".repeat(9_999),
        "[^a]:".repeat(5_000),
        "{{".repeat(9_999),
        "| ".repeat(9_999),
    ] {
        body(&text);
    }
    body("");
    body("---\na: &a [x]\nb: [*a, *a]\n---\n");
}
