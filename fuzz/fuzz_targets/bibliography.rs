//! Any text as BibLaTeX, Hayagriva YAML or CSL-JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::bibliography(bytes));
