//! Lets raw HTML of the content through an allow-list, through ammonia; what is allowed is decided here and nowhere else.
//!
//! What the program made itself and the allow-list does not know, such as formulas, is put aside meanwhile.

use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use super::html::Writer;
use super::tags::{Side, Tag, tags};
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

/// The schemes that addresses may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Elements that need no end tag.
const ENDLESS: [&str; 18] = [
    "br", "col", "colgroup", "caption", "dd", "dt", "hr", "img", "li", "p", "rp", "rt", "tbody", "td",
    "tfoot", "th", "thead", "tr",
];

/// What the ids begin with that a page gives its notes, citations, references, annotations, headings and links.
const TAKEN: [&str; 7] = ["fn-", "fnref-", "cite-", "ref-", "a-", "h-", "link-"];

/// Characters of Unicode's private use area, around the number of something put aside.
const ASIDE: char = '\u{F8F4}';
const BACK: char = '\u{F8F5}';

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
            ("code", own(&["data-language"])),
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
            .url_schemes(own(&SCHEMES))
            // What is put back must never land in an attribute.
            .attribute_filter(|_, _, value| (!value.contains(ASIDE)).then(|| value.into()))
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None);
        Self { builder }
    }

    /// HTML of a block, with only what the allow-list lets through.
    pub(super) fn clean(&self, html: &str) -> Html {
        Html(self.builder.clean(html).to_string())
    }

    /// What was written, with only what the allow-list lets through of the raw HTML in it.
    pub(super) fn finish(&self, writer: Writer) -> Html {
        if !writer.has_raw() {
            return writer.finish();
        }
        let (html, aside) = writer.finish_with(|n| format!("{ASIDE}{n}{BACK}"));
        let mut out = Writer::default();
        for (n, piece) in self.clean(&html).0.split(ASIDE).enumerate() {
            let number = piece.split_once(BACK).filter(|_| n > 0);
            let whole =
                number.and_then(|(number, after)| Some((aside.get(number.parse::<usize>().ok()?)?, after)));
            let after = whole.map_or(piece, |(whole, after)| {
                out.html(whole);
                after
            });
            out.html(&Html(after.to_owned()));
        }
        out.finish()
    }
}

/// What is wrong with some raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// An element or attribute that the allow-list takes out, as its author typed it
    Refused(String),
    /// An address that nothing was looked up for, and that would lead nowhere
    Unchecked(String),
    /// An id that the page gives itself
    Taken(String),
    /// An element that does not end where its HTML ends
    Open(String),
}

/// The faults of a block of HTML, one of each kind at most.
pub(super) fn faults(block: &str) -> Vec<Fault> {
    let tags = tags(block);
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| allowed(tag) && !ENDLESS.contains(&tag.name.as_str())) {
        match tag.side {
            Side::Start => open.push(&tag.name),
            Side::End => open.truncate(open.iter().rposition(|name| *name == tag.name).unwrap_or(open.len())),
        }
    }
    let open = open.first().map(|name| Fault::Open((*name).to_owned()));
    faults_of(&tags).into_iter().chain(open).collect()
}

/// The faults of a tag among the words of a text, whose end is another tag.
pub(super) fn faults_in_line(tag: &str) -> Vec<Fault> {
    faults_of(&tags(tag))
}

/// Whether a tag among the words of a text is one of an element that content may use. Others are not even written, since
/// what is between them is the text's own.
pub(super) fn passes(tag: &str) -> bool {
    let tags = tags(tag);
    !tags.is_empty() && tags.iter().all(allowed)
}

fn allowed(tag: &Tag<'_>) -> bool {
    ELEMENTS.contains(&tag.name.as_str())
}

fn faults_of(tags: &[Tag<'_>]) -> Vec<Fault> {
    let attributes = || tags.iter().flat_map(|tag| &tag.attributes);
    let refused = tags.iter().find_map(refused).map(Fault::Refused);
    let unchecked = attributes().find(|(name, value)| is_address(name) && is_relative(value));
    let taken = attributes().find(|(name, value)| name == "id" && is_taken(value));
    let value = |attribute: Option<&(String, &str)>| attribute.map(|(_, value)| (*value).to_owned());
    [refused, value(unchecked).map(Fault::Unchecked), value(taken).map(Fault::Taken)]
        .into_iter()
        .flatten()
        .collect()
}

fn refused(tag: &Tag<'_>) -> Option<String> {
    if !allowed(tag) {
        return Some(format!("<{}>", tag.name));
    }
    let refused = |(name, value): &&(String, &str)| {
        name == "style" || name.starts_with("on") || (is_address(name) && has_other_scheme(value))
    };
    let found = tag.attributes.iter().find(refused);
    found.map(|(name, value)| if is_address(name) { format!("{name}=\"{value}\"") } else { name.clone() })
}

fn is_address(attribute: &str) -> bool {
    matches!(attribute, "href" | "src" | "cite")
}

/// The scheme of an address as a browser reads it, which passes over white space and control characters.
fn scheme(address: &str) -> Option<String> {
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let (scheme, _) = plain.split_once(':')?;
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '&' | ';' | '#');
    scheme.chars().all(named).then(|| scheme.to_ascii_lowercase())
}

fn has_other_scheme(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| !SCHEMES.contains(&scheme.as_str()))
}

fn is_relative(address: &str) -> bool {
    scheme(address).is_none() && !address.starts_with('#')
}

fn is_taken(id: &str) -> bool {
    let numbered = id.strip_prefix('p').is_some_and(|number| number.parse::<u32>().is_ok());
    numbered || TAKEN.iter().any(|prefix| id.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::{Fault, Sanitiser, faults, faults_in_line, passes};
    use crate::render::html::Writer;
    use crate::render::view::Html;

    #[test]
    fn only_the_allow_list_passes() {
        let clean = |html: &str| Sanitiser::new().clean(html).0;
        assert_eq!(clean("<p id=\"x\" onclick=\"a()\">a<script>b</script></p>"), "<p id=\"x\">a</p>");
        assert_eq!(clean("<a href=\"javascript:x\">a</a>"), "<a>a</a>");
        assert_eq!(clean("<svg><a href=\"#\">x</a></svg>y"), "y");
        assert_eq!(clean("<ruby>新<rt>xin</rt></ruby>"), "<ruby>新<rt>xin</rt></ruby>");
    }

    #[test]
    fn what_the_program_made_comes_through_whole() {
        let mut writer = Writer::default();
        writer.raw_until_cleaned("<i title=\"\u{F8F4}0\u{F8F5}\">\u{F8F4}7\u{F8F5}\u{F8F4}");
        writer.whole(&Html("<math><mi>x</mi></math>".to_owned()));
        writer.raw_until_cleaned("</i>");
        writer.whole(&Html("<math>2</math>".to_owned()));
        assert_eq!(
            Sanitiser::new().finish(writer).0,
            "<i>7\u{F8F5}<math><mi>x</mi></math></i><math>2</math>",
            "and no attribute can hold it"
        );
    }

    #[test]
    fn what_is_taken_out_is_named() {
        let refused = |html: &str| match faults_in_line(html).as_slice() {
            [] => None,
            [Fault::Refused(what)] => Some(what.clone()),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused("<b>x</b>"), None);
        assert_eq!(refused("<b><IFRAME src=\"https://x.org\">").as_deref(), Some("<iframe>"));
        assert_eq!(refused("<b onclick=x>").as_deref(), Some("onclick"));
        assert_eq!(refused("<b title=\"on or off=1\">"), None);
        assert_eq!(refused("a < b"), None);
        assert_eq!(refused("<a href=\"https://x.org/a:b\">"), None);
        assert_eq!(refused("<a href=\"Java\nScript:x\">").as_deref(), Some("href=\"Java\nScript:x\""));
        assert_eq!(refused("<a href='data:x'>").as_deref(), Some("href=\"data:x\""));
    }

    #[test]
    fn what_would_break_the_page_is_named() {
        let check = |html: &str, expected: &[Fault]| assert_eq!(faults(html), expected, "{html}");
        check("<a href=\"two.md\">x</a>", &[Fault::Unchecked("two.md".to_owned())]);
        check("<a href=\"#x\">x</a><img src=\"https://x.org/y.png\">", &[]);
        check("<p id=\"p12\">", &[Fault::Taken("p12".to_owned())]);
        check("<p id=\"place\">", &[]);
        check("<div><p>x<br></div>", &[]);
        check("<div><b>x</div>", &[]);
        check("<details><summary>x</summary>", &[Fault::Open("details".to_owned())]);
        check("</div>", &[]);
        check("<iframe>", &[Fault::Refused("<iframe>".to_owned())]);
    }

    #[test]
    fn tags_of_other_elements_are_not_written() {
        let passing = ["<b>", "</b>", "<script>", "</svg>", "<!-- x -->", "<textarea>"].map(passes);
        assert_eq!(passing, [true, true, false, false, false, false]);
    }
}
