//! The references page, and the list of works on any page.

use std::collections::{BTreeMap, BTreeSet};

use super::short_name::short_name;
use super::{Context, counted, page_link, passages};
use crate::model::address::{Address, Fragment, Fragments, Location};
use crate::model::ids::{ArticleId, CitationId, DocumentId};
use crate::model::links::{Passage, Reference, Referent, WorkId};
use crate::model::rich::Rich;
use crate::model::work::{Name, Work, WorkOrigin};
use crate::render::exports::coins;
use crate::render::view::{LinkView, PassageView, ReferenceView, ReferencesPage, SharedWork, SortingView};

/// The files that hold the whole bibliography, with what they are called.
pub(crate) const EXPORTS: [(&str, &str); 3] =
    [("references.bib", "BibLaTeX"), ("references.json", "CSL-JSON"), ("references.ris", "RIS")];

/// Builds `/references/`.
pub(crate) fn page(context: &dyn Context) -> ReferencesPage {
    let page = Location::References;
    let known: BTreeMap<&WorkId, &Reference> =
        context.links().references.iter().map(|reference| (&reference.work, reference)).collect();
    let references = context.links().references.iter();
    let references: Vec<_> = references
        .filter(|reference| !is_unidentified(context, &reference.work))
        .map(|reference| entry(context, reference))
        .collect();
    let unidentified = context.index().unidentified().iter().map(|id| match known.get(id) {
        Some(reference) => entry(context, reference),
        None => entry(context, &printed_reference(context, id)),
    });
    let mut shell = context.shell(&page, "References", "references");
    let works = counted(references.len(), "work", "works");
    shell.description = Some(format!("{works}, each with the passages that cite it"));
    ReferencesPage {
        shell,
        unidentified: unidentified.collect(),
        references,
        shared: shared(context),
        exports: EXPORTS
            .map(|(path, title)| LinkView { href: context.file_href(&page, path), title: title.to_owned() })
            .into(),
    }
}

/// The works of the whole reader's bibliography in its order, for the files that hold it; unidentified ones included,
/// which the formats leave out.
pub(crate) fn works(context: &dyn Context) -> Vec<&Work> {
    let links = context.links();
    let works = links.references.iter().filter_map(|reference| links.works.get(&reference.work));
    works.map(|work| &**work).collect()
}

/// The works that the texts of a page cite, with the ways back to each citation.
///
/// Works are in the order of the first text that cites them where the style numbers them, and else in the order of the
/// whole reader's bibliography. Each comes once, whichever texts cite it.
pub(crate) fn list(context: &dyn Context, from: &Location, documents: &[DocumentId]) -> Vec<ReferenceView> {
    let links = documents.iter().filter_map(|document| context.links().documents.get(document));
    let mut known = BTreeSet::new();
    let mut references: Vec<&Reference> =
        links.flat_map(|links| &links.references).filter(|reference| known.insert(&reference.work)).collect();
    if references.iter().all(|reference| reference.label.is_none()) {
        references.sort_by_key(|reference| context.index().rank(&reference.work));
    }
    let mut back = ways_back(context, from, documents);
    let view = |reference: &Reference| {
        let back = back.remove(&reference.work).unwrap_or_default();
        listed_view(context, from, reference, back)
    };
    references.into_iter().map(view).collect()
}

/// A work on its page of the reader, if the reader has the work itself.
fn article(context: &dyn Context, from: &Location, work: &Work) -> Option<LinkView> {
    let WorkOrigin::Article(id) = &work.origin else { return None };
    let article = context.corpus().articles.get(id)?;
    Some(page_link(context, from, Location::Article(id.clone()), article.title()))
}

fn is_unidentified(context: &dyn Context, id: &WorkId) -> bool {
    context.links().works.get(id).is_some_and(|work| matches!(work.origin, WorkOrigin::Unidentified { .. }))
}

/// An entry of the references page.
fn entry(context: &dyn Context, reference: &Reference) -> ReferenceView {
    let page = Location::References;
    let id = &reference.work;
    let mut view = listed_view(context, &page, reference, Vec::new());
    if let Some(fragment) = context.index().entry(id) {
        fragment.as_str().clone_into(&mut view.id);
    }
    view.groups = passages::groups(context, &page, &passages::of(context, &Referent::Work(id.clone())));
    view.sorting = context.links().works.get(id).map(|work| sorting(work));
    view.coins = context.links().works.get(id).and_then(|work| coins::title(work));
    view
}

fn sorting(work: &Work) -> SortingView {
    let roles = ["author", "editor", "translator"];
    let first = roles.iter().find_map(|role| work.names(role).first());
    let author = first.map(|name| match name {
        Name::Person(person) if !person.family.is_empty() => {
            format!("{} {}", person.non_dropping_particle, person.family).trim().to_owned()
        }
        name => name.full(),
    });
    let kind = match work.kind_or_document() {
        "article-journal" => "journal article".to_owned(),
        "article-magazine" => "magazine article".to_owned(),
        "article-newspaper" => "newspaper article".to_owned(),
        kind => kind.replace(['-', '_'], " "),
    };
    SortingView { kind, author, year: work.year() }
}

fn listed_view(
    context: &dyn Context,
    from: &Location,
    reference: &Reference,
    back: Vec<LinkView>,
) -> ReferenceView {
    let id = &reference.work;
    let work = context.links().works.get(id);
    let entry = context.index().entry(id).filter(|_| *from != Location::References);
    ReferenceView {
        id: Fragment::reference(&id.key).as_str().to_owned(),
        key: id.key.to_string(),
        identified: !is_unidentified(context, id),
        label: reference.label.as_ref().map(|label| context.rich_html(from, label)),
        html: context.rich_html(from, &reference.content),
        statement: work.and_then(|work| statement(context, from, id, work)),
        href: entry.map(|fragment| context.href(from, &entry_address(fragment))),
        article: work.and_then(|work| article(context, from, work)),
        back,
        groups: Vec::new(),
        sorting: None,
        coins: None,
    }
}

fn entry_address(fragment: &Fragment) -> Address {
    Address { page: Location::References, fragment: Some(fragment.clone()) }
}

/// What is to be said of a work that its source never lists.
fn statement(context: &dyn Context, from: &Location, id: &WorkId, work: &Work) -> Option<String> {
    let WorkOrigin::Unidentified { article, .. } = &work.origin else { return None };
    let source = match from {
        Location::Article(page) if page == article => "this text".to_owned(),
        _ => context.index().article_name(article),
    };
    let passages = context.links().passages.get(&Referent::Work(id.clone()));
    let cited = passages.is_some_and(|passages| passages.iter().any(|p| is_in(p, article)));
    Some(if cited {
        format!("Cited by {source}, but its copy lists no such work; nothing more is known here.")
    } else {
        format!(
            "Declared as cited by {source} and never listed, but no citation in its text leads here; \
             nothing more is known."
        )
    })
}

fn is_in(passage: &Passage, article: &ArticleId) -> bool {
    matches!(&passage.document, DocumentId::Article(id) if id == article)
}

/// An unidentified work under the words that its source prints for it.
fn printed_reference(context: &dyn Context, id: &WorkId) -> Reference {
    let printed =
        context.links().works.get(id).map_or_else(|| id.key.to_string(), |work| work.title().to_owned());
    Reference { work: id.clone(), label: None, content: Rich::plain(printed) }
}

/// The citations of each work on a page, numbered from 1.
fn ways_back(
    context: &dyn Context,
    from: &Location,
    documents: &[DocumentId],
) -> BTreeMap<WorkId, Vec<LinkView>> {
    let mut ways: BTreeMap<WorkId, Vec<LinkView>> = BTreeMap::new();
    for document in documents {
        let fragments = Fragments::of(document);
        let citations = context.links().documents.get(document).map_or(&[][..], |links| &links.citations);
        for (citation, text) in (0..).map(CitationId).zip(citations) {
            let works: BTreeSet<&WorkId> = text.works.iter().flatten().collect();
            let address = Address::within(document, fragments.citation(citation));
            for work in works {
                let links = ways.entry(work.clone()).or_default();
                let title = (links.len() + 1).to_string();
                links.push(LinkView { href: context.href(from, &address), title });
            }
        }
    }
    ways
}

/// The works that two or more articles cite in their own texts.
fn shared(context: &dyn Context) -> Vec<SharedWork> {
    let page = Location::References;
    let view = |reference: &Reference| {
        let id = &reference.work;
        let fragment = context.index().entry(id)?;
        let work = context.links().works.get(id)?;
        let passages = first_passages(context, &page, id);
        (passages.len() > 1).then(|| SharedWork {
            href: context.href(&page, &entry_address(fragment)),
            title: short_name(work),
            passages,
        })
    };
    context.links().references.iter().filter_map(view).collect()
}

/// The first passage of each article that cites a work.
fn first_passages(context: &dyn Context, from: &Location, id: &WorkId) -> Vec<PassageView> {
    let mut known = BTreeSet::new();
    let passages = context.links().passages.get(&Referent::Work(id.clone())).into_iter().flatten();
    let first = passages.filter(|passage| match &passage.document {
        DocumentId::Article(article) => known.insert(article),
        _ => false,
    });
    first.map(|passage| passages::view(context, from, passage)).collect()
}

#[cfg(test)]
mod tests {
    use super::{list, page};
    use crate::model::address::Location;
    use crate::model::ids::{AnnotationId, ArticleId, DocumentId};
    use crate::render::build::fake::{Fake, Reader, work_id};
    use crate::render::exports::samples::{article, by, unidentified, work};
    use crate::render::view::{LinkView, ReferenceView};

    fn reader() -> Fake {
        let mut reader = Reader::default();
        reader.article(by(
            work("odgaard-2023", "article-journal", "2023", &[("title", "Home")]),
            "author",
            "L",
            "Odgaard",
        ));
        reader.article(by(
            work("ekman-2019", "article-journal", "2019", &[("title", "Allies")]),
            "author",
            "A",
            "Ekman",
        ));
        reader.work(article());
        reader.work(unidentified("xi-2017b", "Xi 2017b", "odgaard-2023"));
        reader.work(unidentified("lost", "Lost 1999", "odgaard-2023"));
        reader.work(unidentified("xi-2017b", "Xi 2017b", "ekman-2019"));
        reader.cites("odgaard-2023", 3, &[work_id("foot-king-2020"), work_id("foot-king-2020")]);
        reader.cites("odgaard-2023", 4, &[work_id("foot-king-2020"), unlisted("odgaard-2023", "xi-2017b")]);
        reader.cites("ekman-2019", 9, &[work_id("foot-king-2020")]);
        reader.cites("ekman-2019", 9, &[work_id("odgaard-2023")]);
        reader.cites("ekman-2019", 2, &[unlisted("ekman-2019", "xi-2017b")]);
        reader.finish()
    }

    fn unlisted(article: &str, key: &str) -> crate::model::links::WorkId {
        crate::model::links::WorkId { declared_by: Some(ArticleId::new(article)), ..work_id(key) }
    }

    fn ids(views: &[ReferenceView]) -> Vec<&str> {
        views.iter().map(|view| view.id.as_str()).collect()
    }

    fn pairs(links: &[LinkView]) -> Vec<(&str, &str)> {
        links.iter().map(|link| (link.href.as_str(), link.title.as_str())).collect()
    }

    #[test]
    fn the_references_page() {
        let page = page(&reader());
        assert_eq!(ids(&page.references), ["ref-foot-king-2020", "ref-odgaard-2023"]);
        assert_eq!(
            ids(&page.unidentified),
            ["ref-odgaard-2023:xi-2017b", "ref-ekman-2019:xi-2017b", "ref-lost"],
            "ids are unique though two articles declare one key"
        );
        let foot = &page.references[0];
        let groups: Vec<_> =
            foot.groups.iter().map(|group| (group.title.as_str(), group.passages.len())).collect();
        assert_eq!(groups, [("Home", 2), ("Allies", 1)]);
        assert_eq!(foot.groups[0].passages[0].place, "¶ 3");
        assert_eq!(foot.groups[0].passages[0].source_short, "Odgaard 2023");
        assert!(foot.identified && foot.statement.is_none() && foot.href.is_none());
        assert!(foot.coins.as_ref().is_some_and(|coins| coins.starts_with("ctx_ver=")));
        let article = page.references[1].article.as_ref().map(|link| link.href.as_str());
        assert_eq!(article, Some("/articles/odgaard-2023/"));
        let exports =
            [("/references.bib", "BibLaTeX"), ("/references.json", "CSL-JSON"), ("/references.ris", "RIS")];
        assert_eq!(pairs(&page.exports), exports);
    }

    #[test]
    fn what_is_said_of_unidentified_works_is_true() {
        let page = page(&reader());
        let said: Vec<_> =
            page.unidentified.iter().map(|view| view.statement.as_deref().unwrap_or("")).collect();
        assert_eq!(
            said,
            [
                "Cited by Odgaard 2023, but its copy lists no such work; nothing more is known here.",
                "Cited by Ekman 2019, but its copy lists no such work; nothing more is known here.",
                "Declared as cited by Odgaard 2023 and never listed, but no citation in its text leads here; nothing more is known.",
            ]
        );
        assert!(page.unidentified.iter().all(|view| !view.identified && view.coins.is_none()));
        assert_eq!(page.unidentified[2].html.0, "Lost 1999");
    }

    #[test]
    fn works_that_articles_share() {
        let page = page(&reader());
        assert_eq!(page.shared.len(), 1, "one article's two citations are no sharing");
        assert_eq!(page.shared[0].title, "Foot and King 2021");
        assert_eq!(page.shared[0].href, "#ref-foot-king-2020");
        let first = page.shared[0].passages.iter();
        let found: Vec<_> =
            first.map(|p| (p.href.as_str(), p.source_short.as_str(), p.place.as_str())).collect();
        let expected = [
            ("/articles/odgaard-2023/#cite-1", "Odgaard 2023", "¶ 3"),
            ("/articles/ekman-2019/#cite-1", "Ekman 2019", "¶ 9"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_list_of_an_article() {
        let reader = reader();
        let id = ArticleId::new("odgaard-2023");
        let documents =
            [DocumentId::Article(id.clone()), DocumentId::Annotation(id.clone(), AnnotationId::new("none"))];
        let list = list(&reader, &Location::Article(id), &documents);
        assert_eq!(ids(&list), ["ref-foot-king-2020", "ref-xi-2017b"]);
        assert_eq!(pairs(&list[0].back), [("#cite-1", "1"), ("#cite-2", "2")]);
        assert_eq!(list[0].href.as_deref(), Some("/references/#ref-foot-king-2020"));
        assert_eq!(list[1].href.as_deref(), Some("/references/#ref-odgaard-2023:xi-2017b"));
        let said = "Cited by this text, but its copy lists no such work; nothing more is known here.";
        assert_eq!(list[1].statement.as_deref(), Some(said));
        assert!(list.iter().all(|view| view.groups.is_empty() && view.coins.is_none()));
    }

    #[test]
    fn the_files_hold_the_identified_works_in_order() {
        let reader = reader();
        let works = super::works(&reader);
        let keys: Vec<_> = works.iter().map(|work| work.key.as_str()).collect();
        assert_eq!(keys, ["foot-king-2020", "xi-2017b", "odgaard-2023", "xi-2017b"]);
        let ids = crate::render::exports::ris::records(&works);
        let ids: Vec<_> = ids.lines().filter(|line| line.starts_with("ID")).collect();
        assert_eq!(ids, ["ID  - foot-king-2020", "ID  - odgaard-2023"]);
    }

    #[test]
    fn a_reader_without_works() {
        let page = page(&Reader::default().finish());
        assert!(page.references.is_empty() && page.unidentified.is_empty() && page.shared.is_empty());
    }
}
