//! The reader in formats of other programs: reference managers, search engines, feed readers, scripts.
//!
//! Every format is a pure function to text; which file it goes to is decided elsewhere. Works that a source cites and
//! never lists (*unidentified* works) are left out of the machine formats for references (BibLaTeX, CSL-JSON, RIS,
//! COinS): all that is known of them is a label, and an entry made of it would pass for a work in the library that
//! takes it in. They are told apart in `apparatus.json` and on the references page.

pub(crate) mod apparatus_json;
pub(crate) mod biblatex;
pub(crate) mod coins;
pub(crate) mod csl_json;
pub(crate) mod feed;
pub(crate) mod highwire;
pub(crate) mod icalendar;
pub(crate) mod json_ld;
pub(crate) mod license;
pub(crate) mod markup;
pub(crate) mod ris;
pub(crate) mod sitemap;
pub(crate) mod timeline_js;
pub(crate) mod timeline_json;
pub(crate) mod timeline_script;

mod fields;
mod latex;
pub(crate) mod plain_text;
mod xml;

#[cfg(test)]
pub(crate) mod samples;
