//! Articles: the work, the edition, the settings.

use std::sync::Arc;

use super::{article_kind, check, check_one, sound, verbatim};
use crate::model::article::{Article, EditionKind, Numbering};
use crate::model::corpus::Part;
use crate::model::work::{Name, WorkDate, WorkOrigin};

fn article(text: &str) -> Arc<Article> {
    match sound(article_kind(), text) {
        Part::Article(article) => article,
        part => panic!("{part:?}"),
    }
}

#[test]
fn a_title_is_enough() {
    let text = "+++\ntitle = \"T\"\n+++\nHello\n";
    let article = article(text);
    assert_eq!(
        (article.title(), article.id.as_str(), article.work.key.as_str()),
        ("T", "foot-2020", "foot-2020")
    );
    assert_eq!(
        (article.work.kind.as_str(), article.edition.kind, article.draft),
        ("article", EditionKind::Full, false)
    );
    assert_eq!(article.work.origin, WorkOrigin::Article(article.id.clone()));
    assert_eq!(&text[article.title_span.range()], "\"T\"");
    assert_eq!(verbatim(&article.text, text), "Hello");
    assert!(article.text.blocks[0].number.is_some());
}

const WHOLE: &str = r#"+++
# A comment
title = "China’s World View"
author = ["Rosemary Foot", { given = "Amy", family = "King", ORCID = "https://orcid.org/0000-0002-1825-0097" }, "外交部"]
editor = "Yang, Jiechi"
reviewed-author = [{ literal = "Ministry of Trade and Industry" }]
issued = 2021-05-12
accessed = "2021-11~"
original-date = 1957
type = "article-journal"
container-title = "BJPIR"
volume = 23
issue = "2"
page = "210–227"
edition = 2
DOI = "https://doi.org/10.1177/1369148120914467"
URL = "https://example.org/a"
abstract = """
One.

Two."""
keyword = ["alliances", "Japan", "alliances"]
language = "EN-gb"
draft = true
aliases = ["foot-king", "old"]
[apparatus]
numbering = "order"
+++
Hello
"#;

#[test]
fn a_work_is_described_in_csl() {
    let article = article(WHOLE);
    let work = &article.work;
    let fields: Vec<_> = work.fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let expected = [
        ("DOI", "10.1177/1369148120914467"),
        ("URL", "https://example.org/a"),
        ("abstract", "One.\n\nTwo."),
        ("container-title", "BJPIR"),
        ("edition", "2"),
        ("issue", "2"),
        ("keyword", "alliances, Japan"),
        ("language", "en-GB"),
        ("page", "210–227"),
        ("title", "China’s World View"),
        ("volume", "23"),
    ];
    assert_eq!(fields, expected);
    assert_eq!(work.kind, "article-journal");
    let names = |role: &str| work.names(role).iter().map(Name::full).collect::<Vec<_>>();
    assert_eq!(names("author"), ["Rosemary Foot", "Amy King", "外交部"]);
    let Name::Person(king) = &work.names("author")[1] else { panic!() };
    assert_eq!(king.orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(names("editor"), ["Jiechi Yang"]);
    assert_eq!(names("reviewed-author"), ["Ministry of Trade and Industry"]);
    let date = |key: &str| match work.dates.get(key) {
        Some(WorkDate::Date(date)) => date.edtf.as_str(),
        other => panic!("{key}: {other:?}"),
    };
    assert_eq!((date("issued"), date("accessed"), date("original-date")), ("2021-05-12", "2021-11~", "1957"));
    assert_eq!(work.names.len() + work.dates.len(), 6);
}

#[test]
fn an_article_has_settings() {
    let article = article(WHOLE);
    assert_eq!((article.language.as_deref(), article.draft), (Some("en-GB"), true));
    assert_eq!(article.keywords, ["alliances", "Japan"]);
    let aliases: Vec<_> =
        article.aliases.iter().map(|a| (a.value.as_str(), &WHOLE[a.span.range()])).collect();
    assert_eq!(aliases, [("foot-king", "\"foot-king\""), ("old", "\"old\"")]);
    assert_eq!(article.apparatus.numbering, Some(Numbering::Order));
}

#[test]
fn an_edition_describes_the_text() {
    let article = article(
        "+++\ntitle = \"T\"\nkeyword = \"a; b, c\"\n[edition]\nkind = \"link-only\"\nby = \"Us\"\nissued = \"2026\"\nlicense = \"CC BY 4.0\"\n+++\n",
    );
    let edition = &article.edition;
    assert_eq!((edition.kind, edition.by.as_deref()), (EditionKind::LinkOnly, Some("Us")));
    assert_eq!(edition.issued.as_ref().unwrap().edtf, "2026");
    assert_eq!(edition.license.as_deref(), Some("CC BY 4.0"));
    assert_eq!(article.keywords, ["a", "b", "c"]);
    assert!(!article.work.fields.contains_key("edition"));
}

#[test]
fn unknown_keys_of_works() {
    check(
        article_kind(),
        "+++\ntitle = \"T\"\ncontainer_title = \"J\"\ndoi = \"10.1/x\"\njournal = \"J\"\nlocator = \"3\"\nflavour = 1\n\
         [edition]\nkind = \"abridged\"\nabstract = \"A\"\nlicence = \"x\"\n+++\n",
        &[
            "3:1 key-unknown <container_title> unknown key `container_title` in the front matter \
             (did you mean `container-title`?)",
            "4:1 key-unknown <doi> unknown key `doi` in the front matter (did you mean `DOI`?)",
            "5:1 key-unknown <journal> unknown key `journal` in the front matter (did you mean `container-title`?)",
            "6:1 key-unknown <locator> unknown key `locator` in the front matter \
             (the citation style sets it; leave it out)",
            "7:1 key-unknown <flavour> unknown key `flavour` in the front matter",
            "10:1 key-unknown <abstract> unknown key `abstract` in `[edition]` \
             (`abstract` belongs above the first `[…]` line: keys after it are part of its table)",
            "11:1 key-unknown <licence> unknown key `licence` in `[edition]` (did you mean `license`?)",
        ],
    );
}

#[test]
fn wrong_values_of_works() {
    check(
        article_kind(),
        "+++\ntitle = [\"T\"]\ntype = \"journal-article\"\nvolume = 1.5\nDOI = \"1177/x\"\nURL = \"www.example.org\"\n\
         keyword = 3\nedition = true\n+++\n",
        &[
            "2:9 value-invalid <[\"T\"]> expected a string for `title`, found a list",
            "3:8 value-invalid <\"journal-article\"> unknown type `journal-article` (a type is a word of CSL, such as \
             `article-journal`, `book`, `chapter`, `report`, `speech` or `webpage`)",
            "4:10 value-invalid <1.5> expected a string for `volume`, found a number with a fraction \
             (put it in quotes: `\"1.5\"`)",
            "5:7 value-invalid <\"1177/x\"> `1177/x` is not a DOI \
             (a DOI starts with `10.` and holds a slash: `10.1177/1369148120914467`)",
            "6:7 link-unsafe <\"www.example.org\"> `www.example.org` is not a web address \
             (did you mean `https://www.example.org`?)",
            "7:11 value-invalid <3> expected a list for `keyword`, found an integer \
             (write `keyword = [\"…\", \"…\"]`)",
            "8:11 value-invalid <true> expected a string for `edition`, found `true` or `false` \
             (put it in quotes: `\"true\"`)",
        ],
    );
    check_one(
        article_kind(),
        "+++\ntitle = \"T\"\ntype = \"artcle-journal\"\n+++\n",
        "3:8 value-invalid <\"artcle-journal\"> unknown type `artcle-journal` (did you mean `article-journal`?)",
    );
    check_one(
        article_kind(),
        "+++\ntitle = \"T\"\n[edition]\nkind = \"abriged\"\n+++\n",
        "4:8 value-invalid <\"abriged\"> unknown kind `abriged` (did you mean `abridged`? \
         `kind` is one of `full`, `abridged`, `excerpt` and `link-only`)",
    );
}

#[test]
fn wrong_dates_are_placed_inside_their_strings() {
    let forms = "dates are written in EDTF: `1955`, `1955-04`, `1955-04-18`, `1955~` (about), `1955?` (perhaps), \
                 `1954/1957` (from, to), `1954/..` (from then on)";
    check(
        article_kind(),
        "+++\ntitle = \"T\"\nissued = \"2019-02-30\"\naccessed = \"195u\"\nsubmitted = \"1957/1954\"\n\
         event-date = \"soon\"\noriginal-date = \"\\u0031955 BC!\"\n[edition]\nissued = 850\n+++\n",
        &[
            "3:19 date-invalid <30> `2019-02` has no day 30 (its last day is `2019-02-28`)",
            "4:16 date-invalid <u> `195u` is not a date: year must have exactly four digits (or X) \
             (EDTF writes it `195X`)",
            "5:19 date-invalid <1954> the interval ends before it begins (EDTF writes it `1954/1957`)",
            &format!(
                "6:15 date-invalid <soon> `soon` is not a date: year must have exactly four digits (or X) ({forms})"
            ),
            &format!(
                "7:17 date-invalid <\"\\u0031955 BC!\"> `1955 BC!` is not a date: whitespace is not allowed ({forms})"
            ),
            "9:12 date-invalid <0> `850` is not a date: year must have exactly four digits (or X) \
             (EDTF writes it `0850`)",
        ],
    );
}

#[test]
fn wrong_names() {
    check(
        article_kind(),
        "+++\ntitle = \"T\"\nauthor = [\"Rosemary Foot and Amy King\", \"\", 3, { given = \"A\", famly = \"B\" }]\n\
         editor = { literal = \"X\", family = \"Y\" }\ntranslator = { given-name = \"A\" }\n\
         host = [{ family = \"A\", ORCID = \"0000-0002-1825-0098\" }, { family = \"B\", ORCID = \"12\" }]\n+++\n",
        &[
            "3:11 value-invalid <\"Rosemary Foot and Amy King\"> `Rosemary Foot and Amy King` may be several names or \
             the name of a body (put each person in a string of their own, `author = [\"…\", \"…\"]`, and a body in a \
             table, `{ literal = \"…\" }`)",
            "3:41 value-invalid <\"\"> an item of `author` is empty (leave it out)",
            "3:45 value-invalid <3> expected a name for `author`, found an integer \
             (write `\"Rosemary Foot\"` or `{ given = \"Rosemary\", family = \"Foot\" }`)",
            "3:63 key-unknown <famly> unknown key `famly` in `author` (did you mean `family`?)",
            "4:10 value-invalid <{ literal = \"X\", family = \"Y\" }> a name with both `literal` and other parts \
             (`literal` is a whole name that is not to be taken apart; leave out one or the other)",
            "5:14 key-missing <{ given-name = \"A\" }> a name without `family` \
             (write `family = \"…\"`, or `literal = \"…\"` for a body)",
            "5:16 key-unknown <given-name> unknown key `given-name` in `translator` (the keys of `translator` are \
             `ORCID`, `dropping-particle`, `family`, `given`, `literal`, `non-dropping-particle` and `suffix`)",
            "6:33 value-invalid <\"0000-0002-1825-0098\"> the check digit of the ORCID iD `0000-0002-1825-0098` is \
             wrong (one of its digits is mistyped)",
            "6:82 value-invalid <\"12\"> `12` is not an ORCID iD \
             (an ORCID iD has four groups of four: `0000-0002-1825-0097`)",
        ],
    );
}

#[test]
fn wrong_aliases() {
    check(
        article_kind(),
        "+++\ntitle = \"T\"\naliases = [\"../../x\", \"old\", \"old\", \"foot-2020\"]\n+++\n",
        &[
            "3:12 id-invalid <\"../../x\"> `../../x` cannot be an id (an id holds letters, digits, `-` and `_`: `x`)",
            "3:30 id-duplicate <\"old\"> the alias `old` is defined twice [first defined here: \"old\"] \
             (give one of them another name)",
            "3:37 value-invalid <\"foot-2020\"> `foot-2020` is the article's own slug (leave it out)",
        ],
    );
    check_one(
        article_kind(),
        "+++\ntitle = \"T\"\naliases = \"old\"\n+++\n",
        "3:11 value-invalid <\"old\"> expected a list for `aliases`, found a string (write `aliases = [\"old\"]`)",
    );
}

#[test]
fn front_matter_that_is_not_there() {
    check_one(
        article_kind(),
        "",
        "1:1 front-matter-missing <> the file has no front matter \
         (begin the file with three lines: `+++`, `title = \"…\"`, `+++`)",
    );
    check_one(
        article_kind(),
        "+++\n+++\n",
        "1:1 key-missing <+++> missing key `title` in the front matter (add `title = \"…\"`)",
    );
}
