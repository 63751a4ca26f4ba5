//! What a note, or an item of a list, begins with: `12`, `[12]`, `12.`, `¹²`, `*`; which lines are notes is not known here.

/// A label at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Label<'t> {
    /// The number, or the symbol
    pub(in crate::import) name: Name<'t>,
    /// How it is set
    pub(in crate::import) form: Form,
    /// Where the text begins behind it, in bytes
    pub(in crate::import) text: usize,
}

/// A number or a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Name<'t> {
    /// `12`
    Number(u32),
    /// `†`
    Symbol(&'t str),
}

/// How a label is set; a list keeps to one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Form {
    /// `[12]`
    Bracketed,
    /// `(12)`
    Rounded,
    /// `12)`
    HalfRound,
    /// `12.`
    Stopped,
    /// `12:`
    Colon,
    /// `12 `
    Bare,
    /// `12Text`, or `12` alone on its line
    Glued,
    /// `¹²`
    Raised,
    /// `①`
    Circled,
    /// `†`
    Symbol,
}

/// The label that a line begins with.
pub(in crate::import) fn label(line: &str) -> Option<Label<'_>> {
    let start = line.len() - behind_word(line).len();
    let rest = line.get(start..)?;
    let first = rest.chars().next()?;
    let (name, form, length) = match first {
        '[' | '【' | '〔' | '［' => enclosed(rest, &[']', '】', '〕', '］'], Form::Bracketed)?,
        '(' | '（' => enclosed(rest, &[')', '）'], Form::Rounded)?,
        c if c.is_ascii_digit() => bare(rest)?,
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => raised(rest)?,
        '①'..='⑳' => {
            (Name::Number(u32::from(first) - u32::from('①') + 1), Form::Circled, first.len_utf8())
        }
        '*' | '†' | '‡' | '§' | '‖' | '¶' => symbol(rest, first)?,
        _ => return None,
    };
    let text = start + length;
    let spaces = line.get(text..)?;
    // Wikipedia sets arrows and letters that lead back.
    let spaces_and_arrows =
        spaces.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '^' | '↑' | '↩' | '\u{fe0e}'));
    let arrows = spaces.get(..spaces.len() - spaces_and_arrows.len()).unwrap_or("").contains(['^', '↑']);
    let words = if arrows { without_letters(spaces_and_arrows) } else { spaces_and_arrows };
    Some(Label { name, form, text: line.len() - words.len() })
}

/// Where the text begins behind an arrow that leads back, and behind the letters of several ways back.
pub(super) fn behind_arrow(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['^', '↑'])?.trim_start();
    let words = rest.split_once(':').filter(|(back, _)| BACK.contains(&back.trim_end()));
    let rest = words.map_or(rest, |(_, rest)| rest.trim_start());
    Some(line.len() - without_letters(rest).len()).filter(|at| *at < line.len())
}

/// What stands before the letters of several ways back.
const BACK: [&str; 7] = [
    "Jump up to",
    "Hochspringen nach",
    "Aller en haut à",
    "Revenir plus haut en",
    "Saltar a",
    "Ir para",
    "Vai a",
];

/// Behind the letters that lead back to each of several markers: `a b c Text`.
fn without_letters(text: &str) -> &str {
    let mut rest = text;
    for letter in 'a'..='z' {
        match rest.strip_prefix(letter).filter(|behind| behind.starts_with(char::is_whitespace)) {
            Some(behind) => rest = behind.trim_start(),
            None => break,
        }
    }
    // One letter alone is a word.
    if text.len() - rest.len() > 3 { rest } else { text }
}

/// Behind `Note`, `^` or `↑` before a number.
fn behind_word(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| matches!(c, '^' | '↑') || c.is_whitespace());
    for word in ["Note ", "note ", "Nota ", "Anm. ", "Anmerkung ", "Footnote ", "注", "註"] {
        if let Some(behind) =
            rest.strip_prefix(word).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            return behind;
        }
    }
    rest
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.starts_with('0') && digits.len() <= 4;
    digits.parse().ok().filter(|_| plain)
}

fn enclosed<'t>(rest: &'t str, closing: &[char], form: Form) -> Option<(Name<'t>, Form, usize)> {
    let open = rest.chars().next()?.len_utf8();
    let inner = rest.get(open..)?;
    let end = inner.char_indices().take(8).find(|(_, c)| closing.contains(c))?;
    let digits = inner.get(..end.0)?.trim().trim_start_matches('^');
    Some((Name::Number(number(digits)?), form, open + end.0 + end.1.len_utf8()))
}

fn bare(rest: &str) -> Option<(Name<'_>, Form, usize)> {
    let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = Name::Number(number(rest.get(..length)?)?);
    let behind = rest.get(length..)?;
    let mut chars = behind.chars();
    let next = chars.next();
    let after = chars.next();
    let (form, mark) = match next {
        None => (Form::Glued, 0),
        Some('.' | '．') if after.is_none_or(|c| !c.is_ascii_digit()) => {
            (Form::Stopped, next.map_or(0, char::len_utf8))
        }
        Some('、') => (Form::Stopped, '、'.len_utf8()),
        Some(')' | '）') => (Form::HalfRound, next.map_or(0, char::len_utf8)),
        Some(':' | '：') if after.is_none_or(|c| !c.is_ascii_digit()) => {
            (Form::Colon, next.map_or(0, char::len_utf8))
        }
        Some(c) if c.is_whitespace() => (Form::Bare, 0),
        Some(c) if c.is_uppercase() || matches!(c, '“' | '‘' | '"' | '«' | '^' | '↑') || is_wide(c) => {
            (Form::Glued, 0)
        }
        Some(_) => return None,
    };
    Some((number, form, length + mark))
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff)
}

fn raised(rest: &str) -> Option<(Name<'_>, Form, usize)> {
    let digit = |c: char| match c {
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10),
        _ => None,
    };
    let digits: String = rest.chars().map_while(digit).collect();
    let length = rest.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    Some((Name::Number(number(&digits)?), Form::Raised, length))
}

fn symbol(rest: &str, first: char) -> Option<(Name<'_>, Form, usize)> {
    let length = rest.len() - rest.trim_start_matches(first).len();
    let count = length / first.len_utf8();
    let behind = rest.get(length..)?.chars().next()?;
    // A row of stars parts sections, and a dash behind one makes an item.
    let words = rest.chars().any(char::is_alphanumeric);
    let fits = words
        && count <= 3
        && (behind.is_alphanumeric() || behind.is_whitespace() || matches!(behind, '“' | '‘' | '"'));
    fits.then(|| (Name::Symbol(rest.get(..length).unwrap_or("")), Form::Symbol, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_every_form() {
        let check = |line: &str, name: Name<'_>, form: Form, text: &str| {
            let label = label(line);
            let told =
                label.as_ref().map(|label| (label.name, label.form, line.get(label.text..).unwrap_or("")));
            assert_eq!(told, Some((name, form, text)), "{line}");
        };
        check("12 Text", Name::Number(12), Form::Bare, "Text");
        check("12. Text", Name::Number(12), Form::Stopped, "Text");
        check("12) Text", Name::Number(12), Form::HalfRound, "Text");
        check("[12] Text", Name::Number(12), Form::Bracketed, "Text");
        check("(12) Text", Name::Number(12), Form::Rounded, "Text");
        check("12: Text", Name::Number(12), Form::Colon, "Text");
        check("12This", Name::Number(12), Form::Glued, "This");
        check("12", Name::Number(12), Form::Glued, "");
        check("¹² Text", Name::Number(12), Form::Raised, "Text");
        check("② 文", Name::Number(2), Form::Circled, "文");
        check("† Text", Name::Symbol("†"), Form::Symbol, "Text");
        check("1. ^ Text", Name::Number(1), Form::Stopped, "Text");
        check("2. ^ a b Text", Name::Number(2), Form::Stopped, "Text");
        check("Note 3: Text", Name::Number(3), Form::Colon, "Text");
    }

    #[test]
    fn other_lines_have_none() {
        for line in [
            "",
            "Text",
            "1.5 million",
            "15,000 men",
            "1990s",
            "* * *",
            "****",
            "007 Bond",
            "12-year",
            "3/4",
            "[t]he",
            "(PRC)",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }
}
