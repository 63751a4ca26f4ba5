//! The apparatus page: the ledger of each article, what is to be said of its gaps, and totals.

use std::collections::BTreeSet;

use super::short_name::short_name;
use super::{Context, counted, listed};
use crate::model::address::{Address, Fragment, Location};
use crate::model::article::Article;
use crate::model::ids::{ArticleId, DocumentId, NoteLabel};
use crate::model::ledger::{Ledger, LedgerWork, WorkState};
use crate::model::links::{NoteState, WorkId};
use crate::render::exports::markup::plain;
use crate::render::view::{Alternate, ApparatusPage, ArticleLedger, LedgerRow, Totals};

/// The file that holds the same.
pub(crate) const JSON: &str = "apparatus.json";

/// Builds `/apparatus/`.
pub(crate) fn page(context: &dyn Context) -> ApparatusPage {
    let page = Location::Apparatus;
    let json_href = context.file_href(&page, JSON);
    let mut shell = context.shell(&page, "Apparatus", "apparatus");
    shell.description = None;
    shell.alternates.push(Alternate {
        rel: "alternate",
        media_type: "application/json",
        href: json_href.clone(),
        title: "Apparatus".to_owned(),
    });
    ApparatusPage { shell, totals: totals(context), articles: articles(context, &page), json_href }
}

/// The ledgers of all articles by slug, with addresses spelled for a page.
pub(crate) fn articles(context: &dyn Context, from: &Location) -> Vec<ArticleLedger> {
    let articles = context.corpus().articles.values();
    articles
        .filter_map(|article| Some(of_article(context, from, article, ledger(context, &article.id)?)))
        .collect()
}

/// How many there are of each in the whole reader; a work that several articles cite counts once.
pub(crate) fn totals(context: &dyn Context) -> Totals {
    let ledgers = || context.corpus().articles.keys().filter_map(|id| ledger(context, id));
    let mut sum = Totals::default();
    for ledger in ledgers() {
        let of = counts(ledger);
        sum.markers += of.markers;
        sum.markers_resolved += of.markers_resolved;
        sum.markers_missing += of.markers_missing;
        sum.markers_absent += of.markers_absent;
        sum.notes += of.notes;
        sum.notes_resolved += of.notes_resolved;
        sum.notes_unmarked += of.notes_unmarked;
        sum.citations += of.citations;
        sum.citations_resolved += of.citations_resolved;
        sum.citations_unidentified += of.citations_unidentified;
    }
    let in_state = |state: WorkState| {
        let works = ledgers().flat_map(|ledger| &ledger.works).filter(|work| work.state == state);
        works.map(|work| &work.work).collect::<BTreeSet<&WorkId>>().len()
    };
    sum.works_resolved = in_state(WorkState::Resolved);
    sum.works_unidentified = in_state(WorkState::Unidentified);
    sum.works = sum.works_resolved + sum.works_unidentified;
    sum
}

/// How many there are of each in one article.
pub(crate) fn counts(ledger: &Ledger) -> Totals {
    let markers = |state| ledger.markers.iter().filter(|marker| marker.state == state).count();
    let notes = |state| ledger.notes.iter().filter(|note| note.state == state).count();
    let citations = |state| ledger.citations.iter().filter(|citation| citation.state == state).count();
    let works = |state| ledger.works.iter().filter(|work| work.state == state).count();
    Totals {
        markers: ledger.markers.len(),
        markers_resolved: markers(NoteState::Resolved),
        markers_missing: markers(NoteState::Missing),
        markers_absent: markers(NoteState::Absent),
        notes: ledger.notes.len(),
        notes_resolved: notes(NoteState::Resolved),
        notes_unmarked: notes(NoteState::Unmarked),
        citations: ledger.citations.len(),
        citations_resolved: citations(WorkState::Resolved),
        citations_unidentified: citations(WorkState::Unidentified),
        works: ledger.works.len(),
        works_resolved: works(WorkState::Resolved),
        works_unidentified: works(WorkState::Unidentified),
    }
}

/// Totals in lines: “24 note markers: 22 resolved, 2 missing”; what there is none of has no line.
pub(crate) fn lines(totals: &Totals) -> Vec<String> {
    let line = |all: String, count: usize, states: &[(usize, &str)]| {
        let states =
            states.iter().filter(|(count, _)| *count > 0).map(|(count, state)| format!("{count} {state}"));
        (count > 0).then(|| format!("{all}: {}", states.collect::<Vec<_>>().join(", ")))
    };
    let markers = [
        (totals.markers_resolved, "resolved"),
        (totals.markers_missing, "missing"),
        (totals.markers_absent, "absent"),
    ];
    let notes = [(totals.notes_resolved, "resolved"), (totals.notes_unmarked, "unmarked")];
    let citations =
        [(totals.citations_resolved, "resolved"), (totals.citations_unidentified, "unidentified")];
    let works = [(totals.works_resolved, "resolved"), (totals.works_unidentified, "unidentified")];
    let lines = [
        line(counted(totals.markers, "note marker", "note markers"), totals.markers, &markers),
        line(counted(totals.notes, "note", "notes"), totals.notes, &notes),
        line(counted(totals.citations, "citation", "citations"), totals.citations, &citations),
        line(counted(totals.works, "work", "works"), totals.works, &works),
    ];
    lines.into_iter().flatten().collect()
}

/// What is to be said of an article's gaps, a sentence each; nothing where nothing is lacking.
pub(crate) fn statements(context: &dyn Context, id: &ArticleId) -> Vec<String> {
    let Some(ledger) = ledger(context, id) else { return Vec::new() };
    let document = DocumentId::Article(id.clone());
    let numbers = |labels: Vec<&NoteLabel>| -> Vec<String> {
        let mut known = BTreeSet::new();
        let labels = labels.into_iter().filter(|label| known.insert(*label));
        ranges(
            &labels.map(|label| context.index().note_number(&document, label).to_owned()).collect::<Vec<_>>(),
        )
    };
    let missing = ledger.markers.iter().filter(|marker| marker.state == NoteState::Missing);
    let unmarked = ledger.notes.iter().filter(|note| note.state == NoteState::Unmarked);
    let said = [
        ledger.absent.map(absent_statement),
        missing_statement(&numbers(missing.map(|marker| &marker.label).collect())),
        unmarked_statement(&numbers(unmarked.map(|note| &note.label).collect())),
        unidentified_statement(&ledger.works),
        uncited_statement(context, &ledger.works),
    ];
    said.into_iter().flatten().collect()
}

fn ledger<'a>(context: &'a dyn Context, id: &ArticleId) -> Option<&'a Ledger> {
    context.links().ledgers.get(id)
}

fn absent_statement(count: u32) -> String {
    let notes = counted(count as usize, "note", "notes");
    format!("The whole note list ({notes}) is missing from the copy.")
}

fn missing_statement(numbers: &[String]) -> Option<String> {
    match numbers {
        [] => None,
        [one] if !one.contains('–') => {
            Some(format!("Note {one} is not in the copy: its marker stands, its text is lost."))
        }
        many => {
            let notes = listed(many);
            Some(format!("Notes {notes} are not in the copy: their markers stand, their texts are lost."))
        }
    }
}

fn unmarked_statement(numbers: &[String]) -> Option<String> {
    match numbers {
        [] => None,
        [one] if !one.contains('–') => Some(format!("No marker points to note {one}.")),
        many => Some(format!("No marker points to notes {}.", listed(many))),
    }
}

fn unidentified_statement(works: &[LedgerWork]) -> Option<String> {
    let cited = || works.iter().filter(|work| work.citations > 0);
    let count = cited().filter(|work| work.state == WorkState::Unidentified).count();
    let no_list = count == cited().count();
    Some(match (count, no_list) {
        (0, _) => return None,
        (1, true) => "1 work is cited by author and year; the copy has no list that names it.".to_owned(),
        (1, false) => "1 work is cited by author and year; the copy does not list it.".to_owned(),
        (_, true) => format!("{count} works are cited by author and year; the copy has no list of them."),
        (_, false) => format!("{count} works are cited by author and year; the copy does not list them."),
    })
}

fn uncited_statement(context: &dyn Context, works: &[LedgerWork]) -> Option<String> {
    let works = works.iter().filter(|work| work.citations == 0 && work.state == WorkState::Unidentified);
    let labels: Vec<String> = works.map(|work| work_label(context, &work.work)).collect();
    match labels.as_slice() {
        [] => None,
        [one] => Some(format!("1 work is declared as cited, but no citation leads to it: {one}.")),
        many => Some(format!(
            "{} works are declared as cited, but no citation leads to them: {}.",
            many.len(),
            listed(many)
        )),
    }
}

/// Numbers with runs of three and more drawn together: 8, 9, 12, 13, 14 are “8”, “9”, “12–14”.
fn ranges(numbers: &[String]) -> Vec<String> {
    let value = |text: &String| text.parse::<u64>().ok();
    let mut ranges = Vec::new();
    let mut rest = numbers;
    while let Some(first) = rest.first() {
        let follows = |pair: &&[String]| match pair {
            [a, b] => value(a).and_then(|a| a.checked_add(1)).is_some_and(|next| value(b) == Some(next)),
            _ => false,
        };
        let run = 1 + rest.windows(2).take_while(follows).count();
        let (run, after) = rest.split_at(run);
        match run {
            [_, _, .., last] => ranges.push(format!("{first}–{last}")),
            _ => ranges.extend(run.iter().cloned()),
        }
        rest = after;
    }
    ranges
}

fn of_article(context: &dyn Context, from: &Location, article: &Article, ledger: &Ledger) -> ArticleLedger {
    let document = DocumentId::Article(article.id.clone());
    let number = |label: &NoteLabel| context.index().note_number(&document, label).to_owned();
    let row = |label: String, state: &'static str, address: &Address| LedgerRow {
        label,
        state,
        href: context.href(from, address),
    };
    let work = |work: &LedgerWork| {
        row(work_label(context, &work.work), work_state(work.state), &work_address(context, &document, work))
    };
    let citation = |text: &str| plain(text);
    ArticleLedger {
        id: article.id.to_string(),
        href: context.href(from, &Address::page(Location::Article(article.id.clone()))),
        title: plain(article.title()),
        short: context.index().article_name(&article.id),
        totals: counts(ledger),
        statements: statements(context, &article.id),
        markers: ledger
            .markers
            .iter()
            .map(|m| row(number(&m.label), note_state(m.state), &m.address))
            .collect(),
        notes: ledger.notes.iter().map(|n| row(number(&n.label), note_state(n.state), &n.address)).collect(),
        citations: ledger
            .citations
            .iter()
            .map(|c| row(citation(&c.text), work_state(c.state), &c.address))
            .collect(),
        works: ledger.works.iter().map(work).collect(),
    }
}

fn work_label(context: &dyn Context, id: &WorkId) -> String {
    context.links().works.get(id).map_or_else(|| id.key.to_string(), |work| short_name(work))
}

/// The work's entry on the article's page; on the references page where the article's text does not cite it.
fn work_address(context: &dyn Context, document: &DocumentId, work: &LedgerWork) -> Address {
    match context.index().entry(&work.work) {
        Some(entry) if work.citations == 0 => {
            Address { page: Location::References, fragment: Some(entry.clone()) }
        }
        _ => Address::within(document, Fragment::reference(&work.work.key)),
    }
}

fn note_state(state: NoteState) -> &'static str {
    match state {
        NoteState::Resolved => "resolved",
        NoteState::Missing => "missing",
        NoteState::Absent => "absent",
        NoteState::Unmarked => "unmarked",
    }
}

fn work_state(state: WorkState) -> &'static str {
    match state {
        WorkState::Resolved => "resolved",
        WorkState::Unidentified => "unidentified",
    }
}

#[cfg(test)]
#[path = "apparatus_tests.rs"]
mod tests;
