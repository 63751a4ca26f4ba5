//! The rules of ARCHITECTURE.md that a program can check: who imports whom, and behind which doors crates stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use postil::model::code::Code;
use syn::visit::{self, Visit};

/// What each part of the crate may import from the others, besides itself. A stage knows the model alone.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("read", &["model"]),
    ("parse", &["model"]),
    ("resolve", &["model"]),
    ("render", &["model"]),
    ("write", &["model"]),
    ("pipeline", &["model", "read", "parse", "resolve", "render", "write"]),
    ("import", &["model"]),
    ("report", &["model", "pipeline"]),
    ("serve", &["model", "pipeline", "report"]),
    ("cli", &["model"]),
    ("fuzzing", &["import", "model", "parse"]),
    ("commands", &["cli", "import", "model", "pipeline", "report", "serve", "write"]),
];

/// The crates that stay behind doors: the beginnings of the paths that may name them.
const DOORS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["parse/markdown"]),
    ("edtf_core", &["parse/date"]),
    ("toml", &["parse/", "import/pandoc"]),
    ("imagesize", &["parse/"]),
    ("hayagriva", &["resolve/citations"]),
    ("citationberg", &["resolve/citations"]),
    ("tera", &["render/templates"]),
    ("ammonia", &["render/"]),
    ("pulldown_latex", &["render/maths", "render/text"]),
    ("syntect", &["render/"]),
    ("two_face", &["render/"]),
    (
        "serde",
        &[
            "parse/",
            "render/view/",
            "render/kept",
            "render/templates",
            "render/exports/",
            "render/files",
            "report/imported",
            "report/json",
            "report/preview",
            "report/dated",
            "write/manifest",
        ],
    ),
    ("serde_norway", &["parse/bibliography", "import/pandoc"]),
    (
        "serde_json",
        &[
            "parse/",
            "pipeline/csl_suite",
            "resolve/citations",
            "render/",
            "report/dated",
            "report/imported",
            "report/json",
            "report/preview",
            "import/article",
            "import/csl",
            "import/html/",
            "write/manifest",
        ],
    ),
    ("ignore", &["read/"]),
    ("annotate_snippets", &["report/human"]),
    ("indicatif", &["commands/progress"]),
    ("clap", &["cli", "main", "commands/completions"]),
    ("clap_complete", &["cli", "commands/completions"]),
    ("encoding_rs", &["import/"]),
    ("chardetng", &["import/"]),
    ("axum", &["serve/"]),
    ("tokio", &["serve/"]),
    ("notify", &["serve/"]),
    ("open", &["commands/serve"]),
    ("quick_xml", &["import/xml"]),
    ("zip", &["import/archive"]),
    ("html5ever", &["import/html/sink"]),
    ("dom_smoothie", &["import/html/main"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A source file by its path below `src/`, without `.rs`.
fn sources() -> BTreeMap<String, String> {
    let src = root().join("src");
    let mut folders = vec![src.clone()];
    let mut sources = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&src).unwrap().with_extension("");
                sources.insert(name.to_str().unwrap().replace('\\', "/"), fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(sources.len() > 20, "the sources were not found");
    sources
}

/// The module that a file is: `parse/data/mod` → `["parse", "data"]`.
fn module_of(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = name.split('/').map(str::to_owned).collect();
    parts.pop_if(|last| matches!(last.as_str(), "mod" | "lib" | "main"));
    parts
}

/// Gathers the paths that a file names, made absolute: `crate::…` begins with `crate`.
#[derive(Default)]
struct Paths {
    module: Vec<String>,
    found: BTreeSet<Vec<String>>,
    /// Modules that the file declares, which would else look like crates
    local: BTreeSet<String>,
}

impl Paths {
    fn of(name: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{name}.rs: {error}"));
        let mut paths = Self { module: module_of(name), ..Self::default() };
        paths.visit_file(&file);
        paths
    }

    fn add(&mut self, path: &[String]) {
        let mut absolute = match path.first().map(String::as_str) {
            Some("crate" | "super" | "self") => vec!["crate".to_owned()],
            _ => Vec::new(),
        };
        let supers = path.iter().take_while(|part| *part == "super").count();
        if supers > 0 || path.first().is_some_and(|part| part == "self") {
            let depth = self.module.len().saturating_sub(supers);
            absolute.extend_from_slice(&self.module[..depth]);
        }
        absolute
            .extend(path.iter().filter(|part| !matches!(part.as_str(), "crate" | "super" | "self")).cloned());
        self.found.insert(absolute);
    }

    fn add_tree(&mut self, tree: &syn::UseTree, prefix: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.add_tree(&path.tree, prefix);
                prefix.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add_tree(item, prefix)),
            syn::UseTree::Name(syn::UseName { ident })
            | syn::UseTree::Rename(syn::UseRename { ident, .. }) => {
                prefix.push(ident.to_string());
                self.add(prefix);
                prefix.pop();
            }
            syn::UseTree::Glob(_) => {
                prefix.push("*".to_owned());
                self.add(prefix);
                prefix.pop();
            }
        }
    }

    fn add_path(&mut self, path: &syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if parts.len() > 1 {
            self.add(&parts);
        }
    }

    /// The parts of the crate that the file names.
    fn parts(&self) -> BTreeSet<&str> {
        let in_crate = self.found.iter().filter(|path| path.first().is_some_and(|first| first == "crate"));
        in_crate.filter_map(|path| path.get(1)).map(String::as_str).collect()
    }

    /// The crates that the file names.
    fn crates(&self) -> BTreeSet<&str> {
        let first = self.found.iter().filter_map(|path| path.first()).map(String::as_str);
        first.filter(|name| !self.local.contains(*name)).collect()
    }

    fn has_glob(&self) -> bool {
        self.found.iter().any(|path| path.last().is_some_and(|last| last == "*"))
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add_path(path);
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("derive") {
            let derived = attribute
                .parse_args_with(syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated);
            for path in derived.into_iter().flatten() {
                self.add_path(&path);
            }
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.local.insert(item.ident.to_string());
        // What tests import is their own business: they may look at everything beside them.
        let is_test = item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
        if item.content.is_some() && !is_test {
            self.module.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.module.pop();
        }
    }
}

/// Every source but tests, with its paths.
fn paths() -> Vec<(String, Paths)> {
    let is_code = |name: &str| name != "tests" && !name.ends_with("/tests");
    let sources = sources();
    let code = sources.iter().filter(|(name, _)| is_code(name));
    code.map(|(name, text)| (name.clone(), Paths::of(name, text))).collect()
}

fn assert_none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn imports_go_one_way() {
    let mut broken = Vec::new();
    for (name, paths) in paths() {
        let part = name.split('/').next().unwrap();
        if matches!(part, "lib" | "main") {
            continue;
        }
        let rule = MAY_IMPORT.iter().find(|(of, _)| *of == part);
        let Some((_, allowed)) = rule else {
            broken.push(format!("src/{name}.rs belongs to `{part}`, which has no rule"));
            continue;
        };
        for other in paths.parts().into_iter().filter(|other| *other != part && !allowed.contains(other)) {
            broken.push(format!("src/{name}.rs names `crate::{other}`"));
        }
    }
    assert_none(&broken, "stages know the model alone, and meet in the pipeline");
}

#[test]
fn crates_stay_behind_their_doors() {
    let mut broken = Vec::new();
    for (name, paths) in paths() {
        for (krate, doors) in DOORS {
            let named = paths.crates().contains(krate);
            if named && !doors.iter().any(|door| name.starts_with(door)) {
                broken.push(format!("src/{name}.rs names `{krate}`, which stays in {}", doors.join(", ")));
            }
        }
    }
    assert_none(&broken, "a foreign crate is named behind its door alone");
}

#[test]
fn every_file_says_what_it_is() {
    let untold =
        |(name, text): (&String, &String)| (!text.starts_with("//! ")).then(|| format!("src/{name}.rs"));
    let broken: Vec<_> = sources().iter().filter_map(untold).collect();
    assert_none(&broken, "every file opens with `//!`");
}

#[test]
fn imports_name_what_they_take() {
    let globs = paths().into_iter().filter(|(_, paths)| paths.has_glob());
    // rayon's traits are made to be taken together.
    let broken: Vec<_> = globs
        .filter(|(_, paths)| {
            let glob = |path: &&Vec<String>| path.last().is_some_and(|last| last == "*");
            paths.found.iter().filter(glob).any(|path| path.join("::") != "rayon::prelude::*")
        })
        .map(|(name, _)| format!("src/{name}.rs"))
        .collect();
    assert_none(&broken, "no glob imports");
}

/// The modules that are declared for tests alone, with those below them.
fn modules_of_tests(sources: &BTreeMap<String, String>) -> BTreeSet<Vec<String>> {
    let mut tests: BTreeSet<Vec<String>> = BTreeSet::new();
    for (name, text) in sources {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let declared = lines.peek().and_then(|next| next.split_once("mod "));
            if let ("#[cfg(test)]", Some((_, module))) = (line.trim(), declared) {
                let mut path = module_of(name);
                path.push(module.trim_end_matches(';').to_owned());
                tests.insert(path);
            }
        }
    }
    let below = |name: &String| {
        let module = module_of(name);
        (1..=module.len()).any(|n| tests.contains(&module[..n])).then_some(module)
    };
    sources.keys().filter_map(below).collect()
}

#[test]
fn files_are_short_and_main_is_shorter() {
    let mut broken = Vec::new();
    let sources = sources();
    let tests = modules_of_tests(&sources);
    for (name, text) in &sources {
        let code = text.lines().take_while(|line| *line != "#[cfg(test)]").count();
        let limit = if name == "main" { 60 } else { 400 };
        if code > limit && !tests.contains(&module_of(name)) {
            broken.push(format!("src/{name}.rs has {code} lines; {limit} are allowed"));
        }
    }
    assert_none(&broken, "files are short");
}

#[test]
fn every_code_has_a_page() {
    let mut broken = Vec::new();
    for code in Code::ALL {
        let page = fs::read_to_string(root().join(format!("docs/codes/{code}.md"))).unwrap_or_default();
        let mut lines = page.lines();
        if lines.next() != Some(&format!("# {code}")) {
            broken.push(format!("docs/codes/{code}.md does not begin with `# {code}`"));
        } else if lines.filter(|line| !line.trim().is_empty()).count() < 3 {
            broken.push(format!("docs/codes/{code}.md says nothing of the mistake and its mending"));
        }
    }
    assert_none(&broken, "`postil explain` has a page for every code");
}

#[test]
fn every_page_has_a_code() {
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let pages = fs::read_dir(Path::new(&root()).join("docs/codes")).unwrap().map(name);
    let broken: Vec<_> = pages.filter(|page| !known.contains(page)).collect();
    assert_none(&broken, "docs/codes holds pages of codes alone");
}

#[test]
fn codes_are_in_kebab_case_and_unique() {
    let kebab = |name: &str| {
        name.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric()))
    };
    assert!(Code::ALL.iter().all(|code| kebab(code.name())));
    assert_eq!(Code::ALL.iter().map(|code| code.name()).collect::<BTreeSet<_>>().len(), Code::ALL.len());
}

#[test]
fn the_rules_can_be_broken() {
    let check = |name: &str, text: &str, parts: &[&str], crates: &[&str]| {
        let paths = Paths::of(name, text);
        assert_eq!(paths.parts().into_iter().collect::<Vec<_>>(), parts, "{text}");
        for krate in crates {
            assert!(paths.crates().contains(krate), "{text}");
        }
    };
    check("read/walk", "use crate::{model::ids, parse};", &["model", "parse"], &[]);
    check("read/walk", "use super::super::render::render;", &["render"], &[]);
    check("read/mod", "use super::write;", &["write"], &[]);
    check("read/mod", "use self::walk::walk;", &["read"], &[]);
    check("read/walk", "fn f() { crate::resolve::resolve(g()) }", &["resolve"], &[]);
    check("read/walk", "mod inner { use super::super::super::write::write; }", &["write"], &[]);
    check("render/page", "fn f(x: tera::Context) {}", &[], &["tera"]);
    check("render/page", "#[derive(Clone, serde::Serialize)] struct S;", &[], &["serde"]);
    check("render/page", "use serde::Serialize as S;", &[], &["serde"]);
    assert!(Paths::of("a", "use super::*;").has_glob());
}
