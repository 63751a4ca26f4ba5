//! Text from outside, made safe for a terminal; what the text says is left as it is.

/// Replaces what a terminal would act upon instead of showing it; line ends stay.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}

/// Like [`clean`], on one line, and not longer than anyone reads.
pub(super) fn clean_line(text: &str) -> String {
    const LONGEST: usize = 1000;
    let mut line: String = text.chars().take(LONGEST).map(visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}

/// A character that stands for one that is not to be printed. It is always one for one, so that columns still hold.
pub(super) fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // C1 controls, line separators, and the marks that turn the direction of what follows.
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text), expected);
        check("\u{1b}[31mred\u{7}", "␛[31mred␇");
        check("a\tb\nc\r", "a b\nc␍");
        check("\u{9b}31m \u{202e}x", "\u{fffd}31m \u{fffd}x");
        check("新型 é 👩\u{200d}🎓", "新型 é 👩\u{200d}🎓");
    }

    #[test]
    fn a_line_has_an_end() {
        assert_eq!(clean_line("a\nb"), "a␊b");
        assert_eq!(clean_line(&"é".repeat(1000)).chars().count(), 1000);
        assert_eq!(clean_line(&"é".repeat(1_000_000)).chars().count(), 1001);
    }
}
