//! Any bytes as a web page: its article, its notes, its data.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::import_html(bytes));
