//! Any bytes as a document of Word.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::import_docx(bytes));
