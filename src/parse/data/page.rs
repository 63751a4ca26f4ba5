//! The home page and the pages beside the articles.

use std::sync::Arc;

use super::context::Context;
use super::front_matter::{self, Cut, NoFrontMatter};
use super::language::language;
use super::table::{Table, one_line};
use super::toml;
use crate::model::article::Page;
use crate::model::ids::PageId;
use crate::model::text::Text;

/// The id of the home page.
const HOME: &str = "index";

/// Parses a page; without front matter there is none, since only there its title stands.
pub(super) fn page(context: &mut Context<'_>, slug: &PageId) -> Option<Arc<Page>> {
    let cut = front_matter::expect(context)?;
    Some(whole(context, slug, cut, required_title))
}

/// Parses the home page, which needs neither title nor front matter.
pub(super) fn home(context: &mut Context<'_>) -> Option<Arc<Page>> {
    let id = PageId::new(HOME);
    match front_matter::cut(&context.file.text) {
        Err(NoFrontMatter::Missing(_)) => {
            let text = context.body(0);
            Some(Arc::new(untitled(context, &id, text)))
        }
        Err(NoFrontMatter::Unclosed(_)) => {
            front_matter::expect(context).map(|cut| whole(context, &id, cut, any_title))
        }
        Ok(cut) => Some(whole(context, &id, cut, any_title)),
    }
}

fn required_title<'f>(context: &mut Context<'f>, table: &mut Table<'f>, slug: &PageId) -> String {
    let title = table.required(context, "title", "\"…\"");
    title.map_or_else(|| slug.as_str().to_owned(), |title| one_line(&title.text))
}

fn any_title<'f>(context: &mut Context<'f>, table: &mut Table<'f>, _: &PageId) -> String {
    table.line(context, "title").unwrap_or_default()
}

fn whole<'f>(
    context: &mut Context<'f>,
    slug: &PageId,
    cut: Cut,
    title: impl FnOnce(&mut Context<'f>, &mut Table<'f>, &PageId) -> String,
) -> Arc<Page> {
    let fence = context.span(cut.fence);
    let untitled = untitled(context, slug, Text::default());
    let page = toml::read(context, cut.toml, "the front matter", fence, |context, mut table| {
        let page = Page {
            title: title(context, &mut table, slug),
            description: table.line(context, "description"),
            order: table.integer(context, "order").map(|order| order.value),
            language: table.string(context, "language").and_then(|tag| language(context, &tag)),
            draft: table.flag(context, "draft").unwrap_or_default(),
            ..untitled
        };
        table.finish(context);
        page
    });
    let text = context.body(cut.body);
    Arc::new(Page { text, ..page })
}

fn untitled(context: &Context<'_>, slug: &PageId, text: Text) -> Page {
    Page {
        id: slug.clone(),
        title: String::new(),
        description: None,
        order: None,
        language: None,
        draft: false,
        text,
        file: context.file.id,
    }
}
