//! A work as the engine reads it: a CSL-JSON item, field by field, with what the engine cannot hold set aside. Which
//! fields are shown is the style's affair.

use citationberg::json::{Item, LiteralName, NameItem, NameValue, Value};

use super::cases::{self, Capitals};
use super::dates::{self, Precision, YearHole};
use super::markup;
use super::quotes;
use crate::model::source::Digest;
use crate::model::work::{Name, Person, Work, WorkDate, WorkOrigin};

/// A work for the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EngineWork {
    /// What decides which parts of a style speak of it
    pub(super) sort: Sort,
    /// For printing
    pub(super) item: Item,
    /// For sorting: dates as they order
    pub(super) sorting: Item,
    /// What to put back where the engine has printed
    pub(super) holes: Holes,
    /// The year of publication as it is printed
    pub(super) year: Option<String>,
    /// The digest of all this
    pub(super) digest: Digest,
}

/// What of a work decides which parts of a style speak of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sort {
    /// The CSL type
    pub(super) kind: String,
    /// The name variables that it has
    pub(super) names: Vec<String>,
    /// How much its date says
    pub(super) issued: Precision,
    /// A date variable that it does not have
    pub(super) missing: Option<&'static str>,
    /// Number variables whose text is more than a number, and the field that holds it as it was typed
    pub(super) typed: Vec<(&'static str, &'static str)>,
}

/// What stands for what in the engine's output for one work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Holes {
    /// Years that stand for words
    pub(super) years: Vec<YearHole>,
    /// Words whose case is protected
    pub(super) protected: Vec<String>,
    /// Whether titles may be given capitals
    pub(super) capitals: Capitals,
}

/// The character that stands for a year suffix, in the field that carries it.
pub(super) const SUFFIX: char = '\u{E0F0}';

/// The character that stands for the number of the note that cites a work first, in the field that carries it.
pub(super) const FIRST_NOTE: char = '\u{E0F2}';

/// Joins the words of a family name.
pub(super) const JOINT: char = '\u{10FF0E}';

/// Fields that a style never names, so that they can carry other things past the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Carriers {
    /// For the year suffix
    pub(super) suffix: &'static str,
    /// For the number of the note that cites a work first, where the style prints it
    pub(super) first_note: Option<&'static str>,
    /// For numbers that stand as they were typed
    pub(super) numbers: Vec<&'static str>,
}

/// CSL's date variables.
const DATES: [&str; 6] = ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];
/// Fields that are taken as they are.
const VERBATIM: [&str; 4] = ["URL", "ISBN", "ISSN", "citation-key"];

/// CSL's number variables that come from a work.
const NUMBERS: [&str; 13] = [
    "chapter-number",
    "collection-number",
    "edition",
    "issue",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "part-number",
    "printing-number",
    "section",
    "supplement-number",
    "version",
    "volume",
];

/// Makes an item of a work.
pub(super) fn item(work: &Work, carriers: &Carriers) -> EngineWork {
    let mut holes = Holes { capitals: capitals(work), ..Holes::default() };
    let mut item = Item(std::collections::BTreeMap::new());
    let mut put = |name: &str, value: Value| drop(item.0.insert(name.to_owned(), value));
    for (name, text) in &work.fields {
        put(name, Value::String(field(name, text, &mut holes.protected)));
    }
    let mut sort = Sort { kind: work.kind.clone(), ..Sort::default() };
    sort.missing = DATES.into_iter().rev().find(|variable| !work.dates.contains_key(*variable));
    for (role, names) in &work.names {
        let names: Vec<NameValue> = names.iter().filter_map(name).collect();
        if !names.is_empty() {
            sort.names.push(role.clone());
            put(role, Value::Names(names));
        }
    }
    if work.names.values().all(Vec::is_empty) && !says(work, "title") && !says(work, "container-title") {
        // Better a key than a reference to nothing. It is no title, so no rule for titles changes it.
        let key = format!("<span class=\"nocase\">{}</span>", work.key);
        put("title", Value::String(field("title", &key, &mut holes.protected)));
    }
    put("id", Value::String(work.key.as_str().to_owned()));
    put("type", Value::String(work.kind.clone()));
    put("citation-label", Value::String(label(work)));
    put(carriers.suffix, Value::String(SUFFIX.to_string()));
    if let Some(carrier) = carriers.first_note {
        put(carrier, Value::String(FIRST_NOTE.to_string()));
    }
    let mut carriers = carriers.numbers.iter().copied();
    for number in NUMBERS {
        if let Some(text) = work.field(number).filter(|text| is_compound(text))
            && let Some(carrier) = carriers.next()
        {
            put(carrier, Value::String(field(number, text, &mut holes.protected)));
            sort.typed.push((number, carrier));
        }
    }
    let mut sorting = item.clone();
    let mut year = None;
    for (slot, variable) in (0..).zip(DATES) {
        let Some(date) = work.dates.get(variable) else { continue };
        let Some(printed) = dates::printed(date, slot) else { continue };
        if variable == "issued" {
            year = Some(printed.year());
            let words = matches!(date, WorkDate::Literal(_));
            sort.issued = if words { Precision::Words } else { printed.precision() };
        }
        item.0.insert(variable.to_owned(), Value::Date(printed.value));
        sorting.0.insert(variable.to_owned(), Value::Date(dates::sorted(date)));
        holes.years.extend(printed.hole);
    }
    let digest = Digest::of_value(&(&sort, &item, &sorting, &holes, &year));
    EngineWork { sort, item, sorting, holes, year, digest }
}

/// A work of which only the printed label is known, as far as a style needs it for sorting and for the shape of its
/// citations.
pub(super) fn stand_in(work: &Work, printed: &Printed<'_>, carriers: &Carriers) -> EngineWork {
    let mut known = work.clone();
    known.origin = WorkOrigin::Bibliography;
    known.fields.entry("title".to_owned()).or_insert_with(|| printed.author.to_owned());
    known.names.entry("author".to_owned()).or_insert_with(|| vec![Name::Literal(printed.author.to_owned())]);
    if !printed.year.is_empty() {
        known.dates.entry("issued".to_owned()).or_insert_with(|| WorkDate::Literal(printed.year.to_owned()));
    }
    let mut made = item(&known, carriers);
    if let Some(date) = printed.date() {
        made.sorting.0.insert("issued".to_owned(), Value::Date(dates::sorted(&date)));
    }
    made
}

/// The label of an unidentified work, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Printed<'a> {
    /// `Xi`
    pub(super) author: &'a str,
    /// `2017b`; empty where there is none
    pub(super) year: &'a str,
}

impl<'a> Printed<'a> {
    /// Splits at the last space.
    pub(super) fn split(label: &'a str) -> Self {
        let label = label.trim();
        let (author, year) = label.rsplit_once(char::is_whitespace).unwrap_or((label, ""));
        Self { author: author.trim_end(), year }
    }

    fn date(&self) -> Option<WorkDate> {
        use crate::model::date::{Date, DateParts, Qualifiers, Shape};
        let digits: String = self.year.chars().take_while(char::is_ascii_digit).collect();
        let year = digits.parse().ok()?;
        let shape = Shape::Single(DateParts { year, month: None, day: None }, Qualifiers::default());
        Some(WorkDate::Date(Date { edtf: digits, earliest: None, latest: None, shape }))
    }
}

/// Whether a number is several, or words: the engine writes what is between them in its own way.
fn is_compound(number: &str) -> bool {
    number.trim().contains(|c: char| !c.is_alphanumeric())
}

fn says(work: &Work, field: &str) -> bool {
    work.field(field).is_some_and(|text| !text.trim().is_empty())
}

fn field(name: &str, text: &str, protected: &mut Vec<String>) -> String {
    match name {
        "DOI" => doi(text).to_owned(),
        name if VERBATIM.contains(&name) => text.to_owned(),
        name => {
            let known = protected.len();
            let mut text = quotes::curly(&markup::encode(text, protected));
            for words in protected.iter_mut().skip(known) {
                *words = quotes::curly(words);
            }
            text.extend(cases::is_worded(name).then_some(cases::END));
            text
        }
    }
}

/// CSL 1.0.2, “Title case conversion”: works in other languages than English have none. Where nothing is said of the
/// language, the style's own is meant.
fn capitals(work: &Work) -> Capitals {
    let language = work.field("language").unwrap_or("en").trim().to_ascii_lowercase();
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    if matches!(primary, "en" | "eng" | "english" | "") { Capitals::English } else { Capitals::Other }
}

/// A DOI without the resolver, which styles add themselves.
fn doi(text: &str) -> &str {
    const RESOLVERS: [&str; 5] =
        ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"];
    let text = text.trim();
    RESOLVERS.iter().find_map(|resolver| text.strip_prefix(resolver)).map_or(text, str::trim_start)
}

fn name(name: &Name) -> Option<NameValue> {
    let literal = |text: &str| {
        let literal = quotes::curly(text.trim());
        (!literal.is_empty()).then_some(NameValue::Literal(LiteralName { literal }))
    };
    match name {
        Name::Literal(text) => literal(text),
        Name::Person(person) if person.family.trim().is_empty() => literal(&name.full()),
        Name::Person(person) => Some(NameValue::Item(part(person))),
    }
}

fn part(person: &Person) -> NameItem {
    let some = |text: &str| (!text.trim().is_empty()).then(|| quotes::curly(text.trim()));
    // The engine would take first words of a family name for a particle, whatever was typed.
    let family = quotes::curly(person.family.trim()).replace(char::is_whitespace, &JOINT.to_string());
    NameItem {
        family,
        given: some(&person.given),
        non_dropping_particle: some(&person.non_dropping_particle),
        dropping_particle: some(&person.dropping_particle),
        suffix: some(&person.suffix),
        comma_suffix: None,
    }
}

/// The label of label styles, as the alphanumeric style makes it: `Lo19`, `LK20`, `LKM+21`.
fn label(work: &Work) -> String {
    if let Some(label) = work.field("citation-label") {
        return label.to_owned();
    }
    let names = ["author", "editor", "translator"];
    let names = names.iter().map(|role| work.names(role)).find(|names| !names.is_empty()).unwrap_or(&[]);
    let family = |name: &Name| match name {
        Name::Person(person) if !person.family.is_empty() => person.family.clone(),
        name => name.full(),
    };
    let take = |text: &str, count: usize| text.chars().filter(|c| c.is_alphanumeric()).take(count).collect();
    let mut label: String = match names {
        [] => take(&markup::plain(work.title(), &[]), 3),
        [one] => take(&family(one), 3),
        [first, _, _, _, ..] => take(&family(first), 3) + "+",
        few => few.iter().map(|name| take(&family(name), 1)).collect::<String>(),
    };
    let year = work.year().map(|year| format!("{:02}", year.rem_euclid(100)));
    label.extend(year);
    label
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may panic")]
mod tests {
    use super::*;
    use crate::resolve::citations::sample::{Draft, person};

    fn names(draft: Draft) -> Vec<NameValue> {
        match item(&draft.build(), &Carriers { suffix: "scale", ..Carriers::default() })
            .item
            .0
            .remove("author")
            .unwrap()
        {
            Value::Names(names) => names,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_family_name_is_one_for_the_engine() {
        for typed in ["van der Berg", "Van Der Walt", "boyd"] {
            let NameValue::Item(name) = &names(Draft::book("a").author(person(typed, "Jo")))[0] else {
                panic!("a literal")
            };
            assert_eq!(name.non_dropping_particle, None);
            assert_eq!(name.family, typed.replace(' ', &JOINT.to_string()));
        }
    }

    #[test]
    fn a_name_without_family_is_literal() {
        let plato = names(Draft::book("a").author(person("", "Plato")));
        assert_eq!(plato, [NameValue::Literal(LiteralName { literal: "Plato".to_owned() })]);
        let nobody = item(
            &Draft::book("a").author(person("", " ")).build(),
            &Carriers { suffix: "scale", ..Carriers::default() },
        );
        assert!(!nobody.item.0.contains_key("author"));
    }

    #[test]
    fn a_label_is_split_at_its_last_space() {
        let check = |label, author, year| assert_eq!(Printed::split(label), Printed { author, year });
        check("Xi 2017b", "Xi", "2017b");
        check("Foot and King 2020", "Foot and King", "2020");
        check("Anonymous", "Anonymous", "");
        check("  ", "", "");
    }

    #[test]
    fn labels_follow_the_number_of_names() {
        let draft = || Draft::book("a").issued(2019);
        let lo = || person("Lo", "An");
        assert_eq!(label(&draft().author(lo()).build()), "Lo19");
        assert_eq!(label(&draft().author(lo()).author(person("King", "")).build()), "LK19");
        let four = draft().author(lo()).author(lo()).author(lo()).author(lo());
        assert_eq!(label(&four.build()), "Lo+19");
        assert_eq!(label(&draft().title("Étude").build()), "Étu19");
    }

    #[test]
    fn a_doi_has_no_resolver() {
        assert_eq!(doi("https://doi.org/10.1/x"), "10.1/x");
        assert_eq!(doi("10.1/x"), "10.1/x");
    }
}
