//! What of a page belongs to its site, by its elements and their names: all that is beside the article, and what is set
//! into it.

use crate::import::text::sections::{Section, section};
use crate::import::xhtml::{Index, Role, Roles, kinds};
use crate::import::xml::Element;

/// What words in classes and names tell.
const NAMES: &[(&str, &[&str])] = &[
    ("comment form", &["comment", "comments", "commentform", "commentlist", "disqus", "respond"]),
    (
        "share buttons",
        &[
            "addtoany",
            "addthis",
            "printfriendly",
            "share",
            "sharedaddy",
            "sharing",
            "sharethis",
            "social",
            "socials",
        ],
    ),
    (
        "related texts",
        &["jp-relatedposts", "recirculation", "recommended", "related", "relatedposts", "yarpp"],
    ),
    ("newsletter", &["newsletter", "paywall", "signup", "subscribe", "subscription", "optin", "mailchimp"]),
    (
        "advert",
        &[
            "ad",
            "ads",
            "adsense",
            "advert",
            "advertisement",
            "adslot",
            "dfp",
            "promo",
            "sponsor",
            "sponsored",
            "taboola",
            "outbrain",
        ],
    ),
    ("cookie notice", &["consent", "cookie", "cookies", "gdpr", "onetrust"]),
    (
        "navigation",
        &[
            "breadcrumb",
            "breadcrumbs",
            "catlinks",
            "editsection",
            "menu",
            "nav",
            "navbar",
            "navbox",
            "navigation",
            "noprint",
            "pagination",
            "pager",
            "skiplink",
            "toc",
            "printfooter",
        ],
    ),
    ("by-line and date", &["byline", "dateline", "entry-meta", "postmeta", "timestamp"]),
];

/// Classes that tell it as a whole.
const CLASSES: &[(&str, &[&str])] = &[
    (
        "by-line and date",
        &[
            "author",
            "author-name",
            "cat-links",
            "date",
            "entry-date",
            "entry-meta",
            "post-date",
            "post-meta",
            "posted-on",
            "published",
            "reading-time",
            "tags-links",
        ],
    ),
    (
        "about the author",
        &["about-author", "author-bio", "author-box", "author-description", "author-info", "post-author"],
    ),
];

/// What is longer than this is a text, whatever its class says.
const LONGEST: usize = 60;

/// Gives what belongs to the site its roles.
pub(super) fn mark(index: &Index<'_>, main: usize, roles: &mut Roles) {
    if main > 0 {
        beside(index, main, roles);
    }
    let mut at = main;
    let end = index.end(main);
    while at < end {
        match index.element(at).and_then(|element| within(index, at, element, roles)) {
            Some(what) if at != main => {
                roles.give(at, Role::Chrome(what));
                at = index.end(at);
            }
            _ => at += 1,
        }
    }
}

/// All that is beside the article, on each level around it.
fn beside(index: &Index<'_>, main: usize, roles: &mut Roles) {
    let mut inner = main;
    for outer in index.ancestors(main) {
        for child in index.children(outer).filter(|child| *child != inner) {
            let Some(element) = index.element(child).filter(|element| !kinds::is_unseen(element)) else {
                continue;
            };
            let what = by_name(element).or_else(|| by_tag(element)).unwrap_or("other parts of the page");
            roles.give(child, Role::Chrome(what));
        }
        inner = outer;
    }
}

fn within(index: &Index<'_>, at: usize, element: &Element, roles: &Roles) -> Option<&'static str> {
    if roles.of(at).is_some() || kinds::is_unseen(element) {
        return None;
    }
    let what = by_tag(element).or_else(|| by_name(element))?;
    let words = index.words(at, LONGEST * 24);
    let count = words.split_whitespace().count();
    // What holds markers or citations is a text, and so is what is long and leads nowhere.
    let holds = roles.texts_within(at..index.end(at));
    let is_form = matches!(what, "comment form" | "form");
    let is_long = count > LONGEST && !is_linked(index, at, count);
    let heading = kinds::heading(element).is_some()
        && section(&words).is_none_or(|found| !matches!(found, Section::Site(_)));
    (!holds && !heading && (is_form || !is_long) && !words.is_empty()).then_some(what)
}

fn by_tag(element: &Element) -> Option<&'static str> {
    Some(match element.local() {
        "nav" => "navigation",
        "form" | "button" | "select" | "input" | "textarea" | "fieldset" => "form",
        "footer" => "foot of the page",
        "dialog" => "dialog",
        _ if kinds::has_role(
            element,
            &["navigation", "search", "banner", "contentinfo", "dialog", "toc"],
        ) =>
        {
            "navigation"
        }
        _ => return None,
    })
}

fn by_name(element: &Element) -> Option<&'static str> {
    let whole = CLASSES.iter().find(|(_, classes)| kinds::has_class(element, classes)).map(|(what, _)| *what);
    let words = || {
        let words = kinds::words(element);
        let known = |names: &&[&str]| words.iter().any(|word| names.contains(&word.as_str()));
        NAMES.iter().find(|(_, names)| known(names)).map(|(what, _)| *what)
    };
    whole.or_else(words)
}

/// Whether most of what stands there are links.
fn is_linked(index: &Index<'_>, at: usize, words: usize) -> bool {
    let links = (at..index.end(at)).filter(|inner| index.is(*inner, &["a"]));
    let linked: usize = links.map(|link| index.words(link, 400).split_whitespace().count()).sum();
    linked * 2 > words
}
