//! Any text as one that was copied from a browser.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::import_text(bytes));
