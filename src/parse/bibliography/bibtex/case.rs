//! English titles in sentence case, as CSL's data have them: styles that want capitals put them back.

use super::latex::{Look, Node};

/// Where in a sentence a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// First of all, or behind a full stop or colon with a space
    Start,
    /// Right behind a mark that ends a sentence
    Ended,
    /// Anywhere else
    Within,
}

/// Writes words that only begin with a capital small, and the first of each sentence with a capital; what is protected
/// stays.
pub(super) fn sentence(nodes: &mut [Node]) {
    let mut place = Place::Start;
    walk(nodes, &mut place);
}

fn walk(nodes: &mut [Node], place: &mut Place) {
    for node in nodes {
        match node {
            Node::Text(text) => *text = lowered(text, place),
            Node::Span(Look::Protected, inner) => pass(inner, place),
            Node::Span(_, inner) => walk(inner, place),
        }
    }
}

/// Goes over what is protected, so that the place behind it is known.
fn pass(nodes: &[Node], place: &mut Place) {
    for node in nodes {
        match node {
            Node::Text(text) => {
                lowered(text, place);
            }
            Node::Span(_, inner) => pass(inner, place),
        }
    }
}

fn lowered(text: &str, place: &mut Place) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_alphanumeric() {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(end);
            if *place == Place::Within && is_capitalized(word) {
                out.extend(word.chars().flat_map(char::to_lowercase));
            } else if *place == Place::Start && word.chars().all(char::is_lowercase) {
                let mut letters = word.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                out.extend(letters);
            } else {
                out.push_str(word);
            }
            *place = Place::Within;
            rest = behind;
        } else {
            *place = match c {
                '.' | '?' | '!' | ':' => Place::Ended,
                _ if c.is_whitespace() && *place == Place::Ended => Place::Start,
                '“' | '‘' | '"' | '\'' | '(' | '[' => *place,
                _ if c.is_whitespace() => *place,
                _ if *place == Place::Start => Place::Start,
                _ => Place::Within,
            };
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// `Word`, but not `WORD` or `McWord`.
fn is_capitalized(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::latex::read;
    use super::super::words::plain;
    use super::sentence;

    fn check(title: &str, expected: &str) {
        let mut nodes = read(title);
        sentence(&mut nodes);
        assert_eq!(plain(&nodes), expected);
    }

    #[test]
    fn capitals_of_words_go() {
        check(
            "The Big: A Small Story of X and DNA in McDonald's. Then More? Yes! And \"Quoted Thing\" - A Test",
            "The big: A small story of x and DNA in McDonald’s. Then more? Yes! And \"quoted thing\" - a test",
        );
        check(
            "Semi-Automated Things in {London} and {{New York}}",
            "Semi-automated things in London and New York",
        );
        check("{JAX}: composable {p}ython", "JAX: Composable python");
        check("rstantools: iPhone", "Rstantools: iPhone");
        check("\\emph{Homo Sapiens} Now", "Homo sapiens now");
        check("新型 国际关系", "新型 国际关系");
    }
}
