//! The nouns: what a reader is made of, as plain immutable values.
//!
//! No module here reads or writes anything, parses a format, or uses a crate that belongs to a stage; stages import
//! the model, and the model imports no stage.

pub mod address;
pub mod annotation;
pub mod article;
pub mod citation;
pub mod code;
pub mod config;
pub mod corpus;
pub mod date;
pub mod dated;
pub mod diagnostic;
pub mod event;
pub mod failure;
pub mod ids;
pub mod imported;
pub mod ledger;
pub mod links;
pub mod memory;
pub(crate) mod months;
pub(crate) mod nearest;
pub mod output;
pub mod rich;
pub mod source;
pub mod span;
pub mod term;
pub mod text;
pub mod web;
pub mod work;
