//! `postil timeline`: what is found in articles whose dates were counted by hand, and what is taken in from tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::postil;

/// A reader with one article.
fn reader(slug: &str, article: &str, timeline: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/articles")).unwrap();
    fs::write(root.join("site.toml"), "title = \"A reader\"\n").unwrap();
    fs::write(root.join(format!("content/articles/{slug}.md")), article).unwrap();
    if !timeline.is_empty() {
        fs::write(root.join("content/timeline.toml"), timeline).unwrap();
    }
    folder
}

fn suggestions(root: &Path) -> Vec<Value> {
    let root = root.to_str().unwrap();
    let run = postil(&["timeline", "suggest", "--root", root, "--message-format", "json"]);
    assert_eq!(run.code, 0, "{}", run.all());
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The lines of front matter before the text of [`plain`].
const FRONT_MATTER: &str = "+++\ntitle = \"A text\"\n+++\n\n";

fn plain(text: &str) -> String {
    format!("{FRONT_MATTER}{text}")
}

#[test]
fn nine_in_ten_dates_of_the_sources_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    if !folder.is_dir() {
        eprintln!("skipped: the five source texts are not here");
        return;
    }
    let table = include_str!("../dated/sources.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
    let mut wanted: BTreeMap<(String, u64, String), usize> = BTreeMap::new();
    let mut optional: BTreeMap<(String, u64, String), usize> = BTreeMap::new();
    for row in rows {
        let table = if row.get(3).is_some() { &mut optional } else { &mut wanted };
        *table.entry((row[0].to_owned(), row[1].parse().unwrap(), row[2].to_owned())).or_default() += 1;
    }
    let total: usize = wanted.values().sum();
    let (mut found, mut wrong) = (0, Vec::new());
    for slug in ["ekman-2019", "foot-king-2020", "kim-2021-digest", "kim-2021-news", "odgaard-2023"] {
        let text = fs::read_to_string(folder.join(format!("{slug}.txt"))).unwrap();
        let site = reader(slug, &plain(&text), "");
        for date in suggestions(site.path()) {
            let line = date["line"].as_u64().unwrap() - FRONT_MATTER.lines().count() as u64;
            let key = (slug.to_owned(), line, date["edtf"].as_str().unwrap().to_owned());
            let take = |table: &mut BTreeMap<_, usize>| match table.get_mut(&key) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            };
            if take(&mut wanted) {
                found += 1;
            } else if !take(&mut optional) {
                wrong.push(format!(
                    "{slug}:{line} {} = {}: {}",
                    date["words"], date["edtf"], date["sentence"]
                ));
            }
        }
    }
    let missed: Vec<_> = wanted.iter().filter(|(_, count)| **count > 0).map(|(key, _)| key).collect();
    println!("{found} of {total} found, {} wrong\nmissed: {missed:#?}\nwrong: {wrong:#?}", wrong.len());
    assert!(found * 10 >= total * 9, "{found} of {total}; missed: {missed:#?}");
    assert!(wrong.len() * 10 <= found, "{} wrong: {wrong:#?}", wrong.len());
}

#[test]
fn stubs_make_a_timeline_without_mistakes() {
    let article = plain(
        "In March 2011 it began. From 1949 to 1955 it grew, and in the early 1960s, since 2003 and in the autumn of \
         2022 it went on.[^1]\n\nBy mid-2019, on 16 February 2019, it *ended*; about 1850 nobody knew.\n\n\
         [^1]: This was in May 2015.\n",
    );
    let site = reader("one", &article, "");
    let found = suggestions(site.path());
    let words: Vec<_> = found.iter().map(|date| date["words"].as_str().unwrap()).collect();
    let expected = [
        "March 2011",
        "1949 to 1955",
        "early 1960s",
        "2003",
        "autumn of 2022",
        "mid-2019",
        "16 February 2019",
        "1850",
        "May 2015",
    ];
    assert_eq!(words, expected);
    assert_eq!((found[0]["line"].as_u64(), found[0]["column"].as_u64()), (Some(5), Some(4)));
    assert_eq!(found[8]["note"], "1");
    let stubs: String =
        found.iter().map(|date| date["stub"].as_str().unwrap().replace("\"\"", "\"T\"")).collect();
    fs::write(site.path().join("content/timeline.toml"), stubs).unwrap();
    let run = postil(&["check", "--root", site.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
}

#[test]
fn a_date_is_covered_by_an_event_that_its_sentence_links() {
    let event = "[[event]]\nid = \"e\"\ndate = \"2011-03-17\"\ntitle = \"E\"\n";
    let text = plain("In March 2011, [it](event:e) began. In 2012 it ended. Both 2011 and 2012 count.\n");
    let site = reader("one", &text, event);
    let found = suggestions(site.path());
    let words: Vec<_> = found.iter().map(|date| date["words"].as_str().unwrap()).collect();
    assert_eq!(words, ["2012", "2011", "2012"]);
    assert_eq!(found[0]["id"], "one-2012");
    assert_eq!(found[2]["id"], "one-2012-n2");
    let root = site.path().to_str().unwrap();
    let people = postil(&["timeline", "suggest", "--root", root]);
    assert!(
        people.out.starts_with("# content/articles/one.md:5:40, ¶ 1\n# In 2012 it ended.\n"),
        "{}",
        people.out
    );
    assert!(people.out.contains("\n# link it: [2012](event:one-2012)\n[[event]]\nid = \"one-2012\"\n"));
    assert!(people.err.contains("4 dated statements in 1 article; no event covers 3 of them"));
    let annotations = postil(&["timeline", "suggest", "--root", root, "--message-format", "github"]);
    assert!(annotations.out.starts_with("::notice file="), "{}", annotations.out);
}

#[test]
fn nothing_is_changed_by_suggesting() {
    let site = reader("one", &plain("In March 2011 it began.\n"), "");
    let files = |root: &Path| {
        let mut found: Vec<PathBuf> = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.sort();
        found.into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect::<Vec<_>>()
    };
    let before = files(site.path());
    assert_eq!(suggestions(site.path()).len(), 1);
    assert_eq!(files(site.path()), before);
}
