//! `COinS`: a work as the `title` of an empty `span.Z3988`, in `OpenURL`'s key/encoded-value form (Z39.88-2004).
//!
//! The text is percent-encoded for `OpenURL`; escaping it for HTML is the template's.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::fields::{doi, family, inverted, is_listed, joined, numbers, pages, text, web_url};
use crate::model::work::{Name, Work};

const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The title of the work's span; `None` for an unidentified work.
pub(crate) fn title(work: &Work) -> Option<String> {
    is_listed(work).then(|| {
        let pairs = pairs(work);
        let pairs = pairs.iter().map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, VALUE)));
        pairs.collect::<Vec<_>>().join("&")
    })
}

/// How a CSL type is written: the metadata format, its genre, and the keys of the title and of what contains the work.
struct Kind {
    format: &'static str,
    genre: Option<&'static str>,
    title: &'static str,
    container: Option<&'static str>,
}

fn kind(csl: &str) -> Kind {
    let of = |format, genre, title, container| Kind { format, genre: Some(genre), title, container };
    match csl {
        "article-journal" | "article-magazine" | "article-newspaper" | "review" | "review-book" => {
            of("journal", "article", "rft.atitle", Some("rft.jtitle"))
        }
        "article" => of("journal", "preprint", "rft.atitle", Some("rft.jtitle")),
        "paper-conference" => of("book", "proceeding", "rft.atitle", Some("rft.btitle")),
        "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" => {
            of("book", "bookitem", "rft.atitle", Some("rft.btitle"))
        }
        "book" | "classic" | "collection" | "pamphlet" => of("book", "book", "rft.btitle", None),
        "report" => of("book", "report", "rft.btitle", None),
        "thesis" => Kind { format: "dissertation", genre: None, title: "rft.title", container: None },
        _ => Kind { format: "dc", genre: None, title: "rft.title", container: Some("rft.source") },
    }
}

fn pairs(work: &Work) -> Vec<(&'static str, String)> {
    let kind = kind(&work.kind);
    let dublin_core = kind.format == "dc";
    let mut pairs = vec![
        ("ctx_ver", "Z39.88-2004".to_owned()),
        ("rft_val_fmt", format!("info:ofi/fmt:kev:mtx:{}", kind.format)),
    ];
    let mut add = |key: &'static str, value: Option<String>| pairs.extend(value.map(|value| (key, value)));
    add("rft.genre", kind.genre.map(str::to_owned));
    if dublin_core {
        add("rft.type", Some(work.kind_or_document().to_owned()));
    }
    add(kind.title, text(work, "title"));
    if let Some(key) = kind.container {
        add(key, text(work, "container-title"));
    }
    if dublin_core {
        for author in work.names("author") {
            add("rft.creator", Some(inverted(author)));
        }
    } else {
        add_authors(work, &mut add);
    }
    add("rft.date", numbers(work, "issued").and_then(|date| joined(date.first, '-')));
    if dublin_core {
        add("rft.publisher", text(work, "publisher"));
        add("rft.language", text(work, "language"));
    } else if kind.format == "dissertation" {
        add("rft.inst", text(work, "publisher"));
        add("rft.degree", text(work, "genre"));
    } else {
        add_printed(work, kind.format, &mut add);
    }
    add("rft_id", doi(work).map(|doi| format!("info:doi/{doi}")));
    add("rft_id", web_url(work));
    pairs
}

/// What only works in print have; journals and books differ in it.
fn add_printed(work: &Work, format: &str, add: &mut impl FnMut(&'static str, Option<String>)) {
    if format == "journal" {
        add("rft.stitle", text(work, "container-title-short"));
        add("rft.volume", text(work, "volume"));
        add("rft.issue", text(work, "issue"));
    } else {
        add("rft.place", text(work, "publisher-place"));
        add("rft.pub", text(work, "publisher"));
        add("rft.edition", text(work, "edition"));
        add("rft.series", text(work, "collection-title"));
        add("rft.isbn", text(work, "ISBN"));
    }
    if let Some((first, last)) = pages(work) {
        add("rft.spage", Some(first));
        add("rft.epage", last);
    }
    add("rft.issn", text(work, "ISSN"));
}

fn add_authors(work: &Work, add: &mut impl FnMut(&'static str, Option<String>)) {
    let authors = work.names("author");
    match authors.first() {
        Some(Name::Person(person)) => {
            add("rft.aulast", Some(family(person)).filter(|family| !family.is_empty()));
            add("rft.aufirst", Some(person.given.clone()).filter(|given| !given.is_empty()));
        }
        Some(Name::Literal(body)) => add("rft.aucorp", Some(body.clone())),
        None => {}
    }
    for author in authors {
        add("rft.au", Some(author.full()));
    }
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::render::exports::samples::{article, by, chapter, unidentified, work};

    fn check(work: &crate::model::work::Work, expected: &[&str]) {
        assert_eq!(title(work), Some(expected.join("&")));
    }

    #[test]
    fn an_article() {
        check(
            &article(),
            &[
                "ctx_ver=Z39.88-2004",
                "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal",
                "rft.genre=article",
                "rft.atitle=China%E2%80%99s%20World%20View%3A%20Where%20Do%20Japan%20%26%20Russia%20Fit%3F",
                "rft.jtitle=The%20British%20Journal%20of%20Politics%20%26%20International%20Relations",
                "rft.aulast=Foot",
                "rft.aufirst=Rosemary",
                "rft.au=Rosemary%20Foot",
                "rft.au=Amy%20King",
                "rft.date=2021-05-12",
                "rft.stitle=Br.%20J.%20Polit.%20Int.%20Relat.",
                "rft.volume=23",
                "rft.issue=2",
                "rft.spage=210",
                "rft.epage=227",
                "rft.issn=1369-1481",
                "rft_id=info%3Adoi%2F10.1177%2F1369148120914467",
                "rft_id=https%3A%2F%2Fexample.org%2Fa_b%3Fc%3D1%26d%3D2",
            ],
        );
    }

    #[test]
    fn a_chapter() {
        check(
            &chapter(),
            &[
                "ctx_ver=Z39.88-2004",
                "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook",
                "rft.genre=bookitem",
                "rft.atitle=A%20chapter",
                "rft.btitle=A%20book",
                "rft.aulast=van%20Gogh",
                "rft.aufirst=Vincent",
                "rft.au=Vincent%20van%20Gogh",
                "rft.au=Research%20and%20Unit",
                "rft.date=1954",
                "rft.place=Oxford",
                "rft.pub=Press",
                "rft.edition=2",
                "rft.series=Series",
                "rft.isbn=978-0-00-000000-0",
                "rft.spage=1",
                "rft.epage=9",
            ],
        );
    }

    #[test]
    fn what_openurl_has_no_format_for_is_dublin_core() {
        let speech = by(
            work("k", "speech", "2019-02-16", &[("title", "\"><script>&"), ("URL", "javascript:x")]),
            "author",
            "Jiechi",
            "Yang",
        );
        check(
            &speech,
            &[
                "ctx_ver=Z39.88-2004",
                "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc",
                "rft.type=speech",
                "rft.title=%22%3E%3Cscript%3E%26",
                "rft.creator=Yang%2C%20Jiechi",
                "rft.date=2019-02-16",
            ],
        );
    }

    #[test]
    fn unidentified_works_have_none() {
        assert_eq!(title(&unidentified("x", "X", "a")), None);
    }
}
