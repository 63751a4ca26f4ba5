//! Tests of the files of an article.

use super::*;
use crate::import::draft::{Reference, Unlisted};

fn field(name: &'static str, value: Value, certainty: Certainty) -> Field {
    Field { name, value, certainty }
}

#[test]
fn front_matter_says_what_was_guessed() {
    let draft = Draft {
        fields: vec![
            field("title", Value::Text("A “B” \"C\"".to_owned()), Certainty::Stated),
            field("author", Value::Names(vec![PersonName::Whole("A. B.".to_owned())]), Certainty::Guessed),
            field("keyword", Value::List(vec!["x".to_owned(), "y".to_owned()]), Certainty::Stated),
        ],
        edition: vec![field("kind", Value::Text("abridged".to_owned()), Certainty::Guessed)],
        apparatus: Apparatus {
            absent: None,
            missing: vec!["8".to_owned(), "9a".to_owned()],
            unmarked: vec!["1".to_owned()],
            works: vec![Unlisted { key: "xi-2017b".to_owned(), printed: "Xi 2017b".to_owned() }],
        },
        ..Draft::default()
    };
    let expected = "+++\ntitle = \"A “B” \\\"C\\\"\"\nauthor = [\"A. B.\"] # guessed\nkeyword = [\"x\", \"y\"]\n\n[edition]\n\
        kind = \"abridged\" # guessed\n\n[apparatus]\nmissing = [8, \"9a\"]\nunmarked = [1]\n\n[[apparatus.work]]\n\
        key = \"xi-2017b\"\nprinted = \"Xi 2017b\"\n+++\n\n";
    assert_eq!(article(&draft).text, expected);
}

#[test]
fn references_keep_their_words() {
    let reference = Reference {
        key: "foot-2019".to_owned(),
        printed: "Foot, R. (2019) A Title.".to_owned(),
        kind: Some("book"),
        fields: vec![
            field("issued", Value::Text("2019-03".to_owned()), Certainty::Stated),
            field(
                "author",
                Value::Names(vec![PersonName::Parts {
                    given: "R.".to_owned(),
                    family: "Foot".to_owned(),
                    orcid: None,
                }]),
                Certainty::Stated,
            ),
        ],
        line: 1,
    };
    let draft = Draft { references: vec![reference], ..Draft::default() };
    let json = article(&draft).references.unwrap_or_default();
    for part in [
        "\"id\": \"foot-2019\"",
        "\"family\": \"Foot\"",
        "\"note\": \"Foot, R. (2019) A Title.\"",
        "\"type\": \"book\"",
    ] {
        assert!(json.contains(part), "{json}");
    }
    assert_eq!(article(&Draft::default()).references, None);
}
