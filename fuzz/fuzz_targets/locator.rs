//! Any text as the words behind a key of a citation.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::locator(bytes));
