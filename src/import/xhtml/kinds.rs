//! What an element is for, by its name, its classes and its roles; what stands in it is not looked at.

use crate::import::xml::Element;

/// Elements that stand alone between others.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "page",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements that nobody sees as text.
const UNSEEN: &[&str] =
    &["script", "style", "template", "head", "link", "meta", "title", "base", "annotation", "desc"];

/// Whether an element stands alone between others.
pub(in super::super) fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.local()) && !element.name.starts_with("svg:")
}

/// Whether what is in an element is no text.
pub(in super::super) fn is_unseen(element: &Element) -> bool {
    UNSEEN.contains(&element.local())
        || has_class(element, &["katex-html", "MathJax_Preview", "mwe-math-fallback-image-inline"])
}

/// The level of a heading.
pub(in super::super) fn heading(element: &Element) -> Option<u8> {
    let level = match element.local() {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        _ if element.attribute("role") == Some("heading") => {
            element.attribute("aria-level").and_then(|level| level.parse().ok()).unwrap_or(2)
        }
        _ => return None,
    };
    Some(level)
}

/// The classes of an element.
pub(in super::super) fn classes(element: &Element) -> impl Iterator<Item = &str> {
    element.attribute("class").unwrap_or_default().split_ascii_whitespace()
}

/// Whether an element has one of some classes.
pub(in super::super) fn has_class(element: &Element, names: &[&str]) -> bool {
    classes(element).any(|class| names.contains(&class))
}

/// Whether the role of an element, or what it is in a book, is one of some.
pub(in super::super) fn has_role(element: &Element, names: &[&str]) -> bool {
    let of = |name: &str| element.attribute(name).unwrap_or_default();
    let mut roles = of("role").split_ascii_whitespace().chain(of("epub:type").split_ascii_whitespace());
    roles.any(|role| names.contains(&role.strip_prefix("doc-").unwrap_or(role)))
}

/// The words that its class and its name are made of: `entry-footerLinks` → `entry`, `footer`, `links`.
pub(in super::super) fn words(element: &Element) -> Vec<String> {
    let mut words = Vec::new();
    for name in [element.attribute("class"), element.attribute("id")].into_iter().flatten() {
        let mut word = String::new();
        let mut small = false;
        for c in name.chars().take(400) {
            if !c.is_alphanumeric() || (small && c.is_uppercase()) {
                words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            }
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
            small = c.is_lowercase();
        }
        words.extend(Some(word).filter(|word| !word.is_empty()));
    }
    words
}

/// What the style of an element says of a property.
pub(in super::super) fn style<'e>(element: &'e Element, property: &str) -> Option<&'e str> {
    let style = element.attribute("style")?;
    let mut values = style.split(';').filter_map(|line| line.split_once(':'));
    let found = values.rfind(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    found.map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
}

/// Whether an element is hidden from everybody.
pub(in super::super) fn is_hidden(element: &Element) -> bool {
    element.attribute("hidden").is_some()
        || style(element, "display").is_some_and(|value| value.eq_ignore_ascii_case("none"))
}
