//! What many reports say together.
//!
//! Pure functions over the rows of single reports: which keys a row falls under, and what the
//! rows under one key come to. It must not know files, databases or threads; whoever drives it
//! (the case, Spark) hands over the rows of a key in any order and gets the same rows back.

mod actor;
pub mod dating;
mod keys;
mod place;
mod script;
mod source;
mod timeline;

pub use actor::actor;
pub use keys::{Key, keys, outlet_id};
pub use place::{known_place, place};
pub use script::script;
pub use source::source;
pub use timeline::timeline;
