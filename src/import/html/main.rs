//! The part of a page that is the article: where its markup says so, and else where a library for readable pages finds
//! most of the words.

use std::collections::{BTreeMap, BTreeSet};

use dom_smoothie::Readability;

use crate::import::xhtml::{Index, kinds};
use crate::import::xml::{Element, Node};

/// Classes and names of what holds an article in systems that many sites use.
const CONTENTS: &[&str] = &[
    "ArticleBody",
    "article-body",
    "article-content",
    "article__body",
    "articleBody",
    "available-content",
    "body-markup",
    "entry-content",
    "gh-content",
    "mw-content-text",
    "mw-parser-output",
    "post-body",
    "post-content",
    "post__content",
    "single-content",
    "story-body",
    "td-post-content",
];

/// Pages larger than this are taken whole where their markup does not say what the article is.
const LARGEST: usize = 4_000_000;

/// The element that is the article; the page itself where nothing else can be told.
pub(super) fn find(index: &Index<'_>, text: &str) -> usize {
    let mut prose = vec![0; index.len()];
    if let Some(root) = index.element(0) {
        count(index, root, &mut prose);
    }
    let all = prose.first().copied().unwrap_or(0);
    let best = |is: &dyn Fn(&Element) -> bool, share: usize| {
        let holds = |at: &usize| prose.get(*at).is_some_and(|words| words * 100 >= all * share && *words > 0);
        let found = (0..index.len()).filter(holds).filter(|at| index.element(*at).is_some_and(is));
        // Of equals the outermost.
        found.max_by_key(|at| (prose.get(*at).copied().unwrap_or(0), std::cmp::Reverse(*at)))
    };
    let is_article = |element: &Element| {
        element.is("article") || kinds::has_role(element, &["article"]) || property(element, "articleBody")
    };
    let is_content = |element: &Element| {
        kinds::has_class(element, CONTENTS)
            || element.attribute("id").is_some_and(|id| CONTENTS.contains(&id))
    };
    let is_main = |element: &Element| element.is("main") || kinds::has_role(element, &["main"]);
    best(&is_article, 60)
        .or_else(|| best(&is_content, 50))
        .or_else(|| best(&is_main, 50))
        .or_else(|| readable(index, text).filter(|_| has_site(index)))
        .unwrap_or(0)
}

fn property(element: &Element, name: &str) -> bool {
    element.attribute("itemprop").is_some_and(|names| names.split(' ').any(|one| one == name))
}

/// Counts the words outside of links and of what is navigation, in each element and all within it.
fn count(index: &Index<'_>, element: &Element, prose: &mut [usize]) -> usize {
    let aside = ["a", "nav", "footer", "aside", "form", "button", "select"].contains(&element.local());
    if aside || kinds::is_unseen(element) {
        return 0;
    }
    let mut words = 0;
    for node in &element.children {
        words += match node {
            Node::Text(text) => count_words(text),
            Node::Element(inner) => count(index, inner, prose),
        };
    }
    if let Some(place) = prose.get_mut(index.number(element)) {
        *place = words;
    }
    words
}

/// Words, and characters of scripts that have no spaces.
fn count_words(text: &str) -> usize {
    let wide = text.chars().filter(|c| matches!(u32::from(*c), 0x3041..=0x9fff | 0xac00..=0xd7a3)).count();
    text.split_whitespace().count() + wide
}

/// Whether there is anything on the page that an article has not.
fn has_site(index: &Index<'_>) -> bool {
    (0..index.len()).any(|at| index.is(at, &["nav", "header", "footer", "aside", "form", "iframe"]))
}

/// Where most of the paragraphs stand that a library takes for the article. What it would cut off stays.
fn readable(index: &Index<'_>, text: &str) -> Option<usize> {
    if text.len() > LARGEST {
        return None;
    }
    let article = Readability::new(text, None, None).ok()?.parse().ok()?;
    let content = super::sink::parse(&article.content).ok()?;
    let paragraphs: BTreeSet<String> =
        content.every().filter(|element| element.is("p")).filter_map(Element::words).collect();
    let mut matched: BTreeMap<usize, usize> = BTreeMap::new();
    for at in (0..index.len()).filter(|at| index.is(*at, &["p"])) {
        let words = index.element(at).and_then(Element::words);
        if let Some(words) = words.filter(|words| paragraphs.contains(words)) {
            matched.insert(at, count_words(&words));
        }
    }
    let within = |at: usize| -> usize { matched.range(at..index.end(at)).map(|(_, words)| words).sum() };
    let all = within(0);
    let mut at = 0;
    while let Some(inner) = index.children(at).find(|inner| within(*inner) * 10 >= all * 9) {
        if all == 0 || index.is(inner, &["p"]) {
            break;
        }
        at = inner;
    }
    Some(at).filter(|at| *at > 0)
}
