//! The law of the memo: after any edits, a build that knows the builds before says and makes what a clean one does, to
//! the byte. `LAW_SEQUENCES` is how many sequences of edits are tried.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use postil::model::diagnostic::Severity;
use postil::pipeline::{self, Build, Drafts, Memo, Options};
use postil::report::{self, Format, Style};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::write;

type Files = BTreeMap<String, String>;

/// How many states a sequence goes through.
const EDITS: usize = 56;

const SLUGS: [&str; 6] = ["alpha", "beta", "gamma", "новое", "新", "zeta"];
const KEYS: [&str; 4] = ["smith-2001", "smith-2001b", "li-1999", "alpha"];
const EVENTS: [&str; 4] = ["bandung", "treaty", "visit", "coup"];
const TERMS: [&str; 2] = ["entrapment", "united-front"];
const STYLES: [&str; 5] = ["chicago-author-date", "ieee", "apa", "chicago-notes", "no-such-style"];

/// A small source of choices, so that an edit is a function of one number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // A linear congruence (Knuth's MMIX); the upper bits are good enough for dice.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len())]
    }
}

fn sentence(dice: &mut Dice) -> String {
    match dice.roll(32) % 10 {
        0 => format!("They met at [the conference](event:{}) in 1955. ", dice.of(&EVENTS)),
        1 => format!("It was [a trap](term:{}), he wrote. ", dice.of(&TERMS)),
        2 => format!("This is disputed [@{}, p. {}]. ", dice.of(&KEYS), dice.roll(30)),
        3 => format!("See [another]({}.md#p1) on this. ", dice.of(&SLUGS[..3])),
        4 => format!("@{} says so[^{}]. ", dice.of(&KEYS), dice.roll(4) + 1),
        5 => format!("Raw <b>bold</b> and <i onclick=\"x\">odd</i> no. {}. ", dice.roll(100)),
        6 => format!("\n\n```rust\nlet x = {};\n```\n\nAfter the code, ", dice.roll(5)),
        7 => format!("Maths: $x^{}$. ", dice.roll(9)),
        9 if dice.roll(8) == 0 => "What nobody lists [@none-1]. ".to_owned(),
        _ => format!("Plain words, 第{}次会议。 ", dice.roll(1000)),
    }
}

fn article(dice: &mut Dice, slug: &str) -> String {
    let mut front = format!("title = \"The {slug} of {}\"\n", dice.roll(5));
    if dice.roll(2) == 0 {
        write!(front, "author = [\"Ann Smith\"]\nissued = \"{}\"\n", 1990 + dice.roll(20)).unwrap();
    }
    if dice.roll(4) == 0 {
        writeln!(front, "keyword = [\"k{}\", \"peace\"]", dice.roll(3)).unwrap();
    }
    if dice.roll(8) == 0 {
        front += "draft = true\n";
    }
    if dice.roll(6) == 0 {
        writeln!(front, "aliases = [\"old-{}\"]", dice.roll(2)).unwrap();
    }
    let body: String = (0..2 + dice.roll(5)).map(|_| sentence(dice)).collect();
    let markers: Vec<usize> = (1..5).filter(|n| body.contains(&format!("[^{n}]"))).collect();
    let notes: Vec<String> =
        markers.iter().map(|n| format!("\n[^{n}]: A note, {}.\n", sentence(dice))).collect();
    let notes = notes.concat();
    format!("+++\n{front}+++\n\n{body}\n\n## A heading\n\nThe end of {slug}.\n{notes}")
}

fn timeline(dice: &mut Dice) -> String {
    let event = |dice: &mut Dice, id: &&str| {
        format!(
            "[[event]]\nid = \"{id}\"\ntitle = \"{id} {}\"\ndate = \"{}\"\ntext = \"{}\"\n",
            dice.roll(3),
            1950 + dice.roll(9),
            sentence(dice).replace(['"', '\n', '\\', '`'], " ")
        )
    };
    EVENTS.iter().map(|id| event(dice, id)).collect()
}

fn glossary(dice: &mut Dice) -> String {
    let term = |dice: &mut Dice, id: &&str| {
        format!(
            "[[term]]\nid = \"{id}\"\nkind = \"concept\"\nname = \"Name {}\"\ntext = \"Said of {}.\"\n",
            dice.roll(4),
            dice.roll(9)
        )
    };
    TERMS.iter().map(|id| term(dice, id)).collect()
}

fn bibliography(dice: &mut Dice) -> String {
    let entry = |dice: &mut Dice, key: &&str| {
        let title = format!("Title {} of {key}", dice.roll(3));
        format!("@book{{{key}, author = {{Smith, Ann}}, title = {{{title}}}, year = {{2001}}}}\n")
    };
    KEYS.iter().take(3).map(|key| entry(dice, key)).collect()
}

fn site(dice: &mut Dice) -> String {
    let known = if dice.roll(6) == 0 { STYLES.len() } else { STYLES.len() - 1 };
    let style = dice.of(&STYLES[..known]);
    let language = dice.of(&["en", "en", "de", "zh-Hans"]);
    format!(
        "title = \"Reader {}\"\nlanguage = \"{language}\"\n[citations]\nstyle = \"{style}\"\n[[session]]\nid = \"s\"\ntitle = \"First\"\narticles = [\"alpha\"]\n",
        dice.roll(3)
    )
}

fn beginning() -> Files {
    let mut dice = Dice(7);
    let mut files = Files::new();
    for slug in ["alpha", "beta", "gamma"] {
        let text =
            format!("+++\ntitle = \"{slug}\"\n+++\n\nIt was so [@li-1999, p. 3].\n\nWords of {slug}.\n");
        files.insert(format!("content/articles/{slug}.md"), text);
    }
    files.insert("site.toml".into(), "title = \"Reader\"\n[citations]\nstyle = \"ieee\"\n".into());
    files.insert("content/references.bib".into(), bibliography(&mut dice));
    files.insert("content/timeline.toml".into(), timeline(&mut dice));
    files.insert("content/glossary.toml".into(), glossary(&mut dice));
    files
}

/// One edit: most lead from a sound state to a sound one, and some do not.
fn edit(files: &mut Files, seed: u64) {
    let mut dice = Dice(seed);
    let articles: Vec<String> =
        files.keys().filter(|path| path.starts_with("content/articles/")).cloned().collect();
    let some = |dice: &mut Dice| articles[dice.roll(articles.len())].clone();
    match dice.roll(20) {
        0..=3 => {
            let path = some(&mut dice);
            let words = sentence(&mut dice);
            files.entry(path).and_modify(|text| write!(text, "\n{words}\n").unwrap());
        }
        4 | 5 => {
            let path = some(&mut dice);
            let slug = path.trim_start_matches("content/articles/").trim_end_matches(".md");
            files.insert(path.clone(), article(&mut dice, slug));
        }
        6 => {
            let slug = dice.of(&SLUGS);
            files.insert(format!("content/articles/{slug}.md"), article(&mut dice, slug));
        }
        7 => {
            let (from, to) = (some(&mut dice), format!("content/articles/{}.md", dice.of(&SLUGS)));
            let text = files.remove(&from).unwrap();
            files.insert(to, text);
        }
        8 if articles.len() > 2 => drop(files.remove(&some(&mut dice))),
        9 => drop(files.insert("content/timeline.toml".into(), timeline(&mut dice))),
        10 => drop(files.insert("content/glossary.toml".into(), glossary(&mut dice))),
        11 => drop(files.insert("content/references.bib".into(), bibliography(&mut dice))),
        12 => drop(files.insert("site.toml".into(), site(&mut dice))),
        13..19 => odd_edit(files, &mut dice, &articles),
        _ => {
            let gone = ["content/annotations/alpha.toml", "templates/page.html", "assets/theme/reader.css"];
            files.remove(dice.of(&gone));
        }
    }
}

/// An edit beside the articles, or one that breaks something.
fn odd_edit(files: &mut Files, dice: &mut Dice, articles: &[String]) {
    match dice.roll(6) {
        0 => {
            let quote = dice.of(&["Words of", "It was so", "nowhere at all"]);
            let set = format!(
                "[[annotation]]\nid = \"a1\"\nquote = \"{quote}\"\ntext = \"Look {}.\"\n",
                dice.roll(5)
            );
            files.insert("content/annotations/alpha.toml".into(), set);
        }
        1 => {
            let template = dice.of(&[
                "{% extends \"default/page.html\" %}",
                "<p>{{ titel }}</p>",
                "{% if %}",
                "{% extends \"default/page.html\" %}{% block footer %}Own{% endblock %}",
            ]);
            files.insert("templates/page.html".into(), template.into());
        }
        2 => {
            let text = format!("+++\ntitle = \"About {}\"\n+++\n\n{}\n", dice.roll(3), sentence(dice));
            files.insert("content/pages/about.md".into(), text);
        }
        3 => {
            let text = format!("p {{ margin: {}px }}\n", dice.roll(4));
            files.insert(dice.of(&["assets/theme/reader.css", "assets/theme/postil.css"]).into(), text);
        }
        4 => {
            let broken = dice.of(&["+++\ntitle = \n+++\n", "", "+++\nnonsense = 1\n+++\ntext", "a [^9] b"]);
            files.insert(articles[dice.roll(articles.len())].clone(), broken.into());
        }
        _ => {
            let path = dice.of(&["site.toml", "content/timeline.toml", "content/glossary.toml"]);
            files.insert(path.into(), dice.of(&["[[", "", "nonsense = 1\n"]).into());
        }
    }
}

/// Brings a folder to a state.
fn lay_out(root: &Path, before: &Files, now: &Files) {
    for path in before.keys().filter(|path| !now.contains_key(*path)) {
        fs::remove_file(root.join(path)).unwrap();
    }
    for (path, text) in now.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
        write(root, path, text);
    }
}

fn options(root: &Path) -> Options {
    Options {
        root: root.to_owned(),
        output: root.join("public"),
        base_url: None,
        drafts: Drafts::Included,
        build_time: None,
    }
}

fn again(options: &Options, memo: &mut Memo) -> Build {
    pipeline::run_kept(options, memo, &mut |_| ControlFlow::Continue(())).unwrap().unwrap()
}

fn said(build: &Build) -> String {
    let mut text = Vec::new();
    for format in [Format::Human(Style::Plain), Format::Json] {
        report::print(&build.diagnostics, &build.sources, format, &mut text).unwrap();
    }
    String::from_utf8(text).unwrap()
}

fn compare(kept: &Build, clean: &Build, step: usize) {
    assert_eq!(said(kept), said(clean), "diagnostics after edit {step}");
    assert_eq!(kept.summary, clean.summary, "after edit {step}");
    assert_eq!(pipeline::difference(kept, clean), None, "after edit {step}");
    let paths = |build: &Build| build.files.iter().map(|file| file.path.to_string()).collect::<Vec<_>>();
    assert_eq!(paths(kept), paths(clean), "files after edit {step}");
    for (kept, clean) in kept.files.iter().zip(&clean.files) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(&kept.content), text(&clean.content), "{} after edit {step}", kept.path);
    }
}

/// Goes through a sequence of states; gives how many of them could be built.
fn sequence(seeds: &[u64]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let (mut files, mut good, mut memo) = (Files::new(), beginning(), Memo::default());
    let (mut built, options) = (0, options(root));
    for (step, &seed) in seeds.iter().enumerate() {
        let before = files.clone();
        if step == 0 {
            files = good.clone();
        } else {
            edit(&mut files, seed);
        }
        lay_out(root, &before, &files);
        let (kept, clean) = (again(&options, &mut memo), pipeline::run(&options).unwrap());
        compare(&kept, &clean, step);
        if clean.count(Severity::Error) == 0 {
            built += 1;
            good = files.clone();
        } else if seed % 3 > 0 {
            // Most mistakes are mended at once; some stay while the next edit is made.
            lay_out(root, &files, &good);
            files = good.clone();
        }
    }
    built
}

#[test]
fn a_build_that_remembers_is_a_clean_build() {
    let sequences = std::env::var("LAW_SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let config =
        Config { cases: sequences, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let seeds = prop::collection::vec(any::<u64>(), EDITS..=EDITS);
    TestRunner::new(config)
        .run(&seeds, |seeds| {
            let built = sequence(&seeds);
            prop_assert!(built > EDITS / 6, "only {built} of {EDITS} states could be built");
            prop_assert!(built < EDITS, "no state was broken");
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_an_edit_does_not_touch_is_not_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let (mut files, mut memo, options) = (beginning(), Memo::default(), options(root));
    lay_out(root, &Files::new(), &files);
    let first = again(&options, &mut memo);
    let before = files.clone();
    files.entry("content/articles/beta.md".into()).and_modify(|text| *text += "\nOne more line.\n");
    lay_out(root, &before, &files);
    let second = again(&options, &mut memo);
    let of = |build: &Build, path: &str| {
        Arc::clone(&build.files.iter().find(|file| file.path.as_str() == path).unwrap().content)
    };
    let same = |path: &str| Arc::ptr_eq(&of(&first, path), &of(&second, path));
    assert!(same("articles/alpha/index.html") && same("glossary/index.html"));
    assert!(same("articles/alpha/citation.bib") && !same("articles/beta/index.html"));
}

#[test]
fn a_build_that_is_stopped_leaves_the_memo_sound() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let (files, mut memo, options) = (beginning(), Memo::default(), options(root));
    lay_out(root, &Files::new(), &files);
    for stop in 0..4 {
        let mut stages = 0;
        let stopped = pipeline::run_kept(&options, &mut memo, &mut |_| {
            stages += 1;
            if stages > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(stopped.unwrap().is_none());
    }
    compare(&again(&options, &mut memo), &pipeline::run(&options).unwrap(), 0);
}
