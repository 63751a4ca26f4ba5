//! Works that the tests of the formats share.

use std::collections::BTreeMap;

use crate::model::article::{Apparatus, Article, Edition, EditionKind};
use crate::model::date::{Date, Day, Qualifiers, Shape};
use crate::model::ids::{ArticleId, FileId, WorkKey};
use crate::model::span::Span;
use crate::model::text::Text;
use crate::model::work::{Name, Person, Work, WorkDate, WorkOrigin};

/// A place that no test looks at.
pub(crate) fn span() -> Span {
    Span::new(FileId(0), 0..0)
}

/// A work of which only the key is known.
pub(crate) fn bare(key: &str) -> Work {
    Work {
        key: WorkKey::new(key),
        kind: "document".to_owned(),
        fields: BTreeMap::new(),
        names: BTreeMap::new(),
        dates: BTreeMap::new(),
        origin: WorkOrigin::Bibliography,
        span: span(),
    }
}

/// A work with fields and an `issued` date.
pub(crate) fn work(key: &str, kind: &str, issued: &str, fields: &[(&str, &str)]) -> Work {
    let mut work = bare(key);
    work.kind = kind.to_owned();
    work.fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    if !issued.is_empty() {
        work.dates.insert("issued".to_owned(), WorkDate::Date(date(issued)));
    }
    work
}

/// Adds a person in a role.
pub(crate) fn by(mut work: Work, role: &str, given: &str, family: &str) -> Work {
    let name =
        Name::Person(Person { family: family.to_owned(), given: given.to_owned(), ..Person::default() });
    work.names.entry(role.to_owned()).or_default().push(name);
    work
}

/// An article in a journal, with everything an article can have.
pub(crate) fn article() -> Work {
    let fields = [
        ("title", "China’s World View: <i>Where</i> Do Japan & Russia Fit?"),
        ("container-title", "The British Journal of Politics & International Relations"),
        ("container-title-short", "Br. J. Polit. Int. Relat."),
        ("volume", "23"),
        ("issue", "2"),
        ("page", "210–27"),
        ("DOI", "10.1177/1369148120914467"),
        ("URL", "https://example.org/a_b?c=1&d=2"),
        ("ISSN", "1369-1481"),
        ("abstract", "Two lines\nof 100 %."),
        ("keyword", "alliances, Japan"),
        ("language", "en"),
        ("publisher", "SAGE"),
    ];
    let work = work("foot-king-2020", "article-journal", "2021-05-12", &fields);
    by(by(work, "author", "Rosemary", "Foot"), "author", "Amy", "King")
}

/// A chapter of an edited book.
pub(crate) fn chapter() -> Work {
    let fields = [
        ("title", "A chapter"),
        ("container-title", "A book"),
        ("publisher", "Press"),
        ("publisher-place", "Oxford"),
        ("page", "1–9"),
        ("ISBN", "978-0-00-000000-0"),
        ("edition", "2"),
        ("collection-title", "Series"),
        ("collection-number", "7"),
    ];
    let work = work("gogh-1954", "chapter", "1954/1957", &fields);
    let mut work = by(work, "editor", "Jean", "Dupont");
    let author = Person {
        family: "Gogh".to_owned(),
        given: "Vincent".to_owned(),
        non_dropping_particle: "van".to_owned(),
        ..Person::default()
    };
    work.names.insert(
        "author".to_owned(),
        vec![Name::Person(author), Name::Literal("Research and Unit".to_owned())],
    );
    work
}

/// An edition of a work, without text.
pub(crate) fn edition(work: Work, kind: EditionKind) -> Article {
    Article {
        id: ArticleId::new(work.key.as_str()),
        work,
        language: None,
        keywords: Vec::new(),
        edition: Edition { kind, ..Edition::default() },
        style: crate::model::article::ArticleStyle::default(),
        apparatus: Apparatus::default(),
        text: Text::default(),
        draft: false,
        aliases: Vec::new(),
        file: FileId(0),
        title_span: span(),
    }
}

/// A work that the source of an article cites and never lists.
pub(crate) fn unidentified(key: &str, printed: &str, article: &str) -> Work {
    let mut work = bare(key);
    work.origin = WorkOrigin::Unidentified { article: ArticleId::new(article), printed: printed.to_owned() };
    work
}

/// A date with bounds that are good enough for years, months and days.
pub(crate) fn date(edtf: &str) -> Date {
    let shape = Shape::Set(Qualifiers::default());
    let (first, last) = edtf.split_once('/').unwrap_or((edtf, edtf));
    Date { edtf: edtf.to_owned(), earliest: bound(first, 1, 1, '0'), latest: bound(last, 12, 31, '9'), shape }
}

fn bound(text: &str, month: u8, day: u8, digit: char) -> Option<Day> {
    let text = text.trim_end_matches(['~', '?', '%']).replace('X', &digit.to_string());
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let mut parts = text.split('-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month = parts.next().and_then(|part| part.parse().ok()).unwrap_or(month);
    let day = parts.next().and_then(|part| part.parse().ok()).unwrap_or(day);
    Some(Day { year: if negative { -year } else { year }, month, day })
}
