//! Timeline, glossary and annotations.

use super::{annotations_kind, check, check_one, file, parse, slice, sound, verbatim};
use crate::model::annotation::AnnotationKind;
use crate::model::corpus::Part;
use crate::model::source::SourceKind;
use crate::model::term::TermKind;

#[test]
fn events_are_read() {
    let text = r#"
[[event]]
id = "bandung-1955"
date = "1955-04-18/1955-04-24"
title = "Bandung Conference"
text = "Twenty-nine states meet."
kind = "conference"
tags = ["non-alignment", "Asia"]
place = "bandung"
people = ["zhou-enlai"]
sources = ["@kim-2021, p. 3", '[see @a; @b]', "@esc\u0061ped"]
[[event]]
id = "later"
date = 1960
title = "Later"
"#;
    let Part::Timeline(events) = sound(SourceKind::Timeline, text) else { panic!() };
    let [bandung, later] = &events[..] else { panic!("{events:?}") };
    assert_eq!((bandung.id.as_str(), bandung.title.as_str()), ("bandung-1955", "Bandung Conference"));
    assert_eq!(bandung.date.value.edtf, "1955-04-18/1955-04-24");
    assert_eq!(slice(bandung.date.span, text), "\"1955-04-18/1955-04-24\"");
    assert_eq!(slice(bandung.span, text), "\"bandung-1955\"");
    assert_eq!((bandung.kind.as_deref(), bandung.tags.len()), (Some("conference"), 2));
    assert_eq!(bandung.place.as_ref().unwrap().value, "bandung");
    assert_eq!(
        (bandung.people[0].value.as_str(), slice(bandung.people[0].span, text)),
        ("zhou-enlai", "\"zhou-enlai\"")
    );
    assert_eq!(verbatim(&bandung.text, text), "Twenty-nine states meet.");
    assert!(bandung.text.blocks[0].number.is_none());
    let places: Vec<_> = bandung.sources.iter().map(|source| slice(source.blocks[0].span, text)).collect();
    // The added brackets stand on the quotes; of the last, which has an escape, only the whole value is known.
    assert_eq!(places, ["\"@kim-2021, p. 3\"", "[see @a; @b]", "\"@esc\\u0061ped\""]);
    assert_eq!((later.date.value.edtf.as_str(), later.text.blocks.len()), ("1960", 0));
}

#[test]
fn empty_files_have_no_entries() {
    let Part::Timeline(events) = sound(SourceKind::Timeline, "") else { panic!() };
    let Part::Glossary(terms) = sound(SourceKind::Glossary, "\n# none yet\n") else { panic!() };
    let Part::Annotations(set) = sound(annotations_kind(), "by = \"Us\"\n") else { panic!() };
    assert_eq!((events.len(), terms.len(), set.annotations.len()), (0, 0, 0));
    assert_eq!(set.article.as_str(), "foot-2020");
}

#[test]
fn mistakes_of_events() {
    let text = "[[event]]\nid = \"a b\"\ndate = \"195u\"\ntitle = \"A\"\n[[event]]\ntitel = \"B\"\nsources = [\"p. 3\", 3]\n\
                [[event]]\nid = \"c\"\ndate = \"1955\"\ntitle = \"C\"\n[[event]]\nid = \"c\"\ndate = 1955-13\ntitle = \"C\"\n";
    // The last date is not TOML; with it the file is broken, and only that is told.
    check_one(
        SourceKind::Timeline,
        text,
        "14:8 toml-syntax <1955-13> invalid date, expected `-` (MM-DD) \
         (put it in quotes: `\"1955-13\"`)",
    );
    check(
        SourceKind::Timeline,
        &text.replace("1955-13", "1955-04-18"),
        &[
            "2:6 id-invalid <\"a b\"> `a b` cannot be an id (an id holds letters, digits, `-` and `_`: `a-b`)",
            "3:12 date-invalid <u> `195u` is not a date: year must have exactly four digits (or X) (EDTF writes it `195X`)",
            "5:1 key-missing <[[event]]> missing key `id` in `[[event]]` (add `id = \"…\"`)",
            "5:1 key-missing <[[event]]> missing key `title` in `[[event]]` (add `title = \"…\"`)",
            "5:1 key-missing <[[event]]> missing key `date` in `[[event]]` (add `date = \"1955-04-18\"`)",
            "6:1 key-unknown <titel> unknown key `titel` in `[[event]]` (did you mean `title`?)",
            "7:12 value-invalid <\"p. 3\"> `p. 3` cites nothing \
             (a source is a citation of a work in the bibliography: `\"@key, p. 3\"`)",
            "7:20 value-invalid <3> expected a string for `sources`, found an integer (put it in quotes: `\"3\"`)",
            "13:6 id-duplicate <\"c\"> the event `c` is defined twice [first defined here: \"c\"] \
             (give one of them another name)",
        ],
    );
    check_one(
        SourceKind::Timeline,
        "[[events]]\nid = \"a\"\n",
        "1:3 key-unknown <events> unknown key `events` in `timeline.toml` (did you mean `event`?)",
    );
}

#[test]
fn an_event_with_a_wrong_date_stays_known() {
    let (part, diagnostics) =
        parse(&file(SourceKind::Timeline, "[[event]]\nid = \"a\"\ntitle = \"A\"\ndate = \"x\"\n"));
    let Some(Part::Timeline(events)) = part else { panic!() };
    assert_eq!((events.len(), diagnostics.len()), (1, 1));
}

#[test]
fn terms_are_read() {
    let text = r#"
[[term]]
id = "new-type-ir"
kind = "concept"
name = "new type of international relations"
aliases = ["new-type relations"]
forms = { zh-hans = "新型国际关系", ja = "新型国際関係" }
romanisation = "xinxing guoji guanxi"
text = '''
A phrase.
'''
see = ["community-of-shared-future"]
links = ["https://example.org/x"]
[[term]]
id = "万隆"
kind = "place"
name = "Bandung"
"#;
    let Part::Glossary(terms) = sound(SourceKind::Glossary, text) else { panic!() };
    let [term, place] = &terms[..] else { panic!("{terms:?}") };
    assert_eq!((term.id.as_str(), term.kind, term.aliases.len()), ("new-type-ir", TermKind::Concept, 1));
    let forms: Vec<_> = term.forms.iter().map(|(tag, form)| (tag.as_str(), form.as_str())).collect();
    assert_eq!(forms, [("ja", "新型国際関係"), ("zh-Hans", "新型国际关系")]);
    assert_eq!(term.romanisation.as_deref(), Some("xinxing guoji guanxi"));
    assert_eq!(slice(term.see[0].span, text), "\"community-of-shared-future\"");
    assert_eq!(term.links[0].value, "https://example.org/x");
    assert_eq!(verbatim(&term.text, text), "A phrase.");
    assert_eq!((place.id.as_str(), place.kind), ("万隆", TermKind::Place));
}

#[test]
fn ids_are_compared_in_one_normal_form() {
    let text = "[[term]]\nid = \"e\u{301}tat\"\nkind = \"concept\"\nname = \"x\"\nsee = [\"e\u{301}tat\"]\n";
    let Part::Glossary(terms) = sound(SourceKind::Glossary, text) else { panic!() };
    assert_eq!((terms[0].id.as_str(), terms[0].see[0].value.as_str()), ("état", "état"));
}

#[test]
fn mistakes_of_terms() {
    check(
        SourceKind::Glossary,
        "[[term]]\nid = \"a\"\nkind = \"organization\"\nforms = { chinese = \"x\", zh = 3, ja-jp = \"\" }\n\
         links = [\"ftp://example.org\"]\nsee = \"b\"\ncolour = 1\n[[term]]\nid = \"b\"\nname = \"B\"\n",
        &[
            "1:1 key-missing <[[term]]> missing key `name` in `[[term]]` (add `name = \"…\"`)",
            "3:8 value-invalid <\"organization\"> unknown kind `organization` (did you mean `organisation`? `kind` is one \
             of `concept`, `person`, `place`, `organisation` and `document`)",
            "4:11 value-invalid <chinese> `chinese` is not a language tag (did you mean `zh`?)",
            "4:31 value-invalid <3> expected a string for `zh`, found an integer (put it in quotes: `\"3\"`)",
            "4:42 value-invalid <\"\"> an item of `ja-jp` is empty (leave it out)",
            "5:10 link-unsafe <\"ftp://example.org\"> `ftp://example.org` is not a web address \
             (an address starts with `https://` or `http://` and holds no spaces)",
            "6:7 value-invalid <\"b\"> expected a list for `see`, found a string (write `see = [\"b\"]`)",
            "7:1 key-unknown <colour> unknown key `colour` in `[[term]]` (the keys of `[[term]]` are `aliases`, `forms`, \
             `id`, `kind`, `links`, `name`, `romanisation`, `see` and `text`)",
            "8:1 key-missing <[[term]]> missing key `kind` in `[[term]]` \
             (add `kind = \"concept|person|place|organisation|document\"`)",
        ],
    );
}

#[test]
fn annotations_are_read() {
    let text = r#"
by = "The editors"
layer = "class"
[[annotation]]
quote = "a world beyond ‘alliances’ and blocs, for ever"
kind = "context"
text = "See this."
[[annotation]]
id = "treaty"
by = "A guest"
layer = "guests"
quote = "the 1961 treaty"
prefix = "North Korea, "
suffix = " is"
kind = "question"
text = "Why?"
see = ["bandung-1955"]
[[annotation]]
quote = "A world beyond “alliances” and blocs for"
kind = "gloss"
text = "Again."
[[annotation]]
quote = "…"
kind = "critique"
text = "Hm."
[[annotation]]
quote = "Treaty"
kind = "comparison"
text = "Its id is taken."
"#;
    let Part::Annotations(set) = sound(annotations_kind(), text) else { panic!() };
    let ids: Vec<_> = set.annotations.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(
        ids,
        ["a-world-beyond-alliances-and", "treaty", "a-world-beyond-alliances-and-2", "n", "treaty-2"]
    );
    let [first, second, ..] = &set.annotations[..] else { panic!() };
    assert_eq!((first.by.as_deref(), first.layer.as_deref()), (Some("The editors"), Some("class")));
    assert_eq!((second.by.as_deref(), second.layer.as_deref()), (Some("A guest"), Some("guests")));
    assert_eq!(
        (second.kind, second.prefix.as_deref(), second.suffix.as_deref()),
        (AnnotationKind::Question, Some("North Korea, "), Some(" is"))
    );
    assert_eq!(
        (second.quote.value.as_str(), slice(second.quote.span, text)),
        ("the 1961 treaty", "\"the 1961 treaty\"")
    );
    assert_eq!(second.see[0].value, "bandung-1955");
    assert_eq!(slice(second.span, text), "[[annotation]]");
    assert_eq!(verbatim(&first.text, text), "See this.");
}

#[test]
fn mistakes_of_annotations() {
    check(
        annotations_kind(),
        "author = \"Us\"\n[[annotation]]\nkind = \"note\"\ntext = \"x\"\n[[annotation]]\nid = \"a\"\nquote = \" \"\nkind = \"gloss\"\n\
         [[annotation]]\nid = \"a\"\nquote = \"x\"\nkind = \"contxt\"\ntext = \"x\"\nsufix = \"y\"\n",
        &[
            "1:1 key-unknown <author> unknown key `author` in `foot-2020.toml` \
             (the keys of `foot-2020.toml` are `annotation`, `by` and `layer`)",
            "2:1 key-missing <[[annotation]]> missing key `quote` in `[[annotation]]` \
             (add `quote = \"words of the article\"`)",
            "3:8 value-invalid <\"note\"> unknown kind `note` \
             (`kind` is one of `context`, `gloss`, `question`, `critique` and `comparison`)",
            "5:1 key-missing <[[annotation]]> missing key `text` in `[[annotation]]` (add `text = \"…\"`)",
            "7:9 value-invalid <\" \"> `quote` is empty",
            "10:6 id-duplicate <\"a\"> the annotation `a` is defined twice [first defined here: \"a\"] \
             (give one of them another name)",
            "12:8 value-invalid <\"contxt\"> unknown kind `contxt` (did you mean `context`? \
             `kind` is one of `context`, `gloss`, `question`, `critique` and `comparison`)",
            "14:1 key-unknown <sufix> unknown key `sufix` in `[[annotation]]` (did you mean `suffix`?)",
        ],
    );
}

#[test]
fn many_entries_take_linear_time() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for n in 0..20_000 {
        writeln!(text, "[[annotation]]\nquote = \"the same words\"\nkind = \"gloss\"\ntext = \"{n}\"")
            .unwrap();
    }
    let started = std::time::Instant::now();
    let Part::Annotations(set) = sound(annotations_kind(), &text) else { panic!() };
    assert_eq!(set.annotations[19_999].id.as_str(), "the-same-words-20000");
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
