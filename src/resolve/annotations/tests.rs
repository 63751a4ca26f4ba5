//! Tests of quotes and marks: places, marked characters and diagnostics as printed.
#![allow(clippy::unwrap_used, reason = "a test that is written wrongly should fail")]

use super::{Placement, homeless, place};
use crate::model::ids::RunId;
use crate::model::text::{Block, BlockKind, Inline, InlineKind, Text, Within};
use crate::resolve::fixture::Fixture;
use crate::resolve::index::Index;
use crate::resolve::notes;

/// Places as `id block ¶`, marks as `id:characters` with `*` at each first one, and the diagnostics.
fn run(article: &str, quotes: &[&str]) -> (String, String, String) {
    let mut fixture = Fixture::new();
    fixture.article("a", article);
    fixture.annotations("a", quotes);
    let (article, set) = (&fixture.corpus.articles["a"], &fixture.corpus.annotations["a"]);
    let (notes, _) = notes::resolve(&article.text, None, notes::Cites::InText);
    let (placement, diagnostics) = place(set, article, &notes);
    let places = placement.placed.iter().map(|placed| {
        assert_eq!(set.annotations[placed.index].id, placed.annotation);
        let at = match placed.at {
            Within::Body(block) => format!("block {block}"),
            Within::Note(note) => format!("note {note}"),
        };
        let paragraph = placed.paragraph.map_or(String::new(), |p| format!(" ¶{p}"));
        format!("{} {at}{paragraph}", placed.annotation)
    });
    let places = places.collect::<Vec<_>>().join(", ");
    (places, marks(&article.text, &placement), fixture.print(&diagnostics))
}

fn check(article: &str, quotes: &[&str], places: &str, marks: &str, diagnostics: &str) {
    let found = run(article, quotes);
    let expected = (places.to_owned(), marks.to_owned(), diagnostics.to_owned());
    assert_eq!(found, expected, "{article} {quotes:?}");
}

fn marks(text: &Text, placement: &Placement) -> String {
    let mut runs = Vec::new();
    text.blocks.iter().for_each(|block| of_block(block, &mut runs));
    text.notes.iter().flat_map(|note| &note.blocks).for_each(|block| of_block(block, &mut runs));
    let mut out = Vec::new();
    for (run, marks) in &placement.marks {
        let (_, characters) = runs.iter().find(|(id, _)| id == run).unwrap();
        let mut end = 0;
        for mark in marks {
            assert!(
                mark.range.start >= end && !mark.range.is_empty(),
                "marks are disjoint, in order, and not empty"
            );
            end = mark.range.end;
            let first = if mark.first { "*" } else { "" };
            out.push(format!("{first}{}:{}", mark.annotation, &characters[mark.range.clone()]));
        }
    }
    out.join(", ")
}

fn of_block(block: &Block, runs: &mut Vec<(RunId, String)>) {
    match &block.kind {
        BlockKind::Paragraph(content) => of_inlines(content, runs),
        BlockKind::Heading(heading) => of_inlines(&heading.content, runs),
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| of_block(block, runs)),
        _ => {}
    }
}

fn of_inlines(content: &[Inline], runs: &mut Vec<(RunId, String)>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Run(id, text) => runs.push((*id, text.to_string())),
            InlineKind::Emphasis(content) | InlineKind::Link(_, content) => of_inlines(content, runs),
            _ => {}
        }
    }
}

#[test]
fn a_quote_is_found_in_what_the_reader_sees() {
    check("China rose.\nIt *rose* fast.", &["rose fast"], "n1 block 1 ¶2", "*n1:rose, n1: fast", "");
    check(
        "It  rose.[^1] Then [@lo] it `fell`.\n[^1]: x",
        &["rose. Then it fell"],
        "n1 block 0 ¶1",
        "*n1:rose., n1: Then , n1:it ",
        "",
    );
    check("a [link](x.md) b", &["a link b"], "n1 block 0 ¶1", "*n1:a , n1:link, n1: b", "");
    check("# Head\n> One.\nTwo.", &["Head One. Two."], "n1 block 0", "*n1:Head, n1:One., n1:Two.", "");
    check("One.[^1]\n[^1]: In a note.", &["a note"], "n1 note 0 ¶1", "*n1:a note", "");
}

#[test]
fn quotation_marks_dashes_and_space_are_compared_by_kind() {
    check(
        "the ‘new\u{a0}type’ – of\\ “IR”…",
        &["'new type' - of \"IR\"..."],
        "n1 block 0 ¶1",
        "*n1:‘new\u{a0}type’ – of, n1: “IR”…",
        "",
    );
    check("die »Ein\u{ad}kreisung«", &["“Einkreisung”"], "n1 block 0 ¶1", "*n1:»Ein\u{ad}kreisung«", "");
    check("a cafe\u{301} there", &["café there"], "n1 block 0 ¶1", "*n1:cafe\u{301} there", "");
    check("新型国际关系是目标。", &["国际关系"], "n1 block 0 ¶1", "*n1:国际关系", "");
}

#[test]
fn case_counts_and_letters_are_whole() {
    check(
        "It fell.",
        &["it fell"],
        "",
        "",
        "annotation-lost [0:it fell] the article does not have the quoted words | help: the closest words in ¶ 1 are `It fell`",
    );
    check(
        "a café there",
        &["cafe"],
        "",
        "",
        "annotation-lost [0:cafe] the article does not have the quoted words | help: the closest words in ¶ 1 are `café`",
    );
}

#[test]
fn prefix_and_suffix_tell_places_apart() {
    let article = "The fear of war.\nThe fear of peace and the fear of war.";
    check(article, &["|fear of|peace"], "n1 block 1 ¶2", "*n1:fear of", "");
    check(article, &["and the|fear of|"], "n1 block 1 ¶2", "*n1:fear of", "");
    check(article, &["peace and the |fear of war|."], "n1 block 1 ¶2", "*n1:fear of war", "");
    check(
        article,
        &["fear of"],
        "",
        "",
        "annotation-ambiguous [0:fear of] the article has the quoted words 3 times | help: add the words before them as `prefix`, or those after them as `suffix`: they stand in ¶ 1 after `The`; in ¶ 2 after `The`; in ¶ 2 after `The fear of peace and the`",
    );
    check(
        article,
        &["the|fear of|peace"],
        "",
        "",
        "annotation-lost [0:the|fear of|peace] the article has the quoted words, but not between this `prefix` and `suffix` | help: they stand in ¶ 1 after `The`; in ¶ 2 after `The`; in ¶ 2 after `The fear of peace and the`",
    );
    check(
        "war war war war war war",
        &["|war|w"],
        "",
        "",
        "annotation-ambiguous [0:|war|w] the article has the quoted words 5 times | help: add the words before them as `prefix`, or those after them as `suffix`: they stand in ¶ 1 before `war war war war war`; in ¶ 1 after `war`; in ¶ 1 after `war war`; in ¶ 1 after `war war war`; …",
    );
}

#[test]
fn a_lost_quote_is_an_error_with_the_closest_words() {
    let article = "# The Korean War\nNothing.\nEntrapment is a fear that began with the Korean War.\nOne.[^1]\n[^1]: Abandonment is the other fear of allies.";
    check(
        article,
        &[
            "Entrapment is the fear that began with that war",
            "the other fears of allies",
            "korean wars",
            "Bandung",
            "  ",
        ],
        "",
        "",
        "annotation-lost [0:Entrapment is the fear that began with that war] the article does not have the quoted words | help: the closest words in ¶ 2 are `Entrapment is a fear that began with the Korean`\n\
         annotation-lost [48:the other fears of allies] the article does not have the quoted words | help: the closest words in note 1 are `the other fear of allies`\n\
         annotation-lost [74:korean wars] the article does not have the quoted words | help: the closest words in a heading are `Korean War`\n\
         annotation-lost [86:Bandung] the article does not have the quoted words | help: nothing in the article is close to it; quote the words as the page shows them, without note markers and citations\n\
         annotation-lost [94:  ] the quote is empty | help: quote the words of the article that the annotation speaks of",
    );
    check(
        "",
        &["x"],
        "",
        "",
        "annotation-lost [0:x] the article does not have the quoted words | help: nothing in the article is close to it; quote the words as the page shows them, without note markers and citations",
    );
}

#[test]
fn nothing_is_found_across_notes() {
    let (places, _, _) = run("One.[^1]\n[^1]: Two.", &["One. Two.", "One.\u{1f}Two."]);
    assert_eq!(places, "");
}

#[test]
fn places_come_in_the_order_of_the_text() {
    check(
        "One two.\nThree.",
        &["Three", "two", "One"],
        "n3 block 0 ¶1, n2 block 0 ¶1, n1 block 1 ¶2",
        "*n3:One, *n2:two, *n1:Three",
        "",
    );
}

#[test]
fn marks_do_not_overlap() {
    check(
        "One two three four.",
        &["One two three", "three four"],
        "n1 block 0 ¶1, n2 block 0 ¶1",
        "*n1:One two three, *n2:four",
        "",
    );
    check(
        "One two three four.",
        &["One two three", "One"],
        "n2 block 0 ¶1, n1 block 0 ¶1",
        "*n2:One, *n1:two three",
        "",
    );
    check(
        "One two three four.",
        &["One two three", "two"],
        "n1 block 0 ¶1, n2 block 0 ¶1",
        "*n1:One two three",
        "annotation-overlap [14:two] the words of the annotation `n2` are all part of those of `n1`, so that they cannot be marked | the longer quote [0:One two three] | help: shorten the longer quote, or join the two annotations",
    );
    check("`code` here", &["code"], "n1 block 0 ¶1", "", "");
}

#[test]
fn annotations_need_an_article() {
    let mut fixture = Fixture::new();
    let article = fixture.article("ekman-2019", "One.");
    let span = crate::model::span::Span::new(article.file, 0..0);
    article.aliases.push(crate::model::span::Spanned::new("old-name".to_owned(), span));
    for (slug, expected) in [
        (
            "ekmann-2019",
            "there is no article `ekmann-2019` to annotate | help: did you mean `ekman-2019.toml`?",
        ),
        (
            "old-name",
            "there is no article `old-name` to annotate | help: `old-name` is now `ekman-2019`: rename the file to `ekman-2019.toml`",
        ),
        ("x", "there is no article `x` to annotate"),
    ] {
        fixture.annotations(slug, &["One."]);
        let index = Index::of(&fixture.corpus);
        let diagnostic = homeless(&fixture.corpus.annotations[slug], &index);
        let expected = format!("annotation-article [content/annotations/{slug}.toml] {expected}");
        assert_eq!(fixture.print(&[diagnostic]), expected);
    }
}

#[test]
fn many_lost_quotes_in_a_long_article_take_no_long_time() {
    let article = "the fear of entrapment began with the war and the peace ".repeat(20_000);
    let quotes = ["the fear of abandonment ended with a treaty"; 50];
    let start = std::time::Instant::now();
    let (_, _, diagnostics) = run(&article, &quotes);
    assert_eq!(diagnostics.lines().count(), 50);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
