//! Words of help lines: the known word that was meant, and lists of words.

use crate::model::nearest;

/// The question that a diagnostic's help asks.
pub(super) fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    nearest::did_you_mean(nearest::nearest(word, known))
}

/// A list of words for a help line: “`a`, `b` and `c`”.
pub(super) fn listed<'k>(words: impl IntoIterator<Item = &'k str>) -> String {
    let mut words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_listed() {
        assert_eq!(listed([]), "");
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
