//! A report with what was found in it, marked in place.

mod beside;
mod found;
mod lay;
mod window;
mod word;

pub(crate) use beside::{Original, beside};
pub(crate) use found::{Found, Item, Kept, LeftOut};
pub(crate) use lay::{Block, lay};
pub(crate) use window::{Window, windows};
