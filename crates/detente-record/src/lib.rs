//! The rows of the record: what the program states, and in what form.
//!
//! This crate knows the shape of every row and nothing else: no text, no politics, no storage.
//! Field names are a contract with everyone who reads the output: fields are added, never renamed.
//! All dates are ISO 8601 strings, all ranges half-open, all text in reading form except
//! [`Part::quote`]. An unknown value is `None` and serialises as `null`.
//!
//! It must not know where rows come from (a text, an import) or where they go (a table, a page).

mod agreement;
mod enums;
mod event;
mod evidence;
mod linked;
mod outside;
mod reference;
mod relation;
mod report;
mod review;
mod schema;
mod statement;
mod time;

pub use agreement::*;
pub use enums::*;
pub use event::*;
pub use evidence::*;
pub use linked::*;
pub use outside::*;
pub use reference::*;
pub use relation::*;
pub use report::*;
pub use review::*;
pub use schema::*;
pub use statement::*;
pub use time::*;

/// Version of the record's meaning. It goes up only when a field changes what it means.
pub const SCHEMA: u32 = 1;
