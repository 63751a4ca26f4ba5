//! Any text as a document in TEI XML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::import_tei(bytes));
