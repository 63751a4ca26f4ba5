//! `postil timeline`: what is found in articles whose dates were counted by hand, and what is taken in from tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{build, postil, write};

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

/// Dates that were read by hand, and which of them are found.
#[derive(Default)]
struct HandCount {
    wanted: BTreeMap<String, usize>,
    optional: BTreeMap<String, usize>,
    found: usize,
    wrong: Vec<String>,
}

impl HandCount {
    /// Reads a table whose keys have so many columns; a row with one more need not be found.
    fn of(table: &str, columns: usize) -> Self {
        let mut count = Self::default();
        for row in table.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            let dates = if cells.len() > columns { &mut count.optional } else { &mut count.wanted };
            *dates.entry(cells[..columns].join("\t")).or_default() += 1;
        }
        count
    }

    fn enter(&mut self, key: &str, date: &Value) {
        let take = |dates: &mut BTreeMap<String, usize>| {
            dates.get_mut(key).filter(|count| **count > 0).map(|count| *count -= 1).is_some()
        };
        if take(&mut self.wanted) {
            self.found += 1;
        } else if !take(&mut self.optional) {
            self.wrong.push(format!("{key} {}: {}", date["words"], date["sentence"]));
        }
    }

    /// Nine in ten are found, and of ten that are found not more than one is wrong.
    fn check(&self) {
        let missed: Vec<_> = self.wanted.iter().filter(|(_, count)| **count > 0).collect();
        let total = self.found + missed.iter().map(|(_, count)| **count).sum::<usize>();
        let (found, wrong) = (self.found, &self.wrong);
        println!("{found} of {total} found, {} wrong\nmissed: {missed:#?}\nwrong: {wrong:#?}", wrong.len());
        assert!(found * 10 >= total * 9, "{found} of {total}; missed: {missed:#?}");
        assert!(wrong.len() * 10 <= found, "{} wrong: {wrong:#?}", wrong.len());
    }
}

#[test]
fn nine_in_ten_dates_of_the_sources_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    if !folder.is_dir() {
        eprintln!("skipped: the five source texts are not here");
        return;
    }
    let mut count = HandCount::of(include_str!("../dated/sources.tsv"), 3);
    for slug in ["ekman-2019", "foot-king-2020", "kim-2021-digest", "kim-2021-news", "odgaard-2023"] {
        let text = fs::read_to_string(folder.join(format!("{slug}.txt"))).unwrap();
        let site = reader(slug, &plain(&text), "");
        for date in suggestions(site.path()) {
            let line = date["line"].as_u64().unwrap() - FRONT_MATTER.lines().count() as u64;
            count.enter(&format!("{slug}\t{line}\t{}", date["edtf"].as_str().unwrap()), &date);
        }
    }
    count.check();
}

#[test]
fn nine_in_ten_dates_of_this_readers_own_articles_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/articles");
    let mut count = HandCount::of(include_str!("../dated/articles.tsv"), 2);
    for slug in ["ekman-2019", "foot-king-2020"] {
        let text = fs::read_to_string(folder.join(format!("{slug}.md"))).unwrap();
        // Without the timeline no date is covered.
        let site = reader(slug, &text, "");
        for date in suggestions(site.path()) {
            count.enter(&format!("{slug}\t{}", date["edtf"].as_str().unwrap()), &date);
        }
    }
    count.check();
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

/// A reader in a language: events of many forms of date, all told by one article.
fn reader_in(language: &str, events: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let forms = ["-03-16", "-10", "", "~", "-05?", "/..", "-12-24/YEAR-12-26", "-23"];
    let (mut timeline, mut article) = (String::new(), String::from("+++\ntitle = \"T\"\n+++\n\n"));
    for n in 0..events {
        let year = (1900 + n * 120 / events).to_string();
        let date = format!("{year}{}", forms[n % forms.len()].replace("YEAR", &year));
        timeline.extend([format!("[[event]]\nid = \"e{n}\"\ndate = \"{date}\"\ntitle = \"E {n}\"\n\n")]);
        if n % 9 < 2 {
            article.extend([format!("[E](event:e{n}).\n\n")]);
        }
    }
    timeline.push_str("[[event]]\nid = \"far\"\ndate = \"-0043\"\ntitle = \"Far\"\n");
    write(root, "site.toml", format!("title = \"T\"\nlanguage = \"{language}\"\n"));
    write(root, "content/timeline.toml", timeline);
    for slug in ["one", "two"] {
        let front = "+++\ntitle = \"T\"\nauthor = [\"A\"]\nissued = \"2021-11\"\n[edition]\nkind = \"abridged\"\n\
                     by = \"B\"\nissued = \"2024-10-01\"\n+++\n";
        write(
            root,
            &format!("content/articles/{slug}.md"),
            article.replacen("+++\ntitle = \"T\"\n+++\n", front, 1),
        );
    }
    let run = build(root, &["--output", root.join("out").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    folder
}

fn pages_below(folder: &Path) -> Vec<(PathBuf, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                None => folders.push(path),
                Some(kind) if kind == "html" => found.push((path.clone(), fs::read_to_string(path).unwrap())),
                Some(_) => {}
            }
        }
    }
    found
}

#[test]
fn dates_are_worded_in_the_readers_language_everywhere() {
    let english = [
        "Mar ", "March ", "Oct ", "October", "Dec ", "December", "autumn", "about 1", "c. 1", "BCE", "from 1",
    ];
    let check = |language: &str, events: usize, words: &[&str]| {
        let site = reader_in(language, events);
        let out = site.path().join("out");
        let pages = pages_below(&out);
        for (path, text) in &pages {
            let said = english.iter().find(|word| text.contains(*word));
            assert_eq!(said, None, "{} of a reader in {language}", path.display());
        }
        let timeline = fs::read_to_string(out.join("timeline/index.html")).unwrap();
        for word in words {
            assert!(timeline.contains(word), "`{word}` on the timeline of {events} events");
        }
        pages.into_iter().map(|(_, text)| text).collect::<String>()
    };
    let all = check(
        "de",
        40,
        &["16. März ", "Okt. ", "Dez. ", "um 1", "44 v. Chr.", "data-months=\"Jan.|Feb.|März|"],
    );
    assert!(all.contains("November 2021") && all.contains("B, 1. Oktober 2024"));
    check("de", 130, &["16. März ", "Okt. ", "44 v. Chr."]);
    check("de", 300, &["16. März ", "ca. 19"]);
    check("de", 1200, &[]);
    let all =
        check("zh-Hans", 40, &["年3月16日", "年10月", "约1", "公元前44年", "data-day=\"{y}年{m}月{d}日\""]);
    assert!(all.contains("2021年11月") && all.contains("2024年10月1日"));
    check("zh-Hans", 130, &["年3月16日", "公元前44"]);
    check("zh-Hans", 1200, &["公元前44"]);
}

#[test]
fn a_table_goes_to_the_timeline_by_either_command() {
    let table = "date,title\n1955-04-18,Bandung\n1955-13,No month\n1961,Belgrade\n";
    let into = |command: &[&str], name: &str| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, "site.toml", "title = \"T\"\n");
        write(root, name, table);
        write(root, "text.txt", "A Good Title for It\n\nA text.\n");
        let (root_name, file) =
            (root.to_str().unwrap().to_owned(), root.join(name).to_str().unwrap().to_owned());
        let mut arguments = command.to_vec();
        arguments.extend(["--color", "never", "--into", &root_name, &file]);
        let text = root.join("text.txt").to_str().unwrap().to_owned();
        if command == ["import"] {
            arguments.push(&text);
        }
        let run = postil(&arguments);
        assert_eq!(run.code, 1, "{}", run.all());
        assert!(
            run.err.contains("error[date-invalid]") && run.err.contains(&format!("{name}:3:1")),
            "{}",
            run.err
        );
        assert_eq!(root.join("content/articles/text.md").is_file(), command == ["import"]);
        fs::read_to_string(root.join("content/timeline.toml")).unwrap()
    };
    let expected = into(&["timeline", "import"], "t.data");
    assert_eq!(expected.matches("[[event]]").count(), 2);
    assert_eq!(into(&["import"], "t.csv"), expected);
    let tabs = table.replace(',', "\t");
    assert_ne!(tabs, table);
    assert_eq!(into(&["import"], "T.TSV"), expected);
}

/// The properties of an iCalendar stream by the rules of RFC 5545, section 3.1: name, parameters, and value.
fn content_lines(stream: &str) -> Vec<(String, String, String)> {
    assert!(stream.ends_with("\r\n"), "the last line ends as the others do");
    let physical: Vec<&str> = stream.trim_end_matches("\r\n").split("\r\n").collect();
    for line in &physical {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a line is ended by both or none: {line:?}");
    }
    let unfolded = physical.join("\r\n").replace("\r\n ", "").replace("\r\n\t", "");
    let line = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        let (name, parameters) = name.split_once(';').unwrap_or((name, ""));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{name}");
        (name.to_owned(), parameters.to_owned(), value.to_owned())
    };
    unfolded.split("\r\n").map(line).collect()
}

/// A value of the type TEXT (section 3.3.11).
fn text_value(value: &str) -> String {
    let (mut out, mut rest) = (String::new(), value.chars());
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("`\\{other:?}` is no escape"),
            },
            ';' | ',' => panic!("`{c}` stands bare in {value}"),
            c => out.push(c),
        }
    }
    out
}

#[test]
fn the_calendar_is_read_back_by_the_rules_of_its_format() {
    let title = "Köln; Bonn, “\\Rhein” 会议 in a name so long that it has to be folded more than once, 条约宣布成立 and on";
    let timeline = format!(
        "[[event]]\nid = \"a\"\ndate = \"1955-04-18/1955-04-24\"\ntitle = '{title}'\ntext = \"\"\"One.\n\nTwo: *a*, b; c.\"\"\"\n\
         place = \"Köln, am Rhein\"\nkind = \"a, b\"\ntags = [\"c;d\", \"e\"]\n\n\
         [[event]]\nid = \"b\"\ndate = \"2019-12-31?\"\ntitle = \"Day\"\n\n\
         [[event]]\nid = \"year\"\ndate = \"1955\"\ntitle = \"A year has no day\"\n"
    );
    let site = reader("one", &plain("[A](event:a).\n"), &timeline);
    let (root, out) = (site.path(), site.path().join("out"));
    let at = out.to_str().unwrap();
    let run = build(root, &["--output", at, "--base-url", "https://example.org/r/"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let stream = fs::read_to_string(out.join("timeline.ics")).unwrap();
    let lines = content_lines(&stream);
    let mut open = Vec::new();
    let mut events: Vec<BTreeMap<String, (String, String)>> = Vec::new();
    for (name, parameters, value) in lines {
        match name.as_str() {
            "BEGIN" => {
                open.push(value.clone());
                if value == "VEVENT" {
                    events.push(BTreeMap::new());
                }
            }
            "END" => assert_eq!(open.pop().as_ref(), Some(&value)),
            _ if open.len() == 2 => {
                let double = events.last_mut().unwrap().insert(name.clone(), (parameters, value));
                assert_eq!(double, None, "{name} stands twice");
            }
            _ => assert_eq!(open, ["VCALENDAR"]),
        }
    }
    assert!(open.is_empty());
    let value = |n: usize, name: &str| events[n].get(name).map(|(_, value)| value.as_str());
    assert_eq!(events.len(), 2, "an event of a year stands on no day");
    assert_eq!((value(0, "UID"), value(1, "UID")), (Some("a@example.org.r"), Some("b@example.org.r")));
    assert_eq!(text_value(value(0, "SUMMARY").unwrap()), title);
    assert_eq!(text_value(value(0, "DESCRIPTION").unwrap()), "18–24 April 1955\n\nOne.\nTwo: a, b; c.");
    assert_eq!(text_value(value(0, "LOCATION").unwrap()), "Köln, am Rhein");
    let categories: Vec<_> = value(0, "CATEGORIES")
        .unwrap()
        .replace("\\,", "\0")
        .split(',')
        .map(|one| text_value(&one.replace('\0', "\\,")))
        .collect();
    assert_eq!(categories, ["a, b", "c;d", "e"]);
    assert_eq!(events[0]["DTSTART"], ("VALUE=DATE".to_owned(), "19550418".to_owned()));
    assert_eq!(value(0, "DTEND"), Some("19550425"), "the end is the first day that is not its own");
    assert_eq!(value(1, "STATUS"), Some("TENTATIVE"));
    assert_eq!(value(0, "URL"), Some("https://example.org/r/timeline/a/"));
    let stamp = value(0, "DTSTAMP").unwrap();
    assert!(stamp.len() == 16 && stamp.ends_with('Z') && stamp.as_bytes()[8] == b'T', "{stamp}");
    let again = build(root, &["--output", at, "--base-url", "https://example.org/r/"]);
    assert_eq!(again.code, 0);
    assert_eq!(fs::read_to_string(out.join("timeline.ics")).unwrap(), stream, "no clock is read");
}

#[test]
fn the_timeline_leads_to_its_files() {
    let check = |date: &str, files: &[&str]| {
        let timeline = format!("[[event]]\nid = \"a\"\ndate = \"{date}\"\ntitle = \"A\"\n");
        let site = reader("one", &plain("[A](event:a).\n"), &timeline);
        let out = site.path().join("out");
        let run = build(site.path(), &["--output", out.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{}", run.all());
        let page = fs::read_to_string(out.join("timeline/index.html")).unwrap();
        for file in ["timeline.json", "timeline.timelinejs.json", "timeline.ics"] {
            assert_eq!(out.join(file).is_file(), files.contains(&file), "{file} of {date}");
            let links = page.matches(&format!("href=\"../{file}\"")).count();
            assert_eq!(
                links,
                if files.contains(&file) { 2 } else { 0 },
                "in the head and on the page: {file}"
            );
        }
    };
    check("1955-04-18", &["timeline.json", "timeline.timelinejs.json", "timeline.ics"]);
    check("1955", &["timeline.json", "timeline.timelinejs.json"]);
}

#[test]
fn a_hundred_thousand_rows_are_taken_in_but_for_the_faulty() {
    let site = reader("one", &plain("A text.\n"), "");
    let root = site.path();
    let mut table = "date,title\n".to_owned();
    for n in 0..100_000 {
        let year = if n % 1000 == 7 { "30 February 2019".to_owned() } else { (1000 + n % 1000).to_string() };
        let close = if n % 1000 == 9 { "" } else { "\"" };
        table.extend([year.as_str(), ",\"Event ", &n.to_string(), close, "\n"]);
    }
    write(root, "rows.csv", table);
    let (into, file) = (root.to_str().unwrap(), root.join("rows.csv"));
    let run = postil(&["import", "--message-format", "json", "--into", into, file.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    let told: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let place = |one: &Value| (one["code"].as_str().unwrap().to_owned(), one["line"].as_u64().unwrap());
    let places: Vec<(String, u64)> = told.iter().map(place).collect();
    assert_eq!(places.len(), 200);
    let at = |n: usize| (places[n].0.as_str(), places[n].1);
    assert_eq!([at(0), at(1), at(2)], [("date-invalid", 9), ("table-quote", 11), ("date-invalid", 1009)]);
    assert!(told.iter().all(|one| one["column"].as_u64().is_some_and(|column| column >= 1)));
    assert!(run.err.contains("99900 events written to"), "{}", run.err);
    // The timeline is read again: an event of it is known.
    write(root, "more.csv", "id,date,title\nevent-99998-1998,1998,Again\n");
    let file = root.join("more.csv");
    let again = postil(&["import", "--message-format", "json", "--into", into, file.to_str().unwrap()]);
    assert!(again.code == 1 && again.out.contains("\"id-duplicate\""), "{}", again.all());
}

#[test]
fn no_link_needs_the_script_that_finds_events_on_a_counted_overview() {
    let site = reader_in("en", 1200);
    let out = site.path().join("out");
    let overview = fs::read_to_string(out.join("timeline/index.html")).unwrap();
    assert!(overview.contains("<noscript>") && out.join("timeline/events.js").is_file());
    let pages: BTreeMap<PathBuf, String> = pages_below(&out).into_iter().collect();
    let mut ways = 0;
    for (path, text) in &pages {
        for href in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let Some((to, fragment)) = href.split_once('#').filter(|(_, at)| at.starts_with('e')) else {
                continue;
            };
            let mut target = path.clone();
            if !to.is_empty() {
                target.pop();
                for step in to.split('/') {
                    if step == ".." {
                        target.pop()
                    } else {
                        target.push(step);
                        true
                    };
                }
            }
            assert!(!target.ends_with("timeline/index.html"), "{href} of {}", path.display());
            if ways < 3000 {
                let held = pages[&target].contains(&format!("id=\"{fragment}\""));
                assert!(held, "{href} of {} leads to nothing", path.display());
            }
            ways += 1;
        }
    }
    assert!(ways > 3000, "{ways}");
}
