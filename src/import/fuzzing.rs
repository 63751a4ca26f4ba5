//! The readers of formats as the fuzzer calls them.

use super::xml;

/// Any bytes as XML.
pub(crate) fn xml(bytes: &[u8]) {
    drop(xml::parse(&xml::decode(bytes)));
}
