//! Folders on the disk to sources and diagnostics.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic, and lays out folders")]

use std::fs;
use std::path::PathBuf;

use super::*;

/// A folder with files; `folder("…")` makes one that reads without a diagnostic.
struct Folder(tempfile::TempDir);

impl Folder {
    fn bare() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn new() -> Self {
        Self::bare().with("site.toml", "title = \"T\"\n").with("content/articles/a.md", "text\n")
    }

    fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    #[cfg(unix)]
    fn link(self, target: &str, path: &str) -> Self {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
        self
    }

    fn read(&self) -> (Sources, Vec<Diagnostic>) {
        read(self.0.path(), &self.0.path().join("public"), &mut Kept::default()).unwrap()
    }

    fn check(&self, expected: &[(Code, &str)]) {
        let (_, diagnostics) = self.read();
        let said: Vec<_> = diagnostics.iter().map(|d| (d.code, d.message.as_str())).collect();
        assert_eq!(said.len(), expected.len(), "{said:#?}");
        for ((code, words), (said, message)) in expected.iter().zip(said) {
            assert!(*code == said && message.contains(words), "{code} {words}: {said} {message}");
        }
    }

    fn own_paths(&self) -> Vec<String> {
        let (sources, _) = self.read();
        let texts = sources.files.iter().map(|f| f.path.to_string()).filter(|p| !p.starts_with('<'));
        let assets =
            sources.assets.iter().map(|a| a.path.to_string()).filter(|p| !p.starts_with("assets/theme/"));
        texts.chain(assets).collect()
    }
}

#[test]
fn the_least_reader_is_read() {
    let folder = Folder::new();
    folder.check(&[]);
    let (sources, _) = folder.read();
    for (n, file) in sources.files.iter().enumerate() {
        assert_eq!((file.id.index(), &sources.file(file.id).unwrap().path), (n, &file.path));
        assert_eq!(file.digest, Digest::of(file.text.as_bytes()));
    }
    assert!(sources.files.is_sorted_by(|a, b| a.path < b.path));
    assert!(sources.files.iter().any(|f| f.path.as_str() == "<built-in>/templates/base.html"));
    assert!(sources.assets.iter().any(|a| a.path.as_str() == "assets/theme/postil.css"));
}

#[test]
fn only_known_places_are_read() {
    let folder = Folder::new()
        .with("target/x.md", "x")
        .with("README.md", "x")
        .with("content/.obsidian/x", "x")
        .with("content/articles/a.md~", "x")
        .with("content/articles/#a.md#", "x")
        .with(".gitignore", "content\n")
        .with("content/.gitignore", "*\n")
        .with("content/.ignore", "*\n")
        .with("public/articles/a.md", "x");
    folder.check(&[]);
    assert_eq!(folder.own_paths(), ["content/articles/a.md", "site.toml"]);
}

#[test]
fn the_reader_overrides_the_theme() {
    let folder = Folder::new().with("assets/theme/postil.css", "mine").with("templates/base.html", "mine");
    let (sources, diagnostics) = folder.read();
    assert_eq!(diagnostics, []);
    let style: Vec<_> =
        sources.assets.iter().filter(|a| a.path.as_str() == "assets/theme/postil.css").collect();
    assert_eq!(style.len(), 1);
    assert_eq!(&*style[0].bytes, b"mine");
    let base = sources
        .files
        .iter()
        .filter(|f| matches!(&f.kind, SourceKind::Template(_, name) if &**name == "base.html"));
    assert_eq!(base.count(), 2);
}

#[test]
fn missing_parts_are_told() {
    Folder::bare()
        .check(&[(Code::SiteMissing, "there is no `site.toml`"), (Code::ContentMissing, "no `content`")]);
    Folder::bare()
        .with("site.toml", "title = \"T\"")
        .with("content/index.md", "x")
        .check(&[(Code::ContentMissing, "no article")]);
    let nowhere = PathBuf::from("/nonexistent/reader");
    assert!(matches!(
        read(&nowhere, &nowhere.join("public"), &mut Kept::default()),
        Err(Failure::NoFolder { .. })
    ));
    let folder = Folder::new();
    let file = folder.0.path().join("site.toml");
    assert!(matches!(read(&file, &file, &mut Kept::default()), Err(Failure::NoFolder { .. })));
}

#[test]
fn empty_files_are_told() {
    Folder::new()
        .with("content/articles/b.md", "\u{feff} \r\n")
        .with("content/glossary.toml", "")
        .with("content/index.md", "")
        .with("content/pages/p.md", "\n")
        .check(&[
            (Code::FileEmpty, "articles/b.md"),
            (Code::FileEmpty, "content/index.md"),
            (Code::FileEmpty, "pages/p.md"),
        ]);
    Folder::new().with("site.toml", "").check(&[(Code::FileEmpty, "site.toml")]);
}

#[test]
fn bad_bytes_and_large_files_are_told() {
    Folder::new()
        .with("content/articles/b.md", b"one\ntwo \xff")
        .with("content/articles/c.md", vec![b'a'; 10_000_001])
        .with("content/articles/d.md", vec![b'a'; 10_000_000])
        .with("content/timeline.toml", vec![b'#'; 64_000_000])
        .with("content/glossary.toml", vec![b'#'; 64_000_001])
        .check(&[
            (Code::FileNotUtf8, "byte 0xff at offset 8, line 2"),
            (Code::FileTooLarge, "articles/c.md` is larger than 10 MB"),
            (Code::FileTooLarge, "glossary.toml` is larger than 64 MB"),
        ]);
}

#[test]
fn two_sources_of_one_slug_are_told() {
    Folder::new().with("content/articles/a/index.md", "x").check(&[(
        Code::SlugCollision,
        "`content/articles/a.md` and `content/articles/a/index.md` are both the article `a`",
    )]);
    Folder::new()
        .with("content/articles/e\u{301}.md", "x")
        .with("content/articles/\u{e9}.md", "x")
        .check(&[(Code::SlugCollision, "both the article")]);
    let folder = Folder::new().with("content/articles/A.md", "x");
    // Where the disk does not tell case apart there is only one file.
    if fs::read_dir(folder.0.path().join("content/articles")).unwrap().count() == 2 {
        folder.check(&[(Code::SlugCollision, "`content/articles/A.md` and `content/articles/a.md`")]);
    }
}

#[test]
fn images_beside_an_article_are_assets() {
    let folder = Folder::new()
        .with("content/articles/b/index.md", "x")
        .with("content/articles/b/map 1.png", "x")
        .with("content/articles/b/draft.tex", "x")
        .with("content/img/地图.jpg", "x");
    folder.check(&[(Code::FileUnknown, "draft.tex")]);
    let paths = folder.own_paths();
    assert!(paths.contains(&"content/articles/b/map 1.png".to_owned()));
    assert!(paths.contains(&"content/img/地图.jpg".to_owned()));
}

#[cfg(unix)]
mod links {
    use super::*;

    #[test]
    fn a_link_out_of_the_folder_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let secret = outside.path().join("secret.md");
        let folder = Folder::new()
            .link(secret.to_str().unwrap(), "content/articles/b.md")
            .link(outside.path().to_str().unwrap(), "content/img")
            .link("../../../../../../etc/hostname", "assets/x");
        folder.check(&[
            (Code::SymlinkOutside, "content/articles/b.md"),
            (Code::SymlinkOutside, "content/img"),
            (Code::SymlinkOutside, "assets/x"),
        ]);
        assert_eq!(folder.own_paths(), ["content/articles/a.md", "site.toml"]);
    }

    #[test]
    fn a_content_folder_elsewhere_is_refused() {
        let outside = Folder::new();
        let content = outside.0.path().join("content");
        Folder::bare()
            .with("site.toml", "title = \"T\"")
            .link(content.to_str().unwrap(), "content")
            .check(&[(Code::SymlinkOutside, "`content`"), (Code::ContentMissing, "no `content`")]);
    }

    #[test]
    fn links_inside_are_followed_once() {
        let folder = Folder::new()
            .with("shared/map.png", "x")
            .link("../../../shared", "content/articles/b/img")
            .link("../../../shared", "content/articles/c/img")
            .link("../../assets/text.md", "content/articles/d.md")
            .with("assets/text.md", "x");
        folder.check(&[]);
        assert_eq!(
            folder.own_paths(),
            [
                "content/articles/a.md",
                "content/articles/d.md",
                "site.toml",
                "assets/text.md",
                "content/articles/b/img/map.png",
                "content/articles/c/img/map.png",
            ]
        );
    }

    #[test]
    fn loops_end() {
        Folder::new()
            .link("..", "content/articles/up")
            .link(".", "content/articles/self")
            .link("round", "content/articles/round")
            .link("gone", "content/articles/b.md")
            .check(&[
                (Code::FileUnreadable, "b.md` leads nowhere"),
                (Code::FileUnreadable, "round` leads nowhere"),
                (Code::FileUnknown, "self` is not followed"),
                (Code::FileUnknown, "up` is not followed"),
            ]);
        let (_, diagnostics) = Folder::new()
            .with("assets/one/a.png", "x")
            .with("assets/two/b.png", "x")
            .link("../two", "assets/one/two")
            .link("../one", "assets/two/one")
            .read();
        assert_eq!(diagnostics.len(), 2, "{diagnostics:#?}");
    }

    #[test]
    fn a_pipe_is_no_hang() {
        let folder = Folder::new();
        let pipe = folder.0.path().join("content/articles/p.md");
        let made = std::process::Command::new("mkfifo").arg(pipe).status();
        if made.is_ok_and(|status| status.success()) {
            folder.check(&[(Code::FileUnreadable, "not a regular file")]);
        }
    }

    #[test]
    fn a_name_that_is_not_utf8_is_told() {
        use std::os::unix::ffi::OsStrExt;
        let folder = Folder::new();
        let name = OsStr::from_bytes(b"content/articles/\xff.md");
        if fs::write(folder.0.path().join(name), "x").is_ok() {
            folder.check(&[(Code::FileUnreadable, "is not UTF-8")]);
        }
    }

    use std::ffi::OsStr;
}
