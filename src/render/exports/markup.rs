//! The small markup that CSL allows in fields: `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>` and two kinds of `<span>`.
//!
//! Every other `<` is a character of the text; no HTML is parsed here.

/// A piece of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Characters
    Text(&'a str),
    /// The start of a look
    Open(Look),
    /// Its end
    Close(Look),
}

/// What CSL's markup can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// `<i>`
    Italic,
    /// `<b>`
    Bold,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// `<sc>`, `<span style="font-variant:small-caps;">`
    SmallCaps,
    /// `<span class="nocase">`: words whose case must stay
    KeepCase,
}

const TAGS: [(&str, Look); 10] = [
    ("i", Look::Italic),
    ("b", Look::Bold),
    ("sup", Look::Superscript),
    ("sub", Look::Subscript),
    ("sc", Look::SmallCaps),
    ("span style=\"font-variant:small-caps;\"", Look::SmallCaps),
    ("span style=\"font-variant: small-caps;\"", Look::SmallCaps),
    ("span style=\"font-variant:small-caps\"", Look::SmallCaps),
    ("span style=\"font-variant: small-caps\"", Look::SmallCaps),
    ("span class=\"nocase\"", Look::KeepCase),
];

/// The field without its markup, on one line.
pub(crate) fn plain(field: &str) -> String {
    let text: String = pieces(field)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            Piece::Open(_) | Piece::Close(_) => None,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces of a field. Every look that is opened is closed, in the right order; ends without a start stay text.
pub(super) fn pieces(field: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut open: Vec<Look> = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(found) = field.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        at = start + 1;
        let Some((piece, end)) = tag(field, start, open.last().copied()) else { continue };
        push_text(&mut pieces, field.get(text_from..start));
        match piece {
            Piece::Open(look) => open.push(look),
            _ => drop(open.pop()),
        }
        pieces.push(piece);
        (text_from, at) = (end, end);
    }
    push_text(&mut pieces, field.get(text_from..));
    pieces.extend(open.into_iter().rev().map(Piece::Close));
    pieces
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: Option<&'a str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        pieces.push(Piece::Text(text));
    }
}

/// Reads the tag at `start`, and where it ends.
fn tag(field: &str, start: usize, innermost: Option<Look>) -> Option<(Piece<'static>, usize)> {
    // No tag of CSL is longer; the limit keeps a text full of `<` linear.
    let rest = field.get(start + 1..)?;
    let close = rest.bytes().take(48).position(|byte| byte == b'>')?;
    let name = rest.get(..close)?;
    let end = start + 1 + close + 1;
    if let Some(name) = name.strip_prefix('/') {
        let innermost = innermost?;
        let closes = TAGS.iter().any(|(tag, look)| {
            *look == innermost && tag.split(' ').next().is_some_and(|element| element == name)
        });
        return closes.then_some((Piece::Close(innermost), end));
    }
    TAGS.iter().find(|(tag, _)| *tag == name).map(|(_, look)| (Piece::Open(*look), end))
}

#[cfg(test)]
mod tests {
    use super::{Look, Piece, pieces, plain};

    fn check(field: &str, expected: &str) {
        assert_eq!(plain(field), expected, "{field}");
    }

    #[test]
    fn markup_is_dropped_and_text_is_kept() {
        check("The <i>New York</i> Times", "The New York Times");
        check("H<sub>2</sub>O in <span class=\"nocase\">NATO</span>", "H2O in NATO");
        check("a < b > c", "a < b > c");
        check("<script>alert(1)</script>", "<script>alert(1)</script>");
        check("</i>loose", "</i>loose");
        check("<i>never closed", "never closed");
        check("<i>a<b>b</i>c</b>", "ab</i>c");
        check("<", "<");
        check("<é<i>é</i>", "<éé");
        check("two\n  lines", "two lines");
    }

    #[test]
    fn looks_are_balanced() {
        let expected = vec![
            Piece::Open(Look::Italic),
            Piece::Text("a"),
            Piece::Open(Look::Bold),
            Piece::Text("b"),
            Piece::Close(Look::Bold),
            Piece::Close(Look::Italic),
        ];
        assert_eq!(pieces("<i>a<b>b"), expected);
    }

    #[test]
    fn a_text_full_of_signs_is_read_in_linear_time() {
        let text = "<".repeat(200_000);
        assert_eq!(plain(&text).len(), text.len());
    }
}
