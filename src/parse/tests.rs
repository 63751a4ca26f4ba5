//! Parts put together.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::{assemble, parse};
use crate::model::corpus::Part;
use crate::model::ids::{ArticleId, FileId};
use crate::model::source::{AssetFile, Digest, SourceFile, SourceKind, SourcePath, TemplateOrigin};

fn file(id: u32, kind: SourceKind, path: &str, text: &str) -> SourceFile {
    let digest = Digest::of(text.as_bytes());
    SourceFile { id: FileId(id), kind, path: SourcePath::new(path), text: text.into(), digest }
}

fn image(path: &str, bytes: &[u8]) -> AssetFile {
    AssetFile { path: SourcePath::new(path), bytes: bytes.into(), digest: Digest::of(bytes) }
}

/// The parts of files in which nothing is wrong.
fn parts(files: &[SourceFile]) -> Vec<(&SourceFile, Part)> {
    let part = |file| {
        let (part, diagnostics) = parse(file);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        (file, part.unwrap())
    };
    files.iter().map(part).collect()
}

#[test]
fn parts_come_together() {
    let event = "[[event]]\nid = \"a\"\ntitle = \"A\"\ndate = 1955\n";
    let article = |slug: &str| SourceKind::Article(ArticleId::new(slug));
    let files = [
        file(0, article("b"), "content/articles/b.md", "+++\ntitle = \"B\"\n+++\n"),
        file(1, article("a"), "content/articles/a.md", "+++\ntitle = \"A\"\n+++\n"),
        file(2, article("a"), "content/articles/a/index.md", "+++\ntitle = \"Second\"\n+++\n"),
        file(3, SourceKind::Annotations(ArticleId::new("a")), "content/annotations/a.toml", ""),
        file(4, SourceKind::Home, "content/index.md", "Welcome"),
        file(5, SourceKind::Style, "my.csl", "<style/>"),
        file(6, SourceKind::Site, "site.toml", "title = \"T\""),
        file(
            7,
            SourceKind::Timeline,
            "content/timeline.toml",
            &format!("{event}[[event]]\n{}", &event[10..].replace("\"a\"", "\"b\"")),
        ),
    ];
    let corpus = assemble(parts(&files), &[]).unwrap();
    assert_eq!(corpus.site.title, "T");
    let titles: Vec<_> = corpus.articles.values().map(|article| article.title()).collect();
    assert_eq!(titles, ["A", "B"]);
    assert!(corpus.home.is_some() && corpus.annotations.contains_key("a"));
    assert_eq!(corpus.events.iter().map(|event| event.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(corpus.styles[&SourcePath::new("my.csl")].1.as_ref(), "<style/>");
    assert_eq!(corpus.texts().count(), 5);
}

#[test]
fn without_a_site_there_is_no_corpus() {
    let files = [file(0, SourceKind::Home, "content/index.md", "Welcome")];
    assert!(assemble(parts(&files), &[]).is_none());
}

#[test]
fn templates_are_no_part() {
    let template = SourceKind::Template(TemplateOrigin::Reader, "page.html".into());
    assert_eq!(parse(&file(0, template, "templates/page.html", "{% if")), (None, Vec::new()));
}

#[test]
fn images_have_dimensions() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0";
    let gif = b"GIF89a\x0a\0\x14\0\x80\0\0\0";
    let check = |path: &str, bytes: &[u8], expected: Option<(u32, u32)>| {
        let site = [file(0, SourceKind::Site, "site.toml", "title = \"T\"")];
        let corpus = assemble(parts(&site), &[image(path, bytes)]).unwrap();
        assert_eq!(corpus.assets[&SourcePath::new(path)].dimensions, expected, "{path}");
    };
    check("assets/map.png", png, Some((640, 480)));
    check("assets/MAP.PNG", png, Some((640, 480)));
    check("content/articles/a/map.gif", gif, Some((10, 20)));
    check("assets/map.txt", png, None);
    check("assets/png", png, None);
    check("assets/broken.png", &png[..12], None);
    check("assets/empty.jpg", b"", None);
    check("assets/map.svg", b"<svg width=\"10\" height=\"10\"/>", None);
}
