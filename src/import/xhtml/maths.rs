//! Formulas: MathML that carries its TeX, and the TeX that scripts would set.

use super::kinds;
use crate::import::tree::Inline;
use crate::import::xml::Element;

/// Whether an element is a script that holds TeX.
pub(super) fn is_script(element: &Element) -> bool {
    element.is("script") && element.attribute("type").is_some_and(|kind| kind.starts_with("math/tex"))
}

/// The formula that an element is.
pub(super) fn formula(element: &Element) -> Option<Inline> {
    if element.local() == "math" {
        let tex = annotation(element).or_else(|| element.attribute("alttext").map(plain));
        let words = || Some(Inline::Text(element.words()?));
        return tex.filter(|tex| !tex.is_empty()).map(Inline::Formula).or_else(words);
    }
    let holds = element.is("span") && kinds::has_class(element, &["math", "mathjax", "tex", "latex"]);
    let text = element.text();
    let text = text.trim();
    let inner = text.strip_prefix("\\(").and_then(|text| text.strip_suffix("\\)"));
    let inner = inner.or_else(|| text.strip_prefix("\\[").and_then(|text| text.strip_suffix("\\]")));
    // What KaTeX is to set has no marks around it.
    let bare = kinds::has_class(element, &["inline", "display"]) && element.elements().next().is_none();
    let inner = inner.or(Some(text).filter(|text| bare && !text.is_empty()));
    inner.filter(|_| holds).map(|tex| Inline::Formula(plain(tex)))
}

fn annotation(math: &Element) -> Option<String> {
    let is_tex = |element: &&Element| {
        let encoding = element.attribute("encoding").unwrap_or_default().to_ascii_lowercase();
        element.local() == "annotation" && encoding.contains("tex")
    };
    math.every().find(is_tex).map(|element| plain(&element.text()))
}

/// TeX without the frame that sets its style.
pub(super) fn plain(tex: &str) -> String {
    let tex = tex.trim();
    let inner = tex.strip_prefix('{').and_then(|tex| tex.strip_suffix('}')).map(str::trim_start);
    let inner =
        inner.and_then(|tex| tex.strip_prefix("\\displaystyle").or_else(|| tex.strip_prefix("\\textstyle")));
    inner.unwrap_or(tex).trim().to_owned()
}
