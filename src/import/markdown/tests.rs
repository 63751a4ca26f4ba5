//! Trees are written, read with postil's own parser, and compared.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests fail by panicking")]

use proptest::prelude::{Just, Strategy, prop, prop_oneof};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::super::draft::Note;
use super::super::tree::{Block, BlockKind, Citation, CitationForm, Cite, Inline};
use super::write;
use crate::model::corpus::Part;
use crate::model::ids::{ArticleId, FileId};
use crate::model::source::{Digest, SourceFile, SourceKind, SourcePath};
use crate::model::text;

fn block(kind: BlockKind) -> Block {
    Block { kind, line: 0 }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(words(text)))
}

fn note(label: &str, blocks: Vec<Block>) -> Note {
    Note { label: label.to_owned(), blocks, line: 0 }
}

/// What postil makes of a text.
fn read(markdown: &str) -> text::Text {
    let source = format!("+++\ntitle = \"T\"\n+++\n\n{markdown}");
    let file = SourceFile {
        id: FileId(0),
        kind: SourceKind::Article(ArticleId::new("a")),
        path: SourcePath::new("content/articles/a.md"),
        digest: Digest::of(source.as_bytes()),
        text: source.into(),
    };
    let (part, diagnostics) = crate::parse::parse(&file);
    let Some(Part::Article(article)) = part else { panic!("{markdown}\n{diagnostics:?}") };
    article.text.clone()
}

/// What both trees are compared by: a line for each block, with what it stands in, and the words.
#[derive(Default)]
struct Outline {
    lines: Vec<String>,
    around: String,
}

impl Outline {
    fn push(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.lines.push(format!("{}{words}", self.around));
        }
    }

    fn within(&mut self, what: &str, inner: impl FnOnce(&mut Self)) {
        let length = self.around.len();
        self.around.push_str(what);
        inner(self);
        self.around.truncate(length);
    }

    fn tree(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(level, content) => {
                    let words = tree_words(content);
                    let mark = if words.trim().is_empty() { String::new() } else { format!("{level}# ") };
                    self.push(&(mark + &words));
                }
                BlockKind::Paragraph(content) => self.push(&tree_words(content)),
                BlockKind::Quote(blocks) => self.within("quote/", |o| o.tree(blocks)),
                BlockKind::List(start, items) => {
                    let kind = if start.is_some() { "ol/" } else { "ul/" };
                    self.within(kind, |o| items.iter().for_each(|item| o.tree(item)));
                }
                BlockKind::Definitions(list) => {
                    for (term, bodies) in list {
                        self.within("dt/", |o| o.push(&tree_words(term)));
                        self.within("dd/", |o| bodies.iter().for_each(|body| o.tree(body)));
                    }
                }
                BlockKind::Code(_, text) => self.within("code/", |o| o.push(text)),
                BlockKind::Table(head, rows) => self.within("cell/", |o| {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| o.push(&tree_words(cell)));
                }),
                BlockKind::Figure { source, alt, caption } => {
                    self.push(&format!("⟦{source}⟧ {alt} {}", tree_words(caption)));
                }
                BlockKind::Formula(tex) => self.push(&format!("⟨{tex}⟩")),
                BlockKind::Rule | BlockKind::Markdown(_) => {}
            }
        }
    }

    fn text(&mut self, text: &text::Text, blocks: &[text::Block]) {
        for block in blocks {
            match &block.kind {
                text::BlockKind::Heading(heading) => {
                    self.push(&format!("{}# {}", heading.level, text_words(text, &heading.content)));
                }
                text::BlockKind::Paragraph(content) => self.push(&text_words(text, content)),
                text::BlockKind::Quote(blocks) => self.within("quote/", |o| o.text(text, blocks)),
                text::BlockKind::List { start, items, .. } => {
                    let kind = if start.is_some() { "ol/" } else { "ul/" };
                    self.within(kind, |o| items.iter().for_each(|item| o.text(text, &item.blocks)));
                }
                text::BlockKind::Definitions(list) => {
                    for definition in list {
                        self.within("dt/", |o| o.push(&text_words(text, &definition.term)));
                        self.within("dd/", |o| definition.bodies.iter().for_each(|b| o.text(text, b)));
                    }
                }
                text::BlockKind::Code { text: code, .. } => self.within("code/", |o| o.push(code)),
                text::BlockKind::Table(table) => self.within("cell/", |o| {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| o.push(&text_words(text, cell)));
                }),
                text::BlockKind::Figure { image, caption } => {
                    let source = &text.links[image.link.index()].destination;
                    let caption = caption.as_deref().unwrap_or_default();
                    self.push(&format!("⟦{source}⟧ {} {caption}", image.alt));
                }
                text::BlockKind::Rule => {}
                text::BlockKind::Html(html) => self.push(&format!("HTML {html}")),
            }
        }
    }
}

fn cites<'a>(cites: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let cites: Vec<_> = cites.map(|(key, prefix)| format!(" ⟨{} @{key}⟩ ", prefix.trim())).collect();
    cites.concat()
}

fn tree_words(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(c)
            | Inline::Strong(c)
            | Inline::Strikethrough(c)
            | Inline::Superscript(c)
            | Inline::Subscript(c)
            | Inline::Link(_, c) => out.push_str(&tree_words(c)),
            Inline::Formula(tex) => out.extend([format!(" ⟨{tex}⟩ ")]),
            Inline::Image(source, alt) => out.extend([format!(" ⟦{source}⟧ {alt} ")]),
            Inline::Marker(label) => out.extend([format!(" ⟨^{}⟩ ", super::label(label))]),
            Inline::Citation(c) => {
                out.push_str(&cites(c.cites.iter().map(|cite| (cite.key.as_str(), cite.prefix.as_str()))));
            }
            Inline::Break => out.push(' '),
        }
    }
    out
}

fn text_words(text: &text::Text, content: &[text::Inline]) -> String {
    use text::InlineKind as Kind;
    let mut out = String::new();
    for inline in content {
        match &inline.kind {
            Kind::Run(_, words) | Kind::Code(words) => out.push_str(words),
            Kind::Emphasis(c)
            | Kind::Strong(c)
            | Kind::Strikethrough(c)
            | Kind::Superscript(c)
            | Kind::Subscript(c)
            | Kind::Link(_, c) => out.push_str(&text_words(text, c)),
            Kind::Math { tex, .. } => out.extend([format!(" ⟨{tex}⟩ ")]),
            Kind::Image(image) => {
                let source = &text.links[image.link.index()].destination;
                out.extend([format!(" ⟦{source}⟧ {} ", image.alt)]);
            }
            Kind::Marker(marker) => {
                out.extend([format!(" ⟨^{}⟩ ", text.markers[marker.index()].label.as_str())]);
            }
            Kind::Citation(id) => {
                let items = text.citations[id.index()].items.iter();
                out.push_str(&cites(items.map(|cite| (cite.key.as_str(), cite.prefix.as_str()))));
            }
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            Kind::Html(html) => out.push_str(html),
        }
    }
    out
}

/// The outlines of a tree, and of what postil reads from what is written of it.
fn outlines(blocks: &[Block], notes: &[Note]) -> (String, Vec<String>, Vec<String>) {
    let markdown = write(blocks, notes);
    let mut wanted = Outline::default();
    wanted.tree(blocks);
    for note in notes {
        wanted.within(&format!("^{}/", super::label(&note.label)), |o| o.tree(&note.blocks));
    }
    let text = read(&markdown);
    let mut got = Outline::default();
    got.text(&text, &text.blocks);
    for note in &text.notes {
        got.within(&format!("^{}/", note.label.as_str()), |o| o.text(&text, &note.blocks));
    }
    (markdown, wanted.lines, got.lines)
}

fn compared(blocks: &[Block], notes: &[Note]) -> Result<(), TestCaseError> {
    let (markdown, wanted, got) = outlines(blocks, notes);
    if wanted == got {
        return Ok(());
    }
    Err(TestCaseError::fail(format!("\n{markdown}\nwanted {wanted:#?}\ngot {got:#?}")))
}

fn holds(blocks: &[Block], notes: &[Note]) {
    if let Err(error) = compared(blocks, notes) {
        panic!("{error}\n{blocks:#?}");
    }
}

fn always<S: Strategy>(default: u32, trees: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let cases = std::env::var("CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    if let Err(error) = TestRunner::new_with_rng(config, seed).run(trees, test) {
        panic!("{error}");
    }
}

fn check(blocks: &[Block], markdown: &str) {
    assert_eq!(write(blocks, &[]), markdown);
    holds(blocks, &[]);
}

fn check_line(content: Vec<Inline>, markdown: &str) {
    check(&[block(BlockKind::Paragraph(content))], &format!("{markdown}\n"));
}

/// Words with all that could be markup.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zäé中]{1,4}",
        3 => Just(" ".to_owned()),
        1 => prop::sample::select(vec![
            "*", "**", "_", "__", "~", "~~", "^", "[", "]", "[^1]", "[@a]", "@b", "-@c", "`", "``", "<", "<b>", "&",
            "&amp;", "$", "$x$", "\\", "|", "!", "![", "](", "(", ")", ":", "# ", "- ", "+ ", "1. ", "2) ", "> ", "---",
            "===", "```", "{#id}", "}", "{", "[x]: y", "http://a.b/@c", "a@b.c", ".", ",", "“", "”", "’", "\n", "\t", "#",
            "<!--", "\u{a0}", "[ ] ", "event:x", ": ", "|---|", "1",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("foot-2019".to_owned()),
        Just("xi".to_owned()),
        Just("a b".to_owned()),
        Just("习_1".to_owned())
    ]
}

fn citation() -> impl Strategy<Value = Inline> {
    let cite = (prop_oneof!["", "see ", "cf\\. [x];"], key(), prop_oneof!["", "p\\. 4", ", ch\\. 2; and"])
        .prop_map(|(prefix, key, suffix)| Cite { prefix, key, suffix });
    let form = prop_oneof![
        Just(CitationForm::Bracketed),
        Just(CitationForm::Narrative),
        Just(CitationForm::YearOnly)
    ];
    (prop::collection::vec(cite, 1..3), form).prop_map(|(mut cites, form)| {
        if form == CitationForm::Narrative {
            cites[0].prefix = String::new();
        }
        Inline::Citation(Citation { cites, form, printed: "(X 2000)".to_owned() })
    })
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        6 => text().prop_map(Inline::Text),
        1 => "[a-z`| \\\\*]{0,5}".prop_map(Inline::Code),
        1 => prop::sample::select(vec!["a^2", "\\frac{a}{b}", "x_1"]).prop_map(|tex| Inline::Formula(tex.to_owned())),
        1 => prop::sample::select(vec!["1", "12", "*", "†"]).prop_map(|label| Inline::Marker(label.to_owned())),
        1 => citation(),
        1 => "[a-z\\]\\[]{1,3}".prop_map(|alt| Inline::Image("a.png".to_owned(), alt)),
        1 => Just(Inline::Break),
    ];
    let tree = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = prop::collection::vec(inner, 0..4);
        (0..6, content).prop_map(|(kind, content)| match kind {
            0 => Inline::Emphasis(content),
            1 => Inline::Strong(content),
            2 => Inline::Strikethrough(content),
            3 => Inline::Superscript(content),
            4 => Inline::Subscript(content),
            _ => Inline::Link("https://e.org/a_(b)?c=d&e=f".to_owned(), content),
        })
    });
    prop::collection::vec(tree, 0..5)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        5 => inlines().prop_map(BlockKind::Paragraph),
        1 => (2..7_u8, inlines()).prop_map(|(level, content)| BlockKind::Heading(level, content)),
        1 => "[a-z`~> \n-]{0,12}".prop_map(|text| BlockKind::Code(Some("rust".to_owned()), text)),
        1 => (prop::collection::vec(inlines(), 0..3), prop::collection::vec(prop::collection::vec(inlines(), 0..3), 0..3))
            .prop_map(|(head, rows)| BlockKind::Table(head, rows)),
        1 => text().prop_map(|caption| BlockKind::Figure {
            source: "a.png".to_owned(), alt: "alt".to_owned(), caption: words(&caption) }),
        1 => Just(BlockKind::Formula("a^2 + b".to_owned())),
        1 => Just(BlockKind::Rule),
    ];
    let tree = leaf.prop_map(block).prop_recursive(4, 16, 3, |inner| {
        let inner = || prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            inner().prop_map(BlockKind::Quote),
            (prop::option::of(0..100_000_u64), prop::collection::vec(inner(), 0..3))
                .prop_map(|(start, items)| BlockKind::List(start, items)),
            prop::collection::vec((text(), prop::collection::vec(inner(), 1..3)), 1..3).prop_map(
                |mut list| {
                    // A term of which nothing is said is a paragraph.
                    for (_, bodies) in &mut list {
                        bodies[0].insert(0, paragraph("d"));
                    }
                    let list = list.into_iter().map(|(term, bodies)| (words(&format!("t{term}")), bodies));
                    BlockKind::Definitions(list.collect())
                }
            ),
        ]
        .prop_map(block)
    });
    prop::collection::vec(tree, 0..4)
}

#[test]
fn any_words_come_back() {
    always(300, &inlines(), |content| compared(&[block(BlockKind::Paragraph(content))], &[]));
}

#[test]
fn any_tree_comes_back() {
    let trees = (blocks(), prop::collection::vec(blocks(), 0..3));
    always(100, &trees, |(blocks, notes)| {
        let notes = notes.into_iter().zip(1..).map(|(blocks, at): (_, u32)| note(&at.to_string(), blocks));
        compared(&blocks, &notes.collect::<Vec<_>>())
    });
}

#[test]
fn words_that_look_like_markup_stay_words() {
    for (text, markdown) in [
        ("a * b_c _d_ [sic] <i> & &amp; $5 ~x^2", "a \\* b_c \\_d\\_ \\[sic] \\<i> & \\&amp; \\$5 \\~x\\^2"),
        ("1. a", "1\\. a"),
        ("1.5 a", "1.5 a"),
        ("- a", "\\- a"),
        ("-a # b", "-a # b"),
        ("# a", "\\# a"),
        ("> a", "\\> a"),
        (": a", "\\: a"),
        ("@a me@b.org", "\\@a me@b.org"),
        ("[^1] [@a] [a](event:b)", "\\[\\^1] \\[\\@a] \\[a](event:b)"),
        ("a\n  b", "a b"),
    ] {
        check_line(words(text), markdown);
    }
}

#[test]
fn marks_stand_where_they_count() {
    let em = |text: &str| Inline::Emphasis(words(text));
    let text = |text: &str| Inline::Text(text.to_owned());
    check_line(vec![text("a"), em("b"), text("c")], "a*b*c");
    check_line(vec![text("a "), em(" b "), text("c")], "a *b* c");
    check_line(vec![text("中"), em("“文”"), text("中")], "中“*文*”中");
    check_line(vec![em("a"), Inline::Strong(words("b"))], "*a*__b__");
    check_line(vec![em("a"), em("b")], "*ab*");
    check_line(vec![Inline::Emphasis(vec![em("a")])], "*a*");
    check_line(vec![Inline::Strong(vec![em("a")])], "***a***");
    check_line(vec![text("H"), Inline::Subscript(words("2")), text("O")], "H~2~O");
    check_line(vec![Inline::Superscript(words("a b"))], "^a^ ^b^");
    check_line(vec![Inline::Code("`a".to_owned())], "`` `a ``");
    check_line(vec![text("a"), Inline::Break, text("- b")], "a\\\n\\- b");
}

#[test]
fn links_are_those_that_postil_takes() {
    let link = |to: &str| vec![Inline::Link(to.to_owned(), words("a]"))];
    check_line(link("https://e.org/a (b)"), "[a\\]](https://e.org/a%20%28b%29)");
    check_line(link("mailto:a@e.org"), "[a\\]](mailto:a@e.org)");
    for other in ["event:a", "javascript:alert(1)", "#fn1", "a.md", "/a", "", "https://"] {
        check_line(link(other), "a]");
    }
    let nested = Inline::Link(
        "https://a.b".to_owned(),
        vec![Inline::Text("a".to_owned()), Inline::Marker("1".to_owned()), Inline::Text("b".to_owned())],
    );
    check_line(vec![nested], "[a](https://a.b)[^1] [b](https://a.b)");
}

#[test]
fn citations_have_pandocs_syntax() {
    let cite = |prefix: &str, key: &str, suffix: &str| Cite {
        prefix: prefix.to_owned(),
        key: key.to_owned(),
        suffix: suffix.to_owned(),
    };
    let group = |form, cites| Inline::Citation(Citation { cites, form, printed: "(A)".to_owned() });
    let text = |text: &str| Inline::Text(text.to_owned());
    let two = vec![cite("see", "a", "p. 3"), cite("", "b c", "")];
    check_line(vec![group(CitationForm::Bracketed, two.clone())], "[see @a, p. 3; @{b c}]");
    check_line(
        vec![group(CitationForm::YearOnly, vec![cite("", "a-1", ""), cite("", "a-2", "")])],
        "[-@a-1; -@a-2]",
    );
    check_line(
        vec![group(CitationForm::Narrative, vec![cite("", "a", "p. 3")]), text(". B")],
        "@a [p. 3]. B",
    );
    check_line(vec![group(CitationForm::Narrative, vec![cite("", "a", "")]), text("s")], "@{a}s");
    let narrative = group(CitationForm::Narrative, vec![cite("", "a", "")]);
    check_line(
        vec![narrative, text(" "), group(CitationForm::Bracketed, vec![cite("", "b", "")])],
        "@a&#32;[@b]",
    );
    let without_key =
        block(BlockKind::Paragraph(vec![group(CitationForm::Bracketed, vec![cite("", "", "")])]));
    assert_eq!(write(&[without_key], &[]), "(A)\n");
}

#[test]
fn blocks_stand_apart() {
    let list = |start, texts: &[&str]| {
        block(BlockKind::List(start, texts.iter().map(|text| vec![paragraph(text)]).collect()))
    };
    check(&[list(None, &["a", "b"]), list(None, &["c"])], "- a\n- b\n\n* c\n");
    check(&[list(Some(9), &["a", "b"])], "9. a\n10. b\n");
    let nested = vec![vec![paragraph("a"), list(None, &["b"])], vec![paragraph("c")]];
    check(&[block(BlockKind::List(None, nested))], "- a\n  - b\n- c\n");
    let loose =
        vec![vec![paragraph("a"), paragraph("b")], vec![block(BlockKind::Quote(vec![paragraph("c")]))]];
    check(&[block(BlockKind::List(Some(1), loose))], "1. a\n\n   b\n\n2. > c\n");
    let definitions = vec![(words("t"), vec![vec![paragraph("d"), paragraph("e")], vec![paragraph("f")]])];
    check(&[block(BlockKind::Definitions(definitions))], "t\n: d\n\n  e\n: f\n");
    let cell = vec![Inline::Text("a|b".to_owned()), Inline::Break, Inline::Code("c|d".to_owned())];
    check(&[block(BlockKind::Table(vec![], vec![vec![cell]]))], "|  |\n|---|\n| a\\|b `c\\|d` |\n");
    check(
        &[block(BlockKind::Code(Some("c++".to_owned()), "```\n\nx\n".to_owned()))],
        "````c++\n```\n\nx\n````\n",
    );
    check(&[block(BlockKind::Heading(2, words("C # {#x}")))], "## C # \\{#x\\}&#32;\n");
    check(&[block(BlockKind::Rule), block(BlockKind::Formula("a\n c".to_owned()))], "___\n\n$$a c$$\n");
    assert_eq!(write(&[block(BlockKind::Formula("a % b\n\\% c".to_owned()))], &[]), "$$a \\% c$$\n");
}

#[test]
fn figures_have_their_caption() {
    let figure = |source: &str, caption| {
        block(BlockKind::Figure { source: source.to_owned(), alt: "A [map]".to_owned(), caption })
    };
    check(&[figure("a.png", words("The “map” \"x\""))], "![A \\[map\\]](a.png \"The “map” \\\"x\\\"\")\n");
    let linked = vec![Inline::Text("After".to_owned()), Inline::Marker("1".to_owned())];
    assert_eq!(write(&[figure("a.png", linked)], &[]), "![A \\[map\\]](a.png)\n\nAfter[^1]\n");
    assert_eq!(write(&[figure("a (b).png", vec![])], &[]), "![A \\[map\\]](a%20%28b%29.png)\n");
    assert_eq!(write(&[figure("data:image/png;base64,AA", words("C"))], &[]), "A \\[map]\n\nC\n");
}

#[test]
fn notes_have_several_blocks() {
    let code = block(BlockKind::Code(None, "a\n\nb".to_owned()));
    let notes = [note("1", vec![paragraph("a"), code]), note("*", vec![]), note("2", vec![paragraph("b")])];
    let text =
        [block(BlockKind::Paragraph(vec![Inline::Marker("*".to_owned()), Inline::Text(": a".to_owned())]))];
    assert_eq!(
        write(&text, &notes),
        "[^_2a]\\: a\n\n[^1]: a\n\n    ```\n    a\n\n    b\n    ```\n\n[^_2a]:\n\n[^2]: b\n"
    );
    holds(&text, &notes);
    let read = read(&write(&text, &notes));
    assert_eq!(read.notes.iter().map(|note| note.label.as_str()).collect::<Vec<_>>(), ["1", "_2a", "2"]);
}

#[test]
fn markdown_passes_through() {
    let own = || block(BlockKind::Markdown("*a* [^1]\n\n- b\n".to_owned()));
    assert_eq!(
        write(&[block(BlockKind::Quote(vec![own()])), own()], &[]),
        "> *a* [^1]\n>\n> - b\n\n*a* [^1]\n\n- b\n"
    );
    assert_eq!(write(&[], &[]), "");
}

#[test]
fn no_depth_is_too_deep() {
    let mut blocks = vec![paragraph("deep")];
    let mut inlines = words("words");
    for level in 0..2_000 {
        let kind =
            if level % 2 == 0 { BlockKind::Quote(blocks) } else { BlockKind::List(None, vec![blocks]) };
        blocks = vec![block(kind)];
        inlines = vec![if level % 2 == 0 { Inline::Emphasis(inlines) } else { Inline::Strong(inlines) }];
    }
    blocks.push(block(BlockKind::Paragraph(inlines)));
    let text = read(&write(&blocks, &[]));
    let mut got = Outline::default();
    got.text(&text, &text.blocks);
    assert_eq!(got.lines.len(), 2);
    assert!(got.lines[0].ends_with("/deep") && got.lines[1] == "words");
}
