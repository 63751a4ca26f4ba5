//! One cite as it is shown: whole, and taken apart into the author and the rest. How cites are joined is not known
//! here.

use citationberg::StyleClass;

use super::engine::Engine;
use super::item::{FIRST_NOTE, Printed};
use super::library::Entry;
use super::locator::{self, LocatorKind};
use super::pieces::{self, Piece, Sign};
use crate::model::article::EditionKind;
use crate::model::citation::{Cite, Locator};
use crate::model::corpus::Corpus;
use crate::model::links::WorkId;
use crate::model::rich::Look;
use crate::model::work::{Work, WorkOrigin};

/// A cite as it is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// The work, if the key is defined
    pub(super) work: Option<WorkId>,
    /// Words before it
    pub(super) prefix: String,
    /// The whole of it
    pub(super) whole: Vec<Piece>,
    /// The author part
    pub(super) author: Vec<Piece>,
    /// The whole without the author part
    pub(super) rest: Vec<Piece>,
    /// Words after it
    pub(super) suffix: String,
    /// Its number in its text, in styles that print one
    pub(super) number: Option<usize>,
    /// Whether it is cited in part
    pub(super) locator: Located,
    /// Its place among the cites, where the style sorts them
    pub(super) rank: usize,
    /// The letters after its year
    pub(super) letters: Option<String>,
    /// Whether it begins with a word of the locale: “ibid.”
    pub(super) worded: bool,
}

/// Whether a cite names a part of its work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Located {
    /// It does not
    #[default]
    No,
    /// It does
    Yes,
}

/// What stands between a label and the value of a locator, where the style is not asked for the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joint(pub(super) String);

impl Shown {
    /// A cite that the style has printed, with the stand-ins of the locator and of the first note's number still in it.
    pub(super) fn printed(
        engine: &Engine,
        pieces: &[Piece],
        locator: Option<&Locator>,
        first_note: Option<&str>,
    ) -> Self {
        let mut whole = pieces.to_vec();
        for piece in whole.iter_mut().filter(|piece| piece.text.contains(FIRST_NOTE)) {
            piece.text = piece.text.replace(FIRST_NOTE, first_note.unwrap_or_default());
        }
        let mut located = Located::No;
        if let Some(locator) = locator {
            let format = engine.blueprint.style.settings.page_range_format;
            let value = locator::written(locator, format);
            locator::fill(&mut whole, locator::kind(locator).kind, &value);
            located = Located::Yes;
        }
        let mut shown = Self { locator: located, ..Self::default() };
        let author = |piece: &&Piece| piece.marks.author;
        shown.author = whole.iter().filter(author).cloned().collect();
        shown.rest = rest(&whole);
        shown.whole = whole;
        shown
    }

    /// A cite of an unidentified work: what its source prints, whatever the style would.
    pub(super) fn label(label: &str, printed: Printed<'_>, joint: Option<&Joint>, value: &str) -> Self {
        let located = joint.map(|joint| format!("{}{value}", joint.0)).unwrap_or_default();
        let bare = located.trim_start_matches([',', ';', ':', ' ']).to_owned();
        let rest = if printed.year.is_empty() { bare } else { format!("{}{located}", printed.year) };
        let author = Piece { text: printed.author.to_owned(), marks: author_marks(), ..Piece::default() };
        Self {
            whole: plain(&format!("{}{located}", label.trim())),
            author: vec![author],
            rest: plain(&rest),
            locator: if joint.is_some() { Located::Yes } else { Located::No },
            ..Self::default()
        }
    }

    /// A key that nothing defines, as it was typed.
    pub(super) fn undefined(cite: &Cite) -> Self {
        let key = format!("@{}?", cite.key);
        let located = cite.locator.as_ref().map(|locator| locator::written(locator, None));
        let tail = located.as_ref().map(|value| format!(", {value}")).unwrap_or_default();
        Self {
            whole: plain(&format!("{key}{tail}")),
            author: plain(&key),
            rest: plain(&located.unwrap_or_default()),
            ..Self::default()
        }
    }

    /// Whether it begins with a word that is neither a name nor one of the title.
    pub(super) fn begins_with_a_word(&self, title: &str) -> bool {
        let Some(first) = self.whole.first() else { return false };
        let marks = first.marks;
        let word = first.text.split([' ', '.', ',']).next().unwrap_or_default();
        !marks.author
            && !marks.date
            && marks.name.is_none()
            && marks.sign == Sign::None
            && !title.starts_with(word)
    }

    /// Adds words to the end of the cite itself.
    pub(super) fn append(&mut self, words: &str) {
        for pieces in [&mut self.whole, &mut self.rest] {
            let baseline = pieces.last().map(|piece| piece.look.baseline).unwrap_or_default();
            let look = Look { baseline, ..Look::default() };
            pieces::push(pieces, Piece { text: words.to_owned(), look, ..Piece::default() });
        }
        pieces::trim_start(&mut self.rest, &[',']);
        self.locator = Located::Yes;
    }
}

/// The edition that a ¶ is a place in, for an article of this reader that is not the whole work.
pub(super) fn edition(corpus: &Corpus, work: &Work, locator: &Locator) -> Option<String> {
    let WorkOrigin::Article(article) = &work.origin else { return None };
    let words = match corpus.articles.get(article)?.edition.kind {
        EditionKind::Full => return None,
        EditionKind::Abridged => "abridged in",
        EditionKind::Excerpt => "excerpted in",
        EditionKind::LinkOnly => "in",
    };
    if locator.label != "paragraph" {
        return None;
    }
    let sign = if locator::kind(locator).kind == locator::Kind::Numbers { "¶¶" } else { "¶" };
    Some(format!(", {words} {}, {sign}{}", corpus.site.title, locator::written(locator, None)))
}

/// What a style puts between an author and a date and a locator: taken from a citation of a work that has no more.
/// Notes say too much of a work for that.
pub(super) fn joint(pieces: Option<&[Piece]>, kind: LocatorKind, engine: &Engine) -> Joint {
    let in_text = engine.blueprint.style.settings.class == StyleClass::InText;
    let found = pieces.filter(|_| in_text).and_then(|pieces| {
        let stand_in = kind.kind.stand_in();
        let hole = pieces.iter().position(|piece| piece.text.contains(stand_in))?;
        let meant = |piece: &Piece| {
            piece.marks.author || piece.marks.date || matches!(piece.marks.sign, Sign::Number | Sign::Label)
        };
        let core = pieces[..hole].iter().rposition(meant)?;
        let head = pieces[hole].text.split(stand_in).next().unwrap_or_default();
        let joint = pieces::text(&pieces[core + 1..hole]) + head;
        // A bracket that is closed after the locator would stay open.
        (!joint.contains(['(', '[', '{'])).then_some(Joint(joint))
    });
    found.unwrap_or_else(|| {
        use citationberg::taxonomy;
        let term = engine.term(kind).filter(|_| kind.label != taxonomy::Locator::Page);
        Joint(term.map_or_else(|| ", ".to_owned(), |term| format!(", {term} ")))
    })
}

/// The author of a work in words, for styles whose citations name none.
pub(super) fn author_words(engine: &Engine, entry: &Entry<'_>) -> Vec<Piece> {
    use crate::model::work::Name;
    use citationberg::taxonomy::OtherTerm;
    let work = entry.work;
    let roles = ["author", "editor", "translator"];
    let names = roles.iter().map(|role| work.names(role)).find(|names| !names.is_empty()).unwrap_or(&[]);
    let family = |name: &Name| match name {
        Name::Person(person) if !person.family.is_empty() => {
            let parts = [person.non_dropping_particle.as_str(), person.family.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        name => name.full(),
    };
    let words = match names {
        [] => super::markup::stripped(work.title()),
        [one] => family(one),
        [one, two] => {
            format!("{} {} {}", family(one), engine.word(OtherTerm::And).unwrap_or("&"), family(two))
        }
        [first, ..] => format!("{} {}", family(first), engine.word(OtherTerm::EtAl).unwrap_or("et al.")),
    };
    vec![Piece { text: words, marks: author_marks(), ..Piece::default() }]
}

fn author_marks() -> pieces::Marks {
    pieces::Marks { author: true, ..pieces::Marks::default() }
}

fn plain(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    pieces::push(&mut pieces, Piece { text: text.to_owned(), ..Piece::default() });
    pieces
}

/// The pieces without the author part and without what joined it to the rest.
fn rest(whole: &[Piece]) -> Vec<Piece> {
    const JOINTS: [char; 4] = [',', ';', ':', '.'];
    let Some(first) = whole.iter().position(|piece| piece.marks.author) else { return whole.to_vec() };
    let last = whole.iter().rposition(|piece| piece.marks.author).unwrap_or(first);
    let mut before = whole[..first].to_vec();
    let mut after: Vec<Piece> = whole[last + 1..].to_vec();
    pieces::trim_end(&mut before, &[]);
    pieces::trim_start(&mut after, &JOINTS);
    if !before.is_empty() && !after.is_empty() {
        pieces::push(&mut before, Piece { text: " ".to_owned(), ..Piece::default() });
    }
    for piece in after {
        pieces::push(&mut before, piece);
    }
    before
}
