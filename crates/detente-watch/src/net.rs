//! Asking for addresses: which may be asked, and for how long and how much.

mod address;
mod ask;
mod body;
mod gate;
mod resolve;
pub(crate) mod robots;

pub(crate) use ask::{Exchange, Got, Net};
pub(crate) use body::plain;
pub(crate) use gate::Gate;
pub use resolve::{Lookup, System};
