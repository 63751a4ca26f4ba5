//! TOML's own mistakes, and places in strings.

use std::ops::Range;

use super::{article_kind, check, check_one, file, run, sound};
use crate::model::corpus::Part;
use crate::model::source::SourceKind;

#[test]
fn syntax_errors_are_placed_in_the_file() {
    check_one(
        article_kind(),
        "+++\ntitle = “Sound”\n+++\n",
        "2:9 toml-syntax <“Sound”> a string without quotes \
         (a string stands between straight quotes: `\"…\"`)",
    );
    check_one(
        article_kind(),
        "\n\n+++\ntitle = \"x\"\nissued = 2019-03\n+++\n",
        "5:10 toml-syntax <2019-03> invalid date, expected `-` (MM-DD) \
         (put it in quotes: `\"2019-03\"`)",
    );
    check_one(
        SourceKind::Site,
        "title = \"x\"\ntitle = \"y\"\n",
        "2:1 toml-syntax <title> duplicate key `title`",
    );
    check_one(
        SourceKind::Site,
        "title = \"C:\\qed\"\n",
        "1:13 toml-syntax <> missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U` \
         (write `\\\\` for a backslash, or put the string between single quotes: `'…'`)",
    );
}

#[test]
fn every_broken_line_is_told_once() {
    check(
        SourceKind::Site,
        "title = \"x\nlanguage = en\nsearch = [1, 2\ndescription = \"d\"\n",
        &[
            "1:11 toml-syntax <> a string without its closing quotes",
            "2:12 toml-syntax <en> a string without quotes (put it in quotes: `\"en\"`)",
            "4:1 toml-syntax <> missing comma between array elements, expected `,`",
        ],
    );
}

#[test]
fn what_follows_from_a_broken_line_is_not_told() {
    // `title` is lost with its line; that it is missing would be no news, nor that `titel` is unknown.
    check_one(
        article_kind(),
        "+++\ntitle : \"x\"\n+++\ntext\n",
        "2:7 toml-syntax <> key with no value, expected `=`",
    );
    let (part, _) = super::parse(&file(article_kind(), "+++\ntitle : \"x\"\n+++\ntext\n"));
    let Some(Part::Article(article)) = part else { panic!("{part:?}") };
    assert_eq!(run(&article.text).0, "text");
}

#[test]
fn deep_nesting_and_many_errors_end() {
    let deep = format!("x = {}", "[".repeat(100_000));
    let (part, diagnostics) = super::parse(&file(SourceKind::Site, &deep));
    assert!(part.is_some() && !diagnostics.is_empty());
    let many = "= 1\n".repeat(5_000);
    let (_, diagnostics) = super::parse(&file(SourceKind::Site, &many));
    assert_eq!(diagnostics.len(), 20);
}

/// The first line of the text of an event with this TOML string, and the range of its place in the string.
fn text_of(toml: &str) -> (String, Range<usize>) {
    let before = "[[event]]\nid = \"a\"\ntitle = \"A\"\ndate = 1955\ntext = ";
    let text = format!("{before}{toml}\n");
    let Part::Timeline(events) = sound(SourceKind::Timeline, &text) else { panic!() };
    let (run, span) = run(&events[0].text);
    let range = span.range();
    (run, range.start - before.len()..range.end - before.len())
}

#[test]
fn strings_that_stand_as_they_are_keep_exact_places() {
    let check = |toml: &str, line: &str| {
        let (run, range) = text_of(toml);
        assert_eq!((run.as_str(), range.start), (line, toml.find(line).unwrap()), "{toml}");
        assert!(toml[range].starts_with(line), "{toml}");
    };
    check("\"one two\"", "one two");
    check("'one “two”'", "one “two”");
    check("'''\none\ntwo'''", "one");
    check("'''one\ntwo'''", "one");
    check("\"\"\"one\n\ntwo\"\"\"", "one");
    check("\"\"\"\n万隆 “x”\n\"\"\"", "万隆 “x”");
    check("'''it''s'''", "it''s");
}

#[test]
fn strings_with_escapes_have_the_place_of_the_whole_value() {
    let check = |toml: &str, line: &str| {
        assert_eq!(text_of(toml), (line.to_owned(), 0..toml.len()), "{toml}");
    };
    check("\"a \\\"b\\\"\"", "a \"b\"");
    check("\"\"\"\na \\\n   b\"\"\"", "a b");
    check("\"\\u4E07\"", "万");
}

proptest::proptest! {
    #[test]
    fn no_file_is_too_strange(text in "([\\[\\]{}=.,\"'+#ab1\n\\\\-]|title|id|event|annotation|apparatus|é|万|\t| ){0,60}") {
        for kind in [SourceKind::Site, SourceKind::Timeline, SourceKind::Glossary, super::annotations_kind()] {
            let (_, diagnostics) = super::parse(&file(kind, &text));
            for diagnostic in &diagnostics {
                super::shown(diagnostic, &text);
            }
        }
        let article = format!("+++\n{text}\n+++\n{text}");
        for kind in [SourceKind::Home, super::page_kind(), article_kind()] {
            let (_, diagnostics) = super::parse(&file(kind, &article));
            for diagnostic in &diagnostics {
                super::shown(diagnostic, &article);
            }
        }
    }
}
