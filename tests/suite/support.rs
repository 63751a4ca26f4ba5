//! What the tests share: running the program, and small readers to run it on.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a run of the program said and how it ended.
pub(crate) struct Run {
    /// The exit code
    pub(crate) code: i32,
    /// Standard output
    pub(crate) out: String,
    /// Standard error
    pub(crate) err: String,
}

impl Run {
    /// Both streams, standard output first.
    pub(crate) fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

/// Runs the program.
pub(crate) fn postil(arguments: &[&str]) -> Run {
    let run = Command::new(env!("CARGO_BIN_EXE_postil")).args(arguments).output().unwrap();
    Run {
        code: run.status.code().unwrap_or(-1),
        out: String::from_utf8(run.stdout).unwrap(),
        err: String::from_utf8(run.stderr).unwrap(),
    }
}

/// Writes a file and the folders above it.
pub(crate) fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A reader with one article of the given Markdown.
pub(crate) fn reader(root: &Path, article: &str) {
    write(root, "site.toml", "title = \"Test\"\n");
    write(root, "content/articles/one.md", format!("+++\ntitle = \"One\"\n+++\n\n{article}"));
}

/// Runs `build` on a folder and gives what was said.
pub(crate) fn build(root: &Path, more: &[&str]) -> Run {
    let mut arguments = vec!["build", "--color", "never", "--root", root.to_str().unwrap()];
    arguments.extend(more);
    postil(&arguments)
}
