//! BibLaTeX's fields as CSL's variables; how entries are read and inherit is not known here.

use super::super::dates;
use super::super::draft::Draft;
use super::inherit::{Fields, Value};
use super::latex::{self, Node};
use super::{case, names, vocabulary, words};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::FileId;
use crate::model::span::Span;

/// An entry that becomes a work.
pub(super) struct Conversion<'f, 's, 'd> {
    /// The type of the entry
    pub(super) kind: &'f str,
    /// Its fields, inherited ones included
    pub(super) fields: &'f Fields<'s>,
    /// Its file
    pub(super) file: FileId,
    /// The work
    pub(super) draft: Draft<'d>,
}

impl Conversion<'_, '_, '_> {
    /// Sets everything that the fields say.
    pub(super) fn run(&mut self) {
        self.names();
        self.titles();
        self.numbers();
        self.texts();
        self.addresses();
        self.dates();
    }

    fn get(&self, field: &str) -> Option<&Value<'_>> {
        self.fields.get(field)
    }

    fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    fn span(&self, value: &Value<'_>) -> Span {
        Span::new(self.file, value.range.clone())
    }

    /// A field as CSL's rich text.
    fn rich(&self, field: &str) -> String {
        self.get(field).map(|value| words::rich(&latex::read(&value.text))).unwrap_or_default()
    }

    fn plain(&self, field: &str) -> String {
        self.get(field).map(|value| words::plain(&latex::read(&value.text))).unwrap_or_default()
    }

    fn names(&mut self) {
        for (field, variable) in vocabulary::NAMES {
            if let Some(value) = self.fields.get(*field) {
                self.draft.names(variable, names::read(&value.text));
            }
        }
        for role in ["editora", "editorb", "editorc"] {
            let kind = self.plain(&format!("{role}type"));
            if let Some(value) = self.fields.get(role)
                && matches!(kind.as_str(), "director" | "translator" | "compiler" | "organizer")
            {
                self.draft.names(&kind, names::read(&value.text));
            }
        }
    }

    fn titles(&mut self) {
        let title = self.title("title");
        let periodical = self.draft.work().kind.starts_with("article") || self.kind == "review";
        self.draft.set("title", title);
        if let Some(short) = self.short_title() {
            self.draft.set("title-short", short);
        }
        if periodical {
            let journal = if self.has("journaltitle") { "journaltitle" } else { "journal" };
            let joined =
                join_title(self.rich(journal), self.rich("journalsubtitle"), self.plain("journaltitleaddon"));
            self.draft.set("container-title", joined);
        }
        let book = self.title("booktitle");
        let main = self.title("maintitle");
        match (main.is_empty(), book.is_empty()) {
            (false, false) => {
                self.draft.set("container-title", main);
                self.draft.set("volume-title", book);
            }
            (false, true) if self.has("title") && self.draft.work().kind == "book" => {
                let volume = self.title("title");
                self.draft.replace("title", main);
                self.draft.set("volume-title", volume);
            }
            (false, true) => self.draft.set("container-title", main),
            (true, _) => self.draft.set("container-title", book),
        }
        if !periodical {
            // Much that is no article names a journal nevertheless.
            let journal = if self.has("journaltitle") { "journaltitle" } else { "journal" };
            let journal = self.rich(journal);
            self.draft.set("container-title", journal);
        }
        let series = if periodical { self.rich("series") } else { self.cased("series") };
        self.draft.set("collection-title", series);
        let original = self.cased("origtitle");
        self.draft.set("original-title", original);
    }

    /// A title with its subtitle and addition.
    fn title(&self, field: &str) -> String {
        let head = field.trim_end_matches("title");
        let addition = self.plain(&format!("{field}addon"));
        join_title(self.cased(field), self.cased(&format!("{head}subtitle")), addition)
    }

    /// What stands before the colon, unless a short title is typed.
    fn short_title(&self) -> Option<String> {
        if self.has("shorttitle") {
            return Some(self.cased("shorttitle"));
        }
        let title = self.cased("title");
        if self.has("subtitle") {
            return Some(title);
        }
        let (short, _) = title.split_once(": ")?;
        // A cut through markup would leave it open.
        (short.matches('<').count() == 2 * short.matches("</").count()).then(|| short.to_owned())
    }

    /// A title in sentence case where it is English; what is protected stays.
    fn cased(&self, field: &str) -> String {
        let Some(value) = self.get(field) else { return String::new() };
        let mut nodes: Vec<Node> = latex::read(&value.text);
        if self.is_english() {
            case::sentence(&mut nodes);
        }
        words::rich(&nodes)
    }

    fn is_english(&self) -> bool {
        let language = self.language();
        language.is_empty() || language.to_ascii_lowercase().starts_with("en")
    }

    fn language(&self) -> String {
        let named = ["langid", "hyphenation", "language"].into_iter().find(|field| self.has(field));
        named.map(|field| vocabulary::language(&self.plain(field))).unwrap_or_default()
    }

    /// Volume, number and pages, whose meaning depends on the type.
    fn numbers(&mut self) {
        let number = self.plain("number");
        let issue = self.plain("issue");
        let kind = self.draft.work().kind.clone();
        match kind.as_str() {
            "article-journal" | "article-magazine" | "article-newspaper" | "review" => {
                let both = [number, issue].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
                self.draft.set("issue", both.join(", "));
            }
            // BibLaTeX, “number”: of books and their parts it is the number in the series.
            "book" | "chapter" | "paper-conference" | "entry-encyclopedia" if self.kind != "manual" => {
                self.draft.set("collection-number", number);
                self.draft.set("issue", issue);
            }
            _ => {
                self.draft.set("number", number);
                self.draft.set("issue", issue);
            }
        }
        let volume = self.plain("volume");
        let part = self.plain("part");
        match (volume.is_empty(), part.is_empty()) {
            (true, false) => self.draft.set("volume", part),
            (false, false) => self.draft.set("volume", format!("{volume}.{part}")),
            _ => {}
        }
        let pages = if self.has("pages") { self.plain("pages") } else { self.plain("eid") };
        self.draft.set("page", pages.replace(['‐', '‑'], "-").replace('-', "–").replace("––", "–"));
    }

    fn texts(&mut self) {
        for (field, variable) in vocabulary::TEXTS {
            let text = self.rich(field);
            if *field == "addendum" && self.has("note") {
                let note = self.rich("note");
                self.draft.replace("note", format!("{note}. {text}").trim_end_matches([' ', '.']));
            } else {
                self.draft.set(variable, text);
            }
        }
        for (field, variable) in vocabulary::LISTS {
            if let Some(value) = self.fields.get(*field)
                && !is_address(field, value)
                // One is another name of the other; where both are typed, one is mostly the place of an event.
                && (*field != "location" || !self.has("address"))
            {
                let items =
                    names::split_list(&value.text).into_iter().map(|item| words::plain(&latex::read(item)));
                let items = items.collect::<Vec<_>>().join("; ");
                let joined = match self.draft.work().field(variable) {
                    Some(before) if before != items => format!("{before}; {items}"),
                    _ => items,
                };
                self.draft.replace(variable, joined);
            }
        }
        let language = self.language();
        self.draft.set("language", language);
        let genre = self.genre();
        self.draft.set("genre", genre);
    }

    fn genre(&self) -> String {
        let typed = self.rich("type");
        let known = match typed.as_str() {
            "phdthesis" => "PhD thesis",
            "mathesis" | "mastersthesis" => "Master’s thesis",
            "bathesis" => "Bachelor’s thesis",
            "candthesis" => "Candidate thesis",
            "techreport" => "technical report",
            "resreport" => "research report",
            "" if self.kind == "phdthesis" => "PhD thesis",
            "" if self.kind == "mastersthesis" => "Master’s thesis",
            _ => return typed,
        };
        known.to_owned()
    }

    fn addresses(&mut self) {
        if let Some(value) = self.get("doi") {
            let doi = latex::verbatim(&value.text);
            self.draft.doi(&doi);
        }
        let published = self.get("howpublished").filter(|value| is_address("howpublished", value));
        if let Some(value) = self.get("url").or(published) {
            let (url, span) = (latex::verbatim(&value.text), self.span(value));
            self.draft.url("URL", &url, span);
        }
        if let Some(value) = self.get("eprint") {
            let (eprint, span) = (latex::verbatim(&value.text), self.span(value));
            let kind =
                if self.has("eprinttype") { self.plain("eprinttype") } else { self.plain("archiveprefix") };
            if let Some(url) = eprint_url(&kind, &eprint) {
                self.draft.url("URL", &url, span);
            }
        }
    }

    fn dates(&mut self) {
        for (field, variable) in [
            ("date", "issued"),
            ("urldate", "accessed"),
            ("origdate", "original-date"),
            ("eventdate", "event-date"),
        ] {
            if let Some(value) = self.get(field) {
                let (text, span) = (date_text(&value.text), self.span(value));
                self.draft.date(variable, &text, span);
            }
        }
        if let Some(value) = self.get("year") {
            let span = self.span(value);
            let year = date_text(&value.text);
            let text = self.with_month(&year).unwrap_or(year);
            self.draft.year("issued", &text, span);
        }
    }

    /// A year with its month and day, where it is one year.
    fn with_month(&mut self, year: &str) -> Option<String> {
        let number: i64 = year.parse().ok().filter(|year| (0..=9999).contains(year))?;
        let value = self.get("month")?;
        let span = self.span(value);
        let typed = self.plain("month");
        let mut words =
            typed.split(|c: char| c.is_whitespace() || ",–-/~".contains(c)).filter(|word| !word.is_empty());
        let month = words.clone().find_map(|word| dates::month(word).filter(|_| !is_day(word, &typed)));
        let Some(month) = month else {
            let message = format!("`{typed}` is no month, and is left out");
            let help = "write it as a number, or as `jan`, `feb`, …";
            self.draft.report(Diagnostic::at(Code::BibliographyField, span, message).help(help));
            return None;
        };
        let one =
            words.clone().filter(|word| dates::month(word).is_some() && !is_day(word, &typed)).count() == 1;
        let day = if self.has("day") {
            self.plain("day").parse().ok()
        } else {
            words.find(|word| is_day(word, &typed)).and_then(|word| word.parse().ok())
        };
        Some(dates::from_parts(number, Some(month), day.filter(|_| one)))
    }
}

/// The text of a date; `~` in one is EDTF's, not LaTeX's.
fn date_text(source: &str) -> String {
    if source.contains('\\') {
        return words::plain(&latex::read(source));
    }
    source.chars().filter(|c| !matches!(c, '{' | '}')).collect::<String>().trim().to_owned()
}

/// Whether a word beside a month's name is the day: `15 June`.
fn is_day(word: &str, month: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) && month.contains(char::is_alphabetic)
}

/// Whether a field says how a work is published by nothing but an address.
fn is_address(field: &str, value: &Value<'_>) -> bool {
    let address = latex::verbatim(&value.text);
    let alone = !value.text.trim().contains(char::is_whitespace);
    field == "howpublished" && alone && (address.starts_with("http://") || address.starts_with("https://"))
}

fn join_title(title: String, subtitle: String, addition: String) -> String {
    let mut joined = title;
    if !subtitle.is_empty() {
        let colon = if joined.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
        joined = if joined.is_empty() { subtitle } else { joined + colon + &subtitle };
    }
    if !addition.is_empty() {
        joined = if joined.is_empty() { addition } else { joined + ". " + &addition };
    }
    joined
}

/// The address of a work in an archive that is known.
fn eprint_url(kind: &str, eprint: &str) -> Option<String> {
    let eprint = eprint.trim_start_matches("arXiv:");
    let base = match kind.to_ascii_lowercase().as_str() {
        "arxiv" => "https://arxiv.org/abs/",
        "jstor" => "https://www.jstor.org/stable/",
        "pubmed" => "https://www.ncbi.nlm.nih.gov/pubmed/",
        "googlebooks" => "https://books.google.com?id=",
        "hdl" => "https://hdl.handle.net/",
        _ => return None,
    };
    (!eprint.is_empty()).then(|| format!("{base}{eprint}"))
}
