//! The styles of a reader: that of the site, and those that articles name for themselves. What they print is not known
//! here.

use std::collections::BTreeMap;

use citationberg::{IndependentStyle, StyleClass};

use super::{locale, style};
use crate::model::article::Article;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::{ArticleId, DocumentId};
use crate::model::span::Spanned;
use crate::resolve::notes::Cites;

/// The styles, and which of them each text has.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Styles {
    /// The site's first
    pub(super) all: Vec<Chosen>,
    own: BTreeMap<ArticleId, usize>,
}

/// A style with its locale.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// The style
    pub(super) style: IndependentStyle,
    /// The locale
    pub(super) locale: locale::Chosen,
}

impl Styles {
    /// Finds the styles that the settings and the articles name.
    pub(in crate::resolve) fn find(corpus: &Corpus) -> (Self, Vec<Diagnostic>) {
        let settings = &corpus.site.citations;
        let (site, mut diagnostics) = chosen(corpus, &settings.style, settings.locale.as_ref());
        let mut styles = Self { all: vec![site], own: BTreeMap::new() };
        let mut known: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
        let naming = |article: &&Article| article.style.style.is_some() || article.style.locale.is_some();
        for article in corpus.articles.values().map(AsRef::as_ref).filter(naming) {
            let name = article.style.style.as_ref().unwrap_or(&settings.style);
            let locale = article.style.locale.as_ref().or(settings.locale.as_ref());
            let key = (name.value.as_str(), locale.map(|locale| locale.value.as_str()));
            if let Some(index) = known.get(&key) {
                styles.own.insert(article.id.clone(), *index);
                continue;
            }
            let (made, found) = chosen(corpus, name, locale);
            // What is wrong with the site's own settings has been said.
            let is_own = |named: &Spanned<String>| named.span.file == article.file;
            if is_own(name) || locale.is_some_and(is_own) {
                diagnostics.extend(found.iter().cloned());
            }
            styles.own.insert(article.id.clone(), styles.all.len());
            if found.is_empty() {
                known.insert(key, styles.all.len());
            }
            styles.all.push(made);
        }
        (styles, diagnostics)
    }

    /// Where a text's citations stand. A source of an event is a line of a list, and has no notes.
    pub(in crate::resolve) fn cites(&self, document: &DocumentId) -> Cites {
        let class = self.all.get(self.of(document)).map(|chosen| chosen.style.settings.class);
        match (class, document) {
            (Some(StyleClass::Note), DocumentId::EventSource(..)) => Cites::InText,
            (Some(StyleClass::Note), _) => Cites::InNotes,
            _ => Cites::InText,
        }
    }

    /// The index of the style of a text. Annotations are the editor's, and have the site's.
    pub(super) fn of(&self, document: &DocumentId) -> usize {
        match document {
            DocumentId::Article(id) => self.own.get(id).copied().unwrap_or_default(),
            _ => 0,
        }
    }
}

fn chosen(
    corpus: &Corpus,
    name: &Spanned<String>,
    locale: Option<&Spanned<String>>,
) -> (Chosen, Vec<Diagnostic>) {
    let (found, mut diagnostics) = style::find(corpus, name);
    let (locale, unknown) = locale::choose(corpus, locale, found.locale.as_ref());
    diagnostics.extend(unknown);
    (Chosen { style: found.style, locale }, diagnostics)
}
