//! The program as it is called: arguments, streams and exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use postil::model::code::Code;

fn postil(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command.args(arguments).stdin(Stdio::null()).env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs with arguments; the exit code must be this one, and standard error hold these words.
fn check(arguments: &[&str], code: i32, words: &str) -> Output {
    let output = postil(arguments);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(said.contains(words), "{arguments:?}: {said}");
    output
}

fn files(folder: &Path) -> Vec<String> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn help_names_every_command() {
    let help = stdout(&check(&["--help"], 0, ""));
    for command in ["build", "check", "serve", "init", "explain", "completions"] {
        assert!(help.contains(&format!("  {command}")), "{command}: {help}");
    }
    for option in ["--message-format", "--color"] {
        assert!(help.contains(option));
    }
    let help = stdout(&check(&["build", "--help"], 0, ""));
    for option in ["--root", "--output", "--base-url", "--strict", "--drafts", "--message-format"] {
        assert!(help.contains(option), "{option}");
    }
    assert!(stdout(&check(&["--version"], 0, "")).starts_with("postil "));
}

#[test]
fn wrong_usage_ends_with_two() {
    check(&[], 2, "Usage:");
    check(&["bild"], 2, "build");
    check(&["build", "--base-url", "example.org"], 2, "https://example.org/");
    check(&["build", "--base-url", "https://e.org/?q"], 2, "absolute web address");
    check(&["serve", "--port", "99999"], 2, "--port");
    check(&["serve", "--host", "example.org"], 2, "IP address");
    check(&["check", "--message-format", "xml"], 2, "json");
}

#[test]
fn failures_of_the_machine_end_with_two() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    let gone = gone.to_str().unwrap();
    for command in ["build", "check", "serve"] {
        let output = check(&[command, "--root", gone], 2, "is not a folder");
        assert!(output.stdout.is_empty());
    }
    let root = folder.path().to_str().unwrap();
    check(&["build", "--root", root, "--output", root], 2, "is the reader's own folder");
    check(&["build", "--root", root, "--output", "/"], 2, "refusing to write");
}

#[test]
fn codes_are_explained() {
    for code in Code::ALL {
        let page = stdout(&check(&["explain", code.name()], 0, ""));
        assert!(page.starts_with(&format!("# {code}\n")), "{page}");
        assert_eq!(page.trim_end(), code.explanation().trim_end());
    }
    let list = stdout(&check(&["explain"], 0, ""));
    assert_eq!(list.lines().count(), Code::ALL.len());
    assert!(list.lines().any(|line| line.starts_with("note-undefined ") && line.ends_with(" error")));
    assert!(list.lines().any(|line| line.starts_with("work-uncited ") && line.ends_with(" note")));
    check(&["explain", "note-undefind"], 2, "did you mean `note-undefined`?");
    check(&["explain", "E0308"], 2, "lists them all");
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&check(&["completions", shell], 0, ""));
        assert!(script.contains("postil") && script.contains("message-format"), "{shell}");
    }
    check(&["completions", "tcsh"], 2, "bash");
}

#[test]
fn a_small_reader_is_laid_out_once() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("my reader");
    let target = target.to_str().unwrap();
    check(&["init", target], 0, "postil serve");
    let laid_out = files(Path::new(target));
    for file in ["site.toml", "content/index.md", "content/references.bib", "content/glossary.toml"] {
        assert!(laid_out.contains(&file.to_owned()), "{laid_out:?}");
    }
    let articles = laid_out.iter().filter(|path| path.starts_with("content/articles/"));
    assert_eq!(articles.count(), 2);
    check(&["init", target], 2, "is not empty");
    assert_eq!(files(Path::new(target)), laid_out);
}
