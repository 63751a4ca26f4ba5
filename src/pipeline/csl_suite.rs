//! The test suite of CSL (github citation-style-language/test-suite) through postil's own stages. It is brought for the
//! run and is no part of postil: `scripts/csl-suite <folder>`, or `CSL_SUITE`. Without it nothing is tested here.
//!
//! Each test is a reader with one style, one bibliography and one article: its citations stand in the text, or in notes
//! where the style is one of notes. What passes is listed in `tests/csl/passing.txt`, and the list may only grow
//! (`UPDATE=1`). `SHOW=name` prints what tests with such a name expect and get.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may panic, and reads its cases from the disk"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use super::parse_all;
use crate::model::citation::{Cite, Locator};
use crate::model::corpus::Corpus;
use crate::model::ids::{ArticleId, DocumentId, FileId, WorkKey};
use crate::model::links::DocumentLinks;
use crate::model::rich::{Baseline, Look, Rich, RichRun};
use crate::model::source::{BibliographyFormat, Digest, SourceFile, SourceKind, SourcePath, Sources};
use crate::model::span::Span;
use crate::resolve;

const LISTED: &str = "tests/csl/passing.txt";

/// CSL's locators, by the names that the suite has for them.
const LABELS: [&str; 24] = [
    "act",
    "appendix",
    "article-locator",
    "book",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "paragraph",
    "part",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "verse",
    "volume",
];

#[test]
fn what_passes_keeps_passing() {
    let Some(folder) = std::env::var_os("CSL_SUITE") else {
        println!("skipped: CSL_SUITE names no folder with the test suite of CSL");
        return;
    };
    std::panic::set_hook(Box::new(|_| {}));
    let cases = cases(Path::new(&folder));
    let outcomes: BTreeMap<&str, Outcome> =
        cases.par_iter().map(|(name, text)| (name.as_str(), Case::read(text).outcome())).collect();
    drop(std::panic::take_hook());
    show(&outcomes);
    let passing: BTreeSet<&str> =
        outcomes.iter().filter(|(_, o)| o.passes()).map(|(name, _)| *name).collect();
    let count = |part: &dyn Fn(&str, &Outcome) -> bool| {
        let all: Vec<_> = outcomes.iter().filter(|(name, o)| part(name, o)).collect();
        format!("{} of {}", all.iter().filter(|(_, o)| o.passes()).count(), all.len())
    };
    println!("passing: {}", count(&|_, _| true));
    println!("  of those with CITATIONS: {}", count(&|_, o| o.placed));
    println!("  of position_*: {}", count(&|name, _| name.starts_with("position_")));
    compare(&passing);
}

fn compare(passing: &BTreeSet<&str>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(LISTED);
    let listed = std::fs::read_to_string(&path).unwrap_or_default();
    let listed: BTreeSet<&str> = listed.lines().filter(|line| !line.starts_with('#')).collect();
    let lost: Vec<_> = listed.difference(passing).collect();
    assert!(lost.is_empty(), "these passed before: {lost:#?}");
    let new: Vec<_> = passing.difference(&listed).collect();
    if std::env::var_os("UPDATE").is_some() {
        let mut text = "# The tests of CSL's suite that pass; `scripts/csl-suite` checks them. The list may only grow.\n".to_owned();
        for name in passing {
            writeln!(text, "{name}").unwrap();
        }
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    } else if !new.is_empty() {
        println!("{} more pass than are listed; run with UPDATE=1: {new:?}", new.len());
    }
}

fn show(outcomes: &BTreeMap<&str, Outcome>) {
    let Ok(wanted) = std::env::var("SHOW") else { return };
    for (name, outcome) in outcomes.iter().filter(|(name, o)| name.starts_with(&wanted) && !o.passes()) {
        println!("== {name}\n{}\n-- got\n{}", outcome.expected, outcome.got);
    }
}

/// The tests by name.
fn cases(folder: &Path) -> Vec<(String, String)> {
    let inner = folder.join("processor-tests/humans");
    let folder = if inner.is_dir() { inner } else { folder.to_owned() };
    let mut cases: Vec<(String, String)> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap().trim_start_matches('\u{feff}').to_owned())
        })
        .filter(|(_, text)| section(text, "RESULT").is_some())
        .collect();
    cases.sort();
    cases
}

/// What a test wants, and what it got.
struct Outcome {
    expected: String,
    got: String,
    /// Whether it has CITATIONS
    placed: bool,
}

impl Outcome {
    fn passes(&self) -> bool {
        self.expected == self.got
    }
}

/// A test.
struct Case<'a> {
    mode: &'a str,
    expected: &'a str,
    style: &'a str,
    items: Vec<Value>,
    /// The citations, each the note it stands in and its cites
    citations: Vec<(u64, Vec<Value>)>,
    placed: bool,
    odd: bool,
}

fn section<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let open =
        text.lines().find(|line| line.starts_with(">>=") && line.split_whitespace().nth(1) == Some(name))?;
    let start = open.as_ptr() as usize - text.as_ptr() as usize + open.len();
    let rest = text.get(start..)?;
    let end = rest.find("\n<<=")?;
    Some(rest.get(..end)?.trim())
}

impl<'a> Case<'a> {
    fn read(text: &'a str) -> Self {
        let json = |name: &str| -> Option<Value> { serde_json::from_str(section(text, name)?).ok() };
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let items = json("INPUT").map(|value| list(&value)).unwrap_or_default();
        let placed = json("CITATIONS");
        let citations = match (&placed, json("CITATION-ITEMS")) {
            (Some(placed), _) => in_order(&list(placed)),
            (None, Some(clusters)) => (1..).zip(list(&clusters).iter().map(list)).collect(),
            (None, None) => {
                let ids = items.iter().filter_map(|item| item.get("id"));
                vec![(1, ids.map(|id| serde_json::json!({ "id": id })).collect())]
            }
        };
        Self {
            mode: section(text, "MODE").unwrap_or_default(),
            expected: section(text, "RESULT").unwrap_or_default(),
            style: section(text, "CSL").unwrap_or_default(),
            items,
            citations,
            placed: placed.is_some(),
            odd: ["BIBENTRIES", "BIBSECTION"].iter().any(|name| section(text, name).is_some()),
        }
    }

    fn outcome(&self) -> Outcome {
        let printed = catch_unwind(AssertUnwindSafe(|| self.print()));
        let expected = if self.placed {
            // Which of them a call has changed is said in front of each.
            let texts =
                self.expected.lines().map(|line| line.split_once("] ").map_or(line, |(_, text)| text));
            texts.collect::<Vec<_>>().join("\n")
        } else {
            self.expected.to_owned()
        };
        Outcome { expected, got: printed.unwrap_or_else(|_| "panicked".to_owned()), placed: self.placed }
    }

    fn print(&self) -> String {
        if self.odd {
            return "parts of a bibliography are not printed".to_owned();
        }
        let corpus = self.corpus();
        let (links, _) = resolve::resolve(&corpus, &mut resolve::Kept::default());
        let document = DocumentId::Article(ArticleId::new("text"));
        let links = links.documents.get(&document).cloned().unwrap_or_default();
        match self.mode {
            "citation" => {
                let bare = self.is_bare();
                let texts = links.citations.iter().map(|text| cluster(&html(&text.content), bare));
                texts.collect::<Vec<_>>().join("\n")
            }
            _ => bibliography(&links),
        }
    }

    /// Whether the style puts no brackets around a citation, so that postil puts some.
    fn is_bare(&self) -> bool {
        let citation = self.style.split("<citation").nth(1).unwrap_or_default();
        let layout =
            citation.split("<layout").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or_default();
        !layout.contains("prefix=") && !layout.contains("suffix=")
    }

    fn corpus(&self) -> Corpus {
        let in_notes = self
            .style
            .split('>')
            .find(|tag| tag.contains("<style"))
            .is_some_and(|tag| tag.contains("class=\"note\""));
        let mut article = "+++\ntitle = \"Text\"\n+++\n\n".to_owned();
        let mut notes: BTreeMap<u64, usize> = BTreeMap::new();
        for (note, _) in &self.citations {
            *notes.entry(*note).or_default() += 1;
        }
        for (note, count) in notes {
            let cites = vec!["[@key]"; count].join(" ");
            let text = if in_notes {
                format!("x[^{note}]\n\n[^{note}]: {cites}\n\n")
            } else {
                format!("{cites}\n\n")
            };
            article.push_str(&text);
        }
        let references = serde_json::to_string(&self.items).unwrap();
        let files = [
            (
                SourceKind::Site,
                "site.toml",
                "title = \"Suite\"\nlanguage = \"en-US\"\n[citations]\nstyle = \"s.csl\"\n".to_owned(),
            ),
            (SourceKind::Style, "s.csl", self.style.to_owned()),
            (SourceKind::Bibliography(BibliographyFormat::CslJson), "content/references.json", references),
            (SourceKind::Article(ArticleId::new("text")), "content/articles/text.md", article),
        ];
        let files = files.into_iter().enumerate().map(|(n, (kind, path, text))| SourceFile {
            id: FileId(u32::try_from(n).unwrap()),
            kind,
            path: SourcePath::new(path),
            digest: Digest::of(text.as_bytes()),
            text: Arc::from(text),
        });
        let sources = Sources { files: files.collect(), ..Sources::default() };
        let mut corpus = parse_all(&sources, &super::Memo::default()).0.unwrap();
        let id = ArticleId::new("text");
        let mut article = (*corpus.articles[&id]).clone();
        for (citation, (_, cites)) in article.text.citations.iter_mut().zip(&self.citations) {
            citation.items = cites.iter().map(|cite| self::cite(cite, citation.span)).collect();
        }
        corpus.articles.insert(id, Arc::new(article));
        corpus
    }
}

/// The citations of a document that is put together call by call, as they stand in the end.
fn in_order(calls: &[Value]) -> Vec<(u64, Vec<Value>)> {
    let mut known: BTreeMap<String, (u64, Vec<Value>)> = BTreeMap::new();
    let mut order = Vec::new();
    for call in calls {
        let part = |n: usize| call.get(n).and_then(Value::as_array).cloned().unwrap_or_default();
        let names = |list: Vec<Value>| {
            list.iter().filter_map(|pair| Some(pair.get(0)?.as_str()?.to_owned())).collect::<Vec<_>>()
        };
        let Some(citation) = call.get(0) else { continue };
        let id = citation.get("citationID").map(text).unwrap_or_default();
        let items = citation.get("citationItems").and_then(Value::as_array).cloned().unwrap_or_default();
        let note = citation.pointer("/properties/noteIndex").and_then(Value::as_u64).unwrap_or_default();
        known.insert(id.clone(), (note, items));
        order = names(part(1));
        order.push(id);
        order.extend(names(part(2)));
    }
    let mut last = 0;
    let numbered = order.iter().filter_map(|id| known.get(id).cloned()).map(|(note, items)| {
        last = if note == 0 { last + 1 } else { note };
        (last, items)
    });
    numbered.collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn cite(cite: &Value, span: Span) -> Cite {
    let field = |name: &str| cite.get(name).filter(|value| !value.is_null()).map(text).unwrap_or_default();
    let locator = field("locator");
    let label = field("label").replace("sub verbo", "sub-verbo");
    let label = LABELS.into_iter().find(|known| *known == label).unwrap_or("page");
    Cite {
        key: WorkKey::new(field("id").trim()),
        span,
        prefix: field("prefix"),
        locator: (!locator.is_empty()).then_some(Locator { label, value: locator }),
        suffix: field("suffix"),
        suppress_author: cite.get("suppress-author").is_some_and(|value| value != &Value::Bool(false)),
    }
}

fn cluster(text: &str, bare: bool) -> String {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).filter(|_| bare);
    inner.unwrap_or(text).to_owned()
}

fn bibliography(links: &DocumentLinks) -> String {
    let mut out = "<div class=\"csl-bib-body\">\n".to_owned();
    for reference in &links.references {
        // Pages set a label apart; here a space does.
        let label = reference.label.as_ref().map(|label| html(label) + " ").unwrap_or_default();
        writeln!(out, "  <div class=\"csl-entry\">{label}{}</div>", html(&reference.content)).unwrap();
    }
    out + "</div>"
}

/// A text in the suite's own HTML.
fn html(rich: &Rich) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    for RichRun { text, look, .. } in &rich.0 {
        let wanted = tags(*look);
        let kept = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        // A tag that goes on stays open, even if one around it ends first.
        let kept = if open.iter().all(|tag| wanted.contains(tag)) { open.len() } else { kept };
        for tag in open.drain(kept..).rev() {
            out.push_str(close(tag));
        }
        for tag in wanted {
            if !open.contains(&tag) {
                out.push_str(tag);
                open.push(tag);
            }
        }
        out.push_str(&text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;"));
    }
    for tag in open.into_iter().rev() {
        out.push_str(close(tag));
    }
    out
}

fn tags(look: Look) -> Vec<&'static str> {
    let mut tags = Vec::new();
    let mut add = |holds: bool, tag| tags.extend(holds.then_some(tag));
    add(look.italic, "<i>");
    add(look.small_caps, "<span style=\"font-variant:small-caps;\">");
    add(look.bold, "<b>");
    add(look.underline, "<span style=\"text-decoration:underline;\">");
    add(look.baseline == Baseline::Super, "<sup>");
    add(look.baseline == Baseline::Sub, "<sub>");
    tags
}

fn close(tag: &str) -> &'static str {
    match tag {
        "<i>" => "</i>",
        "<b>" => "</b>",
        "<sup>" => "</sup>",
        "<sub>" => "</sub>",
        _ => "</span>",
    }
}
