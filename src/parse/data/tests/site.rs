//! `site.toml`.

use super::{check, check_one, sound, verbatim};
use crate::model::config::Site;
use crate::model::corpus::Part;
use crate::model::source::SourceKind;

fn site(text: &str) -> Site {
    match sound(SourceKind::Site, text) {
        Part::Site(site) => *site,
        part => panic!("{part:?}"),
    }
}

#[test]
fn a_title_is_enough() {
    let site = site("title = \"A reader\"\n");
    assert_eq!((site.title.as_str(), site.language.as_str(), site.search), ("A reader", "en", true));
    assert_eq!(site.citations.style.value, "chicago-author-date");
    assert!(site.base_url.is_none() && site.editor.is_none() && site.sessions.is_empty());
}

#[test]
fn everything_can_be_said() {
    let text = r#"
title = """A reader
of allies"""
subtitle = "Essays"
description = ""
language = "zh-hans"
base_url = "https://example.org/deep"
[editor]
name = "The editor"
url = "https://example.org/me"
[citations]
style = "apa"
locale = "en-gb"
bibliography = ["references.bib"]
[search]
enabled = false
[[session]]
id = "week-1"
title = "Week one"
date = 2026-11-02
articles = ["foot-2020", "kim-2021"]
text = '''
Read this.
'''
[[session]]
id = "万隆"
title = "Last week"
date = "some Monday"
"#;
    let site = site(text);
    assert_eq!((site.title.as_str(), site.subtitle.as_deref()), ("A reader of allies", Some("Essays")));
    assert_eq!((site.description, site.language.as_str(), site.search), (None, "zh-Hans", false));
    assert_eq!(site.base_url.unwrap().as_str(), "https://example.org/deep/");
    let editor = site.editor.unwrap();
    assert_eq!((editor.name.as_str(), editor.url.as_deref()), ("The editor", Some("https://example.org/me")));
    assert_eq!(site.citations.style.value, "apa");
    assert_eq!(&text[site.citations.style.span.range()], "\"apa\"");
    assert_eq!(site.citations.locale.unwrap().value, "en-GB");
    let [first, second] = &site.sessions[..] else { panic!("{:?}", site.sessions) };
    assert_eq!((first.id.as_str(), first.title.as_str()), ("week-1", "Week one"));
    assert_eq!((first.date.as_deref(), second.date.as_deref()), (Some("2026-11-02"), Some("some Monday")));
    let articles: Vec<_> = first.articles.iter().map(|a| (a.value.as_str(), &text[a.span.range()])).collect();
    assert_eq!(articles, [("foot-2020", "\"foot-2020\""), ("kim-2021", "\"kim-2021\"")]);
    assert_eq!(verbatim(&first.text, text), "Read this.");
    assert!(first.text.blocks[0].number.is_some());
    assert_eq!((second.id.as_str(), second.text.blocks.len()), ("万隆", 0));
}

#[test]
fn unknown_and_missing_keys() {
    check(
        SourceKind::Site,
        "titel = \"x\"\n[serach]\nenabled = true\n[editor]\nurl = \"https://example.org\"\n[citations]\nstile = \"apa\"\n",
        &[
            "1:1 key-missing <> missing key `title` in `site.toml` (add `title = \"…\"`)",
            "1:1 key-unknown <titel> unknown key `titel` in `site.toml` (did you mean `title`?)",
            "2:2 key-unknown <serach> unknown key `serach` in `site.toml` (did you mean `search`?)",
            "4:1 key-missing <[editor]> missing key `name` in `[editor]` (add `name = \"…\"`)",
            "7:1 key-unknown <stile> unknown key `stile` in `[citations]` (did you mean `style`?)",
        ],
    );
    check_one(
        SourceKind::Site,
        "",
        "1:1 key-missing <> missing key `title` in `site.toml` (add `title = \"…\"`)",
    );
    check_one(SourceKind::Site, "title = \" \"", "1:9 value-invalid <\" \"> `title` is empty");
}

#[test]
fn wrong_values() {
    check(
        SourceKind::Site,
        "title = 3\nlanguage = \"en_GB\"\nbase_url = \"example.org\"\nsubtitle = [\"a\"]\neditor = \"Me\"\nsearch = true\n\
         [citations]\nbibliography = \"references.bib\"\nlocale = \"??\"\n",
        &[
            "1:9 value-invalid <3> expected a string for `title`, found an integer (put it in quotes: `\"3\"`)",
            "2:12 value-invalid <\"en_GB\"> `en_GB` is not a language tag (did you mean `en-GB`?)",
            "3:12 value-invalid <\"example.org\"> `example.org` is not the address of a website \
             (write it in full and without `?` and `#`: `https://example.org/reader/`)",
            "4:12 value-invalid <[\"a\"]> expected a string for `subtitle`, found a list",
            "5:10 value-invalid <\"Me\"> expected a table for `editor`, found a string (write `[editor]` above its keys)",
            "6:10 value-invalid <true> expected a table for `search`, found `true` or `false` \
             (write `[search]` above its keys)",
            "8:16 value-invalid <\"references.bib\"> expected a list for `bibliography`, found a string \
             (write `bibliography = [\"references.bib\"]`)",
            "9:10 value-invalid <\"??\"> `??` is not a language tag (write a tag such as `en`, `en-GB` or `zh-Hans`)",
        ],
    );
    check(
        SourceKind::Site,
        "title = \"a\\u0000b\"\n[editor]\nname = \"Me\"\nurl = \"javascript:x\"\n[citations]\nbibliography = [\"a.doc\", 1]\n",
        &[
            "1:9 value-invalid <\"a\\u0000b\"> `title` holds the control character U+0000 (leave it out)",
            "4:7 link-unsafe <\"javascript:x\"> `javascript:x` is not a web address \
             (an address starts with `https://` or `http://` and holds no spaces)",
            "6:17 value-invalid <\"a.doc\"> `a.doc` is not the name of a bibliography file \
             (such a name ends in one of `.bib`, `.yaml`, `.yml` and `.json`)",
            "6:26 value-invalid <1> expected a string for `bibliography`, found an integer (put it in quotes: `\"1\"`)",
        ],
    );
}

#[test]
fn wrong_sessions() {
    check(
        SourceKind::Site,
        "title = \"x\"\n[[session]]\nid = \"a\"\ntitle = \"A\"\n[[session]]\nid = \"a\"\n[[session]]\nid = \"week one\"\ntitle = \"B\"\nwhen = 1\n",
        &[
            "5:1 key-missing <[[session]]> missing key `title` in `[[session]]` (add `title = \"…\"`)",
            "6:6 id-duplicate <\"a\"> the session `a` is defined twice [first defined here: \"a\"] \
             (give one of them another name)",
            "8:6 id-invalid <\"week one\"> `week one` cannot be an id \
             (an id holds letters, digits, `-` and `_`: `week-one`)",
            "10:1 key-unknown <when> unknown key `when` in `[[session]]` \
             (the keys of `[[session]]` are `articles`, `date`, `id`, `text` and `title`)",
        ],
    );
    check_one(
        SourceKind::Site,
        "title = \"x\"\n[session]\nid = \"a\"\n",
        "2:1 value-invalid <[session]> expected an array of tables for `session`, found a table \
         (write `[[session]]` above each entry)",
    );
    check_one(
        SourceKind::Site,
        "title = \"x\"\nsession = [\"a\"]\n",
        "2:12 value-invalid <\"a\"> expected a table for `session`, found a string \
         (write `[[session]]` above each entry)",
    );
}
