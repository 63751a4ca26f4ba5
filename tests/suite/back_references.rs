//! Words in notes that refer back, on finished pages: where they lead, and what is told where they lead nowhere.

use std::fs;

use scraper::{Html, Selector};

use crate::support::{build, reader, write};

const WORKS: &str = "@book{lind, title = {Harbours and treaties: a history}, author = {Lind, Astrid}, year = 2011}\n\
    @book{lind-b, title = {Signals}, author = {Lind, Astrid}, year = 2014}\n\
    @book{okafor, title = {The tides of trust}, author = {Okafor, Ada}, year = 2012}\n";

/// The links as `words → address`, and the lines of the diagnostics that say what is unclear.
fn found(front: &str, notes: &[&str]) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    reader(root, "");
    write(root, "content/references.bib", WORKS);
    let numbered = || (1..).zip(notes).filter(|(_, note)| !note.is_empty());
    let markers: Vec<String> = (1..=notes.len()).map(|n| format!("Text.[^{n}]")).collect();
    let definitions: Vec<String> = numbered().map(|(n, note)| format!("[^{n}]: {note}\n\n")).collect();
    let text =
        format!("+++\ntitle = \"One\"\n{front}\n+++\n\n{}\n\n{}", markers.join(" "), definitions.concat());
    write(root, "content/articles/one.md", text);
    let run = build(root, &["--output", root.join("public").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    let page =
        Html::parse_document(&fs::read_to_string(root.join("public/articles/one/index.html")).unwrap());
    let selector = Selector::parse("li.note a.back-reference").unwrap();
    let link = |a: scraper::ElementRef<'_>| {
        format!("{} → {}", a.text().collect::<String>(), a.attr("href").unwrap())
    };
    let all = run.all();
    let said = all.lines().filter_map(|line| line.strip_prefix("note[note-reference-unclear]: "));
    (page.select(&selector).map(link).collect(), said.map(str::to_owned).collect())
}

fn check(notes: &[&str], links: &[&str], unclear: &[&str]) {
    let (found, said) = found("", notes);
    assert_eq!(found, links, "{notes:?}");
    assert_eq!(said, unclear, "{notes:?}");
}

#[test]
fn ibid_means_the_note_before_or_its_only_work() {
    check(
        &[
            "A book, p. 3.",
            "Ibid., p. 4.",
            "See also ibid.",
            "[@lind, p. 2].",
            "*Ibid.*, p. 5.",
            "[@lind]; [@okafor].",
            "Ibid.",
        ],
        &["Ibid. → #fn-1", "ibid. → #fn-1", "Ibid. → #ref-lind", "Ibid. → #fn-6"],
        &[],
    );
}

#[test]
fn ibid_in_a_note_means_what_was_cited_there() {
    check(
        &[
            "[@lind, p. 2]; but see ibid., p. 9.",
            "[@lind; @okafor]; ibid., p. 3.",
            "A book, p. 3; ibid., p. 4.",
        ],
        &["ibid. → #ref-lind"],
        &[
            "what `ibid.` refers to is unclear: it could mean several sources",
            "what `ibid.` refers to is unclear: the source named before it is no citation",
        ],
    );
    check(&["Ibid."], &[], &["what `Ibid.` refers to is unclear: there is no note before it"]);
}

#[test]
fn ibid_after_a_lost_note_says_so() {
    let (links, said) = found("[apparatus]\nmissing = [2]", &["A book.", "", "Ibid. More words.", "Ibid."]);
    assert_eq!(links, ["Ibid. → #fn-2", "Ibid. → #fn-2"]);
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn numbers_of_notes_lead_to_them() {
    check(
        &[
            "A book.",
            "See note 1 above.",
            "See n. 1.",
            "Lind (n 1), p. 4.",
            "Siehe oben, Anm. 2.",
            "Voir la note 1, ci-dessus; voir note 2 ci-dessus.",
            "Véase nota 3.",
            "参见注4。",
            "A letter, p. 27, n. 4; see note 2 in Moreau; the note 3.",
            "See note 44 above.",
        ],
        &[
            "note 1 → #fn-1",
            "n. 1 → #fn-1",
            "n 1 → #fn-1",
            "Anm. 2 → #fn-2",
            "note 1 → #fn-1",
            "note 2 → #fn-2",
            "nota 3 → #fn-3",
            "注4 → #fn-4",
        ],
        &["what `note 44` refers to is unclear: there is no such note"],
    );
}

#[test]
fn other_languages_have_their_words() {
    check(
        &[
            "Ein Buch, S. 3.",
            "Ebd., S. 4.",
            "Vgl. ebenda.",
            "Un libro.",
            "Ibíd., p. 4.",
            "一本书。",
            "同上，第4页。",
        ],
        &["Ebd. → #fn-1", "ebenda → #fn-1", "Ibíd. → #fn-4", "同上 → #fn-6"],
        &[],
    );
}

#[test]
fn op_cit_means_the_one_work_of_an_author() {
    check(
        &[
            "[@okafor, p. 2].",
            "[@lind] and [@lind-b].",
            "Okafor, op. cit., p. 20.",
            "Lind, op. cit., p. 3.",
            "Moreau, *Ships*, 1999.",
            "Moreau, a. a. O., S. 7.",
            "Moreau, a. a. O. (Anm. 5), S. 7.",
            "Nobody, ob. cit., p. 1.",
        ],
        &["op. cit. → #ref-okafor", "a. a. O. → #fn-5", "Anm. 5 → #fn-5"],
        &[
            "what `op. cit.` refers to is unclear: it could mean several sources",
            "what `ob. cit.` refers to is unclear: no citation and no earlier note names that author",
        ],
    );
}

#[test]
fn short_titles_lead_to_the_work_that_has_them() {
    check(
        &[
            "[@okafor]; [@lind]; [@lind-b].",
            "Okafor, *Tides of Trust*, p. 7.",
            "Lind, “Harbours and Treaties”, p. 8; Lind, *Signals*, p. 9.",
            "Lind, *Another Book*, p. 1; okafor, tides of trust.",
        ],
        &["Tides of Trust → #ref-okafor", "Harbours and Treaties → #ref-lind", "Signals → #ref-lind-b"],
        &[],
    );
}

#[test]
fn the_reader_of_this_repo_says_what_its_lost_note_takes_along() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let run =
        build(std::path::Path::new(env!("CARGO_MANIFEST_DIR")), &["--output", output.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    let page =
        Html::parse_document(&fs::read_to_string(output.join("articles/ekman-2019/index.html")).unwrap());
    let note = page.select(&Selector::parse("#fn-10 .note-text > p:first-child").unwrap()).next().unwrap();
    let text: String = note.text().collect();
    assert!(text.starts_with("Ibid. [that note is lost] In more general terms"), "{text}");
}
