//! Citations and bibliographies as readers see them, style by style, and what is said of bad input.
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use super::Cited;
use super::sample::{Draft, Sample, book, cited, day, interval, person};
use crate::model::article::EditionKind;
use crate::model::ids::{ArticleId, DocumentId};
use crate::model::links::{CitationText, Reference};
use crate::model::rich::{Baseline, Lead, Rich};
use crate::model::work::{Name, Person, WorkDate};

/// A library with a case of everything that styles treat in their own ways.
fn library() -> Sample {
    let lo = || person("Lo", "An");
    let journal = Draft::book("journal").kind("article-journal").author(lo()).author(person("Kim", "Bo"));
    let journal = journal.title("Beijing in <i>Asia</i>").field("container-title", "Asian Affairs");
    let journal = journal.field("volume", "3").field("page", "10-20").field("DOI", "10.1000/x");
    let many = Draft::book("many").author(person("King", "Amy")).author(person("Foot", "Rosemary"));
    let many = many.author(person("Odgaard", "L.")).author(lo()).title("Four hands").issued(2020);
    let bank = Name::Literal("World Bank".to_owned());
    let gogh = Name::Person(Person {
        family: "Gogh".to_owned(),
        given: "Vincent".to_owned(),
        non_dropping_particle: "van".to_owned(),
        ..Person::default()
    });
    let soon = WorkDate::Literal("forthcoming".to_owned());
    let span = interval(Some(1954), Some(1957));
    let drafts = [
        Draft::book("first").author(lo()).title("First things & others").issued(2019),
        Draft::book("second").author(lo()).title("A second book").issued(2019),
        journal.date(day(2018, 3, 4)),
        many,
        Draft::book("anonymous").title("The long telegram").issued(1946),
        Draft::book("undated").author(person("Ekman", "Alice")).title("No date"),
        Draft::book("untitled").author(person("Zhou", "Taomo")).issued(2016),
        Draft::book("body").author(bank).title("Report").issued(2001),
        Draft::book("cjk").author(person("王", "毅")).title("外交").issued(2016),
        Draft::book("span").author(gogh).title("Letters").date(span),
        Draft::book("soon").author(lo()).title("Soon").date(soon),
        Draft::book("nothing"),
    ];
    drafts.into_iter().fold(Sample::new(), |sample, draft| sample.work(draft.build()))
}

const CITATIONS: &str = "
    [@first, p. 12]
    [see @second, pp. 4-5 passim; @journal]
    @first [p. 3]
    [-@first]
    @many
    [@anonymous; @undated; @untitled; @body]
    [@cjk]
    [@span, ch. 3]
    [@soon]
    [@nothing]
    [@xi, p. 370]
    @xi [pp. 4-5]
    [@first; @second]";

fn made(sample: Sample) -> (Cited, Vec<String>) {
    let corpus = sample.corpus();
    let (cited, diagnostics) = cited(&corpus);
    let print = |d: &crate::model::diagnostic::Diagnostic| {
        format!("{}: {} ({})", d.code, d.message, d.help.as_deref().unwrap_or("-"))
    };
    (cited, diagnostics.iter().map(print).collect())
}

fn line(reference: &Reference) -> String {
    let label = reference.label.as_ref().map(Rich::text);
    let label = label.map(|label| format!("{label} ")).unwrap_or_default();
    format!("{label}{}", reference.content.text())
}

fn of<'a>(cited: &'a Cited, slug: &str) -> &'a (Vec<CitationText>, Vec<Reference>) {
    &cited.documents[&DocumentId::Article(ArticleId::new(slug))]
}

fn texts(cited: &Cited, slug: &str) -> Vec<String> {
    let text = |citation: &CitationText| match &citation.note {
        Some(note) => format!("{}[^{}]", citation.content.text(), note.text()),
        None => citation.content.text(),
    };
    of(cited, slug).0.iter().map(text).collect()
}

/// The citations of one article, and its bibliography.
fn check(sample: Sample, citations: &[&str], references: &[&str]) {
    let (cited, diagnostics) = made(sample);
    let errors: Vec<&String> = diagnostics.iter().filter(|d| !d.starts_with("work-uncited")).collect();
    assert_eq!(errors, Vec::<&String>::new());
    assert_eq!(texts(&cited, "kim"), citations);
    let (_, listed) = of(&cited, "kim");
    assert_eq!(listed.iter().map(line).collect::<Vec<_>>(), references);
}

/// What a style makes of the whole library.
fn golden(style: &str, citations: &[&str], references: &[&str]) {
    let sample = library().style(style).article("kim", CITATIONS).declared("kim", "xi", "Xi 2017b");
    check(sample, citations, references);
}

#[test]
fn chicago_author_date() {
    golden(
        "chicago-author-date",
        &[
            "(Lo 2019b, 12)",
            "(see Lo 2019a, 4–5 passim; Lo and Kim 2018)",
            "Lo (2019b, 3)",
            "(2019b)",
            "King et al. (2020)",
            "(The Long Telegram 1946; Ekman, n.d.; Zhou 2016; World Bank 2001)",
            "(王 2016)",
            "(van Gogh 1954–1957, chap. 3)",
            "(Lo forthcoming)",
            "(nothing, n.d.)",
            "(Xi 2017b, 370)",
            "Xi (2017b, 4–5)",
            "(Lo 2019b, 2019a)",
        ],
        &[
            "Ekman, Alice. n.d. No Date.",
            "Gogh, Vincent van. 1954–1957. Letters.",
            "King, Amy, Rosemary Foot, L. Odgaard, and An Lo. 2020. Four Hands.",
            "Lo, An. 2019a. A Second Book.",
            "Lo, An. 2019b. First Things & Others.",
            "Lo, An. forthcoming. Soon.",
            "Lo, An, and Bo Kim. 2018. “Beijing in Asia.” Asian Affairs 3 (March): 10–20. https://doi.org/10.1000/x.",
            "nothing. n.d.",
            "The Long Telegram. 1946.",
            "World Bank. 2001. Report.",
            "Xi 2017b",
            "Zhou, Taomo. 2016.",
            "王毅. 2016. 外交.",
        ],
    );
}

#[test]
fn apa() {
    golden(
        "apa",
        &[
            "(Lo, 2019b, p. 12)",
            "(see Lo, 2019a, pp. 4–5 passim; Lo & Kim, 2018)",
            "Lo (2019b, p. 3)",
            "(2019b)",
            "King et al. (2020)",
            "(Ekman, n.d.; The Long Telegram, 1946; World Bank, 2001; Zhou, 2016)",
            "(王, 2016)",
            "(van Gogh, 1954–1957, Chapter 3)",
            "(Lo, forthcoming)",
            "(nothing, n.d.)",
            "(Xi 2017b, p. 370)",
            "Xi (2017b, pp. 4–5)",
            "(Lo, 2019a, 2019b)",
        ],
        &[
            "Ekman, A. (n.d.). No date.",
            "King, A., Foot, R., Odgaard, L., & Lo, A. (2020). Four hands.",
            "Lo, A. (2019a). A second book.",
            "Lo, A. (2019b). First things & others.",
            "Lo, A. (forthcoming). Soon.",
            "Lo, A., & Kim, B. (2018). Beijing in Asia. Asian Affairs, 3, 10–20. https://doi.org/10.1000/x",
            "nothing. (n.d.).",
            "The long telegram. (1946).",
            "van Gogh, V. (1954–1957). Letters.",
            "World Bank. (2001). Report.",
            "Xi 2017b",
            "Zhou, T. (2016).",
            "王毅. (2016). 外交.",
        ],
    );
}

#[test]
fn ieee() {
    golden(
        "ieee",
        &[
            "[1, p. 12]",
            "see [2, pp. 4–5] passim, [3]",
            "Lo [1, p. 3]",
            "[1]",
            "King et al. [4]",
            "[5], [6], [7], [8]",
            "[9]",
            "[10, Ch. 3]",
            "[11]",
            "[12]",
            "(Xi 2017b, p. 370)",
            "Xi (2017b, pp. 4–5)",
            "[1], [2]",
        ],
        &[
            "[1] A. Lo, First things & others. 2019.",
            "[2] A. Lo, A second book. 2019.",
            "[3] A. Lo and B. Kim, “Beijing in Asia,” Asian Affairs, vol. 3, pp. 10–20, Mar. 2018, doi: 10.1000/x.",
            "[4] A. King, R. Foot, L. Odgaard, and A. Lo, Four hands. 2020.",
            "[5] The long telegram. 1946.",
            "[6] A. Ekman, No date.",
            "[7] T. Zhou, 2016.",
            "[8] World Bank, Report. 2001.",
            "[9] 王毅, 外交. 2016.",
            "[10] V. van Gogh, Letters. 1954–1957.",
            "[11] A. Lo, Soon. forthcoming.",
            "[12] nothing.",
            "Xi 2017b",
        ],
    );
}

#[test]
fn mla() {
    golden(
        "modern-language-association",
        &[
            "(Lo, First Things & Others 12)",
            "(see Lo, A Second Book 4–5 passim; Lo and Kim)",
            "Lo (First Things & Others 3)",
            "(First Things & Others)",
            "King et al.",
            "(The Long Telegram; Ekman; Zhou; World Bank)",
            "(王)",
            "(van Gogh, ch. 3)",
            "(Lo, Soon)",
            "(nothing)",
            "(Xi 2017b 370)",
            "Xi (2017b 4–5)",
            "(Lo, First Things & Others; Lo, A Second Book)",
        ],
        &[
            "Ekman, Alice. No Date.",
            "King, Amy, et al. Four Hands. 2020.",
            "Lo, An. A Second Book. 2019.",
            "Lo, An. First Things & Others. 2019.",
            "Lo, An. Soon. forthcoming.",
            "Lo, An, and Bo Kim. “Beijing in Asia.” Asian Affairs, vol. 3, Mar. 2018, pp. 10–20, https://doi.org/10.1000/x.",
            "nothing.",
            "The Long Telegram. 1946.",
            "van Gogh, Vincent. Letters. 1954–1957.",
            "World Bank. Report. 2001.",
            "Xi 2017b",
            "Zhou, Taomo. 2016.",
            "王毅. 外交. 2016.",
        ],
    );
}

#[test]
fn chicago_notes() {
    golden(
        "chicago-notes",
        &[
            "[^An Lo, First Things & Others (2019), 12.]",
            "[^See An Lo, A Second Book (2019), 4–5 passim; An Lo and Bo Kim, “Beijing in Asia,” Asian Affairs 3 (March 2018): 10–20, https://doi.org/10.1000/x.]",
            "Lo[^Lo, First Things & Others, 3.]",
            "[^First Things & Others.]",
            "Amy King et al.[^Amy King et al., Four Hands (2020).]",
            "[^The Long Telegram (1946); Alice Ekman, No Date (n.d.); Taomo Zhou, (2016); World Bank, Report (2001).]",
            "[^王毅, 外交 (2016).]",
            "[^Vincent van Gogh, Letters (1954–1957), chap. 3.]",
            "[^An Lo, Soon (forthcoming).]",
            "[^nothing (n.d.).]",
            "[^Xi 2017b, 370.]",
            "Xi[^Xi 2017b, 4–5.]",
            "[^Lo, First Things & Others; Lo, A Second Book.]",
        ],
        &[
            "Ekman, Alice. No Date. n.d.",
            "Gogh, Vincent van. Letters. 1954–1957.",
            "King, Amy, Rosemary Foot, L. Odgaard, and An Lo. Four Hands. 2020.",
            "Lo, An. A Second Book. 2019.",
            "Lo, An. First Things & Others. 2019.",
            "Lo, An. Soon. forthcoming.",
            "Lo, An, and Bo Kim. “Beijing in Asia.” Asian Affairs 3 (March 2018): 10–20. https://doi.org/10.1000/x.",
            "nothing. n.d.",
            "The Long Telegram. 1946.",
            "World Bank. Report. 2001.",
            "Xi 2017b",
            "Zhou, Taomo. 2016.",
            "王毅. 外交. 2016.",
        ],
    );
}

#[test]
fn a_label_means_the_same_work_on_every_page() {
    let sample = library().article("kim", "[@first]").article("lee", "[@second]");
    let (cited, _) = made(sample);
    assert_eq!(texts(&cited, "kim"), ["(Lo 2019b)"]);
    assert_eq!(texts(&cited, "lee"), ["(Lo 2019a)"]);
    let all: Vec<String> = cited.references.iter().map(line).collect();
    assert_eq!(all, ["Lo, An. 2019a. A Second Book.", "Lo, An. 2019b. First Things & Others."]);
}

#[test]
fn a_work_that_is_not_cited_disambiguates_nothing() {
    let (cited, diagnostics) = made(library().article("kim", "[@first]"));
    assert_eq!(texts(&cited, "kim"), ["(Lo 2019)"]);
    assert_eq!(diagnostics.len(), 11);
    assert!(diagnostics.contains(&"work-uncited: no text cites `second` (-)".to_owned()));
}

#[test]
fn numbers_count_in_each_text() {
    let sample = library()
        .style("ieee")
        .article("kim", "[@first; @second]")
        .article("lee", "[@xi; @second]\n[@first]")
        .declared("lee", "xi", "Xi 2017b");
    let (cited, _) = made(sample);
    assert_eq!(texts(&cited, "kim"), ["[1], [2]"]);
    assert_eq!(texts(&cited, "lee"), ["[1], Xi 2017b", "[2]"]);
    let lee: Vec<String> = of(&cited, "lee").1.iter().map(line).collect();
    assert_eq!(
        lee,
        ["[1] A. Lo, A second book. 2019.", "[2] A. Lo, First things & others. 2019.", "Xi 2017b"]
    );
    assert!(cited.references.iter().all(|reference| reference.label.is_none()));
}

#[test]
fn numbers_in_a_row_become_a_range() {
    let citation =
        "[@many; @body]\n[@first; @second]\n[@first; @body; @many; @second]\n[@many; @body, p. 3; @first]";
    let (cited, _) = made(library().style("nature").article("kim", citation));
    assert_eq!(texts(&cited, "kim"), ["1,2", "3,4", "1–4", "1,2,3"]);
    let first = &of(&cited, "kim").0[0].content.0[0];
    assert_eq!(first.look.baseline, Baseline::Super);
}

/// Works by one Lo or another, each cited.
fn los(style: &str, works: &[(&str, &str, i64)]) -> Vec<String> {
    let mut sample = Sample::new().style(style);
    let mut citations = String::new();
    for (key, given, year) in works {
        let work = Draft::book(key).author(person("Lo", given)).title(key).issued(*year).build();
        sample = sample.work(work);
        citations.extend(["[@", key, "]\n"]);
    }
    texts(&made(sample.article("kim", &citations)).0, "kim")
}

#[test]
fn persons_of_one_name_are_told_apart() {
    let works = [("a", "An", 2019), ("b", "Bo", 2020), ("c", "Anna", 2021)];
    // By name: wherever the name stands.
    assert_eq!(los("chicago-author-date", &works), ["(An Lo 2019)", "(B. Lo 2020)", "(Anna Lo 2021)"]);
    assert_eq!(los("apa", &works), ["(Lo, 2019)", "(B. Lo, 2020)", "(Lo, 2021)"]);
    // By cite: only where citations would be equal.
    assert_eq!(los("elsevier-harvard", &works), ["(Lo, 2019)", "(Lo, 2020)", "(Lo, 2021)"]);
    let same_year = [("a", "An", 2019), ("b", "Bo", 2019)];
    assert_eq!(los("elsevier-harvard", &same_year), ["(A. Lo, 2019)", "(B. Lo, 2019)"]);
}

#[test]
fn given_names_and_suffixes_go_together() {
    let works = [("a", "An", 2019), ("b", "Bo", 2019), ("c", "Bo", 2019)];
    assert_eq!(los("chicago-author-date", &works), ["(A. Lo 2019)", "(B. Lo 2019a)", "(B. Lo 2019b)"]);
    assert_eq!(los("elsevier-harvard", &works), ["(A. Lo, 2019)", "(B. Lo, 2019a)", "(B. Lo, 2019b)"]);
}

#[test]
fn more_names_tell_works_apart() {
    let work = |key: &str, third: &str| {
        let work = Draft::book(key).author(person("King", "Amy")).author(person("Foot", "Rosemary"));
        work.author(person(third, "L.")).author(person("Lo", "An")).title(key).issued(2020).build()
    };
    let sample = Sample::new().work(work("a", "Odgaard")).work(work("b", "Zhou")).work(work("c", "Zhou"));
    let (cited, _) = made(sample.article("kim", "[@a]\n[@b]\n[@c]"));
    let expected = [
        "(King, Foot, Odgaard, et al. 2020)",
        "(King, Foot, Zhou, et al. 2020a)",
        "(King, Foot, Zhou, et al. 2020b)",
    ];
    assert_eq!(texts(&cited, "kim"), expected);
}

#[test]
fn works_without_a_date_have_suffixes_too() {
    let undated = |key: &str| Draft::book(key).author(person("Lo", "An")).title(key).build();
    let sample = |style: &str| {
        Sample::new().style(style).work(undated("a")).work(undated("b")).article("kim", "[@a]\n[@b]")
    };
    assert_eq!(texts(&made(sample("apa")).0, "kim"), ["(Lo, n.d.-a)", "(Lo, n.d.-b)"]);
    assert_eq!(texts(&made(sample("chicago-author-date")).0, "kim"), ["(Lo, n.d.-a)", "(Lo, n.d.-b)"]);
}

#[test]
fn a_suffix_leaves_out_what_a_source_prints() {
    let sample = library().article("kim", "[@first; @second]\n[@lo]").declared("kim", "lo", "Lo 2019b");
    assert_eq!(texts(&made(sample).0, "kim"), ["(Lo 2019c, 2019a)", "(Lo 2019b)"]);
}

#[test]
fn hundreds_of_works_of_a_year_have_labels_of_their_own() {
    let keys: Vec<String> = (0..300).map(|n| format!("w{n:03}")).collect();
    let works: Vec<(&str, &str, i64)> = keys.iter().map(|key| (key.as_str(), "An", 2019)).collect();
    let labels = los("elsevier-harvard", &works);
    assert_eq!(labels[0], "(Lo, 2019a)");
    assert_eq!(labels[299], "(Lo, 2019kn)");
    let distinct: std::collections::BTreeSet<&String> = labels.iter().collect();
    assert_eq!(distinct.len(), 300);
}

#[test]
fn a_paragraph_of_an_edition_names_the_edition() {
    let sample = Sample::new()
        .article("kim", "[@lee, para. 12]\n@lee [para. 12-14]\n[@lee, p. 3]\n[@foot, para. 12]")
        .article("lee", "")
        .article("foot", "")
        .edition("lee", EditionKind::Abridged);
    let (cited, _) = made(sample);
    let expected = [
        "(On Lee 2023, abridged in The Reader, ¶12)",
        "On Lee (2023, abridged in The Reader, ¶¶12–14)",
        "(On Lee 2023, 3)",
        "(On Foot 2023, para. 12)",
    ];
    assert_eq!(texts(&cited, "kim"), expected);
    let articles: Vec<String> = cited.articles.values().map(line).collect();
    assert_eq!(articles, ["On Foot. 2023.", "On Kim. 2023.", "On Lee. 2023."]);
}

#[test]
fn runs_lead_to_works_and_addresses() {
    let (cited, _) = made(library().article("kim", "[see @journal; @gone]"));
    let (citations, references) = of(&cited, "kim");
    let lead = |lead: &Option<Lead>| match lead {
        Some(Lead::Work(id)) => format!("@{}", id.key),
        Some(Lead::Url(url)) => url.clone(),
        None => String::new(),
    };
    let runs = |rich: &Rich| rich.0.iter().map(|run| (run.text.clone(), lead(&run.lead))).collect::<Vec<_>>();
    let pair = |text: &str, lead: &str| (text.to_owned(), lead.to_owned());
    let citation = &citations[0];
    assert_eq!(
        runs(&citation.content),
        [pair("(see ", ""), pair("Lo and Kim 2018", "@journal"), pair("; @gone?)", "")]
    );
    assert_eq!(citation.works.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false]);
    let reference = &references[0].content;
    let url = "https://doi.org/10.1000/x";
    assert!(runs(reference).contains(&pair(url, url)));
    let italic: Vec<&str> =
        reference.0.iter().filter(|run| run.look.italic).map(|run| run.text.as_str()).collect();
    assert_eq!(italic, ["Asia", "Asian Affairs"]);
}

#[test]
fn undefined_keys_are_said_with_the_nearest() {
    let article = "[@frist]\n@First [p. 3]\n[@xi]\n[@quite-another]";
    let sample = library().article("kim", article).article("lee", "").declared("lee", "xi", "Xi 2017b");
    let (cited, diagnostics) = made(sample);
    assert_eq!(texts(&cited, "kim"), ["(@frist?)", "@First? (3)", "(@xi?)", "(@quite-another?)"]);
    let said: Vec<&String> = diagnostics.iter().filter(|d| d.starts_with("citation-undefined")).collect();
    let state = "the bibliography has 12 works: add this one, or declare it as `[[apparatus.work]]` of the article that cites it";
    let expected = [
        format!("citation-undefined: there is no work with the key `frist` (did you mean `first`? Else {state})"),
        "citation-undefined: there is no work with the key `First` (keys differ by case: did you mean `first`?)"
            .to_owned(),
        "citation-undefined: there is no work with the key `xi` (`xi` is declared in the apparatus of `lee`, and for that article alone)"
            .to_owned(),
        format!("citation-undefined: there is no work with the key `quite-another` ({state})"),
    ];
    assert_eq!(said, expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_reader_without_a_bibliography_says_so() {
    let (_, diagnostics) = made(Sample::new().article("kim", "[@a]"));
    let expected = "citation-undefined: there is no work with the key `a` (no bibliography has been read: put works into `content/references.bib`)";
    assert_eq!(diagnostics, [expected]);
}

#[test]
fn an_empty_reader_has_no_citations() {
    let (cited, diagnostics) = made(Sample::new());
    assert!(cited.documents.is_empty() && cited.references.is_empty() && cited.articles.is_empty());
    assert!(diagnostics.is_empty());
}

#[test]
fn odd_values_end_nothing() {
    let odd = |key: &str, text: &str| {
        let work = Draft::book(key).author(person(text, text)).title(text).field("page", text);
        let work = work.field("volume", text).field("edition", text).field("URL", text).field("DOI", text);
        work.date(WorkDate::Literal(text.to_owned())).kind(text).build()
    };
    let values = [
        "",
        " ",
        "-",
        "–",
        "99999999999999999999",
        "<i>",
        "‹›",
        "›‹««",
        "\u{F0000}",
        "𐍈é́",
        "1-",
        "0",
        "a\nb",
    ];
    for style in ["chicago-author-date", "chicago-notes", "ieee"] {
        let mut sample = Sample::new().style(style);
        let mut citations = String::new();
        for (n, value) in values.iter().enumerate() {
            sample = sample.work(odd(&format!("w{n}"), value));
            let value = value.replace('\n', " ");
            citations.extend([format!("[@w{n}, p. {value}]\n@w{n}\n[-@w{n}]\n")]);
        }
        let (cited, diagnostics) = made(sample.article("kim", &citations));
        assert_eq!(diagnostics, Vec::<String>::new());
        assert!(of(&cited, "kim").0.iter().all(|citation| !citation.words().trim().is_empty()));
        assert!(cited.references.iter().all(|reference| !reference.content.text().trim().is_empty()));
    }
}

#[test]
fn a_style_of_the_reader_is_used() {
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><title>Mine</title><id>mine</id><updated>2026-01-01T00:00:00Z</updated></info>
        <citation><layout prefix="{" suffix="}" delimiter="/"><text variable="title"/></layout></citation>
    </style>"#;
    let sample = Sample::new().style("./my.csl").file("my.csl", xml).work(book("a")).work(book("b"));
    check(sample.article("kim", "[@a; @b]"), &["{a/b}"], &["a", "b"]);
}

#[test]
fn positions_are_fed_to_the_style() {
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><title>Mine</title><id>mine</id><updated>2026-01-01T00:00:00Z</updated></info>
        <citation et-al-min="2" et-al-use-first="2" et-al-subsequent-min="2" et-al-subsequent-use-first="1">
            <layout prefix="(" suffix=")"><group delimiter=" ">
                <names variable="author"><name form="short" delimiter=", "/></names>
                <choose>
                    <if position="first"><text variable="title"/></if>
                    <else-if position="ibid-with-locator"><text value="elsewhere"/></else-if>
                    <else-if position="subsequent"><text value="again"/></else-if>
                </choose>
            </group></layout>
        </citation>
    </style>"#;
    let sample = library().style("my.csl").file("my.csl", xml);
    let sample =
        sample.article("kim", "[@journal]\n[@journal]\n[@journal, p. 3]").article("lee", "[@journal]");
    let (cited, _) = made(sample);
    let first = "(Lo, Kim Beijing in Asia)";
    assert_eq!(texts(&cited, "kim"), [first, "(Lo et al. again)", "(Lo et al. elsewhere)"]);
    assert_eq!(texts(&cited, "lee"), [first]);
}

#[test]
fn works_are_listed_that_nothing_cites() {
    let sample = || library().article("kim", "[@first]");
    let keys = |cited: &Cited| {
        let (_, listed) = of(cited, "kim");
        listed.iter().map(|reference| reference.work.key.as_str().to_owned()).collect::<Vec<_>>()
    };
    let (cited, said) =
        made(sample().nocite(Some("kim"), "cjk").nocite(Some("kim"), "frist").nocite(None, "body"));
    assert_eq!(keys(&cited), ["first", "cjk"]);
    assert!(cited.references.iter().any(|reference| reference.work.key.as_str() == "body"));
    let wrong: Vec<&String> = said.iter().filter(|said| said.starts_with("citation-undefined")).collect();
    assert_eq!(wrong, ["citation-undefined: there is no work with the key `frist` (did you mean `first`?)"]);
    assert!(!said.iter().any(|said| said.contains("`cjk`") || said.contains("`body`")), "{said:?}");

    let (cited, said) = made(sample().nocite(Some("kim"), "*"));
    assert_eq!(keys(&cited).len(), 12);
    assert_eq!(said, Vec::<String>::new());
}
