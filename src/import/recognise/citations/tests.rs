//! Drafts with citations → drafts with [`Citation`]s, printed as Pandoc writes them.

use std::fmt::Write;

use super::recognise;
use crate::import::draft::{Draft, Note};
use crate::import::tree::{Block, BlockKind, CitationForm, Inline};
use crate::model::date::{Date, DateParts, Day, Qualifiers, Shape as DateShape};
use crate::model::diagnostic::Place;
use crate::model::ids::{FileId, WorkKey};
use crate::model::span::Span;
use crate::model::work::{Name, Person, Work, WorkDate, WorkOrigin};

fn paragraph(text: &str, line: usize) -> Block {
    Block { kind: BlockKind::Paragraph(vec![Inline::Text(text.to_owned())]), line }
}

/// A draft of a text: paragraphs between empty lines.
fn draft(text: &str) -> Draft {
    let mut blocks = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            blocks.push(paragraph(line, at + 1));
        }
    }
    Draft { blocks, ..Draft::default() }
}

fn print(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => out.push_str(words),
            Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                out.push('*');
                print(inner, out);
                out.push('*');
            }
            Inline::Marker(label) => {
                let _ = write!(out, "[^{label}]");
            }
            Inline::Citation(citation) => {
                let own = |cite: &crate::import::tree::Cite| {
                    let minus = if citation.form == CitationForm::YearOnly { "-" } else { "" };
                    let space = if cite.prefix.is_empty() { "" } else { " " };
                    let comma = if cite.suffix.is_empty() { "" } else { ", " };
                    format!("{}{space}{minus}@{}{comma}{}", cite.prefix, cite.key, cite.suffix)
                };
                let cites: Vec<_> = citation.cites.iter().map(own).collect();
                let _ = match citation.form {
                    CitationForm::Narrative => write!(out, "<{}>", cites.join("; ")),
                    _ => write!(out, "[{}]", cites.join("; ")),
                };
            }
            _ => out.push('·'),
        }
    }
}

fn body(draft: &Draft) -> String {
    let mut lines = Vec::new();
    for block in draft.blocks.iter().chain(draft.notes.iter().flat_map(|note| &note.blocks)) {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            let mut line = String::new();
            print(inlines, &mut line);
            lines.push(line);
        }
    }
    lines.join("\n")
}

fn imported(mut draft: Draft) -> Draft {
    recognise(&mut draft, &[], &|_| Place::Reader);
    draft
}

/// Checks one sentence in a document that cites by author and year.
fn check(sentence: &str, expected: &str) {
    let certain = "(Aaa, 2001: 4) (Bbb, 2002: 5) (Ccc, 2003a; Ddd, 2004: 7)";
    let draft = imported(draft(&format!("{sentence}\n{certain}")));
    let body = body(&draft);
    let found = body.lines().next().unwrap_or_default();
    assert_eq!(found, expected, "{sentence}");
}

#[test]
fn sentences_with_citations() {
    check("As Xi (2017c) pointed out", "As <@xi-2017c> pointed out");
    check("As Wu Xinbo (2018) has put it", "As <@wu-2018> has put it");
    check("Bobo Lo (2019: 4–5) regards", "Bobo <@lo-2019, pp. 4–5> regards");
    check("Foot and King (2019: 4) say", "<@foot-king-2019, p. 4> say");
    check("Rosemary Foot and Amy King (2019) say", "Rosemary Foot and Amy King [-@foot-king-2019] say");
    check("in Foot & King’s (2019) view", "in Foot & King’s [-@foot-king-2019] view");
    check("Xi (2014, 2017b) argues", "Xi [-@xi-2014; -@xi-2017b] argues");
    check("Foot et al. (2019) show", "<@foot-et-al-2019> show");
    check("the World Bank (2018) reports", "the <@world-bank-2018> reports");
    check(
        "according to the Ministry of Foreign Affairs (2018)",
        "according to the <@ministry-foreign-affairs-2018>",
    );
    check("van der Berg (2018a) says", "<@van-der-berg-2018a> says");
    check("‘leaders’ ( Xi, 2017b )), and", "‘leaders’ [@xi-2017b]), and");
    check("(as he said (Xi, 2017b))", "(as he said [@xi-2017b])");
    check("(see Foot (2016a) and Lo (2019))", "[see @foot-2016a; @lo-2019]");
    check(
        "equilibrium (U.S. Department of Defence (DoD), 2018) and (U.S. DoD, 2018: 2)",
        "equilibrium [@dod-2018] and [@dod-2018, p. 2]",
    );
    check("王毅（2016a）认为", "<@王毅-2016a>认为");
    check("Smith’s view (Smith, 1776/1976)", "Smith’s view [@smith-1976]");
    check(
        "(Foot, King and Lo, 2018: 4) and (Foot et al., 2018)",
        "[@foot-et-al-2018, p. 4] and [@foot-et-al-2018]",
    );
}

#[test]
fn sentences_without() {
    for sentence in [
        "in that year (2018) it",
        "since (in 2018) it",
        "a paper (May 2015)",
        "resolutions (1368, 1973) of",
        "Mao (b. 1950)",
        "Mao Zedong (1893–1976)",
        "the Treaty of Versailles (1919)",
        "Bandung (1955)",
        "the Geneva Conference (1954) ended",
        "(Geneva, 1954)",
        "(Treaty of Rome, 1957)",
        "UN Charter (1945)",
        "the Battle of the Bulge (1944)",
        "Resolution 242 (1967)",
        "cost $5m (2018 dollars)",
        "(Xinhua, 8/VII/2017)",
        "(London: Verso, 2018)",
        "(Cambridge University Press, 2018)",
        "(New York, 2001)",
        "However (2018)",
        "(Figure 2, 2015)",
        "of the Paris Agreement (2015)",
        "(12 March 2018)",
        "(2018–2019)",
        "In June (2018)",
        "Models with Errors and Structure (2021) 12 Journal 4",
        "World War II (1939)",
        "(8th Xiangshan Forum, Beijing, 25/X/2018)",
        "the Hundred Years’ War (1337–1453)",
    ] {
        check(sentence, sentence);
    }
}

#[test]
fn a_document_that_does_not_cite_by_author_and_year_keeps_its_years() {
    let text = "He wrote it (Casablanca, 1942), and Vertigo (1958) was next.";
    let draft = imported(draft(text));
    assert_eq!(body(&draft), text);
    assert!(draft.apparatus.works.is_empty());
}

#[test]
fn words_over_several_inlines_are_one_citation() {
    let inlines = vec![
        Inline::Text("so ".to_owned()),
        Inline::Text("(Foot ".to_owned()),
        Inline::Emphasis(vec![Inline::Text("et al.".to_owned())]),
        Inline::Text(", ".to_owned()),
        Inline::Link("#r4".to_owned(), vec![Inline::Text("2018".to_owned())]),
        Inline::Text(": 4).".to_owned()),
        Inline::Marker("1".to_owned()),
    ];
    let block = Block { kind: BlockKind::Paragraph(inlines), line: 1 };
    let draft = imported(Draft { blocks: vec![block], ..Draft::default() });
    assert_eq!(body(&draft), "so [@foot-et-al-2018, p. 4].[^1]");
}

#[test]
fn notes_with_places_and_publishers_cite_nothing() {
    let mut draft = draft("A sentence.");
    let note = |text: &str| Note { label: "1".to_owned(), blocks: vec![paragraph(text, 9)], line: 9 };
    draft.notes = vec![
        note("Wu Xinbo, ‘Title’, Journal 12, no. 3 (2018), p. 4."),
        note(
            "A. Smith, Title (Oxford: Oxford University Press, 2010), p. 4; B. Jones, Other (New York, 2001), 5.",
        ),
        note("M. Weber, Titel (Tübingen, 1922), S. 12. See also International Security 43 (Fall 2018): 4–9."),
    ];
    let before = body(&draft);
    assert_eq!(body(&imported(draft)), before);
}

/// A text of the workplace's sources, where they are at hand.
#[allow(clippy::disallowed_methods, reason = "a test reads its input")]
fn source(name: &str) -> Option<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources").join(name);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("skipped: {name} is not at hand");
    }
    text
}

#[test]
fn the_works_of_a_real_article_are_found_and_no_others() {
    let Some(text) = source("foot-king-2020.txt") else { return };
    let draft = imported(draft(&text));
    let works: Vec<_> =
        draft.apparatus.works.iter().map(|work| format!("{}: {}", work.key, work.printed)).collect();
    let expected = [
        "allison-2018: Allison 2018",
        "cox-2018: Cox 2018",
        "dod-2018: U.S. Department of Defence (DoD) 2018",
        "economy-2018: Economy 2018",
        "ferchen-2016: Ferchen 2016",
        "foot-2016a: Foot 2016a",
        "foot-king-2019: Foot and King 2019",
        "gady-2019: Gady 2019",
        "heath-2013: Heath 2013",
        "kawashima-2018: Kawashima 2018",
        "lo-2019: Lo 2019",
        "medeiros-2019: Medeiros 2019",
        "mofa-2017: MoFA, China 2017",
        "nss-2017: U.S. NSS 2017",
        "scio-2019: State Council Information Office of the People’s Republic of China (PRC) 2019",
        "wang-2017a: Wang 2017a",
        "wishnick-2018: Wishnick 2018",
        "wu-2018: Wu Xinbo 2018",
        "xi-2014: Xi 2014",
        "xi-2017b: Xi 2017b",
        "xi-2017c: Xi 2017c",
        "xiao-2019: Xiao 2019",
        "xinhua-2019: Xinhua 2019",
        "yang-2018: Yang 2018",
        "yu-2019: Yu 2019",
        "zhou-2016: Zhou 2016",
    ];
    assert_eq!(works, expected);
    let cites = body(&draft).matches('@').count();
    assert_eq!(cites, 32, "each mention is found");
    assert!(draft.doubts.is_empty(), "{:#?}", draft.doubts);
}

#[test]
fn texts_with_notes_cite_nothing() {
    for name in ["kim-2021-digest.txt", "kim-2021-news.txt", "ekman-2019.txt", "odgaard-2023.txt"] {
        let Some(text) = source(name) else { return };
        let draft = imported(draft(&text));
        assert!(draft.apparatus.works.is_empty(), "{name}: {:?}", draft.apparatus.works);
        assert!(draft.doubts.is_empty(), "{name}: {:#?}", draft.doubts);
        let printed = body(&draft);
        let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(printed, lines.join("\n"), "{name}");
    }
}

#[test]
fn works_of_a_bibliography_give_their_keys() {
    let person = |family: &str, given: &str| {
        let person = Person { family: family.to_owned(), given: given.to_owned(), ..Person::default() };
        Name::Person(person)
    };
    let day = |year| Some(Day { year, month: 1, day: 1 });
    let date = |year: i64| Date {
        edtf: year.to_string(),
        earliest: day(year),
        latest: day(year),
        shape: DateShape::Single(DateParts { year, month: None, day: None }, Qualifiers::default()),
    };
    let work = Work {
        key: WorkKey::new("footking"),
        kind: "book".to_owned(),
        fields: [("title".to_owned(), "A title".to_owned())].into(),
        names: [("author".to_owned(), vec![person("Foot", "Rosemary"), person("King", "Amy")])].into(),
        dates: [("issued".to_owned(), WorkDate::Date(date(2019)))].into(),
        origin: WorkOrigin::Bibliography,
        span: Span::new(FileId(0), 0..0),
    };
    let mut draft = draft("So it is (Foot and King, 2019), and Foot and King (2019) say so.");
    recognise(&mut draft, &[work], &|_| Place::Reader);
    assert_eq!(body(&draft), "So it is [@footking], and <@footking> say so.");
    assert!(draft.apparatus.works.is_empty());
}
