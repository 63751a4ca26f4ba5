//! Tests of links: targets and diagnostics as printed.
#![allow(clippy::unwrap_used, reason = "a test that is written wrongly should fail")]

use std::collections::BTreeMap;

use super::resolve;
use crate::model::address::Location;
use crate::model::ids::DocumentId;
use crate::model::links::{Referent, Target};
use crate::model::source::SourcePath;
use crate::model::span::{Span, Spanned};
use crate::model::term::TermKind;
use crate::resolve::anchors::AnchorBook;
use crate::resolve::fixture::Fixture;
use crate::resolve::flat::{Citations, Flat};
use crate::resolve::index::Index;
use crate::resolve::notes;

/// A reader with one of each thing.
fn reader() -> Fixture {
    let mut fixture = Fixture::new();
    let ekman = fixture.article("ekman-2019", "# The Début\nOne.[^8]\nTwo.\n> # Inner\n[^8]: a");
    ekman.aliases.push(Spanned::new("ekman".to_owned(), Span::new(ekman.file, 0..0)));
    fixture.article_at("content/articles/kim-2021/index.md", "kim-2021", "Text.");
    fixture.article("新型", "Text.");
    fixture.annotations("ekman-2019", &["One."]);
    fixture.page("index", "Home.");
    fixture.page("about", "# How to read\nAbout.");
    fixture.event("bandung-1955", "Bandung.");
    let term = fixture.term("new-type-ir", TermKind::Concept, "A term.");
    term.forms.insert("zh-Hans".to_owned(), "新型国际关系".to_owned());
    fixture.term("mao", TermKind::Person, "A person.");
    fixture.asset("assets/map.png");
    fixture.asset("assets/the slides.pdf");
    fixture.asset("assets/theme/style.css");
    fixture.asset("content/articles/kim-2021/photo.jpg");
    fixture
}

fn shown(target: &Target) -> String {
    match target {
        Target::Asset(path) => format!("file {path}"),
        Target::External(url) => format!("external {url}"),
        Target::Nowhere => "nowhere".to_owned(),
        Target::Internal { address, lang, referent } => {
            let page = match &address.page {
                Location::Article(id) => format!("article {id}"),
                Location::Page(id) => format!("page {id}"),
                Location::Event(id) => format!("event {id}"),
                Location::Term(id) => format!("term {id}"),
                page => format!("{page:?}").to_lowercase(),
            };
            let names = match (&address.page, referent) {
                (Location::Article(page), Some(Referent::Article(id))) => page == id,
                (Location::Page(page), Some(Referent::Page(id))) => page == id,
                (Location::Event(page), Some(Referent::Event(id))) => page == id,
                (Location::Term(page), Some(Referent::Term(id))) => page == id,
                (page, None) => matches!(page, Location::Home | Location::Timeline | Location::Glossary),
                _ => false,
            };
            assert!(names, "{referent:?} is not on {page}");
            let fragment = address.fragment.as_ref().map(|f| format!("#{}", f.as_str())).unwrap_or_default();
            let lang = lang.as_ref().map(|lang| format!(" ({lang})")).unwrap_or_default();
            format!("{page}{fragment}{lang}")
        }
    }
}

fn run(fixture: &Fixture, document: &DocumentId) -> (Vec<String>, String) {
    let index = Index::of(&fixture.corpus);
    let mut known = BTreeMap::new();
    for (document, text) in fixture.corpus.texts() {
        known.entry(document).or_insert(notes::resolve(text, None, notes::Cites::InText).0);
    }
    let references = BTreeMap::new();
    let mut book = AnchorBook::new(&index, &known, &references);
    let (_, text) = fixture.corpus.texts().find(|(id, _)| id == document).unwrap();
    let flat = Flat::of(text, Citations::Worded(&[]));
    let (targets, diagnostics) = resolve(document, text, &flat, &index, &mut book);
    (targets.iter().map(shown).collect(), fixture.print(&diagnostics))
}

/// Checks a link in an article in `content/articles/`.
fn check(markdown: &str, target: &str, diagnostics: &str) {
    let mut fixture = reader();
    let id = fixture.article("x", markdown).id.clone();
    assert_eq!(
        run(&fixture, &DocumentId::Article(id)),
        (vec![target.to_owned()], diagnostics.to_owned()),
        "{markdown}"
    );
}

#[test]
fn relative_paths_lead_as_in_an_editor() {
    check("[e](ekman-2019.md)", "article ekman-2019", "");
    check("[e](./ekman-2019.md#p2)", "article ekman-2019#p2", "");
    check("[e](../articles/ekman-2019.md#fn-8)", "article ekman-2019#fn-8", "");
    check("[e](ekman-2019.md#fnref-8-1)", "article ekman-2019#fnref-8-1", "");
    check("[e](ekman-2019.md#h-the-début)", "article ekman-2019#h-the-début", "");
    check("[e](ekman-2019.md#the-d%C3%A9but)", "article ekman-2019#h-the-début", "");
    check("[e](ekman-2019.md#inner)", "article ekman-2019#h-inner", "");
    check("[e](ekman-2019.md#a-n1)", "article ekman-2019#a-n1", "");
    check("[k](kim-2021/index.md)", "article kim-2021", "");
    check("[k](kim-2021.md)", "article kim-2021", "");
    check("[n](%E6%96%B0%E5%9E%8B.md)", "article 新型", "");
    check("[a](../pages/about.md#how-to-read)", "page about#h-how-to-read", "");
    check("[h](../index.md)", "home", "");
    check("[t](../timeline.toml)", "timeline", "");
    check("[t](../timeline.toml#bandung-1955)", "timeline#bandung-1955", "");
    check("[g](../glossary.toml)", "glossary", "");
    check("[f](../../assets/the%20slides.pdf)", "file assets/the slides.pdf", "");
    check("[f](kim-2021/photo.jpg)", "file content/articles/kim-2021/photo.jpg", "");
    check("Text.\n[p](#p1)", "article x#p1", "");
    check("[p](#)", "article x", "");
}

#[test]
fn names_in_decomposed_letters_are_the_same() {
    let mut fixture = Fixture::new();
    fixture.article_at("content/articles/cafe\u{301}.md", "café", "Text.");
    fixture.asset("assets/cafe\u{301}.png");
    fixture.article("x", "[a](café.md) ![b](../../assets/café.png)");
    let (targets, diagnostics) = run(&fixture, &DocumentId::Article(crate::model::ids::ArticleId::new("x")));
    assert_eq!(targets, ["article café", "file assets/cafe\u{301}.png"]);
    assert_eq!(diagnostics, "");
}

#[test]
fn texts_in_data_files_start_from_the_content() {
    for path in ["ekman-2019.md#p1", "articles/ekman-2019.md#p1", "../articles/ekman-2019.md#p1"] {
        let mut fixture = reader();
        fixture.event("x", &format!("See [e]({path})."));
        fixture.session("s", &[], &format!("See [e]({path}) and [c](content/articles/ekman-2019.md).\n"));
        let id = DocumentId::Event(crate::model::ids::EventId::new("x"));
        assert_eq!(run(&fixture, &id), (vec!["article ekman-2019#p1".to_owned()], String::new()), "{path}");
        let id = DocumentId::Session(crate::model::ids::SessionId::new("s"));
        let expected = vec!["article ekman-2019#p1".to_owned(), "article ekman-2019".to_owned()];
        assert_eq!(run(&fixture, &id), (expected, String::new()), "{path}");
    }
}

#[test]
fn an_annotation_links_into_its_article() {
    let mut fixture = reader();
    let text = fixture.article("source", "[p](#p2) [q](#p9)").text.clone();
    fixture.corpus.articles.remove("source");
    std::sync::Arc::get_mut(fixture.corpus.annotations.get_mut("ekman-2019").unwrap()).unwrap().annotations
        [0]
    .text = text;
    let id = DocumentId::Annotation(
        crate::model::ids::ArticleId::new("ekman-2019"),
        crate::model::ids::AnnotationId::new("n1"),
    );
    let (targets, diagnostics) = run(&fixture, &id);
    assert_eq!(targets, ["article ekman-2019#p2", "nowhere"]);
    assert_eq!(
        diagnostics,
        "link-anchor [9:[q](#p9)] the article `ekman-2019` has no `#p9` | help: its paragraphs are `#p1` to `#p3`"
    );
}

#[test]
fn events_and_terms_have_schemes() {
    check("[b](event:bandung-1955)", "event bandung-1955", "");
    check("[b](term:new-type-ir)", "term new-type-ir", "");
    check("[ *新型国际关系*](term:new-type-ir)", "term new-type-ir (zh-Hans)", "");
    check(
        "[b](event:bandung-1995)",
        "nowhere",
        "link-event [0:[b](event:bandung-1995)] there is no event `bandung-1995` | help: did you mean `event:bandung-1955`?",
    );
    check(
        "[b](event:mao)",
        "nowhere",
        "link-event [0:[b](event:mao)] there is no event `mao` | help: did you mean `term:mao`?",
    );
    check(
        "[b](event:yalta)",
        "nowhere",
        "link-event [0:[b](event:yalta)] there is no event `yalta` | help: describe it in `content/timeline.toml`, in an `[[event]]` with this `id`",
    );
    check(
        "[b](term:new-type-i)",
        "nowhere",
        "link-term [0:[b](term:new-type-i)] there is no term `new-type-i` | help: did you mean `term:new-type-ir`?",
    );
    check(
        "[b](term:bandung-1955)",
        "nowhere",
        "link-term [0:[b](term:bandung-1955)] there is no term `bandung-1955` | help: did you mean `event:bandung-1955`?",
    );
    check(
        "[b](term:nato)",
        "nowhere",
        "link-term [0:[b](term:nato)] there is no term `nato` | help: explain it in `content/glossary.toml`, in a `[[term]]` with this `id`",
    );
}

#[test]
fn other_sites_are_left_as_they_are() {
    check("[e](https://example.org/a?b#c)", "external https://example.org/a?b#c", "");
    check("[e](mailto:a@example.org)", "external mailto:a@example.org", "");
    check("![e](https://example.org/a.png)", "external https://example.org/a.png", "");
}

#[test]
fn a_missing_article_or_page_is_an_error() {
    check(
        "[e](ekmann-2019.md)",
        "nowhere",
        "link-article [0:[e](ekmann-2019.md)] there is no article `ekmann-2019` | help: did you mean `ekman-2019.md`?",
    );
    check(
        "[e](kim-2012.md#p1)",
        "nowhere",
        "link-article [0:[e](kim-2012.md#p1)] there is no article `kim-2012` | help: did you mean `kim-2021/index.md`?",
    );
    check(
        "[e](../ekman-2019/index.md)",
        "nowhere",
        "link-article [0:[e](../ekman-2019/index.md)] there is no article `ekman-2019` | help: did you mean `ekman-2019.md`?",
    );
    check(
        "[e](ekman.md)",
        "nowhere",
        "link-article [0:[e](ekman.md)] there is no article `ekman` | help: `ekman` is now `ekman-2019`: write `ekman-2019.md`",
    );
    check(
        "[e](nothing-like-it.md)",
        "nowhere",
        "link-article [0:[e](nothing-like-it.md)] there is no article `nothing-like-it`",
    );
    check(
        "[e](about.md)",
        "nowhere",
        "link-article [0:[e](about.md)] there is no article `about` | help: did you mean `../pages/about.md`?",
    );
    check(
        "[e](../pages/abuot.md)",
        "nowhere",
        "link-file [0:[e](../pages/abuot.md)] there is no page `abuot` | help: did you mean `../pages/about.md`?",
    );
    check(
        "[e](../../../x.md)",
        "nowhere",
        "link-file [0:[e](../../../x.md)] `../../../x.md` leads out of the reader's folder | help: put the file into `assets/`, or beside the article in `content/articles/<slug>/`",
    );
}

#[test]
fn a_missing_anchor_is_an_error() {
    check(
        "[e](ekman-2019.md#p99)",
        "nowhere",
        "link-anchor [0:[e](ekman-2019.md#p99)] the article `ekman-2019` has no `#p99` | help: its paragraphs are `#p1` to `#p3`",
    );
    check(
        "[e](ekman-2019.md#h-the-debut)",
        "nowhere",
        "link-anchor [0:[e](ekman-2019.md#h-the-debut)] the article `ekman-2019` has no `#h-the-debut` | help: did you mean `#h-the-début`?",
    );
    check(
        "[e](ekman-2019.md#fn-9)",
        "nowhere",
        "link-anchor [0:[e](ekman-2019.md#fn-9)] the article `ekman-2019` has no `#fn-9` | help: did you mean `#fn-8`?",
    );
    check(
        "[e](../index.md#nowhere)",
        "nowhere",
        "link-anchor [0:[e](../index.md#nowhere)] the home page has no `#nowhere`",
    );
    check(
        "[e](#p2)",
        "nowhere",
        "link-anchor [0:[e](#p2)] this text has no `#p2` | help: it has one numbered paragraph, `#p1`",
    );
    check(
        "[e](../timeline.toml#bandung)",
        "nowhere",
        "link-anchor [0:[e](../timeline.toml#bandung)] the timeline has no `#bandung` | help: did you mean `bandung-1955`?",
    );
}

#[test]
fn missing_files_and_images_are_errors() {
    check(
        "[e](map.png)",
        "nowhere",
        "link-file [0:[e](map.png)] there is no file `map.png` | help: did you mean `../../assets/map.png`?",
    );
    check(
        "[e](..\\\\articles\\\\ekman-2019.pdf)",
        "nowhere",
        "link-file [0:[e](..\\\\articles\\\\ekman-2019.pdf)] there is no file `..\\\\articles\\\\ekman-2019.pdf` | help: write `/` between the parts of a path",
    );
    check(
        "![a map](../../assets/mpa.png)",
        "nowhere",
        "image-missing [0:![a map](../../assets/mpa.png)] there is no image `../../assets/mpa.png` | help: did you mean `../../assets/map.png`?",
    );
    check(
        "![a style](style.css)",
        "nowhere",
        "image-missing [0:![a style](style.css)] there is no image `style.css` | help: put the file into `assets/`, or beside the article in `content/articles/<slug>/`",
    );
    check(
        "![a term](term:mao)",
        "nowhere",
        "image-missing [0:![a term](term:mao)] `term:mao` is no image | help: take the `!` away to make it a link, or name an image file",
    );
    check(
        "![a page](../index.md)",
        "nowhere",
        "image-missing [0:![a page](../index.md)] `../index.md` is no image | help: take the `!` away to make it a link, or name an image file",
    );
}

#[test]
fn images_without_words_are_warned_of() {
    check(
        "![ ](../../assets/map.png)",
        "file assets/map.png",
        "image-alt [0:![ ](../../assets/map.png)] the image `../../assets/map.png` has no words that stand for it | help: say what it shows between the brackets: `![a map of the Gulf of Aden](…)`",
    );
    check("Here ![a map](../../assets/map.png)", "file assets/map.png", "");
}

#[test]
fn paths_from_the_root_of_a_site_are_errors() {
    check(
        "[e](/articles/ekman-2019/#p1)",
        "nowhere",
        "link-file [0:[e](/articles/ekman-2019/#p1)] `/articles/ekman-2019/#p1` starts at the root of a site | help: the reader may stand below a path: write `ekman-2019.md`",
    );
    check(
        "![m](/assets/map.png)",
        "nowhere",
        "image-missing [0:![m](/assets/map.png)] `/assets/map.png` starts at the root of a site | help: the reader may stand below a path: write `../../assets/map.png`",
    );
    check(
        "[e](//example.org/x)",
        "nowhere",
        "link-file [0:[e](//example.org/x)] `//example.org/x` starts at the root of a site | help: write the whole address: `https://example.org/x`",
    );
    check(
        "[e](/x)",
        "nowhere",
        "link-file [0:[e](/x)] `/x` starts at the root of a site | help: the reader may stand below a path: write one that is relative to this file",
    );
}

#[test]
fn unsafe_addresses_lead_nowhere() {
    let schemes = "help: links may be relative paths, `event:`, `term:`, `https:`, `http:` and `mailto:`; in a path, write `:` as `%3A`";
    check(
        "[e](JavaScript:alert)",
        "nowhere",
        &format!(
            "link-unsafe [0:[e](JavaScript:alert)] the address `JavaScript:alert` has the scheme `javascript`, which is not followed | {schemes}"
        ),
    );
    check(
        "![e](data:image/svg+xml,x)",
        "nowhere",
        &format!(
            "link-unsafe [0:![e](data:image/svg+xml,x)] the address `data:image/svg+xml,x` has the scheme `data`, which is not followed | {schemes}"
        ),
    );
    check(
        "[e](java\\tscript:x)",
        "nowhere",
        "link-unsafe [0:[e](java\\tscript:x)] the address `java\\u{9}script:x` hides the scheme `javascript` | help: take the white space and the invisible characters out of it",
    );
    check(
        "[e](doi:10.1080/x)",
        "nowhere",
        "link-unsafe [0:[e](doi:10.1080/x)] the address `doi:10.1080/x` has the scheme `doi`, which is not followed | help: write it as `https://doi.org/…`",
    );
    check(
        "[e](https://)",
        "nowhere",
        "link-unsafe [0:[e](https://)] the address `https://` ends where it begins | help: write the whole address: `https://example.org/`",
    );
    check(
        "[e](term:)",
        "nowhere",
        "link-unsafe [0:[e](term:)] the address `term:` ends where it begins | help: write the id after the colon",
    );
}

#[test]
fn a_page_is_a_file_only_where_it_is_one() {
    let fixture = reader();
    let index = Index::of(&fixture.corpus);
    assert_eq!(index.path(crate::model::ids::FileId(9_999)), None);
    assert_eq!(index.asset_named("map.png"), Some(&SourcePath::new("assets/map.png")));
    assert_eq!(index.asset_named("style.css"), None);
}
