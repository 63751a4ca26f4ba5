//! The apparatus ledger: every marker, note, citation and work of an article with its state.

use super::address::Address;
use super::ids::{CitationId, NoteLabel};
use super::links::{NoteState, WorkId};

/// The state of an article's apparatus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Every marker, in document order
    pub markers: Vec<LedgerMarker>,
    /// Every note that is there, in the order of the list; lost ones are known by their markers alone
    pub notes: Vec<LedgerNote>,
    /// How many notes an absent list is declared to have had
    pub absent: Option<u32>,
    /// Every citation, in document order
    pub citations: Vec<LedgerCitation>,
    /// Every work cited or declared, in the order of the first citation
    pub works: Vec<LedgerWork>,
}

/// A marker with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerMarker {
    /// The note's label
    pub label: NoteLabel,
    /// Resolved, missing or absent
    pub state: NoteState,
    /// Where it stands
    pub address: Address,
}

/// A note with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerNote {
    /// Its label
    pub label: NoteLabel,
    /// Resolved or unmarked
    pub state: NoteState,
    /// Where it stands
    pub address: Address,
}

/// A citation with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerCitation {
    /// Which it is
    pub citation: CitationId,
    /// Its text
    pub text: String,
    /// Unidentified if one of its works is
    pub state: WorkState,
    /// Where it stands
    pub address: Address,
}

/// A work with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerWork {
    /// The work
    pub work: WorkId,
    /// Resolved or unidentified
    pub state: WorkState,
    /// How often it is cited
    pub citations: u32,
}

/// The states of a citation and its works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkState {
    /// A bibliography or the reader has the work
    Resolved,
    /// The source cites the work and never lists it
    Unidentified,
}
