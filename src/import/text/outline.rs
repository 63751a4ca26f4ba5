//! What each passage is for: the title, a field of the header, chrome, a heading, a caption, or text; what the fields mean
//! and how the text is built is not known here.
//!
//! 1. The prose is what is long enough to be nothing else. What stands before its first passage is the head, what stands
//!    behind its last the tail; only there short lines are taken for chrome or data without much ado.
//! 2. The title is the head's line that is most like one.
//! 3. Everything else is text, short lines between paragraphs headings.

use super::captions::{is_caption, stands_for_picture};
use super::chrome::{chrome, is_path};
use super::dates::is_date;
use super::fields::Label;
use super::findings::{self, Finding, first_publication, told};
use super::headings::headings;
use super::imprint::imprint;
use super::names;
use super::passages::Passage;
use super::sections::{Section, section};
use crate::import::draft::{Certainty, PersonName};

/// How many passages the head has at most.
const LONGEST_HEAD: usize = 60;

/// What a passage is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The title
    Title,
    /// Data of the work, which become fields
    Data,
    /// It belongs to the site
    Chrome(&'static str),
    /// A heading of a level
    Heading(u8),
    /// What is written under a picture
    Caption,
    /// Text, from an offset on
    Text(usize),
}

/// The roles of all passages, and what was found on the way.
#[derive(Debug)]
pub(super) struct Outline {
    /// One for each passage
    pub(super) roles: Vec<Role>,
    /// What lines say of the work
    pub(super) findings: Vec<Finding>,
    /// The first passage behind the prose
    pub(super) behind: usize,
    /// Lines of the head that were not understood, and stay
    pub(super) doubtful: Vec<usize>,
}

/// Settles the roles.
pub(super) fn outline(passages: &[Passage]) -> Outline {
    let first = passages.iter().position(is_prose).unwrap_or(passages.len().min(1)).min(LONGEST_HEAD);
    let last = passages.iter().rposition(is_prose).map_or(first, |last| last + 1);
    let mut outline = Outline {
        roles: vec![Role::Text(0); passages.len()],
        findings: Vec::new(),
        behind: last,
        doubtful: Vec::new(),
    };
    outline.site_sections(passages);
    outline.head(passages, first);
    outline.middle(passages, first);
    outline.tail(passages, first.max(1));
    outline.author_section(passages);
    for (index, level) in headings(passages, &outline.roles) {
        outline.set(index, Role::Heading(level));
        outline.doubtful.retain(|doubtful| *doubtful != index);
    }
    outline
}

/// Whether a passage is too long to be anything but text.
pub(super) fn is_prose(passage: &Passage) -> bool {
    let text = &passage.text;
    let wide = text.chars().filter(|c| matches!(u32::from(*c), 0x3041..=0x9fff)).count();
    let long = text.chars().count() >= 160 || text.split_whitespace().count() >= 25 || wide >= 50;
    long && chrome(text).is_none() && told(text, 0).is_none() && !is_caption(text)
}

/// Whether a line is the first of several that are counted, `I. Introduction`, and no name with an initial.
fn is_counted(passages: &[Passage], text: &str) -> bool {
    text.starts_with("I.") && passages.iter().any(|passage| passage.text.starts_with("II."))
}

/// A caption by its words, or by its place: below the line that stands for a picture, or the same line twice.
fn captions_with(passages: &[Passage], index: usize) -> bool {
    let Some(passage) = passages.get(index).filter(|passage| passage.text.chars().count() <= 300) else {
        return false;
    };
    let above =
        index.checked_sub(1).and_then(|above| passages.get(above)).filter(|_| passage.blank_before == 0);
    let below = passages.get(index + 1).filter(|below| below.blank_before == 0);
    is_caption(&passage.text)
        || above.is_some_and(|above| stands_for_picture(&above.text) || above.text == passage.text)
        || below.is_some_and(|below| below.text == passage.text)
}

impl Outline {
    fn set(&mut self, index: usize, role: Role) {
        if let Some(slot) = self.roles.get_mut(index) {
            *slot = role;
        }
    }

    fn role(&self, index: usize) -> Role {
        self.roles.get(index).copied().unwrap_or(Role::Text(0))
    }

    fn is_open(&self, index: usize) -> bool {
        self.role(index) == Role::Text(0)
    }

    /// From the heading of a comment form, or of related texts, to the end: people write there as well.
    fn site_sections(&mut self, passages: &[Passage]) {
        let kinds: Vec<Option<Section>> = passages.iter().map(|passage| section(&passage.text)).collect();
        let from = passages.len() / 2;
        let last_own = kinds
            .iter()
            .rposition(|kind| matches!(kind, Some(Section::Works | Section::Notes | Section::Author)));
        let start = from.max(last_own.map_or(0, |own| own + 1));
        let site = kinds.iter().enumerate().skip(start).find_map(|(index, kind)| match kind {
            Some(Section::Site(what)) if matches!(*what, "comment form" | "related texts") => {
                Some((index, *what))
            }
            _ => None,
        });
        if let Some((index, what)) = site {
            for behind in index..passages.len() {
                self.set(behind, Role::Chrome(what));
            }
            self.behind = self.behind.min(index);
        }
    }

    fn head(&mut self, passages: &[Passage], first: usize) {
        for (index, passage) in passages.iter().enumerate().take(first) {
            if let Some(what) = chrome(&passage.text) {
                self.set(index, Role::Chrome(what));
            } else if let Some(told) = told(&passage.text, index) {
                self.findings.extend(told.findings);
                let behind = told.rest.and_then(|rest| passage.text.get(..rest));
                self.set(
                    index,
                    match behind.map(|behind| behind.trim_end().ends_with(['|', '•', '·'])) {
                        None => Role::Data,
                        // `3 May 2011 | 5 minutes | Print`
                        Some(true) => Role::Chrome("line below the title"),
                        Some(false) => Role::Heading(2),
                    },
                );
            } else if let Some(findings) = imprint(&passage.text, index) {
                self.imprint(findings, index, passages);
            } else if is_caption(&passage.text) {
                self.set(index, Role::Caption);
            }
        }
        let title = self.title(passages, first);
        if let Some(title) = title {
            self.set(title, Role::Title);
        }
        let words = title.and_then(|title| passages.get(title)).map_or("", |passage| &*passage.text);
        for index in 0..first {
            if self.is_open(index) {
                self.head_line(passages, index, title, words);
            }
        }
    }

    /// Data of which no field was made stay where they are seen: what may be a heading in the text, the rest with the
    /// site's lines.
    pub(super) fn give_back(&mut self, unused: &[usize]) {
        for index in unused.iter().copied() {
            if self.role(index) != Role::Data {
                continue;
            }
            let is_name = |finding: &Finding| finding.passage == index && finding.label == Label::Author;
            if self.findings.iter().any(is_name) {
                self.set(index, Role::Text(0));
                self.doubtful.push(index);
            } else {
                self.set(index, Role::Chrome("other data of the work"));
            }
        }
    }

    /// What a journal prints; the short line above it is the journal's name, if it has none itself.
    fn imprint(&mut self, findings: Vec<Finding>, index: usize, passages: &[Passage]) {
        let named = findings.iter().any(|finding| finding.label == Label::Container);
        self.findings.extend(findings);
        self.set(index, Role::Data);
        let above = index.checked_sub(1).filter(|above| !named && self.is_open(*above));
        let Some((above, passage)) = above.and_then(|above| Some((above, passages.get(above)?))) else {
            return;
        };
        if passage.text.split_whitespace().count() <= 8 && above < 3 {
            let (label, value) = (Label::Container, passage.text.clone());
            self.findings.push(Finding { label, value, certainty: Certainty::Guessed, passage: above });
            self.set(above, Role::Data);
        }
    }

    /// The line of the head that is most like a title: of several words, early, without a full stop.
    fn title(&self, passages: &[Passage], first: usize) -> Option<usize> {
        let stated = self.findings.iter().any(|finding| finding.label == Label::Title);
        let open = |index: &usize| self.is_open(*index) && !stated;
        let worth = |index: usize| {
            let text = &passages.get(index)?.text;
            let wide = text.chars().filter(|c| matches!(u32::from(*c), 0x3041..=0x9fff)).count();
            let words = text.split_whitespace().count() + wide / 2;
            let no = text.chars().count() > 300
                || is_date(text)
                || is_path(text, "")
                || section(text).is_some()
                || names::are_names(text) && index > 0
                || names::is_position(text) && words < 5
                || first_publication(text, index).len() > 1;
            let told_twice =
                passages.iter().take(first).any(|other| other.text != *text && other.text.ends_with(&**text));
            let stop = text.ends_with(['.', ',', ';']) && !text.ends_with("...");
            let mut worth =
                i64::try_from(words.min(12)).unwrap_or(12) * 2 - i64::try_from(index).unwrap_or(i64::MAX / 2);
            worth += if index == 0 { 8 } else { 0 };
            worth +=
                if told_twice { 20 } else { 0 } + if text.contains([':', '?', '：', '？']) { 4 } else { 0 };
            worth -= if stop { 12 } else { 0 };
            (!no).then_some(worth)
        };
        // Of equals the first.
        (0..first)
            .filter(open)
            .filter_map(|index| Some((worth(index)?, index)))
            .max_by_key(|(worth, index)| (*worth, std::cmp::Reverse(*index)))
            .map(|(_, index)| index)
    }

    /// A line of the head that is neither data with a label nor chrome by its words.
    fn head_line(&mut self, passages: &[Passage], index: usize, title: Option<usize>, words: &str) {
        let Some(text) = passages.get(index).map(|passage| &passage.text) else {
            return;
        };
        let below = title.is_some_and(|title| index > title);
        let finding =
            |label| Finding { label, value: text.clone(), certainty: Certainty::Guessed, passage: index };
        let published = first_publication(text, index);
        if is_path(text, words) || (!below && title.is_some() && !words.is_empty() && text.ends_with(words)) {
            self.set(index, Role::Chrome("navigation"));
        } else if is_date(text) {
            self.findings.push(finding(Label::Issued));
            self.set(index, if below { Role::Data } else { Role::Chrome("date of the page") });
        } else if !published.is_empty() {
            self.findings.extend(published);
        } else if below && names::are_names(text) && !is_counted(passages, text) {
            self.findings.push(finding(Label::Author));
            self.set(index, Role::Data);
        } else if names::is_position(text) && text.split_whitespace().count() <= 12 && below {
            self.findings.push(finding(Label::Affiliation));
            self.set(index, Role::Data);
        } else if title.is_some_and(|title| index < title) && text.split_whitespace().count() <= 8 {
            self.set(index, Role::Chrome("name of the site"));
        } else {
            self.doubtful.push(index);
        }
    }

    /// Between the paragraphs only what can be nothing else is chrome.
    fn middle(&mut self, passages: &[Passage], first: usize) {
        for (index, passage) in passages.iter().enumerate().take(self.behind).skip(first) {
            if self.is_open(index) && captions_with(passages, index) {
                self.set(index, Role::Caption);
            }
            let words = passage.text.split_whitespace().count();
            let what = chrome(&passage.text).filter(|what| words <= 25 && (words > 1 || *what == "advert"));
            if let Some(what) = what.filter(|_| self.is_open(index)) {
                self.set(index, Role::Chrome(what));
            }
        }
    }

    /// Behind the prose: by-lines, and once the site begins, everything short is its own.
    fn tail(&mut self, passages: &[Passage], first: usize) {
        let mut site = false;
        for (index, passage) in passages.iter().enumerate().skip(self.behind.max(first)) {
            if !self.is_open(index) {
                site |= matches!(self.role(index), Role::Chrome(_));
                continue;
            }
            let text = &passage.text;
            let named = text.to_lowercase().starts_with("read in ") && text.split_whitespace().count() <= 8;
            match (section(text), chrome(text)) {
                (Some(Section::Site(what)), _) | (_, Some(what)) => {
                    self.set(index, Role::Chrome(what));
                    site = true;
                }
                (Some(_), _) => site = false,
                _ if named => self.set(index, Role::Chrome("navigation")),
                _ if site && !is_prose(passage) => self.set(index, Role::Chrome("other lines of the site")),
                _ => self.tail_line(text, index),
            }
        }
    }

    fn tail_line(&mut self, text: &str, index: usize) {
        let published = first_publication(text, index);
        if !published.is_empty() {
            self.findings.extend(published);
        } else if let Some(told) = told(text, index).filter(|told| told.rest.is_none()) {
            self.findings.extend(told.findings);
            self.set(index, Role::Data);
        } else if is_caption(text) {
            self.set(index, Role::Caption);
        }
    }

    /// What is said of the author names the author, where nothing else does.
    fn author_section(&mut self, passages: &[Passage]) {
        let is_author = |passage: &Passage| section(&passage.text) == Some(Section::Author);
        let Some(heading) = passages.iter().rposition(is_author) else {
            return;
        };
        let known = self.findings.iter().any(|finding| finding.label == Label::Author);
        let described = passages.get(heading + 1).and_then(|passage| findings::described(&passage.text));
        if let (false, Some(PersonName::Whole(value))) = (known, described) {
            let (certainty, passage) = (Certainty::Guessed, heading + 1);
            self.findings.push(Finding { label: Label::Author, value, certainty, passage });
        }
    }
}
