//! How citations look: a style and a locale by their names; whether there are such is not known here.

use super::context::Context;
use super::language::language;
use super::table::Table;
use crate::model::span::Spanned;

/// `style`: a name of the archive, or the path of a `.csl` file.
pub(super) fn style<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Option<Spanned<String>> {
    let style = table.string(context, "style")?;
    Some(Spanned::new(style.text.trim().to_owned(), style.span))
}

/// `locale`: a language tag.
pub(super) fn locale<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Option<Spanned<String>> {
    let tag = table.string(context, "locale")?;
    Some(Spanned::new(language(context, &tag)?, tag.span))
}
