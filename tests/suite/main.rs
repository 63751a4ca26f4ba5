//! The one integration test binary: each module is an area.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests may panic, and work with folders"
)]

mod architecture;
mod back_references;
mod cli;
mod extremes;
mod import;
mod import_formats;
mod import_papers;
mod import_round_trip;
mod law;
mod note_styles;
mod notes_oracle;
mod oracle;
mod pages;
mod reader;
mod sites;
mod support;
mod templates;
mod timeline;
