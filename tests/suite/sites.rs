//! Whole readers in `tests/sites/<case>/`: what `postil check` prints for each is kept beside it, in `expected.txt`.
//!
//! `UPDATE=1 cargo test --test suite sites` writes what is printed; read the difference before you keep it.

use std::fs;
use std::path::Path;

use crate::support::postil;

#[test]
fn every_case_prints_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 10);
    let mut different = Vec::new();
    for case in cases {
        let expected = case.join("expected.txt");
        let run = postil(&["check", "--color", "never", "--root", case.to_str().unwrap()]);
        let printed = format!("exit {}\n{}", run.code, without_time(&run.all()));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &printed).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != printed {
            different.push(format!("{}:\n{printed}", case.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

/// The summary's last words tell the time, which is never the same.
fn without_time(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" in ") {
        Some((before, time)) if time.ends_with('s') && time.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{before} in …")
        }
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}
