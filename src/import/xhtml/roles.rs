//! What was decided of each element before the text is built; why is not known here.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::import::tree::Citation;

/// What an element is, where it is not what its name says.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Role {
    /// The marker of a note, with its label
    Marker(String),
    /// A note in the middle of the text: its place gets a marker with a label, its words become the note
    Inline(String),
    /// It belongs to a note or to the list of references, and is left out of the text
    Apart,
    /// It leads back to a marker, or repeats what stands elsewhere
    Dropped,
    /// A link to a work, by its key
    Work(String),
    /// A group of citations
    Citation(Citation),
    /// It belongs to the site
    Chrome(&'static str),
}

/// The roles of elements, by number.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Roles {
    roles: BTreeMap<usize, Role>,
}

impl Roles {
    /// The role of an element.
    pub(in super::super) fn of(&self, at: usize) -> Option<&Role> {
        self.roles.get(&at)
    }

    /// Gives an element a role that has none yet.
    pub(in super::super) fn give(&mut self, at: usize, role: Role) {
        self.roles.entry(at).or_insert(role);
    }

    /// Gives an element a role in any case.
    pub(super) fn change(&mut self, at: usize, role: Role) {
        self.roles.insert(at, role);
    }

    /// Whether an element between two numbers has a role that is not the site's.
    pub(in super::super) fn any_within(&self, range: Range<usize>) -> bool {
        self.roles.range(range).any(|(_, role)| !matches!(role, Role::Chrome(_) | Role::Dropped))
    }

    /// Whether there is a marker, a note or a citation between two numbers: what is a text.
    pub(in super::super) fn texts_within(&self, range: Range<usize>) -> bool {
        self.roles
            .range(range)
            .any(|(_, role)| !matches!(role, Role::Chrome(_) | Role::Dropped | Role::Apart))
    }
}
