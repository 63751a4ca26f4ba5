//! CSL-JSON items and the works they become.

use super::super::tests::show;
use crate::model::source::BibliographyFormat;

fn check(source: &str, expected: &str) {
    assert_eq!(show(source, BibliographyFormat::CslJson), expected, "{source}");
}

#[test]
fn items() {
    check(
        r#"[{"id": "a", "type": "article-journal", "title": "A <i>b</i>", "volume": 3, "DOI": "https://doi.org/10.1/x",
            "author": [{"family": "van Dam", "given": "J."}, {"literal": "WHO"}],
            "issued": {"date-parts": [[2020, 3], ["2021", "4", 5]]}, "custom": {"x": 1}, "shortTitle": "A"}, {"id": 5}]"#,
        "a (article-journal) author=[J.||van|Dam|; “WHO”] issued=2020-03/2021-04-05 DOI=\"10.1/x\" title=\"A <i>b</i>\" \
         title-short=\"A\" volume=\"3\"\n5 (document)\n",
    );
    check(r#"{"items": [{"id": "a"}]}"#, "a (document)\n");
    check(r#"{"id": "a", "type": "book"}"#, "a (book)\n");
    check("[]", "");
}

#[test]
fn dates() {
    let date =
        |date: &str| show(&format!(r#"[{{"id": "a", "issued": {date}}}]"#), BibliographyFormat::CslJson);
    assert_eq!(date(r#"{"date-parts": [[2020]], "circa": true}"#), "a (document) issued=2020~\n");
    assert_eq!(date(r#"{"date-parts": [[2020]], "season": 2}"#), "a (document) issued=2020-22\n");
    assert_eq!(date(r#"{"date-parts": [[-44, 3, 15]]}"#), "a (document) issued=-0043-03-15\n");
    assert_eq!(date(r#"{"raw": "2019-05"}"#), "a (document) issued=2019-05\n");
    assert_eq!(date(r#"{"literal": "forthcoming"}"#), "a (document) issued=“forthcoming”\n");
    assert_eq!(date(r#""2019""#), "a (document) issued=2019\n");
    assert_eq!(date("{}"), "a (document)\n");
    assert!(date(r#"{"date-parts": [[2020, 13, 40]]}"#).contains("! date-invalid"));
}

#[test]
fn a_broken_item_costs_itself_alone() {
    check(
        "[{\"id\": \"a\", \"title\": }, {\"id\": \"b\"}, {\"title\": \"x\"}]",
        "b (document)\n! bibliography-syntax broken JSON: expected value `` (the item is left out; look for a missing comma, \
         quotation mark or brace)\n! bibliography-syntax an item without an `id` cannot be cited `{` (give it one: `\"id\": \
         \"key\"`)\n",
    );
    check(
        "hello",
        "! bibliography-syntax this is no list of CSL items `hello` (a file of CSL-JSON is an array of objects: `[ { \"id\": \
         \"key\", … }, … ]`)\n",
    );
}

#[test]
fn slips_are_diagnosed() {
    check(
        r#"[{"id": "a", "type": "artcle", "auhtor": [], "URL": "data:text/html,x"}]"#,
        "a (document)\n! bibliography-field `artcle` is no type of CSL, and is taken for `document` `artcle` (did you mean \
         `article`?)\n! bibliography-field `auhtor` is no variable of CSL, and is left out `auhtor` (did you mean \
         `author`?)\n! link-unsafe `data:text/html,x` is not an address to link to `data:text/html,x` (an address begins with \
         `https://`)\n",
    );
}
