//! Short formatted texts, as a citation style makes them; how they become HTML is not known here.

use super::links::WorkId;

/// A formatted text: runs in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rich(pub Vec<RichRun>);

/// Characters of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RichRun {
    /// The characters
    pub text: String,
    /// How they look
    pub look: Look,
    /// What they lead to
    pub lead: Option<Lead>,
}

/// How characters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(clippy::struct_excessive_bools, reason = "each is a look of its own, and they combine freely")]
pub struct Look {
    /// Slanted
    pub italic: bool,
    /// Heavy
    pub bold: bool,
    /// Small capitals
    pub small_caps: bool,
    /// Underlined
    pub underline: bool,
    /// On the line, above or below it
    pub baseline: Baseline,
}

/// Where characters stand against the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Baseline {
    /// On it
    #[default]
    Normal,
    /// Above it
    Super,
    /// Below it
    Sub,
}

/// What characters lead to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lead {
    /// A checked web address
    Url(String),
    /// The work that they cite
    Work(WorkId),
}

impl Rich {
    /// A text without any look.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![RichRun { text: text.into(), ..RichRun::default() }])
    }

    /// The characters alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}
