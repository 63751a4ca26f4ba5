//! Straight quotation marks and apostrophes of a field as typographers write them; which marks a language has is not known
//! here.

/// A text with curly marks: `O'Neill's "Tent"` is `O’Neill’s “Tent”`. Marks without a partner stay.
pub(super) fn curly(text: &str) -> String {
    if !text.contains(['\'', '"']) {
        return text.to_owned();
    }
    let paired = text.matches('"').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = None;
    let mut single = Single::Closed;
    // What never closes behind one place closes behind no later one: so the rest is not looked through again.
    let mut may_close = true;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let opens = before.is_none_or(|c: char| c.is_whitespace() || "([{“‘«—–-/".contains(c))
            && after.is_some_and(|c| !c.is_whitespace());
        let single_opens = c == '\'' && opens && single == Single::Closed && may_close;
        if single_opens {
            may_close = closes_later(&text[at + 1..]);
        }
        out.push(match c {
            '"' if paired && opens => '“',
            '"' if paired => '”',
            '\'' if single_opens && may_close => {
                single = Single::Open;
                '‘'
            }
            '\'' if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) => {
                '’'
            }
            '\'' if before.is_some_and(|c| !c.is_whitespace()) => {
                single = Single::Closed;
                '’'
            }
            '\'' if after.is_some_and(char::is_alphanumeric) => '’',
            c => c,
        });
        before = Some(c);
    }
    out
}

/// Whether a single quotation mark has been opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Single {
    Open,
    Closed,
}

/// Whether a mark that ends a quotation comes: behind a letter or a sign, and before none.
fn closes_later(rest: &str) -> bool {
    let mut before = ' ';
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\'' && !before.is_whitespace() && !chars.peek().is_some_and(|c| c.is_alphanumeric()) {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::curly;

    fn check(text: &str, expected: &str) {
        assert_eq!(curly(text), expected);
    }

    #[test]
    fn marks_are_curly() {
        check("O'Neill's \"Big Tent\" (\"so\")", "O’Neill’s “Big Tent” (“so”)");
        check("the 'Little' ones' life", "the ‘Little’ ones’ life");
        check("rock 'n roll, '90s, d'Arcy", "rock ’n roll, ’90s, d’Arcy");
        check("6\" long, 5' 2", "6\" long, 5’ 2");
        check("a ' b", "a ' b");
        check("“as it is”", "“as it is”");
        check("", "");
    }
}
