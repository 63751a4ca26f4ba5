//! Any bytes as an electronic book: its archive, its package, its chapters.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::import_epub(bytes));
