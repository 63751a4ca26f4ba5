//! Articles with a known apparatus → plain text in twenty styles → `postil import` → what is found of it.
//!
//! `POSTIL_ROUND_TRIP` sets the number of articles of each style.

mod article;
mod typeset;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use crate::support::postil;
use article::{Article, Chance, Cite, Piece};
use typeset::{STYLES, Style};

/// How much of what was there was found, and how much of what was found was there.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    there: usize,
    found: usize,
    right: usize,
}

impl Score {
    /// Compares two lists in any order.
    fn of<T: Ord>(there: Vec<T>, found: Vec<T>) -> Self {
        let mut left: BTreeMap<T, usize> = BTreeMap::new();
        let mut score = Self { there: there.len(), found: found.len(), right: 0 };
        for one in there {
            *left.entry(one).or_default() += 1;
        }
        for one in found {
            if let Some(count) = left.get_mut(&one).filter(|count| **count > 0) {
                *count -= 1;
                score.right += 1;
            }
        }
        score
    }

    fn add(&mut self, other: Self) {
        self.there += other.there;
        self.found += other.found;
        self.right += other.right;
    }

    #[allow(clippy::cast_precision_loss, reason = "the numbers are small")]
    fn recall(self) -> f64 {
        if self.there == 0 { 1.0 } else { self.right as f64 / self.there as f64 }
    }

    #[allow(clippy::cast_precision_loss, reason = "the numbers are small")]
    fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }
}

/// The scores of markers, notes and citations.
#[derive(Clone, Copy, Debug, Default)]
struct Scores {
    markers: Score,
    notes: Score,
    citations: Score,
}

#[test]
fn the_apparatus_of_known_articles_comes_back() {
    let cases = std::env::var("POSTIL_ROUND_TRIP").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_u64);
    let mut all = Scores::default();
    let mut table = String::new();
    for (number, style) in STYLES.iter().enumerate() {
        let mut scores = Scores::default();
        for case in 0..cases {
            let mut chance = Chance::new(1 + case * 1000 + u64::try_from(number).unwrap());
            let article = article::article(style.language, style.apparatus, &mut chance);
            let one = measure(style, &article);
            scores.markers.add(one.markers);
            scores.notes.add(one.notes);
            scores.citations.add(one.citations);
        }
        writeln!(table, "{:34}{}", style.name, row(scores)).unwrap();
        all.markers.add(scores.markers);
        all.notes.add(scores.notes);
        all.citations.add(scores.citations);
    }
    println!(
        "precision and recall of     markers        notes          citations\n{table}{:34}{}",
        "all",
        row(all)
    );
    assert!(all.markers.there > 0 && all.notes.there > 0 && all.citations.there > 0, "{table}");
    for score in [all.markers, all.notes] {
        assert!(score.precision() >= 1.0 && score.recall() >= 0.99, "{table}");
    }
    assert!(all.citations.precision() >= 0.98 && all.citations.recall() >= 0.98, "{table}");
}

fn row(scores: Scores) -> String {
    let pair = |score: Score| format!("{:.3} {:.3}    ", score.precision(), score.recall());
    format!("{}{}{}", pair(scores.markers), pair(scores.notes), pair(scores.citations))
}

fn measure(style: &Style, article: &Article) -> Scores {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("article.txt");
    fs::write(&source, style.typeset(article)).unwrap();
    let into = folder.path().join("reader");
    let run = postil(&["import", source.to_str().unwrap(), "--into", into.to_str().unwrap()]);
    let text = fs::read_to_string(into.join("content/articles/article.md"))
        .unwrap_or_else(|error| panic!("{}: {error}\n{}", style.name, run.all()));
    let text = text.rsplit_once("\n+++\n").map_or(text.as_str(), |(_, body)| body);
    Scores {
        markers: Score::of(markers(article), found_markers(text)),
        notes: Score::of(notes(article), found_notes(text)),
        citations: Score::of(keys(article), found_keys(text)),
    }
}

/// The word before each marker, with its label.
fn markers(article: &Article) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for paragraph in &article.paragraphs {
        let mut before = String::new();
        for piece in paragraph {
            match piece {
                Piece::Words(words) => before.push_str(words),
                Piece::Marker(label) => found.push((last_word(&before), label.to_string())),
                Piece::Group(_) | Piece::Narrative(_) => "cited ".clone_into(&mut before),
            }
        }
    }
    found
}

fn found_markers(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let body = text.lines().filter(|line| !line.starts_with("[^"));
    for line in body {
        let parts: Vec<_> = line.split("[^").collect();
        let mut before = String::new();
        for pair in parts.windows(2) {
            let words = pair[0].split_once(']').map_or(pair[0], |(_, words)| words);
            before.push_str(if words.len() < pair[0].len() && before.is_empty() { pair[0] } else { words });
            let label = pair[1].split_once(']').map_or(pair[1], |(label, _)| label);
            found.push((last_word(&before), label.to_owned()));
        }
    }
    found
}

/// The letters of the last word, whatever marks stand behind it; a citation is a word.
fn last_word(text: &str) -> String {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ']');
    if text.ends_with(']') || text.ends_with("cited") {
        return "cited".to_owned();
    }
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

fn notes(article: &Article) -> Vec<String> {
    article.notes.iter().enumerate().map(|(at, note)| format!("{}: {}", at + 1, letters(note))).collect()
}

fn found_notes(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let begun = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:"));
        if let Some((label, words)) = begun {
            found.push(format!("{label}: {}", letters(words)));
            inside = true;
        } else if inside && line.starts_with("    ") {
            let more = letters(line);
            found.last_mut().unwrap().push_str(&more);
        } else if !line.is_empty() {
            inside = false;
        }
    }
    found
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn keys(article: &Article) -> Vec<String> {
    let mut keys = Vec::new();
    for piece in article.paragraphs.iter().flatten() {
        match piece {
            Piece::Group(cites) => keys.extend(cites.iter().map(key)),
            Piece::Narrative(cite) => keys.push(key(cite)),
            Piece::Words(_) | Piece::Marker(_) => {}
        }
    }
    keys
}

fn key(cite: &Cite) -> String {
    let names = cite.names.join("-").to_lowercase().replace(' ', "-").replace('’', "");
    format!("{}-{}", names.replace('ö', "o").replace('é', "e"), cite.year)
}

fn found_keys(text: &str) -> Vec<String> {
    let key = |rest: &str| {
        rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default().to_owned()
    };
    text.split('@').skip(1).map(key).collect()
}
