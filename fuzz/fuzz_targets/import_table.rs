//! Any text as a table of events.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::import_table(bytes));
