//! Citations and bibliographies of real papers against pandoc's, with the same style: `../shared/corpus/joss`.
//!
//! Skipped with a message where the papers or `pandoc` 3 (on the path, or named by `PANDOC`) are missing. Nothing is
//! written outside of a temporary folder. What differs, and why, is in `tests/oracle/differences.toml`.
//!
//! `PAPERS` names another folder of papers, `CSL` another style: every difference is then printed, and none is expected.
//! Run with `--nocapture`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use scraper::{ElementRef, Html, Selector};

use crate::support::{build, write};

/// What one of the two printed of a paper.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub(crate) citations: Vec<String>,
    pub(crate) entries: BTreeMap<String, String>,
}

/// How many texts there are, and how many are equal.
#[derive(Debug, Default)]
struct Count {
    all: usize,
    equal: usize,
}

/// What is compared in one run.
#[derive(Debug, Default)]
struct Comparison {
    citations: Count,
    entries: Count,
    /// The places that differ
    different: BTreeMap<String, [String; 2]>,
}

#[test]
fn papers_cite_as_with_pandoc() {
    let listed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/joss");
    let other = std::env::var_os("PAPERS").map(PathBuf::from);
    let papers = other.as_deref().unwrap_or(&listed);
    let Some(pandoc) = pandoc().filter(|_| papers.is_dir()) else {
        println!("skipped: needs {} and pandoc 3", papers.display());
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let style = folder.path().join("default.csl");
    let named = std::env::var_os("CSL");
    let text = match &named {
        Some(path) => fs::read_to_string(path).unwrap(),
        None => run(&pandoc, &["--print-default-data-file", "default.csl"], ""),
    };
    fs::write(&style, text).unwrap();

    let mut all = Comparison::default();
    for paper in folders(papers) {
        let name = paper.file_name().unwrap().to_str().unwrap().to_owned();
        let body = body(&fs::read_to_string(paper.join("paper.md")).unwrap());
        let references = once(&String::from_utf8_lossy(&fs::read(paper.join("paper.bib")).unwrap()));
        let theirs = with_pandoc(&pandoc, folder.path(), &body, &references);
        match with_postil(&folder.path().join(&name), &style, &body, &references) {
            Ok(ours) => all.compare(&name, &theirs, &ours),
            Err(said) if other.is_some() => println!("{name} cannot be built: {said}"),
            Err(said) => panic!("{name} cannot be built: {said}"),
        }
    }
    println!(
        "equal: {} of {} citations, {} of {} entries",
        all.citations.equal, all.citations.all, all.entries.equal, all.entries.all
    );
    if other.is_some() || named.is_some() {
        for (place, [theirs, ours]) in &all.different {
            println!("{place}\n    pandoc: {theirs}\n    postil: {ours}");
        }
    } else {
        all.expect_listed();
    }
}

impl Comparison {
    fn compare(&mut self, paper: &str, theirs: &Printed, ours: &Printed) {
        for n in 0..theirs.citations.len().max(ours.citations.len()) {
            let pair = [theirs.citations.get(n), ours.citations.get(n)];
            let differs = self.citations.count(pair);
            self.different.extend(differs.map(|pair| (format!("{paper} cite-{}", n + 1), pair)));
        }
        for key in theirs.entries.keys().chain(ours.entries.keys()).collect::<BTreeSet<_>>() {
            let differs = self.entries.count([theirs.entries.get(key), ours.entries.get(key)]);
            self.different.extend(differs.map(|pair| (format!("{paper} {key}"), pair)));
        }
    }

    /// Fails at a difference that is not listed, and at one that is listed and no longer there.
    fn expect_listed(&self) {
        assert!(self.citations.all > 200 && self.entries.all > 250, "{self:?}");
        let explained = explained();
        let unexplained: Vec<_> =
            self.different.iter().filter(|(place, _)| !explained.contains(*place)).collect();
        let mended: Vec<_> = explained.iter().filter(|place| !self.different.contains_key(*place)).collect();
        assert!(unexplained.is_empty(), "these differ, and nothing says why: {unexplained:#?}");
        assert!(mended.is_empty(), "these no longer differ; strike them out: {mended:#?}");
    }
}

impl Count {
    /// Counts two texts; both if they differ.
    fn count(&mut self, pair: [Option<&String>; 2]) -> Option<[String; 2]> {
        self.all += 1;
        self.equal += usize::from(pair[0] == pair[1]);
        (pair[0] != pair[1]).then(|| pair.map(|text| text.cloned().unwrap_or_else(|| "nothing".to_owned())))
    }
}

/// The differences that are listed with a reason.
fn explained() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/differences.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let mut listed = BTreeSet::new();
    for cause in table["cause"].as_array().unwrap() {
        assert!(cause["reason"].as_str().is_some_and(|reason| reason.len() > 20), "{cause}");
        for place in cause["places"].as_array().unwrap() {
            assert!(listed.insert(place.as_str().unwrap().to_owned()), "{place} is listed twice");
        }
    }
    listed
}

/// Pandoc, if it is there and not older than the one that the differences are of: what it prints changes with versions.
pub(crate) fn pandoc() -> Option<PathBuf> {
    let program = std::env::var_os("PANDOC").map_or_else(|| PathBuf::from("pandoc"), PathBuf::from);
    let output = Command::new(&program).arg("--version").stderr(Stdio::null()).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    let major: u32 = said.split_whitespace().nth(1)?.split('.').next()?.parse().ok()?;
    (output.status.success() && major >= 3).then_some(program)
}

pub(crate) fn run(program: &Path, arguments: &[&str], input: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input");
    fs::write(&path, input).unwrap();
    let output = Command::new(program)
        .args(arguments)
        .stdin(fs::File::open(path).unwrap())
        .stderr(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn folders(papers: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(papers).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("paper.md").is_file()).collect();
    folders.sort();
    folders
}

/// A paper without its YAML, and with the words of its pictures in place of the pictures, which are not there.
pub(crate) fn body(paper: &str) -> String {
    let (_, body) = paper.trim_start_matches("---").split_once("\n---").unwrap();
    let mut text = String::new();
    let mut rest = body.split_once('\n').map_or("", |(_, rest)| rest);
    while let Some(at) = rest.find("![") {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = closing(rest, '[', ']');
        text.push_str(&rest[1..end]);
        rest = &rest[end + 1..];
        if rest.starts_with('(') {
            rest = &rest[closing(rest, '(', ')') + 1..];
        }
        if rest.starts_with('{') {
            rest = &rest[closing(rest, '{', '}') + 1..];
        }
    }
    text + rest
}

fn closing(text: &str, open: char, close: char) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return at;
        }
    }
    panic!("never closed: {text}");
}

/// A bibliography without the one entry of the papers that is there twice, which is an error for postil.
pub(crate) fn once(references: &str) -> String {
    let twice = "{vdl2019efficient,";
    match (references.find(twice), references.rfind(twice)) {
        (Some(first), Some(last)) if first != last => {
            let start = references[..last].rfind('@').unwrap();
            let end = references[last..].find("\n@").map_or(references.len(), |at| last + at);
            format!("{}{}", &references[..start], &references[end..])
        }
        _ => references.to_owned(),
    }
}

pub(crate) fn with_pandoc(pandoc: &Path, folder: &Path, body: &str, references: &str) -> Printed {
    fs::write(folder.join("references.bib"), references).unwrap();
    let style = folder.join("default.csl");
    let bibliography = folder.join("references.bib");
    let arguments = [
        "--from=markdown",
        "--to=html",
        "--citeproc",
        "--wrap=none",
        "--metadata=lang:en-US",
        "--csl",
        style.to_str().unwrap(),
        "--bibliography",
        bibliography.to_str().unwrap(),
    ];
    let page = Html::parse_document(&run(pandoc, &arguments, body));
    let key = |entry: ElementRef<'_>| entry.attr("id").unwrap().trim_start_matches("ref-").to_owned();
    Printed {
        citations: select(&page, "span.citation").into_iter().map(text).collect(),
        entries: select(&page, ".csl-entry").into_iter().map(|entry| (key(entry), text(entry))).collect(),
    }
}

fn with_postil(root: &Path, style: &Path, body: &str, references: &str) -> Result<Printed, String> {
    write(root, "styles/default.csl", fs::read(style).unwrap());
    write(root, "site.toml", "title = \"Paper\"\n[citations]\nstyle = \"styles/default.csl\"\n");
    write(root, "content/references.bib", references);
    write(root, "content/articles/paper.md", format!("+++\ntitle = \"Paper\"\n+++\n{body}"));
    let public = root.join("public");
    let built = build(root, &["--output", public.to_str().unwrap()]);
    if built.code != 0 {
        return Err(built.all());
    }
    let page = Html::parse_document(&fs::read_to_string(public.join("articles/paper/index.html")).unwrap());
    let mut citations = select(&page, "span.citation[id^=cite-]");
    citations.sort_by_key(|citation| citation.attr("id").unwrap()[5..].parse::<usize>().unwrap());
    let reference = Selector::parse(".reference-text").unwrap();
    let key = |entry: ElementRef<'_>| entry.attr("id").unwrap().trim_start_matches("ref-").to_owned();
    let entry = |entry: ElementRef<'_>| (key(entry), text(entry.select(&reference).next().unwrap()));
    Ok(Printed {
        citations: citations.into_iter().map(text).collect(),
        entries: select(&page, "li[id^=ref-]").into_iter().map(entry).collect(),
    })
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of an element, white space folded and quotation marks made one.
fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.replace(['“', '”', '‘', '’', '«', '»', '"', '`', '´'], "'")
}
