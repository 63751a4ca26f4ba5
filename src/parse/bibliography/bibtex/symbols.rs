//! The LaTeX commands that stand for characters and looks; how they are read is not known here.

use super::latex::Look;

/// The accent of a command that is no letter: `\'`.
pub(super) fn accent(command: char) -> Option<char> {
    Some(match command {
        '`' => '\u{300}',
        '\'' | '´' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

/// The accent of a command that is a letter: `\v`.
pub(super) fn accent_of_letter(command: &str) -> Option<char> {
    Some(match command {
        "u" => '\u{306}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" => '\u{30c}',
        "G" => '\u{30f}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        "t" => '\u{361}',
        _ => return None,
    })
}

/// What an accent over nothing shows.
pub(super) fn alone(mark: char) -> &'static str {
    match mark {
        '\u{302}' => "^",
        '\u{303}' => "~",
        '\u{300}' => "`",
        '\u{301}' => "´",
        _ => "",
    }
}

/// The characters that a command stands for.
pub(super) fn letter(command: &str) -> Option<&'static str> {
    let (_, text) = LETTERS.iter().find(|(name, _)| *name == command)?;
    Some(text)
}

/// The look that a command gives its argument.
pub(super) fn look(command: &str) -> Option<Look> {
    Some(match command {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" | "mathit" => Look::Italic,
        "textbf" | "mkbibbold" | "mathbf" | "boldsymbol" => Look::Bold,
        "textsc" | "mkbibsc" => Look::SmallCaps,
        "textsuperscript" | "mkbibsuperscript" => Look::Superscript,
        "textsubscript" | "mkbibsubscript" => Look::Subscript,
        "mbox" | "hbox" | "text" | "textrm" | "texttt" | "textsf" | "mathrm" | "NoCaseChange" => {
            Look::Protected
        }
        _ => return None,
    })
}

/// What a command does to the rest of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Switch {
    /// It gives it a look
    Look(Look),
    /// Nothing that shows here
    Nothing,
}

/// What a command does to the rest of its group, if that is what it is for.
pub(super) fn switch(command: &str) -> Option<Switch> {
    Some(match command {
        "it" | "em" | "itshape" | "sl" | "slshape" => Switch::Look(Look::Italic),
        "bf" | "bfseries" => Switch::Look(Look::Bold),
        "sc" | "scshape" => Switch::Look(Look::SmallCaps),
        "rm" | "tt" | "sf" | "normalfont" | "relax" | "protect" | "small" | "large" | "left" | "right"
        | "displaystyle" => Switch::Nothing,
        _ => return None,
    })
}

/// The marks around the argument of a command that quotes.
pub(super) fn quotes(command: &str) -> Option<(&'static str, &'static str)> {
    Some(match command {
        "enquote" | "mkbibquote" | "textquote" => ("“", "”"),
        "mkbibparens" => ("(", ")"),
        "mkbibbrackets" => ("[", "]"),
        _ => return None,
    })
}

/// Whether the argument of a command is for sorting or spacing only.
pub(super) fn holds_nothing_to_show(command: &str) -> bool {
    matches!(
        command,
        "noopsort" | "SortNoop" | "hspace" | "vspace" | "label" | "cite" | "vphantom" | "phantom"
    )
}

/// A capital letter of maths in script: some have had their place in Unicode for longer than the rest.
pub(super) fn script(c: char) -> char {
    const OLDER: [(char, char); 8] =
        [('B', 'ℬ'), ('E', 'ℰ'), ('F', 'ℱ'), ('H', 'ℋ'), ('I', 'ℐ'), ('L', 'ℒ'), ('M', 'ℳ'), ('R', 'ℛ')];
    if let Some((_, script)) = OLDER.iter().find(|(letter, _)| *letter == c) {
        return *script;
    }
    if !c.is_ascii_uppercase() {
        return c;
    }
    char::from_u32(u32::from('𝒜') + u32::from(c) - u32::from('A')).unwrap_or(c)
}

/// Whether a command of maths shows its own name.
pub(super) fn is_function(command: &str) -> bool {
    matches!(
        command,
        "log"
            | "ln"
            | "exp"
            | "sin"
            | "cos"
            | "tan"
            | "max"
            | "min"
            | "sup"
            | "inf"
            | "lim"
            | "det"
            | "dim"
            | "ker"
            | "arg"
            | "mod"
    )
}

const LETTERS: &[(&str, &str)] = &[
    ("aa", "å"),
    ("AA", "Å"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ss", "ß"),
    ("SS", "ẞ"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("ng", "ŋ"),
    ("NG", "Ŋ"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("BibTeX", "BibTeX"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("cdots", "⋯"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquotesingle", "'"),
    ("textquotedbl", "\""),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("lq", "‘"),
    ("rq", "’"),
    ("textbackslash", "\\"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textasciigrave", "`"),
    ("textunderscore", "_"),
    ("textbar", "|"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("textdollar", "$"),
    ("textbullet", "•"),
    ("textperiodcentered", "·"),
    ("textdegree", "°"),
    ("degree", "°"),
    ("textdagger", "†"),
    ("dag", "†"),
    ("ddag", "‡"),
    ("textexclamdown", "¡"),
    ("textquestiondown", "¿"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("copyright", "©"),
    ("textcopyright", "©"),
    ("S", "§"),
    ("P", "¶"),
    ("textsection", "§"),
    ("textparagraph", "¶"),
    ("pounds", "£"),
    ("textsterling", "£"),
    ("euro", "€"),
    ("texteuro", "€"),
    ("textyen", "¥"),
    ("textmu", "µ"),
    ("textmicro", "µ"),
    ("texttimes", "×"),
    ("textordfeminine", "ª"),
    ("textordmasculine", "º"),
    ("textvisiblespace", "␣"),
    ("slash", "/"),
    ("textonehalf", "½"),
    ("textpm", "±"),
    ("newline", " "),
    ("space", " "),
    ("quad", " "),
    ("qquad", " "),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("vartheta", "ϑ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Upsilon", "Υ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("times", "×"),
    ("pm", "±"),
    ("sim", "∼"),
    ("simeq", "≃"),
    ("approx", "≈"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("ne", "≠"),
    ("infty", "∞"),
    ("cdot", "⋅"),
    ("circ", "∘"),
    ("rightarrow", "→"),
    ("to", "→"),
    ("leftarrow", "←"),
    ("leftrightarrow", "↔"),
    ("ell", "ℓ"),
    ("odot", "⊙"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("prime", "′"),
    ("star", "⋆"),
    ("ast", "∗"),
    ("in", "∈"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("hbar", "ℏ"),
    ("langle", "⟨"),
    ("rangle", "⟩"),
    ("sum", "∑"),
    ("int", "∫"),
    ("mid", "∣"),
    ("ll", "≪"),
    ("gg", "≫"),
    ("propto", "∝"),
    ("textalpha", "α"),
    ("textbeta", "β"),
    ("textgamma", "γ"),
    ("textdelta", "δ"),
];
