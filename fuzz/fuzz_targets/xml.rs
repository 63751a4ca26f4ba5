//! Any bytes as XML: encodings, entities, namespaces, limits.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::xml(bytes));
