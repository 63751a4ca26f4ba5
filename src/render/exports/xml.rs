//! XML text: escaped, and without the characters that XML 1.0 does not have.

/// Characters for an element's text or an attribute's value.
pub(super) fn escape(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            '\t' | '\n' => xml.push(c),
            // A line's end is one character, however a file spells it.
            '\r' => {}
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => xml.push('\u{fffd}'),
            c => xml.push(c),
        }
    }
    xml
}

/// An element that holds only text.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(text))
}

#[cfg(test)]
mod tests {
    use super::element;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            element("t", "</t>&\"'\u{0}\u{b}\r\nok 新"),
            "<t>&lt;/t&gt;&amp;&quot;&#39;��\nok 新</t>\n"
        );
    }
}
