//! How long words are when they are drawn: an estimate, since nothing is measured before a browser sets them.
//!
//! What the estimate gets wrong is clipped by the box around the words, never laid over a neighbour. So it is that of a
//! wide face among those that the theme names.

/// The widest box for words, in units of the drawing.
pub(super) const WIDEST: u32 = 212;

/// What is added to every estimate.
const SLACK: u32 = 4;

/// The estimated width of words in letters of 12 units.
pub(super) fn width(words: &str) -> u32 {
    words.chars().map(tenths).sum::<u32>().div_ceil(10) + SLACK
}

/// The words, cut so that they fit into a width.
pub(super) fn fitted(words: &str, room: u32) -> String {
    if width(words) <= room {
        return words.to_owned();
    }
    let mut used = tenths('…');
    let within = words.chars().take_while(|c| {
        used += tenths(*c);
        used <= room.saturating_sub(SLACK) * 10
    });
    let letters: String = within.collect();
    // A word is left whole where words are parted by spaces, unless that would leave too little.
    let cut = letters.rsplit_once(' ').map_or(letters.as_str(), |(words, _)| words);
    let cut = if cut.len() * 2 < letters.len() { letters.as_str() } else { cut };
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '–', '-', '(']))
}

/// Tenths of a unit; wide scripts fill a square.
fn tenths(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '(' | ')' | ' ' => 42,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '%' | '&' => 110,
        'A'..='Z' => 90,
        'a'..='z' | '0'..='9' | '-' | '–' => 67,
        '\u{300}'..='\u{36f}' => 0,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'.. => 122,
        c if c.is_uppercase() => 90,
        _ => 72,
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::{fitted, width};

    #[test]
    fn words_are_cut_to_fit() {
        let check = |words: &str, room: u32, expected: &str| assert_eq!(fitted(words, room), expected);
        check("Bandung", 212, "Bandung");
        check("Asian-African Conference in Bandung", 120, "Asian-African…");
        check("万隆会议的召开", 60, "万隆会…");
        check("", 10, "");
        check("wide", 0, "…");
    }

    proptest! {
        #[test]
        fn cut_words_fit(words in "\\PC{0,60}", room in 15_u32..300) {
            prop_assert!(width(&fitted(&words, room)) <= room);
        }
    }
}
