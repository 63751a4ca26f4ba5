//! The glossary and the page of each of its entries.

use std::collections::BTreeSet;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

use super::{Context, counted, first_passages, page_link, passages, timeline};
use crate::model::address::{Address, Location};
use crate::model::ids::{DocumentId, TermId};
use crate::model::links::{Passage, Referent};
use crate::model::term::{Term, TermKind};
use crate::render::view::{FormView, GlossaryPage, LinkView, TermGroup, TermPage, TermView};

/// Builds `/glossary/`.
pub(crate) fn page(context: &dyn Context) -> GlossaryPage {
    let page = Location::Glossary;
    let collator = collator(&context.corpus().site.language);
    let mut terms: Vec<&Term> = context.index().terms().map(|term| &**term).collect();
    terms.sort_by(|a, b| {
        let names = match &collator {
            Some(collator) => collator.compare(&a.name, &b.name),
            None => a.name.cmp(&b.name),
        };
        names.then_with(|| a.id.cmp(&b.id))
    });
    let group = |kind: TermKind| TermGroup {
        kind: kind.name(),
        title: title(kind),
        terms: terms.iter().filter(|term| term.kind == kind).map(|term| view(context, &page, term)).collect(),
    };
    let mut shell = context.shell(&page, "Glossary", "glossary");
    let count = counted(terms.len(), "entry", "entries");
    shell.description = Some(format!("{count}, each with the passages that speak of it"));
    let groups = TermKind::ALL.into_iter().map(group).filter(|group| !group.terms.is_empty()).collect();
    GlossaryPage { shell, groups }
}

/// Builds `/glossary/<id>/`; `None` if there is no such entry.
pub(crate) fn term_page(context: &dyn Context, id: &TermId) -> Option<TermPage> {
    let term = context.index().term(id.as_str())?;
    let page = Location::Term(id.clone());
    let passages = passages::of(context, &Referent::Term(id.clone()));
    Some(TermPage {
        shell: context.shell(&page, &term.name, "term"),
        term: view(context, &page, term),
        groups: passages::groups(context, &page, &passages),
        renderings: renderings(context, &page, &passages),
        events: timeline::of_term(context, id),
    })
}

fn title(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Concept => "Concepts",
        TermKind::Person => "People",
        TermKind::Place => "Places",
        TermKind::Organisation => "Organisations",
        TermKind::Document => "Documents",
    }
}

/// The order of a language's words; that of no language in particular where its tag is none.
fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let preferences = language
        .parse::<Locale>()
        .map_or_else(|_| CollatorPreferences::default(), |l| CollatorPreferences::from(&l));
    Collator::try_new(preferences, CollatorOptions::default()).ok()
}

fn view(context: &dyn Context, from: &Location, term: &Term) -> TermView {
    let passages = passages::of(context, &Referent::Term(term.id.clone()));
    let see = term.see.iter().filter_map(|see| context.index().term(see.value.as_str()));
    TermView {
        id: term.id.to_string(),
        href: context.href(from, &Address::page(Location::Term(term.id.clone()))),
        name: term.name.clone(),
        kind: term.kind.name(),
        aliases: term.aliases.clone(),
        forms: term
            .forms
            .iter()
            .map(|(lang, text)| FormView { lang: lang.clone(), text: text.clone() })
            .collect(),
        romanisation: term.romanisation.clone(),
        html: context.text_html(from, &DocumentId::Term(term.id.clone())),
        see: see.map(|term| page_link(context, from, Location::Term(term.id.clone()), &term.name)).collect(),
        links: term.links.iter().filter_map(|link| elsewhere(&link.value)).collect(),
        passages: passages.len(),
        articles: first_passages(context, from, passages.into_iter()),
    }
}

/// A link to another site under its address without what every address has; what is no address of the web is left out.
fn elsewhere(url: &str) -> Option<LinkView> {
    let title = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let title = title.strip_prefix("www.").unwrap_or(title).trim_end_matches('/');
    Some(LinkView { href: url.to_owned(), title: title.to_owned() })
}

/// The words by which each article calls a term, each once, with the way to the first passage that does.
fn renderings(context: &dyn Context, from: &Location, passages: &[&Passage]) -> Vec<LinkView> {
    let mut known = BTreeSet::new();
    let renderings = passages.iter().filter_map(|passage| {
        let DocumentId::Article(article) = &passage.document else { return None };
        let words = passage.words.split_whitespace().collect::<Vec<_>>().join(" ");
        // A capital at the start of a sentence makes no other word.
        known.insert((article, words.to_lowercase())).then(|| LinkView {
            href: context.href(from, &passage.address),
            title: format!("{words} ({})", context.index().article_name(article)),
        })
    });
    renderings.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{elsewhere, page, term_page};
    use crate::model::ids::{ArticleId, DocumentId, TermId};
    use crate::model::links::Referent;
    use crate::model::term::TermKind;
    use crate::render::build::fake::{Reader, passage, spanned};
    use crate::render::exports::samples::{by, work};

    fn names(language: &str, names: &[&str]) -> Vec<String> {
        let mut reader = Reader::default();
        reader.corpus.site.language = language.to_owned();
        for (n, name) in names.iter().enumerate() {
            reader.term(&format!("t{n}"), TermKind::Concept, name);
        }
        let page = page(&reader.finish());
        page.groups.into_iter().flat_map(|group| group.terms).map(|term| term.name).collect()
    }

    #[test]
    fn names_are_in_the_order_of_the_sites_language() {
        assert_eq!(
            names("en", &["zeal", "Éclat", "entrapment", "Alliance"]),
            ["Alliance", "Éclat", "entrapment", "zeal"]
        );
        assert_eq!(names("sv", &["ö", "z", "a"]), ["a", "z", "ö"]);
        assert_eq!(names("en", &["ö", "z", "a"]), ["a", "ö", "z"]);
        assert_eq!(names("zh", &["中国", "北京", "俄罗斯"]), ["北京", "俄罗斯", "中国"]);
        assert_eq!(names("no such tag!", &["b", "a"]), ["a", "b"]);
    }

    #[test]
    fn kinds_are_in_the_glossarys_order() {
        let mut reader = Reader::default();
        reader.term("un", TermKind::Organisation, "United Nations");
        reader.term("xi", TermKind::Person, "Xi Jinping");
        reader.term("zhou", TermKind::Person, "Zhou Enlai");
        let page = page(&reader.finish());
        let groups: Vec<_> = page.groups.iter().map(|g| (g.kind, g.title, g.terms.len())).collect();
        assert_eq!(groups, [("person", "People", 2), ("organisation", "Organisations", 1)]);
        assert!(super::page(&Reader::default().finish()).groups.is_empty());
    }

    #[test]
    fn the_page_of_a_term() {
        let mut reader = Reader::default();
        reader.article(by(work("ekman-2019", "book", "2019", &[("title", "E")]), "author", "A", "Ekman"));
        reader.article(by(work("kim-2021", "book", "2021", &[("title", "K")]), "author", "P", "Kim"));
        reader.term("new-type", TermKind::Concept, "New type of relations");
        reader.term("other", TermKind::Concept, "Other");
        let term = reader.term_mut("new-type");
        term.see = vec![spanned(TermId::new("other")), spanned(TermId::new("gone"))];
        term.forms.insert("zh-Hans".to_owned(), "新型国际关系".to_owned());
        term.links =
            vec![spanned("https://www.example.org/a/".to_owned()), spanned("javascript:x".to_owned())];
        let subject = || Referent::Term(TermId::new("new-type"));
        let ekman = DocumentId::Article(ArticleId::new("ekman-2019"));
        for (document, words) in [
            (ekman.clone(), "New-type  relations"),
            (ekman.clone(), "new-type\nrelations"),
            (ekman, "新型国际关系"),
            (DocumentId::Article(ArticleId::new("kim-2021")), "new-type relations"),
            (DocumentId::Home, "them"),
        ] {
            let mut passage = passage(&document, 1, &format!("link-{}", words.len()));
            passage.words = words.to_owned();
            reader.passage(subject(), passage);
        }
        let page = term_page(&reader.finish(), &TermId::new("new-type")).unwrap();
        let titles = |links: &[crate::render::view::LinkView]| -> Vec<String> {
            links.iter().map(|link| link.title.clone()).collect()
        };
        assert_eq!(
            titles(&page.renderings),
            ["New-type relations (Ekman 2019)", "新型国际关系 (Ekman 2019)", "new-type relations (Kim 2021)",]
        );
        assert_eq!(titles(&page.term.articles), ["Ekman 2019", "Kim 2021"]);
        assert_eq!(titles(&page.term.see), ["Other"]);
        assert_eq!(titles(&page.term.links), ["example.org/a"]);
        assert_eq!(page.term.passages, 5);
        assert_eq!(
            page.groups.iter().map(|group| group.kind).collect::<Vec<_>>(),
            ["article", "article", "home"]
        );
        assert_eq!(page.term.forms[0].lang, "zh-Hans");
        assert!(term_page(&Reader::default().finish(), &TermId::new("new-type")).is_none());
    }

    #[test]
    fn only_addresses_of_the_web_lead_elsewhere() {
        assert!(elsewhere("data:text/html,x").is_none());
        assert_eq!(elsewhere("http://x.org").map(|link| link.title).as_deref(), Some("x.org"));
    }
}
