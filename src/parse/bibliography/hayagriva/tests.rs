//! Entries of Hayagriva's YAML and the works they become.

use super::super::tests::show;
use crate::model::source::BibliographyFormat;

fn check(source: &str, expected: &str) {
    assert_eq!(show(source, BibliographyFormat::Hayagriva), expected, "{source}");
}

#[test]
fn entries() {
    check(
        "harry:\n    type: Book\n    title: Harry Potter\n    author: Rowling, J. K.\n    volume: 5\n    page-total: 768\n    \
         date: 2003-06-21\n    publisher: { name: Bloomsbury, location: London }\n    url: { value: \"https://x.org\", date: \
         2020-11-30 }\n",
        "harry (book) author=[J. K.|||Rowling|] accessed=2020-11-30 issued=2003-06-21 URL=\"https://x.org\" \
         number-of-pages=\"768\" publisher=\"Bloomsbury\" publisher-place=\"London\" title=\"Harry Potter\" volume=\"5\"\n",
    );
    check(
        "kinetics:\n    type: Article\n    title: \"{Kinetics} and more\"\n    author: [\"Doan, T. D.\", \"von der Leyen, U.\", \
         UNICEF]\n    serial-number:\n        doi: \"10.1103/X\"\n        arxiv: \"1906.1\"\n    page-range: 1-9\n    date: 2020\n    \
         parent:\n        type: Periodical\n        title: Physical Review B\n        volume: 102\n        issue: 16\n        \
         parent:\n            title: The Series\n",
        "kinetics (article-journal) author=[T. D.|||Doan|; U.||von der|Leyen|; “UNICEF”] issued=2020 DOI=\"10.1103/X\" \
         URL=\"https://arxiv.org/abs/1906.1\" collection-title=\"The Series\" container-title=\"Physical Review B\" \
         issue=\"16\" page=\"1–9\" title=\"<span class=\\\"nocase\\\">Kinetics</span> and more\" volume=\"102\"\n",
    );
    check(
        "a:\n  type: article\n  parent:\n    - type: Conference\n      title: C\n      location: Paris\n    - type: original\n      \
         title: O\n      date: 1900\n  affiliated:\n    - role: Translator\n      names: [\"B, A\"]\n",
        "a (paper-conference) translator=[A|||B|] original-date=1900 event-place=\"Paris\" event-title=\"C\" \
         original-title=\"O\"\n",
    );
    check("x: &base\n  title: T\n  type: book\ny:\n  <<: *base\n", "x (book) title=\"T\"\ny (document)\n");
}

#[test]
fn a_broken_entry_costs_itself_alone() {
    check(
        "a:\n  title: \"never closed\nb:\n  title: B: C: D\nc:\n  title: fine\nd: 3\n",
        "c (document) title=\"fine\"\n! bibliography-syntax broken YAML: found unexpected end of stream `` (the entry `a` is \
         left out; texts with `:` or quotation marks go in quotation marks)\n! bibliography-syntax broken YAML: mapping values \
         are not allowed in this context `` (the entry `b` is left out; texts with `:` or quotation marks go in quotation \
         marks)\n! bibliography-syntax the entry `d` has no fields `d` (indent the fields below the key: `  title: …`)\n",
    );
    check(
        "- a\n- b\n",
        "! bibliography-syntax this is no list of entries `- a` (each entry is a key at the head of a line, with its fields \
         indented below it)\n",
    );
}

#[test]
fn slips_are_diagnosed() {
    let source = "a:\n  type: bok\n  auhtor: X\n  date: 2020-13\n  url: javascript:x\n";
    let shown = show(source, BibliographyFormat::Hayagriva);
    for line in [
        "a (document) issued=“2020-13”",
        "! bibliography-field `auhtor` is no field that is known, and is left out `X` (did you mean `author`?)",
        "! bibliography-field `bok` is no entry type, and is taken for `misc` `bok` (did you mean `book`?)",
        "! link-unsafe `javascript:x` is not an address to link to `javascript:x` (an address begins with `https://`)",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{shown}");
    }
    assert!(shown.contains("! date-invalid") && shown.contains("`2020-13` ("), "{shown}");
}

#[test]
fn brackets_without_end_take_no_time() {
    let begun = std::time::Instant::now();
    let shown = show(
        &format!("a:\n  title: {}\nb:\n  type: book\n", "[".repeat(50_000)),
        BibliographyFormat::Hayagriva,
    );
    assert!(shown.contains("b (book)") && shown.contains("open more than 1000 deep"), "{shown}");
    assert!(begun.elapsed().as_secs() < 5);
}
