//! Addresses as Markdown and postil accept them; whether they lead anywhere is not known here.

use crate::model::web::is_web_address;

/// The target of a link between its round brackets; `None` where postil would refuse it or take it for its own.
pub(super) fn link(address: &str) -> Option<String> {
    let address = address.trim();
    let encoded = encoded(address);
    let mail = address.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let mail = mail.is_some() && address.len() > 7;
    (mail || is_web_address(&encoded)).then_some(encoded)
}

/// The address of a picture: on the web, or a file beside the article.
pub(super) fn picture(address: &str) -> Option<String> {
    let address = address.trim();
    let encoded = encoded(address);
    let before = address.split(['/', '?', '#']).next().unwrap_or_default();
    let has_scheme = before.contains(':');
    let is_file = !address.is_empty() && !has_scheme && !address.starts_with(['/', '\\', '#']);
    (is_file || is_web_address(&encoded)).then_some(encoded)
}

/// An address in which no character ends it or begins something else.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_whitespace() || c.is_control() || "()<>[]{}\"\\`|^$".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push('%');
                out.extend([byte >> 4, byte & 15].map(hexadecimal));
            }
        } else if c == '&' {
            // What follows could be the name of a character.
            out.push_str("&amp;");
        } else {
            out.push(c);
        }
    }
    out
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
}
