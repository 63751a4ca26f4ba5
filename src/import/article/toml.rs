//! Strings as TOML writes them; tables and keys are written where they are known.

/// A string in quotation marks; what is longer than a line stays on one.
pub(super) fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => quoted.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_string_is_escaped() {
        assert_eq!(string("a \"b\" \\ c\n\u{7f}"), "\"a \\\"b\\\" \\\\ c\\n\\u007F\"");
        assert_eq!(string(""), "\"\"");
        assert_eq!(string("新型"), "\"新型\"");
    }
}
