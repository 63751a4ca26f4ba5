//! Any text as a document in Markdown.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::import_markdown(bytes));
