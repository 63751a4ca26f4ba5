//! Text for BibLaTeX: UTF-8 with LaTeX's own characters escaped, and braces that always balance.
//!
//! A brace of the text becomes a command, never `\{`: programs that read BibTeX count escaped braces, too.

use super::markup::{Look, Piece, pieces};

/// A field in CSL's markup as LaTeX.
pub(super) fn field(text: &str) -> String {
    let mut latex = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => latex.push_str(&escape(text)),
            Piece::Open(look) => latex.push_str(command(look)),
            Piece::Close(_) => latex.push('}'),
        }
    }
    latex
}

/// A title, with braces around it where it has a capital inside: styles that bring titles to sentence case would make
/// “japan” of “Japan”, and which capitals are names nobody here knows.
pub(super) fn title(text: &str) -> String {
    let latex = field(text);
    let capitals = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Open(_) | Piece::Close(_) => None,
    });
    let kept = capitals.flat_map(str::chars).filter(|c| c.is_alphabetic()).skip(1).any(char::is_uppercase);
    if kept { format!("{{{}}}", latex.trim()) } else { latex }
}

/// Plain characters as LaTeX; white space is folded, since lines mean nothing here.
pub(super) fn escape(text: &str) -> String {
    let mut latex = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
            blank = true;
            continue;
        }
        if c.is_control() {
            continue;
        }
        if std::mem::take(&mut blank) {
            latex.push(' ');
        }
        match c {
            '\\' => latex.push_str("\\textbackslash{}"),
            '{' => latex.push_str("\\textbraceleft{}"),
            '}' => latex.push_str("\\textbraceright{}"),
            '~' => latex.push_str("\\textasciitilde{}"),
            '^' => latex.push_str("\\textasciicircum{}"),
            '$' | '%' | '&' | '#' | '_' => latex.extend(['\\', c]),
            c => latex.push(c),
        }
    }
    if blank {
        latex.push(' ');
    }
    latex
}

/// An address or identifier for a field that is read verbatim: what could end the field is percent-encoded.
pub(super) fn verbatim(text: &str) -> String {
    let mut verbatim = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '{' => verbatim.push_str("%7B"),
            '}' => verbatim.push_str("%7D"),
            '\\' => verbatim.push_str("%5C"),
            c if c.is_control() => {}
            c if c.is_whitespace() => verbatim.push_str("%20"),
            c => verbatim.push(c),
        }
    }
    verbatim
}

fn command(look: Look) -> &'static str {
    match look {
        Look::Italic => "\\emph{",
        Look::Bold => "\\textbf{",
        Look::Superscript => "\\textsuperscript{",
        Look::Subscript => "\\textsubscript{",
        Look::SmallCaps => "\\textsc{",
        Look::KeepCase => "{",
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::{field, title, verbatim};

    fn check(text: &str, expected: &str) {
        assert_eq!(field(text), expected, "{text}");
    }

    fn is_balanced(latex: &str) -> bool {
        let depth = latex.chars().try_fold(0_i32, |depth, c| match c {
            '{' => Some(depth + 1),
            '}' => (depth > 0).then_some(depth - 1),
            _ => Some(depth),
        });
        depth == Some(0)
    }

    proptest! {
        #[test]
        fn braces_always_balance(text in r"(<i>|</i>|<b>|</b>|[{}\\$ aA新]){0,20}") {
            prop_assert!(is_balanced(&field(&text)));
            prop_assert!(is_balanced(&title(&text)));
            let open = verbatim(&text).contains(['{', '}', '\\']);
            prop_assert!(!open);
        }
    }

    #[test]
    fn characters_of_latex_are_escaped() {
        check("Profit & loss: 100 % of #1_a", "Profit \\& loss: 100 \\% of \\#1\\_a");
        check("$x^2$ ~ y", "\\$x\\textasciicircum{}2\\$ \\textasciitilde{} y");
        check(
            "}\\input{/etc/passwd}",
            "\\textbraceright{}\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{}",
        );
        check("新型国际关系 “é” – ’", "新型国际关系 “é” – ’");
        check("a\n\n  b\u{0}c", "a bc");
    }

    #[test]
    fn csl_markup_becomes_commands() {
        check("The <i>Times</i> of <span class=\"nocase\">NATO</span>", "The \\emph{Times} of {NATO}");
        check("<i>open } <b>ends", "\\emph{open \\textbraceright{} \\textbf{ends}}");
        check("CO<sub>2</sub> & 1<sup>st</sup>", "CO\\textsubscript{2} \\& 1\\textsuperscript{st}");
    }

    #[test]
    fn titles_keep_their_capitals() {
        assert_eq!(title("A chapter"), "A chapter");
        assert_eq!(title("“On” time"), "“On” time");
        assert_eq!(title("<i>Über</i> allem"), "\\emph{Über} allem");
        assert_eq!(title("The NATO & us"), "{The NATO \\& us}");
        assert_eq!(title("新型国际关系"), "新型国际关系");
        assert_eq!(title(""), "");
    }

    #[test]
    fn addresses_cannot_leave_their_field() {
        assert_eq!(verbatim(" https://x.org/a_b?c={1}\\ 2#é "), "https://x.org/a_b?c=%7B1%7D%5C%202#é");
    }
}
