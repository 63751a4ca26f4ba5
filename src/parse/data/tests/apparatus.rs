//! `[apparatus]`.

use super::{article_kind, check, sound};
use crate::model::article::{Apparatus, Numbering};
use crate::model::corpus::Part;
use crate::model::work::WorkOrigin;

fn apparatus(table: &str) -> Apparatus {
    match sound(article_kind(), &format!("+++\ntitle = \"T\"\n{table}\n+++\n")) {
        Part::Article(article) => article.apparatus.clone(),
        part => panic!("{part:?}"),
    }
}

#[test]
fn notes_and_works_are_declared() {
    let apparatus = apparatus(
        "[apparatus]\nnumbering = \"source\"\nnotes = { state = \"absent\", count = 53 }\nmissing = [8, \"9a\"]\nunmarked = [1]\n\
         [[apparatus.work]]\nkey = \"xi-2017b\"\nprinted = \"Xi 2017b\"\n[[apparatus.work]]\nkey = \"习:2017\"\nprinted = \"习\"",
    );
    assert_eq!(apparatus.numbering, Some(Numbering::Source));
    assert_eq!(apparatus.absent.unwrap().value, 53);
    let labels = |labels: &[crate::model::span::Spanned<_>]| {
        labels.iter().map(|l| format!("{}", l.value)).collect::<Vec<_>>()
    };
    assert_eq!(
        (labels(&apparatus.missing), labels(&apparatus.unmarked)),
        (vec!["8".into(), "9a".into()], vec!["1".into()])
    );
    let [xi, other] = &apparatus.works[..] else { panic!("{:?}", apparatus.works) };
    assert_eq!((xi.key.as_str(), xi.kind.as_str(), xi.title()), ("xi-2017b", "document", "Xi 2017b"));
    assert!(
        matches!(&xi.origin, WorkOrigin::Unidentified { article, .. } if article.as_str() == "foot-2020")
    );
    assert!(xi.fields.is_empty() && xi.names.is_empty() && xi.dates.is_empty());
    assert_eq!(other.key.as_str(), "习:2017");
}

#[test]
fn nothing_need_be_declared() {
    assert_eq!(apparatus(""), Apparatus::default());
    assert_eq!(apparatus("[apparatus]"), Apparatus::default());
}

#[test]
fn mistakes_of_the_apparatus() {
    check(
        article_kind(),
        "+++\ntitle = \"T\"\n[apparatus]\nnumbering = \"printed\"\nnotes = { state = \"lost\", count = -1, kind = 1 }\n\
         missing = [8, 1.5, \"a b\"]\nunmarked = [8]\nkeyword = [\"a\"]\n\
         [[apparatus.work]]\nkey = \"xi 2017\"\nprinted = \"Xi\"\n[[apparatus.work]]\nkey = \"xi\"\n\
         [[apparatus.work]]\nkey = \"xi\"\nprinted = \"Xi\"\nyear = 2017\n+++\n",
        &[
            "4:13 value-invalid <\"printed\"> unknown numbering `printed` (`numbering` is one of `source` and `order`)",
            "5:19 value-invalid <\"lost\"> unknown state `lost` (`state` is one of `absent`)",
            "5:35 value-invalid <-1> `count` is the number of notes that the source has, not `-1`",
            "5:39 key-unknown <kind> unknown key `kind` in `notes` (the keys of `notes` are `count` and `state`)",
            "6:15 value-invalid <1.5> expected a string for `missing`, found a number with a fraction \
             (put it in quotes: `\"1.5\"`)",
            "6:20 value-invalid <\"a b\"> `a b` cannot be the label of a note \
             (write it as in `[^8]`, without the brackets: `8` or `\"8a\"`)",
            "7:13 id-duplicate <8> note `8` is declared twice [first declared here: 8] \
             (a note is missing or unmarked, not both, and is declared once)",
            "8:1 key-unknown <keyword> unknown key `keyword` in `[apparatus]` \
             (`keyword` belongs above the first `[…]` line: keys after it are part of its table)",
            "10:7 id-invalid <\"xi 2017\"> `xi 2017` cannot be a citation key \
             (a key holds letters, digits and `_`, and between them single marks such as `-` and `:`)",
            "12:1 key-missing <[[apparatus.work]]> missing key `printed` in `[[apparatus.work]]` \
             (add `printed = \"Xi 2017b\"`)",
            "15:7 id-duplicate <\"xi\"> the work `xi` is defined twice [first defined here: \"xi\"] \
             (give one of them another name)",
            "17:1 key-unknown <year> unknown key `year` in `[[apparatus.work]]` \
             (the keys of `[[apparatus.work]]` are `key` and `printed`)",
        ],
    );
    check(
        article_kind(),
        "+++\ntitle = \"T\"\n[apparatus]\nnotes = { state = \"absent\" }\nmissing = 8\n+++\n",
        &[
            "4:9 key-missing <{ state = \"absent\" }> missing key `count` in `notes` (add `count = 53`)",
            "5:11 value-invalid <8> expected a list for `missing`, found an integer (write `missing = [8]`)",
        ],
    );
}
