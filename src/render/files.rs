//! Files of the reader that are no pages: assets, bibliographies, JSON, feed, sitemap. What they hold is made in `exports`.

use std::sync::Arc;

use serde_json::to_string_pretty;

use super::assets;
use super::build::Context;
use super::build::article::EXPORTS as ARTICLE_EXPORTS;
use super::build::periods::{Overview, Plan};
use super::build::{apparatus, references, timeline};
use super::exports::{
    self, apparatus_json, csl_json, feed, icalendar, ris, sitemap, timeline_js, timeline_json,
    timeline_script,
};
use super::kept::Kept;
use super::pages::Pages;
use super::paths::Unchecked;
use crate::model::address::Location;
use crate::model::memory::Same;
use crate::model::work::Work;

/// Every file that is no page.
pub(super) fn all(
    pages: &Pages<'_>,
    locations: &[Location],
    plan: &Plan,
    build_time: Option<i64>,
    kept: &Kept,
) -> Vec<Unchecked> {
    let corpus = pages.corpus();
    let mut files: Vec<Unchecked> = corpus
        .assets
        .values()
        .map(|asset| Unchecked::new(assets::output_path(asset), Arc::clone(&asset.file.bytes)))
        .collect();
    for article in corpus.articles.values() {
        let make = || bibliographies(&[&article.work]).map(|text| Arc::from(text.into_bytes()));
        let contents = kept.exports.get_or(Same::of(article), make);
        files.extend(
            ARTICLE_EXPORTS.iter().zip(contents).map(|((name, _), content)| {
                Unchecked::new(format!("articles/{}/{name}", article.id), content)
            }),
        );
    }
    if pages.has(&Location::References) {
        let works = references::works(pages);
        let texts = bibliographies(&works);
        files.extend(
            references::EXPORTS
                .iter()
                .zip(texts)
                .map(|((name, _), text)| Unchecked::new(*name, text.into_bytes())),
        );
    }
    if pages.has(&Location::Timeline) {
        let absolute = |page: &Location| pages.absolute(page);
        files.extend(json(timeline::JSON, &timeline_json::document(pages)));
        files.extend(json(timeline::TIMELINE_JS, &timeline_js::document(pages, &absolute)));
        let calendar = icalendar::calendar(pages, &absolute, build_time);
        files.extend(calendar.map(|text| Unchecked::new(timeline::CALENDAR, text.into_bytes())));
        let script =
            (plan.overview == Overview::Counted).then(|| timeline_script::script(pages, plan)).flatten();
        files.extend(script.map(|text| Unchecked::new(timeline_script::PATH, text.into_bytes())));
    }
    if pages.has(&Location::Apparatus) {
        files.extend(json(apparatus::JSON, &apparatus_json::document(pages)));
    }
    files.extend(for_the_web(pages, locations, build_time));
    files
}

/// The same works as BibLaTeX, CSL-JSON and RIS.
fn bibliographies(works: &[&Work]) -> [String; 3] {
    [exports::biblatex::entries(works), csl_json::items(works), ris::records(works)]
}

fn json(path: &str, document: &impl serde::Serialize) -> Option<Unchecked> {
    // Serialising plain structs of strings and numbers into memory has no way to fail.
    let mut text = to_string_pretty(document).ok()?;
    text.push('\n');
    Some(Unchecked::new(path, text.into_bytes()))
}

/// What needs absolute addresses, and is left out where the reader's place on the web is not known.
fn for_the_web(pages: &Pages<'_>, locations: &[Location], build_time: Option<i64>) -> Vec<Unchecked> {
    let (Some(home), Some(feed_address)) = (pages.absolute(&Location::Home), pages.absolute_file("feed.xml"))
    else {
        return Vec::new();
    };
    let listed = locations.iter().filter(|page| !matches!(page, Location::NotFound | Location::Search));
    let addresses: Vec<String> = listed.filter_map(|page| pages.absolute(page)).collect();
    let address = |name: &str| pages.absolute_file(name).unwrap_or_default();
    let mut files = sitemap::files(&addresses, address);
    files.push(("robots.txt".to_owned(), sitemap::robots(pages.absolute_file("sitemap.xml").as_deref())));
    let article = |id: &crate::model::ids::ArticleId| {
        pages.absolute(&Location::Article(id.clone())).unwrap_or_default()
    };
    let addresses = feed::Addresses { home: &home, feed: &feed_address, article: &article };
    let feed = feed::atom(pages.corpus(), &addresses, build_time);
    files.extend(feed.xml.map(|xml| ("feed.xml".to_owned(), xml)));
    files.into_iter().map(|(path, text)| Unchecked::new(path, text.into_bytes())).collect()
}
