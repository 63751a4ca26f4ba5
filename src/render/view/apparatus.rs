//! The view of the ledger: `apparatus.html`; `apparatus.json` holds the same.

use serde::Serialize;

use super::Shell;

/// `apparatus.html`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ApparatusPage {
    /// The frame
    pub(crate) shell: Shell,
    /// The whole reader
    pub(crate) totals: Totals,
    /// Each article
    pub(crate) articles: Vec<ArticleLedger>,
    /// The address of `apparatus.json`
    pub(crate) json_href: String,
}

/// How many there are of each in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Totals {
    /// Note markers
    pub(crate) markers: usize,
    /// … whose note is there
    pub(crate) markers_resolved: usize,
    /// … whose note is lost
    pub(crate) markers_missing: usize,
    /// … whose whole list is lost
    pub(crate) markers_absent: usize,
    /// Notes that are there
    pub(crate) notes: usize,
    /// … that a marker leads to
    pub(crate) notes_resolved: usize,
    /// … that no marker leads to
    pub(crate) notes_unmarked: usize,
    /// Citations
    pub(crate) citations: usize,
    /// … all of whose works are known
    pub(crate) citations_resolved: usize,
    /// … of a work that the source never lists
    pub(crate) citations_unidentified: usize,
    /// Works cited
    pub(crate) works: usize,
    /// … that are known
    pub(crate) works_resolved: usize,
    /// … that the source never lists
    pub(crate) works_unidentified: usize,
}

/// The ledger of one article.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ArticleLedger {
    /// The slug, and the fragment on the page
    pub(crate) id: String,
    /// The article's page
    pub(crate) href: String,
    /// Its title
    pub(crate) title: String,
    /// Its short name
    pub(crate) short: String,
    /// How many there are
    pub(crate) totals: Totals,
    /// What is to be said of its gaps, a sentence each
    pub(crate) statements: Vec<String>,
    /// The markers
    pub(crate) markers: Vec<LedgerRow>,
    /// The notes that are there
    pub(crate) notes: Vec<LedgerRow>,
    /// The citations
    pub(crate) citations: Vec<LedgerRow>,
    /// The works
    pub(crate) works: Vec<LedgerRow>,
}

/// One line of a ledger.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LedgerRow {
    /// What it is: a note's number, a citation's text, a work's label
    pub(crate) label: String,
    /// `resolved`, `missing`, `absent`, `unmarked` or `unidentified`
    pub(crate) state: &'static str,
    /// Where it stands
    pub(crate) href: String,
}
