//! Punctuation that meets where two parts of a reference join: the engine leaves both marks standing. Punctuation within
//! a title is not touched, unless it looks just like that.

use super::pieces::Piece;

/// Drops the weaker of two marks that meet.
pub(super) fn tidy(pieces: &mut [Piece]) {
    let mut before = [None; 2];
    for at in 0..pieces.len() {
        let next = pieces[at + 1..].iter().find_map(|piece| piece.text.chars().next());
        let piece = &mut pieces[at];
        if piece.url.is_some() {
            // An address stands as it is.
            before = [piece.text.chars().next_back(), None];
            continue;
        }
        let chars: Vec<char> = piece.text.chars().collect();
        let mut kept = String::with_capacity(piece.text.len());
        for (n, c) in chars.iter().enumerate() {
            let after = chars.get(n + 1).copied().or(next);
            if *c == '.' && matches!(before[0], Some(',' | ';')) && kept.ends_with([',', ';']) {
                kept.pop();
                before = [before[1], None];
            }
            if !dropped(before, *c, after) {
                kept.push(*c);
                before = [Some(*c), before[0]];
            }
        }
        piece.text = kept;
    }
}

/// Whether a mark goes, after the two characters before it (the nearest first) and before the next one.
fn dropped(before: [Option<char>; 2], c: char, after: Option<char>) -> bool {
    match (before[0], c) {
        // Three points in a row are meant.
        (Some('.'), '.') => before[1] != Some('.') && after != Some('.'),
        (Some('?' | '!' | '…'), '.') => after != Some('.'),
        (Some(','), ',') | (Some(';'), ';') | (Some(':'), ':' | '.') | (Some(' '), ' ') => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parts: &[&str], expected: &str) {
        let piece = |text: &&str| Piece { text: (*text).to_owned(), ..Piece::default() };
        let mut pieces: Vec<Piece> = parts.iter().map(piece).collect();
        tidy(&mut pieces);
        assert_eq!(super::super::pieces::text(&pieces), expected);
    }

    #[test]
    fn the_weaker_mark_goes() {
        check(&["10–20.", ". https"], "10–20. https");
        check(&["Is it?", ".", " Yes"], "Is it? Yes");
        check(&["a,", ", b"], "a, b");
        check(&["a ", " b"], "a b");
        check(&["A question:", "."], "A question:");
        check(&["Press, 2019;."], "Press, 2019.");
    }

    #[test]
    fn what_is_meant_stays() {
        check(&["Wait...", " what"], "Wait... what");
        check(&["Wait..", ". what"], "Wait... what");
        check(&["et al.", ","], "et al.,");
        check(&["J. R. R."], "J. R. R.");
    }

    #[test]
    fn addresses_stay() {
        let url = Piece {
            text: "https://e.org/a..b".to_owned(),
            url: Some("https://e.org/a..b".to_owned()),
            ..Piece::default()
        };
        let mut pieces = [url];
        tidy(&mut pieces);
        assert_eq!(pieces[0].text, "https://e.org/a..b");
    }
}
