//! Lists of references in the styles that people copy → their entries.

use super::{entry, take};
use crate::import::draft::{Draft, PersonName, Value};
use crate::import::tree::{Block, BlockKind, Inline};

fn check(printed: &str, expected: &str) {
    let entry = entry::read(printed, None);
    let key = entry.key();
    let (kind, fields) = entry.fields();
    let mut lines = vec![format!("{key} {}", kind.unwrap_or("-"))];
    for field in fields {
        let value = match field.value {
            Value::Text(text) => text,
            Value::List(list) => list.join(", "),
            Value::Names(names) => {
                let name = |name: &PersonName| match name {
                    PersonName::Whole(name) => name.clone(),
                    PersonName::Parts { given, family, .. } => format!("{family}|{given}"),
                };
                names.iter().map(name).collect::<Vec<_>>().join("; ")
            }
        };
        lines.push(format!("{}: {value}", field.name));
    }
    assert_eq!(lines.join("\n"), expected, "{printed}");
}

#[test]
fn articles_in_several_styles() {
    let expected = |names: &str| {
        format!(
            "aa-bb-2019 article-journal\nauthor: {names}\nissued: 2019\ntitle: A title of it\n\
             container-title: Some Journal\nvolume: 12\nissue: 3\npage: 39–50"
        )
    };
    check("Aa, R., & Bb, A. (2019). A title of it. Some Journal, 12(3), 39–50.", &expected("Aa|R.; Bb|A."));
    check(
        "Aa, Rosemary, and Amy Bb. 2019. “A title of it.” Some Journal 12 (3): 39–50.",
        &expected("Aa|Rosemary; Bb|Amy"),
    );
    check(
        "Aa, R. and Bb, A., 2019. A title of it. Some Journal, 12(3), pp.39–50.",
        &expected("Aa|R.; Bb|A."),
    );
    check(
        "Aa, R. and Bb, A. (2019) ‘A title of it’, Some Journal, 12(3), pp. 39–50.",
        &expected("Aa|R.; Bb|A."),
    );
    check("Aa R and Bb A (2019) A title of it. Some Journal 12(3): 39–50.", &expected("Aa|R; Bb|A"));
    check(
        "Aa, Rosemary; Bb, Amy (2019): A title of it. Some Journal 12 (3), S. 39–50.",
        &expected("Aa|Rosemary; Bb|Amy"),
    );
    check(
        "Aa, Rosemary, and Amy Bb. “A title of it.” Some Journal, vol. 12, no. 3, 2019, pp. 39–50.",
        &expected("Aa|Rosemary; Bb|Amy"),
    );
}

#[test]
fn years_at_the_end() {
    check(
        "AA, Andrew; BB, J. Keith. Some Processes. London: Pion, 1981.",
        "aa-bb-1981 book\nauthor: AA|Andrew; BB|J. Keith\nissued: 1981\ntitle: Some Processes\n\
         publisher: Pion\npublisher-place: London",
    );
    check(
        "AA, Luisa et al. A title of it. Some Journal, v. 16, n. 7, p. 741–752, 1997.",
        "aa-et-al-1997 article-journal\nauthor: AA|Luisa\nissued: 1997\ntitle: A title of it\n\
         container-title: Some Journal\nvolume: 16\nissue: 7\npage: 741–752",
    );
}

#[test]
fn other_works() {
    check(
        "Aa, Rosemary. 2017b. The Book of It. London: Verso.",
        "aa-2017b book\nauthor: Aa|Rosemary\nissued: 2017\nyear-suffix: b\ntitle: The Book of It\npublisher: Verso\npublisher-place: London",
    );
    check(
        "World Health Organization. (2020). A report. https://example.org/a.pdf",
        "world-health-organization-2020 -\nauthor: World Health Organization|\nissued: 2020\ntitle: A report\nURL: https://example.org/a.pdf",
    );
    check(
        "van der Aa, J. (n.d.). Something. doi:10.1234/abc.5",
        "van-der-aa-nd -\nauthor: van der Aa|J.\nstatus: n.d.\ntitle: Something\nDOI: 10.1234/abc.5",
    );
    check("words without any sense", "anon-nd -");
    check("", "anon-nd -");
}

fn paragraph(text: &str) -> Block {
    Block { kind: BlockKind::Paragraph(vec![Inline::Text(text.to_owned())]), line: 0 }
}

#[test]
fn a_list_is_taken_out_of_the_text() {
    let heading = Block { kind: BlockKind::Heading(2, vec![Inline::Text("References".to_owned())]), line: 0 };
    let mut draft = Draft {
        blocks: vec![
            paragraph("Body."),
            heading,
            paragraph("Aa, R. (2019). A title. Some Journal, 12(3), 39–50."),
            paragraph("———. (2020). Another title. Some Journal, 13(3), 1–5."),
            paragraph("Bb, A. (2018). A title.\nCc, B. (2019). Another."),
            paragraph("Amy Bb is a professor of it."),
        ],
        ..Draft::default()
    };
    take(&mut draft);
    let keys: Vec<_> = draft.references.iter().map(|reference| reference.key.as_str()).collect();
    assert_eq!(keys, ["aa-2019", "aa-2020", "bb-2018", "cc-2019"]);
    assert_eq!(draft.blocks.len(), 2, "the body and the biography stay");
}

#[test]
fn a_numbered_list_stays_for_its_markers() {
    let heading = Block { kind: BlockKind::Heading(2, vec![Inline::Text("References".to_owned())]), line: 0 };
    let mut draft = Draft {
        blocks: vec![
            heading,
            paragraph("[1] Aa, R. (2019). A title. Some Journal, 12(3), 39–50."),
            paragraph("[2] Bb, A. (2018). A title. Some Journal, 13(3), 1–5."),
        ],
        ..Draft::default()
    };
    take(&mut draft);
    assert!(draft.references.is_empty());
}

#[test]
fn a_list_of_notes_stays() {
    let heading = Block { kind: BlockKind::Heading(2, vec![Inline::Text("References".to_owned())]), line: 0 };
    let mut draft = Draft {
        blocks: vec![heading, paragraph("See the talk of the minister in 2018."), paragraph("Ibid., p. 4.")],
        ..Draft::default()
    };
    let before = draft.blocks.clone();
    take(&mut draft);
    assert_eq!(draft.blocks, before);
    assert!(draft.references.is_empty());
}
