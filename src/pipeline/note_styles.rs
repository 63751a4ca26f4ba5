//! Note styles through postil's own stages: citations in notes of their own and in the author’s, the positions that a style
//! may tell apart, and styles of single articles.
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::sync::Arc;

use super::parse_all;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, DocumentId, FileId};
use crate::model::links::{CitationText, DocumentLinks, Links};
use crate::model::rich::Rich;
use crate::model::source::{BibliographyFormat, Digest, SourceFile, SourceKind, SourcePath, Sources};
use crate::resolve;

/// A style that says the position of each cite, and the number of the first note.
const POSITIONS: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
    <info><title>Mine</title><id>mine</id><updated>2026-01-01T00:00:00Z</updated></info>
    <locale><terms><term name="first-reference-note-number" form="short">
        <single>n</single><multiple>nn</multiple>
    </term></terms></locale>
    <citation near-note-distance="2"><layout suffix="." delimiter="; "><group delimiter=" ">
        <names variable="author"><name/></names>
        <text variable="title"/>
        <choose>
            <if position="first"><text value="first"/></if>
            <else-if position="ibid-with-locator"><text value="ibid at"/></else-if>
            <else-if position="ibid"><text value="ibid"/></else-if>
            <else-if position="near-note"><text value="near"/></else-if>
            <else-if position="subsequent"><text value="far"/></else-if>
        </choose>
        <text variable="locator"/>
        <group prefix="(" suffix=")" delimiter=" ">
            <label variable="first-reference-note-number" form="short"/>
            <number variable="first-reference-note-number"/>
        </group>
    </group></layout></citation>
</style>"#;

const WORKS: &str = "@book{a, title = {{A}}}\n@book{b, title = {{B}}}\n@book{c, title = {{C}}}\n@book{d, title = {{D}}, author = {Lo, An}}";

/// A reader of articles, each its slug and its file.
fn resolved(style: &str, articles: &[(&str, &str)]) -> (Links, Vec<Diagnostic>) {
    let site = format!("title = \"Notes\"\nlanguage = \"en-US\"\n[citations]\nstyle = \"{style}\"\n");
    let mut files = vec![
        (SourceKind::Site, "site.toml".to_owned(), site),
        (SourceKind::Style, "s.csl".to_owned(), POSITIONS.to_owned()),
        (
            SourceKind::Bibliography(BibliographyFormat::BibLatex),
            "content/references.bib".to_owned(),
            WORKS.to_owned(),
        ),
    ];
    for (slug, text) in articles {
        let kind = SourceKind::Article(ArticleId::new(*slug));
        files.push((kind, format!("content/articles/{slug}.md"), (*text).to_owned()));
    }
    let files = files.into_iter().enumerate().map(|(n, (kind, path, text))| SourceFile {
        id: FileId(u32::try_from(n).unwrap()),
        kind,
        path: SourcePath::new(path),
        digest: Digest::of(text.as_bytes()),
        text: Arc::from(text),
    });
    let sources = Sources { files: files.collect(), ..Sources::default() };
    let (corpus, mut diagnostics) = parse_all(&sources, &super::Memo::default());
    let (links, found) = resolve::resolve(&corpus.unwrap(), &mut resolve::Kept::default());
    diagnostics.extend(found);
    (links, diagnostics)
}

/// What was found for an article with so much more front matter.
fn article(front: &str, text: &str) -> DocumentLinks {
    let source = format!("+++\ntitle = \"X\"\n{front}\n+++\n\n{text}");
    let (links, diagnostics) = resolved("s.csl", &[("x", &source)]);
    let wrong: Vec<_> = diagnostics.iter().filter(|d| !d.code.name().ends_with("uncited")).collect();
    assert_eq!(wrong, Vec::<&Diagnostic>::new());
    links.documents[&DocumentId::Article(ArticleId::new("x"))].clone()
}

fn said(text: &CitationText) -> String {
    text.note.as_ref().unwrap_or(&text.content).text()
}

/// The notes as `number: text`, those that the author wrote without their words.
fn check(front: &str, text: &str, expected: &[&str]) {
    let found = article(front, text);
    let mut printed: Vec<String> = Vec::new();
    for (place, note) in found.notes.list.iter().enumerate() {
        let own = found.notes.cited.iter().find(|(_, at)| **at == place);
        let words = own.map_or_else(|| "…".to_owned(), |(id, _)| said(&found.citations[id.index()]));
        printed.push(format!("{}: {words}", note.number));
    }
    assert_eq!(printed, expected);
}

#[test]
fn citations_and_notes_are_one_sequence() {
    check(
        "",
        "One [@a]. Two.[^x] Three [@b, p. 3].\n\n[^x]: Mine.",
        &["1: A first.", "2: …", "3: B first 3."],
    );
}

#[test]
fn printed_numbers_stay_and_citations_have_letters() {
    let text = "Zero [@a]. One.[^2] Two [@b]. Three [@c].[^5]\n\n[^2]: Two.\n\n[^5]: Five.";
    let lettered = ["a: A first.", "2: …", "b: B first.", "c: C first.", "5: …"];
    check("", text, &lettered);
    check("[apparatus]\nnumbering = \"source\"", text, &lettered);
    let counted = ["1: A first.", "2: …", "3: B first.", "4: C first.", "5: …"];
    check("[apparatus]\nnumbering = \"order\"", text, &counted);
    // No letter is taken twice.
    let text = "One.[^a] Two [@b].\n\n[^a]: A.";
    check("[apparatus]\nnumbering = \"source\"", text, &["a: …", "b: B first."]);
}

#[test]
fn positions_follow_the_notes() {
    let text = "x [@a] x [@a] x [@a, p. 2] x [@a, p. 2] x [@a, p. 3] x [@a] x [@b] x [@a; @b] x [@b] x [@c] \
                x [@c; @c, p. 1] x [@c] x [@b] x [@a]";
    check(
        "",
        text,
        &[
            "1: A first.",
            "2: A ibid (n 1).",
            "3: A ibid at 2 (n 1).",
            "4: A ibid 2 (n 1).",
            "5: A ibid at 3 (n 1).",
            "6: A near (n 1).",
            "7: B first.",
            "8: A near (n 1); B near (n 7).",
            "9: B near (n 7).",
            "10: C first.",
            "11: C ibid (n 10); C ibid at 1 (n 10).",
            "12: C near (n 10).",
            "13: B far (n 7).",
            "14: A far (n 1).",
        ],
    );
}

#[test]
fn a_note_without_citations_stands_between() {
    let found = article("", "x [@a].[^x] x [@a].[^y] x [@b]\n\n[^x]: Words.\n\n[^y]: See [@a].");
    let said: Vec<String> = found.citations.iter().map(said).collect();
    assert_eq!(said, ["A first.", "A near (n 1).", "B first.", "A ibid (n 1)"]);
}

#[test]
fn a_lost_note_ends_ibid() {
    let found = article("[apparatus]\nmissing = [\"x\"]", "x [@a].[^x] x [@a]");
    assert_eq!(said(&found.citations[1]), "A near (n 1).");
}

#[test]
fn a_citation_in_a_note_stays_there() {
    let text = "One.[^x] Two.[^y] Three.[^z] As @d says.\n\n[^x]: See [@a, p. 1].\n\n[^y]: [@b]\n\n[^z]: @d [p. 4] says so.";
    let found = article("", text);
    let texts: Vec<String> = found.citations.iter().map(|text| text.content.text()).collect();
    assert_eq!(texts, ["An Lo", "A first 1", "B first.", "An Lo (D first 4)"]);
    let own: Vec<Option<String>> =
        found.citations.iter().map(|text| text.note.as_ref().map(Rich::text)).collect();
    assert_eq!(own, [Some("An Lo D near (n 3).".to_owned()), None, None, None]);
    assert_eq!(found.citations[0].words(), "An Lo (An Lo D near (n 3))");
}

#[test]
fn a_label_of_the_author_is_not_taken() {
    let found = article("", "x [@a].[^cite-1]\n\n[^cite-1]: Mine.");
    let labels: Vec<&str> = found.notes.list.iter().map(|note| note.label.as_str()).collect();
    assert_eq!(labels, ["cite-1-", "cite-1"]);
}

#[test]
fn an_article_may_have_a_style_of_its_own() {
    let own = "+++\ntitle = \"X\"\n[citations]\nstyle = \"s.csl\"\n+++\n\n[@a]";
    let site = "+++\ntitle = \"Y\"\n+++\n\n[@a]";
    let (links, diagnostics) = resolved("ieee", &[("x", own), ("y", site)]);
    let of = |slug: &str| &links.documents[&DocumentId::Article(ArticleId::new(slug))].citations[0];
    assert_eq!(said(of("x")), "A first.");
    assert_eq!(said(of("y")), "[1]");
    assert!(diagnostics.iter().all(|d| d.code.name() == "work-uncited"), "{diagnostics:?}");
}

#[test]
fn a_style_that_is_not_there_is_said_where_it_is_named() {
    let own =
        "+++\ntitle = \"X\"\n[citations]\nstyle = \"t.csl\"\nlocale = \"xr\"\ncolour = \"red\"\n+++\n\n[@a]";
    let (_, diagnostics) = resolved("ieee", &[("x", own)]);
    let said: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.code.name() != "work-uncited")
        .map(|d| match d.place {
            crate::model::diagnostic::Place::Span(span) => format!("{} {}", d.code, &own[span.range()]),
            _ => d.code.to_string(),
        })
        .collect();
    assert_eq!(said, ["key-unknown colour", "style-unknown \"t.csl\"", "locale-unknown \"xr\""]);
}
