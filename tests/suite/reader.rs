//! The reader that ships here: it builds without a word, the same everywhere, and no link of it is dead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};
use tempfile::tempdir;

use crate::support::{build, postil};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SOURCES: [&str; 5] = ["site.toml", "content", "templates", "assets", "styles"];

fn build_into(output: &Path, more: &[&str]) {
    let mut arguments = vec!["--strict", "--output", output.to_str().unwrap()];
    arguments.extend(more);
    let run = build(Path::new(ROOT), &arguments);
    assert_eq!(run.code, 0, "{}", run.all());
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn check_is_silent() {
    let run = postil(&["check", "--strict", "--color", "never", "--root", ROOT]);
    assert_eq!(run.code, 0, "{}", run.all());
    for word in ["error[", "warning[", "note["] {
        assert!(!run.all().contains(word), "{}", run.all());
    }
}

#[test]
fn no_link_is_dead() {
    for base in [None, Some("https://example.org/deep/path/")] {
        let output = tempdir().unwrap();
        build_into(output.path(), &base.map(|base| vec!["--base-url", base]).unwrap_or_default());
        let dead = dead_links(output.path(), base);
        assert!(dead.is_empty(), "{} dead links: {:#?}", dead.len(), &dead[..dead.len().min(20)]);
    }
}

/// Every link and address of every page that leads to no file or fragment of the output.
fn dead_links(root: &Path, base: Option<&str>) -> Vec<String> {
    let files = files(root);
    let (links, any_id) = (Selector::parse("[href], [src]").unwrap(), Selector::parse("[id]").unwrap());
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut all = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Html::parse_document(std::str::from_utf8(bytes).unwrap());
        ids.insert(name, page.select(&any_id).map(|e| e.attr("id").unwrap().to_owned()).collect());
        for element in page.select(&links) {
            let link = element.attr("href").or(element.attr("src")).unwrap();
            let outside = ["https://", "http://", "mailto:", "data:"].iter().any(|s| link.starts_with(s));
            match base {
                Some(base) if link.starts_with(base) => {
                    all.push((name.as_str(), format!("/deep/path/{}", &link[base.len()..])));
                }
                _ if outside => {}
                _ => all.push((name.as_str(), link.to_owned())),
            }
        }
    }
    assert!(all.len() > 500, "only {} links", all.len());
    let dead = all.into_iter().filter(|(page, link)| {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let Some(target) = target(page, path, base) else { return true };
        let fragment = percent_decode_str(fragment).decode_utf8().unwrap().into_owned();
        let there = ids.get(target.as_str()).is_some_and(|ids| ids.contains(&fragment));
        !files.contains_key(&target) || (!fragment.is_empty() && !there)
    });
    dead.map(|(page, link)| format!("{page} -> {link}")).collect()
}

/// The file of the output that an address means, on a host that adds `index.html` to folders.
fn target(page: &str, path: &str, base: Option<&str>) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().unwrap().into_owned();
    if decoded.is_empty() {
        return Some(page.to_owned());
    }
    let joined = match base {
        Some(_) => PathBuf::from(decoded.strip_prefix("/deep/path/")?),
        None => Path::new(page).parent().unwrap().join(&decoded),
    };
    let mut parts: Vec<String> = Vec::new();
    for part in joined.components() {
        match part {
            std::path::Component::ParentDir => drop(parts.pop()?),
            std::path::Component::Normal(part) => parts.push(part.to_str()?.to_owned()),
            _ => {}
        }
    }
    if decoded.ends_with('/') || parts.is_empty() {
        parts.push("index.html".to_owned());
    }
    Some(parts.join("/"))
}

#[test]
fn a_copy_elsewhere_gives_the_same_bytes() {
    let (first, second, copy) = (tempdir().unwrap(), tempdir().unwrap(), tempdir().unwrap());
    build_into(first.path(), &[]);
    let root = copy.path().join("another name");
    let mut sources: Vec<PathBuf> = SOURCES.iter().map(|name| Path::new(ROOT).join(name)).collect();
    let mut names = Vec::new();
    while let Some(path) = sources.pop() {
        if path.is_dir() {
            sources.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.is_file() {
            names.push(path);
        }
    }
    // Neither by name nor as they were created here.
    names.sort_by_key(|path| path.to_str().unwrap().bytes().rev().collect::<Vec<_>>());
    for path in names {
        let to = root.join(path.strip_prefix(ROOT).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(path, to).unwrap();
    }
    let run = build(&root, &["--output", second.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    let (first, second) = (files(first.path()), files(second.path()));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let different: Vec<_> = first.keys().filter(|name| first[*name] != second[*name]).collect();
    assert!(different.is_empty(), "{different:?}");
}

#[test]
fn the_ledger_equals_the_hand_count() {
    let output = tempdir().unwrap();
    build_into(output.path(), &[]);
    let text = fs::read_to_string(output.path().join("apparatus.json")).unwrap();
    let ledger: serde_json::Value = serde_json::from_str(&text).unwrap();
    let count = |slug: &str, names: [&str; 5]| {
        let articles = ledger["articles"].as_array().unwrap();
        let article = articles.iter().find(|article| article["id"] == slug).unwrap();
        names.map(|name| article["totals"][name].as_u64().unwrap())
    };
    let notes = ["markers", "markers_missing", "markers_absent", "notes", "notes_unmarked"];
    assert_eq!(count("ekman-2019", notes), [24, 2, 0, 23, 1]);
    assert_eq!(count("odgaard-2023", notes), [53, 0, 53, 0, 0]);
    assert_eq!(count("kim-2021-digest", notes), [0; 5]);
    assert_eq!(count("kim-2021-news", notes), [0; 5]);
    let works = ["markers", "notes", "works_unidentified", "works_resolved", "citations_resolved"];
    assert_eq!(count("foot-king-2020", works), [0, 0, 26, 0, 0]);
}

#[test]
fn a_new_reader_and_a_bare_one_build() {
    let folder = tempdir().unwrap();
    let new = folder.path().join("new reader");
    assert_eq!(postil(&["init", new.to_str().unwrap()]).code, 0);
    let run = build(&new, &["--strict"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let dead = {
        let all = files(&new.join("public"));
        assert!(all.contains_key("index.html"));
        all.len()
    };
    assert!(dead > 10);
    assert_eq!(postil(&["init", new.to_str().unwrap()]).code, 2);

    let bare = Path::new(ROOT).join("tests/sites/bare");
    let output = folder.path().join("bare");
    let run = build(&bare, &["--strict", "--output", output.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(output.join("articles/one/index.html").is_file());
}
