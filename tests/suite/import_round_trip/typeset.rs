//! Articles as plain text, as people copy them from pages; what is in them is not known here.

use super::article::{Apparatus, Article, Cite, Language, Piece};

/// How a page looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Its name, for the figures
    pub(crate) name: &'static str,
    /// The language of its articles
    pub(crate) language: Language,
    /// What its articles have
    pub(crate) apparatus: Apparatus,
    marker: &'static str,
    /// `#` stands for the number
    entry: &'static str,
    heading: &'static str,
    /// `N` stands for the names, `Y` for the year, `P` for the pages
    cite: &'static str,
    chrome: &'static [&'static str],
    /// Columns, or 0 where lines are not broken
    columns: usize,
}

const PLAIN: Style = Style {
    name: "",
    language: Language::English,
    apparatus: Apparatus::Notes,
    marker: "#",
    entry: "# ",
    heading: "Notes",
    cite: "(N, Y: P)",
    chrome: &[],
    columns: 0,
};

const BLOG: &[&str] =
    &["Leave a Reply", "Your email address will not be published. Required fields are marked *"];
const SHOP: &[&str] = &["Please enter your comment!", "- Advertisment -", "Most Popular"];

/// Twenty pages.
pub(crate) const STYLES: &[Style] = &[
    Style { name: "digits", ..PLAIN },
    Style { name: "digits, numbered list", entry: "#. ", ..PLAIN },
    Style { name: "digits behind a space", marker: " #", chrome: BLOG, ..PLAIN },
    Style { name: "superscript digits", marker: "^#", entry: "^# ", heading: "Endnotes", ..PLAIN },
    Style { name: "square brackets", marker: "[#]", entry: "[#] ", heading: "References", ..PLAIN },
    Style { name: "square brackets, broken lines", marker: "[#]", entry: "[#] ", columns: 76, ..PLAIN },
    Style {
        name: "round brackets",
        marker: "(#)",
        entry: "(#) ",
        heading: "Footnotes",
        chrome: SHOP,
        ..PLAIN
    },
    Style { name: "digits, broken lines", entry: "#. ", columns: 72, ..PLAIN },
    Style { name: "superscript digits, broken lines", marker: "^#", entry: "# ", columns: 80, ..PLAIN },
    Style { name: "German digits", language: Language::German, heading: "Anmerkungen", ..PLAIN },
    Style {
        name: "German brackets",
        language: Language::German,
        marker: "[#]",
        entry: "[#] ",
        heading: "Anmerkungen",
        ..PLAIN
    },
    Style { name: "French superscripts", language: Language::French, marker: "^#", entry: "#. ", ..PLAIN },
    Style { name: "Spanish digits", language: Language::Spanish, entry: "#. ", heading: "Notas", ..PLAIN },
    Style { name: "authors, colon", apparatus: Apparatus::Citations, chrome: BLOG, ..PLAIN },
    Style { name: "authors, no comma", apparatus: Apparatus::Citations, cite: "(N Y, P)", ..PLAIN },
    Style {
        name: "authors, p.",
        apparatus: Apparatus::Citations,
        cite: "(N, Y, p. P)",
        columns: 76,
        ..PLAIN
    },
    Style { name: "authors, stray spaces", apparatus: Apparatus::Citations, cite: "( N, Y : P )", ..PLAIN },
    Style {
        name: "German authors",
        language: Language::German,
        apparatus: Apparatus::Citations,
        cite: "(N Y, S. P)",
        ..PLAIN
    },
    Style {
        name: "French authors",
        language: Language::French,
        apparatus: Apparatus::Citations,
        cite: "(N, Y, p. P)",
        ..PLAIN
    },
    Style { name: "authors and digits", apparatus: Apparatus::Both, entry: "#. ", ..PLAIN },
];

impl Style {
    /// The article's text.
    pub(crate) fn typeset(&self, article: &Article) -> String {
        let mut blocks = vec![article.title.clone()];
        for pieces in &article.paragraphs {
            let text: String = pieces.iter().map(|piece| self.piece(piece)).collect();
            blocks.push(self.wrap(text.trim()));
        }
        if !article.notes.is_empty() {
            blocks.push(self.heading.to_owned());
            for (at, note) in article.notes.iter().enumerate() {
                blocks.push(self.wrap(&format!("{}{note}", number(self.entry, at + 1))));
            }
        }
        blocks.extend(self.chrome.iter().map(|line| (*line).to_owned()));
        blocks.join("\n\n")
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Words(words) => words.clone(),
            Piece::Marker(label) => number(self.marker, *label),
            Piece::Group(cites) => {
                let (open, close) = self.brackets();
                let cites: Vec<_> = cites.iter().map(|cite| self.inner(cite)).collect();
                format!("{open}{}{close}", cites.join("; "))
            }
            Piece::Narrative(cite) => {
                let year = self.behind_names(cite);
                let year = year.trim_start_matches([',', ' ']);
                format!("{} ({year})", self.names(cite))
            }
        }
    }

    fn brackets(&self) -> (&'static str, &'static str) {
        if self.cite.starts_with("( ") { ("( ", " )") } else { ("(", ")") }
    }

    fn inner(&self, cite: &Cite) -> String {
        let see = match self.language {
            _ if !cite.see => "",
            Language::English => "see also ",
            Language::German => "vgl. ",
            Language::French => "voir ",
            Language::Spanish => "véase ",
        };
        format!("{see}{}{}", self.names(cite), self.behind_names(cite))
    }

    fn behind_names(&self, cite: &Cite) -> String {
        let inner = self.cite.trim_matches(['(', ')', ' ']);
        let (before, behind) = inner.split_once('Y').unwrap();
        let year = before.trim_start_matches('N');
        match cite.pages {
            None => format!("{year}{}", cite.year),
            Some((first, last)) => {
                let pages = if first == last { first.to_string() } else { format!("{first}–{last}") };
                let several = if first == last { "p. " } else { "pp. " };
                let label = behind
                    .replace('P', &pages)
                    .replace("p. ", if self.language == Language::French { "p. " } else { several });
                format!("{year}{}{label}", cite.year)
            }
        }
    }

    fn names(&self, cite: &Cite) -> String {
        let joint = match self.language {
            Language::English => " and ",
            Language::German => " und ",
            Language::French => " et ",
            Language::Spanish => " y ",
        };
        cite.names.join(joint)
    }

    fn wrap(&self, text: &str) -> String {
        if self.columns == 0 {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut column = 0;
        for word in text.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > self.columns {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out
    }
}

/// A number in a pattern: `[#]`, or `^#` for superscript digits.
fn number(pattern: &str, number: usize) -> String {
    let digits = number.to_string();
    match pattern.split_once("^#") {
        Some((before, behind)) => {
            let raised: String = digits
                .bytes()
                .map(|b| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][usize::from(b - b'0')])
                .collect();
            format!("{before}{raised}{behind}")
        }
        None => pattern.replace('#', &digits),
    }
}
