//! `postil import` as it is called: texts copied from browsers, bad input, and what is never overwritten.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Run, build, postil, write};

/// The texts that the project is about; they are somebody else's, and lie outside of it.
fn sources() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no ../shared/sources");
    None
}

/// Imports files into a new reader.
fn import(root: &Path, more: &[&str], files: &[&Path]) -> Run {
    write(root, "site.toml", "title = \"Test\"\n");
    let mut arguments = vec!["import", "--color", "never", "--into", root.to_str().unwrap()];
    arguments.extend(more);
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    postil(&arguments)
}

/// What was found in each document, by its name.
fn found(run: &Run, name: &str) -> Value {
    let objects = run.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let is_it =
        |object: &Value| object["kind"] == "imported" && object["document"].as_str().unwrap().ends_with(name);
    objects.into_iter().find(is_it).unwrap()
}

fn field<'v>(found: &'v Value, name: &str) -> &'v str {
    let fields = found["fields"].as_array().unwrap();
    let field = fields.iter().find(|field| field["name"] == name);
    field.map_or("", |field| field["value"].as_str().unwrap())
}

/// The words of a text, without its numbers: markers stick to words in one, and stand in brackets in the other.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let bare = words.map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    let is_word = |word: &&str| !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit());
    bare.filter(is_word).map(str::to_owned).collect()
}

/// Lines of a text, counted from 1.
fn lines(text: &str, from: usize, to: usize) -> String {
    text.lines().skip(from - 1).take(to + 1 - from).collect::<Vec<_>>().join("\n")
}

/// An article behind its front matter.
fn body(root: &Path, slug: &str) -> String {
    let text = fs::read_to_string(root.join(format!("content/articles/{slug}.md"))).unwrap();
    text.splitn(3, "+++\n").nth(2).unwrap().to_owned()
}

/// The labels of the markers before a note's definition, in order.
fn markers(body: &str) -> Vec<u32> {
    let parts = body.split("[^").skip(1).filter_map(|part| part.split_once(']'));
    parts.filter(|(_, rest)| !rest.starts_with(':')).filter_map(|(label, _)| label.parse().ok()).collect()
}

#[test]
fn the_apparatus_of_the_five_texts_is_that_of_the_hand_count() {
    let Some(folder) = sources() else { return };
    let names = ["ekman-2019", "foot-king-2020", "kim-2021-digest", "kim-2021-news", "odgaard-2023"];
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(format!("{name}.txt"))).collect();
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let root = tempfile::tempdir().unwrap();
    let run = import(root.path(), &["--message-format", "json"], &files);
    assert_eq!(run.code, 0, "{}", run.all());

    let ekman = found(&run, "ekman-2019.txt");
    assert_eq!((ekman["notes"].as_u64(), ekman["markers"].as_u64()), (Some(23), Some(24)));
    assert_eq!(ekman["missing"], serde_json::json!(["8", "9"]));
    assert_eq!(ekman["unmarked"], serde_json::json!(["1"]));
    assert_eq!(markers(&body(root.path(), "ekman-2019")), (2..=25).collect::<Vec<_>>());
    assert_eq!(field(&ekman, "author"), "Alice Ekman");
    assert_eq!(
        (field(&ekman, "issued"), field(&ekman, "publisher")),
        ("2019-03-26", "Elcano Royal Institute")
    );

    let odgaard = found(&run, "odgaard-2023.txt");
    assert_eq!((odgaard["notes"].as_u64(), odgaard["absent"].as_u64()), (Some(0), Some(53)));
    assert_eq!(markers(&body(root.path(), "odgaard-2023")), (1..=53).collect::<Vec<_>>());
    assert_eq!(odgaard["headings"], 6);

    let foot = found(&run, "foot-king-2020.txt");
    assert_eq!(foot["unlisted"].as_array().unwrap().len(), 26);
    assert_eq!((foot["markers"].as_u64(), field(&foot, "issued")), (Some(0), "2020-05-12"));
    let headings = body(root.path(), "foot-king-2020");
    assert!(headings.trim_start().starts_with("## Security partnerships\n"), "{headings}");

    let digest = found(&run, "kim-2021-digest.txt");
    assert_eq!((digest["markers"].as_u64(), digest["citations"].as_u64()), (Some(0), Some(0)));
    assert_eq!((field(&digest, "author"), field(&digest, "issued")), ("Patricia M. Kim", "2021-11-15"));
    assert_eq!(
        (field(&digest, "container-title"), field(&digest, "publisher-place")),
        ("Foreign Affairs", "USA")
    );
    assert_eq!(field(&digest, "keyword").split("; ").count(), 5);
    let news = found(&run, "kim-2021-news.txt");
    assert_eq!((news["markers"].as_u64(), news["citations"].as_u64()), (Some(0), Some(0)));
    assert!(field(&news, "title").starts_with("Too alone"));
    for (object, words) in [
        (&ekman, &["Print Friendly", "Leave a Reply", "Akismet"][..]),
        (&odgaard, &["Read in Taylor and Francis Online."][..]),
        (&digest, &["Please enter your comment!", "Advertisment", "Most Popular"][..]),
        (&news, &["Leave a comment", "Required fields"][..]),
    ] {
        let chrome = object["chrome"].to_string();
        assert!(words.iter().all(|words| chrome.contains(words)), "{chrome}");
    }
    every_word_is_kept(&folder, root.path());

    let built = build(root.path(), &["--strict"]);
    assert_eq!(built.code, 0, "{}", built.all());
    assert!(root.path().join("public/apparatus/index.html").is_file());
}

/// The words of the body, in their order, are those of the article. What belongs to the body was counted by hand.
fn every_word_is_kept(folder: &Path, root: &Path) {
    let source = |name: &str| fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
    for (name, parts) in [
        ("ekman-2019", &[(4, 54), (106, 108), (59, 103)][..]),
        ("kim-2021-digest", &[(22, 22)][..]),
        ("kim-2021-news", &[(3, 66)][..]),
        ("odgaard-2023", &[(6, 90)][..]),
    ] {
        let text = source(name);
        let expected: String = parts.iter().map(|(from, to)| lines(&text, *from, *to) + "\n").collect();
        let (expected, words) = (words(&expected), words(&body(root, name)));
        let differs = expected.iter().zip(&words).position(|(expected, word)| expected != word);
        let around = differs
            .map(|at| (&expected[at..(at + 8).min(expected.len())], &words[at..(at + 8).min(words.len())]));
        assert_eq!(around, None, "{name}");
        assert_eq!(expected.len(), words.len(), "{name}");
    }
    let text = without_citations(&source("foot-king-2020").replacen("date 2020-05-12", "", 1));
    assert_eq!(words(&text), words(&without_cites(root, "foot-king-2020")), "foot-king-2020");
}

/// A text without the brackets that hold a year.
fn without_citations(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        let mut depth = 1;
        let end = behind.char_indices().find(|(_, c)| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        let (inner, after) = behind.split_at(end.map_or(behind.len(), |(at, _)| at));
        kept.push_str(before);
        let year = |word: &str| word.len() >= 4 && (word.starts_with("19") || word.starts_with("20"));
        let has_year = |text: &str| words_and_numbers(text).into_iter().any(year);
        // A citation may stand within brackets that hold much more.
        let within =
            inner.split_once('(').is_some_and(|(_, nested)| has_year(nested.split(')').next().unwrap()));
        if within || !has_year(inner) {
            kept.push(' ');
            kept.push_str(&without_citations(inner));
            kept.push(' ');
        }
        rest = after.trim_start_matches(')');
    }
    kept + rest
}

fn words_and_numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).collect()
}

/// An article's text without its citations; of those in the run of a sentence the names stay.
fn without_cites(root: &Path, slug: &str) -> String {
    let whole = fs::read_to_string(root.join(format!("content/articles/{slug}.md"))).unwrap();
    let front = whole.split("+++\n").nth(1).unwrap();
    let quoted = |line: &str| line.split('"').nth(1).unwrap().to_owned();
    let of = |key: &str| front.lines().filter(|line| line.starts_with(key)).map(quoted).collect::<Vec<_>>();
    let mut text = String::new();
    for (at, part) in body(root, slug).split('[').enumerate() {
        let (inside, behind) = part.split_once(']').unwrap_or(("", part));
        let citation =
            at > 0 && (inside.contains('@') || inside.starts_with("p. ") || inside.starts_with("pp. "));
        text.push_str(if citation || at == 0 { if at == 0 { part } else { behind } } else { part });
    }
    for (key, printed) in of("key = ").iter().zip(of("printed = ")) {
        text = text.replace(&format!("@{key}"), &printed);
    }
    text.replace('\\', "")
}

#[test]
fn nothing_is_written_over() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("Mein Text.txt");
    fs::write(&file, "A Title of Some Words\n\nA text.\n").unwrap();
    let run = import(root.path(), &["--dry-run"], &[&file]);
    assert_eq!((run.code, root.path().join("content").exists()), (0, false), "{}", run.all());
    assert_eq!(import(root.path(), &[], &[&file]).code, 0);
    let article = root.path().join("content/articles/mein-text.md");
    fs::write(&article, "changed").unwrap();
    let run = import(root.path(), &[], &[&file]);
    assert!(run.code == 1 && run.err.contains("import-exists"), "{}", run.all());
    assert_eq!(fs::read_to_string(&article).unwrap(), "changed");
    assert_eq!(import(root.path(), &["--force"], &[&file]).code, 0);
    assert!(fs::read_to_string(&article).unwrap().contains("A text."));
}

#[test]
fn bad_input_is_told_and_the_rest_imported() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    write(root.path(), "good.txt", "A Good Title for It\n\nA text.\n");
    write(root.path(), "other/Good.txt", "Another.\n");
    write(root.path(), "empty.txt", " \n");
    write(root.path(), "binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    fs::create_dir(at("folder.txt")).unwrap();
    let files = [
        at("empty.txt"),
        at("binary.txt"),
        at("absent.txt"),
        at("folder.txt"),
        at("good.txt"),
        at("other/Good.txt"),
    ];
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let run = import(root.path(), &[], &files);
    assert_eq!(run.code, 1);
    for code in ["file-empty", "import-format", "file-unreadable", "slug-collision"] {
        assert!(run.err.contains(code), "{code}: {}", run.err);
    }
    assert!(at("content/articles/good.md").is_file());
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "one.txt", "A Good Title for It\n\nA text.\n");
    write(root.path(), "content", "a file where a folder is needed");
    let run = import(root.path(), &[], &[&root.path().join("one.txt")]);
    assert!(run.code == 1 && run.err.contains("import-unwritable"), "{}", run.all());
}

#[test]
fn a_bibliography_gives_citations_their_keys() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "works.bib", "@book{harbours, author={Foot, Rosa}, title={Harbours}, date={2019}}\n");
    write(
        root.path(),
        "text.txt",
        "On Harbours and Their Use\n\nHarbours silt up (Foot 2019, p. 3), and others (Lee 2020) say so.\n",
    );
    let works = root.path().join("works.bib");
    let run =
        import(root.path(), &["--bibliography", works.to_str().unwrap()], &[&root.path().join("text.txt")]);
    assert_eq!(run.code, 0, "{}", run.all());
    let text = fs::read_to_string(root.path().join("content/articles/text.md")).unwrap();
    assert!(text.contains("[@harbours, p. 3]"), "{text}");
    assert!(!text.contains("key = \"harbours\""), "{text}");
}

#[test]
fn a_review_shows_both_and_is_not_written_over() {
    let root = tempfile::tempdir().unwrap();
    let page = root.path().join("page.html");
    fs::write(&page, "<h1>A &lt;Page&gt;</h1>\n<p>Words<sup><a href='#n'>1</a></sup> enough.</p>\n<ol><li id='n'>A note.</li></ol>\n").unwrap();
    let run = import(root.path(), &["--review"], &[&page]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.out.contains("import-review/page.html"), "{}", run.out);
    let review = root.path().join("import-review/page.html");
    let text = fs::read_to_string(&review).unwrap();
    assert!(text.contains("<h1>A &lt;Page&gt;</h1>") && text.contains("Words<b>[^1]</b> enough."), "{text}");
    fs::remove_dir_all(root.path().join("content")).unwrap();
    let run = import(root.path(), &["--review"], &[&page]);
    assert!(
        run.code == 1 && run.err.contains("import-exists") && !root.path().join("content").exists(),
        "{}",
        run.all()
    );
    assert_eq!(import(root.path(), &["--force"], &[&page]).code, 0);
    // The page is no part of the reader.
    assert_eq!(build(root.path(), &["--strict"]).code, 0);
    assert!(!root.path().join("public/import-review").exists());
}

#[test]
fn a_guessed_encoding_is_told() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("text.txt");
    fs::write(&file, b"\xdcber die St\xe4dte und ihre H\xe4fen\n\nDie Gr\xf6\xdfe der St\xe4dte w\xe4chst \xfcber die Jahre.\n").unwrap();
    let run = import(root.path(), &[], &[&file]);
    assert!(run.code == 0 && run.err.contains("`windows-1252` was guessed"), "{}", run.all());
}

#[test]
fn chapters_of_a_book_and_pages_are_articles() {
    let root = tempfile::tempdir().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let run = import(root.path(), &[], &[&folder.join("epub/pandoc.epub")]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(root.path().join("content/articles/pandoc/index.md").is_file());
    let built = build(root.path(), &["--strict"]);
    assert_eq!(built.code, 0, "{}", built.all());
    for name in ["mediawiki", "wordpress", "substack", "kramdown", "word", "bare"] {
        let root = tempfile::tempdir().unwrap();
        let run = import(root.path(), &[], &[&folder.join(format!("html/{name}.html"))]);
        assert_eq!(run.code, 0, "{}", run.all());
        let built = build(root.path(), &["--strict"]);
        assert_eq!(built.code, 0, "{name}: {}", built.all());
    }
}
