//! Small readers for the tests of citations; parsing them is not tested here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::article::{Apparatus, Article, ArticleStyle, Edition, EditionKind};
use crate::model::citation::{Citation, CitationForm, Cite, Listed, Locator};
use crate::model::config::{CitationSettings, Site};
use crate::model::corpus::Corpus;
use crate::model::date::{Date, DateParts, Day, Endpoint, Qualifiers, Shape};
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, FileId, WorkKey};
use crate::model::source::SourcePath;
use crate::model::span::{Span, Spanned};
use crate::model::text::{Text, Within};
use crate::model::work::{Name, Person, Work, WorkDate, WorkOrigin};
use crate::resolve::notes;
use crate::resolve::works::Works;

/// A reader in the making.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Sample {
    style: String,
    language: String,
    locale: Option<String>,
    works: Vec<Work>,
    articles: BTreeMap<String, Article>,
    styles: Vec<(String, String)>,
    listed: Vec<Spanned<Listed>>,
}

impl Sample {
    /// An empty reader in Chicago's author-date style.
    pub(in crate::resolve) fn new() -> Self {
        Self {
            style: "chicago-author-date".to_owned(),
            language: "en".to_owned(),
            locale: None,
            works: Vec::new(),
            articles: BTreeMap::new(),
            styles: Vec::new(),
            listed: Vec::new(),
        }
    }

    /// Lists works for an article (or for the whole reader, without one) that nothing cites; `*` is all.
    pub(in crate::resolve) fn nocite(mut self, slug: Option<&str>, key: &str) -> Self {
        let listed = if key == "*" { Listed::All } else { Listed::Work(WorkKey::new(key)) };
        let listed = Spanned::new(listed, span());
        match slug {
            Some(slug) => {
                if let Some(article) = self.articles.get_mut(slug) {
                    article.text.listed.push(listed);
                }
            }
            None => self.listed.push(listed),
        }
        self
    }

    /// Sets the style.
    pub(in crate::resolve) fn style(mut self, style: &str) -> Self {
        style.clone_into(&mut self.style);
        self
    }

    /// Sets the reader's language.
    pub(in crate::resolve) fn language(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// Sets the locale of citations.
    pub(in crate::resolve) fn locale(mut self, locale: Option<&str>) -> Self {
        self.locale = locale.map(str::to_owned);
        self
    }

    /// Adds a `.csl` file.
    pub(in crate::resolve) fn file(mut self, path: &str, text: &str) -> Self {
        self.styles.push((path.to_owned(), text.to_owned()));
        self
    }

    /// Adds a work to the bibliography.
    pub(in crate::resolve) fn work(mut self, work: Work) -> Self {
        self.works.push(work);
        self
    }

    /// Adds an article with citations in Pandoc's syntax, one a line.
    pub(in crate::resolve) fn article(mut self, slug: &str, citations: &str) -> Self {
        let id = ArticleId::new(slug);
        let mut work = Draft::book(slug).title(&format!("On {slug}")).issued(2023).build();
        work.origin = WorkOrigin::Article(id.clone());
        let citations =
            citations.lines().map(str::trim).filter(|line| !line.is_empty()).map(citation).collect();
        let article = Article {
            id,
            work,
            language: None,
            keywords: Vec::new(),
            edition: Edition::default(),
            apparatus: Apparatus::default(),
            style: ArticleStyle::default(),
            text: Text { citations, ..Text::default() },
            draft: false,
            aliases: Vec::new(),
            file: FileId(0),
            title_span: span(),
        };
        self.articles.insert(slug.to_owned(), article);
        self
    }

    /// Declares an unidentified work of an article.
    pub(in crate::resolve) fn declared(mut self, slug: &str, key: &str, printed: &str) -> Self {
        if let Some(article) = self.articles.get_mut(slug) {
            let origin =
                WorkOrigin::Unidentified { article: article.id.clone(), printed: printed.to_owned() };
            let mut work = Draft::book(key).build();
            work.origin = origin;
            article.apparatus.works.push(work);
        }
        self
    }

    /// Says how much of its work an article is.
    pub(in crate::resolve) fn edition(mut self, slug: &str, kind: EditionKind) -> Self {
        if let Some(article) = self.articles.get_mut(slug) {
            article.edition.kind = kind;
        }
        self
    }

    /// The finished reader.
    pub(in crate::resolve) fn corpus(self) -> Corpus {
        let style = Spanned::new(self.style, span());
        let locale = self.locale.map(|locale| Spanned::new(locale, span()));
        let site = Site {
            title: "The Reader".to_owned(),
            subtitle: None,
            description: None,
            language: self.language,
            base_url: None,
            editor: None,
            sessions: Vec::new(),
            citations: CitationSettings { style, locale, listed: self.listed },
            search: false,
            editor_link: None,
            file: FileId(0),
        };
        let articles = self.articles.into_values();
        let styles =
            self.styles.into_iter().map(|(path, text)| (SourcePath::new(path), (FileId(7), Arc::from(text))));
        Corpus {
            drafts: BTreeSet::new(),
            site,
            home: None,
            articles: articles.map(|article| (article.id.clone(), Arc::new(article))).collect(),
            pages: BTreeMap::new(),
            works: self.works.into_iter().map(Arc::new).collect(),
            events: Vec::new(),
            terms: Vec::new(),
            annotations: BTreeMap::new(),
            styles: styles.collect(),
            files: BTreeMap::new(),
            assets: BTreeMap::new(),
        }
    }
}

/// What a reader's styles make of its citations, with the notes of each text.
pub(in crate::resolve) fn cited(corpus: &Corpus) -> (super::Cited, Vec<Diagnostic>) {
    let (works, mut diagnostics) = Works::gather(corpus);
    let (styles, found) = super::Styles::find(corpus);
    diagnostics.extend(found);
    let notes = corpus.texts().map(|(document, text)| {
        let (notes, _) = notes::resolve(text, None, styles.cites(&document));
        (document, notes)
    });
    let (cited, found) = super::cite(corpus, &works, &styles, &notes.collect(), &mut super::Kept::default());
    diagnostics.extend(found);
    (cited, diagnostics)
}

/// A work in the making.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Draft(Work);

impl Draft {
    /// A book of which nothing is known.
    pub(in crate::resolve) fn book(key: &str) -> Self {
        Self(Work {
            key: WorkKey::new(key),
            kind: "book".to_owned(),
            fields: BTreeMap::new(),
            names: BTreeMap::new(),
            dates: BTreeMap::new(),
            origin: WorkOrigin::Bibliography,
            span: span(),
        })
    }

    /// Sets the type.
    pub(in crate::resolve) fn kind(mut self, kind: &str) -> Self {
        kind.clone_into(&mut self.0.kind);
        self
    }

    /// Sets a field.
    pub(in crate::resolve) fn field(mut self, name: &str, text: &str) -> Self {
        self.0.fields.insert(name.to_owned(), text.to_owned());
        self
    }

    /// Sets the title.
    pub(in crate::resolve) fn title(self, title: &str) -> Self {
        self.field("title", title)
    }

    /// Adds an author.
    pub(in crate::resolve) fn author(mut self, name: Name) -> Self {
        self.0.names.entry("author".to_owned()).or_default().push(name);
        self
    }

    /// Sets the year.
    pub(in crate::resolve) fn issued(self, of: i64) -> Self {
        self.date(year(of))
    }

    /// Sets the date.
    pub(in crate::resolve) fn date(mut self, date: WorkDate) -> Self {
        self.0.dates.insert("issued".to_owned(), date);
        self
    }

    /// The finished work.
    pub(in crate::resolve) fn build(self) -> Work {
        self.0
    }
}

/// A book with its key as title.
pub(in crate::resolve) fn book(key: &str) -> Work {
    Draft::book(key).title(key).author(person("Lo", "An")).issued(2019).build()
}

/// A person.
pub(in crate::resolve) fn person(family: &str, given: &str) -> Name {
    Name::Person(Person { family: family.to_owned(), given: given.to_owned(), ..Person::default() })
}

/// A year.
pub(in crate::resolve) fn year(year: i64) -> WorkDate {
    let parts = DateParts { year, month: None, day: None };
    dated(Shape::Single(parts, Qualifiers::default()), Some(year), Some(year))
}

/// A day.
pub(in crate::resolve) fn day(year: i64, month: u8, day: u8) -> WorkDate {
    let parts = DateParts { year, month: Some(month), day: Some(day) };
    dated(Shape::Single(parts, Qualifiers::default()), Some(year), Some(year))
}

/// An interval of years.
pub(in crate::resolve) fn interval(from: Option<i64>, to: Option<i64>) -> WorkDate {
    let end = |year: Option<i64>| match year {
        Some(year) => Endpoint::Known(DateParts { year, month: None, day: None }, Qualifiers::default()),
        None => Endpoint::Open,
    };
    dated(Shape::Interval(end(from), end(to)), from, to)
}

fn dated(shape: Shape, from: Option<i64>, to: Option<i64>) -> WorkDate {
    let day = |year: Option<i64>| year.map(|year| Day { year, month: 1, day: 1 });
    WorkDate::Date(Date { edtf: String::new(), earliest: day(from), latest: day(to), shape })
}

fn span() -> Span {
    Span::new(FileId(0), 0..0)
}

/// A citation from Pandoc's syntax, as far as these tests need it: `[see @a, p. 3 passim; -@b]`, `@a [p. 3]`.
fn citation(line: &str) -> Citation {
    let (form, inner) = line.strip_prefix('[').map_or_else(
        || (CitationForm::Narrative, line.replacen(" [", ", ", 1)),
        |inner| (CitationForm::Parenthetical, inner.to_owned()),
    );
    let inner = inner.trim_end_matches(']');
    let items = inner.split(';').map(|part| cite(part.trim())).collect();
    Citation { form, items, span: span(), within: Within::Body(0) }
}

fn cite(part: &str) -> Cite {
    const LABELS: [(&str, &str); 6] = [
        ("pp. ", "page"),
        ("p. ", "page"),
        ("ch. ", "chapter"),
        ("para. ", "paragraph"),
        ("s.v. ", "sub-verbo"),
        ("l. ", "line"),
    ];
    let (prefix, rest) = part.split_once('@').unwrap_or(("", part));
    let (key, tail) = rest.split_once(", ").unwrap_or((rest, ""));
    let found = LABELS.iter().find_map(|(word, label)| Some((label, tail.strip_prefix(word)?)));
    let (locator, suffix) = match found {
        Some((label, tail)) => {
            let (value, suffix) = tail.split_once(' ').unwrap_or((tail, ""));
            (Some(Locator { label, value: value.to_owned() }), suffix)
        }
        None => (None, tail),
    };
    Cite {
        key: WorkKey::new(key),
        span: span(),
        prefix: prefix.trim_end_matches('-').trim().to_owned(),
        locator,
        suffix: suffix.to_owned(),
        suppress_author: prefix.ends_with('-'),
    }
}
