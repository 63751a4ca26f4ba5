//! Where the links of a text lead; how an address is spelled on a page is not known here.

mod lost;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::anchors::AnchorBook;
use super::destination::{Destination, Refusal};
use super::flat::{Flat, Spotted};
use super::index::{Found, Index};
use crate::model::address::{Address, Fragment, Location};
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{DocumentId, EventId, LinkId, TermId};
use crate::model::links::{Referent, Target};
use crate::model::nearest::did_you_mean;
use crate::model::text::{Link, LinkRole, Text};
use lost::{said, shown};

/// Finds the target of each link of a text, by its [`LinkId`].
pub(super) fn resolve(
    document: &DocumentId,
    text: &Text,
    flat: &Flat<'_>,
    index: &Index<'_>,
    book: &mut AnchorBook<'_>,
) -> (Vec<Target>, Vec<Diagnostic>) {
    if text.links.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut linker =
        Linker { document, text, index, folders: index.folders(document), book, diagnostics: Vec::new() };
    let words = words(flat);
    let mut targets = Vec::with_capacity(text.links.len());
    for (id, link) in (0..).map(LinkId).zip(&text.links) {
        linker.alternative(link, flat.alts.get(&id).copied());
        targets.push(linker.target(link, words.get(&id).copied().unwrap_or_default()));
    }
    (targets, linker.diagnostics)
}

/// The words of each link.
fn words<'f>(flat: &'f Flat<'_>) -> BTreeMap<LinkId, &'f str> {
    let links = flat.spots.iter().filter_map(|spot| match spot.what {
        Spotted::Link(id) => Some((id, flat.text.get(spot.range.clone())?)),
        Spotted::Citation(_) => None,
    });
    links.collect()
}

struct Linker<'a, 'b> {
    document: &'a DocumentId,
    text: &'a Text,
    index: &'a Index<'a>,
    folders: Vec<&'a str>,
    book: &'a mut AnchorBook<'b>,
    diagnostics: Vec<Diagnostic>,
}

impl Linker<'_, '_> {
    fn alternative(&mut self, link: &Link, alt: Option<&str>) {
        if link.role == LinkRole::Image && alt.is_none_or(|alt| alt.trim().is_empty()) {
            let message = format!("the image `{}` has no words that stand for it", shown(&link.destination));
            self.diagnostics.push(
                Diagnostic::at(Code::ImageAlt, link.span, message)
                    .help("say what it shows between the brackets: `![a map of the Gulf of Aden](…)`"),
            );
        }
    }

    fn target(&mut self, link: &Link, words: &str) -> Target {
        match (Destination::read(&link.destination), link.role) {
            (Destination::Refused(why), _) => self.refuse(link, &why),
            (Destination::External(url), LinkRole::Link) => Target::External(url),
            (Destination::External(url), LinkRole::Image) if url.starts_with("http") => Target::External(url),
            (Destination::Rooted, _) => self.rooted(link),
            (Destination::Path { path, .. }, LinkRole::Image) => self.image(link, &path),
            (_, LinkRole::Image) => self.no_image(link),
            (Destination::Path { path, fragment }, LinkRole::Link) => {
                self.path(link, &path, fragment.as_deref())
            }
            (Destination::Here(fragment), LinkRole::Link) => self.here(link, &fragment),
            (Destination::Event(id), LinkRole::Link) => self.event(link, &id),
            (Destination::Term(id), LinkRole::Link) => self.term(link, &id, words),
        }
    }

    fn path(&mut self, link: &Link, path: &str, fragment: Option<&str>) -> Target {
        match self.index.find(&self.folders, path) {
            Some(Found::Page(page)) => self.page(link, page, fragment),
            Some(Found::Asset(path)) => Target::Asset(path.clone()),
            None => self.nowhere(lost::path(self.index, &self.folders, link, path)),
        }
    }

    fn page(&mut self, link: &Link, page: Location, fragment: Option<&str>) -> Target {
        let Some(typed) = fragment else { return internal(Address::page(page)) };
        match self.place(&page, typed) {
            Ok(fragment) => internal(Address { page, fragment: Some(fragment) }),
            Err(help) => {
                let message = format!("{} has no `#{}`", lost::page_name(&page), shown(typed));
                self.nowhere(Diagnostic::at(Code::LinkAnchor, link.span, message).help_if(help))
            }
        }
    }

    /// The place on a page that a fragment means, or what might help.
    fn place(&mut self, page: &Location, typed: &str) -> Result<Fragment, Option<String>> {
        let index = self.index;
        let (document, text) = match page {
            Location::Article(id) => {
                (DocumentId::Article(id.clone()), index.corpus.articles.get(id).map(|article| &article.text))
            }
            Location::Page(id) => {
                (DocumentId::Page(id.clone()), index.corpus.pages.get(id).map(|page| &page.text))
            }
            Location::Home => (DocumentId::Home, index.corpus.home.as_ref().map(|home| &home.text)),
            Location::Timeline if index.events.contains_key(typed) => return Ok(Fragment::new(typed)),
            Location::Glossary if index.terms.contains_key(typed) => return Ok(Fragment::new(typed)),
            Location::Timeline => return Err(did_you_mean(index.event_names.nearest(typed))),
            Location::Glossary => return Err(did_you_mean(index.term_names.nearest(typed))),
            Location::References => return Err(Some("cite the work instead: `[@key]`".to_owned())),
            _ => return Err(None),
        };
        let Some(text) = text else { return Err(None) };
        let places = self.book.places(&document, text);
        places.find(typed).cloned().ok_or_else(|| places.help(typed))
    }

    fn here(&mut self, link: &Link, typed: &str) -> Target {
        let page = Location::of(self.document);
        if typed.is_empty() {
            return internal(Address::page(page));
        }
        if let Some(fragment) = self.book.places(self.document, self.text).find(typed) {
            return internal(Address { page, fragment: Some(fragment.clone()) });
        }
        // An annotation is read on its article's page.
        if let DocumentId::Annotation(..) = self.document {
            return self.page(link, page, Some(typed));
        }
        let help = self.book.places(self.document, self.text).help(typed);
        let message = format!("this text has no `#{}`", shown(typed));
        self.nowhere(Diagnostic::at(Code::LinkAnchor, link.span, message).help_if(help))
    }

    fn event(&mut self, link: &Link, id: &str) -> Target {
        if self.index.events.contains_key(id) {
            let id = EventId::new(id);
            let address = Address::page(Location::Event(id.clone()));
            return Target::Internal { address, lang: None, referent: Some(Referent::Event(id)) };
        }
        let nearest = self.index.event_names.nearest(id).map(|id| format!("event:{id}"));
        let help = match nearest {
            None if self.index.terms.contains_key(id) => did_you_mean(Some(format!("term:{id}"))),
            nearest => did_you_mean(nearest),
        };
        let message = format!("there is no event `{}`", shown(id));
        self.nowhere(Diagnostic::at(Code::LinkEvent, link.span, message).help(help.unwrap_or_else(|| {
            "describe it in `content/timeline.toml`, in an `[[event]]` with this `id`".to_owned()
        })))
    }

    fn term(&mut self, link: &Link, id: &str, words: &str) -> Target {
        if let Some(term) = self.index.terms.get(id) {
            let lang =
                term.forms.iter().find(|(_, form)| same_words(form, words)).map(|(tag, _)| tag.clone());
            let address = Address::page(Location::Term(term.id.clone()));
            return Target::Internal { address, lang, referent: Some(Referent::Term(TermId::new(id))) };
        }
        let nearest = self.index.term_names.nearest(id).map(|id| format!("term:{id}"));
        let help = match nearest {
            None if self.index.events.contains_key(id) => did_you_mean(Some(format!("event:{id}"))),
            nearest => did_you_mean(nearest),
        };
        let message = format!("there is no term `{}`", shown(id));
        self.nowhere(Diagnostic::at(Code::LinkTerm, link.span, message).help(help.unwrap_or_else(|| {
            "explain it in `content/glossary.toml`, in a `[[term]]` with this `id`".to_owned()
        })))
    }

    fn image(&mut self, link: &Link, path: &str) -> Target {
        match self.index.find(&self.folders, path) {
            Some(Found::Asset(path)) => Target::Asset(path.clone()),
            Some(Found::Page(_)) => self.no_image(link),
            None => {
                let message = format!("there is no image `{}`", shown(path));
                let help = lost::file_help(self.index, &self.folders, path);
                self.nowhere(Diagnostic::at(Code::ImageMissing, link.span, message).help(help))
            }
        }
    }

    fn no_image(&mut self, link: &Link) -> Target {
        let message = format!("`{}` is no image", shown(&link.destination));
        self.nowhere(
            Diagnostic::at(Code::ImageMissing, link.span, message)
                .help("take the `!` away to make it a link, or name an image file"),
        )
    }

    fn rooted(&mut self, link: &Link) -> Target {
        let code = match link.role {
            LinkRole::Link => Code::LinkFile,
            LinkRole::Image => Code::ImageMissing,
        };
        self.nowhere(lost::rooted(code, self.index, &self.folders, link))
    }

    fn refuse(&mut self, link: &Link, why: &Refusal) -> Target {
        self.nowhere(said(link, why))
    }

    fn nowhere(&mut self, diagnostic: Diagnostic) -> Target {
        self.diagnostics.push(diagnostic);
        Target::Nowhere
    }
}

fn internal(address: Address) -> Target {
    let referent = match &address.page {
        Location::Article(id) => Some(Referent::Article(id.clone())),
        Location::Page(id) => Some(Referent::Page(id.clone())),
        _ => None,
    };
    Target::Internal { address, lang: None, referent }
}

fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}
