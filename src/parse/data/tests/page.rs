//! Pages and the home page.

use super::{check, check_one, page_kind, sound, verbatim};
use crate::model::corpus::Part;
use crate::model::source::SourceKind;

#[test]
fn a_page_has_settings_and_a_text() {
    let text = "+++\ntitle = \"About\"\ndescription = \"What this is\"\norder = 2\nlanguage = \"en-gb\"\ndraft = true\n+++\nHello\n";
    let Part::Page(page) = sound(page_kind(), text) else { panic!() };
    assert_eq!((page.id.as_str(), page.title.as_str()), ("about", "About"));
    assert_eq!(page.description.as_deref(), Some("What this is"));
    assert_eq!((page.order, page.language.as_deref(), page.draft), (Some(2), Some("en-GB"), true));
    assert_eq!(verbatim(&page.text, text), "Hello");
    assert!(page.text.blocks[0].number.is_some());
}

#[test]
fn the_home_page_needs_no_front_matter() {
    let Part::Home(page) = sound(SourceKind::Home, "Welcome\n") else { panic!() };
    assert_eq!((page.id.as_str(), page.title.as_str()), ("index", ""));
    assert_eq!(verbatim(&page.text, "Welcome\n"), "Welcome");
    let Part::Home(page) = sound(SourceKind::Home, "+++\norder = 1\n+++\nWelcome\n") else { panic!() };
    assert_eq!((page.title.as_str(), page.order), ("", Some(1)));
    let Part::Home(page) = sound(SourceKind::Home, "") else { panic!() };
    assert_eq!(page.title, "");
}

#[test]
fn mistakes_of_pages() {
    check_one(
        page_kind(),
        "# About\n",
        "1:1 front-matter-missing <# About> the file has no front matter \
         (begin the file with three lines: `+++`, `title = \"…\"`, `+++`)",
    );
    check_one(
        page_kind(),
        "---\ntitle: About\n---\n",
        "1:1 front-matter-missing <---> the file has no front matter \
         (front matter is TOML between `+++` lines, not YAML between `---` lines)",
    );
    check_one(
        SourceKind::Home,
        "+++\ntitle = \"x\"\n\nWelcome\n",
        "1:1 front-matter-unclosed <+++> the front matter is never closed \
         (add a line `+++` between the front matter and the text)",
    );
    check(
        page_kind(),
        "+++\norder = \"2\"\ndraft = \"yes\"\nlanguage = \"English\"\ncolour = 1\n+++\n",
        &[
            "1:1 key-missing <+++> missing key `title` in the front matter (add `title = \"…\"`)",
            "2:9 value-invalid <\"2\"> expected an integer for `order`, found a string (write a number without quotes)",
            "3:9 value-invalid <\"yes\"> expected `true` or `false` for `draft`, found a string \
             (write `true` or `false` without quotes)",
            "4:12 value-invalid <\"English\"> `English` is not a language tag (did you mean `en`?)",
            "5:1 key-unknown <colour> unknown key `colour` in the front matter \
             (the keys of the front matter are `description`, `draft`, `language`, `order` and `title`)",
        ],
    );
}
