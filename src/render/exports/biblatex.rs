//! Works as BibLaTeX entries.
//!
//! What BibLaTeX has no field for is left out. A date that Biber cannot read (a set, an unspecified digit inside a year)
//! stands in words in `year`. Unidentified works have no entry.

use super::fields::{family, is_listed};
use super::latex;
use super::markup::plain;
use crate::model::date::Date;
use crate::model::work::{Name, Person, Work, WorkDate};
use crate::render::dates;

/// How a CSL type is written.
struct Kind {
    /// The entry type
    entry: &'static str,
    /// `entrysubtype`
    subtype: Option<&'static str>,
    /// The field of `container-title`
    container: &'static str,
    /// The field of `publisher`
    publisher: &'static str,
}

/// Fields that are the same for every type, in the order of the entry: CSL's name and BibLaTeX's.
const FIELDS: [(&str, &str); 22] = [
    ("original-title", "origtitle"),
    ("edition", "edition"),
    ("version", "version"),
    ("volume", "volume"),
    ("number-of-volumes", "volumes"),
    ("part-number", "part"),
    ("chapter-number", "chapter"),
    ("number-of-pages", "pagetotal"),
    ("collection-title", "series"),
    ("publisher-place", "location"),
    ("original-publisher", "origpublisher"),
    ("original-publisher-place", "origlocation"),
    ("event-title", "eventtitle"),
    ("event", "eventtitle"),
    ("event-place", "venue"),
    ("genre", "type"),
    ("medium", "howpublished"),
    ("archive", "library"),
    ("status", "pubstate"),
    ("note", "note"),
    ("annote", "annotation"),
    ("keyword", "keywords"),
];

const ROLES: [(&str, &str); 5] = [
    ("author", "author"),
    ("container-author", "bookauthor"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("composer", "author"),
];

const DATES: [(&str, &str); 4] =
    [("issued", "date"), ("original-date", "origdate"), ("event-date", "eventdate"), ("accessed", "urldate")];

/// The states of a work before it is out, as `pubstate` names them.
const STATES: [&str; 5] = ["inpreparation", "submitted", "forthcoming", "inpress", "prepublished"];

/// Languages under the names that babel knows.
const LANGUAGES: [(&str, &str); 26] = [
    ("ar", "arabic"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "german"),
    ("el", "greek"),
    ("en", "english"),
    ("en-GB", "british"),
    ("en-US", "american"),
    ("es", "spanish"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("he", "hebrew"),
    ("hu", "hungarian"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("nb", "norwegian"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ru", "russian"),
    ("sv", "swedish"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("vi", "vietnamese"),
    ("zh", "chinese"),
];

/// The entries of the works, in their order; unidentified works are left out.
pub(crate) fn entries(works: &[&Work]) -> String {
    let entries: Vec<String> = works.iter().filter(|work| is_listed(work)).map(|work| entry(work)).collect();
    entries.join("\n")
}

/// The fields of an entry in their order; the first value of a field counts.
#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    fn add(&mut self, name: &'static str, value: Option<String>) {
        let value = value.filter(|value| !value.trim().is_empty());
        if let Some(value) = value.filter(|_| !self.0.iter().any(|(known, _)| *known == name)) {
            self.0.push((name, value));
        }
    }
}

fn entry(work: &Work) -> String {
    let kind = kind(&work.kind);
    let text = |name: &str| work.field(name).map(latex::field);
    let mut fields = Fields::default();
    fields.add("entrysubtype", kind.subtype.map(str::to_owned));
    fields.add("options", keeps_prefix(work).then(|| "useprefix=true".to_owned()));
    add_people(&mut fields, work);
    add_titles(&mut fields, work, &kind);
    add_dates(&mut fields, work);
    fields.add("number", ["issue", "number", "collection-number"].into_iter().find_map(text));
    for (csl, name) in FIELDS {
        fields.add(name, text(csl));
    }
    fields.add(kind.publisher, text("publisher"));
    fields.add(if kind.entry == "report" { "institution" } else { "organization" }, text("authority"));
    fields.add("pages", work.field("page").map(|pages| page_range(&plain(pages))));
    fields.add("isbn", text("ISBN"));
    fields.add("issn", text("ISSN"));
    fields.add("doi", work.field("DOI").map(latex::verbatim));
    fields.add("url", work.field("URL").map(latex::verbatim));
    if let Some(language) = work.field("language") {
        let (name, value) = language_field(language);
        fields.add(name, Some(value));
    }
    fields.add("abstract", text("abstract"));
    printed(kind.entry, &key(work), &fields.0)
}

fn add_people(fields: &mut Fields, work: &Work) {
    for (role, name) in ROLES {
        fields.add(name, names(work.names(role)));
    }
    if work.names("editor").is_empty() && !work.names("director").is_empty() {
        fields.add("editor", names(work.names("director")));
        fields.add("editortype", Some("director".to_owned()));
    }
}

fn add_titles(fields: &mut Fields, work: &Work, kind: &Kind) {
    let title = |name: &str| work.field(name).map(latex::title);
    let container = work.field("container-title");
    fields.add("title", title("title"));
    fields.add("shorttitle", title("title-short"));
    if kind.container == "journaltitle" {
        fields.add("journaltitle", container.map(latex::field));
        fields.add("shortjournal", work.field("container-title-short").map(latex::field));
    } else {
        fields.add(kind.container, container.map(latex::title));
    }
}

fn add_dates(fields: &mut Fields, work: &Work) {
    for (csl, name) in DATES {
        fields.add(name, date(work, csl));
    }
    let (state, year) = undated(work);
    fields.add("pubstate", state);
    fields.add("year", year);
}

fn printed(entry: &str, key: &str, fields: &[(&str, String)]) -> String {
    let mut text = format!("@{entry}{{{key},\n");
    for (name, value) in fields {
        text.extend(["  ", *name, " = {", value.trim(), "},\n"]);
    }
    text + "}\n"
}

fn kind(csl: &str) -> Kind {
    let of = |entry, container, publisher| Kind { entry, subtype: None, container, publisher };
    match csl {
        "article-journal" | "review" | "review-book" => of("article", "journaltitle", "publisher"),
        "article-magazine" => {
            Kind { subtype: Some("magazine"), ..of("article", "journaltitle", "publisher") }
        }
        "article-newspaper" => {
            Kind { subtype: Some("newspaper"), ..of("article", "journaltitle", "publisher") }
        }
        "book" | "classic" => of("book", "maintitle", "publisher"),
        "collection" => of("collection", "maintitle", "publisher"),
        "periodical" => of("periodical", "maintitle", "publisher"),
        "chapter" => of("incollection", "booktitle", "publisher"),
        "entry" | "entry-dictionary" | "entry-encyclopedia" => of("inreference", "booktitle", "publisher"),
        "paper-conference" => of("inproceedings", "booktitle", "publisher"),
        "report" => of("report", "titleaddon", "institution"),
        "thesis" => of("thesis", "titleaddon", "institution"),
        "webpage" | "post" | "post-weblog" => of("online", "organization", "publisher"),
        "dataset" => of("dataset", "titleaddon", "publisher"),
        "software" => of("software", "titleaddon", "publisher"),
        "patent" => of("patent", "titleaddon", "publisher"),
        "pamphlet" => of("booklet", "titleaddon", "publisher"),
        "manuscript" | "speech" => of("unpublished", "titleaddon", "publisher"),
        "legal_case" => of("jurisdiction", "journaltitle", "publisher"),
        "legislation" | "bill" | "regulation" => of("legislation", "journaltitle", "publisher"),
        "treaty" => of("legal", "journaltitle", "publisher"),
        "motion_picture" => of("movie", "titleaddon", "publisher"),
        "broadcast" => of("video", "titleaddon", "publisher"),
        "song" => of("audio", "titleaddon", "publisher"),
        "musical_score" => of("music", "titleaddon", "publisher"),
        "graphic" | "figure" => of("image", "titleaddon", "publisher"),
        "performance" => of("performance", "titleaddon", "publisher"),
        "personal_communication" => of("letter", "titleaddon", "publisher"),
        "standard" => of("standard", "titleaddon", "publisher"),
        _ => of("misc", "titleaddon", "publisher"),
    }
}

/// The key without the characters that BibTeX's grammar keeps for itself.
fn key(work: &Work) -> String {
    let reserved = |c: char| c.is_whitespace() || c.is_control() || "\"#'(),={}%\\~".contains(c);
    work.key.as_str().chars().map(|c| if reserved(c) { '-' } else { c }).collect()
}

fn names(names: &[Name]) -> Option<String> {
    let names: Vec<String> = names.iter().map(name).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

fn name(name: &Name) -> String {
    let person = match name {
        Name::Literal(text) => return braced(&latex::field(text)),
        Name::Person(person) => person,
    };
    let given = guarded(&latex::escape(&person.given));
    let suffix = guarded(&latex::escape(&person.suffix));
    let family = match prefix(person) {
        Some(prefix) => format!("{prefix} {}", guarded_family(&latex::escape(&person.family))),
        None => guarded_family(&latex::escape(&family(person))),
    };
    match (family.is_empty(), given.is_empty(), suffix.is_empty()) {
        (true, _, _) => braced(&given),
        (false, true, true) => braced(&family),
        (false, false, true) => format!("{family}, {given}"),
        (false, _, false) => format!("{family}, {suffix}, {given}"),
    }
}

/// The particles, if BibTeX will know them as such: words in lower case before a family name.
fn prefix(person: &Person) -> Option<String> {
    let prefix = format!("{} {}", person.dropping_particle.trim(), person.non_dropping_particle.trim());
    let prefix = prefix.trim();
    let plain = |word: &str| word.starts_with(char::is_lowercase) && word.chars().all(char::is_alphabetic);
    let known =
        !prefix.is_empty() && prefix.split_whitespace().all(plain) && !person.family.trim().is_empty();
    (known && prefix != "and").then(|| latex::escape(prefix))
}

fn keeps_prefix(work: &Work) -> bool {
    let keeps = |name: &Name| {
        matches!(name, Name::Person(person)
            if !person.non_dropping_particle.trim().is_empty() && prefix(person).is_some())
    };
    ROLES.iter().any(|(role, _)| work.names(role).iter().any(keeps))
}

fn braced(text: &str) -> String {
    if text.is_empty() || (text.starts_with('{') && text.ends_with('}')) {
        text.to_owned()
    } else {
        format!("{{{text}}}")
    }
}

/// A part of a name in braces, where BibTeX would take it apart.
fn guarded(text: &str) -> String {
    let text = text.trim();
    let apart = text.contains(',') || text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if apart { format!("{{{text}}}") } else { text.to_owned() }
}

/// A family name, likewise; a word in lower case would make particles of what stands before it.
fn guarded_family(text: &str) -> String {
    let text = text.trim();
    if text.split_whitespace().any(|word| word.starts_with(char::is_lowercase)) {
        return format!("{{{text}}}");
    }
    guarded(text)
}

/// A date as Biber reads it.
fn date(work: &Work, name: &str) -> Option<String> {
    match work.dates.get(name)? {
        WorkDate::Date(date) => biber_date(date),
        WorkDate::Literal(_) => None,
    }
}

/// What stands for an `issued` that Biber cannot read as a date: a state that it knows, or words for `year`.
fn undated(work: &Work) -> (Option<String>, Option<String>) {
    let words = match work.dates.get("issued") {
        None => return (None, None),
        Some(WorkDate::Date(date)) if biber_date(date).is_some() => return (None, None),
        Some(WorkDate::Date(date)) => dates::words(date),
        Some(WorkDate::Literal(text)) => plain(text),
    };
    let state: String =
        words.chars().filter(|c| !matches!(c, ' ' | '-')).flat_map(char::to_lowercase).collect();
    if STATES.contains(&state.as_str()) { (Some(state), None) } else { (None, Some(latex::escape(&words))) }
}

/// EDTF as far as Biber reads it: levels 0 and 1, open and unknown ends both as nothing.
fn biber_date(date: &Date) -> Option<String> {
    let Some((first, last)) = date.edtf.split_once('/') else {
        return is_biber_point(&date.edtf).then(|| date.edtf.clone());
    };
    let end = |text: &str| match text {
        "" | ".." => Some(String::new()),
        _ => is_biber_point(text).then(|| text.to_owned()),
    };
    let (first, last) = (end(first)?, end(last)?);
    (!first.is_empty() || !last.is_empty()).then(|| format!("{first}/{last}"))
}

fn is_biber_point(text: &str) -> bool {
    let text = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let mut parts = text.strip_prefix('-').unwrap_or(text).split('-');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let year = parts.next().unwrap_or_default();
    let known = year.trim_end_matches('X');
    let year_fits = year.len() == 4 && known.len() >= 2 && digits(known);
    let two = |text: &str| text.len() == 2 && (text == "XX" || digits(text));
    let month = parts.next();
    let month_fits = month.is_none_or(|month| two(month) && month <= "24" || month == "XX");
    let day_fits = parts.next().is_none_or(two);
    year_fits && month_fits && day_fits && parts.next().is_none()
}

/// BibLaTeX parts the ends of a range by two hyphens.
fn page_range(pages: &str) -> String {
    let mut range = String::with_capacity(pages.len());
    for c in pages.chars() {
        match c {
            '–' | '—' | '‒' | '−' | '-' | '‐' | '‑' if range.ends_with("--") => {}
            '–' | '—' | '‒' | '−' => range.push_str("--"),
            '-' | '‐' | '‑' if pages.matches(['-', '‐', '‑']).count() <= 2 => range.push_str("--"),
            c => range.push(c),
        }
    }
    latex::escape(&range)
}

fn language_field(tag: &str) -> (&'static str, String) {
    let primary = tag.split('-').next().unwrap_or(tag);
    let find = |tag: &str| LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag));
    match find(tag).or_else(|| find(primary)) {
        Some((_, name)) => ("langid", (*name).to_owned()),
        None => ("language", latex::escape(tag)),
    }
}

#[cfg(test)]
mod tests {
    use super::entries;
    use crate::model::work::{Name, Person, WorkDate};
    use crate::render::exports::samples::{article, bare, by, chapter, unidentified, work};

    #[test]
    fn an_article_of_a_journal() {
        let expected = r"@article{foot-king-2020,
  author = {Foot, Rosemary and King, Amy},
  title = {{China’s World View: \emph{Where} Do Japan \& Russia Fit?}},
  journaltitle = {The British Journal of Politics \& International Relations},
  shortjournal = {Br. J. Polit. Int. Relat.},
  date = {2021-05-12},
  number = {2},
  volume = {23},
  keywords = {alliances, Japan},
  publisher = {SAGE},
  pages = {210--27},
  issn = {1369-1481},
  doi = {10.1177/1369148120914467},
  url = {https://example.org/a_b?c=1&d=2},
  langid = {english},
  abstract = {Two lines of 100 \%.},
}
";
        assert_eq!(entries(&[&article()]), expected);
    }

    #[test]
    fn a_chapter_with_a_particle_a_body_and_a_span() {
        let expected = r"@incollection{gogh-1954,
  options = {useprefix=true},
  author = {van Gogh, Vincent and {Research and Unit}},
  editor = {Dupont, Jean},
  title = {A chapter},
  booktitle = {A book},
  date = {1954/1957},
  number = {7},
  edition = {2},
  series = {Series},
  location = {Oxford},
  publisher = {Press},
  pages = {1--9},
  isbn = {978-0-00-000000-0},
}
";
        assert_eq!(entries(&[&chapter()]), expected);
    }

    #[test]
    fn unidentified_works_are_left_out() {
        assert_eq!(entries(&[&unidentified("xi-2017b", "Xi 2017b", "odgaard-2023")]), "");
        assert_eq!(entries(&[]), "");
        let two = entries(&[&bare("a"), &unidentified("x", "X", "y"), &bare("b")]);
        assert_eq!(two, "@misc{a,\n}\n\n@misc{b,\n}\n");
    }

    #[test]
    fn hostile_text_stays_in_its_field() {
        let mut hostile =
            work("a,b} @x{y", "book", "", &[("title", "}\n@evil{x, <i>\\"), ("URL", "http://x/}{")]);
        hostile.dates.insert("issued".to_owned(), WorkDate::Literal("forth}coming".to_owned()));
        let expected = r"@book{a-b--@x-y,
  title = {\textbraceright{} @evil\textbraceleft{}x, \emph{\textbackslash{}}},
  year = {forth\textbraceright{}coming},
  url = {http://x/%7D%7B},
}
";
        assert_eq!(entries(&[&hostile]), expected);
    }

    #[test]
    fn dates_that_biber_reads_and_others() {
        let check = |edtf: &str, expected: &str| {
            let text = entries(&[&work("k", "book", edtf, &[])]);
            assert_eq!(text, format!("@book{{k,\n  {expected},\n}}\n"), "{edtf}");
        };
        check("2021-11~", "date = {2021-11~}");
        check("195X", "date = {195X}");
        check("2001-21", "date = {2001-21}");
        check("2017-06/..", "date = {2017-06/}");
        check("/2019", "date = {/2019}");
        check("-0043", "date = {-0043}");
        check("2019-XX", "date = {2019-XX}");
        check("19X5", "year = {a year between 1905 and 1995}");
        check("[1667,1668]", "year = {one of 1667 and 1668}");
        check("2001-33", "year = {the first quarter of 2001}");
        check("2019-?05", "year = {perhaps May 2019}");
        check("../..", "year = {at any time}");
    }

    #[test]
    fn works_that_are_not_out_yet() {
        let check = |literal: &str, expected: &str| {
            let mut work = bare("k");
            work.dates.insert("issued".to_owned(), WorkDate::Literal(literal.to_owned()));
            assert_eq!(entries(&[&work]), format!("@misc{{k,\n  {expected},\n}}\n"));
        };
        check("forthcoming", "pubstate = {forthcoming}");
        check("In press", "pubstate = {inpress}");
        check("n.d.", "year = {n.d.}");
    }

    #[test]
    fn names_that_bibtex_would_take_apart() {
        let check = |person: Person, expected: &str| {
            let mut work = bare("k");
            work.names.insert("author".to_owned(), vec![Name::Person(person)]);
            let text = entries(&[&work]);
            assert!(text.contains(&format!("  author = {{{expected}}},\n")), "{expected}: {text}");
        };
        let of = |family: &str, given: &str| Person {
            family: family.to_owned(),
            given: given.to_owned(),
            ..Person::default()
        };
        check(of("García Márquez", "Gabriel"), "García Márquez, Gabriel");
        check(of("Ortega y Gasset", "José"), "{Ortega y Gasset}, José");
        check(of("Smith and Sons", "X"), "{Smith and Sons}, X");
        check(of("Smith, Inc", ""), "{Smith, Inc}");
        check(of("", "Plato"), "{Plato}");
        check(of("习", "近平"), "习, 近平");
        let jr = Person { suffix: "Jr.".to_owned(), ..of("King", "Martin Luther") };
        check(jr, "King, Jr., Martin Luther");
        let dropping = Person { dropping_particle: "de".to_owned(), ..of("Gaulle", "Charles") };
        check(dropping, "de Gaulle, Charles");
        let apostrophe = Person { dropping_particle: "d’".to_owned(), ..of("Alembert", "Jean") };
        check(apostrophe, "{d’Alembert}, Jean");
        let capital = Person { non_dropping_particle: "De".to_owned(), ..of("Niro", "Robert") };
        check(capital, "De Niro, Robert");
    }

    #[test]
    fn a_film_names_its_director() {
        let film = by(work("k", "motion_picture", "1954", &[("title", "T")]), "director", "A", "B");
        let text = entries(&[&film]);
        assert!(text.contains("  editor = {B, A},\n  editortype = {director},\n"), "{text}");
    }
}
