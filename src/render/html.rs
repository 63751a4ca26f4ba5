//! Writes HTML: every name is a constant of the program and every value is escaped. What a page looks like is not decided here.

use std::ops::Range;

use super::view::Html;

/// HTML under construction.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    raw: bool,
    whole: Vec<Range<usize>>,
}

impl Writer {
    /// Begins a start tag; [`Tag::end`] completes it.
    pub(super) fn open(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { writer: self }
    }

    /// Writes an end tag.
    pub(super) fn close(&mut self, name: &'static str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes an element without attributes around what `content` writes.
    pub(super) fn element(&mut self, name: &'static str, content: impl FnOnce(&mut Self)) {
        self.open(name).end();
        content(self);
        self.close(name);
    }

    /// Writes characters.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// Writes HTML that was made safe before.
    pub(super) fn html(&mut self, html: &Html) {
        self.out.push_str(&html.0);
    }

    /// Writes HTML that was made safe before, and that cleaning must leave as it is.
    pub(super) fn whole(&mut self, html: &Html) {
        let start = self.out.len();
        self.out.push_str(&html.0);
        self.whole.push(start..self.out.len());
    }

    /// Writes raw HTML of the content. What is written so must pass the allow-list as a whole: see [`Self::has_raw`].
    pub(super) fn raw_until_cleaned(&mut self, html: &str) {
        self.raw = true;
        self.out.push_str(html);
    }

    /// Whether the HTML has to be cleaned before it is safe.
    pub(super) fn has_raw(&self) -> bool {
        self.raw
    }

    /// Starts a new line, where the source is easier to read so.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    /// What was written.
    pub(super) fn finish(self) -> Html {
        Html(self.out)
    }

    /// What was written, with something else in the place of each piece that is to stay whole; and those pieces.
    pub(super) fn finish_with(self, stand_in: impl Fn(usize) -> String) -> (String, Vec<Html>) {
        let mut html = String::with_capacity(self.out.len());
        let mut pieces = Vec::new();
        let mut from = 0;
        for range in self.whole {
            html.push_str(&self.out[from..range.start]);
            html.push_str(&stand_in(pieces.len()));
            pieces.push(Html(self.out[range.clone()].to_owned()));
            from = range.end;
        }
        html.push_str(&self.out[from..]);
        (html, pieces)
    }
}

/// A start tag that can still take attributes.
#[must_use]
pub(super) struct Tag<'w> {
    writer: &'w mut Writer,
}

impl Tag<'_> {
    /// Adds an attribute.
    pub(super) fn attr(self, name: &'static str, value: &str) -> Self {
        let out = &mut self.writer.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
        self
    }

    /// Adds an attribute that has a value only sometimes.
    pub(super) fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Completes the tag.
    pub(super) fn end(self) {
        self.writer.out.push('>');
    }
}

/// Escapes for text and for attributes in double quotes alike.
/// Text as it stands in HTML, in an attribute or outside.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\0']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{FFFD}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn values_and_text_are_escaped() {
        let mut writer = Writer::default();
        writer.open("a").attr("href", "x?a=1&b=\"2\"").maybe("title", None).end();
        writer.text("1 < 2 & \0");
        writer.close("a");
        assert_eq!(writer.finish().0, "<a href=\"x?a=1&amp;b=&quot;2&quot;\">1 &lt; 2 &amp; \u{FFFD}</a>");
    }
}
