//! Markdown texts and what becomes of them, in a short notation.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fmt::Write as _;

use super::{Base, BlockNumbers, Origin, parse};
use crate::model::citation::CitationForm;
use crate::model::diagnostic::{Diagnostic, Place};
use crate::model::ids::FileId;
use crate::model::span::Span;
use crate::model::text::{Block, BlockKind, Inline, InlineKind, Text, Within};

fn read(text: &str) -> (Text, Vec<Diagnostic>) {
    parse(Origin { file: FileId(0), text, base: Base::Verbatim(0), numbering: BlockNumbers::Counted })
}

/// The tree of a text: blocks on lines of their own, inlines in brackets.
fn show(text: &str) -> String {
    let (parsed, diagnostics) = read(text);
    let mut out = String::new();
    blocks(&parsed, &parsed.blocks, 0, &mut out);
    for note in &parsed.notes {
        let head = &text[note.span.range()];
        writeln!(out, "note {} `{head}`", note.label).unwrap();
        blocks(&parsed, &note.blocks, 1, &mut out);
    }
    for diagnostic in diagnostics {
        let Place::Span(span) = diagnostic.place else { panic!("a place") };
        writeln!(out, "! {}: {} `{}`", diagnostic.code, diagnostic.message, &text[span.range()]).unwrap();
    }
    out
}

fn blocks(text: &Text, list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        let number = block.number.map_or(String::new(), |n| format!("{n} "));
        write!(out, "{}{number}", "  ".repeat(depth)).unwrap();
        match &block.kind {
            BlockKind::Paragraph(content) => writeln!(out, "p {}", inlines(text, content)).unwrap(),
            BlockKind::Heading(h) => {
                writeln!(out, "h{} #{} {}", h.level, h.id, inlines(text, &h.content)).unwrap();
            }
            BlockKind::Quote(inner) => {
                out.push_str("quote\n");
                blocks(text, inner, depth + 1, out);
            }
            BlockKind::List { start, tight, items } => {
                writeln!(out, "list {start:?} tight={tight}").unwrap();
                for item in items {
                    writeln!(out, "{}- {:?}", "  ".repeat(depth), item.task).unwrap();
                    blocks(text, &item.blocks, depth + 1, out);
                }
            }
            BlockKind::Definitions(list) => {
                out.push_str("definitions\n");
                for definition in list {
                    writeln!(out, "{}= {}", "  ".repeat(depth), inlines(text, &definition.term)).unwrap();
                    definition.bodies.iter().for_each(|body| blocks(text, body, depth + 1, out));
                }
            }
            BlockKind::Code { language, text } => writeln!(out, "code {language:?} {text:?}").unwrap(),
            BlockKind::Table(table) => {
                writeln!(out, "table {:?}", table.alignments).unwrap();
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<_> = row.iter().map(|cell| inlines(text, cell)).collect();
                    writeln!(out, "{}| {}", "  ".repeat(depth), cells.join(" | ")).unwrap();
                }
            }
            BlockKind::Figure { image, caption } => {
                let to = &text.links[image.link.index()].destination;
                writeln!(out, "figure {to} alt={:?} caption={caption:?}", image.alt).unwrap();
            }
            BlockKind::Rule => out.push_str("rule\n"),
            BlockKind::Html(html) => writeln!(out, "html {html:?}").unwrap(),
        }
    }
}

fn inlines(text: &Text, list: &[Inline]) -> String {
    let one = |inline: &Inline| match &inline.kind {
        InlineKind::Run(_, run) => run.to_string(),
        InlineKind::Code(code) => format!("[code {code}]"),
        InlineKind::Emphasis(inner) => format!("[em {}]", inlines(text, inner)),
        InlineKind::Strong(inner) => format!("[strong {}]", inlines(text, inner)),
        InlineKind::Strikethrough(inner) => format!("[del {}]", inlines(text, inner)),
        InlineKind::Superscript(inner) => format!("[sup {}]", inlines(text, inner)),
        InlineKind::Subscript(inner) => format!("[sub {}]", inlines(text, inner)),
        InlineKind::Link(id, inner) => {
            let link = &text.links[id.index()];
            let title = link.title.as_ref().map_or(String::new(), |title| format!(" “{title}”"));
            format!("[link {}{title}: {}]", link.destination, inlines(text, inner))
        }
        InlineKind::Image(image) => {
            format!("[image {} {}]", text.links[image.link.index()].destination, image.alt)
        }
        InlineKind::Marker(id) => format!("[^{}]", text.markers[id.index()].label),
        InlineKind::Citation(id) => cite(text, id.index()),
        InlineKind::Math { display, tex } => format!("[math {display} {tex}]"),
        InlineKind::SoftBreak => "⏎".to_owned(),
        InlineKind::HardBreak => "⏎⏎".to_owned(),
        InlineKind::Html(html) => format!("[html {html}]"),
    };
    list.iter().map(one).collect()
}

fn cite(text: &Text, id: usize) -> String {
    let citation = &text.citations[id];
    let items = citation.items.iter().map(|item| {
        let locator = item.locator.as_ref().map_or(String::new(), |l| format!("{{{} {}}}", l.label, l.value));
        format!("{}|{}{locator}|{}", item.prefix, item.key, item.suffix)
    });
    let form = if citation.form == CitationForm::Narrative { "@" } else { "" };
    format!("[cite{form} {}]", items.collect::<Vec<_>>().join("; "))
}

fn check(text: &str, expected: &str) {
    assert_eq!(show(text), expected, "{text}");
}

#[test]
fn blocks_are_numbered_but_headings_rules_and_html() {
    check(
        "One\n\n## Two\n\n- a\n- b\n\n---\n\n<div>x</div>\n\n> q\n\n```rust x\nlet\n```\n",
        "1 p One\nh2 #h-two Two\n2 list None tight=true\n- None\n  p a\n- None\n  p b\nrule\nhtml \"<div>x</div>\\n\"\n3 \
         quote\n  p q\n4 code Some(\"rust\") \"let\\n\"\n",
    );
}

#[test]
fn inlines_keep_their_characters() {
    check(
        "a *b **c*** `d` ~~e~~ x^2^ H~2~O $y$ \\*z &amp; <b>h</b>  \nnext\nline",
        "1 p a [em b [strong c]] [code d] [del e] x[sup 2] H[sub 2]O [math false y] *z & [html <b>]h[html \
         </b>]⏎⏎next⏎line\n",
    );
}

#[test]
fn lists_definitions_and_tables() {
    check(
        "3. a\n\n   b\n4. c\n\n- [x] done\n- [ ] open\n  - in\n",
        "1 list Some(3) tight=false\n- None\n  p a\n  p b\n- None\n  p c\n2 list None tight=true\n- Some(true)\n  p \
         done\n- Some(false)\n  p open\n  list None tight=true\n  - None\n    p in\n",
    );
    check("Term *x*\n: one\n: two\n\n  more\n", "1 definitions\n= Term [em x]\n  p one\n  p two\n  p more\n");
    check(
        "a | b\n:--|--:\n1 | [@k, 3\\|4]\n2\n",
        "1 table [Left, Right]\n| a | b\n| 1 | [cite |k{page 3}||4]\n| 2 | \n",
    );
}

#[test]
fn figures_images_and_links() {
    check("![alt *x*](a.png \"cap\")", "1 figure a.png alt=\"alt x\" caption=Some(\"cap\")\n");
    check("![](a.png) and", "1 p [image a.png ] and\n");
    check(
        "[a](b.md#p1 \"t\") <https://x.org> <me@x.org> [ref] [r][ref]\n\n[ref]: c.md\n",
        "1 p [link b.md#p1 “t”: a] [link https://x.org: https://x.org] [link mailto:me@x.org: me@x.org] [link c.md: \
         ref] [link c.md: r]\n",
    );
    check("[see ![i](i.png) [@a] x](u)", "1 p [link u: see [image i.png i] [cite |a|] x]\n");
    check("[not a ref][nowhere] [x]", "1 p [not a ref][nowhere] [x]\n");
}

#[test]
fn notes_with_and_without_definitions() {
    check(
        "a[^8] b[^9] `[^c]` [^8]\n\n[^8]: One\n\n    Two [^x]\n\n[^8]: Again\n",
        "1 p a[^8] b[^9] [code [^c]] [^8]\nnote 8 `[^8]`\n  p One\n  p Two [^x]\nnote 8 `[^8]`\n  p Again\n",
    );
    check(
        "> q[^1]\n>\n> [^1]: in a quote\n\n- [^2]: in a list\n",
        "1 quote\n  p q[^1]\n2 list None tight=true\n- None\nnote 1 `[^1]`\n  p in a quote\nnote 2 `[^2]`\n  p in a \
         list\n",
    );
    check("a[^1], b[^2] and c[^3].", "1 p a[^1], b[^2] and c[^3].\n");
    check("\\[^8] [^ ] [^]", "1 p [^8] [^ ] [^]\n");
    check("![^1]", "1 p ![^1]\n");
    check("    code first [^1]\n\n[^1]: n\n", "1 code None \"code first [^1]\\n\"\nnote 1 `[^1]`\n  p n\n");
    check("```\nnever closed [^1]", "1 code None \"never closed [^1]\"\n");
}

#[test]
fn ids_count_the_body_first() {
    let (text, _) = read("[^1]: n [l](n) [@n] [^2] x\n\nb [l](b) [@b] [^1] y\n\n[^2]: m [@m]\n");
    let keys: Vec<_> = text.citations.iter().map(|c| (c.items[0].key.as_str(), c.within.clone())).collect();
    assert_eq!(keys, [("b", Within::Body(0)), ("n", Within::Note(0)), ("m", Within::Note(1))]);
    let links: Vec<_> = text.links.iter().map(|l| &*l.destination).collect();
    assert_eq!(links, ["b", "n"]);
    let markers: Vec<_> = text.markers.iter().map(|m| m.label.as_str()).collect();
    assert_eq!(markers, ["1", "2"]);
    let BlockKind::Paragraph(content) = &text.notes[1].blocks[0].kind else { panic!("a paragraph") };
    let InlineKind::Run(run, _) = &content[0].kind else { panic!("a run") };
    assert_eq!(run.0, text.runs - 1);
}

#[test]
fn spans_are_those_of_the_file() {
    let text = "é [@a,\n> p. 3] \\*x[^1] [b](c)";
    let origin = Origin { file: FileId(7), text, base: Base::Verbatim(100), numbering: BlockNumbers::None };
    let (parsed, _) = parse(origin);
    let at = |span: Span| &text[span.start as usize - 100..span.end as usize - 100];
    assert_eq!(at(parsed.citations[0].span), "@a");
    let text = "> é [@a,\n> p. 3] \\*x[^1] [b](c)\n\ny\n";
    let (parsed, _) = parse(Origin { text, ..origin });
    let at = |span: Span| &text[span.start as usize - 100..span.end as usize - 100];
    assert_eq!(at(parsed.citations[0].span), "[@a,\n> p. 3]");
    assert_eq!(at(parsed.citations[0].items[0].span), "@a");
    assert_eq!(at(parsed.markers[0].span), "[^1]");
    assert_eq!(at(parsed.links[0].span), "[b](c)");
    assert_eq!(at(parsed.blocks[1].span), "y");
    assert!(parsed.blocks.iter().all(|block| block.number.is_none()));
    let whole = Span::new(FileId(1), 5..9);
    let (parsed, _) = parse(Origin { base: Base::Whole(whole), ..origin });
    assert_eq!(parsed.blocks[0].span, whole);
}

#[test]
fn citations_everywhere_but_in_code() {
    check(
        "## Head [@h]\n\n*see [@a]* and *@b* `@c` [@d](u) <https://x.org/@e> $@f$\n\n> [@g, *pp.* 3-4]\n",
        "h2 #h-head Head [cite |h|]\n1 p [em see [cite |a|]] and [em [cite@ |b|]] [code @c] [link u: [cite@ |d|]] [link \
         https://x.org/@e: https://x.org/@e] [math false @f]\n2 quote\n  p [cite |g{page 3–4}|]\n",
    );
    check("[@a][@b] \\@c me@x.org", "1 p [cite |a|][cite |b|] @c me@x.org\n");
    check("@k<l>m~n and @o~p", "1 p [cite@ |k<l>m~n|] and [cite@ |o~p|]\n");
    check("[see `code` $x$ &amp; <i>b</i> @a]", "1 p [cite see code x & b|a|]\n");
    check("[@a, p. 3 *b; c*; @d]", "1 p [cite |a{page 3}|b; c; |d|]\n");
    check("x\n[see @a;\n@b] y  \n-@c", "1 p x⏎[cite see|a|; |b|] y⏎⏎[cite |c|]\n");
    check("[@a]: https://x.org\n\n[@a]", "1 p [cite |a|]: https://x.org\n2 p [cite |a|]\n");
    check("<div>\n@a [@b]\n</div>", "html \"<div>\\n@a [@b]\\n</div>\"\n");
    check(
        "[@a; b] and @c",
        "1 p [[cite@ |a|]; b] and [cite@ |c|]\n! citation-syntax: `b` in this citation has no \
                                    key, so its brackets stay text `[@a; b]`\n",
    );
    check(
        "![@a](x.png) [@b[^1]]",
        "1 p [image x.png @a] [[cite@ |b|][^1]]\n! citation-syntax: a note marker or an image cannot \
                                    stand inside a citation `[@b[^1]]`\n",
    );
}

#[test]
fn headings_have_unique_fragments() {
    check(
        "## A b\n\n## A b\n\n### 新型 *国际*—关系\n\n## !\n\n## X {#y}\n\n## Z {#h-z}\n\n## Y\n",
        "h2 #h-a-b A b\nh2 #h-a-b-2 A b\nh3 #h-新型-国际-关系 新型 [em 国际]—关系\nh2 #h-section !\nh2 #h-y X\nh2 #h-z \
         Z\nh2 #h-y-2 Y\n",
    );
    check(
        "## A {#x}\n\n## B {#x}\n",
        "h2 #h-x A\nh2 #h-x-2 B\n! heading-duplicate: two headings have the id `h-x` `## B {#x}`\n",
    );
    check(
        "# A\n\n#### B\n",
        "h2 #h-a A\nh4 #h-b B\n! heading-level: heading of level 4 under one of level 2 `#### B`\n! heading-level: heading \
         of level 1 in the text `# A`\n",
    );
}

#[test]
fn nesting_is_cut() {
    for (open, close) in
        [("> ", ""), ("- ", ""), ("1. ", ""), ("> - ", ""), ("*a ", "*"), ("[", "](u)"), ("![", "](u)")]
    {
        for levels in [100_usize, 50_000] {
            let (text, diagnostics) = read(&format!("{}deep{}", open.repeat(levels), close.repeat(levels)));
            assert!(format!("{:?}", text.blocks).contains("deep"), "{open}");
            assert!(diagnostics.len() <= 1, "{open} {diagnostics:?}");
        }
    }
    let (_, diagnostics) = read(&format!("{}x\n\ny\n\n{}z", "> ".repeat(100), "> ".repeat(100)));
    assert_eq!(diagnostics.len(), 2);
    check("> > > fine", "1 quote\n  quote\n    quote\n      p fine\n");
}

#[test]
fn deep_text_is_kept() {
    let (text, diagnostics) = read(&format!("{}a *b* [@c] `d`[^e]\n", "> ".repeat(200)));
    let shown = format!("{:?}", text.blocks);
    assert!(shown.contains("a b [@c] d[^e]"), "{shown}");
    assert_eq!(diagnostics.len(), 1);
    assert!(text.citations.is_empty());
}

#[test]
fn large_texts_end() {
    for text in [
        "[",
        "*",
        "`",
        "[@a",
        "[^",
        "[^a]: ",
        "@",
        "<",
        "| ",
        "$",
        "\n> ",
        "[a]: b\n",
        "# a {#b}\n",
        "[@a]: b\n",
    ] {
        read(&text.repeat(20_000));
    }
    read(&format!("{}x\n{}", ">".repeat(20_000), "a\n".repeat(20_000)));
    let words = "word [@a, p. 3] and *more*[^1] text.\n".repeat(100_000);
    let (text, _) = read(&words);
    assert_eq!(text.citations.len(), 100_000);
    let notes = (0..10_000).map(|n| format!("a[^{n}]\n\n[^{n}]: note {n}\n\n")).collect::<Vec<_>>().concat();
    let (text, _) = read(&notes);
    assert_eq!((text.notes.len(), text.markers.len()), (10_000, 10_000));
}

#[test]
fn odd_text_is_no_trouble() {
    check("", "");
    check("\n \n\t\n", "");
    check("\u{0}", "1 p \u{fffd}\n");
    check("[@a", "1 p [[cite@ |a|]\n");
    check(
        "x^2^ H~2~O ~5 to ~6, a^b c^ \\^d^ ^*e*^ ~~f~~ 1^st^, H~2",
        "1 p x[sup 2] H[sub 2]O ~5 to ~6, a^b c^ ^d^ [sup [em e]] [del f] 1[sup st], H~2\n",
    );
    check("&ngE; &#64;a", "1 p ≧̸ @a\n");
}

/// The ids of a tree in the order of the text: runs, links, citations, markers.
#[derive(Default)]
struct Ids([Vec<u32>; 4]);

impl Ids {
    fn blocks(&mut self, list: &[Block]) {
        for block in list {
            match &block.kind {
                BlockKind::Paragraph(content) => self.inlines(content),
                BlockKind::Heading(heading) => self.inlines(&heading.content),
                BlockKind::Quote(inner) => self.blocks(inner),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Definitions(list) => {
                    for definition in list {
                        self.inlines(&definition.term);
                        definition.bodies.iter().for_each(|body| self.blocks(body));
                    }
                }
                BlockKind::Table(table) => {
                    table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                BlockKind::Figure { image, .. } => self.0[1].push(image.link.0),
                BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    fn inlines(&mut self, list: &[Inline]) {
        for inline in list {
            match &inline.kind {
                InlineKind::Run(id, _) => self.0[0].push(id.0),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner) => self.inlines(inner),
                InlineKind::Link(id, inner) => {
                    self.0[1].push(id.0);
                    self.inlines(inner);
                }
                InlineKind::Image(image) => self.0[1].push(image.link.0),
                InlineKind::Citation(id) => self.0[2].push(id.0),
                InlineKind::Marker(id) => self.0[3].push(id.0),
                _ => {}
            }
        }
    }
}

const PIECES: &[&str] = &[
    "a",
    "b ",
    "@k",
    "[@k",
    "]",
    "[",
    "(",
    ")",
    "[@k, p. 3]",
    "-@",
    ";",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~",
    "~~",
    "^",
    "$",
    "\\",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "# ",
    "[^1]",
    "[^1]: ",
    "![",
    "](u)",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "|",
    "\na|b\n-|-\n",
    ": ",
    "&amp;",
    "<https://u.v>",
    "{#h}",
    "[@k]: u",
    "[k]: u\n",
    "é",
    "国",
    "@{k k}",
    "\0",
    "\t",
    "---\n",
];

proptest::proptest! {
    #[test]
    fn every_id_is_used_once_in_order_and_no_mask_shows(picks in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let source: String = picks.iter().map(|n| PIECES[*n]).collect();
        let (text, _) = read(&source);
        let mut ids = Ids::default();
        ids.blocks(&text.blocks);
        text.notes.iter().for_each(|note| ids.blocks(&note.blocks));
        let [runs, links, citations, markers] = ids.0;
        let count = |n: usize| (0..u32::try_from(n).unwrap()).collect::<Vec<_>>();
        assert_eq!(runs, count(text.runs as usize), "{source:?}");
        assert_eq!(links, count(text.links.len()), "{source:?}");
        assert_eq!(citations, count(text.citations.len()), "{source:?}");
        assert_eq!(markers, count(text.markers.len()), "{source:?}");
        let shown = show(&source);
        let tree = shown.lines().filter(|line| !line.starts_with('!')).collect::<String>();
        assert!(!tree.contains('x'), "{source:?} {tree}");
    }
}
