//! Markers that are symbols, `*`, `†`, `‡` and the like, or letters in brackets, `[a]`, for notes that have such a label;
//! those without a note are left alone.

use super::candidates::Scan;
use super::{Mark, Spot};

/// The symbols, in their traditional order.
const SYMBOLS: [char; 7] = ['*', '†', '‡', '§', '‖', '¶', '#'];

/// The symbol that a label consists of: `**` of `*`; labels that repeat one have a number: `*-2`.
fn symbol_of(label: &str) -> Option<&str> {
    let symbol = label.split_once('-').map_or(label, |(symbol, _)| symbol);
    let first = symbol.chars().next().filter(|c| SYMBOLS.contains(c))?;
    symbol.chars().all(|c| c == first).then_some(symbol)
}

/// The markers of the labels that are letters; each may have several.
pub(super) fn lettered(passages: &[&str], labels: &[String]) -> Vec<Mark> {
    let letters = labels.iter().filter(|label| matches!(label.as_bytes(), [b'a'..=b'z']));
    let of = |label: &String| {
        let bracket = format!("[{label}]");
        let in_passage = |(passage, text): (usize, &&str)| {
            let found: Vec<usize> = text.match_indices(&bracket).map(|(at, _)| at).collect();
            let mark = |at: usize| Mark {
                spot: Spot { passage, range: at..at + bracket.len() },
                labels: vec![label.clone()],
            };
            found.into_iter().map(mark).collect::<Vec<_>>()
        };
        passages.iter().enumerate().flat_map(in_passage).collect::<Vec<_>>()
    };
    letters.flat_map(of).collect()
}

/// The markers of the labels that are symbols.
pub(super) fn marks(passages: &[&str], labels: &[String]) -> Vec<Mark> {
    let mut waiting: Vec<(&str, &String)> =
        labels.iter().rev().filter_map(|label| Some((symbol_of(label)?, label))).collect();
    let mut marks = Vec::new();
    if waiting.is_empty() {
        return marks;
    }
    for (passage, text) in passages.iter().enumerate().filter(|(_, text)| text.contains(SYMBOLS)) {
        let scan = Scan::new(text);
        for (range, run) in scan.runs(|c| SYMBOLS.contains(&c)) {
            // The labels stand in the order of the copy, the next at the end.
            let Some(next) = waiting.iter().rposition(|(symbol, _)| *symbol == run) else {
                continue;
            };
            let (_, label) = waiting.remove(next);
            marks.push(Mark { spot: Spot { passage, range }, labels: vec![label.clone()] });
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_symbols_or_not() {
        assert_eq!(symbol_of("**"), Some("**"));
        assert_eq!(symbol_of("†-2"), Some("†"));
        assert_eq!(symbol_of("*†"), None);
        assert_eq!(symbol_of("12"), None);
    }
}
