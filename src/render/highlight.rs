//! Colours code, through syntect: a token becomes a span with one of a dozen classes. The colours are the theme's.

use syntect::parsing::{Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::html::Writer;
use super::lines::{Line, Lines, State, StateId, Token};
use super::view::Html;

/// Scopes and the class that the theme knows them by. The longest scope that fits a token decides.
const CLASSES: [(&str, &str); 22] = [
    ("comment", "hl-comment"),
    ("string", "hl-string"),
    ("constant.character.escape", "hl-constant"),
    ("constant", "hl-constant"),
    ("keyword", "hl-keyword"),
    ("keyword.operator", "hl-operator"),
    ("storage", "hl-keyword"),
    ("storage.type", "hl-type"),
    ("entity.name.function", "hl-function"),
    ("entity.name.tag", "hl-tag"),
    ("entity.name", "hl-name"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("support.function", "hl-function"),
    ("support", "hl-type"),
    ("variable.parameter", "hl-variable"),
    ("variable.function", "hl-function"),
    ("variable", "hl-variable"),
    ("invalid", "hl-invalid"),
    ("markup.deleted", "hl-deleted"),
    ("markup.inserted", "hl-inserted"),
    ("markup.heading", "hl-keyword"),
    ("meta.diff.header", "hl-comment"),
];

/// Lines beyond this many bytes are not coloured: they are data, and parsing them costs more than it shows.
const LONGEST_LINE: usize = 4_000;

/// The syntaxes, loaded once for a build.
pub(super) struct Highlighter {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

impl Highlighter {
    /// Loads the syntaxes.
    pub(super) fn new() -> Self {
        let scope = |(name, class): &(&str, &'static str)| Scope::new(name).ok().map(|s| (s, *class));
        let mut classes: Vec<_> = CLASSES.iter().filter_map(scope).collect();
        classes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
        Self { syntaxes: two_face::syntax::extra_newlines(), classes }
    }

    /// Whether a language is known, by its name or a file extension.
    pub(super) fn knows(&self, language: &str) -> bool {
        self.find(language).is_some()
    }

    /// The code as HTML; plain if the language is unknown or the code breaks its syntax's parser.
    pub(super) fn highlight(&self, lines: &mut Lines, language: &str, code: &str) -> Html {
        self.find(language).and_then(|syntax| self.colour(lines, syntax, code)).unwrap_or_else(|| plain(code))
    }

    fn find(&self, language: &str) -> Option<&SyntaxReference> {
        self.syntaxes.find_syntax_by_token(language)
    }

    fn colour(&self, lines: &mut Lines, syntax: &SyntaxReference, code: &str) -> Option<Html> {
        if code.lines().any(|line| line.len() > LONGEST_LINE) {
            return None;
        }
        let mut state = lines.begin(syntax);
        let mut spans = Spans::default();
        for line in code.split_inclusive('\n') {
            state = if let Some(known) = lines.known(state, line) {
                spans.line(line, known)?
            } else {
                let (tokens, after) = self.line(lines.state(state), line)?;
                spans.line(line, lines.keep(state, line, tokens, after))?
            };
        }
        Some(spans.finish())
    }

    fn line(&self, mut state: State, line: &str) -> Option<(Vec<Token>, State)> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut from = 0;
        for (at, op) in state.parse.parse_line(line, &self.syntaxes).ok()? {
            tokens.push((self.class(&state.stack), from..at));
            state.stack.apply(&op).ok()?;
            from = at;
        }
        tokens.push((self.class(&state.stack), from..line.len()));
        tokens.retain(|(_, range)| !range.is_empty());
        Some((tokens, state))
    }

    fn class(&self, stack: &ScopeStack) -> Option<&'static str> {
        let fits = |scope: &Scope| self.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
        stack.as_slice().iter().rev().find_map(fits).map(|(_, class)| *class)
    }
}

/// The code without colours.
pub(super) fn plain(code: &str) -> Html {
    let mut writer = Writer::default();
    writer.text(code);
    writer.finish()
}

/// Neighbouring tokens of one class become one span.
#[derive(Default)]
struct Spans {
    writer: Writer,
    class: Option<&'static str>,
    pending: String,
}

impl Spans {
    /// Adds a line; the state behind it.
    fn line(&mut self, text: &str, line: &Line) -> Option<StateId> {
        for (class, range) in &line.tokens {
            self.add(*class, text.get(range.clone())?);
        }
        Some(line.after)
    }

    fn add(&mut self, class: Option<&'static str>, text: &str) {
        if text.is_empty() {
            return;
        }
        // White space has no colour of its own and would only break spans up.
        if class != self.class && !text.trim().is_empty() {
            self.flush();
            self.class = class;
        }
        self.pending.push_str(text);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.pending);
        match self.class {
            Some(class) if !text.is_empty() => {
                self.writer.open("span").attr("class", class).end();
                self.writer.text(&text);
                self.writer.close("span");
            }
            _ => self.writer.text(&text),
        }
    }

    fn finish(mut self) -> Html {
        self.flush();
        self.writer.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Highlighter, Lines};

    #[test]
    fn tokens_get_classes_and_text_stays_whole() {
        let html = Highlighter::new().highlight(&mut Lines::default(), "rust", "let x = \"<a>\"; // é\n").0;
        assert!(html.contains("<span class=\"hl-string\">&quot;&lt;a&gt;&quot;</span>"), "{html}");
        assert!(html.contains("hl-comment"), "{html}");
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        assert_eq!(text, "let x = &quot;&lt;a&gt;&quot;; // é\n");
    }

    #[test]
    fn an_unknown_language_stays_plain() {
        let highlighter = Highlighter::new();
        assert!(!highlighter.knows("klingon"));
        assert_eq!(highlighter.highlight(&mut Lines::default(), "klingon", "a < b").0, "a &lt; b");
    }
}
