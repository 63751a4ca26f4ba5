//! Finds the tags of raw HTML and their attributes, for what is to be said of them; nothing is made safe here.

/// A tag as its author typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// Whether it begins or ends an element
    pub(super) side: Side,
    /// The element's name, in small letters
    pub(super) name: String,
    /// Names, in small letters, and values; an attribute without a value has an empty one
    pub(super) attributes: Vec<(String, &'h str)>,
}

/// The two kinds of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// `<b>`
    Start,
    /// `</b>`
    End,
}

/// The tags of some HTML, in order. Comments and declarations hold none.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let (side, named) = match rest.strip_prefix('/') {
            Some(named) => (Side::End, named),
            None => (Side::Start, rest),
        };
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (name, after) = split(named, |c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let (attributes, after) = attributes(after);
        tags.push(Tag { side, name: name.to_ascii_lowercase(), attributes });
        rest = after;
    }
    tags
}

fn attributes(tag: &str) -> (Vec<(String, &str)>, &str) {
    let mut found = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (found, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        // A stray `=` is the first letter of a name, as HTML has it: so that each turn takes something.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>');
        let length = first + split(&rest[first..], ends).0.len();
        let (name, after) = rest.split_at(length);
        let spaced = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, after) = match spaced.strip_prefix('=') {
            Some(typed) => value(typed.trim_start_matches(|c: char| c.is_ascii_whitespace())),
            None => ("", after),
        };
        found.push((name.to_ascii_lowercase(), value));
        rest = after;
    }
}

fn value(typed: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = typed.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    split(typed, |c| c.is_ascii_whitespace() || c == '>')
}

/// The text up to a character, and from there on.
fn split(text: &str, at: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(at).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::{Side, tags};

    fn check(html: &str, expected: &[&str]) {
        let said: Vec<String> = tags(html)
            .iter()
            .map(|tag| {
                let sign = if tag.side == Side::End { "/" } else { "" };
                let attributes: Vec<String> =
                    tag.attributes.iter().map(|(name, value)| format!(" {name}[{value}]")).collect();
                format!("{sign}{}{}", tag.name, attributes.concat())
            })
            .collect();
        assert_eq!(said, expected, "{html}");
    }

    #[test]
    fn tags_and_attributes_are_found() {
        check("<b>x</B>", &["b", "/b"]);
        check("<A HREF='x>y' open title = \"a onx=1\" id=z>", &["a href[x>y] open[] title[a onx=1] id[z]"]);
        check("<br/><img src=a/b.png alt>", &["br", "img src[a/b.png] alt[]"]);
        check("a < b <!-- <i> --> <!doctype x> <?p?> </ x>", &[]);
        check("<a =x 新=ü", &["a =x[] 新[ü]"]);
        check("<a href=\"x", &["a href[x]"]);
        check("<", &[]);
        check("<!--", &[]);
    }
}
