//! Passages: the sentences that refer to something, each cut where the referring words stand; what is made of them is not
//! known here.

use std::ops::Range;

use super::flat::{Flat, Spot, Spotted};
use super::sentences::{self, Sentences, around};
use super::works::Works;
use crate::model::address::{Address, Fragments, Location};
use crate::model::ids::{DocumentId, NoteLabel, Paragraph};
use crate::model::links::{CitationText, Notes, Passage, Referent, Target};
use crate::model::text::{LinkRole, Text, Within};
use crate::model::work::WorkOrigin;

/// No side of a passage is longer than so many bytes: a text without full stops has sentences without end.
const LONGEST_SIDE: usize = 1_200;

/// A text with all that has been found for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved<'a> {
    /// Whose text it is
    pub(super) document: &'a DocumentId,
    /// The text
    pub(super) text: &'a Text,
    /// Its characters, citations worded
    pub(super) flat: &'a Flat<'a>,
    /// Its notes
    pub(super) notes: &'a Notes,
    /// Where its links lead
    pub(super) targets: &'a [Target],
    /// Its citations
    pub(super) citations: &'a [CitationText],
}

/// The passages of a text, each with what it refers to, in the order of the text.
pub(super) fn gather(
    resolved: Resolved<'_>,
    works: &Works,
    sentences: &Sentences,
) -> Vec<(Referent, Passage)> {
    let mut found = Vec::new();
    let places = Places::of(resolved.text, resolved.notes);
    let mut cutter = Cutter { flat: resolved.flat, sentences, leaf: None, borders: Vec::new() };
    for spot in &resolved.flat.spots {
        let referents = referents(&resolved, works, spot);
        if referents.is_empty() {
            continue;
        }
        let passage = resolved.passage(&places, spot, cutter.cut(&spot.range));
        found.extend(referents.into_iter().map(|referent| (referent, passage.clone())));
    }
    found
}

/// What a link or a citation refers to; a text is no evidence for the page that it stands on.
fn referents(resolved: &Resolved<'_>, works: &Works, spot: &Spot) -> Vec<Referent> {
    let own = own(resolved.document);
    let mut found = Vec::new();
    match spot.what {
        Spotted::Link(id) => {
            let is_link = resolved.text.links.get(id.index()).is_some_and(|link| link.role == LinkRole::Link);
            if let Some(Target::Internal { referent: Some(referent), .. }) =
                resolved.targets.get(id.index()).filter(|_| is_link)
            {
                found.push(referent.clone());
            }
        }
        Spotted::Citation(id) => {
            let cited = resolved.citations.get(id.index()).map_or(&[][..], |citation| &citation.works);
            for work in cited.iter().flatten() {
                found.push(Referent::Work(work.clone()));
                if let Some(WorkOrigin::Article(article)) = works.all.get(work).map(|work| &work.origin) {
                    found.push(Referent::Article(article.clone()));
                }
            }
        }
    }
    found.retain(|referent| Some(referent) != own.as_ref());
    // A citation may name one work twice, with two locators.
    found.sort();
    found.dedup();
    found
}

/// The thing on whose page a text is read.
pub(super) fn own(document: &DocumentId) -> Option<Referent> {
    match Location::of(document) {
        Location::Article(id) => Some(Referent::Article(id)),
        Location::Page(id) => Some(Referent::Page(id)),
        Location::Event(id) => Some(Referent::Event(id)),
        Location::Term(id) => Some(Referent::Term(id)),
        _ => None,
    }
}

impl Resolved<'_> {
    fn passage(&self, places: &Places<'_>, spot: &Spot, cut: Cut<'_>) -> Passage {
        let fragments = Fragments::of(self.document);
        let (fragment, within) = match spot.what {
            Spotted::Link(id) => {
                (fragments.link(id), self.text.links.get(id.index()).map(|link| &link.within))
            }
            Spotted::Citation(id) => {
                (fragments.citation(id), self.text.citations.get(id.index()).map(|citation| &citation.within))
            }
        };
        let (paragraph, note) = within.map_or((None, None), |within| places.find(within));
        Passage {
            document: self.document.clone(),
            paragraph,
            note: note.cloned(),
            address: Address::within(self.document, fragment),
            before: cut.before,
            words: cut.words.to_owned(),
            after: cut.after,
        }
    }
}

/// Where the parts of a text are found by a reader.
#[derive(Clone, Debug)]
pub(super) struct Places<'a> {
    text: &'a Text,
    /// The block of each note's first marker, by the note's index
    notes: Vec<Option<u32>>,
}

impl<'a> Places<'a> {
    /// The places of a text.
    pub(super) fn of(text: &'a Text, notes: &Notes) -> Self {
        let mut blocks = vec![None; text.notes.len()];
        for note in &notes.list {
            if let Some(slot) = note.definition().and_then(|index| blocks.get_mut(index)) {
                *slot = note.block;
            }
        }
        Self { text, notes: blocks }
    }

    /// The ¶ of a part of the text; for a note, that of its first marker, and its label.
    pub(super) fn find(&self, within: &Within) -> (Option<Paragraph>, Option<&'a NoteLabel>) {
        let number = |block: u32| self.text.blocks.get(block as usize).and_then(|block| block.number);
        match within {
            Within::Body(block) => (number(*block), None),
            Within::Note(index) => {
                let index = *index as usize;
                let block = self.notes.get(index).copied().flatten();
                (block.and_then(number), self.text.notes.get(index).map(|note| &note.label))
            }
        }
    }
}

/// A passage, cut.
struct Cut<'a> {
    before: String,
    words: &'a str,
    after: String,
}

/// Cuts passages out of a flat text; the sentences of each leaf are found once.
struct Cutter<'a> {
    flat: &'a Flat<'a>,
    sentences: &'a Sentences,
    leaf: Option<usize>,
    borders: Vec<usize>,
}

impl<'a> Cutter<'a> {
    fn cut(&mut self, words: &Range<usize>) -> Cut<'a> {
        let text = self.flat.text.as_str();
        let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
        let leaf = self.flat.leaf(words).filter(|_| !words.is_empty());
        let Some((index, leaf)) = leaf.and_then(|index| Some((index, self.flat.leaves.get(index)?))) else {
            return Cut { before: String::new(), words: slice(words.clone()), after: String::new() };
        };
        let start = leaf.range.start;
        if self.leaf != Some(index) {
            self.leaf = Some(index);
            self.borders = self.sentences.borders(slice(leaf.range.clone()));
        }
        let inside = words.start - start..words.end - start;
        let mut sentence = around(&self.borders, &inside);
        // “A claim. (Ekman 2019)”: the claim is what the citation is for.
        let alone = slice(start + sentence.start..words.start).trim().is_empty()
            && !slice(words.end..start + sentence.end).contains(char::is_alphanumeric);
        if alone && sentence.start > 0 {
            sentence.start = around(&self.borders, &(sentence.start - 1..sentence.start)).start;
        }
        Cut {
            before: tail(slice(start + sentence.start..words.start)),
            words: slice(words.clone()),
            after: head(slice(words.end..start + sentence.end)),
        }
    }
}

/// The end of a text, from a word on.
fn tail(text: &str) -> String {
    if text.len() <= LONGEST_SIDE {
        return text.trim_start().to_owned();
    }
    let rest = sentences::tail(text, LONGEST_SIDE);
    let rest = rest.split_once(' ').map_or(rest, |(_, rest)| rest);
    format!("… {rest}")
}

/// The beginning of a text, up to a word's end.
fn head(text: &str) -> String {
    if text.len() <= LONGEST_SIDE {
        return text.trim_end().to_owned();
    }
    let rest = sentences::head(text, LONGEST_SIDE);
    let rest = rest.rsplit_once(' ').map_or(rest, |(rest, _)| rest);
    format!("{rest} …")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that is written wrongly should fail")]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::{LONGEST_SIDE, Resolved, gather};
    use crate::model::ids::{ArticleId, DocumentId, FileId, WorkKey};
    use crate::model::links::{CitationText, Passage, Referent, WorkId};
    use crate::model::rich::Rich;
    use crate::model::term::TermKind;
    use crate::model::work::WorkOrigin;
    use crate::resolve::anchors::AnchorBook;
    use crate::resolve::fixture::{self, Fixture};
    use crate::resolve::flat::{Citations, Flat};
    use crate::resolve::index::Index;
    use crate::resolve::sentences::Sentences;
    use crate::resolve::works::Works;
    use crate::resolve::{notes, targets};

    /// The passages of a text: each cites `(Key)` where it has `[@key]`.
    fn passages(fixture: &Fixture, document: &DocumentId) -> Vec<(Referent, Passage)> {
        let index = Index::of(&fixture.corpus);
        let (_, text) = fixture.corpus.texts().find(|(id, _)| id == document).unwrap();
        let mut works = Works::default();
        let citations: Vec<_> = text
            .citations
            .iter()
            .map(|citation| {
                let keys = citation.items.iter().map(|cite| cite.key.clone());
                let ids: Vec<_> = keys.clone().map(|key| work(&mut works, key)).collect();
                let shown = keys.map(|key| key.to_string()).collect::<Vec<_>>().join("; ");
                CitationText { content: Rich::plain(format!("({shown})")), note: None, works: ids }
            })
            .collect();
        let (known, references) = (BTreeMap::new(), BTreeMap::new());
        let mut book = AnchorBook::new(&index, &known, &references);
        let flat = Flat::of(text, Citations::Worded(&citations));
        let (targets, _) = targets::resolve(document, text, &flat, &index, &mut book);
        let (notes, _) = notes::resolve(text, None, notes::Cites::InText);
        let resolved =
            Resolved { document, text, flat: &flat, notes: &notes, targets: &targets, citations: &citations };
        gather(resolved, &works, &Sentences::new())
    }

    fn work(works: &mut Works, key: WorkKey) -> Option<WorkId> {
        let article = ArticleId::new(key.as_str());
        let origin = match key.as_str() {
            "undefined" => return None,
            "x" | "y" => WorkOrigin::Article(article),
            _ => WorkOrigin::Bibliography,
        };
        let made = fixture::work(key.as_str(), origin, FileId(0));
        let id = WorkId { declared_by: None, key };
        works.all.insert(id.clone(), Arc::new(made));
        Some(id)
    }

    fn reader(article: &str) -> Fixture {
        let mut fixture = Fixture::new();
        fixture.article("y", "Other.");
        fixture.page("about", "About.");
        fixture.event("e", "See [itself](event:e) and [t](term:t).");
        fixture.term("t", TermKind::Concept, "A term.");
        fixture.article("x", article);
        fixture
    }

    fn shown(found: &[(Referent, Passage)]) -> String {
        let lines = found.iter().map(|(referent, passage)| {
            let referent = match referent {
                Referent::Article(id) => format!("article {id}"),
                Referent::Page(id) => format!("page {id}"),
                Referent::Event(id) => format!("event {id}"),
                Referent::Term(id) => format!("term {id}"),
                Referent::Work(id) => format!("work {}", id.key),
            };
            let paragraph = passage.paragraph.map_or(String::new(), |p| format!(" ¶{p}"));
            let note = passage.note.as_ref().map_or(String::new(), |note| format!(" note {note}"));
            let fragment = passage.address.fragment.as_ref().unwrap().as_str().to_owned();
            format!(
                "{referent}{paragraph}{note} #{fragment}: {}<{}>{}",
                passage.before, passage.words, passage.after
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn check(article: &str, expected: &str) {
        let fixture = reader(article);
        let found = passages(&fixture, &DocumentId::Article(ArticleId::new("x")));
        assert_eq!(shown(&found), expected);
    }

    #[test]
    fn a_passage_is_the_sentence_cut_at_its_words() {
        check(
            "One. In 1955 the U.S. saw *[Bandung](event:e)* rise.[^1] Two.\n[^1]: a",
            "event e ¶1 #link-1: In 1955 the U.S. saw <Bandung> rise.",
        );
        check(
            "# Head\nOne.\n[Other](y.md) begins. And [ends](../pages/about.md)",
            "article y ¶2 #link-1: <Other> begins.\npage about ¶2 #link-2: And <ends>",
        );
        check("一句。第二句有[词](term:t)在。三。", "term t ¶1 #link-1: 第二句有<词>在。");
        check("The [one. And two](term:t) go. Three.", "term t ¶1 #link-1: The <one. And two> go.");
    }

    #[test]
    fn a_citation_counts_for_each_of_its_works_once() {
        check(
            "So it is [@a; @y; @a; @undefined]. Next.",
            "article y ¶1 #cite-1: So it is <(a; y; a; undefined)>.\n\
             work a ¶1 #cite-1: So it is <(a; y; a; undefined)>.\n\
             work y ¶1 #cite-1: So it is <(a; y; a; undefined)>.",
        );
    }

    #[test]
    fn a_citation_that_stands_alone_belongs_to_the_sentence_before() {
        check("Zero. A claim. [@A]", "work A ¶1 #cite-1: A claim. <(A)>");
        check("Zero. A claim. [@A]. Next.", "work A ¶1 #cite-1: A claim. <(A)>.");
        check("Zero. A claim. [@A] says this.", "work A ¶1 #cite-1: <(A)> says this.");
        check("[@a]", "work a ¶1 #cite-1: <(a)>");
    }

    #[test]
    fn in_notes_the_place_is_that_of_the_marker() {
        check(
            "One.\nTwo.[^n]\n[^n]: See [@a] and [y](y.md).\n[^u]: Or [@b].",
            "work a ¶2 note n #cite-1: See <(a)> and y.\n\
             article y ¶2 note n #link-1: See (a) and <y>.\n\
             work b note u #cite-2: Or <(b)>.",
        );
    }

    #[test]
    fn a_text_is_no_evidence_for_its_own_page() {
        check("[here](#p1) [here](x.md) [@x].", "work x ¶1 #cite-1: here here <(x)>.");
        let fixture = reader("");
        let id = DocumentId::Event(crate::model::ids::EventId::new("e"));
        assert_eq!(shown(&passages(&fixture, &id)), "term t ¶1 #e-link-2: See itself and <t>.");
    }

    #[test]
    fn leaves_are_apart_and_images_are_named() {
        check(
            "- [one](y.md)\n> Two [two](y.md)\n| a [b](y.md) | c",
            "article y ¶1 #link-1: <one>\narticle y ¶2 #link-2: Two <two>\narticle y ¶3 #link-3: a <b>",
        );
        check("See [![a map](m.png)](y.md).", "article y ¶1 #link-1: See <a map>.");
        check("[![](m.png)](y.md)\nNext.", "article y ¶1 #link-1: <>");
    }

    #[test]
    fn links_elsewhere_are_no_passages() {
        check("[a](https://example.org) [b](../index.md) [c](gone.md) ![d](y.md)", "");
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let words = "word ".repeat(2_000);
        let fixture = reader(&format!("{words}[y](y.md) {}", words.repeat(2)));
        let found = passages(&fixture, &DocumentId::Article(ArticleId::new("x")));
        let (_, passage) = &found[0];
        assert!(passage.before.starts_with("… word") && passage.before.ends_with("word "));
        assert!(passage.after.starts_with(" word") && passage.after.ends_with("word …"));
        assert!(passage.before.len() <= LONGEST_SIDE + 8 && passage.after.len() <= LONGEST_SIDE + 8);
    }
}
