//! `/apparatus.json`: the ledgers of the apparatus page for programs, in a versioned document.
//!
//! A member is only ever added within one version. Addresses are spelled for the root of the reader.

use serde::Serialize;

use crate::model::address::Location;
use crate::render::build::{Context, apparatus};
use crate::render::view::{ArticleLedger, Totals};

/// The document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ApparatusDocument {
    /// The version of this form
    pub(crate) version: u32,
    /// The whole reader
    pub(crate) totals: Totals,
    /// Each article, by slug
    pub(crate) articles: Vec<ArticleLedger>,
}

/// Makes the document.
pub(crate) fn document(context: &dyn Context) -> ApparatusDocument {
    ApparatusDocument {
        version: 1,
        totals: apparatus::totals(context),
        articles: apparatus::articles(context, &Location::Home),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::document;
    use crate::model::ids::ArticleId;
    use crate::model::ledger::Ledger;
    use crate::render::build::fake::Reader;
    use crate::render::exports::samples::work;

    #[test]
    fn an_article_without_gaps() {
        let mut reader = Reader::default();
        reader.article(work("a", "book", "2020", &[("title", "A")]));
        reader.links.ledgers.insert(ArticleId::new("a"), Ledger { absent: Some(2), ..Ledger::default() });
        let json = serde_json::to_value(document(&reader.finish())).unwrap();
        assert_eq!(json["version"], 1);
        assert_eq!(json["totals"]["markers_absent"], 0);
        assert_eq!(json["articles"][0]["href"], "/articles/a/");
        assert_eq!(json["articles"][0]["short"], "A 2020");
        let said = serde_json::json!(["The whole note list (2 notes) is missing from the copy."]);
        assert_eq!(json["articles"][0]["statements"], said);
        assert_eq!(json["articles"][0]["markers"], serde_json::json!([]));
    }

    #[test]
    fn an_empty_reader() {
        let json = serde_json::to_string(&document(&Reader::default().finish())).unwrap();
        assert!(json.starts_with("{\"version\":1,\"totals\":{\"markers\":0,"), "{json}");
        assert!(json.ends_with("\"articles\":[]}"), "{json}");
    }
}
