//! postil makes cross-linked websites of annotated readers.
//!
//! One way leads from a folder to a website, and every command goes it:
//!
//! 1. [`read`] finds the files and their texts.
//! 2. [`parse`] turns each file into immutable values of the [`model`], on its own.
//! 3. [`resolve`] finds what refers to what, in side tables beside those values.
//! 4. [`render`] makes pages of both, through templates.
//! 5. [`write`](mod@write) brings the pages to the disk.
//!
//! The stages meet in [`pipeline`] alone. Mistakes of the content's author are
//! [`Diagnostic`](model::diagnostic::Diagnostic)s, collected on the way and printed by [`report`];
//! failures of the machine are [`Failure`](model::failure::Failure)s.

pub mod cli;
pub mod commands;
#[cfg(fuzzing)]
pub mod fuzzing;
pub mod model;
pub mod pipeline;
pub mod report;
pub mod serve;

#[allow(dead_code, reason = "its readers are added one by one")]
mod import;
mod parse;
mod read;
mod render;
mod resolve;
mod write;
