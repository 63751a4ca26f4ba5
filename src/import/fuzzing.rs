//! The readers of formats as the fuzzer calls them.

use super::document::{Document, Format};
use super::{article, decode, drafts, timeline, xml};
use crate::model::ids::FileId;
use crate::model::source::SourcePath;

/// Any bytes as XML.
pub(crate) fn xml(bytes: &[u8]) {
    drop(xml::parse(&xml::decode(bytes)));
}

/// Any bytes as a document of a format, to the article that is made of it.
pub(crate) fn document(format: Format, bytes: &[u8]) {
    let text = match format {
        Format::Docx | Format::Epub => String::new(),
        Format::Text | Format::Html | Format::Markdown | Format::Jats | Format::Tei => {
            decode::text(bytes).0.replace("\r\n", "\n").replace('\r', "\n")
        }
    };
    let path = SourcePath::new("no-such-folder/document");
    let document = Document { file: FileId(0), path, format, text: text.into(), bytes: bytes.into() };
    for part in drafts(&document, &[]).unwrap_or_default() {
        drop(article::article(&part.draft));
    }
}

/// Any bytes as a table of events, to the TOML that is made of it.
pub(crate) fn table(bytes: &[u8], date: timeline::ReadDate<'_>) {
    let opened = timeline::Opened::of("table.csv".as_ref(), &decode::text(bytes).0);
    let taken = timeline::read(&opened, &std::collections::BTreeSet::new(), date);
    drop(timeline::toml(&taken.events));
}
