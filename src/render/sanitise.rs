//! Lets raw HTML of the content through an allow-list, through ammonia; what is allowed is decided here and nowhere else.

use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use super::view::Html;

/// Elements that content may use; SVG and MathML are not among them, since sanitisers have failed on both.
const ELEMENTS: [&str; 61] = [
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
];

/// Attributes that any element may have.
const ATTRIBUTES: [&str; 9] =
    ["aria-hidden", "aria-label", "class", "dir", "id", "lang", "role", "tabindex", "title"];

/// The allow-list, built once for a build.
pub(super) struct Sanitiser {
    builder: Builder<'static>,
}

impl Sanitiser {
    /// Sets up the allow-list.
    pub(super) fn new() -> Self {
        let own = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
        let attributes = HashMap::from([
            ("a", own(&["href", "hreflang"])),
            ("bdo", own(&["dir"])),
            ("blockquote", own(&["cite"])),
            ("col", own(&["span"])),
            ("colgroup", own(&["span"])),
            ("del", own(&["cite", "datetime"])),
            ("details", own(&["open"])),
            ("img", own(&["alt", "height", "loading", "src", "width"])),
            ("ins", own(&["cite", "datetime"])),
            ("ol", own(&["reversed", "start"])),
            ("q", own(&["cite"])),
            ("td", own(&["colspan", "headers", "rowspan"])),
            ("th", own(&["colspan", "headers", "rowspan", "scope"])),
            ("time", own(&["datetime"])),
        ]);
        let mut builder = Builder::empty();
        builder
            .tags(own(&ELEMENTS))
            .tag_attributes(attributes)
            .generic_attributes(own(&ATTRIBUTES))
            .clean_content_tags(own(&["script", "style", "iframe", "object", "svg", "math", "template"]))
            .url_schemes(own(&["http", "https", "mailto"]))
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None);
        Self { builder }
    }

    /// HTML of a block, with only what the allow-list lets through.
    pub(super) fn clean(&self, html: &str) -> Html {
        Html(self.builder.clean(html).to_string())
    }
}

/// The first thing in some raw HTML that the allow-list takes out, as its author typed it.
pub(super) fn refused(raw: &str) -> Option<String> {
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name_start = rest.strip_prefix('/').unwrap_or(rest);
        let name: String = name_start
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        if !ELEMENTS.contains(&name.as_str()) {
            return Some(format!("<{name}>"));
        }
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(attribute) = tag.split_ascii_whitespace().skip(1).find_map(refused_attribute) {
            return Some(attribute);
        }
    }
    None
}

fn refused_attribute(word: &str) -> Option<String> {
    let name = word.split('=').next().unwrap_or(word).to_ascii_lowercase();
    (name == "style" || name.starts_with("on") && word.contains('=')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Sanitiser, refused};

    #[test]
    fn only_the_allow_list_passes() {
        let clean = |html: &str| Sanitiser::new().clean(html).0;
        assert_eq!(clean("<p id=\"x\" onclick=\"a()\">a<script>b</script></p>"), "<p id=\"x\">a</p>");
        assert_eq!(clean("<a href=\"javascript:x\">a</a>"), "<a>a</a>");
        assert_eq!(clean("<svg><a href=\"#\">x</a></svg>y"), "y");
        assert_eq!(clean("<ruby>新<rt>xin</rt></ruby>"), "<ruby>新<rt>xin</rt></ruby>");
    }

    #[test]
    fn what_is_taken_out_is_named() {
        assert_eq!(refused("<b>x</b>"), None);
        assert_eq!(refused("<b><IFRAME src=x>").as_deref(), Some("<iframe>"));
        assert_eq!(refused("<b onclick=x>").as_deref(), Some("onclick"));
        assert_eq!(refused("a < b"), None);
    }
}
