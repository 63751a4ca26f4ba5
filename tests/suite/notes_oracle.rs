//! Citations of note styles against citeproc-js: first, later and “ibid.” forms over a document of 60 notes with citations.
//!
//! What it needs is brought by hand and named by three variables: `CITEPROC`, a folder of node modules with `citeproc`;
//! `CSL_STYLES`, a folder of `.csl` files; `CSL_LOCALES`, a folder of `locales-en-US.xml`. It is skipped with a message
//! where one is missing. What differs, and why, is in `tests/oracle/notes.toml`; run with `--nocapture` to see the counts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::support::{build, write};

/// The styles; those that are not in the folder are told.
const STYLES: [&str; 8] = [
    "chicago-notes-bibliography",
    "chicago-notes-bibliography-17th-edition",
    "chicago-notes-bibliography-subsequent-ibid-17th-edition",
    "chicago-shortened-notes-bibliography-17th-edition",
    "mhra-notes",
    "mhra-notes-subsequent-ibid",
    "new-harts-rules-notes",
    "oscola",
];

const CITATIONS: usize = 60;

/// A note of the document.
enum Note {
    /// Words of the author’s without a citation
    Words,
    /// A citation of the text, or one that is all of a note of the author’s
    Cites { own: bool, cites: Vec<(usize, Option<String>)> },
}

#[test]
fn note_styles_cite_as_with_citeproc_js() {
    let named =
        ["CITEPROC", "CSL_STYLES", "CSL_LOCALES"].map(|name| std::env::var_os(name).map(PathBuf::from));
    let [Some(modules), Some(styles), Some(locales)] = named else {
        println!("skipped: needs CITEPROC, CSL_STYLES and CSL_LOCALES");
        return;
    };
    let works = works();
    let notes = document(works.len());
    let folder = tempfile::tempdir().unwrap();
    let mut different: BTreeMap<String, [String; 2]> = BTreeMap::new();
    let mut all = 0;
    for name in STYLES {
        let style = styles.join(format!("{name}.csl"));
        assert!(style.is_file(), "there is no {}", style.display());
        let theirs = with_citeproc(folder.path(), &modules, &locales, &style, &works, &notes);
        let ours = with_postil(&folder.path().join(name), &style, &works, &notes);
        assert_eq!((theirs.len(), ours.len()), (CITATIONS, CITATIONS), "{name}");
        let mut equal = 0;
        for (n, pair) in theirs.into_iter().zip(ours).enumerate() {
            all += 1;
            if pair.0 == pair.1 {
                equal += 1;
            } else {
                different.insert(format!("{name} {}", n + 1), [pair.0, pair.1]);
            }
        }
        println!("{name}: {equal} of {CITATIONS}");
    }
    println!("equal: {} of {all}", all - different.len());
    let explained = explained();
    let unexplained: Vec<_> = different.iter().filter(|(place, _)| !explained.contains(*place)).collect();
    let mended: Vec<_> = explained.iter().filter(|place| !different.contains_key(*place)).collect();
    for (place, [theirs, ours]) in &unexplained {
        println!("{place}\n    citeproc-js: {theirs}\n    postil:      {ours}");
    }
    assert!(unexplained.is_empty(), "{} differ, and nothing says why", unexplained.len());
    assert!(mended.is_empty(), "these no longer differ; strike them out: {mended:#?}");
}

/// The differences that are listed with a reason.
fn explained() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/notes.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let causes = table.get("cause").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let mut listed = BTreeSet::new();
    for cause in &causes {
        assert!(cause["reason"].as_str().is_some_and(|reason| reason.len() > 20), "{cause}");
        for place in cause["places"].as_array().unwrap() {
            assert!(listed.insert(place.as_str().unwrap().to_owned()), "{place} is listed twice");
        }
    }
    listed
}

/// Works of many kinds. Names and titles are made up.
fn works() -> Vec<Value> {
    let person = |family: &str, given: &str| json!({ "family": family, "given": given });
    let year = |year: i64| json!({ "date-parts": [[year]] });
    vec![
        json!({ "id": "w0", "type": "book", "title": "Harbours and treaties", "author": [person("Lind", "Astrid")],
            "publisher": "Quay Press", "publisher-place": "Bergen", "issued": year(2011) }),
        json!({ "id": "w1", "type": "book", "title": "Harbours revisited", "author": [person("Lind", "Astrid")],
            "publisher": "Quay Press", "publisher-place": "Bergen", "issued": year(2014) }),
        json!({ "id": "w2", "type": "article-journal", "title": "A quiet alliance",
            "author": [person("Moreau", "Jean"), person("Okafor", "Ada")], "container-title": "Review of Strategy",
            "volume": "12", "issue": "3", "page": "201-228", "issued": year(2009) }),
        json!({ "id": "w3", "type": "chapter", "title": "On guarantees", "author": [person("Tanaka", "Rei")],
            "container-title": "The uses of promise", "editor": [person("Brandt", "Ute")], "page": "33-58",
            "publisher": "Linden", "publisher-place": "Leipzig", "issued": year(1998) }),
        json!({ "id": "w4", "type": "report", "title": "Ports of call", "author": [{ "literal": "Institute of the Sea" }],
            "publisher": "Institute of the Sea", "publisher-place": "Oslo", "issued": year(2019) }),
        json!({ "id": "w5", "type": "thesis", "title": "Entangled coasts", "genre": "PhD thesis",
            "author": [person("Silva", "Marta")], "publisher": "University of Porto", "issued": year(2016) }),
        json!({ "id": "w6", "type": "book", "title": "Nine ships",
            "author": [person("Abel", "Kai"), person("Bruun", "Eva"), person("Chan", "Mei"), person("Duarte", "Rui")],
            "publisher": "Mole", "publisher-place": "London", "issued": year(2003) }),
        json!({ "id": "w7", "type": "article-newspaper", "title": "Fleet sails at dawn",
            "author": [person("Hale", "Nora")], "container-title": "The Morning Ledger",
            "issued": { "date-parts": [[2015, 6, 9]] } }),
        json!({ "id": "w8", "type": "book", "title": "The empty berth", "issued": year(1951), "publisher": "Mole",
            "publisher-place": "London" }),
        json!({ "id": "w9", "type": "book", "title": "Signals", "author": [person("Vries", "Anna de")],
            "editor": [person("Koch", "Ilse")], "publisher": "Dijk", "publisher-place": "Delft", "issued": year(1987) }),
        json!({ "id": "w10", "type": "article-journal", "title": "Tides of trust", "author": [person("Okafor", "Ada")],
            "container-title": "Review of Strategy", "volume": "15", "page": "1-19", "issued": year(2012) }),
        json!({ "id": "w11", "type": "book", "title": "Small navies", "editor": [person("Brandt", "Ute"), person("Ruiz", "Pilar")],
            "publisher": "Linden", "publisher-place": "Leipzig", "issued": year(2001) }),
    ]
}

/// A document in which works are cited again at every distance: chosen by a fixed sequence, so that it is always the same.
fn document(works: usize) -> Vec<Note> {
    let mut state = 20_261_122_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut notes = Vec::new();
    let mut count = 0;
    let mut last = 0;
    while count < CITATIONS {
        if next(9) == 0 {
            notes.push(Note::Words);
            continue;
        }
        let mut cites = Vec::new();
        for _ in 0..=usize::from(next(7) == 0) {
            // Half of them cite the work of the note before.
            last = if next(2) == 0 { last } else { next(works) };
            let locator = (next(3) > 0).then(|| ["12", "12", "14", "20-25"][next(4)].to_owned());
            cites.push((last, locator));
        }
        notes.push(Note::Cites { own: next(4) > 0, cites });
        count += 1;
    }
    notes
}

fn with_citeproc(
    folder: &Path,
    modules: &Path,
    locales: &Path,
    style: &Path,
    works: &[Value],
    notes: &[Note],
) -> Vec<String> {
    let item = |(work, locator): &(usize, Option<String>)| match locator {
        Some(locator) => json!({ "id": format!("w{work}"), "locator": locator, "label": "page" }),
        None => json!({ "id": format!("w{work}") }),
    };
    let citations: Vec<Value> = (1..)
        .zip(notes)
        .filter_map(|(number, note)| match note {
            Note::Words => None,
            Note::Cites { cites, .. } => {
                Some(json!({ "note": number, "items": cites.iter().map(item).collect::<Vec<_>>() }))
            }
        })
        .collect();
    let modules =
        if modules.join("node_modules").is_dir() { modules.join("node_modules") } else { modules.to_owned() };
    let job = json!({ "modules": modules, "style": style, "locales": locales, "items": works, "citations": citations });
    let path = folder.join("job.json");
    fs::write(&path, job.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/citeproc.js");
    let output = Command::new("node").arg(script).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let texts: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    texts.iter().map(|text| folded(text)).collect()
}

fn with_postil(root: &Path, style: &Path, works: &[Value], notes: &[Note]) -> Vec<String> {
    let mut body = String::new();
    let mut definitions = String::new();
    for (number, note) in (1..).zip(notes) {
        let cited = |cites: &[(usize, Option<String>)]| {
            let cite = |(work, locator): &(usize, Option<String>)| match locator {
                Some(locator) => format!("@w{work}, p. {locator}"),
                None => format!("@w{work}"),
            };
            format!("[{}]", cites.iter().map(cite).collect::<Vec<_>>().join("; "))
        };
        match note {
            Note::Words => {
                write!(body, "Words.[^n{number}] ").unwrap();
                write!(definitions, "[^n{number}]: Words.\n\n").unwrap();
            }
            Note::Cites { own: true, cites } => write!(body, "Text {}. ", cited(cites)).unwrap(),
            Note::Cites { cites, .. } => {
                write!(body, "Text.[^n{number}] ").unwrap();
                write!(definitions, "[^n{number}]: {}\n\n", cited(cites)).unwrap();
            }
        }
    }
    write(root, "styles/style.csl", fs::read(style).unwrap());
    write(
        root,
        "site.toml",
        "title = \"Notes\"\nlanguage = \"en-US\"\n[citations]\nstyle = \"styles/style.csl\"\nlocale = \"en-US\"\n",
    );
    write(root, "content/references.json", serde_json::to_string(works).unwrap());
    write(root, "content/articles/one.md", format!("+++\ntitle = \"One\"\n+++\n\n{body}\n\n{definitions}"));
    let public = root.join("public");
    let built = build(root, &["--output", public.to_str().unwrap()]);
    assert_eq!(built.code, 0, "{}", built.all());
    let page = Html::parse_document(&fs::read_to_string(public.join("articles/one/index.html")).unwrap());
    let selector = Selector::parse("li.note .note-text > p:first-child").unwrap();
    let texts = page.select(&selector).map(|note| folded(&note.text().collect::<String>()));
    texts.filter(|text| text != "Words.").collect()
}

/// White space folded, quotation marks and dashes made one.
fn folded(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.replace(['“', '”', '‘', '’', '"'], "'").replace(['–', '—'], "-")
}
