//! Input beyond all measure: huge, deep, odd, or with nowhere to go.

use std::fs;
use std::process::Command;

use tempfile::tempdir;

use crate::support::{build, postil, reader, write};

#[test]
fn fifty_megabytes_are_refused() {
    let root = tempdir().unwrap();
    reader(root.path(), &"word ".repeat(10_000_000));
    let run = build(root.path(), &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.all().contains("file-too-large"), "{}", run.all());
}

#[test]
fn a_million_words_are_an_article() {
    let root = tempdir().unwrap();
    let paragraph = format!("{}end.\n\n", "some words and *more* of them ".repeat(33));
    reader(root.path(), &paragraph.repeat(5_000));
    let run = build(root.path(), &[]);
    assert_eq!(run.code, 0, "{}", run.all());
    let page = fs::read_to_string(root.path().join("public/articles/one/index.html")).unwrap();
    assert!(page.contains("id=\"p5000\""));
}

#[test]
fn ten_thousand_notes_are_numbered() {
    use std::fmt::Write as _;
    let root = tempdir().unwrap();
    let mut text = String::new();
    for n in 1..=10_000 {
        write!(text, "Claim {n}.[^{n}]{}", if n % 10 == 0 { "\n\n" } else { " " }).unwrap();
    }
    for n in 1..=10_000 {
        writeln!(text, "[^{n}]: Note {n}.\n").unwrap();
    }
    reader(root.path(), &text);
    let run = build(root.path(), &["--strict"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let page = fs::read_to_string(root.path().join("public/articles/one/index.html")).unwrap();
    assert!(page.contains("id=\"fn-10000\"") && page.contains("id=\"fnref-10000-1\""));
}

#[test]
fn depth_is_no_danger() {
    for (sign, times) in
        [("> ", 20_000), ("- ", 2_000), ("*", 20_000), ("[", 20_000), ("![", 20_000), ("<b>", 20_000)]
    {
        let root = tempdir().unwrap();
        reader(root.path(), &format!("{}deep\n", sign.repeat(times)));
        let run = build(root.path(), &[]);
        assert!(
            [0, 1].contains(&run.code),
            "{sign}: exit {}: {}",
            run.code,
            &run.err[..run.err.len().min(500)]
        );
    }
    let root = tempdir().unwrap();
    reader(root.path(), &format!("$ {}x{} $\n", "{".repeat(4_000), "}".repeat(4_000)));
    assert_eq!(build(root.path(), &[]).code, 0);
}

#[test]
fn paths_of_any_letters_work() {
    let outer = tempdir().unwrap();
    let root = outer.path().join("it's a \"reader\" – 新 ü");
    fs::create_dir(&root).unwrap();
    reader(&root, "Text.");
    write(&root, "content/articles/新型.md", "+++\ntitle = \"新\"\n+++\n\n[One](one.md#p1).\n");
    let output = outer.path().join("out put");
    let run = build(&root, &["--output", output.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(output.join("articles/新型/index.html").is_file());
}

#[test]
fn an_output_that_is_no_folder_is_a_failure() {
    let root = tempdir().unwrap();
    reader(root.path(), "Text.");
    write(root.path(), "file", "in the way");
    let run = build(root.path(), &["--output", root.path().join("file/public").to_str().unwrap()]);
    assert_eq!(run.code, 2, "{}", run.all());
    for output in
        [root.path().to_path_buf(), root.path().join("content"), root.path().parent().unwrap().to_path_buf()]
    {
        let run = build(root.path(), &["--output", output.to_str().unwrap()]);
        assert_eq!(run.code, 2, "{}: {}", output.display(), run.all());
    }
    assert!(root.path().join("content/articles/one.md").is_file());
}

#[test]
fn a_full_disk_leaves_the_last_good_output() {
    let root = tempdir().unwrap();
    let disk = root.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(&disk).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("skipped: a small disk cannot be mounted here");
        return;
    }
    let reader_root = root.path().join("reader");
    fs::create_dir(&reader_root).unwrap();
    let output = disk.join("public");
    let output = output.to_str().unwrap();
    reader(&reader_root, "The first text.");
    let first = build(&reader_root, &["--output", output]);
    let page = disk.join("public/articles/one/index.html");
    let before = fs::read_to_string(&page).unwrap_or_default();
    reader(&reader_root, &format!("The second text.\n\n{}", "word ".repeat(400_000)));
    let second = build(&reader_root, &["--output", output]);
    let after = fs::read_to_string(&page).unwrap_or_default();
    let _ = Command::new("umount").arg(&disk).status();
    assert_eq!((first.code, second.code), (0, 2), "{}", second.all());
    assert!(before.contains("The first text.") && before == after);
}

#[test]
fn a_folder_that_is_not_there_is_a_failure() {
    assert_eq!(postil(&["build", "--root", "/nowhere/at/all"]).code, 2);
}
