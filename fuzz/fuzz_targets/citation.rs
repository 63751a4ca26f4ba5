//! Any text as an article: citations, and what only looks like one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::citation(bytes));
