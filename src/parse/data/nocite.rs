//! `nocite`: works that a bibliography lists though no text cites them; whether they exist is not known here.

use super::context::Context;
use super::table::Table;
use crate::model::citation::Listed;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::WorkKey;
use crate::model::span::Spanned;

/// Takes the list: `["@lo-2019", "kim-2021"]`, or `["@*"]` for all works.
pub(super) fn nocite<'f>(context: &mut Context<'f>, table: &mut Table<'f>) -> Vec<Spanned<Listed>> {
    let mut listed = Vec::new();
    for typed in table.strings(context, "nocite") {
        let key = typed.text.trim().trim_start_matches('@');
        let braced = key.strip_prefix('{').and_then(|key| key.strip_suffix('}'));
        match braced.unwrap_or(key).trim() {
            "" => context.report(
                Diagnostic::at(Code::ValueInvalid, typed.span, "`nocite` names no work here")
                    .help("write a work's key, such as `\"@lo-2019\"`, or `\"@*\"` for all works"),
            ),
            "*" => listed.push(Spanned::new(Listed::All, typed.span)),
            key => listed.push(Spanned::new(Listed::Work(WorkKey::new(key)), typed.span)),
        }
    }
    listed
}
